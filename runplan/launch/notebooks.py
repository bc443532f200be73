"""The notebooks for a person to work in: found, and copied without overwriting what was changed.

The copies are recorded by their digests, so that a copy that a person has changed can be told from an old one.
"""

from __future__ import annotations

import errno
import json
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from runplan.errors import RunplanError
from runplan.exchange.disk import sweep, write_atomically

FIRST_NOTEBOOK = "01_plan_a_block.ipynb"
OWN_FOLDER = "my-plans"
STATE_FOLDER = ".jupyter-local"
_RECORD = "notebooks.json"
_COMING = "coming"  # in the record: what is about to be copied


class LabError(RunplanError):
    """The notebooks cannot be found or copied, or JupyterLab cannot be started."""


class CopiedNotebooks(NamedTuple):
    """What `copy_notebooks` did: the names of the notebooks, sorted."""

    copied: tuple[str, ...]  # new in the folder, or brought up to date
    kept: tuple[str, ...]  # left alone: a person has worked in them, and they differ from the shipped ones


def shipped_notebooks() -> Path:
    """Return the folder of the notebooks: in the installed package if it has one, else in the checkout.

    Raises
    ------
    LabError
        If neither is there.
    """
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "notebooks", package.parent / "notebooks"):
        if (folder / FIRST_NOTEBOOK).is_file():
            return folder
    raise LabError(
        f"The notebooks are missing: {FIRST_NOTEBOOK} is neither in {package / 'notebooks'} nor in "
        f"{package.parent / 'notebooks'}. Install RunPlan again."
    )


def copy_notebooks(folder: Path, *, source: Path | None = None) -> CopiedNotebooks:
    """Copy the shipped notebooks into a folder, and never over one that a person has changed.

    A record of what was copied tells an untouched notebook, which a newer RunPlan may replace, from one with work in
    it, which stays. A deleted notebook comes back.

    Raises
    ------
    LabError
        If the folder cannot be written.
    """
    source = shipped_notebooks() if source is None else source
    record = folder / STATE_FOLDER / _RECORD
    with refused_in_a_sentence(f"The notebooks cannot be copied to {folder}"):
        record.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        sweep(folder, time.time())
        sweep(record.parent, time.time())
        try:
            return _copy(source, folder, record)
        except FileNotFoundError:  # another start, in the same moment, swept this one's half-written file
            return _copy(source, folder, record)


@contextmanager
def refused_in_a_sentence(what: str) -> Iterator[None]:
    """Refuse what the disk does not do: a sentence of it, the disk's own word, and the next step."""
    try:
        yield
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        step = "Free some space on that disk, then start again." if full else "Give a folder that you can write to."
        raise LabError(f"{what} ({error.strerror}). {step}") from error


def _copy(source: Path, folder: Path, record: Path) -> CopiedNotebooks:
    """Copy what is missing or old. What will be copied is recorded first: a copy is known as ours at every moment."""
    before = _read_record(record)
    coming = before.get(_COMING, {})
    after: dict[str, Any] = {name: digest for name, digest in before.items() if name != _COMING}
    copies, kept = {}, []
    for notebook in sorted(source.glob("*.ipynb")):
        name, shipped = notebook.name, notebook.read_bytes()
        target = folder / name
        present = target.read_bytes() if target.exists() else b""
        ours = sha256(present).hexdigest() in (before.get(name), coming.get(name)) or _is_cut(present, shipped)
        if present != shipped and not ours:
            kept.append(name)
            continue
        after[name] = sha256(shipped).hexdigest()
        if present != shipped:
            copies[name] = shipped
    if copies:
        _write_record(record, before | {_COMING: coming | {name: after[name] for name in copies}})
        for name, shipped in copies.items():
            write_atomically(folder / name, shipped)
    if copies or after != before:
        _write_record(record, after)
    return CopiedNotebooks(tuple(copies), tuple(kept))


def _is_cut(present: bytes, shipped: bytes) -> bool:
    """Tell whether a file is the beginning of the shipped one: older versions left that where they were ended.

    A disk that lost its power may have filled the rest with zeros. No file of a person's own begins so and ends there.
    """
    return present != shipped and shipped.startswith(present.rstrip(b"\0"))


def own_folder(folder: Path) -> Path:
    """Where to work: the folder itself, or `my-plans` with a copy where it is a checkout's folder of notebooks.

    Moving a slider and saving changes a notebook, and a checkout should not change by being used. Git passes the
    copies over, and no plan in there is ever replaced.

    Raises
    ------
    LabError
        If the copies cannot be written.
    """
    if folder.resolve() != shipped_notebooks():
        return folder
    mine = folder.resolve().parent / OWN_FOLDER
    done = copy_notebooks(mine, source=folder)
    ignore = mine / ".gitignore"
    with refused_in_a_sentence(f"The notebooks cannot be copied to {mine}"):
        if not ignore.exists() or not ignore.stat().st_size:  # older versions may have left it empty
            write_atomically(ignore, b"*\n")
    if done.kept:
        print(
            f"Kept in {OWN_FOLDER} with your changes: {', '.join(done.kept)}. Delete one to get RunPlan's own version."
        )
    return mine


def _read_record(path: Path) -> dict[str, Any]:
    """Return what was copied before; a record that is missing or damaged counts as none, which keeps every notebook."""
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError, RecursionError):
        return {}
    if not isinstance(record, dict) or not isinstance(record.get(_COMING, {}), dict):
        return {}
    return record


def _write_record(path: Path, record: Mapping[str, Any]) -> None:
    write_atomically(path, (json.dumps(record, indent=1, sort_keys=True) + "\n").encode())
