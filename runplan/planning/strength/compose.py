"""From chosen exercises to prescriptions in the order of doing."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from runplan.plan.records import Exercise
from runplan.planning.loads.ramp_up import ramp_up_seconds
from runplan.planning.strength.catalog_arrays import TICKS, CatalogArrays, Dose, Ints

_SECTION = {"foam_roll": 0, "warm_up": 1, "activation": 2, "plyometric": 3, "strength": 4}
_LIFT = {"compound_both": 0, "compound_single": 1}
_LOAD = {"heavy": 0, "moderate": 1, "light": 2}
_LAST = 99  # behind every main lift
_REST_STEP_S = 15  # what a watch or a wall clock tells at a glance


class Choice(NamedTuple):
    """One exercise, by its place in the catalogue, with its dose."""

    exercise: int
    sets: int
    reps: int | None
    seconds: int | None
    rest_s: int
    effort: float
    note: str = ""
    superset: str = ""
    reserve: int | None = None
    rank: int = 0  # of main lifts: 1 for the session's first; 0 for all else

    @classmethod
    def of(cls, exercise: int, sets: int, dose: Dose) -> Choice:
        """So many sets of a dose."""
        return cls(exercise, sets, dose.reps, dose.seconds, dose.rest_s, dose.effort, reserve=dose.reserve)

    def with_sets(self, sets: int) -> Choice:
        """The same exercise with another number of sets."""
        return Choice(self.exercise, sets, *self[2:])  # asked for thousands of times: half the time of _replace

    def set_ticks(self, arrays: CatalogArrays) -> int:
        """One set, both sides and the change between them included [ticks]."""
        key = self.exercise, self.reps, self.seconds, 0
        if key not in arrays.times:
            arrays.times[key] = arrays.fixed_ticks(self.exercise, 0), arrays.set_ticks(*key)
        return arrays.times[key][1]

    def ticks(self, arrays: CatalogArrays) -> int:
        """Time of the exercise, done alone, its ramp-up included [ticks]."""
        key = (self.exercise, self.reps, self.seconds, self.rest_s)
        times = arrays.times.get(key)
        if times is None:
            times = arrays.fixed_ticks(self.exercise, self.rest_s), arrays.set_ticks(*key)
            arrays.times[key] = times
        ticks = times[0] + self.sets * times[1]
        return ticks + TICKS * ramp_up_seconds(self.note) if self.note else ticks


def both_rest(arrays: CatalogArrays, first: Choice, second: Choice) -> bool:
    """Whether two exercises that are done in turn each rest as long as prescribed."""
    if first.rest_s < second.rest_s:
        first, second = second, first
    pause = max(0, first.rest_s * TICKS - second.set_ticks(arrays))
    return pause + first.set_ticks(arrays) >= second.rest_s * TICKS


def rested(arrays: CatalogArrays, first: Choice, second: Choice) -> tuple[Choice, Choice]:
    """Two exercises to be done in turn, the longer rest lengthened to where both rest as long as prescribed."""
    longer, other = (first, second) if first.rest_s >= second.rest_s else (second, first)
    pause = max(0, longer.rest_s * TICKS - other.set_ticks(arrays))
    missing = other.rest_s * TICKS - pause - longer.set_ticks(arrays)
    if missing <= 0:
        return first, second
    rest_s = -(-(other.set_ticks(arrays) + pause + missing) // (_REST_STEP_S * TICKS)) * _REST_STEP_S
    longer = longer._replace(rest_s=rest_s)
    return (longer, other) if first.rest_s >= second.rest_s else (other, longer)


SUPERSET_LETTERS = "ABCDEFGH"
"""What supersets are called, in the order of doing."""


def in_order(arrays: CatalogArrays, choices: list[Choice]) -> list[Choice]:
    """Rolling, drills, activation, jumps, strength: main lifts in order, other legs, the upper body, core last."""

    def key(choice: Choice) -> tuple[int, int, int, int, int, int]:
        at = choice.exercise
        pattern = arrays.patterns[at]
        if pattern.startswith("core"):
            part = 3
        elif pattern == "carry":
            part = 2
        else:
            part = 1 if pattern.startswith("upper") else 0
        return (
            _SECTION[arrays.sections[at]],
            part,
            choice.rank or _LAST,
            _LIFT.get(arrays.dose_names[at], 2),
            _LOAD.get(arrays.load_classes[at], 1),
            at,
        )

    return sorted(choices, key=key)


def lettered(choices: list[Choice]) -> list[Choice]:
    """The choices with the supersets that are left called A, B ... in their order."""
    letters = list(dict.fromkeys(choice.superset for choice in choices if choice.superset))
    if "".join(letters) == SUPERSET_LETTERS[: len(letters)]:
        return choices
    names = dict(zip(letters, SUPERSET_LETTERS, strict=False)) | {"": ""}
    return [choice._replace(superset=names[choice.superset]) for choice in choices]


def prescription(arrays: CatalogArrays, choice: Choice, order: int | None = None) -> Exercise:
    """A choice as a row of a plan; `order` is its place in the session, 1 for the first."""
    found: Exercise | None = arrays.prescriptions.get((choice, order))
    if found is None:
        at = choice.exercise
        found = arrays.prescriptions[choice, order] = Exercise(
            order=order,
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
            reserve=choice.reserve,
        )
    return found


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
