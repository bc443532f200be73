"""The sources that exercises can be added from, besides a CSV file in our own columns.

A new source is a module here and a line in `SOURCES`. The module says which files it recognises, and reads them as
records in the words of free-exercise-db; what those do not say is inferred from `data/inference.csv`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from runplan.catalog.sources.free_exercise_db import Record, looks_like_json, read_records
from runplan.words import listed


@dataclass(frozen=True)
class Source:
    """One source: how its files are known and read, and what its exercises are called in the catalogue."""

    source_id: str  # of the row of sources that its exercises name
    name: str  # what a person calls it
    kind: str  # of its files, such as JSON
    prefix: str  # of the ids of its exercises
    known_ids: str  # the column of exercises.csv with the ids that the catalogue has already; "" where there is none
    recognises: Callable[[Path], bool]
    read: Callable[[Path], list[Record]]


SOURCES = (Source("free_exercise_db", "free-exercise-db", "JSON", "fedb", "fedb_id", looks_like_json, read_records),)
"""Of those that recognise a file the first reads it."""

KINDS = listed(list(dict.fromkeys(("CSV", *(source.kind for source in SOURCES)))), "or")
FILES_TO_ADD = f"CSV, or {listed([f'{source.kind} of {source.name}' for source in SOURCES], 'or')}"


def source_of(path: Path) -> Source | None:
    """The source that a file is of; None for a CSV file in our own columns."""
    return next((source for source in SOURCES if source.recognises(path)), None)
