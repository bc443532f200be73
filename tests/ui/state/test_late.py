"""Two windows on one notebook: who comes late is told, nothing is lost, and planners of others stay in the file."""

from __future__ import annotations

import json
import multiprocessing
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import runplan as rp
from runplan.exchange import locking
from runplan.ui.planner import Planner
from runplan.ui.state import state_file
from runplan.ui.state.notebook_name import SESSION
from runplan.ui.state.saved_entry import Kept
from runplan.ui.state.saved_state import Remembered
from runplan.ui.state.state_file import FILE, StateFile
from tests.ui.conftest import find, move, press, scene

TAB = {"tab": "muscles", "week": 5, "muscle": "soleus", "open": ""}


@pytest.fixture(autouse=True)
def notebook(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "anna.ipynb").touch()
    monkeypatch.setenv(SESSION, str(tmp_path / "anna.ipynb"))


def state() -> dict[str, Any]:
    content: dict[str, Any] = json.loads(Path(FILE).read_text(encoding="utf-8"))
    planners: dict[str, Any] = content["planners"]
    return planners


# --- two windows ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("opened", ["at first", "again"])
def test_who_comes_late_is_told_and_the_other_windows_settings_can_be_loaded(
    sent: list[dict[str, Any]], block: rp.Block, opened: str
) -> None:
    if opened == "again":
        move(find(Planner(block), "rp-field-run-days"), 5)
    one, two = Planner(block), Planner(block)
    move(find(one, "rp-field-weekly-km-peak"), 61)
    move(find(two, "rp-field-weekly-km-peak"), 72)
    (file,) = Path().glob("*.csv")
    assert scene(two)["warning"] == (
        f"To see the other window’s settings, load {file}: this plan was changed in two windows, and RunPlan "
        "kept the settings of this window."
    )
    assert scene(one)["warning"] == ""
    assert Planner(block).block.weekly_km_peak == 72
    move(find(two, "rp-path"), str(file))
    press(find(two, "rp-load"))
    assert two.block == one.block
    assert two.model.plan_id == one.model.plan_id


def test_a_slider_that_goes_on_moving_leaves_the_warning(sent: list[dict[str, Any]], block: rp.Block) -> None:
    one, two = Planner(block), Planner(block)
    move(find(one, "rp-field-weekly-km-peak"), 61)
    for km in (72, 73, 74):
        move(find(two, "rp-field-weekly-km-peak"), km)
        assert scene(two)["warning"].startswith("To see the other window’s settings, load anna-other-")
    move(find(two, "rp-field-run-days"), 5)
    assert scene(two)["warning"] == ""


def test_windows_that_take_turns_leave_one_file_each(sent: list[dict[str, Any]], block: rp.Block) -> None:
    one, two = Planner(block), Planner(block)
    for km in range(60, 68, 2):
        move(find(one, "rp-field-weekly-km-peak"), km)
        move(find(two, "rp-field-weekly-km-peak"), km + 1)
        assert scene(two)["warning"].startswith("To see the other window’s settings, load anna-other-")
    kept = sorted(rp.read_plan(file).block.weekly_km_peak for file in Path().glob("*.csv"))
    assert kept == [65, 66]
    assert len(state()) == 3  # the planner, and a copy of each window's last


def test_who_only_looks_takes_nothing_back(sent: list[dict[str, Any]], block: rp.Block) -> None:
    one, two = Planner(block), Planner(block)
    move(find(one, "rp-field-weekly-km-peak"), 61)
    move(two.board, TAB, "view")
    assert scene(two)["warning"] == ""
    again = Planner(block)
    assert (again.block.weekly_km_peak, again.board.view) == (61, TAB)
    move(find(one, "rp-field-weekly-km-peak"), 62)
    assert scene(one)["warning"] == ""
    move(find(two, "rp-field-run-days"), 5)
    assert "this plan was changed in two windows" in scene(two)["warning"]
    assert [rp.read_plan(file).block.weekly_km_peak for file in Path().glob("*.csv")] == [62]


def test_a_re_run_in_the_same_kernel_is_not_late(sent: list[dict[str, Any]], block: rp.Block) -> None:
    for km in (61, 62, 63):
        planner = Planner(block)
        move(find(planner, "rp-field-weekly-km-peak"), km)
        move(planner.board, TAB, "view")
        move(find(planner, "rp-field-weekly-km-peak"), km + 0.5)
        assert scene(planner)["warning"] == ""
    assert list(Path().glob("*.csv")) == []


def test_a_state_file_that_was_deleted_is_written_anew_with_a_sentence(
    sent: list[dict[str, Any]], block: rp.Block
) -> None:
    planner = Planner(block)
    move(find(planner, "rp-field-run-days"), 5)
    Path(FILE).unlink()
    move(find(planner, "rp-field-run-days"), 6)
    assert scene(planner)["warning"].startswith("planner.state.json was deleted while this planner was open. ")
    assert Planner(block).block.run_days == 6


def test_an_edited_copy_of_the_other_windows_settings_is_not_replaced(
    sent: list[dict[str, Any]], block: rp.Block
) -> None:
    one, two = Planner(block), Planner(block)
    move(find(one, "rp-field-weekly-km-peak"), 61)
    move(find(two, "rp-field-weekly-km-peak"), 72)
    (file,) = Path().glob("*.csv")
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    edited = "".join(line for line in lines if "w02-easy-1" not in line)
    file.write_text(edited, encoding="utf-8")
    move(find(one, "rp-field-weekly-km-peak"), 62)  # late itself, and told of the other one
    move(find(two, "rp-field-weekly-km-peak"), 73)
    assert file.read_text(encoding="utf-8") == edited
    assert f"load {file.stem}-2.csv:" in scene(two)["warning"]
    assert rp.read_plan(f"{file.stem}-2.csv").block.weekly_km_peak == 62


def test_where_the_other_windows_settings_cannot_be_saved_the_copy_stays_in_the_state_file(
    sent: list[dict[str, Any]], block: rp.Block, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise rp.PlanFileError("The disk is full.")

    one, two = Planner(block), Planner(block)
    move(find(one, "rp-field-weekly-km-peak"), 61)
    monkeypatch.setattr("runplan.exchange.plan_file.write.plan_to_csv", refuse)
    move(find(two, "rp-field-weekly-km-peak"), 72)
    assert scene(two)["warning"] == (
        "Reload the page of the other window before you continue there: this plan was changed in two windows, "
        "and RunPlan kept the settings of this window. The others could not be saved. The disk is full."
    )
    assert sorted(one["block"]["weekly_km_peak"] for one in state().values()) == [61, 72]


# --- many processes ---------------------------------------------------------------------------------------------------


def write_many(folder: str, owner: str, ready: Any) -> None:
    block = rp.Block(start="2027-01-04", weeks=8)
    ready.wait()
    for number in range(15):
        Remembered(Path(folder) / FILE, block, f"name {owner}{number}").write(Kept(block.replace(run_days=5)))


def test_processes_that_write_at_once_lose_no_entry(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    ready = context.Barrier(3)
    processes = [context.Process(target=write_many, args=(str(tmp_path), owner, ready)) for owner in "abc"]
    for one in processes:
        one.start()
    for one in processes:
        one.join()
    assert [one.exitcode for one in processes] == [0, 0, 0]
    owners = {entry["owner"] for entry in StateFile(tmp_path / FILE).entries().values()}
    assert owners == {f"name {owner}{number}" for owner in "abc" for number in range(15)}
    assert sorted(one.name for one in tmp_path.iterdir()) == ["anna.ipynb", FILE]


KILLED = """
import sys
from pathlib import Path
import runplan as rp
from runplan.ui.state.state_file import FILE
from runplan.ui.state.saved_entry import Kept
from runplan.ui.state.saved_state import Remembered
block = rp.Block(start="2027-01-04", weeks=8)
mine = Remembered(Path(sys.argv[1]) / FILE, block, "name mine")
print("ready", flush=True)
while True:
    for days in (3, 4, 5, 6):
        mine.write(Kept(block.replace(run_days=days)))
        print(days, flush=True)
"""


def test_a_process_killed_at_any_moment_leaves_a_whole_file_with_every_entry(tmp_path: Path) -> None:
    block = rp.Block(start="2027-01-04", weeks=8)
    path = tmp_path / FILE
    Remembered(path, block, "name other").write(Kept(block.replace(run_days=6)))
    for count in (1, 4, 9):
        with subprocess.Popen([sys.executable, "-c", KILLED, str(tmp_path)], stdout=subprocess.PIPE, text=True) as one:
            assert one.stdout is not None
            for _ in range(count + 1):
                one.stdout.readline()
            one.kill()
        owners = [entry["owner"] for entry in StateFile(path).entries().values()]
        assert set(owners) == {"name mine", "name other"}
        # What the killed process had of the lock keeps nobody waiting.
        assert Remembered(path, block, "name other").write(Kept(block.replace(run_days=6))) is None
        kept = Remembered(path, block, "name other").read()
        assert kept is not None
        assert kept.block.run_days == 6


def test_a_lock_that_somebody_keeps_is_told_and_what_was_set_is_kept_with_the_next_change(
    sent: list[dict[str, Any]], block: rp.Block, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(state_file, "PATIENCE_S", 0.0)
    planner = Planner(block)
    code = (
        "import sys; from pathlib import Path; from runplan.exchange.locking import one_writer\n"
        "with one_writer(Path(sys.argv[1])): print('locked', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", code, str(Path.cwd())]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        other.stdout.readline()
        move(find(planner, "rp-field-run-days"), 5)
        other.communicate()
    assert scene(planner)["warning"] == (
        f"Another program has been writing to {Path.cwd()} for 0 seconds: close it, then try again."
    )
    move(find(planner, "rp-field-rest-days"), 2)
    again = Planner(block)
    assert (again.block.run_days, again.block.rest_days) == (5, 2)


def test_a_disk_without_locks_is_written_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: int) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(locking, "_lock", refuse)
    block = rp.Block(start="2027-01-04", weeks=8)
    for owner in ("name a", "name b"):
        Remembered(tmp_path / FILE, block, owner).write(Kept(block))
    assert len(StateFile(tmp_path / FILE).entries()) == 2


def test_what_was_set_is_kept_for_each_block_that_the_code_ever_had(tmp_path: Path) -> None:
    path = tmp_path / FILE
    blocks = [rp.Block(start="2027-01-04", weeks=8, weekly_km_now=km) for km in range(10, 33)]
    (tmp_path / "busy.ipynb").touch()
    for number in range(30):
        (tmp_path / f"{number}.ipynb").touch()
        Remembered(path, blocks[0], f"notebook {number}.ipynb").write(Kept(blocks[0]))
    for one in blocks:
        Remembered(path, one, "notebook busy.ipynb").write(Kept(one))
    assert len(StateFile(path).entries()) == 30 + 23
    for one in blocks:
        assert Remembered(path, one, "notebook busy.ipynb").read() == Kept(one)


def test_of_what_was_only_opened_or_put_aside_and_told_of_each_notebook_keeps_its_last_twenty(tmp_path: Path) -> None:
    path = tmp_path / FILE
    blocks = [rp.Block(start="2027-01-04", weeks=8, weekly_km_now=km) for km in range(10, 33)]
    for one in blocks:
        Remembered(path, one, "name opened").begin(Kept(one))
        Remembered(path, blocks[0], "name set").write(Kept(one))  # a window that has not seen what the others set
    keys = list(StateFile(path).entries())
    assert sum(key.startswith("name opened#") for key in keys) == 20
    assert sum(key.startswith("name set#") and "~" in key for key in keys) == 20
    assert Remembered(path, blocks[0], "name set").read() == Kept(blocks[-1])


def test_a_file_that_has_no_room_for_more_is_told_and_loses_nothing(
    block: rp.Block, sent: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    move(find(Planner(block, name="Anna"), "rp-field-run-days"), 5)
    before = Path(FILE).read_bytes()
    monkeypatch.setattr(state_file, "_LARGEST", len(before) + 100)
    ben = Planner(block, name="Ben")
    move(find(ben, "rp-field-run-days"), 6)
    assert scene(ben)["warning"] == (
        f"{FILE} next to the notebook is full (0 MB), so RunPlan cannot save your settings for next time. "
        "Rename the file to start a new one."
    )
    assert Path(FILE).read_bytes() == before
    assert Planner(block, name="Anna").block.run_days == 5
