"""Methods that export a plan to other tools; the module of each format says what the format leaves out."""

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
    "timezone": {"metavar": "NAME", "help": "ics: an IANA time zone, or local (default: as before, or local)"},
    "am": {"metavar": "HH:MM", "help": "ics, google: start of morning sessions (default: in ics as before, or 07:00)"},
    "pm": {"metavar": "HH:MM", "help": "ics, google: start of evening sessions (default: in ics as before, or 18:00)"},
    "previous": {"type": Path, "metavar": "FILE", "help": "ics: the last calendar; changes since then are marked"},
    "week": {"type": int, "metavar": "N", "help": "page: only this week"},
    "paper": {"metavar": "SIZE", "help": "page: A4 or letter (default: A4, or letter for a plan in miles)"},
    "weeks": {"type": int, "nargs": "+", "metavar": "N", "help": "fit: only these weeks"},
}
"""The command-line options of all formats: which formats they belong to, and what they mean."""


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
        Whether to replace a file that RunPlan did not write, or that was changed since.
    keep_other_plans : bool
        Whether to refuse, without `overwrite`, to replace a file made from another plan, from another file with the
        plan's id, or in another format.
    made_of : str
        The plan's file relative to the folder of `path`, for the record of exports; empty if there is none.
    **options
        Options of the format; None means its default.

    Raises
    ------
    RunplanError
        If the format, an option or the path is refused; an existing file stays unchanged.
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

    The same plan gives the same bytes. A refused export leaves an existing file unchanged; `overwrite` replaces a file
    that RunPlan did not write, or that was changed since.
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
        """Write the plan as an iCalendar file (RFC 5545), one event per session.

        Each session keeps its identity (UID), so that a calendar that imports a later export updates its events and
        does not duplicate them. For what the file leaves out, see `runplan.exchange.export.calendar.ics`.

        Parameters
        ----------
        path : str or path-like
            A name that ends in ``.ics``.
        timezone : str, optional
            An IANA name such as ``"Europe/Berlin"``; sessions begin at the same time of day before and after a clock
            change. ``"local"``, the default, uses the same clock time in every time zone. EST and MST are refused,
            because they are standard time all year and would be an hour late in summer; give a place instead.
        am, pm : str, optional
            When morning and evening sessions begin, ``"HH:MM"``; 07:00 and 18:00 by default. A second session in
            the morning or evening begins when the first ends.
        previous : str or path-like, optional
            The last export of this plan. Changed sessions get a higher revision (SEQUENCE), removed ones are cancelled,
            and the rest stays the same. `timezone`, `am` and `pm` stay as they were unless you give them again. By
            default, `previous` is the RunPlan calendar at `path`, if there is one: to update a calendar, write over
            the old file.

            To plan again, use ``build_plan(block, previous=plan)``, so that the plan keeps its identity and its events
            move. If the calendar at `path` belongs to another plan, RunPlan assumes that you replace that plan: the
            file cancels its events, also in later exports, so that your calendar does not show both plans. A plan
            that ended before this one begins stays in your calendar.
        overwrite : bool
            As in `export`.

        Raises
        ------
        RunplanError
            If a time, the timezone, the older file or the path is refused.
        """
        export(self, "ics", path, overwrite=overwrite, timezone=timezone, am=am, pm=pm, previous=previous)

    def to_google_csv(
        self, path: str | os.PathLike[str], *, am: str | None = None, pm: str | None = None, overwrite: bool = False
    ) -> None:
        """Write the plan as a CSV for Google Calendar, one row per session.

        The format has no identities: if you import a file twice, every session appears twice; use `to_ics` to update a
        plan. For what else it leaves out, see `runplan.exchange.export.calendar.google`.

        Parameters
        ----------
        path : str or path-like
            A name that ends in ``.csv``.
        am, pm : str, optional
            As in `to_ics`.
        overwrite : bool
            As in `export`.

        Raises
        ------
        RunplanError
            If a time or the path is refused.
        """
        export(self, "google", path, overwrite=overwrite, am=am, pm=pm)

    def to_intervals(self, path: str | os.PathLike[str], *, overwrite: bool = False) -> None:
        """Write the plan as a ``.json`` file for the bulk events call of intervals.icu.

        The file is the body of `POST https://intervals.icu/api/v1/athlete/{id}/events/bulk?upsert=true`; RunPlan sends
        nothing itself. Each event has an `external_id`, which later exports keep, so that sending it again updates
        the event. For what the format leaves out, see `runplan.exchange.export.training_logs.intervals`.

        Raises
        ------
        RunplanError
            If the file cannot be written.
        """
        export(self, "intervals", path, overwrite=overwrite)

    def to_tempo(self, path: str | os.PathLike[str], *, overwrite: bool = False) -> None:
        """Write the plan as a ``.csv`` file for the training planner of Tempo, an iOS app.

        Distances are in the block's unit. A comment in the file gives the unit, because the app assumes its own, and
        the Monday to start on, because the app counts weeks from there. For what the format leaves out, see
        `runplan.exchange.export.training_logs.tempo`.

        Raises
        ------
        RunplanError
            If the file cannot be written.
        """
        export(self, "tempo", path, overwrite=overwrite)

    def to_trainingdojo(self, path: str | os.PathLike[str], *, overwrite: bool = False) -> None:
        """Write the plan as a ``.csv`` file for TrainingDojo, which passes it on to other apps.

        Days are numbered from 1, the first day of the block's first week; enter that date as the start on import. For
        what the format leaves out, see `runplan.exchange.export.training_logs.trainingdojo`.

        Raises
        ------
        RunplanError
            If the file cannot be written.
        """
        export(self, "trainingdojo", path, overwrite=overwrite)

    def to_fit(
        self, path: str | os.PathLike[str], *, weeks: tuple[int, ...] | None = None, overwrite: bool = False
    ) -> None:
        """Write the plan as Garmin FIT workouts, one file per session, in a zip archive.

        Unpack the archive, connect the watch by USB, and copy the ``.fit`` files to its folder ``GARMIN/NewFiles``; a
        text file in the archive explains each step. For how sessions become steps, and what the format leaves out, see
        `runplan.exchange.export.watch.fit`.

        Parameters
        ----------
        path : str or path-like
            A name that ends in ``.zip``.
        weeks : tuple of int, optional
            Only the sessions of these weeks; all by default.
        overwrite : bool
            As in `export`.

        Raises
        ------
        RunplanError
            If the file cannot be written, or the plan has no such week.
        """
        export(self, "fit", path, overwrite=overwrite, weeks=weeks)

    def to_excel(self, path: str | os.PathLike[str], *, overwrite: bool = False) -> None:
        """Write the plan as an ``.xlsx`` workbook with sheets for weeks, sessions, exercises, findings and information.

        The weekly totals are formulas over the sessions, and distances are in the block's unit. RunPlan does not read
        the workbook back; for what else it leaves out, see `runplan.exchange.export.excel.workbook`.

        Raises
        ------
        PlanFileError
            If the file cannot be written.
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
        """Write the plan as a PDF to print: the block at a glance, then one page per week with boxes to tick.

        For what the pages leave out, see `runplan.exchange.export.pdf.page`.

        Parameters
        ----------
        path : str or path-like
            A name that ends in ``.pdf``.
        week : int, optional
            Print only this week; the whole block by default.
        paper : {'A4', 'letter'}, optional
            By default, A4 for a plan in kilometres and letter for a plan in miles.
        overwrite : bool
            As in `export`.

        Raises
        ------
        RunplanError
            If the plan does not have that week, the paper size is unknown or the file cannot be written.
        """
        export(self, "page", path, overwrite=overwrite, week=week, paper=paper)

    def to_phone(self, path: str | os.PathLike[str], *, overwrite: bool = False) -> None:
        """Write the plan as one ``.html`` page for the phone.

        The page works offline and sends nothing. It shows today's session first, then the week and the block, with
        drawings and a session mode with a rest timer. Notes stay in the phone's browser under the plan's id, so that a
        later page with this id finds them. *Send back* saves the notes as a small file; `runplan.exchange.export.phone`
        describes its format, and `runplan.exchange.export.phone.page` what the page leaves out.

        Raises
        ------
        PlanFileError
            If the file cannot be written.
        """
        export(self, "phone", path, overwrite=overwrite)
