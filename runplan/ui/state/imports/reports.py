"""The tables of the run plans of a session, by the runs that came of them: undo and redo find theirs again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from runplan.errors import PlanFileError, RunplanError
from runplan.plan.imported_runs import ImportedRun
from runplan.ui.state.imports.kept import KEPT, imported_again, rows_to_keep, table_from_json, table_to_json
from runplan.ui.state.imports.report import Corrections, ImportReport

if TYPE_CHECKING:
    from runplan.ui.state.form import BlockForm

KEPT_FORMAT = "kept"  # of a table that was made of the rows of a block


class ImportReports:
    """The tables of a session.

    Attributes
    ----------
    asked : PlanFileError or None
        What the last file has to be told first.
    """

    def __init__(self) -> None:
        self._known: dict[tuple[ImportedRun, ...], ImportReport] = {}
        self.asked: PlanFileError | None = None

    def keep(self, runs: tuple[ImportedRun, ...], report: ImportReport) -> None:
        """Remember the table that a run plan came of."""
        written = report.written
        self._known[runs] = ImportReport(report.as_read, runs, None, written, written, report.file)

    def current(self, form: BlockForm) -> ImportReport | None:
        """The table that the runner works on: of a file that is not used yet, else of the run plan."""
        table: ImportReport | None = form.table
        if table is not None and (table.is_draft or table.runs == form.runs):
            return table
        return self._of(form.runs)

    def to_keep(self, runs: Any) -> Any:
        """The table of a run plan as plain values, to show it again after a restart; None where there is none."""
        table = self._known.get(runs) if isinstance(runs, tuple) else None
        if table is None or table.as_read.format == KEPT_FORMAT or table.as_read.file == KEPT:
            return None
        return table_to_json(table.as_read, table.used.words, table.used.confirmed)

    def take_up(self, runs: Any, values: Any) -> None:
        """Show the table of a run plan again as `to_keep` gave it, if the run plan is still what comes of it."""
        try:
            as_read, words, confirmed = table_from_json(values)
            table = ImportReport(as_read, written=Corrections(words, confirmed))
            if rows_to_keep(table.imported) == runs:
                self.keep(runs, table)
        except (AttributeError, KeyError, RunplanError, TypeError, ValueError):
            return  # the block has the rows of its days

    def _of(self, runs: tuple[ImportedRun, ...] | None) -> ImportReport | None:
        """The table of a run plan; one that was kept with its block has a row for each of its days."""
        try:
            if not isinstance(runs, tuple) or not all(isinstance(run, ImportedRun) for run in runs):
                return None
            if runs not in self._known:
                self._known[runs] = ImportReport(imported_again(runs), runs)
            return self._known[runs]
        except TypeError:  # a wish that is no run plan may hold anything; Block refuses it
            return None
