"""Whatever plan there is, something can be said about it: nothing that reads a plan raises."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import runplan as rp
from runplan import schema
from runplan.insight.analysis import Seen
from runplan.insight.coverage import coverage_status
from runplan.insight.running_load import load_beside_sets
from runplan.ui.board.payload.plan_json import main_shares, summary, weeks
from tests.builders.any_plans import edited_plan, odd_plans


def numbers_are_numbers(frame: pd.DataFrame) -> None:
    values = frame.to_numpy(dtype="float64")
    assert np.isfinite(values).all()
    assert (values >= 0).all()


def everything_is_said(plan: rp.Plan, draw: Callable[[Any], Any]) -> None:
    found = plan.findings()
    assert list(found.columns) == [column.name for column in schema.FINDINGS]
    assert found["message"].str.endswith((".", "?")).all()
    assert not found["message"].str.contains(r"\bnan\b|\binf\b|<NA>|None|\bgeneral is\b").any()
    numbers_are_numbers(plan.coverage())
    numbers_are_numbers(plan.running_load())
    assert len(coverage_status(plan)) == len(load_beside_sets(plan)) * len(plan.weeks)
    assert plan.compare(plan).empty
    seen = Seen(plan)
    assert summary(seen)["lead"]
    assert len(weeks(seen, None)["weeks"]) == len(plan.weeks)
    assert main_shares(seen.facts.counted) is not None
    if len(plan.sessions):
        explained = plan.explain(draw(st.sampled_from(plan.sessions["session_id"].tolist())))
        assert explained["weekday"].tolist() == list(plan.block.week_days)
        assert explained["here"].sum() == 1


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(odd_plans(), st.data())
def test_something_can_be_said_about_every_plan_also_when_a_person_edited_it(
    tmp_path_factory: pytest.TempPathFactory, plan: rp.Plan, data: st.DataObject
) -> None:
    everything_is_said(plan, data.draw)
    edited = edited_plan(plan, tmp_path_factory.mktemp("edited"), data.draw)
    everything_is_said(edited, data.draw)
    something_can_be_compared(plan, edited)


@settings(max_examples=10, suppress_health_check=list(HealthCheck))
@given(odd_plans(), odd_plans())
def test_any_two_plans_can_be_compared(one: rp.Plan, other: rp.Plan) -> None:
    something_can_be_compared(one, other)


def something_can_be_compared(before: rp.Plan, after: rp.Plan) -> None:
    compared = before.compare(after)
    assert set(compared["change"]) <= {"won", "lost", "other"}
    assert not compared["message"].str.contains(r"\bnan\b|\binf\b").any()
