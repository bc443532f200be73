"""A strength session as a watch's steps: what whoever wears it does next, and how long.

Counted repetitions wait for a press of the button; held positions and rests count down, so a held one is announced.
Both sides are one set: counted they stand in one step, as the watch counts every repetition; held they are two steps
with the change of sides between them. Where a session would have more steps than watches are known to take, what is
least missed is left out first.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple
from weakref import WeakKeyDictionary

from runplan.errors import RunplanError
from runplan.exchange.export.text import dose, one_line
from runplan.exchange.export.watch.workout_steps import Block, Step, flattened, in_times
from runplan.plan.records import Exercise, Session
from runplan.planning.strength.timing import NEXT_EXERCISE_S, SIDE_CHANGE_S, exercise_time
from runplan.units import format_number

if TYPE_CHECKING:
    from runplan.catalog import Catalog

MOST_STEPS = 50
"""The most steps that workouts made on a Garmin watch or in its app are said to have. It stands in no document that we
could read, so it is kept to and not relied on: repeats are counted too, and a session is never cut."""


class _Detail(NamedTuple):
    """What is shown besides the exercises and the rests between sets."""

    announced: bool = True  # a held exercise is announced by a step of its own
    sides: bool = True  # a held exercise has a step a side
    exact_rests: bool = True  # no rest after the last set; without it a set and its rest are simply repeated
    rests: bool = True


_DETAILS = (
    _Detail(),
    _Detail(announced=False),
    _Detail(announced=False, sides=False),
    _Detail(announced=False, sides=False, exact_rests=False),
    _Detail(announced=False, sides=False, exact_rests=False, rests=False),
)


def strength_blocks(session: Session, catalog: Catalog) -> list[Block]:
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
                blocks.append(_announced(group[0], catalog))
            blocks += in_times(_rounds(group, catalog, detail))
        if len(flattened(blocks)) <= MOST_STEPS:
            break
    return blocks


def _groups(exercises: Sequence[Exercise]) -> list[list[Exercise]]:
    """Exercises in their order; those with the same superset letter together, where the first of them stands."""
    groups: dict[object, list[Exercise]] = {}
    for place, one in enumerate(exercises):
        groups.setdefault(one.superset or place, []).append(one)
    return list(groups.values())


_FACTS: WeakKeyDictionary[Any, dict[str, tuple[str, str, int]]] = WeakKeyDictionary()


def _facts(catalog: Catalog) -> dict[str, tuple[str, str, int]]:
    """Garmin's category and name, and the set-up [s], of every exercise; kept as long as the catalog lives."""
    facts = _FACTS.get(catalog)
    if facts is None:
        table = catalog.exercises
        columns = (table[name].tolist() for name in ("fit_category", "fit_name", "setup_s"))
        rows = zip(table.index, *columns, strict=True)
        facts = {one: (str(category), str(name), round(float(setup))) for one, category, name, setup in rows}
        _FACTS[catalog] = facts
    return facts


def _announced(one: Exercise, catalog: Catalog) -> Step:
    """The way to a held exercise, and its set-up, as the session's minutes count them."""
    setup = _facts(catalog).get(one.exercise_id, ("", "", 0))[2]
    return Step(f"Next: {one_line(one.exercise)}", "rest", seconds=NEXT_EXERCISE_S + setup)


def _rounds(group: Sequence[Exercise], catalog: Catalog, detail: _Detail) -> list[tuple[int, tuple[Step, ...]]]:
    """How often, and what: a round holds a set of each exercise that still has one, then the rest before the next."""
    rounds: list[tuple[int, tuple[Step, ...]]] = []
    before = 0
    last = max(one.sets or 1 for one in group)
    for ends in sorted({one.sets or 1 for one in group}):  # rounds differ only where an exercise has its last set
        rounds += [
            (times, _round(group, done, last, catalog, detail))
            for times, done in ((ends - 1 - before, before + 1), (1, ends))
            if times
        ]
        before = ends
    return rounds


def _round(group: Sequence[Exercise], done: int, last: int, catalog: Catalog, detail: _Detail) -> tuple[Step, ...]:
    steps: list[Step] = []
    for one in group:
        if (one.sets or 1) >= done:
            steps += _set_of(one, _facts(catalog).get(one.exercise_id, ("", "", 0))[:2], detail)
    ahead = [one for one in group if (one.sets or 1) > (done if detail.exact_rests else min(done, last - 1))]
    rest = _rest(ahead, catalog) if detail.rests and ahead else 0
    return (*steps, Step("Rest", "rest", seconds=rest)) if rest else tuple(steps)


def _rest(ahead: Sequence[Exercise], catalog: Catalog) -> int:
    """The longest rest of those that come again [s]; the partners' work counts as rest, as in strength/timing.py."""
    longest = max(ahead, key=lambda one: one.rest_s or 0)
    work = sum(_set_seconds(one, catalog) for one in ahead if one is not longest)
    return max(0, round((longest.rest_s or 0) - work))


def _set_seconds(one: Exercise, catalog: Catalog) -> float:
    try:
        return exercise_time(
            catalog, one.exercise_id, sets=1, reps=one.reps, seconds=one.seconds, each_side=one.each_side, rest_s=0
        ).set_s
    except RunplanError:  # an exercise without known times: its partner rests in full
        return 0.0


def _set_of(one: Exercise, garmin: tuple[str, str], detail: _Detail) -> list[Step]:
    """The steps of one set."""
    name = one_line(one.exercise).strip() or "Exercise"
    note = _note(one)
    if one.reps is not None:
        reps = one.reps * 2 if one.each_side else one.reps
        return [Step(name, reps=reps or None, exercise=garmin, is_exercise=True, note=note)]
    if one.seconds is None or not one.each_side:
        return [Step(name, seconds=one.seconds or None, exercise=garmin, is_exercise=True, note=note)]
    if not detail.sides:
        both = 2 * one.seconds + SIDE_CHANGE_S
        change = f"Change sides after {one.seconds} s."
        return [Step(name, seconds=both, exercise=garmin, is_exercise=True, note=f"{change} {note}")]
    first, second = (
        Step(name, seconds=one.seconds or None, exercise=garmin, is_exercise=True, note=f"{side} side. {note}")
        for side in ("First", "Second")
    )
    return [first, Step("Change sides", "rest", seconds=SIDE_CHANGE_S), second]


def _note(one: Exercise) -> str:
    much = dose(one if (one.sets or 1) > 1 else one._replace(sets=None))
    words = [f"{much}."] if much else []
    words += [f"Effort {format_number(one.effort)} of 10."] if one.effort is not None else []
    words += [one_line(one.note).strip()] if one.note else []
    return " ".join(words)
