"""The block that is offered where wishes collide: a runner gives up as little as can be, counted by hand."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from runplan import Block, build_plan
from runplan.errors import PlanImpossible

MONDAY = dt.date(2027, 1, 4)
WEEK_TWO = [MONDAY + dt.timedelta(days=7 + day) for day in range(7)]


def way_out(**wishes: Any) -> tuple[set[str], dict[str, Any]]:
    """The wishes that collide, and the values that are offered instead."""
    block = Block(start=MONDAY, **({"weeks": 6} | wishes))
    with pytest.raises(PlanImpossible) as refused:
        build_plan(block)
    offer = refused.value.relaxed
    assert offer is not None
    build_plan(offer)
    before, after = block.to_dict(), offer.to_dict()
    changed = {name: after[name] for name in after if after[name] != before[name]}
    if block.fills_minutes and offer.fills_minutes:
        changed.pop("sets_per_muscle", None)  # no wish: it follows from the sessions
    return set(refused.value.wishes), changed


@pytest.mark.parametrize(
    ("wishes", "collide", "offered"),
    [
        pytest.param(
            {"run_days": 6, "days_off": ("Mon", "Fri"), "rest_days": 0},
            {"run_days", "days_off"},
            {"run_days": 5},
            id="six runs on five days",
        ),
        pytest.param({"run_days": 7, "rest_days": 1}, {"run_days", "rest_days"}, {"rest_days": 0}, id="no day of rest"),
        pytest.param({"run_days": 5, "rest_days": 3}, {"run_days", "rest_days"}, {"rest_days": 2}, id="two of three"),
        pytest.param(
            {"strength_sessions": 4, "days_off": ("Mon", "Tue", "Wed", "Thu"), "run_days": 3},
            {"strength_sessions", "days_off"},
            {"strength_sessions": 3},
            id="four sessions on three days",
        ),
        pytest.param(
            {"strength_sessions": 1, "run_days": 7, "rest_days": 0, "doubles": False},
            {"run_days", "strength_sessions", "doubles"},
            {"doubles": True},
            id="seven runs and a session of its own day",
        ),
        pytest.param(
            {"weekly_km": {2: 20.0}, "dates_off": WEEK_TWO},
            {"weekly_km", "dates_off"},
            {"weekly_km": {}},
            id="kilometres in a week off",
        ),
        pytest.param(
            {"weekly_km": {2: 20.0, 4: 30.0}, "dates_off": WEEK_TWO},
            {"weekly_km", "dates_off"},
            {"weekly_km": {"4": 30.0}},
            id="the week that does not collide keeps its kilometres",
        ),
        pytest.param(
            {"pins": {"w02-easy-1": "Tue", "w02-easy-2": "Tue", "w04-easy-1": "Fri"}},
            {"pins"},
            {"pins": {"w02-easy-1": "Tue", "w04-easy-1": "Fri"}},
            id="two runs pinned to a day",
        ),
        pytest.param(
            {"days_off": ("Mon",), "pins": {"w02-easy-1": "Mon", "w03-easy-1": "Tue"}},
            {"days_off", "pins"},
            {"pins": {"w03-easy-1": "Tue"}},
            id="a pin on a day off",
        ),
    ],
)
def test_no_more_is_given_up_than_it_takes(wishes: dict[str, Any], collide: set[str], offered: dict[str, Any]) -> None:
    assert way_out(**wishes) == (collide, offered)


@pytest.mark.parametrize(
    ("wished", "offered"),
    # the day before, rather than the day after
    [("Sun", "Sat"), ("Sat", "Fri"), ("Wed", "Tue"), ("Mon", "Sun"), ("Tue", "Mon")],
)
def test_the_long_run_moves_to_the_day_before_its_day_off(wished: str, offered: str) -> None:
    found = way_out(days_off=(wished,), long_run_day=wished)
    assert found == ({"long_run_day", "days_off"}, {"long_run_day": offered})


@pytest.mark.parametrize(
    ("off", "offered"),
    [(("Sat", "Sun"), "Mon"), (("Fri", "Sat", "Sun"), "Mon"), (("Sat", "Sun", "Mon"), "Fri"), (("Sun", "Mon"), "Sat")],
)
def test_the_long_run_moves_to_the_nearest_day_that_is_free(off: tuple[str, ...], offered: str) -> None:
    assert way_out(days_off=off, long_run_day="Sun")[1] == {"long_run_day": offered}
