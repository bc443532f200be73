"""What each week is for, counted in days to the race and not in calendar weeks.

In: a block. Out: the parts that it is planned in, and which of their weeks rise, step back, taper.
"""

from __future__ import annotations

import datetime as dt
import math
from typing import NamedTuple

from runplan.catalog.rules import number
from runplan.plan.block import Block
from runplan.planning.running.gaps import gaps_of
from runplan.planning.running.lengths import lengths_of

LAST_PART = 20
"""Weeks that lead to the race where a block has more than `LONGEST_PART`; those before them train without a race."""
LONGEST_PART = 24


class Part(NamedTuple):
    """Weeks that lead to one race, or to none; they are numbered from 1 in the part."""

    first: int  # the number of its first week in the block
    weeks: int
    goal: str
    now_km: float  # [km/week]
    peak_km: float  # [km/week]
    days_to_race: tuple[tuple[int, ...], ...]  # of the seven days of each week; empty without a race
    long_days_to_race: tuple[int, ...]  # of the long-run day of each week; empty without a race
    last_full: int  # the last week of full size
    step_backs: frozenset[int]  # counted back from the taper or, without a race, from the last week
    replaced: frozenset[int]  # of those, what the way back from a gap takes the place of
    up_weeks: tuple[int, ...]  # of full size, step-backs left out
    peak_week: int  # the first that reaches the peak


def parts_of(block: Block) -> tuple[Part, ...]:
    """The parts of a block: one, or two where a race is far away."""
    count = block.number_of_weeks
    now, peak = block.weekly_km_now, block.weekly_km_peak
    if block.race_date is None:
        return (_part(block, 1, count, "general", now, peak),)
    first = count - LAST_PART + 1 if count > LONGEST_PART else 1
    days = tuple(_days_to_race(block, block.race_date, week) for week in range(first, count + 1))
    long_day = block.week_days.index(block.long_run_day)
    before: tuple[Part, ...] = ()
    if first > 1:
        reached = now + number("peak_before_last_part") * (peak - now)
        before = (_part(block, 1, first - 1, "general", now, reached),)
        now = lengths_of(block).week(reached * number("start_of_last_part"))
    return (*before, _part(block, first, count - first + 1, block.goal, now, peak, days, long_day))


def _part(
    block: Block,
    first: int,
    weeks: int,
    goal: str,
    now_km: float,
    peak_km: float,
    days: tuple[tuple[int, ...], ...] = (),
    long_day: int = 0,
) -> Part:
    long_days = tuple(week[long_day] for week in days)
    every = int(number("step_back_every"))
    if days:
        least = number(f"last_full_{'marathon' if goal == 'marathon' else 'other'}")
        last_full = max((week for week, left in enumerate(long_days, 1) if left >= least), default=1)
        last_step_back = last_full - every + 1
    else:
        last_full, last_step_back = max(1, weeks - 1), weeks
    step_backs = frozenset(range(last_step_back, 2, -every))
    gaps = [gap for gap in gaps_of(block) if gap.week_share < 1]
    replaced = frozenset(
        week
        for week in step_backs
        for gap in gaps
        if gap.first_day <= 7 * (first + week - 2) and first + week - 1 <= gap.last_week_back
    )
    ups = tuple(week for week in range(1, last_full + 1) if week not in step_backs)
    earliest = math.ceil(number("peak_reached") * last_full - 1e-9)
    peak_week = next((week for week in ups if week >= earliest), ups[-1])
    return Part(first, weeks, goal, now_km, peak_km, days, long_days, last_full, step_backs, replaced, ups, peak_week)


def _days_to_race(block: Block, race: dt.date, week: int) -> tuple[int, ...]:
    first = (race - block.first_day).days - 7 * (week - 1)
    return tuple(first - day for day in range(7))
