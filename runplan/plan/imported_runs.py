"""A run plan that the runner brings: what a Block keeps of it, and what follows for the Block's running fields.

In: rows with the columns of schema.RUNS. Out: frozen records; and for a first day, the day of each of them.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd

from runplan.errors import BlockError
from runplan.plan.checks import date, is_number, shown
from runplan.plan.fields import MAX_WEEKS, MIN_WEEKS
from runplan.plan.records import week_of
from runplan.plan.steps import parse_steps, race_km_of
from runplan.schema import GIVEN_TYPES, READINGS, RUN_TYPES, WEEKDAYS

RACE_KM = {"5k": 5.0, "10k": 10.0, "half": 21.1, "marathon": 42.2}
MOST_ROWS = 2000
MOST_WEEK = 1000
MOST_KM, MOST_MINUTES = 300.0, 2880.0  # of one run [km], [min]
_MOST_TEXT = 500
_SAID = ("taken", "file", "unit", "tongue", "total", "running")  # of a row, what is said of it and makes no other run
_LATER = ("steps", "correction", *_SAID)  # what came after 0.1.0


class ImportedRun(NamedTuple):
    """One row of a run plan of the runner's own; the names are those of schema.RUNS."""

    week: int | None
    weekday: str
    date: dt.date | None
    type: str
    km: float | None  # [km]
    minutes: float | None  # [min]
    text: str
    reading: str
    race: bool
    steps: str = ""
    correction: str = ""
    taken: str = ""  # one sentence on how it was taken
    file: str = ""  # of the whole plan, in its first row: the name of its file,
    unit: str = ""  # the unit of its numbers without one,
    tongue: str = ""  # and the language of its words
    total: str = ""  # of a whole week, in its first row: what the file says it comes to
    running: float | None = None  # [min] of it, where its minutes have others too

    @property
    def wording(self) -> str:
        """What the runner wrote in its place, else what the file says."""
        return self.correction or self.text

    @property
    def race_km(self) -> float | None:
        """How long a race itself is, without warm-up and cool-down [km]."""
        return race_km_of(self.steps, self.km)

    @property
    def is_rest(self) -> bool:
        """Whether nothing is done, by a guess or by the runner's word; what was not read has no type either."""
        return not self.type and self.reading != "not read"

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON; what came after 0.1.0 is left out where there is none."""
        values = self._asdict() | {"date": None if self.date is None else self.date.isoformat()}
        return {name: value for name, value in values.items() if value or name not in _LATER}


class DatedRun(NamedTuple):
    """A row with the week of the block (1 for its first, less before it) and the day of that week that it falls on."""

    week: int
    day: int
    run: ImportedRun


def without_report(block: dict[str, Any]) -> dict[str, Any]:
    """A block as plain values without what is said of its runs and of days without one: what tells it from others."""
    rows = [
        row for row in block.get("runs") or () if row["type"] or row["reading"] == "not read" or "correction" in row
    ]
    runs = [{name: value for name, value in row.items() if name not in _SAID} for row in rows]
    return block | ({"runs": runs} if runs else {})


def given_runs(value: Any) -> tuple[ImportedRun, ...]:
    """The rows of a run plan, each looked at.

    Raises
    ------
    BlockError
        One sentence with the row and what is wrong with it.
    """
    rows = value.to_dict("records") if isinstance(value, pd.DataFrame) else getattr(value, "records", value)
    if isinstance(rows, (str, bytes, Mapping)) or not isinstance(rows, Iterable):
        raise BlockError(f"runs={shown(value)} is not a run plan: give what read_runs returns.")
    rows = list(rows)
    if len(rows) > MOST_ROWS:
        raise BlockError(f"runs has {len(rows)} rows: give a run plan of at most {MOST_ROWS}.")
    runs = tuple(checked_run(number, row) for number, row in enumerate(rows, start=1))
    if not any(run.type in RUN_TYPES for run in runs):
        raise BlockError("runs has no run: give a plan with at least one, or leave runs out.")
    return runs


def first_day_of_runs(value: Any, runs: Sequence[ImportedRun]) -> dt.date | None:
    """The day on which a run plan begins: that of its file where it says so, else that of its first row with a date."""
    stated = None if isinstance(value, pd.DataFrame) else getattr(value, "start", None)
    return stated or min((run.date for run in runs if run.date is not None), default=None)


def checked_run(number: int, row: Any) -> ImportedRun:
    """A row of a run plan, looked at; the number is for sentences.

    Raises
    ------
    BlockError
        One sentence with the row and what is wrong with it.
    """
    if isinstance(row, ImportedRun):
        row = row._asdict()
    if not isinstance(row, Mapping):
        raise BlockError(f"runs, row {number}: {shown(row)} is not a row: give what read_runs returns.")
    unknown = sorted(str(name) for name in row if name not in ImportedRun._fields)
    if unknown:
        raise BlockError(
            f"runs, row {number} has an unknown column {unknown[0][:40]!r}: use {', '.join(ImportedRun._fields)}."
        )
    week, weekday, day = _absent(row.get("week")), _absent(row.get("weekday")) or "", _absent(row.get("date"))
    where = f"runs, row {number}"
    if week is not None:
        if isinstance(week, bool) or not is_number(week) or week != int(week) or not 1 <= week <= MOST_WEEK:
            raise BlockError(f"{where}: week={shown(week)} is not a week: give a whole number from 1.")
        week = int(week)
    if weekday not in ("", *WEEKDAYS):
        raise BlockError(f"{where}: weekday={shown(weekday)} is not one of {', '.join(WEEKDAYS)}.")
    if day is not None:
        day = date(f"{where}: date", day)
        weekday = WEEKDAYS[day.weekday()]
    elif week is None or not weekday:
        raise BlockError(f"{where} has neither a date nor a week and a weekday: give one of them.")
    kind, reading = _absent(row.get("type")) or "", _absent(row.get("reading")) or "read"
    if kind not in ("", *GIVEN_TYPES):
        raise BlockError(f"{where}: type={shown(kind)} is not known: give one of {', '.join(GIVEN_TYPES)}.")
    if reading not in READINGS:
        raise BlockError(f"{where}: reading={shown(reading)} is not known: give one of {', '.join(READINGS)}.")
    texts = {name: _absent(row.get(name)) or "" for name in ("text", "correction", *_SAID[:-1])}
    for name, words in texts.items():
        if not isinstance(words, str):
            raise BlockError(f"{where}: {name}={shown(words)} is not text.")
    steps = _absent(row.get("steps")) or ""
    if not isinstance(steps, str) or (steps and not parse_steps(steps)):
        raise BlockError(
            f"{where}: steps={shown(steps)} is not known: write it as '2 km easy; 5 x 1 km @5k / 400 m jog'."
        )
    return ImportedRun(
        week=week,
        weekday=weekday,
        date=day,
        type=kind,
        km=_amount(where, "km", row.get("km"), MOST_KM, 3),
        minutes=_amount(where, "minutes", row.get("minutes"), MOST_MINUTES, 2),
        reading=reading,
        race=bool(_absent(row.get("race"))) or kind == "race",
        steps=steps,
        running=_amount(where, "running", row.get("running"), MOST_MINUTES, 2),
        **{name: _one_line(words) for name, words in texts.items()},
    )


def _one_line(text: str) -> str:
    """The text that files can hold: half a surrogate pair has no bytes, and a plan with one could not be saved."""
    return " ".join(text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").split())[:_MOST_TEXT]


def _absent(value: Any) -> Any:
    """The value; None for what pandas and JSON write where there is none."""
    if value is None or value is pd.NA or value is pd.NaT:
        return None
    return None if isinstance(value, float) and math.isnan(value) else value


def _amount(where: str, name: str, value: Any, most: float, digits: int) -> float | None:
    value = _absent(value)
    if value is None:
        return None
    if not is_number(value) or not 0 <= value <= most:
        raise BlockError(f"{where}: {name}={shown(value)} is out of range: give a number from 0 to {most:g}.")
    return rounded(float(value), digits)


def rounded(length: float | None, digits: int) -> float | None:
    """A length; less than the tenth that is shown is none, and more digits are kept, or 5 miles would become 4.97."""
    return None if length is None or not round(length, 1) else round(length, digits)


def dated(runs: Sequence[ImportedRun], first_day: dt.date) -> tuple[DatedRun, ...]:
    """Each row with its place in a block that begins on a day.

    A row without a date stands in the block's week of its own number; where the plan has dates as well, in the week
    that they give it. A Sunday that ends the plan's weeks, in a block whose weeks begin on Sundays, is the day after
    the Saturday of its week, and so begins the block's next one.
    """
    starts = WEEKDAYS[first_day.weekday()]
    later = starts == "Sun" and _sundays_end_weeks(runs)
    shift = 0
    for run in runs:
        if run.date is not None and run.week is not None:
            shift = week_of(run.date, first_day) - run.week
            break
    dated_runs = []
    for run in runs:
        if run.date is not None:
            week, day = divmod((run.date - first_day).days, 7)
            dated_runs.append(DatedRun(week + 1, day, run))
        else:
            assert run.week is not None
            day = (WEEKDAYS.index(run.weekday) - WEEKDAYS.index(starts)) % 7
            dated_runs.append(DatedRun(run.week + shift + (later and run.weekday == "Sun"), day, run))
    return tuple(sorted(dated_runs, key=lambda dated_run: (dated_run.week, dated_run.day)))


def _sundays_end_weeks(runs: Sequence[ImportedRun]) -> bool:
    """Whether Sundays stand after other days of their weeks, and no other day after them."""
    rows: dict[int | None, list[str]] = {}
    for run in runs:
        if run.date is None:
            rows.setdefault(run.week, []).append(run.weekday)
    with_sunday = [days for days in rows.values() if "Sun" in days]
    after = {day for days in with_sunday for day in days[days.index("Sun") :]}
    return any(days[0] != "Sun" for days in with_sunday) and after == {"Sun"}


def number_of_weeks(dated_runs: Sequence[DatedRun]) -> int:
    """Weeks of the block: to the last row.

    Raises
    ------
    BlockError
        If that is too few or too many for a block, or nothing stands in it.
    """
    if not any(dated_run.week >= 1 and dated_run.run.type in RUN_TYPES for dated_run in dated_runs):
        raise BlockError("The run plan ends before the block begins: give an earlier start.")
    count = max(dated_run.week for dated_run in dated_runs if not dated_run.run.is_rest)
    if not MIN_WEEKS <= count <= MAX_WEEKS:
        raise BlockError(
            f"The run plan makes a block of {count} week{'s' if count != 1 else ''} from its start: a block has "
            f"{MIN_WEEKS} to {MAX_WEEKS}, so give another start, or another part of the plan."
        )
    return count
