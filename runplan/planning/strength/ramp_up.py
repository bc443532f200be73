"""Lighter sets before the first lift: written in its note, and timed by what the note says.

In: the kit of a lift, its place in the session and how near the maximum it is. Out: words for its note. And back: the
seconds of the ramp-up that a note has. Words and seconds are those of data/ramp_ups.csv; all of it is our assumption.
"""

from __future__ import annotations

import csv
from functools import cache, lru_cache

from runplan.catalog.files.read import data_dir

_HAND_WEIGHTS = ("dumbbell", "kettlebell")
_BARS = ("barbell", "trap_bar")
_NEAR_MOST = 5  # repetitions that could be done at most: 85 % of the maximum and more (Epley)


@lru_cache(maxsize=1024)
def kit_of(equipment: str, hands: str, owned: tuple[str, ...]) -> str:
    """What loads a lift: bar, hand_weight, backpack, or nothing.

    Hand weights come before a bar where the lift is done with a weight in each hand.

    Parameters
    ----------
    equipment, hands : str
        As in the catalog's exercises.
    owned : tuple of str
        The runner's equipment.
    """
    words = {word for need in equipment.split(";") for word in need.split("|")} & set(owned)
    if hands != "bar" and words.intersection(_HAND_WEIGHTS):
        return "hand_weight"
    if words.intersection(_BARS):
        return "bar"
    if words.intersection(_HAND_WEIGHTS):
        return "hand_weight"
    return "backpack" if "backpack" in words else ""


def on_one_bar(one: tuple[str, str], other: tuple[str, str], owned: tuple[str, ...]) -> bool:
    """Whether two lifts, each by its equipment and hands, are both done with the bar."""
    return kit_of(*one, owned) == kit_of(*other, owned) == "bar"


def ramp_up(kit: str, *, first: bool, learning: bool, most_reps: int) -> str:
    """The words for a lift's note; nothing where no ramp-up is needed.

    Parameters
    ----------
    kit : str
        Of `kit_of`.
    first : bool
        Whether it is the session's first lift; after it only another lift on a bar has a ramp-up.
    learning : bool
        Whether the load is that of the technique phase.
    most_reps : int
        Repetitions and reserve together.
    """
    if not first:
        return "" if kit != "bar" or learning else _table()["bar_second"][0]
    if learning or not kit:
        return _table()["body_weight"][0]
    return _table()["bar_near_most" if kit == "bar" and most_reps <= _NEAR_MOST else kit][0]


@lru_cache(maxsize=1024)
def ramp_up_seconds(note: str) -> int:
    """Seconds of the ramp-up that a note has; 0 without one [s]."""
    return next((seconds for words, seconds in _table().values() if words in note), 0) if note else 0


@cache
def _table() -> dict[str, tuple[str, int]]:
    with (data_dir() / "ramp_ups.csv").open(encoding="utf-8", newline="") as file:
        return {row["ramp_up"]: (row["words"], int(row["seconds"])) for row in csv.DictReader(file)}
