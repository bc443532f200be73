"""The linear relaxation: where the local search starts, and what no plan can beat.

Sessions that are alike are taken together, and every exercise may be used in part, at its fewest or its most sets.
Every real choice is a point of this programme at its own cost, so the programme's optimum is never above it.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from runplan.planning.routines import prices
from runplan.planning.routines.problem import Problem
from runplan.planning.routines.tables import Ints
from runplan.schema import PATTERNS

if TYPE_CHECKING:
    import highspy

__all__ = ["Relaxed", "relax"]

Floats = npt.NDArray[np.float64]
_LOCAL = threading.local()
_SCALE = 1000.0  # prices near 1 keep the solver's tolerances meaningful


@dataclass(frozen=True, eq=False)
class Relaxed:
    """The relaxation's answer over the entries of the first session of each kind.

    Parameters
    ----------
    lower_bound : int
        No choice costs less.
    entry : array of int
        Entries of the problem that stand for their kind of session.
    uses, sets : array of float
        How many of the sessions of the kind use the entry, and sets in all of them.
    """

    lower_bound: int
    entry: Ints
    uses: Floats
    sets: Floats


def _solver() -> highspy.Highs:
    solver = getattr(_LOCAL, "solver", None)
    if solver is None:
        import highspy

        solver = highspy.Highs()
        solver.setOptionValue("output_flag", False)
        solver.setOptionValue("threads", 1)
        solver.setOptionValue("presolve", "off")
        solver.setOptionValue("solver", "simplex")
        _LOCAL.solver = solver
    return solver


def relax(problem: Problem) -> Relaxed:
    """Solve the relaxation."""
    import highspy

    classes: dict[tuple[str, int], list[int]] = {}
    for session, kind in enumerate(problem.kinds):
        classes.setdefault((kind, int(problem.budget[session])), []).append(session)
    first = np.array([members[0] for members in classes.values()], dtype=np.intp)
    many = np.array([len(members) for members in classes.values()], dtype=np.intp)
    class_of = np.full(len(problem.budget), -1, dtype=np.intp)
    class_of[first] = np.arange(len(first))
    entry = np.flatnonzero(class_of[problem.session] >= 0)
    owner = class_of[problem.session[entry]]

    # columns: each entry at its most sets, and at its fewest where these differ
    two = problem.high[entry] > problem.low[entry]
    column = np.concatenate([entry, entry[two]])
    sets = np.concatenate([problem.high[entry], problem.low[entry[two]]])
    home = np.concatenate([owner, owner[two]])
    items = problem.amount.shape[1]
    goals = np.array(prices.item_targets(problem.target, problem.share), dtype=np.float64)
    steps = np.array(prices.item_prices(problem.target, tuple(int(goal) for goal in goals)), dtype=np.float64)
    groups, group = np.unique(home * len(PATTERNS) + problem.group[column] % len(PATTERNS), return_inverse=True)
    heavy_classes = np.flatnonzero(problem.needs_heavy[first])
    wishes = problem.wish.shape[1]

    blocks = [
        (sets[:, None] * problem.amount[column]).astype(np.float64),
        np.where(
            home[:, None] == np.arange(len(first)),
            (problem.fixed[column] + sets * problem.per_set[column])[:, None] / prices.PARTS / 50.0,
            0.0,
        ),
        (home[:, None] == np.arange(len(first))).astype(np.float64),
        (home[:, None] == np.arange(len(first))).astype(np.float64),
        (group[:, None] == np.arange(len(groups))).astype(np.float64),
        ((home[:, None] == heavy_classes) & problem.heavy[column, None]).astype(np.float64),
        problem.wish[column].astype(np.float64),
    ]
    uses = np.zeros((len(column), int(two.sum())))
    if two.any():
        place = np.arange(int(two.sum()))
        uses[np.flatnonzero(two), place] = 1.0
        uses[len(entry) + place, place] = 1.0
    blocks.append(uses)
    dense = np.concatenate(blocks, axis=1)
    starts = np.cumsum([0, *(block.shape[1] for block in blocks)])
    rows = int(starts[-1])

    # slack columns: one coefficient each
    slack_row: list[Any] = []
    slack_sign: list[Any] = []
    slack_price: list[Any] = []
    slack_most: list[Any] = []
    item_rows = np.arange(items)
    for price, most, sign in (
        (steps[:, 2], goals / 3, 1.0),
        (steps[:, 1], goals / 3, 1.0),
        (steps[:, 0], goals / 3, 1.0),
        (steps[:, 3], goals / 2, -1.0),
        (steps[:, 4], np.full(items, np.inf), -1.0),
    ):
        slack_row.append(item_rows)
        slack_sign.append(np.full(items, sign))
        slack_price.append(price * prices.PARTS)
        slack_most.append(most)
    for row, sign, price, most in (
        (starts[3] + np.arange(len(first)), 1.0, float(problem.thin), many * np.maximum(problem.fewest[first] - 1, 0)),
        (starts[4] + np.arange(len(groups)), -1.0, float(problem.repeat), many[groups // len(PATTERNS)]),
        (starts[5] + np.arange(len(heavy_classes)), 1.0, problem.second_heavy[first[heavy_classes]], many[heavy_classes]),
        (starts[6] + np.arange(wishes), 1.0, problem.wish_price, np.ones(wishes)),
    ):
        slack_row.append(row)
        slack_sign.append(np.full(len(row), sign))
        slack_price.append(np.broadcast_to(price, len(row)))
        slack_most.append(most)
    row_of = np.concatenate(slack_row)

    mask = dense != 0
    counts = mask.sum(axis=1)
    start = np.concatenate([[0], np.cumsum(counts), counts.sum() + 1 + np.arange(len(row_of))]).astype(np.int32)
    index = np.concatenate([np.nonzero(mask)[1], row_of]).astype(np.int32)
    value = np.concatenate([dense[mask], np.concatenate(slack_sign)]).astype(np.float64)
    cost = np.concatenate([problem.price[column].astype(np.float64), np.concatenate(slack_price)]) / _SCALE
    upper = np.concatenate([many[home], np.concatenate(slack_most)]).astype(np.float64)
    limit = np.concatenate([
        goals,
        many * problem.budget[first] / prices.PARTS / 50.0,
        many * problem.most[first],
        many * np.maximum(problem.fewest[first], 1),
        many[groups // len(PATTERNS)],
        2 * many[heavy_classes],
        np.ones(wishes),
        many[owner[two]],
    ]).astype(np.float64)
    row_lower = np.full(rows, -np.inf)
    row_upper = np.full(rows, np.inf)
    for block, kind in enumerate(("both", "most", "most", "least", "most", "least", "least", "most")):
        inside = slice(starts[block], starts[block + 1])
        if kind != "most":
            row_lower[inside] = limit[inside]
        if kind != "least":
            row_upper[inside] = limit[inside]

    solver = _solver()
    solver.clearModel()
    solver.passModel(
        len(cost), rows, len(value), int(highspy.MatrixFormat.kColwise), int(highspy.ObjSense.kMinimize), 0.0,
        cost, np.zeros(len(cost)), upper, row_lower, row_upper, start, index, value,
        np.zeros(len(cost), dtype=np.int32),
    )
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return Relaxed(0, entry, np.zeros(len(entry)), np.zeros(len(entry)))
    solution = np.array(solver.getSolution().col_value)
    objective = solver.getInfo().objective_function_value * _SCALE
    took = solution[: len(column)]
    count = took[: len(entry)].copy()
    count[two] += took[len(entry) :]
    total = took * sets
    summed = total[: len(entry)].copy()
    summed[two] += total[len(entry) :]
    return Relaxed(int(np.floor(objective - 1e-6 * abs(objective) - 1)), entry, count, summed)
