"""The local search: where it starts, which entries it looks at, and what it mends at the end."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import numpy as np

from runplan.planning.strength import objective as prices
from runplan.planning.strength.catalog_arrays import Ints
from runplan.planning.strength.local_search import Search
from runplan.planning.strength.lp_bound import Relaxed
from runplan.planning.strength.problem import Problem
from runplan.planning.strength.repair import apart, even

_NEAR_PERMILLE = 15  # so near to the lower bound, in parts of the cost of no training, no further start is tried
_SHORT = 32  # exercises of a kind of session that are looked at


def solve(problem: Problem, relaxed: Relaxed) -> Ints:
    """A choice of sets that keeps every hard rule and is among the best.

    It starts at the relaxation, rounded. Where that ends far above the lower bound, further starts are tried: from
    nothing, and from less of the relaxation.
    """
    if not len(problem.session):
        return np.zeros(0, dtype=np.intp)  # the main lifts leave no time, or nothing is left beside them
    short = _shortlist(problem, relaxed)
    if len(short) < len(problem.session):
        sets = np.zeros(len(problem.session), dtype=np.intp)
        place = np.full(len(problem.session), -1, dtype=np.intp)
        place[short] = np.arange(len(short))
        inside = place[relaxed.entry] >= 0
        few = replace(
            relaxed,
            entry=place[relaxed.entry[inside]],
            **{name: getattr(relaxed, name)[inside] for name in ("uses", "sets", "reduced")},
        )
        sets[short] = _solved(problem.only(short), few)
        return sets
    return _solved(problem, relaxed)


def _solved(problem: Problem, relaxed: Relaxed) -> Ints:
    search = Search(problem)
    return even(problem, apart(search, _walk(search, relaxed)))


def _shortlist(problem: Problem, relaxed: Relaxed) -> Ints:
    """The entries that the relaxation would use first, of each kind of session."""
    keep: set[tuple[str, int]] = set()
    order = relaxed.entry[np.argsort(np.round(relaxed.reduced, 6), kind="stable")]
    for session in np.unique(problem.session[relaxed.entry]).tolist():
        here = order[problem.session[order] == session]
        keep.update((problem.kinds[session], int(problem.exercise[entry])) for entry in here[:_SHORT].tolist())
    alike = zip(problem.session.tolist(), problem.exercise.tolist(), strict=True)
    return np.flatnonzero([(problem.kinds[session], exercise) in keep for session, exercise in alike])


def _walk(search: Search, relaxed: Relaxed) -> Ints:
    problem = search.problem
    nothing = np.zeros(len(problem.session), dtype=np.intp)
    enough = relaxed.lower_bound + _NEAR_PERMILLE * problem.cost_of_nothing // 1000
    best, least = nothing, -1
    for share in (0.5, None, 0.85):
        search.begin(nothing if share is None else _rounded(problem, relaxed, share))
        search.descend()
        chosen = search.chosen()
        cost = problem.cost(chosen) if search.whole() else prices.FORBIDDEN
        if least < 0 or cost < least:
            best, least = chosen, cost
        if least <= enough:
            break
    return best


def _rounded(problem: Problem, relaxed: Relaxed, least_use: float) -> Ints:
    """Whole sets near the relaxation's: what it uses most comes first, into the session with most room."""
    sets = np.zeros(len(problem.session), dtype=np.intp)
    uses = np.round(relaxed.uses, 6)  # the solver's last digits decide nothing
    room = problem.budget.tolist()
    left = problem.most.tolist()
    alike = Counter(dict(enumerate(problem.group_base.tolist())))
    for place in np.argsort(-uses, kind="stable").tolist():
        share = float(uses[place])
        if share < least_use:
            break
        entry = int(relaxed.entry[place])
        count = round(round(float(relaxed.sets[place]), 6) / share)
        kind = problem.kinds[problem.session[entry]]
        same = [
            at
            for at in np.flatnonzero(problem.exercise == problem.exercise[entry]).tolist()
            if problem.kinds[problem.session[at]] == kind
        ]
        same.sort(key=lambda at: -room[problem.session[at]])
        for at in same[: max(1, round(share))]:
            session, group = int(problem.session[at]), int(problem.group[at])
            wanted = min(max(count, int(problem.low[at])), int(problem.high[at]))
            time = int(problem.fixed[at]) + wanted * int(problem.per_set[at])
            if time <= room[session] and left[session] and alike[group] < prices.PATTERN_CAP:
                sets[at] = wanted
                room[session] -= time
                left[session] -= 1
                alike[group] += 1
    return sets
