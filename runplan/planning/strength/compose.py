"""From chosen exercises to prescriptions in the order of doing."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from runplan.plan.records import Exercise
from runplan.planning.strength.catalog_arrays import TICKS, CatalogArrays, Ints

LIGHT_NOTE = "Lighter than this phase asks: not a heavy session."

_SECTION = {"foam_roll": 0, "warm_up": 1, "activation": 2, "plyometric": 3, "strength": 4}
_LIFT = {"compound_both": 0, "compound_single": 1}
_LOAD = {"heavy": 0, "moderate": 1, "light": 2}


@dataclass(frozen=True)
class Choice:
    """One exercise, by its place in the catalog, with its dose."""

    exercise: int
    sets: int
    reps: int | None
    seconds: int | None
    rest_s: int
    effort: float
    note: str = ""
    superset: str = ""

    def with_sets(self, sets: int) -> Choice:
        """The same exercise with another number of sets."""
        return replace(self, sets=sets)

    def set_ticks(self, arrays: CatalogArrays) -> int:
        """One set, both sides and the change between them included [ticks]."""
        return arrays.set_ticks(self.exercise, self.reps, self.seconds, 0)

    def ticks(self, arrays: CatalogArrays) -> int:
        """Time of the exercise, done alone [ticks]."""
        key = (self.exercise, self.reps, self.seconds, self.rest_s)
        times = arrays.times.get(key)
        if times is None:
            times = arrays.fixed_ticks(self.exercise, self.rest_s), arrays.set_ticks(*key)
            arrays.times[key] = times
        return times[0] + self.sets * times[1]


def in_order(arrays: CatalogArrays, choices: list[Choice]) -> list[Choice]:
    """Rolling, drills, activation, jumps, strength: heavy and compound work first, then the upper body, core last.

    Of heavy work the lifts of both legs come first, then those of one, and last what tires the hamstrings alone.
    """

    def key(choice: Choice) -> tuple[int, int, bool, int, int, int]:
        at = choice.exercise
        pattern = arrays.patterns[at]
        if pattern.startswith("core"):
            part = 3
        elif pattern == "carry":
            part = 2
        else:
            part = 1 if pattern.startswith("upper") else 0
        heavy = arrays.heavy_at(at, choice.reps, choice.effort)
        return (
            _SECTION[arrays.sections[at]],
            part,
            not heavy,
            _LIFT.get(arrays.dose_names[at], 2),
            _LOAD.get(arrays.load_classes[at], 1),
            at,
        )

    return sorted(choices, key=key)


def prescription(arrays: CatalogArrays, choice: Choice) -> Exercise:
    """A choice as a row of a plan."""
    found: Exercise | None = arrays.prescriptions.get(choice)
    if found is None:
        found = _prescription(arrays, choice)
        arrays.prescriptions[choice] = found
    return found


def _prescription(arrays: CatalogArrays, choice: Choice) -> Exercise:
    at = choice.exercise
    return Exercise(
        order=None,
        exercise_id=arrays.ids[at],
        exercise=arrays.names[at],
        section=arrays.sections[at],
        sets=choice.sets,
        reps=choice.reps,
        seconds=choice.seconds,
        each_side=arrays.sided[at],
        rest_s=choice.rest_s,
        effort=choice.effort,
        note=choice.note,
        superset=choice.superset,
    )


def seconds_of(arrays: CatalogArrays, choices: list[Choice]) -> int:
    """Seconds of a session, rounded up."""
    return -(-session_ticks(arrays, choices) // TICKS)


def session_ticks(arrays: CatalogArrays, choices: list[Choice]) -> int:
    """Time of a session; partners of a superset rest while the other works [ticks]."""
    ticks = sum(choice.ticks(arrays) for choice in choices)
    for letter in {choice.superset for choice in choices if choice.superset}:
        one, other = (choice for choice in choices if choice.superset == letter)
        if one.rest_s < other.rest_s:
            one, other = other, one
        shared = min(one.sets, other.sets) - 1
        pause = max(0, one.rest_s * TICKS - other.set_ticks(arrays))
        ticks -= shared * ((one.rest_s + other.rest_s) * TICKS - pause)
    return ticks


def muscle_work(arrays: CatalogArrays, choices: list[Choice]) -> Ints:
    """Sixteenths of sets that counted work gives each muscle."""
    work = np.zeros(arrays.muscle_amount.shape[1], dtype=np.intp)
    for choice in choices:
        if arrays.counted[choice.exercise]:
            work += choice.sets * arrays.muscle_amount[choice.exercise]
    return work
