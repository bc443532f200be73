"""What came of a file: its runs, a report of every cell, and its weekly totals beside its own.

In: the cells that were read. Out: tables and sentences on them; and the same with cells that the runner corrected.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from runplan.exchange.run_plans.cells.cell import Context, Session, read_cell
from runplan.exchange.run_plans.limits import refusal, shown
from runplan.exchange.run_plans.tables.totals import WeekTotal, total_rows
from runplan.plan.imported_runs import ImportedRun
from runplan.schema import RUN_CELLS, RUN_TOTALS, RUN_TYPES, RUNS, build_frame
from runplan.units import counted

__all__ = ["LEFT_OUT", "Cell", "ImportedRuns", "rows_of", "tidy"]

LEFT_OUT = "left out"
LONGEST = "taken as the long run, as it is the week's longest."  # how such a sentence ends
_FORMATS = {
    "matrix": "one line a week",
    "long": "one line a run",
    "calendar": "a calendar",
    "plan": "a plan of RunPlan",
    "runs": "a table of runs that RunPlan wrote",
}
UNIT_WORDS = {"km": "kilometres", "mi": "miles", "min": "minutes"}


@dataclass(frozen=True)
class Cell:
    """One cell (or event) of the file, and how it was taken.

    Attributes
    ----------
    where : str
        "line 3, Tue", "cell C4" or "event 2".
    week : int or None
    weekday : str
    date : datetime.date or None
    text : str
    reading : str
        read, guessed, not read; left out where it is none of a run plan's own.
    taken : str
        One sentence.
    sessions : tuple of Session
    correction : str
        What the runner wrote in place of the text, or "".
    """

    where: str
    week: int | None
    weekday: str
    date: dt.date | None
    text: str
    reading: str
    taken: str
    sessions: tuple[Session, ...] = ()
    correction: str = ""


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
        """One record a session; what was not read has no type."""
        return tuple(
            ImportedRun(
                cell.week,
                cell.weekday,
                cell.date,
                session.type,
                session.km,
                session.minutes,
                cell.text,
                cell.reading,
                session.race,
                session.steps,
                cell.correction,
            )
            for cell in self.cells
            for session in cell.sessions
        )

    @property
    def frame(self) -> pd.DataFrame:
        """The records as a table with the columns of schema.RUNS."""
        records = self.records
        return build_frame(RUNS, {name: [getattr(run, name) for run in records] for name in ImportedRun._fields})

    @property
    def report(self) -> pd.DataFrame:
        """One row a cell: where, week, weekday, date, text, reading, taken."""
        columns = [column.name for column in RUN_CELLS]
        return build_frame(RUN_CELLS, {name: [getattr(cell, name) for cell in self.cells] for name in columns})

    @property
    def totals(self) -> pd.DataFrame:
        """One row a week: kilometres and running minutes read, the file's own, and whether they agree."""
        return build_frame(RUN_TOTALS, total_rows(self._dated(), self.own_totals))

    def _dated(self) -> list[tuple[int | None, dt.date | None, Session]]:
        return [(cell.week, cell.date, one) for cell in self.cells for one in cell.sessions if one.type in RUN_TYPES]

    @property
    def not_read(self) -> int:
        """How many cells were not understood."""
        return sum(cell.reading == "not read" for cell in self.cells)

    @property
    def summary(self) -> str:
        """How many runs came in, and what is to be looked at."""
        sessions = [session for cell in self.cells for session in cell.sessions]
        runs = sum(session.type in RUN_TYPES for session in sessions)
        others = sum(session.type != "" and session.type not in RUN_TYPES for session in sessions)
        guessed = sum(cell.reading == "guessed" for cell in self.cells)
        said = f"{self.file} was read as {_FORMATS[self.format]}: {counted(runs, 'run')}"
        if others:
            said += f" and {counted(others, 'other session')}"
        parts = [
            f"{counted(guessed, 'cell')} in part guessed" if guessed else "",
            f"{counted(self.not_read, 'cell')} not understood" if self.not_read else "",
        ]
        agree = self.totals["agrees"].tolist()
        if "no" in agree:
            parts.append(f"{counted(agree.count('no'), 'weekly total')} of {len(agree)} not as the file says")
        said_parts = [part for part in parts if part]
        if said_parts:
            said += f"; {', '.join(said_parts)}"
        return " ".join([f"{said}.", *(_sentence(note) for note in self.notes)])

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
                raise refusal(self.file, f"has no day in {key!r}: give the where of its report, or a row of its frame.")
            unit = self.unit
            meaning = read_cell(text, unit, Context(self.tongue, unit, "mi" if unit == "mi" else ""))
            if meaning.reading == "not read" or meaning.bare:
                raise refusal(self.file, f"cannot take {shown(text)} for {key!r}: {meaning.taken.lower()}")
            taken = f"{meaning.taken[:-1]}; as you wrote in its place."
            changed[at] = replace(
                changed[at], reading=meaning.reading, taken=taken, sessions=meaning.sessions, correction=tidy(text)
            )
        return replace(self, cells=tuple(changed))

    def __str__(self) -> str:
        return self.summary

    def __repr__(self) -> str:
        sessions = counted(rows_of(self.cells), "session")
        return f"<ImportedRuns from {self.file}: {sessions}, {self.not_read} not understood>"


def _sentence(note: str) -> str:
    return note if note.endswith(".") else f"{note}."


def tidy(text: str) -> str:
    """A cell's text on one line.

    >>> tidy("  5 km   easy ")
    '5 km easy'
    """
    return " ".join(text.split())


def rows_of(cells: Sequence[Cell]) -> int:
    """How many rows of a run plan the cells make."""
    return sum(len(cell.sessions) for cell in cells)
