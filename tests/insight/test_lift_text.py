"""Loads are said as whoever owns the weights names them, wherever a plan is read."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import fitdecode
import pytest
from hypothesis import given
from hypothesis import strategies as st

import runplan as rp
from runplan import schema
from runplan.catalog.equipment import parse
from runplan.cli.block_table import block_table
from runplan.exchange.export.phone.sessions import SessionData
from runplan.exchange.export.registry import FORMATS
from runplan.exchange.export.text import describe
from runplan.insight.analysis import Seen
from runplan.insight.lift_text import LiftText, dose_text, left_text
from runplan.insight.run_text import run_text
from runplan.plan.records import Exercise
from runplan.ui.board.payload.session import details
from tests.builders.written_plans import make_plan, run

LIFTED: dict[str, Any] = {
    **{"start": "2027-01-04", "weeks": 8, "goal": "general", "level": "intermediate", "strength_minutes": 45},
    **{"equipment": ("barbell", "dumbbell", "bench"), "prefer": ("back_squat", "one_arm_row", "loaded_lunge")},
}


def loaded(plan: rp.Plan, exercise_id: str) -> list[Exercise]:
    every = [row for session in plan.session_records for row in session.exercises if row.exercise_id == exercise_id]
    rows = [row for row in every if row.load_kg is not None]
    assert rows
    return rows


def test_a_bar_has_one_weight_and_hand_weights_say_how_many_there_are() -> None:
    plan = rp.build_plan(rp.Block(**LIFTED, lifts="back_squat=60x8@2 loaded_lunge=12x8@2"))
    words = LiftText(plan, "×")
    for squat in loaded(plan, "back_squat"):
        assert words.load(squat) == f"{squat.load_kg:g} kg"
    for lunge in loaded(plan, "loaded_lunge"):
        assert words.load(lunge) == f"2 × {lunge.load_kg:g} kg"


def test_pounds_are_said_as_pounds_though_a_plan_has_kilograms() -> None:
    plan = rp.build_plan(rp.Block(**LIFTED, lifts="one_arm_row=35lbx10@3"))
    for row in loaded(plan, "one_arm_row"):
        text = LiftText(plan).load(row)
        assert text.endswith(" lb")
        assert float(text.removesuffix(" lb")) * 0.45359237 == pytest.approx(row.load_kg, abs=0.006)


def test_a_load_that_was_edited_to_no_owned_weight_is_said_in_kilograms() -> None:
    plan = rp.build_plan(rp.Block(**LIFTED, lifts="one_arm_row=35lbx10@3"))
    row = loaded(plan, "one_arm_row")[0]._replace(load_kg=17.3)
    assert LiftText(plan).load(row) == "17.3 kg"
    assert LiftText(plan).load(row._replace(exercise_id="not_in_the_catalog")) == "17.3 kg"


def test_a_dose_without_load_is_said_without_it() -> None:
    squat = Exercise(1, "strength", "squat", "Squat", 3, 8, None, False, 60, 7.0)
    assert (dose_text(squat, ""), left_text(squat)) == ("3 x 8", "")
    assert (dose_text(squat, "60 kg"), left_text(squat._replace(reserve=0))) == ("3 x 8 at 60 kg", "0 in reserve")


def test_a_watch_has_the_weight_of_each_step_in_its_owners_unit() -> None:
    plan = rp.build_plan(rp.Block(**LIFTED, lifts="back_squat=60x8@2 one_arm_row=35lbx10@3"))
    archive = zipfile.ZipFile(io.BytesIO(FORMATS["fit"].make(plan)))
    weights: dict[str, set[tuple[float, str]]] = {}
    for name in archive.namelist():
        for message in fitdecode.FitReader(io.BytesIO(archive.read(name))) if name.endswith(".fit") else ():
            if isinstance(message, fitdecode.FitDataMessage) and message.name == "workout_step":
                kg = message.get_value("exercise_weight", fallback=None)
                if kg is not None:
                    step = str(message.get_value("wkt_step_name"))
                    weights.setdefault(step, set()).add((round(kg, 2), message.get_value("weight_display_unit")))
    for name, exercise_id, unit in (("Back squat", "back_squat", "kilogram"), ("One-arm row", "one_arm_row", "pound")):
        planned = {(row.load_kg, unit) for row in loaded(plan, exercise_id)}
        assert weights[name] == planned
    assert set(weights) == {"Back squat", "One-arm row"}


@pytest.mark.parametrize(
    ("equipment", "meant"),
    [
        (("backpack", "chair"), "with your backpack"),
        (("dumbbell", "chair"), "with your dumbbell"),
        (("backpack", "dumbbell"), "with your dumbbell"),
    ],
)
def test_the_weight_that_is_meant_is_named_wherever_a_squat_is_shown(equipment: tuple[str, ...], meant: str) -> None:
    plan = rp.build_plan(rp.Block(start="2027-01-04", weeks=8, goal="general", equipment=equipment))
    session = next(
        session
        for session in plan.session_records
        if any(row.exercise_id == "goblet_squat" for row in session.exercises)
    )
    board = details(Seen(plan), session.session_id)
    on_board = [row for part in board["parts"] for row in part["rows"] if row["name"] == "Goblet squat"]
    phone = SessionData(plan)
    phone.of(session)
    on_phone = [row for row in phone.rows if row["exercise"] == "goblet_squat"]
    sentence = f"{meant[:1].upper()}{meant[1:]}."
    assert [row["note"].startswith(sentence) for row in (*on_board, *on_phone)] == [True, True]
    described = describe(session, run_text(plan.block), LiftText(plan)).splitlines()
    assert [sentence in line for line in described if "Goblet squat:" in line] == [True]
    in_terminal = " ".join(block_table(plan).split())
    assert meant in in_terminal.partition("Goblet squat")[2][:130]


@given(equipment=st.sets(st.sampled_from(schema.EQUIPMENT)), data=st.data())
def test_what_is_meant_is_owned_and_neither_needless_nor_told_already(equipment: set[str], data: st.DataObject) -> None:
    owned = tuple(word for word in schema.EQUIPMENT if word in equipment)
    plan = make_plan([run(1, "Tue", "easy", km=5.0)], equipment=owned, catalog=rp.load_catalog())
    words, names = LiftText(plan), plan.catalog.equipment.set_index("equipment")["name"]
    exercise_id = data.draw(st.sampled_from(sorted(plan.catalog.exercises.index)))
    kit = words.kit(Exercise(1, "strength", exercise_id, "", 2, 8, None, False, 60, 7.0))
    needs = parse(plan.catalog.exercises.at[exercise_id, "equipment"])
    meant = [word for need in needs if len(need) > 1 for word in need if names[word].lower() in kit.lower()]
    assert set(meant) <= equipment
    assert bool(meant) == bool(kit)
