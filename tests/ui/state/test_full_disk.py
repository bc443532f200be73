"""What a full disk keeps from being written is written as soon as that can be, and no window is spoken of meanwhile."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import runplan as rp
from runplan.ui.planner import Planner
from runplan.ui.state import autosave
from runplan.ui.state.autosave import Keeping
from runplan.ui.state.notebook_name import NOTEBOOK
from runplan.ui.state.saved_entry import Kept
from runplan.ui.state.saved_state import Remembered
from runplan.ui.state.state_file import FILE, StateFile
from tests.ui.conftest import ask, find, move, press, scene

pytestmark = pytest.mark.usefixtures("sent")
BEFORE = "Another plan was saved under this notebook’s name before"
WRITERS = ("runplan.exchange.disk", "runplan.ui.state.state_file")


def refuse(*_: Any) -> None:
    raise OSError(28, "No space left on device")


@pytest.fixture
def full(monkeypatch: pytest.MonkeyPatch) -> Callable[..., AbstractContextManager[None]]:
    """A disk without room, for the state file too or for plans alone."""

    @contextmanager
    def filled(*modules: str) -> Iterator[None]:
        with monkeypatch.context() as patch:
            for module in modules or WRITERS:
                patch.setattr(f"{module}.write_atomically", refuse)
            yield

    return filled


def set_run_days(planner: Planner, days: int) -> None:
    move(find(planner, "rp-field-run-days"), days)
    Keeping.finish_all()


def kept_days() -> list[int]:
    """The runs a week of each plan that a planner opens with."""
    entries = StateFile(Path(FILE).absolute()).entries()
    return sorted(entry["block"]["run_days"] for key, entry in entries.items() if "~" not in key)


# --- a notebook that is renamed ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("named", ["by the page", "in its folder", "while it is closed"])
@pytest.mark.parametrize("taken", [False, True])
@pytest.mark.parametrize("changed", [False, True])
def test_a_notebook_that_is_renamed_on_a_full_disk_keeps_its_newest_settings(
    opens: Any, full: Any, block: rp.Block, named: str, taken: bool, changed: bool
) -> None:
    if taken:
        set_run_days(opens("ben.ipynb", block), 3)
    planner = opens("anna.ipynb", block)
    set_run_days(planner, 5)
    plan_id = planner.model.plan_id
    Path("anna.ipynb").replace("ben.ipynb")
    warnings = ""
    with full():
        if named == "by the page":
            ask(planner.board, do="notebook", name="ben.ipynb", moved=True)
            warnings = scene(planner)["warning"]
        elif named == "while it is closed":
            planner = opens("ben.ipynb", block)
            assert planner.block.run_days == 5
        if changed:
            set_run_days(planner, 6)
            warnings += scene(planner)["warning"]
            assert "cannot be written next to the notebook" in warnings
    set_run_days(planner, 6 if not changed else 4)
    days = planner.block.run_days
    assert "window" not in scene(planner)["warning"]
    if taken:
        assert scene(planner)["warning"] == f"{BEFORE}: load ben-before.csv to see it."
        assert rp.read_plan("ben-before.csv").block.run_days == 3
    else:
        assert scene(planner)["warning"] == ""
    assert kept_days() == [days]
    again = opens("ben.ipynb", block)
    assert (again.block.run_days, again.model.plan_id) == (days, plan_id)
    assert scene(again)["warning"] == ""


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.lists(
        st.tuples(st.sampled_from(("rename", "set", "restart")), st.booleans(), st.integers(3, 6)),
        min_size=2,
        max_size=8,
    )
)
def test_whenever_the_disk_is_full_a_notebook_finds_what_was_kept_last_and_no_other_window(
    tmp_path_factory: pytest.TempPathFactory, block: rp.Block, steps: list[tuple[str, bool, int]]
) -> None:
    folder = tmp_path_factory.mktemp("full")
    names = iter(f"{number}.ipynb" for number in range(len(steps) + 2))
    name = next(names)
    (folder / name).write_text("{}")
    memory = Remembered(folder / FILE, block, NOTEBOOK + name)
    assert memory.read() is None
    block_shown = block
    memory.begin(Kept(block_shown, plan_id="0" * 16))
    for action, is_full, days in steps:
        with pytest.MonkeyPatch.context() as patch:
            if is_full:
                patch.setattr("runplan.ui.state.state_file.write_atomically", refuse)
            if action == "rename":
                old, name = name, next(names)
                (folder / old).rename(folder / name)
                memory.move(NOTEBOOK + name)
            elif action == "set":
                block_shown = block.replace(run_days=days)
                try:
                    assert memory.write(Kept(block_shown, plan_id="0" * 16)) is None
                except OSError:
                    assert is_full
            else:
                memory = Remembered(folder / FILE, block, NOTEBOOK + name)
                saved_plan = memory.read()
                block_shown = block if saved_plan is None else saved_plan.block
                memory.begin(Kept(block_shown, plan_id="0" * 16))
            assert memory.displaced == {}
    block_shown = block.replace(run_days=7, rest_days=0)
    assert memory.write(Kept(block_shown, plan_id="0" * 16)) is None
    saved_plan = Remembered(folder / FILE, block, NOTEBOOK + name).read()
    assert saved_plan is not None
    assert saved_plan.block == block_shown
    entries = StateFile(folder / FILE).entries()
    assert [entry["block"]["run_days"] for key, entry in entries.items() if "~" not in key] == [7]


@pytest.mark.parametrize("newer", ["anna.ipynb", "ben.ipynb"])
def test_of_two_versions_of_one_plan_the_one_that_was_written_last_is_shown(
    opens: Any, block: rp.Block, newer: str
) -> None:
    planner = opens("anna.ipynb", block)
    set_run_days(planner, 5)
    Path("anna.ipynb").rename("ben.ipynb")
    content = json.loads(Path(FILE).read_text())
    ((key, entry),) = content["planners"].items()
    other = json.loads(json.dumps(entry))
    other["block"]["run_days"], other["owner"] = 6, "notebook ben.ipynb"
    del other["digest"]  # as a version wrote it that noted none
    both = {key: entry, key.replace("anna", "ben"): other}
    content["planners"] = both if newer == "ben.ipynb" else dict(reversed(both.items()))
    Path(FILE).write_text(json.dumps(content))
    again = opens("ben.ipynb", block)
    assert (again.block.run_days, again.model.plan_id) == (6 if newer == "ben.ipynb" else 5, planner.model.plan_id)
    assert scene(again)["warning"] == ""
    assert kept_days() == [again.block.run_days]


def test_an_older_version_of_another_notebook_is_a_file(opens: Any, block: rp.Block) -> None:
    anna = opens("anna.ipynb", block)
    press(find(anna, "rp-save"))
    set_run_days(anna, 5)
    ben = opens("ben.ipynb", block)
    move(find(ben, "rp-path"), "anna.csv")
    press(find(ben, "rp-load"))
    set_run_days(ben, 6)
    Path("anna.ipynb").replace("ben.ipynb")
    again = opens("ben.ipynb", block)
    assert again.block.run_days == 6
    assert scene(again)["warning"].startswith(
        "Other settings of this plan were saved before: load anna-before.csv to see them. ben.ipynb is not the file "
    )
    assert scene(again)["warning"].endswith(" anna-before-2.csv.")
    files = [rp.read_plan(file).block.run_days for file in ("anna-before.csv", "anna-before-2.csv")]
    assert files == [5, 6]


# --- plans that another one took the place of -------------------------------------------------------------------------


def displaced(opens: Any, block: rp.Block) -> None:
    """Two notebooks with a plan each, of which one took the other's place."""
    for notebook, days in (("anna.ipynb", 5), ("ben.ipynb", 6)):
        set_run_days(opens(notebook, block), days)
    Path("anna.ipynb").replace("ben.ipynb")


@pytest.mark.parametrize("later", ["a change", "an opening"])
@pytest.mark.parametrize("alone", [False, True])
def test_a_plan_that_cannot_be_saved_is_tried_again_until_it_is_and_that_is_said(
    opens: Any, full: Any, block: rp.Block, later: str, alone: bool
) -> None:
    displaced(opens, block)
    with full(*(WRITERS[:1] if alone else ())):
        planner = opens("ben.ipynb", block)
        assert scene(planner)["warning"].startswith(f"{BEFORE}, and it cannot be saved. ")
        assert scene(planner)["warning"].endswith("the disk is full. Nothing was changed.")
        set_run_days(planner, 3)  # it is tried again in vain, of which nothing is said
        assert "cannot be saved" not in scene(planner)["warning"]
        if later == "an opening":
            planner = opens("ben.ipynb", block)
            assert f"{BEFORE}, and it cannot be saved. " in scene(planner)["warning"]
    assert list(Path().glob("*.csv")) == []
    if later == "a change":
        set_run_days(planner, 4)
    else:
        planner = opens("ben.ipynb", block)
    assert scene(planner)["warning"] == f"{BEFORE}: load ben-before.csv to see it."
    assert rp.read_plan("ben-before.csv").block.run_days == 6
    move(find(planner, "rp-field-rest-days"), 2)
    assert scene(planner)["warning"] == ""
    assert scene(opens("ben.ipynb", block))["warning"] == ""
    assert [path.name for path in Path().glob("*.csv")] == ["ben-before.csv"]


@pytest.mark.parametrize("how", ["load", "new"])
@pytest.mark.parametrize("restarted", [False, True])
def test_a_plan_that_could_not_be_saved_when_another_was_shown_is_a_file_later(
    full: Any, block: rp.Block, how: str, restarted: bool
) -> None:
    rp.build_plan(block.replace(run_days=3)).to_csv("ben.csv")
    planner = Planner(block, name="Anna")
    set_run_days(planner, 5)
    with full(*(WRITERS[:1] if restarted else ())):
        if how == "load":
            move(find(planner, "rp-path"), "ben.csv")
            press(find(planner, "rp-load"))
        else:
            press(find(planner, "rp-new"))
        assert (
            "Press Undo to get your previous plan back: it was not saved and cannot be saved."
            in scene(planner)["message"]
        )
        Keeping.finish_all()
    if restarted:
        planner = Planner(block, name="Anna")
    else:
        move(find(planner, "rp-field-rest-days"), 2)
    Keeping.finish_all()
    assert scene(planner)["warning"] == "A plan could not be saved before: load Anna-before.csv to see it."
    assert rp.read_plan("Anna-before.csv").block.run_days == 5


def test_a_plan_that_undo_brought_back_needs_no_file(full: Any, block: rp.Block) -> None:
    planner = Planner(block, name="Anna")
    set_run_days(planner, 5)
    with full():
        press(find(planner, "rp-new"))
        ask(planner.board, do="undo")
    Keeping.finish_all()
    assert scene(planner)["warning"] == ""
    assert list(Path().glob("*.csv")) == []
    again = Planner(block, name="Anna")
    assert (again.block.run_days, scene(again)["warning"]) == (5, "")


def test_settings_of_another_window_that_could_not_be_saved_are_a_file_later(full: Any, block: rp.Block) -> None:
    first, second = Planner(block, name="Anna"), Planner(block, name="Anna")
    set_run_days(first, 5)
    with full(*WRITERS[:1]):
        set_run_days(second, 6)
        assert "The others could not be saved." in scene(second)["warning"]
    set_run_days(second, 3)
    assert scene(second)["warning"] == "A plan could not be saved before: load Anna-before.csv to see it."
    assert rp.read_plan("Anna-before.csv").block.run_days == 5


def test_a_plan_that_may_be_another_notebooks_is_a_file_later(opens: Any, full: Any, block: rp.Block) -> None:
    set_run_days(opens("ben.ipynb", block), 6)
    Path("copy").write_bytes(Path("ben.ipynb").read_bytes())
    Path("copy").replace("ben.ipynb")
    with full():
        planner = opens("ben.ipynb", block)
        assert "The saved plan cannot be written to a file." in scene(planner)["warning"]
        set_run_days(planner, 3)
    set_run_days(planner, 4)
    assert scene(planner)["warning"] == "A plan could not be saved before: load ben-before.csv to see it."
    assert rp.read_plan("ben-before.csv").block.run_days == 6


def test_a_plan_that_cannot_be_made_any_more_is_told_once(opens: Any, block: rp.Block) -> None:
    displaced(opens, block)
    content = json.loads(Path(FILE).read_text())
    key = next(key for key in content["planners"] if key.startswith("notebook ben.ipynb#"))
    content["planners"][key]["block"]["avoid"] = ["no_such_exercise"]
    Path(FILE).write_text(json.dumps(content))
    warning = scene(opens("ben.ipynb", block))["warning"]
    assert warning.startswith(f"{BEFORE}, and it can no longer be planned (avoid names")
    assert warning.endswith(
        "; your settings: 6 runs per week; avoided exercises: no such exercise); planner.state.copy-1.json is a copy."
    )
    assert "no_such_exercise" in Path("planner.state.copy-1.json").read_text()
    assert scene(opens("ben.ipynb", block))["warning"] == ""


# --- a cell that is run again -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("written", [True, False])
@pytest.mark.parametrize("freed", ["at once", "later"])
def test_a_cell_that_is_run_again_on_a_full_disk_goes_on_with_what_was_set_and_is_no_other_window(
    full: Any, block: rp.Block, written: bool, freed: str
) -> None:
    first = Planner(block, name="Anna")
    if written:
        set_run_days(first, 3)
    with full():
        move(find(first, "rp-field-run-days"), 5)
        again = Planner(block, name="Anna")
        assert (again.block.run_days, again.model.plan_id) == (5, first.model.plan_id)
        if freed == "later":
            move(find(again, "rp-field-rest-days"), 2)
    move(find(again, "rp-field-strength-minutes"), 40)
    Keeping.finish_all()
    assert "window" not in scene(first)["warning"] + scene(again)["warning"]
    assert list(Path().glob("*.csv")) == []
    last = Planner(block, name="Anna")
    assert (last.block, last.model.plan_id) == (again.block, first.model.plan_id)
    assert last.block.rest_days == (2 if freed == "later" else 1)


def test_a_cell_that_is_run_again_takes_along_what_could_not_be_saved(full: Any, block: rp.Block) -> None:
    planner = Planner(block, name="Anna")
    set_run_days(planner, 5)
    with full():
        press(find(planner, "rp-new"))
        again = Planner(block, name="Anna")
        assert again.model.plan_id == planner.model.plan_id
    move(find(again, "rp-field-rest-days"), 2)
    assert scene(again)["warning"] == "A plan could not be saved before: load Anna-before.csv to see it."
    assert rp.read_plan("Anna-before.csv").block.run_days == 5


# --- what is said of it -----------------------------------------------------------------------------------------------

NOT_KEPT = (
    "planner.state.json cannot be written next to the notebook (No space left on device). RunPlan keeps trying; "
    "until then, a restart loses your last changes. To be safe, save the plan to another folder."
)


def test_that_nothing_can_be_written_is_said_until_something_is(full: Any, block: rp.Block) -> None:
    planner = Planner(block, name="Anna")
    with full("runplan.ui.state.state_file"):
        for days in (5, 6):
            move(find(planner, "rp-field-run-days"), days)
            assert scene(planner)["warning"] == NOT_KEPT
        press(find(planner, "rp-save"))
        assert scene(planner)["message"].startswith("Saved Anna.csv")
        assert scene(planner)["warning"] == NOT_KEPT
        ask(planner.board, do="undo")
        ask(planner.board, do="hush")
        assert (scene(planner)["message"], scene(planner)["warning"]) == ("", NOT_KEPT)
        move(find(planner, "rp-path"), "no/such/folder.csv")
        press(find(planner, "rp-save"))
        refusal, separator, more = scene(planner)["warning"].partition(NOT_KEPT)
        assert (separator, more) == (NOT_KEPT, "")
        assert "there is no folder" in refusal
    move(find(planner, "rp-field-run-days"), 3)
    assert scene(planner)["warning"] == ""


@pytest.mark.parametrize("content", ["{", '{"format": "runplan planner", "version": 2}'])
def test_that_nothing_is_kept_in_a_file_that_is_not_the_planners_is_said_until_it_is(
    block: rp.Block, content: str
) -> None:
    Path(FILE).write_text(content)
    planner = Planner(block, name="Anna")
    sentence = scene(planner)["warning"]
    assert "so RunPlan cannot save your settings for next time" in sentence
    for days in (5, 6):
        move(find(planner, "rp-field-run-days"), days)
        assert scene(planner)["warning"] == sentence
    Path(FILE).unlink()
    move(find(planner, "rp-field-run-days"), 5)
    assert scene(planner)["warning"] == ""
    assert Planner(block, name="Anna").block.run_days == 5


def test_while_an_event_loop_runs_one_retry_is_due_however_often_nothing_could_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, block: rp.Block
) -> None:
    remembered = Remembered(tmp_path / FILE, block)
    tries: list[int] = []
    sentences: list[str] = []

    def write(_: Kept) -> None:
        tries.append(len(tries))
        if len(tries) < 5:
            refuse()

    monkeypatch.setattr(remembered, "write", write)
    monkeypatch.setattr(autosave, "_WAIT_S", 0.0)
    monkeypatch.setattr(autosave, "_RETRY_S", 0.3)

    async def run() -> None:
        keeping = Keeping(remembered, lambda: Kept(block), sentences.append)
        for _ in range(3):
            keeping.note()
            await asyncio.sleep(0.02)
        assert (len(tries), sentences) == (3, [NOT_KEPT] * 3)
        await asyncio.sleep(0.9)
        assert (len(tries), sentences) == (5, [NOT_KEPT] * 4)

    asyncio.run(run())
