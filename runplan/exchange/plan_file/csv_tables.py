"""Sessions and their exercises as the rows of a plan CSV, and back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from runplan import schema
from runplan.errors import BlockError, PlanFileError
from runplan.exchange.csv_text import csv_cell, neutralise, plain_number
from runplan.exchange.plan_file.cells import COLUMNS, HEADER, Cells, Row
from runplan.exchange.plan_file.values import Reader, Value
from runplan.plan.block import SESSION_ID
from runplan.plan.imported_runs import ImportedRun, checked_run
from runplan.plan.records import Exercise, Session
from runplan.words import shown

if TYPE_CHECKING:
    import pandas as pd

PLAN_VERSION = 1
LONGEST_TEXT = 32_767  # characters in a cell of the common spreadsheets
_SESSION = ("plan_version", *(column.name for column in schema.SESSIONS))
_EXERCISE_COLUMNS = tuple(column for column in schema.EXERCISES if column.name != "session_id")
# The plan CSV names these two columns of the sessions differently, because the exercises have them too.
_IN_FILE = {"effort": "session_effort", "note": "session_note"}
_SESSION_PLACES = {name: COLUMNS.index(_IN_FILE.get(name, name)) for name in _SESSION}
_EXERCISE_PLACES = {column.name: COLUMNS.index(column.name) for column in _EXERCISE_COLUMNS}
_FLAGS = {"yes": True, "no": False, "": False}
_NUMBER = re.compile(r"\d{1,6}(?:\.\d{1,20})?")  # of a run
_REQUIRED = ("plan_version", "week", "date", "pinned")
_TYPES = {"run": schema.RUN_TYPES, "strength": schema.STRENGTH_TYPES}


@dataclass(frozen=True)
class FileSessions:
    """The sessions of a plan file, and the lines on which each of them begins and each of their exercises is."""

    sessions: tuple[Session, ...]
    lines: tuple[int, ...]
    exercise_lines: tuple[int, ...]


def text_of_sessions(sessions: Sequence[Session]) -> str:
    """The text of a plan CSV: one row a prescribed exercise, one row a run or a session without exercises.

    Raises
    ------
    PlanFileError
        If a cell cannot be written so that it reads back.
    """
    lines = [HEADER]
    for session in sessions:
        row = [""] * len(COLUMNS)
        row[0] = str(PLAN_VERSION)
        for column, value in zip(schema.SESSIONS, session, strict=False):
            row[_SESSION_PLACES[column.name]] = cell_text(column, value)
        if not session.exercises:
            lines.append(",".join(row))
        for exercise in session.exercises:
            for column, value in zip(_EXERCISE_COLUMNS, exercise, strict=True):
                row[_EXERCISE_PLACES[column.name]] = cell_text(column, value)
            lines.append(",".join(row))
    return "\n".join(lines) + "\n"


def runs_text(frame: pd.DataFrame) -> str:
    """A frame of runs as CSV, one row a session, which `read_runs` reads back equal."""
    rows = frame.astype(object).where(frame.notna(), None).to_dict("records")
    header = [column.name for column in schema.RUNS]
    lines = [header, *([cell_text(column, row[column.name]) for column in schema.RUNS] for row in rows)]
    return "".join(f"{','.join(line)}\n" for line in lines)


def run_of_cells(cells: Sequence[str], line: int, name: str) -> ImportedRun:
    """A row that `runs_text` wrote, its weekday and its text as they are there.

    Raises
    ------
    PlanFileError
        If a cell does not hold what its column holds.
    """
    texts = {column.name: cells[at] if at < len(cells) else "" for at, column in enumerate(schema.RUNS)}
    row: dict[str, Any] = {column: text or None for column, text in texts.items()}
    for column in schema.RUNS:
        if column.kind in ("count", "number") and _NUMBER.fullmatch(texts[column.name]):
            row[column.name] = float(texts[column.name])
    row["race"] = _FLAGS.get(texts["race"], texts["race"])
    try:
        if not isinstance(row["race"], bool):
            raise BlockError(f"runs, row {line}: race={shown(row['race'])} is not known: give yes or no.")
        run = checked_run(line, row)
    except BlockError as error:
        raise PlanFileError(str(error).replace(f"runs, row {line}", f"{name}, line {line}", 1)) from None
    return run._replace(weekday=texts["weekday"], text=texts["text"], race=row["race"])


def cell_text(column: schema.Column, value: Any) -> str:
    """What stands in a cell for a value of a column.

    Raises
    ------
    PlanFileError
        If it is longer than a spreadsheet holds.
    """
    if value is None:
        return ""
    if column.kind == "count":
        return str(int(value))
    if column.kind == "number":
        return plain_number(value)
    if column.kind == "flag":
        return "yes" if value else "no"
    if column.kind == "date":
        return f"{value:%Y-%m-%d}" if value.year >= 1000 else f"{value.year:04d}-{value:%m-%d}"
    if len(value) > LONGEST_TEXT:
        raise PlanFileError(
            f"The {column.name} {value[:20]!r}... has {len(value):,} characters, and a spreadsheet cell can hold "
            f"at most {LONGEST_TEXT:,}: shorten it."
        )
    return csv_cell(neutralise(value))


def sessions_of_cells(cells: Cells, name: str) -> FileSessions:
    """The sessions that the rows of a plan CSV describe, in the file's order.

    Raises
    ------
    PlanFileError
        If a cell is not what its column holds, or rows of one session disagree.
    """
    reader = Reader(name, decimal_comma=cells.decimal_comma)
    first_rows: dict[str, tuple[Row, tuple[str, ...], dict[str, Value]]] = {}
    exercises: dict[str, list[tuple[int, Exercise]]] = {}
    for row in cells.rows:
        raw = tuple(row.cells[place] for place in _SESSION_PLACES.values())
        session_id = str(reader.value("session_id", row.cells[_SESSION_PLACES["session_id"]], row.line))
        first = first_rows.get(session_id)
        if first is None:
            first_rows[session_id] = (row, raw, _session(reader, row))
            exercises[session_id] = []
        elif raw != first[1]:
            _agree(reader, first, row)
        exercise = _exercise(reader, row)
        if exercise is not None:
            exercises[session_id].append((row.line, exercise))
    sessions = []
    for session_id, (_, _, values) in first_rows.items():
        columns: dict[str, Any] = {column.name: values[column.name] for column in schema.SESSIONS}
        columns["planned_date"] = columns["planned_date"] or columns["date"]
        sessions.append(Session(**columns, exercises=tuple(exercise for _, exercise in exercises[session_id])))
    return FileSessions(
        tuple(sessions),
        tuple(row.line for row, _, _ in first_rows.values()),
        tuple(line for rows in exercises.values() for line, _ in rows),
    )


def _session(reader: Reader, row: Row) -> dict[str, Value]:
    values = {
        name: reader.value(_IN_FILE.get(name, name), row.cells[place], row.line)
        for name, place in _SESSION_PLACES.items()
    }
    for name in _REQUIRED:
        if values[name] is None:
            raise reader.refuse(row.line, f"{name} is empty; fill it in, or remove the whole row.")
    version = values["plan_version"]
    if version != PLAN_VERSION:
        raise reader.refuse(
            row.line,
            f"plan_version {version} is unknown to this RunPlan, which reads version {PLAN_VERSION}; use the "
            "RunPlan that wrote the file, or a newer one.",
        )
    session_id = str(values["session_id"])
    match = SESSION_ID.fullmatch(session_id)
    if match is None:
        raise reader.refuse(
            row.line, f"session_id {session_id[:40]!r} is not an id such as w03-easy-1; restore the old one."
        )
    if int(match["week"]) != values["week"]:
        raise reader.refuse(
            row.line,
            f"{session_id} belongs to week {int(match['week'])}, but the row says week {values['week']}; a "
            "session cannot change its week, so restore the old week.",
        )
    allowed = _TYPES[str(values["kind"])]
    if values["type"] not in allowed:
        raise reader.refuse(
            row.line,
            f"type {str(values['type'])[:40]!r} is not known for a {values['kind']} session; "
            f"give one of {', '.join(allowed)}.",
        )
    return values


def _agree(reader: Reader, known: tuple[Row, tuple[str, ...], dict[str, Value]], row: Row) -> None:
    """Refuse two rows of one session that say different things about it."""
    first, _, values = known
    other = _session(reader, row)
    for name, value in values.items():
        if other[name] != value:
            in_file = _IN_FILE.get(name, name)
            one, two = first.cells[_SESSION_PLACES[name]].strip(), row.cells[_SESSION_PLACES[name]].strip()
            raise reader.refuse(
                row.line,
                f"{values['session_id']} has {in_file} {two[:40]!r} here and {one[:40]!r} in line {first.line}; "
                "write the same in every row of a session.",
            )


def _exercise(reader: Reader, row: Row) -> Exercise | None:
    """The exercise of a row, or None where the row has none."""
    if not any(row.cells[place].strip() for place in _EXERCISE_PLACES.values()):
        return None
    if not row.cells[COLUMNS.index("exercise_id")].strip():
        filled = next(name for name, place in _EXERCISE_PLACES.items() if row.cells[place].strip())
        hint = "; a note on the session goes in session_note" if filled == "note" else ""
        raise reader.refuse(row.line, f"{filled} is filled, but exercise_id is empty; give the exercise's id{hint}.")
    values: dict[str, Any] = {
        name: reader.value(name, row.cells[place], row.line) for name, place in _EXERCISE_PLACES.items()
    }
    for name in ("order", "each_side", "sets"):
        if values[name] is None:
            raise reader.refuse(row.line, f"{name} is empty; fill it in, or remove the whole row.")
    if values["reps"] is None and values["seconds"] is None:
        raise reader.refuse(row.line, "reps and seconds are both empty; give one of them, or remove the whole row.")
    for name in ("sets", "reps", "seconds"):
        if values[name] == 0:
            raise reader.refuse(row.line, f"{name} is 0; give 1 or more, or remove the whole row to drop the exercise.")
    return Exercise(**values)
