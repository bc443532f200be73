"""Weeks: kilometres, phases and taper, against values worked out by hand from the rules' sentences."""

from __future__ import annotations

import datetime as dt

import pytest

from runplan import Block, build_plan


def km(**wishes: object) -> list[float]:
    return build_plan(Block(start="2027-01-04", **wishes)).weeks["run_km"].tolist()


def test_a_marathon_block_rises_in_a_line_steps_back_each_fourth_week_and_tapers() -> None:
    # 30 to 55 in 13 weeks is 25/12 a week; weeks 4, 8 and 12 are 20 % under the line; 75, 55 and 25 % of 55 follow.
    expected = [30, 32.08, 34.17, 29, 38.33, 40.42, 42.5, 35.67, 46.67, 48.75, 50.83, 42.33, 55, 41.25, 30.25, 55.95]
    found = km(race_date="2027-04-25", goal="marathon", weekly_km_now=30, weekly_km_peak=55)
    assert found == pytest.approx(expected, abs=0.0501)


def test_a_race_on_a_monday_is_tapered_for_by_days_and_not_by_calendar_weeks() -> None:
    plan = build_plan(
        Block(start="2027-01-04", race_date="2027-04-19", goal="marathon", weekly_km_now=40, weekly_km_peak=60)
    )
    assert plan.weeks["run_km"].tolist()[-4:] == [45.0, 33.0, 15.0, 42.2]
    race = dt.datetime(2027, 4, 19)
    runs = plan.sessions[plan.sessions["kind"] == "run"]
    assert runs["date"].max() == race
    hard = runs[runs["type"].isin(["long", "tempo", "intervals", "hills"])]
    assert (race - hard["date"].max()).days >= 2


def test_the_same_race_asks_for_the_same_last_days_whether_weeks_begin_on_monday_or_sunday() -> None:
    wishes = {"race_date": "2027-04-25", "goal": "marathon", "weekly_km_now": 40, "weekly_km_peak": 60}
    last_days = []
    for week_start in ("Mon", "Sun"):
        sessions = build_plan(Block(start="2027-01-03", week_start=week_start, **wishes)).sessions
        runs = sessions[(sessions["kind"] == "run") & (sessions["type"] != "race")]
        near = runs[runs["date"] > dt.datetime(2027, 4, 18)]
        assert runs["date"].max() < dt.datetime(2027, 4, 25)
        last_days.append(near["km"].sum())
    assert max(last_days) <= 15.0


@pytest.mark.parametrize(
    ("wishes", "expected"),
    [
        pytest.param(
            {"weeks": 5, "weekly_km_now": 10, "weekly_km_peak": 60}, [10.0, 22.5, 35.0, 28.0, 60.0], id="steep"
        ),
        pytest.param(
            {"weeks": 5, "weekly_km_now": 20, "weekly_km_peak": 24}, [20.0, 21.0, 22.0, 18.4, 24.0], id="gentle"
        ),
    ],
)
def test_a_step_back_week_is_lighter_than_the_line_and_than_the_week_before(
    wishes: dict[str, object], expected: list[float]
) -> None:
    assert km(**wishes) == expected


def test_a_fourth_week_that_a_slider_makes_heavier_is_no_step_back_week() -> None:
    weeks = build_plan(Block(start="2027-01-04", weeks=6, weekly_km={4: 60})).weeks
    assert weeks["step_back"].tolist() == [False] * 6
    assert weeks["run_km"].tolist()[3] == 60.0


def test_a_block_too_short_to_rise_keeps_todays_kilometres_and_tapers_from_them() -> None:
    assert km(race_date="2027-01-31", goal="marathon", weekly_km_now=30, weekly_km_peak=100) == [30.0, 22.5, 16.5, 49.7]


def test_the_taper_starts_from_what_was_run_where_sliders_stay_under_the_peak() -> None:
    asked = dict.fromkeys(range(1, 10), 20)
    weeks = km(race_date="2027-03-28", goal="marathon", weekly_km_now=50, weekly_km=asked)
    assert weeks == [20.0] * 9 + [15.0, 11.0, 47.2]


def test_a_week_wholly_off_holds_nothing_and_the_weeks_after_it_stay_dated() -> None:
    off = [f"2027-01-{day}" for day in range(11, 18)]
    plan = build_plan(Block(start="2027-01-04", weeks=6, dates_off=off))
    assert 2 not in plan.sessions["week"].tolist()
    assert plan.weeks["run_km"].tolist()[1] == 0.0
    assert plan.weeks["note"].tolist()[1] == "7 dates off; no run instead of 4"
    assert plan.sessions[plan.sessions["week"] == 3]["date"].min() >= dt.datetime(2027, 1, 18)


def test_the_runs_of_the_race_week_get_shorter_towards_the_race() -> None:
    plan = build_plan(
        Block(start="2027-01-04", race_date="2027-04-03", goal="5k", weekly_km_now=60, weekly_km_peak=80, run_days=6)
    )
    last = plan.sessions[(plan.sessions["week"] == 13) & (plan.sessions["type"] == "easy")]
    assert last["km"].is_monotonic_decreasing
    assert last["km"].sum() == pytest.approx(48.0)
    assert last["km"].iloc[-1] < 0.7 * last["km"].iloc[0]
