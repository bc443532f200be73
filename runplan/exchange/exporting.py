"""Writing what is handed to other tools: never over a file that somebody changed meanwhile.

A plan's CSV has a companion that tells whether it was edited. Files for other tools have none, so a folder that exports
are written to holds one small record, `.runplan-exports.json`: for each file, the digest of what was written last. A
file that is still so may be replaced; one that differs, or that is not known, is kept until one is told otherwise.
"""

from __future__ import annotations

import contextlib
import json
import os
from pathlib import Path
from typing import Any

from runplan.errors import PlanFileError
from runplan.exchange.companion import digest
from runplan.exchange.files import MOST_BYTES, as_path, read_file, real_path, what_stands_at, write_file

__all__ = ["ALLOW_EXPORT", "RECORD_NAME", "check_export", "write_export"]

ALLOW_EXPORT = "allow it (overwrite=True, on the command line --force)"
RECORD_NAME = ".runplan-exports.json"
_MOST_REMEMBERED = 1000


def check_export(path: str | os.PathLike[str], suffixes: tuple[str, ...], *, overwrite: bool = False) -> Path:
    """The place of an export, before the work of making it is done.

    Parameters
    ----------
    path : str or path-like
        Where to write; a link is followed.
    suffixes : tuple of str
        The endings that such a file may have, such as ``(".ics",)``.
    overwrite : bool
        Whether a file may be replaced that RunPlan did not write, or that was changed since.

    Returns
    -------
    Path

    Raises
    ------
    PlanFileError
        If no such file can stand there, or something else would be lost.
    """
    target = real_path(as_path(path))
    wanted = " or ".join(suffixes)
    try:
        there = what_stands_at(target)
        if there == "a folder":
            raise PlanFileError(
                f"{target} is a folder: give a file's name in it, such as {target / ('plan' + suffixes[0])}."
            )
        if there not in ("", "a file"):
            raise PlanFileError(f"{target} is {there}: give the name of a file that ends in {wanted}.")
        if not target.name.lower().endswith(suffixes):
            raise PlanFileError(f"{target} does not end in {wanted}: give a name such as plan{suffixes[0]}.")
        if not target.parent.is_dir():
            raise PlanFileError(f"{target} cannot be written: there is no folder {target.parent}. Make it first.")
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise PlanFileError(f"{target} cannot be written: {reason}. Give another name.") from error
    if there and not overwrite and not _is_as_written(target):
        raise PlanFileError(
            f"{target} is there already and is not what RunPlan wrote there last: give another name, or {ALLOW_EXPORT}."
        )
    return target


def write_export(
    path: str | os.PathLike[str], data: bytes, suffixes: tuple[str, ...], *, overwrite: bool = False
) -> Path:
    """Write an export in one step, and remember what was written.

    Parameters
    ----------
    path, suffixes, overwrite
        As for `check_export`.
    data : bytes
        The whole file.

    Returns
    -------
    Path
        Where it was written.

    Raises
    ------
    PlanFileError
        If it cannot be written; what was there before stays whole.
    """
    target = check_export(path, suffixes, overwrite=overwrite)
    write_file(target, data)
    known = _record(target.parent)
    known.pop(target.name, None)
    known[target.name] = digest(data)
    kept = dict(list(known.items())[-_MOST_REMEMBERED:])
    with contextlib.suppress(PlanFileError):  # without it the next export asks, which loses nothing
        write_file(target.parent / RECORD_NAME, (json.dumps({"files": kept}, indent=1) + "\n").encode())
    return target


def _is_as_written(target: Path) -> bool:
    written = _record(target.parent).get(target.name)
    if written is None:
        return False
    try:
        if target.stat().st_size > 10 * MOST_BYTES:
            return False
        return digest(target.read_bytes()) == written
    except OSError:
        return False


def _record(folder: Path) -> dict[str, str]:
    """What was written to a folder, by file name; nothing where the record is missing or damaged."""
    try:
        content: Any = json.loads(read_file(folder / RECORD_NAME, "remove it"))
    except (PlanFileError, ValueError, RecursionError):
        return {}
    files = content.get("files") if isinstance(content, dict) else None
    if not isinstance(files, dict):
        return {}
    return {name: value for name, value in files.items() if isinstance(name, str) and isinstance(value, str)}
