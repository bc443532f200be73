"""What a folder remembers of the exports in it: the newest thousand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from runplan.errors import PlanFileError
from runplan.exchange.export.guard import RECORD_NAME, write_export


def remembered(folder: Path) -> list[str]:
    return list(json.loads((folder / RECORD_NAME).read_bytes())["files"])


def full(folder: Path) -> None:
    """A record of a thousand exports, the oldest first."""
    files = {f"old-{number}.pdf": f"sha256:{number}" for number in range(1000)}
    for name in files:
        (folder / name).touch()
    (folder / RECORD_NAME).write_text(json.dumps({"files": files}), encoding="utf-8")


def test_the_newest_export_is_remembered_and_the_oldest_forgotten(tmp_path: Path) -> None:
    full(tmp_path)
    write_export(tmp_path / "plan.ics", b"one", (".ics",))
    assert remembered(tmp_path) == [*(f"old-{number}.pdf" for number in range(1, 1000)), "plan.ics"]
    write_export(tmp_path / "plan.ics", b"two", (".ics",))
    assert (tmp_path / "plan.ics").read_bytes() == b"two"


def test_an_export_that_is_written_again_is_the_newest(tmp_path: Path) -> None:
    for name in ("a.ics", "b.ics", "a.ics"):
        write_export(tmp_path / name, name.encode(), (".ics",))
    assert remembered(tmp_path) == ["b.ics", "a.ics"]


def test_an_export_that_was_forgotten_is_asked_about(tmp_path: Path) -> None:
    write_export(tmp_path / "plan.ics", b"one", (".ics",))
    full(tmp_path)
    with pytest.raises(PlanFileError) as refused:
        write_export(tmp_path / "plan.ics", b"two", (".ics",))
    assert str(refused.value) == (
        f"{tmp_path / 'plan.ics'} already exists, and RunPlan has no record of writing it: give another name, or "
        "replace the file (overwrite=True, on the command line --force)."
    )


def test_an_export_that_is_gone_is_forgotten_before_one_that_is_there(tmp_path: Path) -> None:
    full(tmp_path)
    (tmp_path / "old-7.pdf").unlink()
    write_export(tmp_path / "plan.ics", b"one", (".ics",))
    assert remembered(tmp_path) == [*(f"old-{number}.pdf" for number in range(1000) if number != 7), "plan.ics"]
