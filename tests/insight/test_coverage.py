"""Expected sets are counted by hand from the tiny catalog in plans.py."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from runplan import schema
from runplan.catalog import load_catalog
from runplan.insight.coverage import coverage, coverage_status
from runplan.planning.strength.catalog_arrays import ITEMS, SIXTEENTHS, arrays_of
from tests.builders.written_plans import exercise, make_plan, strength, tiny_catalog, warmed_up

TWO_WEEKS = [strength(1, "Mon", "general"), strength(1, "Thu", "general", 2), strength(2, "Mon", "general")]


def plan_of(*rows, **more):
    return make_plan(TWO_WEEKS, list(rows), catalog=tiny_catalog(), **more)


def test_a_set_counts_one_for_a_prime_mover_and_half_for_a_synergist():
    covered = coverage(plan_of(exercise("w01-strength-1", 1, "squat", sets=3)))
    assert covered.at[1, "quadriceps"] == 3.0
    assert covered.at[1, "gluteus_maximus"] == 1.5
    assert covered.at[1, "deep_core"] == 0.0
    assert covered.to_numpy().sum() == 4.5


def test_a_set_of_light_work_counts_half_and_the_heavier_form_counts_in_full():
    session = "w01-strength-1"
    rows = [exercise(session, 3, "clamshell", sets=3, section="activation"), exercise(session, 4, "side_plank", sets=2)]
    covered = coverage(make_plan(TWO_WEEKS, warmed_up(session, *rows)))
    # Side plank: gluteus medius, obliques and quadratus lumborum move; clamshell: the gluteus medius, lightly.
    assert covered.at[1, "gluteus_medius"] == 3 * 0.5 + 2
    assert covered.at[1, "gluteus_maximus"] == 3 * 0.25
    assert covered.at[1, "obliques"] == 2


def test_what_the_planner_aims_at_is_what_coverage_counts():
    catalog = load_catalog()
    arrays = arrays_of(catalog)
    for at, name in enumerate(arrays.ids):
        session = [exercise("w01-strength-1", 1, name, section=arrays.sections[at])]
        sets = coverage(make_plan(TWO_WEEKS, session)).loc[1]
        assert (arrays.muscle_amount[at] / SIXTEENTHS == sets.to_numpy()).all(), name
        judged = [sets[list(muscles)].mean() for muscles in ITEMS]
        assert (arrays.amount[at] / SIXTEENTHS == judged).all(), name


def test_sessions_of_a_week_add_up_and_weeks_stay_apart():
    covered = coverage(
        plan_of(
            exercise("w01-strength-1", 1, "plank", sets=2, seconds=30),
            exercise("w01-strength-2", 1, "plank", sets=3, seconds=30),
            exercise("w02-strength-1", 1, "plank", sets=1, seconds=30),
        )
    )
    assert covered["obliques"].tolist() == [5.0, 1.0, 0.0, 0.0]
    assert covered["deep_core"].tolist() == [2.5, 0.5, 0.0, 0.0]


def test_both_sides_make_one_set():
    one = coverage(plan_of(exercise("w01-strength-1", 1, "walk", sets=2, section="activation")))
    both = coverage(plan_of(exercise("w01-strength-1", 1, "walk", sets=2, section="activation", each_side=True)))
    pd.testing.assert_frame_equal(one, both)


def test_rolling_and_warm_up_make_no_sets():
    covered = coverage(
        plan_of(
            exercise("w01-strength-1", 1, "roll", section="foam_roll", seconds=60),
            exercise("w01-strength-1", 2, "stretch", section="warm_up"),
        )
    )
    assert not covered.to_numpy().any()


def test_an_exercise_that_the_catalog_does_not_know_makes_no_sets():
    assert not coverage(plan_of(exercise("w01-strength-1", 1, "somersault"))).to_numpy().any()


def test_a_plan_without_exercises_has_weeks_of_zeros():
    covered = coverage(make_plan([], [], catalog=tiny_catalog()))
    assert covered.shape == (4, 20)
    assert covered.index.name == "week"
    assert covered.index.tolist() == [1, 2, 3, 4]
    assert covered.columns.tolist() == list(schema.MUSCLES)
    assert not covered.to_numpy().any()


def test_the_plan_is_not_changed():
    plan = plan_of(exercise("w01-strength-1", 1, "squat", sets=3))
    before = [plan.weeks.copy(), plan.sessions.copy(), plan.exercises.copy(), plan.catalog.credit.copy()]
    coverage_status(plan)
    for old, new in zip(before, [plan.weeks, plan.sessions, plan.exercises, plan.catalog.credit], strict=True):
        pd.testing.assert_frame_equal(old, new)


@pytest.mark.parametrize(
    ("sets", "target", "status"),
    [
        pytest.param(3, 4.0, "below", id="75 per cent"),
        pytest.param(9, 10.0, "on", id="90 per cent is on"),
        pytest.param(4, 4.0, "on", id="the target itself"),
        pytest.param(6, 4.0, "on", id="150 per cent is on"),
        pytest.param(7, 4.0, "above", id="175 per cent"),
    ],
)
def test_on_target_is_from_90_to_150_per_cent(sets, target, status):
    plan = plan_of(exercise("w01-strength-1", 1, "squat", sets=sets), targets=[target] * 4)
    rows = coverage_status(plan)
    row = rows[(rows["week"] == 1) & (rows["muscle"] == "quadriceps")].iloc[0]
    assert (row["sets"], row["target"], row["status"]) == (sets, target, status)
    assert math.isclose(row["share"], sets / target)


def test_the_trunk_is_the_mean_of_its_four_muscles():
    # 4 sets of plank: obliques 4, deep core 2, rectus abdominis and spinal erectors 0; mean 1.5 of 0.6 x 4.
    rows = coverage_status(plan_of(exercise("w01-strength-1", 1, "plank", sets=4, seconds=30)))
    row = rows[(rows["week"] == 1) & (rows["muscle"] == "trunk")].iloc[0]
    assert (row["sets"], row["target"], row["share"], row["status"]) == (1.5, 2.4, 0.625, "below")


def test_other_muscles_are_judged_against_half_the_target():
    rows = coverage_status(plan_of())
    first = rows[rows["week"] == 1].set_index("muscle")
    assert first.loc["shoulders", "target"] == 2.0
    assert first.loc["soleus", "target"] == 4.0
    assert len(first) == 17
    assert first["priority"].sum() == 8


def test_a_week_whose_target_is_halved_is_judged_by_it():
    plan = plan_of(exercise("w02-strength-1", 1, "squat", sets=2), targets=[4.0, 2.0, 4.0, 4.0])
    rows = coverage_status(plan)
    row = rows[(rows["week"] == 2) & (rows["muscle"] == "quadriceps")].iloc[0]
    assert (row["target"], row["status"]) == (2.0, "on")


@given(st.lists(st.tuples(st.sampled_from(["squat", "plank", "walk", "hops", "roll"]), st.integers(1, 6)), max_size=8))
def test_coverage_is_the_sum_over_rows(rows):
    plan = plan_of(*(exercise("w01-strength-1", place, name, sets=sets) for place, (name, sets) in enumerate(rows)))
    expected = np.zeros(len(schema.MUSCLES))
    for name, sets in rows:
        expected = expected + sets * plan.catalog.credit.loc[name].to_numpy()
    np.testing.assert_allclose(coverage(plan).loc[1].to_numpy(), expected)
