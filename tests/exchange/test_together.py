"""Several processes on one plan file, and several exports into one folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from runplan.errors import PlanFileError
from runplan.exchange import locking
from runplan.exchange.export.guard import RECORD_NAME, write_export
from runplan.exchange.locking import LOCK_NAME, one_writer
from runplan.exchange.plan_file import sidecar as plan_pair
from runplan.exchange.plan_file.csv_tables import text_of_sessions
from runplan.exchange.plan_file.write import plan_to_csv, read_plan_file
from tests.builders.two_weeks import EXERCISES, SESSIONS, a_block, a_plan, exercises_frame, sessions_frame

ROOT = Path(__file__).resolve().parents[2]
# What one process does with plan.csv: save one of three plans, again and again, or read.
WORKER = """
import os, sys
from runplan.exchange.plan_file.write import plan_to_csv, read_plan_file
from tests.exchange.test_together import plans
os.fsync = lambda descriptor: None  # more saves in less time
path, role, times = sys.argv[1], sys.argv[2], int(sys.argv[3])
mine = plans()
blocks = {one.block: one for one in mine}
print("ready", flush=True)
sys.stdin.readline()
for number in range(times):
    if role == "read":
        found = read_plan_file(path)
        if found.edits:
            print("edits", found.edits)
        elif not found.sessions.equals(blocks[found.block].sessions):
            print("torn", found.block)
    else:
        plan_to_csv(mine[(number + int(role)) % 3], path)
"""


def plans() -> list:  # type: ignore[type-arg]
    fewer = a_plan(
        block=a_block(weekly_km_now=40), sessions=sessions_frame(SESSIONS[1:]), exercises=exercises_frame(EXERCISES[3:])
    )
    noted = a_plan(block=a_block(weekly_km_now=45), sessions=a_plan().sessions.assign(note="new"))
    return [a_plan(), fewer, noted]


def run_together(path: Path, roles: list[tuple[str, int]]) -> list[str]:
    """What the processes say, once they have all been done at the same time."""
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", WORKER, str(path), role, str(times)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            cwd=ROOT,
        )
        for role, times in roles
    ]
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    said = []
    for process in processes:
        out, _ = process.communicate()
        said += out.splitlines()
        assert process.returncode == 0, out
    return said


def test_readers_beside_two_writers_see_whole_plans_and_no_edits(tmp_path: Path) -> None:
    reads, saves = int(os.environ.get("RUNPLAN_READS", "40")), int(os.environ.get("RUNPLAN_SAVES", "15"))
    path = tmp_path / "plan.csv"
    plan_to_csv(plans()[0], path)
    assert run_together(path, [("0", saves), ("1", saves), ("read", reads)]) == []
    found = read_plan_file(path)
    (one,) = [plan for plan in plans() if plan.block == found.block]
    assert found.edits == ()
    assert found.sessions.equals(one.sessions)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["plan.block.json", "plan.csv"]


def test_a_reader_between_two_files_of_a_save_reads_them_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old, new, _ = plans()
    path = tmp_path / "plan.csv"
    plan_to_csv(old, path)
    load, loads = plan_pair.load_companion, []

    def saved_meanwhile(beside: Path, name: str) -> object:
        loads.append(name)
        if len(loads) == 1:
            plan_to_csv(new, path)
        return load(beside, name)

    monkeypatch.setattr(plan_pair, "load_companion", saved_meanwhile)
    found = read_plan_file(path)
    assert (found.block, found.edits, len(loads)) == (new.block, (), 2)


def test_a_file_that_changes_all_the_time_is_not_taken_for_edited(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "plan.csv"
    plan_to_csv(a_plan(), path)
    read, reads = plan_pair.read_file, []

    def another(path: Path, *sentences: str) -> bytes:
        if path.suffix == ".json":
            return read(path, *sentences)
        reads.append(path)
        return read(path, *sentences) + b"\n" * len(reads)

    monkeypatch.setattr(plan_pair, "read_file", another)
    monkeypatch.setattr(plan_pair, "_PAUSE_S", 0)
    with pytest.raises(PlanFileError) as refused:
        read_plan_file(path)
    assert str(refused.value) == ("Another program keeps writing plan.csv: stop that program, then try again.")


def test_the_files_of_two_plans_side_by_side_are_not_taken_for_edits(tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    plan_to_csv(a_plan(), path)
    other = a_plan().sessions.assign(note="")
    other["date"] += other["date"].iloc[0] - other["date"].iloc[0].replace(day=1)
    other["km"] *= 2
    other["minutes"] += 7
    other["title"] += " of Bob"
    (tmp_path / "other").mkdir()
    bobs = tmp_path / "other" / "plan.csv"
    bobs.write_text(path.read_text())

    path.write_text(text_of_sessions(a_plan(sessions=other).session_records))
    with pytest.raises(PlanFileError) as refused:
        read_plan_file(path)
    assert str(refused.value) == (
        "plan.csv and plan.block.json next to it belong to different plans: put the two that belong "
        "together in one folder, or give the block as block=... (runplan check takes --block)."
    )


def test_a_save_between_which_another_program_writes_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "plan.csv"
    plan_to_csv(a_plan(), path)
    from runplan.exchange.plan_file import write as plan_csv

    write = plan_csv.write_file

    def disturbed(target: Path, data: bytes) -> None:
        write(target, data)
        if target == path:
            path.write_bytes(b"theirs")

    monkeypatch.setattr(plan_csv, "write_file", disturbed)
    with pytest.raises(PlanFileError) as refused:
        plan_to_csv(plans()[1], path)
    assert str(refused.value) == (
        f"{path} was replaced by another program during writing: read it to see which plan is in it now, then "
        "write again."
    )


# --- the lock ------------------------------------------------------------------------------------------------------


def test_a_folder_that_another_process_keeps_is_refused_and_free_once_that_is_killed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = (
        "import sys; from pathlib import Path; from runplan.exchange.locking import one_writer\n"
        "with one_writer(Path(sys.argv[1])):\n"
        "    print('held', flush=True); sys.stdin.read()\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT
    )
    with process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"held\n"
        monkeypatch.setattr(locking, "LONGEST_S", 0.0)
        with pytest.raises(PlanFileError) as refused:
            plan_to_csv(a_plan(), tmp_path / "plan.csv")
        assert str(refused.value) == (
            f"Another program has been writing to {tmp_path} for 0 seconds: close it, then try again."
        )
        process.kill()
        process.wait()
        assert (tmp_path / LOCK_NAME).exists()
        plan_to_csv(a_plan(), tmp_path / "plan.csv")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["plan.block.json", "plan.csv"]


def test_of_many_threads_one_writes_at_a_time(tmp_path: Path) -> None:
    inside, most = [], []

    def work() -> None:
        for _ in range(20):
            with one_writer(tmp_path), one_writer(tmp_path):
                inside.append(1)
                most.append(len(inside))
                inside.pop()

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert max(most) == 1
    assert len(most) == 120
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_locked_is_written_to_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_locks(_: int) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(locking, "_lock", no_locks)
    plan_to_csv(a_plan(), tmp_path / "plan.csv")
    assert read_plan_file(tmp_path / "plan.csv").edits == ()


def test_a_lock_that_another_user_made_is_waited_for_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = os.open

    def of_another_user(path: Any, flags: int, mode: int = 0o777) -> int:
        if Path(path).name == LOCK_NAME and flags & os.O_RDWR and Path(path).exists():
            raise PermissionError(13, "Permission denied")
        return opened(path, flags, mode)

    monkeypatch.setattr(os, "open", of_another_user)
    test_a_folder_that_another_process_keeps_is_refused_and_free_once_that_is_killed(tmp_path, monkeypatch)


# --- exports -------------------------------------------------------------------------------------------------------


def test_many_exports_at_once_into_one_folder_are_all_remembered(tmp_path: Path) -> None:
    def export(number: int) -> None:
        for data in (b"one", b"two"):
            write_export(tmp_path / f"{number}.ics", data, (".ics",))

    threads = [threading.Thread(target=export, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(json.loads((tmp_path / RECORD_NAME).read_bytes())["files"]) == {f"{number}.ics" for number in range(12)}
    for number in range(12):
        write_export(tmp_path / f"{number}.ics", b"three", (".ics",))


def test_a_long_record_forgets_files_that_are_gone_first(tmp_path: Path) -> None:
    write_export(tmp_path / "first.ics", b"one", (".ics",))
    record = json.loads((tmp_path / RECORD_NAME).read_bytes())
    record["files"] |= {f"{number}.ics": "sha256:0" for number in range(1200)}
    (tmp_path / RECORD_NAME).write_text(json.dumps(record))
    write_export(tmp_path / "second.ics", b"one", (".ics",))
    write_export(tmp_path / "first.ics", b"two", (".ics",))
    assert set(json.loads((tmp_path / RECORD_NAME).read_bytes())["files"]) == {"first.ics", "second.ics"}
