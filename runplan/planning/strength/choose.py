"""From an ask to a routine: warm-up first, then the exercises and sets that come nearest to the targets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from runplan.errors import RunplanError
from runplan.plan.routine import Prescription, Routine, RoutineAsk
from runplan.planning.strength.candidates import pool_for
from runplan.planning.strength.catalog_arrays import TICKS, Ints, Tables, tables_of
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
    from runplan.plan.block import Block
    from runplan.planning.weeks.outline import Week

_KEPT = 512  # routines remembered a catalog


def routine_ask(
    block: Block, week: Week, types: tuple[str, ...], known: tuple[tuple[str, ...], ...] = ()
) -> RoutineAsk:
    """What the strength sessions of a week ask for."""
    return RoutineAsk(
        strength_phase=week.strength_phase,
        session_types=types,
        minutes=block.strength_minutes,
        sets_target=week.sets_target,
        equipment=block.equipment,
        level=block.level,
        avoid=block.avoid,
        prefer=block.prefer,
        jumps=week.jumps,
        known=known,
    )


def choose(ask: RoutineAsk, catalog: Catalog) -> Routine:
    """The routine of a week: exercises, sets and order for each of its strength sessions.

    The same ask and catalog give the same routine; routines are remembered as long as the catalog lives.

    Raises
    ------
    RunplanError
        If there is nothing to warm up with, or a session that nothing fits into.
    """
    tables = tables_of(catalog)
    found: Routine | None = tables.routines.get(ask)
    if found is None:
        found = _choose(ask, tables)
        if len(tables.routines) >= _KEPT:
            tables.routines.clear()
        tables.routines[ask] = found
    return found


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
    tables = tables_of(catalog)
    dose = tables.at(level, strength_phase)
    usable = tables.usable(tuple(equipment), level, tuple(avoid)) & tables.counted & dose.known & dose.heavy
    return bool((usable & (jumps | ~tables.jump)).any())


def warm_up_possible(catalog: Catalog, *, equipment: tuple[str, ...], level: str, avoid: tuple[str, ...]) -> bool:
    """Whether a warm-up drill is left for this person: no strength session goes without."""
    tables = tables_of(catalog)
    usable = tables.usable(tuple(equipment), level, tuple(avoid))
    return any(name == "warm_up" and usable[at] for at, name in enumerate(tables.sections))


def vary(routine: Routine, *, first_of_phase: bool, step_back: bool) -> tuple[tuple[Prescription, ...], ...]:
    """The routine of one week of a phase: the same exercises, lighter at its start and in step-back weeks.

    Effort is 1 lower in the first week of a phase and in a step-back week. In a step-back week the sets go that
    coverage can spare: every muscle that is judged keeps 90 % of its target, or all it had.
    """
    if not first_of_phase and not step_back:
        return routine.sessions
    return routine.lighter(True, step_back)


def _choose(ask: RoutineAsk, tables: Tables) -> Routine:
    if "routine" not in ask.session_types:
        return _finish(ask, tables, *_optimised(ask, tables))
    others: Iterator[list[Choice]] = iter(())
    rest = tuple(kind for kind in ask.session_types if kind != "routine")
    if rest:
        others = iter(_optimised(replace(ask, session_types=rest), tables)[0])
    sessions = [article_session(tables, ask) if kind == "routine" else next(others) for kind in ask.session_types]
    problem = problem_for(tables, ask, [ask.minutes * 60 * TICKS] * len(ask.session_types))
    return _finish(ask, tables, sessions, problem, None)


def _optimised(ask: RoutineAsk, tables: Tables) -> tuple[list[list[Choice]], Problem, Relaxed]:
    warm_up = plan_warm_up(tables, ask)
    problem = _problem(ask, tables, warm_up, shortest=False)
    _check(ask, tables, problem, warm_up)
    relaxed = relax(problem)
    sets = solve(problem, relaxed)
    work: list[list[Choice]] = [[] for _ in ask.session_types]
    pools = [pool_for(tables, kind, ask) for kind in ask.session_types]
    for entry in np.flatnonzero(sets):
        session, exercise = int(problem.session[entry]), int(problem.exercise[entry])
        light = bool(pools[session].technique[problem.pool_place[entry]])
        dose = tables.dose(exercise, ask.level, "technique" if light else ask.strength_phase)
        assert dose is not None  # the pool holds only exercises with a dose
        note = LIGHT_NOTE if light and ask.strength_phase != "technique" else ""
        work[session].append(
            Choice(exercise, int(sets[entry]), dose.reps, dose.seconds, dose.rest_s, dose.effort, note)
        )
    time = [sum(choice.ticks(tables) for choice in choices) for choices in work]
    drills = choose_warm_ups(tables, warm_up, [muscle_work(tables, choices) for choices in work], time)
    sessions = []
    for choices, before in zip(work, drills, strict=True):
        for exercise in before:
            dose = tables.dose(exercise, ask.level, ask.strength_phase)
            assert dose is not None
            choices.append(Choice(exercise, dose.sets_min, dose.reps, dose.seconds, dose.rest_s, dose.effort))
        sessions.append(in_turn(tables, ask, in_order(tables, choices)))
    most = [dict(zip(pool.exercise.tolist(), pool.high.tolist(), strict=True)) for pool in pools]
    fill(tables, problem, sessions, ask.minutes * 60 * TICKS, most)
    return sessions, problem, relaxed


def _problem(ask: RoutineAsk, tables: Tables, warm_up: WarmUp, *, shortest: bool) -> Problem:
    taken = warm_up.shortest if shortest else warm_up.reserve
    return problem_for(tables, ask, [max(0, ask.minutes * 60 * TICKS - taken)] * len(ask.session_types))


def _check(ask: RoutineAsk, tables: Tables, problem: Problem, warm_up: WarmUp) -> None:
    """Refuse what cannot be met, in one sentence."""
    for session, kind in enumerate(ask.session_types):
        pool = pool_for(tables, kind, ask)
        inside = problem.session == session
        if kind == "heavy":
            missing = "exercise that is heavy for the legs"
            possible, fits = bool(pool.heavy.any()), bool((inside & problem.heavy).any())
        else:
            missing = f"exercise for a {kind} session"
            possible, fits = bool(len(pool.exercise)), bool(inside.any())
        if not possible:
            raise RunplanError(
                f"equipment={ask.equipment!r} and avoid={ask.avoid!r} leave no {missing} at level {ask.level} "
                f"in the {ask.strength_phase} phase: own more, avoid less, or ask for another type of session."
            )
        if not fits:
            warm = -(-warm_up.reserve // TICKS)
            raise RunplanError(
                f"minutes={ask.minutes} is too short: the warm-up alone takes {warm // 60}:{warm % 60:02d}, "
                f"and no {missing} fits into the rest. Give more minutes, or ask for a routine session."
            )


def _finish(
    ask: RoutineAsk, tables: Tables, sessions: list[list[Choice]], problem: Problem, relaxed: Relaxed | None
) -> Routine:
    sets = _sets(problem, sessions)

    def lower_bound() -> int:
        if relaxed is not None:
            return relaxed.lower_bound
        return relax(_problem(ask, tables, plan_warm_up(tables, ask), shortest=True)).lower_bound

    least = [
        {
            int(problem.exercise[at]): int(problem.low[at])
            for at in np.flatnonzero((sets > 0) & (problem.session == session))
        }
        for session in range(len(sessions))
    ]
    weeks: dict[bool, tuple[tuple[Prescription, ...], ...]] = {}

    def lighter(easier: bool, fewer: bool) -> tuple[tuple[Prescription, ...], ...]:
        if fewer not in weeks:
            weeks[fewer] = lighter_week(tables, problem, sessions, least, easier=easier, fewer=fewer)
        return weeks[fewer]

    return Routine(
        ask=ask,
        sessions=tuple(tuple(prescription(tables, choice) for choice in choices) for choices in sessions),
        seconds=tuple(seconds_of(tables, choices) for choices in sessions),
        cost=problem.cost(sets),
        cost_of_nothing=problem.cost_of_nothing,
        lower_bound=lower_bound,
        lighter=lighter,
    )


def _sets(problem: Problem, sessions: list[list[Choice]]) -> Ints:
    """The sessions' counted work as one number of sets an entry."""
    sets = np.zeros(len(problem.session), dtype=np.intp)
    place = {
        (int(session), int(exercise)): at
        for at, (session, exercise) in enumerate(zip(problem.session, problem.exercise, strict=True))
    }
    for session, choices in enumerate(sessions):
        for choice in choices:
            at = place.get((session, choice.exercise))
            if at is not None:
                sets[at] = choice.sets
    return sets
