"""Where a lift stands before a session, and what follows for that session.

In: the state of a lift and the dose that the plan asks. Out: the weight that is owned, the dose, and the reason.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NamedTuple

from runplan.catalog.rules import number
from runplan.plan.lift_fields import RememberedSet
from runplan.plan.weights import Weight, in_unit
from runplan.planning.loads.estimate import aged, rescaled, working_load
from runplan.planning.loads.lifts import Lift
from runplan.planning.loads.readings import Dose, Reading

LiftOf = Callable[[str], Lift]
UNREAD = Reading("")


class Reason(NamedTuple):
    """Why the next session is as it is.

    Parameters
    ----------
    word : str
        start, find, same, near, short, wait, held, raised, at_once, reps, far, slower, harder, top, back, failed,
        fewer, easier, pain, out, gap, gap_long, or a kind of hold.
    reading : Reading
        Of the session before.
    before : str
        The exercise before, where another one follows.
    """

    word: str
    reading: Reading = UNREAD
    before: str = ""


FIND = Reason("find")


@dataclass(frozen=True)
class LiftState:
    """Where a lift stands.

    Parameters
    ----------
    exercise_id : str
    weight : Weight or None
        The working load; None: not found yet, or none is held.
    possible : int
        The repetitions, those left included, that the working load is for.
    finding : int
        Sessions in which it is still looked for.
    hits, stalls : int
        Sessions as asked, and those that fell short, in a row.
    reps : int
        Repetitions of the ladder, where it is ahead of the plan; 0: the plan's count.
    fewer : int
        Repetitions less than the plan's, where nothing lighter is owned.
    own : bool
        Whether the ladder alone counts: the exercise is a neighbour of the planned one.
    slow : bool
        Whether it has slowed down already.
    unnoted : int
        Of the hits, those without a note on what was left.
    pains : int
    last, raised : datetime.date or None
        The days when it was last done, and last raised.
    raised_week : int
        The week in which it was last raised; 0: never.
    reason : Reason
    """

    exercise_id: str
    weight: Weight | None = None
    possible: int = 0
    finding: int = 0
    hits: int = 0
    stalls: int = 0
    reps: int = 0
    fewer: int = 0
    own: bool = False
    slow: bool = False
    unnoted: int = 0
    pains: int = 0
    last: dt.date | None = None
    raised: dt.date | None = None
    raised_week: int = 0
    reason: Reason = FIND


class Prescribed(NamedTuple):
    """What to do in a session: the exercise, the weight (None: find it, or none is held), the dose, and the state."""

    lift: Lift
    weight: Weight | None
    dose: Dose
    state: LiftState
    reason: Reason


def start(lift: Lift, remembered: RememberedSet | None = None, days: int = 0) -> LiftState:
    """The state before the first session, from a set that is remembered and so many days old, or from nothing."""
    kg = None if remembered is None else aged(remembered.weight.kg, days)
    state = LiftState(lift.exercise_id, finding=int(number("load_find")), slow=lift.slow)
    if remembered is None or kg is None:
        return state
    weight = in_unit(kg, remembered.weight.unit)
    return replace(state, weight=weight, possible=remembered.possible, finding=0, reason=Reason("start"))


def prescribe(state: LiftState, asked: Dose, date: dt.date, lift_of: LiftOf, hold: str = "") -> Prescribed:
    """What to do in the next session.

    Parameters
    ----------
    state : LiftState
    asked : Dose
        What the plan asks for that day.
    date : datetime.date
    lift_of : callable
        The lift of an exercise id.
    hold : str
        As in `DoneSession`.
    """
    lift, dose = lift_of(state.exercise_id), _dose(state, asked, hold)
    possible = dose.possible if state.own else asked.possible
    weight = _weight(state, dose, possible, lift)
    days = 0 if state.last is None else (date - state.last).days
    if days >= number("load_gap"):
        gap = "gap_long" if days >= number("load_gap_long") else "gap"
        less = 1 - number(f"load_{gap}_less") / 100
        weight = None if weight is None else lift.owned.down(weight.kg * less) or lift.owned.above(0)
        finding = int(number("load_find")) if gap == "gap_long" else 1
        state = replace(state, finding=finding, hits=0, stalls=0, unnoted=0, reason=Reason(gap))
    elif hold:
        if weight is not None and state.weight is not None and weight.kg > state.weight.kg:
            weight = state.weight
        return Prescribed(lift, weight, dose, state, Reason(hold))
    if weight is not None:
        stalls = state.stalls if possible == state.possible else 0
        state = replace(state, weight=weight, possible=possible, stalls=stalls)
    return Prescribed(lift, weight, dose, state, state.reason)


def _dose(state: LiftState, asked: Dose, hold: str) -> Dose:
    """The plan's dose, or the ladder's where that is ahead."""
    if state.own:
        fresh = state.reason.word == "harder"
        reserve = max(asked.reserve, int(number("load_next_left"))) if fresh else asked.reserve
        return Dose(asked.sets, max(1, state.reps - (hold == "step_back")), reserve)
    if hold:
        return asked
    reps = asked.reps - state.fewer if state.fewer else max(asked.reps, state.reps)
    return asked._replace(reps=max(1, reps))


def _weight(state: LiftState, dose: Dose, possible: int, lift: Lift) -> Weight | None:
    """The working load for other repetitions: what is owned at or below it, and never less where fewer are asked."""
    if state.weight is None:
        return None
    if state.reason.word == "start":
        kg = working_load(state.weight.kg, state.possible, possible)
        return None if kg is None or dose.reserve >= number("load_light") else lift.owned.down(kg)
    if possible == state.possible:
        return state.weight
    weight = lift.owned.down(rescaled(state.weight.kg, state.possible, possible))
    if possible < state.possible and (weight is None or weight.kg < state.weight.kg):
        return state.weight
    return weight
