"""Run plans of the runner's own: reading one, and what came of those of this session, cell by cell. No widget in here.

In: the name of a file as it was typed, and the unit of its distances. Out: wishes that have its runs, or an answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from runplan.api import read_runs
from runplan.errors import RunplanError
from runplan.exchange.run_plans.result import ImportedRuns
from runplan.plan.imported_runs import ImportedRun, given_runs
from runplan.ui.state.files import no_such_name
from runplan.ui.state.messages import Answer

CHECK_IMPORT = "Open Your file to check each cell."
# What a person has to look at comes first.
_ORDER = ("not read", "guessed", "left out", "read")
_DOUBTFUL = ("not read", "guessed")


@dataclass(frozen=True)
class ImportReport:
    """One import: its number in the session, and what was read."""

    number: int
    imported: ImportedRuns

    @property
    def doubtful(self) -> int:
        """How many cells were guessed or not read."""
        return sum(cell.reading in _DOUBTFUL for cell in self.imported.cells)

    def brief(self) -> dict[str, Any]:
        """What the board shows of it before anybody opens it."""
        return {"n": self.number, "cells": len(self.imported.cells), "doubtful": self.doubtful}

    def whole(self) -> dict[str, Any]:
        """Everything in it: the file, a summary, weekly totals that differ, and a row for each cell."""
        cells = sorted(self.imported.cells, key=lambda cell: _ORDER.index(cell.reading))
        totals = self.imported.totals
        differs = totals[(totals["agrees"] == "no").to_numpy()]
        return {
            "n": self.number,
            "file": self.imported.file,
            "summary": self.imported.summary,
            "totals": [[_week(row), str(row.note)] for row in differs.itertuples(index=False)],
            "rows": [[cell.where, cell.text, cell.reading, cell.taken] for cell in cells],
        }


class ImportReports:
    """The reports of a session, by the runs that came of them: undo and redo find theirs again."""

    def __init__(self) -> None:
        self._known: dict[tuple[ImportedRun, ...], ImportReport] = {}
        self._numbers = count(1)

    def keep(self, runs: tuple[ImportedRun, ...], imported: ImportedRuns) -> None:
        """Remember what a run plan was read from."""
        self._known[runs] = ImportReport(next(self._numbers), imported)

    def of(self, runs: tuple[ImportedRun, ...] | None) -> ImportReport | None:
        """The report of a run plan, or None where it was not imported in this session."""
        try:
            return self._known.get(runs) if isinstance(runs, tuple) else None
        except TypeError:  # a wish that is no run plan may hold anything; Block refuses it
            return None


def _week(row: Any) -> str:
    return f"Week {row.week}" if row.week == row.week and row.week is not None else f"From {row.start:%d %b %Y}"


@dataclass(frozen=True, eq=False)
class BroughtRuns:
    """A run plan of the runner's own: what it changes in the wishes, how it was read, and what is said of it."""

    wishes: dict[str, Any]
    imported: ImportedRuns
    answer: Answer


def read_own_runs(path: str, unit: str, goal: str) -> BroughtRuns | Answer:
    """The runs of a file, or why there are none."""
    if not path.strip():
        return Answer("Give the name of the file that holds your run plan, such as my_runs.csv.", refused=True)
    name = Path(path.strip()).name
    try:
        imported = read_runs(Path(path.strip()).expanduser(), unit=unit or None)
        rows = given_runs(imported)
    except RunplanError as refused:
        sentence = str(refused).replace("unit='km' or unit='mi'", "kilometres or miles below")
        return Answer(sentence, (path.strip(), name), refused=True)
    except (OSError, RuntimeError, ValueError) as broken:
        return Answer(no_such_name(broken), (path.strip(), name), refused=True)
    dates = [run.date for run in rows if run.date is not None]
    wishes: dict[str, Any] = {"runs": rows, "pins": ()} | ({"start": min(dates)} if dates else {})
    if goal != "general" and any(run.race and run.km for run in rows):
        wishes["goal"] = "general"  # the race of the plan says what it is for
    return BroughtRuns(wishes, imported, Answer(f"{imported.summary} {CHECK_IMPORT}", (name,)))
