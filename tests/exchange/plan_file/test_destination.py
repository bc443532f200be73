"""Where a plan may be written: never over something that is not a plan, and always beside its block."""

from __future__ import annotations

import os
import socket
import stat
from pathlib import Path

import pytest

from runplan.errors import PlanFileError
from runplan.exchange.plan_file.write import plan_to_csv, read_plan_file
from tests.builders.two_weeks import a_block, a_plan

ALLOW = "replace the file (overwrite_edits=True, on the command line --force)."


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def refusal(path: Path | str, *, overwrite_edits: bool = False) -> str:
    with pytest.raises(PlanFileError) as caught:
        plan_to_csv(a_plan(), path, overwrite_edits=overwrite_edits)
    return str(caught.value)


# --- what is no regular file ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("allowed", [True, False])
def test_a_pipe_is_never_written_to_and_stays_a_pipe(allowed: bool, tmp_path: Path) -> None:
    pipe = tmp_path / "plan.csv"
    os.mkfifo(pipe)
    assert refusal(pipe, overwrite_edits=allowed) == (
        f"{pipe} is a pipe, and a plan is written only to a file: give a name such as plan.csv."
    )
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert names(tmp_path) == ["plan.csv"]


def test_a_socket_is_never_written_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # a socket's address must be short
    with socket.socket(socket.AF_UNIX) as one:
        one.bind("plan.csv")
        assert refusal("plan.csv", overwrite_edits=True) == (
            "plan.csv is a socket, and a plan is written only to a file: give a name such as plan.csv."
        )
    assert names(tmp_path) == ["plan.csv"]


def test_a_device_is_never_written_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # A file that says it is a device: no test goes near a real one.
    device = tmp_path / "plan.csv"
    device.write_bytes(b"")
    asked = Path.stat

    def as_device(path: Path, *, follow_symlinks: bool = True) -> os.stat_result:
        found = asked(path, follow_symlinks=follow_symlinks)
        return os.stat_result((stat.S_IFCHR | 0o666, *found[1:])) if path == device else found

    monkeypatch.setattr(Path, "stat", as_device)
    assert refusal(device, overwrite_edits=True) == (
        f"{device} is a device, and a plan is written only to a file: give a name such as plan.csv."
    )
    assert names(tmp_path) == ["plan.csv"]


def test_a_link_to_a_pipe_is_a_pipe(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "plan.csv").symlink_to(tmp_path / "pipe")
    assert refusal(tmp_path / "plan.csv") == (
        f"{tmp_path.resolve()}/pipe is a pipe, and a plan is written only to a file: give a name such as plan.csv."
    )
    assert names(tmp_path) == ["pipe", "plan.csv"]


def test_the_place_of_the_block_must_be_free_too(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "one.block.json")
    assert refusal(tmp_path / "one.csv", overwrite_edits=True) == (
        f"{tmp_path}/one.csv cannot be written: its block belongs in one.block.json, which is a pipe. Give another "
        "name."
    )
    (tmp_path / "two.block.json").mkdir()
    assert refusal(tmp_path / "two.csv", overwrite_edits=True) == (
        f"{tmp_path}/two.csv cannot be written: its block belongs in two.block.json, which is a folder. Give "
        "another name."
    )
    assert names(tmp_path) == ["one.block.json", "two.block.json"]


def test_a_pipe_is_not_waited_for_when_a_plan_is_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    with pytest.raises(PlanFileError) as caught:
        read_plan_file(tmp_path / "pipe.csv")
    assert str(caught.value) == f"{tmp_path}/pipe.csv is a pipe, not a file: give the plan's CSV file."
    plan_to_csv(a_plan(), tmp_path / "plan.csv")
    (tmp_path / "plan.block.json").unlink()
    os.mkfifo(tmp_path / "plan.block.json")
    with pytest.raises(PlanFileError) as caught:
        read_plan_file(tmp_path / "plan.csv")
    assert str(caught.value) == (
        f"{tmp_path}/plan.block.json is a pipe, not a file: put the one that RunPlan wrote there, or give the block as "
        "block=... (runplan check takes --block)."
    )


# --- names ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["plan.txt", "plan", "plan.block.json", "plan.CSV", ".csv", "plan.csv.bak"])
def test_a_name_that_does_not_end_in_csv_is_refused(name: str, tmp_path: Path) -> None:
    plan_to_csv(a_plan(), tmp_path / "plan.csv")
    before = {one: (tmp_path / one).read_bytes() for one in names(tmp_path)}
    assert refusal(tmp_path / name, overwrite_edits=True) == (
        f"{tmp_path}/{name} does not end in .csv: give a name such as plan.csv."
    )
    assert {one: (tmp_path / one).read_bytes() for one in names(tmp_path)} == before


@pytest.mark.parametrize("length", [245, 251, 300], ids=["its block's alone", "the longest for a CSV", "every name"])
def test_a_name_that_is_too_long_is_refused_before_anything_is_written(length: int, tmp_path: Path) -> None:
    path = tmp_path / f"{'x' * length}.csv"
    assert refusal(path) == f"{path} cannot be written: its name is too long. Give a shorter one."
    assert names(tmp_path) == []


def test_the_longest_name_that_leaves_room_for_its_block_is_written(tmp_path: Path) -> None:
    path = tmp_path / f"{'x' * 244}.csv"
    plan_to_csv(a_plan(), path)
    assert read_plan_file(path).edits == ()


def test_a_plan_whose_name_is_too_long_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / f"{'x' * 300}.csv"
    with pytest.raises(PlanFileError) as caught:
        read_plan_file(path)
    assert str(caught.value) == f"{path} cannot be read: its name is too long."


# --- links ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("there", [True, False], ids=["to a plan", "to a plan that is not there yet"])
def test_a_plan_and_its_block_are_written_and_read_where_a_link_leads(there: bool, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "links").mkdir()
    link = tmp_path / "links" / "latest.csv"
    link.symlink_to(Path("..") / "real" / "spring.csv")
    if there:
        plan_to_csv(a_plan(), tmp_path / "real" / "spring.csv")
    plan = a_plan(block=a_block(weekly_km_now=40))
    plan_to_csv(plan, link)
    assert link.is_symlink()
    assert names(tmp_path / "links") == ["latest.csv"]
    assert names(tmp_path / "real") == ["spring.block.json", "spring.csv"]
    assert read_plan_file(link).block == plan.block
    assert read_plan_file(tmp_path / "real" / "spring.csv").block == plan.block


def test_a_link_to_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    (tmp_path / "plan.csv").symlink_to(tmp_path / "notes.txt")
    assert refusal(tmp_path / "plan.csv", overwrite_edits=True) == (
        f"{tmp_path.resolve()}/notes.txt does not end in .csv: give a name such as plan.csv."
    )
    assert (tmp_path / "notes.txt").read_text() == "mine"


def test_links_in_a_circle_are_refused(tmp_path: Path) -> None:
    (tmp_path / "one.csv").symlink_to(tmp_path / "two.csv")
    (tmp_path / "two.csv").symlink_to(tmp_path / "one.csv")
    sentence = f"{tmp_path}/one.csv is a link that leads in a circle: give the file itself."
    assert refusal(tmp_path / "one.csv") == sentence
    with pytest.raises(PlanFileError) as caught:
        read_plan_file(tmp_path / "one.csv")
    assert str(caught.value) == sentence


# --- files of somebody else ----------------------------------------------------------------------------------------


def test_a_csv_that_is_no_plan_is_replaced_only_where_that_is_allowed(tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    path.write_text("race,time\nTen,40:00\n")
    assert refusal(path) == (
        f"{path} already exists, and plan.block.json is not next to it, so it may not be a RunPlan plan: give "
        f"another name, or {ALLOW}"
    )
    assert path.read_text() == "race,time\nTen,40:00\n"
    assert names(tmp_path) == ["plan.csv"]
    plan_to_csv(a_plan(), path, overwrite_edits=True)
    assert read_plan_file(path).sessions.equals(a_plan().sessions)


@pytest.mark.parametrize("content", ['{"mine": 1}', "not JSON", '{"start": "2027-01-04", "weeks": 8}'])
def test_a_companion_that_is_not_ours_is_replaced_only_where_that_is_allowed(content: str, tmp_path: Path) -> None:
    path, beside = tmp_path / "plan.csv", tmp_path / "plan.block.json"
    beside.write_text(content)
    assert refusal(path) == (
        f"{beside} already exists, is not the block of a plan that RunPlan wrote, and would be replaced: give "
        f"another name than plan.csv, or {ALLOW}"
    )
    path.write_text("race,time\n")
    assert refusal(path) == (
        f"{path} already exists, and plan.block.json next to it is not its block, so it may not be a RunPlan "
        f"plan: give another name, or {ALLOW}"
    )
    assert (path.read_text(), beside.read_text()) == ("race,time\n", content)
    plan_to_csv(a_plan(), path, overwrite_edits=True)
    assert read_plan_file(path).sessions.equals(a_plan().sessions)


def test_another_table_under_the_name_of_a_plan_counts_as_an_edit(tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    plan_to_csv(a_plan(), path)
    path.write_text("race,time\n")
    assert refusal(path) == (
        f"{path} was changed after RunPlan wrote it, and writing would lose the changes: read it first, write to "
        f"another file, or {ALLOW}"
    )
    assert path.read_text() == "race,time\n"


def test_a_block_whose_plan_was_deleted_may_be_replaced(tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    plan_to_csv(a_plan(), path)
    path.unlink()
    plan_to_csv(a_plan(), path)
    assert read_plan_file(path).sessions.equals(a_plan().sessions)


def test_a_plan_that_cannot_be_read_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "plan.csv"
    plan_to_csv(a_plan(), path)

    def shut(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", shut)
    assert refusal(path, overwrite_edits=True) == (
        f"{path} already exists and cannot be read (permission denied), so RunPlan does not replace it: give "
        "another name."
    )
