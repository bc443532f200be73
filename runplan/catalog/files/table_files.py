"""The catalogue's files: which columns each has, and what its cells may hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from runplan import schema
from runplan.catalog.files import cell_types as cell
from runplan.catalog.files.read import Table, read_table
from runplan.errors import CatalogError
from runplan.words import PHASE_NAMES

RULE_KINDS = ("hard", "soft", "number")
MUSCLE_GROUPS = ("hip", "thigh", "lower_leg", "trunk", "upper")
PARTS = ("foam_roll", "warm_up", "strength")
SLOTS = ("quality", "after_easy", "in_long")
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
    "workouts": "workout",
    "load_steps": "kit",
    "body_share": "exercise",
}


@dataclass(frozen=True)
class Field:
    """One column of a file: its kind as in `schema.Column`, and how its cells are read."""

    name: str
    kind: str
    convert: cell.Convert
    empty: bool = False  # whether a cell may be empty
    missing: str | None = None  # what stands in its place where a file lacks the column; None: no file may lack it


def _text(name: str, *, empty: bool = True) -> Field:
    return Field(name, "text", cell.something, empty)


_SECONDS = cell.number(1, 600, whole=True)
_REPS = cell.number(1, 100, whole=True)

KINDS_OF_PLACE = ("home", "gym")

FILES: dict[str, tuple[Field, ...]] = {
    "exercises": (
        Field("exercise_id", "text", cell.identity),
        _text("name", empty=False),
        Field("section", "text", cell.words(schema.SECTIONS)),
        Field("pattern", "text", cell.words(schema.PATTERNS)),
        Field("planes", "text", cell.several(schema.PLANES), empty=True),
        Field("benefits", "text", cell.several(schema.BENEFITS)),
        Field("equipment", "text", cell.equipment, empty=True),
        Field("hands", "text", cell.words(schema.HANDS), empty=True, missing=""),
        Field("level", "text", cell.words(schema.LEVELS)),
        Field("each_side", "flag", cell.yes),
        Field("mode", "text", cell.words(schema.MODES)),
        Field("seconds_per_rep", "number", cell.number(0.2, 60), empty=True),
        Field("tempo", "text", cell.tempo, empty=True, missing=""),
        Field("setup_s", "number", cell.number(0, 600)),
        Field("dose", "text", cell.identity),
        Field("load_class", "text", cell.words(schema.LOAD_CLASSES)),
        Field("full_set", "flag", cell.yes, missing="yes"),
        _text("how_to"),
        Field("easier", "text", cell.identities, empty=True),
        Field("harder", "text", cell.identities, empty=True),
        Field("swaps", "text", cell.identities, empty=True, missing=""),
        Field("staple", "flag", cell.yes, missing="no"),
        Field("fit_category", "text", cell.identity, empty=True, missing=""),
        Field("fit_name", "text", cell.identity, empty=True, missing=""),
        Field("fedb_id", "text", cell.something, empty=True, missing=""),
    ),
    "doses": (
        Field("dose", "text", cell.identity),
        Field("level", "text", cell.words(schema.LEVELS)),
        Field("strength_phase", "text", cell.words(schema.STRENGTH_PHASES)),
        Field("sets_min", "count", cell.number(1, 10, whole=True)),
        Field("sets_max", "count", cell.number(1, 10, whole=True)),
        Field("reps", "count", _REPS, empty=True),
        Field("seconds", "count", _SECONDS, empty=True),
        Field("effort", "number", cell.number(0, 10)),
        Field("rest_s", "count", cell.number(0, 600, whole=True)),
        Field("basis", "text", cell.words(schema.BASES), missing="our assumption"),
        Field("source_id", "text", cell.identity, missing="our_assumption"),
    ),
    "involvement": (
        Field("exercise_id", "text", cell.identity),
        Field("muscle", "text", cell.words(schema.MUSCLES)),
        Field("role", "text", cell.words(schema.ROLES)),
        Field("basis", "text", cell.words(schema.BASES)),
        Field("source_id", "text", cell.identity),
        _text("detail"),
        _text("pct_mvic"),
        _text("statistic"),
        _text("note"),
    ),
    "muscles": (
        Field("muscle", "text", cell.words(schema.MUSCLES)),
        _text("name", empty=False),
        Field("group", "text", cell.words(MUSCLE_GROUPS)),
        Field("priority", "flag", cell.yes),
        Field("target_share", "number", cell.number(0, 2)),
        _text("description"),
    ),
    "running_load": (
        Field("muscle", "text", cell.words(schema.MUSCLES)),
        Field("run_type", "text", cell.words(schema.RUN_TYPES)),
        Field("load", "number", cell.number(0, 3)),
        Field("basis", "text", cell.words(schema.BASES)),
        Field("source_id", "text", cell.identity),
    ),
    "rules": (
        Field("rule_id", "text", cell.identity),
        Field("kind", "text", cell.words(RULE_KINDS)),
        Field("value", "number", cell.any_number, empty=True),
        _text("unit"),
        _text("name", empty=False),
        _text("sentence", empty=False),
        Field("basis", "text", cell.words(schema.BASES)),
        Field("source_id", "text", cell.identity),
        _text("note"),
    ),
    "sources": (
        Field("source_id", "text", cell.identity),
        _text("citation", empty=False),
        _text("doi"),
        _text("address"),
        Field("grade", "text", cell.words(("A", "B", "C", "D")), empty=True),
        _text("status", empty=False),
        _text("kind", empty=False),
    ),
    "equipment": (
        Field("equipment", "text", cell.words(schema.EQUIPMENT)),
        Field("kind", "text", cell.words(KINDS_OF_PLACE)),
        Field("stand_in", "text", cell.words(schema.EQUIPMENT), empty=True),
        _text("advice", empty=False),
        Field("name", "text", cell.something, empty=True, missing=""),
    ),
    "routines": (
        Field("routine_id", "text", cell.identity),
        Field("order", "count", cell.number(1, 100, whole=True)),
        Field("part", "text", cell.words(PARTS)),
        Field("exercise_id", "text", cell.identity),
        Field("sets", "count", cell.number(1, 10, whole=True)),
        Field("reps", "count", _REPS, empty=True),
        Field("seconds", "count", _SECONDS, empty=True),
        Field("rest_s", "count", cell.number(0, 600, whole=True)),
        Field("swaps", "text", cell.identities, empty=True),
    ),
    "not_claimed": (
        _text("claim", empty=False),
        _text("why", empty=False),
        Field("source_id", "text", cell.identity),
    ),
    "workouts": (
        Field("goal", "text", cell.one_of_several((*schema.GOALS, "any"))),
        Field("level", "text", cell.one_of_several((*schema.LEVELS, "any"))),
        Field("phase", "text", cell.one_of_several((*PHASE_NAMES, "any"))),
        Field("slot", "text", cell.words(SLOTS)),
        Field("kind", "text", cell.identity),
        Field("turn", "count", cell.number(1, 100, whole=True)),
        Field("variant", "text", cell.words(("slow",)), empty=True),
        _text("steps", empty=False),
        Field("work_share", "number", cell.number(0.01, 1)),
        _text("note"),
        Field("basis", "text", cell.words(schema.BASES)),
        _text("source", empty=False),
    ),
    "load_steps": (
        Field("equipment", "text", cell.words(schema.LOADED)),
        Field("unit", "text", cell.words(("kg", "lb"))),
        Field("least", "number", cell.number(0.1, 500)),
        Field("step", "number", cell.number(0.1, 50)),
        Field("most", "number", cell.number(0.1, 500), empty=True),
        Field("basis", "text", cell.words(schema.BASES)),
        Field("source_id", "text", cell.identity),
        _text("note"),
    ),
    "body_share": (
        Field("exercise_id", "text", cell.identity),
        Field("share", "number", cell.number(0, 1)),
        Field("bar_share", "number", cell.number(0, 1)),
        Field("basis", "text", cell.words(schema.BASES)),
        Field("source_id", "text", cell.identity),
        _text("note"),
    ),
}


def parse_table(raw: Table, fields: Sequence[Field], missing: Mapping[str, str]) -> Table:
    """The cells of a file as values, and what stands in the place of columns that are missing.

    Raises
    ------
    CatalogError
        With file, row, column, value and what is allowed, for the first cell that cannot be read.
    """
    cells = raw.completed(missing)
    values: dict[str, list[Any]] = {}
    for field in fields:
        blank = "" if field.kind == "text" else None
        known: dict[str, Any] = {"": blank} if field.empty else {}
        for row, text in zip(raw.rows, cells[field.name], strict=True):
            if text not in known:
                try:
                    known[text] = field.convert(text)
                except ValueError as error:
                    raise raw.fault(row, field.name, text, str(error)) from None
        values[field.name] = [known[text] for text in cells[field.name]]
    return Table(raw.file, values, raw.rows)


def read_file(folder: Path, name: str) -> Table:
    """Read one of `FILES` from a folder.

    Raises
    ------
    CatalogError
        If the file cannot be read, has no row below its header, or a cell is not allowed.
    """
    missing = {field.name: field.missing for field in FILES[name] if field.missing is not None}
    raw = read_table(folder / f"{name}.csv", [field.name for field in FILES[name] if field.missing is None])
    if not raw.rows:
        raise CatalogError(
            f"{raw.file} has no {_HOLDS[name]}; add rows below the header, or remove the file from the folder."
        )
    return parse_table(raw, FILES[name], missing)


def frame_of(name: str, values: dict[str, list[Any]]) -> pd.DataFrame:
    """The values of a file as a frame; exercises are indexed by exercise_id."""
    frame = schema.build_frame((schema.Column(field.name, field.kind, "", "") for field in FILES[name]), values)
    return frame.set_index("exercise_id") if name == "exercises" else frame
