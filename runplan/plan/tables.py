"""A plan: its records, and the tables that are made of them when they are read.

In: records, or frames such as a file gives. Out: both, whichever is asked for. Who reads a table gets a shallow copy,
so what is written into it never reaches the plan; pandas copies on write, which makes the copy cheap.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from operator import attrgetter
from typing import Any, NamedTuple, Self

import pandas as pd

from runplan import schema
from runplan.catalog import Catalog
from runplan.plan.block import Block
from runplan.plan.records import Exercise, Routine, Session, Week
from runplan.plan.waiting import NOTHING_WAITS, WaitingSettings
from runplan.schema.frames import FrameField, LazyFrame

__all__ = [
    "Change",
    "ExercisesOf",
    "LazyFrame",
    "PlanTables",
    "exercises_source",
    "sessions_source",
    "table_rows",
    "weeks_source",
]


class Change(NamedTuple):
    """One change of a plan that its events made: the columns of `schema.CHANGES`."""

    session_id: str
    week: int
    change: str  # moved, dropped, eased, shortened, added, "other equipment" or "planned anew"
    before: str
    after: str
    reason: str


ExercisesOf = tuple[str, tuple[Exercise, ...]]
"""A session's id and its exercises; sessions with the same exercises share one tuple."""


@dataclass(frozen=True, eq=False)
class PlanTables:
    """A plan as tables and as records.

    Parameters
    ----------
    block : Block
    catalog : Catalog
    weeks, sessions, exercises : pandas.DataFrame or LazyFrame
        Columns of schema.WEEKS, SESSIONS and EXERCISES. What is read is a copy: changing it does not change the plan.
    remarks : pandas.DataFrame or LazyFrame
        Rows of schema.FINDINGS that planning itself has to say.
    routines : tuple of (str, Routine)
        A label such as "technique, weeks 1-4", and the routine chosen for it.
    edits : tuple of str
        What a person changed in the file after it was planned, a sentence each.
    plan_id : str
        What tells this plan from others in a calendar; a re-plan and a file keep it.
    waiting : WaitingSettings
        What is set and has no place in the block; a re-plan and a file keep it too.
    change_rows : tuple of Change
        What the block's events changed.
    """

    block: Block
    catalog: Catalog
    weeks: FrameField = FrameField()
    sessions: FrameField = FrameField()
    exercises: FrameField = FrameField()
    remarks: FrameField = FrameField()
    routines: tuple[tuple[str, Routine], ...] = ()
    edits: tuple[str, ...] = ()
    plan_id: str = ""
    waiting: WaitingSettings = NOTHING_WAITS
    change_rows: tuple[Change, ...] = ()

    @property
    def changes(self) -> pd.DataFrame:
        """The changes that the block's events made, with the reason for each. Columns of schema.CHANGES."""
        return _frame(schema.CHANGES, self.change_rows)

    @cached_property
    def session_records(self) -> tuple[Session, ...]:
        """The sessions in the order of their table, each with its exercises."""
        source, exercises = self.__dict__["_sessions"], self.exercise_records
        if not isinstance(source, LazyFrame):
            columns = [column.name for column in schema.SESSIONS]
            source = LazyFrame(tuple(Session(*row) for row in table_rows(source, columns)), _sessions_frame)
        return tuple(
            session
            if session.exercises is exercises.get(session.session_id, ())
            else session._replace(exercises=exercises.get(session.session_id, ()))
            for session in source.records
        )

    def session_of(self, session_id: str) -> Session | None:
        """The session with this id; None if there is none."""
        return next((session for session in self.session_records if session.session_id == session_id), None)

    @cached_property
    def exercise_records(self) -> dict[str, tuple[Exercise, ...]]:
        """The exercises by session id, in the order in which they are done."""
        source = self.__dict__["_exercises"]
        if isinstance(source, LazyFrame):
            return dict(source.records)
        names = [column.name for column in schema.EXERCISES]
        of_session: dict[str, list[Exercise]] = {}
        for session_id, *values in table_rows(source, names):
            of_session.setdefault(session_id, []).append(Exercise(*values))
        by_order = {name: sorted(rows, key=lambda row: row.order or 0) for name, rows in of_session.items()}
        return {session_id: tuple(rows) for session_id, rows in by_order.items()}

    @cached_property
    def week_records(self) -> tuple[Week, ...]:
        """The weeks in order, each with its sessions by date, a day's run before its strength session."""
        of_week: dict[int, list[Session]] = {}
        for session in sorted(self.session_records, key=attrgetter("date", "kind", "session_id")):
            of_week.setdefault(session.week, []).append(session)
        source = self.__dict__["_weeks"]
        if isinstance(source, LazyFrame):
            weeks: Sequence[Week] = source.records
        else:
            weeks = [Week(*row) for row in table_rows(source, [column.name for column in schema.WEEKS])]
        return tuple(week._replace(sessions=tuple(of_week.get(week.week, ()))) for week in weeks)

    @property
    def remark_rows(self) -> Sequence[tuple[Any, ...]]:
        """The rows of `remarks`."""
        source = self.__dict__["_remarks"]
        if isinstance(source, LazyFrame):
            return source.records
        return table_rows(source, [column.name for column in schema.FINDINGS])

    def called(self, plan_id: str, waiting: WaitingSettings | None = None) -> Self:
        """Return the plan under another id.

        Parameters
        ----------
        plan_id : str
            16 hexadecimal digits.
        waiting : WaitingSettings, optional
            Settings outside the block that wait; by default, those of this plan.
        """
        waiting = self.waiting if waiting is None else waiting
        return type(self)(**(self.parts() | {"plan_id": plan_id, "waiting": waiting}))

    def without_dropped(self) -> Self:
        """The plan without its dropped sessions."""
        sessions = [session for session in self.session_records if session.status != "dropped"]
        if len(sessions) == len(self.session_records):
            return self
        rows = {"sessions": sessions_source(sessions), "exercises": exercises_source(sessions)}
        return type(self)(**(self.parts() | rows))

    def parts(self) -> dict[str, Any]:
        """The plan's fields by name."""
        return {
            field.name: self.__dict__.get(f"_{field.name}", self.__dict__.get(field.name)) for field in fields(self)
        }


def table_rows(frame: pd.DataFrame, names: Sequence[str]) -> list[tuple[Any, ...]]:
    """The rows of a table as plain values: dates as datetime.date, None for what is absent."""
    columns = []
    for name in names:
        column = frame[name]
        if column.dtype.kind == "M":
            values: list[Any] = column.to_numpy().astype("datetime64[D]").astype(object).tolist()
        else:
            values = column.tolist()
        if column.hasnans:
            values = [None if absent else value for value, absent in zip(values, column.isna().tolist(), strict=True)]
        columns.append(values)
    return list(zip(*columns, strict=True))


def weeks_source(weeks: Sequence[Week]) -> LazyFrame:
    """Weeks, to become a table with the columns of schema.WEEKS."""
    return LazyFrame(tuple(weeks), _weeks_frame)


def sessions_source(sessions: Sequence[Session]) -> LazyFrame:
    """Sessions, to become a table with the columns of schema.SESSIONS."""
    return LazyFrame(tuple(sessions), _sessions_frame)


def exercises_source(sessions: Sequence[Session]) -> LazyFrame:
    """The exercises of sessions, to become a table with the columns of schema.EXERCISES."""
    of_sessions = tuple((session.session_id, session.exercises) for session in sessions if session.exercises)
    return LazyFrame(of_sessions, _exercises_frame)


def _weeks_frame(weeks: tuple[Week, ...]) -> pd.DataFrame:
    return _frame(schema.WEEKS, [week[: len(schema.WEEKS)] for week in weeks])


def _sessions_frame(sessions: tuple[Session, ...]) -> pd.DataFrame:
    return _frame(schema.SESSIONS, [session[: len(schema.SESSIONS)] for session in sessions])


def _exercises_frame(exercises: tuple[ExercisesOf, ...]) -> pd.DataFrame:
    return _frame(schema.EXERCISES, [(session_id, *row) for session_id, rows in exercises for row in rows])


def _frame(table: tuple[schema.Column, ...], rows: Sequence[tuple[Any, ...]]) -> pd.DataFrame:
    if not rows:
        return schema.empty_frame(table)
    return schema.build_frame(
        table, {column.name: values for column, values in zip(table, zip(*rows, strict=True), strict=True)}
    )
