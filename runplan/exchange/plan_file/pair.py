"""A plan's two files, read as they belong together, also while another process writes them."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from runplan.errors import PlanFileError
from runplan.exchange.disk import read_file
from runplan.exchange.plan_file.sidecar import Companion, companion_path, fitting_companion, load_companion

_MOST_READS, _PAUSE_S = 60, 0.01


def read_pair(path: Path, *, needed: bool = True) -> tuple[bytes, Companion | None]:
    """The CSV and its companion.

    At every moment of a save the two files on the disk fit each other, but they are read one after the other. So a
    pair that does not fit is read again, and counts as edited only if nothing changed between two reads.

    Raises
    ------
    PlanFileError
    """
    beside = companion_path(path)
    before: object = None
    for _ in range(_MOST_READS):
        stamps = _stamp(path), _stamp(beside)
        data = read_file(path, "give the plan's CSV file")
        content: Any = None
        problem: PlanFileError | None = None
        companion: Companion | None = None
        try:
            content = load_companion(beside, path.name)
            companion = fitting_companion(content, data, beside, path.name)
        except PlanFileError as error:
            problem = error
        if companion is not None and data == companion.planned.encode("utf-8", "surrogatepass"):
            return data, companion
        seen = stamps, data, content
        if seen == before:
            if problem is not None and needed:
                raise problem
            return data, companion
        before = seen
        time.sleep(_PAUSE_S)
    raise PlanFileError(f"{path.name} is being written again and again by another program: stop that, then read it.")


def _stamp(path: Path) -> tuple[int, int, int] | None:
    """What changes when a file is replaced, even by one with the same bytes."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size
