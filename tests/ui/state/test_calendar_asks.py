"""A calendar that follows on the last one is made only where Save would write without a question."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

import runplan as rp
from runplan.ui.planner import Planner
from runplan.ui.state.autosave import Keeping
from tests.ui.conftest import ask, find, move, press, scene

pytestmark = pytest.mark.usefixtures("sent")


def export(planner: Planner) -> None:
    find(planner, "rp-format").value = "ics"
    press(find(planner, "rp-export"))


def saved_with_calendar(planner: Planner, days: int) -> bytes:
    move(find(planner, "rp-field-run-days"), days)
    press(find(planner, "rp-save"))
    export(planner)
    Keeping.finish_all()
    return Path(planner.model.path).with_suffix(".ics").read_bytes()


@pytest.mark.parametrize("restarts", [1, 2])
def test_a_notebook_that_is_another_file_does_not_go_on_from_the_calendar(
    opens: Any, block: rp.Block, restarts: int
) -> None:
    calendar = saved_with_calendar(opens("ben.ipynb", block), 5)
    shutil.copy("ben.ipynb", "copy")
    Path("copy").replace("ben.ipynb")
    for _ in range(restarts):
        planner = opens("ben.ipynb", block)
        move(find(planner, "rp-field-run-days"), 3)
        export(planner)
        Keeping.finish_all()
        assert Path("ben.ics").read_bytes() == calendar
        assert scene(planner)["warning"] == (
            "ben.csv has the plan of a notebook that was another file than this one, and so may the calendar beside "
            "it: load it, or save this one, then export again."
        )
    press(find(planner, "rp-save"))
    ask(planner.board, do="overwrite")
    export(planner)
    assert Path("ben.ics").read_bytes() != calendar


def test_a_window_that_has_not_shown_the_newer_plan_does_not_go_on_from_its_calendar(
    opens: Any, block: rp.Block
) -> None:
    first = opens("anna.ipynb", block)
    saved_with_calendar(first, 5)
    second = opens("anna.ipynb", block)
    calendar = saved_with_calendar(second, 6)
    export(first)
    assert Path("anna.ics").read_bytes() == calendar
    assert "anna.csv has a version of this plan that this window has not shown" in scene(first)["warning"]
    export(second)
    assert scene(second)["message"].startswith("The plan goes to your downloads as a calendar")


def test_a_plan_saved_under_another_name_is_told_to_be_the_same_and_leaves_the_first_file_alone(
    opens: Any, block: rp.Block
) -> None:
    saved_with_calendar(opens("anna.ipynb", block), 5)
    before = Path("anna.csv").read_bytes()
    ben = opens("ben.ipynb", block)
    move(find(ben, "rp-path"), "anna.csv")
    press(find(ben, "rp-load"))
    move(find(ben, "rp-path"), "ben.csv")
    move(find(ben, "rp-field-run-days"), 6)
    press(find(ben, "rp-save"))
    assert scene(ben)["message"].endswith("It is the same plan as anna.csv: a calendar takes both for one.")
    move(find(ben, "rp-path"), "anna.csv")
    press(find(ben, "rp-save"))
    assert Path("anna.csv").read_bytes() == before
    assert "anna.csv has a version of this plan that this window has not shown" in scene(ben)["warning"]
