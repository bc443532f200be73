"""Whatever a save or an export is doing when it dies: nothing is torn, and the next one works."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import runplan as rp
from runplan.errors import PlanFileError
from runplan.exchange.export.guard import RECORD_NAME, write_export
from runplan.exchange.export.methods import export
from runplan.exchange.plan_file.write import plan_to_csv, read_plan_file
from runplan.plan.tables import PlanTables
from tests.builders.two_weeks import a_block, a_plan
from tests.exchange.crash_points import full_at, interrupted_at, killed_at, points_of

OLD = a_plan()
NEW = a_plan(block=a_block(weekly_km_now=40), plan_id="fedcba9876543210", sessions=OLD.sessions.assign(note="new"))
EDITS = (
    "w01-strength-1, Goblet squat: sets is 2 instead of 3.",
    "w01-strength-1 keeps the 24 minutes from the file: RunPlan works them out again only when you plan again.",
)
ICS = (".ics",)


@pytest.fixture(autouse=True)
def no_waiting_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that dies leaves the system's memory as it is, flushed or not; the calls are counted all the same."""
    monkeypatch.setattr(os, "fsync", lambda descriptor: None)


def nothing(folder: Path) -> None:
    """A folder with nothing in it."""


def an_older_plan(folder: Path) -> None:
    plan_to_csv(OLD, folder / "plan.csv")


def an_edited_plan(folder: Path) -> None:
    an_older_plan(folder)
    path = folder / "plan.csv"
    path.write_text(path.read_text().replace("Goblet squat,3,10", "Goblet squat,2,10"))


BEFORE = [nothing, an_older_plan, an_edited_plan]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def block_there(folder: Path) -> Any:
    """Whose plan is in the folder, read as any reader does; None for none."""
    if not (folder / "plan.csv").exists():
        return None
    found = read_plan_file(folder / "plan.csv")
    assert found.edits in ((), EDITS) if found.block == OLD.block else found.edits == ()
    return found.block


def each_point(tmp_path: Path, before: Callable[[Path], None], save: Callable[[Path], object]) -> list[Path]:
    """A fresh folder as it is before, for each call of a save."""
    first = tmp_path / "first"
    first.mkdir()
    before(first)
    count = len(points_of(lambda: save(first)))
    assert count > 10
    folders = []
    for point in range(count):
        folder = tmp_path / str(point)
        folder.mkdir()
        before(folder)
        folders.append(folder)
    return folders


def a_save(folder: Path) -> None:
    plan_to_csv(NEW, folder / "plan.csv", overwrite_edits=True)


@pytest.mark.parametrize("before", BEFORE)
def test_a_save_that_is_killed_leaves_a_plan_that_reads_and_may_be_saved_again(
    before: Callable[[Path], None], tmp_path: Path
) -> None:
    for point, folder in enumerate(each_point(tmp_path, before, a_save)):
        allowed = (block_there(folder), NEW.block)
        killed_at(lambda folder=folder: a_save(folder), point)
        assert block_there(folder) in allowed, point
        if before is an_edited_plan:
            a_save(folder)
        else:
            plan_to_csv(NEW, folder / "plan.csv")
        assert block_there(folder) == NEW.block
        assert names(folder) == ["plan.block.json", "plan.csv"], point


def test_an_edit_after_a_killed_save_is_an_edit_of_the_plan_that_is_there(tmp_path: Path) -> None:
    seen = set()
    for point, folder in enumerate(each_point(tmp_path, an_older_plan, a_save)):
        killed_at(lambda folder=folder: a_save(folder), point)
        path = folder / "plan.csv"
        path.write_text(path.read_text().replace("Goblet squat,3,10", "Goblet squat,2,10"))
        found = read_plan_file(path)
        seen.add(found.block)
        assert found.edits == EDITS, point
        assert (found.sessions["note"] == "new").all() == (found.block == NEW.block)
    assert seen == {OLD.block, NEW.block}


@pytest.mark.parametrize("before", BEFORE)
def test_a_full_disk_at_any_moment_of_a_save_keeps_the_old_plan_or_has_the_new_one(
    before: Callable[[Path], None], tmp_path: Path
) -> None:
    for point, folder in enumerate(each_point(tmp_path, before, a_save)):
        was = block_there(folder)
        error = full_at(lambda folder=folder: a_save(folder), point)
        assert block_there(folder) == (NEW.block if error is None else was), point
        if error is not None:
            assert isinstance(error, PlanFileError)
            assert str(error) in {
                f"{folder / name} cannot be written: the disk is full. Nothing was changed."
                for name in ("plan.csv", "plan.block.json")
            }
        assert not [name for name in names(folder) if name.endswith(".part")]
        a_save(folder)
        assert block_there(folder) == NEW.block
        assert names(folder) == ["plan.block.json", "plan.csv"], point


@pytest.mark.parametrize("after", [False, True], ids=["before the call", "after the call"])
@pytest.mark.parametrize("before", BEFORE)
def test_a_save_that_is_interrupted_keeps_the_old_plan_or_has_the_new_one(
    before: Callable[[Path], None], after: bool, tmp_path: Path
) -> None:
    for point, folder in enumerate(each_point(tmp_path, before, a_save)):
        allowed = (block_there(folder), NEW.block)
        assert isinstance(interrupted_at(lambda folder=folder: a_save(folder), point, after=after), KeyboardInterrupt)
        assert block_there(folder) in allowed, point
        a_save(folder)
        assert block_there(folder) == NEW.block
        assert names(folder) == ["plan.block.json", "plan.csv"], point


# --- exports -------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def plans() -> tuple[rp.Plan, rp.Plan]:
    old = rp.build_plan(rp.Block(start="2027-01-04", weeks=4))
    return old, rp.build_plan(old.block.replace(strength_minutes=25), previous=old)


@pytest.mark.parametrize("there", [False, True], ids=["nothing", "an older export"])
@pytest.mark.parametrize("name", ["ics", "intervals"])
def test_an_export_that_is_killed_is_exported_again_without_a_question(
    name: str, there: bool, plans: tuple[rp.Plan, rp.Plan], tmp_path: Path
) -> None:
    old, new = plans

    def before(folder: Path) -> None:
        if there:
            export(old, name, folder / file)

    file = "plan.ics" if name == "ics" else "plan.json"
    for point, folder in enumerate(each_point(tmp_path, before, lambda folder: export(new, name, folder / file))):
        was = (folder / file).read_bytes() if there else None
        killed_at(lambda folder=folder: export(new, name, folder / file), point)
        whole = (folder / file).read_bytes() if (folder / file).exists() else None
        assert whole in (was, (tmp_path / "first" / file).read_bytes()), point
        export(new, name, folder / file)
        assert (folder / file).read_bytes() == (tmp_path / "first" / file).read_bytes()
        assert names(folder) == [RECORD_NAME, file], point


def test_an_export_that_is_killed_twice_is_exported_again_without_a_question(tmp_path: Path) -> None:
    start = tmp_path / "start"
    start.mkdir()
    path = tmp_path / "now" / "plan.ics"
    write_export(start / "plan.ics", b"one", ICS)

    def fresh(folder: Path) -> None:
        shutil.rmtree(tmp_path / "now", ignore_errors=True)
        shutil.copytree(folder, tmp_path / "now")

    fresh(start)
    count = len(points_of(lambda: write_export(path, b"two", ICS)))
    states = set()
    for first in range(count):
        fresh(start)
        killed_at(lambda: write_export(path, b"two", ICS), first)
        found = {one.name: one.read_bytes() for one in (tmp_path / "now").iterdir()}
        state = (*(found[name] for name in (RECORD_NAME, "plan.ics")), len(found))
        if state in states:  # another kill left the same files
            continue
        states.add(state)
        once = tmp_path / f"once {first}"
        shutil.copytree(tmp_path / "now", once)
        second = 0
        while True:
            fresh(once)
            try:
                killed_at(lambda: write_export(path, b"three", ICS), second)
            except AssertionError:  # it came to its end: there is no such call
                break
            assert path.read_bytes() in (b"one", b"two", b"three")
            write_export(path, b"four", ICS)
            assert path.read_bytes() == b"four"
            assert names(tmp_path / "now") == [RECORD_NAME, "plan.ics"], (first, second)
            second += 1
        assert second > 10


def test_a_file_that_somebody_changed_after_a_killed_export_stays(tmp_path: Path) -> None:
    def before(folder: Path) -> None:
        write_export(folder / "plan.ics", b"one", ICS)

    for point, folder in enumerate(
        each_point(tmp_path, before, lambda folder: write_export(folder / "plan.ics", b"two", ICS))
    ):
        path = folder / "plan.ics"
        killed_at(lambda path=path: write_export(path, b"two", ICS), point)
        path.write_bytes(b"mine")
        with pytest.raises(PlanFileError) as refused:
            write_export(path, b"three", ICS)
        assert str(refused.value) == (
            f"{path} was changed after RunPlan wrote it: give another name, or replace the file (overwrite=True, on "
            "the command line --force)."
        )
        assert path.read_bytes() == b"mine"


def test_a_full_disk_at_any_moment_of_an_export_asks_nothing_afterwards(tmp_path: Path) -> None:
    def before(folder: Path) -> None:
        write_export(folder / "plan.ics", b"one", ICS)

    for point, folder in enumerate(
        each_point(tmp_path, before, lambda folder: write_export(folder / "plan.ics", b"two", ICS))
    ):
        path = folder / "plan.ics"
        error = full_at(lambda path=path: write_export(path, b"two", ICS), point)
        assert path.read_bytes() == (b"two" if error is None else b"one"), point
        if error is not None:
            assert isinstance(error, PlanFileError)
            assert str(error) in {
                f"{folder / name} cannot be written: the disk is full. Nothing was changed."
                for name in ("plan.ics", RECORD_NAME)
            }
        write_export(path, b"three", ICS)
        assert path.read_bytes() == b"three"
        assert names(folder) == [RECORD_NAME, "plan.ics"]


@pytest.mark.parametrize("after", [False, True], ids=["before the call", "after the call"])
def test_an_export_that_is_interrupted_is_exported_again_without_a_question(after: bool, tmp_path: Path) -> None:
    def before(folder: Path) -> None:
        write_export(folder / "plan.ics", b"one", ICS)

    for point, folder in enumerate(
        each_point(tmp_path, before, lambda folder: write_export(folder / "plan.ics", b"two", ICS))
    ):
        path = folder / "plan.ics"
        error = interrupted_at(lambda path=path: write_export(path, b"two", ICS), point, after=after)
        assert isinstance(error, KeyboardInterrupt)
        assert path.read_bytes() in (b"one", b"two")
        write_export(path, b"three", ICS)
        assert path.read_bytes() == b"three"
        assert names(folder) == [RECORD_NAME, "plan.ics"], point


# --- the helper itself ---------------------------------------------------------------------------------------------


def test_every_call_of_a_save_is_a_point(tmp_path: Path) -> None:
    writes = ["open", "write", "write", "fsync", "replace", "open", "fsync"]
    over = [*writes[:4], "chmod", *writes[4:]]
    lock = ["open"], ["unlink"]
    assert points_of(lambda: an_older_plan(tmp_path)) == [*lock[0], *lock[1], *lock[0], *writes, *writes, *lock[1]]
    assert points_of(lambda: plan_to_csv(NEW, tmp_path / "plan.csv")) == [
        *lock[0], *lock[1], *lock[0], *over, *over, *over, *lock[1],
    ]  # fmt: skip


def test_a_plan_made_by_hand_is_another_one() -> None:
    assert isinstance(NEW, PlanTables)
    assert OLD.block != NEW.block
