"""What is asked of a routine, and what comes back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from runplan.errors import RunplanError
from runplan.schema import LEVELS, STRENGTH_PHASES, STRENGTH_TYPES


@dataclass(frozen=True)
class RoutineRequest:
    """All that decides the routine of a week, and nothing else: equal requests have equal routines.

    Parameters
    ----------
    strength_phase : str
        technique, strength, power or keep.
    session_types : tuple of str
        One of heavy, general, core, routine for each session of the week, in the order of their identities.
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

    def __post_init__(self) -> None:
        if self.strength_phase not in STRENGTH_PHASES:
            raise RunplanError(_unknown("strength_phase", self.strength_phase, STRENGTH_PHASES))
        if self.level not in LEVELS:
            raise RunplanError(_unknown("level", self.level, LEVELS))
        if not self.session_types:
            raise RunplanError(
                "session_types=() names no session: give one type for each strength session of the week."
            )
        for kind in self.session_types:
            if kind not in STRENGTH_TYPES:
                raise RunplanError(_unknown("session_types", kind, STRENGTH_TYPES))
        if not self.sets_target > 0:
            raise RunplanError(f"sets_target={self.sets_target!r} is no target: give a number above 0.")
        if self.minutes < 1:
            raise RunplanError(f"minutes={self.minutes!r} is no time: give 1 or more, 10 for the shortest routine.")


def _unknown(name: str, value: str, allowed: tuple[str, ...]) -> str:
    return f"{name}={value!r} is not known: use one of {', '.join(allowed)}."


@dataclass(frozen=True)
class Prescription:
    """One exercise of a session with its dose; the names are those of `schema.EXERCISES`."""

    exercise_id: str
    exercise: str
    section: str
    sets: int
    reps: int | None
    seconds: int | None
    each_side: bool
    rest_s: int
    effort: float
    note: str = ""
    superset: str = ""


@dataclass(frozen=True, eq=False)
class Routine:
    """The exercises chosen for a week's sessions, and how near they come to what was asked.

    Parameters
    ----------
    request : RoutineRequest
        What was asked.
    sessions : tuple of tuple of Prescription
        One tuple a session, in the order of `request.session_types`; within it in the order of doing.
    seconds : tuple of int
        Time of each session, warm-up included [s].
    cost, cost_of_nothing : int
        What is minimised (see `prices`), of this routine and of no training at all.
    """

    request: RoutineRequest
    sessions: tuple[tuple[Prescription, ...], ...]
    seconds: tuple[int, ...]
    cost: int
    cost_of_nothing: int
    lower_bound: Callable[[], int] = field(repr=False)
    lighter: Callable[[bool, bool], tuple[tuple[Prescription, ...], ...]] = field(repr=False)

    @property
    def reach(self) -> float:
        """How much of what training can do this routine does [%]: 0 is no training, 100 every target met evenly."""
        return 100 * (1 - self.cost / self.cost_of_nothing)

    def bound(self) -> float:
        """The most that any plan with this time and equipment can reach [%], from a relaxation that is never below.

        It counts sets one after another; what supersets win on top is never above it, but counted up to it.
        """
        return self._bound

    @cached_property
    def _bound(self) -> float:
        return max(self.reach, 100 * (1 - self.lower_bound() / self.cost_of_nothing))
