"""Sets, repetitions, what is left and rest at each step, against the tables that they were written from."""

from __future__ import annotations

import csv
import itertools
import re
from pathlib import Path

import pytest

from runplan.planning.strength.lifts.step_doses import StepDose, kind_of, step_dose
from runplan.schema import LEVELS

STEPS = ("T1", "T2", "T3", "A", "B", "C", "P1", "P2", "K")

#: as a coach writes them: sets x repetitions @ those that are left
TABLE = {
    ("both_legs", "beginner"): "2x10@5 3x10@4 3x10@3 3x8@3 3x8@2 3x6@2 - - 2x6@3",
    ("both_legs", "intermediate"): "2x10@5 3x10@4 3x10@3 3x8@2 3x6@2 4x5@2 3x4@4 3x3@4 2x5@2",
    ("both_legs", "advanced"): "3x10@4 3x10@3 - 3x6@2 4x5@2 4x4@1 3x4@4 3x3@4 3x4@2",
    ("one_leg", "beginner"): "2x8@5 3x8@4 3x10@3 3x8@3 3x8@2 3x6@2 - - 2x6@3",
    ("one_leg", "intermediate"): "2x8@5 3x10@4 3x10@3 3x8@3 3x8@2 3x6@2 2x5@4 2x4@4 2x6@2",
    ("one_leg", "advanced"): "2x10@4 3x10@3 - 3x8@2 3x6@2 3x5@2 2x5@4 2x4@4 2x5@2",
    ("calf", "beginner"): "- - 3x10@3 3x8@3 3x8@2 3x6@2 3x6@2 - 2x6@3",
    ("calf", "intermediate"): "- 3x12@4 3x12@3 3x8@2 3x7@2 3x6@2 3x6@2 - 2x6@2",
    ("calf", "advanced"): "- - - 3x8@2 4x6@2 4x5@1 - - -",
    ("walkout", "beginner"): "2x3 2x4 2x5 2x6@3 3x6@2 3x8@2 - - 2x6",
    ("unloaded_one_leg", "beginner"): "2x6@5 2x8@4 3x10@4 3x10@3 3x12@2 3x15@2 - - 2x12@3",
    ("unloaded_two_legs", "beginner"): "2x10@5 2x12@4 2x15@4 2x12@3 3x15@2 3x20@2 - - 2x15@3",
    ("lowering", "advanced"): "- - 2x6 3x6 3x8 3x8 2x6 - 2x5",
}


@pytest.mark.parametrize(("kind", "level"), TABLE, ids=[" ".join(key) for key in TABLE])
def test_a_step_asks_for_what_the_table_says(kind: str, level: str) -> None:
    for step, words in zip(STEPS, TABLE[kind, level].split(), strict=True):
        if words == "-":
            continue
        dose = re.fullmatch(r"(\d+)x(\d+)(?:@(\d))?", words)
        assert dose is not None
        dose = dose_of(kind, level, step)
        assert (dose.sets_max, dose.reps) == (int(dose[1]), int(dose[2])), (kind, level, step)
        assert dose[3] is None or dose.reserve == int(dose[3]), (kind, level, step)


def dose_of(kind: str, level: str, step: str) -> StepDose:
    dose = step_dose(kind, level, step)
    assert dose is not None
    return dose


with Path("data/strength_steps.csv").open(encoding="utf-8", newline="") as _file:
    KINDS = sorted({(row["kind"], level) for row in csv.DictReader(_file) for level in row["level"].split("|")})


@pytest.mark.parametrize(("kind", "level"), KINDS, ids=["-".join(key) for key in KINDS])
def test_a_lighter_week_has_no_more_of_anything_and_one_more_is_left(kind: str, level: str) -> None:
    for step in STEPS:
        full, light = step_dose(kind, level, step), step_dose(kind, level, f"{step}-")
        if full is None:
            assert light is None
            continue
        assert light is not None
        assert full.sets_min <= light.sets_max <= full.sets_max
        assert light.sets_max == max(full.sets_min, full.sets_max - 1)
        assert light.reserve == (None if full.reserve is None else full.reserve + 1)
        assert (light.reps or 0) <= (full.reps or 0)
        assert light.seconds == full.seconds


def test_a_lighter_week_of_a_lift_has_one_repetition_less_but_a_hinge_on_one_leg_never_under_six() -> None:
    assert dose_of("both_legs", "intermediate", "B-")[:3] == (2, 2, 5)
    assert [dose_of("one_leg_hinge", level, step).reps for level in LEVELS for step in ("C-", "K-", "P2-")] == [6] * 9


@pytest.mark.parametrize("kind", ["both_legs", "one_leg", "calf"])
@pytest.mark.parametrize("level", LEVELS)
def test_the_load_of_a_lift_grows_as_strength_is_built(kind: str, level: str) -> None:
    most = [dose_of(kind, level, step) for step in ("A", "B", "C")]
    could = [(dose.reps or 0) + (dose.reserve or 0) for dose in most]
    assert could == sorted(could, reverse=True)
    assert [dose.rest_s for dose in most] == sorted(dose.rest_s for dose in most)


def test_no_step_goes_to_failure() -> None:
    for (kind, level), step in itertools.product(KINDS, STEPS):
        dose = step_dose(kind, level, step)
        assert dose is None or dose.reserve is None or dose.reserve >= 1


@pytest.mark.parametrize(
    ("dose", "pattern", "each_side", "loaded", "kind"),
    [
        ("compound_both", "squat", False, True, "both_legs"),
        ("compound_both", "squat", False, False, "unloaded_two_legs"),
        ("compound_single", "hinge", True, True, "one_leg_hinge"),
        ("compound_single", "lunge", True, True, "one_leg"),
        ("compound_single", "lunge", True, False, "unloaded_one_leg"),
        ("calf_heavy", "calf_ankle", True, True, "calf"),
        ("calf_raise", "calf_ankle", True, False, "calf_unloaded"),
        ("leg_accessory", "knee_flexion", False, False, "leg_curl"),
        ("leg_accessory", "hip_adduction", True, False, "accessory"),
        ("roll_side", "roll", True, False, ""),
    ],
)
def test_what_an_exercise_is_follows_from_its_dose_and_load(
    dose: str, pattern: str, each_side: bool, loaded: bool, kind: str
) -> None:
    assert kind_of(dose, pattern, each_side=each_side, loaded=loaded) == kind
