"""Strength around a run plan of the runner's own: the rest days it leaves are kept, and its hardest run counts."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import pytest

from runplan import Block, Plan, build_plan

MONDAY = dt.date(2027, 1, 4)
WEEKS = 8


def own_plan(*runs: tuple[str, str], **wishes: Any) -> Plan:
    """Eight weeks of these runs, each (weekday, type), and strength that may be heavy from the start."""
    rows = [
        {"week": week, "weekday": weekday, "type": type_, "km": 8.0}
        for week in range(1, WEEKS + 1)
        for weekday, type_ in runs
    ]
    heavy = {"level": "advanced", "equipment": ("barbell", "dumbbell", "foam_roller")}
    return build_plan(Block(start=MONDAY, runs=rows, **(heavy | wishes)))


def days_used(plan: Plan) -> dict[int, set[str]]:
    """Weekdays of each week that hold anything."""
    found: dict[int, set[str]] = defaultdict(set)
    for week, weekday in zip(plan.sessions["week"], plan.sessions["weekday"], strict=True):
        found[int(week)].add(weekday)
    return found


def easy_on(*days: str) -> list[tuple[str, str]]:
    return [(day, "easy") for day in days]


@pytest.mark.parametrize("sessions", [2, 3, 4])
@pytest.mark.parametrize(
    ("runs", "rest", "most"),
    [
        # run days, wished days of rest, days that the week may use: 7 less the rest, or what the runs use by themselves
        pytest.param(easy_on("Tue", "Wed", "Thu", "Sat", "Sun"), 2, 5, id="five runs and two days of rest"),
        pytest.param(easy_on("Tue", "Wed", "Sat", "Sun"), 2, 5, id="four runs and two days of rest"),
        pytest.param(easy_on("Tue", "Sat", "Sun"), 3, 4, id="three runs and three days of rest"),
        pytest.param(easy_on("Mon", "Tue", "Wed", "Thu", "Fri", "Sun"), 2, 6, id="runs that leave one day of the two"),
        pytest.param(easy_on("Mon", "Tue", "Wed", "Fri", "Sat"), 3, 5, id="runs that leave two days of the three"),
        pytest.param(
            [("Tue", "easy"), ("Wed", "tempo"), ("Thu", "easy"), ("Sat", "easy"), ("Sun", "long")],
            2,
            5,
            id="hard runs among them",
        ),
    ],
)
def test_strength_takes_no_day_of_rest_that_the_runners_own_runs_leave(
    runs: Sequence[tuple[str, str]], rest: int, most: int, sessions: int
) -> None:
    for school in ("hard_days", "easy_days", "two_nights"):
        plan = own_plan(*runs, rest_days=rest, strength_sessions=sessions, school=school)
        used = days_used(plan)
        assert sorted(used) == list(range(1, WEEKS + 1))
        assert max(len(days) for days in used.values()) <= most
        assert (plan.sessions["kind"] == "strength").sum() >= WEEKS  # there is strength, on the days of the runs


@pytest.mark.parametrize("hard", ["tempo", "intervals", "hills", "long"])
@pytest.mark.parametrize("first", ["hard", "easy"])
@pytest.mark.parametrize(
    ("school", "nights"), [("hard_days", 1), ("easy_days", 1), ("two_nights", 1), ("two_nights", 2)]
)
def test_of_two_runs_on_a_day_the_harder_one_asks_for_fresh_legs(
    hard: str, first: str, school: str, nights: int
) -> None:
    two = [("Thu", hard), ("Thu", "easy")] if first == "hard" else [("Thu", "easy"), ("Thu", hard)]
    day_before = {1: "Wed", 2: "Tue"}[nights]
    pin = {"w05-strength-1": day_before}
    plan = own_plan(("Sun", "easy"), *two, school=school, strength_sessions=1, pins=pin)
    session = plan.sessions.set_index("session_id").loc["w05-strength-1"]
    assert (session["weekday"], session["type"]) == (day_before, "general")
    heavy = plan.sessions[plan.sessions["type"] == "heavy"]
    assert len(heavy) > 2
    assert not set(heavy["weekday"]) & ({"Wed", "Tue"} if school == "two_nights" else {"Wed"})


def test_two_easy_runs_on_a_day_ask_for_no_fresh_legs() -> None:
    pin = {"w05-strength-1": "Wed"}
    plan = own_plan(("Sun", "easy"), ("Thu", "easy"), ("Thu", "easy"), strength_sessions=1, pins=pin)
    session = plan.sessions.set_index("session_id").loc["w05-strength-1"]
    assert (session["weekday"], session["type"]) == ("Wed", "heavy")
