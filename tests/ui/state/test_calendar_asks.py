"""Exports are named after the plan's own file, and a calendar goes on only where Save would not ask."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

import runplan as rp
from runplan.cli import main
from runplan.exchange.export.registry import FORMATS
from runplan.ui.planner import Planner
from runplan.ui.state.autosave import Keeping
from tests.ui.conftest import answers, ask, find, move, press, scene, use_runs

pytestmark = pytest.mark.usefixtures("sent")


def export(planner: Planner, name: str = "ics") -> None:
    find(planner, "rp-format").value = name
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
            "ben.csv may contain the plan of another notebook, and the calendar next to it may be of that "
            "version too: load it or save this one, then export again."
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
    assert scene(second)["message"].startswith("The plan is in your downloads as a calendar")


@pytest.mark.parametrize("restarted", [True, False])
def test_a_run_plan_that_is_brought_goes_on_from_the_calendar_only_once_it_is_saved(
    opens: Any, block: rp.Block, restarted: bool
) -> None:
    planner = opens("anna.ipynb", block)
    calendar = saved_with_calendar(planner, 5)
    Path("runs.csv").write_text("date,km\n" + "".join(f"2027-02-{day:02d},8\n" for day in range(1, 28, 2)))
    use_runs(planner)
    if restarted:
        Keeping.finish_all()
        planner = opens("anna.ipynb", block)
    export(planner)
    assert Path("anna.ics").read_bytes() == calendar
    assert scene(planner)["warning"] == (
        "anna.csv contains this plan with other runs, and the calendar next to it may be of that version too: "
        "load it or save this one, then export again."
    )
    export(planner, "excel")  # follows on nothing
    assert scene(planner)["message"].startswith("The plan is in your downloads as an Excel workbook")
    press(find(planner, "rp-save"))
    ask(planner.board, do="overwrite")
    export(planner)
    assert Path("anna.ics").read_bytes() != calendar


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
    assert scene(ben)["message"].endswith(
        "It is the same plan as anna.csv: calendars treat both as one. "
        "For a separate plan, press New plan first, then set it up or import it again."
    )
    move(find(ben, "rp-path"), "anna.csv")
    press(find(ben, "rp-save"))
    assert Path("anna.csv").read_bytes() == before
    assert "anna.csv has a version of this plan that this window has not shown" in scene(ben)["warning"]


# --- two files with one id --------------------------------------------------------------------------------------------


@pytest.fixture
def annas_copy(block: rp.Block) -> None:
    """A plan, and a copy of it that went on as another's."""
    anna = rp.build_plan(block)
    anna.to_csv("anna.csv")
    rp.build_plan(block.replace(run_days=5), previous=anna).to_csv("ben.csv")


def load(planner: Planner, path: str) -> str:
    move(find(planner, "rp-path"), path)
    press(find(planner, "rp-load"))
    return str(scene(planner)["message"])


@pytest.mark.usefixtures("annas_copy")
@pytest.mark.parametrize("folder", ["", "bens/"])
def test_loading_two_files_of_one_id_says_that_a_calendar_takes_both_for_one(
    opens: Any, block: rp.Block, folder: str
) -> None:
    if folder:
        Path(folder).mkdir()
        for ending in ("csv", "block.json"):
            Path(f"ben.{ending}").replace(f"bens/ben.{ending}")
    planner = opens("01.ipynb", block)
    both = "calendars treat both as one."
    load(planner, "anna.csv")
    assert load(planner, f"{folder}ben.csv") == f"Loaded {folder}ben.csv. It is the same plan as anna.csv: {both}"
    assert load(planner, "anna.csv") == f"Loaded anna.csv. It is the same plan as ben.csv: {both}"


def copied(file: str, other: str) -> None:
    Path(other).parent.mkdir(parents=True, exist_ok=True)
    for ending in (".csv", ".block.json"):
        shutil.copy(f"{file}{ending}", f"{other}{ending}")


@pytest.mark.usefixtures("annas_copy")
def test_a_file_of_the_same_name_in_another_folder_is_named_with_what_tells_the_two_apart(
    opens: Any, block: rp.Block
) -> None:
    copied("anna", "old/anna")
    copied("anna", "old/plans/anna")
    copied("anna", "new/plans/anna")
    folder, both = Path.cwd().name, "calendars treat both as one."
    planner = opens("01.ipynb", block)
    load(planner, "old/anna.csv")
    assert load(planner, "anna.csv") == (
        "Loaded anna.csv. It is the same plan as ben.csv and old/anna.csv: calendars treat all as one."
    )
    assert load(planner, "old/anna.csv") == f"Loaded old/anna.csv. It is the same plan as {folder}/anna.csv: {both}"
    assert load(planner, "old/../anna.csv").startswith("Loaded anna.csv. It is the same plan as ben.csv and old/anna")
    assert load(planner, "old/../anna.csv") == f"Loaded anna.csv. It is the same plan as ben.csv: {both}"
    load(planner, "old/plans/anna.csv")
    assert load(planner, "new/plans/anna.csv") == (
        f"Loaded new/plans/anna.csv. It is the same plan as old/plans/anna.csv: {both}"
    )
    assert "old/plans/anna.csv" in planner.model.messages.files


def test_a_plan_saved_in_another_folder_under_its_name_is_told_to_be_the_same_as_that_of_before(
    opens: Any, block: rp.Block
) -> None:
    Path("plans").mkdir()
    planner = opens("anna.ipynb", block)
    for path in ("anna.csv", "plans/anna.csv"):
        move(find(planner, "rp-path"), path)
        press(find(planner, "rp-save"))
    both = "calendars treat both as one."
    assert f" It is the same plan as {Path.cwd().name}/anna.csv: {both} For a separate" in scene(planner)["message"]
    move(find(planner, "rp-path"), "plans/../plans/anna.csv")
    press(find(planner, "rp-save"))
    assert scene(planner)["message"].endswith(" It replaced the file that was there.")


def test_loading_a_plan_of_which_an_older_version_was_put_aside_says_nothing_of_that(
    opens: Any, block: rp.Block
) -> None:
    rp.build_plan(block.replace(rest_days=2)).to_csv("ben.csv")
    planner = opens("anna.ipynb", block)
    saved_with_calendar(planner, 5)
    move(find(planner, "rp-field-run-days"), 6)
    assert load(planner, "ben.csv").endswith("it is now in anna-before.csv.")
    assert load(planner, "anna.csv") == "Loaded anna.csv."
    assert load(planner, "anna-before.csv") == (
        "Loaded anna-before.csv. It is the same plan as anna.csv: calendars treat both as one."
    )


@pytest.mark.usefixtures("annas_copy")
def test_a_calendar_of_another_file_with_the_plans_id_is_left_alone(opens: Any, block: rp.Block) -> None:
    planner = opens("01.ipynb", block)
    load(planner, "anna.csv")
    export(planner)
    calendar = Path("anna.ics").read_bytes()
    load(planner, "ben.csv")
    move(find(planner, "rp-field-run-days"), 6)
    move(find(planner, "rp-path"), "anna.csv")
    export(planner)
    assert Path("anna.ics").read_bytes() == calendar
    assert scene(planner)["warning"] == (
        f"{Path.cwd() / 'anna.ics'} is an export of anna.csv, not of ben.csv: give this plan its own file name "
        "above, then export again."
    )
    move(find(planner, "rp-path"), "ben.csv")
    export(planner)
    assert Path("ben.ics").exists()
    # The command line knows of which file the planner made each.
    assert main(["export", "anna.csv", "--to", "ics"]) == main(["export", "ben.csv", "--to", "ics"]) == 0
    assert main(["export", "anna.csv", "--to", "ics", "--out", "ben.ics"]) == 2


def test_a_calendar_that_was_made_before_the_plan_was_saved_is_that_of_its_file(opens: Any, block: rp.Block) -> None:
    planner = opens("01.ipynb", block)
    move(find(planner, "rp-path"), "anna")
    export(planner)
    press(find(planner, "rp-save"))
    move(find(planner, "rp-field-run-days"), 6)
    export(planner)
    assert scene(planner)["message"].startswith("The plan is in your downloads as a calendar; anna.ics in ")


@pytest.mark.parametrize("name", ["csv", *FORMATS])
@pytest.mark.parametrize("typed", ["anna.csv", " anna", "csv gone"])
def test_no_export_of_a_plan_is_named_after_the_file_of_another(
    opens: Any, block: rp.Block, sent: list[dict[str, Any]], name: str, typed: str
) -> None:
    press(find(opens("anna.ipynb", block), "rp-save"))
    ben = opens("ben.ipynb", block.replace(run_days=5))
    if typed == "csv gone":
        Path("anna.csv").unlink()
    move(find(ben, "rp-path"), "anna.csv" if typed == "csv gone" else typed)
    before = sorted(path.name for path in Path().iterdir())
    export(ben, name)
    what = (
        "anna.block.json contains the settings of another plan (for the race on Sun 25 Apr 2027, from Mon 4 Jan "
        "2027), although its CSV is missing"
        if typed == "csv gone"
        else "anna.csv contains another plan (for the race on Sun 25 Apr 2027, from Mon 4 Jan 2027)"
    )
    assert scene(ben)["warning"] == f"{what}: give this plan its own file name above, then export again."
    assert not [answer for answer in answers(sent) if answer.get("is") == "file"]
    assert sorted(path.name for path in Path().iterdir()) == before
    move(find(ben, "rp-path"), "ben.csv")
    export(ben, name)
    (file,) = [answer for answer in answers(sent) if answer.get("is") == "file"]
    assert file["name"].startswith("ben")


@pytest.mark.parametrize("name", ["csv", "excel"])
def test_a_plan_that_was_loaded_is_exported_under_its_files_name(
    opens: Any, block: rp.Block, sent: list[dict[str, Any]], name: str
) -> None:
    press(find(opens("anna.ipynb", block), "rp-save"))
    ben = opens("ben.ipynb", block.replace(run_days=5))
    move(find(ben, "rp-path"), "anna.csv")
    press(find(ben, "rp-load"))
    export(ben, name)
    (file,) = [answer for answer in answers(sent) if answer.get("is") == "file"]
    assert file["name"].startswith("anna")
