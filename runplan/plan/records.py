"""What a plan consists of: weeks, sessions, exercises and routines, one record each; tables are made from them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from runplan.errors import RunplanError
from runplan.plan.steps import race_km_of
from runplan.schema import LEVELS, PLANNED, STRENGTH_PHASES, STRENGTH_TYPES, WEEKDAYS

__all__ = [
    "QUALITY_TYPES",
    "Exercise",
    "Routine",
    "RoutineRequest",
    "Session",
    "Week",
    "first_day_of",
    "week_of",
]

QUALITY_TYPES = frozenset(("tempo", "intervals", "hills"))


class Exercise(NamedTuple):
    """One prescribed exercise of a session.

    The fields are the columns of `schema.EXERCISES` after the session's id; None stands for what is absent. Units:
    seconds [s] and reps of a set (of a side, if `each_side`), rest_s [s], effort [RPE 0-10], load_kg [kg] of one
    weight, reserve [reps].
    """

    order: int | None
    section: str
    exercise_id: str
    exercise: str
    sets: int | None
    reps: int | None
    seconds: int | None
    each_side: bool
    rest_s: int | None
    effort: float | None
    note: str = ""
    superset: str = ""
    load_kg: float | None = None
    reserve: int | None = None


class Session(NamedTuple):
    """One session: the columns of `schema.SESSIONS`, and its exercises in the order of doing.

    None stands for what is absent. Units: km [km], minutes [min], effort [RPE 0-10].
    """

    session_id: str
    week: int
    date: dt.date
    weekday: str
    slot: str
    kind: str
    type: str
    title: str
    km: float | None
    minutes: int | None
    effort: float | None
    pinned: bool
    note: str
    steps: str
    status: str = PLANNED
    planned_date: dt.date | None = None
    exercises: tuple[Exercise, ...] = ()

    @property
    def is_run(self) -> bool:
        """Whether it is a run, and not strength work."""
        return self.kind == "run"

    @property
    def is_quality(self) -> bool:
        """A tempo, interval or hill run."""
        return self.type in QUALITY_TYPES

    @property
    def is_hard_run(self) -> bool:
        """A run that wants fresh legs: quality, long or race."""
        return self.type in QUALITY_TYPES or self.type in ("long", "race")

    @property
    def date_weekday(self) -> str:
        """Mon to Sun, from the date: a file may have another word in its column."""
        return WEEKDAYS[self.date.weekday()]

    @property
    def distance_km(self) -> float:
        """Its distance; 0 where it has none [km]."""
        return self.km or 0.0

    @property
    def race_km(self) -> float:
        """How long a race itself is, without warm-up and cool-down; 0 where it has no distance [km]."""
        return race_km_of(self.steps, self.km) or 0.0

    @property
    def duration_min(self) -> int:
        """Its minutes; 0 where they are absent [min]."""
        return self.minutes or 0

    @property
    def rpe(self) -> float:
        """Its effort; 0 where it is absent [RPE 0-10]."""
        return self.effort or 0.0


class Week(NamedTuple):
    """One week: the columns of `schema.WEEKS`, and its sessions by date, a day's run before its strength session.

    Units: run_km, long_run_km [km], sets_target [sets/week].
    """

    week: int
    start: dt.date
    phase: str
    strength_phase: str
    run_km: float
    long_run_km: float
    quality_runs: int
    strength_sessions: int
    sets_target: float
    step_back: bool
    note: str
    remarks: tuple[str, ...] = ()  # what the note says: kinds of events, WAY_BACK, SECOND_LIGHT
    sessions: tuple[Session, ...] = ()

    @property
    def dates(self) -> tuple[dt.date, ...]:
        """Its seven dates."""
        return tuple(self.start + dt.timedelta(days=number) for number in range(7))

    @property
    def sessions_km(self) -> float:
        """What its runs add up to; a file may say something else in `run_km` [km]."""
        return sum(session.distance_km for session in self.sessions if session.is_run)

    @property
    def total_km(self) -> float:
        """What its sessions add up to, those that are no runs too [km]."""
        return sum(session.distance_km for session in self.sessions)

    @property
    def total_minutes(self) -> int:
        """What its sessions last together [min]."""
        return sum(session.duration_min for session in self.sessions)

    @property
    def longest_long_km(self) -> float:
        """Its longest long run; 0 without one, in the race week too [km]."""
        return max((session.distance_km for session in self.sessions if session.type == "long"), default=0.0)

    @property
    def has_race(self) -> bool:
        """Whether a race is in it."""
        return any(session.type == "race" for session in self.sessions)

    @property
    def run_count(self) -> int:
        """Number of runs."""
        return sum(session.is_run for session in self.sessions)

    @property
    def strength_count(self) -> int:
        """Number of strength sessions."""
        return len(self.sessions) - self.run_count


@dataclass(frozen=True)
class RoutineRequest:
    """All that decides the routine of a week, and nothing else: equal requests have equal routines.

    Parameters
    ----------
    strength_phase : str
        technique, strength, power or keep.
    session_types : tuple of str
        One of heavy, general, core, routine for each session of the week, in the order of their identities. Heavy and
        general ones have the block's main lifts; which of them are heavy is the week's step to say.
    minutes : int
        Time of each session, warm-up included [min].
    sets_target : float
        Fractional sets a week for a priority muscle [sets/week].
    equipment, level, avoid, prefer
        What is owned, who asks, exercise ids never and rather used; the tuples sorted.
    jumps : bool
        Whether jumps are allowed at all.
    known : tuple of tuple of str
        Sets of exercises done earlier in the block, sorted; a session takes no others than those of the first set that
        is enough for it. Empty: all that there are.
    supersets : bool
        Whether exercises may be done in turn.
    lifts : tuple of str
        Exercises of which the runner remembers a set: the first choice of main lifts.
    routines : tuple of str
        Which routine of data/routines.csv each routine session is; the article's where none is named.
    fill : bool
        Whether minutes that are left go on filling once the targets are met.
    racing : bool
        Whether the week is that of the race: nothing heavy, nothing new.
    """

    strength_phase: str
    session_types: tuple[str, ...]
    minutes: int
    sets_target: float
    equipment: tuple[str, ...]
    level: str
    avoid: tuple[str, ...] = ()
    prefer: tuple[str, ...] = ()
    jumps: bool = False
    known: tuple[tuple[str, ...], ...] = ()
    supersets: bool = True
    lifts: tuple[str, ...] = ()
    routines: tuple[str, ...] = ()
    fill: bool = False
    racing: bool = False

    @property
    def pairs(self) -> bool:
        """Whether exercises are done in turn: not while a beginner learns the movements."""
        return self.supersets and not (self.level == "beginner" and self.strength_phase == "technique")

    def __post_init__(self) -> None:
        if self.strength_phase not in STRENGTH_PHASES:
            raise RunplanError(_unknown("strength_phase", self.strength_phase, STRENGTH_PHASES))
        if self.level not in LEVELS:
            raise RunplanError(_unknown("level", self.level, LEVELS))
        if not self.session_types:
            raise RunplanError("session_types=() is empty: give one type for each strength session of the week.")
        for kind in self.session_types:
            if kind not in STRENGTH_TYPES:
                raise RunplanError(_unknown("session_types", kind, STRENGTH_TYPES))
        if not self.sets_target > 0:
            raise RunplanError(f"sets_target={self.sets_target!r} is not a target: give a number above 0.")
        if self.minutes < 1:
            raise RunplanError(
                f"minutes={self.minutes!r} is not a duration: give 1 or more, or 10 for the shortest routine."
            )


def _unknown(name: str, value: str, allowed: tuple[str, ...]) -> str:
    return f"{name}={value!r} is not known: use one of {', '.join(allowed)}."


@dataclass(frozen=True, eq=False)
class Routine:
    """The exercises chosen for a week's sessions, and how near they come to what was asked.

    Parameters
    ----------
    request : RoutineRequest
        What was asked.
    sessions : tuple of tuple of Exercise
        One tuple a session, in the order of `request.session_types`; within it in the order of doing, not numbered yet.
        The doses are those of the phase's middle step; `week` has those of any.
    seconds : tuple of int
        Time of each session, warm-up included [s].
    cost, cost_of_nothing : int
        What is minimised (see `prices`), of this routine and of no training at all.
    lower_bound : callable
        The least that any routine with the same main lifts costs.
    week : callable
        Minutes and exercises of each session of a week: by its step, by which of them are light whatever the step, and
        by its week of hops.
    """

    request: RoutineRequest
    sessions: tuple[tuple[Exercise, ...], ...]
    seconds: tuple[int, ...]
    cost: int
    cost_of_nothing: int
    lower_bound: Callable[[], int] = field(repr=False)
    week: Callable[[str, tuple[bool, ...], int], tuple[tuple[int, tuple[Exercise, ...]], ...]] = field(repr=False)

    @property
    def reach(self) -> float:
        """How much of what training can do this routine does [%]: 0 is no training, 100 every target met evenly."""
        return 100 * (1 - self.cost / self.cost_of_nothing)

    def bound(self) -> float:
        """The most that any plan with these main lifts and this time can reach [%], by a relaxation never below it.

        It counts sets one after another; what supersets win on top is never above it, but counted up to it.
        """
        return self._bound

    @cached_property
    def _bound(self) -> float:
        return max(self.reach, 100 * (1 - self.lower_bound() / self.cost_of_nothing))


def first_day_of(day: dt.date, week_start: str) -> dt.date:
    """The first day of the week that holds a day.

    Raises
    ------
    OverflowError
        If that day is before the calendar begins.
    """
    return day - dt.timedelta(days=(day.weekday() - (6 if week_start == "Sun" else 0)) % 7)


def week_of(day: dt.date, first_day: dt.date) -> int:
    """The number of the week that holds a day; 1 for the week that begins on `first_day`, 0 for the one before it.

    >>> week_of(dt.date(2027, 1, 10), dt.date(2027, 1, 4)), week_of(dt.date(2027, 1, 11), dt.date(2027, 1, 4))
    (1, 2)
    """
    return (day - first_day).days // 7 + 1
