"""What one more event would change, before anybody uses it: in a sentence, week by week, and session by session.

In: the plan that is shown and the one with the event. Out: texts and figures. No widget in here.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from runplan.api import Plan
from runplan.plan.block import Block
from runplan.plan.events import Event
from runplan.plan.records import Session
from runplan.plan.tables import Change
from runplan.planning.adaptation.week_notes import second_light_text
from runplan.planning.replan import changes_between
from runplan.schema import SECOND_LIGHT
from runplan.units import counted, format_day, format_distance, format_number, from_km
from runplan.words import inside, listed, weeks_named

_MANY = 12  # more changes than these are told week by week


class WeekChange(NamedTuple):
    """A week in which something changes: its distance and its long run, each before and after, and how many changes."""

    week: int
    distance: str
    long_run: str
    changes: int


@dataclass(frozen=True)
class Preview:
    """A plan with one more event, which nobody has used yet.

    Attributes
    ----------
    event : Event
    wishes : dict
        The fields of Block that it changes.
    plan : Plan
    changes : tuple of str
        What differs from the plan shown, a line a session.
    weeks : tuple of WeekChange
        The same week by week, where there are many; else empty.
    notes : tuple of str
        What that means for the long runs, the lighter weeks and the weeks that stay, a sentence each.
    instead : Event or None
        The event that it replaces.
    """

    event: Event
    wishes: dict[str, Any]
    plan: Plan
    changes: tuple[str, ...]
    weeks: tuple[WeekChange, ...] = ()
    notes: tuple[str, ...] = ()
    instead: Event | None = None

    @property
    def sentence(self) -> str:
        """How much would change."""
        if not self.changes:
            return f"{self.event.text}: no session changes."
        in_weeks = f" in {counted(len(self.weeks), 'week')}" if self.weeks else ""
        return f"{self.event.text}: {counted(len(self.changes), 'change')}{in_weeks}."


def preview_of(
    event: Event, wishes: dict[str, Any], before: Plan, plan: Plan, today: dt.date, instead: Event | None = None
) -> Preview:
    """What another plan with an event changes from today on."""
    rows = changes_between(before, plan, today)
    changes = _lines(before, plan, rows)
    weeks = _week_changes(before, plan, rows) if len(changes) > _MANY else ()
    notes = (*_notes(before, plan), *_of_weeks_that_stay(plan, weeks))
    return Preview(event, wishes, plan, changes, weeks, notes, instead)


def _lines(before: Plan, plan: Plan, rows: Sequence[Change]) -> tuple[str, ...]:
    """What differs between two plans, as `Plan.changes` tells it, a line a row."""
    of_race = before.block.race_date != plan.block.race_date
    lines = _of_race(before.block, plan.block) if of_race else []
    for _, week, change, was, now, reason in rows:
        becomes = f"{was} becomes {inside(now)}" if was and now else was or now
        if was == now:
            becomes = f"{now}, with different content"
        lines.append(f"Week {week}, {change}: {inside(becomes)}. {reason}")
    return tuple(lines)


def _week_changes(before: Plan, plan: Plan, rows: Sequence[Change]) -> tuple[WeekChange, ...]:
    """The weeks in which sessions change, with what they add up to."""
    counts = Counter(row.week for row in rows)
    then, now = (
        {week.week: (week.sessions_km, week.longest_long_km) for week in of.week_records} for of in (before, plan)
    )
    nothing, units = (0.0, 0.0), plan.block.units
    changed = []
    for week in sorted(counts):
        pairs = zip(then.get(week, nothing), now.get(week, nothing), strict=True)
        distance, long_run = (_from_to(*pair, units) for pair in pairs)
        changed.append(WeekChange(week, distance, long_run, counts[week]))
    return tuple(changed)


def _from_to(was_km: float, is_km: float, units: str) -> str:
    """A distance before and after, once where it is the same."""
    texts = [format_number(from_km(km, units)) if km else "0" for km in (was_km, is_km)]
    return " \u2192 ".join(dict.fromkeys(texts))


def _of_weeks_that_stay(plan: Plan, weeks: Sequence[WeekChange]) -> list[str]:
    """Which weeks stay as they are, where others are told."""
    changed = {week.week for week in weeks}
    same = [week.week for week in plan.week_records if week.week not in changed]
    if not weeks or not same:
        return []
    named = weeks_named(same)
    return [f"{named[0].upper()}{named[1:]} {'stays as it is' if len(same) == 1 else 'stay as they are'}."]


def _notes(before: Plan, plan: Plan) -> tuple[str, ...]:
    """What another plan means for the longest run, and which step-back weeks follow another lighter week."""
    reasons = {session_id: reason for session_id, *_, reason in plan.change_rows}
    return (*_of_shape(before, plan), *_of_long_runs(before, plan, reasons), *_of_step_backs(before, plan))


def _of_shape(before: Plan, plan: Plan) -> list[str]:
    """Which weeks are step-back weeks, and where the taper begins, if the race is on another day."""
    if before.block.race_date == plan.block.race_date:
        return []
    step_backs, tapers = (
        [[week.week for week in of.week_records if is_so(week)] for of in (plan, before)]
        for is_so in (lambda week: week.step_back, lambda week: week.phase in ("taper", "race"))
    )
    notes = []
    if step_backs[0] != step_backs[1]:
        now, then = (listed([str(week) for week in weeks]) if weeks else "none" for weeks in step_backs)
        notes.append(f"Step-back weeks: {now} instead of {then}.")
    begins = [min(weeks, default=0) for weeks in tapers]
    if begins[0] != begins[1] and all(begins):
        notes.append(f"The taper begins in week {begins[0]} instead of week {begins[1]}.")
    return notes


def _of_long_runs(before: Plan, plan: Plan, reasons: Mapping[str, str]) -> list[str]:
    """That the longest run of the block is shorter, and why."""
    longest = [max(_long_runs(either), key=lambda run: run.distance_km, default=None) for either in (before, plan)]
    was, now = longest
    if was is None or now is None or now.distance_km >= was.distance_km:
        return []
    lengths = [f"{format_distance(run.distance_km, plan.block.units)} (week {run.week})" for run in (now, was)]
    return [f"Your longest long run is {' instead of '.join(lengths)}. {reasons.get(was.session_id, '')}".strip()]


def _long_runs(plan: Plan) -> list[Session]:
    return [session for session in plan.session_records if session.type == "long"]


def _of_step_backs(before: Plan, plan: Plan) -> list[str]:
    """Which step-back weeks follow another lighter week now, and why they stay."""
    said_before = {week.week for week in before.week_records if SECOND_LIGHT in week.remarks}
    weeks = [week for week in plan.week_records if SECOND_LIGHT in week.remarks and week.week not in said_before]
    return [f"Week {week.week}: {second_light_text(plan.week_records)}." for week in weeks]


def _of_race(before: Block, after: Block) -> list[str]:
    weeks = counted(after.number_of_weeks, "week")
    return [f"The race is on {format_day(after.race_date)} instead of {format_day(before.race_date)}: {weeks} in total"]
