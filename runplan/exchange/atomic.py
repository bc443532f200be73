"""Writing a file so that, whatever happens, either the old or the new one stands there whole."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import stat
from pathlib import Path

__all__ = ["write_atomically"]


def write_atomically(path: str | os.PathLike[str], data: bytes, *, mark: str = "") -> None:
    """Write bytes to a path in one step.

    The bytes go to a temporary file in the same folder, are flushed to the disk, and then take the place of the old
    file. A full disk, a lost connection or a killed process leaves the old file whole. A symbolic link stays a link:
    what it points to is replaced. The permissions of the old file are kept.

    Parameters
    ----------
    path : str or path-like
        Where to write; its folder must exist. Nothing, or a regular file, may stand there now.
    data : bytes
        The whole new content.
    mark : str, optional
        Begins the name of the temporary file, after a dot, so that its owner can find what a killed process left.

    Raises
    ------
    OSError
        When the file cannot be written; the old one is then untouched and no temporary file is left behind.
    """
    target = Path(os.path.realpath(path))
    _refuse_what_is_no_file(target)
    # Short, so that every name that the system takes for the file itself leaves room for this one.
    part = target.with_name(f".{mark}{secrets.token_hex(8)}.part")
    # Opened by number, not by tempfile: a new file then gets the permissions that any new file of this process gets.
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileNotFoundError):
            part.chmod(stat.S_IMODE(target.stat().st_mode))
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
