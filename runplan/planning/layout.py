"""Which day each session gets: exact, by enumeration and dynamic programming.

In: the weeks' shapes. Out: seven day-states a week, of least cost over the whole block.

Weeks that ask for the same, one after another, form a stretch with one layout (a constant rhythm). Stretches join
at their borders: hard rules and costs between a week's last two and the next week's first two days, and a price for
each weekday that changes. The price of a change is bounded (seven days), so a layout that costs more than another
with the same border by more than that bound can never win: leaving those out keeps the search small and exact.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from runplan.planning.scoring import FORBIDDEN, WEIGHTS, border_costs
from runplan.planning.week_table import WeekShape, week_table

__all__ = ["Layout", "lay_out"]


class Layout(NamedTuple):
    """The layout of a block: its cost and, for each week, seven day-states."""

    cost: int
    states: tuple[tuple[int, ...], ...]


class _Stretch(NamedTuple):
    """One stretch's layouts that may still win, with the cost from here to the block's end."""

    states: NDArray[np.uint8]
    own: NDArray[np.int64]
    total: NDArray[np.int64]
    start_sig: NDArray[np.int64]
    end_sig: NDArray[np.int64]

    def only(self, kept: NDArray[np.bool_]) -> _Stretch:
        """The stretch with some of its layouts."""
        return _Stretch(self.states[kept], self.own[kept], self.total[kept], self.start_sig[kept], self.end_sig[kept])


@lru_cache(maxsize=256)
def lay_out(shapes: tuple[WeekShape, ...]) -> Layout | int:
    """The cheapest layout of a block's weeks; ties go to the earliest sessions.

    Parameters
    ----------
    shapes : tuple of WeekShape
        One a week.

    Returns
    -------
    Layout or int
        The index of the first week that has no layout at all, where there is one.
    """
    stretches = [(shape, 0) for shape in shapes[:1]]
    for shape in shapes:
        last, length = stretches[-1]
        if shape == last:
            stretches[-1] = (last, length + 1)
        else:
            stretches.append((shape, 1))
    first_week = 0
    for shape, length in stretches:
        if not len(week_table(shape).cost):
            return first_week
        first_week += length
    school = shapes[0].school
    after: _Stretch | None = None
    chain: list[_Stretch] = []
    for shape, length in reversed(stretches):
        after = _step(_stretch(shape, length), after, school)
        chain.append(after)
    chosen = _choose(chain[::-1], school)
    states: list[tuple[int, ...]] = []
    for (_, length), row in zip(stretches, chosen.rows, strict=True):
        states += [tuple(int(state) for state in row)] * length
    return Layout(chosen.cost, tuple(states))


def _stretch(shape: WeekShape, length: int) -> _Stretch:
    """A shape's layouts, each repeated over the stretch."""
    table = week_table(shape)
    own = table.cost * length
    if length > 1:
        starts, start_at = np.unique(table.start_sig, return_inverse=True)
        ends, end_at = np.unique(table.end_sig, return_inverse=True)
        own = own + (length - 1) * border_costs(shape.school, ends.tolist(), starts.tolist())[end_at, start_at]
    return _Stretch(table.states, own, own, table.start_sig, table.end_sig).only(own < FORBIDDEN)


def _step(left: _Stretch, right: _Stretch | None, school: str) -> _Stretch:
    """Add to each layout of a stretch the least cost of all that follows."""
    most = 7 * WEIGHTS["rhythm"]
    if right is None:
        return _pruned(left, left.own, most)
    ends, end_at = np.unique(left.end_sig, return_inverse=True)
    starts, start_at = np.unique(right.start_sig, return_inverse=True)
    border = border_costs(school, ends.tolist(), starts.tolist())
    best_start = np.full(len(starts), FORBIDDEN, dtype=np.int64)
    np.minimum.at(best_start, start_at, right.total)
    least = (border + best_start).min(axis=1)  # without the price of changed days
    optimistic = left.own + least[end_at]
    kept = _keep(left.start_sig, optimistic, 2 * most)
    left = left.only(kept)
    end_at = end_at[kept]
    total = np.full(len(left.own), FORBIDDEN, dtype=np.int64)
    for end in np.unique(end_at):
        rows = np.flatnonzero(end_at == end)
        joined = border[end][start_at] + right.total
        near = np.flatnonzero(joined <= least[end] + most)
        changed = (left.states[rows][:, None, :] != right.states[near][None, :, :]).sum(axis=2)
        total[rows] = left.own[rows] + (joined[near] + WEIGHTS["rhythm"] * changed).min(axis=1)
    return _pruned(left, total, most)


def _keep(start_sig: NDArray[np.int64], total: NDArray[np.int64], slack: int) -> NDArray[np.bool_]:
    _, group = np.unique(start_sig, return_inverse=True)
    best = np.full(int(group.max()) + 1, 2 * FORBIDDEN, dtype=np.int64)
    np.minimum.at(best, group, total)
    return (total <= best[group] + slack) & (total < FORBIDDEN)


def _pruned(stretch: _Stretch, total: NDArray[np.int64], slack: int) -> _Stretch:
    return stretch._replace(total=total).only(_keep(stretch.start_sig, total, slack))


class _Chosen(NamedTuple):
    cost: int
    rows: list[NDArray[np.uint8]]


def _choose(chain: list[_Stretch], school: str) -> _Chosen:
    """Walk forward along the cheapest layouts; rows stand in order of earliest sessions, so the first tie wins."""
    first = int(np.argmin(chain[0].total))
    cost = int(chain[0].total[first])
    rows = [chain[0].states[first]]
    at = first
    for left, right in pairwise(chain):
        border = border_costs(school, [int(left.end_sig[at])], np.unique(right.start_sig).tolist())[0]
        start_at = np.unique(right.start_sig, return_inverse=True)[1]
        changed = (right.states != left.states[at]).sum(axis=1)
        at_next = int(np.argmin(border[start_at] + right.total + WEIGHTS["rhythm"] * changed))
        rows.append(right.states[at_next])
        at = at_next
    return _Chosen(cost, rows)
