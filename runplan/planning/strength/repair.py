"""What a coach would mend and prices do not see: two forms of one exercise, and sessions of uneven length."""

from __future__ import annotations

import numpy as np

from runplan.planning.strength import objective as prices
from runplan.planning.strength.catalog_arrays import TICKS, Ints
from runplan.planning.strength.local_search import Search
from runplan.planning.strength.problem import Problem

_UNEVEN = 150 * TICKS  # so much longer one session may be than another; our assumption


def apart(search: Search, sets: Ints) -> Ints:
    """The same without an exercise beside its own easier or harder form in one session; another takes its place."""
    problem = search.problem
    out: tuple[int, ...] = ()
    while True:
        pair = _near(problem, sets)
        if pair is None:
            return sets
        best, least, left = None, prices.FORBIDDEN, out
        for one in pair:
            fewer = sets.copy()
            fewer[one] = 0
            search.begin(fewer, (*out, one))
            search.descend()
            if not search.whole():
                continue
            tried = search.chosen()
            cost = problem.cost(tried)
            if cost < least:
                best, least, left = tried, cost, (*out, one)
        if best is None:
            return sets
        sets, out = best, left


def _near(problem: Problem, sets: Ints) -> tuple[int, int] | None:
    """The first two entries of one session that are forms of one exercise."""
    used = np.flatnonzero(sets)
    exercise, session = problem.exercise[used], problem.session[used]
    alike = problem.near[exercise[:, None], exercise] & (session[:, None] == session)
    if not alike.any():
        return None
    one, other = divmod(int(alike.argmax()), len(used))
    return int(used[one]), int(used[other])


def even(problem: Problem, sets: Ints) -> Ints:
    """The same with exercises moved from long sessions to short ones where that costs nothing; core sessions stay."""
    sessions = len(problem.budget)
    if sessions == 1:
        return sets
    place = {pair: at for at, pair in enumerate(zip(problem.session.tolist(), problem.exercise.tolist(), strict=True))}
    took = np.where(sets > 0, problem.fixed + sets * problem.per_set, 0)
    time = np.bincount(problem.session, took, sessions).astype(np.intp) - problem.budget  # main lifts included
    cost = problem.cost(sets)
    for _ in range(2 * sessions):
        pairs = [
            (int(time[other] - time[one]), one, other)
            for one in range(sessions)
            for other in range(sessions)
            if time[one] < time[other] and _alike(problem.kinds[one], problem.kinds[other])
        ]
        ordered = sorted(pairs, reverse=True)
        moved = next((move for pair in ordered if (move := _move(problem, sets, took, place, pair, cost))), None)
        if moved is None:
            break
        old, new = moved
        sets = sets.copy()
        sets[new], sets[old] = sets[old], 0
        took[new], took[old] = took[old], 0
        time = np.bincount(problem.session, took, sessions).astype(np.intp) - problem.budget
        cost = problem.cost(sets)
    return sets


def _move(
    problem: Problem,
    sets: Ints,
    took: Ints,
    place: dict[tuple[int, int], int],
    pair: tuple[int, int, int],
    cost: int,
) -> tuple[int, int] | None:
    """The entry of the longer session that evens two sessions out most, and where it goes."""
    gap, short, long = pair
    if gap <= _UNEVEN:
        return None
    here = np.flatnonzero((sets > 0) & (problem.session == long))
    for old in sorted(here.tolist(), key=lambda at: abs(gap - 2 * int(took[at]))):
        new = place.get((short, int(problem.exercise[old])))
        if new is None or sets[new] or not 0 < took[old] < gap or not _same(problem, old, new):
            continue
        tried = sets.copy()
        tried[new], tried[old] = sets[old], 0
        if _allowed(problem, tried, short, long) and problem.cost(tried) <= cost:
            return old, int(new)
    return None


def _alike(one: str, other: str) -> bool:
    return one == other or {one, other} == {"heavy", "general"}


def _same(problem: Problem, old: int, new: int) -> bool:
    """Whether an exercise has one dose in both sessions."""
    dose = ("low", "fixed", "per_set")
    return all(getattr(problem, name)[old] == getattr(problem, name)[new] for name in dose)


def _allowed(problem: Problem, sets: Ints, short: int, long: int) -> bool:
    """Whether the two sessions keep the hard rules."""
    used = sets > 0
    if _near(problem, sets) is not None:
        return False
    if (problem.group_base + np.bincount(problem.group[used], minlength=problem.groups)).max() > prices.PATTERN_CAP:
        return False
    for session in (short, long):
        inside = used & (problem.session == session)
        time = int((problem.fixed[inside] + sets[inside] * problem.per_set[inside]).sum())
        count = int(inside.sum())
        if not problem.needs_work[session] <= count <= problem.most[session] or time > problem.budget[session]:
            return False
    return True
