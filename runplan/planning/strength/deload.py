"""The same exercises, week by week: easier in a phase's first week and in step-back weeks."""

from __future__ import annotations

from dataclasses import replace

from runplan.plan.records import Exercise
from runplan.planning.strength import objective as prices
from runplan.planning.strength.catalog_arrays import CatalogArrays
from runplan.planning.strength.compose import Choice, prescription
from runplan.planning.strength.problem import Problem

KEPT_PERCENT = 90  # of its target every judged muscle keeps in a step-back week; our assumption


def lighter_week(
    arrays: CatalogArrays,
    problem: Problem,
    sessions: list[list[Choice]],
    least: list[dict[int, int]],
    *,
    easier: bool,
    fewer: bool,
) -> tuple[tuple[Exercise, ...], ...]:
    """The week's prescriptions with lower effort (`easier`) and without the sets that coverage can spare (`fewer`).

    `least` holds, for each session, the fewest sets of each exercise.
    """
    sessions = [list(choices) for choices in sessions]
    if fewer:
        _spare(arrays, problem, sessions, least)
    if easier:
        sessions = [
            _eased(arrays, choices, kind == "heavy") for choices, kind in zip(sessions, problem.kinds, strict=True)
        ]
    return tuple(tuple(prescription(arrays, choice) for choice in choices) for choices in sessions)


def _spare(arrays: CatalogArrays, problem: Problem, sessions: list[list[Choice]], least: list[dict[int, int]]) -> None:
    targets = prices.item_targets(problem.target, problem.share)[: prices.PRIORITIES]
    total = sum(
        choice.sets * arrays.amount[choice.exercise, : prices.PRIORITIES] for choices in sessions for choice in choices
    )
    floor = [-(-KEPT_PERCENT * target // 100) for target in targets]
    # the sets that take longest go first; ties in the order of doing
    places = sorted(
        ((at, place) for at, choices in enumerate(sessions) for place in range(len(choices))),
        key=lambda one: (
            -arrays.set_ticks(
                sessions[one[0]][one[1]].exercise,
                sessions[one[0]][one[1]].reps,
                sessions[one[0]][one[1]].seconds,
                sessions[one[0]][one[1]].rest_s,
            )
        ),
    )
    for at, place in places:
        choice = sessions[at][place]
        amount = arrays.amount[choice.exercise, : prices.PRIORITIES]
        while arrays.counted[choice.exercise] and choice.sets > least[at].get(choice.exercise, 1):
            after = total - amount
            if any(gives and left < need for gives, left, need in zip(amount, after, floor, strict=True)):
                break
            total, choice = after, choice.with_sets(choice.sets - 1)
        sessions[at][place] = choice


def _eased(arrays: CatalogArrays, choices: list[Choice], heavy: bool) -> list[Choice]:
    eased = [
        replace(choice, effort=max(1.0, choice.effort - 1)) if arrays.counted[choice.exercise] else choice
        for choice in choices
    ]
    if heavy and not any(arrays.heavy_at(choice.exercise, choice.reps, choice.effort) for choice in eased):
        # the load that makes the session heavy is kept
        return [
            old if arrays.heavy_at(old.exercise, old.reps, old.effort) else new
            for old, new in zip(choices, eased, strict=True)
        ]
    return eased
