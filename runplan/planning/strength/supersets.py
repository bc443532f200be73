"""Supersets: two exercises of a session that are done in turn, so that one rests while the other works.

A coach's view, and our assumption: only strength work is paired, two pairs a session at most, each wins a minute, and
nobody rests less than prescribed. Partners have other main muscles and another movement, never both for the legs or
both for the core, and stand side by side: of what is loaded or fixed to a place they use one thing together, so that
nobody holds two places in a gym; but never one bar, which would be loaded anew for each set. They have equal sets; a
main lift may have one more, and ends alone. A heavy leg set, and every large lift, is paired with work for the upper
body that shares no muscle with it; a jump or a carry never, and nothing while a beginner learns the movements. A fixed
routine keeps its order.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import numpy as np

from runplan.catalog.equipment import available
from runplan.plan.records import RoutineRequest
from runplan.planning.loads.ramp_up import on_one_bar
from runplan.planning.strength import objective as prices
from runplan.planning.strength.catalog_arrays import TICKS, CatalogArrays, Ints
from runplan.planning.strength.compose import SUPERSET_LETTERS, Choice, both_rest, session_ticks
from runplan.planning.strength.problem import Problem
from runplan.schema import EQUIPMENT

LEAST_WON_S = 60
MOST_PAIRS = 2
_LIFTS = ("squat", "hinge", "lunge")
_RAISES, _AFTER_RAISES = ("calf", "calf_unloaded"), ("hold", "calf_push")
#: classes of doses whose sets are large lifts, heavy or not
LARGE = frozenset(("compound_both", "compound_single", "hamstring_lowering", "swing"))
#: what stands beside another exercise and takes no place from others; all else is a load or a station
STANDS_BESIDE = frozenset(
    ("foam_roller", "mini_band", "long_band", "swiss_ball", "slider", "box", "bench", "chair", "towel")
)


def in_turn(arrays: CatalogArrays, request: RoutineRequest, choices: list[Choice]) -> list[Choice]:
    """The session with the pairs that win most, partners one after the other; `choices` are in the order of doing.

    A main lift that has its partner already keeps it.
    """
    if not request.pairs:
        return choices
    ready = [at for at, choice in enumerate(choices) if choice.superset]
    places = [
        at
        for at, choice in enumerate(choices)
        if choice.sets > 1 and arrays.sections[choice.exercise] == "strength" and not choice.superset
    ]
    held = any(choice.rank and arrays.kinds[choice.exercise] in _AFTER_RAISES for choice in choices)
    pairs = []
    for one, other in combinations(places, 2):
        first = choices[one].exercise
        comes_first = arrays.patterns[first] in _LIFTS or (held and arrays.kinds[first] in _RAISES)
        if choices[one].rank and comes_first and _part(arrays.patterns[choices[other].exercise]) == "core":
            continue  # core work stands last, and would draw the lift behind others, or a raise behind the calf's hold
        won = _won(arrays, choices[one], choices[other])
        if won >= LEAST_WON_S * TICKS and _go_together(arrays, request.equipment, choices[one], choices[other]):
            pairs.append((-won, one, other))
    chosen: list[tuple[int, int]] = [(ready[0], ready[1])] if ready else []
    for _, one, other in sorted(pairs):
        if len(chosen) < MOST_PAIRS and not {one, other} & {at for pair in chosen for at in pair}:
            chosen.append((one, other))
    return _placed(arrays, choices, sorted(chosen)) if chosen else choices


def _won(arrays: CatalogArrays, first: Choice, second: Choice) -> int:
    """Ticks that two exercises take less in turn than one after the other; 0 where one would rest too little."""
    if first.sets != second.sets or not both_rest(arrays, first, second):
        return 0
    if first.rest_s < second.rest_s:
        first, second = second, first
    pause = max(0, first.rest_s * TICKS - second.set_ticks(arrays))
    return (first.sets - 1) * ((first.rest_s + second.rest_s) * TICKS - pause)


def _go_together(arrays: CatalogArrays, equipment: tuple[str, ...], first: Choice, second: Choice) -> bool:
    a, b = first.exercise, second.exercise
    heavy = arrays.heavy_at(a, first.reps, first.effort), arrays.heavy_at(b, second.reps, second.effort)
    key = ("in turn", a, b, heavy, equipment)
    fits: bool | None = arrays.cache.get(key)
    if fits is None:
        fits = _friends(arrays, equipment, a, b, any(heavy))
        arrays.remember(key, fits)
    return fits


def _friends(arrays: CatalogArrays, equipment: tuple[str, ...], a: int, b: int, heavy: bool) -> bool:
    parts = {_part(arrays.patterns[a]), _part(arrays.patterns[b])}
    if arrays.patterns[a] == arrays.patterns[b] or parts in ({"core"}, {"legs"}) or "carry" in parts:
        return False
    if on_one_bar((arrays.equipment[a], arrays.hands[a]), (arrays.equipment[b], arrays.hands[b]), equipment):
        return False
    if heavy or {arrays.dose_names[a], arrays.dose_names[b]} & LARGE:
        if parts != {"legs", "upper"} or (arrays.involved[a] & arrays.involved[b]).any():
            return False
    elif _hinder(arrays, a, b) or _hinder(arrays, b, a):
        return False
    beside = tuple(word for word in equipment if word in STANDS_BESIDE)
    needs = arrays.equipment[a], arrays.equipment[b]
    return any(
        all(available(need, (*beside, *shared)) for need in needs)
        for shared in ((), *((word,) for word in equipment if word in EQUIPMENT and word not in STANDS_BESIDE))
    )


def _part(pattern: str) -> str:
    if pattern.startswith(("core", "upper")):
        return pattern.split("_")[0]
    return "carry" if pattern == "carry" else "legs"


def _hinder(arrays: CatalogArrays, a: int, b: int) -> bool:
    """Whether a main muscle of one works in the other; a push and a pull use different parts of the arms."""
    shared = arrays.main[a] & arrays.works[b]
    if _part(arrays.patterns[a]) == _part(arrays.patterns[b]) == "upper":
        shared = shared & ~arrays.arms
    return bool(shared.any())


def _placed(arrays: CatalogArrays, choices: list[Choice], pairs: list[tuple[int, int]]) -> list[Choice]:
    """Partners stand where the first of them stood; those with core work between the other work and the core."""
    core = [arrays.patterns[choice.exercise].startswith("core") for choice in choices]
    letters = {at: number for number, pair in enumerate(pairs) for at in pair}
    order: list[int] = []
    late: list[int] = []
    for at in range(len(choices)):
        pair = pairs[letters[at]] if at in letters else None
        if core[at] and late and pair is None:
            order, late = [*order, *late], []
        if pair is None:
            order.append(at)
        elif at == pair[0]:
            (late if core[pair[1]] else order).extend(pair)
    order += late
    names: dict[int, str] = {}
    done = []
    for at in order:
        if at in letters:
            if letters[at] not in names:
                names[letters[at]] = SUPERSET_LETTERS[len(names)]
            done.append(choices[at]._replace(superset=names[letters[at]]))
        else:
            done.append(choices[at])
    return done


def fill(
    arrays: CatalogArrays,
    problem: Problem,
    sessions: list[list[Choice]],
    budget: int,
    most: list[dict[int, int]],
    *,
    on: bool,
) -> None:
    """Give minutes that are left to sets that are still missing, the one that helps most first.

    Partners of a superset keep their equal sets. The sessions are changed.

    Parameters
    ----------
    budget : int
        Time of a session, warm-up included [ticks].
    most : list of dict
        Each session's most sets by exercise.
    on : bool
        Whether to go on once the targets are met, up to twice as much.
    """
    for target in (problem.target, *([2 * problem.target] if on else [])):
        goals = problem.goals if target == problem.target else None
        while _one_more(arrays, replace(problem, target=target), goals, sessions, budget, most):
            pass


def _one_more(
    arrays: CatalogArrays,
    problem: Problem,
    goals: tuple[int, ...] | None,
    sessions: list[list[Choice]],
    budget: int,
    most: list[dict[int, int]],
) -> bool:
    """Add the set that helps most, if one does and has room."""
    places = [
        (at, place)
        for at, choices in enumerate(sessions)
        for place, choice in enumerate(choices)
        if choice.sets < most[at].get(choice.exercise, 0) and not choice.superset
    ]
    if not places:
        return False
    amounts: Ints = np.zeros(arrays.amount.shape[1], dtype=np.intp)
    for choices in sessions:
        for choice in choices:
            amounts += choice.sets * arrays.amount[choice.exercise]
    items = np.arange(len(amounts))
    more = arrays.amount[[sessions[at][place].exercise for at, place in places]]
    length = 256 * (int((amounts + more).max()) // 256 + 1)
    costs = prices.item_tables(problem.target, problem.share, length, problem.far_over, goals)
    change = costs[items, amounts + more].sum(axis=1) - costs[items, amounts].sum()
    for best in change.argsort(kind="stable").tolist():
        if change[best] >= 0:
            return False
        at, place = places[best]
        longer = list(sessions[at])
        longer[place] = longer[place].with_sets(longer[place].sets + 1)
        if session_ticks(arrays, longer) <= budget:
            sessions[at] = longer
            return True
    return False
