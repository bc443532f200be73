"""One writer at a time in a folder, also across processes; what a dead process held is free again.

The operating system keeps the lock and gives it back when its process ends, however that ends. The file that it is on,
`.runplan.lock`, is removed by whoever is done; one that a killed process left behind is taken like a new one.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from runplan.errors import PlanFileError

LOCK_NAME = ".runplan.lock"
LONGEST_S = 20.0
_PAUSE_S = 0.005
_TAKEN = frozenset((errno.EACCES, errno.EAGAIN, errno.EWOULDBLOCK, errno.EDEADLK))
_HELD = threading.local()  # folders that this thread writes to already


@contextlib.contextmanager
def one_writer(folder: Path, longest_s: float | None = None) -> Iterator[None]:
    """Write to a folder alone: other writers, of this process and of others, wait.

    Where a folder cannot be locked (some network drives, a folder that nobody may write to), it is written to without:
    what the writer checks itself still holds.

    Raises
    ------
    PlanFileError
        If another process keeps the folder for longer.
    """
    real_folder = os.path.realpath(folder)
    held: set[str] = _HELD.__dict__.setdefault("folders", set())
    if real_folder in held:
        yield
        return
    path = Path(real_folder, LOCK_NAME)
    descriptor = _taken(path, folder, LONGEST_S if longest_s is None else longest_s)
    held.add(real_folder)
    try:
        yield
    finally:
        held.discard(real_folder)
        if descriptor is not None:
            _give_back(path, descriptor)


def _taken(path: Path, folder: Path, longest_s: float) -> int | None:
    """The lock's file, once it is ours; None where there are no locks."""
    latest = time.monotonic() + longest_s
    while True:
        try:
            descriptor = _opened(path)
        except PermissionError:
            # On Windows, for a moment, a file that another writer is about to remove.
            if os.name != "nt" or time.monotonic() > latest:
                return None
            time.sleep(_PAUSE_S)
            continue
        except OSError:
            return None
        try:
            _lock(descriptor)
        except BaseException as error:
            os.close(descriptor)
            if not isinstance(error, OSError):
                raise
            if error.errno not in _TAKEN:
                return None
        else:
            if _is_still_there(path, descriptor):
                return descriptor
            os.close(descriptor)  # whoever had it removed it: the one to wait for has a new file
            continue
        if time.monotonic() > latest:
            raise PlanFileError(
                f"Another program has been writing to {folder} for {longest_s:.0f} seconds: close it, then try again."
            )
        time.sleep(_PAUSE_S)


def _opened(path: Path) -> int:
    """The lock's file, open; another user's, who let nobody else write to it, is open for reading, which is enough."""
    flags = os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
    try:
        return os.open(path, flags | os.O_RDWR, 0o666)
    except PermissionError:
        if os.name == "nt":
            raise
        return os.open(path, flags & ~os.O_CREAT | os.O_RDONLY)


def _is_still_there(path: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except OSError:
        return False


def _give_back(path: Path, descriptor: int) -> None:
    if sys.platform == "win32":  # removes no open file, so that nobody loses the one they have opened
        os.close(descriptor)
        with contextlib.suppress(OSError):
            path.unlink()
        return
    try:
        with contextlib.suppress(OSError):  # first, while nobody else can have it
            path.unlink()
    finally:
        os.close(descriptor)


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
