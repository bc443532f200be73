"""A plan as the rules read it: sessions as records in the order of their dates, weeks as records."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property, lru_cache
from operator import attrgetter
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from runplan.catalog import Catalog
from runplan.catalog.heavy_work import is_jump
from runplan.insight.coverage import Counted, ExerciseSets, count_sets, exercise_sets, weekly_load
from runplan.plan.records import Session, Week
from runplan.plan.tables import PlanTables
from runplan.schema import FINDINGS, build_frame
from runplan.words import percent_range, rise, weeks_named

ONE_DAY = timedelta(days=1)
ROUNDING_KM = 0.051  # distances of a plan are rounded to 0.1 km

# Up to three weeks a rule are told one by one; more are told in one sentence.
MOST_SINGLE_FINDINGS = 3


@dataclass(frozen=True, eq=False)
class PlanFacts:
    """A plan's records; built once, read by every rule."""

    plan: PlanTables

    @cached_property
    def sessions(self) -> tuple[Session, ...]:
        """All sessions by date; a day's run before its strength session."""
        return tuple(sorted(self.plan.session_records, key=attrgetter("date", "kind", "session_id")))

    @cached_property
    def runs(self) -> tuple[Session, ...]:
        """All runs by date."""
        return tuple(session for session in self.sessions if session.is_run)

    @cached_property
    def strength(self) -> tuple[Session, ...]:
        """All strength sessions by date."""
        return tuple(session for session in self.sessions if session.kind == "strength")

    @cached_property
    def heavy(self) -> tuple[Session, ...]:
        """The strength sessions that want a day as heavy ones do, by date: those, and the ones with jumps."""
        jumps = jumps_of(self.plan.catalog)
        return tuple(
            session
            for session in self.strength
            if session.type == "heavy" or any(row.exercise_id in jumps for row in session.exercises)
        )

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
        return self.plan.week_records

    @cached_property
    def counted(self) -> Counted:
        """Sets and targets of the strength work; shared with other plans of the same work."""
        return count_sets(self.plan)

    @cached_property
    def load(self) -> npt.NDArray[np.float64]:
        """Running's load, week x muscle in the order of `schema.MUSCLES` [0 to 100, relative]."""
        return weekly_load(self.plan)

    @cached_property
    def exercise_sets(self) -> dict[str, ExerciseSets]:
        """By session: exercise, sets, whether they count."""
        return exercise_sets(self.plan)

    @property
    def weeks_kept_with_less(self) -> list[int]:
        """The weeks near the race that hold strength work, but fewer sessions than are wished."""
        wished = self.plan.block.strength_sessions
        return [week.week for week in self.weeks if week.strength_phase == "keep" and 0 < week.strength_count < wished]


@lru_cache(maxsize=32)
def jumps_of(catalog: Catalog) -> frozenset[str]:
    """The exercises that are jumps."""
    table = catalog.exercises
    rows = zip(table.index, table["pattern"], table["dose"], strict=True)
    return frozenset(name for name, pattern, dose in rows if is_jump(pattern, dose))


def _by_day(sessions: Iterable[Session]) -> dict[date, list[Session]]:
    days: dict[date, list[Session]] = {}
    for session in sessions:
        days.setdefault(session.date, []).append(session)
    return days


@dataclass(frozen=True)
class Finding:
    """One row of the findings.

    Attributes
    ----------
    value : float
        The number it turns on, for the joined sentence; a larger one is worse.
    about : str
        Which of a rule's sentences it is, where the rule has several that ask for something else.
    joined : tuple of int
        The weeks of a sentence about several.
    """

    severity: str
    rule: str
    week: int | None
    session_id: str
    message: str
    source: str
    value: float = 0.0
    about: str = ""
    joined: tuple[int, ...] = ()

    @property
    def weeks(self) -> tuple[int, ...]:
        """The weeks it is about; none where it is about the block."""
        return self.joined or (() if self.week is None else (self.week,))


def findings_frame(findings: Sequence[Finding]) -> pd.DataFrame:
    """Findings as a table with the columns of `schema.FINDINGS`."""
    names = [column.name for column in FINDINGS]
    columns: dict[str, Sequence[Any]] = {name: [getattr(row, name) for row in findings] for name in names}
    return build_frame(FINDINGS, columns)


def join_weeks(found: Sequence[Finding], together: str) -> list[Finding]:
    """One finding a week, or one for all weeks where there would be more than three.

    Its sentence is `together`, with their `{weeks}` (or `{Weeks}`, where it begins) and the range of their `{shares}`,
    or by how much they are `{more than}` or `{longer than}` something.
    """
    best: dict[int | None, Finding] = {}
    for row in found:
        if row.week not in best or row.value > best[row.week].value:
            best[row.week] = row
    rows = list(best.values())
    if len(rows) <= MOST_SINGLE_FINDINGS:
        return rows
    joined = tuple(sorted(row.week for row in rows if row.week is not None))
    weeks = weeks_named(joined)
    names = {"{weeks}": weeks, "{Weeks}": weeks.capitalize(), "{shares}": percent_range(row.value for row in rows)}
    names |= {f"{{{over}}}": rise((row.value for row in rows), over) for over in ("more than", "longer than")}
    for name, text in names.items():
        together = together.replace(name, text)
    worst = max(row.value for row in rows)
    return [replace(rows[0], session_id="", message=together, value=worst, joined=joined)]
