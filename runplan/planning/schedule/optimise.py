"""Which day each session gets: exact, by enumeration and dynamic programming.

In: the weeks' constraints. Out: seven day-states a week, of least cost over the whole block.

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

from runplan.planning.schedule.costs import FORBIDDEN, STATES, WEIGHTS, border_costs
from runplan.planning.schedule.week_layouts import WeekConstraints, week_layouts


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
def lay_out(week_constraints: tuple[WeekConstraints, ...]) -> Layout | int:
    """The cheapest layout of a block's weeks; ties go to the earliest sessions."""
    stretches = [(constraints, 0) for constraints in week_constraints[:1]]
    for constraints in week_constraints:
        last, length = stretches[-1]
        if constraints == last:
            stretches[-1] = (last, length + 1)
        else:
            stretches.append((constraints, 1))
    first_week = 0
    for constraints, length in stretches:
        if not len(week_layouts(constraints).cost):
            return first_week
        first_week += length
    school = week_constraints[0].school
    after: _Stretch | None = None
    chain: list[_Stretch] = []
    for constraints, length in reversed(stretches):
        after = _step(_stretch(constraints, length), after, school)
        chain.append(after)
    chosen = _choose(chain[::-1], school)
    states: list[tuple[int, ...]] = []
    for (_, length), row in zip(stretches, chosen.rows, strict=True):
        states += [tuple(int(state) for state in row)] * length
    return Layout(chosen.cost, tuple(states))


def _stretch(constraints: WeekConstraints, length: int) -> _Stretch:
    """A week's layouts, each repeated over the stretch."""
    layouts = week_layouts(constraints)
    own = layouts.cost * length
    if length > 1:
        own = own + (length - 1) * border_costs(constraints.school)[layouts.end_sig, layouts.start_sig]
    return _Stretch(layouts.states, own, own, layouts.start_sig, layouts.end_sig).only(own < FORBIDDEN)


def _step(left: _Stretch, right: _Stretch | None, school: str) -> _Stretch:
    """Add to each layout of a stretch the least cost of all that follows."""
    most = 7 * WEIGHTS["rhythm"]
    if right is None:
        return _pruned(left, left.own, most)
    border = border_costs(school)
    best_start = _best(right.start_sig, right.total)
    starts = np.flatnonzero(best_start < FORBIDDEN)
    least = (border[:, starts] + best_start[starts]).min(axis=1)  # by last two days, without the price of changes
    left = left.only(_keep(left.start_sig, left.own + least[left.end_sig], 2 * most))
    total = np.full(len(left.own), FORBIDDEN, dtype=np.int64)
    for end in np.unique(left.end_sig):
        rows = np.flatnonzero(left.end_sig == end)
        joined = border[end, right.start_sig] + right.total
        near = np.flatnonzero(joined <= least[end] + most)
        prices = _change_prices(left.states[rows], right.states[near])
        prices += (joined[near] - least[end]).astype(np.uint16)
        total[rows] = left.own[rows] + least[end] + prices.min(axis=1)
    return _pruned(left, total, most)


def _change_prices(states: NDArray[np.uint8], others: NDArray[np.uint8]) -> NDArray[np.uint16]:
    """The price of the weekdays that change, for each of one week's layouts with each of the next week's."""
    changed = np.zeros((len(states), len(others)), dtype=np.uint8)
    for day in range(7):
        changed += states[:, day, None] != others[None, :, day]
    return changed * np.uint16(WEIGHTS["rhythm"])


def _best(sig: NDArray[np.int64], total: NDArray[np.int64]) -> NDArray[np.int64]:
    """The least total of each signature."""
    best = np.full(STATES**2, 2 * FORBIDDEN, dtype=np.int64)
    np.minimum.at(best, sig, total)
    return best


def _keep(start_sig: NDArray[np.int64], total: NDArray[np.int64], slack: int) -> NDArray[np.bool_]:
    """Which layouts may still be part of the cheapest block, seen from the week before."""
    return (total <= _best(start_sig, total)[start_sig] + slack) & (total < FORBIDDEN)


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
        border = border_costs(school)[left.end_sig[at], right.start_sig]
        changed = (right.states != left.states[at]).sum(axis=1)
        at_next = int(np.argmin(border + right.total + WEIGHTS["rhythm"] * changed))
        rows.append(right.states[at_next])
        at = at_next
    return _Chosen(cost, rows)
