"""What is worth saying about long runs of the runner's own plan: how near, and how long beside others."""

from __future__ import annotations

from itertools import pairwise

from runplan.catalog.rules import RULES, number
from runplan.insight.plan_facts import ROUNDING_KM, Finding, PlanFacts, join_weeks
from runplan.planning.running.lengths import lengths_of
from runplan.units import counted, format_day, format_distance


def long_runs_near(facts: PlanFacts) -> list[Finding]:
    """Two long runs of an own plan within a few days; of those on days in a row `hard_days_in_a_row` speaks."""
    if facts.plan.block.runs is None:
        return []
    rule, units = "long_runs_near", facts.plan.block.units
    rows = []
    for first, second in pairwise(run for run in facts.runs if run.type == "long"):
        days = (second.date - first.date).days
        if not 1 < days <= number(rule):
            continue
        lengths = [format_distance(run.distance_km, units) for run in (first, second)]
        message = (
            f"Week {second.week}: your plan has long runs of {lengths[0]} on {format_day(first.date)} and "
            f"{lengths[1]} on {format_day(second.date)}. We suggest at least {_more_days(rule)} between "
            "them (our assumption): make the shorter one an easy run."
        )
        rows.append(Finding("info", rule, second.week, second.session_id, message, RULES[rule].source_id))
    together = (
        f"In {{weeks}} two long runs in your plan are at most {counted(int(number(rule)), 'day')} apart. We "
        f"suggest at least {_more_days(rule)} between them (our assumption): make the shorter ones easy runs."
    )
    return join_weeks(rows, together)


def _more_days(rule: str) -> str:
    return counted(int(number(rule)) + 1, "day")


def step_back_long_runs(facts: PlanFacts) -> list[Finding]:
    """Step-back weeks of an own plan whose long run is no shorter than the one of the week before."""
    block = facts.plan.block
    if block.runs is None:
        return []
    rule = "step_back_long_last"
    rows = []
    for before, week in pairwise(facts.weeks):
        last, long = before.longest_long_km, week.longest_long_km
        if not week.step_back or not last or long < last - ROUNDING_KM:
            continue
        km = [format_distance(length, block.units) for length in (week.sessions_km, before.sessions_km, long)]
        most = format_distance(lengths_of(block).half_below(number(rule) * last), block.units)
        is_longer = "longer than" if long > last + ROUNDING_KM else "as long as"
        message = (
            f"Week {week.week} is a step-back week, {km[0]} after {km[1]}, but its long run of {km[2]} is "
            f"{is_longer} week {before.week}'s. Shorten it too, to {most} at most (our assumption)."
        )
        rows.append(Finding("info", rule, week.week, "", message, RULES[rule].source_id))
    together = (
        "{Weeks} are step-back weeks, but their long runs are no shorter than those of the weeks before. Shorten "
        f"them too, to {100 * number(rule):g} % at most (our assumption)."
    )
    return join_weeks(rows, together)
