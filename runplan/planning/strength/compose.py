"""From chosen exercises to prescriptions in the order of doing."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from runplan.plan.routine import Prescription
from runplan.planning.strength.catalog_arrays import TICKS, Ints, Tables

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

    def set_ticks(self, tables: Tables) -> int:
        """One set, both sides and the change between them included [ticks]."""
        return tables.set_ticks(self.exercise, self.reps, self.seconds, 0)

    def ticks(self, tables: Tables) -> int:
        """Time of the exercise, done alone [ticks]."""
        key = (self.exercise, self.reps, self.seconds, self.rest_s)
        times = tables.times.get(key)
        if times is None:
            times = tables.fixed_ticks(self.exercise, self.rest_s), tables.set_ticks(*key)
            tables.times[key] = times
        return times[0] + self.sets * times[1]


def in_order(tables: Tables, choices: list[Choice]) -> list[Choice]:
    """Rolling, drills, activation, jumps, strength: heavy and compound work first, then the upper body, core last.

    Of heavy work the lifts of both legs come first, then those of one, and last what tires the hamstrings alone.
    """

    def key(choice: Choice) -> tuple[int, int, bool, int, int, int]:
        at = choice.exercise
        pattern = tables.patterns[at]
        if pattern.startswith("core"):
            part = 3
        elif pattern == "carry":
            part = 2
        else:
            part = 1 if pattern.startswith("upper") else 0
        heavy = tables.heavy_at(at, choice.reps, choice.effort)
        return (
            _SECTION[tables.sections[at]],
            part,
            not heavy,
            _LIFT.get(tables.dose_names[at], 2),
            _LOAD.get(tables.load_classes[at], 1),
            at,
        )

    return sorted(choices, key=key)


def prescription(tables: Tables, choice: Choice) -> Prescription:
    """A choice as a row of a plan."""
    found: Prescription | None = tables.prescriptions.get(choice)
    if found is None:
        found = _prescription(tables, choice)
        tables.prescriptions[choice] = found
    return found


def _prescription(tables: Tables, choice: Choice) -> Prescription:
    at = choice.exercise
    return Prescription(
        exercise_id=tables.ids[at],
        exercise=tables.names[at],
        section=tables.sections[at],
        sets=choice.sets,
        reps=choice.reps,
        seconds=choice.seconds,
        each_side=tables.sided[at],
        rest_s=choice.rest_s,
        effort=choice.effort,
        note=choice.note,
        superset=choice.superset,
    )


def seconds_of(tables: Tables, choices: list[Choice]) -> int:
    """Seconds of a session, rounded up."""
    return -(-session_ticks(tables, choices) // TICKS)


def session_ticks(tables: Tables, choices: list[Choice]) -> int:
    """Time of a session; partners of a superset rest while the other works [ticks]."""
    ticks = sum(choice.ticks(tables) for choice in choices)
    for letter in {choice.superset for choice in choices if choice.superset}:
        one, other = (choice for choice in choices if choice.superset == letter)
        if one.rest_s < other.rest_s:
            one, other = other, one
        shared = min(one.sets, other.sets) - 1
        pause = max(0, one.rest_s * TICKS - other.set_ticks(tables))
        ticks -= shared * ((one.rest_s + other.rest_s) * TICKS - pause)
    return ticks


def muscle_work(tables: Tables, choices: list[Choice]) -> Ints:
    """Eighths of sets that counted work gives each muscle."""
    work = np.zeros(tables.muscle_amount.shape[1], dtype=np.intp)
    for choice in choices:
        if tables.counted[choice.exercise]:
            work += choice.sets * tables.muscle_amount[choice.exercise]
    return work
