"""Weeks without runs, or nearly so, between full ones: what comes right after them is worth a word."""

from __future__ import annotations

from collections.abc import Sequence

from runplan.catalog.rules import number
from runplan.insight.plan_facts import Finding, PlanFacts, join_weeks
from runplan.plan.records import Week
from runplan.units import counted, format_distance
from runplan.words import weeks_named

_RULE = "week_gap"
_LONGEST = 4  # after more weeks than these, what is said of single runs and of the weeks' rise tells more
_STRAIGHT_BACK = 0.5  # of the last full week: a week with less is a way to ease back in (our assumption)
_ROUNDING_KM = 0.051  # distances of a plan are rounded to 0.1 km


def week_gaps(facts: PlanFacts) -> list[Finding]:
    """Up to four weeks far under those around them, followed by a week that goes straight back.

    Before the block the kilometres now count as a full week. The race week is not judged.
    """
    share = number(_RULE) / 100
    full = facts.plan.block.weekly_km_now
    gap: list[Week] = []
    found = []
    for week in facts.weeks:
        if week.has_race:
            break
        if week.sessions_km + _ROUNDING_KM < share * full:
            gap.append(week)
            continue
        back = week.sessions_km >= _STRAIGHT_BACK * full and all(
            one.sessions_km < share * week.sessions_km for one in gap
        )
        if gap and len(gap) <= _LONGEST and back:
            found.append(_finding(facts, gap, week))
        gap, full = [], week.sessions_km
    return join_weeks(found, _together)


def _finding(facts: PlanFacts, gap: Sequence[Week], after: Week) -> Finding:
    block = facts.plan.block
    weeks = weeks_named(week.week for week in gap)
    most = max(week.sessions_km for week in gap)
    has = "has" if len(gap) == 1 else "have"
    little = f"{has} {'at most ' if len(gap) > 1 else 'only '}{format_distance(most, block.units)}"
    name = weeks if block.runs is None else f"in your run plan, {weeks}"
    runs = little if most else f"{has} no runs"
    message = (
        f"{name[:1].upper()}{name[1:]} {runs}, and week {after.week} goes straight back to "
        f"{format_distance(after.sessions_km, block.units)}: ease back in with a shorter week {after.week}."
    )
    strength = sum(session.kind == "strength" for week in gap for session in week.sessions)
    if strength and not most:
        sessions = f"{counted(strength, 'strength session')} {'stays' if strength == 1 else 'stay'} in {weeks}"
        message += f" The {sessions}: if you are ill or away, enter those days under Dates off."
    return Finding("warning", _RULE, gap[0].week, "", message, "our_assumption", after.sessions_km)


def _together(found: Sequence[Finding]) -> str:
    weeks = weeks_named(row.week for row in found if row.week is not None)
    return (
        f"From {weeks} on, one or more weeks have far fewer kilometres than those around them, and the week after goes "
        "straight back: ease back in with shorter weeks."
    )
