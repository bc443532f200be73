"""What is set outside the block waits in the plan’s own file: no way of opening it loses that."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import runplan as rp
from runplan.plan.waiting import WaitingSettings
from runplan.ui.planner import Planner
from runplan.ui.state.autosave import Keeping
from runplan.ui.state.state_file import FILE
from tests.ui.conftest import ask, find, move, press, scene, use_runs

pytestmark = pytest.mark.usefixtures("sent")
WEEKS = rp.Block(start="2027-01-04", weeks=8, weekly_km_now=30)
RACE = rp.Block(start="2027-01-04", race_date="2027-03-28", goal="10k", weekly_km_now=30)
BLOCKS = {"week": WEEKS, "pin": RACE, "race": RACE}
KINDS = pytest.mark.parametrize("kind", BLOCKS)


def load(planner: Planner, path: str) -> str:
    move(find(planner, "rp-path"), path)
    press(find(planner, "rp-load"))
    return str(scene(planner)["message"])


def save(planner: Planner, path: str) -> None:
    move(find(planner, "rp-path"), path)
    press(find(planner, "rp-save"))
    assert scene(planner)["message"].startswith(f"Saved {path}")


def bring(planner: Planner) -> None:
    days = [f"2027-0{month}-{day:02d}" for month in (2, 3) for day in range(1, 28, 2)]
    Path("runs.csv").write_text("date,km\n" + "".join(f"{day},8\n" for day in days))
    use_runs(planner)
    assert planner.block.runs is not None


def set_it(planner: Planner, kind: str) -> None:
    if kind == "week":
        planner.model.set_week(7, 20.0)
    elif kind == "pin":
        planner.model.move("w02-strength-1", "Fri")


def let_wait(planner: Planner, kind: str) -> None:
    """Take from the block what a week, a pin or the race has its place in."""
    if kind == "race":
        planner.model.wish(goal="general")
    else:
        move(find(planner, "rp-field-weeks"), {"week": 4, "pin": 8}[kind])
    assert not (planner.block.weekly_km or planner.block.pins or planner.block.race_date) or kind == "pin"


def assert_is_back(planner: Planner, kind: str) -> None:
    """What waits has its place again as soon as the block reaches it."""
    assert (planner.block.weekly_km, planner.block.pins) == ((), ())
    if kind == "race":
        planner.model.wish(goal="10k")
        assert planner.block.race_date == RACE.race_date
        return
    move(find(planner, "rp-field-weeks"), {"week": 8, "pin": 12}[kind])
    if kind == "week":
        assert planner.block.weekly_km == ((7, 20.0),)
    else:
        assert planner.block.pins == (("w02-strength-1", "Fri"),)


# --- ways back to a plan that was saved -------------------------------------------------------------------------------


def in_a_second_window(opens: Any, planner: Planner, block: rp.Block) -> Planner:
    second: Planner = opens("anna.ipynb", block)
    move(find(second, "rp-field-rest-days"), 3 - planner.block.rest_days)
    return second


def renamed_over_another(opens: Any, _: Planner, block: rp.Block) -> Planner:
    names = ("anna.ipynb", "ben.ipynb")
    own, other = names if Path("anna.ipynb").exists() else reversed(names)
    move(find(opens(other, block), "rp-field-run-days"), 5)
    Keeping.finish_all()
    Path(own).replace(other)
    return opens(other, block)  # type: ignore[no-any-return]


def saved_under_a_second_name(_: Any, planner: Planner, __: rp.Block) -> Planner:
    save(planner, "alt.csv")
    return planner


def in_another_block_and_back(opens: Any, _: Planner, block: rp.Block) -> Planner:
    Keeping.finish_all()
    load(opens("anna.ipynb", block.replace(run_days=5)), "anna.csv")
    Keeping.finish_all()
    return opens("anna.ipynb", block)  # type: ignore[no-any-return]


def with_a_run_plan(_: Any, planner: Planner, __: rp.Block) -> Planner:
    bring(planner)
    return planner


def after_a_restart_without_what_was_kept(opens: Any, _: Planner, block: rp.Block) -> Planner:
    Keeping.finish_all()
    Path(FILE).unlink()
    return opens("anna.ipynb", block)  # type: ignore[no-any-return]


WAYS: list[Callable[[Any, Planner, rp.Block], Planner]] = [
    lambda _, planner, __: planner,
    in_a_second_window,
    renamed_over_another,
    saved_under_a_second_name,
    in_another_block_and_back,
    with_a_run_plan,
    after_a_restart_without_what_was_kept,
]


@KINDS
@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__.strip("<>"))
def test_what_waits_comes_back_with_the_file_that_was_saved(
    opens: Any, way: Callable[[Any, Planner, rp.Block], Planner], kind: str
) -> None:
    planner = opens("anna.ipynb", BLOCKS[kind])
    set_it(planner, kind)
    let_wait(planner, kind)
    save(planner, "anna.csv")
    for _ in range(2):
        planner = way(opens, planner, BLOCKS[kind])
        load(planner, "anna.csv")
        assert_is_back(planner, kind)
        let_wait(planner, kind)


@KINDS
def test_each_of_two_files_of_one_plan_has_what_waits_in_it(opens: Any, kind: str) -> None:
    planner = opens("anna.ipynb", BLOCKS[kind])
    save(planner, "anna.csv")
    set_it(planner, kind)
    let_wait(planner, kind)
    assert load(planner, "anna.csv").endswith("it is now in anna-before.csv.")
    for _ in range(2):
        load(planner, "anna-before.csv")
        assert_is_back(planner, kind)
        load(planner, "anna.csv")
        assert planner.block == BLOCKS[kind]
        if kind != "race":
            for weeks in (4, 12):
                move(find(planner, "rp-field-weeks"), weeks)
            assert (planner.block.weekly_km, planner.block.pins) == ((), ())


@pytest.mark.parametrize("kind", ["week", "race"])
def test_what_waits_until_a_run_plan_is_let_go_is_in_the_file_too_and_undo_brings_it_back(
    opens: Any, kind: str
) -> None:
    planner = opens("anna.ipynb", BLOCKS[kind])
    set_it(planner, kind)
    let_wait(planner, kind)
    bring(planner)
    save(planner, "runs_of_anna.csv")
    Keeping.finish_all()
    ben = opens("ben.ipynb", BLOCKS[kind].replace(run_days=5))
    load(ben, "runs_of_anna.csv")
    for _ in range(2):
        press(find(ben, "rp-leave-runs"))
        assert ben.block.runs is None
        if kind == "race":
            ben.model.wish(goal="10k")
            assert ben.block.race_date == RACE.race_date
            ask(ben.board, do="undo")
        else:
            assert ben.model.form.weekly_km == ((7, 20.0),)
        ask(ben.board, do="undo")
        assert ben.block.runs is not None


@pytest.mark.parametrize("restarted", [True, False])
@pytest.mark.parametrize("how", ["save and new plan", "new plan", "another plan", "the same file"])
def test_a_week_that_waits_outside_the_block_waits_again_once_its_plan_is_shown(how: str, restarted: bool) -> None:
    block = rp.Block(start="2027-01-04", weeks=16, weekly_km_now=30)
    rp.build_plan(block.replace(run_days=3)).called("0123456789abcdef").to_csv("ben.csv")
    planner = Planner(block, name="Anna")
    planner.model.set_week(14, 20.0)
    move(find(planner, "rp-field-weeks"), 8)
    if how != "new plan":
        press(find(planner, "rp-save"))
    if how in ("save and new plan", "new plan"):
        press(find(planner, "rp-new"))
    elif how == "another plan":
        move(find(planner, "rp-path"), "ben.csv")
        press(find(planner, "rp-load"))
    assert not planner.model.form.weekly_km or how == "the same file"
    Keeping.finish_all()
    if restarted:
        planner = Planner(block, name="Anna")
    file = "Anna-before.csv" if how == "new plan" else "Anna.csv"
    move(find(planner, "rp-path"), file)
    press(find(planner, "rp-load"))
    move(find(planner, "rp-field-weeks"), 16)
    assert planner.block.weekly_km == ((14, 20.0),)


def test_a_race_that_waits_for_its_goal_waits_again_once_its_plan_is_shown() -> None:
    block = rp.Block(start="2027-01-04", race_date="2027-04-25", goal="marathon", weekly_km_now=30)
    planner = Planner(block, name="Anna")
    planner.model.wish("the goal", goal="general")
    press(find(planner, "rp-save"))
    press(find(planner, "rp-new"))
    move(find(planner, "rp-path"), "Anna.csv")
    press(find(planner, "rp-load"))
    planner.model.wish("the goal", goal="marathon")
    assert planner.block.race_date == block.race_date


def test_a_week_of_the_plan_before_is_none_of_a_new_plan() -> None:
    block = rp.Block(start="2027-01-04", race_date="2027-03-28", goal="10k", weekly_km_now=30)
    planner = Planner(block, name="Anna")
    move(find(planner, "rp-field-weeks"), 16)
    planner.model.set_week(1, 22.0)
    press(find(planner, "rp-new"))
    move(find(planner, "rp-field-weeks"), 16)
    assert planner.block.weekly_km == ()
    ask(planner.board, do="undo")
    ask(planner.board, do="undo")
    assert planner.block.weekly_km == ((1, 22.0),)


@pytest.mark.parametrize("restart", [True, False])
def test_what_waits_is_in_the_file_also_where_a_run_plan_was_brought_and_is_not_planned(
    opens: Any, restart: bool
) -> None:
    planner = opens("anna.ipynb", RACE)
    set_it(planner, "pin")
    let_wait(planner, "pin")
    save(planner, "anna.csv")
    path = Path("anna.csv")
    path.write_text(path.read_text().replace("Easy run", "Run with Ben", 1))
    load(planner, "anna.csv")
    waiting = rp.read_plan("anna.csv").waiting
    Path("runs.csv").write_text("date,km\n2027-02-02,8\n2027-02-12,8\n")
    use_runs(planner)
    assert "would drop these edits" in scene(planner)["blocked"]
    if restart:
        Keeping.finish_all()
        planner = opens("anna.ipynb", RACE)
    save(planner, "alt.csv")
    assert rp.read_plan("alt.csv").waiting == waiting != WaitingSettings()


# --- plans that are put aside -----------------------------------------------------------------------------------------


@KINDS
def test_what_another_window_let_wait_is_in_the_file_that_it_is_told_of(opens: Any, kind: str) -> None:
    first, second = (opens("anna.ipynb", BLOCKS[kind]) for _ in range(2))
    set_it(first, kind)
    let_wait(first, kind)
    Keeping.finish_all()
    move(find(second, "rp-field-rest-days"), 2)
    Keeping.finish_all()
    (file,) = Path().glob("anna-other-*.csv")
    load(second, file.name)
    assert_is_back(second, kind)


@KINDS
def test_what_waits_in_a_plan_whose_notebook_is_gone_is_in_the_file_that_it_is_told_of(opens: Any, kind: str) -> None:
    ben = opens("ben.ipynb", BLOCKS[kind])
    set_it(ben, kind)
    let_wait(ben, kind)
    Keeping.finish_all()
    Path("ben.ipynb").unlink()
    anna = opens("anna.ipynb", BLOCKS[kind])
    assert "A plan was saved for ben.ipynb, which no longer exists: load ben-before.csv" in scene(anna)["warning"]
    load(anna, "ben-before.csv")
    assert_is_back(anna, kind)


@pytest.mark.parametrize("restart", [True, False])
def test_a_change_of_what_waits_alone_is_kept_like_any_other(opens: Any, restart: bool) -> None:
    planner = opens("anna.ipynb", WEEKS)
    set_it(planner, "week")
    let_wait(planner, "week")
    save(planner, "anna.csv")
    block, before = planner.block, rp.read_plan("anna.csv")
    move(find(planner, "rp-field-weeks"), 8)
    planner.model.set_week(7, 24.0)
    let_wait(planner, "week")
    if restart:
        Keeping.finish_all()
        planner = opens("anna.ipynb", WEEKS)
        own = "Your latest changes are not in anna.csv yet. Press Save to write them."
        assert scene(planner)["message"].endswith(own)
    assert planner.block == block
    assert load(planner, "anna.csv").endswith("it is now in anna-before.csv.")
    aside = rp.read_plan("anna-before.csv")
    assert (aside.plan_id, aside.block, aside.csv_text()) == (before.plan_id, before.block, before.csv_text())
    assert aside.findings().equals(before.findings())
    assert_is_back(planner, "week")
    ask(planner.board, do="undo")
    ask(planner.board, do="undo")
    move(find(planner, "rp-field-weeks"), 8)
    assert planner.block.weekly_km == ((7, 24.0),)


def test_a_change_of_what_waits_alone_in_another_window_is_told(opens: Any) -> None:
    first = opens("anna.ipynb", WEEKS.replace(weeks=4))
    second = opens("anna.ipynb", WEEKS.replace(weeks=4))
    move(find(first, "rp-field-weeks"), 8)
    set_it(first, "week")
    let_wait(first, "week")
    Keeping.finish_all()
    move(find(second, "rp-field-rest-days"), 2)
    Keeping.finish_all()
    assert "this plan was changed in two windows" in scene(second)["warning"]
    save(second, "anna.csv")
    save(first, "first.csv")
    assert rp.read_plan("first.csv").waiting
    assert not rp.read_plan("anna.csv").waiting


@pytest.mark.parametrize("restart", [True, False])
def test_what_waits_beside_an_edited_file_is_saved_with_its_edits(opens: Any, restart: bool) -> None:
    planner = opens("anna.ipynb", RACE)
    let_wait(planner, "race")
    save(planner, "anna.csv")
    path = Path("anna.csv")
    path.write_text(path.read_text().replace("Easy run", "Run with Ben", 1))
    load(planner, "anna.csv")
    planner.model.wish(race_date=dt.date(2027, 4, 4))
    assert "would drop these edits" in scene(planner)["blocked"]
    if restart:
        Keeping.finish_all()
        planner = opens("anna.ipynb", RACE)
    assert load(planner, "anna.csv").endswith("it is now in anna-before-2.csv.")
    aside = rp.read_plan("anna-before-2.csv")
    assert (aside.waiting.race_date, "Run with Ben" in aside.csv_text()) == (dt.date(2027, 4, 4), True)
    planner.model.wish(goal="10k")
    assert planner.model.form.race_date == RACE.race_date


# --- files of earlier versions, and damaged ones ----------------------------------------------------------------------


def with_left(left: dict[str, Any]) -> bytes:
    """Give the only entry of the state file what an earlier version kept of other plans; the file's bytes."""
    content = json.loads(Path(FILE).read_text())
    (entry,) = content["planners"].values()
    entry["view"]["left"] = left
    entry["view"]["waiting"].pop("after_runs", None)  # that version kept it there
    del entry["digest"]
    Path(FILE).write_text(json.dumps(content))
    return Path(FILE).read_bytes()


def test_what_an_earlier_version_kept_of_other_plans_is_told_until_something_is_set_and_a_copy_stays(
    opens: Any,
) -> None:
    planner = opens("anna.ipynb", WEEKS)
    move(find(planner, "rp-field-rest-days"), 2)
    Keeping.finish_all()
    week = {"race_date": None, "own_weeks": [["", 20.0, 14, "2027-01-04"]]}
    race = {"race_date": "2027-03-28", "own_weeks": []}
    before = with_left({planner.model.plan_id: week, "0123456789abcdef": week, "0123456789abcdef with runs": race})
    for _ in range(2):
        planner = opens("anna.ipynb", WEEKS)
        assert scene(planner)["warning"] == (
            "planner.state.json contains settings outside the block of other plans (the distance you set for "
            "the week of Mon 5 Apr 2027 and the race on Sun 28 Mar 2027): enter them there again; "
            "planner.state.copy-1.json is a copy."
        )
    assert "left" not in planner.board.view
    move(find(planner, "rp-field-rest-days"), 1)
    Keeping.finish_all()
    assert scene(opens("anna.ipynb", WEEKS))["warning"] == ""
    assert Path("planner.state.copy-1.json").read_bytes() == before


def test_what_an_earlier_version_kept_of_the_plan_whose_runs_a_run_plan_replaced_comes_back(opens: Any) -> None:
    planner = opens("anna.ipynb", WEEKS)
    bring(planner)
    Keeping.finish_all()
    with_left({planner.model.plan_id: {"race_date": None, "own_weeks": [["", 20.0, 7, "2027-01-04"]]}})
    planner = opens("anna.ipynb", WEEKS)
    assert scene(planner)["warning"] == ""
    Keeping.finish_all()
    press(find(planner, "rp-leave-runs"))
    move(find(planner, "rp-field-weeks"), 8)
    assert planner.block.weekly_km == ((7, 20.0),)


def test_a_file_without_the_part_has_nothing_that_waits(opens: Any) -> None:
    planner = opens("anna.ipynb", WEEKS)
    save(planner, "anna.csv")
    assert "waiting" not in json.loads(Path("anna.block.json").read_text())
    assert load(planner, "anna.csv") == "Loaded anna.csv."


def test_that_the_part_is_damaged_is_said_on_loading_and_the_rest_is_shown(opens: Any) -> None:
    planner = opens("anna.ipynb", WEEKS)
    set_it(planner, "week")
    let_wait(planner, "week")
    save(planner, "anna.csv")
    block, content = planner.block, json.loads(Path("anna.block.json").read_text())
    content["waiting"]["race_date"] = "soon"
    Path("anna.block.json").write_text(json.dumps(content))
    assert load(planner, "anna.csv") == (
        "Loaded anna.csv. Part of anna.block.json cannot be read, so some settings outside the block may be missing."
    )
    assert planner.block == block
    assert_is_back(planner, "week")  # this much of it is whole
