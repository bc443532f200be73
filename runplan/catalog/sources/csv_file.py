"""A person's own exercises, from one CSV file: read, and joined to the tables of a catalogue."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from runplan.catalog.files.consistency import check_exercises
from runplan.catalog.files.read import Table, read_table
from runplan.catalog.files.table_files import FILES, parse_table
from runplan.catalog.sources.report import ADDED, Imported, ImportedRecord
from runplan.errors import CatalogError
from runplan.schema import MUSCLES, ROLES
from runplan.words import listed

OPTIONAL = {
    "benefits": "strength",
    "how_to": "",
    "easier": "",
    "harder": "",
    **{field.name: field.missing for field in FILES["exercises"] if field.missing is not None},
}
"""Columns that a file of exercises to add may leave out, and what stands in their place."""

SOURCE_ID = "own_file"
_OTHER = {"easier": "harder", "harder": "easier"}


def add_exercises(tables: Mapping[str, Table], path: Path) -> tuple[dict[str, Table], Imported]:
    """The tables with the exercises of a file added, and what came of each row.

    The file has the columns of exercises.csv (those of `OPTIONAL` may be left out), and `muscles`, such as
    `hamstrings:prime_mover;gluteus_maximus:synergist`. What it says about muscles gets the basis "our assumption" and a
    source row of its own. A neighbour is entered on both sides.

    Raises
    ------
    CatalogError
        If the file cannot be read or a cell is not allowed.
    """
    fields = FILES["exercises"]
    required = [field.name for field in fields if field.name not in OPTIONAL]
    raw = read_table(path, [*required, "muscles"])
    if not raw.rows:
        raise CatalogError(f"{raw.file} has no exercise; add at least one row below the header.")
    added = parse_table(raw, fields, OPTIONAL)
    _check_new(tables["exercises"], added)
    cells = zip(added.values["exercise_id"], raw.records("muscles"), strict=True)
    roles = [(exercise, *role) for exercise, (row, cell) in cells for role in _roles(raw, row, cell)]
    grown = with_exercises(tables, added, roles, SOURCE_ID, f"Your own file {raw.file}")
    # The optional columns that the file leaves out and that do not stay empty, with what stands in their place.
    filled = "; ".join(f"{name} {value}" for name, value in OPTIONAL.items() if value and name not in raw.values)
    rows = added.records("name", "exercise_id")
    records = tuple(ImportedRecord(row, name, exercise, ADDED, filled) for row, name, exercise in rows)
    return grown | {"exercises": _mirrored(grown["exercises"])}, Imported(raw.file, records)


def _check_new(exercises: Table, added: Table) -> None:
    known = set(exercises.values["exercise_id"])
    seen: dict[str, int] = {}
    for row, name in added.records("exercise_id"):
        if name in known:
            raise added.fault(row, "exercise_id", name, "the catalogue already has it, so give yours another id")
        first = seen.setdefault(name, row)
        if first != row:
            raise added.fault(row, "exercise_id", name, f"row {first} already has it, and each may occur only once")
    known.update(seen)
    for column in (*_OTHER, "swaps"):
        for row, name, cell in added.records("exercise_id", column):
            for other in filter(None, cell.split(";")):
                if other not in known or other == name:
                    raise added.fault(row, column, other, "write exercise_ids of the catalogue or of this file")


def _roles(raw: Table, row: int, cell: str) -> list[tuple[str, str]]:
    advice = "write muscle:role with ';' between them, such as hamstrings:prime_mover;gluteus_maximus:synergist"
    pairs = []
    for part in cell.split(";"):
        muscle, colon, role = (piece.strip() for piece in part.partition(":"))
        if not colon:
            raise raw.fault(row, "muscles", part.strip(), advice)
        if muscle not in MUSCLES:
            raise raw.fault(row, "muscles", muscle, f"write {listed(MUSCLES, 'or')}")
        if role not in ROLES:
            raise raw.fault(row, "muscles", role, f"write {listed(ROLES, 'or')}")
        pairs.append((muscle, role))
    return pairs


def _mirrored(exercises: Table) -> Table:
    """Every neighbour entered on both sides, in the order in which they are met."""
    place = {name: at for at, name in enumerate(exercises.values["exercise_id"])}
    cells = {column: [[n for n in cell.split(";") if n] for cell in exercises.values[column]] for column in _OTHER}
    for column, back in _OTHER.items():
        for name, at in place.items():
            for other in cells[column][at]:
                if name not in cells[back][place[other]]:
                    cells[back][place[other]].append(name)
    values = {**exercises.values, **{column: [";".join(names) for names in lists] for column, lists in cells.items()}}
    return Table(exercises.file, values, exercises.rows)


def with_exercises(
    tables: Mapping[str, Table],
    added: Table,
    roles: Iterable[tuple[str, str, str]],
    source_id: str,
    citation: str,
) -> dict[str, Table]:
    """The tables with exercises of a file added, once they are checked, and a row of sources for that file.

    What the file says about muscles, as (exercise_id, muscle, role), is all our assumption.
    """
    basis = {"basis": "our assumption", "source_id": source_id}
    involved = [{"exercise_id": name, "muscle": muscle, "role": role, **basis} for name, muscle, role in roles]
    source = {"source_id": source_id, "citation": citation, "grade": "D", "status": "ours", "kind": "own"}
    new = {"exercises": added}
    for name, records in (("involvement", involved), ("sources", [source])):
        columns = {field.name: [record.get(field.name, "") for record in records] for field in FILES[name]}
        new[name] = Table(added.file, columns, [0] * len(records))
    check_exercises(added, tables["doses"], new["involvement"])
    return {**tables, **{name: _joined(tables[name], rows) for name, rows in new.items()}}


def _joined(first: Table, second: Table) -> Table:
    """The rows of both, under the first one's name."""
    values = {name: [*column, *second.values[name]] for name, column in first.values.items()}
    return Table(first.file, values, [*first.rows, *second.rows])
