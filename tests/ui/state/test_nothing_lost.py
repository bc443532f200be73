"""What people did that lost a plan, a setting or a file without a question."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

import runplan as rp
from runplan.ui.planner import Planner
from runplan.ui.state import autosave
from runplan.ui.state.saved_entry import Kept
from runplan.ui.state.saved_state import Remembered
from runplan.ui.state.state_file import FILE, StateFile
from tests.ui.conftest import ask, find, move, press, scene, use_runs

pytestmark = pytest.mark.usefixtures("sent")
RACE = rp.Block(start="2027-01-04", race_date="2027-03-28", goal="10k", weekly_km_now=30)

STARTS = " The block now starts on Mon 1 Feb 2027."  # the four weeks of the file end with the race


def said(planner: Planner) -> str:
    """The message without the sentence on the start."""
    return str(scene(planner)["message"]).replace(STARTS, "")


def named(planner: Planner) -> str:
    return str(find(planner, "rp-path").value)


def block_of(file: str) -> rp.Block:
    return rp.read_plan(file).block


# --- files ----------------------------------------------------------------------------------------------------------


def test_a_plan_that_was_only_looked_at_gives_its_file_name_back(block: rp.Block) -> None:
    anna, ben = Planner(block, name="Anna"), Planner(block.replace(run_days=5), name="Ben")
    press(find(anna, "rp-save"))
    move(find(ben, "rp-path"), "Anna.csv")
    press(find(ben, "rp-load"))
    ask(ben.board, do="undo")
    assert named(ben) == "Ben.csv"
    again = Planner(block.replace(run_days=5), name="Ben")
    assert named(again) == "Ben.csv"


def test_an_older_version_that_was_only_looked_at_is_not_replaced(block: rp.Block) -> None:
    anna = Planner(block, name="Anna")
    press(find(anna, "rp-save"))
    move(find(anna, "rp-path"), "backup.csv")
    press(find(anna, "rp-save"))
    move(find(anna, "rp-path"), "Anna.csv")
    move(find(anna, "rp-field-run-days"), 5)
    press(find(anna, "rp-save"))
    move(find(anna, "rp-path"), "backup.csv")
    press(find(anna, "rp-load"))
    ask(anna.board, do="undo")
    assert named(anna) == "Anna.csv"
    press(find(anna, "rp-save"))
    assert block_of("backup.csv").run_days == 4
    assert block_of("Anna.csv").run_days == 5


def test_a_newer_version_of_another_window_is_replaced_only_where_that_is_allowed(block: rp.Block) -> None:
    first = Planner(block, name="Anna")
    move(find(first, "rp-field-rest-days"), 2)
    second = Planner(block, name="Anna")
    move(find(second, "rp-field-run-days"), 5)
    press(find(second, "rp-save"))
    press(find(first, "rp-save"))
    assert scene(first)["warning"] == (
        "Anna.csv has a version of this plan that this window has not shown: load it first, give another name, "
        "or replace the file."
    )
    assert block_of("Anna.csv").run_days == 5
    ask(first.board, do="overwrite")
    assert block_of("Anna.csv").run_days == 4
    move(find(first, "rp-field-run-days"), 3)
    press(find(first, "rp-save"))  # its own file by now
    assert block_of("Anna.csv").run_days == 3


def test_after_a_restart_a_plan_is_saved_to_its_own_file_without_a_question(block: rp.Block) -> None:
    press(find(Planner(block, name="Anna"), "rp-save"))
    again = Planner(block, name="Anna")
    move(find(again, "rp-field-run-days"), 5)
    press(find(again, "rp-save"))
    assert scene(again)["warning"] == ""
    assert block_of("Anna.csv").run_days == 5


# --- notebooks that were renamed ------------------------------------------------------------------------------------


@pytest.mark.parametrize("fresh_first", [True, False])
def test_a_notebook_that_was_renamed_takes_its_plan_along_though_a_new_one_has_its_name(
    opens: Any, block: rp.Block, fresh_first: bool
) -> None:
    anna = opens("01.ipynb", block)
    move(find(anna, "rp-field-run-days"), 6)
    Path("01.ipynb").rename("Anna.ipynb")
    shutil.copy("Anna.ipynb", "01.ipynb")
    order = ("01.ipynb", "Anna.ipynb") if fresh_first else ("Anna.ipynb", "01.ipynb")
    opened = {notebook: opens(notebook, block) for notebook in order}
    assert opened["Anna.ipynb"].block.run_days == 6
    assert opened["Anna.ipynb"].model.plan_id == anna.model.plan_id
    assert opened["01.ipynb"].block == block
    assert opened["01.ipynb"].model.plan_id != anna.model.plan_id
    move(find(opened["01.ipynb"], "rp-field-run-days"), 3)
    assert opens("Anna.ipynb", block).block.run_days == 6


# --- settings that wait ---------------------------------------------------------------------------------------------


def test_pins_and_weeks_outside_the_block_wait_over_a_restart() -> None:
    planner = Planner(RACE)
    planner.model.set_week(2, 22.0)
    planner.model.move("w02-strength-1", "Fri")
    pins, weeks = planner.model.form.pins, planner.model.form.weekly_km
    assert pins
    move(find(planner, "rp-field-weeks"), 8)
    assert planner.model.form.weekly_km == ()
    again = Planner(RACE)
    move(find(again, "rp-field-weeks"), 12)
    assert (again.model.form.pins, again.model.form.weekly_km) == (pins, weeks)


def test_a_race_that_waits_for_its_goal_waits_over_a_restart() -> None:
    planner = Planner(RACE)
    planner.model.wish(goal="general")
    assert planner.block.race_date is None
    again = Planner(RACE)
    again.model.wish(goal="10k")
    assert again.block.race_date == RACE.race_date


@pytest.mark.parametrize(
    "waiting", [None, 3, {}, {"own_weeks": [["", "x", 1, "2027-01-04"]]}, {"own_weeks": 5, "race_date": []}]
)
def test_what_waits_and_is_damaged_is_left_out(waiting: Any) -> None:
    planner = Planner(RACE)
    planner.model.set_week(2, 22.0)
    content = json.loads(Path(FILE).read_text())
    (entry,) = content["planners"].values()
    entry["view"]["waiting"] = waiting
    Path(FILE).write_text(json.dumps(content))
    again = Planner(RACE)
    assert again.model.form.weekly_km == ((2, 22.0),)
    assert again.model.messages.error == ""


# --- what cannot be kept --------------------------------------------------------------------------------------------


def test_each_time_that_nothing_can_be_kept_is_told_and_tried_again(
    block: rp.Block, monkeypatch: pytest.MonkeyPatch
) -> None:
    planner = Planner(block, name="Anna")
    wrote = Remembered.write

    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    for days in (5, 6):
        with monkeypatch.context() as patch:
            patch.setattr(Remembered, "write", full)
            move(find(planner, "rp-field-run-days"), days)
            assert "cannot be written next to the notebook" in scene(planner)["warning"]
            patch.setattr(Remembered, "write", wrote)
        autosave.Keeping.finish_all()  # as at the end
        assert Planner(block, name="Anna").block.run_days == days
        move(find(planner, "rp-field-rest-days"), days - 4)


@pytest.mark.parametrize("content", ['{"about": "What', "[1, 2]"])
def test_a_file_that_cannot_keep_anything_is_told_on_opening(block: rp.Block, content: str) -> None:
    Path(FILE).write_text(content)
    assert scene(Planner(block))["warning"] == (
        f"{FILE} next to the notebook is damaged, or not the planner's own file, so RunPlan cannot save your "
        "settings for next time. Rename it."
    )
    assert Path(FILE).read_text() == content


@pytest.mark.skipif(os.name == "nt", reason="no such permissions there")
def test_a_file_that_may_not_be_read_is_called_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / FILE).write_text("{}")

    def refused(self: Path, *_: Any, **__: Any) -> None:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "open", refused)
    assert StateFile(tmp_path / FILE).trouble() == (
        f"{FILE} next to the notebook cannot be read (permission denied), so RunPlan cannot save your settings "
        "for next time. Make it readable."
    )


# --- two windows ----------------------------------------------------------------------------------------------------


def test_a_window_in_which_nothing_was_set_is_no_other_version(block: rp.Block) -> None:
    first, second = Planner(block, name="Anna"), Planner(block, name="Anna")
    first.board.view = {"tab": "muscles"}
    autosave.Keeping.finish_all()
    move(find(second, "rp-field-run-days"), 5)
    autosave.Keeping.finish_all()
    assert scene(second)["warning"] == ""
    assert list(Path.cwd().glob("*-other-*")) == []


def test_what_another_window_had_is_told_once_and_does_not_hide_that_the_plan_is_saved(block: rp.Block) -> None:
    first, second = Planner(block, name="Anna"), Planner(block, name="Anna")
    move(find(first, "rp-field-rest-days"), 2)
    move(find(second, "rp-field-run-days"), 5)
    assert "window’s settings" in scene(second)["warning"]
    press(find(second, "rp-save"))
    assert scene(second)["message"].startswith("Saved Anna.csv")
    second.board.view = {"tab": "muscles"}
    autosave.Keeping.finish_all()
    assert scene(second)["warning"] == ""
    ask(second.board, do="hush")
    second.board.view = {"tab": "weeks"}
    autosave.Keeping.finish_all()
    assert scene(second)["warning"] == ""


def test_a_kept_planner_is_found_by_its_own_block(tmp_path: Path, block: rp.Block) -> None:
    Remembered(tmp_path / FILE, block, "name Anna").write(Kept(block))
    assert Remembered(tmp_path / FILE, block, "name Anna").read() == Kept(block)


# --- a table that was renamed alone, and a run plan that is brought ---------------------------------------------------


def test_settings_whose_table_was_renamed_alone_are_replaced_only_if_that_is_allowed(block: rp.Block) -> None:
    anna = Planner(block.replace(run_days=5), name="Anna")
    press(find(anna, "rp-save"))
    Path("Anna.csv").rename("January.csv")
    press(find(anna, "rp-save"))  # the same settings: nothing is lost
    Path("Anna.csv").unlink()
    move(find(anna, "rp-field-run-days"), 3)
    press(find(anna, "rp-save"))
    assert "contains other settings of this plan, although its CSV is missing" in scene(anna)["warning"]
    assert not Path("Anna.csv").exists()
    Path("Anna.block.json").rename("January.block.json")
    assert block_of("January.csv").run_days == 5
    press(find(anna, "rp-save"))
    assert block_of("Anna.csv").run_days == 3


def bring(planner: Planner, km: int = 8) -> None:
    """Bring a run plan whose runs have so many kilometres."""
    days = [f"2027-0{month}-{day:02d}" for month in (2, 3) for day in range(1, 28, 2)]
    Path("runs.csv").write_text("date,km\n" + "".join(f"{day},{km}\n" for day in days))
    use_runs(planner)


def test_a_run_plan_that_is_brought_over_unsaved_settings_keeps_them_as_a_file(block: rp.Block) -> None:
    anna = Planner(block, name="Anna")
    move(find(anna, "rp-field-run-days"), 5)
    anna.model.move("w02-strength-1", "Fri")
    bring(anna)
    assert "1 pinned session is no longer pinned." in scene(anna)["message"]
    assert "Your previous plan was not saved; it is now in Anna-before.csv." in scene(anna)["message"]
    assert block_of("Anna-before.csv").run_days == 5
    assert block_of("Anna-before.csv").pins == (("w02-strength-1", "Fri"),)


def with_what_waits(waits: str, *, saved: bool) -> tuple[Planner, rp.Block]:
    """Anna's planner, in which a week, a pin or a race waits outside the block; and the block of her code."""
    block = rp.Block(start="2027-01-04", weeks=16, weekly_km_now=30) if waits == "week" else RACE
    anna = Planner(block, name="Anna")
    if waits == "week":
        anna.model.set_week(14, 20.0)
        move(find(anna, "rp-field-weeks"), 8)
    elif waits == "pin":
        anna.model.move("w02-strength-1", "Fri")
        move(find(anna, "rp-field-weeks"), 8)
    else:
        anna.model.wish(goal="general")
    if saved:
        press(find(anna, "rp-save"))
        assert rp.read_plan("Anna.csv").waiting
    return anna, block


def assert_is_back(planner: Planner, waits: str) -> None:
    """What waited has its place in the block again as soon as that reaches it."""
    if waits == "race":
        planner.model.wish(goal="10k")
        assert planner.block.race_date == RACE.race_date
        return
    move(find(planner, "rp-field-weeks"), 16 if waits == "week" else 12)
    if waits == "week":
        assert planner.block.weekly_km == ((14, 20.0),)
    else:
        assert planner.block.pins == (("w02-strength-1", "Fri"),)


def load(planner: Planner, path: str) -> None:
    move(find(planner, "rp-path"), path)
    press(find(planner, "rp-load"))


def restarted(block: rp.Block) -> Planner:
    """Anna's planner after a restart."""
    autosave.Keeping.finish_all()
    return Planner(block, name="Anna")


@pytest.mark.parametrize("restart", [True, False])
@pytest.mark.parametrize("saved", [True, False])
@pytest.mark.parametrize("waits", ["week", "pin", "race"])
def test_what_waits_outside_the_block_comes_back_with_the_plan_that_a_run_plan_replaced(
    waits: str, saved: bool, restart: bool
) -> None:
    anna, block = with_what_waits(waits, saved=saved)
    bring(anna)
    unsaved = " Your previous plan was not saved; it is now in Anna-before.csv."
    race = (
        " You get it back when you press “Let RunPlan plan my runs”." if waits == "pin" else ""
    )  # of RACE, which was in the block
    assert said(anna).endswith((race or "28 runs.") if saved else f"{race}{unsaved}")
    bring(anna, km=9)  # what is brought twice replaces no other settings
    if restart:
        anna = restarted(block)
    load(anna, "Anna.csv" if saved else "Anna-before.csv")
    assert_is_back(anna, waits)


@pytest.mark.parametrize("waits", ["week", "race"])
def test_what_waits_outside_the_block_waits_again_when_a_run_plan_is_let_go(waits: str) -> None:
    anna, block = with_what_waits(waits, saved=True)
    bring(anna)
    anna = restarted(block)
    press(find(anna, "rp-leave-runs"))
    assert_is_back(anna, waits)
    ask(anna.board, do="undo")
    load(anna, "Anna.csv")
    assert_is_back(anna, waits)


@pytest.mark.parametrize("how", ["load", "new", "bring"])
def test_settings_that_wait_beside_the_block_of_the_code_are_found_again_though_another_plan_was_shown(
    how: str,
) -> None:
    block = rp.Block(start="2027-01-04", weeks=8, weekly_km_now=30)
    rp.build_plan(block.replace(run_days=3)).to_csv("ben.csv")
    anna = Planner(block, name="Anna")
    move(find(anna, "rp-field-weeks"), 16)
    anna.model.set_week(14, 20.0)
    move(find(anna, "rp-field-weeks"), 8)
    assert anna.block == block
    if how == "load":
        load(anna, "ben.csv")
    elif how == "new":
        press(find(anna, "rp-new"))
    else:
        bring(anna)
    assert said(anna).endswith("it is now in Anna-before.csv.")
    load(anna, "Anna-before.csv")
    assert_is_back(anna, "week")


@pytest.mark.parametrize(
    ("units", "weeks", "sentence"),
    [
        ("km", (3,), " The run plan replaces week 3’s own kilometres."),
        ("mi", (3, 5, 6), " The run plan replaces your own miles of weeks 3, 5 and 6."),
        ("km", (), ""),
    ],
)
def test_that_weeks_of_ones_own_give_way_to_a_run_plan_is_said(
    units: str, weeks: tuple[int, ...], sentence: str
) -> None:
    anna = Planner(rp.Block(start="2027-01-04", weeks=16, weekly_km_now=30, units=units), name="Anna")
    for week in (*weeks, 14):
        anna.model.set_week(week, 20.0)
    anna.model.move("w02-strength-1", "Fri")
    move(find(anna, "rp-field-weeks"), 8)
    press(find(anna, "rp-save"))
    bring(anna)
    assert said(anna).endswith(f"28 runs. 1 pinned session is no longer pinned.{sentence}")
    bring(anna, km=9)
    assert "replaces" not in scene(anna)["message"]


OTHER_RUNS = "Anna.csv contains this plan with other runs: give another name, or replace the file."


@pytest.mark.parametrize("restarted", [True, False])
@pytest.mark.parametrize("how", ["brought", "brought again", "let go"])
def test_save_asks_once_before_it_replaces_the_plan_that_had_other_runs(
    block: rp.Block, how: str, restarted: bool
) -> None:
    anna = Planner(block, name="Anna")
    move(find(anna, "rp-field-run-days"), 5)
    if how != "brought":
        bring(anna)
    press(find(anna, "rp-save"))
    runs, aside = block_of("Anna.csv").runs, list(Path().glob("*-before*"))
    if how == "let go":
        press(find(anna, "rp-leave-runs"))
    else:
        bring(anna, km=9)
    assert list(Path().glob("*-before*")) == aside  # it is saved
    if restarted:
        autosave.Keeping.finish_all()
        anna = Planner(block, name="Anna")
    move(find(anna, "rp-field-strength-sessions"), 1)
    for _ in range(2):  # nobody has answered yet
        press(find(anna, "rp-save"))
        assert scene(anna)["warning"] == OTHER_RUNS
        assert block_of("Anna.csv").runs == runs
    ask(anna.board, do="overwrite")
    assert block_of("Anna.csv").runs == anna.block.runs != runs
    move(find(anna, "rp-field-strength-sessions"), 2)
    press(find(anna, "rp-save"))
    assert (scene(anna)["warning"], block_of("Anna.csv").strength_sessions) == ("", 2)


def test_save_asks_nothing_where_a_run_plan_was_undone_or_its_runs_were_moved_in_the_file(block: rp.Block) -> None:
    anna = Planner(block, name="Anna")
    press(find(anna, "rp-save"))
    bring(anna)
    ask(anna.board, do="undo")
    move(find(anna, "rp-field-run-days"), 5)
    press(find(anna, "rp-save"))
    assert (scene(anna)["warning"], block_of("Anna.csv").run_days) == ("", 5)
    bring(anna)
    press(find(anna, "rp-save"))
    ask(anna.board, do="overwrite")
    file = Path("Anna.csv")
    file.write_text(file.read_text().replace("2027-02-03,Wed", "2027-02-02,Tue"))
    move(find(anna, "rp-path"), "Anna.csv")
    press(find(anna, "rp-load"))
    assert "in your own run plan too" in scene(anna)["message"]
    runs = anna.block.runs
    press(find(anna, "rp-save"))
    assert (scene(anna)["warning"], block_of("Anna.csv").runs) == ("", runs)


def test_that_a_file_has_other_runs_is_true_also_where_undo_took_the_run_plan_back(block: rp.Block) -> None:
    anna = Planner(block, name="Anna")
    move(find(anna, "rp-field-run-days"), 5)
    bring(anna)
    press(find(anna, "rp-save"))
    runs = block_of("Anna.csv").runs
    ask(anna.board, do="undo")
    press(find(anna, "rp-save"))
    assert scene(anna)["warning"] == OTHER_RUNS
    assert (block_of("Anna.csv").runs, anna.block.runs) == (runs, None)


def test_a_run_plan_that_is_saved_beside_the_plan_of_before_is_a_plan_of_its_own(block: rp.Block) -> None:
    anna = Planner(block, name="Anna")
    press(find(anna, "rp-save"))
    first_id = anna.model.plan_id
    whole = Path("Anna.csv").read_bytes()
    bring(anna)
    press(find(anna, "rp-save"))
    move(find(anna, "rp-path"), "runs_of_anna.csv")
    press(find(anna, "rp-save"))
    assert (
        scene(anna)["message"].replace(STARTS, "").endswith("It is a separate plan now, and Anna.csv stays as it was.")
    )
    assert (Path("Anna.csv").read_bytes(), block_of("runs_of_anna.csv").runs) == (whole, anna.block.runs)
    own_id = rp.read_plan("runs_of_anna.csv").plan_id
    assert (rp.read_plan("Anna.csv").plan_id, anna.model.plan_id) == (first_id, own_id)
    assert own_id != first_id
    move(find(anna, "rp-field-strength-minutes"), 45)
    press(find(anna, "rp-save"))  # the same plan again, in its own file
    assert scene(anna)["warning"] == ""
    assert rp.read_plan("runs_of_anna.csv").plan_id == own_id
    again = Planner(block, name="Anna")
    assert (again.model.plan_id, again.block.runs) == (own_id, anna.block.runs)
    for _ in ("the minutes", "the run plan"):
        ask(anna.board, do="undo")
    assert (anna.model.plan_id, anna.block.runs) == (first_id, None)


def test_a_file_that_is_there_is_asked_about_before_a_separate_plan_replaces_it(block: rp.Block) -> None:
    ben = Planner(block.replace(weekly_km_now=30), name="Ben")
    press(find(ben, "rp-save"))
    there = Path("Ben.csv").read_bytes()
    anna = Planner(block, name="Anna")
    press(find(anna, "rp-save"))
    first_id = anna.model.plan_id
    bring(anna)
    move(find(anna, "rp-path"), "Ben.csv")
    press(find(anna, "rp-save"))
    assert (Path("Ben.csv").read_bytes(), anna.model.plan_id) == (there, first_id)
    ask(anna.board, do="overwrite")
    assert scene(anna)["warning"] == ""
    assert rp.read_plan("Ben.csv").plan_id == anna.model.plan_id != first_id


# --- what is edited, and what cannot be planned -----------------------------------------------------------------------


def with_a_run_with_ben(file: str) -> None:
    path = Path(file)
    path.write_text(path.read_text().replace("Easy run", "Run with Ben", 1))


@pytest.mark.parametrize("how", ["undo", "plan anew"])
def test_edits_that_were_saved_are_replaced_only_where_that_is_allowed(block: rp.Block, how: str) -> None:
    anna = Planner(block, name="Anna")
    press(find(anna, "rp-save"))
    with_a_run_with_ben("Anna.csv")
    press(find(anna, "rp-load"))
    press(find(anna, "rp-save"))  # with its edits
    if how == "undo":
        ask(anna.board, do="undo")
    else:
        move(find(anna, "rp-field-run-days"), 5)
        ask(anna.board, do="drop_edits")
    assert anna.plan.edits == ()
    press(find(anna, "rp-save"))
    assert scene(anna)["warning"] == (
        "Anna.csv contains a plan that was edited, and planning again would drop its edits: give another name, or "
        "replace the file."
    )
    assert "Run with Ben" in Path("Anna.csv").read_text()
    ask(anna.board, do="overwrite")
    assert "Run with Ben" not in Path("Anna.csv").read_text()
    press(find(anna, "rp-save"))
    assert scene(anna)["warning"] == ""


def test_what_the_plans_own_file_had_before_it_was_edited_there_is_not_said_to_be_unsaved(block: rp.Block) -> None:
    anna = Planner(block, name="Anna")
    move(find(anna, "rp-field-run-days"), 5)
    press(find(anna, "rp-save"))
    with_a_run_with_ben("Anna.csv")
    press(find(anna, "rp-load"))
    assert (
        scene(anna)["message"]
        .replace(STARTS, "")
        .endswith(" Your previous plan was edited in its file; it is now in Anna-before.csv.")
    )
    assert "Run with Ben" not in Path("Anna-before.csv").read_text()


def test_a_run_plan_that_is_brought_over_edits_tells_where_the_plan_of_before_is(block: rp.Block) -> None:
    anna = Planner(block, name="Anna")
    press(find(anna, "rp-save"))
    with_a_run_with_ben("Anna.csv")
    press(find(anna, "rp-load"))
    Path("Anna.csv").rename("spring.csv")
    bring(anna)
    assert "would drop these edits" in scene(anna)["blocked"]
    assert scene(anna)["message"] == "Your previous plan was not saved; it is now in Anna-before.csv."
    assert "Run with Ben" in Path("Anna-before.csv").read_text()


def test_settings_that_could_not_be_planned_are_named_after_a_restart(block: rp.Block) -> None:
    anna = Planner(block, name="Anna")
    move(find(anna, "rp-field-run-days"), 5)
    anna.model.wish(run_days=7, rest_days=2)
    assert scene(anna)["blocked"]
    autosave.Keeping.finish_all()
    for _ in range(2):
        again = Planner(block, name="Anna")
        assert (again.block.run_days, scene(again)["blocked"]) == (5, "")
        assert scene(again)["message"] == "Picked up where you left off."
        assert scene(again)["warning"] == (
            "No plan was made with these settings, so they were not saved: 7 runs per week; 2 rest days per week."
        )
    move(find(again, "rp-field-rest-days"), 2)
    autosave.Keeping.finish_all()
    assert scene(Planner(block, name="Anna"))["warning"] == ""


def test_settings_that_a_full_disk_keeps_from_being_written_stay_when_the_page_tells_the_notebooks_new_name(
    opens: Any, block: rp.Block, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna = opens("anna.ipynb", block)

    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as context:
        context.setattr("runplan.ui.state.state_file.write_atomically", full)
        move(find(anna, "rp-field-run-days"), 5)
        ask(anna.board, do="notebook", name="ben.ipynb", moved=False)
        assert anna.block.run_days == 5
    autosave.Keeping.finish_all()
    assert opens("ben.ipynb", block).block.run_days == 5
