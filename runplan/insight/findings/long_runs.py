"""What is worth saying about the length of long runs: their hours, what bounds them, their reach, their share."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from runplan.catalog.rules import number
from runplan.insight.findings.rises import steep_peak
from runplan.insight.plan_facts import ROUNDING_KM, Finding, PlanFacts, join_weeks
from runplan.plan.block import RACE_KM
from runplan.plan.records import Session, Week
from runplan.planning.running.long_runs import longest_before, longest_wished
from runplan.planning.running.roles import parts_of
from runplan.units import format_distance, format_minutes
from runplan.words import GOAL_NAMES, percent, weeks_named

_ROUNDING_SHARE = 0.005
_EVEN_SHARE = 1.1  # up to this multiple of an even share, the long run is long because the runs are few
_SHARE = (
    "of the week's kilometres; published plans usually have 22 % (Hansons Advanced) to 43 % (Higdon Novice 1), and up "
    "to 52 % in single weeks"
)
_FEWEST_RUNS = 3
_LongRuns = Sequence[tuple[Week, Session]]


def long_run_limits(facts: PlanFacts) -> list[Finding]:
    """Runs over the hours that coaches give.

    The planner's long run keeps them, but it is never shorter than the week's other runs: few runs that carry many
    kilometres take it over. A person may also write a longer one into the file.
    """
    longest = [(week, run) for week in facts.weeks if (run := _longest_run(week)) is not None]
    slow = [(week, run) for week, run in longest if run.duration_min > 60 * number("long_hours")]
    if not slow:
        return []
    minutes = [run.duration_min for _, run in slow]
    message = (
        f"{_named(slow, facts)} {'takes' if len(slow) == 1 else 'take'} {_span(minutes, format_minutes)} hours; "
        f"coaches name 2.5 to 3 hours as the most, and {_way_out(slow, facts)}."
    )
    return [Finding("warning", "long_hours", slow[0][0].week, _only(slow), message, "hansons")]


def long_run_bound(facts: PlanFacts) -> list[Finding]:
    """What holds the longest run back, where it is not as long as is wished for the goal."""
    block = facts.plan.block
    if block.runs is not None or block.goal not in GOAL_NAMES:
        return []
    bound = longest_wished(block, parts_of(block)[-1])
    longest = max((week.longest_long_km for week in facts.weeks if not week.has_race), default=0.0)
    if longest <= 0:
        return []
    reached = format_distance(longest, block.units)
    if longest < bound.km - ROUNDING_KM:
        wished = format_distance(bound.km, block.units)
        before = format_distance(longest_before(block), block.units)
        message = f"The longest run is {reached}: growth from {before} before the block does not reach {wished}."
        return [Finding("info", "long_rise", None, "", message, "frandsen2025")]
    if bound.bound == "goal":
        return []
    limit, rule, source = {
        "hours": (_hours_sentence(block.goal), f"long_minutes_{block.goal}", "hansons"),
        "share": (
            f"it is {number(f'long_share_{block.goal}'):.0f} % of the peak week, and more would be too much of it",
            f"long_share_{block.goal}",
            "our_assumption",
        ),
        "room": ("the other runs of the peak week need their least length", "least_run_km", "our_assumption"),
    }[bound.bound]
    return [Finding("info", rule, None, "", f"The longest run is {reached}: {limit}.", source)]


def _hours_sentence(goal: str) -> str:
    hours = format_minutes(round(number(f"long_minutes_{goal}")))
    return f"{hours} h of easy running is the most that we plan before a {GOAL_NAMES[goal]}"


def long_run_reach(facts: PlanFacts) -> list[Finding]:
    """A race whose longest training run stays far below its distance, or a short race that none reaches."""
    block = facts.plan.block
    if block.race_date is None or block.goal not in GOAL_NAMES:
        return []
    longest = max((run.distance_km for week in facts.weeks if (run := _longest_run(week)) is not None), default=0.0)
    share = 100 * longest / RACE_KM[block.goal]
    least = number("long_reach") if block.goal in ("half", "marathon") else 100.0
    if share >= least - 0.5:
        return []
    more = "start earlier" if steep_peak(facts) else "start earlier or raise the peak"
    message = (
        f"The longest run before the {GOAL_NAMES[block.goal]} is {format_distance(longest, block.units)}, "
        f"{share:.0f} % of its distance, and we would want {least:.0f} % (our assumption): {more}, or "
        "expect a hard last part."
    )
    if block.goal != "marathon":
        return [Finding("warning", "long_reach", None, "", message, "our_assumption")]
    message += (
        " Among 441 marathoners a longest run under 25 km went with 13.4 minutes more in the race, and with no more "
        "injuries (an association)."
    )
    return [Finding("warning", "long_reach", None, "", message, "fokkema2020")]


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
    return f"In {weeks_named(week.week for week, _ in found)} the {name}s of {distances} {units}"


def _span(values: Sequence[float], text: Callable[[float], str]) -> str:
    low, high = text(min(values)), text(max(values))
    return low if low == high else f"{low} to {high}"


def _way_out(found: _LongRuns, facts: PlanFacts) -> str:
    """What makes these runs shorter: that depends on whether they are long only because the runs are few."""
    them = "it" if len(found) == 1 else "them"
    if any(run.distance_km > _EVEN_SHARE * week.sessions_km / week.run_count for week, run in found):
        return f"moving kilometres to other runs of the week would shorten {them}"
    block = facts.plan.block
    has_room = block.run_days < 7 - max(block.rest_days, len(block.days_off))
    # Where dates off or a race leave a week fewer runs, asking for more run days changes nothing.
    is_usual = all(week.run_count >= block.run_days for week, _ in found)
    ways = "more run days or fewer kilometres a week" if has_room and is_usual else "fewer kilometres a week"
    return f"{ways} would shorten {them}"


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
