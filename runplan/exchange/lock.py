"""One at a time: a lock beside a file, held by the operating system, so that no dead process holds it for ever."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

__all__ = ["locked"]

PATIENCE_S = 2.0
_PAUSE_S = 0.01
_TAKEN = {errno.EACCES, errno.EAGAIN, errno.EDEADLK}

if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

    def _give(descriptor: int) -> None:
        os.lseek(descriptor, 0, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _take(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _give(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Keep every other process and thread that asks for the same file waiting for the length of a `with` block.

    The lock is a hidden file beside it, which is removed afterwards. What a killed process leaves of it locks nothing.

    Parameters
    ----------
    path : pathlib.Path
        The file that is about to be read and written; it need not exist, its folder must.

    Raises
    ------
    OSError
        If the folder cannot be written, or somebody else keeps the lock for more than two seconds.
    """
    place = path.with_name(f".{path.name}.lock")
    end = time.monotonic() + PATIENCE_S
    while (descriptor := _try(place)) is None:
        if time.monotonic() > end:
            raise OSError(errno.EBUSY, os.strerror(errno.EBUSY), str(path))
        time.sleep(_PAUSE_S)
    try:
        yield
    finally:
        if sys.platform != "win32":  # there an open file cannot be removed
            _remove(place)
        with contextlib.suppress(OSError):
            _give(descriptor)
        os.close(descriptor)
        if sys.platform == "win32":
            _remove(place)  # fails where somebody waits for it already, and they remove it


def _try(place: Path) -> int | None:
    """The lock's open file, or None where somebody else has it."""
    try:
        descriptor = os.open(place, os.O_RDWR | os.O_CREAT, 0o666)
    except PermissionError:
        if sys.platform == "win32" and place.exists():
            return None  # it is being removed
        raise
    try:
        _take(descriptor)
    except OSError as refused:
        if refused.errno in _TAKEN:
            os.close(descriptor)
            return None
        return descriptor  # a disk without locks: reading again just before writing has to do
    if _is_there(descriptor, place):
        return descriptor
    os.close(descriptor)  # who had it before has removed it since
    return None


def _is_there(descriptor: int, place: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), place.stat())
    except OSError:
        return False


def _remove(place: Path) -> None:
    with contextlib.suppress(OSError):
        place.unlink()
