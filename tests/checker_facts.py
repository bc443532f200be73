"""What the independent checker reads: the tables as plain rows and the facts of data/, nothing from the planner."""

from __future__ import annotations

import csv
import datetime as dt
import functools
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

__all__ = ["DATA", "DAY", "NEAR", "QUALITY", "RACE_KM", "WEEKDAYS", "Case", "Room", "Row", "case_of", "table_faults"]

DATA = Path(__file__).resolve().parent.parent / "data"
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
RACE_KM = {"5k": 5.0, "10k": 10.0, "half": 21.1, "marathon": 42.2}
QUALITY = ("tempo", "intervals", "hills")
COUNT, NUMBER, TEXT, FLAG, DATE = "Int64", "float64", "str", "bool", "datetime64[us]"
TABLES = {
    "weeks": {
        "week": COUNT,
        "start": DATE,
        "phase": TEXT,
        "strength_phase": TEXT,
        "run_km": NUMBER,
        "long_run_km": NUMBER,
        "quality_runs": COUNT,
        "strength_sessions": COUNT,
        "sets_target": NUMBER,
        "step_back": FLAG,
        "note": TEXT,
    },
    "sessions": {
        "session_id": TEXT,
        "week": COUNT,
        "date": DATE,
        "weekday": TEXT,
        "slot": TEXT,
        "kind": TEXT,
        "type": TEXT,
        "title": TEXT,
        "km": NUMBER,
        "minutes": COUNT,
        "effort": NUMBER,
        "pinned": FLAG,
        "note": TEXT,
        "steps": TEXT,
        "status": TEXT,
        "planned_date": DATE,
    },
    "exercises": {
        "session_id": TEXT,
        "order": COUNT,
        "section": TEXT,
        "exercise_id": TEXT,
        "exercise": TEXT,
        "sets": COUNT,
        "reps": COUNT,
        "seconds": COUNT,
        "each_side": FLAG,
        "rest_s": COUNT,
        "effort": NUMBER,
        "note": TEXT,
        "superset": TEXT,
        "load_kg": NUMBER,
        "reserve": COUNT,
    },
}
NEAR = 0.1 + 1e-6  # [km], the tolerance of all sums of kilometres
DAY = dt.timedelta(days=1)
MAY_BE_ABSENT = {"km", "reps", "seconds", "load_kg", "reserve"}

Row = dict[str, Any]


class Room(NamedTuple):
    """What a week leaves: days that may be used, days that strength may use, and whether it is cut short.

    A week that dates off or the race cut short may hold fewer sessions than wished; any other week may not.
    """

    days: int
    strength_days: int
    short: bool
    days_before_race: int


@dataclass
class Case:
    """One plan as plain Python rows, with the facts it must agree with."""

    block: Any
    weeks: list[Row]
    sessions: list[Row]
    exercises: dict[str, list[Row]]
    facts: dict[str, Row]
    rules: dict[str, Row]
    race_week: int | None
    by_date: dict[dt.date, list[Row]] = field(default_factory=dict)
    by_week: dict[int, list[Row]] = field(default_factory=dict)

    def in_week(self, week: int) -> list[Row]:
        """The sessions of a week."""
        return self.by_week.get(week, [])

    def runs(self, week: int) -> list[Row]:
        """The runs of a week."""
        return [row for row in self.in_week(week) if row["kind"] == "run"]

    def strength(self, week: int) -> list[Row]:
        """The strength sessions of a week."""
        return [row for row in self.in_week(week) if row["kind"] == "strength"]

    def sharpens(self, week: int) -> bool:
        """The race week, and the week before a race in the first three days of its week: easy runs and core only."""
        if self.race_week is None:
            return False
        before = (self.block.race_date - self.weeks[self.race_week - 1]["start"]).days
        return week == self.race_week or (before < 3 and week == self.race_week - 1)

    def room(self, week: int) -> Room:
        """What days off, dates off, rest days and the race leave of a week."""
        block = self.block
        start = self.weeks[week - 1]["start"]
        free = strength = before = 0
        short = week == self.race_week
        for date in (start + dt.timedelta(days=index) for index in range(7)):
            to_race = (block.race_date - date).days if block.race_date is not None else 1000
            if WEEKDAYS[date.weekday()] in block.days_off or to_race == 0:
                continue
            if date in block.dates_off:
                short = True
                continue
            if WEEKDAYS[date.weekday()] not in block.days_without_runs:
                free += 1
                before += to_race > 0
            strength += to_race > 2
            short = short or to_race <= 2
        most = 7 - block.rest_days
        return Room(min(free, most), strength, short, min(before, most))

    def number(self, rule_id: str, otherwise: float) -> float:
        """A number of rules.csv."""
        row = self.rules.get(rule_id)
        return float(row["value"]) if row and row["value"] else otherwise


@functools.cache
def _csv(path: Path, key: str) -> dict[str, Row]:
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {row[key]: dict(row) for row in csv.DictReader(file)}


def _rows(frame: pd.DataFrame) -> list[Row]:
    columns = {}
    for name in frame.columns:
        values = frame[name].tolist()
        if frame[name].dtype == DATE:
            columns[name] = [value.date() for value in values]
        else:
            columns[name] = [None if pd.isna(value) else value for value in values]
    return [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]


def table_faults(plan: Any) -> Iterator[str]:
    """Each table has its columns in order, its dtypes, a plain RangeIndex and nothing missing."""
    for table, columns in TABLES.items():
        frame = getattr(plan, table)
        names = list(frame.columns)
        if names[: len(columns)] != list(columns):
            yield f"The {table} table has the columns {names}."
            continue
        if not (isinstance(frame.index, pd.RangeIndex) and frame.index.equals(pd.RangeIndex(len(frame)))):
            yield f"The {table} table has no plain RangeIndex."
        for name, dtype in columns.items():
            if str(frame[name].dtype) != dtype:
                yield f"The column {name} of {table} has the dtype {frame[name].dtype}, not {dtype}."
            elif name not in MAY_BE_ABSENT and frame[name].isna().any():
                yield f"The column {name} of {table} has an absent value."


def case_of(plan: Any, folder: Path) -> Case:
    """The plan's tables as rows, with the facts of the folder."""
    exercises: dict[str, list[Row]] = defaultdict(list)
    for row in _rows(plan.exercises):
        exercises[row["session_id"]].append(row)
    weeks = _rows(plan.weeks)
    race = plan.block.race_date
    race_week = None
    if race is not None:
        race_week = next((row["week"] for row in weeks if 0 <= (race - row["start"]).days < 7), None)
    case = Case(
        plan.block,
        weeks,
        _rows(plan.sessions),
        dict(exercises),
        _csv(folder / "exercises.csv", "exercise_id"),
        _csv(folder / "rules.csv", "rule_id"),
        race_week,
    )
    by_date: dict[dt.date, list[Row]] = defaultdict(list)
    by_week: dict[int, list[Row]] = defaultdict(list)
    for row in case.sessions:
        by_date[row["date"]].append(row)
        by_week[row["week"]].append(row)
    case.by_date, case.by_week = dict(by_date), dict(by_week)
    return case
