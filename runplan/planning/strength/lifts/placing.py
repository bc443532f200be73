"""Which strength sessions are to be placed as heavy ones, before any has its exercises.

In: a runner's kit and level, a step of the wave and how many sessions have main lifts. Out: for each of them whether
what it will hold is heavy, has jumps, or makes sore as the first weeks of hard work without weights do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runplan.catalog.heavy_work import HEAVY_SETS
from runplan.plan.records import RoutineRequest
from runplan.planning.strength.catalog_arrays import CatalogArrays, arrays_of
from runplan.planning.strength.lifts.main_lifts import chosen_lifts, lifter
from runplan.planning.strength.lifts.week_doses import lift_dose

if TYPE_CHECKING:
    from runplan.catalog import Catalog

HARD_RESERVE = 2
"""Leg work with so many repetitions left, or fewer, makes sore."""
#: the lifts of the first and the second session, and of a week's only one; later sessions are never heavy
_LIFTS = (("squat", "hinge_one_leg"), ("hinge", "single_leg", "hamstrings"))


def heavy_sessions(
    request: RoutineRequest, catalog: Catalog, *, step: str, sessions: int, sore: bool
) -> tuple[bool, ...]:
    """Whether each of a week's sessions with main lifts is to be placed as a heavy one.

    Parameters
    ----------
    request : RoutineRequest
        Who asks, and whether jumps are allowed.
    step : str
        The week's step.
    sessions : int
        How many sessions have main lifts.
    sore : bool
        Whether hard work without weights makes sore, as in its first weeks.
    """
    arrays = arrays_of(catalog)
    key = "heavy sessions", lifter(request), request.jumps, step, sessions, sore
    if key not in arrays.cache:
        arrays.remember(key, _heavy_sessions(arrays, request, step, sessions, sore=sore))
    flags: tuple[bool, ...] = arrays.cache[key]
    return flags


def _heavy_sessions(
    arrays: CatalogArrays, request: RoutineRequest, step: str, sessions: int, *, sore: bool
) -> tuple[bool, ...]:
    lifts = chosen_lifts(arrays, request)

    def is_hard(slot: str) -> bool:
        if slot not in lifts:
            return False
        exercise, dose = lift_dose(arrays, lifts[slot], request.level, step)
        if dose is None or dose.sets_max < HEAVY_SETS:
            return False
        strains = arrays.leg[exercise] and dose.reserve is not None and dose.reserve <= HARD_RESERVE
        return arrays.heavy_at(exercise, dose.reps, dose.effort) or bool(sore and strains)

    slots = [tuple(slot for part in _LIFTS for slot in part)] if sessions == 1 else _LIFTS[:sessions]
    flags = [any(is_hard(slot) for slot in part) for part in slots]
    flags[0] = flags[0] or (request.jumps and "jump" in lifts)
    return (*flags, *[False] * (sessions - len(flags)))
