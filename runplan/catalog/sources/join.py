"""Rows of a person's own, joined to the tables of a catalog."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from runplan.catalog.files.table_files import FILES, Table


def joined(first: Table, second: Table) -> Table:
    """The rows of both, under the first one's name."""
    values = {name: [*column, *second.values[name]] for name, column in first.values.items()}
    return Table(first.file, values, [*first.rows, *second.rows])


def roles_table(file: str, source_id: str, roles: Iterable[tuple[str, str, str]]) -> Table:
    """What a file of one's own says about muscles: (exercise_id, muscle, role), all of it our assumption."""
    values: dict[str, list[Any]] = {field.name: [] for field in FILES["involvement"]}
    for exercise, muscle, role in roles:
        known = {"exercise_id": exercise, "muscle": muscle, "role": role, "basis": "our assumption"}
        known["source_id"] = source_id
        for name, column in values.items():
            column.append(known.get(name, ""))
    return Table(file, values, [0] * len(values["muscle"]))


def source_table(file: str, source_id: str, citation: str) -> Table:
    """One row of sources, for a file of one's own."""
    known = {"source_id": source_id, "citation": citation, "grade": "D", "status": "ours", "kind": "own"}
    return Table(file, {field.name: [known.get(field.name, "")] for field in FILES["sources"]}, [0])
