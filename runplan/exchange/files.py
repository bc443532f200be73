"""Reading and writing whole files, with a sentence for everything that a disk can do."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from runplan.errors import PlanFileError
from runplan.exchange.atomic import write_atomically

MOST_BYTES = 20 * 1024 * 1024
_FULL = (errno.ENOSPC, errno.EDQUOT)


def as_path(path: str | os.PathLike[str]) -> Path:
    """The path, if it can be one.

    Raises
    ------
    PlanFileError
        If it is not text or a path, is empty, or holds what no file's name can hold.
    """
    try:
        text = "" + os.fspath(path)  # bytes are no path here either
        os.fsencode(text)  # half a surrogate pair has no bytes
    except (TypeError, UnicodeEncodeError):
        text = ""
    if not text or "\0" in text:
        raise PlanFileError(f"path={path!r} is not a file's name: give one such as 'plan.csv'.")
    return Path(text)


def real_path(path: Path) -> Path:
    """Where a link leads, so that a plan and its companion stand side by side; any other path as it is.

    Raises
    ------
    PlanFileError
        If links lead in a circle.
    """
    try:
        if not path.is_symlink():
            return path
        real = Path(os.path.realpath(path))
        if real.is_symlink():
            raise PlanFileError(f"{path} is a link that leads in a circle: give the file itself.")
    except OSError:  # such as a name that is too long; whoever opens the file says so
        return path
    return real


def what_stands_at(path: Path) -> str:
    """What is there now: "" for nothing, "a file", "a folder", "a pipe", "a device", "a socket" or "no file".

    Raises
    ------
    OSError
        If the system does not say, as for a name that is too long.
    """
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return ""
    for test, words in (
        (stat.S_ISREG, "a file"),
        (stat.S_ISDIR, "a folder"),
        (stat.S_ISFIFO, "a pipe"),
        (stat.S_ISCHR, "a device"),
        (stat.S_ISBLK, "a device"),
        (stat.S_ISSOCK, "a socket"),
    ):
        if test(mode):
            return words
    return "no file"


def is_read_only(path: Path) -> bool:
    """Whether somebody made a file read-only: replacing it needs no leave of the file, so nobody else would ask."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return False
    return stat.S_ISREG(mode) and not mode & 0o222


def check_place(path: Path, beside: Path) -> None:
    """Refuse, before anything is written, a plan that can have no place there.

    Raises
    ------
    PlanFileError
    """
    try:
        there = what_stands_at(path)
        if there == "a folder":
            raise PlanFileError(f"{path} is a folder: give a file's name in it, such as {path / 'plan.csv'}.")
        if there not in ("", "a file"):
            raise PlanFileError(
                f"{path} is {there}, and a plan is written only to a file: give a name such as plan.csv."
            )
        # Were other endings taken, plan.txt and plan.csv would have one companion, plan.block.json, to share.
        if path.suffix != ".csv":
            raise PlanFileError(f"{path} does not end in .csv, as a plan does: give a name such as plan.csv.")
        if not path.parent.is_dir():
            raise PlanFileError(f"{path} cannot be written: there is no folder {path.parent}. Make it first.")
        there = what_stands_at(beside)
    except OSError as error:
        advice = "Give a shorter one" if error.errno == errno.ENAMETOOLONG else "Give another place"
        raise PlanFileError(f"{path} cannot be written: {_reason(error)}. {advice}.") from error
    if there not in ("", "a file"):
        raise PlanFileError(
            f"{path} cannot be written: {beside.name}, where its block has to stand, is {there}. Give another name."
        )


def read_file(path: Path, instead: str, missing: str | None = None, larger: str | None = None) -> bytes:
    """The bytes of a file of at most 20 MB.

    Raises
    ------
    PlanFileError
    """
    try:
        there = what_stands_at(path)
        if not there:
            raise PlanFileError(missing or f"{path} is not there: {instead}.")
        if there != "a file":  # a pipe may never end, or never begin
            raise PlanFileError(f"{path} is {there}, not a file: {instead}.")
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise PlanFileError(f"{path} cannot be read: {_reason(error)}.") from error
    if len(data) > MOST_BYTES:
        raise PlanFileError(larger or f"{path} is larger than 20 MB, and what RunPlan writes is smaller: {instead}.")
    return data


def write_file(path: Path, data: bytes) -> None:
    """Write a whole file, or leave the old one as it was and say why."""
    try:
        write_atomically(path, data)
    except OSError as error:
        raise PlanFileError(f"{path} cannot be written: {_reason(error)}. Nothing was changed.") from error


def is_full(error: PlanFileError) -> bool:
    """Whether a file was not written because there is no room for it."""
    return isinstance(error.__cause__, OSError) and error.__cause__.errno in _FULL


def _reason(error: OSError) -> str:
    if error.errno in _FULL:
        return "the disk is full"
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return "this account may not do that there"
    if error.errno == errno.ENAMETOOLONG:
        return "its name is too long"
    return (error.strerror or str(error) or type(error).__name__).rstrip(".").lower()
