"""What RunPlan itself wrote: a plan's CSV, of which only the runs are taken, a table of runs, and events of a calendar.

In: a file, its rows, or an event. Out: its runs, exactly as they went out, by their ids.
"""

from __future__ import annotations

import datetime as dt
import re

import pandas as pd

from runplan.errors import PlanFileError
from runplan.exchange.csv_text import csv_cell, neutralise, plain_number
from runplan.exchange.plan_file.cells import read_cells
from runplan.exchange.plan_file.csv_tables import sessions_of_cells
from runplan.exchange.run_plans.cells.cell import Meaning, Session, described
from runplan.exchange.run_plans.containers.source import Grid, Line, Source
from runplan.exchange.run_plans.limits import MOST_KM, MOST_MINUTES, MOST_ROWS, shown, too_many_sessions
from runplan.exchange.run_plans.result import LEFT_OUT, Cell, ImportedRuns
from runplan.schema import GIVEN_TYPES, READINGS, RUN_TYPES, RUNS, WEEKDAYS
from runplan.units import KM_PER_MILE

RUN_COLUMNS = tuple(column.name for column in RUNS)
_FLAGS = {"yes": True, "no": False, "": False}
_UID = re.compile(r"w\d\d-[a-z]+(?:-\d+)?\.[0-9a-f]{16}@runplan\.invalid")
_FACTS = re.compile(r"Week \d+(?:, (?P<far>\d+(?:\.\d+)?) (?P<unit>km|mi))?(?:, (?P<minutes>\d+) min)?(?:, effort .*)?")
PLAN = re.compile(r'"?plan_version"?\s*[,;\t]')  # how one begins
_NUMBER = re.compile(r"\d{1,6}(?:\.\d{1,20})?")


def read_plan_runs(source: Source) -> ImportedRuns:
    """The runs of a plan's CSV.

    Raises
    ------
    PlanFileError
        If it is not a whole plan.
    """
    name = source.name
    read = read_cells(source.data, name)
    file = sessions_of_cells(read, name)
    if len(file.sessions) > MOST_ROWS:
        raise too_many_sessions(name)
    cells = []
    for line, planned in zip(file.lines, file.sessions, strict=True):
        reading, taken = LEFT_OUT, "A strength session of RunPlan, which plans its own."
        runs: tuple[Session, ...] = ()
        if planned.is_run:
            km = min(round(planned.distance_km, 3), MOST_KM)
            minutes = min(float(planned.duration_min), MOST_MINUTES)
            runs = (Session(planned.type, km or None, minutes or None, race=planned.type == "race"),)
            reading, taken = "read", described(runs, ())
        text = " ".join((planned.title or planned.session_id).split())
        weekday = planned.date_weekday
        cells.append(Cell(f"line {line}", planned.week, weekday, planned.date, text, reading, taken, runs))
    return ImportedRuns(name, "plan", tuple(cells), (), read.notices)


def session_of_export(uid: str, categories: str, description: str) -> Meaning | None:
    """What an event that RunPlan wrote says; None for another event."""
    facts = _FACTS.fullmatch(description.split("\n")[0].strip())
    kind, _, type_ = categories.lower().partition(",")
    if _UID.fullmatch(uid) is None or facts is None or kind not in ("run", "strength"):
        return None
    return exported_session(type_ if kind == "run" else "strength", facts)


def exported_session(type_: str, facts: re.Match[str]) -> Meaning | None:
    """The session of the first line that RunPlan writes below an event's title."""
    if type_ not in GIVEN_TYPES:
        return None
    km = None if not facts["far"] else round(float(facts["far"]) * (KM_PER_MILE if facts["unit"] == "mi" else 1.0), 3)
    minutes = float(facts["minutes"]) if facts["minutes"] else None
    session = Session(type_, km, minutes, race=type_ == "race", unit=facts["unit"] or "")
    return Meaning((session,), "read", described((session,), ()))


def runs_text(frame: pd.DataFrame) -> str:
    """A frame of runs as CSV, one row a session, which `read_runs` reads back equal."""
    lines = [",".join(RUN_COLUMNS)]
    for row in frame.to_dict("records"):
        cells = []
        for column in RUNS:
            value = row[column.name]
            if column.kind == "flag":
                cells.append("yes" if value else "no")
            elif value is None or value is pd.NaT or value is pd.NA or value != value:
                cells.append("")
            elif column.kind == "date":
                cells.append(f"{value:%Y-%m-%d}")
            elif column.kind in ("count", "number"):
                cells.append(plain_number(float(value)))
            else:
                cells.append(csv_cell(neutralise(str(value))))
        lines.append(",".join(cells))
    return "\n".join([*lines, ""])


def read_run_table(grid: Grid, name: str) -> ImportedRuns:
    """A table that `runs_text` wrote.

    Raises
    ------
    PlanFileError
        If a cell does not hold what its column holds.
    """
    return ImportedRuns(name, "runs", tuple(_row(line, name) for line in grid.lines[1:]), (), grid.notes)


def _row(line: Line, name: str) -> Cell:
    values = dict(zip(RUN_COLUMNS, [*line.cells, *[""] * len(RUN_COLUMNS)], strict=False))

    def refuse(column: str, allowed: str) -> PlanFileError:
        where = f"{name}, line {line.number}"
        return PlanFileError(f"{where}: {column} {shown(values[column])} is not understood; give {allowed}.")

    def amount(column: str, most: float) -> float | None:
        text = values[column]
        if not text:
            return None
        if _NUMBER.fullmatch(text) is None or not 0 <= float(text) <= most:
            raise refuse(column, f"a number from 0 to {most:g}, or nothing")
        return float(text)

    week = None
    if values["week"]:
        if re.fullmatch(r"\d{1,4}", values["week"]) is None or not 1 <= int(values["week"]) <= 1000:
            raise refuse("week", "a whole number from 1, or nothing")
        week = int(values["week"])
    date = None
    if values["date"]:
        try:
            date = dt.date.fromisoformat(values["date"])
        except ValueError:
            raise refuse("date", "a date such as 2027-01-04, or nothing") from None
        if not 2000 <= date.year <= 2200:
            raise refuse("date", "a date from 2000 to 2200")
    for column, allowed in (("weekday", ("", *WEEKDAYS)), ("type", ("", *GIVEN_TYPES)), ("reading", READINGS)):
        if values[column] not in allowed:
            raise refuse(column, f"one of {', '.join(one for one in allowed if one)}")
    weekday = values["weekday"]
    if date is None and (week is None or not weekday):
        raise refuse("weekday", "a date, or a week and a weekday")
    if date is not None and weekday not in ("", WEEKDAYS[date.weekday()]):
        raise refuse("weekday", f"the weekday of its date, {WEEKDAYS[date.weekday()]}")
    if values["race"] not in _FLAGS:
        raise refuse("race", "yes or no")
    km, minutes = amount("km", MOST_KM), amount("minutes", MOST_MINUTES)
    runs = values["type"] in RUN_TYPES
    session = Session(values["type"], km, minutes, minutes if runs and km is None else None, _FLAGS[values["race"]])
    taken = described((session,), ()) if session.type else "Not understood when it was first read."
    where = f"line {line.number}"
    return Cell(where, week, weekday, date, values["text"], values["reading"], taken, (session,))
