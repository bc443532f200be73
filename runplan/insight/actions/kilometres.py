"""Actions on kilometres, runs and paces."""

from __future__ import annotations

import math
from collections.abc import Iterator

from runplan.insight.actions.action import Action, per_week
from runplan.insight.actions.days import race_moved
from runplan.insight.findings import longest_run, published_peaks, race_fitness, rises
from runplan.insight.plan_facts import ONE_DAY, Finding, PlanFacts
from runplan.paces.bands import easy_middle
from runplan.plan.block import Block
from runplan.plan.fields import FIELDS
from runplan.planning.pace_table import block_fitness
from runplan.schema import WEEKDAYS
from runplan.units import format_clock, format_distance, format_pace
from runplan.words import WEEKDAY_NAMES, session_named, weeks_named

_WEEK_STEPS = (0.97, 0.94, 0.9, 0.85)
_PEAK_STEPS = (0.95, 0.9, 0.85, 0.8, 0.7)
_WORTH_A_REMARK = 0.9  # of the peak: what is only remarked on, not warned of, is worth no lower one
_GOAL_STEP_S = 60


def less_at_once(facts: PlanFacts, finding: Finding) -> Iterator[Action]:
    """Weeks and runs that are a large step: the curve's kilometres, less in that week, a lower peak, more runs."""
    yield from planned_weeks(facts, finding)
    yield from _smaller_week(facts, finding)
    yield from _lower_peak(facts, finding)
    yield from _more_runs(facts, finding)


def planned_weeks(facts: PlanFacts, finding: Finding) -> Iterator[Action]:
    """The curve's kilometres in place of those that were set for these weeks, or for all."""
    block = facts.plan.block
    own = dict(block.weekly_km) if block.runs is None else {}
    for weeks in (sorted(own.keys() & {*finding.weeks}), sorted(own)):
        if weeks:
            label = f"Use the planned distance in {weeks_named(weeks)}"
            yield Action(label, {"weekly_km": tuple((week, km) for week, km in own.items() if week not in weeks)})


def _smaller_week(facts: PlanFacts, finding: Finding) -> Iterator[Action]:
    """A little less in the only week that a finding is about: a lower peak takes from all others too."""
    block = facts.plan.block
    if block.runs is not None or finding.week is None or len(finding.weeks) > 1:
        return
    now = next(week.sessions_km for week in facts.weeks if week.week == finding.week)
    for km in dict.fromkeys(rises.whole_units(share * now, block.units) for share in _WEEK_STEPS):
        if km > 0:
            label = f"Use {format_distance(km, block.units)} in week {finding.week}"
            yield Action(label, {"weekly_km": tuple(sorted({**dict(block.weekly_km), finding.week: km}.items()))})


def _lower_peak(facts: PlanFacts, finding: Finding) -> Iterator[Action]:
    block = facts.plan.block
    least = _WORTH_A_REMARK if finding.severity == "info" else 0.0
    for share in _PEAK_STEPS if block.runs is None else ():
        if share >= least:
            yield _peak(block, share * block.weekly_km_peak)


def _peak(block: Block, km: float) -> Action:
    peak = max(rises.whole_units(km, block.units), FIELDS["weekly_km_peak"].low)
    return Action(f"Use a peak of {format_distance(peak, block.units)}", {"weekly_km_peak": round(peak, 1)})


def largest_peak(facts: PlanFacts, _: Finding) -> Iterator[Action]:
    """The largest peak that is not warned of."""
    yield _peak(facts.plan.block, rises.largest_peak(facts))


def peak_as_now(facts: PlanFacts, _: Finding) -> Iterator[Action]:
    """No peak below the kilometres now."""
    block = facts.plan.block
    label = f"Use a peak of {format_distance(block.weekly_km_now, block.units)}"
    yield Action(label, {"weekly_km_peak": block.weekly_km_now})


def published_peak(facts: PlanFacts, _: Finding) -> Iterator[Action]:
    """The largest peak of published plans."""
    yield _peak(facts.plan.block, published_peaks.most_km(facts.plan.block))


def _more_runs(facts: PlanFacts, _: Finding) -> Iterator[Action]:
    for more in (1, 2):
        yield from _runs(facts.plan.block, more)


def fewer_runs(facts: PlanFacts, finding: Finding) -> Iterator[Action]:
    """Weeks with too few kilometres for their runs: the planned kilometres, or a run less."""
    yield from planned_weeks(facts, finding)
    yield from _runs(facts.plan.block, -1)


def _runs(block: Block, more: int) -> Iterator[Action]:
    count = block.run_days + more
    if block.runs is None and FIELDS["run_days"].low <= count <= FIELDS["run_days"].high:
        yield Action(per_week(count, "run"), {"run_days": count})


def shorter_runs(facts: PlanFacts, finding: Finding) -> Iterator[Action]:
    """Runs that take too long."""
    if finding.severity == "warning":  # the same rules tell what keeps a long run as short as it is
        yield from planned_weeks(facts, finding)
        yield from _more_runs(facts, finding)
        yield from _lower_peak(facts, finding)


def long_share(facts: PlanFacts, finding: Finding) -> Iterator[Action]:
    """A long run that is much of its week."""
    if finding.week is not None:
        yield from planned_weeks(facts, finding)
        yield from _more_runs(facts, finding)


def longer_run(facts: PlanFacts, finding: Finding) -> Iterator[Action]:
    """A longer run before the race: the peak and the weeks that its finding names."""
    block = facts.plan.block
    if block.runs is not None or finding.severity != "warning":
        return
    peak, weeks, is_large = longest_run.way_to(facts, longest_run.wanted_km(block))
    if weeks is None or is_large:
        return
    higher = {"weekly_km_peak": round(peak, 1)} if peak > block.weekly_km_peak else {}
    if weeks:
        yield race_moved(block, weeks, higher)
    elif higher:
        yield _peak(block, peak)


def fewer_hard_runs(facts: PlanFacts, _: Finding) -> Iterator[Action]:
    """A hard run less."""
    block = facts.plan.block
    if block.runs is None and block.quality_runs:
        count = block.quality_runs - 1
        yield Action(per_week(count, "hard run"), {"quality_runs": count})


def parted(facts: PlanFacts, finding: Finding) -> Iterator[Action]:
    """Hard runs on days in a row: one that is neither the long run nor a race is moved, or there are fewer."""
    block = facts.plan.block
    if block.runs is not None:
        return
    later = next((run for run in facts.runs if run.session_id == finding.session_id), None)
    earlier = [] if later is None else facts.runs_of_day.get(later.date - ONE_DAY, [])
    for run in (run for run in (later, *earlier) if run is not None and run.is_quality):
        for day in WEEKDAYS:
            if day not in (run.date_weekday, *block.runless_weekdays):
                pins = tuple(sorted({**dict(block.pins), run.session_id: day}.items()))
                label = f"Move week {run.week}'s {session_named(run.type)} to {WEEKDAY_NAMES[day]}"
                yield Action(label, {"pins": pins})
    yield from fewer_hard_runs(facts, finding)


def a_hard_run(facts: PlanFacts, _: Finding) -> Iterator[Action]:
    """A hard run, where there is none."""
    block = facts.plan.block
    if block.runs is None and not block.quality_runs:
        yield Action(per_week(1, "hard run"), {"quality_runs": 1})


def slower_goal(facts: PlanFacts, _: Finding) -> Iterator[Action]:
    """The fastest time that recent races come to, in whole minutes."""
    times = race_fitness.goal_times(facts.plan.block)
    if times is not None:
        goal = _GOAL_STEP_S * math.ceil(times[0] / _GOAL_STEP_S)
        yield Action(f"Use a goal of {format_clock(goal)}", {"goal_time": goal})


def easy_pace(facts: PlanFacts, _: Finding) -> Iterator[Action]:
    """The middle of the easy paces that recent races come to."""
    block = facts.plan.block
    middle = easy_middle(block_fitness(block))
    if middle is not None:
        pace = round(middle)
        yield Action(f"Use {format_pace(pace, block.units)} as the easy pace", {"easy_pace_s_per_km": pace})
