"""Sets, target and running's load side by side: means of the block, and the trunk as one row."""

from __future__ import annotations

import pytest

from runplan.insight.running_load import load_beside_sets
from tests.builders.written_plans import exercise, make_plan, run, strength, tiny_catalog


@pytest.fixture
def rows():
    """Four weeks: an easy run in the first, squats and planks in two."""
    sessions = [run(1, "Tue", "easy", 8.0), strength(1, "Mon", "general"), strength(2, "Mon", "general")]
    work = [
        exercise("w01-strength-1", 1, "squat", sets=3),
        exercise("w02-strength-1", 1, "squat", sets=5),
        exercise("w02-strength-1", 2, "plank", sets=4, seconds=30),
    ]
    plan = make_plan(sessions, work, targets=[4.0, 4.0, 2.0, 2.0], catalog=tiny_catalog())
    return {week: load_beside_sets(plan, week).set_index("muscle") for week in (None, 1, 2)}


def test_the_trunk_s_load_is_the_mean_of_its_four_muscles(rows):
    # An easy run weighs 2 for the soleus, the most there is, and 1 for each of the four.
    assert rows[1].loc["soleus", "load"] == 100.0
    assert rows[1].loc["trunk", "load"] == 50.0
    assert rows[None].loc["trunk", "load"] == 12.5


def test_sets_and_targets_of_the_block_are_those_of_its_mean_week(rows):
    assert rows[None].loc["quadriceps", ["sets", "target"]].tolist() == [2.0, 3.0]
    assert rows[1].loc["quadriceps", ["sets", "target"]].tolist() == [3.0, 4.0]
    # Four sets for the obliques and two for the deep core, among four muscles.
    assert rows[2].loc["trunk", "sets"] == 1.5
    assert rows[None].loc["trunk", "sets"] == 0.375
