"""Why no strength session of a block has an exercise that its runner prefers.

In: the exercise and what the block's weeks ask for. Out: words of `REASONS`, and the exercises in its way, if any.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from runplan.catalog import Catalog
from runplan.catalog.rules import number
from runplan.plan.records import RoutineRequest
from runplan.planning.strength.candidates import pool_for
from runplan.planning.strength.catalog_arrays import CatalogArrays, arrays_of
from runplan.planning.strength.choose import lifts_and_problem
from runplan.planning.strength.lifts.hops import hop_ids
from runplan.planning.strength.lifts.step_doses import reference_step
from runplan.planning.strength.objective import PATTERN_CAP
from runplan.schema import COUNTED_SECTIONS, EQUIPMENT, LEVELS

REASONS = {
    "none": "the block has no strength sessions",
    "equipment": "it needs what is not owned",
    "level": "it is of a higher level",
    "warm_up": "rolls and drills follow the work after them, whatever is preferred",
    "routine": "all sessions are the short routine",
    "jumps": "jumps and hops follow a progression of their own",
    "others": "other exercises bring more of what is missing",
    "form": "a session has an easier or a harder form of it among its main lifts",
    "pattern": "a session has its movement among its main lifts as often as it may",
    "time": "it does not fit in beside the main lifts",
    "core": "a session has core work only",
    "phase": "it has no dose for the level in a week's phase",
    "new": "a session has only what was done before",
}
"""In the order in which they are looked for; the last ones are about single sessions."""
_CAN_BE_CHANGED = ("form", "pattern", "time")

Reason = tuple[str, tuple[str, ...]]


def why_left_out(catalog: Catalog, exercise_id: str, requests: Sequence[RoutineRequest]) -> list[Reason]:
    """Each reason with the ids of the exercises that are in the way: of the block, or else of its sessions.

    Parameters
    ----------
    catalog : Catalog
    exercise_id : str
    requests : sequence of RoutineRequest
        What each week of the block with strength sessions asks for.
    """
    if not requests:
        return [("none", ())]
    arrays, person = arrays_of(catalog), requests[0]
    at = arrays.place[exercise_id]
    of_block = {
        "equipment": not arrays.usable(person.equipment, LEVELS[-1], ())[at],
        "level": not arrays.usable(EQUIPMENT, person.level, ())[at],
        "warm_up": arrays.sections[at] not in COUNTED_SECTIONS,
        "routine": person.minutes < number("routine_minutes"),
        "jumps": arrays.jump[at] or exercise_id in hop_ids(person.level),
    }
    if any(of_block.values()):
        return [(word, ()) for word, is_true in of_block.items() if is_true]
    reasons = dict.fromkeys(reason for request in dict.fromkeys(requests) for reason in _of_week(arrays, at, request))
    if ("others", ()) in reasons:
        return [("others", ())]
    words = list(REASONS)
    ranked = sorted(reasons, key=lambda reason: words.index(reason[0]))
    return [reason for reason in ranked if reason[0] in _CAN_BE_CHANGED] or ranked


def _of_week(arrays: CatalogArrays, at: int, request: RoutineRequest) -> Iterator[Reason]:
    """The reason of each session of a week."""
    content, problem = lifts_and_problem(arrays, request)
    for session, kind in enumerate(request.session_types):
        pool = pool_for(arrays, kind, request)
        if at not in pool.exercise:
            free = pool_for(arrays, kind, replace(request, known=()))
            dosed = arrays.dose(at, request.level, reference_step(request)) is not None
            yield ("new" if at in free.exercise else "core" if dosed and kind == "core" else "phase"), ()
            continue
        lifts = [choice.exercise for choice in content[session]]
        forms = [lift for lift in lifts if arrays.near[lift, at]]
        alike = [lift for lift in lifts if arrays.pattern[lift] == arrays.pattern[at]]
        if forms or len(alike) >= PATTERN_CAP:
            yield ("form" if forms else "pattern"), tuple(arrays.ids[lift] for lift in forms or alike)
        else:
            mine = np.flatnonzero((problem.exercise == at) & (problem.session == session))
            yield ("others" if len(mine) and problem.most[session] else "time"), ()
