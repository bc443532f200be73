"""The planner takes remembered sets and owned weights as a lifter says them, and its lines are the plan's own lifts."""

from __future__ import annotations

from typing import Any

import pytest

import runplan as rp
from runplan.ui import Planner
from tests.ui.conftest import find, move

KIT: dict[str, Any] = {
    **{"start": "2027-01-04", "weeks": 8, "goal": "general", "level": "intermediate", "strength_minutes": 45},
    **{"equipment": ("barbell", "dumbbell", "bench"), "prefer": ("back_squat", "one_arm_row")},
}


def lines(planner: Planner) -> dict[str, Any]:
    """The lines of lifts by their exercise's name."""
    box = find(planner, "rp-lifts")
    return {line.text.description: line for line in box.children[2].children}


def rows_of(planner: Planner, exercise_id: str) -> list[Any]:
    plan = planner.model.plan
    assert plan is not None
    rows = [row for session in plan.session_records for row in session.exercises if row.exercise_id == exercise_id]
    assert rows
    return rows


def test_the_lifts_of_the_plan_that_take_a_weight_have_a_line() -> None:
    planner = Planner(rp.Block(**KIT))
    plan = planner.model.plan
    assert plan is not None
    in_plan = {row.exercise for session in plan.session_records for row in session.exercises}
    assert {"Back squat", "One-arm row"} <= set(lines(planner)) <= in_plan
    assert "Side plank" not in lines(planner)


def test_a_remembered_set_gives_the_plan_its_loads_and_an_empty_line_takes_them_away() -> None:
    planner = Planner(rp.Block(**KIT))
    move(lines(planner)["Back squat"].text, "60 kg x 8 @ 2")
    assert planner.block.lifts == (("back_squat", (60.0, 8, 2)),)
    assert all(row.load_kg for row in rows_of(planner, "back_squat"))
    move(lines(planner)["One-arm row"].text, "35 lb x 10 @ 3")
    assert dict(planner.block.lifts)["one_arm_row"] == ("35 lb", 10, 3)
    assert lines(planner)["Back squat"].text.value == "60x8@2"
    move(lines(planner)["Back squat"].text, "")
    assert [exercise_id for exercise_id, _ in planner.block.lifts] == ["one_arm_row"]
    assert not any(row.load_kg for row in rows_of(planner, "back_squat"))


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("heavy", "Type weight x repetitions @ repetitions in reserve"),
        ("60", "Type weight x repetitions @ repetitions in reserve"),
        ("60x15@2", "It has 15 repetitions: give a set with a whole number from 1 to 10"),
        ("600x8@2", "It has the weight"),
    ],
)
def test_what_is_no_set_stays_in_its_line_with_a_sentence(typed: str, sentence: str) -> None:
    planner = Planner(rp.Block(**KIT))
    line = lines(planner)["Back squat"]
    move(line.text, typed)
    assert sentence in line.sentence.value
    assert line.text.value == typed
    assert planner.block.lifts == ()


def test_owned_weights_are_typed_and_loads_are_rounded_down_to_them() -> None:
    planner = Planner(rp.Block(**KIT, lifts="one_arm_row=12x10@3"))
    move(find(planner, "rp-field-load-steps"), "dumbbell=4,6,8")
    assert planner.block.load_steps == (("dumbbell", (4.0, 6.0, 8.0)),)
    assert {row.load_kg for row in rows_of(planner, "one_arm_row")} <= {4.0, 6.0, 8.0}
    move(find(planner, "rp-field-load-steps"), "two of them")
    assert planner.block.load_steps == (("dumbbell", (4.0, 6.0, 8.0)),)


def test_remembered_sets_come_back_with_a_plan_that_is_opened() -> None:
    planner = Planner(rp.Block(**KIT))
    planner.model.open(planner.block.replace(lifts="back_squat=62.5x6@1"))
    assert lines(planner)["Back squat"].text.value == "62.5x6@1"
