"""The sets of a log that a block may start from: of each lift the best of its last day."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import NamedTuple

from runplan.insight.logged_habits import RECENT_DAYS
from runplan.plan.lift_fields import MOST_REPS, MOST_RESERVE
from runplan.plan.log import Log, LoggedSet
from runplan.plan.tables import PlanTables
from runplan.plan.weights import KG_PER_LB, LEAST_KG, MOST_KG, Weight
from runplan.planning.loads.lifts import takes_weight
from runplan.planning.loads.readings import reserve_asked

_NO_WORK = ("warm_up", "drop", "test")


class RememberedLift(NamedTuple):
    """A lift: its exercise, its set as a Block takes it, and which set it was."""

    exercise_id: str
    value: tuple[float | str, int, int]
    reason: str


def remembered_lifts(log: Log, day: dt.date, days: int) -> tuple[RememberedLift, ...]:
    """The sets with a weight before a day, not older than so many days, by exercise id."""
    last: dict[str, list[LoggedSet]] = {}
    for logged in log.lifted:
        if not 0 < (day - logged.date).days <= days or not _counts(logged):
            continue
        before = last.get(logged.exercise_id, [])
        same_day = [earlier for earlier in before if earlier.date == logged.date]
        last[logged.exercise_id] = [*same_day, logged]
    return tuple(_remembered(max(sets, key=_strength)) for _, sets in sorted(last.items()))


def trained_lifts(plan: PlanTables, log: Log, today: dt.date) -> dict[str, tuple[float | str, int, int]]:
    """The sets with a weight, up to today, of the lifts that a plan has, as `Block.lifts` takes them.

    Where no reps in reserve are noted, those count that the plan had for that day.
    """
    rows = [(session, row) for session in plan.session_records for row in session.exercises if row.reps]
    in_plan = {row.exercise_id for _, row in rows}
    planned = {
        (day, row.exercise_id): reserve_asked(row.reserve, row.effort)
        for session, row in rows
        for day in (session.session_id, session.date)
    }
    lifted = [
        logged._replace(
            reserve=planned.get((logged.session_id, logged.exercise_id), planned.get((logged.date, logged.exercise_id)))
        )
        if logged.reserve is None
        else logged
        for logged in log.lifted
    ]
    return {
        lift.exercise_id: lift.value
        for lift in remembered_lifts(replace(log, lifted=tuple(lifted)), today + dt.timedelta(days=1), RECENT_DAYS)
        if lift.exercise_id in in_plan and takes_weight(plan.catalog, lift.exercise_id)
    }


def _counts(logged: LoggedSet) -> bool:
    return (
        bool(logged.exercise_id)
        and logged.kind not in _NO_WORK
        and logged.kg is not None
        and LEAST_KG <= logged.kg <= MOST_KG
        and logged.reps is not None
        and 1 <= logged.reps <= MOST_REPS
    )


def _reserve(logged: LoggedSet) -> int:
    """What was left; nothing where it is not noted, which starts the runner lower, and no more than a Block takes."""
    return min(max(logged.reserve or 0, 0), MOST_RESERVE)


def _strength(logged: LoggedSet) -> float:
    """The most that could be lifted once, by Epley's formula, only to compare sets of one day [kg]."""
    return (logged.kg or 0.0) * (1 + ((logged.reps or 0) + _reserve(logged)) / 30)


def _remembered(logged: LoggedSet) -> RememberedLift:
    kg, reps, reserve = logged.kg or 0.0, logged.reps or 0, _reserve(logged)
    weight = Weight(round(kg, 2)) if logged.unit == "kg" else Weight(round(kg / KG_PER_LB, 1), "lb")
    noted = (
        f"with {reserve} in reserve"
        if logged.reserve is not None
        else ("without a note on reps in reserve, so counted as none")
    )
    reason = f"{logged.exercise} of {logged.date}: {weight.text} for {reps} {noted}."
    return RememberedLift(logged.exercise_id, (weight.value, reps, reserve), reason)
