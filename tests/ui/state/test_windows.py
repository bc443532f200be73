"""Two windows on one planner: Save asks before it replaces what another window saved."""

from __future__ import annotations

from pathlib import Path

import pytest

import runplan as rp
from runplan.exchange.plan_file.sidecar import version_in
from runplan.ui.planner import Planner
from runplan.ui.state.autosave import Keeping
from tests.ui.conftest import ask, find, move, press, scene

pytestmark = pytest.mark.usefixtures("sent")
NOT_SHOWN = (
    "Anna.csv has a version of this plan that this window has not shown: load it first, give another name, or save all "
    "the same."
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
    assert scene(planner)["message"] == "Loaded ben.csv. The plan of before was not saved: Anna-before.csv has it."
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
