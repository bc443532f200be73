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


def test_a_step_back_week_after_a_slider_goes_by_the_curve_and_not_by_the_slider() -> None:
    # 20 to 30 in the first four of six weeks, 98 % of it in week 5, and four fifths of that, 23.5 km, in the last.
    weeks = planned(weeks=6, weekly_km_now=20, weekly_km_peak=30, weekly_km={5: 10}).weeks
    assert weeks["run_km"].tolist() == [20.0, 23.0, 27.0, 30.0, 10.0, 24.0]
    assert weeks["step_back"].tolist() == [False] * 6  # heavier than the week before it is no step back


def test_the_peak_is_held_in_waves_and_every_fourth_week_is_lighter_to_the_end() -> None:
    # Weeks 14, 10 and 6 are lighter, week 13 the last full one; 65 % of it are 8.45, so the peak is in week 9, the
    # eighth that rises by 20/7 km. After week 10 it has 95, 100 and 98 % of 40.
    weeks = planned(weeks=14, weekly_km_now=20, weekly_km_peak=40).weeks
    assert weeks["run_km"].tolist() == [20, 23, 26, 29, 31, 25, 34, 37, 40, 32, 38, 40, 39, 31]
    assert [week for week, lighter in enumerate(weeks["step_back"], start=1) if lighter] == [6, 10, 14]


@pytest.mark.parametrize("km", [9, 16.2, 23.4, 41.7, 75, 130])
@pytest.mark.parametrize("run_days", [3, 5, 7])
def test_no_run_is_longer_than_the_long_run_and_they_add_up_to_the_week(km: float, run_days: int) -> None:
    # Before a 5k the long run takes 105 minutes at most: with more kilometres than that allows, all runs grow alike.
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
def test_the_week_before_a_race_on_its_weeks_first_three_days_has_one_short_hard_run_and_no_lifting(
    weekday: str, sharpens: bool
) -> None:
    days = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    race = START + dt.timedelta(days=7 * 9 + days.index(weekday))
    plan = planned(
        race_date=race, goal="10k", quality_runs=2, weekly_km_now=40, level="advanced", equipment=("barbell",)
    )
    before = plan.sessions[plan.sessions["week"] == 9]
    lifted = set(before["type"]) & {"heavy", "general"}
    assert bool(lifted) != sharpens, lifted
    fast = before[before["type"].isin(["tempo", "intervals", "hills"])]
    to_race = [(race - date.date()).days for date in fast["date"]]
    assert all(3 <= days_left <= 5 for days_left in to_race) == sharpens, to_race
    assert not sharpens or len(fast) <= 1


@pytest.mark.parametrize("run_days", [3, 4, 5, 6])
@pytest.mark.parametrize("weekday", [4, 5, 6])
def test_the_race_takes_the_place_of_one_run_of_its_week_and_one_of_the_others_is_at_race_pace(
    run_days: int, weekday: int
) -> None:
    race = START + dt.timedelta(days=7 * 9 + weekday)
    plan = planned(race_date=race, goal="10k", run_days=run_days, quality_runs=2, weekly_km_now=40, rest_days=0)
    last = runs_of(plan, 10)
    due = min(run_days - 1, weekday)  # one a day, and only on the days before the race
    assert len(last) == due + 1
    assert last["session_id"].iloc[-1] == "w10-race"
    assert last["km"].iloc[-1] == 10.0
    (fast,) = (row for row in last.iloc[:-1].itertuples() if row.type != "easy")
    assert fast.session_id == "w10-quality-1"
    assert "@10k" in fast.steps
    assert 3 <= (race - fast.date.date()).days <= 5


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
    # Three sevenths of 20 km; three sevenths of four runs are two. Week 3 has 98 % of the peak.
    assert plan.weeks["run_km"].tolist()[:3] == [20.0, 8.5, 19.5]
    assert len(runs_of(plan, 2)) == 2
    assert plan.weeks["note"].tolist()[1] == "4 dates off; 2 runs instead of 4"


@pytest.mark.parametrize(("km", "runs"), [(1.0, 1), (5.9, 1), (6.0, 2), (8.9, 2), (18.0, 4), (30.0, 4)])
def test_a_week_has_no_more_runs_than_three_kilometres_each_allow(km: float, runs: int) -> None:
    plan = planned(weeks=4, weekly_km={2: km}, run_days=4)
    assert len(runs_of(plan, 2)) == runs
    assert runs_of(plan, 2)["km"].sum() == pytest.approx(km)
    assert runs == 1 or runs_of(plan, 2)["km"].min() >= 2.9  # twenty minutes are 3.1 km: half kilometres below


def test_a_long_run_takes_three_hours_or_half_of_the_peak_at_most() -> None:
    race = START + dt.timedelta(days=7 * 16 - 1)
    wishes = {"race_date": race, "goal": "marathon", "weekly_km_now": 50, "weekly_km_peak": 60, "run_days": 3}
    assert planned(**wishes, easy_pace_s_per_km=300).weeks["long_run_km"].iloc[:-1].max() == 30.0
    assert planned(**wishes, easy_pace_s_per_km=450).weeks["long_run_km"].iloc[:-1].max() == 24.0  # 3 h at 7:30


def test_a_race_on_a_wednesday_is_tapered_for_by_days() -> None:
    # Of 60/7 km a day: three days at 100 and four at 75 %, three at 75 and four at 55, three at 55 and four at 27, and
    # three with the race's own at 27 %.
    weeks = planned(race_date="2027-04-21", goal="marathon", weekly_km_now=40, weekly_km_peak=60).weeks
    assert weeks["run_km"].tolist()[-4:] == [51.0, 38.0, 23.0, 49.2]


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
    # Monday, after the last long run, has a short one.
    assert last.loc[(last["type"] == "easy") & (last["weekday"] != "Mon"), "km"].is_monotonic_decreasing
