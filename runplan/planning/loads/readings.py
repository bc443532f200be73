"""Done sets, read: which of them count, and how they went against what was asked.

In: the sets of a lift in one session, the dose and the weight that were asked. Out: a `Reading`: easy, met, near,
short, failed or pain.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from runplan.catalog.rules import number
from runplan.plan.weights import KG_PER_LB, Weight
from runplan.planning.loads.estimate import moved_ratio
from runplan.planning.loads.lifts import Lift

_MARKED = ("warm_up", "drop", "test")  # sets that do not count
_POUNDS_FOR_KG = 0.95, 1.05  # how near a ratio is to that of the units


class Dose(NamedTuple):
    """What is asked of an exercise: sets, repetitions (of a side, where sides change), and how many are to be left."""

    sets: int
    reps: int
    reserve: int

    @property
    def possible(self) -> int:
        """The repetitions that are to be possible."""
        return self.reps + self.reserve


NO_DOSE = Dose(0, 0, 0)


class DoneSet(NamedTuple):
    """A set that was done.

    Parameters
    ----------
    reps : int
    reserve : int or None
        How many were left; None where nothing was noted.
    weight : Weight or None
        What is written on one of them; None: as told.
    side : str
        left, right or empty.
    kind : str
        work, warm_up, drop, test, or empty where the log has no such marks.
    """

    reps: int
    reserve: int | None = None
    weight: Weight | None = None
    side: str = ""
    kind: str = ""


class DoneSession(NamedTuple):
    """What was done of a lift in a session.

    Parameters
    ----------
    date, week
        Its day, and the block's week.
    asked : Dose
        What the plan asked for that day.
    sets : tuple of DoneSet
        In the order of doing.
    hold : str
        Why nothing is counted or raised that day: step_back, power, race, ill or tired; empty: it is.
    mark : str
        pain, stopped or hard, as the runner noted; or empty.
    """

    date: dt.date
    week: int
    asked: Dose
    sets: tuple[DoneSet, ...]
    hold: str = ""
    mark: str = ""


class Reading(NamedTuple):
    """How a session went.

    Parameters
    ----------
    word : str
        easy, met, near, short, failed or pain.
    reps : int
        The repetitions of the worst set.
    reserve : int or None
        How many were left in the last set, where that was noted.
    spare : float
        How many more than asked were possible in the last set.
    weight : Weight or None
        The weight that was used.
    missing : bool
        Whether fewer sets were done than asked.
    asked : Dose
        What was asked.
    """

    word: str
    reps: int = 0
    reserve: int | None = None
    spare: float = 0.0
    weight: Weight | None = None
    missing: bool = False
    asked: Dose = NO_DOSE


def reserve_of(rpe: float) -> int:
    """How many repetitions are left at an effort: 10 less the RPE, halves rounded to more effort (Zourdos 2016).

    >>> reserve_of(10), reserve_of(8), reserve_of(7.5), reserve_of(5)
    (0, 2, 2, 5)
    """
    return int(10 - rpe)


def reserve_asked(reserve: int | None, effort: float | None) -> int:
    """How many repetitions a plan asks to be left: as it says, else by its effort."""
    return reserve if reserve is not None else reserve_of(effort or 0.0)


def working_sets(sets: Sequence[DoneSet], *, each_side: bool = False) -> tuple[DoneSet, ...]:
    """The sets that count: no ramp-up, no drop set, no test; of two sides the worse."""
    if any(one_set.kind for one_set in sets):
        counted = [one_set for one_set in sets if one_set.kind not in _MARKED]
    else:
        heaviest = max((one_set.weight.kg for one_set in sets if one_set.weight is not None), default=0.0)
        least = heaviest * number("load_warm_up") / 100
        work = (at for at, one_set in enumerate(sets) if one_set.weight is None or one_set.weight.kg >= least)
        counted = list(sets[next(work, 0) :])
    sides = [[one_set for one_set in counted if one_set.side == side] for side in ("left", "right")]
    if not each_side or not all(sides):
        return tuple(counted)
    pairs = [min(pair, key=lambda one_set: one_set.reps) for pair in zip(*sides, strict=False)]
    least_left = [_least([left.reserve, right.reserve]) for left, right in zip(*sides, strict=False)]
    return tuple(pair._replace(reserve=left, side="") for pair, left in zip(pairs, least_left, strict=True))


def _least(reserves: Sequence[int | None]) -> int | None:
    noted = [reserve for reserve in reserves if reserve is not None]
    return min(noted) if noted else None


def typing_error(weight: Weight, last: Weight) -> str:
    """What a weight may be instead, where it is far over the last one: a slip of the point, or pounds; or nothing.

    >>> typing_error(Weight(200.0), Weight(20.0)), typing_error(Weight(132.0), Weight(60.0))
    ('20 kg', '132 lb')
    >>> typing_error(Weight(24.0), Weight(20.0)), typing_error(Weight(30.0), Weight(20.0))
    ('', '20 kg')
    """
    ratio = weight.kg / last.kg
    if ratio <= 1 + number("load_typing") / 100:
        return ""
    if weight.unit == "kg" and _POUNDS_FOR_KG[0] <= ratio * KG_PER_LB <= _POUNDS_FOR_KG[1]:
        return Weight(weight.amount, "lb").text
    tenth = Weight(weight.amount / 10, weight.unit)
    return tenth.text if _POUNDS_FOR_KG[0] <= tenth.kg / last.kg <= _POUNDS_FOR_KG[1] else last.text


def read_session(session: DoneSession, lift: Lift, asked: Dose, weight: Weight | None) -> Reading:
    """How a session went against the dose and the weight that were asked."""
    sets = working_sets(session.sets, each_side=lift.each_side)[: asked.sets]
    if session.mark == "pain" or not sets:
        return Reading("pain" if session.mark == "pain" else "failed", asked=asked)
    last, reps = sets[-1], min(one_set.reps for one_set in sets)
    used = last.weight if last.weight is not None else weight
    possible: float = asked.possible
    if used is not None and weight is not None and used != weight:  # judged by what was asked of that weight
        possible = (30 + asked.possible) / moved_ratio(weight.kg, used.kg, lift.body_share) - 30
    left = last.reserve if last.reserve is not None else asked.reserve - (session.mark == "hard")
    spare = last.reps + left - possible
    if session.mark == "stopped":
        word = "failed"
    elif possible == asked.possible:
        word = _word(asked, reps, left, last.reps)
    else:
        word = _word_of(spare)
    return Reading(word, reps, last.reserve, spare, used, len(sets) < asked.sets, asked)


def _word(asked: Dose, reps: int, left: int, last: int) -> str:
    """The worst set for repetitions, the last for what is left."""
    under, over = asked.reps - reps, left - asked.reserve
    if under >= number("load_failed"):
        return "failed"
    if under > 0 or over <= -2:
        return "short"
    if over < 0:
        return "near"
    spare = number("load_spare")
    return "easy" if over >= spare or last >= asked.reps + spare else "met"


def _word_of(spare: float) -> str:
    """The same for another weight than the one that was told: by what was possible with it."""
    if spare >= number("load_spare"):
        return "easy"
    if spare >= 0:
        return "met"
    if spare >= -1:
        return "near"
    return "short" if spare > -number("load_failed") else "failed"
