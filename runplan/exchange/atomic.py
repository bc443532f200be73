"""Writing a file so that, whatever happens, either the old or the new one is there whole."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from pathlib import Path

from runplan.exchange.parts import part_in, sweep


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
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
            now = os.fstat(file.fileno()).st_mtime
        with contextlib.suppress(FileNotFoundError):
            part.chmod(stat.S_IMODE(target.stat().st_mode))
        _let_be_replaced(target)
        part.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            part.unlink()
        raise
    _flush_folder(target.parent)
    sweep(target.parent, now)


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
