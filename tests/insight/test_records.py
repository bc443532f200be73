"""Records of a plan are the same from its rows as from its tables; rows end where a table may have been changed."""

from __future__ import annotations

import dataclasses

import numpy as np
import pandas as pd
import pytest
from hypothesis import given

import runplan as rp
from runplan.insight.coverage import coverage, coverage_status
from runplan.insight.plan_facts import PlanFacts
from runplan.insight.running_load import running_load
from runplan.plan.tables import Unmade
from tests.builders.blocks import blocks


def planned(block):
    try:
        return rp.build_plan(block)
    except rp.PlanImpossible:
        return None


@given(block=blocks())
def test_rows_and_tables_tell_the_same(block):
    plan = planned(block)
    if plan is None:
        return
    quick = PlanFacts(plan, plan.rows)
    known = (quick.sessions, quick.weeks, quick.exercise_sets, quick.counted, quick.load)
    assert plan.rows is not None  # none of these asked for a table
    slow = PlanFacts(plan)
    assert known[0] == slow.sessions
    assert known[1] == slow.weeks
    assert known[2] == slow.exercise_sets
    assert np.allclose(known[3].sets, coverage(plan).to_numpy(), atol=1e-9)
    assert np.array_equal(known[4], running_load(plan).to_numpy())
    status = coverage_status(plan)
    for values, column in ((known[3].done, "sets"), (known[3].target, "target")):
        assert np.allclose(values.ravel(), status[column].to_numpy(), atol=1e-9)


@pytest.fixture
def plan():
    return rp.build_plan(rp.Block(start="2027-01-04", weeks=4))


@pytest.mark.parametrize("table", ["weeks", "sessions", "exercises"])
def test_rows_end_where_a_table_has_been_read(plan, table):
    assert plan.rows is not None
    getattr(plan, table)
    assert plan.rows is None


def test_a_table_is_made_once_and_keeps_what_is_written_into_it(plan):
    plan.sessions.loc[0, "title"] = "Hill walk"
    assert plan.sessions["title"].iloc[0] == "Hill walk"
    assert PlanFacts(plan, plan.rows).sessions[0].title == "Hill walk"


def test_a_plan_with_another_table_has_no_rows(plan):
    table = rp.build_plan(rp.Block(start="2027-01-04", weeks=4)).sessions.iloc[1:].reset_index(drop=True)
    assert dataclasses.replace(plan, sessions=table).rows is None


def test_a_plan_can_be_copied_before_and_after_its_tables_are_made(plan):
    assert plan.parts()["sessions"].__class__ is Unmade
    again = type(plan)(**plan.parts())
    assert again.rows is not None
    pd.testing.assert_frame_equal(again.sessions, plan.sessions)
    assert isinstance(plan.parts()["sessions"], pd.DataFrame)
    assert plan.parts()["block"] is plan.block
