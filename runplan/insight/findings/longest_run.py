"""What is worth saying about the longest run before a race: what holds it back, and what would make it longer."""

from __future__ import annotations

import datetime as dt
import math
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from runplan.catalog.rules import RULES, number
from runplan.errors import BlockError
from runplan.insight.findings.rises import largest_peak
from runplan.insight.plan_facts import ROUNDING_KM, Finding, PlanFacts
from runplan.plan.block import MAX_WEEKS, RACE_KM, Block
from runplan.plan.records import Week
from runplan.planning.running.curve import week_kilometres
from runplan.planning.running.gaps import gaps_of
from runplan.planning.running.lengths import lengths_of
from runplan.planning.running.long_runs import (
    LongestRun,
    WeekSize,
    least_run_km,
    long_run_series,
    longest_before,
    longest_wished,
)
from runplan.planning.running.roles import Part, parts_of
from runplan.planning.running.step_paces import easy_pace
from runplan.planning.weeks import wished_weeks
from runplan.units import counted, format_distance, format_minutes
from runplan.words import GOAL_NAMES

_MEMORY = 4  # weeks whose longest run the next one grows from
_MOST_WEEKS_MORE = 12  # after more than these another block comes first
_PEAK_MORE = 4  # kilometres or miles: weeks beside the largest have a little less than the peak


class _Longest(NamedTuple):
    """The longest run of a plan, the longest that is wished for it, and what decides which of them it is."""

    km: float
    week: Week
    wished: LongestRun
    bound: str  # goal, hours, share or room of what is wished; else week, growth or gap; or nothing that is known


def long_run_bound(facts: PlanFacts) -> list[Finding]:
    """What holds the longest run back, where `long_run_reach` does not speak of it."""
    longest = _longest_of(facts)
    if longest is None or long_run_reach(facts):
        return []
    block = facts.plan.block
    has_run_further = block.longest_run_km is not None and block.longest_run_km > longest.km + ROUNDING_KM
    reason, rule = _reason(longest, block)
    if not reason or (longest.bound == "goal" and not has_run_further):
        return []
    length = format_distance(longest.km, block.units)
    if has_run_further:
        length += f", though you did a run of {format_distance(block.longest_run_km, block.units)} in the last 30 days"
    return [Finding("info", rule, None, "", f"The longest run is {length}: {reason}.", RULES[rule].source_id)]


def _reason(longest: _Longest, block: Block) -> tuple[str, str]:
    """Why the longest run is no longer, and the rule that says so."""
    goal, units, week = block.goal, block.units, longest.week
    race = f"a {GOAL_NAMES[goal]}"
    wished = format_distance(longest.wished.km, units)
    before = format_distance(longest_before(block), units)
    assumed = "" if block.longest_run_km is not None else " (our assumption for your longest run before the block)"
    share = number(f"long_share_{goal}")
    part = "half" if share == 50 else f"{share:.0f} %"
    reasons = {
        "goal": (f"we plan none longer before {race}", f"long_cap_{goal}"),
        "hours": (f"{_hours(goal)} at your easy pace is the most that we plan before {race}", f"long_minutes_{goal}"),
        "share": (f"we plan no run longer than {part} of the largest week's distance", f"long_share_{goal}"),
        "room": (
            f"the other runs of the largest week need {format_distance(least_run_km(block), units)} each",
            "least_run_km",
        ),
        "week": (
            f"week {week.week} has {format_distance(week.sessions_km, units)}, and we plan no run longer than half "
            "of the week's distance",
            "long_run_share",
        ),
    }
    short = f"do not reach {wished} before the taper. The limit is {wished} because {reasons[longest.wished.bound][0]}"
    reasons["growth"] = (f"long runs grow step by step from {before}{assumed} and {short}", "long_rise")
    reasons["gap"] = (f"after the days off, long runs start shorter again and {short}", "long_rise")
    return reasons.get(longest.bound, ("", ""))


def _hours(goal: str) -> str:
    rule = RULES[f"long_minutes_{goal}"]
    return f"{format_minutes(round(rule.value or 0))} h{' (our assumption)' * (rule.basis == 'our assumption')}"


def _longest_of(facts: PlanFacts) -> _Longest | None:
    """The longest run of a plan whose runs are planned for a race; None without one, and where it is over the wish."""
    block = facts.plan.block
    weeks = [week for week in facts.weeks if not week.has_race and week.longest_long_km > 0]
    if block.runs is not None or block.race_date is None or not weeks:
        return None
    week = max(weeks, key=lambda week: (week.longest_long_km, week.week))
    km, wished = week.longest_long_km, longest_wished(block, parts_of(block)[-1])
    if km > wished.km + ROUNDING_KM:
        return None
    reaches = km >= wished.km - ROUNDING_KM
    return _Longest(km, week, wished, wished.bound if reaches else _bound_below(facts, week, km))


def _bound_below(facts: PlanFacts, week: Week, km: float) -> str:
    """What keeps the longest run under the one that is wished."""
    block = facts.plan.block
    lengths = lengths_of(block)
    before = [earlier.longest_long_km for earlier in facts.weeks[max(0, week.week - 1 - _MEMORY) : week.week - 1]]
    if len(before) < _MEMORY:
        before.append(longest_before(block))
    grown, half = lengths.longer(max(before)), lengths.half_below(0.5 * week.sessions_km)
    if half < grown and half <= km + ROUNDING_KM:
        return "week"
    if any(gap.long_share < 1 and gap.end_day <= 7 * week.week for gap in gaps_of(block)):
        return "gap"
    return "growth" if grown <= km + ROUNDING_KM else ""


def long_run_reach(facts: PlanFacts) -> list[Finding]:
    """A race whose longest training run stays far below its distance, or a short race that none reaches."""
    block = facts.plan.block
    if block.race_date is None or block.goal not in GOAL_NAMES:
        return []
    km, least = max((run.distance_km for run in facts.runs if run.type != "race"), default=0.0), _least_reach(block)
    if km >= least - ROUNDING_KM:
        return []
    goal, units = block.goal, block.units
    rule = "long_reach_marathon" if goal == "marathon" else "long_reach"
    why = " (our assumption)"
    if goal == "marathon":
        why = (
            ": among 441 marathoners, those with a shorter longest run were 13.4 minutes slower and were "
            "not injured more often (an association)"
        )
    wanted = format_distance(least, units)
    sentences = [
        f"The longest run before the {GOAL_NAMES[goal]} is {format_distance(km, units)}, but we suggest {wanted} "
        f"or more{why}."
    ]
    fits = least if block.runs is not None else wanted_km(block)
    may_grow = km < fits - ROUNDING_KM
    if fits < least - ROUNDING_KM:
        hard = ", so expect the last part of the race to be hard"
        shorter = f"; {format_distance(fits, units)} would not" if may_grow else hard
        limit = f"{_hours(goal)}, the most that we plan before a {GOAL_NAMES[goal]}"
        sentences.append(f"At your easy pace, {wanted} would take more than {limit}{shorter}.")
    if may_grow:
        sentences.append(_way_to(facts, fits))
    severity = "warning" if may_grow else "info"
    return [Finding(severity, "long_reach", None, "", " ".join(sentences), RULES[rule].source_id)]


def _least_reach(block: Block) -> float:
    """The longest run that we want before a race, in half units [km]."""
    if block.goal == "marathon":
        least = number("long_reach_marathon")
    else:
        least = number("long_reach" if block.goal == "half" else "long_reach_short") / 100 * RACE_KM[block.goal]
    return lengths_of(block).half_below(least)


def _longest_in_hours(block: Block) -> float:
    """What fits into the hours that we plan at most before a race, in half units [km]."""
    return lengths_of(block).half_below(number(f"long_minutes_{block.goal}") * 60 / easy_pace(block))


def _way_to(facts: PlanFacts, km: float) -> str:
    """What would make the longest run as long, in a sentence."""
    block = facts.plan.block
    otherwise = "choose a 5 km race instead" if block.goal == "10k" else ("expect the last part of the race to be hard")
    if block.runs is not None:
        return f"Make it longer step by step, or {otherwise}."
    peak, weeks, is_large = way_to(facts, km)
    if is_large:
        now = format_distance(block.weekly_km_now, block.units)
        rise = f"a peak of {format_distance(peak, block.units)}, a large rise from your current {now} per week"
        return f"This would take {rise}: build up in an earlier block first, or {otherwise}."
    start = "an earlier start or a later race"
    longer = f"{counted(weeks, 'more week')} ({start})" if weeks else f"more weeks ({start})"
    if peak > parts_of(block)[-1].peak_km + ROUNDING_KM:
        also = "" if weeks == 0 else f" and allow {longer}"
        return f"Raise the peak to {format_distance(peak, block.units)}{also}, or {otherwise}."
    if weeks == 0:  # it would be as long, but for what was changed by hand or is off
        keeps = "Keep dates off away from the longest runs" if block.dates_off else "Make it longer step by step"
        return f"{keeps}, or {otherwise}."
    return f"Allow {longer}, or {otherwise}."


def way_to(facts: PlanFacts, km: float) -> tuple[float, int | None, bool]:
    """The peak, and the weeks more, that a long run takes; no weeks for too many; whether the peak is a large rise."""
    block = facts.plan.block
    part = parts_of(block)[-1]
    peak = _peak_for(block, part, km)
    largest = max(largest_peak(facts), part.peak_km)
    if peak > largest + ROUNDING_KM:
        return peak, None, True
    most = max(peak, min(peak + _PEAK_MORE * lengths_of(block).unit_km, largest))
    return *_first_that_reaches(block, km, peak, most), False


def wanted_km(block: Block) -> float:
    """The longest run that we want before the race, as far as it fits into the hours that we plan [km]."""
    return min(_least_reach(block), _longest_in_hours(block))


def _peak_for(block: Block, part: Part, km: float) -> float:
    """The least peak, in whole units, of which a run of this length is no too large share [km/week]."""
    unit = lengths_of(block).unit_km
    if longest_wished(block, part).km >= km - ROUNDING_KM:
        return part.peak_km
    first, last = math.ceil(part.peak_km / unit), math.ceil(5 * km / unit)
    peaks = (unit * whole for whole in range(first, last))
    return next(
        (peak for peak in peaks if longest_wished(block, part._replace(peak_km=peak)).km >= km - ROUNDING_KM),
        unit * last,
    )


@lru_cache(maxsize=16)
def _first_that_reaches(block: Block, km: float, peak: float, most: float) -> tuple[float, int | None]:
    """The fewest weeks more, and for them the least peak, that let a long run be as long; no weeks for too many."""
    longest = min(_MOST_WEEKS_MORE, MAX_WEEKS - block.number_of_weeks)
    if not _reaches(block, km, most, longest):
        return peak, None
    weeks = bisect_left(range(longest), True, key=lambda more: _reaches(block, km, most, more))
    unit = lengths_of(block).unit_km
    peaks = [peak + unit * more for more in range(math.ceil((most - peak) / unit - 1e-9))]
    return next((higher for higher in peaks if _reaches(block, km, higher, weeks)), most), weeks


def _reaches(block: Block, km: float, peak: float, weeks: int) -> bool:
    """Whether the block, with this peak and so many weeks more, has a long run as long."""
    assert block.race_date is not None
    race = block.race_date + dt.timedelta(days=7 * weeks)
    try:
        other = block.replace(race_date=race, weeks=None, pins={}, weekly_km_peak=peak)
    except BlockError:  # a block that long is not planned, or the race would be on a date off
        return False
    return max(_planned_long_runs(other)) >= km - ROUNDING_KM


def _planned_long_runs(block: Block) -> Sequence[float]:
    """The long runs of a block."""
    if block.dates_off:
        return [week.long_km for week in wished_weeks(block) if week.race_day < 0]
    # Without dates off there is no need to plan all else of the weeks (in weeks under 10 km a run may be half longer).
    least = least_run_km(block)
    sizes = [
        WeekSize(km, min(block.run_days, max(int(km > 0), int(km / least + 1e-9))), has_long=True)
        for km, _ in week_kilometres(block)
    ]
    return long_run_series(block, sizes)
