"""What a person changed in the exercises of a plan file, in sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from runplan.units import counted, format_number

Record = Mapping[str, Any]
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
)


def exercise_edits(
    sessions: Sequence[Record], exercises: Sequence[Record], before: Mapping[str, Record], planned: Sequence[Record]
) -> list[str]:
    """A sentence for each change in the exercises of sessions that were planned."""
    now, then = by_session(exercises), by_session(planned)
    edits = []
    for session in sessions:
        session_id = session["session_id"]
        old = before.get(session_id)
        if old is None:
            continue
        told = _session_edits(session_id, now.get(session_id, []), then.get(session_id, []))
        edits += told
        if told and session["kind"] == "strength" and same(session["minutes"], old["minutes"]):
            minutes = counted(shown(session["minutes"]), "minute")
            edits.append(f"{session_id} keeps the {minutes} of the file: they are worked out anew only by a new plan.")
    return edits


def _session_edits(session_id: str, now: list[Record], then: list[Record]) -> list[str]:
    edits = []
    kept = []
    paired, left = _paired(now, then)
    for one, old in paired:
        title = one["exercise"] or one["exercise_id"]
        if old is None:
            edits.append(f"{session_id}: {title} was added.")
            continue
        kept.append(old["order"])
        if one["exercise_id"] == old["exercise_id"]:
            edits += changed(one, old, _COMPARED, f"{session_id}, {old['exercise'] or title}")
        else:
            edits.append(f"{session_id}: {_replacement(one, old)}.")
            edits += changed(one, old, _COMPARED[1:], f"{session_id}, {title}")
    edits += [f"{session_id}: {one['exercise'] or one['exercise_id']} was deleted." for one in left]
    if [float(order) for order in kept] != sorted(float(order) for order in kept):
        edits.append(f"{session_id}: its exercises were put in another order.")
    return edits


def _paired(now: list[Record], then: list[Record]) -> tuple[list[tuple[Record, Record | None]], list[Record]]:
    """Each exercise with the one that it was or that gave way to it, and the planned ones that are left.

    The id tells which it was; another id with the same name, or else in the same place, is a replacement.
    """
    old_of: dict[int, Record] = {}
    left = {_key(one, then): one for one in then}
    for place, one in enumerate(now):
        if (key := _key(one, now)) in left:
            old_of[place] = left.pop(key)
    for column in ("exercise", "order"):
        for place, one in enumerate(now):
            key_ = next((key for key, old in left.items() if one[column] and old[column] == one[column]), None)
            if place not in old_of and key_ is not None:
                old_of[place] = left.pop(key_)
    return [(one, old_of.get(place)) for place, one in enumerate(now)], list(left.values())


def _replacement(new: Record, old: Record) -> str:
    if new["exercise"] != old["exercise"]:
        return f"{new['exercise'] or new['exercise_id']} replaces {old['exercise'] or old['exercise_id']}"
    name = f", and is still shown as {new['exercise']!r}, as the file says" if new["exercise"] else ""
    return f"{new['exercise_id']} replaces {old['exercise_id']}{name}"


def _key(one: Record, among: list[Record]) -> tuple[str, int]:
    """An exercise and how many times it came before: it may stand in a session twice."""
    earlier = 0
    for other in among:
        if other is one:
            break
        earlier += other["exercise_id"] == one["exercise_id"]
    return one["exercise_id"], earlier


def by_session(exercises: Sequence[Record]) -> dict[str, list[Record]]:
    """The exercises of each session, in their order."""
    out: dict[str, list[Record]] = {}
    for one in exercises:
        out.setdefault(one["session_id"], []).append(one)
    return {session_id: sorted(rows, key=lambda one: one["order"]) for session_id, rows in out.items()}


def changed(
    new: Record, old: Record, compared: Sequence[str], subject: str, said: Mapping[str, str] | None = None
) -> list[str]:
    """A sentence for each of the columns that differs; `said` has those that the file names otherwise."""
    edits = []
    for column in compared:
        one, two = old[column], new[column]
        if same(one, two):
            continue
        label = (said or {}).get(column, column)
        if isinstance(one, str) and (len(one) > 40 or len(two) > 40 or not one.isprintable() or not two.isprintable()):
            edits.append(f"{subject}: {label} was rewritten.")
        else:
            edits.append(f"{subject}: {label} is {shown(two)} instead of {shown(one)}.")
    return edits


def absent(value: Any) -> bool:
    """Whether a cell holds no value."""
    return value is None or value is pd.NA or value != value


def same(one: Any, two: Any) -> bool:
    """Whether two cells hold the same, or both nothing."""
    if absent(one) or absent(two):
        return absent(one) and absent(two)
    return bool(one == two)


def shown(value: Any) -> str:
    """A value as a sentence has it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return repr(value) if value else "empty"
    return "empty" if absent(value) else format_number(float(value), 6)
