"""From a request to a routine: warm-up first, then the main lifts, then what comes nearest to the targets."""

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
    Choice,
    in_order,
    lettered,
    muscle_work,
    prescription,
    seconds_of,
    session_ticks,
)
from runplan.planning.strength.fixed_routine import routine_in_week, routine_session
from runplan.planning.strength.lifts.hops import longest_hops
from runplan.planning.strength.lifts.session_content import main_content
from runplan.planning.strength.lifts.step_doses import reference_step
from runplan.planning.strength.lifts.week_doses import week_session
from runplan.planning.strength.lp_bound import Relaxed, relax
from runplan.planning.strength.problem import Fixed, Problem, problem_for
from runplan.planning.strength.search import solve
from runplan.planning.strength.supersets import fill, in_turn
from runplan.planning.strength.warm_up import WarmUp, choose_warm_ups, plan_warm_up

if TYPE_CHECKING:
    from runplan.catalog import Catalog

FILLED_PERCENT = {"beginner": 88, "intermediate": 88, "advanced": 90}
"""Of the minutes, where they are filled: the heaviest weeks take the rest; our assumption."""
SHORT_MINUTES = 30
"""Shorter sessions are filled more, up to all of them: they have no sets to add in the heaviest weeks."""
LEAST_FILLED_PERCENT = 80
"""Up to this share of the minutes, where they are filled, other work has a set more than usual; our assumption."""
RACE_WEEK_MINUTES = 15
"""The most that a session of the race week takes; our assumption."""


def choose_anew(request: RoutineRequest, catalog: Catalog) -> Routine:
    """A routine for a request: exercises, sets and order for each of its strength sessions."""
    arrays = arrays_of(catalog)
    if "routine" not in request.session_types:
        return _finish(request, arrays, *_optimised(request, arrays))
    others: Iterator[list[Choice]] = iter(())
    rest = tuple(kind for kind in request.session_types if kind != "routine")
    if rest:
        others = iter(_optimised(replace(request, session_types=rest), arrays)[0])
    named = iter(request.routines)
    sessions = [
        routine_session(arrays, request, next(named, "article")) if kind == "routine" else next(others)
        for kind in request.session_types
    ]
    return _finish(request, arrays, sessions, _routine_problem(request, arrays), None)


@lru_cache(maxsize=64)
def warm_up_possible(catalog: Catalog, *, equipment: tuple[str, ...], level: str, avoid: tuple[str, ...]) -> bool:
    """Whether a warm-up drill is left for this person: no strength session goes without."""
    arrays = arrays_of(catalog)
    usable = arrays.usable(equipment, level, avoid)
    return any(name == "warm_up" and usable[at] for at, name in enumerate(arrays.sections))


def _optimised(request: RoutineRequest, arrays: CatalogArrays) -> tuple[list[list[Choice]], Problem, Relaxed]:
    warm_up = plan_warm_up(arrays, request)
    content, problem = lifts_and_problem(arrays, request)
    _check(request, arrays, problem, warm_up)
    relaxed = relax(problem)
    sets = solve(problem, relaxed)
    work = [list(choices) for choices in content]
    step = reference_step(request)
    for entry in np.flatnonzero(sets):
        exercise = int(problem.exercise[entry])
        dose = arrays.dose(exercise, request.level, step)
        assert dose is not None  # the pool holds only exercises with a dose
        work[problem.session[entry]].append(Choice.of(exercise, int(sets[entry]), dose))
    time = [session_ticks(arrays, choices) for choices in work]
    drills = choose_warm_ups(arrays, warm_up, [muscle_work(arrays, choices) for choices in work], time)
    sessions = []
    for choices, before in zip(work, drills, strict=True):
        for exercise in before:
            dose = arrays.dose(exercise, request.level, step)
            assert dose is not None
            choices.append(Choice.of(exercise, dose.sets_min, dose))
        sessions.append(in_turn(arrays, request, in_order(arrays, choices)))
    _fill(arrays, request, problem, sessions, content)
    return sessions, problem, relaxed


def lifts_and_problem(arrays: CatalogArrays, request: RoutineRequest) -> tuple[list[list[Choice]], Problem]:
    """Each session's main lifts, and what may be chosen beside them."""
    budgets = session_budgets(arrays, request)
    content = main_content(arrays, request, budgets)
    return content, problem_for(arrays, request, budgets, [_fixed(arrays, choices) for choices in content])


def _fill(
    arrays: CatalogArrays,
    request: RoutineRequest,
    problem: Problem,
    sessions: list[list[Choice]],
    content: list[list[Choice]],
) -> None:
    """Give minutes that are left to sets: those that supersets won, and where asked for those beyond the targets."""
    if not (request.fill or request.pairs):
        return
    pools = [pool_for(arrays, kind, request) for kind in request.session_types]
    most = [dict(zip(pool.exercise.tolist(), pool.high.tolist(), strict=True)) for pool in pools]
    for choices, high in zip(content, most, strict=True):
        high.update({choice.exercise: choice.sets for choice in choices})
    hops = _hop_ticks(arrays, request)
    fill(arrays, problem, sessions, _session_ticks(request) - hops, most, on=request.fill)
    if request.fill and not request.racing:
        lifts = [{choice.exercise for choice in choices} for choices in content]
        more = [
            {exercise: sets + (exercise not in own) for exercise, sets in high.items()}
            for high, own in zip(most, lifts, strict=True)
        ]
        least = LEAST_FILLED_PERCENT * request.minutes * 60 * TICKS // 100
        fill(arrays, problem, sessions, least - hops, more, on=True)


def _fixed(arrays: CatalogArrays, choices: list[Choice]) -> Fixed:
    return Fixed(tuple((choice.exercise, choice.sets) for choice in choices), session_ticks(arrays, choices))


def _session_ticks(request: RoutineRequest) -> int:
    """Time of a session at its reference step [ticks]."""
    minutes = min(request.minutes, RACE_WEEK_MINUTES) if request.racing else request.minutes
    ticks = minutes * 60 * TICKS
    if not request.fill or request.racing:
        return ticks
    return min(100, FILLED_PERCENT[request.level] + max(0, SHORT_MINUTES - minutes)) * ticks // 100


def _hop_ticks(arrays: CatalogArrays, request: RoutineRequest) -> int:
    """Time that the hops of a session may take [ticks]."""
    usable = arrays.usable(request.equipment, request.level, request.avoid)
    ticks = 0
    for hop in longest_hops(request.level):
        at = arrays.place.get(hop.exercise_id)
        if at is not None and usable[at]:
            ticks += arrays.fixed_ticks(at, 0) + hop.sets * arrays.set_ticks(at, None, hop.seconds, 0)
    return ticks


def session_budgets(arrays: CatalogArrays, request: RoutineRequest) -> list[int]:
    """Time of each session for counted work, main lifts included [ticks]."""
    left = _session_ticks(request) - _hop_ticks(arrays, request) - plan_warm_up(arrays, request).reserve
    return [max(0, left)] * len(request.session_types)


def _routine_problem(request: RoutineRequest, arrays: CatalogArrays, warm_up: int = 0) -> Problem:
    sessions = len(request.session_types)
    return problem_for(arrays, request, [request.minutes * 60 * TICKS - warm_up] * sessions, [Fixed()] * sessions)


def _check(request: RoutineRequest, arrays: CatalogArrays, problem: Problem, warm_up: WarmUp) -> None:
    """Refuse what cannot be met, in one sentence."""
    for session, kind in enumerate(request.session_types):
        if not problem.needs_work[session]:
            continue
        missing = f"exercise for a {kind} session"
        if not len(pool_for(arrays, kind, request).exercise):
            raise RunplanError(
                f"equipment={request.equipment!r} and avoid={request.avoid!r} leave no {missing} at level "
                f"{request.level} in the {request.strength_phase} phase: give more equipment, avoid fewer "
                "exercises, or ask for another type of session."
            )
        if not (problem.session == session).any():
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
    def lower_bound() -> int:
        if relaxed is not None:
            return relaxed.lower_bound
        return relax(_routine_problem(request, arrays, plan_warm_up(arrays, request).shortest)).lower_bound

    weeks: dict[tuple[str, tuple[bool, ...], int], tuple[tuple[int, tuple[Exercise, ...]], ...]] = {}

    def week(step: str, light: tuple[bool, ...], hop_week: int) -> tuple[tuple[int, tuple[Exercise, ...]], ...]:
        key = step, light, hop_week
        if key not in weeks:
            weeks[key] = tuple(
                _written(
                    arrays,
                    routine_in_week(arrays, choices, step)
                    if kind == "routine"
                    else week_session(arrays, request, choices, step, light=calm, hop_week=hop_week),
                )
                for kind, choices, calm in zip(request.session_types, sessions, light, strict=True)
            )
        return weeks[key]

    return Routine(
        request=request,
        sessions=tuple(tuple(prescription(arrays, choice) for choice in lettered(choices)) for choices in sessions),
        seconds=tuple(seconds_of(arrays, choices) for choices in sessions),
        cost=problem.cost(_sets(problem, sessions)),
        cost_of_nothing=problem.cost_of_nothing,
        lower_bound=lower_bound,
        week=week,
    )


def _written(arrays: CatalogArrays, choices: list[Choice]) -> tuple[int, tuple[Exercise, ...]]:
    """The minutes of a session, and its exercises numbered in the order of doing."""
    minutes = -(-session_ticks(arrays, choices) // (60 * TICKS))
    return minutes, tuple(
        prescription(arrays, choice, order) for order, choice in enumerate(lettered(choices), start=1)
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
