"""What is worth saying about the length of long runs: their hours, and their share of the week."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from runplan.catalog.rules import RULES, number
from runplan.insight.plan_facts import ROUNDING_KM, Finding, PlanFacts, join_weeks
from runplan.plan.records import Session, Week
from runplan.units import format_distance, format_minutes
from runplan.words import GOAL_NAMES, percent, weeks_named

_ROUNDING_SHARE = 0.005
_SHARE = (
    "of the week's distance; published plans usually have 22 % (Hansons Advanced) to 43 % (Higdon Novice 1), and up "
    "to 52 % in individual weeks"
)
_FEWEST_RUNS = 3
_LongRuns = Sequence[tuple[Week, Session]]


def long_run_limits(facts: PlanFacts) -> list[Finding]:
    """Runs over the hours that coaches give, and shorter ones over the time that we plan for the goal.

    The planner's long run keeps them, but it is never shorter than the week's other runs: few runs that carry many
    kilometres take it over. A person may also write a longer one into the file.
    """
    block = facts.plan.block
    longest = [(week, run) for week in facts.weeks if (run := _longest_run(week)) is not None]
    most_minutes = 60 * number("long_hours")
    slow = [(week, run) for week, run in longest if run.duration_min > most_minutes]
    rows = [_limit("long_hours", "coaches advise at most 2.5 to 3 hours", most_minutes, slow, facts)]
    if block.runs is None:  # what we plan for a goal is no limit for another's plan
        goal = block.goal if block.race_date is not None else "general"
        rule = f"long_minutes_{goal}"
        before = f"before a {GOAL_NAMES[goal]}" if goal in GOAL_NAMES else "without a race"
        ours = " (our assumption)" if RULES[rule].basis == "our assumption" else ""
        limit = f"{before} we plan {format_minutes(round(number(rule)))} h at most{ours}"
        long = [(week, run) for week, run in longest if number(rule) < run.duration_min <= most_minutes]
        rows.append(_limit(rule, limit, number(rule), long, facts))
    return [row for row in rows if row is not None]


def _limit(rule: str, limit: str, most_minutes: float, over: _LongRuns, facts: PlanFacts) -> Finding | None:
    """The finding on runs that take more than a limit."""
    if not over:
        return None
    message = (
        f"{_named(over, facts)} {'takes' if len(over) == 1 else 'take'} "
        f"{_span([run.duration_min for _, run in over], format_minutes)} h; {limit}. "
        f"{_way_out(over, facts, most_minutes)}."
    )
    return Finding("warning", rule, over[0][0].week, _only(over), message, RULES[rule].source_id)


def _longest_run(week: Week) -> Session | None:
    """The week's longest run besides a race; of equal ones the long run."""
    runs = [session for session in week.sessions if session.kind == "run" and session.type != "race"]
    return max(runs, key=lambda run: (run.distance_km, run.type == "long"), default=None)


def _named(found: _LongRuns, facts: PlanFacts) -> str:
    units = facts.plan.block.units
    name = "long run" if all(run.type == "long" for _, run in found) else "longest run"
    distances = _span(
        [run.distance_km for _, run in found], lambda km: format_distance(km, units).removesuffix(f" {units}")
    )
    if len(found) == 1:
        return f"Week {found[0][0].week}: the {name} of {distances} {units}"
    return f"In {weeks_named(week.week for week, _ in found)} the {name}s ({distances} {units})"


def _span(values: Sequence[float], text: Callable[[float], str]) -> str:
    low, high = text(min(values)), text(max(values))
    return low if low == high else f"{low} to {high}"


def _way_out(found: _LongRuns, facts: PlanFacts, most_minutes: float) -> str:
    """What makes these runs shorter: that depends on whether they are long only because the runs are few."""
    them = "it" if len(found) == 1 else "these runs"
    if all(_even_minutes(week, run) <= most_minutes for week, run in found):
        return f"Moving distance to other runs of the week would shorten {them}"
    block = facts.plan.block
    has_room = block.run_days < 7 - max(block.rest_days, len(block.runless_weekdays))
    # Where dates off or a race leave a week fewer runs, asking for more run days changes nothing.
    is_usual = all(week.run_count >= block.run_days for week, _ in found)
    ways = "More run days or a lower weekly distance" if has_room and is_usual else "A lower weekly distance"
    return f"{ways} would shorten {them}"


def _even_minutes(week: Week, run: Session) -> float:
    """How long a run takes that is as long as all runs of its week [min]."""
    return run.duration_min * week.sessions_km / week.run_count / max(run.distance_km, ROUNDING_KM)


def _only(found: _LongRuns) -> str:
    return found[0][1].session_id if len(found) == 1 else ""


def long_run_share(facts: PlanFacts) -> list[Finding]:
    """Weeks whose long run is a larger share of the kilometres than usual: for information only."""
    rule = "long_run_share"
    usual = number(rule) / 100
    found = []
    for week in facts.weeks:
        # With one run or two the share says nothing.
        if week.has_race or week.run_count < _FEWEST_RUNS or week.sessions_km <= 0:
            continue
        share = week.longest_long_km / week.sessions_km
        if share > usual + _ROUNDING_SHARE:
            message = f"Week {week.week}: the long run is {percent(share)} {_SHARE}."
            found.append(Finding("info", rule, week.week, "", message, "published_plans", share))
    return join_weeks(found, f"In {{weeks}} the long run is {{shares}} {_SHARE}.")
