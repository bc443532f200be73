"""The catalog's files: which columns each has, and what its cells may hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from runplan.catalog.equipment import parse
from runplan.catalog.reading import RawTable, fault, one_of, read_table
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

__all__ = ["FILES", "PARTS", "RULE_KINDS", "Field", "Table", "completed", "frame_of", "parse_table", "read_file"]

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

_ID = re.compile(r"[a-z][a-z0-9_]*")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")

Convert = Callable[[str], Any]
"""A cell's text to its value; raises ValueError with advice where it cannot be."""


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


def _words(allowed: Sequence[str]) -> Convert:
    known, advice = frozenset(allowed), f"write {one_of(allowed)}"

    def convert(cell: str) -> str:
        if cell not in known:
            raise ValueError(advice)
        return cell

    return convert


def _several(allowed: Sequence[str]) -> Convert:
    known = frozenset(allowed)
    advice = f"write one or more of {', '.join(allowed)}, with ';' between them"

    def convert(cell: str) -> str:
        words = [word.strip() for word in cell.split(";")]
        if not known.issuperset(words) or len(set(words)) < len(words):
            raise ValueError(advice)
        return ";".join(words)

    return convert


def _number(low: float, high: float, *, whole: bool = False) -> Convert:
    kind = "a whole number" if whole else "a number"
    advice = f"write {kind} from {low:g} to {high:g}" + ("" if whole else ", with a point for decimals")

    def convert(cell: str) -> float | int:
        if not _NUMBER.fullmatch(cell):
            raise ValueError(advice)
        value = float(cell)
        if not low <= value <= high or (whole and value != int(value)):
            raise ValueError(advice)
        return int(value) if whole else value

    return convert


def _any_number(cell: str) -> float:
    if not _NUMBER.fullmatch(cell):
        raise ValueError("write a number, with a point for decimals")
    return float(cell)


def _identity(cell: str) -> str:
    if not _ID.fullmatch(cell):
        raise ValueError("write small letters, digits and underscores, beginning with a letter, such as calf_raise")
    return cell


def _identities(cell: str) -> str:
    names = [name.strip() for name in cell.split(";")]
    if not all(_ID.fullmatch(name) for name in names) or len(set(names)) < len(names):
        raise ValueError("write exercise ids with ';' between them, each once")
    return ";".join(names)


def _yes(cell: str) -> bool:
    if cell not in ("yes", "no"):
        raise ValueError("write yes or no")
    return cell == "yes"


def _equipment(cell: str) -> str:
    try:
        needs = parse(cell)
    except CatalogError:
        raise ValueError(
            f"use the words {', '.join(EQUIPMENT)}, with ';' between what is needed together "
            "and '|' between what may stand for each other"
        ) from None
    return ";".join("|".join(need) for need in needs)


def _text(name: str, *, empty: bool = True) -> Field:
    return Field(name, "text", str, empty)


_SECONDS = _number(1, 600, whole=True)
_REPS = _number(1, 100, whole=True)

KINDS_OF_PLACE = ("home", "gym")

FILES: dict[str, tuple[Field, ...]] = {
    "exercises": (
        Field("exercise_id", "text", _identity),
        _text("name", empty=False),
        Field("section", "text", _words(SECTIONS)),
        Field("pattern", "text", _words(PATTERNS)),
        Field("planes", "text", _several(PLANES), empty=True),
        Field("benefits", "text", _several(BENEFITS)),
        Field("equipment", "text", _equipment, empty=True),
        Field("level", "text", _words(LEVELS)),
        Field("each_side", "flag", _yes),
        Field("mode", "text", _words(MODES)),
        Field("seconds_per_rep", "number", _number(0.2, 60), empty=True),
        Field("setup_s", "number", _number(0, 600)),
        Field("dose", "text", _identity),
        Field("load_class", "text", _words(LOAD_CLASSES)),
        _text("how_to"),
        Field("easier", "text", _identities, empty=True),
        Field("harder", "text", _identities, empty=True),
        Field("swaps", "text", _identities, empty=True, missing=""),
        Field("staple", "flag", _yes, missing="no"),
        Field("fit_category", "text", _identity, empty=True, missing=""),
        Field("fit_name", "text", _identity, empty=True, missing=""),
        Field("fedb_id", "text", str, empty=True, missing=""),
    ),
    "doses": (
        Field("dose", "text", _identity),
        Field("level", "text", _words(LEVELS)),
        Field("strength_phase", "text", _words(STRENGTH_PHASES)),
        Field("sets_min", "count", _number(1, 10, whole=True)),
        Field("sets_max", "count", _number(1, 10, whole=True)),
        Field("reps", "count", _REPS, empty=True),
        Field("seconds", "count", _SECONDS, empty=True),
        Field("effort", "number", _number(0, 10)),
        Field("rest_s", "count", _number(0, 600, whole=True)),
    ),
    "involvement": (
        Field("exercise_id", "text", _identity),
        Field("muscle", "text", _words(MUSCLES)),
        Field("role", "text", _words(ROLES)),
        Field("basis", "text", _words(BASES)),
        Field("source_id", "text", _identity),
        _text("detail"),
        _text("pct_mvic"),
        _text("statistic"),
        _text("note"),
    ),
    "muscles": (
        Field("muscle", "text", _words(MUSCLES)),
        _text("name", empty=False),
        Field("group", "text", _words(MUSCLE_GROUPS)),
        Field("priority", "flag", _yes),
        Field("target_share", "number", _number(0, 2)),
        _text("description"),
    ),
    "running_load": (
        Field("muscle", "text", _words(MUSCLES)),
        Field("run_type", "text", _words(RUN_TYPES)),
        Field("load", "number", _number(0, 3)),
        Field("basis", "text", _words(BASES)),
        Field("source_id", "text", _identity),
    ),
    "rules": (
        Field("rule_id", "text", _identity),
        Field("kind", "text", _words(RULE_KINDS)),
        Field("value", "number", _any_number, empty=True),
        _text("unit"),
        _text("name", empty=False),
        _text("sentence", empty=False),
        Field("basis", "text", _words(BASES)),
        Field("source_id", "text", _identity),
        _text("note"),
    ),
    "sources": (
        Field("source_id", "text", _identity),
        _text("citation", empty=False),
        _text("doi"),
        _text("address"),
        Field("grade", "text", _words(("A", "B", "C", "D")), empty=True),
        _text("status", empty=False),
        _text("kind", empty=False),
    ),
    "equipment": (
        Field("equipment", "text", _words(EQUIPMENT)),
        _text("name", empty=False),
        Field("kind", "text", _words(KINDS_OF_PLACE)),
        Field("stand_in", "text", _words(EQUIPMENT), empty=True),
        _text("advice", empty=False),
    ),
    "routines": (
        Field("routine_id", "text", _identity),
        Field("order", "count", _number(1, 100, whole=True)),
        Field("part", "text", _words(PARTS)),
        Field("exercise_id", "text", _identity),
        Field("sets", "count", _number(1, 10, whole=True)),
        Field("reps", "count", _REPS, empty=True),
        Field("seconds", "count", _SECONDS, empty=True),
        Field("rest_s", "count", _number(0, 600, whole=True)),
        Field("swaps", "text", _identities, empty=True),
    ),
    "not_claimed": (
        _text("claim", empty=False),
        _text("why", empty=False),
        Field("source_id", "text", _identity),
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
