"""Which exercises a session of one type may hold for a person in a phase, at what dose and time."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from runplan.plan.records import RoutineRequest
from runplan.planning.strength.catalog_arrays import CatalogArrays, Flags, Ints
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


@dataclass(frozen=True, eq=False)
class Pool:
    """The counted exercises that a session of one type may hold, with their doses."""

    exercise: Ints
    technique: Flags  # taken at the dose of the technique phase
    low: Ints
    high: Ints
    fixed: Ints
    per_set: Ints
    heavy: Flags
    unusual: Flags  # a coach would reach for others first
    untimely: Flags  # a neighbour in the pool suits the phase better: an easier one in technique, else a harder one


def pool_for(arrays: CatalogArrays, kind: str, request: RoutineRequest) -> Pool:
    """The exercises a session of this type may hold for this person in this phase."""
    key = (
        "pool",
        kind,
        request.strength_phase,
        request.equipment,
        request.level,
        request.avoid,
        request.jumps,
        request.known,
    )
    pool: Pool | None = arrays.cache.get(key)
    if pool is None:
        pool = _pool(arrays, kind, request)
        arrays.remember(key, pool)
    return pool


def _pool(arrays: CatalogArrays, kind: str, request: RoutineRequest) -> Pool:
    phase, base = arrays.at(request.level, request.strength_phase), arrays.at(request.level, "technique")
    usable = arrays.usable(request.equipment, request.level, request.avoid) & arrays.counted
    if kind == "heavy":
        technique = np.zeros_like(usable)
        usable = usable & phase.known & (request.jumps | ~arrays.jump)
    else:
        technique = phase.heavy | ~phase.known
        usable = usable & ~arrays.jump & np.where(technique, base.known & ~base.heavy, True)
    if kind == "core":
        calf = arrays.pattern == PATTERNS.index("calf_ankle")
        core = usable & np.isin(arrays.pattern, _CORE_PATTERNS) & (arrays.light | ~calf)
        usable = core if core.any() else usable  # with all core work avoided, any light work will do
    for known in request.known if kind != "routine" else ():
        done = usable & np.isin(np.arange(len(usable)), [arrays.place.get(name, -1) for name in known])
        if np.count_nonzero(done) >= LEAST_EXERCISES and (kind != "heavy" or (done & phase.heavy).any()):
            usable = done
            break
    at = np.flatnonzero(usable)
    took = technique[at]
    inside = set(at.tolist())
    better = arrays.easier if request.strength_phase == "technique" else arrays.harder
    pool = Pool(
        exercise=at,
        technique=took,
        low=np.where(took, base.sets_min[at], phase.sets_min[at]),
        high=np.where(took, base.sets_max[at], phase.sets_max[at]),
        fixed=np.where(took, base.fixed[at], phase.fixed[at]),
        per_set=np.where(took, base.per_set[at], phase.per_set[at]),
        heavy=phase.heavy[at] & ~took,
        unusual=~arrays.staple[at],
        untimely=np.array([any(other in inside for other in better[one]) for one in at], dtype=bool),
    )
    if kind != "routine":
        return pool
    # a routine's doses are the article's or the technique phase's, one set to three: without rests never slower
    fixed = np.array([arrays.fixed_ticks(int(one), 0) for one in at], dtype=np.intp)
    per_set = np.minimum(base.set_only[at], np.where(pool.technique, base.set_only[at], phase.set_only[at]))
    for row in arrays.article:
        alike = at == row.exercise
        per_set[alike] = np.minimum(per_set[alike], arrays.set_ticks(row.exercise, row.reps, row.seconds, 0))
    return replace(
        pool,
        technique=np.ones_like(took),
        low=np.ones_like(pool.low),
        high=np.maximum(pool.high, ROUTINE_SETS),
        fixed=fixed,
        per_set=per_set,
        heavy=np.zeros_like(took),
    )
