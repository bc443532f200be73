"""Days without a run that the block knows of: what is said of the weeks after them, and that they are not warned of."""

from __future__ import annotations

import datetime as dt

import pytest

import runplan as rp

START = dt.date(2027, 1, 4)
BLOCK = rp.Block(
    start=START,
    race_date="2027-04-25",
    goal="marathon",
    weekly_km_now=30,
    weekly_km_peak=55,
    run_days=4,
    easy_pace_s_per_km=399,
)


def away(week: int, days: int) -> rp.Block:
    """The block with so many dates off from a week's Monday on."""
    return BLOCK.replace(dates_off=[START + dt.timedelta(days=7 * (week - 1) + day) for day in range(days)])


def messages(plan: rp.Plan, rule: str) -> list[str]:
    found = plan.findings()
    return list(found.loc[found["rule"] == rule, "message"])


def test_three_weeks_away_are_come_back_from_in_steps_and_told_once() -> None:
    plan = rp.build_plan(away(6, 21))
    assert messages(plan, "gap_return") == [
        "After 21 days without a run training comes back in steps: week 9 has 22 km, 50 % of week 5, and no quality "
        "run for 7 days; week 12 is at 48 km. What was missed is not made up for."
    ]
    assert messages(plan, "week_gap") == []  # it does not go straight back


@pytest.mark.parametrize("days", [1, 5])
def test_up_to_five_days_away_are_not_told_as_a_gap(days: int) -> None:
    assert messages(rp.build_plan(away(6, days)), "gap_return") == []


def test_weeks_that_are_away_whole_are_told_without_their_dates() -> None:
    assert messages(rp.build_plan(away(6, 14)), "days_off") == [
        "Week 6 holds no runs: all of its days that you run on are dates off.",
        "Week 7 holds no runs: all of its days that you run on are dates off.",
    ]


def test_a_week_that_the_runner_sets_straight_back_to_its_size_is_warned_of() -> None:
    plan = rp.build_plan(away(6, 14).replace(weekly_km=((8, 44.0),)))
    assert messages(plan, "gap_return") == []
    assert len(messages(plan, "week_gap")) == 1
