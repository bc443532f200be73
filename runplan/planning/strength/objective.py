"""What is minimised, in whole numbers: every price of a routine's cost, and all of them our assumption.

A muscle's shortfall is priced in three equal steps, 4 for the emptiest third of its target, then 3, then 2, which
makes coverage even; a little for each set over target, and as much as a missing one over one and a half times the
target, where that is more than two sets over it: two sets of a squat and two of a hinge are no fault in a week of half
the target. What is not a priority weighs a tenth. On top come small prices of taste, in proportion to the target, so
that they weigh the same at every target: a point, one per cent of the cost of no training, is about 340 of them.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from runplan.planning.strength.catalog_arrays import ITEMS, SIXTEENTHS, Ints
from runplan.schema import PRIORITY_MUSCLES

PRIORITIES = len(PRIORITY_MUSCLES) + 1  # the first items: priority muscles and the trunk
PARTS = 12  # a sixteenth of a set in twelfths, so that a third and a half of any target are whole
PRICE = 100  # half the price of one part of a priority muscle's last third
OTHERS_WEIGHT = 0.1
OVER, FAR_OVER = 0.05, 2  # of PRICE
OVER_SETS = 2  # so many sets over target are never far over
FIXED_FAR_OVER = 0.25  # of PRICE, in a week of fixed routines, whose sets nobody chose

# in proportion to the target's sixteenths
EXERCISE = 40  # each exercise: fewer exercises with more sets ask less setting up and attention
UNTIMELY = 70  # an exercise with a harder neighbour that could be done, or in the technique phase an easier one
UNUSUAL = 80  # an exercise that is no staple: another one that does as much goes first
REPEAT = 60  # the second exercise of one movement pattern in a session
PLANE = 200  # a plane of motion that the week leaves out
SINGLE_LEG = 200  # no exercise on one leg in the week
THIN = 150  # each exercise that a session has less than FEWEST
SECOND_HEAVY = 300  # a heavy session with one heavy exercise only
CALF_KNEE = 550  # no calf work with a bent knee in the week, or none with a straight one
JUMP = 1000  # no jump in a week of the power phase
PREFERRED = 1000  # each preferred exercise left out
# kinds of movement that a week leaves out, or has as light work or holds only
MOVEMENTS = ((("hinge",), 500), (("squat", "lunge"), 500), (("upper_push",), 100), (("upper_pull",), 100))
FEWEST = 4  # counted exercises of a session that is no stub
PATTERN_CAP = 2  # exercises of one movement pattern in a session

FORBIDDEN = 10**8


def sixteenths(sets_target: float) -> int:
    """The weekly target of a priority muscle, in sixteenths of a set."""
    return max(1, round(SIXTEENTHS * sets_target))


def item_targets(target: int, share: tuple[float, ...]) -> tuple[int, ...]:
    """The target of each item, in sixteenths of a set."""
    return tuple(max(1, round(target * part)) for part in share)


def over_room(target: int) -> int:
    """How far over its target an item may be before that costs much, in sixteenths of a set."""
    return max(target // 2, OVER_SETS * SIXTEENTHS)


def item_prices(
    target: int, targets: tuple[int, ...], far_over: float = FAR_OVER
) -> tuple[tuple[int, int, int, int, int], ...]:
    """For each item the price of a part: emptiest third, middle third, last third, over target, far over."""
    rows = []
    for item in range(len(ITEMS)):
        price = PRICE if item < PRIORITIES else max(1, round(PRICE * OTHERS_WEIGHT * target / targets[item]))
        rows.append((4 * price, 3 * price, 2 * price, round(OVER * price), round(far_over * price)))
    return tuple(rows)


@lru_cache(maxsize=64)
def item_tables(target: int, share: tuple[float, ...], length: int, far_over: float = FAR_OVER) -> Ints:
    """Cost of each item at 0, 1, ... length-1 sixteenths; shape (items, length)."""
    targets = item_targets(target, share)
    prices = np.array(item_prices(target, targets, far_over), dtype=np.intp)
    parts = PARTS * np.arange(length, dtype=np.intp)[None, :]
    goal = PARTS * np.array(targets, dtype=np.intp)[:, None]
    third = goal // 3
    cost: Ints = prices[:, 0:1] * np.maximum(third - parts, 0)
    cost += prices[:, 1:2] * np.clip(2 * third - parts, 0, third)
    cost += prices[:, 2:3] * np.clip(goal - parts, 0, third)
    room = PARTS * np.array([over_room(each) for each in targets], dtype=np.intp)[:, None]
    cost += prices[:, 3:4] * np.clip(parts - goal, 0, room)
    cost += prices[:, 4:5] * np.maximum(parts - goal - room, 0)
    cost.setflags(write=False)
    return cost
