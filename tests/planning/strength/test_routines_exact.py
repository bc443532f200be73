"""Routines against an integer programme that is written apart from them."""

from __future__ import annotations

import pytest

from bench.routine_gap import asks, best_possible, case_of, chosen_sets, nothing, score
from runplan.catalog import load_catalog
from runplan.planning.strength import choose

# Cases that are proven within a few seconds.
PROVEN = (0, 3, 11, 16, 24)
SEVERAL = range(0, 30, 2)


@pytest.mark.parametrize("number", PROVEN)
def test_a_routine_is_within_two_points_of_the_proven_optimum_and_its_bound_above(number: int) -> None:
    catalog = load_catalog()
    routine = choose(asks()[number], catalog)
    case = case_of(catalog, routine.request)
    answer, _, proven = best_possible(case)
    assert proven
    best = 100 * (1 - score(case, answer) / nothing(case))
    assert routine.bound() >= best - 1e-6
    assert routine.reach <= best + 1e-6
    assert best - routine.reach <= 2


@pytest.mark.parametrize("number", SEVERAL)
def test_a_routines_cost_is_what_independent_code_counts(number: int) -> None:
    catalog = load_catalog()
    routine = choose(asks()[number], catalog)
    case = case_of(catalog, routine.request)
    assert routine.cost == pytest.approx(score(case, chosen_sets(routine, case)), abs=1e-3)
    assert routine.cost_of_nothing == pytest.approx(nothing(case), abs=1e-3)
