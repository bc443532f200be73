"""Expected sets and minutes are counted by hand from the tiny catalog in plans.py."""

from __future__ import annotations

import pytest

from runplan.insight.variety import benefits, planes, work_minutes
from tests.builders.written_plans import exercise, make_plan, strength, tiny_catalog

ROWS = [
    exercise("w01-strength-1", 1, "roll", section="foam_roll", seconds=30, each_side=True),  # 1 minute
    exercise("w01-strength-1", 2, "stretch", sets=2, section="warm_up", reps=10),  # 2 x 10 x 3 s: 1 minute
    exercise("w01-strength-1", 3, "squat", sets=3),
    exercise("w01-strength-1", 4, "plank", sets=2, seconds=30),
]


@pytest.fixture
def plan():
    return make_plan([strength(1, "Mon", "general")], ROWS, catalog=tiny_catalog())


def test_minutes_of_work_take_both_sides_and_no_rest(plan):
    assert work_minutes(plan).tolist() == pytest.approx([1.0, 1.0, 1.5, 1.0])


def test_an_exercise_of_two_planes_counts_in_both(plan):
    first = planes(plan).query("week == 1").set_index("plane")
    assert first["sets"].to_dict() == {"sagittal": 3.0, "frontal": 0.0, "transverse": 5.0}


def test_benefits_have_sets_of_strength_and_minutes_of_mobility(plan):
    first = benefits(plan).query("week == 1").set_index("benefit")
    assert first["sets"].to_dict() == {
        "mobility": 0.0,
        "flexibility": 0.0,
        "range_of_motion": 0.0,
        "strength": 5.0,
        "posture": 2.0,
    }
    assert first.loc["mobility", "minutes"] == pytest.approx(1.0)
    assert first.loc["flexibility", "minutes"] == pytest.approx(2.0)


def test_weeks_without_sessions_have_rows_of_zeros(plan):
    assert not planes(plan).query("week > 1")[["sets", "minutes"]].to_numpy().any()
    assert len(benefits(plan)) == 4 * 5
