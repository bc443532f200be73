"""What a Block knows of lifts: sets that are remembered and weights that are owned, in kilograms and in pounds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import runplan as rp
from runplan.errors import BlockError
from runplan.plan.block import LATER_FIELDS, plan_id_of
from runplan.plan.lift_fields import lifts_text, load_steps_text
from runplan.plan.weights import Weight, in_unit, read_weight
from tests.builders.blocks import lift_fields
from tests.plan.test_race_fields import ID_OF_0_1_0, OF_0_1_0

START: dict[str, Any] = {"start": "2027-01-04", "weeks": 8}
EXAMPLE_SET = "{'goblet_squat': (16, 10, 3)}, or 'goblet_squat=16x10@3'"
EXAMPLE_STEPS = "{'dumbbell': (4, 6, 8), 'barbell': 2.5}, or 'dumbbell=4,6,8 barbell=2.5'"
KITS = "dumbbell, kettlebell, barbell, trap_bar, backpack"


def block(**wishes: Any) -> rp.Block:
    return rp.Block(**START | wishes)


@pytest.mark.parametrize(
    "written",
    [
        {"back_squat": (60, 8, 2)},
        {"back_squat": [60.0, 8, 2]},
        {"back_squat": ("60 kg", 8.0, 2)},
        {"back_squat": "60x8@2"},
        [("back_squat", (60, 8, 2))],
        "back_squat=60x8@2",
        "back_squat 60 kg x 8 @ 2",
        "Back_squat: 60 × 8 @2",
    ],
    ids=str,
)
def test_a_remembered_set_may_be_written_in_many_ways(written: Any) -> None:
    assert block(lifts=written).lifts == (("back_squat", (60.0, 8, 2)),)


@pytest.mark.parametrize(
    "written", [{"one_arm_row": ("35 lb", 10, 3)}, "one_arm_row=35lbx10@3", "one_arm_row 35 lbs x 10 @3"]
)
def test_a_set_in_pounds_stays_in_pounds(written: Any) -> None:
    wished = block(lifts=written)
    assert wished.lifts == (("one_arm_row", ("35 lb", 10, 3)),)
    assert wished.to_dict()["lifts"] == {"one_arm_row": ["35 lb", 10, 3]}


def test_lifts_are_sorted_and_none_is_the_default() -> None:
    both = block(lifts="romanian_deadlift=40x8@2, back_squat=60x8@2")
    assert [exercise_id for exercise_id, _ in both.lifts] == ["back_squat", "romanian_deadlift"]
    assert block().lifts == block(lifts={}).lifts == block(lifts="").lifts == ()
    assert block().load_steps == block(load_steps={}).load_steps == block(load_steps=" ").load_steps == ()


@pytest.mark.parametrize(
    ("written", "owned"),
    [
        ({"dumbbell": (8, 4, 6)}, (("dumbbell", (4.0, 6.0, 8.0)),)),
        ({"dumbbell": [4, 6, 8]}, (("dumbbell", (4.0, 6.0, 8.0)),)),
        ({"dumbbell": "4, 6, 8"}, (("dumbbell", (4.0, 6.0, 8.0)),)),
        ("dumbbell=4,6,8", (("dumbbell", (4.0, 6.0, 8.0)),)),
        ("dumbbell 4/6/8 kg", (("dumbbell", (4.0, 6.0, 8.0)),)),
        ("barbell 2.5, dumbbell 4 6 8", (("dumbbell", (4.0, 6.0, 8.0)), ("barbell", 2.5))),
        ({"barbell": 2.5}, (("barbell", 2.5),)),
        ({"barbell": "5 lb"}, (("barbell", "5 lb"),)),
        ({"kettlebell": (16,)}, (("kettlebell", (16.0,)),)),
        ("kettlebell=1x16", (("kettlebell", (16.0,)),)),
        ("kettlebell 2 x 12, 16", (("kettlebell", (12.0, 12.0, 16.0)),)),
        ({"kettlebell": ["2x12", 16]}, (("kettlebell", (12.0, 12.0, 16.0)),)),
        ("dumbbell 10, 15, 20 lb", (("dumbbell", ("10 lb", "15 lb", "20 lb")),)),
        ("dumbbell 5 kg, 10 lb", (("dumbbell", ("10 lb", 5.0)),)),  # ten pounds are 4.5 kg
        ({"dumbbell": ("50 lb", 20)}, (("dumbbell", (20.0, "50 lb")),)),
    ],
    ids=str,
)
def test_owned_weights_may_be_written_in_many_ways(written: Any, owned: Any) -> None:
    assert block(load_steps=written).load_steps == owned


REFUSED: tuple[tuple[str, dict[str, Any], str], ...] = (
    ("lifts_without_a_set", {"lifts": "soon"}, f"lifts='soon' cannot be read: write it as {EXAMPLE_SET}."),
    ("lifts_as_a_number", {"lifts": 60}, f"lifts=60 is not a mapping: write it as {EXAMPLE_SET}."),
    (
        "a_set_without_repetitions",
        {"lifts": {"back_squat": 60}},
        "lifts['back_squat']=60 cannot be read: give the weight, the repetitions and the repetitions in "
        "reserve, such as (60, 8, 2), ('135 lb', 8, 2) or '60x8@2'.",
    ),
    (
        "a_set_with_many_repetitions",
        {"lifts": {"back_squat": (40, 12, 2)}},
        "lifts['back_squat'] has 12 repetitions: give a set with a whole number from 1 to 10; RunPlan cannot "
        "work out a load from other sets.",
    ),
    (
        "a_set_with_many_left",
        {"lifts": {"back_squat": (40, 8, 5)}},
        "lifts['back_squat'] has 5 in reserve: give a set with a whole number from 0 to 4; RunPlan cannot work "
        "out a load from other sets.",
    ),
    (
        "a_set_with_half_a_repetition_left",
        {"lifts": {"back_squat": (40, 8, 1.5)}},
        "lifts['back_squat'] has 1.5 in reserve: give a set with a whole number from 0 to 4; RunPlan cannot work "
        "out a load from other sets.",
    ),
    (
        "a_set_without_a_weight",
        {"lifts": {"back_squat": (0, 8, 2)}},
        "lifts['back_squat'] has the weight 0: give kilograms up to 500, or pounds as '135 lb'.",
    ),
    (
        "a_lift_twice",
        {"lifts": "back_squat=60x8@2 back_squat=50x5@2"},
        "lifts names 'back_squat' twice: keep one of them.",
    ),
    (
        "a_lift_without_a_name",
        {"lifts": {7: (60, 8, 2)}},
        "lifts names 7, which is not an exercise id: see load_catalog().exercises.",
    ),
    (
        "steps_without_a_weight",
        {"load_steps": "barbell"},
        f"load_steps='barbell' cannot be read: write it as {EXAMPLE_STEPS}.",
    ),
    ("steps_as_a_number", {"load_steps": 2.5}, f"load_steps=2.5 is not a mapping: write it as {EXAMPLE_STEPS}."),
    ("steps_of_a_stack", {"load_steps": {"cable": 5}}, f"load_steps='cable' is not known: give one of {KITS}."),
    (
        "steps_of_a_kit_with_a_slip",
        {"load_steps": {"dumbell": 2}},
        f"load_steps='dumbell' is not known: give one of {KITS}. Did you mean 'dumbbell'?",
    ),
    (
        "a_weight_as_a_step",
        {"load_steps": {"kettlebell": 16}},
        "load_steps['kettlebell']=16 is too large for a step between weights: give 5 kg at most, or list what you own, "
        "such as [16] or '1x16'.",
    ),
    (
        "pounds_as_a_step",
        {"load_steps": "kettlebell=35lb"},
        "load_steps['kettlebell']='35 lb' is too large for a step between weights: give 5 kg at most, or list what you "
        "own, such as ['35 lb'] or '1x35lb'.",
    ),
    (
        "no_weights",
        {"load_steps": {"kettlebell": ()}},
        "load_steps['kettlebell'] lists no weight: list what you own, or leave it out.",
    ),
    (
        "too_many_weights",
        {"load_steps": {"dumbbell": tuple(range(1, 62))}},
        "load_steps['dumbbell'] lists 61 weights: give 60 at most, or one step.",
    ),
    (
        "weights_in_words",
        {"load_steps": {"dumbbell": "all"}},
        "load_steps['dumbbell']='all' cannot be read: list the kilograms that you own, such as (4, 6, 8), "
        "or pounds as ('10 lb', '15 lb'), or give one step between them, such as 2.5.",
    ),
    (
        "a_weight_that_nobody_lifts",
        {"load_steps": {"dumbbell": (4, 600)}},
        "load_steps['dumbbell']=600 cannot be read: list the kilograms that you own, such as (4, 6, 8), "
        "or pounds as ('10 lb', '15 lb'), or give one step between them, such as 2.5.",
    ),
)


@pytest.mark.parametrize(("wishes", "sentence"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_what_cannot_be_taken_is_refused_in_one_sentence(wishes: dict[str, Any], sentence: str) -> None:
    with pytest.raises(BlockError) as error:
        block(**wishes)
    assert str(error.value) == sentence


@pytest.mark.parametrize(
    ("wishes", "sentence"),
    [
        (
            {"lifts": "back_sqat=60x8@2"},
            "lifts names 'back_sqat', which is not in the catalogue. Did you mean 'back_squat'?",
        ),
        ({"lifts": "push_up=10x8@2"}, "lifts names 'push_up', which needs no weight: leave it out."),
    ],
    ids=str,
)
def test_a_lift_that_the_catalog_cannot_load_is_refused(wishes: dict[str, Any], sentence: str) -> None:
    with pytest.raises(BlockError) as error:
        rp.build_plan(block(**wishes))
    assert str(error.value) == sentence


@given(lift_fields())
def test_a_block_with_lifts_comes_back_from_json_and_from_what_is_typed(fields: dict[str, Any]) -> None:
    wished = block(**fields)
    values = json.loads(json.dumps(wished.to_dict()))
    again = rp.Block.from_dict(values)
    assert again == wished
    assert hash(again) == hash(wished)
    assert again.to_dict() == wished.to_dict()
    assert {name for name in LATER_FIELDS if name in values} == {name for name in fields if fields[name]}
    assert block(lifts=lifts_text(wished.lifts)).lifts == wished.lifts
    assert block(load_steps=load_steps_text(wished.load_steps)).load_steps == wished.load_steps
    assert wished.replace(run_days=5).lifts == wished.lifts


def test_a_block_of_the_first_version_reads_and_writes_as_it_did() -> None:
    old = rp.Block.from_dict(OF_0_1_0)
    assert old == block()
    assert json.dumps(old.to_dict()) == json.dumps(OF_0_1_0)
    assert plan_id_of(old) == ID_OF_0_1_0
    assert plan_id_of(block(lifts="back_squat=60x8@2")) != ID_OF_0_1_0


def test_lifts_come_back_from_the_companion_of_a_plan_file(tmp_path: Path) -> None:
    wished = block(lifts="goblet_squat=35lbx10@3", load_steps="dumbbell=25,30,35lb", equipment=("dumbbell",))
    rp.build_plan(wished).to_csv(tmp_path / "plan.csv")
    assert rp.read_plan(tmp_path / "plan.csv").block == wished


@pytest.mark.parametrize(("pounds", "kg"), [(1, 0.45359237), (45, 20.41165665), (100, 45.359237)])
def test_a_pound_is_the_international_one(pounds: int, kg: float) -> None:
    assert Weight(pounds, "lb").kg == pytest.approx(kg, abs=1e-9)
    assert in_unit(kg, "lb") == Weight(pounds, "lb")
    assert in_unit(kg, "kg") == Weight(kg)


@pytest.mark.parametrize(
    "value", [True, None, "", "x", "-5", "5 stone", float("nan"), float("inf"), -1, 0, 501, "1103 lb"]
)
def test_what_is_no_weight_is_none(value: Any) -> None:
    assert read_weight(value) is None


@given(st.integers(1, 1100), st.sampled_from(("kg", "lb")))
def test_a_weight_is_read_back_from_its_text_and_its_value(quarters: int, unit: str) -> None:
    weight = Weight(quarters / 4, unit)
    if read_weight(weight) is not None:
        assert read_weight(weight.text) == read_weight(weight.value) == weight
