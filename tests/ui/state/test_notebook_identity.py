"""Which notebook a plan was kept for: names change, files are replaced, and numbers of files come back."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import runplan as rp
from runplan.ui.planner import Planner
from runplan.ui.state import notebook_name
from runplan.ui.state.autosave import Keeping
from runplan.ui.state.notebook_name import NOTEBOOK
from runplan.ui.state.saved_entry import Kept, block_digest
from runplan.ui.state.saved_state import Remembered
from runplan.ui.state.state_file import FILE
from tests.ui.conftest import ask, find, move, press, scene

pytestmark = pytest.mark.usefixtures("sent")
NAMES = ("anna.ipynb", "ben.ipynb", "cleo.ipynb", "dora.ipynb")


def swap(first: str, second: str) -> None:
    Path(first).rename("aside")
    Path(second).rename(first)
    Path("aside").rename(second)


def message_of(planner: Planner) -> str:
    return f"{scene(planner)['message']} {scene(planner)['warning']}"


# --- names that change while the notebooks are closed -----------------------------------------------------------------


@pytest.mark.parametrize("first", ["anna.ipynb", "ben.ipynb"])
def test_two_notebooks_that_swapped_names_keep_their_plans(opens: Any, block: rp.Block, first: str) -> None:
    days = {"anna.ipynb": 5, "ben.ipynb": 6}
    ids = {}
    for notebook, count in days.items():
        planner = opens(notebook, block)
        move(find(planner, "rp-field-run-days"), count)
        ids[notebook] = planner.model.plan_id
    swap(*days)
    for notebook in (first, *(name for name in days if name != first)):
        other = next(name for name in days if name != notebook)
        planner = opens(notebook, block)
        assert planner.block.run_days == days[other]
        assert planner.model.plan_id == ids[other]
        assert message_of(planner).strip() == (
            f"To give this notebook its own plan, press New plan. This plan was saved for {other}."
        )


@pytest.mark.parametrize("set_at", ["no other name", "the name for a moment", "each name"])
@pytest.mark.parametrize("heard", [True, False])
def test_names_that_were_swapped_and_swapped_back_while_the_notebooks_run_leave_no_trace(
    opens: Any, block: rp.Block, monkeypatch: pytest.MonkeyPatch, set_at: str, heard: bool
) -> None:
    planners, kernels = {}, {}
    names = {name: name for name in ("anna.ipynb", "ben.ipynb")}  # what each is called now
    for days, name in enumerate(names, 5):
        planners[name] = planner = opens(name, block)
        move(find(planner, "rp-field-run-days"), days)
        press(find(planner, "rp-save"))
        kernels[name] = notebook_name._IDENTITIES, os.environ[notebook_name.SESSION]

    def rename(notebook: str, name: str) -> None:
        Path(names[notebook]).rename(name)
        names[notebook] = name
        planner = planners[notebook]
        identities, session = kernels[notebook]
        monkeypatch.setattr(notebook_name, "_IDENTITIES", identities)
        monkeypatch.setenv(notebook_name.SESSION, session)
        if heard:
            ask(planner.board, do="notebook", name=name, moved=True)
        if set_at == "each name" or (set_at == "the name for a moment" and name == "t.ipynb"):
            move(find(planner, "rp-field-strength-sessions"), 3 - planner.block.strength_sessions)
            press(find(planner, "rp-save"))
        kernels[notebook] = identities, os.environ[notebook_name.SESSION]

    anna, ben = planners
    for notebook, name in ((anna, "t.ipynb"), (ben, anna), (anna, ben), (anna, "t.ipynb"), (ben, ben), (anna, anna)):
        rename(notebook, name)
    Keeping.finish_all()
    assert names == {name: name for name in planners}
    for name, planner in planners.items():
        again = opens(name, block)
        assert (again.block, again.model.plan_id) == (planner.block, planner.model.plan_id)
        assert message_of(again).strip() == f"Picked up where you left off. It is saved in {planner.model.path}."


def test_a_notebook_that_was_renamed_reads_where_its_plan_is_saved(opens: Any, block: rp.Block) -> None:
    planner = opens("anna.ipynb", block)
    move(find(planner, "rp-field-run-days"), 5)
    press(find(planner, "rp-save"))
    for name, other in (("ben.ipynb", "anna.ipynb"), ("cleo.ipynb", "anna.ipynb")):
        Path("anna.ipynb" if name == "ben.ipynb" else "ben.ipynb").rename(name)
        assert message_of(opens(name, block)).strip() == (
            f"To give this notebook its own plan, press New plan. This plan was saved for {other}. It is saved "
            "in anna.csv."
        )
    Path("cleo.ipynb").rename("anna.ipynb")
    assert message_of(opens("anna.ipynb", block)).strip() == "Picked up where you left off. It is saved in anna.csv."


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(orders=st.lists(st.permutations(NAMES), min_size=1, max_size=4), data=st.data())
def test_however_closed_notebooks_change_names_each_finds_its_own_plan(
    tmp_path_factory: pytest.TempPathFactory, block: rp.Block, orders: list[list[str]], data: Any
) -> None:
    folder = tmp_path_factory.mktemp("names")

    def open_plan(name: str) -> Remembered:
        return Remembered(folder / FILE, block, NOTEBOOK + name)

    def run_days(name: str) -> int | None:
        remembered = open_plan(name)
        plan = remembered.read()
        assert remembered.displaced == {}
        return None if plan is None else plan.block.run_days

    for days, name in enumerate(NAMES, 3):
        (folder / name).write_text("{}")
        open_plan(name).write(Kept(block.replace(run_days=days)))
    plans: dict[str, int | None] = {name: days for days, name in enumerate(NAMES, 3)}
    for order in orders:
        for name in NAMES:
            (folder / name).rename(folder / f"{name}.aside")
        for name, other in zip(NAMES, order, strict=True):
            (folder / f"{other}.aside").rename(folder / name)
        plans = {name: plans[other] for name, other in zip(NAMES, order, strict=True)}
        for name in data.draw(st.lists(st.sampled_from((*NAMES, "new.ipynb")), unique=True)):
            (folder / name).touch()
            assert run_days(name) == plans.get(name)
    assert {name: run_days(name) for name in NAMES} == plans


@pytest.mark.parametrize("first", ["anna.ipynb", "fresh.ipynb"])
def test_a_fresh_notebook_takes_nothing_of_one_that_was_renamed(opens: Any, block: rp.Block, first: str) -> None:
    planner = opens("01.ipynb", block)
    move(find(planner, "rp-field-run-days"), 5)
    Path("01.ipynb").rename("anna.ipynb")
    for notebook in sorted(["anna.ipynb", "fresh.ipynb"], key=lambda name: name != first):
        again = opens(notebook, block)
        assert again.block == (block.replace(run_days=5) if notebook == "anna.ipynb" else block)
        assert (again.model.plan_id == planner.model.plan_id) == (notebook == "anna.ipynb")


def test_the_plan_of_a_notebook_that_another_one_took_the_place_of_is_a_file(opens: Any, block: rp.Block) -> None:
    for notebook, days in (("anna.ipynb", 5), ("ben.ipynb", 6)):
        move(find(opens(notebook, block), "rp-field-run-days"), days)
    Path("anna.ipynb").replace("ben.ipynb")
    planner = opens("ben.ipynb", block)
    assert planner.block.run_days == 5
    assert scene(planner)["warning"] == (
        "Another plan was saved under this notebook’s name before: load ben-before.csv to see it."
    )
    assert rp.read_plan("ben-before.csv").block.run_days == 6
    assert scene(opens("ben.ipynb", block))["warning"] == ""


@pytest.mark.parametrize("saved", [True, False])
def test_a_new_notebook_takes_nothing_of_one_that_was_deleted(opens: Any, block: rp.Block, saved: bool) -> None:
    ben = opens("ben.ipynb", block)
    move(find(ben, "rp-field-run-days"), 6)
    if saved:
        press(find(ben, "rp-save"))
    Path("ben.ipynb").unlink()  # the next file may have its number
    carl = opens("carl.ipynb", block)
    assert carl.block == block
    assert carl.model.plan_id != ben.model.plan_id
    assert find(carl, "rp-path").value == "carl.csv"
    file = "ben.csv" if saved else "ben-before.csv"
    assert scene(carl)["warning"] == (f"A plan was saved for ben.ipynb, which no longer exists: load {file} to see it.")
    assert (rp.read_plan(file).block.run_days, rp.read_plan(file).plan_id) == (6, ben.model.plan_id)
    assert scene(opens("carl.ipynb", block))["warning"] == ""
    press(find(carl, "rp-save"))
    assert rp.read_plan(file).block.run_days == 6


def copied(notebook: str) -> None:
    """Replace a notebook as a sync does: the same name and content, and another file."""
    shutil.copy(notebook, "copy")
    Path("copy").replace(notebook)


@pytest.mark.parametrize("swapped", [True, False])
def test_a_notebook_that_is_another_file_than_the_last_time_asks_before_it_saves(
    opens: Any, block: rp.Block, swapped: bool
) -> None:
    ids = {}
    for notebook, days in (("anna.ipynb", 5), ("ben.ipynb", 6)):
        planner = opens(notebook, block)
        move(find(planner, "rp-field-run-days"), days)
        press(find(planner, "rp-save"))
        ids[notebook] = planner.model.plan_id
    for notebook in ids:
        copied(notebook)
    if swapped:
        swap(*ids)
    saved = Path("ben.csv").read_bytes()
    for restart in range(2):
        planner = opens("ben.ipynb", block)
        assert planner.model.plan_id == ids["ben.ipynb"]
        warning = (
            "ben.ipynb is not the file that this plan was saved for: a copy, a sync or another notebook has the "
            "same name. To give this notebook its own plan, press New plan. The saved plan is in ben.csv."
        )
        assert scene(planner)["warning"] == ("" if restart else warning)
        move(find(planner, "rp-field-run-days"), 3 + restart)
        press(find(planner, "rp-save"))
        assert Path("ben.csv").read_bytes() == saved
        Keeping.finish_all()
    assert scene(planner)["warning"].startswith(
        "ben.csv may contain the plan of another notebook: give another name, or "
    )
    ask(planner.board, do="overwrite")
    assert rp.read_plan("ben.csv").block.run_days == 4
    move(find(planner, "rp-field-run-days"), 5)
    press(find(planner, "rp-save"))
    Keeping.finish_all()
    again = opens("ben.ipynb", block)
    move(find(again, "rp-field-run-days"), 6)
    press(find(again, "rp-save"))
    assert rp.read_plan("ben.csv").block.run_days == 6


def test_what_was_not_saved_stays_as_it_was_where_the_notebook_is_another_file(opens: Any, block: rp.Block) -> None:
    move(find(opens("ben.ipynb", block), "rp-field-run-days"), 6)
    copied("ben.ipynb")
    planner = opens("ben.ipynb", block)
    assert scene(planner)["warning"].endswith("ben-before.csv.")
    move(find(planner, "rp-field-run-days"), 3)
    assert rp.read_plan("ben-before.csv").block.run_days == 6


@pytest.mark.parametrize("heard", [True, False])
def test_a_notebook_renamed_in_its_folder_while_its_kernel_runs_keeps_its_plan(
    opens: Any, block: rp.Block, monkeypatch: pytest.MonkeyPatch, heard: bool
) -> None:
    anna = opens("anna.ipynb", block)
    kernel = notebook_name._IDENTITIES
    move(find(anna, "rp-field-run-days"), 5)
    Path("anna.ipynb").rename("annabel.ipynb")
    fresh = opens("anna.ipynb", block)
    assert fresh.block == block
    move(find(fresh, "rp-field-run-days"), 3)
    if heard:
        move(find(anna, "rp-field-run-days"), 6)
    else:  # its cell is run again before anything is set
        monkeypatch.setattr(notebook_name, "_IDENTITIES", kernel)
        monkeypatch.setenv(notebook_name.SESSION, str(Path("anna.ipynb").absolute()))
        anna = Planner(block)
    assert anna.block.run_days == (6 if heard else 5)
    assert find(anna, "rp-path").value == ("annabel.csv" if heard else "anna.csv")
    assert anna.model.plan_id != fresh.model.plan_id
    assert [opens(name, block).block.run_days for name in ("annabel.ipynb", "anna.ipynb")] == [6 if heard else 5, 3]


@pytest.mark.parametrize("born", [True, False])
def test_where_no_birth_of_files_is_told_a_renamed_notebook_asks_before_it_saves(
    opens: Any, block: rp.Block, monkeypatch: pytest.MonkeyPatch, born: bool
) -> None:
    if not born:
        monkeypatch.setattr(notebook_name, "_birth_ns", lambda _: 0)
    planner = opens("anna.ipynb", block)
    move(find(planner, "rp-field-run-days"), 5)
    press(find(planner, "rp-save"))
    Path("anna.ipynb").rename("ben.ipynb")
    again = opens("ben.ipynb", block)
    assert again.block.run_days == 5
    move(find(again, "rp-field-run-days"), 3)
    press(find(again, "rp-save"))
    assert rp.read_plan("anna.csv").block.run_days == (3 if born else 5)


@pytest.mark.parametrize("damage", [None, 3, "x", []])
@pytest.mark.parametrize("damaged", ["anna.ipynb", "ben.ipynb"])
def test_names_that_swap_beside_a_damaged_entry_break_nothing(
    opens: Any, block: rp.Block, damage: object, damaged: str
) -> None:
    for notebook, days in (("anna.ipynb", 5), ("ben.ipynb", 6)):
        move(find(opens(notebook, block), "rp-field-run-days"), days)
    content = json.loads(Path(FILE).read_text())
    key = next(key for key in content["planners"] if key.startswith(f"notebook {damaged}#"))
    content["planners"][key] = damage
    Path(FILE).write_text(json.dumps(content))
    swap("anna.ipynb", "ben.ipynb")
    whole = "ben.ipynb" if damaged == "ben.ipynb" else "anna.ipynb"
    assert opens(whole, block).block.run_days == (5 if damaged == "ben.ipynb" else 6)


@pytest.mark.parametrize("damage", [None, 3, "x", [], {}])
def test_a_damaged_entry_of_the_first_version_keeps_no_notebook_from_opening(
    opens: Any, block: rp.Block, damage: object
) -> None:
    move(find(opens("anna.ipynb", block), "rp-field-run-days"), 5)
    content = json.loads(Path(FILE).read_text())
    content["planners"][block_digest(block)] = damage
    Path(FILE).write_text(json.dumps(content))
    assert opens("ben.ipynb", block).block == block
    assert opens("anna.ipynb", block).block.run_days == 5


def test_another_plan_that_is_looked_at_takes_no_doubt_away(opens: Any, block: rp.Block) -> None:
    rp.build_plan(block.replace(run_days=3)).to_csv("cleo.csv")
    planner = opens("ben.ipynb", block)
    move(find(planner, "rp-field-run-days"), 6)
    press(find(planner, "rp-save"))
    copied("ben.ipynb")
    planner = opens("ben.ipynb", block)
    move(find(planner, "rp-path"), "cleo.csv")
    press(find(planner, "rp-load"))
    ask(planner.board, do="undo")
    Keeping.finish_all()
    again = opens("ben.ipynb", block)
    move(find(again, "rp-field-run-days"), 4)
    press(find(again, "rp-save"))
    assert rp.read_plan("ben.csv").block.run_days == 6
