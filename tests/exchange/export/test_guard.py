"""Exports are written whole, beside what is there, and never over what somebody changed."""

from __future__ import annotations

import os
from importlib import import_module
from pathlib import Path

import pytest

import runplan as rp
from runplan.errors import PlanFileError, RunplanError
from runplan.exchange.export.guard import RECORD_NAME, write_export
from runplan.exchange.export.methods import export
from runplan.exchange.export.registry import FORMATS

ICS = (".ics",)


@pytest.fixture(scope="module")
def plan() -> rp.Plan:
    return rp.build_plan(rp.Block(start="2027-01-04", weeks=4))


def test_what_was_exported_may_be_exported_again(tmp_path: Path) -> None:
    path = tmp_path / "plan.ics"
    write_export(path, b"one", ICS)
    write_export(path, b"two", ICS)
    assert path.read_bytes() == b"two"


def test_what_was_changed_since_stays_until_one_is_told(tmp_path: Path) -> None:
    path = tmp_path / "plan.ics"
    write_export(path, b"one", ICS)
    path.write_bytes(b"mine")
    with pytest.raises(PlanFileError) as refused:
        write_export(path, b"two", ICS)
    assert str(refused.value) == (
        f"{path} was changed after RunPlan wrote it: give another name, or replace the file (overwrite=True, on the "
        "command line --force)."
    )
    assert path.read_bytes() == b"mine"
    write_export(path, b"two", ICS, overwrite=True)
    assert path.read_bytes() == b"two"
    write_export(path, b"three", ICS)


def test_a_file_of_somebody_else_stays(tmp_path: Path) -> None:
    path = tmp_path / "plan.ics"
    path.write_bytes(b"theirs")
    with pytest.raises(PlanFileError) as refused:
        write_export(path, b"one", ICS)
    assert str(refused.value) == (
        f"{path} already exists, and RunPlan has no record of writing it: give another name, or replace the file "
        "(overwrite=True, on the command line --force)."
    )
    assert path.read_bytes() == b"theirs"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    "record", [b"", b"[]", b"{", b'{"files": 1}', b'{"files": {"plan.ics": 3}}', b"\xff\xfe", b"[" * 99999]
)
def test_a_damaged_record_keeps_what_is_there_and_is_made_anew(tmp_path: Path, record: bytes) -> None:
    path = tmp_path / "plan.ics"
    write_export(path, b"one", ICS)
    (tmp_path / RECORD_NAME).write_bytes(record)
    with pytest.raises(PlanFileError):
        write_export(path, b"two", ICS)
    write_export(path, b"two", ICS, overwrite=True)
    write_export(path, b"three", ICS)
    assert path.read_bytes() == b"three"


def test_a_link_is_followed(tmp_path: Path) -> None:
    real = tmp_path / "real"
    real.mkdir()
    (tmp_path / "plan.ics").symlink_to(real / "far.ics")
    write_export(tmp_path / "plan.ics", b"one", ICS)
    assert (real / "far.ics").read_bytes() == b"one"
    assert (tmp_path / "plan.ics").is_symlink()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("plan.txt", "does not end in .ics"),
        ("", "is not a file name"),
        ("a\0.ics", "is not a file name"),
        ("folder/plan.ics", "there is no folder"),
        ("x" * 300 + ".ics", "cannot be written"),
    ],
)
def test_a_place_that_cannot_be_is_refused_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, plan: rp.Plan, name: str, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(PlanFileError, match=said):
        plan.to_ics(name)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_and_a_pipe_are_refused(tmp_path: Path, plan: rp.Plan) -> None:
    (tmp_path / "folder.ics").mkdir()
    with pytest.raises(PlanFileError, match="is a folder"):
        plan.to_ics(tmp_path / "folder.ics")
    os.mkfifo(tmp_path / "pipe.ics")
    with pytest.raises(PlanFileError, match="is a pipe"):
        plan.to_ics(tmp_path / "pipe.ics")


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_written_by_its_method_and_twice_the_same(tmp_path: Path, plan: rp.Plan, name: str) -> None:
    one = FORMATS[name]
    methods = {"google": "to_google_csv"}
    write = getattr(plan, methods.get(name, f"to_{name}"))
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        write(tmp_path / folder / f"plan{one.suffixes[0]}")
    first, second = ((tmp_path / folder / f"plan{one.suffixes[0]}").read_bytes() for folder in ("a", "b"))
    assert first == second == one.make(plan)
    write(tmp_path / "a" / f"plan{one.suffixes[0]}")


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_says_what_it_cannot_hold_and_its_method_where_that_is(plan: rp.Plan, name: str) -> None:
    module = f"runplan.exchange.export.{FORMATS[name].module}"
    assert "What the format does not hold:" in str(import_module(module).__doc__)
    method = getattr(plan, {"google": "to_google_csv"}.get(name, f"to_{name}"))
    assert f"`{module}`" in str(method.__doc__)


def test_a_format_and_an_option_that_are_not_known_are_refused(tmp_path: Path, plan: rp.Plan) -> None:
    with pytest.raises(RunplanError, match="There is no format 'strava': the formats are ics, google") as refused:
        export(plan, "strava", tmp_path / "plan.zip")
    assert "Did you mean" not in str(refused.value)
    with pytest.raises(RunplanError, match="The format tempo has no option 'week'"):
        export(plan, "tempo", tmp_path / "plan.csv", week=3)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("pdf", "page?"),
        (".PDF", "page?"),
        ("xlsx", "excel?"),
        ("gcal", "google?"),
        ("ical", "ics?"),
        ("garmin", "fit?"),
        ("trainingdoj", "trainingdojo?"),
        ("csv", "google or tempo or trainingdojo? For the plan's own CSV, use `runplan plan` or Plan.to_csv."),
    ],
)
def test_another_word_for_a_format_leads_to_it(tmp_path: Path, plan: rp.Plan, word: str, hint: str) -> None:
    with pytest.raises(RunplanError) as refused:
        export(plan, word, tmp_path / "plan.zip")
    assert str(refused.value).endswith(f"fit, excel, page, phone. Did you mean {hint}")


def test_a_disk_that_is_full_leaves_the_old_file_whole(
    tmp_path: Path, plan: rp.Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "plan.ics"
    plan.to_ics(path)
    before = path.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("runplan.exchange.disk.write_atomically", full)
    with pytest.raises(PlanFileError, match="the disk is full"):
        plan.to_ics(path)
    assert path.read_bytes() == before
