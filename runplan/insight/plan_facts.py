"""A plan as the rules read it: sessions as records in the order of their dates, weeks as records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from runplan.insight.records import (
    ExerciseSets,
    Session,
    Week,
    exercise_sets,
    run_load,
    session_records,
    week_records,
)
from runplan.insight.volume import Counted, counted
from runplan.schema import FINDINGS, build_frame

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pandas as pd

    from runplan.plan.tables import Rows
    from runplan.planning.build import PlanTables

__all__ = ["ExerciseRow", "Finding", "PlanFacts", "Session", "Week", "findings_frame", "join_weeks"]

ONE_DAY = timedelta(days=1)

# Up to three weeks a rule are told one by one; more are told in one sentence.
MOST_SINGLE_FINDINGS = 3


class ExerciseRow(NamedTuple):
    """One exercise of a session; the names are those of `schema.EXERCISES`, None stands for an absent count."""

    exercise_id: str
    exercise: str
    section: str
    sets: int
    reps: int | None
    seconds: int | None
    each_side: bool
    rest_s: int | None
    superset: str
    effort: float


@dataclass(frozen=True, eq=False)
class PlanFacts:
    """A plan's records; built once, read by every rule.

    Parameters
    ----------
    plan : PlanTables
    rows : Rows, optional
        What the plan's tables were made of: the same records, sooner.
    """

    plan: PlanTables
    rows: Rows | None = None

    @cached_property
    def sessions(self) -> tuple[Session, ...]:
        """All sessions by date; a day's run before its strength session."""
        return session_records(self.plan, self.rows)

    @cached_property
    def runs(self) -> tuple[Session, ...]:
        """All runs by date."""
        return tuple(session for session in self.sessions if session.kind == "run")

    @cached_property
    def strength(self) -> tuple[Session, ...]:
        """All strength sessions by date."""
        return tuple(session for session in self.sessions if session.kind == "strength")

    @cached_property
    def heavy(self) -> tuple[Session, ...]:
        """The heavy strength sessions by date."""
        return tuple(session for session in self.strength if session.type == "heavy")

    @cached_property
    def races(self) -> tuple[Session, ...]:
        """The races by date."""
        return tuple(session for session in self.runs if session.type == "race")

    @cached_property
    def runs_of_day(self) -> dict[date, list[Session]]:
        """Runs by date."""
        return _by_day(self.runs)

    @cached_property
    def of_day(self) -> dict[date, list[Session]]:
        """Sessions by date."""
        return _by_day(self.sessions)

    @cached_property
    def weeks(self) -> tuple[Week, ...]:
        """All weeks in order."""
        return week_records(self.plan, self.rows, self.sessions)

    @cached_property
    def counted(self) -> Counted:
        """Sets and targets of the strength work; shared with other plans of the same work."""
        return counted(self.plan.catalog, self.exercise_sets, self.weeks)

    @cached_property
    def load(self) -> npt.NDArray[np.float64]:
        """Running's load, week x muscle in the order of `schema.MUSCLES` [0 to 100, relative]."""
        return run_load(self.plan.catalog, self.weeks)

    @cached_property
    def exercise_sets(self) -> dict[str, ExerciseSets]:
        """By session: exercise, sets, whether they count."""
        return exercise_sets(self.plan, self.rows)

    @cached_property
    def exercises(self) -> dict[str, tuple[ExerciseRow, ...]]:
        """Exercises by session, in the order of doing."""
        frame = self.plan.exercises
        order = frame["order"].to_numpy(dtype="int64", na_value=0).argsort(kind="stable")
        counts = [
            [None if value < 0 else value for value in frame[name].to_numpy(dtype="int64", na_value=-1)[order].tolist()]
            for name in ("sets", "reps", "seconds", "rest_s")
        ]
        texts = [
            frame[name].to_numpy()[order] for name in ("session_id", "exercise_id", "exercise", "section", "superset")
        ]
        efforts = frame["effort"].to_numpy(dtype="float64")[order].tolist()
        each_sides = frame["each_side"].to_numpy(dtype=bool)[order].tolist()
        rows: dict[str, list[ExerciseRow]] = {}
        for session_id, exercise_id, name, section, superset, sets, reps, seconds, rest_s, each_side, effort in zip(
            *texts, *counts, each_sides, efforts, strict=True
        ):
            row = ExerciseRow(exercise_id, name, section, sets or 0, reps, seconds, each_side, rest_s, superset, effort)
            rows.setdefault(session_id, []).append(row)
        return {session_id: tuple(of_session) for session_id, of_session in rows.items()}


def _by_day(sessions: Iterable[Session]) -> dict[date, list[Session]]:
    days: dict[date, list[Session]] = {}
    for session in sessions:
        days.setdefault(session.day, []).append(session)
    return days


@dataclass(frozen=True)
class Finding:
    """One row of the findings; `value` is the number it turns on, for the joined sentence."""

    severity: str
    rule: str
    week: int | None
    session_id: str
    message: str
    source: str
    value: float = 0.0


def findings_frame(findings: Sequence[Finding]) -> pd.DataFrame:
    """Findings as a table with the columns of `schema.FINDINGS`."""
    names = [column.name for column in FINDINGS]
    columns: dict[str, Sequence[Any]] = {name: [getattr(row, name) for row in findings] for name in names}
    return build_frame(FINDINGS, columns)


def join_weeks(found: Sequence[Finding], together: Callable[[Sequence[Finding]], str]) -> list[Finding]:
    """One finding a week, or one for all weeks where there would be more than three.

    Parameters
    ----------
    found : sequence of Finding
        Findings of one rule and severity, by week; of several in one week the one with the highest value is kept.
    together : callable
        Gives the one sentence for all.
    """
    best: dict[int | None, Finding] = {}
    for row in found:
        if row.week not in best or row.value > best[row.week].value:
            best[row.week] = row
    rows = list(best.values())
    if len(rows) <= MOST_SINGLE_FINDINGS:
        return rows
    first = rows[0]
    return [Finding(first.severity, first.rule, first.week, "", together(rows), first.source, first.value)]
