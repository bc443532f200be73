"""Exercises of free-exercise-db, joined to the tables of a catalog, with a report on each record."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from runplan.catalog.files.consistency import check_exercises
from runplan.catalog.files.table_files import FILES, Table
from runplan.catalog.sources.csv_file import joined, roles_table, source_table
from runplan.catalog.sources.free_exercise_db import Record, read_records
from runplan.catalog.sources.infer import Guess, guess, reason_to_leave_out
from runplan.catalog.sources.report import ADDED, KNOWN, LEFT_OUT, Imported, ImportedRecord

SOURCE_ID = "free_exercise_db"
_BLANK = {"text": "", "flag": False}  # what stands in a column that is not inferred; no number


def add_records(tables: Mapping[str, Table], path: Path) -> tuple[dict[str, Table], Imported]:
    """The tables with the exercises of a file of free-exercise-db added, and what came of each record.

    Raises
    ------
    CatalogError
        If the file is not that format.
    """
    records = read_records(path)
    known = _known(tables["exercises"])
    taken = set(tables["exercises"].values["exercise_id"])
    guesses: list[tuple[Record, Guess]] = []
    told: list[ImportedRecord] = []
    for record in records:
        if record.id in known:
            exercise = known[record.id]
            told.append(
                ImportedRecord(
                    record.number, record.name, exercise, KNOWN, reason=f"it is the catalog's own {exercise}"
                )
            )
            continue
        reason = reason_to_leave_out(record)
        if reason:
            told.append(ImportedRecord(record.number, record.name, "", LEFT_OUT, reason=reason))
            continue
        made = guess(record, _new_id(record.id, taken))
        taken.add(made.values["exercise_id"])
        guesses.append((record, made))
        told.append(
            ImportedRecord(record.number, record.name, made.values["exercise_id"], ADDED, made.inferred, made.left_out)
        )
    return _with_guesses(tables, path.name, guesses), Imported(path.name, tuple(told))


def _known(exercises: Table) -> dict[str, str]:
    """Ids of free-exercise-db that the catalog's exercises stand for, with the exercise's own id."""
    column = exercises.values.get("fedb_id")
    if column is None:
        return {}
    pairs = zip(exercises.values["exercise_id"], column, strict=True)
    return {name: exercise for exercise, cell in pairs for name in str(cell or "").split(";") if name}


def _new_id(identity: str, taken: Iterable[str]) -> str:
    """An exercise id that is not taken.

    >>> _new_id("3_4_Sit-Up", ()), _new_id("a-b", {"fedb_a_b"})
    ('fedb_3_4_sit_up', 'fedb_a_b_2')
    """
    stem = f"fedb_{re.sub(r'[^a-z0-9]+', '_', identity.lower()).strip('_')}".rstrip("_")
    name, number = stem, 1
    while name in taken:
        number += 1
        name = f"{stem}_{number}"
    return name


def _with_guesses(tables: Mapping[str, Table], file: str, guesses: list[tuple[Record, Guess]]) -> dict[str, Table]:
    if not guesses:
        return dict(tables)
    kinds = {field.name: field.kind for field in FILES["exercises"]}
    values: dict[str, list[Any]] = {
        name: [made.values.get(name, _BLANK.get(kinds.get(name, "text"))) for _, made in guesses]
        for name in tables["exercises"].values
    }
    added = Table(file, values, [record.number for record, _ in guesses])
    roles = roles_table(
        file,
        SOURCE_ID,
        ((made.values["exercise_id"], muscle, role) for _, made in guesses for muscle, role in made.roles),
    )
    check_exercises(added, tables["doses"], roles)
    source = source_table(file, SOURCE_ID, f"free-exercise-db, read from your own file {file}")
    return {
        **tables,
        "exercises": joined(tables["exercises"], added),
        "involvement": joined(tables["involvement"], roles),
        "sources": joined(tables["sources"], source),
    }
