"""The same session, week by week: the doses of each step, lighter ones where the week or its day asks for it.

In: a session as it was chosen, and a week's step. Out: the session with that step's sets, repetitions, reserve and
rest, its ramp-up sets, and no longer than the minutes.
"""

from __future__ import annotations

from runplan.plan.records import RoutineRequest
from runplan.planning.loads.ramp_up import kit_of, ramp_up
from runplan.planning.strength.catalog_arrays import TICKS, CatalogArrays, Dose
from runplan.planning.strength.compose import Choice, rested, session_ticks
from runplan.planning.strength.lifts.hops import hops_of
from runplan.planning.strength.lifts.main_lifts import Lift, chosen_lifts
from runplan.planning.strength.lifts.step_doses import LOADED_LIFTS, reference_step, step_dose
from runplan.planning.weeks.wave import KEEP_STEP, LIGHTER

LIGHT_STEPS = ("A", "T3")
"""Steps whose load a lift has in a session that is not to be heavy: the first at which it is not."""
FAST_NOTE = "Lift as fast as you can and lower under control; stop the set when you slow down."
_HOPS_NOTE = "Do one set in each break in the warm-up, at least {gap} s apart."


def week_session(
    arrays: CatalogArrays, request: RoutineRequest, session: list[Choice], step: str, *, light: bool, hop_week: int
) -> list[Choice]:
    """A session's choices in a week of this step.

    Parameters
    ----------
    session : list of Choice
        In the order of doing, at the doses of the request's reference step.
    step : str
        Such as "B" or "A-".
    light : bool
        Whether nothing in it may be heavy, jumps among it.
    hop_week : int
        Which week of hops it is; 0 for none.
    """
    lifts = _by_exercise(arrays, request)
    usual = reference_step(request)
    done = []
    for choice in session:
        key = "at step", choice, lifts.get(choice.exercise), request.level, usual, step, light
        if key not in arrays.cache:
            arrays.remember(key, _at_step(arrays, request, choice, lifts.get(choice.exercise), step, light=light))
        new: Choice | None = arrays.cache[key]
        if new is not None:
            done.append(new)
    done = with_ramp_ups(arrays, request, _paired(arrays, done), step)
    hops = _hops(arrays, request, hop_week, step)
    return _within(arrays, request, session, _with_hops(arrays, done, hops))


def lift_dose(arrays: CatalogArrays, lift: Lift, level: str, step: str) -> tuple[int, Dose | None]:
    """The exercise of a lift at a step, and its dose there; one that is not safe to be fast with is kept in power."""
    exercise = lift.at(step)
    if step[0] == "P" and not lift.fast and arrays.kinds[exercise] in LOADED_LIFTS:
        step = KEEP_STEP + step[2:]
    if exercise != lift.outgrown:
        return exercise, arrays.dose(exercise, level, step)
    next_dose = step_dose("unloaded_next", level, step)
    if next_dose is None:
        return exercise, arrays.dose(exercise, level, step)
    return exercise, Dose(*next_dose[:4], 10.0 - (next_dose.reserve or 0), next_dose.rest_s, next_dose.reserve)


def with_ramp_ups(arrays: CatalogArrays, request: RoutineRequest, choices: list[Choice], step: str) -> list[Choice]:
    """The same with lighter sets before the first main lift, and before a second one of another movement on a bar."""
    lifts = [at for at, choice in enumerate(choices) if choice.rank and arrays.leg[choice.exercise]]
    lifts = [at for at in lifts if not arrays.jump[choices[at].exercise]]
    ready = list(choices)
    for number, at in enumerate(lifts[:2]):
        exercise = choices[at].exercise
        if number and arrays.pattern[exercise] == arrays.pattern[choices[lifts[0]].exercise]:
            continue
        loaded = arrays.kinds[exercise] in LOADED_LIFTS
        kit = kit_of(arrays.equipment[exercise], arrays.hands[exercise], request.equipment) if loaded else ""
        most = (choices[at].reps or 0) + (choices[at].reserve or 0)
        words = ramp_up(kit, first=number == 0, learning=step[0] == "T", most_reps=most)
        ready[at] = choices[at]._replace(note=" ".join(filter(None, (words, choices[at].note))))
    return ready


def _by_exercise(arrays: CatalogArrays, request: RoutineRequest) -> dict[int, Lift]:
    lifts = chosen_lifts(arrays, request)
    return {exercise: lift for lift in lifts.values() for exercise in lift[:3] if exercise is not None}


def _at_step(
    arrays: CatalogArrays, request: RoutineRequest, choice: Choice, lift: Lift | None, step: str, *, light: bool
) -> Choice | None:
    if not arrays.counted[choice.exercise]:
        return choice
    exercise, dose = _dose_at(arrays, request, choice, lift, step)
    _, full = _dose_at(arrays, request, choice, lift, step.removesuffix(LIGHTER))
    _, usual = _dose_at(arrays, request, choice, lift, reference_step(request))
    if dose is None or full is None or usual is None or (light and arrays.jump[exercise]):
        return None
    extra = max(0, choice.sets - usual.sets_max)  # in a long session, but not of what is new and has a weight
    if step.startswith("T1") and arrays.kinds[exercise] in LOADED_LIFTS:
        extra = 0
    sets = min(choice.sets, full.sets_max + extra)
    if choice.rank and choice.sets >= usual.sets_max and arrays.kinds[exercise] != "hold":  # raises come before it
        sets = max(sets, full.sets_max)
    if step.endswith(LIGHTER):
        sets = max(min(sets, full.sets_min), sets - 1)
    note = ""
    if light and arrays.heavy_at(exercise, dose.reps, dose.effort):
        doses = (arrays.dose(exercise, request.level, calm) for calm in LIGHT_STEPS)
        calm = next((dose for dose in doses if dose and not arrays.heavy_at(exercise, dose.reps, dose.effort)), None)
        if calm is None:
            return None
        dose = calm
    elif step[0] == "P" and lift is not None and lift.fast and arrays.kinds[exercise] in LOADED_LIFTS:
        note = FAST_NOTE
    return Choice.of(exercise, sets, dose)._replace(note=note, superset=choice.superset, rank=choice.rank)


def _dose_at(
    arrays: CatalogArrays, request: RoutineRequest, choice: Choice, lift: Lift | None, step: str
) -> tuple[int, Dose | None]:
    if lift is not None and choice.rank:
        return lift_dose(arrays, lift, request.level, step)
    return choice.exercise, arrays.dose(choice.exercise, request.level, step)


def _hops(arrays: CatalogArrays, request: RoutineRequest, week: int, step: str) -> list[Choice]:
    key = "hops", request.level, week, step, request.equipment, request.avoid
    choices: list[Choice] | None = arrays.cache.get(key)
    if choices is None:
        usable = arrays.usable(request.equipment, request.level, request.avoid)
        choices = []
        for hop in hops_of(request.level, week, step):
            at = arrays.place.get(hop.exercise_id)
            dose = None if at is None or not usable[at] else arrays.dose(at, request.level, step)
            if at is not None and dose is not None:
                note = _HOPS_NOTE.format(gap=hop.gap_s)
                choices.append(Choice(at, hop.sets, None, hop.seconds, 0, dose.effort, note))
        arrays.remember(key, choices)
    return choices


def _with_hops(arrays: CatalogArrays, choices: list[Choice], hops: list[Choice]) -> list[Choice]:
    """Hops of the warm-up's end, jumps and strength behind them."""
    before = ("foam_roll", "warm_up", "activation")
    late = {hop for hop in hops if arrays.sections[hop.exercise] not in before}
    sections = [arrays.sections[choice.exercise] for choice in choices]
    start = next((at for at, section in enumerate(sections) if section not in before), len(choices))
    drills = next((at for at, choice in enumerate(choices) if arrays.counted[choice.exercise]), len(choices))
    early = [hop for hop in hops if hop not in late]
    return [*choices[:drills], *early, *choices[drills:start], *(hop for hop in hops if hop in late), *choices[start:]]


def _within(
    arrays: CatalogArrays, request: RoutineRequest, session: list[Choice], choices: list[Choice]
) -> list[Choice]:
    """The same within the minutes: sets that a step adds go first, then those of the last exercises."""
    budget = request.minutes * 60 * TICKS
    usual = {choice.exercise: choice.sets for choice in session}
    while session_ticks(arrays, choices) > budget:
        places = [at for at, choice in enumerate(choices) if arrays.counted[choice.exercise] and choice.sets > 1]
        if not places:
            break
        added = [at for at in places if choices[at].sets > usual.get(choices[at].exercise, choices[at].sets)]
        others = [at for at in places if not choices[at].rank]
        at = (added or others or places)[-1]
        choices = [*choices[:at], choices[at].with_sets(choices[at].sets - 1), *choices[at + 1 :]]
        choices = _evened(arrays, choices)
    return choices


def _paired(arrays: CatalogArrays, choices: list[Choice]) -> list[Choice]:
    """Partners are evened after their steps; what has lost its partner, or rests no more, is alone."""
    for letter in sorted({choice.superset for choice in choices if choice.superset}):
        places = [at for at, choice in enumerate(choices) if choice.superset == letter]
        pair = [choices[at] for at in places]
        if len(pair) == 1 or min(choice.sets for choice in pair) == 1:
            choices = [choice._replace(superset="") if choice.superset == letter else choice for choice in choices]
        else:
            lift, other = rested(arrays, pair[0], pair[1])
            choices[places[0]] = lift
            choices[places[1]] = other.with_sets(max(other.sets, lift.sets - _may_end_alone(arrays, lift)))
    return _evened(arrays, choices)


def _evened(arrays: CatalogArrays, choices: list[Choice]) -> list[Choice]:
    """Partners have equal sets, or a main lift has one more and ends alone."""
    evened = list(choices)
    for letter in {choice.superset for choice in choices if choice.superset}:
        first, second = (at for at, choice in enumerate(choices) if choice.superset == letter)
        lift, other = choices[first], choices[second]
        evened[first] = lift.with_sets(min(lift.sets, other.sets + _may_end_alone(arrays, lift)))
        evened[second] = other.with_sets(min(lift.sets, other.sets))
    return evened


def _may_end_alone(arrays: CatalogArrays, choice: Choice) -> bool:
    """Whether an exercise may have a set more than its partner: a main lift for the legs."""
    return bool(choice.rank) and arrays.dose_names[choice.exercise] in ("compound_both", "compound_single")
