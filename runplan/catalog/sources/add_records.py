"""Exercises of free-exercise-db, joined to the tables of a catalog, with a report on each record."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from itertools import chain, count
from pathlib import Path

from runplan.catalog.files.read import Table
from runplan.catalog.files.table_files import FILES
from runplan.catalog.sources.csv_file import with_exercises
from runplan.catalog.sources.free_exercise_db import read_records
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
    ids = zip(tables["exercises"].values["exercise_id"], tables["exercises"].values["fedb_id"], strict=True)
    known = {name: exercise for exercise, cell in ids for name in filter(None, cell.split(";"))}
    taken = set(tables["exercises"].values["exercise_id"])
    guesses: list[tuple[int, Guess]] = []
    reports: list[ImportedRecord] = []
    for record in read_records(path):
        report = ImportedRecord(record.number, record.name, known.get(record.id, ""), KNOWN)
        if record.id in known:
            report = replace(report, reason=f"it is the catalog's own {report.exercise_id}")
        elif reason := reason_to_leave_out(record):
            report = replace(report, outcome=LEFT_OUT, reason=reason)
        else:
            new = guess(record, _new_id(record.id, taken))
            name = new.values["exercise_id"]
            report = replace(report, exercise_id=name, outcome=ADDED, inferred=new.inferred, left_out=new.left_out)
            taken.add(name)
            guesses.append((record.number, new))
        reports.append(report)
    return _with_guesses(tables, path.name, guesses), Imported(path.name, tuple(reports))


def _new_id(identity: str, taken: Collection[str]) -> str:
    """An exercise id that is not taken.

    >>> _new_id("3_4_Sit-Up", ()), _new_id("a-b", {"fedb_a_b"})
    ('fedb_3_4_sit_up', 'fedb_a_b_2')
    """
    stem = f"fedb_{re.sub(r'[^a-z0-9]+', '_', identity.lower()).strip('_')}".rstrip("_")
    names = chain([stem], (f"{stem}_{number}" for number in count(2)))
    return next(name for name in names if name not in taken)


def _with_guesses(tables: Mapping[str, Table], file: str, guesses: list[tuple[int, Guess]]) -> dict[str, Table]:
    if not guesses:
        return dict(tables)
    blanks = {field.name: _BLANK.get(field.kind) for field in FILES["exercises"]}
    columns = {name: [new.values.get(name, blank) for _, new in guesses] for name, blank in blanks.items()}
    added = Table(file, columns, [number for number, _ in guesses])
    roles = ((new.values["exercise_id"], *role) for _, new in guesses for role in new.roles)
    return with_exercises(tables, added, roles, SOURCE_ID, f"free-exercise-db, read from your own file {file}")
