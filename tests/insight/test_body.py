from __future__ import annotations

import numpy as np
import pytest

from runplan import schema
from runplan.insight.body import body_frame
from runplan.insight.coverage import coverage
from runplan.insight.plan_facts import PlanFacts
from runplan.insight.running_load import running_load
from tests.builders.written_plans import exercise, make_plan, run, strength, tiny_catalog


@pytest.fixture
def plan():
    """Four weeks: squats, planks and a run in the first, hops and half the run in the second, nothing in the others."""
    sessions = [
        run(1, "Sun", "easy", 10.0),
        strength(1, "Tue", "general"),
        run(2, "Sun", "easy", 5.0),
        strength(2, "Tue", "general"),
    ]
    exercises = [
        exercise("w01-strength-1", 1, "squat", sets=4),
        exercise("w01-strength-1", 2, "plank", sets=3, seconds=20),
        exercise("w02-strength-1", 1, "hops", sets=2, section="plyometric"),
    ]
    return make_plan(sessions, exercises, weeks=4, targets=(4.0, 2.0, 3.0, 3.0), catalog=tiny_catalog())


def test_every_muscle_has_one_row_in_the_order_of_the_schema(plan):
    rows = body_frame(plan)
    assert rows["muscle"].tolist() == list(schema.MUSCLES)
    assert rows.columns.tolist() == ["muscle", "name", "group", "priority", "sets", "target", "share", "load"]
    assert rows.index.tolist() == list(range(20))


def test_one_week_has_its_own_sets_against_its_own_target(plan):
    rows = body_frame(plan, week=1).set_index("muscle")
    assert rows.loc["quadriceps", ["sets", "target", "share"]].tolist() == [4.0, 4.0, 1.0]
    assert rows.loc["gluteus_maximus", ["sets", "target", "share"]].tolist() == [2.0, 4.0, 0.5]
    assert rows.loc["soleus", ["sets", "target", "share"]].tolist() == [0.0, 4.0, 0.0]
    assert body_frame(plan, week=2).set_index("muscle").loc["soleus", "share"] == 1.0


def test_each_muscle_of_the_trunk_stands_by_itself(plan):
    rows = body_frame(plan, week=1).set_index("muscle")
    assert rows.loc[list(schema.TRUNK_MUSCLES), "sets"].tolist() == [0.0, 3.0, 1.5, 0.0]
    assert rows.loc[list(schema.TRUNK_MUSCLES), "target"].tolist() == [2.4] * 4
    assert rows.loc["deep_core", "share"] == 0.625


def test_other_muscles_have_half_of_the_target(plan):
    rows = body_frame(plan, week=1).set_index("muscle")
    assert rows.loc[["arms", "hip_flexors", "deep_hip_rotators", "tibialis_anterior"], "target"].tolist() == [2.0] * 4


def test_without_a_week_it_is_the_mean_week_of_the_block(plan):
    rows = body_frame(plan).set_index("muscle")
    assert rows.loc["quadriceps", ["sets", "target"]].tolist() == [1.0, 3.0]
    assert rows.loc["quadriceps", "share"] == pytest.approx(1 / 3)
    assert rows.loc["soleus", ["sets", "target"]].tolist() == [0.5, 3.0]
    assert rows.loc["soleus", "load"] == pytest.approx(37.5)  # 100, 50, 0, 0: half the kilometres in the second week


def test_running_s_load_stands_beside_the_sets(plan):
    # data/running_load.csv: an easy run asks 2 of the soleus, 1 of the hamstrings and nothing of the arms.
    rows = body_frame(plan, week=2).set_index("muscle")
    assert rows.loc[["soleus", "hamstrings", "arms"], "load"].tolist() == pytest.approx([50.0, 25.0, 0.0])
    assert rows.loc["hamstrings", "sets"] == 0.0


def test_the_muscles_that_a_plan_is_judged_by_are_marked(plan):
    rows = body_frame(plan)
    others = ["deep_hip_rotators", "hip_flexors", "tibialis_anterior", "foot_and_peroneals", "latissimus"]
    others += ["upper_back", "shoulders", "chest_and_serratus", "arms"]
    assert rows.loc[~rows["priority"], "muscle"].tolist() == others


def test_names_and_groups_are_the_catalog_s(plan):
    rows = body_frame(plan).set_index("muscle")
    assert rows.loc["chest_and_serratus", ["name", "group"]].tolist() == ["Chest and serratus", "upper"]
    assert rows.loc["soleus", ["name", "group"]].tolist() == ["Soleus", "lower_leg"]


def test_a_week_without_a_target_has_no_share():
    rows = body_frame(make_plan([run(1, "Mon", "easy", 8.0)], targets=(0.0, 4.0, 4.0, 4.0)), week=1)
    assert rows["share"].isna().all()
    assert rows["target"].tolist() == [0.0] * 20


def test_a_week_that_the_block_does_not_have_is_refused(plan):
    with pytest.raises(
        ValueError, match=r"^week=5 is not in this block; give 1 to 4, or leave it out for the average week\.$"
    ):
        body_frame(plan, week=5)


def test_the_arrays_hold_every_week_of_every_muscle(plan):
    facts = PlanFacts(plan)
    sets, target, load = facts.counted.sets, facts.counted.asked, facts.load
    assert sets.shape == target.shape == load.shape == (4, 20)
    assert np.array_equal(sets, coverage(plan).to_numpy())
    assert np.array_equal(load, running_load(plan).to_numpy())
    assert target[:, schema.MUSCLES.index("soleus")].tolist() == [4.0, 2.0, 3.0, 3.0]
    assert target[:, schema.MUSCLES.index("shoulders")].tolist() == [2.0, 1.0, 1.5, 1.5]


def test_the_plan_is_left_as_it_was(plan):
    before = (plan.weeks.copy(), plan.sessions.copy(), plan.exercises.copy(), plan.catalog.muscles.copy())
    body_frame(plan, week=1)
    assert plan.weeks.equals(before[0])
    assert plan.sessions.equals(before[1])
    assert plan.exercises.equals(before[2])
    assert plan.catalog.muscles.equals(before[3])
