"""Sessions and exercises as the rows of a plan CSV, and back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from runplan import schema
from runplan.errors import PlanFileError
from runplan.exchange.csv_text import csv_cell, neutralise, plain_number
from runplan.exchange.plan_file.cells import COLUMNS, HEADER, Cells, Row
from runplan.exchange.plan_file.values import Reader, Value
from runplan.plan.block import SESSION_ID

PLAN_VERSION = 1
LONGEST_TEXT = 32_767  # characters in a cell of the common spreadsheets
_SESSION = ("plan_version", *(column.name for column in schema.SESSIONS))
_EXERCISE = tuple(column.name for column in schema.EXERCISES if column.name != "session_id")
# The plan CSV names these two columns of the sessions differently, because the exercises have them too.
_IN_FILE = {"effort": "session_effort", "note": "session_note"}
_SESSION_PLACES = {name: COLUMNS.index(_IN_FILE.get(name, name)) for name in _SESSION}
_EXERCISE_PLACES = {name: COLUMNS.index(name) for name in _EXERCISE}
_REQUIRED = ("plan_version", "week", "date", "pinned")
_TYPES = {"run": schema.RUN_TYPES, "strength": schema.STRENGTH_TYPES}


@dataclass(frozen=True)
class Tables:
    """A plan's sessions and exercises, and the lines of the file on which each session begins and each exercise is."""

    sessions: pd.DataFrame
    exercises: pd.DataFrame
    lines: tuple[int, ...]
    exercise_lines: tuple[int, ...]


def text_from_tables(sessions: pd.DataFrame, exercises: pd.DataFrame) -> str:
    """The text of a plan CSV: one row a prescribed exercise, one row a run or a session without exercises.

    Raises
    ------
    PlanFileError
        If an exercise belongs to no session, or a cell cannot be written so that it reads back.
    """
    of_session = _cells(schema.SESSIONS, sessions)
    of_exercise = _cells(schema.EXERCISES, exercises)
    rows_of: dict[str, list[int]] = {session_id: [] for session_id in of_session["session_id"]}
    for place, session_id in enumerate(of_exercise["session_id"]):
        if session_id not in rows_of:
            raise PlanFileError(f"An exercise belongs to session {session_id!r}, which the plan does not have.")
        rows_of[session_id].append(place)
    lines = [HEADER]
    for place, session_id in enumerate(of_session["session_id"]):
        row = [""] * len(COLUMNS)
        row[0] = str(PLAN_VERSION)
        for name in _SESSION[1:]:
            row[_SESSION_PLACES[name]] = of_session[name][place]
        if not rows_of[session_id]:
            lines.append(",".join(row))
        for exercise in rows_of[session_id]:
            for name in _EXERCISE:
                row[_EXERCISE_PLACES[name]] = of_exercise[name][exercise]
            lines.append(",".join(row))
    return "\n".join(lines) + "\n"


def _cells(table: Sequence[schema.Column], frame: pd.DataFrame) -> dict[str, list[str]]:
    missing = [column.name for column in table if column.name not in frame]
    if missing:
        raise PlanFileError(f"The plan's tables lack the column {missing[0]}: make the plan with build_plan.")
    return {column.name: [_cell(column, value) for value in frame[column.name].tolist()] for column in table}


def _cell(column: schema.Column, value: Any) -> str:
    if value is None or value is pd.NA or value is pd.NaT or value != value:
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
            f"The {column.name} {value[:20]!r}... has {len(value):,} characters, and a spreadsheet's cell holds "
            f"{LONGEST_TEXT:,}: shorten it."
        )
    return csv_cell(neutralise(value))


def tables_from_cells(cells: Cells, name: str) -> Tables:
    """The tables that the rows of a plan CSV describe, in the file's order.

    Raises
    ------
    PlanFileError
        If a cell is not what its column holds, or rows of one session disagree.
    """
    reader = Reader(name, decimal_comma=cells.decimal_comma)
    sessions: dict[str, tuple[Row, tuple[str, ...], dict[str, Value]]] = {}
    taken: dict[str, list[tuple[int, dict[str, Value]]]] = {}
    for row in cells.rows:
        raw = tuple(row.cells[place] for place in _SESSION_PLACES.values())
        session_id = str(reader.value("session_id", row.cells[_SESSION_PLACES["session_id"]], row.line))
        known = sessions.get(session_id)
        if known is None:
            sessions[session_id] = (row, raw, _session(reader, row))
            taken[session_id] = []
        elif raw != known[1]:
            _agree(reader, known, row)
        exercise = _exercise(reader, row, session_id)
        if exercise is not None:
            taken[session_id].append((row.line, exercise))
    exercises = [one for rows in taken.values() for one in rows]
    parts = [values for _, _, values in sessions.values()]
    return Tables(
        _frame(schema.SESSIONS, parts),
        _frame(schema.EXERCISES, [values for _, values in exercises]),
        tuple(row.line for row, _, _ in sessions.values()),
        tuple(line for line, _ in exercises),
    )


def _frame(table: Sequence[schema.Column], rows: list[dict[str, Value]]) -> pd.DataFrame:
    return schema.build_frame(table, {column.name: [row[column.name] for row in rows] for column in table})


def _session(reader: Reader, row: Row) -> dict[str, Value]:
    values = {
        name: reader.value(_IN_FILE.get(name, name), row.cells[place], row.line)
        for name, place in _SESSION_PLACES.items()
    }
    for name in _REQUIRED:
        if values[name] is None:
            raise reader.refuse(row.line, f"{name} is empty; give it, or remove the whole row.")
    version = values["plan_version"]
    if version != PLAN_VERSION:
        raise reader.refuse(
            row.line,
            f"plan_version {version} is not known to this RunPlan, which reads version {PLAN_VERSION}; "
            "read the file with the RunPlan that wrote it, or a newer one.",
        )
    session_id = str(values["session_id"])
    match = SESSION_ID.fullmatch(session_id)
    if match is None:
        raise reader.refuse(
            row.line, f"session_id {session_id[:40]!r} is not an identity such as w03-easy-1; put it back."
        )
    if int(match["week"]) != values["week"]:
        raise reader.refuse(
            row.line,
            f"{session_id} belongs to week {int(match['week'])}, and the row says week {values['week']}; "
            "a session stays in its week, so put the week back.",
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


def _exercise(reader: Reader, row: Row, session_id: str) -> dict[str, Value] | None:
    """The exercise of a row, or None where the row has none."""
    if not any(row.cells[place].strip() for place in _EXERCISE_PLACES.values()):
        return None
    if not row.cells[COLUMNS.index("exercise_id")].strip():
        filled = next(name for name, place in _EXERCISE_PLACES.items() if row.cells[place].strip())
        hint = "; a note on the session goes to session_note" if filled == "note" else ""
        raise reader.refuse(row.line, f"{filled} is filled, but exercise_id is empty; give the exercise's id{hint}.")
    values: dict[str, Value] = {"session_id": session_id}
    for name, place in _EXERCISE_PLACES.items():
        values[name] = reader.value(name, row.cells[place], row.line)
    for name in ("order", "each_side", "sets"):
        if values[name] is None:
            raise reader.refuse(row.line, f"{name} is empty; give it, or remove the whole row.")
    if values["reps"] is None and values["seconds"] is None:
        raise reader.refuse(row.line, "reps and seconds are both empty; give one of them, or remove the whole row.")
    for name in ("sets", "reps", "seconds"):
        if values[name] == 0:
            raise reader.refuse(row.line, f"{name} is 0; give 1 or more, or remove the whole row to drop the exercise.")
    return values
