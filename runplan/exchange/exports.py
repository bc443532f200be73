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
    target = check_export(path, one.suffixes, overwrite=overwrite)
    given = {key: value for key, value in options.items() if value is not None}
    if "previous" not in given and (older := one.previous(plan, target)) is not None:
        given["previous"] = older
    data = one.make(plan, **given)
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
        """Write the plan as an iCalendar file (RFC 5545), an event a session.

        The same plan gives the same file, byte for byte. Each session keeps its identity (UID), so that a calendar
        that imports a later export changes its events and does not double them.

        The file holds each session's day, begin and length, its title with kilometres or minutes, its kind and type as
        categories, and as text its effort, steps, exercises and notes, in the block's unit. It cannot hold

        - kilometres, effort, steps and exercises as numbers of their own: they are words in title and description,
          with one decimal;
        - exercise ids, and which sessions are pinned;
        - line breaks in titles and in the names and notes of exercises: they become spaces, as control characters do;
        - the weeks with their phases and targets, the block, and findings: `to_csv` keeps the whole plan.

        Parameters
        ----------
        path : str or path-like
            A name that ends in ``.ics``.
        timezone : str, optional
            An IANA name such as ``"Europe/Berlin"``; sessions begin at the same time of day before and after a clock
            change. Without one they are at that time wherever the calendar is read.
        am, pm : str, optional
            When morning and evening sessions begin, ``"HH:MM"``; 07:00 and 18:00 by default. The second session of a
            slot begins when the first ends.
        previous : str or path-like, optional
            The last export of this plan. What changed since has its revision (SEQUENCE) raised, what is gone is
            cancelled, and the rest stays as it was. Where an export of this plan stands at `path`, it is that file if
            nothing else is given: writing over last week's file is enough. Plan anew with
            ``build_plan(block, previous=plan)`` so that the plan stays the same one.
        overwrite : bool
            Whether a file may be replaced that RunPlan did not write, or that was changed since.

        Raises
        ------
        RunplanError
            If a time, the timezone, the older file or the place is refused; what was there before stays whole.
        """
        export(_plan(self), "ics", path, overwrite=overwrite, timezone=timezone, am=am, pm=pm, previous=previous)

    def to_google_csv(
        self, path: str | os.PathLike[str], *, am: str | None = None, pm: str | None = None, overwrite: bool = False
    ) -> None:
        """Write the plan as a CSV that Google Calendar imports, a row a session.

        The file holds each session's day, begin and length, its title with kilometres or minutes, and as text its
        effort, steps, exercises and notes, in the block's unit. It cannot hold

        - identities: what is imported twice is there twice, and a plan that changed is not followed; `to_ics` can;
        - a timezone: Google takes the times for those of the calendar that imports them;
        - kind and type, kilometres, effort, steps and exercises as fields of their own;
        - exercise ids, and which sessions are pinned;
        - line breaks in titles and in the names and notes of exercises: they become spaces, as control characters do;
        - a title that a spreadsheet would run as a formula: it gets an apostrophe in front, which Google shows;
        - the weeks, the block, and findings: `to_csv` keeps the whole plan.

        Parameters
        ----------
        path : str or path-like
            A name that ends in ``.csv``.
        am, pm : str, optional
            When morning and evening sessions begin, ``"HH:MM"``; 07:00 and 18:00 by default. The second session of a
            slot begins when the first ends.
        overwrite : bool
            Whether a file may be replaced that RunPlan did not write, or that was changed since.

        Raises
        ------
        RunplanError
            If a time or the place is refused; what was there before stays whole.
        """
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
        """Write the plan as an Excel workbook."""
        export(_plan(self), "excel", path, overwrite=overwrite)

    def to_page(
        self,
        path: str | os.PathLike[str],
        *,
        week: int | None = None,
        paper: str | None = None,
        overwrite: bool = False,
    ) -> None:
        """Write the plan as a PDF to print."""
        export(_plan(self), "page", path, overwrite=overwrite, week=week, paper=paper)


def _plan(exports: Exports) -> PlanTables:
    return cast("PlanTables", exports)
