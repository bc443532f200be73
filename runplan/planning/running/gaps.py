"""Dates off known beforehand: how training comes back after days without a run, and where its harder runs then stand.

In: a block. Out: the gaps in it, each with the size of the weeks after it; for each week the day of its long run, and
the days that a quality run may have.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence, Set
from itertools import pairwise
from typing import NamedTuple

from runplan.catalog.rules import number
from runplan.plan.block import SESSION_ID, Block
from runplan.plan.events import WITHOUT_TRAINING, Event
from runplan.planning.running.lengths import Lengths

_CLASSES = (6, 10, 18, 25)  # days of a gap from which on its rows of rules.csv hold
_WHOLE_WEEK = 4  # days after a gap from which on its week is the first one back
_ALL_DAYS = 0b1111111


class Gap(NamedTuple):
    """Days without any run, with training before and after them. Days count from 0, the block's first."""

    first_day: int
    days: int
    before: int  # the week that the way back is measured by, 1 for the first, 0 for the kilometres before the block
    back: int  # the first week back
    easy_days: int  # days after it without a quality run

    @property
    def end_day(self) -> int:
        """The first day after it."""
        return self.first_day + self.days

    def days_in(self, week: int) -> int:
        """How many of its days are in a week of the block."""
        return max(0, min(7 * week, self.end_day) - max(7 * week - 7, self.first_day))

    @property
    def weeks_lost(self) -> int:
        """How many weeks it took, a begun one counted."""
        return math.ceil(self.days / 7)

    @property
    def days_without_long(self) -> int:
        """So many days after it have no long run."""
        return min(self.easy_days, int(number("gap_long_none")))

    @property
    def week_share(self) -> float:
        """The share of the week before it that the first week back has."""
        return number(f"gap_week_{_class_of(self.days)}") if self.days >= number("gap_return") else 1.0

    @property
    def long_share(self) -> float:
        """The share of the longest run before it that the first long run back has."""
        return number(f"gap_long_{_class_of(self.days)}") if self.days >= number("gap_return") else 1.0

    def ceiling(self, week: int, kilometres: Sequence[float], whole_km: float, lengths: Lengths) -> float:
        """The most that a week has once training comes back [km/week].

        Parameters
        ----------
        week : int
            The first week back or a later one.
        kilometres : sequence of float
            What was run before the block, and what the weeks before this one have [km/week].
        whole_km : float
            What the last week of the way back would have without a gap [km/week].
        lengths : Lengths
            How weeks are rounded.

        Returns
        -------
        float
        """
        until = kilometres[: self.before + 1]
        before, largest = next((km for km in reversed(until) if km > 0), 0.0), max(until[min(1, self.before) :])
        since, most = week - self.back, number("gap_rise") * max(largest, *kilometres[self.back :], 0.0)
        if self.days >= _CLASSES[-1]:
            if week > self.last_week_back:
                return most
            later = since >= math.ceil(self.weeks_lost / 2)
            return (number("gap_week_later") if later else self.week_share) * before
        if since >= self.weeks_lost:
            return most
        start, end = self.week_share * before, min(whole_km, number("gap_rise") * largest)
        return start + (lengths.week(end) - start) * since / self.weeks_lost

    @property
    def last_week_back(self) -> int:
        """The last week of the way back; those after it only may not rise at once."""
        if self.days >= _CLASSES[-1]:
            return self.back + 2 * math.ceil(self.weeks_lost / 2) - 1
        return self.back + self.weeks_lost


class HardDays(NamedTuple):
    """Where the harder runs of a week may stand. Days are bits, bit 0 the week's first."""

    long_days: int  # all where nothing decides it, none where there is no long run
    quality_days: int
    easy_long: bool  # whether the long run is too near a gap to end faster
    limited: bool  # whether dates off, or a gap before them, leave less than all days


def gaps_of(block: Block) -> tuple[Gap, ...]:
    """The gaps of a block, in their order; none for runs of the runner's own."""
    if block.runs is not None or not block.dates_off:
        return ()
    return _gaps(block, {(date - block.first_day).days for date in block.dates_off})


def gaps_without_training(block: Block, events: Sequence[Event]) -> tuple[Gap, ...]:
    """The gaps that events without training make, with the days off around them; none at the end of a block.

    Events that follow each other without a day of running between them make one gap.
    """
    closed = {
        (event.first - block.first_day).days + day
        for event in events
        if event.kind in WITHOUT_TRAINING
        for day in range(event.days)
    }
    dates_off = {(date - block.first_day).days for date in block.dates_off}
    gaps = _gaps(block, closed | dates_off, also_at_start=True)
    return tuple(gap for gap in gaps if closed & set(range(gap.first_day, gap.end_day)))


def events_of_gap(first_day: dt.date, events: Sequence[Event], gap: Gap) -> list[Event]:
    """The events without training that a gap of a block is made of."""
    first, end = (first_day + dt.timedelta(days=day) for day in (gap.first_day, gap.end_day))
    return [
        event for event in events if event.kind in WITHOUT_TRAINING and event.first < end and event.last_day >= first
    ]


def _gaps(block: Block, away: Set[int], *, also_at_start: bool = False) -> tuple[Gap, ...]:
    """The gaps that some days make, with the weekdays off around them; days count from the block's first."""
    total = 7 * block.number_of_weeks if block.race_date is None else (block.race_date - block.first_day).days
    free = [day for day in range(total) if day not in away and block.week_days[day % 7] not in block.runless_weekdays]
    gaps = []
    for last, following in pairwise([-1, *free] if also_at_start else free):
        first, days = last + 1, following - last - 1
        if not days or not away & set(range(first, following)):
            continue
        back = following // 7 + 1 + (7 - following % 7 < _WHOLE_WEEK)
        gaps.append(Gap(first, days, first // 7, back, _easy_days(block, days)))
    return tuple(gaps)


def hard_days(block: Block) -> tuple[HardDays, ...]:
    """For each week the days that its long run and its quality runs may have, as dates off leave them.

    Where the wished day of the long run is off, it stands on the nearest day that is far enough from the long runs
    before and after, or there is none. A quality run keeps days between itself and the long runs, and comes only some
    days after a gap. What is pinned stands where it is pinned.
    """
    weeks = block.number_of_weeks
    away = {(date - block.first_day).days for date in block.dates_off}
    if not away:
        return (HardDays(_ALL_DAYS, _ALL_DAYS, easy_long=False, limited=False),) * weeks
    long_days = _long_days(block, away)
    easy = {day for gap in gaps_of(block) for day in range(gap.end_day, gap.end_day + gap.easy_days)}
    apart = int(number("quality_apart"))
    result = []
    for week in range(weeks):
        days = range(7 * week, 7 * week + 7)
        touched = any(day in away for day in days)
        if not touched and not any(day in easy for day in days):
            result.append(HardDays(_ALL_DAYS, _ALL_DAYS, easy_long=False, limited=False))
            continue
        far = [day for day in days if all(abs(day - long_day) > apart for long_day in long_days if long_day >= 0)]
        quality = sum(1 << day % 7 for day in far if day not in easy)
        long = sum(1 << day % 7 for day in long_days if day in days) if touched else _ALL_DAYS
        result.append(
            HardDays(long, quality, easy_long=any(day in easy for day in long_days if day in days), limited=True)
        )
    return tuple(result)


def _long_days(block: Block, away: Set[int]) -> list[int]:
    """The day of each week's long run, counted from the block's first; -1 where it has none."""
    weeks, apart = block.number_of_weeks, int(number("long_runs_apart"))
    wished = block.week_days.index(block.long_run_day)
    off = {block.week_days.index(day) for day in block.runless_weekdays}
    pinned = _pinned_long_days(block)
    long_days = [7 * week + pinned.get(week + 1, wished) for week in range(weeks)]
    for week, wish in enumerate(long_days):
        if week + 1 in pinned or wish not in away:
            continue
        last = max((day for day in long_days[:week] if day >= 0), default=-7)
        days = [day for day in range(7 * week, 7 * week + 7) if day not in away and day % 7 not in off]
        days = [day for day in days if day - last > apart]
        before_next = [day for day in days if week + 1 == weeks or long_days[week + 1] - day > apart]
        long_days[week] = min(before_next or days, key=lambda day: (abs(day - wish), day), default=-1)
    return long_days


def _pinned_long_days(block: Block) -> dict[int, int]:
    """The day that a pin gives the long run of a week, by the week's number."""
    days = {}
    for session_id, weekday in block.pins:
        match = SESSION_ID.fullmatch(session_id)
        if match is not None and session_id.endswith("-long"):
            days[int(match["week"])] = block.week_days.index(weekday)
    return days


def _class_of(days: int) -> int:
    return max(least for least in _CLASSES if days >= least)


def _easy_days(block: Block, days: int) -> int:
    """So many days after a gap hold no quality run."""
    if days < number("gap_return"):
        return days
    easy = int(number(f"gap_easy_days_{_class_of(days)}"))
    if _class_of(days) == 10:  # three easy runs at least
        easy = max(easy, math.ceil(7 * number("gap_easy_runs") / block.run_days))
    return easy
