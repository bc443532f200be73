"""The article's routine in a whole plan: twelve exercises, three parts, ten minutes, nothing heavy."""

from __future__ import annotations

import pytest

from runplan import Block, build_plan
from tests.checker import violations

TWELVE = [  # the article's order: rolling, stretches and warm-ups, strength
    *("foam_roll_glutes", "foam_roll_it_band", "foam_roll_quads", "foam_roll_calves"),
    *("lunge_elbow_to_instep", "sumo_squat_to_stand", "inverted_hamstring_stretch", "mini_band_walk"),
    *("one_leg_rdl_to_row", "swiss_ball_t_raise", "slider_leg_curl", "kneeling_side_plank_leg_up"),
]


@pytest.mark.parametrize("level", ["beginner", "intermediate", "advanced"])
def test_ten_minutes_with_the_five_tools_begin_with_the_twelve_once_each(level: str) -> None:
    """Two weeks long; how the routine goes on from there is told in `test_ten_minutes`."""
    tools = ("foam_roller", "mini_band", "dumbbell", "swiss_ball", "slider")
    plan = build_plan(Block(start="2027-01-04", weeks=8, strength_minutes=10, equipment=tools, level=level))
    assert violations(plan) == []
    week_of = dict(zip(plan.sessions["session_id"], plan.sessions["week"], strict=True))
    first = plan.exercises[plan.exercises["session_id"].map(week_of) <= 2]
    assert first["session_id"].nunique() == 4
    for _, rows in first.groupby("session_id"):
        assert list(rows["exercise_id"]) == TWELVE
        assert set(rows["sets"]) == {1}
