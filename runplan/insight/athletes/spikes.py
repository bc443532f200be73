"""What an athlete did that is far over the plan, or over what was done before it.

A week is held against its plan and against each of the four weeks before it, a run against the longest of the 30 days
before: the same numbers that a plan is judged by (data/rules.csv, ``week_rise`` and ``spike_``).
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import NamedTuple

from runplan.catalog.rules import number
from runplan.plan.log import Log
from runplan.plan.matching import Matching
from runplan.plan.records import week_of
from runplan.plan.tables import PlanTables
from runplan.planning.running.long_runs import LONGEST_RUN_DAYS, longest_before
from runplan.units import format_day, format_distance
from runplan.words import rise

_WEEKS_BEFORE = 4
_DAY = dt.timedelta(days=1)
_ROUNDING_KM = 0.05


class Spike(NamedTuple):
    """A week, or a run of it, that is far over what leads up to it."""

    day: dt.date
    week: int
    text: str


def spikes_of(plan: PlanTables, log: Log | None, matched: Matching, since: dt.date) -> tuple[Spike, ...]:
    """The weeks and runs since a day that are far over what leads up to them, by time."""
    runs = _runs(plan, log, matched)
    rows = [*_weeks(plan, runs, matched, since), *_single_runs(plan, runs, since)]
    return tuple(sorted(rows))


def _runs(plan: PlanTables, log: Log | None, matched: Matching) -> list[tuple[dt.date, float, bool]]:
    """What was run, before the plan too: the day, its kilometres, and whether it was a race."""
    first = plan.block.first_day
    runs = [
        (match.done_on or match.session.date, match.km, match.session.type == "race")
        for match in matched.matches
        if match.km
    ]
    before = [activity for activity in log.done if activity.date < first] if log is not None else []
    runs += [(run.date, run.distance_km, run.race) for run in (*before, *matched.extra) if run.is_run]
    if not any(first - LONGEST_RUN_DAYS * _DAY <= day < first for day, _, _ in runs):
        runs.append((first - _DAY, longest_before(plan.block), False))
    return sorted(runs)


def _weeks(plan: PlanTables, runs: list[tuple[dt.date, float, bool]], matched: Matching, since: dt.date) -> list[Spike]:
    """Weeks over their plan, or over each of the four before them; races are held against nothing."""
    block = plan.block
    done: dict[int, float] = defaultdict(float)
    races = set()
    for day, km, is_race in runs:
        done[week_of(day, block.first_day)] += km
        races |= {week_of(day, block.first_day)} if is_race else set()
    done[0] = max(done[0], block.weekly_km_now)  # what the runner says of the weeks before
    rows = []
    for week in plan.week_records:
        if week.dates[-1] < since or week.start > matched.today or week.week in races:
            continue
        km, highest = done[week.week], max(done[week.week - back] for back in range(1, _WEEKS_BEFORE + 1))
        for than, limit, name in (
            (highest, "week_rise", f"the largest of the {_WEEKS_BEFORE} weeks before it"),
            (week.sessions_km, "coach_over_plan", "its plan"),
        ):
            if than and km > than * (1 + number(limit) / 100) + _ROUNDING_KM:
                text = f"week {week.week} is {rise([km / than - 1])} {name}"
                rows.append(Spike(week.start, week.week, text))
                break
    return rows


def _single_runs(plan: PlanTables, runs: list[tuple[dt.date, float, bool]], since: dt.date) -> list[Spike]:
    """Runs over the longest of the 30 days before; below the length from which a plan is warned, that is no spike."""
    rows = []
    for day, km, is_race in runs:
        longest = max(
            (before for then, before, _ in runs if day - LONGEST_RUN_DAYS * _DAY <= then < day),
            default=0.0,
        )
        most = longest * (1 + number("spike_over_longest") / 100) + _ROUNDING_KM
        if day >= since and not is_race and longest >= number("spike_from_km") and km > most:
            name = f"{format_distance(km, plan.block.units)} on {format_day(day)}"
            by = rise([km / longest - 1], "longer than")
            text = f"{name} is {by} the longest of the {LONGEST_RUN_DAYS} days before it"
            rows.append(Spike(day, week_of(day, plan.block.first_day), text))
    return rows
