"""What RunPlan wrote for other programs comes back: the same runs on the same days, of the same type and length."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings

import runplan as rp
from runplan.plan.block import Block
from runplan.schema import RUN_TYPES
from tests.builders.blocks import possible_blocks

WAYS = {"plan.csv": "to_csv", "plan.ics": "to_ics", "google.csv": "to_google_csv"}


def rows(sessions: Any) -> list[tuple[str, str, float, float]]:
    runs = sessions[sessions["type"].isin(RUN_TYPES)].sort_values(["date", "type", "km"])
    return [(str(run.date)[:10], run.type, round(run.km, 2), float(run.minutes)) for run in runs.itertuples()]


@pytest.mark.parametrize("name", WAYS)
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=40)
@given(possible_blocks())
def test_every_run_comes_back_as_it_went_out(name: str, tmp_path_factory: Any, block: Block) -> None:
    plan = rp.build_plan(block)
    assume((plan.sessions["kind"] == "run").any())
    path = tmp_path_factory.mktemp("out") / name
    getattr(plan, WAYS[name])(path)
    runs = rp.read_runs(path)
    sent, back = rows(plan.sessions), rows(runs.frame)
    assert [row[:2] for row in back] == [row[:2] for row in sent]
    for before, after in zip(sent, back, strict=True):
        # A calendar shows tenths of the runner's unit.
        assert after[2] == pytest.approx(before[2], abs=0.0001 if name == "plan.csv" else 0.0805)
        assert after[3] == before[3]


@pytest.mark.parametrize("goal", ["5k", "10k", "half", "marathon"])
@pytest.mark.parametrize("units", ["km", "mi"])
@pytest.mark.parametrize("name", WAYS)
def test_a_race_has_the_length_of_its_goal(name: str, units: str, goal: str, tmp_path: Path) -> None:
    plan = rp.build_plan(rp.Block(start="2027-01-04", race_date="2027-04-25", goal=goal, units=units))
    getattr(plan, WAYS[name])(tmp_path / name)
    runs = rp.read_runs(tmp_path / name).frame
    km = {"5k": 5.0, "10k": 10.0, "half": 21.1, "marathon": 42.2}[goal]
    assert runs.loc[runs["race"], "km"].tolist() == [km]


def test_steps_of_a_plan_come_back_with_it(tmp_path: Path) -> None:
    plan = rp.build_plan(rp.Block(start="2027-01-04", weeks=8, quality_runs=2, run_days=5))
    plan.to_csv(tmp_path / "plan.csv")
    again = rp.build_plan(rp.Block(start="2027-01-04", runs=rp.read_runs(tmp_path / "plan.csv")))
    both = [either.sessions.query("kind == 'run'")["steps"].tolist() for either in (plan, again)]
    assert both[0] == both[1]
