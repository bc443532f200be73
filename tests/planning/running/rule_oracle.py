"""Weeks and long runs by the rule's own sentences, in arithmetic that shares nothing with the planner.

Lengths are km. Where the rule leaves a choice, every answer is in the set that comes back.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from typing import Any, NamedTuple

MILE = 1.609344
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
BEFORE_TAPER = {"marathon": 3, "half": 2, "10k": 1, "5k": 1, "general": 0}
# The share of the peak that a day has 14 to 20, 7 to 13 and 0 to 6 days before the race.
DAY_SHARE = {"marathon": (0.75, 0.55, 0.27), "half": (1, 0.7, 0.4), "10k": (1, 0.85, 0.5), "5k": (1, 0.9, 0.5)}
MINUTES = {"marathon": 180, "half": 150, "10k": 120, "5k": 105, "general": 120}
WEEK_SHARE = {"marathon": 0.5, "half": 0.45, "10k": 0.5, "5k": 0.5, "general": 0.5}
WISH = {"marathon": 32.0, "half": 22.0}
FLOOR = {"10k": 12.0, "5k": 8.0, "general": 6.0}
WISH_MILES = {"marathon": 20.0, "half": 13.5, "10k": 7.5, "5k": 5.0, "general": 4.0}
# The long run so many days before the race, at most, as a share of the longest one; None where there is no long run.
LONG_TAPER: dict[str, tuple[tuple[int, float | None], ...]] = {
    "marathon": ((5, None), (12, 0.53), (18, 0.75)),
    "half": ((4, None), (11, 0.68), (18, 0.9)),
    "10k": ((4, None), (11, 0.8)),
    "5k": ((4, None), (11, 0.8)),
}
RACE_METRES = {
    **{"1500m": 1500.0, "mile": 1609.344, "3k": 3000.0, "5k": 5000.0, "10k": 10_000.0, "15k": 15_000.0},
    **{"10mi": 16_093.44, "half": 21_097.5, "marathon": 42_195.0},
}
TINY = 1e-9


class Scale(NamedTuple):
    """Half units of the runner's unit, and the rule's lengths in it."""

    unit: float
    steps: tuple[tuple[float, float], ...]  # up to which longest run, how much longer the next may be
    least_step_back: float

    def half(self, km: float) -> float:
        """The nearest half unit, ties down."""
        return math.ceil(km / self.unit * 2 - 0.5 - TINY) / 2 * self.unit

    def below(self, km: float) -> float:
        """Down to a half unit."""
        return math.floor(km / self.unit * 2 + TINY) / 2 * self.unit

    def above(self, km: float) -> float:
        """Up to a half unit."""
        return math.ceil(km / self.unit * 2 - TINY) / 2 * self.unit

    def step(self, km: float) -> float:
        """What a week of this size is rounded to: whole units from twenty on, halves below."""
        return self.unit if km >= 20 * self.unit - TINY else self.unit / 2

    def weeks(self, km: float) -> set[float]:
        """A week's kilometres rounded, with either answer at a tie."""
        step = self.step(km)
        return {step * math.ceil(km / step - 0.5 - TINY), step * math.floor(km / step + 0.5 + TINY)}

    def next_long(self, longest: float) -> float:
        """The longest run that may follow the longest of four weeks."""
        for limit, step in self.steps:
            if longest < limit - TINY:
                return longest + step
        return self.below(1.1 * longest)


def scale_of(block: Any) -> Scale:
    """The scale of a block's unit."""
    if block.units == "mi":
        return Scale(MILE, ((7.5 * MILE, 0.5 * MILE), (10 * MILE, MILE)), 2 * MILE)
    return Scale(1.0, ((12.0, 1.0), (16.0, 1.5)), 3.0)


class Stretch(NamedTuple):
    """Weeks that lead to one race, or to none; their numbers are counted from 1."""

    first: int  # the number in the block of the first of them
    count: int
    goals: tuple[str, ...]
    starts: tuple[float, ...]  # km a week at the start
    peak: float
    days: tuple[tuple[int, ...], ...] = ()  # to the race, of each week's days; empty without a race
    long_days: tuple[int, ...] = ()  # the same of the day of the long run

    @property
    def last_full(self) -> int:
        """The last week whose long run is 19 days (marathon) or 12 days before the race."""
        if not self.days:
            return self.count - 1
        least = 19 if self.goals[0] == "marathon" else 12
        return max((week for week in range(1, self.count + 1) if self.long_days[week - 1] >= least), default=1)

    @property
    def step_backs(self) -> set[int]:
        """Each fourth week, counted back from three full weeks before the taper or from the end."""
        last = self.last_full - 3 if self.days else self.count
        return {week for week in range(3, self.count + 1) if week <= last and (last - week) % 4 == 0}

    @property
    def ups(self) -> list[int]:
        """The weeks up to the last full one that do not step back."""
        return [week for week in range(1, self.last_full + 1) if week not in self.step_backs]

    @property
    def peak_week(self) -> int:
        """The first up week at or after 65 % of the full weeks."""
        return next((week for week in self.ups if week >= 0.65 * self.last_full - TINY), self.ups[-1])

    def is_taper(self, week: int) -> bool:
        """After the last full week, and no lighter week that ends a block without a race."""
        return week > self.last_full and week not in self.step_backs


def stretches(block: Any, first_day: dt.date, count: int) -> list[Stretch]:
    """The stretches of a block: two where more than 24 weeks lead to a race."""
    now, peak = float(block.weekly_km_now), block.weekly_km_peak
    peak = 1.3 * now if peak is None else float(peak)
    if block.race_date is None:
        return [Stretch(1, count, tuple({"general", block.goal}), (now,), peak)]
    to_race = (block.race_date - first_day).days
    days = tuple(tuple(to_race - 7 * week - day for day in range(7)) for week in range(count))
    long_day = (WEEKDAYS.index(block.long_run_day) - first_day.weekday()) % 7
    long_days = tuple(week[long_day] for week in days)
    if count <= 24:
        return [Stretch(1, count, (block.goal,), (now,), peak, days, long_days)]
    early, reached = count - 20, now + 0.6 * (peak - now)
    starts = tuple({0.9 * reached, *scale_of(block).weeks(0.9 * reached)})
    return [
        Stretch(1, early, ("general",), (now,), reached),
        Stretch(early + 1, 20, (block.goal,), starts, peak, days[early:], long_days[early:]),
    ]


def phase_choices(block: Any, count: int, race_weekday: int) -> list[list[str]]:
    """The phases of the weeks; a race in its week's first three days may lengthen the taper by a week."""
    if block.race_date is None:
        base, peak = round(0.4 * count), min(3, max(1, count // 5))
        plain = ["base"] * base + ["build"] * (count - base)
        return [plain] if block.goal == "general" else [plain, [*plain[:-peak], *["peak"] * peak]]
    choices = []
    for taper in {min(BEFORE_TAPER[block.goal], count - 1) + late for late in {0, int(race_weekday < 3)}}:
        for before in {0, count - 20} if count > 24 else {0}:
            rising = count - before - taper
            peak = min(3, max(1, rising // 5), rising)
            base = before + min(rising - peak, round(0.4 * rising))
            build = count - taper - base - peak
            full = ["base"] * base + ["build"] * build + ["peak"] * peak
            choices.append([*full, *["taper"] * (taper - 1), "race"])
    return choices


def week_choices(stretch: Stretch, by_hand: dict[int, float], scale: Scale) -> list[set[float]]:
    """Kilometres besides the race of each week, before rounding and before dates off; a week by hand is as asked."""
    weeks: list[set[float]] = []
    largest: set[float] = set()
    for week in range(1, stretch.count + 1):
        own = by_hand.get(stretch.first + week - 1)
        if stretch.is_taper(week):
            tops = set(largest)
            if stretch.peak_week > 1 and not any(week in by_hand for week in range(1, stretch.first + week - 1)):
                tops.add(stretch.peak)  # the largest week before may be a little less, since some days of it taper
            share = sum(_day_share(stretch, day) for day in stretch.days[week - 1]) / 7
            curve = {min(stretch.peak, top) * share for top in tops}
        elif week in stretch.step_backs:
            curve = {0.8 * km for km in weeks[-1] | _without_hand(stretch, week - 1)}
        else:
            curve = _without_hand(stretch, week)
        weeks.append(curve if own is None else {own})
        if not stretch.is_taper(week):
            sizes = {size for km in weeks[-1] for size in ({km} | (scale.weeks(km) if own is None else set()))}
            largest = {max(size, top) for size in sizes for top in largest or {0.0}}
    return weeks


def _without_hand(stretch: Stretch, week: int) -> set[float]:
    """The curve's kilometres of a week up to the last full one, whatever the runner set."""
    if week in stretch.step_backs:
        return {0.8 * km for km in _without_hand(stretch, week - 1)}
    mean = sum(_day_share(stretch, day) for day in stretch.days[week - 1]) / 7 if stretch.days else 1.0
    return {mean * _up_km(stretch, week, now) for now in stretch.starts}


def _up_km(stretch: Stretch, week: int, now: float) -> float:
    ups, peak_week, peak = stretch.ups, stretch.peak_week, stretch.peak
    after_step_back = week - 1 in stretch.step_backs
    if week > peak_week:
        return peak * (0.95 if after_step_back else 1.0 if week - 2 in stretch.step_backs else 0.98)
    rises = ups.index(peak_week)
    km = now + (peak - now) * ups.index(week) / rises if rises else now
    return min(km, 0.95 * peak) if week == peak_week and after_step_back and week != ups[-1] else km


def _day_share(stretch: Stretch, days: int) -> float:
    if days < 0 or days > 20:
        return float(days > 20)
    return DAY_SHARE[stretch.goals[0]][2 - days // 7]


def easy_pace(block: Any) -> float:
    """Easy pace [s/km]: the runner's own, or 66.5 % of what the best race shows by Daniels and Gilbert's equations."""
    if not block.recent_races or block.easy_pace_s_per_km != 390:
        return float(block.easy_pace_s_per_km)
    best = 0.0
    for race, seconds in block.recent_races:
        minutes, metres = seconds / 60, RACE_METRES.get(race) or 1000.0 * race
        speed = metres / minutes
        share = 0.8 + 0.1894393 * math.exp(-0.012778 * minutes) + 0.2989558 * math.exp(-0.1932605 * minutes)
        best = max(best, (-4.6 + 0.182258 * speed + 0.000104 * speed**2) / share)
    if best < 30:  # less than the equations were made for
        return float(block.easy_pace_s_per_km)
    speed = (-0.182258 + math.sqrt(0.182258**2 + 4 * 0.000104 * (4.6 + 0.665 * best))) / (2 * 0.000104)
    return 60_000 / speed


def least_runs(block: Any) -> set[float]:
    """The least run: 3 km (2 mi) or 20 minutes, whichever is less, to a half unit."""
    scale = scale_of(block)
    least = min(scale.least_step_back, 1200 / easy_pace(block))
    return {max(scale.unit / 2, rounded) for rounded in (scale.below(least), scale.half(least))}


def _wishes(block: Any, stretch: Stretch) -> set[float]:
    """The longest run: the goal's own, but no more than its time, its share of the peak week and its room allow."""
    peak, scale = stretch.peak, scale_of(block)
    wishes = set()
    for goal in stretch.goals:
        of_goal = {WISH_MILES[goal] * MILE} if block.units == "mi" else {WISH.get(goal, FLOOR.get(goal, 0.0))}
        if goal in FLOOR:
            of_goal |= {FLOOR[goal]}  # in miles the rule does not say
            of_goal = {max(_usual_share(peak) * peak, min(km, 0.5 * peak)) for km in of_goal}
        time = MINUTES[goal] * 60 / easy_pace(block)
        for km in of_goal:
            for least in least_runs(block):
                # The run days, or as many of them as the peak week has kilometres for.
                for runs in {block.run_days, min(block.run_days, max(1, math.floor(peak / least + TINY)))}:
                    room = peak - (runs - 1) * least
                    wishes.add(scale.below(min(km, time, WEEK_SHARE[goal] * peak, room)))
    return {wish for wish in wishes if wish > 0} or {scale.unit / 2}


def _usual_share(peak: float) -> float:
    if peak <= 40:
        return 0.45 - 0.12 * max(0.0, peak - 25) / 15
    return 0.33 - 0.11 * min(40.0, peak - 40) / 40


def longest_lately(block: Any) -> float:
    """The longest run of the 30 days before the block: the runner's own number, or what the rule assumes."""
    now, own = block.weekly_km_now, block.longest_run_km
    return scale_of(block).half(min(0.4 * now, 16 + 0.2 * (now - 40)) if own is None else own)


def long_choices(
    block: Any, stretch: Stretch, week: int, size: tuple[float, int], longs: Sequence[float], before: float | None
) -> set[float]:
    """The long run of a week, 0 for none.

    `size` is the week's kilometres and runs, `longs` the long runs of the stretch's weeks before it, and `before` the
    longest of the four weeks before the stretch, None at the block's start.
    """
    km, runs = size
    scale = scale_of(block)
    days = stretch.long_days[week - 1] if stretch.days else 1000
    taper = next((share for most, share in LONG_TAPER.get(stretch.goals[0], ()) if days <= most), 1.0)
    if not runs or km <= 0 or taper is None:
        return {0.0}
    lately = longest_lately(block) if before is None else before
    choices = set()
    for wish in _wishes(block, stretch):
        start_km = lately
        if lately <= 0:  # nothing was run for a month
            start_km = max(scale.half(min(0.3 * block.weekly_km_now, wish)), scale.unit / 2)
        if week in stretch.step_backs and max(longs[-2:]):
            last = longs[-1] or max(longs[-2:])  # a week whose dates off left no day for it does not count
            lighter = scale.half(min(0.75 * max(longs[-2:]), 0.9 * last))
            lighter = max(lighter, min(scale.least_step_back, last))
            # Half of the week is said of other weeks; the runner's own kilometres and dates off leave less of this one.
            choices |= {lighter, min(lighter, scale.below(0.5 * km)), min(lighter, scale.half(0.5 * km))}
        elif taper < 1.0:
            for reached in {max(longs, default=start_km), max([*longs, start_km])}:
                most = min(taper * min(wish, reached), 0.5 * km)
                choices |= {scale.half(most), scale.below(most)}
        else:
            firsts = {scale.half(min(lately, 0.8 * wish, 0.5 * start)) for start in stretch.starts}
            firsts = firsts if lately > 0 else {start_km}
            longest = max([*longs[-4:], *[start_km] * (week < 5)])
            for first in firsts:
                for wished in _wished(stretch, week, first, wish, max(longs, default=start_km)):
                    choices.add(scale.below(min(scale.half(wished), scale.next_long(longest), 0.5 * km)))
    return {_in_its_week(choice, km, runs, scale) for choice in choices} | ({0.0} if 0.0 in choices else set())


def _wished(stretch: Stretch, week: int, first: float, wish: float, reached: float) -> set[float]:
    ups, peak_week = stretch.ups, stretch.peak_week
    if week <= peak_week:
        rises = ups.index(peak_week)
        before = sum(up < week for up in ups) - (week not in ups)  # where dates off took the place of a lighter week
        return {first + (wish - first) * before / rises} if rises else {first, wish}
    if stretch.goals == ("marathon",) and (stretch.last_full - week) % 2 == 1:
        return {0.8 * min(wish, reached)}
    if stretch.goals == ("half",) and 19 <= stretch.long_days[week - 1] <= 25:
        return {0.8 * wish}
    return {wish}


def _in_its_week(long_km: float, km: float, runs: int, scale: Scale) -> float:
    """Raised to the even share where few runs carry many kilometres; a single run is the week."""
    return km if runs == 1 else min(km, max(long_km, scale.above(km / runs)))
