"""The loads of a plan: what each lift that the runner remembers is done with, session by session.

In: the sessions of a plan in their order, and the remembered sets and owned weights of its block. Out: the same
sessions with load, reserve and the reason in the rows of those lifts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from runplan.catalog import Catalog
from runplan.catalog.rules import number
from runplan.plan.block import Block
from runplan.plan.lift_fields import RememberedSet
from runplan.plan.records import Exercise, Session
from runplan.plan.weights import Weight, in_unit
from runplan.planning.loads.estimate import first_load, working_load
from runplan.planning.loads.lifts import Lift, lift_of
from runplan.planning.loads.ramp_up import with_weights
from runplan.planning.loads.readings import Dose, reserve_asked
from runplan.planning.loads.sentences import find_weight, hold_sentence, most_weight, when_heavier

_LoadsBefore = dict[tuple[str, str], tuple[Weight, Dose]]


def with_loads(block: Block, catalog: Catalog, sessions: Sequence[Session], holds: Mapping[int, str]) -> list[Session]:
    """The sessions with the loads that follow from `block.lifts`.

    Parameters
    ----------
    block : Block
    catalog : Catalog
    sessions : sequence of Session
        In the order of doing.
    holds : mapping of int to str
        The weeks in which no load rises, each with why: step_back or race.

    Returns
    -------
    list of Session
    """
    if not block.lifts:
        return list(sessions)
    lifts = {name: (lift_of(block, catalog, name), RememberedSet.of(value)) for name, value in block.lifts}
    before: _LoadsBefore = {}
    loaded = []
    for session in sessions:
        if any(exercise.exercise_id in lifts for exercise in session.exercises):
            hold, slot = holds.get(session.week, ""), session.session_id.partition("-")[2]
            exercises = tuple(
                _loaded(exercise, *lifts[exercise.exercise_id], hold, slot, before)
                if exercise.exercise_id in lifts and exercise.reps is not None
                else exercise
                for exercise in session.exercises
            )
            session = session._replace(exercises=exercises)
        loaded.append(session)
    return loaded


def _loaded(
    exercise: Exercise, lift: Lift, remembered: RememberedSet, hold: str, slot: str, before: _LoadsBefore
) -> Exercise:
    """The exercise with its load; `before` has those of the sessions before, and gets the new one."""
    reserve = reserve_asked(exercise.reserve, exercise.effort)
    dose = Dose(exercise.sets or 0, exercise.reps or 0, reserve)
    last = before.get((lift.exercise_id, slot), before.get((lift.exercise_id, "")))
    kg = first_load(remembered.weight.kg, remembered.possible, dose.possible)
    weight, note = None, exercise.note
    if kg is None:
        why = find_weight(reserve)
    else:
        weight = lift.owned.down(kg)
        if hold and last is not None and weight is not None and weight.kg > last[0].kg:
            weight = last[0]
        why = _too_light(kg, lift) if weight is None else _why(lift, remembered, weight, dose, hold, last)
    if weight is not None:
        note = with_weights(note, weight, lift.owned, bar=lift.hands == "bar")
        if not hold:
            before[lift.exercise_id, slot] = before[lift.exercise_id, ""] = weight, dose
    return exercise._replace(
        load_kg=None if weight is None else round(weight.kg, 2),
        reserve=reserve,
        note=f"{note} {why}".strip(),
    )


def _why(
    lift: Lift, remembered: RememberedSet, weight: Weight, dose: Dose, hold: str, last: tuple[Weight, Dose] | None
) -> str:
    """Why a load is what it is."""
    load = lift.weight_text(weight)
    mine = f"your {lift.weight_text(remembered.weight)} for {remembered.reps} with {remembered.reserve} in reserve"
    from_it = f"worked out from {mine}"
    if weight == remembered.weight and dose.possible == remembered.possible:
        from_it = f"as you did it for {remembered.reps} with {remembered.reserve} in reserve"
    if hold and last is not None and weight == last[0]:
        fewer = dose.sets < last[1].sets and dose.reps < last[1].reps
        again = f"{load} again: the load does not go up this week."
        return hold_sentence(hold, load) if hold == "race" or fewer else again
    if _at_most(dose):
        return most_weight(load, dose.reserve, mine)
    if last is None or _at_most(last[1]):
        if last is None and dose.reps == remembered.reps and weight.kg < remembered.weight.kg:
            return f"Start at {load}, a little lighter than {mine}, for the first week."
        return f"Start at {load}: {from_it}."
    lighter = _lighter_than_asked(lift, remembered, weight, dose)
    if lighter:
        return f"{load} {lighter}"
    if weight == last[0] and dose[1:] == last[1][1:]:
        return f"{load} again. {when_heavier(lift, weight, dose.reps, dose.reserve)}"
    return f"{load}: {from_it}."


def _at_most(dose: Dose) -> bool:
    """Whether a weight is named as the most: light work, or more repetitions than tell a load."""
    return dose.reserve >= number("load_light") or dose.possible > number("load_possible")


def _lighter_than_asked(lift: Lift, remembered: RememberedSet, weight: Weight, dose: Dose) -> str:
    """What is said where the next weight is too heavy and this one leaves two repetitions more than asked, or more."""
    possible = dose.possible
    while (working_load(remembered.weight.kg, remembered.possible, possible + 1) or 0.0) >= weight.kg:
        possible += 1
    left, heavier = possible - dose.reps, lift.owned.above(weight.kg)
    if heavier is None or left < dose.reserve + 2:
        return ""
    return (
        f"leaves about {left} in reserve: {lift.weight_text(heavier)} is more than your set of {remembered.reps} "
        f"with {remembered.reserve} in reserve allows."
    )


def _too_light(kg: float, lift: Lift) -> str:
    """What is said where all that is owned is too heavy."""
    least = lift.owned.above(0)
    if least is None:
        return "You do not own two equal weights: choose a version with one weight."
    about = in_unit(kg, least.unit)
    return (
        f"About {round(about.amount)} {about.unit} would be right, but your lightest weight is {least.text}: "
        "choose a version of the exercise that needs less weight."
    )
