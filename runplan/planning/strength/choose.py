"""From a request to a routine: warm-up first, then the exercises and sets that come nearest to the targets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from runplan.errors import RunplanError
from runplan.plan.records import Exercise, Routine, RoutineRequest
from runplan.planning.strength.candidates import pool_for
from runplan.planning.strength.catalog_arrays import TICKS, CatalogArrays, Ints, arrays_of
from runplan.planning.strength.compose import (
    LIGHT_NOTE,
    Choice,
    in_order,
    muscle_work,
    prescription,
    seconds_of,
)
from runplan.planning.strength.deload import lighter_week
from runplan.planning.strength.fixed_routine import article_session
from runplan.planning.strength.lp_bound import Relaxed, relax
from runplan.planning.strength.problem import Problem, problem_for
from runplan.planning.strength.search import solve
from runplan.planning.strength.supersets import fill, in_turn
from runplan.planning.strength.warm_up import WarmUp, choose_warm_ups, plan_warm_up

if TYPE_CHECKING:
    from runplan.catalog import Catalog


def choose_anew(request: RoutineRequest, catalog: Catalog) -> Routine:
    """A routine for a request: exercises, sets and order for each of its strength sessions."""
    arrays = arrays_of(catalog)
    if "routine" not in request.session_types:
        return _finish(request, arrays, *_optimised(request, arrays))
    others: Iterator[list[Choice]] = iter(())
    rest = tuple(kind for kind in request.session_types if kind != "routine")
    if rest:
        others = iter(_optimised(replace(request, session_types=rest), arrays)[0])
    sessions = [
        article_session(arrays, request) if kind == "routine" else next(others) for kind in request.session_types
    ]
    problem = problem_for(arrays, request, [request.minutes * 60 * TICKS] * len(request.session_types))
    return _finish(request, arrays, sessions, problem, None)


@lru_cache(maxsize=64)
def heavy_possible(
    catalog: Catalog,
    *,
    strength_phase: str,
    level: str,
    equipment: tuple[str, ...],
    avoid: tuple[str, ...],
    jumps: bool,
) -> bool:
    """Whether there is leg work that is heavy at this phase's dose, jumps included where they are allowed."""
    arrays = arrays_of(catalog)
    dose = arrays.at(level, strength_phase)
    usable = arrays.usable(equipment, level, avoid) & arrays.counted & dose.known & dose.heavy
    return bool((usable & (jumps | ~arrays.jump)).any())


@lru_cache(maxsize=64)
def warm_up_possible(catalog: Catalog, *, equipment: tuple[str, ...], level: str, avoid: tuple[str, ...]) -> bool:
    """Whether a warm-up drill is left for this person: no strength session goes without."""
    arrays = arrays_of(catalog)
    usable = arrays.usable(equipment, level, avoid)
    return any(name == "warm_up" and usable[at] for at, name in enumerate(arrays.sections))


def vary(routine: Routine, *, first_of_phase: bool, step_back: bool) -> tuple[tuple[Exercise, ...], ...]:
    """The routine of one week of a phase: the same exercises, lighter at its start and in step-back weeks.

    Effort is 1 lower in the first week of a phase and in a step-back week. In a step-back week the sets go that
    coverage can spare: every muscle that is judged keeps 90 % of its target, or all it had.
    """
    if not first_of_phase and not step_back:
        return routine.sessions
    return routine.lighter(True, step_back)


def _optimised(request: RoutineRequest, arrays: CatalogArrays) -> tuple[list[list[Choice]], Problem, Relaxed]:
    warm_up = plan_warm_up(arrays, request)
    problem = _problem(request, arrays, warm_up, shortest=False)
    _check(request, arrays, problem, warm_up)
    relaxed = relax(problem)
    sets = solve(problem, relaxed)
    work: list[list[Choice]] = [[] for _ in request.session_types]
    pools = [pool_for(arrays, kind, request) for kind in request.session_types]
    for entry in np.flatnonzero(sets):
        session, exercise = int(problem.session[entry]), int(problem.exercise[entry])
        light = bool(pools[session].technique[problem.pool_place[entry]])
        dose = arrays.dose(exercise, request.level, "technique" if light else request.strength_phase)
        assert dose is not None  # the pool holds only exercises with a dose
        note = LIGHT_NOTE if light and request.strength_phase != "technique" else ""
        work[session].append(
            Choice(exercise, int(sets[entry]), dose.reps, dose.seconds, dose.rest_s, dose.effort, note)
        )
    time = [sum(choice.ticks(arrays) for choice in choices) for choices in work]
    drills = choose_warm_ups(arrays, warm_up, [muscle_work(arrays, choices) for choices in work], time)
    sessions = []
    for choices, before in zip(work, drills, strict=True):
        for exercise in before:
            dose = arrays.dose(exercise, request.level, request.strength_phase)
            assert dose is not None
            choices.append(Choice(exercise, dose.sets_min, dose.reps, dose.seconds, dose.rest_s, dose.effort))
        sessions.append(in_turn(arrays, request, in_order(arrays, choices)))
    most = [dict(zip(pool.exercise.tolist(), pool.high.tolist(), strict=True)) for pool in pools]
    fill(arrays, problem, sessions, request.minutes * 60 * TICKS, most)
    return sessions, problem, relaxed


def _problem(request: RoutineRequest, arrays: CatalogArrays, warm_up: WarmUp, *, shortest: bool) -> Problem:
    taken = warm_up.shortest if shortest else warm_up.reserve
    return problem_for(arrays, request, [max(0, request.minutes * 60 * TICKS - taken)] * len(request.session_types))


def _check(request: RoutineRequest, arrays: CatalogArrays, problem: Problem, warm_up: WarmUp) -> None:
    """Refuse what cannot be met, in one sentence."""
    for session, kind in enumerate(request.session_types):
        pool = pool_for(arrays, kind, request)
        inside = problem.session == session
        if kind == "heavy":
            missing = "exercise that is heavy for the legs"
            possible, fits = bool(pool.heavy.any()), bool((inside & problem.heavy).any())
        else:
            missing = f"exercise for a {kind} session"
            possible, fits = bool(len(pool.exercise)), bool(inside.any())
        if not possible:
            raise RunplanError(
                f"equipment={request.equipment!r} and avoid={request.avoid!r} leave no {missing} "
                f"at level {request.level} in the {request.strength_phase} phase: "
                "own more, avoid less, or ask for another type of session."
            )
        if not fits:
            warm = -(-warm_up.reserve // TICKS)
            raise RunplanError(
                f"minutes={request.minutes} is too short: the warm-up alone takes {warm // 60}:{warm % 60:02d}, "
                f"and no {missing} fits into the rest. Give more minutes, or ask for a routine session."
            )


def _finish(
    request: RoutineRequest,
    arrays: CatalogArrays,
    sessions: list[list[Choice]],
    problem: Problem,
    relaxed: Relaxed | None,
) -> Routine:
    sets = _sets(problem, sessions)

    def lower_bound() -> int:
        if relaxed is not None:
            return relaxed.lower_bound
        return relax(_problem(request, arrays, plan_warm_up(arrays, request), shortest=True)).lower_bound

    least = [
        {
            int(problem.exercise[at]): int(problem.low[at])
            for at in np.flatnonzero((sets > 0) & (problem.session == session))
        }
        for session in range(len(sessions))
    ]
    weeks: dict[bool, tuple[tuple[Exercise, ...], ...]] = {}

    def lighter(easier: bool, fewer: bool) -> tuple[tuple[Exercise, ...], ...]:
        if fewer not in weeks:
            weeks[fewer] = lighter_week(arrays, problem, sessions, least, easier=easier, fewer=fewer)
        return weeks[fewer]

    return Routine(
        request=request,
        sessions=tuple(tuple(prescription(arrays, choice) for choice in choices) for choices in sessions),
        seconds=tuple(seconds_of(arrays, choices) for choices in sessions),
        cost=problem.cost(sets),
        cost_of_nothing=problem.cost_of_nothing,
        lower_bound=lower_bound,
        lighter=lighter,
    )


def _sets(problem: Problem, sessions: list[list[Choice]]) -> Ints:
    """The sessions' counted work as one number of sets an entry."""
    sets = np.zeros(len(problem.session), dtype=np.intp)
    entries = {
        (int(session), int(exercise)): at
        for at, (session, exercise) in enumerate(zip(problem.session, problem.exercise, strict=True))
    }
    for session, choices in enumerate(sessions):
        for choice in choices:
            at = entries.get((session, choice.exercise))
            if at is not None:
                sets[at] = choice.sets
    return sets
