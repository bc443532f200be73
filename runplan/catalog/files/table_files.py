"""The catalog's files: which columns each has, and what its cells may hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from runplan.catalog.files.cell_types import (
    Convert,
    any_number,
    equipment,
    identities,
    identity,
    number,
    several,
    words,
    yes,
)
from runplan.catalog.files.read import RawTable, fault, read_table
from runplan.errors import CatalogError
from runplan.schema import (
    BASES,
    BENEFITS,
    EQUIPMENT,
    LEVELS,
    LOAD_CLASSES,
    MODES,
    MUSCLES,
    PATTERNS,
    PLANES,
    ROLES,
    RUN_TYPES,
    SECTIONS,
    STRENGTH_PHASES,
    Column,
    build_frame,
)

RULE_KINDS = ("hard", "soft", "number")
MUSCLE_GROUPS = ("hip", "thigh", "lower_leg", "trunk", "upper")
PARTS = ("foam_roll", "warm_up", "strength")
_HOLDS = {  # what a row of a file is; no file may be without any
    "exercises": "exercise",
    "doses": "dose",
    "involvement": "muscle of an exercise",
    "muscles": "muscle",
    "running_load": "load",
    "rules": "rule",
    "sources": "source",
    "routines": "exercise of a routine",
    "equipment": "piece of equipment",
    "not_claimed": "claim",
}


@dataclass(frozen=True)
class Field:
    """One column of a file: its kind as in `schema.Column`, and how its cells are read."""

    name: str
    kind: str
    convert: Convert
    empty: bool = False  # whether a cell may be empty
    missing: str | None = None  # what stands in its place where a file lacks the column; None: no file may lack it


@dataclass(frozen=True)
class Table:
    """One file as values: a list for each column, and each record's row in the file."""

    file: str
    values: dict[str, list[Any]]
    rows: list[int]

    def records(self, *columns: str) -> list[tuple[Any, ...]]:
        """The row number and the given columns of each record."""
        return list(zip(self.rows, *(self.values[column] for column in columns), strict=True))


def _text(name: str, *, empty: bool = True) -> Field:
    return Field(name, "text", str, empty)


_SECONDS = number(1, 600, whole=True)
_REPS = number(1, 100, whole=True)

KINDS_OF_PLACE = ("home", "gym")

FILES: dict[str, tuple[Field, ...]] = {
    "exercises": (
        Field("exercise_id", "text", identity),
        _text("name", empty=False),
        Field("section", "text", words(SECTIONS)),
        Field("pattern", "text", words(PATTERNS)),
        Field("planes", "text", several(PLANES), empty=True),
        Field("benefits", "text", several(BENEFITS)),
        Field("equipment", "text", equipment, empty=True),
        Field("level", "text", words(LEVELS)),
        Field("each_side", "flag", yes),
        Field("mode", "text", words(MODES)),
        Field("seconds_per_rep", "number", number(0.2, 60), empty=True),
        Field("setup_s", "number", number(0, 600)),
        Field("dose", "text", identity),
        Field("load_class", "text", words(LOAD_CLASSES)),
        _text("how_to"),
        Field("easier", "text", identities, empty=True),
        Field("harder", "text", identities, empty=True),
        Field("swaps", "text", identities, empty=True, missing=""),
        Field("staple", "flag", yes, missing="no"),
        Field("fit_category", "text", identity, empty=True, missing=""),
        Field("fit_name", "text", identity, empty=True, missing=""),
        Field("fedb_id", "text", str, empty=True, missing=""),
    ),
    "doses": (
        Field("dose", "text", identity),
        Field("level", "text", words(LEVELS)),
        Field("strength_phase", "text", words(STRENGTH_PHASES)),
        Field("sets_min", "count", number(1, 10, whole=True)),
        Field("sets_max", "count", number(1, 10, whole=True)),
        Field("reps", "count", _REPS, empty=True),
        Field("seconds", "count", _SECONDS, empty=True),
        Field("effort", "number", number(0, 10)),
        Field("rest_s", "count", number(0, 600, whole=True)),
    ),
    "involvement": (
        Field("exercise_id", "text", identity),
        Field("muscle", "text", words(MUSCLES)),
        Field("role", "text", words(ROLES)),
        Field("basis", "text", words(BASES)),
        Field("source_id", "text", identity),
        _text("detail"),
        _text("pct_mvic"),
        _text("statistic"),
        _text("note"),
    ),
    "muscles": (
        Field("muscle", "text", words(MUSCLES)),
        _text("name", empty=False),
        Field("group", "text", words(MUSCLE_GROUPS)),
        Field("priority", "flag", yes),
        Field("target_share", "number", number(0, 2)),
        _text("description"),
    ),
    "running_load": (
        Field("muscle", "text", words(MUSCLES)),
        Field("run_type", "text", words(RUN_TYPES)),
        Field("load", "number", number(0, 3)),
        Field("basis", "text", words(BASES)),
        Field("source_id", "text", identity),
    ),
    "rules": (
        Field("rule_id", "text", identity),
        Field("kind", "text", words(RULE_KINDS)),
        Field("value", "number", any_number, empty=True),
        _text("unit"),
        _text("name", empty=False),
        _text("sentence", empty=False),
        Field("basis", "text", words(BASES)),
        Field("source_id", "text", identity),
        _text("note"),
    ),
    "sources": (
        Field("source_id", "text", identity),
        _text("citation", empty=False),
        _text("doi"),
        _text("address"),
        Field("grade", "text", words(("A", "B", "C", "D")), empty=True),
        _text("status", empty=False),
        _text("kind", empty=False),
    ),
    "equipment": (
        Field("equipment", "text", words(EQUIPMENT)),
        Field("kind", "text", words(KINDS_OF_PLACE)),
        Field("stand_in", "text", words(EQUIPMENT), empty=True),
        _text("advice", empty=False),
    ),
    "routines": (
        Field("routine_id", "text", identity),
        Field("order", "count", number(1, 100, whole=True)),
        Field("part", "text", words(PARTS)),
        Field("exercise_id", "text", identity),
        Field("sets", "count", number(1, 10, whole=True)),
        Field("reps", "count", _REPS, empty=True),
        Field("seconds", "count", _SECONDS, empty=True),
        Field("rest_s", "count", number(0, 600, whole=True)),
        Field("swaps", "text", identities, empty=True),
    ),
    "not_claimed": (
        _text("claim", empty=False),
        _text("why", empty=False),
        Field("source_id", "text", identity),
    ),
}


def parse_table(raw: RawTable, fields: Sequence[Field]) -> Table:
    """The cells of a file as values; the first cell that cannot be read is named.

    Raises
    ------
    CatalogError
        With file, row, column, value and what is allowed.
    """
    values: dict[str, list[Any]] = {}
    for field in fields:
        blank = "" if field.kind == "text" else None
        known: dict[str, Any] = {"": blank} if field.empty else {}
        cells = raw.columns[field.name]
        for at, cell in enumerate(cells):
            if cell not in known:
                try:
                    known[cell] = field.convert(cell)
                except ValueError as error:
                    raise fault(raw.file, raw.rows[at], field.name, cell, str(error)) from None
                if cell == "" and field.convert is str:
                    raise fault(raw.file, raw.rows[at], field.name, cell, "write something")
        values[field.name] = [known[cell] for cell in cells]
    return Table(raw.file, values, raw.rows)


def read_file(folder: Path, name: str) -> Table:
    """Read one of `FILES` from a folder.

    Raises
    ------
    CatalogError
        If the file cannot be read, has no row below its header, or a cell is not allowed.
    """
    fields = FILES[name]
    raw = read_table(folder / f"{name}.csv", [field.name for field in fields if field.missing is None])
    if not raw.rows:
        raise CatalogError(
            f"{raw.file} holds no {_HOLDS[name]}; add rows below the header, or take the file out of the folder."
        )
    return parse_table(
        completed(raw, {field.name: field.missing for field in fields if field.missing is not None}), fields
    )


def completed(raw: RawTable, missing: Mapping[str, str]) -> RawTable:
    """A file with the columns that it may lack, and what stands in their place."""
    lacking = {name: [value] * len(raw.rows) for name, value in missing.items() if name not in raw.columns}
    return RawTable(raw.file, {**raw.columns, **lacking}, raw.rows)


def frame_of(name: str, values: dict[str, list[Any]]) -> pd.DataFrame:
    """The values of a file as a frame; exercises are indexed by exercise_id."""
    frame = build_frame((Column(field.name, field.kind, "", "") for field in FILES[name]), values)
    return frame.set_index("exercise_id") if name == "exercises" else frame
