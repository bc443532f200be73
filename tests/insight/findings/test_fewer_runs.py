"""Weeks with fewer runs than wished are told with the reason; counted here from the plan's table alone."""

from __future__ import annotations

from hypothesis import given

import runplan as rp
from runplan.insight.findings import findings
from tests.builders.blocks import MANY_PLANS, possible_blocks

WISH = rp.Block(
    start="2027-01-04", race_date="2027-04-25", goal="marathon", weekly_km_peak=60, days_off=("Mon", "Tue", "Fri")
)


def said(plan: rp.Plan) -> list[str]:
    rows = findings(plan)
    return rows.loc[rows["rule"].isin(["days_off", "least_run_km"]), "message"].tolist()


def test_a_run_that_a_date_off_leaves_no_day_for_is_told_with_the_date() -> None:
    assert said(rp.build_plan(WISH)) == []
    plan = rp.build_plan(WISH.replace(dates_off=("2027-02-17",)))
    runs = plan.sessions[(plan.sessions["kind"] == "run").to_numpy()]
    assert runs.groupby("week").size()[7] == 3
    (message,) = said(plan)
    assert message == "Week 7 has 3 runs instead of 4 because Wed 17 Feb is off."


def test_dates_off_that_follow_one_another_are_named_by_the_first_and_the_last() -> None:
    off = [f"2027-02-{day:02d}" for day in (8, 10, 11, 12, 13, 14)]
    assert said(rp.build_plan(WISH.replace(dates_off=off))) == [
        "Week 6 has no runs because Mon 8 Feb and Wed 10 Feb to Sun 14 Feb are off."
    ]


def test_a_date_off_that_costs_no_run_is_not_told() -> None:
    assert said(rp.build_plan(WISH.replace(dates_off=("2027-02-15",)))) == []


def test_kilometres_that_are_too_few_for_the_runs_are_told_once() -> None:
    plan = rp.build_plan(rp.Block(start="2027-01-04", weeks=8, weekly_km_now=5, weekly_km_peak=6, run_days=4))
    (message,) = said(plan)
    assert message.endswith("have fewer than 4 runs: with more, some would be shorter than 3 km.")


def test_the_least_run_is_the_one_of_the_runner_s_pace() -> None:
    # Twenty minutes at 8:00 a kilometre are 2.5 km.
    block = rp.Block(start="2027-01-04", weeks=8, weekly_km_now=5, weekly_km_peak=6, easy_pace_s_per_km=480)
    (message,) = said(rp.build_plan(block))
    assert message.endswith("with more, some would be shorter than 2.5 km.")


@MANY_PLANS
@given(possible_blocks())
def test_each_week_with_fewer_runs_is_told_and_no_other(block: rp.Block) -> None:
    plan = rp.build_plan(block)
    rows = plan.sessions
    runs = rows[(rows["kind"] == "run").to_numpy()].groupby("week").size()
    race = set(rows.loc[(rows["type"] == "race").to_numpy(), "week"])
    fewer = {week for week in plan.weeks["week"] if runs.get(week, 0) < block.run_days and week not in race}
    away = {(date - block.first_day).days // 7 + 1 for date in block.dates_off}
    rows = findings(plan)
    told = set(rows.loc[(rows["rule"] == "days_off").to_numpy(), "week"])
    assert told == fewer & away
    assert bool(len(rows[(rows["rule"] == "least_run_km").to_numpy()])) == bool(fewer - away)
