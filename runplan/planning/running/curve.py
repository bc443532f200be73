"""Kilometres a week: up to the peak, held there in waves, lighter every fourth week, down to the race.

In: a block. Out: the kilometres of each week besides the race, and which weeks step back; what dates off take of
their own weeks is left to do.
"""

from __future__ import annotations

from collections.abc import Sequence

from runplan.catalog.rules import number
from runplan.plan.block import Block
from runplan.planning.running.gaps import Gap, gaps_of
from runplan.planning.running.lengths import lengths_of
from runplan.planning.running.roles import Part, parts_of

_TAPER_DAYS = (21, 14, 7, 0)  # a day belongs to the first of these that is not more than its days to the race


def week_kilometres(block: Block) -> list[tuple[float, bool]]:
    """Kilometres of each week besides the race, and whether it steps back; weeks after a gap come back in steps."""
    weeks: list[tuple[float, bool]] = []
    gaps = gaps_of(block)
    for part in parts_of(block):
        weeks += _part_kilometres(block, part, gaps, weeks)
    return weeks


def _part_kilometres(
    block: Block, part: Part, gaps: Sequence[Gap], before: Sequence[tuple[float, bool]]
) -> list[tuple[float, bool]]:
    """The same for one part; a week set by hand stands, and moves nothing but the taper after it."""
    by_hand, lengths = dict(block.weekly_km), lengths_of(block)
    curve = [_curve_km(part, week) for week in range(1, part.weeks + 1)]
    run_so_far = [km for km, _ in before]
    planned: list[tuple[float, bool]] = []
    top = part.peak_km
    open_gaps = [gap for gap in gaps if gap.week_share < 1]
    for week, km in enumerate(curve, start=part.first):
        if week == part.first + part.last_full and part.days_to_race:
            top = min(top, max(run_so_far[part.first - 1 :]))
        if _tapers(part, week - part.first + 1):
            km *= top / part.peak_km
        steps_back = week - part.first + 1 in part.step_backs - part.replaced
        if week - part.first + 1 in part.replaced:
            km = curve[week - part.first - 1]
        lost = 0  # days of this week in a gap
        for gap in tuple(open_gaps):
            lost += gap.days_in(week)
            if week >= gap.back:
                run_before = (lengths.week(block.weekly_km_now), *run_so_far)
                ceiling = gap.ceiling(week, run_before, _whole_km(part, curve, gap.back + gap.weeks_lost), lengths)
                if week > gap.last_week_back and km <= ceiling:
                    open_gaps.remove(gap)
                km = min(km, ceiling)
        rounded = by_hand.get(week, lengths.week(km))
        planned.append((rounded, steps_back and bool(planned) and rounded < planned[-1][0]))
        run_so_far.append(rounded * (7 - lost) / 7)
    return planned


def _whole_km(part: Part, curve: Sequence[float], week: int) -> float:
    """What the curve has in a week of the block; before a step-back where it has one there."""
    index = min(max(0, week - part.first), part.weeks - 1)
    return curve[index - (index + 1 in part.step_backs)]


def _tapers(part: Part, week: int) -> bool:
    return bool(part.days_to_race) and week > part.last_full and week not in part.step_backs


def _curve_km(part: Part, week: int) -> float:
    """Kilometres of a week without dates off, the weeks of a part counted from 1."""
    if week in part.step_backs:
        return number("step_back_share") * _curve_km(part, week - 1)
    if _tapers(part, week):
        days_left = part.days_to_race[week - 1]
        return part.peak_km * sum(_taper_share(part.goal, days) for days in days_left if days >= 0) / 7
    km = _up_week_km(part, week)
    if part.days_to_race:
        km *= sum(_taper_share(part.goal, days) for days in part.days_to_race[week - 1]) / 7
    return km


def _up_week_km(part: Part, week: int) -> float:
    """A week of full size: on the line to the peak, or in the waves after it."""
    ups, peak_week = part.up_weeks, part.peak_week
    follows_step_back = week - 1 in part.step_backs
    if week <= peak_week:
        rising = ups.index(peak_week)
        km = part.now_km + (part.peak_km - part.now_km) * (ups.index(week) / rising if rising else 0.0)
        if week == peak_week and follows_step_back and week != ups[-1]:
            km = min(km, max(number("wave_first") * part.peak_km, 0.0))
        return km
    if follows_step_back:
        return number("wave_first") * part.peak_km
    full = week - 2 in part.step_backs or (week - 1 == peak_week and week - 2 in part.step_backs)
    return part.peak_km * (1.0 if full else number("wave_later"))


def _taper_share(goal: str, days: int) -> float:
    """The share of the peak that a day has, so many days before the race."""
    step = next(index for index, least in enumerate(_TAPER_DAYS) if days >= least) if days >= 0 else len(_TAPER_DAYS)
    if step in (0, len(_TAPER_DAYS)):
        return 1.0 if step == 0 else 0.0
    return number(f"taper_{goal}_{step}") / 100
