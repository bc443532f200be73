"""A plan's tables as records: sessions, weeks and sets that rules and views read in loops.

In: a plan, and the rows that its tables were made of where they are at hand. Out: plain records, the same from both.
A move of a slider comes through the rows: pandas, called once in a while, costs more than all the counting.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import numpy.typing as npt

from runplan.insight.running_load import load_of_km
from runplan.schema import COUNTED_SECTIONS, EXERCISES, MUSCLES, RUN_TYPES, SESSIONS, WEEKDAYS, WEEKS

if TYPE_CHECKING:
    from runplan.catalog import Catalog
    from runplan.plan.tables import ExerciseColumns, Rows
    from runplan.planning.build import PlanTables

__all__ = [
    "ExerciseSets",
    "Session",
    "Week",
    "exercise_sets",
    "run_load",
    "session_records",
    "set_counts",
    "week_records",
]

ExerciseSets = tuple[tuple[str, int, bool], ...]
"""One session's exercises: id, sets, whether they count."""

QUALITY_TYPES = frozenset(("tempo", "intervals", "hills"))


class Session(NamedTuple):
    """One session of a plan."""

    session_id: str
    week: int
    day: date
    kind: str
    type: str
    title: str
    km: float
    minutes: int
    effort: float = 0.0
    pinned: bool = False

    @property
    def weekday(self) -> str:
        """Mon to Sun, from the date."""
        return WEEKDAYS[self.day.weekday()]

    @property
    def is_quality(self) -> bool:
        """A tempo, interval or hill run."""
        return self.type in QUALITY_TYPES

    @property
    def is_hard_run(self) -> bool:
        """A run that wants fresh legs: quality, long or race."""
        return self.is_quality or self.type in ("long", "race")


class Week(NamedTuple):
    """One week of a plan: what its row of the table says, and its sessions with what they add up to."""

    week: int
    start: date
    phase: str
    strength_phase: str
    table_km: float  # of the table; `run_km` is what the sessions add up to
    sets_target: float
    step_back: bool
    note: str
    run_km: float
    sessions: tuple[Session, ...]

    @property
    def days(self) -> tuple[date, ...]:
        """Its seven dates."""
        return tuple(self.start + timedelta(days=number) for number in range(7))

    @property
    def long_run_km(self) -> float:
        """Its longest long run, 0 without one."""
        return max((session.km for session in self.sessions if session.type == "long"), default=0.0)

    @property
    def has_race(self) -> bool:
        """Whether a race stands in it."""
        return any(session.type == "race" for session in self.sessions)

    @property
    def run_count(self) -> int:
        """Number of runs."""
        return sum(session.kind == "run" for session in self.sessions)

    @property
    def strength_count(self) -> int:
        """Number of strength sessions."""
        return sum(session.kind == "strength" for session in self.sessions)


def _getter(table: Iterable[Any], *names: str) -> itemgetter[Any]:
    places = [column.name for column in table]
    return itemgetter(*(places.index(name) for name in names))


_SESSION = ("session_id", "week", "date", "kind", "type", "title", "km", "minutes", "effort", "pinned")
_WEEK = ("week", "start", "phase", "strength_phase", "run_km", "sets_target", "step_back", "note")
_OF_SESSIONS, _OF_WEEKS = _getter(SESSIONS, *_SESSION), _getter(WEEKS, *_WEEK)
_OF_EXERCISES = _getter(EXERCISES[1:], "exercise_id", "sets", "section")  # columns of one session have no id


def session_records(plan: PlanTables, rows: Rows | None) -> tuple[Session, ...]:
    """All sessions by date; a day's run before its strength session.

    Parameters
    ----------
    plan : PlanTables
    rows : Rows or None
        What its tables were made of, where they are at hand.
    """
    if rows is not None:
        found = [
            Session(one, week, day, kind, type_, title, km or 0.0, minutes or 0, effort, pinned)
            for one, week, day, kind, type_, title, km, minutes, effort, pinned in map(_OF_SESSIONS, rows.sessions)
        ]
    else:
        frame = plan.sessions
        columns = {name: frame[name] for name in _SESSION}
        days = columns["date"].to_numpy().astype("datetime64[D]").astype(object).tolist()
        km = columns["km"].fillna(0.0).tolist()
        minutes_ = columns["minutes"].to_numpy(dtype="int64", na_value=0).tolist()
        read = {**{name: columns[name].tolist() for name in _SESSION}, "date": days, "km": km, "minutes": minutes_}
        found = [Session(*one) for one in zip(*(read[name] for name in _SESSION), strict=True)]
    return tuple(sorted(found, key=lambda row: (row.day, row.kind, row.session_id)))


def week_records(plan: PlanTables, rows: Rows | None, sessions: Iterable[Session]) -> tuple[Week, ...]:
    """All weeks in order.

    Parameters
    ----------
    plan : PlanTables
    rows : Rows or None
    sessions : iterable of Session
        By date.
    """
    members: dict[int, list[Session]] = {}
    for session in sessions:
        members.setdefault(session.week, []).append(session)
    return tuple(
        Week(
            week,
            *(start, phase, strength_phase, km, sets_target, step_back, note),
            run_km=sum(session.km for session in members.get(week, ()) if session.kind == "run"),
            sessions=tuple(members.get(week, ())),
        )
        for week, start, phase, strength_phase, km, sets_target, step_back, note in _week_rows(plan, rows)
    )


def _week_rows(plan: PlanTables, rows: Rows | None) -> Iterator[tuple[Any, ...]]:
    if rows is not None:
        return map(_OF_WEEKS, rows.weeks)
    frame = plan.weeks
    columns = {name: frame[name].tolist() for name in _WEEK}
    columns["start"] = frame["start"].to_numpy().astype("datetime64[D]").astype(object).tolist()
    return zip(*(columns[name] for name in _WEEK), strict=True)


def exercise_sets(plan: PlanTables, rows: Rows | None) -> dict[str, ExerciseSets]:
    """By session id, its exercises in the order of the table.

    Parameters
    ----------
    plan : PlanTables
    rows : Rows or None
        Where given, sessions with the same exercises share one tuple.
    """
    if rows is not None:
        known: dict[int, ExerciseSets] = {}
        return {session_id: known.get(id(one)) or _sets(one, known) for session_id, one in rows.exercises}
    frame = plan.exercises
    found: dict[str, list[tuple[str, int, bool]]] = {}
    sets = frame["sets"].to_numpy(dtype="int64", na_value=0).tolist()
    texts = [frame[name].tolist() for name in ("session_id", "exercise_id", "section")]
    for session_id, exercise_id, section, count in zip(*texts, sets, strict=True):
        found.setdefault(session_id, []).append((exercise_id, count, section in COUNTED_SECTIONS))
    return {session_id: tuple(one) for session_id, one in found.items()}


def _sets(columns: ExerciseColumns, known: dict[int, ExerciseSets]) -> ExerciseSets:
    ids, sets, sections = _OF_EXERCISES(columns)
    found = known[id(columns)] = tuple(
        (one, count or 0, section in COUNTED_SECTIONS) for one, count, section in zip(ids, sets, sections, strict=True)
    )
    return found


def set_counts(catalog: Catalog, weeks: Iterable[Iterable[ExerciseSets]]) -> npt.NDArray[np.float64]:
    """Fractional sets, week x muscle in the order of `schema.MUSCLES` [sets/week]: `coverage` as an array.

    Parameters
    ----------
    catalog : Catalog
    weeks : iterable of iterable of tuple
        By week, what its sessions hold.
    """
    credit, known = _credit(catalog), {}

    def of_session(one: ExerciseSets) -> npt.NDArray[np.float64]:
        if one not in known:
            counted = (count * credit[name] for name, count, _ in one if count and name in credit)
            known[one] = sum(counted, np.zeros(len(MUSCLES)))
        return known[one]

    return np.array([sum(map(of_session, sessions), np.zeros(len(MUSCLES))) for sessions in weeks])


@lru_cache(maxsize=8)
def _credit(catalog: Catalog) -> dict[str, npt.NDArray[np.float64]]:
    """What one set of each exercise counts for the twenty muscles; those that count for none are left out."""
    table = catalog.credit
    rows = dict(zip(table.index, table.to_numpy(dtype=np.float64), strict=True))
    return {exercise_id: row for exercise_id, row in rows.items() if row.any()}


def run_load(catalog: Catalog, weeks: Iterable[Week]) -> npt.NDArray[np.float64]:
    """Running's relative load, week x muscle [0 to 100, relative]: `running_load` as an array.

    Parameters
    ----------
    catalog : Catalog
    weeks : iterable of Week
    """
    rows = []
    for week in weeks:
        km = dict.fromkeys(RUN_TYPES, 0.0)
        for one in week.sessions:
            if one.type in km:
                km[one.type] += one.km
        rows.append(list(km.values()))
    return load_of_km(catalog, np.array(rows))
