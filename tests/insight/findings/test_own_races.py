"""A run plan with a race that is told oddly: what it leads up to, and that it is spoken of."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

import runplan as rp
from runplan.errors import BlockError

LONG = [{"week": week, "weekday": "Sun", "type": "long", "km": 12.0} for week in range(1, 7)]


def with_race(**race: Any) -> rp.Block:
    return rp.Block(start="2027-01-04", runs=[*LONG[:5], {"week": 6, "weekday": "Sat", "type": "race"} | race])


@pytest.mark.parametrize(("minutes", "goal"), [(30, "5k"), (60, "10k"), (130, "half"), (260, "marathon")])
def test_a_race_in_minutes_alone_has_the_goal_of_about_its_length(minutes: int, goal: str) -> None:
    block = with_race(minutes=minutes)
    assert (block.goal, block.race_date) == (goal, dt.date(2027, 2, 13))
    assert len(rp.build_plan(block).findings())


def test_a_race_without_a_length_is_refused_with_the_next_step() -> None:
    with pytest.raises(BlockError) as refused:
        with_race(text="City race")
    assert str(refused.value) == (
        "The run plan's race (City race) has no distance: set goal to 5k, 10k, half, marathon."
    )


@pytest.mark.parametrize("row", [{"type": "walk", "km": 20.0}, {"type": "cross", "minutes": 90}, {"type": "easy"}])
def test_what_is_marked_as_a_race_and_is_no_run_of_a_length_makes_no_race_week(row: dict[str, Any]) -> None:
    block = with_race(race=True, **row)
    assert (block.goal, block.race_date) == ("general", None)
    assert len(rp.build_plan(block).findings())
