"""What a strength session is, by what it holds: its type, its title and its effort.

In: a session's exercises, and the type that its day allows. Out: heavy only where a load makes it so, and the words and
the number that a plan has for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from runplan.catalog.heavy_work import HEAVY_SETS
from runplan.plan.records import Exercise, Session
from runplan.planning.strength.catalog_arrays import arrays_of
from runplan.planning.strength.lifts.step_doses import LOADED_LIFTS
from runplan.schema import COUNTED_SECTIONS

if TYPE_CHECKING:
    from runplan.catalog import Catalog

TITLES = {
    "heavy": "Heavy strength",
    "general": "General strength",
    "routine": "Runner's routine",
    "core": "Core and hips",
}
UNLOADED_TITLE = "Strength, unloaded"


@lru_cache(maxsize=1024)
def type_and_title(catalog: Catalog, exercises: tuple[Exercise, ...], placed: str) -> tuple[str, str]:
    """The type and the title of a session.

    Parameters
    ----------
    exercises : tuple of Exercise
    placed : str
        The type that its day was chosen for.
    """
    if placed not in ("heavy", "general"):
        return placed, TITLES[placed]
    if not has_weight(catalog, exercises):
        return "general", UNLOADED_TITLE
    kind = "heavy" if heavy_sets(catalog, exercises) >= HEAVY_SETS else "general"
    return kind, TITLES[kind]


def has_weight(catalog: Catalog, exercises: Sequence[Exercise]) -> bool:
    """Whether a squat, hinge or lunge is done with a weight: else no session is heavy, hard as its curls may be."""
    arrays = arrays_of(catalog)
    exercise_places = (arrays.place.get(row.exercise_id) for row in exercises)
    return any(at is not None and arrays.kinds[at] in LOADED_LIFTS for at in exercise_places)


def with_work(
    catalog: Catalog,
    session: Session,
    placed: str,
    work: tuple[int, tuple[Exercise, ...]],
    *,
    may_be_heavy: bool = True,
) -> Session:
    """A strength session with the work that a routine has for it.

    Parameters
    ----------
    catalog : Catalog
    session : Session
    placed : str
        The type that its day was chosen for.
    work : tuple of int and tuple of Exercise
        Minutes and exercises, as `Routine.week` gives them for each session.
    may_be_heavy : bool
        Whether it is called heavy where its loads are.
    """
    minutes, exercises = work
    kind, title = type_and_title(catalog, exercises, placed)
    if kind == "heavy" and not may_be_heavy:
        kind, title = "general", TITLES["general"]
    return session._replace(
        type=kind, title=title, minutes=minutes, effort=session_effort(exercises), exercises=exercises
    )


def heavy_sets(catalog: Catalog, exercises: Sequence[Exercise]) -> int:
    """Sets of leg work that are heavy."""
    arrays = arrays_of(catalog)
    return sum(
        row.sets or 0
        for row in exercises
        if arrays.heavy_at(arrays.place[row.exercise_id], row.reps, row.effort or 0.0)
    )


def session_effort(exercises: Sequence[Exercise]) -> float:
    """The mean effort of a session's sets, those of the warm-up left out, rounded to a half [RPE 0-10]."""
    sets = [(row.sets or 0, row.effort or 0.0) for row in exercises if row.section in COUNTED_SECTIONS]
    count = sum(number for number, _ in sets)
    return round(2 * sum(number * effort for number, effort in sets) / count) / 2 if count else 0.0
