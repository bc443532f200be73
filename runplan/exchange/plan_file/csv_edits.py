"""What a person changed in a plan file: told in sentences, checked, and carried over to the block's pins."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import numpy as np
import pandas as pd

from runplan import schema
from runplan.errors import BlockError, PlanFileError
from runplan.exchange.plan_file.csv_tables import Tables
from runplan.exchange.plan_file.exercise_edits import Record, absent, by_session, changed, exercise_edits, same, shown
from runplan.exchange.plan_file.week_edits import week_edits
from runplan.plan.block import Block
from runplan.planning.weeks.imported import imported_session_ids
from runplan.units import counted, format_long_date

_SAID = {"effort": "session_effort", "note": "session_note"}
_COMPARED = ("slot", "kind", "type", "title", "km", "minutes", "effort", "note", "steps")
_LONG_DAYS = dict(
    zip(schema.WEEKDAYS, ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"), strict=True)
)


@dataclasses.dataclass(frozen=True, eq=False)
class Edited:
    """The tables with moves carried out, the block with their pins, and a sentence for each change."""

    block: Block
    sessions: pd.DataFrame
    exercises: pd.DataFrame
    edits: tuple[str, ...]


def check_weeks(tables: Tables, block: Block, planned: Tables | None, name: str) -> None:
    """Refuse a session outside its week, and a file whose last weeks are missing.

    Raises
    ------
    PlanFileError
    """
    for line, session in zip(tables.lines, _records(tables.sessions), strict=True):
        session_id, week = session["session_id"], session["week"]
        if not 1 <= week <= block.number_of_weeks:
            raise PlanFileError(
                f"{name}, line {line}: {session_id} is in week {week}, and the block has "
                f"{block.number_of_weeks} weeks; give the block that this plan was made from."
            )
        first = block.first_day + dt.timedelta(days=7 * (week - 1))
        last = first + dt.timedelta(days=6)
        day = session["date"].date()
        if not first <= day <= last:
            raise PlanFileError(
                f"{name}, line {line}: {session_id} stands on {day}, outside its week {week} ({first} to {last}); "
                "a session moves only within its week, so give a date from it."
            )
    weeks = int(tables.sessions["week"].max()) if len(tables.sessions) else 0
    if planned is None:
        expected = block.number_of_weeks
    else:
        expected = int(planned.sessions["week"].max()) if len(planned.sessions) else 0
    if weeks < expected:
        ends = f"ends with week {weeks}" if weeks else "has no session"
        raise PlanFileError(
            f"{name} {ends}, and its plan goes to week {expected}: the file looks cut. "
            "Take a whole copy, or plan a shorter block."
        )


def apply_edits(tables: Tables, block: Block, planned: Tables | None, name: str) -> Edited:
    """Carry out what a person changed."""
    before = {} if planned is None else {one["session_id"]: one for one in _records(planned.sessions)}
    sessions = _records(tables.sessions)
    places = _Places(block)
    edits: list[str] = []
    for line, session in zip(tables.lines, sessions, strict=True):
        old = before.get(session["session_id"])
        if planned is not None and old is None:
            session["weekday"] = schema.WEEKDAYS[session["date"].weekday()]
            edits.append(f"{session['session_id']} was added on {format_long_date(session['date'])}.")
            continue
        edits += _moved(session, old, places, f"{name}, line {line}")
        if old is not None:
            edits += changed(session, old, _COMPARED, session["session_id"], _SAID) + _kept_of_run(session, old)
    for session_id in before:
        if not any(session["session_id"] == session_id for session in sessions):
            edits.append(f"{session_id} was deleted.")
    exercises = _records(tables.exercises)
    if planned is not None:
        edits += exercise_edits(sessions, exercises, before, _records(planned.exercises))
        edits += week_edits(planned.sessions, tables.sessions)
    try:
        pinned_block = places.followed()
    except BlockError as error:
        raise PlanFileError(f"{name} holds a move that the block refuses: {error}") from None
    sessions, exercises = _in_order(sessions, exercises)
    return Edited(pinned_block, _frame(schema.SESSIONS, sessions), _frame(schema.EXERCISES, exercises), tuple(edits))


class _Places:
    """The days that a block asks for: pins, and those of the runner's own runs."""

    def __init__(self, block: Block) -> None:
        self._block = block
        self.pins = dict(block.pins)
        self._runs = list(block.runs or ())
        self._own = imported_session_ids(block)

    def move(self, session_id: str, date: dt.date) -> str:
        """Ask for another day; what is said of it. A run of the runner's own is not pinned: it stands where it is."""
        weekday = schema.WEEKDAYS[date.weekday()]
        place = self._own.get(session_id)
        if place is None:
            self.pins[session_id] = weekday
            return "and is pinned there"
        run = self._runs[place]
        self._runs[place] = run._replace(weekday=weekday, date=None if run.date is None else date)
        return "in your own run plan too"

    def owns(self, session_id: str) -> bool:
        """Whether a session is a run of the runner's own."""
        return session_id in self._own

    def followed(self) -> Block:
        """The block with what was asked for."""
        runs = None if self._block.runs is None else tuple(self._runs)
        return dataclasses.replace(self._block, pins=tuple(self.pins.items()), runs=runs)


def _moved(session: dict[str, Any], old: Record | None, places: _Places, place: str) -> list[str]:
    """Let the date win over the weekday, and make a move a pin, or a change of the runner's own plan."""
    session_id, day = session["session_id"], session["date"]
    weekday = schema.WEEKDAYS[day.weekday()]
    disagrees = session["weekday"] != weekday
    said = session["weekday"]
    session["weekday"] = weekday
    moved = disagrees if old is None else day != old["date"]
    if moved:
        if session["type"] == "race":
            raise PlanFileError(
                f"{place}: {session_id} was moved to {day.date()}, and a race keeps its day; "
                "change race_date in the block and plan again."
            )
        session["pinned"] = not places.owns(session_id)
        told = places.move(session_id, day.date())
        start = _LONG_DAYS[said] if old is None else format_long_date(old["date"])
        return [f"{session_id} was moved from {start} to {format_long_date(day)}, {told}."]
    edits = []
    if disagrees:
        edits.append(
            f"{session_id} says {_LONG_DAYS[said]}, but its date is {format_long_date(day)}: the date wins, so it was "
            "not moved. To move a session, change its date."
        )
    if old is not None and session["pinned"] != old["pinned"]:
        if session["type"] == "race":
            raise PlanFileError(f"{place}: {session_id} cannot be pinned, because a race keeps its day; put no back.")
        if session["pinned"]:
            places.pins[session_id] = weekday
            edits.append(f"{session_id} was pinned to {_LONG_DAYS[weekday]}.")
        else:
            places.pins.pop(session_id, None)
            edits.append(f"{session_id} is no longer pinned.")
    return edits


def _kept_of_run(new: Record, old: Record) -> list[str]:
    """What a run with another distance keeps, because the file says so."""
    if new["kind"] != "run" or same(new["km"], old["km"]):
        return []
    kept = []
    if not absent(new["minutes"]) and same(new["minutes"], old["minutes"]):
        kept.append(f"the {counted(shown(new['minutes']), 'minute')}")
    if new["steps"] and new["steps"] == old["steps"]:
        kept.append("the steps")
    if not kept:
        return []
    return [f"{new['session_id']} keeps {' and '.join(kept)} of the file: they are worked out anew only by a new plan."]


def _in_order(
    sessions: list[dict[str, Any]], exercises: list[dict[str, Any]]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """By date and half of the day, and the exercises numbered from one, however the rows were sorted."""
    ordered = sorted(sessions, key=lambda one: (one["date"], one["slot"], one["kind"], one["session_id"]))
    of_session = by_session(exercises)
    numbered = []
    for session in ordered:
        for number, one in enumerate(of_session.get(session["session_id"], ()), start=1):
            numbered.append({**one, "order": number})
    return ordered, numbered


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    columns = {name: frame[name].tolist() for name in frame.columns}
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _frame(table: tuple[schema.Column, ...], rows: list[dict[str, Any]]) -> pd.DataFrame:
    def plain(kind: str, value: Any) -> Any:
        if kind in ("count", "number") and absent(value):
            return None
        return np.datetime64(value.date(), "us") if kind == "date" else value

    return schema.build_frame(
        table, {column.name: [plain(column.kind, row[column.name]) for row in rows] for column in table}
    )
