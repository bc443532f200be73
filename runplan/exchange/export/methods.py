"""The plan's ways out to other tools, as methods; what a file cannot hold, the module of its format says."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import Any

from runplan.errors import PlanFileError
from runplan.exchange.export.guard import (
    Source,
    check_export,
    keep_other_file,
    keep_other_source,
    other_plans_export,
    write_export,
)
from runplan.exchange.export.registry import format_named
from runplan.exchange.locking import one_writer
from runplan.plan.tables import PlanTables

OPTIONS: dict[str, dict[str, Any]] = {
    "timezone": {"metavar": "NAME", "help": "ics: an IANA time zone, or local (default: as before, else local)"},
    "am": {"metavar": "HH:MM", "help": "ics, google: when mornings start (default: as before in ics, or 07:00)"},
    "pm": {"metavar": "HH:MM", "help": "ics, google: when evenings start (default: as before in ics, or 18:00)"},
    "previous": {"type": Path, "metavar": "FILE", "help": "ics: the calendar of before; what changed since is marked"},
    "week": {"type": int, "metavar": "N", "help": "page: one week alone"},
    "paper": {"metavar": "SIZE", "help": "page: A4 or letter (default: A4, for a plan in miles letter)"},
    "weeks": {"type": int, "nargs": "+", "metavar": "N", "help": "fit: these weeks alone"},
}
"""The options of all formats as the command line has them: of which formats, and what each means."""


def export(
    plan: PlanTables,
    name: str,
    path: str | os.PathLike[str],
    *,
    overwrite: bool = False,
    keep_other_plans: bool = False,
    made_of: str = "",
    **options: Any,
) -> None:
    """Write a plan in one of the formats of `registry.FORMATS`.

    Parameters
    ----------
    plan : PlanTables
    name : str
        The format's name.
    path : str or path-like
    overwrite : bool
        Whether a file may be replaced that RunPlan did not write, or that was changed since.
    keep_other_plans : bool
        Whether a file that was made of another plan, or of another file that has the plan's id, or in another format,
        is refused unless `overwrite` allows it.
    made_of : str
        The plan's file as seen from the folder of `path`, for the record of exports; empty where there is none.
    **options
        The format's own; None stands for its default.

    Raises
    ------
    RunplanError
        If the format, an option or the place is refused; what was there before stays whole.
    """
    form = format_named(name)
    target = check_export(path, form.suffixes, overwrite=overwrite)
    chosen = {key: value for key, value in options.items() if value is not None}
    source, asks = Source(form.name, plan.plan_id, made_of), keep_other_plans and not overwrite
    if asks:
        keep_other_source(target, source, unless_unknown=bool(form.follows))
    # What follows on a file keeps others from writing it meanwhile, or what they wrote would be followed by nothing.
    with one_writer(target.parent) if form.follows else contextlib.nullcontext():
        if "previous" not in chosen:
            try:
                older = form.previous(plan, target)
            except PlanFileError:
                if not overwrite:
                    raise
                older = None
            if older is not None and asks and not older.events:  # a calendar that no record tells of
                raise other_plans_export(target)
            if older is not None:
                chosen["previous"] = older
        if asks:
            keep_other_file(target, source)
        data = form.make(plan, **chosen)
        with one_writer(target.parent):
            if asks:  # another one may have written there meanwhile
                keep_other_source(target, source, unless_unknown=bool(form.follows))
                keep_other_file(target, source)
            write_export(path, data, form.suffixes, overwrite=overwrite, source=source)


class Exports(PlanTables):
    """Methods of a plan that write files for other tools.

    The same plan gives the same bytes. What is refused leaves the file that was there whole; `overwrite` allows to
    replace one that RunPlan did not write, or that was changed since.
    """

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

        Each session keeps its identity (UID), so that a calendar that imports a later export changes its events and
        does not double them. What the file cannot hold: `runplan.exchange.export.calendar.ics`.

        Parameters
        ----------
        path : str or path-like
            A name that ends in ``.ics``.
        timezone : str, optional
            An IANA name such as ``"Europe/Berlin"``; sessions begin at the same time of day before and after a clock
            change. ``"local"``: at that time wherever the calendar is read, as without one. EST and MST are refused:
            they are standard time all year, an hour late in a summer with clock changes; give a place.
        am, pm : str, optional
            When morning and evening sessions begin, ``"HH:MM"``; 07:00 and 18:00 by default. The second session of a
            slot begins when the first ends.
        previous : str or path-like, optional
            The last export of this plan. What changed since has its revision (SEQUENCE) raised, what is gone is
            cancelled, and the rest stays as it was. The calendar keeps `timezone`, `am` and `pm`: what is not said now
            is as it was there. Where a calendar of RunPlan stands at `path`, it is that file if nothing else is given:
            writing over last week's file is enough.

            Plan anew with ``build_plan(block, previous=plan)`` so that the plan stays the same one, and its events
            move. If the calendar at `path` is of another plan, that plan is taken to be replaced: its events stand in
            the file as cancelled, also in later exports, so that a calendar that takes the file does not have both
            plans. Only a plan that was over before this one begins is left out, and stays in your calendar.
        overwrite : bool
            As that of `export`.

        Raises
        ------
        RunplanError
            If a time, the timezone, the older file or the place is refused.
        """
        export(self, "ics", path, overwrite=overwrite, timezone=timezone, am=am, pm=pm, previous=previous)

    def to_google_csv(
        self, path: str | os.PathLike[str], *, am: str | None = None, pm: str | None = None, overwrite: bool = False
    ) -> None:
        """Write the plan as a CSV that Google Calendar imports, a row a session.

        It has no identities: what is imported twice is there twice; `to_ics` can follow a plan. What else it cannot
        hold: `runplan.exchange.export.calendar.google`.

        Parameters
        ----------
        path : str or path-like
            A name that ends in ``.csv``.
        am, pm : str, optional
            As those of `to_ics`.
        overwrite : bool
            As that of `export`.

        Raises
        ------
        RunplanError
            If a time or the place is refused.
        """
        export(self, "google", path, overwrite=overwrite, am=am, pm=pm)

    def to_intervals(self, path: str | os.PathLike[str], *, overwrite: bool = False) -> None:
        """Write the plan as JSON for the bulk events call of intervals.icu, a name that ends in ``.json``.

        The file is the body of `POST https://intervals.icu/api/v1/athlete/{id}/events/bulk?upsert=true`; RunPlan sends
        nothing itself. Each event has an `external_id` of its own, which a later export keeps: sent again, an event is
        updated. What it cannot hold: `runplan.exchange.export.training_logs.intervals`.

        Raises
        ------
        RunplanError
            If it cannot be written there.
        """
        export(self, "intervals", path, overwrite=overwrite)

    def to_tempo(self, path: str | os.PathLike[str], *, overwrite: bool = False) -> None:
        """Write the plan as a CSV for the training planner of Tempo, an app on iOS, a name that ends in ``.csv``.

        Distances are in the block's unit; a comment in the file says which, as the app takes them for its own, and on
        which Monday to start the plan, as the app counts weeks from there. What it cannot hold:
        `runplan.exchange.export.training_logs.tempo`.

        Raises
        ------
        RunplanError
            If it cannot be written there.
        """
        export(self, "tempo", path, overwrite=overwrite)

    def to_trainingdojo(self, path: str | os.PathLike[str], *, overwrite: bool = False) -> None:
        """Write the plan as a CSV for TrainingDojo, which hands it on, a name that ends in ``.csv``.

        A day is written as its number: 1 is the first day of the block's first week, which is the start to give on
        import. What it cannot hold: `runplan.exchange.export.training_logs.trainingdojo`.

        Raises
        ------
        RunplanError
            If it cannot be written there.
        """
        export(self, "trainingdojo", path, overwrite=overwrite)

    def to_fit(
        self, path: str | os.PathLike[str], *, weeks: tuple[int, ...] | None = None, overwrite: bool = False
    ) -> None:
        """Write the plan as Garmin FIT workouts, one file a session, in a zip archive.

        Unpack it, connect the watch by USB, and copy the ``.fit`` files into the folder ``GARMIN/NewFiles`` on it; a
        text in the archive says so step by step. How runs and strength become steps, and what they cannot hold:
        `runplan.exchange.export.watch.fit`.

        Parameters
        ----------
        path : str or path-like
            A name that ends in ``.zip``.
        weeks : tuple of int, optional
            Only the sessions of these weeks; all by default.
        overwrite : bool
            As that of `export`.

        Raises
        ------
        RunplanError
            If it cannot be written there, or the plan has no such week.
        """
        export(self, "fit", path, overwrite=overwrite, weeks=weeks)

    def to_excel(self, path: str | os.PathLike[str], *, overwrite: bool = False) -> None:
        """Write the plan as an Excel workbook: a sheet each for weeks, sessions, exercises, findings, and what it is.

        The sums of the weeks are formulas over the sessions; dates are dates, distances in the block's unit. The name
        ends in ``.xlsx``. RunPlan does not read it back; what else it cannot hold:
        `runplan.exchange.export.excel.workbook`.

        Raises
        ------
        PlanFileError
            If it cannot be written.
        """
        export(self, "excel", path, overwrite=overwrite)

    def to_page(
        self,
        path: str | os.PathLike[str],
        *,
        week: int | None = None,
        paper: str | None = None,
        overwrite: bool = False,
    ) -> None:
        """Write the plan as a PDF to print: the block at a glance, then a page a week to tick off and to write on.

        What a page cannot hold: `runplan.exchange.export.pdf.page`.

        Parameters
        ----------
        path : str or path-like
            A name that ends in ``.pdf``.
        week : int, optional
            One week; the whole block by default.
        paper : {'A4', 'letter'}, optional
            A4 for a plan in kilometres and letter for one in miles by default.
        overwrite : bool
            As that of `export`.

        Raises
        ------
        RunplanError
            If the plan does not have that week, the paper is not known or the file cannot be written.
        """
        export(self, "page", path, overwrite=overwrite, week=week, paper=paper)

    def to_phone(self, path: str | os.PathLike[str], *, overwrite: bool = False) -> None:
        """Write the plan as one page for the phone, a name that ends in ``.html``.

        It fetches nothing and sends nothing: today's session first, then the week and the block; drawings, a session
        mode with a timer for rests, and notes that stay in the phone's browser under the plan's id, so that the page of
        a later plan of this id finds them. What is noted comes back as a small file; its format is in
        `runplan.exchange.export.phone`, and what the page cannot hold in `runplan.exchange.export.phone.page`.

        Raises
        ------
        PlanFileError
            If it cannot be written.
        """
        export(self, "phone", path, overwrite=overwrite)
