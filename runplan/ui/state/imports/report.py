"""The table of a run plan of the runner's own: how each cell was read, and what the runner says of it instead.

In: a run plan as it was read, words for cells, and ticks. Out: the same with them; rows and sentences for the board.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import count
from typing import Any

from runplan.exchange.languages import NOTHING, folded, language
from runplan.exchange.run_plans.cells.cell import Cell
from runplan.exchange.run_plans.result import LEFT_OUT, ImportedRuns
from runplan.plan.imported_runs import ImportedRun
from runplan.schema import RUN_TYPES
from runplan.units import UNITS, counted, format_day, format_number, from_km
from runplan.words import listed

DOUBTFUL = ("not read", "guessed")
NOTED, NO_RUN = "noted", "no run"  # read, with a note on it; of a day without a run
# What a person has to look at comes first.
_ORDER = (*DOUBTFUL, NOTED, NO_RUN, "read", LEFT_OUT)
_EXAMPLES = {"km": "8 km easy", "mi": "5 mi easy", "min": "45 min easy"}
_HALVES = frozenset(("am", "pm"))
_HALF = "Marks morning or evening; RunPlan plans both on the same day."
_OTHERS = {"strength": "strength session", "cross": "cross-training session", "walk": "walk"}
_CHANGE_START = "To begin on another day, set “Week 1 begins on” or “Race day” next to “Choose your run plan”."
_numbers = count(1)


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

    def with_all(self, places: Iterable[str], like: str) -> Corrections:
        """The same with the word on one cell for others too."""
        words, confirmed = self._of(like)
        changed = self
        for where in places:
            changed = changed.with_one(where, words)
            changed = changed.with_one(where, True) if confirmed else changed
        return changed

    def differing(self, other: Corrections) -> int:
        """How many cells have another word."""
        places = {*self.words, *self.confirmed, *other.words, *other.confirmed}
        return sum(self._of(where) != other._of(where) for where in places)

    def differ(self, where: str, other: str) -> bool:
        """Whether two cells have not the same word."""
        return self._of(where) != self._of(other)

    def has(self, where: str) -> bool:
        """Whether there is a word on a cell."""
        return where in self.words or where in self.confirmed

    def _of(self, where: str | int) -> tuple[str, bool]:
        return str(self.words.get(where, "")), where in self.confirmed


@dataclass(frozen=True)
class ImportReport:
    """The table of one import at one time: what was read, and the runner's own word on cells.

    Attributes
    ----------
    as_read : ImportedRuns
    runs : tuple of ImportedRun or None
        The run plan of the planner that came of it; None while the file is only looked at.
    start : date or None
        The first day of its first week, where the file itself does not say it.
    used : Corrections
        Those that the run plan has already.
    written : Corrections
        Those of the table.
    file : int
        The number of the import in the session.
    number : int
        Another one for each state of the table.
    """

    as_read: ImportedRuns
    runs: tuple[ImportedRun, ...] | None = None
    start: dt.date | None = None
    used: Corrections = field(default_factory=Corrections)
    written: Corrections = field(default_factory=Corrections)
    file: int = field(default_factory=lambda: next(_numbers))
    number: int = field(default_factory=lambda: next(_numbers))

    def with_written(self, written: Corrections) -> ImportReport:
        """The same with other words on cells; a PlanFileError if they cannot be read, or the cell is not known."""
        changed = replace(self, written=written, number=next(_numbers))
        _ = changed.imported
        return changed

    def with_words_of(self, before: ImportReport | None) -> ImportReport:
        """The same with the runner's word on each cell that an earlier version of the file has on its day too."""
        if before is None or before.as_read.file != self.as_read.file:
            return self
        places = {(cell.week, cell.weekday, cell.date, cell.text): cell.where for cell in before.as_read.cells}
        words, confirmed = dict[str | int, str | bool](), set[str | int]()
        for cell in self.as_read.cells:
            where = places.get((cell.week, cell.weekday, cell.date, cell.text), "")
            words |= {cell.where: before.written.words[where]} if where in before.written.words else {}
            confirmed |= {cell.where} if where in before.written.confirmed else set()
        return self.with_written(Corrections(words, frozenset(confirmed)))

    def beginning(self, start: dt.date) -> ImportReport:
        """The same with another first day."""
        return replace(self, start=start, number=next(_numbers))

    @cached_property
    def imported(self) -> ImportedRuns:
        """What was read, with what was written in its place."""
        return self.written.on(self.as_read)

    @property
    def is_draft(self) -> bool:
        """Whether the planner has nothing of it yet."""
        return self.runs is None

    @property
    def doubtful(self) -> int:
        """How many cells were guessed or not read."""
        return sum(cell.reading in DOUBTFUL for cell in self.imported.cells)

    @property
    def waiting(self) -> int:
        """How many cells are written otherwise than in the plan."""
        return 0 if self.is_draft else self.used.differing(self.written)

    def brief(self, units: str) -> dict[str, Any]:
        """What the board shows of it before anybody opens it."""
        unit = self.as_read.unit
        return {
            "n": self.number,
            "of": self.file,
            "cells": len(self.imported.cells),
            "doubtful": self.doubtful,
            "draft": int(self.is_draft),
            "waiting": self.waiting,
            "unit": unit if unit in UNITS and unit != units else "",
        }

    def sums(self, units: str) -> dict[str, Any]:
        """What is said above the cells: a summary, the weeks, totals that differ, what is left out, how much waits."""
        totals = list(self.imported.totals.itertuples(index=False))
        unit = self.as_read.unit if self.as_read.unit in UNITS else units
        return {
            "summary": " ".join(filter(None, (self.imported.summary, self.start_note))),
            "totals": [[_week(row), str(row.note)] for row in totals if row.agrees == "no"],
            "weeks": [[_week(row), _length(row, unit)] for row in totals],
            "others": self.others,
            "waiting": self.waiting,
            "doubtful": self.doubtful,
            "noted": sum(self._group(cell) == NOTED for cell in self.imported.cells),
        }

    @property
    def start_note(self) -> str:
        """On which day its first week will begin, where the file itself does not say it; else nothing."""
        if self.start is None or not self.is_draft:
            return ""
        missing = "does not say in which year it begins" if self.as_read.begins else "has no dates"
        return f"{self.as_read.file} {missing}: its first week will begin on {format_day(self.start)}. {_CHANGE_START}"

    def whole(self, units: str) -> dict[str, Any]:
        """Everything in it: the file, what is said of it, and a row for each cell."""
        cells = sorted(self.imported.cells, key=lambda cell: _ORDER.index(self._group(cell)))
        return {
            "n": self.number,
            "draft": int(self.is_draft),
            "file": self.imported.file,
            **self.sums(units),
            "example": self.example,
            "rows": [
                [cell.where, _day(cell), cell.text, self._group(cell), *self._alone(cell), *self.taken(cell)]
                for cell in cells
            ],
        }

    def _alone(self, cell: Cell) -> list[int]:
        """Whether a cell can be written, and how many say the same and were read alike; 0 where it alone does."""
        alike = len(self.alike(cell.where)) if cell.reading in DOUBTFUL else 0
        return [int(_can_be_written(cell)), alike + 1 if alike else 0]

    def changed_since(self, before: ImportReport) -> dict[str, list[Any]]:
        """How each cell is taken by now that was taken otherwise before, by its place."""
        pairs = zip(self.imported.cells, before.imported.cells, strict=True)
        rows = {cell.where: (self.taken(cell), before.taken(old)) for cell, old in pairs}
        return {where: taken for where, (taken, old) in rows.items() if taken != old}

    def taken(self, cell: Cell) -> list[Any]:
        """Reading, sentence, what was written, whether a guess was confirmed ("" without one), and for how many alike.

        The last is the number of cells that say the same and were doubted alike, where one has a word and others not.
        """
        right = 1 if cell.where in self.written.confirmed else 0 if cell.reading == "guessed" else ""
        alike = self.alike(cell.where) if self.written.has(cell.where) else []
        offered = len(alike) + 1 if any(self.written.differ(cell.where, other) for other in alike) else 0
        half = cell.reading == LEFT_OUT and cell.week is not None and self._is_half(cell.text)
        reading, sentence = ("read", _HALF) if half else (cell.reading, cell.taken)
        return [reading, sentence, cell.correction, right, offered]

    def alike(self, where: str) -> list[str]:
        """The places of the other days that say the same as a cell and were read alike."""
        return [other for other in self._alike.get(where, ()) if other != where]

    @cached_property
    def _alike(self) -> dict[str, list[str]]:
        groups: dict[tuple[str, str, str], list[str]] = {}
        for cell in self.as_read.cells:
            if _can_be_written(cell):
                groups.setdefault((cell.text, cell.reading, cell.taken), []).append(cell.where)
        return {where: places for places in groups.values() for where in places}

    def _group(self, cell: Cell) -> str:
        """Where a cell is in the table."""
        if cell.reading == LEFT_OUT and cell.week is not None and self._is_half(cell.text):
            return "read"
        if cell.reading == "read" and cell.has_remarks:
            return NOTED
        types = {session.type for session in cell.sessions}
        return NO_RUN if cell.reading == "read" and types and types <= _OTHERS.keys() else cell.reading

    def _is_half(self, text: str) -> bool:
        return bool(language(self.as_read.tongue).words.get(folded(text.strip()), NOTHING) & _HALVES)

    @property
    def others(self) -> str:
        """What becomes of the sessions that are no runs, in sentences; empty without any."""
        counts = Counter(session.type for cell in self.imported.cells for session in cell.sessions)
        names = [counted(counts[kind], name) for kind, name in _OTHERS.items() if counts[kind]]
        if not names:
            return ""
        are = "is" if sum(counts[kind] for kind in _OTHERS) == 1 else "are"
        why = ": RunPlan plans its own strength sessions" if counts["strength"] else ""
        return f"{listed(names)} of your file {are} not in the plan{why}. A day without a run counts as free."

    @property
    def example(self) -> str:
        """What can be written in place of a cell, in the file's unit."""
        runs = [session for cell in self.as_read.cells for session in cell.sessions if session.type in RUN_TYPES]
        timed = sum(run.km is None and run.minutes is not None for run in runs)
        return _EXAMPLES.get(self.as_read.unit) or _EXAMPLES["min" if 2 * timed > len(runs) else "km"]


def _can_be_written(cell: Cell) -> bool:
    """Whether a cell is one of a day, and not a part of another's."""
    on_a_day = cell.date is not None or bool(cell.weekday)
    return on_a_day and (bool(cell.sessions) or cell.is_rest or bool(cell.correction))


def _day(cell: Cell) -> str:
    """The day that a cell is of, or the week of a total, as it is read; empty without one."""
    if cell.date is not None and not cell.is_total:
        return format_day(cell.date)
    if cell.week is not None and cell.is_total:
        return f"Week {cell.week}, total"
    return f"Week {cell.week}, {cell.weekday}" if cell.weekday else ""


def _week(row: Any) -> str:
    return f"Week {row.week}" if row.week == row.week and row.week is not None else f"From {row.start:%d %b %Y}"


def _length(row: Any, unit: str) -> str:
    """How much is run in a week: a distance, and minutes where runs have no distance."""
    minutes = f"{format_number(row.minutes)} min" if row.minutes == row.minutes and row.minutes else ""
    far = f"{format_number(from_km(float(row.km), unit))} {unit}" if row.km or not minutes else ""
    return " and ".join(part for part in (far, minutes) if part)


def used_note(report: ImportReport) -> str:
    """What is said of a run plan that has the runner's own words in place of some cells, or some confirmed."""
    written = len(report.written.words)
    confirmed = len(report.written.confirmed - report.written.words.keys())
    parts = [f"has your text in {counted(written, 'cell')}"] if written else []
    parts += [f"has {counted(confirmed, 'cell')} that you confirmed"] if confirmed else []
    return f"Your run plan {' and '.join(parts) or 'is as it was read'}."
