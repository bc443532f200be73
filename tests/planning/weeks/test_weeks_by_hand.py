"""Weeks that are unlike the others: near a race, beside a slider's week, with pins and with very many kilometres."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import pytest

from runplan import Block, Plan, build_plan
from runplan.errors import PlanImpossible

START = dt.date(2027, 1, 4)


def planned(**wishes: Any) -> Plan:
    return build_plan(Block(start=START, **wishes))


def runs_of(plan: Plan, week: int) -> pd.DataFrame:
    sessions = plan.sessions
    return sessions[(sessions["week"] == week) & (sessions["kind"] == "run")]


def test_a_step_back_week_after_a_slider_goes_by_the_line_and_not_by_the_slider() -> None:
    # 20 to 30 in six weeks: the line of week 4 is 26, and 20 % less is 20.8. Week 3 was made smaller by hand.
    weeks = planned(weeks=6, weekly_km_now=20, weekly_km_peak=30, weekly_km={3: 10}).weeks
    assert weeks["run_km"].tolist() == [20.0, 22.0, 10.0, 20.8, 28.0, 30.0]
    assert weeks["step_back"].tolist() == [False] * 6  # heavier than the week before it is no step back


def test_a_step_back_week_as_large_as_the_week_before_is_made_lighter_than_that() -> None:
    # 10 to 42 in five weeks: 10, 18, 26, and 34 less 20 % is 27.2, more than 26; 20 % less than 26 is 20.8.
    assert planned(weeks=5, weekly_km_now=10, weekly_km_peak=42).weeks["run_km"].tolist() == [10, 18, 26, 20.8, 42]
    # 20 to 20: the line less 20 % is 16, and that is lighter already.
    assert planned(weeks=5, weekly_km_now=20, weekly_km_peak=20).weeks["run_km"].tolist() == [20, 20, 20, 16, 20]
    # 8 to 24 in five weeks: 8, 12, 16; 20 less 20 % is 16, no less than the week before: 12.8.
    assert planned(weeks=5, weekly_km_now=8, weekly_km_peak=24).weeks["run_km"].tolist() == [8, 12, 16, 12.8, 24]


@pytest.mark.parametrize("km", [9, 16.2, 23.4, 41.7, 75, 130])
@pytest.mark.parametrize("run_days", [3, 5, 7])
def test_no_run_is_longer_than_the_long_run_and_they_add_up_to_the_week(km: float, run_days: int) -> None:
    # A 5k caps the long run at 14 km: with more kilometres than that allows, all runs grow alike.
    race = START + dt.timedelta(days=7 * 10 - 1)
    weekly = dict.fromkeys(range(1, 10), km)
    plan = planned(race_date=race, goal="5k", run_days=run_days, weekly_km=weekly, rest_days=0, strength_sessions=0)
    for week in range(1, 10):
        runs = runs_of(plan, week)
        longest = runs.loc[runs["type"] == "long", "km"]
        assert longest.tolist() == [runs["km"].max()]
        assert runs["km"].sum() == pytest.approx(km)


@pytest.mark.parametrize(
    ("weekday", "sharpens"),
    [("Mon", True), ("Tue", True), ("Wed", True), ("Thu", False), ("Fri", False), ("Sat", False), ("Sun", False)],
)
def test_the_week_before_a_race_on_its_weeks_first_three_days_is_easy_already(weekday: str, sharpens: bool) -> None:
    days = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    race = START + dt.timedelta(days=7 * 9 + days.index(weekday))
    plan = planned(race_date=race, goal="10k", level="advanced", strength_sessions=2, equipment=("barbell",))
    before = plan.sessions[plan.sessions["week"] == 9]
    hard = set(before["type"]) & {"tempo", "intervals", "hills", "heavy", "general"}
    assert bool(hard) != sharpens, hard


@pytest.mark.parametrize("run_days", [3, 4, 5, 6])
@pytest.mark.parametrize("weekday", [4, 5, 6])
def test_the_race_takes_the_place_of_one_run_of_its_week_and_the_others_are_easy(run_days: int, weekday: int) -> None:
    race = START + dt.timedelta(days=7 * 9 + weekday)
    plan = planned(race_date=race, goal="10k", run_days=run_days, quality_runs=2, weekly_km_now=40, rest_days=0)
    last = runs_of(plan, 10)
    due = min(run_days - 1, weekday)  # one a day, and only on the days before the race
    assert last["type"].tolist() == ["easy"] * due + ["race"]
    assert last["session_id"].tolist() == [*(f"w10-easy-{number}" for number in range(1, due + 1)), "w10-race"]
    assert last["km"].iloc[-1] == 10.0


def test_in_a_week_with_a_pin_the_long_run_may_leave_its_day_and_in_no_other() -> None:
    plan = planned(weeks=8, long_run_day="Sun", pins={"w03-easy-1": "Sun"})
    long = plan.sessions[plan.sessions["type"] == "long"]
    where = dict(zip(long["week"], long["weekday"], strict=True))
    assert where.pop(3) != "Sun"
    assert set(where.values()) == {"Sun"}
    notes = dict(zip(long["week"], long["note"], strict=True))
    assert notes.pop(3) == "Moved from Sun this week."
    assert set(notes.values()) == {""}


def test_a_week_that_dates_off_cut_short_has_fewer_kilometres_in_proportion() -> None:
    away = [START + dt.timedelta(days=7 + day) for day in range(4)]  # Monday to Thursday of week 2
    plan = planned(weeks=4, weekly_km_now=20, weekly_km_peak=20, run_days=4, dates_off=away, strength_sessions=0)
    assert plan.weeks["run_km"].tolist()[:3] == [20.0, 15.0, 20.0]  # three of four runs have a day
    assert len(runs_of(plan, 2)) == 3
    assert plan.weeks["note"].tolist()[1] == "4 dates off; 3 runs instead of 4"


@pytest.mark.parametrize(
    ("km", "runs"), [(1.0, 1), (3.9, 1), (4.0, 2), (5.9, 2), (6.0, 3), (7.9, 3), (8.0, 4), (30.0, 4)]
)
def test_a_week_has_no_more_runs_than_two_kilometres_each_allow(km: float, runs: int) -> None:
    plan = planned(weeks=4, weekly_km={2: km}, run_days=4)
    assert len(runs_of(plan, 2)) == runs
    assert runs_of(plan, 2)["km"].sum() == pytest.approx(km)


def test_a_long_run_rises_by_a_tenth_of_the_longest_of_four_weeks_and_takes_three_hours_at_most() -> None:
    # 60 km in three runs: 20 km each, so the long run has 20 at least; then 1.1 times the last, in half kilometres.
    weekly = dict.fromkeys(range(1, 13), 60.0)
    plan = planned(weeks=12, weekly_km_now=40, weekly_km=weekly, run_days=3, easy_pace_s_per_km=300)
    assert plan.weeks["long_run_km"].tolist()[:5] == [20.0, 22.0, 24.0, 26.0, 28.5]
    assert plan.weeks["long_run_km"].max() == 30.0  # half of the week with three runs
    slow = planned(weeks=12, weekly_km_now=60, weekly_km=weekly, run_days=3, easy_pace_s_per_km=450)
    assert slow.weeks["long_run_km"].max() == 24.0  # 3 h at 7:30


def test_the_days_of_the_race_week_before_an_early_race_have_their_part_of_the_last_step() -> None:
    # The race week of a marathon has 25 % of the peak; on a Wednesday two of its six days are left: 60 x 0.25 x 2 / 6.
    weeks = planned(race_date="2027-04-21", goal="marathon", weekly_km_now=40, weekly_km_peak=60).weeks
    assert weeks["run_km"].tolist()[-4:] == [45.0, 33.0, 15.0, 47.2]


def test_strength_is_three_days_before_the_race_and_not_two() -> None:
    race = START + dt.timedelta(days=7 * 10 - 1)  # a Sunday
    plan = planned(race_date=race, goal="10k", pins={"w10-strength-1": "Thu"})
    assert plan.sessions.set_index("session_id").at["w10-strength-1", "weekday"] == "Thu"
    with pytest.raises(PlanImpossible) as refused:
        planned(race_date=race, goal="10k", pins={"w10-strength-1": "Fri"})
    assert "pins" in refused.value.wishes


@pytest.mark.parametrize(("weekday", "type_"), [("Sun", "general"), ("Sat", "heavy")])
def test_heavy_work_is_eight_days_before_the_race_and_not_seven(weekday: str, type_: str) -> None:
    race = START + dt.timedelta(days=7 * 10 - 1)  # a Sunday
    plan = planned(
        race_date=race,
        goal="10k",
        level="advanced",
        equipment=("barbell", "dumbbell"),
        strength_sessions=1,
        long_run_day="Wed",
        pins={"w09-strength-1": weekday},
    )
    session = plan.sessions.set_index("session_id").loc["w09-strength-1"]
    assert (session["weekday"], session["type"]) == (weekday, type_)


@pytest.mark.parametrize("km", [12.7, 17.3, 41.7, 60.0])
@pytest.mark.parametrize("run_days", [3, 4, 6, 7])
def test_the_runs_before_a_race_add_up_to_the_weeks_kilometres(km: float, run_days: int) -> None:
    race = START + dt.timedelta(days=7 * 10 - 1)
    plan = planned(race_date=race, goal="5k", run_days=run_days, weekly_km={10: km}, rest_days=0)
    last = runs_of(plan, 10)
    assert last["km"].sum() == pytest.approx(km + 5.0)
    assert last["km"].iloc[:-1].is_monotonic_decreasing
