"""What each week is for, counted in days to the race and not in calendar weeks.

In: a block. Out: the parts that it is planned in, and which of their weeks rise, step back, taper.
"""

from __future__ import annotations

import datetime as dt
import math
from typing import NamedTuple

from runplan.catalog.rules import number
from runplan.plan.block import Block
from runplan.planning.running.lengths import lengths_of

LAST_PART = 20
"""Weeks that lead to the race where a block has more than `LONGEST_PART`; those before them train without a race."""
LONGEST_PART = 24


class Part(NamedTuple):
    """Weeks that lead to one race, or to none."""

    first: int  # the number of its first week in the block
    weeks: int
    goal: str
    now_km: float  # [km/week]
    peak_km: float  # [km/week]
    days_to_race: tuple[tuple[int, ...], ...]  # of the seven days of each week; empty without a race
    long_days_to_race: tuple[int, ...]  # of the long-run day of each week; empty without a race

    @property
    def last_full(self) -> int:
        """The last week of full size, by its number in the part."""
        if not self.long_days_to_race:
            return max(1, self.weeks - 1)
        days = number(f"last_full_{'marathon' if self.goal == 'marathon' else 'other'}")
        return max((week for week, left in enumerate(self.long_days_to_race, 1) if left >= days), default=1)

    @property
    def step_backs(self) -> frozenset[int]:
        """The weeks that step back, counted back from the taper or, without a race, from the last week."""
        every = int(number("step_back_every"))
        last = self.last_full - every + 1 if self.long_days_to_race else self.weeks
        return frozenset(range(last, 2, -every))

    @property
    def up_weeks(self) -> tuple[int, ...]:
        """The weeks of full size that do not step back."""
        return tuple(week for week in range(1, self.last_full + 1) if week not in self.step_backs)

    @property
    def peak_week(self) -> int:
        """The first week that reaches the peak."""
        earliest = math.ceil(number("peak_reached") * self.last_full - 1e-9)
        return next((week for week in self.up_weeks if week >= earliest), self.up_weeks[-1])


def parts_of(block: Block) -> tuple[Part, ...]:
    """The parts of a block: one, or two where a race is far away."""
    count = block.number_of_weeks
    if block.race_date is None:
        return (Part(1, count, "general", block.weekly_km_now, block.weekly_km_peak, (), ()),)
    first = count - LAST_PART + 1 if count > LONGEST_PART else 1
    days = tuple(_days_to_race(block, block.race_date, week) for week in range(first, count + 1))
    long_day = block.week_days.index(block.long_run_day)
    now, peak = block.weekly_km_now, block.weekly_km_peak
    before: tuple[Part, ...] = ()
    if first > 1:
        reached = now + number("peak_before_last_part") * (peak - now)
        before = (Part(1, first - 1, "general", now, reached, (), ()),)
        now = lengths_of(block).week(reached * number("start_of_last_part"))
    part = Part(first, count - first + 1, block.goal, now, peak, days, tuple(week[long_day] for week in days))
    return (*before, part)


def _days_to_race(block: Block, race: dt.date, week: int) -> tuple[int, ...]:
    first = (race - block.first_day).days - 7 * (week - 1)
    return tuple(first - day for day in range(7))
