"""The short routine: the article's exercises in the article's order, fitted to the tools and the minutes."""

from __future__ import annotations

from dataclasses import replace

from runplan.catalog.heavy_work import HEAVY_REPS
from runplan.errors import RunplanError
from runplan.plan.records import RoutineRequest
from runplan.planning.strength import objective as prices
from runplan.planning.strength.candidates import ROUTINE_SETS, pool_for
from runplan.planning.strength.catalog_arrays import TICKS, ArticleRow, CatalogArrays
from runplan.planning.strength.compose import Choice
from runplan.schema import LEG_PATTERNS


def article_session(arrays: CatalogArrays, request: RoutineRequest) -> list[Choice]:
    """The article's routine for these tools, level, avoidances and minutes.

    A missing exercise is swapped within its section: by the row's own swaps, then by the nearest movement pattern.
    What cannot be swapped is dropped. Too long: single rolls go first, then the last strength exercises,
    then drills; a drill (or roll) and a strength exercise always stay. Minutes left over: second and third sets of
    the strength part and the activation, each exercise in turn.

    Raises
    ------
    RunplanError
        If nothing to warm up with or nothing to train with is left, or the minutes hold neither.
    """
    rows = _swapped(arrays, request)
    counted = [choice for choice in rows if arrays.counted[choice.exercise]]
    warm = [choice for choice in rows if arrays.sections[choice.exercise] == "warm_up"]
    if not warm or not counted:
        what, section = ("warm-up drill", "warm_up") if not warm else ("strength exercise", "strength")
        raise RunplanError(
            f"avoid={request.avoid!r} leaves no {what} for the short routine: "
            f"allow at least one exercise of section {section}."
        )
    budget = request.minutes * 60 * TICKS
    rows = _shortened(arrays, rows, budget)
    spare = budget - sum(choice.ticks(arrays) for choice in rows)
    if spare < 0:
        need = -(-sum(choice.ticks(arrays) for choice in rows) // (60 * TICKS))
        raise RunplanError(
            f"minutes={request.minutes} is too short: the shortest warm-up and one exercise take {need} minutes. "
            f"Give {need} or more, or ask for no strength session."
        )
    order = [at for at, choice in enumerate(rows) if arrays.sections[choice.exercise] == "strength"]
    order += [at for at, choice in enumerate(rows) if arrays.sections[choice.exercise] == "activation"]
    for _ in range(ROUTINE_SETS - 1):
        for at in order:
            more = rows[at].with_sets(rows[at].sets + 1)
            extra = more.ticks(arrays) - rows[at].ticks(arrays)
            if extra <= spare:
                rows[at], spare = more, spare - extra
    return [choice if choice.sets > 1 else replace(choice, rest_s=0) for choice in rows]


def _swapped(arrays: CatalogArrays, request: RoutineRequest) -> list[Choice]:
    usable = arrays.usable(request.equipment, request.level, request.avoid)
    inside = set(pool_for(arrays, "routine", request).exercise.tolist())
    rows: list[Choice] = []
    planned = {row.exercise for row in arrays.article}

    def fits(exercise: int, section: str) -> bool:
        if arrays.sections[exercise] != section or any(choice.exercise == exercise for choice in rows):
            return False
        if not arrays.counted[exercise]:
            return bool(usable[exercise])
        alike = sum(arrays.pattern[choice.exercise] == arrays.pattern[exercise] for choice in rows)
        near = any(arrays.near[choice.exercise, exercise] for choice in rows)
        return exercise in inside and alike < prices.PATTERN_CAP and not near

    for row in arrays.article:
        section = arrays.sections[row.exercise]
        if fits(row.exercise, section):
            rows.append(_as_written(arrays, row, request))
            continue
        others = [at for at in row.swaps if fits(at, section)] or sorted(
            (at for at in range(len(arrays.ids)) if at not in planned and fits(at, section)),
            key=lambda at: (*_distance(arrays, row.exercise, at), at),
        )
        if others:
            dose = arrays.dose(others[0], request.level, "technique") or arrays.dose(
                others[0], request.level, request.strength_phase
            )
            if dose is not None:
                rows.append(Choice(others[0], 1, dose.reps, dose.seconds, dose.rest_s, dose.effort))
    if not any(arrays.counted[choice.exercise] for choice in rows):
        rows.extend(_any_work(arrays, request, sorted(inside)))
    return rows


def _any_work(arrays: CatalogArrays, request: RoutineRequest, inside: list[int]) -> list[Choice]:
    """Up to four exercises, each of another pattern where there is one, when none of the article's sections is left."""
    chosen: list[int] = []
    for at in inside + inside:
        fresh = all(arrays.pattern[at] != arrays.pattern[other] for other in chosen)
        if (
            len(chosen) < prices.FEWEST
            and at not in chosen
            and (fresh or len(chosen) >= len(set(arrays.pattern[inside])))
        ):
            chosen.append(at)
    rows = []
    for at in chosen:
        dose = arrays.dose(at, request.level, "technique")
        if dose is not None:
            rows.append(Choice(at, 1, dose.reps, dose.seconds, dose.rest_s, dose.effort))
    return rows


def _distance(arrays: CatalogArrays, wanted: int, at: int) -> tuple[bool, bool]:
    """How far an exercise's movement is from the one wanted: the same pattern, the same part of the body, another."""

    def part(pattern: str) -> str:
        return "legs" if pattern in LEG_PATTERNS else pattern.split("_")[0]

    here, there = arrays.patterns[wanted], arrays.patterns[at]
    return here != there, part(here) != part(there)


def _as_written(arrays: CatalogArrays, row: ArticleRow, request: RoutineRequest) -> Choice:
    dose = arrays.dose(row.exercise, request.level, "technique")
    effort = 3.0 if dose is None else dose.effort
    # between a routine's later sets one rests as the technique phase does; the article's one set has no rest
    rest_s = row.rest_s if dose is None or not arrays.counted[row.exercise] else max(row.rest_s, dose.rest_s)
    reps = row.reps
    if reps is not None and arrays.leg[row.exercise] and arrays.counted[row.exercise]:
        reps = max(reps, HEAVY_REPS + 1)  # a routine is no heavy session
    return Choice(row.exercise, row.sets, reps, row.seconds, rest_s, effort)


def _shortened(arrays: CatalogArrays, rows: list[Choice], budget: int) -> list[Choice]:
    rows = list(rows)
    for section, stay in (
        ("foam_roll", 1),
        ("strength", 2),
        ("warm_up", 1),
        ("activation", 0),
        ("strength", 1),
        ("foam_roll", 0),
    ):
        while sum(choice.ticks(arrays) for choice in rows) > budget:
            here = [at for at, choice in enumerate(rows) if arrays.sections[choice.exercise] == section]
            others = sum(bool(arrays.counted[choice.exercise]) for choice in rows)
            if len(here) <= stay or (section in ("activation", "strength") and others <= 1):
                break
            del rows[here[-1]]
    return rows
