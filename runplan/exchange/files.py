"""Reading and writing whole files, with a sentence for everything that a disk can do."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from runplan.errors import PlanFileError
from runplan.exchange.atomic import write_atomically

__all__ = ["MOST_BYTES", "as_path", "check_place", "read_file", "write_file"]

MOST_BYTES = 20 * 1024 * 1024


def as_path(path: str | os.PathLike[str]) -> Path:
    """The path, if it can be one.

    Raises
    ------
    PlanFileError
        If it is not text or a path, is empty, or holds a null character.
    """
    try:
        text = "" + os.fspath(path)  # bytes are no path here either
    except TypeError:
        text = ""
    if not text or "\0" in text:
        raise PlanFileError(f"path={path!r} is not a file's name: give one such as 'plan.csv'.")
    return Path(text)


def check_place(path: Path) -> None:
    """Refuse, before anything is written, a file that can have no place there."""
    if path.is_dir():
        raise PlanFileError(f"{path} is a folder: give a file's name in it, such as {path / 'plan.csv'}.")
    if not path.parent.is_dir():
        raise PlanFileError(f"{path} cannot be written: there is no folder {path.parent}. Make it first.")


def read_file(path: Path, missing: str) -> bytes:
    """The bytes of a file of at most 20 MB.

    Parameters
    ----------
    path : Path
    missing : str
        The sentence for a file that is not there.
    """
    try:
        if path.is_dir():
            raise PlanFileError(f"{path} is a folder: give the plan's CSV file in it.")
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise PlanFileError(missing) from None
    except OSError as error:
        raise PlanFileError(f"{path} cannot be read: {_reason(error)}.") from error
    if len(data) > MOST_BYTES:
        raise PlanFileError(f"{path} is larger than 20 MB, and a plan is smaller: give a plan CSV that RunPlan wrote.")
    return data


def write_file(path: Path, data: bytes) -> None:
    """Write a whole file, or leave the old one as it was and say why."""
    try:
        write_atomically(path, data)
    except OSError as error:
        raise PlanFileError(f"{path} cannot be written: {_reason(error)}. Nothing was changed.") from error


def _reason(error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "the disk is full"
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return "this account may not do that there"
    if error.errno == errno.ENAMETOOLONG:
        return "its name is too long"
    return (error.strerror or str(error) or type(error).__name__).rstrip(".").lower()
