"""The temporary files of a write: named so that one which a killed process left behind can be told from a live one.

`.runplan-<machine>-<process>-<run>-<number>.part`: a name that nothing else gives, and short, so that every name that
the system takes for the file itself leaves room for it.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import platform
import re
import secrets
import sys
from functools import cache
from pathlib import Path

_RUN = secrets.token_hex(3)  # tells this process from an earlier one that had its number, as in a container
_NAME = re.compile(r"\.runplan-([0-9a-f]{6})-([0-9]{1,10})-([0-9a-f]{6})-[0-9a-f]{8}\.part")
_OLD_S = 24 * 60 * 60
"""A part of another machine, whose processes nobody here can see, is left behind when it is this old."""


def part_in(folder: Path) -> Path:
    """A new name for a temporary file of this process."""
    return folder / f".runplan-{_machine()}-{os.getpid()}-{_RUN}-{secrets.token_hex(4)}.part"


def sweep(folder: Path, now: float) -> None:
    """Remove what killed processes left behind in a folder."""
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            match = _NAME.fullmatch(entry.name)
            if match is None:
                continue
            with contextlib.suppress(OSError):
                age = now - entry.stat(follow_symlinks=False).st_mtime
                if _left_behind(match[1], int(match[2]), match[3], age) and entry.is_file(follow_symlinks=False):
                    Path(entry.path).unlink()


def _left_behind(machine: str, process: int, run: str, age: float) -> bool:
    if machine != _machine():
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
