"""Run plans of the runner's own: reading one, what came of it cell by cell, and what the runner writes instead.

In: a file as it was named or chosen, and answers to what it does not say; words for a cell. Out: wishes that have its
runs, or an answer; a report of each cell, with what was written in its place. No widget in here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count, groupby
from pathlib import Path
from typing import Any

from runplan.errors import PlanFileError, RunplanError
from runplan.exchange.languages import CODES
from runplan.exchange.run_plans.cells.cell import Session
from runplan.exchange.run_plans.read import bytes_of, runs_from_bytes
from runplan.exchange.run_plans.result import UNIT_WORDS, Cell, ImportedRuns, kept_sessions
from runplan.plan.goal_race import written_goal_time
from runplan.plan.imported_runs import ImportedRun, dated, given_runs
from runplan.plan.records import first_day_of
from runplan.ui.state.messages import Answer
from runplan.ui.state.typed_values import no_such_name
from runplan.units import counted, format_number, from_km

CHECK_IMPORT = "Open Your file to check each cell."
_ANY_MONDAY = dt.date(2001, 1, 1)  # for rows that have weeks of their own
KEPT = "Your run plan"  # what it is called where its file is not known any more
# What a person has to look at comes first.
_ORDER = ("not read", "guessed", "left out", "read")
_DOUBTFUL = ("not read", "guessed")
_EXAMPLES = {"km": "8 km easy", "mi": "5 mi easy", "min": "45 min easy"}


@dataclass(frozen=True)
class Corrections:
    """The runner's own word on cells: what was written in their place, and which guesses are right.

    Attributes
    ----------
    words : mapping of str to str
        By the place of each cell.
    confirmed : frozenset of str
        The places of cells that are right as they are, or as they were written.
    """

    words: Mapping[str | int, str | bool] = field(default_factory=dict)
    confirmed: frozenset[str | int] = frozenset()

    def on(self, runs: ImportedRuns) -> ImportedRuns:
        """A run plan with these corrections."""
        return runs.correct(self.words).correct(dict.fromkeys(self.confirmed, True))

    def with_one(self, where: str, word: str | bool) -> Corrections:
        """The same with a word on one more cell: new words, none ("") or whether it is right."""
        words = dict(self.words)
        if isinstance(word, str):
            words.pop(where, None)
            words |= {where: word} if word.strip() else {}
        confirmed = self.confirmed - {where}  # new words are a new guess
        return Corrections(words, confirmed | {where} if word is True else confirmed)

    def differing(self, other: Corrections) -> int:
        """How many cells have another word."""
        places = {*self.words, *self.confirmed, *other.words, *other.confirmed}
        return sum(self._of(where) != other._of(where) for where in places)

    def _of(self, where: str | int) -> tuple[str | bool, bool]:
        return self.words.get(where, ""), where in self.confirmed


@dataclass(frozen=True)
class ImportReport:
    """One import: its number in the session, what was read, and the runner's own word on cells.

    Attributes
    ----------
    number : int
    as_read : ImportedRuns
    used : Corrections
        Those that the plan has already.
    written : Corrections
        Those of the table.
    """

    number: int
    as_read: ImportedRuns
    used: Corrections = field(default_factory=Corrections)
    written: Corrections = field(default_factory=Corrections)

    @cached_property
    def imported(self) -> ImportedRuns:
        """What was read, with what was written in its place."""
        return self.written.on(self.as_read)

    @property
    def doubtful(self) -> int:
        """How many cells were guessed or not read."""
        return sum(cell.reading in _DOUBTFUL for cell in self.imported.cells)

    @property
    def waiting(self) -> int:
        """How many cells are written otherwise than in the plan."""
        return self.used.differing(self.written)

    def brief(self) -> dict[str, Any]:
        """What the board shows of it before anybody opens it."""
        return {"n": self.number, "cells": len(self.imported.cells), "doubtful": self.doubtful}

    def sums(self, units: str) -> dict[str, Any]:
        """What is said above the cells: a summary, the weeks, totals that differ, and how much waits."""
        totals = self.imported.totals
        rows = list(totals.itertuples(index=False))
        km = [f"{format_number(from_km(float(length), units))} {units}" for length in totals["km"].tolist()]
        return {
            "summary": self.imported.summary,
            "totals": [[_week(row), str(row.note)] for row in rows if row.agrees == "no"],
            "weeks": [[_week(row), length] for row, length in zip(rows, km, strict=True)],
            "waiting": self.waiting,
            "doubtful": self.doubtful,
        }

    def whole(self, units: str) -> dict[str, Any]:
        """Everything in it: the file, what is said of it, and a row for each cell."""
        cells = sorted(self.imported.cells, key=lambda cell: _ORDER.index(cell.reading))
        return {
            "n": self.number,
            "file": self.imported.file,
            **self.sums(units),
            "example": self.example,
            "rows": [[cell.where, cell.text, *self._taken(cell), int(_can_be_written(cell))] for cell in cells],
        }

    def cell(self, where: str) -> list[Any]:
        """How a cell is taken by now: reading, sentence, and what was written in its place."""
        return next((self._taken(cell) for cell in self.imported.cells if cell.where == where), [])

    def _taken(self, cell: Cell) -> list[Any]:
        """Reading, sentence, what was written, and whether a guess was confirmed; "" where there is none."""
        right = 1 if cell.where in self.written.confirmed else 0 if cell.reading == "guessed" else ""
        return [cell.reading, cell.taken, cell.correction, right]

    @property
    def example(self) -> str:
        """What can be written in place of a cell, in the file's unit."""
        return _EXAMPLES.get(self.as_read.unit, _EXAMPLES["km"])


def _can_be_written(cell: Cell) -> bool:
    """Whether a cell is one of a day, and not a part of another's."""
    on_a_day = cell.date is not None or bool(cell.weekday)
    return on_a_day and (bool(cell.sessions) or cell.taken.startswith("Rest") or bool(cell.correction))


class ImportReports:
    """The reports of a session, by the runs that came of them: undo and redo find theirs again.

    Attributes
    ----------
    asked : PlanFileError or None
        What the last file has to be told first.
    """

    def __init__(self) -> None:
        self._known: dict[tuple[ImportedRun, ...], ImportReport] = {}
        self._numbers = count(1)
        self.asked: PlanFileError | None = None

    def keep(
        self,
        runs: tuple[ImportedRun, ...],
        as_read: ImportedRuns,
        written: Corrections = Corrections(),
    ) -> None:
        """Remember what a run plan was read from, and what was written in place of its cells."""
        self._known[runs] = ImportReport(next(self._numbers), as_read, written, written)

    def of(self, runs: tuple[ImportedRun, ...] | None) -> ImportReport | None:
        """The report of a run plan; one that was kept with its block has a row for each of its days."""
        try:
            if not isinstance(runs, tuple) or not all(isinstance(run, ImportedRun) for run in runs):
                return None
            if runs not in self._known:
                self.keep(runs, _from_block(runs))
            return self._known[runs]
        except TypeError:  # a wish that is no run plan may hold anything; Block refuses it
            return None

    def write(self, runs: tuple[ImportedRun, ...], where: str, text: str | bool) -> ImportReport:
        """Write something in place of a cell, or confirm it; with nothing the cell counts as it was read.

        Raises
        ------
        PlanFileError
            If the words are not understood, or the cell is not.
        """
        report = self._known[runs]
        report = ImportReport(report.number, report.as_read, report.used, report.written.with_one(where, text))
        report.written.on(report.as_read)
        self._known[runs] = report
        return report


def _from_block(runs: tuple[ImportedRun, ...]) -> ImportedRuns:
    """A run plan that was kept with its block: its cells, with what was written in their place."""
    cells: list[Cell] = []
    for (week, weekday, date, text, reading, correction, sentence), group in groupby(
        runs, lambda run: (run.week, run.weekday, run.date, run.text, run.reading, run.correction, run.taken)
    ):
        sessions = tuple(Session(run.type, run.km, run.minutes, race=run.race, steps=run.steps) for run in group)
        when = f"{date:%a %d %b %Y}" if date is not None else f"week {week}, {weekday}"
        double = sum(cell.where.partition(" (")[0] == when for cell in cells)
        where = f"{when} ({double + 1})" if double else when
        sessions, taken = kept_sessions(sessions, reading)
        cells.append(Cell(where, week, weekday, date, text, reading, sentence or taken, sessions, correction))
    first = runs[0] if runs else None
    if first is None or not first.file:  # of a version that kept no more of it
        return ImportedRuns(KEPT, "runs", tuple(cells))
    tongue = first.tongue if first.tongue in CODES else CODES[0]
    return ImportedRuns(first.file, "kept", tuple(cells), unit=first.unit * (first.unit in UNIT_WORDS), tongue=tongue)


def _week(row: Any) -> str:
    return f"Week {row.week}" if row.week == row.week and row.week is not None else f"From {row.start:%d %b %Y}"


@dataclass(frozen=True, eq=False)
class BroughtRuns:
    """A run plan of the runner's own: what it changes in the wishes, how it was read, and what is said of it."""

    wishes: dict[str, Any]
    imported: ImportedRuns
    answer: Answer


@dataclass(frozen=True)
class RunFile:
    """A file with a run plan: its name or path, its bytes where they came from the browser, and what was told of it."""

    path: str
    data: bytes | None = None
    unit: str = ""
    sheet: str = ""
    days: str = ""


def goal_of_runs(rows: Sequence[ImportedRun], goal: str) -> dict[str, Any]:
    """The wishes that let the race of a run plan say what the plan is for, and the time that is written beside it."""
    wishes = {"goal": "general"} if goal != "general" and any(run.race and run.km for run in rows) else {}
    first = min((run.date for run in rows if run.date is not None), default=_ANY_MONDAY)
    seconds = written_goal_time(dated(rows, first_day_of(first, "Mon")))
    return wishes | ({} if seconds is None else {"goal_time": seconds})


def read_own_runs(file: RunFile, goal: str) -> BroughtRuns | Answer | PlanFileError:
    """The runs of a file, or why there are none, or what it has to be told first."""
    path = file.path.strip()
    if not path:
        return Answer("Choose the file with your run plan, or type its name, such as my_runs.csv.", refused=True)
    name = Path(path).name
    try:
        data, name = (file.data, name) if file.data is not None else bytes_of(Path(path).expanduser())
        imported = runs_from_bytes(data, name, file.unit or None, sheet=file.sheet or None, days=file.days or None)
        rows = given_runs(imported)
    except PlanFileError as refused:
        return refused if refused.asks else Answer(str(refused), (path, name), refused=True)
    except RunplanError as refused:
        return Answer(str(refused), (path, name), refused=True)
    except (OSError, RuntimeError, ValueError) as broken:
        return Answer(no_such_name(broken), (path, name), refused=True)
    start = imported.start
    wishes: dict[str, Any] = {"runs": rows, "pins": ()} | ({} if start is None else {"start": start})
    wishes |= goal_of_runs(rows, goal)
    return BroughtRuns(wishes, imported, Answer(f"{imported.summary} {CHECK_IMPORT}", (name,)))


_ASKED = {
    "unit": "choose under Distances in the file are in",
    "sheet": "choose one under Its sheet",
    "days": "choose under Its days",
}


def asked_for(question: PlanFileError) -> str:
    """What a file has to be told first, with where the planner's controls take it."""
    sentence, _, rest = str(question).partition(": give ")
    after = ", or write the unit into the cells." if question.asks == "unit" else "."
    return f"{sentence}: {_ASKED[question.asks]}, then press Import{after}" if rest else str(question)


def used_note(report: ImportReport) -> str:
    """What is said of a run plan that has the runner's own words in place of some cells, or some confirmed."""
    written = len(report.written.words)
    confirmed = len(report.written.confirmed - report.written.words.keys())
    parts = [f"has your text in {counted(written, 'cell')}"] if written else []
    parts += [f"has {counted(confirmed, 'cell')} that you confirmed"] if confirmed else []
    return f"Your run plan {' and '.join(parts) or 'is as it was read'}."
