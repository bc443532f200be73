"""The long runs of a block: first the longest that goal, time and week allow, then the way there.

In: a block, and the kilometres and runs of its weeks. Out: the long run of each week, and what bounds the longest.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from runplan.catalog.rules import number
from runplan.plan.block import Block
from runplan.planning.running.gaps import Gap, gaps_of
from runplan.planning.running.lengths import Lengths, lengths_of
from runplan.planning.running.roles import Part, parts_of
from runplan.planning.running.step_paces import easy_pace

TAPER_DAYS = 18
"""So many days before a race, at most, its long runs are shorter."""
LONGEST_RUN_DAYS = 30
"""What a run is compared with is the longest of so many days before it: Frandsen 2025."""
_MEMORY = 4  # weeks whose longest run counts: about the 30 days of Frandsen 2025


class LongestRun(NamedTuple):
    """The longest run that is wished, and which bound decides it: goal, hours, share or room."""

    km: float
    bound: str


def least_run_km(block: Block, even_km: float = 0.0) -> float:
    """The least a run has: some kilometres or some minutes, whichever is less, in half units.

    Runs that have so many kilometres in the mean (`even_km`) have no need of the minutes.
    """
    minutes = number("least_run_minutes") * 60 / easy_pace(block)
    lengths = lengths_of(block)
    least = 2 * lengths.unit_km if block.units == "mi" else number("least_run_km")
    if even_km >= least:
        return least
    return max(lengths.half(min(least, minutes)), lengths.unit_km / 2)


def longest_wished(block: Block, part: Part) -> LongestRun:
    """The longest run of a part, in half units."""
    peak, goal = part.peak_km, part.goal
    least = least_run_km(block)
    runs = min(block.run_days, max(1, int(peak / least + 1e-9)))
    wish = number(f"long_cap_{goal}_mi" if block.units == "mi" else f"long_cap_{goal}")
    if block.units == "mi":
        wish *= lengths_of(block).unit_km
    if goal not in ("half", "marathon"):
        wish = max(_usual_share(peak) * peak, min(wish, 0.5 * peak))
    bounds = {
        "goal": wish,
        "hours": number(f"long_minutes_{goal}") * 60 / easy_pace(block),
        "share": number(f"long_share_{goal}") / 100 * peak,
        "room": peak - (runs - 1) * least,
    }
    if block.run_days == 1:
        del bounds["share"]
    bound = min(bounds, key=lambda name: bounds[name])
    return LongestRun(lengths_of(block).half_below(bounds[bound]), bound)


def _usual_share(peak_km: float) -> float:
    """The long run's share of a week, which falls as the week grows."""
    points = [
        (number(f"usual_share_{name}_km"), number(f"usual_share_{name}") / 100) for name in ("low", "mid", "high")
    ]
    if peak_km <= points[0][0]:
        return points[0][1]
    for (start, from_share), (end, to_share) in pairwise(points):
        if peak_km <= end:
            return from_share + (to_share - from_share) * (peak_km - start) / (end - start)
    return points[-1][1]


def longest_before(block: Block) -> float:
    """The longest run of the last thirty days before the block: the runner's own number, or a share of the week."""
    if block.longest_run_km is not None:
        return block.longest_run_km
    now, full = block.weekly_km_now, number("long_first_to_km")
    share = number("long_first_share") / 100
    return share * min(now, full) + number("long_first_share_above") / 100 * max(0.0, now - full)


class WeekSize(NamedTuple):
    """What a week has before its long run is known, dates off taken into account."""

    km: float  # [km], besides the race
    runs: int
    has_long: bool  # whether a day of it may have the long run


def long_run_series(block: Block, weeks: Sequence[WeekSize]) -> list[float]:
    """The long run of each week; 0 where there is none.

    Parameters
    ----------
    block : Block
    weeks : sequence of WeekSize

    Returns
    -------
    list of float
        Lengths [km], in half units of the runner's unit where the week allows.
    """
    series: list[float] = []
    longest = lengths_of(block).half(longest_before(block))
    for part in parts_of(block):
        _add_part(block, part, weeks, longest, series)
        longest = max(series[-_MEMORY:])
    return series


def _add_part(block: Block, part: Part, weeks: Sequence[WeekSize], before: float, series: list[float]) -> None:
    """Add the long runs of a part to those of the parts before it."""
    lengths, gaps = lengths_of(block), gaps_of(block)
    wish = longest_wished(block, part).km
    first = lengths.half(min(before, 0.8 * wish, 0.5 * part.now_km))
    if before <= 0:  # nothing was run for a month
        first = before = max(
            lengths.half(min(number("long_first_from_nothing") * part.now_km, wish)), lengths.unit_km / 2
        )
    start = part.first - 1
    at_start = before if start == 0 else lengths.half(longest_before(block))  # a gap in the first week goes on from it
    for week in range(1, part.weeks + 1):
        size, of_part = weeks[start + week - 1], series[start:]
        memory = of_part[-_MEMORY:] + [before] * (len(of_part) < _MEMORY)
        days = part.long_days_to_race[week - 1] if part.long_days_to_race else None
        reached = max(of_part, default=before)
        tapered = None if days is None else taper_share(part.goal, days)
        back = _after_gap(gaps, start + week, series, min(at_start, wish), lengths)
        longest_of_two = max(of_part[-2:], default=0.0)
        if not size.runs or size.km <= 0 or tapered == 0 or not size.has_long:
            long_km = 0.0
        elif week in part.step_backs - part.replaced and longest_of_two:
            last = of_part[-1] or longest_of_two
            shorter = lengths.half(min(number("step_back_long") * longest_of_two, number("step_back_long_last") * last))
            long_km = max(shorter, min(lengths.least_step_back_km, last))
        elif tapered is not None:
            long_km = lengths.half(min(tapered * min(wish, reached), back or math.inf, 0.5 * size.km))
        else:
            wished = wish if back else _wished(part, week, first, wish, reached, days)
            longest = back or lengths.longer(max(memory))
            long_km = lengths.half_below(min(lengths.half(wished), longest, 0.5 * size.km))
        series.append(_in_its_week(long_km, size.km, size.runs, lengths))


def _after_gap(
    gaps: Sequence[Gap], week: int, series: Sequence[float], before: float, lengths: Lengths
) -> float | None:
    """The longest run of a week on the way back from a gap: a share of the longest before it, then some more a week."""
    bounds = []
    for gap in gaps:
        if 7 * week <= gap.end_day or gap.long_share == 1:
            continue
        until = gap.first_day // 7 + 1  # the week in which it begins counts
        longest = max(series[max(0, until - _MEMORY) : until], default=0.0)
        if until == 1 or not longest:  # its days may have taken the first long run of the block
            longest = max(longest, before)
        since = max(series[gap.end_day // 7 :], default=0.0)
        if since < longest:
            first = lengths.half(gap.long_share * longest)
            bounds.append(min(longest, since + lengths.after_gap_km) if since else first)
    return min(bounds, default=None)


def _wished(part: Part, week: int, first: float, wish: float, reached: float, days: int | None) -> float:
    """The long run of a week of full size, growth aside."""
    ups = part.up_weeks
    if week <= part.peak_week:
        rising = ups.index(part.peak_week)
        risen = sum(up <= week for up in ups) - 1  # a step-back that a gap took the place of is as the week before
        return first + (wish - first) * (risen / rising if rising else 0.0)
    shorter = number("long_race_pace_share")
    if part.goal == "marathon" and (part.last_full - week) % 2 == 1:
        return shorter * min(wish, reached)
    if part.goal == "half" and days is not None and 19 <= days <= 25:
        return shorter * wish
    return wish


def taper_share(goal: str, days: int) -> float | None:
    """The share of the longest run that a long run has so many days before the race; None before the taper."""
    steps: Mapping[str, tuple[tuple[int, str], ...]] = {
        "marathon": ((18, "long_taper_marathon_1"), (12, "long_taper_marathon_2"), (5, "")),
        "half": ((18, "long_taper_half_1"), (11, "long_taper_half_2"), (4, "")),
    }
    share: float | None = None
    for most, rule in steps.get(goal, ((11, "long_taper_short"), (4, ""))):
        if days <= most:
            share = number(rule) if rule else 0.0
    return share


def _in_its_week(long_km: float, km: float, runs: int, lengths: Lengths) -> float:
    """A long run that is no shorter than the week's other runs, and no longer than the week."""
    if long_km <= 0:
        return 0.0
    if runs == 1:
        return km
    even = lengths.half_above(km / runs)
    return min(max(min(long_km, lengths.half_below(0.5 * km)), even), km)
