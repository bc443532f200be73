"""Whole files: read with a limit, written in one step, and a sentence for everything that a disk can do.

A write goes to a temporary file, `.runplan-<machine>-<process>-<run>-<number>.part`, so that what a killed process left
can be told from what a live one writes. The name is short: any name that the system takes leaves room for it.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import platform
import re
import secrets
import stat
import sys
from functools import cache
from pathlib import Path

from runplan.errors import PlanFileError

MOST_BYTES = 20 * 1024 * 1024
_FULL = (errno.ENOSPC, errno.EDQUOT)
_RUN = secrets.token_hex(3)  # tells this process from an earlier one that had its number, as in a container
_PART_NAME = re.compile(r"\.runplan-([0-9a-f]{6})-([0-9]{1,10})-([0-9a-f]{6})-[0-9a-f]{8}\.part")
_OLD_S = 24 * 60 * 60
"""A part is left behind when it is this old, also one of another machine, whose processes nobody here can see, and one
whose process seems to live: its number may be another one's by now."""


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
        raise PlanFileError(f"path={path!r} is not a file name: give one such as 'plan.csv'.")
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
            raise PlanFileError(f"{path} is a folder: give the name of a file in it, such as {path / 'plan.csv'}.")
        if there not in ("", "a file"):
            raise PlanFileError(
                f"{path} is {there}, and a plan is written only to a file: give a name such as plan.csv."
            )
        # Were other endings taken, plan.txt and plan.csv would have one companion, plan.block.json, to share.
        if path.suffix != ".csv":
            raise PlanFileError(f"{path} does not end in .csv: give a name such as plan.csv.")
        if not path.parent.is_dir():
            raise PlanFileError(f"{path} cannot be written: there is no folder {path.parent}. Make it first.")
        there = what_stands_at(beside)
    except OSError as error:
        advice = "Give a shorter one" if error.errno == errno.ENAMETOOLONG else "Give another place"
        raise PlanFileError(f"{path} cannot be written: {_reason(error)}. {advice}.") from error
    if there not in ("", "a file"):
        raise PlanFileError(
            f"{path} cannot be written: its block belongs in {beside.name}, which is {there}. Give another name."
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
        raise PlanFileError(
            larger or f"{path} is larger than 20 MB, so it is not a file that RunPlan wrote: {instead}."
        )
    return data


def write_file(path: Path, data: bytes) -> None:
    """Write a whole file, or leave the old one as it was and say why."""
    try:
        write_atomically(path, data)
    except OSError as error:
        raise PlanFileError(f"{path} cannot be written: {_reason(error)}. Nothing was changed.") from error


def digest(data: bytes) -> str:
    """A file's SHA-256, which tells two of them apart."""
    return "sha256:" + hashlib.sha256(data).hexdigest()


def is_full(error: PlanFileError) -> bool:
    """Whether a file was not written because there is no room for it."""
    return isinstance(error.__cause__, OSError) and error.__cause__.errno in _FULL


def _reason(error: OSError) -> str:
    if error.errno in _FULL:
        return "the disk is full"
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return "this account has no permission there"
    if error.errno == errno.ENAMETOOLONG:
        return "its name is too long"
    return (error.strerror or str(error) or type(error).__name__).rstrip(".").lower()


def write_atomically(path: str | os.PathLike[str], data: bytes) -> None:
    """Write bytes to a path in one step.

    The bytes go to a temporary file in the same folder, are flushed to the disk, and then take the place of the old
    file. A full disk, a lost connection or a killed process leaves the old file whole. A symbolic link stays a link:
    what it points to is replaced. The permissions of the old file are kept. Temporary files that processes left behind
    when they were killed are removed.

    Raises
    ------
    OSError
        When the file cannot be written; the old one is then untouched and no temporary file is left behind.
    """
    target = Path(os.path.realpath(path))
    _refuse_what_is_no_file(target)
    part = part_in(target.parent)
    try:
        # Opened by number, not by tempfile: a new file then gets the permissions that any new file of this process
        # gets.
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
        with os.fdopen(descriptor, "wb") as file:
            sweep(target.parent, os.fstat(file.fileno()).st_mtime)  # first: a full disk may have no other room
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileNotFoundError):
            part.chmod(stat.S_IMODE(target.stat().st_mode))
        _let_be_replaced(target)
        part.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            part.unlink()
        raise
    _flush_folder(target.parent)


def _refuse_what_is_no_file(target: Path) -> None:
    """Taking the place of a device, a pipe or a socket would destroy it."""
    try:
        mode = target.lstat().st_mode
    except FileNotFoundError:
        return
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(target))
    if stat.S_ISLNK(mode):  # what is still a link after following all links leads in a circle
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(target))
    if not stat.S_ISREG(mode):
        raise OSError(errno.EINVAL, "Not a regular file", str(target))


def _let_be_replaced(target: Path) -> None:
    """Windows replaces no read-only file; whether it may be replaced was asked before."""
    if os.name == "nt":
        with contextlib.suppress(OSError):
            target.chmod(stat.S_IWRITE)


def _flush_folder(folder: Path) -> None:
    """Make the new name itself survive a power cut, where the system allows a folder to be flushed."""
    if os.name != "posix":
        return
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def part_in(folder: Path) -> Path:
    """A new name for a temporary file of this process."""
    return folder / f".runplan-{_machine()}-{os.getpid()}-{_RUN}-{secrets.token_hex(4)}.part"


def sweep(folder: Path, now: float) -> None:
    """Remove what killed processes left behind in a folder."""
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            match = _PART_NAME.fullmatch(entry.name)
            if match is None:
                continue
            with contextlib.suppress(OSError):
                age = now - entry.stat(follow_symlinks=False).st_mtime
                if _left_behind(match[1], int(match[2]), match[3], age) and entry.is_file(follow_symlinks=False):
                    Path(entry.path).unlink()


def _left_behind(machine: str, process: int, run: str, age: float) -> bool:
    if age > _OLD_S or machine != _machine():
        return age > _OLD_S
    if process == os.getpid():
        return run != _RUN
    return not _lives(process)


def _lives(process: int) -> bool:
    """Whether a process of this machine lives, as far as the system tells."""
    if sys.platform == "win32":  # os.kill with 0 would send it Ctrl+C there
        import ctypes

        kernel = ctypes.windll.kernel32
        handle = kernel.OpenProcess(0x1000, False, process)  # PROCESS_QUERY_LIMITED_INFORMATION
        if not handle:
            return bool(kernel.GetLastError() == 5)  # access denied: somebody else's
        code = ctypes.c_ulong()
        kernel.GetExitCodeProcess(handle, ctypes.byref(code))
        kernel.CloseHandle(handle)
        return code.value == 259  # STILL_ACTIVE
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:  # somebody else's
        return True
    return True


@cache
def _machine() -> str:
    """Tell this machine from others of the same name, and from parts of it where processes are counted apart."""
    words = [platform.node()]
    with contextlib.suppress(OSError):
        words += [
            Path("/proc/sys/kernel/random/boot_id").read_text("ascii"),
            str(Path("/proc/self/ns/pid").readlink()),
        ]
    return hashlib.sha256("\n".join(words).encode()).hexdigest()[:6]
