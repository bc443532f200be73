"""A plan's tables are its records, and what is written into a table that was read stays in that copy."""

from __future__ import annotations

import dataclasses

import numpy as np
import pandas as pd
import pytest
from hypothesis import given

import runplan as rp
from runplan import schema
from runplan.insight.coverage import coverage, coverage_status
from runplan.insight.plan_facts import PlanFacts
from runplan.insight.running_load import running_load
from runplan.plan.records import Exercise, Session, Week
from runplan.plan.tables import PlanTables
from tests.builders.blocks import MANY_PLANS, possible_blocks

TABLES = ("weeks", "sessions", "exercises")


def of_frames(plan: PlanTables) -> PlanTables:
    """The same plan, given as frames."""
    return dataclasses.replace(plan, **{name: getattr(plan, name) for name in TABLES})


def test_records_have_the_columns_of_their_tables_in_their_order() -> None:
    for record, table, besides in ((Week, schema.WEEKS, 2), (Session, schema.SESSIONS, 1)):
        assert list(record._fields[:-besides]) == [column.name for column in table]
    assert list(Exercise._fields) == [column.name for column in schema.EXERCISES[1:]]


@MANY_PLANS
@given(block=possible_blocks())
def test_records_and_tables_tell_the_same(block: rp.Block) -> None:
    plan = rp.build_plan(block)
    again = of_frames(plan)
    assert again.session_records == plan.session_records
    assert again.week_records == plan.week_records
    assert again.exercise_records == plan.exercise_records
    facts = PlanFacts(plan)
    assert np.allclose(facts.counted.sets, coverage(again).to_numpy(), atol=1e-9)
    assert np.array_equal(facts.load, running_load(again).to_numpy())
    status = coverage_status(again)
    for values, column in ((facts.counted.done, "sets"), (facts.counted.target, "target")):
        assert np.allclose(values.ravel(), status[column].to_numpy(), atol=1e-9)


@pytest.fixture
def plan() -> rp.Plan:
    return rp.build_plan(rp.Block(start="2027-01-04", weeks=4))


@pytest.mark.parametrize("read_first", [False, True])
@pytest.mark.parametrize("name", TABLES)
def test_what_is_written_into_a_table_does_not_reach_the_plan(plan: rp.Plan, name: str, read_first: bool) -> None:
    before = getattr(plan, name).copy(deep=True) if read_first else None
    records = plan.session_records
    table = getattr(plan, name)
    column = {"exercises": "superset", "sessions": "status"}.get(name, table.columns[-1])
    table.loc[0, column] = "Hill walk"
    table = table.drop(index=1)
    fresh = getattr(plan, name)
    assert fresh[column].iloc[0] != "Hill walk"
    assert len(fresh) == len(table) + 1
    if before is not None:
        pd.testing.assert_frame_equal(fresh, before)
    assert plan.session_records is records


def test_a_frame_that_is_given_is_not_the_plans_own(plan: rp.Plan) -> None:
    table = plan.sessions
    changed = dataclasses.replace(plan, sessions=table)
    table.loc[0, "title"] = "Hill walk"
    assert changed.sessions["title"].iloc[0] != "Hill walk"


def test_a_plan_with_another_table_has_its_records(plan: rp.Plan) -> None:
    fewer = plan.sessions.iloc[1:].reset_index(drop=True)
    changed = dataclasses.replace(plan, sessions=fewer)
    assert changed.session_records == plan.session_records[1:]
    none = dataclasses.replace(plan, exercises=schema.empty_frame(schema.EXERCISES))
    assert not any(session.exercises for session in none.session_records)


def test_a_plan_can_be_copied_before_and_after_its_tables_are_read(plan: rp.Plan) -> None:
    again = type(plan)(**plan.parts())
    pd.testing.assert_frame_equal(again.sessions, plan.sessions)
    assert type(plan)(**plan.parts()).session_records == plan.session_records
    assert plan.parts()["block"] is plan.block


def test_exercises_come_in_their_order_wherever_their_rows_are(plan: rp.Plan) -> None:
    mixed = dataclasses.replace(plan, exercises=plan.exercises.iloc[::-1].reset_index(drop=True))
    assert mixed.session_records == plan.session_records
