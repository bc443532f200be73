"""Files that are there whole or not at all, and nothing left over of a start that was killed."""

from __future__ import annotations

from pathlib import Path

from runplan.exchange.atomic import write_atomically

__all__ = ["sweep", "write_whole"]

_MARK = "runplan-start-"


def write_whole(path: Path, data: bytes) -> None:
    """Write a file in one step; a start that is killed leaves only what `sweep` removes."""
    write_atomically(path, data, mark=_MARK)


def sweep(folder: Path) -> None:
    """Remove what a killed start left half written in a folder; it had not taken anybody's place."""
    for part in folder.glob(f".{_MARK}*.part"):
        part.unlink(missing_ok=True)
