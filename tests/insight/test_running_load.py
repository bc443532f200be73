from __future__ import annotations

import pytest

from runplan import schema
from runplan.insight.running_load import load_beside_sets, running_load
from tests.builders.written_plans import exercise, make_plan, run, strength


def test_the_highest_load_of_the_block_is_100():
    load = running_load(make_plan([run(1, "Sun", "long", 10.0), run(2, "Sun", "long", 20.0)]))
    assert load.to_numpy().max() == pytest.approx(100.0)
    assert load.columns.tolist() == list(schema.MUSCLES)
    assert load.index.tolist() == [1, 2, 3, 4]


def test_load_grows_with_kilometres():
    load = running_load(make_plan([run(1, "Sun", "long", 10.0), run(2, "Sun", "long", 20.0)]))
    assert load.at[2, "soleus"] == pytest.approx(2 * load.at[1, "soleus"])


def test_weights_are_those_of_the_table():
    # data/running_load.csv: an easy run asks 2 of the soleus and 1 of the hamstrings.
    load = running_load(make_plan([run(1, "Mon", "easy", 8.0)]))
    assert load.at[1, "soleus"] == pytest.approx(100.0)
    assert load.at[1, "hamstrings"] == pytest.approx(50.0)


def test_running_does_not_load_the_arms():
    load = running_load(make_plan([run(1, "Sun", "long", 10.0)]))
    assert not load["arms"].any()


def test_a_block_without_runs_has_no_load():
    assert not running_load(make_plan([strength(1, "Mon", "general")])).to_numpy().any()


def test_sets_and_load_stand_side_by_side_and_are_not_added():
    sessions = [run(1, "Mon", "easy", 8.0), strength(1, "Tue", "general")]
    plan = make_plan(sessions, [exercise("w01-strength-1", 1, "side_plank", sets=2, seconds=20)])
    rows = load_beside_sets(plan, week=1).set_index("muscle")
    assert rows.loc["soleus", "load"] == pytest.approx(100.0)
    assert rows.loc["soleus", "sets"] == 0.0
    assert rows.loc["trunk", "sets"] > 0.0


def test_the_mean_week_of_the_block_is_given_where_no_week_is_named():
    plan = make_plan([run(1, "Mon", "easy", 8.0)])
    assert load_beside_sets(plan).set_index("muscle").loc["soleus", "load"] == pytest.approx(25.0)
