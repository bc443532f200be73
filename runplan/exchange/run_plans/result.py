"""What came of a file: its runs, a report of every cell, and its weekly totals beside its own.

In: the cells that were read. Out: tables and sentences on them; and the same with cells that the runner corrected.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pandas as pd

from runplan.exchange.run_plans.cells.amounts import amounts_in
from runplan.exchange.run_plans.cells.cell import Session, described, read_cell
from runplan.exchange.run_plans.cells.words import Context
from runplan.exchange.run_plans.limits import refusal, shown
from runplan.plan.imported_runs import ImportedRun
from runplan.schema import RUN_CELLS, RUN_TOTALS, RUN_TYPES, RUNS, build_frame
from runplan.units import KM_PER_MILE, counted, format_number

LEFT_OUT = "left out"
LONGEST = "taken as the long run, as it is the week's longest."  # how such a sentence ends
_FORMATS = {
    "matrix": "one line a week",
    "long": "one line a run",
    "calendar": "a calendar",
    "plan": "a plan of RunPlan",
    "runs": "a table of runs that RunPlan wrote",
}
_ROUNDED = 0.05  # what a distance with one decimal can be off, in its own unit
UNIT_WORDS = {"km": "kilometres", "mi": "miles", "min": "minutes"}


@dataclass(frozen=True)
class WeekTotal:
    """What a file itself gives for a week, by its number or a day of it: a value and its unit, km, mi, min or ""."""

    week: int | None
    start: dt.date | None
    value: float
    unit: str

    @property
    def km(self) -> float | None:
        """The total in km, where it is a distance."""
        return {"km": self.value, "mi": self.value * KM_PER_MILE}.get(self.unit)


def total_of(text: str, unit: str, week: int | None, start: dt.date | None = None) -> WeekTotal | None:
    """The total that a text gives; None where it gives none."""
    amounts = [amount for amount in amounts_in(text) if amount.times == 1]
    if not amounts:
        return None
    first = next((amount for amount in amounts if amount.kind == "km"), amounts[0])
    if first.kind == "bare":
        return WeekTotal(week, start, first.value, unit if unit in ("km", "mi", "min") else "")
    miles = first.unit == "mi"
    return WeekTotal(week, start, first.value / (KM_PER_MILE if miles else 1.0), "mi" if miles else first.kind)


def agree(read: float, total: float, runs: int, unit: str = "km") -> bool:
    """Whether a sum is the total, up to the rounding of each of its numbers."""
    step = _ROUNDED * (KM_PER_MILE if unit == "mi" else 1.0)
    return abs(read - total) <= step * (runs + 1) + 1e-9


def monday(day: dt.date) -> dt.date:
    """The Monday of a day's week."""
    return day - dt.timedelta(days=day.weekday())


@dataclass
class _Week:
    runs: list[Session] = field(default_factory=list)
    dates: list[dt.date] = field(default_factory=list)
    own: list[WeekTotal] = field(default_factory=list)


def total_rows(
    runs: Sequence[tuple[int | None, dt.date | None, Session]], own: Sequence[WeekTotal]
) -> dict[str, list[Any]]:
    """The columns of schema.RUN_TOTALS."""
    dated = [*((week, date) for week, date, _ in runs), *((total.week, total.start) for total in own)]
    first = min((monday(date) for week, date in dated if week is None and date is not None), default=None)
    weeks: dict[int, _Week] = {}

    def week_of(week: int | None, date: dt.date | None) -> _Week:
        if week is None and date is not None and first is not None:
            week = (monday(date) - first).days // 7 + 1
        return _Week() if week is None else weeks.setdefault(week, _Week())

    for number, date, session in runs:
        week = week_of(number, date)
        week.runs.append(session)
        week.dates += [] if date is None else [monday(date)]
    for total in own:
        week_of(total.week, total.start).own.append(total)
    rows = [{"week": number, **_row(weeks[number])} for number in sorted(weeks)]
    names = ("week", "start", "km", "file_km", "minutes", "file_minutes", "agrees", "note")
    return {name: [row[name] for row in rows] for name in names}


def _row(week: _Week) -> dict[str, Any]:
    km = sum(run.km or 0.0 for run in week.runs)
    running = sum(run.running or 0.0 for run in week.runs)
    whole = sum(run.minutes or 0.0 for run in week.runs)
    row: dict[str, Any] = {
        "start": min(week.dates, default=None),
        "km": round(km, 3),
        "minutes": round(running, 2) or None,
    }
    row |= {"file_km": None, "file_minutes": None, "agrees": "", "note": "The file gives no total."}
    own = week.own[0] if week.own else None
    if own is not None and own.km is not None:
        step = KM_PER_MILE if own.unit == "mi" else 1.0
        row |= {"file_km": round(own.km, 3)} | _compared(agree(km, own.km, len(week.runs), own.unit), km / step, own)
        without = sum(run.km is None for run in week.runs)
        if row["agrees"] == "no" and without:
            row["note"] += f" {counted(without, 'run')} of the week {'has' if without == 1 else 'have'} no distance."
    elif own is not None and own.unit == "min":
        # Some count the running alone, some the whole session.
        alone, all_of_it = (agree(read, own.value, len(week.runs)) for read in (running, whole))
        row |= {"file_minutes": own.value} | _compared(alone or all_of_it, running, own)
        if all_of_it and not alone:
            row |= {"minutes": round(whole, 2), "note": "The total counts whole sessions."}
    elif own is not None:
        row["note"] = f"The total {format_number(own.value)} has no unit and was not compared."
    if len(week.own) > 1:
        row["note"] += f" The file gives {len(week.own)} totals for this week; the first was taken."
    return row


def _compared(same: bool, read: float, total: WeekTotal) -> dict[str, str]:
    unit = "min of running" if total.unit == "min" else total.unit
    note = f"{format_number(read)} {unit} were read, and the file says {format_number(total.value)}."
    return {"agrees": "yes" if same else "no", "note": "" if same else note}


@dataclass(frozen=True)
class Cell:
    """One cell (or event) of the file, and how it was taken."""

    where: str  # "line 3, Tue", "cell C4" or "event 2"
    week: int | None
    weekday: str
    date: dt.date | None
    text: str
    reading: str  # read, guessed, not read; left out where it is none of a run plan's own
    taken: str  # one sentence
    sessions: tuple[Session, ...] = ()
    correction: str = ""  # what the runner wrote in place of the text


@dataclass(frozen=True, repr=False)
class ImportedRuns:
    """Somebody's own run plan, read: give it to a Block as `runs`.

    Parameters
    ----------
    file : str
        The file's name.
    format : {'matrix', 'long', 'calendar', 'plan', 'runs'}
    cells : tuple of Cell
        Every cell that holds something, in the file's order.
    own_totals : tuple of WeekTotal
        The totals that the file itself gives.
    notes : tuple of str
        Sentences on the file as a whole.
    unit : {'km', 'mi', 'min', ''}
        What the file's distances are in, as it was given or as the file says; "" where nothing tells it.
    tongue : str
        The language of its words: en, de, fr, es, it, nl or pt.

    See Also
    --------
    runplan.read_runs
    """

    file: str
    format: str
    cells: tuple[Cell, ...]
    own_totals: tuple[WeekTotal, ...] = ()
    notes: tuple[str, ...] = ()
    unit: str = ""
    tongue: str = "en"

    @property
    def records(self) -> tuple[ImportedRun, ...]:
        """One record a session; what was not read has no type, and neither has what was corrected to rest."""
        return tuple(
            ImportedRun(
                *(cell.week, cell.weekday, cell.date, session.type, session.km, session.minutes),
                *(cell.text, cell.reading, session.race, session.steps, cell.correction),
            )
            for cell in self.cells
            for session in cell.sessions or ((Session(""),) if cell.correction else ())
        )

    @property
    def frame(self) -> pd.DataFrame:
        """The sessions as a table with the columns of schema.RUNS."""
        records = [run for run in self.records if not run.is_rest]
        return build_frame(RUNS, {name: [getattr(run, name) for run in records] for name in ImportedRun._fields})

    @property
    def report(self) -> pd.DataFrame:
        """One row a cell: where, week, weekday, date, text, reading, taken."""
        columns = [column.name for column in RUN_CELLS]
        return build_frame(RUN_CELLS, {name: [getattr(cell, name) for cell in self.cells] for name in columns})

    @property
    def totals(self) -> pd.DataFrame:
        """One row a week: kilometres and running minutes read, the file's own, and whether they agree."""
        runs = [
            (cell.week, cell.date, session)
            for cell in self.cells
            for session in cell.sessions
            if session.type in RUN_TYPES
        ]
        return build_frame(RUN_TOTALS, total_rows(runs, self.own_totals))

    @property
    def not_read(self) -> int:
        """How many cells were not understood."""
        return sum(cell.reading == "not read" for cell in self.cells)

    @property
    def summary(self) -> str:
        """How many runs came in, and what is to be looked at."""
        types = [session.type for cell in self.cells for session in cell.sessions if session.type]
        others = sum(type_ not in RUN_TYPES for type_ in types)
        guessed = sum(cell.reading == "guessed" for cell in self.cells)
        agree = self.totals["agrees"].tolist()
        parts = (
            (guessed, f"{counted(guessed, 'cell')} in part guessed"),
            (self.not_read, f"{counted(self.not_read, 'cell')} not understood"),
            (agree.count("no"), f"{counted(agree.count('no'), 'weekly total')} of {len(agree)} not as the file says"),
        )
        said = f"{self.file} was read as {_FORMATS[self.format]}: {counted(len(types) - others, 'run')}"
        said += f" and {counted(others, 'other session')}" if others else ""
        doubts = ", ".join(words for count, words in parts if count)
        notes = (note.removesuffix(".") for note in self.notes)
        return " ".join(f"{sentence}." for sentence in (f"{said}; {doubts}" if doubts else said, *notes))

    def correct(self, cells: Mapping[str | int, str]) -> ImportedRuns:
        """The same run plan with other words in some of its cells, which are read again.

        Parameters
        ----------
        cells : mapping of str or int to str
            What a cell is to say, such as ``{"line 3, column 5 (Wed)": "8 km easy"}``, by its `where` of the report or
            by a row of `frame`; "rest" for no session. Numbers without a unit are in the file's.

        Returns
        -------
        ImportedRuns

        Raises
        ------
        PlanFileError
            If there is no such cell, it has no day, or its words are not understood.

        Examples
        --------
        >>> import runplan as rp
        >>> runs = rp.read_runs("my_plan.csv", unit="km")  # doctest: +SKIP
        >>> runs = runs.correct({"line 3, column 5 (Wed)": "8 km easy"})  # doctest: +SKIP
        """
        changed = list(self.cells)
        rows = [at for at, cell in enumerate(self.cells) for _ in cell.sessions]
        places = {cell.where: at for at, cell in enumerate(self.cells)}
        for key, text in cells.items():
            at = rows[key] if isinstance(key, int) and 0 <= key < len(rows) else places.get(str(key))
            if at is None or (changed[at].date is None and not changed[at].weekday):
                raise refusal(self.file, "no day there", key=repr(key))
            context = Context(self.tongue, small_m="mi" if self.unit == "mi" else "")
            meaning = read_cell(text, self.unit, context)
            if meaning.reading == "not read" or meaning.bare:
                raise refusal(self.file, "no words", text=shown(text), key=repr(key), why=meaning.taken.lower())
            taken = f"{meaning.taken[:-1]}; as you wrote in its place."
            reading, sessions, words = meaning.reading, meaning.sessions, tidy(text)
            changed[at] = replace(changed[at], reading=reading, taken=taken, sessions=sessions, correction=words)
        return replace(self, cells=tuple(changed))

    def __str__(self) -> str:
        return self.summary

    def __repr__(self) -> str:
        sessions = counted(rows_of(self.cells), "session")
        return f"<ImportedRuns from {self.file}: {sessions}, {self.not_read} not understood>"


def kept_sessions(sessions: tuple[Session, ...], reading: str) -> tuple[tuple[Session, ...], str]:
    """The sessions of a cell that was kept as rows, and the sentence on them."""
    typed = tuple(session for session in sessions if session.type)
    if not typed and reading == "read":
        return (), "Rest, as you wrote in its place."
    return sessions, described(typed) if typed else "Not understood when it was first read."


def tidy(text: str) -> str:
    """A cell's text on one line."""
    return " ".join(text.split())


def rows_of(cells: Sequence[Cell]) -> int:
    """How many rows of a run plan the cells make."""
    return sum(len(cell.sessions) for cell in cells)
