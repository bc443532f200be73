"""What an exercise can become: the next harder one, a weight in the hands, a slower repetition."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from runplan.catalog import load_catalog
from runplan.plan.records import RoutineRequest
from runplan.planning.strength.candidates import pool_for
from runplan.planning.strength.catalog_arrays import arrays_of
from runplan.schema import COUNTED_SECTIONS, EQUIPMENT, LEVELS, STRENGTH_PHASES

CATALOG = load_catalog()
with (Path(__file__).resolve().parents[2] / "data" / "exercises.csv").open(encoding="utf-8", newline="") as file:
    ROWS = {row["exercise_id"]: row for row in csv.DictReader(file)}
# What a load in kilograms is the weight of; a band and a cable's stack have none.
WEIGHTS = {"barbell", "trap_bar", "dumbbell", "kettlebell", "backpack"}
BARS = {"barbell", "trap_bar"}
# A bar to hang from, to hook the heels under, to push against; a backpack to squeeze.
NOT_LIFTED = {"inverted_row", "nordic_curl", "nordic_assisted", "calf_push_rack", "adductor_squeeze"}
# Kit, level, seconds a repetition, sides, easier and harder of what was missing for strength that progresses.
ADDED = {
    "calf_raise_two_legs_bent": ("", "beginner", 3, "no", "", "calf_raise_bent_knee"),
    "split_squat_one_and_half": ("", "beginner", 5, "yes", "split_squat", "skater_squat_wall"),
    "skater_squat_wall": ("", "intermediate", 4, "yes", "split_squat_one_and_half", "skater_squat"),
    "slider_reverse_lunge": ("slider|towel", "beginner", 4, "yes", "reverse_lunge", "walking_lunge"),
    "rear_foot_elevated_loaded": (
        "bench|box|chair;dumbbell|kettlebell|barbell|backpack",
        "intermediate",
        3,
        "yes",
        "rear_foot_elevated_split_squat;split_squat_loaded",
        "",
    ),
    "front_rack_squat": ("kettlebell|dumbbell", "intermediate", 4, "no", "goblet_squat", "front_squat"),
    "glute_bridge_loaded": (
        "dumbbell|kettlebell|barbell|backpack",
        "beginner",
        3,
        "no",
        "glute_bridge",
        "hip_thrust",
    ),
    "single_leg_hip_thrust_loaded": (
        "bench|box|chair;dumbbell|kettlebell|backpack",
        "intermediate",
        3,
        "yes",
        "single_leg_hip_thrust",
        "",
    ),
    "suitcase_deadlift": (
        "dumbbell|kettlebell|backpack",
        "beginner",
        4,
        "yes",
        "kettlebell_deadlift",
        "trap_bar_deadlift",
    ),
    "band_squat": ("long_band", "beginner", 4, "no", "air_squat", ""),
    "band_deadlift": ("long_band", "beginner", 3, "no", "glute_bridge", ""),
    "calf_push_strap": ("towel|suspension_trainer", "beginner", 6, "yes", "calf_hold", "calf_push_rack"),
    "calf_push_rack": ("barbell", "intermediate", 6, "no", "calf_push_strap", ""),
    "heel_bounce": ("", "beginner", None, "no", "", "pogo_hops"),
}
# A block has one kind of jump, another where that is preferred, and one of hops or two; this is one to write in.
JUMPS_ON_PAPER = {"single_leg_pogo"}


def words(expression: str) -> set[str]:
    return {word for need in expression.split(";") for word in need.split("|")} - {""}


def neighbours(name: str, column: str) -> list[str]:
    return [other for other in ROWS[name][column].split(";") if other]


@pytest.mark.parametrize("name", ADDED)
def test_what_was_missing_is_there_with_its_kit_level_time_and_neighbours(name: str) -> None:
    row = ROWS[name]
    kit, level, seconds, sided, easier, harder = ADDED[name]
    assert (row["equipment"], row["level"], row["each_side"]) == (kit, level, sided)
    assert (float(row["seconds_per_rep"]) if row["seconds_per_rep"] else None) == seconds
    assert set(easier.split(";")) - {""} <= set(neighbours(name, "easier"))
    assert set(harder.split(";")) - {""} <= set(neighbours(name, "harder"))


def test_no_chain_of_harder_exercises_comes_back_to_where_it_began() -> None:
    after: dict[str, set[str]] = {}

    def reached(name: str, path: tuple[str, ...]) -> set[str]:
        assert name not in path, (*path, name)
        if name not in after:
            after[name] = set().union(
                *({other} | reached(other, (*path, name)) for other in neighbours(name, "harder"))
            )
        return after[name]

    assert max(len(reached(name, ())) for name in ROWS) > 3


def test_each_step_of_a_chain_is_named_by_both_and_asks_for_no_lower_level() -> None:
    for name in ROWS:
        for harder in neighbours(name, "harder"):
            assert name in neighbours(harder, "easier"), (name, harder)
            assert LEVELS.index(ROWS[name]["level"]) <= LEVELS.index(ROWS[harder]["level"]), (name, harder)
        for easier in neighbours(name, "easier"):
            assert name in neighbours(easier, "harder"), (name, easier)


def test_hands_say_what_is_lifted_exactly_where_a_weight_is_held() -> None:
    for name, row in ROWS.items():
        holds = bool(words(row["equipment"]) & WEIGHTS) and name not in NOT_LIFTED
        assert (row["hands"] != "") == holds, name
        if words(row["equipment"]) & WEIGHTS <= BARS and holds:
            assert row["hands"] == "bar", name
        if not words(row["equipment"]) & BARS:
            assert row["hands"] != "bar", name


def test_a_weight_for_one_hand_or_held_before_the_body_is_one_and_weights_at_both_sides_are_two() -> None:
    hands = {
        "one": ("goblet_squat", "one_arm_row", "suitcase_deadlift", "one_leg_rdl_to_row", "calf_raise_loaded"),
        "two": ("romanian_deadlift", "split_squat_loaded", "loaded_lunge", "floor_press", "rear_foot_elevated_loaded"),
        "bar": ("back_squat", "trap_bar_deadlift", "conventional_deadlift"),
    }
    for word, names in hands.items():
        assert {ROWS[name]["hands"] for name in names} == {word}


def test_a_tempo_takes_as_long_as_a_repetition_and_every_slow_calf_raise_has_one() -> None:
    timed = {name: row["tempo"] for name, row in ROWS.items() if row["tempo"]}
    for name, tempo in timed.items():
        assert sum(float(part) for part in tempo.split("-")) == float(ROWS[name]["seconds_per_rep"]), name
    assert {name for name, row in ROWS.items() if row["dose"] == "calf_raise"} - set(timed) == {
        "calf_raise_two_legs_bent"
    }
    for name, tempo in timed.items():
        down = "three seconds" if tempo.startswith("3") else "two seconds"
        assert down in ROWS[name]["how_to"], name


def data_rows(name: str) -> list[dict[str, str]]:
    with (Path(__file__).resolve().parents[2] / "data" / name).open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


LIFTS = {row[column] for row in data_rows("main_lifts.csv") for column in ("technique", "strength", "outgrown")}
HOPS = {row[column] for row in data_rows("hops.csv") for column in ("exercise_id", "second_id")}


@pytest.mark.parametrize("name", sorted(name for name, row in ROWS.items() if row["section"] in COUNTED_SECTIONS))
def test_every_counted_exercise_can_stand_in_some_session(name: str) -> None:
    """As a main lift, as hops, or chosen: large lifts that are none of the block's only where they are preferred."""
    if name in LIFTS | HOPS | JUMPS_ON_PAPER:
        return
    arrays = arrays_of(CATALOG)
    for phase in STRENGTH_PHASES:
        for kind in ("general", "core"):
            request = RoutineRequest(phase, (kind,), 60, 4.0, EQUIPMENT, "advanced", prefer=(name,))
            if arrays.place[name] in pool_for(arrays, kind, request).exercise:
                return
    pytest.fail(f"{name} stands in no session")


def test_jumps_that_no_session_has_are_there_to_be_read_about_and_to_be_swapped_in() -> None:
    jumps = {name for name, row in ROWS.items() if row["dose"] in ("jump", "bounds", "hops")}
    assert jumps - LIFTS - HOPS == JUMPS_ON_PAPER
