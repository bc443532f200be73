"""Plans that others take the place of, damaged entries, and windows of one plan."""

from __future__ import annotations

import itertools
import json
from pathlib import Path
from typing import Any

import pytest

import runplan as rp
from runplan.ui.planner import Planner
from runplan.ui.state.autosave import Keeping
from runplan.ui.state.state_file import FILE
from tests.ui.conftest import ask, find, move, press, scene

pytestmark = pytest.mark.usefixtures("sent")
NAMES = ("anna.ipynb", "ben.ipynb", "cleo.ipynb", "dora.ipynb")


# --- another plan in the planner --------------------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["load", "new"])
def test_a_plan_that_was_not_saved_is_a_file_once_another_one_is_shown(block: rp.Block, how: str) -> None:
    rp.build_plan(block.replace(run_days=3)).to_csv("ben.csv")
    planner = Planner(block, name="Anna")
    move(find(planner, "rp-field-run-days"), 5)
    mine = planner.model.plan_id
    if how == "load":
        move(find(planner, "rp-path"), "ben.csv")
        press(find(planner, "rp-load"))
        sentence = "Loaded ben.csv."
    else:
        press(find(planner, "rp-new"))
        sentence = f"Started a new plan; Save writes it to {planner.model.path}."
    assert scene(planner)["message"] == (f"{sentence} Your previous plan was not saved; it is now in Anna-before.csv.")
    Keeping.finish_all()
    again = Planner(block, name="Anna")
    assert again.block.run_days == planner.block.run_days != 5
    move(find(again, "rp-path"), "Anna-before.csv")
    press(find(again, "rp-load"))
    assert (again.block.run_days, again.model.plan_id) == (5, mine)


@pytest.mark.parametrize("how", ["saved", "untouched", "loaded"])
def test_a_plan_that_is_saved_or_was_never_changed_leaves_no_other_file(block: rp.Block, how: str) -> None:
    rp.build_plan(block.replace(run_days=3)).to_csv("ben.csv")
    rp.build_plan(block.replace(run_days=4, rest_days=2)).to_csv("cleo.csv")
    planner = Planner(block, name="Anna")
    if how == "saved":
        move(find(planner, "rp-field-run-days"), 5)
        press(find(planner, "rp-save"))
    elif how == "loaded":
        move(find(planner, "rp-path"), "cleo.csv")
        press(find(planner, "rp-load"))
    move(find(planner, "rp-path"), "ben.csv")
    press(find(planner, "rp-load"))
    assert scene(planner)["message"] == "Loaded ben.csv."
    assert not list(Path().glob("*-before*"))


def test_each_version_that_was_not_saved_has_a_file_of_its_own(block: rp.Block) -> None:
    rp.build_plan(block.replace(run_days=3)).to_csv("ben.csv")
    planner = Planner(block, name="Anna")
    for days in (5, 6, 5):
        move(find(planner, "rp-field-run-days"), days)
        move(find(planner, "rp-path"), "ben.csv")
        press(find(planner, "rp-load"))
        ask(planner.board, do="undo")
    files = sorted(path.name for path in Path().glob("*-before*.csv"))
    assert files == ["Anna-before-2.csv", "Anna-before.csv"]
    assert sorted(rp.read_plan(file).block.run_days for file in files) == [5, 6]


def test_where_the_plan_of_before_cannot_be_kept_that_is_said(block: rp.Block, monkeypatch: pytest.MonkeyPatch) -> None:
    rp.build_plan(block.replace(run_days=3)).to_csv("ben.csv")
    planner = Planner(block, name="Anna")
    move(find(planner, "rp-field-run-days"), 5)

    def full(*_: Any, **__: Any) -> None:
        raise rp.RunplanError("No space left.")

    monkeypatch.setattr(rp.Plan, "to_csv", full)
    move(find(planner, "rp-path"), "ben.csv")
    press(find(planner, "rp-load"))
    assert scene(planner)["message"] == (
        "Loaded ben.csv. Press Undo to get your previous plan back: it was not saved and cannot be saved. No "
        "space left."
    )
    ask(planner.board, do="undo")
    assert planner.block.run_days == 5


# --- damaged entries --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("damage", [None, 3, "x", [], {}, {"block": {}}, {"block": {"start": "soon"}}])
def test_a_damaged_entry_is_told_and_a_copy_of_it_stays(block: rp.Block, damage: Any) -> None:
    move(find(Planner(block, name="Ben"), "rp-field-run-days"), 6)
    move(find(Planner(block, name="Anna"), "rp-field-run-days"), 5)
    content = json.loads(Path(FILE).read_text())
    key = next(key for key in content["planners"] if key.startswith("name Anna"))
    content["planners"][key] = damage
    Path(FILE).write_text(json.dumps(content))
    before = Path(FILE).read_bytes()
    for _ in range(2):  # the same copy where nothing has changed
        planner = Planner(block, name="Anna")
        assert planner.block == block
        assert scene(planner)["warning"] == (
            "The part of planner.state.json about this plan cannot be read, so the planner starts over; "
            "planner.state.copy-1.json is a copy."
        )
    move(find(planner, "rp-field-run-days"), 3)
    assert Path("planner.state.copy-1.json").read_bytes() == before
    assert [path.name for path in Path().glob("planner.state.copy-*")] == ["planner.state.copy-1.json"]
    assert Planner(block, name="Ben").block.run_days == 6
    assert Planner(block, name="Anna").block.run_days == 3


# --- windows ----------------------------------------------------------------------------------------------------------


def test_two_windows_opened_before_anything_was_set_are_one_plan(block: rp.Block) -> None:
    first, second = Planner(block, name="Anna"), Planner(block, name="Anna")
    assert first.model.plan_id == second.model.plan_id
    move(find(first, "rp-field-run-days"), 5)
    press(find(first, "rp-save"))
    press(find(second, "rp-save"))
    assert "has a version of this plan that this window has not shown" in scene(second)["warning"]


def test_what_was_only_opened_crowds_out_nothing_that_was_set(block: rp.Block) -> None:
    move(find(Planner(block, name="Anna"), "rp-field-run-days"), 5)
    for weeks in range(30, 55):
        Planner(rp.Block(start=block.start, weeks=weeks - 20, goal="general"), name="Anna")
    assert Planner(block, name="Anna").block.run_days == 5


def test_what_windows_put_aside_crowds_out_nothing_that_was_set(block: rp.Block) -> None:
    move(find(Planner(block, name="Anna"), "rp-field-run-days"), 5)
    other = block.replace(rest_days=2)
    for number in range(25):
        windows = Planner(other, name="Anna"), Planner(other, name="Anna")
        for week, window in enumerate(windows, 3):
            window.model.set_week(week, 20.0 + number)
    assert Planner(block, name="Anna").block.run_days == 5


def test_a_folder_is_written_to_only_beside_the_notebook(block: rp.Block, tmp_path: Path) -> None:
    for owner in itertools.islice(NAMES, 2):
        Planner(block, name=owner)
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


def test_a_version_that_came_while_the_planner_was_closed_is_asked_about(block: rp.Block) -> None:
    planner = Planner(block, name="Anna")
    move(find(planner, "rp-field-run-days"), 5)
    press(find(planner, "rp-save"))
    Keeping.finish_all()
    plan = rp.read_plan("Anna.csv")
    rp.build_plan(plan.block.replace(run_days=3), previous=plan).to_csv("Anna.csv")
    again = Planner(block, name="Anna")
    press(find(again, "rp-save"))
    assert "has a version of this plan that this window has not shown" in scene(again)["warning"]
    assert rp.read_plan("Anna.csv").block.run_days == 3


def test_a_saved_plan_that_was_changed_since_is_saved_after_a_restart_without_a_question(block: rp.Block) -> None:
    planner = Planner(block, name="Anna")
    press(find(planner, "rp-save"))
    move(find(planner, "rp-field-run-days"), 5)
    Keeping.finish_all()
    again = Planner(block, name="Anna")
    press(find(again, "rp-save"))
    assert scene(again)["warning"] == ""
    assert rp.read_plan("Anna.csv").block.run_days == 5


@pytest.mark.parametrize("planners", [None, [], "x", 3])
def test_a_state_file_without_its_entries_is_told_and_left_alone(block: rp.Block, planners: object) -> None:
    move(find(Planner(block, name="Anna"), "rp-field-run-days"), 5)
    content = json.loads(Path(FILE).read_text()) | {"planners": planners}
    Path(FILE).write_text(json.dumps(content))
    before = Path(FILE).read_bytes()
    planner = Planner(block, name="Anna")
    assert (
        "is not the planner's own file, so RunPlan cannot save your settings for next time" in scene(planner)["warning"]
    )
    move(find(planner, "rp-field-run-days"), 3)
    Keeping.finish_all()
    assert Path(FILE).read_bytes() == before
