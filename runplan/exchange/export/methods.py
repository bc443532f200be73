"""The plan's ways out to other tools, as methods: what each file holds, and what it cannot hold."""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING, Any, cast

from runplan.errors import PlanFileError
from runplan.exchange.export.guard import check_export, keep_other_plan, other_plans_export, write_export
from runplan.exchange.export.registry import format_named
from runplan.exchange.locking import one_writer

if TYPE_CHECKING:
    from runplan.plan.tables import PlanTables

__all__ = ["Exports", "export"]


def export(
    plan: PlanTables,
    name: str,
    path: str | os.PathLike[str],
    *,
    overwrite: bool = False,
    keep_other_plans: bool = False,
    **options: Any,
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
    keep_other_plans : bool
        Whether an export of another plan is refused unless `overwrite` allows it.
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
    asks = keep_other_plans and not overwrite
    if asks:
        keep_other_plan(target, plan.plan_id)
    # What follows on a file keeps others from writing it meanwhile, or what they wrote would be followed by nothing.
    with one_writer(target.parent) if one.goes_on else contextlib.nullcontext():
        if "previous" not in given:
            try:
                older = one.previous(plan, target)
            except PlanFileError:
                if not overwrite:
                    raise
                older = None
            if older is not None and asks and not older.events:  # a calendar that no record tells of
                raise other_plans_export(target)
            if older is not None:
                given["previous"] = older
        data = one.make(plan, **given)
        write_export(path, data, one.suffixes, overwrite=overwrite, plan_id=plan.plan_id)


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
        categories, and as text its effort, steps, exercises and notes, in the block's unit. The line about pain stands
        in the calendar's description and with the strength sessions. It cannot hold

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
        """Write the plan as JSON for the bulk events call of intervals.icu.

        The file is the body of `POST https://intervals.icu/api/v1/athlete/{id}/events/bulk?upsert=true`; RunPlan sends
        nothing itself. Each event has an `external_id` of its own, which a later export keeps: sent again, an event is
        updated. Runs that have a pace to aim at are written in the service's workout text, with a range of paces that
        is our assumption; in the block's unit, but for lengths below a kilometre, which are metres.

        What the format does not hold: morning or evening (an event has a day), pins, weeks and phases, and sets,
        repetitions and rests other than as text. Hills and races are text too. No training load and no distance is
        sent: RunPlan does not compute the first, and that an event takes the second could not be verified.

        Parameters
        ----------
        path : str or path-like
            The file, whose name ends in ``.json``.
        overwrite : bool
            Whether a file may be replaced that RunPlan did not write, or that was changed since.

        Raises
        ------
        RunplanError
            If it cannot be written there; what was there before stays whole.
        """
        export(_plan(self), "intervals", path, overwrite=overwrite)

    def to_tempo(self, path: str | os.PathLike[str], *, overwrite: bool = False) -> None:
        """Write the plan as a CSV for the training planner of Tempo, an app on iOS.

        Distances are in the block's unit; a comment in the file says which, as the app takes them for its own, and on
        which Monday to start the plan, as the app counts weeks from there.

        What the format does not hold: dates, morning or evening (a day's sessions stand in their order), ids, so that
        a plan imported again is a second plan, pins, phases, and a run's steps and a session's exercises other than as
        text in one line. Which types the app knows could not be verified: ours are Easy, Long, Tempo, Intervals,
        Hills, Race and Strength.

        Parameters
        ----------
        path : str or path-like
            The file, whose name ends in ``.csv``.
        overwrite : bool
            Whether a file may be replaced that RunPlan did not write, or that was changed since.

        Raises
        ------
        RunplanError
            If it cannot be written there; what was there before stays whole.
        """
        export(_plan(self), "tempo", path, overwrite=overwrite)

    def to_trainingdojo(self, path: str | os.PathLike[str], *, overwrite: bool = False) -> None:
        """Write the plan as a CSV for TrainingDojo, which hands it on to TrainingPeaks or intervals.icu.

        A day is written as its number: 1 is the first day of the block's first week, which is the start to give on
        import. Days without a session are Day Off. The column for training stress stays empty: RunPlan does not
        compute it.

        What the format does not hold: dates, morning or evening (a day's sessions stand in their order), ids, so that
        a plan imported again is doubled, pins, and a run's steps and a session's exercises other than as text in one
        line. That a day is a number, and which words a subtype and a phase may be, could not be verified.

        Parameters
        ----------
        path : str or path-like
            The file, whose name ends in ``.csv``.
        overwrite : bool
            Whether a file may be replaced that RunPlan did not write, or that was changed since.

        Raises
        ------
        RunplanError
            If it cannot be written there; what was there before stays whole.
        """
        export(_plan(self), "trainingdojo", path, overwrite=overwrite)

    def to_fit(
        self, path: str | os.PathLike[str], *, weeks: tuple[int, ...] | None = None, overwrite: bool = False
    ) -> None:
        """Write the plan as Garmin FIT workouts, one file a session, in a zip archive.

        Runs have their steps, with distances, repeats and a range of paces for easy, tempo and interval parts: 8 % to
        either side of easy pace, 4 % of the others, which is our assumption. Hills and races have no target. A run
        that your own plan gives in minutes only ends by time.

        A text in the archive says how the files get onto a watch.

        Strength has a step a set, with Garmin's exercise where it has one and its name as text in any case. Counted
        repetitions are the total of both sides and wait for the button; a held position has a step a side, and a step
        before it that says what comes. Sets repeat with their rests; exercises with the same letter are done in turn.
        A session of more than 50 steps goes without these announcements first, then without a step a side, then
        without exact rests: watches are said to take 50, which no document that we could read confirms.

        What the format does not hold: the day (it stands in the file's name and the workout's, W03 Thu, and is to be
        scheduled by hand), morning or evening, pins, weeks and phases, the effort other than in a note, and weights,
        which a plan does not have either. Long names and notes are cut, at 48 bytes for a workout's name, 64 for a
        step's and 200 for a note. How a watch shows all this depends on its model.

        Parameters
        ----------
        path : str or path-like
            The file, whose name ends in ``.zip``.
        weeks : tuple of int, optional
            Only the sessions of these weeks; all by default.
        overwrite : bool
            Whether a file may be replaced that RunPlan did not write, or that was changed since.

        Raises
        ------
        RunplanError
            If it cannot be written there, or the plan has no such week; what was there before stays whole.
        """
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
