"""Sets, repetitions, reserve and rest of each kind of exercise at each step of the wave.

In: what kind of work an exercise is, a level and a step such as "B" or "A-". Out: its dose by
data/strength_steps.csv, or None where that kind has no place at that step. All of it is our assumption.
"""

from __future__ import annotations

import csv
from functools import cache
from typing import NamedTuple

from runplan.catalog.files.read import data_dir
from runplan.plan.records import RoutineRequest
from runplan.planning.weeks.wave import LIGHTER, RACE_STEP

_REFERENCE_STEP = {"technique": "T3", "strength": "B", "power": "P1", "keep": "K"}
_PHASE = {"T": "technique", "A": "strength", "B": "strength", "C": "strength", "P": "power", "K": "keep", "R": "keep"}
LEAST_HINGE_REPS = 6
"""Repetitions of a loaded hinge on one leg: with fewer, balance would end the set."""

_KIND_OF_DOSE = {
    "hamstring_lowering": "lowering",
    "walkout": "walkout",
    "single_unloaded": "unloaded_one_leg",
    "calf_hold": "hold",
    "leg_hold": "hold",
    "upper_compound": "upper_body",
    "pull_up": "pull_up",
    "core_reps": "trunk_reps",
    "plank": "trunk_hold",
    "side_hold": "trunk_hold",
    "hip_control": "trunk_hold",
    "short_hold": "short_hold",
    "squeeze": "squeeze",
    "copenhagen": "short_hold",
    "band_walk": "accessory",
    "activation": "accessory",
    "posture": "accessory",
    "shin": "accessory",
    "hip_flexion": "accessory",
    "foot": "accessory",
    "carry": "carry",
    "swing": "swing",
    "jump": "jump",
    "bounds": "jump",
    "calf_push": "calf_push",
}
LOADED_LIFTS = frozenset(("both_legs", "one_leg", "one_leg_hinge"))
"""Kinds of lift for the legs whose load makes a session heavy."""

_SAME_REPS = frozenset(("accessory", "trunk_reps", "leg_curl", "calf_push", "swing", "jump"))
"""Kinds whose repetitions stay in a lighter week: they have fewer sets."""


class StepDose(NamedTuple):
    """One row of strength_steps.csv."""

    sets_min: int
    sets_max: int
    reps: int | None
    seconds: int | None  # [s]
    reserve: int | None  # repetitions that are left at the end of a set; None where speed counts
    rest_s: int  # [s]

    def lighter(self, kind: str) -> StepDose:
        """The same in a lighter week: one set less, of lifts one repetition less, and one more left."""
        reps = self.reps
        if reps is not None and kind not in _SAME_REPS:
            reps = max(LEAST_HINGE_REPS if kind == "one_leg_hinge" else 1, reps - 1)
        return self._replace(
            sets_max=max(self.sets_min, self.sets_max - 1),
            reps=reps,
            reserve=None if self.reserve is None else self.reserve + 1,
        )


def kind_of(dose: str, pattern: str, *, each_side: bool, loaded: bool) -> str:
    """What kind of work an exercise is, as strength_steps.csv names it; nothing for what has no steps.

    Parameters
    ----------
    dose, pattern : str
        Of data/exercises.csv.
    each_side : bool
        Whether one side is done after the other.
    loaded : bool
        Whether a weight in kilograms is held.
    """
    if dose == "compound_both":
        return "both_legs" if loaded else "unloaded_two_legs"
    if dose == "compound_single" and loaded:
        return "one_leg_hinge" if pattern == "hinge" else "one_leg"
    if dose in ("calf_raise", "calf_heavy"):
        return "calf" if loaded else "calf_unloaded"
    if dose == "leg_accessory" and pattern in ("knee_flexion", "hip_adduction"):
        return "leg_curl" if pattern == "knee_flexion" else "accessory"
    if dose in ("compound_single", "leg_accessory"):
        return "unloaded_one_leg" if each_side else "unloaded_two_legs"
    return _KIND_OF_DOSE.get(dose, "")


def step_dose(kind: str, level: str, step: str) -> StepDose | None:
    """The dose of a kind of work at a level and step; None where it has no place there."""
    dose = _doses().get((kind, level, step.removesuffix(LIGHTER)))
    if dose is None or not step.endswith(LIGHTER):
        return dose
    return dose.lighter(kind)


def phase_of_step(step: str) -> str:
    """The strength phase of a step: the one whose dose an exercise without steps takes."""
    return _PHASE[step[0]]


def reference_step(request: RoutineRequest) -> str:
    """The step that a phase's exercises are chosen at, one that others come near."""
    return RACE_STEP if request.racing else _REFERENCE_STEP[request.strength_phase]


@cache
def _doses() -> dict[tuple[str, str, str], StepDose]:
    doses: dict[tuple[str, str, str], StepDose] = {}
    with (data_dir() / "strength_steps.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            reps, seconds, reserve = (int(row[name]) if row[name] else None for name in ("reps", "seconds", "reserve"))
            dose = StepDose(int(row["sets_min"]), int(row["sets_max"]), reps, seconds, reserve, int(row["rest_s"]))
            for level in row["level"].split("|"):
                doses[row["kind"], level, row["step"]] = dose
    return doses
