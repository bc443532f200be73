"""Exercises of another source, joined to the tables of a catalogue, with a report on each record."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from itertools import chain, count
from pathlib import Path

from runplan.catalog.files.read import Table
from runplan.catalog.files.table_files import FILES
from runplan.catalog.sources.csv_file import with_exercises
from runplan.catalog.sources.free_exercise_db import Record
from runplan.catalog.sources.infer import Guess, guess, reason_to_leave_out
from runplan.catalog.sources.registry import Source
from runplan.catalog.sources.report import ADDED, KNOWN, LEFT_OUT, Imported, ImportedRecord

_BLANK = {"text": "", "flag": False}  # what stands in a column that is not inferred; no number


def add_records(tables: Mapping[str, Table], path: Path, source: Source) -> tuple[dict[str, Table], Imported]:
    """The tables with the exercises of a source's file added, and what came of each record.

    Raises
    ------
    CatalogError
        If the file is not that format.
    """
    exercises = tables["exercises"].values
    ids = zip(exercises["exercise_id"], exercises.get(source.known_ids, ()), strict=False)
    known = {name: exercise for exercise, cell in ids for name in filter(None, cell.split(";"))}
    taken = set(exercises["exercise_id"])
    guesses: list[tuple[Record, Guess]] = []
    reports: list[ImportedRecord] = []
    for record in source.read(path):
        report = ImportedRecord(record.number, record.name, known.get(record.id, ""), KNOWN)
        if record.id in known:
            report = replace(report, reason=f"the catalogue already has it as {report.exercise_id}")
        elif reason := reason_to_leave_out(record):
            report = replace(report, outcome=LEFT_OUT, reason=reason)
        else:
            new = guess(record, _new_id(source.prefix, record.id, taken))
            name = new.values["exercise_id"]
            report = replace(report, exercise_id=name, outcome=ADDED, inferred=new.inferred, left_out=new.left_out)
            taken.add(name)
            guesses.append((record, new))
        reports.append(report)
    return _with_guesses(tables, path.name, guesses, source), Imported(path.name, tuple(reports))


def _new_id(prefix: str, identity: str, taken: Collection[str]) -> str:
    """An exercise id that is not taken.

    >>> _new_id("fedb", "3_4_Sit-Up", ()), _new_id("fedb", "a-b", {"fedb_a_b"})
    ('fedb_3_4_sit_up', 'fedb_a_b_2')
    """
    stem = f"{prefix}_{re.sub(r'[^a-z0-9]+', '_', identity.lower()).strip('_')}".rstrip("_")
    names = chain([stem], (f"{stem}_{number}" for number in count(2)))
    return next(name for name in names if name not in taken)


def _with_guesses(
    tables: Mapping[str, Table], file: str, guesses: list[tuple[Record, Guess]], source: Source
) -> dict[str, Table]:
    if not guesses:
        return dict(tables)
    blanks = {field.name: _BLANK.get(field.kind) for field in FILES["exercises"]}
    rows = [{**blanks, **new.values, source.known_ids: record.id} for record, new in guesses]
    columns = {name: [row[name] for row in rows] for name in blanks}
    added = Table(file, columns, [record.number for record, _ in guesses])
    roles = ((new.values["exercise_id"], *role) for _, new in guesses for role in new.roles)
    return with_exercises(tables, added, roles, source.source_id, f"{source.name}, read from your own file {file}")
