"""Two windows on one planner: Save asks before it replaces what another saved, and what is said of plans is true."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import runplan as rp
from runplan.exchange.plan_file.sidecar import version_in
from runplan.ui.planner import Planner
from runplan.ui.state.autosave import Keeping
from runplan.ui.state.waiting import waiting_in
from tests.ui.conftest import ask, find, move, press, scene

pytestmark = pytest.mark.usefixtures("sent")
NOT_SHOWN = (
    "Anna.csv has a version of this plan that this window has not shown: load it first, give another name, or "
    "replace the file."
)


def set_rest_days(planner: Planner, days: int) -> None:
    """Change a setting that leaves the table of these plans as it is."""
    move(find(planner, "rp-field-rest-days"), days)


def set_run_days(planner: Planner, days: int) -> None:
    move(find(planner, "rp-field-run-days"), days)


def save(planner: Planner) -> None:
    press(find(planner, "rp-save"))


def load(planner: Planner, path: str) -> None:
    move(find(planner, "rp-path"), path)
    press(find(planner, "rp-load"))


# --- Save -------------------------------------------------------------------------------------------------------------


def test_settings_of_another_window_that_change_no_session_are_asked_about_too(block: rp.Block) -> None:
    save(Planner(block, name="Anna"))
    first, second = Planner(block, name="Anna"), Planner(block, name="Anna")
    table = Path("Anna.csv").read_bytes()
    set_rest_days(first, 2)
    save(first)
    assert Path("Anna.csv").read_bytes() == table
    set_run_days(second, 5)
    save(second)
    assert scene(second)["warning"] == NOT_SHOWN
    assert rp.read_plan("Anna.csv").block.rest_days == 2
    ask(second.board, do="overwrite")
    assert rp.read_plan("Anna.csv").block.run_days == 5


def test_settings_that_change_no_session_are_not_taken_for_saved(block: rp.Block) -> None:
    rp.build_plan(block.replace(run_days=3)).to_csv("ben.csv")
    planner = Planner(block, name="Anna")
    save(planner)
    set_rest_days(planner, 2)
    load(planner, "ben.csv")
    assert scene(planner)["message"] == (
        "Loaded ben.csv. Your previous plan was not saved; it is now in Anna-before.csv."
    )
    assert rp.read_plan("Anna-before.csv").block.rest_days == 2


def test_the_version_that_a_window_shows_is_saved_again_without_a_question(block: rp.Block) -> None:
    first, second = Planner(block, name="Anna"), Planner(block, name="Anna")
    save(first)
    before = version_in("Anna.csv")
    save(second)
    assert scene(second)["warning"] == ""
    assert version_in("Anna.csv") == before


def test_a_version_is_found_again_after_a_restart_by_its_settings_too(block: rp.Block) -> None:
    planner = Planner(block, name="Anna")
    save(planner)
    set_run_days(planner, 5)
    Keeping.finish_all()
    plan = rp.read_plan("Anna.csv")
    rp.build_plan(plan.block.replace(rest_days=2), previous=plan).to_csv("Anna.csv")
    again = Planner(block, name="Anna")
    save(again)
    assert scene(again)["warning"] == NOT_SHOWN
    assert rp.read_plan("Anna.csv").block.rest_days == 2


@pytest.mark.parametrize("restarted", [False, True])
def test_a_version_of_another_window_is_asked_about_too_where_a_spreadsheet_wrote_it_anew(
    block: rp.Block, restarted: bool
) -> None:
    first, second = Planner(block, name="Anna"), Planner(block, name="Anna")
    save(first)
    save(second)
    set_run_days(second, 5)
    save(second)
    file = Path("Anna.csv")
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))  # no cell is another one
    if restarted:
        set_run_days(second, 3)
        Keeping.finish_all()
        second = Planner(block, name="Anna")
    set_run_days(first, 6)
    save(first)
    assert scene(first)["warning"] == NOT_SHOWN
    assert rp.read_plan(file).block.run_days == 5
    set_run_days(second, 4)
    save(second)  # it has shown this version
    assert scene(second)["warning"] == ""
    assert rp.read_plan(file).block.run_days == 4


# --- another plan in one of two windows -------------------------------------------------------------------------------


def ben_csv(block: rp.Block) -> None:
    rp.build_plan(block.replace(run_days=3)).to_csv("ben.csv")


@pytest.mark.parametrize("how", ["load", "new"])
@pytest.mark.parametrize("saved", [True, False])
def test_the_sentence_on_another_plan_stays_beside_what_is_said_of_the_other_window(
    block: rp.Block, how: str, saved: bool
) -> None:
    ben_csv(block)
    first, second = Planner(block, name="Anna"), Planner(block, name="Anna")
    set_run_days(first, 5)
    if saved:
        save(first)
    if how == "load":
        load(second, "ben.csv")
        sentence = "Loaded ben.csv."
    else:
        press(find(second, "rp-new"))
        sentence = f"Started a new plan; Save writes it to Anna{'-2' if saved else ''}.csv."
        sentence += " Anna.csv stays as it is." if saved else ""
    assert scene(second)["message"] == sentence
    aside = "" if saved else next(path.name for path in Path().glob("Anna-other-*.csv"))
    to_see = "Load it to see it here" if saved else f"To see its settings there, load {aside}"
    assert scene(second)["warning"] == (
        f"Another window had a different plan, Anna.csv. {to_see}. RunPlan kept this window’s plan."
    )
    assert rp.read_plan(aside or "Anna.csv").plan_id == first.model.plan_id != second.model.plan_id
    assert rp.read_plan(aside or "Anna.csv").block.run_days == 5
    assert [path.name for path in Path().glob("ben-other-*")] == []


def test_a_window_that_goes_on_with_its_plan_is_told_of_the_other_one_by_that_ones_file(block: rp.Block) -> None:
    ben_csv(block)
    first, second = Planner(block, name="Anna"), Planner(block, name="Anna")
    load(second, "ben.csv")
    set_run_days(first, 5)
    assert scene(first)["warning"] == (
        "Another window had a different plan, ben.csv. Load it to see it here. RunPlan kept this window’s plan."
    )
    load(second, "ben.csv")
    set_rest_days(second, 2)
    set_run_days(first, 6)
    (aside,) = Path().glob("ben-other-*.csv")
    assert scene(first)["warning"] == (
        f"Another window had a different plan, ben.csv. To see its settings there, load {aside}. RunPlan kept this "
        "window’s plan."
    )
    ben = rp.read_plan(aside)
    assert (ben.plan_id, ben.block.rest_days) == (second.model.plan_id, 2)
    assert [rp.read_plan(path).plan_id for path in Path().glob("Anna-other-*.csv")] == [first.model.plan_id]


@pytest.mark.parametrize("restarted", [False, True])
def test_a_name_that_was_only_typed_names_no_plan_of_the_other_window(block: rp.Block, restarted: bool) -> None:
    ben_csv(block)
    first, second = Planner(block, name="Anna"), Planner(block, name="Anna")
    load(second, "ben.csv")
    load(second, "Anna.csv")  # there is none
    assert "Anna.csv is not there" in scene(second)["warning"]
    if restarted:
        second = Planner(block, name="Anna")
        assert find(second, "rp-path").value == "Anna.csv"
    set_rest_days(second, 2)
    set_run_days(first, 5)
    (aside,) = Path().glob("*-other-*.csv")
    assert aside.name.startswith("ben-other-")
    assert scene(first)["warning"].startswith("Another window had a different plan, ben.csv. ")


def test_where_the_other_windows_plan_cannot_be_saved_that_is_said_of_that_plan(
    block: rp.Block, monkeypatch: pytest.MonkeyPatch
) -> None:
    ben_csv(block)
    first, second = Planner(block, name="Anna"), Planner(block, name="Anna")
    load(second, "ben.csv")
    set_rest_days(second, 2)

    def full(*_: Any, **__: Any) -> None:
        raise rp.PlanFileError("The disk is full.")

    monkeypatch.setattr("runplan.exchange.plan_file.write.plan_to_csv", full)
    set_run_days(first, 5)
    assert scene(first)["warning"] == (
        "Another window had a different plan, ben.csv. It could not be saved here, so save it there. The disk is "
        "full. RunPlan kept this window’s plan."
    )


def test_what_waits_in_one_plan_does_not_go_over_to_another_because_somebody_looked(block: rp.Block) -> None:
    ben_csv(block)
    first, second = Planner(block, name="Anna"), Planner(block, name="Anna")
    first.model.set_week(16, 22.0)
    load(second, "ben.csv")
    waiting = waiting_in(second.model.form)
    first.board.view = {"tab": "muscles"}
    Keeping.finish_all()
    again = Planner(block, name="Anna")
    assert again.model.plan_id == second.model.plan_id
    assert waiting_in(again.model.form) == waiting
    assert again.board.view == {"tab": "muscles"}


# --- any order --------------------------------------------------------------------------------------------------------

ACTIONS = ("run days", "rest days", "save", "load", "load ben", "new", "undo")


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.lists(
        st.tuples(st.sampled_from((0, 1)), st.sampled_from(ACTIONS), st.integers(0, 1)), min_size=3, max_size=10
    )
)
def test_whatever_two_windows_do_no_version_is_replaced_unasked_that_a_window_did_not_show_and_no_plan_is_misnamed(
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    block: rp.Block,
    steps: list[tuple[int, str, int]],
) -> None:
    monkeypatch.chdir(tmp_path_factory.mktemp("windows"))
    ben_csv(block)
    ben = rp.read_plan("ben.csv").plan_id
    windows = [Planner(block, name="Anna"), Planner(block, name="Anna")]
    seen: list[dict[str, str]] = [{}, {}]  # the version of each file that a window read or wrote last
    for number, action, value in steps:
        planner, path = windows[number], windows[number].model.path
        before = version_in(path)
        if action == "run days":
            set_run_days(planner, 5 + value)
        elif action == "rest days":
            set_rest_days(planner, 1 + value)
        elif action == "save":
            save(planner)
            if before != version_in(path) and before:
                assert before == seen[number].get(path), scene(planner)
                assert scene(planner)["message"].startswith("Saved ")
            if not scene(planner)["warning"]:
                seen[number][path] = version_in(path)
        elif action in ("load", "load ben"):
            load(planner, "ben.csv" if action == "load ben" else "Anna.csv")
            if scene(planner)["message"].startswith("Loaded "):
                seen[number][planner.model.path] = version_in(planner.model.path)
        elif action == "new":
            press(find(planner, "rp-new"))
        else:
            ask(planner.board, do="undo")
        if "was changed in two windows" in scene(planner)["warning"]:
            (file_name,) = re.findall(r"load (\S+):", scene(planner)["warning"])
            assert rp.read_plan(file_name).plan_id == planner.model.plan_id
        for file in Path().glob("ben-other-*.csv"):
            assert rp.read_plan(file).plan_id == ben
        for file in Path().glob("Anna*-other-*.csv"):
            assert rp.read_plan(file).plan_id != ben
