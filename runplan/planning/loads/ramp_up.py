"""Lighter sets before the first lift: written in its note, and timed by what the note says.

In: the kit of a lift, its place in the session and how near the maximum it is. Out: words for its note, with the
weights at hand where the lift's own is known. And back: the seconds of the ramp-up that a note has. Words and seconds
are those of data/ramp_ups.csv; all of it is our assumption.
"""

from __future__ import annotations

import csv
import re
from functools import cache, lru_cache
from typing import NamedTuple

from runplan.catalog.files.read import data_dir
from runplan.plan.weights import Weight
from runplan.planning.loads.owned import Owned

_HAND_WEIGHTS = ("dumbbell", "kettlebell")
_BARS = ("barbell", "trap_bar")
_BAR, _WITHOUT, _SAME = "the bar alone", "without weight", "the same"
_SHARE = re.compile(r"\{(\d+):([^}]*)\}")
_NEAR_MOST = 5  # repetitions that could be done at most: 85 % of the maximum and more (Epley)


@lru_cache(maxsize=1024)
def kit_of(equipment: str, hands: str, owned: tuple[str, ...]) -> str:
    """What loads a lift: bar, hand_weight, backpack, or nothing.

    Hand weights come before a bar where the lift is done with a weight in each hand.

    Parameters
    ----------
    equipment, hands : str
        As in the catalogue's exercises.
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
        return "" if kit != "bar" or learning else _table()["bar_second"].words
    if learning or not kit:
        return _table()["body_weight"].words
    return _table()["bar_near_most" if kit == "bar" and most_reps <= _NEAR_MOST else kit].words


def with_weights(note: str, weight: Weight, owned: Owned, *, bar: bool) -> str:
    """A note whose ramp-up names weights: of those that are owned the nearest below each share of the lift's own.

    Under the lightest bar it is the bar alone; where nothing lighter is owned the movement is done without weight.

    Parameters
    ----------
    note : str
    weight : Weight
        The lift's own.
    owned : Owned
    bar : bool
        Whether the lightest weight is an empty bar.

    >>> words, by_two = "First, lighter: half the weight x 8, three quarters x 4.", Owned(step=2, least=2)
    >>> with_weights(words, Weight(14), by_two, bar=False)
    'First, lighter: 6 kg x 8, 10 kg x 4.'
    """
    for row in _table().values():
        match = row.pattern.search(note)
        if match is not None:
            texts = [_lighter(weight, weight.kg * percent / 100, owned, bar=bar) for percent in row.percents]
            parts = [_SAME if at and text == texts[at - 1] else text for at, text in enumerate(texts)]
            return note[: match.start()] + row.filled(parts) + note[match.end() :]
    return note


def _lighter(weight: Weight, at_most_kg: float, owned: Owned, *, bar: bool) -> str:
    """What is lifted before a weight: the nearest that is owned, and lighter than it."""
    least, lighter = owned.above(0.0), owned.down(at_most_kg)
    if bar and least is not None and (lighter is None or lighter.kg <= least.kg):
        return _BAR if least.kg < weight.kg else _WITHOUT
    return lighter.text if lighter is not None and lighter.kg < weight.kg else _WITHOUT


def without_weights(note: str) -> str:
    """A note whose ramp-up has shares of the lift's weight, as it was before any weight was known."""
    for row in _table().values():
        note = row.pattern.sub(row.words, note)
    return note


@lru_cache(maxsize=1024)
def ramp_up_seconds(note: str) -> int:
    """Seconds of the ramp-up that a note has; 0 without one [s]."""
    return next((row.seconds for row in _table().values() if row.pattern.search(note)), 0) if note else 0


class _RampUp(NamedTuple):
    """A row of data/ramp_ups.csv; {60:60 %} in its text is a share of the lift's weight, and the words for it."""

    text: str
    seconds: int

    @property
    def words(self) -> str:
        """What it says where the lift's weight is not known."""
        return _SHARE.sub(r"\2", self.text)

    @property
    def percents(self) -> list[int]:
        """The shares of the lift's weight [%]; 0 is the lightest there is."""
        return [int(match[1]) for match in _SHARE.finditer(self.text)]

    @property
    def pattern(self) -> re.Pattern[str]:
        """What a note says that has it, with weights or without."""
        return _pattern(self.text)

    def filled(self, weights: list[str]) -> str:
        """What it says with these weights."""
        left = iter(weights)
        return _SHARE.sub(lambda _: next(left), self.text)


@cache
def _pattern(text: str) -> re.Pattern[str]:
    parts = _SHARE.split(text)  # what stands between, then a share and its words, by turns
    between, words = parts[::3], parts[2::3]
    named = rf"{_BAR}|{_WITHOUT}|{_SAME}|[\d.,]+ (?:kg|lb)"
    weights = [rf"(?:{re.escape(each)}|{named})" for each in words]
    return re.compile("".join(re.escape(each) + weight for each, weight in zip(between, [*weights, ""], strict=True)))


@cache
def _table() -> dict[str, _RampUp]:
    with (data_dir() / "ramp_ups.csv").open(encoding="utf-8", newline="") as file:
        return {row["ramp_up"]: _RampUp(row["words"], int(row["seconds"])) for row in csv.DictReader(file)}
