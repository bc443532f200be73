"""What a person changed in the exercises of a plan file, in sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from runplan.plan.records import Exercise, Session
from runplan.units import counted, format_number

_COMPARED = (
    "exercise",  # first: an exercise that replaces another is compared by the rest
    "section",
    "sets",
    "reps",
    "seconds",
    "each_side",
    "rest_s",
    "effort",
    "note",
    "superset",
    "load_kg",
    "reserve",
)


def exercise_edits(sessions: Sequence[Session], planned: Mapping[str, Session]) -> list[str]:
    """A sentence for each change in the exercises of sessions that were planned."""
    edits = []
    for session in sessions:
        old = planned.get(session.session_id)
        if old is None:
            continue
        sentences = _session_edits(session.session_id, by_order(session), by_order(old))
        edits += sentences
        if sentences and session.kind == "strength" and session.minutes == old.minutes:
            minutes = counted(shown(session.minutes), "minute")
            edits.append(
                f"{session.session_id} keeps the {minutes} from the file: RunPlan works them out again only "
                f"when you plan again."
            )
    return edits


def by_order(session: Session) -> list[Exercise]:
    """The exercises of a session, in their order."""
    return sorted(session.exercises, key=lambda exercise: exercise.order or 0)


def _session_edits(session_id: str, now: list[Exercise], then: list[Exercise]) -> list[str]:
    edits = []
    orders = []
    pairs, dropped = _paired(now, then)
    for exercise, old in pairs:
        title = exercise.exercise or exercise.exercise_id
        if old is None:
            edits.append(f"{session_id}: {title} was added.")
            continue
        orders.append(old.order or 0)
        if exercise.exercise_id == old.exercise_id:
            edits += changed(exercise, old, _COMPARED, f"{session_id}, {old.exercise or title}")
        else:
            edits.append(f"{session_id}: {_replacement(exercise, old)}.")
            edits += changed(exercise, old, _COMPARED[1:], f"{session_id}, {title}")
    edits += [f"{session_id}: {exercise.exercise or exercise.exercise_id} was deleted." for exercise in dropped]
    if orders != sorted(orders):
        edits.append(f"{session_id}: its exercises are in another order.")
    return edits


def _paired(now: list[Exercise], then: list[Exercise]) -> tuple[list[tuple[Exercise, Exercise | None]], list[Exercise]]:
    """Each exercise with the one that it was or that gave way to it, and the planned ones that are left.

    The id tells which it was; another id with the same name, or else in the same place, is a replacement.
    """
    old_of: dict[int, Exercise] = {}
    left = {_key(then, place): exercise for place, exercise in enumerate(then)}
    for place in range(len(now)):
        if (key := _key(now, place)) in left:
            old_of[place] = left.pop(key)
    for column in ("exercise", "order"):
        for place, exercise in enumerate(now):
            value = getattr(exercise, column)
            same_key = next((key for key, old in left.items() if value and getattr(old, column) == value), None)
            if place not in old_of and same_key is not None:
                old_of[place] = left.pop(same_key)
    return [(exercise, old_of.get(place)) for place, exercise in enumerate(now)], list(left.values())


def _replacement(new: Exercise, old: Exercise) -> str:
    if new.exercise != old.exercise:
        return f"{new.exercise or new.exercise_id} replaces {old.exercise or old.exercise_id}"
    name = f", but keeps the name {new.exercise!r} from the file" if new.exercise else ""
    return f"{new.exercise_id} replaces {old.exercise_id}{name}"


def _key(exercises: list[Exercise], place: int) -> tuple[str, int]:
    """An exercise and how many times it came before: it may stand in a session twice."""
    exercise_id = exercises[place].exercise_id
    earlier = sum(exercise.exercise_id == exercise_id for exercise in exercises[:place])
    return exercise_id, earlier


def changed(
    new: Exercise | Session,
    old: Exercise | Session,
    compared: Sequence[str],
    subject: str,
    names: Mapping[str, str] | None = None,
) -> list[str]:
    """A sentence for each of the columns that differs; `names` has those that the file names otherwise."""
    edits = []
    for column in compared:
        was, now = getattr(old, column), getattr(new, column)
        if was == now:
            continue
        label = (names or {}).get(column, column)
        if isinstance(was, str) and any(len(text) > 40 or not text.isprintable() for text in (was, now)):
            edits.append(f"{subject}: {label} was rewritten.")
        else:
            edits.append(f"{subject}: {label} is {shown(now)} instead of {shown(was)}.")
    return edits


def shown(value: Any) -> str:
    """A value as a sentence has it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return repr(value) if value else "empty"
    return "empty" if value is None else format_number(float(value), 6)
