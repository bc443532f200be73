"""Plans that are made before they are asked for are the plans that would be made then."""

from __future__ import annotations

import asyncio

import pandas as pd
import pytest

import runplan as rp
from runplan.ui.board.payload import Seen, scene
from runplan.ui.state import prefetch as ahead_module
from runplan.ui.state.life.lived import plan_after
from tests.ui.conftest import find, move

TABLES = ("weeks", "sessions", "exercises")


@pytest.fixture
def quick(monkeypatch):
    monkeypatch.setattr(ahead_module, "REST_S", 0.0)
    monkeypatch.setattr(ahead_module, "WORTH_MS", 0.0)


@pytest.fixture
def made(monkeypatch):
    """Every block that is planned, by whom."""
    blocks = []

    def planned(lived, block, catalog, *, whole):
        blocks.append(("model", block))
        return plan_after(lived, block, catalog, whole=whole)

    def ahead(model, block):
        blocks.append(("ahead", block))
        return plan_after(model.as_lived(), block, model.catalog, whole=False)

    monkeypatch.setattr("runplan.ui.state.planner_model.plan_after", planned)
    monkeypatch.setattr("runplan.ui.state.planner_model.PlannerModel.plan_of", ahead)
    return blocks


async def rest():
    """Some turns of the event loop, however long each takes: what is due in them is done."""
    for _ in range(20):
        await asyncio.sleep(0.002)


def stepped(planner, field, *values):
    """Move a slider by hand and rest after each value; gives the planner."""

    async def hand():
        for value in values:
            move(find(planner, f"rp-field-{field}"), value)
            await rest()

    asyncio.run(hand())
    return planner


def same(plan, other):
    assert plan.block == other.block
    for name in TABLES:
        pd.testing.assert_frame_equal(getattr(plan, name), getattr(other, name))


@pytest.mark.parametrize(("field", "values"), [
    ("weekly-km-peak", (56, 57, 58)),
    ("weekly-km-peak", (60, 65, 60)),
    ("strength-minutes", (35, 40, 45)),
    ("strength-sessions", (3, 2)),
])  # fmt: skip
def test_the_next_step_and_the_step_back_are_planned_at_rest_and_are_the_same_plans(block, quick, made, field, values):
    planner = rp.Planner(block, state=None)
    stepped(planner, field, values[0])
    made.clear()
    stepped(planner, field, *values[1:])
    assert {who for who, _ in made} == {"ahead"}  # nothing was left to plan when the hand moved on
    plan = planner.plan
    assert getattr(plan.block, field.replace("-", "_")) == values[-1]
    fresh = rp.build_plan(plan.block)
    today = None
    one, other = (scene(planner.model, Seen(each), None, today) for each in (plan, fresh))
    assert one == other
    same(plan, fresh)


def test_another_value_than_the_foreseen_one_is_planned_when_it_comes(block, quick, made):
    planner = rp.Planner(block, state=None)
    stepped(planner, "weekly-km-peak", 56)
    made.clear()
    stepped(planner, "weekly-km-peak", 71)
    assert [one.weekly_km_peak for who, one in made if who == "model"] == [71]
    same(planner.plan, rp.build_plan(planner.plan.block))


def test_what_was_made_ahead_is_forgotten_with_the_next_change(block, quick, made):
    planner = rp.Planner(block, state=None)
    stepped(planner, "weekly-km-peak", 56)
    made.clear()
    planner.model.wish(level="advanced")
    stepped(planner, "weekly-km-peak", 57)
    assert [one.level for who, one in made if who == "model"] == ["advanced", "advanced"]
    assert planner.plan.block.level == "advanced"
    same(planner.plan, rp.build_plan(planner.plan.block))


def test_a_step_that_cannot_be_planned_is_told_when_it_is_made_and_not_before(quick, made):
    planner = rp.Planner(
        rp.Block(start="2027-01-04", weeks=8, run_days=3, days_off=("Mon", "Tue"), doubles=False, strength_sessions=1),
        state=None,
    )
    stepped(planner, "strength-sessions", 2)
    assert ("ahead", 3) in [(who, one.strength_sessions) for who, one in made]
    assert planner.model.matches
    assert not planner.model.messages.error
    stepped(planner, "strength-sessions", 3)
    assert planner.model.blockers
    assert not planner.model.messages.error


def test_what_is_planned_in_no_time_is_not_planned_ahead(block, quick, made, monkeypatch):
    monkeypatch.setattr(ahead_module, "WORTH_MS", 1e6)
    planner = rp.Planner(block, state=None)
    stepped(planner, "weekly-km-peak", 56, 57)
    assert "ahead" not in {who for who, _ in made}


def test_a_slow_plan_stays_worth_it_where_the_last_ones_were_foreseen(block, quick, made, monkeypatch):
    clock = iter(range(10_000))  # every look at it is a second later
    monkeypatch.setattr("runplan.ui.state.prefetch.time.perf_counter", lambda: float(next(clock)))
    monkeypatch.setattr(ahead_module, "WORTH_MS", 900.0)
    planner = rp.Planner(block, state=None)
    stepped(planner, "strength-minutes", 35)
    made.clear()
    stepped(planner, "strength-minutes", 40, 45, 50)
    assert {who for who, _ in made} == {"ahead"}


def test_without_an_event_loop_nothing_is_planned_ahead(block, made):
    planner = rp.Planner(block, state=None)
    made.clear()
    move(find(planner, "rp-field-weekly-km-peak"), 56)
    assert [who for who, _ in made] == ["model"]


def test_a_hand_that_does_not_rest_is_not_kept_waiting(block, made):
    planner = rp.Planner(block, state=None)
    made.clear()

    async def pull():
        for value in range(56, 66):
            move(find(planner, "rp-field-weekly-km-peak"), value)
            await asyncio.sleep(0)

    asyncio.run(pull())
    assert [who for who, _ in made] == ["model"] * 10
