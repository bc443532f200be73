"""The linear relaxation: where the local search starts, and what no plan can beat.

The main lifts stand. Sessions without any that are alike are taken together, and every exercise may be used in part, at
its fewest or its most sets. Every real choice is a point of this programme at its own cost, so the programme's optimum
is never above it.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from runplan.planning.strength import objective as prices
from runplan.planning.strength.catalog_arrays import TICKS, Flags, Ints
from runplan.planning.strength.problem import Problem
from runplan.schema import PATTERNS

if TYPE_CHECKING:
    import highspy

Floats = npt.NDArray[np.float64]
_LOCAL = threading.local()
_SCALE = 1000.0  # prices near 1 keep the solver's tolerances meaningful
_MINUTE = 60.0 * TICKS


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
    reduced : array of float
        What using the entry at all would add to the relaxation's cost, at least; about 0 where it is used.
    """

    lower_bound: int
    entry: Ints
    uses: Floats
    sets: Floats
    reduced: Floats


def _solver() -> highspy.Highs:
    solver = getattr(_LOCAL, "solver", None)
    if solver is None:
        solver = _silent_solver()
        solver.setOptionValue("threads", 1)
        solver.setOptionValue("presolve", "off")
        solver.setOptionValue("solver", "simplex")
        _LOCAL.solver = solver
    return solver


def _silent_solver() -> highspy.Highs:
    """A solver that writes nothing: from 1.16 on its constructor would name itself on standard output."""
    import highspy

    class Silent(highspy.Highs):
        def enableCallbacks(self) -> None:  # noqa: N802  (the constructor calls it, and it says who the solver is)
            self.setOptionValue("output_flag", False)
            super().enableCallbacks()  # type: ignore[no-untyped-call]

    solver = Silent()  # type: ignore[no-untyped-call]
    solver.setOptionValue("output_flag", False)
    return solver


@dataclass(frozen=True, eq=False)
class _Rows:
    """Some rows of one kind: their part of the matrix, their limits, and what they may miss at a price."""

    matrix: Floats  # (columns, rows)
    least: Floats | None
    most: Floats | None
    slacks: tuple[tuple[float, Floats, Floats], ...] = ()  # sign, price and largest value of a slack for each row


@dataclass(frozen=True, eq=False)
class _Columns:
    """Each entry of the first session of each kind at its most sets, and at its fewest where these differ."""

    entry: Ints
    two: Flags  # entries with both columns; the second ones stand behind all first ones, in the same order
    column: Ints  # the entry of each column
    sets: Ints
    home: Ints  # the kind of session of each column
    first: Ints  # the first session of each kind
    many: Ints  # how many sessions are of the kind


def relax(problem: Problem) -> Relaxed:
    """Solve the relaxation."""
    columns = _columns(problem)
    column, entry, two = columns.column, columns.entry, columns.two
    solver, solution = _solve(problem, columns, _rows(problem, columns))
    if solution is None:
        return Relaxed(0, entry, *np.zeros((3, len(entry))))
    took = solution[: len(column)]
    both = np.stack([took, took * columns.sets])
    uses, sets = both[:, : len(entry)].copy()
    uses[two] += both[0, len(entry) :]
    sets[two] += both[1, len(entry) :]
    dual = np.array(solver.getSolution().col_dual)[: len(column)]
    reduced = dual[: len(entry)].copy()
    reduced[two] = np.minimum(reduced[two], dual[len(entry) :])
    cost = solver.getInfo().objective_function_value * _SCALE
    return Relaxed(int(np.floor(cost - 1e-6 * abs(cost) - 1)), entry, uses, sets, reduced)


def _columns(problem: Problem) -> _Columns:
    kinds: dict[tuple[str, int, int], list[int]] = {}
    for session, kind in enumerate(problem.kinds):
        own = -1 if problem.needs_work[session] else session
        kinds.setdefault((kind, int(problem.budget[session]), own), []).append(session)
    first = np.array([members[0] for members in kinds.values()], dtype=np.intp)
    home = np.full(len(problem.budget), -1, dtype=np.intp)
    home[first] = np.arange(len(first))
    entry = np.flatnonzero(home[problem.session] >= 0)
    two = problem.high[entry] > problem.low[entry]
    column = np.concatenate([entry, entry[two]])
    return _Columns(
        entry=entry,
        two=two,
        column=column,
        sets=np.concatenate([problem.high[entry], problem.low[entry[two]]]),
        home=home[problem.session[column]],
        first=first,
        many=np.array([len(members) for members in kinds.values()], dtype=np.intp),
    )


def _rows(problem: Problem, columns: _Columns) -> list[_Rows]:
    column, sets, first, many = columns.column, columns.sets, columns.first, columns.many
    targets = prices.item_targets(problem.target, problem.share)
    goals = np.array(targets, dtype=np.float64)
    steps = prices.PARTS * np.array(prices.item_prices(problem.target, targets, problem.far_over), dtype=np.float64)
    here = (columns.home[:, None] == np.arange(len(first))).astype(np.float64)
    time = (problem.fixed[column] + sets * problem.per_set[column]) / _MINUTE
    pattern = columns.home * len(PATTERNS) + problem.group[column] % len(PATTERNS)
    patterns = np.unique(pattern)
    wishes = len(problem.wish_price)
    fewest, must = problem.fewest[first], problem.needs_work[first].astype(np.intp)
    lifts = problem.group_base[first[patterns // len(PATTERNS)] * len(PATTERNS) + patterns % len(PATTERNS)]
    left = np.array(problem.goals, dtype=np.float64) - problem.base
    rows = [
        _Rows(  # each muscle's target: short by thirds, or over it
            (sets[:, None] * problem.amount[column]).astype(np.float64),
            left,
            left,
            (
                (1.0, steps[:, 2], goals / 3),
                (1.0, steps[:, 1], goals / 3),
                (1.0, steps[:, 0], goals / 3),
                (-1.0, steps[:, 3], np.array([prices.over_room(goal) for goal in targets], dtype=np.float64)),
                (-1.0, steps[:, 4], np.full(len(goals), np.inf)),
            ),
        ),
        _Rows(here * time[:, None], None, many * problem.budget[first] / _MINUTE),
        _Rows(here, None, (many * problem.most[first]).astype(np.float64)),
        _Rows(
            here,
            (many * np.maximum(fewest, must)).astype(np.float64),
            None,
            (
                (
                    1.0,
                    np.full(len(first), float(problem.thin)),
                    (many * np.maximum(fewest - must, 0)).astype(np.float64),
                ),
            ),
        ),
        _Rows(  # one exercise of a pattern is free, the second has a price; main lifts come first
            (pattern[:, None] == patterns).astype(np.float64),
            None,
            (many[patterns // len(PATTERNS)] * np.maximum(1 - lifts, 0)).astype(np.float64),
            (
                (
                    -1.0,
                    np.full(len(patterns), float(problem.repeat)),
                    many[patterns // len(PATTERNS)].astype(np.float64),
                ),
            ),
        ),
        _Rows(
            problem.wish[column].astype(np.float64),
            np.ones(wishes),
            None,
            ((1.0, problem.wish_price.astype(np.float64), np.ones(wishes)),),
        ),
    ]
    pairs = int(columns.two.sum())
    if pairs:
        once = np.zeros((len(column), pairs))
        once[np.flatnonzero(columns.two), np.arange(pairs)] = 1.0
        once[len(columns.entry) + np.arange(pairs), np.arange(pairs)] = 1.0
        rows.append(_Rows(once, None, many[columns.home[: len(columns.entry)][columns.two]].astype(np.float64)))
    return rows


def _solve(problem: Problem, columns: _Columns, rows: list[_Rows]) -> tuple[highspy.Highs, Floats | None]:
    import highspy

    begins = np.cumsum([0, *(block.matrix.shape[1] for block in rows)])
    count = int(begins[-1])
    least, most = np.full(count, -np.inf), np.full(count, np.inf)
    slack_rows, signs, slack_prices, slack_most = [], [], [], []
    for begin, end, block in zip(begins[:-1], begins[1:], rows, strict=True):
        if block.least is not None:
            least[begin:end] = block.least
        if block.most is not None:
            most[begin:end] = block.most
        for sign, price, largest in block.slacks:
            slack_rows.append(np.arange(begin, end))
            signs.append(np.full(end - begin, sign))
            slack_prices.append(price)
            slack_most.append(largest)
    # column by column: first the entries, then the slacks with one coefficient each
    dense = np.concatenate([block.matrix for block in rows], axis=1)
    at, row = np.nonzero(dense)
    lengths = np.bincount(at, minlength=len(dense))
    slack_row = np.concatenate(slack_rows)
    start = np.concatenate([[0], np.cumsum(np.concatenate([lengths, np.ones(len(slack_row), dtype=np.intp)]))])
    value = np.concatenate([dense[at, row], *signs])
    cost = np.concatenate([problem.price[columns.column], *slack_prices]) / _SCALE
    upper = np.concatenate([columns.many[columns.home], *slack_most])
    solver = _solver()
    solver.clearModel()
    solver.passModel(
        len(cost),
        count,
        len(value),
        int(highspy.MatrixFormat.kColwise),
        int(highspy.ObjSense.kMinimize),
        0.0,
        cost,
        np.zeros(len(cost)),
        upper.astype(np.float64),
        least,
        most,
        start.astype(np.int32),
        np.concatenate([row, slack_row]).astype(np.int32),
        value,
        np.zeros(len(cost), dtype=np.int32),
    )
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return solver, None
    return solver, np.array(solver.getSolution().col_value)
