"""What may stand on a week's last days and the next week's first, and what that costs: the rules know no border."""

from __future__ import annotations

import itertools
import random

import pandas as pd
import pytest

from runplan import Block, Plan, build_plan
from runplan.planning.schedule.costs import FORBIDDEN, STATES, border_costs
from tests.checker import violations
from tests.planning.schedule.layout_oracle import PRICE, block_cost, decode
from tests.planning.schedule.shapes import shape_of

SCHOOLS = ("hard_days", "easy_days", "two_nights")
GYM = ("dumbbell", "barbell", "mini_band", "foam_roller")


def pinned(pins: dict[str, str], **wishes: object) -> Plan:
    """Ten weeks of two heavy sessions each, with these pins."""
    return build_plan(Block(start="2027-01-04", weeks=10, level="advanced", equipment=GYM, pins=pins, **wishes))


def types_and_days(plan: Plan, *ids: str) -> dict[str, tuple[str, str]]:
    sessions = plan.sessions.set_index("session_id")
    return {name: (sessions.at[name, "weekday"], sessions.at[name, "type"]) for name in ids}


@pytest.mark.parametrize("school", SCHOOLS)
@pytest.mark.parametrize("long_run_day", ["Wed", "Sat", "Sun"])
@pytest.mark.parametrize("week_start", ["Mon", "Sun"])
def test_sessions_pinned_to_both_sides_of_a_weeks_border_are_never_both_heavy(
    school: str, long_run_day: str, week_start: str
) -> None:
    last, first = ("Sun", "Mon") if week_start == "Mon" else ("Sat", "Sun")
    pins = {"w06-strength-2": last, "w07-strength-1": first}
    plan = pinned(pins, school=school, long_run_day=long_run_day, week_start=week_start)
    found = types_and_days(plan, *pins)
    assert {name: day for name, (day, _) in found.items()} == pins
    assert sorted(type_ for _, type_ in found.values()) in (["general", "general"], ["general", "heavy"])
    heavy = sorted(plan.sessions.loc[plan.sessions["type"] == "heavy", "date"])
    assert len(heavy) > 5
    assert all(after - before >= pd.Timedelta(days=2) for before, after in itertools.pairwise(heavy))
    assert violations(plan) == []


@pytest.mark.parametrize(
    ("school", "run", "pin", "may_be_heavy"),
    [
        pytest.param("hard_days", "Mon", "Sun", False, id="the day before a hard run"),
        pytest.param("hard_days", "Tue", "Sun", True, id="two days before a hard run"),
        pytest.param("two_nights", "Mon", "Sat", False, id="two nights before a Monday's hard run"),
        pytest.param("two_nights", "Tue", "Sun", False, id="two nights before a Tuesday's hard run"),
        pytest.param("two_nights", "Wed", "Sun", True, id="three nights before a hard run"),
    ],
)
def test_legs_are_fresh_for_the_next_weeks_first_hard_run(school: str, run: str, pin: str, may_be_heavy: bool) -> None:
    # The long run far away, so that only the pinned run of the week after decides.
    pins = {"w06-strength-2": pin, "w07-quality-1": run, "w06-long": "Thu", "w07-long": "Thu"}
    plan = pinned(pins, school=school, long_run_day="Thu")
    found = types_and_days(plan, *pins)
    assert {name: day for name, (day, _) in found.items()} == pins
    assert (found["w06-strength-2"][1] == "heavy") == may_be_heavy
    assert violations(plan) == []


@pytest.mark.parametrize("school", SCHOOLS)
def test_where_two_weeks_meet_costs_what_four_days_in_a_row_cost(school: str) -> None:
    dice = random.Random(20270201)
    one = shape_of(school=school)
    costs = border_costs(school)
    kinds: set[bool] = set()
    for _ in range(4000):
        last, first = ([dice.randrange(STATES) for _ in range(2)] for _ in range(2))
        weeks = [decode([0] * 5 + last), decode(first + [0] * 5)]
        alone = [block_cost([one], [week]) for week in weeks]
        if None in alone:
            continue  # a week may not hold such days in the first place
        together = block_cost([one, one], weeks)
        found = int(costs[last[0] * STATES + last[1], first[0] * STATES + first[1]])
        kinds.add(together is None)
        if together is None:
            assert found == FORBIDDEN, (last, first)
        else:
            changed = sum(before != after for before, after in zip(*weeks, strict=True))
            assert found == together - sum(alone) - PRICE["rhythm"] * changed, (last, first)
    assert kinds == {True, False}
