"""The planner's model, without any widget."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import runplan as rp
from runplan.ui.field_text import FIELD_NAMES
from runplan.ui.state import file_requests
from runplan.ui.state import planner_model as model_module
from runplan.ui.state.form import proposed_block
from runplan.ui.state.planner_model import PlannerModel
from runplan.ui.state.undo import is_slider


@pytest.fixture
def model(block: rp.Block) -> PlannerModel:
    return PlannerModel(block)


def test_the_model_imports_no_widget() -> None:
    code = "import sys, runplan.ui.state.planner_model; print('ipywidgets' in sys.modules, 'matplotlib' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


def test_the_model_begins_with_the_plan_of_its_block(model: PlannerModel, block: rp.Block) -> None:
    assert model.block == block
    assert model.matches
    assert model.blockers == ()
    assert model.plan.sessions.equals(rp.build_plan(block).sessions)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("weekly_km_peak", 60.0),
        ("weekly_km", ((5, 20.0),)),
        ("easy_pace_s_per_km", 360),
        ("run_days", 5),
        ("long_run_day", "Sat"),
        ("quality_runs", 0),
        ("days_off", ("Wed",)),
        ("dates_off", (dt.date(2027, 2, 1),)),
        ("rest_days", 2),
        ("strength_sessions", 1),
        ("strength_minutes", 40),
        ("sets_per_muscle", 3),
        ("equipment", ()),
        ("level", "advanced"),
        ("avoid", ("split_squat",)),
        ("prefer", ("split_squat",)),
        ("school", "easy_days"),
        ("doubles", False),
        ("pins", (("w03-strength-1", "Fri"),)),
        ("week_start", "Sun"),
        ("units", "mi"),
        ("recent_races", (("5k", 1500), ("10k", 3150))),
        ("goal_time", 14400),
        ("longest_run_km", 18.0),
        ("max_heart_rate", 188),
        ("threshold_heart_rate", 171),
        ("lifts", (("goblet_squat", ("35 lb", 10, 3)),)),
        ("load_steps", (("dumbbell", ("35 lb", "40 lb")), ("barbell", 2.5))),
        ("start", dt.date(2027, 1, 11)),
        ("race_date", dt.date(2027, 4, 18)),
        ("goal", "half"),
    ],
)
def test_moving_a_trait_plans_anew(model: PlannerModel, block: rp.Block, field: str, value: Any) -> None:
    before = model.messages.revision
    setattr(model.form, field, value)
    assert model.messages.error == ""
    assert model.matches
    assert model.messages.revision == before + 1
    assert getattr(model.block, field) == value
    filled = {"sets_per_muscle": None} if block.fills_minutes else {}  # the sets follow minutes and sessions
    expected = rp.build_plan(rp.Block(**(_fields(block) | filled | {field: value, "weeks": None})))
    assert model.plan.sessions.equals(expected.sessions)


def test_every_field_of_a_block_is_a_wish_that_has_a_name(model: PlannerModel) -> None:
    fields = {field.name for field in dataclasses.fields(rp.Block)}
    assert fields <= set(model.form.trait_names())
    assert set(FIELD_NAMES) == fields
    assert all(FIELD_NAMES.values())
    assert len(set(FIELD_NAMES.values())) == len(fields)


def test_many_small_steps_of_a_slider_or_a_date_are_one_change_and_texts_are_each_their_own() -> None:
    assert {name for name, label in FIELD_NAMES.items() if is_slider(label)} == {
        *("start", "race_date", "weeks", "weekly_km_now", "weekly_km_peak", "weekly_km", "easy_pace_s_per_km"),
        *("run_days", "quality_runs", "rest_days", "strength_sessions", "strength_minutes", "sets_per_muscle"),
    }


def _fields(block: rp.Block) -> dict[str, Any]:
    values = block.to_dict()
    return {name: value for name, value in values.items() if name != "weeks"}


def test_what_a_block_knows_of_races_stays_when_something_else_is_moved(block: rp.Block) -> None:
    races = {"recent_races": "10k 52:30", "goal_time": "4:00:00", "longest_run_km": 18, "max_heart_rate": 188}
    model = PlannerModel(block.replace(**races))
    model.form.run_days = 5
    assert model.block == block.replace(**races, run_days=5)


def test_what_a_block_knows_of_lifts_stays_when_something_else_is_moved_and_undo_names_it(block: rp.Block) -> None:
    lifting = block.replace(lifts="goblet_squat=16x10@3", load_steps="dumbbell=12,16,20")
    model = PlannerModel(lifting)
    model.form.run_days = 5
    assert model.block == lifting.replace(run_days=5)
    model.wish(lifts=(("goblet_squat", (20.0, 10, 3)),))
    assert model.history.undo_offer == "sets you remember"
    model.undo()
    assert model.block == lifting.replace(run_days=5)


def test_a_goal_time_goes_with_its_race_and_comes_back_with_it(block: rp.Block) -> None:
    model = PlannerModel(block.replace(goal_time="4:00:00"))
    for goal in ("half", "general"):
        model.form.goal = goal
        assert (model.blockers, model.block.goal, model.block.goal_time) == ((), goal, None)
        model.undo()
        assert model.block == block.replace(goal_time="4:00:00")
    model.wish(goal="half", goal_time=6330)
    assert (model.block.goal, model.block.goal_time) == ("half", 6330)


def test_more_weeks_move_the_start_and_not_the_race(model: PlannerModel) -> None:
    model.form.weeks = 18
    assert model.form.race_date == dt.date(2027, 4, 25)
    assert model.form.start == dt.date(2026, 12, 21)
    assert len(model.plan.weeks) == 18


def test_without_a_race_the_block_keeps_its_weeks(model: PlannerModel) -> None:
    model.form.goal = "general"
    assert model.block.race_date is None
    assert model.block.number_of_weeks == 16
    model.form.weeks = 10
    assert len(model.plan.weeks) == 10


def test_a_peak_that_nobody_set_follows_the_kilometres_of_now() -> None:
    model = PlannerModel(rp.Block(start="2027-01-04", weeks=8, weekly_km_now=20))
    model.form.weekly_km_now = 40.0
    assert model.form.weekly_km_peak == 52.0
    model.form.weekly_km_peak = 50.0
    model.form.weekly_km_now = 45.0
    assert model.form.weekly_km_peak == 50.0


def test_several_wishes_plan_once(model: PlannerModel) -> None:
    before = model.messages.revision
    model.wish(run_days=5, quality_runs=2, rest_days=1)
    assert model.messages.revision == before + 1
    assert (model.block.run_days, model.block.quality_runs) == (5, 2)


def test_a_refused_wish_says_why_and_keeps_the_last_plan(model: PlannerModel) -> None:
    before = model.plan
    model.form.run_days = 7
    assert model.blockers == (
        "7 runs per week (run_days) and Tue off (days_off) do not fit together. A plan is possible with run_days=6.",
    )
    assert model.relaxed_offer == "6 runs per week"
    assert not model.matches
    assert model.plan is before
    assert model.form.run_days == 7


def test_the_offer_is_taken_with_one_press(model: PlannerModel) -> None:
    model.form.run_days = 7
    model.use_relaxed()
    assert model.matches
    assert model.form.run_days == 6
    assert model.blockers == ()
    assert model.plan.block.run_days == 6
    assert model.messages.message == "Planned with 6 runs per week."
    assert model.history.undo_offer == "6 runs per week"
    model.undo()
    assert model.blockers


def test_weeks_lead_out_of_a_race_that_is_too_far_away(model: PlannerModel) -> None:
    model.form.race_date = dt.date(2031, 4, 27)
    assert model.blockers
    model.form.weeks = 20
    assert model.matches
    assert model.plan.block.number_of_weeks == 20
    assert model.form.race_date == dt.date(2031, 4, 27)
    model.form.start = dt.date(9999, 12, 20)
    assert model.blockers
    model.form.weeks = 30
    assert model.matches
    assert model.form.race_date == dt.date(2031, 4, 27)


def test_a_block_that_contradicts_itself_is_refused_in_its_own_words(model: PlannerModel) -> None:
    model.wish(run_days=3, quality_runs=3)
    assert model.blockers == (
        "quality_runs=3 and the long run do not fit into run_days=3: give quality_runs of 2 or fewer.",
    )
    assert model.relaxed is None


def test_undo_takes_back_the_last_change(model: PlannerModel, block: rp.Block) -> None:
    model.form.school = "two_nights"
    for days in (5, 6, 7):
        model.form.run_days = days
    assert model.history.undo_offer == "runs per week"
    model.undo()
    model.undo()
    assert model.matches
    model.undo()
    assert model.block == block
    assert model.history.undo_offer == ""


def test_an_unexpected_exception_becomes_a_sentence_and_the_plan_stays(
    model: PlannerModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise ZeroDivisionError("division by <zero>")

    before = model.plan
    monkeypatch.setattr(model_module, "plan_after", broken)
    model.form.run_days = 5
    assert model.messages.error == "Something went wrong while planning: ZeroDivisionError: division by <zero>"
    assert model.blockers == ("A bug in RunPlan kept it from making the plan.",)
    assert model.plan is before
    monkeypatch.undo()
    model.form.run_days = 4
    assert model.messages.error == ""
    assert model.matches


def test_a_plan_saved_and_loaded_is_the_same(model: PlannerModel, tmp_path: Path) -> None:
    file_requests.save(model, str(tmp_path / "plan.csv"))
    assert model.messages.message == f"Saved plan.csv and plan.block.json in {tmp_path.resolve()}."
    other = PlannerModel(proposed_block(dt.date(2026, 11, 25)))
    file_requests.load(other, str(tmp_path / "plan.csv"))
    assert other.messages.message == "Loaded plan.csv."
    assert other.block == model.block
    assert other.plan.sessions.equals(model.plan.sessions)
    assert other.plan.exercises.equals(model.plan.exercises)
    other.undo()
    assert other.block == proposed_block(dt.date(2026, 11, 25))


def test_a_file_that_is_not_there_is_refused_and_the_plan_stays(model: PlannerModel, tmp_path: Path) -> None:
    before = model.plan
    file_requests.load(model, str(tmp_path / "none.csv"))
    assert "none.csv" in model.messages.warning
    assert model.plan is before
    file_requests.load(model, "  ")
    assert model.messages.warning == "Type a file name, such as plan.csv."
    file_requests.save(model, "")
    assert model.messages.warning == "Type a file name, such as plan.csv."


def test_edits_of_a_file_are_dropped_only_after_a_warning(model: PlannerModel, tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    file_requests.save(model, str(path))
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if "w02-easy-1" not in line]
    assert len(kept) == len(lines) - 1
    path.write_text("".join(kept), encoding="utf-8")

    file_requests.load(model, str(path))
    edited = model.plan
    assert edited.edits
    assert model.messages.message == f"Loaded plan.csv. It was edited after it was planned: {' '.join(edited.edits)}"
    model.form.weekly_km_peak = 57.0
    assert model.plan is edited
    assert model.edits == edited.edits
    assert model.blockers[0].startswith("This plan was edited in its file, and planning again would drop these edits: ")
    model.replan(drop_edits=True)
    assert model.matches
    assert model.plan.block.weekly_km_peak == 57.0
    model.undo()
    assert model.plan is edited


@pytest.mark.parametrize(
    ("today", "monday"),
    [("2026-11-22", "2026-11-23"), ("2026-11-23", "2026-11-30"), ("2026-12-30", "2027-01-04")],
    ids=["a Sunday", "a Monday", "over the year"],
)
def test_the_proposed_block_begins_on_the_next_monday(today: str, monday: str) -> None:
    block = proposed_block(dt.date.fromisoformat(today))
    assert block.start == dt.date.fromisoformat(monday)
    assert block.number_of_weeks == 12


def test_an_edited_file_is_replaced_only_when_asked_again(model: PlannerModel, tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    file_requests.save(model, str(path))
    edited = path.read_text(encoding="utf-8").replace("Easy run", "Gentle run", 1)
    path.write_text(edited, encoding="utf-8")
    file_requests.save(model, str(path))
    assert model.messages.warning == (
        f"{path} was changed after RunPlan wrote it, and writing would lose the changes: load it first, give "
        "another name, or replace the file."
    )
    assert (model.messages.message, model.messages.overwrites) == ("", str(path))
    assert path.read_text(encoding="utf-8") == edited
    file_requests.save(model, model.messages.overwrites, overwrite=True)
    assert model.messages.message.startswith("Saved plan.csv and plan.block.json")
    assert (model.messages.warning, model.messages.overwrites) == ("", "")
    assert path.read_text(encoding="utf-8") != edited


def test_a_file_that_is_not_ours_is_named_without_words_of_python(model: PlannerModel, tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    path.write_text("my own table\n", encoding="utf-8")
    file_requests.save(model, str(path))
    assert model.messages.warning == (
        f"{path} already exists, and plan.block.json is not next to it, so it may not be a RunPlan plan: give "
        "another name, or replace the file."
    )
    assert model.messages.overwrites == str(path)


def test_a_folder_that_is_not_there_offers_nothing_to_save_over(model: PlannerModel, tmp_path: Path) -> None:
    file_requests.save(model, str(tmp_path / "none" / "plan.csv"))
    assert model.messages.warning
    assert model.messages.overwrites == ""


def test_a_warning_goes_with_the_next_change(model: PlannerModel) -> None:
    file_requests.save(model, "")
    assert model.messages.warning
    model.form.weekly_km_peak = 57.0
    assert model.messages.warning == ""


def _moved(path: Path) -> None:
    """Move the first strength session of week 3 to the Saturday of its week."""
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    columns = lines[0].rstrip("\n").split(",")
    date = columns.index("date")
    moved = []
    for line in lines:
        cells = line.split(",")
        if "w03-strength-1" in cells:
            cells[date] = "2027-01-23"
        moved.append(",".join(cells))
    path.write_text("".join(moved), encoding="utf-8")


def test_a_move_in_the_file_stays_as_a_pin_and_needs_no_warning(model: PlannerModel, tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    file_requests.save(model, str(path))
    _moved(path)
    file_requests.load(model, str(path))
    assert model.form.pins == (("w03-strength-1", "Sat"),)
    model.form.weekly_km_peak = 57.0
    if not model.matches:  # what else the file tells about the week is dropped only when asked
        assert "w03-strength-1 was moved" not in model.blockers[0]
        assert "Sessions that you moved in the file stay on their new days, as pins" in model.blockers[0]
        model.plan_without_edits()
        assert model.messages.message.startswith(
            "Planned again without the edits in the file. Sessions that you moved in the file stay"
        )
    assert model.matches
    assert model.block.pins == (("w03-strength-1", "Sat"),)


def test_a_slider_moved_after_undo_is_a_change_of_its_own(model: PlannerModel) -> None:
    for km in (56.0, 58.0, 61.0):
        model.form.weekly_km_peak = km
    model.form.run_days = 3
    model.undo()
    model.form.weekly_km_peak = 62.0
    assert model.before is not None
    assert model.before.block.weekly_km_peak == 61.0
    assert model.before.block.run_days == 4
    model.undo()
    assert model.block.weekly_km_peak == 61.0


def test_a_slider_that_moves_while_nothing_can_be_planned_is_one_change(model: PlannerModel) -> None:
    model.form.quality_runs = 2
    model.form.run_days = 7
    assert model.blockers
    for km in range(60, 125):
        model.form.weekly_km_peak = float(km)
    for offer in ("peak week", "runs per week", "hard sessions"):
        assert model.history.undo_offer == offer
        model.undo()
    assert model.history.undo_offer == ""


def test_undo_among_refusals_keeps_what_was_edited_in_the_file(model: PlannerModel, tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    file_requests.save(model, str(path))
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if "w02-easy-1" not in line), encoding="utf-8")
    file_requests.load(model, str(path))
    edits = model.plan.edits
    model.form.run_days = 5
    model.form.quality_runs = 2
    assert model.edits == edits
    model.undo()
    assert model.plan.edits == edits
    assert model.edits == edits
    model.undo()
    assert model.matches
    assert model.plan.edits == edits


@pytest.mark.parametrize("name", ["~nosuchuser/plan.csv", "x" * 300 + ".csv", "plan\0.csv"])
def test_a_name_that_no_file_can_have_is_refused_in_a_sentence(model: PlannerModel, name: str) -> None:
    before = model.plan
    for act in (functools.partial(file_requests.save, model), functools.partial(file_requests.load, model)):
        act(name)
        assert model.messages.warning
        assert model.messages.error == ""
    assert model.plan is before


def dates_of(model: PlannerModel) -> dict[str, str]:
    """By pin, the date of its session, and by week of one's own, its first day."""
    sessions = model.plan.sessions.set_index("session_id")["date"]
    pins = {name[3:]: str(sessions[name])[:10] for name, _ in model.block.pins}
    first = model.block.first_day
    return pins | {str(km): str(first + dt.timedelta(days=7 * (week - 1))) for week, km in model.block.weekly_km}


def test_pins_and_weeks_of_ones_own_keep_their_dates_where_the_race_stays(model: PlannerModel) -> None:
    model.move("w05-strength-1", "Fri")
    model.move("w10-long", "Sat")
    model.set_week(7, 33)
    before = dates_of(model)
    assert len(before) == 3
    for start in (dt.date(2026, 12, 21), dt.date(2027, 12, 4), dt.date(2027, 1, 18), dt.date(2027, 1, 4)):
        model.form.start = start
        assert model.matches == (start < dt.date(2027, 4, 25))
        assert dates_of(model) == before
    assert dict(model.form.pins) == {"w05-strength-1": "Fri", "w10-long": "Sat"}
    model.form.start = dt.date(2027, 2, 8)  # five weeks later: the first pin is before the block
    assert dict(model.form.pins) == {"w05-long": "Sat"}
    assert dict(model.form.weekly_km) == {2: 33.0}


def test_pins_stay_in_their_weeks_where_the_whole_block_begins_later(block: rp.Block) -> None:
    model = PlannerModel(block.replace(goal="general", race_date=None, weeks=12))
    model.move("w05-strength-1", "Fri")
    model.form.start = dt.date(2027, 1, 18)
    assert dict(model.form.pins) == {"w05-strength-1": "Fri"}


def test_a_date_that_is_typed_in_parts_is_taken_back_at_once(model: PlannerModel) -> None:
    before = model.block
    for day in (dt.date(2027, 12, 4), dt.date(2026, 12, 2), dt.date(2026, 12, 21)):
        model.form.start = day
    assert model.block.number_of_weeks == 18
    model.undo()
    assert model.block == before
    assert model.history.undo_offer == ""


def test_a_week_of_ones_own_that_a_shorter_block_does_not_have_waits_for_a_longer_one(model: PlannerModel) -> None:
    model.form.goal = "general"
    model.set_week(14, 33)
    model.form.weeks = 12
    assert model.matches
    assert model.block.weekly_km == ()
    model.form.weeks = 16
    assert model.block.weekly_km == ((14, 33.0),)


def test_undo_after_a_load_gives_the_plan_its_own_calendar_back(model: PlannerModel, tmp_path: Path) -> None:
    friend = rp.build_plan(model.block.replace(run_days=5)).called("feedfacefeedface")
    friend.to_csv(tmp_path / "friend.csv")
    own = model.plan_id
    file_requests.load(model, str(tmp_path / "friend.csv"))
    assert (model.plan_id, model.files.loaded) == ("feedfacefeedface", str(tmp_path / "friend.csv"))
    model.undo()
    assert (model.plan_id, model.files.loaded) == (own, "")
    model.redo()
    assert model.plan_id == "feedfacefeedface"


def test_undo_into_a_refusal_keeps_the_block_of_the_plan_that_is_shown(model: PlannerModel) -> None:
    model.wish(days_off=("Mon",))
    model.form.run_days = 7
    assert not model.matches
    model.use_relaxed()
    assert model.block.run_days == 6
    model.undo()
    assert not model.matches
    assert model.block == model.plan.block
    assert model.block.run_days == 4
