"""Whose plan a planner keeps: a copied, a renamed and a named notebook, and files from before there were owners."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest

import runplan as rp
from runplan.exchange.plan_file.sidecar import load_companion
from runplan.ui.planner import Planner
from runplan.ui.state import saved_entry as entry
from runplan.ui.state.notebook_name import SESSION, notebook_in, notebook_path
from runplan.ui.state.state_file import FILE
from tests.ui.conftest import ask, find, move, press, scene


@pytest.fixture(autouse=True)
def nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(SESSION, raising=False)


# What 0.1.0 called the entry of the fixture `block`.
KEY = "76d7af2b36f375a2"


def state() -> dict[str, Any]:
    content: dict[str, Any] = json.loads(Path(FILE).read_text(encoding="utf-8"))
    planners: dict[str, Any] = content["planners"]
    return planners


def plan_id(path: str) -> str:
    return str(load_companion(Path(path).with_suffix(".block.json"), path)["plan_id"])


def as_before_owners(**entries: Any) -> None:
    """A file of 0.1.0, whose entries say nothing of a notebook."""
    planners = {
        key: {"block": one.to_dict(), "view": {}, "file": "", "plan_id": number}
        for key, (one, number) in entries.items()
    }
    content = {"about": "", "format": "runplan planner", "version": 1, "planners": planners}
    Path(FILE).write_text(json.dumps(content), encoding="utf-8")


# --- copies -----------------------------------------------------------------------------------------------------------


def test_a_copied_notebook_keeps_its_own_plan(opens: Any, block: rp.Block) -> None:
    first = opens("anna.ipynb", block)
    move(find(first, "rp-field-weekly-km-peak"), 61)
    press(find(first, "rp-save"))
    second = opens("anna-Copy1.ipynb", block)
    assert second.block == block
    assert second.model.plan_id != first.model.plan_id
    move(find(second, "rp-field-weekly-km-peak"), 72)
    press(find(second, "rp-save"))
    assert [opens(name, block).block.weekly_km_peak for name in ("anna.ipynb", "anna-Copy1.ipynb")] == [61, 72]
    assert [rp.read_plan(name).block.weekly_km_peak for name in ("anna.csv", "anna-Copy1.csv")] == [61, 72]
    assert len({plan_id("anna.csv"), plan_id("anna-Copy1.csv")}) == 2
    assert opens("anna.ipynb", block).model.plan_id == plan_id("anna.csv")


def test_two_planners_in_one_notebook_stay_apart(opens: Any, block: rp.Block) -> None:
    other = block.replace(weekly_km_now=40)
    move(find(opens("anna.ipynb", block), "rp-field-run-days"), 5)
    move(find(opens("anna.ipynb", other), "rp-field-run-days"), 3)
    assert [opens("anna.ipynb", one).block.run_days for one in (block, other)] == [5, 3]


def test_an_edited_block_begins_afresh_and_what_was_set_before_is_found_with_the_old_one(
    opens: Any, block: rp.Block
) -> None:
    first = opens("anna.ipynb", block)
    move(find(first, "rp-field-run-days"), 5)
    edited = [block.replace(strength_minutes=minutes) for minutes in range(31, 46)]
    for one in edited:
        planner = opens("anna.ipynb", one)
        assert planner.block == one
        move(find(planner, "rp-field-run-days"), 3)
    assert opens("anna.ipynb", block).block.run_days == 5
    assert opens("anna.ipynb", block).model.plan_id == first.model.plan_id


def test_a_name_wins_over_the_notebook(opens: Any, block: rp.Block) -> None:
    first = opens("team.ipynb", block, name="Anna")
    move(find(first, "rp-field-run-days"), 5)
    second = opens("team.ipynb", block, name="Ben")
    assert second.block.run_days == 4
    move(find(second, "rp-field-run-days"), 3)
    assert [find(one, "rp-path").value for one in (first, second)] == ["Anna.csv", "Ben.csv"]
    assert opens("elsewhere.ipynb", block, name=" Anna ").model.plan_id == first.model.plan_id
    assert opens("team.ipynb", block).block.run_days == 4


@pytest.mark.parametrize("name", [5, "", "  "], ids=["number", "empty", "blank"])
def test_what_is_no_name_is_refused(sent: list[dict[str, Any]], block: rp.Block, name: Any) -> None:
    with pytest.raises(rp.BlockError) as refused:
        Planner(block, name=name)
    assert str(refused.value) == f"name={name!r} is not a name: give a text such as name='Anna', or leave it out."


@pytest.mark.parametrize(
    ("notebook", "name", "file"),
    [
        ("01_plan_a_block.ipynb", None, "plan.csv"),
        ("01_plan_a_block-Copy1.ipynb", None, "01_plan_a_block-Copy1.csv"),
        ("Jürgen.ipynb", None, "Jürgen.csv"),
        ("anna.ipynb", "a/b: c?", "a-b- c.csv"),
        ("anna.ipynb", "...", "plan.csv"),
    ],
)
def test_each_notebook_saves_to_a_file_of_its_own(
    opens: Any, block: rp.Block, notebook: str, name: str | None, file: str
) -> None:
    assert find(opens(notebook, block, name=name), "rp-path").value == file


ANY_NAMES = (
    *(
        "Anna",
        "anna",
        "a/b",
        "a-b",
        "a\\b",
        "a#b",
        "a#b~00c0ffee",
        "~",
        "notebook Anna.ipynb",
        "..",
        "../..",
        "/etc/passwd",
    ),
    *("<b>Anna</b>", "<script>alert(1)</script>", "&amp;", "{x}", "%s", "Ана", "名前", "🏃", "C:", "CON", "x" * 300),
    *("line\nbreak", "nul\0", "\ud800", "proposed", "'", '"'),
)


def test_whatever_two_names_are_their_settings_and_files_are_apart(opens: Any, block: rp.Block, tmp_path: Path) -> None:
    saved: dict[str, str] = {}
    for number, name in enumerate(ANY_NAMES):
        planner = opens("team.ipynb", block, name=name)
        assert planner.block == block, name
        planner.model.wish(weekly_km_now=21.0 + number)
        before = {path: path.read_bytes() for path in tmp_path.glob("*.csv")}
        press(find(planner, "rp-save"))
        after = {path: path.read_bytes() for path in tmp_path.glob("*.csv")}
        assert {path: after[path] for path in before} == before, name
        if len(after) == len(before):  # the file is another name's: it is asked about
            assert planner.model.messages.overwrites, name
        saved[name] = planner.model.plan_id
    assert set(tmp_path.parent.glob("*.csv")) == set()
    for number, name in enumerate(ANY_NAMES):
        again = opens("other.ipynb", block, name=name)
        assert (again.block.weekly_km_now, again.model.plan_id) == (21.0 + number, saved[name])


def test_the_name_of_the_plan_file_is_found_again(opens: Any, block: rp.Block) -> None:
    planner = opens("anna.ipynb", block)
    move(find(planner, "rp-path"), "spring")
    press(find(planner, "rp-save"))
    assert scene(planner)["message"] == f"Saved spring.csv and spring.block.json in {Path.cwd()}."
    assert find(planner, "rp-path").value == "spring.csv"
    assert find(opens("anna.ipynb", block), "rp-path").value == "spring.csv"
    move(find(planner, "rp-path"), "spring")
    press(find(planner, "rp-load"))
    assert scene(planner)["message"] == "Loaded spring.csv."
    assert find(planner, "rp-path").value == "spring.csv"


# --- renamed notebooks, older files -----------------------------------------------------------------------------------


def test_a_renamed_notebook_takes_its_plan_along(opens: Any, block: rp.Block) -> None:
    first = opens("anna.ipynb", block)
    move(find(first, "rp-field-run-days"), 5)
    Path("anna.ipynb").rename("Anna Marathon.ipynb")
    again = opens("Anna Marathon.ipynb", block)
    assert again.block.run_days == 5
    assert again.model.plan_id == first.model.plan_id
    assert scene(again)["message"] == (
        "To give this notebook its own plan, press New plan. This plan was saved for anna.ipynb."
    )
    assert [one["owner"] for one in state().values()] == ["notebook Anna Marathon.ipynb"]
    assert opens("another.ipynb", block).block == block


def test_an_entry_of_0_1_0_is_taken_over_once(opens: Any, block: rp.Block) -> None:
    as_before_owners(**{KEY: (block.replace(run_days=5), "0123456789abcdef")})
    first, second = opens("anna.ipynb", block), opens("ben.ipynb", block)
    assert (first.block.run_days, first.model.plan_id) == (5, "0123456789abcdef")
    assert second.block == block
    assert second.model.plan_id != "0123456789abcdef"
    assert opens("anna.ipynb", block).block.run_days == 5
    assert KEY not in state()


def test_a_field_that_blocks_have_in_a_later_version_changes_no_key(
    opens: Any, block: rp.Block, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_before_owners(**{KEY: (block.replace(run_days=5), "0123456789abcdef")})
    fields = entry._FIELDS - {"units"}  # as if units had come later
    monkeypatch.setattr(entry, "_FIELDS", fields)
    assert {one.name for one in dataclasses.fields(rp.Block)} >= fields
    move(find(opens("anna.ipynb", block), "rp-field-run-days"), 6)
    miles = opens("anna.ipynb", block.replace(units="mi"))
    assert miles.block.run_days == 4


def test_a_planner_without_a_block_finds_its_entry_of_0_1_0(opens: Any, block: rp.Block) -> None:
    as_before_owners(proposed=(block.replace(run_days=5), "0123456789abcdef"))
    assert opens("anna.ipynb").block.run_days == 5
    assert opens("ben.ipynb").block != opens("anna.ipynb").block


def test_a_plan_that_0_1_0_saved_as_plan_csv_goes_on_being_saved_there(opens: Any, block: rp.Block) -> None:
    plan = rp.build_plan(block)
    plan.called("0123456789abcdef").to_csv("plan.csv")
    as_before_owners(**{KEY: (block.replace(run_days=5), "0123456789abcdef")})
    assert find(opens("anna.ipynb", block), "rp-path").value == "plan.csv"
    assert find(opens("ben.ipynb", block), "rp-path").value == "ben.csv"


def test_a_folder_that_cannot_be_written_still_opens_the_entry_of_0_1_0(
    opens: Any, block: rp.Block, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_before_owners(**{KEY: (block.replace(run_days=5), "0123456789abcdef")})
    before = Path(FILE).read_bytes()

    def refuse(*_: Any) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("runplan.ui.state.state_file.write_atomically", refuse)
    assert opens("anna.ipynb", block).block.run_days == 5
    assert Path(FILE).read_bytes() == before


def test_a_notebook_renamed_while_its_kernel_runs_leaves_its_name_to_the_next_copy(opens: Any, block: rp.Block) -> None:
    first = opens("01-Copy1.ipynb", block)
    move(find(first, "rp-field-run-days"), 5)
    Path("01-Copy1.ipynb").rename("anna.ipynb")
    ask(first.board, do="notebook", name="anna.ipynb", moved=True)
    assert find(first, "rp-path").value == "anna.csv"
    second = opens("01-Copy1.ipynb", block)
    assert second.block == block
    assert second.model.plan_id != first.model.plan_id
    move(find(first, "rp-field-run-days"), 6)
    move(find(second, "rp-field-run-days"), 3)
    assert [opens(one, block).block.run_days for one in ("anna.ipynb", "01-Copy1.ipynb")] == [6, 3]
    assert (scene(first)["warning"], scene(second)["warning"]) == ("", "")


def test_a_kernel_restarted_under_an_old_name_opens_its_own_notebooks_plan(opens: Any, block: rp.Block) -> None:
    first = opens("01-Copy1.ipynb", block)
    move(find(first, "rp-field-run-days"), 5)
    press(find(first, "rp-save"))
    Path("01-Copy1.ipynb").rename("anna.ipynb")
    ask(first.board, do="notebook", name="anna.ipynb", moved=True)
    assert find(first, "rp-path").value == "01-Copy1.csv"  # it is saved there already
    move(find(opens("01-Copy1.ipynb", block), "rp-field-run-days"), 3)
    restarted = opens("01-Copy1.ipynb", block)  # what the server still says to the first one's kernel
    ask(restarted.board, do="notebook", name="anna.ipynb", moved=False)
    assert restarted.block.run_days == 5
    assert restarted.model.plan_id == first.model.plan_id
    assert find(restarted, "rp-path").value == "01-Copy1.csv"
    assert scene(restarted)["undo"] == ""
    move(find(restarted, "rp-field-run-days"), 6)
    assert [opens(one, block).block.run_days for one in ("anna.ipynb", "01-Copy1.ipynb")] == [6, 3]


def test_a_restarted_kernel_whose_notebook_has_kept_nothing_shows_nothing_of_the_one_that_has_its_old_name(
    opens: Any, block: rp.Block
) -> None:
    other = opens("01-Copy1.ipynb", block)
    move(find(other, "rp-field-run-days"), 3)
    Path("anna.ipynb").touch()
    restarted = opens("01-Copy1.ipynb", block)
    ask(restarted.board, do="notebook", name="anna.ipynb", moved=False)
    assert restarted.block == block
    assert restarted.model.plan_id != other.model.plan_id
    assert find(restarted, "rp-path").value == "anna.csv"
    assert opens("01-Copy1.ipynb", block).model.plan_id == other.model.plan_id


@pytest.mark.parametrize("name", [None, 5, "", "anna.ipynb", "../ben.ipynb"])
def test_a_name_that_is_none_or_the_same_changes_nothing(opens: Any, block: rp.Block, name: Any) -> None:
    planner = opens("anna.ipynb", block)
    move(find(planner, "rp-field-run-days"), 5)
    before = state()
    ask(planner.board, do="notebook", name=name, moved=True)
    assert state() == before
    assert scene(planner)["error"] == ""


# --- files of another plan ----------------------------------------------------------------------------------------


def test_another_plans_file_is_not_replaced_without_a_question(opens: Any, block: rp.Block) -> None:
    first, second = opens("anna.ipynb", block), opens("ben.ipynb", block.replace(run_days=5))
    press(find(first, "rp-save"))
    before = Path("anna.csv").read_bytes()
    move(find(second, "rp-path"), "anna.csv")
    press(find(second, "rp-save"))
    assert scene(second)["warning"] == (
        "anna.csv contains another plan (for the race on Sun 25 Apr 2027, from Mon 4 Jan 2027): give another "
        "name, load that plan first, or replace the file."
    )
    assert scene(second)["offers"] == [["overwrite", "Replace anna.csv"]]
    assert Path("anna.csv").read_bytes() == before
    ask(second.board, do="overwrite")
    assert plan_id("anna.csv") == second.model.plan_id


def test_a_loaded_plan_is_saved_to_its_file_without_a_question(opens: Any, block: rp.Block) -> None:
    press(find(opens("anna.ipynb", block), "rp-save"))
    second = opens("ben.ipynb", block)
    move(find(second, "rp-path"), "anna.csv")
    press(find(second, "rp-load"))
    move(find(second, "rp-field-run-days"), 5)
    press(find(second, "rp-save"))
    assert scene(second)["warning"] == ""
    assert rp.read_plan("anna.csv").block.run_days == 5


def test_a_new_plan_has_an_id_and_a_file_of_its_own_and_can_be_undone(opens: Any, block: rp.Block) -> None:
    planner = opens("anna.ipynb", block)
    move(find(planner, "rp-field-run-days"), 5)
    press(find(planner, "rp-save"))
    old, before = planner.model.plan_id, Path("anna.csv").read_bytes()
    press(find(planner, "rp-new"))
    assert planner.block == block
    assert planner.model.plan_id != old
    assert scene(planner)["message"] == "Started a new plan; Save writes it to anna-2.csv. anna.csv stays as it is."
    press(find(planner, "rp-save"))
    assert Path("anna.csv").read_bytes() == before
    assert plan_id("anna-2.csv") == planner.model.plan_id
    again = opens("anna.ipynb", block)
    assert (again.block, again.model.plan_id) == (block, planner.model.plan_id)
    assert find(again, "rp-path").value == "anna-2.csv"
    ask(planner.board, do="undo")
    assert (planner.block.run_days, planner.model.plan_id) == (5, old)
    assert find(planner, "rp-path").value == "anna.csv"


def test_a_new_plan_lets_go_what_was_edited_in_the_old_ones_file(opens: Any, block: rp.Block) -> None:
    planner = opens("anna.ipynb", block)
    press(find(planner, "rp-save"))
    path = Path("anna.csv")
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if "w02-easy-1" not in line), encoding="utf-8")
    press(find(planner, "rp-load"))
    press(find(planner, "rp-new"))
    assert planner.plan.edits == ()
    assert planner.block == block


# --- which notebook ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("environment", "notebook"),
    [
        ({}, None),
        ({SESSION: ""}, None),
        ({SESSION: "console-1"}, None),
        ({SESSION: "anna.ipynb"}, "anna.ipynb"),
        ({SESSION: "plans/anna.ipynb"}, "plans/anna.ipynb"),
        ({"SCRIPT_NAME": "/"}, None),
        ({"SCRIPT_NAME": "/hub/voila/render/plans/anna%20b.ipynb"}, "plans/anna b.ipynb"),
        ({"SCRIPT_NAME": "/voila/render/anna.ipynb", SESSION: "other.ipynb"}, "anna.ipynb"),
    ],
)
def test_the_server_says_which_notebook_it_is(environment: dict[str, str], notebook: str | None) -> None:
    assert notebook_path(environment) == (None if notebook is None else Path(notebook))


def test_a_notebook_is_called_the_same_wherever_its_folder_is(tmp_path: Path) -> None:
    (tmp_path / "real" / "sub").mkdir(parents=True)
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert notebook_in(tmp_path / "real", tmp_path / "link" / "anna.ipynb") == "anna.ipynb"
    assert notebook_in(tmp_path / "link", tmp_path / "real" / "sub" / "anna.ipynb") == "sub/anna.ipynb"
