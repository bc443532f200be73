"""Weeks that hold fewer runs than are wished, and why: dates off, or too few kilometres to share out."""

from __future__ import annotations

from collections.abc import Sequence

from runplan.catalog.rules import number
from runplan.insight.plan_facts import Finding, PlanFacts, join_weeks
from runplan.units import counted, format_day, format_distance
from runplan.words import listed, weeks_named


def fewer_runs(facts: PlanFacts) -> list[Finding]:
    """Weeks before the race week that planning gave fewer runs than wished."""
    block = facts.plan.block
    if block.runs is not None:
        return []
    off = frozenset(block.dates_off)
    own = dict(block.weekly_km)
    by_dates: list[Finding] = []
    by_km: list[Finding] = []
    for week in facts.weeks:
        runs = sum(session.kind == "run" for session in week.sessions)
        # Planning notes it where it was so: a run that was taken out of the plan's file is no news to who did it.
        if runs >= block.run_days or week.has_race or "instead of" not in week.note:
            continue
        start = f"Week {week.week} holds {_runs(runs)} instead of {block.run_days}"
        away = [format_day(day) for day in week.dates if day in off]
        if away:
            message = f"{start}: with {listed(away)} off, too few days are left for all of them."
            by_dates.append(Finding("info", "days_off", week.week, "", message, "our_assumption"))
        else:
            set_to = "" if week.week not in own else format_distance(own[week.week], block.units)
            if set_to and not runs:
                message = f"You set week {week.week} to {set_to}, so it has no runs."
            elif set_to:
                has = f"it has {_runs(runs)}, not {block.run_days}"
                message = f"You set week {week.week} to {set_to}, so {has}: with more, {_too_short(facts)}."
            else:
                message = f"{start}: with more, {_too_short(facts)}."
            by_km.append(Finding("info", "least_run_km", week.week, "", message, "our_assumption"))

    def together(rows: Sequence[Finding]) -> str:
        weeks = weeks_named(row.week for row in rows if row.week is not None)
        return f"{weeks[0].upper()}{weeks[1:]} hold fewer runs than {block.run_days}: with more, {_too_short(facts)}."

    return [*by_dates, *join_weeks(by_km, together)]


def _runs(count: int) -> str:
    return counted(count, "run") if count else "no runs"


def _too_short(facts: PlanFacts) -> str:
    least = format_distance(number("least_run_km"), facts.plan.block.units)
    return f"a run would be shorter than {least}"
