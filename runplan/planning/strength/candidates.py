"""Which exercises a session of one type may hold besides its main lifts, at what dose and time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain

import numpy as np

from runplan.plan.records import RoutineRequest
from runplan.planning.strength.catalog_arrays import CatalogArrays, DoseArrays, Flags, Ints
from runplan.planning.strength.lifts.hops import hop_ids
from runplan.planning.strength.lifts.main_lifts import chosen_lifts
from runplan.planning.strength.lifts.step_doses import LOADED_LIFTS, reference_step
from runplan.schema import PATTERNS

_CORE_PATTERNS = tuple(
    PATTERNS.index(name)
    for name in (
        "core_anti_extension",
        "core_anti_rotation",
        "core_lateral",
        "hip_abduction",
        "hip_adduction",
        "calf_ankle",
        "carry",
    )
)
LEAST_EXERCISES = 3
ROUTINE_SETS = 3
ROUTINE_STEP = "T2"
"""The step whose doses the exercises of the short routine take."""


@dataclass(frozen=True, eq=False)
class Pool:
    """The counted exercises that a session of one type may hold besides its main lifts, with their doses."""

    exercise: Ints
    low: Ints
    high: Ints
    fixed: Ints
    per_set: Ints
    unusual: Flags  # a coach would reach for others first
    untimely: Flags  # a neighbour in the pool suits the phase better: an easier one in technique, else a harder one


def pool_for(arrays: CatalogArrays, kind: str, request: RoutineRequest) -> Pool:
    """The exercises a session of this type may hold for this person in this phase."""
    person = request.equipment, request.level, request.avoid, request.prefer
    key = "pool", kind == "routine", kind == "core", reference_step(request), *person, request.known
    pool: Pool | None = arrays.cache.get(key)
    if pool is None:
        pool = _pool(arrays, kind, request)
        arrays.remember(key, pool)
    return pool


def _usable(arrays: CatalogArrays, kind: str, request: RoutineRequest, dose: DoseArrays) -> Flags:
    """Which exercises a session of this type may hold for this person, known or not."""
    key = "usable", kind, reference_step(request), request.equipment, request.level, request.avoid, request.prefer
    usable: Flags | None = arrays.cache.get(key)
    if usable is not None:
        return usable
    usable = arrays.usable(request.equipment, request.level, request.avoid) & arrays.counted & ~arrays.jump & dose.known
    if kind != "routine":
        usable = usable & (~dose.heavy | _preferred(arrays, request)) & ~_lifts_instead(arrays, request)
        hops = [arrays.place[name] for name in hop_ids(request.level) if name in arrays.place]
        usable[hops] = False  # each week has its own
    if kind == "core":
        calf = arrays.pattern == PATTERNS.index("calf_ankle")
        core = usable & np.isin(arrays.pattern, _CORE_PATTERNS) & (arrays.light | ~calf)
        usable = core if core.any() else usable  # with all core work avoided, any light work will do
    arrays.remember(key, usable)
    return usable


def _pool(arrays: CatalogArrays, kind: str, request: RoutineRequest) -> Pool:
    dose = arrays.at(request.level, ROUTINE_STEP if kind == "routine" else reference_step(request))
    usable = _usable(arrays, kind, request, dose)
    for known in request.known if kind != "routine" else ():
        done = usable & np.isin(np.arange(len(usable)), [arrays.place.get(name, -1) for name in known])
        if np.count_nonzero(done) >= LEAST_EXERCISES:
            usable = done
            break
    at = np.flatnonzero(usable)
    inside = set(at.tolist())
    better = arrays.easier if request.strength_phase == "technique" else arrays.harder
    pool = Pool(
        exercise=at,
        low=dose.sets_min[at],
        high=dose.sets_max[at],
        fixed=dose.fixed[at],
        per_set=dose.per_set[at],
        unusual=~arrays.staple[at],
        untimely=np.array([any(other in inside for other in better[exercise]) for exercise in at], dtype=bool),
    )
    if kind != "routine":
        return pool
    # a routine's doses are its own or those of its step, one set to three: without rests never slower
    fixed = np.array([arrays.fixed_ticks(int(exercise), 0) for exercise in at], dtype=np.intp)
    per_set = dose.set_only[at]
    for row in chain.from_iterable(arrays.routines.values()):
        alike = at == row.exercise
        per_set[alike] = np.minimum(per_set[alike], arrays.set_ticks(row.exercise, row.reps, row.seconds, 0))
    return replace(
        pool, low=np.ones_like(pool.low), high=np.maximum(pool.high, ROUTINE_SETS), fixed=fixed, per_set=per_set
    )


def _preferred(arrays: CatalogArrays, request: RoutineRequest) -> Flags:
    return np.isin(np.arange(len(arrays.ids)), [arrays.place.get(name, -1) for name in request.prefer])


def _lifts_instead(arrays: CatalogArrays, request: RoutineRequest) -> Flags:
    """Loaded lifts that are neither a main lift nor preferred, where there are main lifts to do instead."""
    lifts = chosen_lifts(arrays, replace(request, known=()))
    large = np.array([kind in LOADED_LIFTS for kind in arrays.kinds], dtype=bool)
    return large & ~_preferred(arrays, request) if {"squat", "hinge"} <= set(lifts) else np.zeros_like(large)
