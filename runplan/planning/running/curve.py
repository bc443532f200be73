"""Kilometres a week: up to the peak, held there in waves, lighter every fourth week, down to the race.

In: a block. Out: the kilometres of each week besides the race, before dates off, and which weeks step back.
"""

from __future__ import annotations

from collections.abc import Mapping

from runplan.catalog.rules import number
from runplan.plan.block import Block
from runplan.planning.running.lengths import Lengths, lengths_of
from runplan.planning.running.roles import Part, parts_of

_TAPER_DAYS = (21, 14, 7, 0)  # a day belongs to the first of these that is not more than its days to the race


def week_kilometres(block: Block) -> list[tuple[float, bool]]:
    """Kilometres of each week besides the race, and whether it steps back."""
    by_hand = dict(block.weekly_km)
    lengths = lengths_of(block)
    weeks: list[tuple[float, bool]] = []
    for part in parts_of(block):
        weeks += _part_kilometres(part, by_hand, lengths)
    return weeks


def _part_kilometres(part: Part, by_hand: Mapping[int, float], lengths: Lengths) -> list[tuple[float, bool]]:
    """The same for one part; a week set by hand stands, and moves nothing but the taper after it."""
    wished: list[float] = []
    planned: list[tuple[float, bool]] = []
    top = part.peak_km
    for week in range(1, part.weeks + 1):
        tapers = week > part.last_full and week not in part.step_backs
        if week == part.last_full + 1 and tapers:
            top = min(top, max(km for km, _ in planned))
        if week in part.step_backs:
            km = number("step_back_share") * wished[-1]
        elif tapers:
            km = top * sum(_taper_share(part.goal, days) for days in part.days_to_race[week - 1] if days >= 0) / 7
        else:
            km = _up_week_km(part, week)
            if part.days_to_race:
                km *= sum(_taper_share(part.goal, days) for days in part.days_to_race[week - 1]) / 7
        wished.append(km)
        rounded = by_hand.get(part.first + week - 1, lengths.week(km))
        before = planned[-1][0] if planned else rounded
        planned.append((rounded, week in part.step_backs and rounded < before))
    return planned


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
