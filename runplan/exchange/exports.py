"""The plan's ways out to other tools, as methods: what each file holds, and what it cannot hold."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, cast

from runplan.exchange.exporting import check_export, write_export
from runplan.exchange.formats import format_named

if TYPE_CHECKING:
    from runplan.planning.plan import PlanTables

__all__ = ["Exports", "export"]


def export(
    plan: PlanTables, name: str, path: str | os.PathLike[str], *, overwrite: bool = False, **options: Any
) -> None:
    """Write a plan in one of the formats of `formats.FORMATS`.

    Parameters
    ----------
    plan : PlanTables
    name : str
        The format's name.
    path : str or path-like
    overwrite : bool
        Whether a file may be replaced that RunPlan did not write, or that was changed since.
    **options
        The format's own; None stands for its default.

    Raises
    ------
    RunplanError
        If the format, an option or the place is refused; what was there before stays whole.
    """
    one = format_named(name)
    check_export(path, one.suffixes, overwrite=overwrite)
    data = one.make(plan, **{key: value for key, value in options.items() if value is not None})
    write_export(path, data, one.suffixes, overwrite=overwrite)


class Exports:
    """Methods of a plan that write files for other tools."""

    def to_ics(
        self,
        path: str | os.PathLike[str],
        *,
        timezone: str | None = None,
        am: str | None = None,
        pm: str | None = None,
        previous: str | os.PathLike[str] | None = None,
        overwrite: bool = False,
    ) -> None:
        """Write the plan as an iCalendar file (RFC 5545), an event a session."""
        export(_plan(self), "ics", path, overwrite=overwrite, timezone=timezone, am=am, pm=pm, previous=previous)

    def to_google_csv(
        self, path: str | os.PathLike[str], *, am: str | None = None, pm: str | None = None, overwrite: bool = False
    ) -> None:
        """Write the plan as a CSV that Google Calendar imports."""
        export(_plan(self), "google", path, overwrite=overwrite, am=am, pm=pm)

    def to_intervals(self, path: str | os.PathLike[str], *, overwrite: bool = False) -> None:
        """Write the plan as JSON for the bulk events call of intervals.icu."""
        export(_plan(self), "intervals", path, overwrite=overwrite)

    def to_tempo(self, path: str | os.PathLike[str], *, overwrite: bool = False) -> None:
        """Write the plan as a CSV for the app Tempo."""
        export(_plan(self), "tempo", path, overwrite=overwrite)

    def to_trainingdojo(self, path: str | os.PathLike[str], *, overwrite: bool = False) -> None:
        """Write the plan as a CSV for TrainingDojo."""
        export(_plan(self), "trainingdojo", path, overwrite=overwrite)

    def to_fit(
        self, path: str | os.PathLike[str], *, weeks: tuple[int, ...] | None = None, overwrite: bool = False
    ) -> None:
        """Write the plan as Garmin FIT workouts, one file a session, in a zip archive."""
        export(_plan(self), "fit", path, overwrite=overwrite, weeks=weeks)

    def to_excel(self, path: str | os.PathLike[str], *, overwrite: bool = False) -> None:
        """Write the plan as an Excel workbook: a sheet each for weeks, sessions, exercises, findings, and what it is.

        The sums of the weeks are formulas over the sessions; dates are dates, distances in the block's unit. The same
        plan gives the same bytes.

        Parameters
        ----------
        path : str or path-like
            A name that ends in ``.xlsx``.
        overwrite : bool
            Whether a file may be replaced that RunPlan did not write, or that was changed since.

        Raises
        ------
        PlanFileError
            If it cannot be written; what was there before stays whole.

        Notes
        -----
        What a workbook cannot hold: RunPlan does not read it back, so what is edited in it does not change the plan,
        and the block's wishes are not in it (`to_csv` keeps both). Steps of runs stay in kilometres. Control characters
        and half surrogates are replaced, and a text ends with a word about it after 32,767 units of UTF-16. A file has
        to name a day on which it was made: it is the block's first.
        """
        export(_plan(self), "excel", path, overwrite=overwrite)

    def to_page(
        self,
        path: str | os.PathLike[str],
        *,
        week: int | None = None,
        paper: str | None = None,
        overwrite: bool = False,
    ) -> None:
        """Write the plan as a PDF to print: the block at a glance, then a page a week to tick off and to write on.

        A week whose texts are too long for one page goes on on another. Each page says what its signs mean, in
        greyscale too. The same plan gives the same bytes.

        Parameters
        ----------
        path : str or path-like
            A name that ends in ``.pdf``.
        week : int, optional
            One week; the whole block by default.
        paper : {'A4', 'letter'}, optional
            A4 for a plan in kilometres and letter for one in miles by default.
        overwrite : bool
            Whether a file may be replaced that RunPlan did not write, or that was changed since.

        Raises
        ------
        RunplanError
            If the plan does not have that week, the paper is not known or the file cannot be written; what was there
            before stays whole.

        Notes
        -----
        What a page cannot hold: findings, coverage, sources and how an exercise is done (the planner and the workbook
        have them). Characters that the font of matplotlib lacks, such as emoji and those of Chinese, Japanese and
        Korean, are shown as an empty box.
        """
        export(_plan(self), "page", path, overwrite=overwrite, week=week, paper=paper)


def _plan(exports: Exports) -> PlanTables:
    return cast("PlanTables", exports)
