"""What was corrected in the catalogue, row by row, against the files alone."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

DATA = Path(__file__).resolve().parents[2] / "data"
STRENGTH = {"stabiliser": 0, "rolled": 0, "stretched": 0, "synergist": 1, "prime_mover": 2}


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


CORRECTIONS = rows(Path(__file__).with_name("corrections.csv"))
EXERCISES = {row["exercise_id"]: row for row in rows(DATA / "exercises.csv")}
INVOLVEMENT = rows(DATA / "involvement.csv")
DOSES = {(row["dose"], row["level"], row["strength_phase"]): row for row in rows(DATA / "doses.csv")}
LEVELS = ("beginner", "intermediate", "advanced")
# Dose, phase: repetitions or seconds for each level, the most sets, and the rest [s].
CORRECTED_DOSES = {
    ("calf_heavy", "technique"): ((10, 12, 12), 3, 75),
    ("calf_heavy", "strength"): ((8, 7, 6), 4, 90),
    ("calf_heavy", "power"): ((6, 6, 6), 3, 90),
    ("calf_heavy", "keep"): ((8, 7, 6), 2, 90),
    ("calf_push", "strength"): ((4, 4, 4), 5, 45),
    ("calf_push", "keep"): ((4, 4, 4), 3, 45),
    ("calf_hold", "technique"): ((15, 20, 20), 2, 30),
    ("calf_hold", "strength"): ((25, 30, 30), 3, 45),
    ("hamstring_lowering", "technique"): ((5, 5, 6), 2, 90),
    ("hamstring_lowering", "strength"): ((6, 6, 8), 3, 120),
    ("walkout", "technique"): ((4, 5, 5), 2, 60),
    ("walkout", "strength"): ((6, 6, 8), 3, 75),
    ("copenhagen", "technique"): ((8, 10, 12), 2, 30),
    ("copenhagen", "strength"): ((15, 15, 20), 2, 30),
    ("squeeze", "technique"): ((5, 5, 5), 4, 15),
    ("squeeze", "strength"): ((8, 10, 10), 5, 15),
    ("single_unloaded", "strength"): ((10, 12, 15), 4, 45),
    ("upper_compound", "technique"): ((10, 10, 12), 3, 60),
    ("upper_compound", "strength"): ((8, 8, 6), 4, 120),
    ("pull_up", "strength"): ((5, 5, 6), 4, 120),
    ("jump", "technique"): ((3, 3, 3), 2, 60),
    ("jump", "strength"): ((4, 4, 4), 3, 90),
    ("jump", "power"): ((4, 4, 5), 4, 90),
}


@pytest.mark.parametrize(
    "row", CORRECTIONS, ids=[f"{row['exercise_id']} {row['what']} {row['muscle']}".strip() for row in CORRECTIONS]
)
def test_the_catalog_holds_each_correction(row: dict[str, str]) -> None:
    exercise = EXERCISES[row["exercise_id"]]
    pairs = [
        each for each in INVOLVEMENT if (each["exercise_id"], each["muscle"]) == (row["exercise_id"], row["muscle"])
    ]
    match row["what"]:
        case "role":
            assert max((each["role"] for each in pairs), key=STRENGTH.__getitem__) == row["value"]
        case "basis":
            assert {f"{each['basis']} {each['source_id']}" for each in pairs} == set(row["value"].split(";"))
        case "figure":
            assert {each["pct_mvic"] for each in pairs} - {""} == {row["value"]} - {""}
        case "says":
            assert row["value"] in exercise["how_to"]
        case "says_not":
            assert row["value"] not in exercise["how_to"]
        case "easier" | "harder":
            assert set(exercise[row["what"]].split(";")) == set(row["value"].split(";"))
        case column:
            assert exercise[column] == row["value"]


@pytest.mark.parametrize(("dose", "phase"), CORRECTED_DOSES)
def test_the_doses_hold_what_was_corrected(dose: str, phase: str) -> None:
    amounts, most, rest_s = CORRECTED_DOSES[dose, phase]
    doses = [DOSES[dose, level, phase] for level in LEVELS]
    assert tuple(int(row["reps"] or row["seconds"]) for row in doses) == amounts
    assert max(int(row["sets_max"]) for row in doses) == most
    assert max(int(row["rest_s"]) for row in doses) == rest_s


def test_presses_and_pulls_rest_longer_the_heavier_they_are() -> None:
    for (dose, _, phase), row in DOSES.items():
        if dose == "upper_compound" and phase != "technique":
            assert int(row["rest_s"]) == (120 if int(row["reps"]) <= 6 else 90)
        if dose == "compound_both" and phase != "technique" and int(row["reps"]) <= 5:
            assert int(row["rest_s"]) == 150


def test_a_correction_is_listed_once_and_says_why() -> None:
    keys = [
        (row["exercise_id"], row["what"], row["muscle"], row["what"] == "says" and row["value"]) for row in CORRECTIONS
    ]
    assert len(set(keys)) == len(keys)
    assert all(row["why"].endswith(".") for row in CORRECTIONS)
