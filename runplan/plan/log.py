"""What was done: sessions, sets, and how each row of the files was taken.

In: records, as the readers of other tools' files make them. Out: the same as tables, and the kilometres of each week.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, NamedTuple

import pandas as pd

from runplan import schema
from runplan.catalog.rules import number
from runplan.plan.records import first_day_of
from runplan.units import counted

__all__ = ["Activity", "Log", "LogRow", "LoggedSet"]

NOT_DONE = ("missed", "dropped")
"""What a file that knows the plan's sessions calls those of which nothing was done."""
PHONE, OWN_PLAN = "phone", "plan"
"""The sources of a log that are RunPlan's own: the phone page, and a plan with its statuses filled in."""
TAKEN, GUESSED, JOINED, LEFT_OUT = "taken", "guessed", "joined", "left out"


class Activity(NamedTuple):
    """One session that was done; the fields are the columns of `schema.LOG_SESSIONS`.

    None stands for what is absent. Units: km [km], minutes [min], heart_rate [beats/min], rpe [RPE 0-10].
    """

    date: dt.date
    start_time: dt.datetime | None
    kind: str
    km: float | None
    minutes: float | None
    title: str
    source: str
    heart_rate: float | None = None
    rpe: float | None = None
    race: bool = False
    sport: str = ""
    note: str = ""
    session_id: str = ""
    status: str = ""
    plan_id: str = ""

    @property
    def distance_km(self) -> float:
        """Its distance; 0 where it has none [km]."""
        return self.km or 0.0

    @property
    def duration_min(self) -> float:
        """Its minutes; 0 where they are absent [min]."""
        return self.minutes or 0.0

    @property
    def is_run(self) -> bool:
        """Whether it is a run."""
        return self.kind == "run"


class LoggedSet(NamedTuple):
    """One set that was done; the fields are the columns of `schema.LOG_SETS`.

    `exercise_id` is empty where the catalogue has no such exercise. Units: kg [kg] of what the log notes, seconds [s],
    rpe [RPE 0-10], reserve [reps]. `kind` is work, warm_up, drop, test, or empty where the log has no such marks.
    """

    date: dt.date
    exercise_id: str
    exercise: str
    set: int
    kg: float | None = None
    reps: int | None = None
    seconds: float | None = None
    rpe: float | None = None
    reserve: int | None = None
    kind: str = ""
    side: str = ""
    source: str = ""
    session_id: str = ""
    unit: str = "kg"
    plan_id: str = ""


class LogRow(NamedTuple):
    """How one row, or one file, was taken; the fields are the columns of `schema.LOG_REPORT`."""

    where: str
    text: str
    outcome: str
    reason: str = ""
    date: dt.date | None = None


@dataclass(frozen=True, repr=False)
class Log:
    """A training log, as `read_log` read it.

    Parameters
    ----------
    activities : tuple of Activity
        By date and time.
    lifted : tuple of LoggedSet
        In the order in which they were done.
    rows : tuple of LogRow
        Every row, and how it was read.
    notes : tuple of str
        Sentences about the files as a whole.
    max_heart_rate, threshold_heart_rate : int or None
        The most recent values in the log [beats/min].

    See Also
    --------
    runplan.read_log
    """

    activities: tuple[Activity, ...]
    lifted: tuple[LoggedSet, ...] = ()
    rows: tuple[LogRow, ...] = ()
    notes: tuple[str, ...] = ()
    max_heart_rate: int | None = None
    threshold_heart_rate: int | None = None

    @property
    def sessions(self) -> pd.DataFrame:
        """The sessions as a table with the columns of `schema.LOG_SESSIONS`."""
        return self._sessions.copy()

    @property
    def sets(self) -> pd.DataFrame:
        """The sets as a table with the columns of `schema.LOG_SETS`."""
        return _frame(schema.LOG_SETS, [logged[: len(schema.LOG_SETS)] for logged in self.lifted])

    @property
    def report(self) -> pd.DataFrame:
        """How each row was read, as a table with the columns of `schema.LOG_REPORT`."""
        return _frame(schema.LOG_REPORT, self.rows)

    @cached_property
    def done(self) -> tuple[Activity, ...]:
        """The sessions that were done fully or partly; not those that the file calls missed or dropped."""
        return tuple(activity for activity in self.activities if activity.status not in NOT_DONE)

    @cached_property
    def _sessions(self) -> pd.DataFrame:
        return _frame(schema.LOG_SESSIONS, self.activities)

    def weeks(self, week_start: str = "Mon") -> pd.DataFrame:
        """The training of each week, from the first week with a session to the last, empty weeks included.

        Parameters
        ----------
        week_start : {'Mon', 'Sun'}

        Returns
        -------
        pandas.DataFrame
            The columns of `schema.LOG_WEEKS`: start, km, runs, run_minutes, longest_km, strength_sessions, sets.
        """
        of_week: dict[dt.date, list[Activity]] = {}
        for activity in self.done:
            of_week.setdefault(first_day_of(activity.date, week_start), []).append(activity)
        sets: dict[dt.date, int] = {}
        for logged in self.lifted:
            first = first_day_of(logged.date, week_start)
            sets[first] = sets.get(first, 0) + (logged.kind != "warm_up")
        if not of_week:
            return schema.empty_frame(schema.LOG_WEEKS)
        first, last = min(of_week), max(of_week)
        starts = [first + dt.timedelta(days=7 * number) for number in range((last - first).days // 7 + 1)]
        return _frame(
            schema.LOG_WEEKS, [_week_row(start, of_week.get(start, []), sets.get(start, 0)) for start in starts]
        )

    @property
    def summary(self) -> str:
        """One sentence: the number of runs, kilometres, strength sessions and sets, and the dates."""
        if not self.done:
            return "No session was found."
        runs = [activity for activity in self.done if activity.is_run]
        strength = sum(activity.kind == "strength" for activity in self.done)
        others = len(self.done) - len(runs) - strength
        km = sum(run.distance_km for run in runs)
        parts = [f"{counted(len(runs), 'run')} with a total of {km:,.1f} km", counted(strength, "strength session")]
        parts += [counted(len(self.lifted), "set")] if self.lifted else []
        parts += [counted(others, "other session")] if others else []
        first, last = self.done[0].date, self.done[-1].date
        return f"{', '.join(parts)}, from {first} to {last}."

    def __repr__(self) -> str:
        return f"<Log: {self.summary}>"


def of_plan(log: Log, plan_id: str, days: Mapping[str, Sequence[dt.date]]) -> tuple[Log, tuple[Activity, ...]]:
    """A log in which only what is of a plan names its sessions; and what names those of another one, as it was.

    Parameters
    ----------
    log : Log
    plan_id : str
        Of the plan.
    days : mapping of str to sequence of datetime.date
        Session id to its day, and the days on which it was planned before.
    """

    def is_elsewhere(entry: Activity | LoggedSet) -> bool:
        if not entry.session_id:
            return False
        if entry.plan_id not in ("", plan_id):
            return True
        furthest = number("matching_same_plan_days" if entry.plan_id else "matching_other_plan_days")
        of_session = days.get(entry.session_id, ())
        return bool(of_session) and min(abs((entry.date - day).days) for day in of_session) > furthest

    elsewhere = tuple(activity for activity in log.activities if is_elsewhere(activity))
    if not elsewhere and not any(map(is_elsewhere, log.lifted)):
        return log, ()
    activities = tuple(entry._replace(session_id="") if is_elsewhere(entry) else entry for entry in log.activities)
    lifted = tuple(entry._replace(session_id="") if is_elsewhere(entry) else entry for entry in log.lifted)
    return replace(log, activities=activities, lifted=lifted), elsewhere


def _week_row(start: dt.date, activities: Sequence[Activity], sets: int) -> tuple[Any, ...]:
    runs = [activity for activity in activities if activity.is_run]
    return (
        start,
        sum(run.distance_km for run in runs),
        len(runs),
        sum(run.duration_min for run in runs),
        max((run.distance_km for run in runs), default=0.0),
        sum(activity.kind == "strength" for activity in activities),
        sets,
    )


def _frame(table: tuple[schema.Column, ...], rows: Sequence[tuple[Any, ...]]) -> pd.DataFrame:
    if not rows:
        return schema.empty_frame(table)
    return schema.build_frame(
        table, {column.name: values for column, values in zip(table, zip(*rows, strict=True), strict=True)}
    )
