"""A workout fitted to a week: as much of it as the week's kilometres carry.

In: a workout, the week's kilometres and the runner's paces. Out: its steps with fewer repeats or minutes, or nothing.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from runplan.catalog.rules import number
from runplan.plan.steps import Step
from runplan.planning.running.workout_table import Workout

_EASY = ("easy", "jog")
_SHARES = {  # the rule with the most that a pace may have of a week
    "threshold": "work_threshold",
    "intervals": "work_interval",
    "interval": "work_interval",
    "repetition": "work_repetition",
    "strides": "work_repetition",
    "hills": "work_repetition",
    "10k": "work_10k",
    "half": "work_half",
}
_LEAST_MINUTES = {"threshold": 12.0, "10k": 10.0, "intervals": 10.0, "interval": 10.0, "hills": 4.0, "repetition": 4.0}
_MOST_KM = {"intervals": "intervals_cap_km", "interval": "intervals_cap_km", "hills": "hills_cap_km"}
_LONG_PIECE_M = 2000
_METRE = 1.0  # what rounding to metres may leave
_LONGEST_PIECE_S = 300  # of 5k or interval pace: Daniels


def fitted(
    workout: Workout,
    week_km: float,
    paces: Mapping[str, float],
    *,
    part: float = 1.0,
    free: bool = False,
    most_marathon: float = 1.0,
    most_km: float = math.inf,
    most_seconds: float = math.inf,
    room_km: float = math.inf,
    half_m: float = 500.0,
) -> tuple[Step, ...]:
    """The workout's steps as the week carries them; none where it would lose too much.

    Parameters
    ----------
    workout : Workout
    week_km : float
        Kilometres of the week [km].
    paces : mapping of str to float
        [s/km] by the target of a step.
    part : float
        Share of its repeats that is wanted: less in a step-back week.
    free : bool
        Whether the week's share does not count, as in a race week.
    most_marathon : float
        The most that marathon pace may have of the week, whatever the workout says.
    most_km, most_seconds : float
        The most that is run fast, whatever the week carries [km], [s].
    room_km : float
        The most that its fast part has with its jogs [km].
    half_m : float
        Half a unit of the runner's [m]: pieces of two kilometres and more are whole halves.

    Returns
    -------
    tuple of Step
    """
    workout = workout._replace(steps=tuple(_in_halves(step, half_m) for step in workout.steps))
    if any(step.target == "marathon" for step in workout.steps):
        workout = workout._replace(share=min(workout.share, most_marathon))
    if any(is_too_long(step, paces) for step in workout.steps):
        return ()
    ceilings = None if free else _ceilings(workout, week_km, paces)
    hard = [index for index, step in enumerate(workout.steps) if step.target not in _EASY]
    if len(hard) != 1:
        whole = ceilings is None or _load(workout.steps, ceilings, paces) <= 1.0
        whole = whole and _fast_metres(workout.steps, paces) <= 1000 * min(room_km, most_km)
        return workout.steps if whole and part == 1.0 else ()
    index = hard[0]
    for step in _smaller(workout.steps[index], part, half_m):
        metres = step.work_metres_at(paces)
        if metres > 1000 * most_km or metres * paces[step.target] > 1000 * most_seconds:
            continue
        steps = (*workout.steps[:index], step, *workout.steps[index + 1 :])
        if _fast_metres(steps, paces) > 1000 * room_km:
            continue
        if ceilings is None or metres <= 1000 * ceilings[step.target]:
            return steps
    return ()


def _fast_metres(steps: Sequence[Step], paces: Mapping[str, float]) -> float:
    """How far the steps are without the easy running before and after [m]."""
    return sum(step.metres_at(paces) for step in steps if step.target != "easy")


def is_too_long(step: Step, paces: Mapping[str, float]) -> bool:
    """Whether a repeat at 5k or interval pace would take over five minutes."""
    if step.target not in ("intervals", "interval"):
        return False
    return (step.seconds or step.metres * paces[step.target] / 1000) > _LONGEST_PIECE_S + 1e-6


def _in_halves(step: Step, half_m: float) -> Step:
    """A long piece in half units; on the track metres stay metres."""
    if step.metres < _LONG_PIECE_M or step.target in _EASY:
        return step
    return step._replace(metres=round(round(step.metres / half_m) * half_m))


def _smaller(step: Step, part: float, half_m: float) -> Sequence[Step]:
    """A step and its smaller forms, the largest first."""
    least = 0.5 if step.metres else 2 / 3
    if step.repeat == 1:
        return _shorter_piece(step, part, half_m)
    most = max(1, math.floor(step.repeat * part + 1e-9)) if part < 1 else step.repeat
    fewest = min(most, max(2, math.ceil(step.repeat * least * min(1.0, part) - 1e-9)))
    if most == 1:
        return [step._replace(repeat=1, recovery_metres=0, recovery_seconds=0)]
    forms = [step._replace(repeat=count) for count in range(most, fewest - 1, -1)]
    if step.seconds >= 120 and step.seconds % 60 == 0:
        # Whole minutes a piece too; of equal totals fewer and longer pieces.
        shorter = [
            step._replace(repeat=count, seconds=60 * minutes)
            for count in range(most, fewest - 1, -1)
            for minutes in range(step.seconds // 60 - 1, max(1, math.ceil(step.seconds / 120)) - 1, -1)
        ]
        forms = sorted([*forms, *shorter], key=lambda form: (-form.repeat * form.seconds, form.repeat))
        lowest = least * min(1.0, part) * step.repeat * step.seconds
        forms = [form for form in forms if form.repeat * form.seconds >= lowest - 1e-6]
    return forms


def _shorter_piece(step: Step, part: float, half_m: float) -> Sequence[Step]:
    """One piece in whole minutes or half units, down to half of it or, timed, two thirds."""
    if step.seconds:
        most = math.floor(step.seconds * part / 60 + 1e-9)
        least = math.ceil(step.seconds * part * 2 / 180 - 1e-9)
        return [step._replace(seconds=60 * minutes) for minutes in range(most, max(1, least) - 1, -1)]
    most = math.floor((step.metres * part + _METRE) / half_m)
    least = math.ceil((step.metres * part / 2 - _METRE) / half_m)
    return [step._replace(metres=round(half_m * halves)) for halves in range(most, max(1, least) - 1, -1)]


def _ceilings(workout: Workout, week_km: float, paces: Mapping[str, float]) -> dict[str, float]:
    """The most kilometres that a week carries at each pace of a workout."""
    targets = {step.target for step in workout.steps if step.target not in _EASY}
    own_share = workout.kind in ("fartlek", "progression") or "marathon" in targets
    ceilings = {}
    for target in targets:
        share = workout.share if own_share or target not in _SHARES else number(_SHARES[target]) / 100
        km = max(share * week_km, _LEAST_MINUTES.get(target, 0.0) * 60 / paces[target])
        if target in _MOST_KM:
            km = min(km, number(_MOST_KM[target]))
        ceilings[target] = km * number("work_tolerance")
    return ceilings


def _load(steps: Sequence[Step], ceilings: Mapping[str, float], paces: Mapping[str, float]) -> float:
    """The fast kilometres as a share of what the week carries: over one is too much."""
    return sum(step.work_metres_at(paces) / 1000 / ceilings[step.target] for step in steps if step.target not in _EASY)
