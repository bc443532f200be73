"""What each week asks of a routine, which routine it gets, and what that prescribes.

In: the weeks and the types of their strength sessions after layout. Out: a routine a strength phase, so that its
exercises stay, and for each week the sessions of it that serve, with its exercises.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, groupby
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from runplan.catalog import Catalog
from runplan.plan.block import Block
from runplan.plan.records import Exercise, Routine, RoutineRequest
from runplan.planning.strength.choose import choose_anew, vary, warm_up_possible
from runplan.planning.strength.timing import session_seconds
from runplan.planning.weeks.outline import Week
from runplan.schema import COUNTED_SECTIONS

if TYPE_CHECKING:
    from runplan.planning.schedule.assign import Assignment

_KEPT = 512  # routines remembered a catalog
_ROUTINES: WeakKeyDictionary[Catalog, dict[RoutineRequest, Routine]] = WeakKeyDictionary()


@dataclass(frozen=True)
class WeekRoutines:
    """The routine of each week: (routine, index of its session for each of the week's sessions)."""

    by_week: list[tuple[Routine | None, tuple[int, ...]]]
    first_of_phase: list[bool]
    labels: list[tuple[str, Routine]]


def lacks_warm_up(block: Block, catalog: Catalog, weeks: Sequence[Week]) -> bool:
    """Whether a strength session is asked for and no drill is left to warm up with."""
    return any(week.strength for week in weeks) and not warm_up_possible(
        catalog, equipment=block.equipment, level=block.level, avoid=block.avoid
    )


def routine_request(
    block: Block, week: Week, types: tuple[str, ...], known: tuple[tuple[str, ...], ...] = ()
) -> RoutineRequest:
    """What the strength sessions of a week ask for."""
    return RoutineRequest(
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


def choose(request: RoutineRequest, catalog: Catalog) -> Routine:
    """The routine of a week: exercises, sets and order for each of its strength sessions.

    The same request and catalog give the same routine; routines are remembered as long as the catalog lives.

    Raises
    ------
    RunplanError
        If there is nothing to warm up with, or a session that nothing fits into.
    """
    routines = _ROUTINES.setdefault(catalog, {})
    if request not in routines:
        routine = choose_anew(request, catalog)
        if len(routines) >= _KEPT:
            routines.clear()
        routines[request] = routine
    return routines[request]


def choose_routines(
    block: Block, catalog: Catalog, weeks: Sequence[Week], assignments: Sequence[Assignment]
) -> WeekRoutines:
    """One routine a strength phase, so that its exercises stay; weeks that differ take from it what they can."""
    by_week: list[tuple[Routine | None, tuple[int, ...]]] = []
    first: list[bool] = []
    labels: list[tuple[str, Routine]] = []
    past: list[tuple[str, Routine]] = []
    pairs = list(zip(weeks, assignments, strict=True))
    for (phase, racing), group in groupby(pairs, key=lambda pair: (pair[0].strength_phase, pair[0].race_day >= 0)):
        members = list(group)
        usual = Counter(assignment.strength for _, assignment in members if assignment.strength).most_common(1)
        main = usual[0][0] if usual else ()
        name = f"weeks {members[0][0].week}-{members[-1][0].week}" if len(members) > 1 else f"week {members[0][0].week}"
        main_week = next((week for week, assignment in members if assignment.strength == main), members[0][0])
        known_exercises = _known(tuple(past), catalog) if phase == "keep" else ()
        routine = choose(routine_request(block, main_week, main, known_exercises), catalog) if main else None
        if routine is not None:
            labels.append((f"{'race week' if racing else phase}, {name}", routine))
            past.append((phase, routine))
        for index, (week, assignment) in enumerate(members):
            first.append(index == 0)
            if not assignment.strength or routine is None:
                by_week.append((None, ()))
                continue
            chosen = _from(main, assignment.strength)
            if chosen is None:
                own = choose(routine_request(block, week, assignment.strength, known_exercises), catalog)
                by_week.append((own, tuple(range(len(assignment.strength)))))
            else:
                by_week.append((routine, chosen))
    return WeekRoutines(by_week, first, labels)


@lru_cache(maxsize=64)
def _known(phases: tuple[tuple[str, Routine], ...], catalog: Catalog) -> tuple[tuple[str, ...], ...]:
    """The work of a block so far, first without the lifts that only taught a movement: nothing new before a race."""
    pattern = catalog.exercises["pattern"]
    done: dict[str, bool] = {}
    for phase, routine in phases:
        for one in chain.from_iterable(routine.sessions):
            if one.section in COUNTED_SECTIONS:
                light = one.section == "activation" or pattern[one.exercise_id].startswith("core")
                done[one.exercise_id] = done.get(one.exercise_id, False) or light or phase != "technique"
    sets = [tuple(sorted(name for name, stays in done.items() if stays)), tuple(sorted(done))]
    return tuple(dict.fromkeys(one for one in sets if one))


def _from(main: tuple[str, ...], wanted: tuple[str, ...]) -> tuple[int, ...] | None:
    """Which session of the phase's routine serves each wanted type, or None where one is missing."""
    left = list(range(len(main)))
    chosen = []
    for kind in wanted:
        match = next((index for index in left if main[index] == kind), None)
        if match is None:
            return None
        left.remove(match)
        chosen.append(match)
    return tuple(chosen)


@lru_cache(maxsize=512)
def prescribed(
    routine: Routine, catalog: Catalog, first_of_phase: bool, step_back: bool
) -> tuple[tuple[int, tuple[Exercise, ...]], ...]:
    """For each session of a routine: its minutes, and its exercises."""
    out = []
    for session in vary(routine, first_of_phase=first_of_phase, step_back=step_back):
        minutes = math.ceil(round(session_seconds(session, catalog) / 60, 9))
        out.append((minutes, tuple(dose._replace(order=order) for order, dose in enumerate(session, start=1))))
    return tuple(out)
