"""What is worth saying about a run plan that the runner brings.

What of it is not in the plan, and what it leaves room for: nothing may go without a word.
"""

from __future__ import annotations

from collections.abc import Sequence

from runplan.catalog.rules import number
from runplan.insight.plan_facts import Finding, PlanFacts
from runplan.plan.imported_lengths import sized
from runplan.plan.imported_runs import DatedRun
from runplan.schema import RUN_TYPES
from runplan.units import counted, format_distance
from runplan.words import WEEKDAY_NAMES, listed, weeks_named

_RULE, _SOURCE = "given_runs", "our_assumption"
_OTHERS = {"cross": "cross-training", "walk": "walks", "strength": "strength work"}
_MOST_SHOWN = 3


def given_runs(facts: PlanFacts) -> list[Finding]:
    """What of a run plan was left out or assumed, and where it leaves too little room for strength work."""
    block = facts.plan.block
    if block.runs is None:
        return []
    places = block.run_places
    found = [_before(places), _not_read(places), _others(places), _lengths(facts, places)]
    found += [_races(facts), _room(facts)]
    return [finding for finding in found if finding is not None]


def _finding(severity: str, weeks: Sequence[int], message: str, about: str = "") -> Finding:
    week = weeks[0] if weeks else None
    return Finding(severity, _RULE, week, "", message, _SOURCE, about=about, joined=tuple(weeks))


def _before(places: Sequence[DatedRun]) -> Finding | None:
    count = sum(one.week < 1 and one.run.type in RUN_TYPES for one in places)
    if not count:
        return None
    return _finding(
        "warning",
        (),
        f"{counted(count, 'run')} of your run plan {'are' if count > 1 else 'is'} before the block's first week "
        f"and {'are' if count > 1 else 'is'} left out; choose an earlier start to include "
        f"{'them' if count > 1 else 'it'}.",
        "before",
    )


def _not_read(places: Sequence[DatedRun]) -> Finding | None:
    rows = [one for one in places if one.week >= 1 and not one.run.type and not one.run.is_rest]
    if not rows:
        return None
    shown = [f"{_day(one)}, {one.run.text[:40]!r}" for one in rows[:_MOST_SHOWN]]
    more = f"; and {len(rows) - _MOST_SHOWN} more" if len(rows) > _MOST_SHOWN else ""
    entries = "1 entry" if len(rows) == 1 else f"{len(rows)} entries"
    return _finding(
        "warning",
        (),
        f"{entries} in your run plan could not be read and {'is' if len(rows) == 1 else 'are'} not in this plan: "
        f"{'; '.join(shown)}{more}.",
    )


def _day(one: DatedRun) -> str:
    return f"week {one.week} {WEEKDAY_NAMES[one.run.weekday]}"


def _others(places: Sequence[DatedRun]) -> Finding | None:
    parts = []
    for kind, name in _OTHERS.items():
        weeks = sorted({one.week for one in places if one.week >= 1 and one.run.type == kind})
        if weeks:
            parts.append(f"{name} ({weeks_named(weeks)})")
    if not parts:
        return None
    own = " RunPlan plans its own strength work." if any(part.startswith("strength") for part in parts) else ""
    return _finding(
        "warning",
        (),
        f"Your run plan also has {listed(parts)}. These are not in this plan, and their days count as free.{own}",
    )


def _lengths(facts: PlanFacts, places: Sequence[DatedRun]) -> Finding | None:
    block = facts.plan.block
    weeks = sorted(
        {
            one.week
            for one in places
            if one.week >= 1
            and one.run.type in RUN_TYPES
            and one.run.type != "race"
            and sized(one.run, block.easy_pace_s_per_km, block.goal).assumed
        }
    )
    if not weeks:
        return None
    least = format_distance(number("least_run_km"), block.units)
    return _finding(
        "info",
        weeks,
        f"In {weeks_named(weeks)}, your plan has a run without a distance or time, which counts as {least}.",
    )


def _races(facts: PlanFacts) -> Finding | None:
    """Weeks with a race before the one that the plan leads up to, which has room for less strength work than wished."""
    wished = facts.plan.block.strength_sessions
    races = {race.week: race for race in facts.races if race.date != facts.plan.block.race_date}
    weeks = [
        week.week
        for week in facts.weeks
        if week.week in races and week.strength_phase != "keep" and week.strength_count < wished
    ]
    if not weeks:
        return None
    days = int(number("race_window_strength_days"))
    return _finding(
        "info",
        weeks,
        f"In {weeks_named(weeks)} your plan has a race, so there are fewer than the {wished} strength sessions you "
        f"asked for: one short core session at most, and none in the {days} days before the race or later that week.",
        "race",
    )


def _room(facts: PlanFacts) -> Finding | None:
    """Weeks whose runs leave room for fewer strength sessions than wished; near a race fewer are meant."""
    wished = facts.plan.block.strength_sessions
    weeks = [
        week.week
        for week in facts.weeks
        if week.strength_count < wished and week.strength_phase != "keep" and not week.has_race
    ]
    if not weeks:
        return None
    return _finding(
        "info",
        weeks,
        f"In {weeks_named(weeks)} your runs, races and free days leave room for fewer than the {wished} strength "
        "sessions you asked for.",
        "room",
    )
