"""A start that is killed, or whose disk is full, at any step: nothing torn, nothing lost, nothing left over."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from runplan.exchange import disk as parts
from runplan.launch import notebooks

OLD = {"01.ipynb": b'{"cells": ["one, old"]}\n', "02.ipynb": b'{"cells": ["two, old"]}\n', "03.ipynb": b"{}\n"}
NEW = {"01.ipynb": b'{"cells": ["one, new"]}\n', "02.ipynb": b'{"cells": ["two, new"]}\n', "03.ipynb": b"{}\n"}
NEWEST = {name: data.replace(b"new", b"newest") for name, data in NEW.items()} | {"04.ipynb": b'{"four": 4}\n'}
WORK = b'{"cells": ["my own work"]}\n'
STEPS = ("open", "fsync", "replace", "unlink", "mkdir", "chmod")


@pytest.fixture(autouse=True)
def quick_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """No power is cut in these tests."""
    monkeypatch.setattr(os, "fsync", lambda descriptor: None)


class Killed(BaseException):
    """Not caught by anything: nothing more is done, also not what cleans up."""


class Disk:
    """Counts each step that changes the disk, and ends the program at one: before it, and in the middle of a write."""

    def __init__(self, patch: pytest.MonkeyPatch, at: int, error: Callable[[], BaseException], lasting: bool) -> None:
        self.steps, self.at, self.error, self.lasting = 0, at, error, lasting
        for name in STEPS:
            patch.setattr(os, name, self.counted(getattr(os, name)))
        opened = os.fdopen
        patch.setattr(os, "fdopen", lambda *words, **more: self.written(opened(*words, **more)))

    def step(self) -> None:
        self.steps += 1
        if self.steps == self.at or (self.lasting and 0 < self.at < self.steps):
            raise self.error()

    def counted(self, do: Callable[..., Any]) -> Callable[..., Any]:
        def step(*words: Any, **more: Any) -> Any:
            self.step()
            return do(*words, **more)

        return step

    def written(self, file: Any) -> Any:
        disk, write = self, file.write

        class Halves:
            def __enter__(self) -> Any:
                file.__enter__()
                return self

            def __exit__(self, *told: Any) -> None:
                file.__exit__(*told)

            def __getattr__(self, name: str) -> Any:
                return getattr(file, name)

            def write(self, data: bytes) -> None:
                disk.step()
                write(data[: len(data) // 2])
                file.flush()
                disk.step()
                write(data[len(data) // 2 :])

        return Halves()


def lay(folder: Path, files: dict[str, bytes]) -> Path:
    folder.mkdir(exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return folder


def begin(case: str, tmp_path: Path) -> tuple[Path, dict[str, bytes]]:
    """The folder before the start that fails, and what of it is a person's own."""
    mine = tmp_path / "mine"
    if case == "first start":
        return mine, {}
    notebooks.copy_notebooks(mine, source=lay(tmp_path / "old", OLD))
    (mine / "02.ipynb").write_bytes(WORK)
    return mine, {"02.ipynb": WORK}


def full() -> OSError:
    return OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("after", [NEW, NEWEST], ids=["the same RunPlan next", "a newer RunPlan next"])
@pytest.mark.parametrize("case", ["first start", "newer notebooks"])
@pytest.mark.parametrize(
    ("error", "lasting"), [(Killed, True), (full, False), (full, True)], ids=["kill", "full once", "full"]
)
def test_the_start_after_one_that_failed_at_any_step_finds_all_in_order(
    error: Callable[[], BaseException], lasting: bool, case: str, after: dict[str, bytes], tmp_path: Path
) -> None:
    shipped, later = lay(tmp_path / "new", NEW), lay(tmp_path / "later", after)
    steps = 0
    while True:
        steps += 1
        root = tmp_path / f"at {steps}"
        root.mkdir()
        mine, own = begin(case, root)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(parts, "_RUN", f"{steps:06x}")  # another process, and a dead one by the next start
            disk = Disk(patch, steps, error, lasting)
            with contextlib.suppress(Killed, notebooks.LabError):
                notebooks.copy_notebooks(mine, source=shipped)
        if disk.steps < steps:
            break
        for path in mine.glob("*.ipynb"):  # nothing is torn
            assert path.read_bytes() in (OLD[path.name], NEW[path.name], own.get(path.name)), (steps, path.name)
        done = notebooks.copy_notebooks(mine, source=later)
        assert done.kept == tuple(own), steps
        assert {path.name: path.read_bytes() for path in mine.iterdir() if path.is_file()} == after | own, steps
        assert [path.name for path in (mine / ".jupyter-local").iterdir()] == ["notebooks.json"], steps
        assert notebooks.copy_notebooks(mine, source=later) == notebooks.CopiedNotebooks((), tuple(own)), steps
    assert steps > 20


@pytest.mark.parametrize("cut", [0, 1, 12, len(NEW["01.ipynb"]) - 1])
@pytest.mark.parametrize("rest", [b"", b"\0" * 7], ids=["ends there", "zeros to the end"])
def test_a_copy_that_an_older_version_cut_is_made_again(tmp_path: Path, cut: int, rest: bytes) -> None:
    mine = lay(tmp_path / "mine", {"01.ipynb": NEW["01.ipynb"][:cut] + rest})
    done = notebooks.copy_notebooks(mine, source=lay(tmp_path / "new", NEW))
    assert done == notebooks.CopiedNotebooks(tuple(sorted(NEW)), ())
    assert (mine / "01.ipynb").read_bytes() == NEW["01.ipynb"]


def test_a_notebook_that_only_begins_as_the_shipped_one_is_a_persons_own(tmp_path: Path) -> None:
    work = NEW["01.ipynb"][:12] + b"mine"
    mine = lay(tmp_path / "mine", {"01.ipynb": work})
    assert notebooks.copy_notebooks(mine, source=lay(tmp_path / "new", NEW)).kept == ("01.ipynb",)
    assert (mine / "01.ipynb").read_bytes() == work


def test_a_full_disk_is_told_with_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shipped = lay(tmp_path / "new", NEW)
    Disk(monkeypatch, 5, full, lasting=True)
    with pytest.raises(notebooks.LabError) as refusal:
        notebooks.copy_notebooks(tmp_path / "mine", source=shipped)
    assert str(refusal.value) == (
        f"The notebooks cannot be copied to {tmp_path / 'mine'} (No space left on device). Free some space on "
        "that disk, then start again."
    )


def test_two_starts_in_the_same_moment_both_succeed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second sweeps what the first has half written."""
    shipped, mine, replace = lay(tmp_path / "new", NEW), tmp_path / "mine", os.replace

    def swept(part: Any, target: Any) -> None:
        monkeypatch.setattr(os, "replace", replace)
        notebooks.copy_notebooks(mine, source=shipped)
        replace(part, target)

    monkeypatch.setattr(os, "replace", swept)
    assert notebooks.copy_notebooks(mine, source=shipped).kept == ()
    assert {path.name: path.read_bytes() for path in mine.glob("*.ipynb")} == NEW


def test_a_git_ignore_that_was_cut_is_written_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shipped = lay(tmp_path / "notebooks", NEW)
    monkeypatch.setattr(notebooks, "shipped_notebooks", lambda: shipped)
    mine = lay(tmp_path / "my-plans", {".gitignore": b""})
    assert notebooks.own_folder(shipped) == mine
    assert (mine / ".gitignore").read_bytes() == b"*\n"
