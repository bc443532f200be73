"""A strength session as a watch's steps: what whoever wears it does next, and how long.

Counted repetitions wait for a press of the button; held positions and rests count down, so a held one is announced.
Both sides are one set: counted they stand in one step, as the watch counts every repetition; held they are two steps
with the change of sides between them. Where a session would have more steps than watches are known to take, what is
least missed is left out first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from runplan.catalog import Catalog
from runplan.errors import RunplanError
from runplan.exchange.export.text import one_line
from runplan.exchange.export.watch.workout_steps import Block, Step, flattened, in_times
from runplan.insight.lift_text import LiftText, dose_text, left_text
from runplan.plan.records import Exercise, Session
from runplan.planning.strength.timing import NEXT_EXERCISE_S, SIDE_CHANGE_S, exercise_time
from runplan.units import format_number

MOST_STEPS = 50
"""The most steps that workouts made on a Garmin watch or in its app are said to have. It stands in no document that we
could read, so it is kept to and not relied on: repeats are counted too, and a session is never cut."""


class _Detail(NamedTuple):
    """What is shown besides the exercises and the rests between sets."""

    announced: bool = True  # a held exercise is announced by a step of its own
    sides: bool = True  # a held exercise has a step a side
    exact_rests: bool = True  # no rest after the last set; without it a set and its rest are simply repeated
    rests: bool = True


_DETAILS = tuple(_Detail(*[False] * left_out) for left_out in range(5))  # one more after the other is left out


def strength_blocks(session: Session, lifts: LiftText) -> list[Block]:
    """The steps of a strength session."""
    if not session.exercises:
        seconds = session.minutes * 60 if session.minutes else None
        note = one_line(session.note).strip()
        return [Step(one_line(session.title).strip() or "Strength", seconds=seconds, is_exercise=True, note=note)]
    groups = _groups(session.exercises)
    blocks: list[Block] = []
    for detail in _DETAILS:
        blocks = []
        for group in groups:
            if detail.announced and blocks and group[0].seconds is not None:
                blocks.append(_announced(group[0], lifts.catalog))
            blocks += in_times(_rounds(group, lifts, detail))
        if len(flattened(blocks)) <= MOST_STEPS:
            break
    return blocks


def _groups(exercises: Sequence[Exercise]) -> list[list[Exercise]]:
    """Exercises in their order; those with the same superset letter together, where the first of them stands."""
    groups: dict[object, list[Exercise]] = {}
    for index, exercise in enumerate(exercises):
        groups.setdefault(exercise.superset or index, []).append(exercise)
    return list(groups.values())


@lru_cache(maxsize=8)
def _facts(catalog: Catalog) -> dict[str, tuple[str, str, int]]:
    """Garmin's category and name, and the set-up [s], of every exercise."""
    rows = catalog.exercises[["fit_category", "fit_name", "setup_s"]].itertuples()
    return {exercise_id: (str(category), str(name), round(setup)) for exercise_id, category, name, setup in rows}


def _announced(exercise: Exercise, catalog: Catalog) -> Step:
    """The way to a held exercise, and its set-up, as the session's minutes count them."""
    setup = _facts(catalog).get(exercise.exercise_id, ("", "", 0))[2]
    return Step(f"Next: {one_line(exercise.exercise)}", "rest", seconds=NEXT_EXERCISE_S + setup)


def _rounds(group: Sequence[Exercise], lifts: LiftText, detail: _Detail) -> list[tuple[int, tuple[Step, ...]]]:
    """How often, and what: a round holds a set of each exercise that still has one, then the rest before the next."""
    rounds: list[tuple[int, tuple[Step, ...]]] = []
    before = 0
    last = max(exercise.sets or 1 for exercise in group)
    for ends in sorted({exercise.sets or 1 for exercise in group}):  # where an exercise has its last set, rounds differ
        rounds += [
            (times, _round(group, done, last, lifts, detail))
            for times, done in ((ends - 1 - before, before + 1), (1, ends))
            if times
        ]
        before = ends
    return rounds


def _round(group: Sequence[Exercise], done: int, last: int, lifts: LiftText, detail: _Detail) -> tuple[Step, ...]:
    steps: list[Step] = []
    for exercise in group:
        if (exercise.sets or 1) >= done:
            steps += _set_of(exercise, lifts, detail)
    ahead = [
        exercise for exercise in group if (exercise.sets or 1) > (done if detail.exact_rests else min(done, last - 1))
    ]
    rest = _rest(ahead, lifts.catalog) if detail.rests and ahead else 0
    return (*steps, Step("Rest", "rest", seconds=rest)) if rest else tuple(steps)


def _rest(ahead: Sequence[Exercise], catalog: Catalog) -> int:
    """The longest rest of those that come again [s]; the partners' work counts as rest, as in strength/timing.py."""
    longest = max(ahead, key=lambda exercise: exercise.rest_s or 0)
    work = sum(_set_seconds(exercise, catalog) for exercise in ahead if exercise is not longest)
    return max(0, round((longest.rest_s or 0) - work))


def _set_seconds(exercise: Exercise, catalog: Catalog) -> float:
    name, reps, seconds, sides = exercise.exercise_id, exercise.reps, exercise.seconds, exercise.each_side
    try:
        return exercise_time(catalog, name, sets=1, reps=reps, seconds=seconds, each_side=sides, rest_s=0).set_s
    except RunplanError:  # an exercise without known times: its partner rests in full
        return 0.0


def _set_of(exercise: Exercise, lifts: LiftText, detail: _Detail) -> list[Step]:
    """The steps of one set."""
    garmin, note = _facts(lifts.catalog).get(exercise.exercise_id, ("", "", 0))[:2], _note(exercise, lifts)
    name = one_line(exercise.exercise).strip() or "Exercise"
    step = Step(name, seconds=exercise.seconds or None, exercise=garmin, is_exercise=True, note=note)
    step = replace(step, weight=lifts.weight(exercise))
    if exercise.reps is not None:
        reps = exercise.reps * 2 if exercise.each_side else exercise.reps
        return [replace(step, seconds=None, reps=reps or None)]
    if exercise.seconds is None or not exercise.each_side:
        return [step]
    if not detail.sides:
        both = 2 * exercise.seconds + SIDE_CHANGE_S
        return [replace(step, seconds=both, note=f"Change sides after {exercise.seconds} s. {note}")]
    first, second = (replace(step, note=f"{side} side. {note}") for side in ("First", "Second"))
    return [first, Step("Change sides", "rest", seconds=SIDE_CHANGE_S), second]


def _note(exercise: Exercise, lifts: LiftText) -> str:
    single = exercise if (exercise.sets or 1) > 1 else exercise._replace(sets=None)
    amount = dose_text(single, lifts.load(exercise))
    words = [f"{amount}."] if amount else []
    words += [f"Effort {format_number(exercise.effort)} out of 10."] if exercise.effort is not None else []
    words += [f"{left_text(exercise)}."] if left_text(exercise) else []
    words += [one_line(exercise.note).strip()] if exercise.note else []
    return " ".join(words)
