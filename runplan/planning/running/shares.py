"""What each run of a week has: the long run first, the others by what they are for.

In: the week's kilometres, its long run, and how much the others weigh. Out: lengths in half units that add up to it.
"""

from __future__ import annotations

from collections.abc import Sequence

from runplan.catalog.rules import number
from runplan.planning.running.lengths import METRES_KM, Lengths


def easy_weights(
    runs: int, week_km: float, days: Sequence[int], long_days: Sequence[int], quality_days: Sequence[int] = ()
) -> list[float]:
    """How much each easy run of a week weighs.

    Parameters
    ----------
    runs : int
        All runs of the week, a race left out.
    week_km : float
        Kilometres of the week [km].
    days : sequence of int
        The day of each easy run, 0 for the week's first.
    long_days : sequence of int
        Days of the long runs before and in this week; one of the week before is negative.
    quality_days : sequence of int
        Days of the quality runs: the day before one is no day for a longer run, where there is another.

    Returns
    -------
    list of float
    """
    easy = [number("share_easy")] * len(days)
    is_medium_long = runs >= 4 and week_km >= number("medium_long_km")
    middle = _middle_run(days, long_days, quality_days)
    for index, day in enumerate(days):
        if day - 1 in long_days:
            easy[index] = number("share_recovery")
        elif index == middle:
            easy[index] = number("share_medium_long" if is_medium_long else "share_longer_easy")
    return easy


def _middle_run(days: Sequence[int], long_days: Sequence[int], quality_days: Sequence[int]) -> int:
    """The easy run that stands most nearly in the middle between two long runs, by its index; -1 where none does."""

    def nearest(day: int) -> int:
        return min((min(abs(day - long_day), abs(day - long_day - 7)) for long_day in long_days), default=0)

    candidates = [index for index, day in enumerate(days) if nearest(day) >= 2]
    return max(
        candidates,
        key=lambda index: (days[index] + 1 not in quality_days, nearest(days[index])),
        default=-1,
    )


def shared(total_km: float, weights: Sequence[float], least_km: float, most_km: float, lengths: Lengths) -> list[float]:
    """Kilometres by weights, none under the least or over the most where the total allows it, in half units.

    What is left goes in half units to the runs that rounding took most of, and what is left under half a unit to the
    shortest.
    """
    if not weights:
        return []
    even = total_km / len(weights)
    low, high = min(least_km, even), max(most_km, even)
    exact = _within(total_km, weights, low, high)
    rounded = [lengths.half_below(km) if km >= lengths.unit_km else km for km in exact]
    half = lengths.unit_km / 2
    while total_km - sum(rounded) >= half - METRES_KM:
        index = max(range(len(exact)), key=lambda index: (round(exact[index] - rounded[index], 6), weights[index]))
        rounded[index] += half
    shortest = min(range(len(rounded)), key=lambda index: (rounded[index], -index))
    rounded[shortest] += total_km - sum(rounded)
    return rounded


def _within(total: float, weights: Sequence[float], low: float, high: float) -> list[float]:
    """Shares of a total by weights, each between two bounds that the total can keep."""
    lengths: dict[int, float] = {}
    while len(lengths) < len(weights):
        free = [index for index in range(len(weights)) if index not in lengths]
        rest = total - sum(lengths.values())
        scale = rest / sum(weights[index] for index in free)
        under = [index for index in free if weights[index] * scale < low]
        over = [index for index in free if weights[index] * scale > high]
        if not under and not over:
            lengths |= {index: weights[index] * scale for index in free}
        # What is short in all takes the rest's side that is larger, so that the sum stays within the bounds.
        elif sum(low - weights[index] * scale for index in under) >= sum(
            weights[index] * scale - high for index in over
        ):
            lengths |= dict.fromkeys(under, low)
        else:
            lengths |= dict.fromkeys(over, high)
    return [lengths[index] for index in range(len(weights))]
