"""What killed processes leave behind is removed, and nothing else."""

from __future__ import annotations

import os
import re
import stat
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from runplan.errors import PlanFileError
from runplan.exchange import disk
from runplan.exchange.disk import part_in, write_atomically
from runplan.exchange.export.guard import write_export
from runplan.exchange.plan_file.destination import refuse_other_plan
from runplan.exchange.plan_file.write import plan_to_csv, read_plan_file
from runplan.ui.field_text import file_words
from tests.builders.two_weeks import a_block, a_plan

ALLOW = "replace the file (overwrite_edits=True, on the command line --force)."


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def a_process_that_ended() -> int:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def named(process: int, *, machine: str | None = None, run: str = "abcdef") -> str:
    machine = disk._machine() if machine is None else machine
    return f".runplan-{machine}-{process}-{run}-01234567.part"


def test_a_part_has_a_name_that_says_whose_it_is() -> None:
    name = part_in(Path("folder")).name
    assert disk._PART_NAME.fullmatch(name)
    assert f"-{os.getpid()}-" in name
    assert len(name) < 60


def test_the_next_write_removes_what_a_dead_process_left(tmp_path: Path) -> None:
    (tmp_path / named(a_process_that_ended())).write_bytes(b"half")
    (tmp_path / named(os.getpid())).write_bytes(b"of an earlier process with this number")
    write_atomically(tmp_path / "plan.csv", b"new")
    assert names(tmp_path) == ["plan.csv"]


def test_what_a_process_that_lives_is_writing_stays_for_a_day(tmp_path: Path) -> None:
    ours, theirs = part_in(tmp_path), tmp_path / named(os.getppid())
    for hours in (23, 25):
        for path in (ours, theirs):
            path.write_bytes(b"half")
            then = path.stat().st_mtime - hours * 3600
            os.utime(path, (then, then))
        write_atomically(tmp_path / "plan.csv", b"new")
        assert names(tmp_path) == (sorted([ours.name, theirs.name, "plan.csv"]) if hours == 23 else ["plan.csv"])


KILLED = """
import os, sys, time
from runplan.exchange.disk import write_atomically

def stop(*_):
    print("half", flush=True)
    time.sleep(600)

setattr(os, sys.argv[2], stop)
write_atomically(sys.argv[1], b"half" * 1000)
"""


def kill_writers(folder: Path, steps: Sequence[str]) -> None:
    """Kill a process in the middle of a write, at each of the steps, all at once."""
    writers = [
        subprocess.Popen([sys.executable, "-c", KILLED, str(folder / "plan.csv"), step], stdout=subprocess.PIPE)
        for step in steps
    ]
    for writer in writers:
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"half\n"
    for writer in writers:
        writer.kill()
        writer.communicate()


def test_what_killed_processes_left_is_gone_after_the_next_write_of_any_file_there(tmp_path: Path) -> None:
    steps = ("fsync", "replace", "fsync", "replace")
    kill_writers(tmp_path, steps)
    assert len([name for name in names(tmp_path) if name.endswith(".part")]) == len(steps)
    write_atomically(tmp_path / "notes.txt", b"new")
    assert names(tmp_path) == ["notes.txt"]


def test_a_disk_that_is_full_of_what_killed_processes_left_has_room_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kill_writers(tmp_path, ["fsync"])
    flush = os.fsync

    def full(descriptor: int) -> None:
        if sum(file.stat().st_size for file in tmp_path.iterdir()) > 1000:
            raise OSError(28, "No space left on device")
        flush(descriptor)

    monkeypatch.setattr(os, "fsync", full)
    write_atomically(tmp_path / "plan.csv", b"new")
    assert names(tmp_path) == ["plan.csv"]


def test_what_another_machine_left_is_removed_once_it_is_a_day_old(tmp_path: Path) -> None:
    other = "000000" if disk._machine() != "000000" else "000001"
    young, old = tmp_path / named(1, machine=other), tmp_path / named(2, machine=other)
    for path in (young, old):
        path.write_bytes(b"half")
    now = young.stat().st_mtime
    os.utime(old, (now - 25 * 3600, now - 25 * 3600))
    os.utime(young, (now - 23 * 3600, now - 23 * 3600))
    write_atomically(tmp_path / "plan.csv", b"new")
    assert names(tmp_path) == sorted([young.name, "plan.csv"])


def test_files_of_others_stay(tmp_path: Path) -> None:
    process = a_process_that_ended()
    others = ["film.mkv.part", ".0123456789abcdef.part", f"{named(process)}.txt", f"x{named(process)}", ".part"]
    for name in others:
        (tmp_path / name).write_bytes(b"theirs")
    (tmp_path / named(process)).mkdir()
    write_atomically(tmp_path / "plan.csv", b"new")
    assert names(tmp_path) == sorted([*others, named(process), "plan.csv"])


# --- files that somebody made read-only ----------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["plan.csv", "plan.block.json"])
def test_a_plan_that_is_read_only_is_replaced_only_where_that_is_allowed(name: str, tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    plan_to_csv(a_plan(), path)
    (tmp_path / name).chmod(0o444)
    before = {one: (tmp_path / one).read_bytes() for one in names(tmp_path)}
    new = a_plan(block=a_block(weekly_km_now=40), sessions=a_plan().sessions.assign(note="new"))
    with pytest.raises(PlanFileError) as refused:
        plan_to_csv(new, path)
    assert str(refused.value) == (f"{tmp_path / name} is read-only: make it writable, give another name, or {ALLOW}")
    assert {one: (tmp_path / one).read_bytes() for one in names(tmp_path)} == before
    plan_to_csv(new, path, overwrite_edits=True)
    assert read_plan_file(path).block == new.block
    assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o444


def test_an_export_that_is_read_only_is_replaced_only_where_that_is_allowed(tmp_path: Path) -> None:
    path = tmp_path / "plan.ics"
    write_export(path, b"one", (".ics",))
    path.chmod(0o444)
    with pytest.raises(PlanFileError) as refused:
        write_export(path, b"two", (".ics",))
    assert str(refused.value) == (
        f"{path} is read-only: make it writable, give another name, or replace the file (overwrite=True, on the "
        "command line --force)."
    )
    assert path.read_bytes() == b"one"
    write_export(path, b"two", (".ics",), overwrite=True)
    assert path.read_bytes() == b"two"


# --- files of another plan -----------------------------------------------------------------------------------------


def test_the_file_of_another_plan_is_replaced_only_where_that_is_allowed(tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    plan_to_csv(a_plan(plan_id="aaaaaaaaaaaaaaaa"), path)
    other = a_plan(block=a_block(weekly_km_now=40), plan_id="bbbbbbbbbbbbbbbb")
    before = {one: (tmp_path / one).read_bytes() for one in names(tmp_path)}
    with pytest.raises(PlanFileError) as refused:
        plan_to_csv(other, path, keep_other_plans=True)
    assert str(refused.value) == (
        f"{path} contains another plan (from Mon 4 Jan 2027): give another name, plan again with previous=that "
        f"plan (on the command line --previous), so that it stays the same plan, or {ALLOW}"
    )
    assert {one: (tmp_path / one).read_bytes() for one in names(tmp_path)} == before
    plan_to_csv(a_plan(block=other.block, plan_id="aaaaaaaaaaaaaaaa"), path, keep_other_plans=True)
    plan_to_csv(other, path, keep_other_plans=True, overwrite_edits=True)
    assert read_plan_file(path).plan_id == "bbbbbbbbbbbbbbbb"
    plan_to_csv(a_plan(plan_id="aaaaaaaaaaaaaaaa"), path)  # code that names the file replaces it
    assert re.fullmatch("a+", read_plan_file(path).plan_id)


def test_whoever_saves_can_ask_for_another_plan_before(tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    refuse_other_plan(path, "bbbbbbbbbbbbbbbb")
    block = a_block(goal="10k", weeks=None, race_date="2027-02-28")
    plan_to_csv(a_plan(block=block, plan_id="aaaaaaaaaaaaaaaa"), path)
    refuse_other_plan(path, "aaaaaaaaaaaaaaaa")
    path.write_text(path.read_text().replace("Goblet squat,3,10", "Goblet squat,2,10"))
    with pytest.raises(PlanFileError) as refused:
        refuse_other_plan(path, "bbbbbbbbbbbbbbbb")
    assert str(refused.value) == (
        f"{path} contains another plan (for the race on Sun 28 Feb 2027, from Mon 4 Jan 2027): give another "
        "name, plan again with previous=that plan (on the command line --previous), so that it stays the same "
        f"plan, or {ALLOW}"
    )
    assert file_words(str(refused.value)).endswith("give another name, load that plan first, or replace the file.")
