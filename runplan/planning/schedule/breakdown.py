"""Score a whole block of day-states rule by rule, in plain steps over its days.

It shares no arithmetic with the search in week_layouts and layout, so that what the search calls cheapest can be
checked, and it is what explains a plan.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from runplan.planning.schedule.costs import (
    EASY,
    GENERAL,
    HARD_RUNS,
    HEAVY,
    LIGHT,
    LONG,
    NONE,
    QUALITY,
    RACE,
    RUN_OF,
    STRENGTH_OF,
    WEIGHTS,
    school_rule,
    school_times,
)
from runplan.planning.schedule.week_layouts import WeekConstraints


def cost_breakdown(week_constraints: Sequence[WeekConstraints], states: Sequence[Sequence[int]]) -> dict[str, int]:
    """Points of each soft rule over the block."""
    times_broken: Counter[str] = Counter()
    days = [state for week in states for state in week]
    for at, state in enumerate(days):
        before = days[at - 1] if at else NONE
        after = days[at + 1] if at + 1 < len(days) else NONE
        second = days[at + 2] if at + 2 < len(days) else NONE
        if RUN_OF[state] in HARD_RUNS:
            times_broken["hard_days_in_a_row"] += RUN_OF[after] in HARD_RUNS
            times_broken["quality_after_long"] += RUN_OF[state] == LONG and RUN_OF[after] == QUALITY
            times_broken["hard_days_near"] += RUN_OF[second] in HARD_RUNS
            times_broken["quality_near"] += RUN_OF[state] == QUALITY == RUN_OF[second]
        if STRENGTH_OF[state] == GENERAL:
            times_broken["general_before_hard_run"] += RUN_OF[after] in HARD_RUNS
        if STRENGTH_OF[state] in (GENERAL, HEAVY):
            times_broken["strength_in_a_row"] += STRENGTH_OF[after] in (GENERAL, HEAVY)
        if STRENGTH_OF[state] == LIGHT:
            times_broken["core_after_run"] += RUN_OF[state] == NONE
        rule = school_rule(week_constraints[0].school, before, state)
        if rule:
            times_broken[rule] += school_times(state)
    for index, (constraints, week) in enumerate(zip(week_constraints, states, strict=True)):
        times_broken += _week(constraints, week)
        if index:
            times_broken["rhythm"] += sum(one != other for one, other in zip(week, states[index - 1], strict=True))
    return {rule: times * WEIGHTS[rule] for rule, times in sorted(times_broken.items()) if times}


def _week(constraints: WeekConstraints, week: Sequence[int]) -> Counter[str]:
    times_broken: Counter[str] = Counter()
    runs = [RUN_OF[state] for state in week]
    strength = [STRENGTH_OF[state] for state in week]
    if LONG in runs and not constraints.fixed:
        times_broken["long_run_day"] += runs.index(LONG) != constraints.long_run_day
    times_broken["demoted_heavy"] += constraints.heavy - strength.count(HEAVY)
    at = [day for day in range(7) if strength[day] != NONE]
    if len(at) > 1:
        gaps = [(after - day) % 7 for day, after in zip(at, at[1:] + at[:1], strict=True)]
        times_broken["strength_spread"] += max(gaps) - (7 + len(at) - 1) // len(at)
    times_broken["runs_in_a_row"] += sum(runs[day] != NONE and runs[(day + 1) % 7] != NONE for day in range(7))
    if RACE in runs and not constraints.fixed:
        race = runs.index(RACE)
        times_broken["easy_after_race"] += sum(run == EASY for run in runs[race + 1 :])
    if constraints.previous:
        now = (
            [run == EASY for run in runs],
            [run == QUALITY for run in runs],
            [run == LONG for run in runs],
            [one != NONE for one in strength],
        )
        for places, bits in zip(now, constraints.previous, strict=True):
            times_broken["kept_place"] += sum(bool(bits >> day & 1) and not places[day] for day in range(7))
    return times_broken
