"""Weeks: kilometres, phases and taper, against values worked out by hand from the rules' sentences."""

from __future__ import annotations

import datetime as dt

import pytest

from runplan import Block, build_plan


def km(**wishes: object) -> list[float]:
    return build_plan(Block(start="2027-01-04", **wishes)).weeks["run_km"].tolist()


def test_a_marathon_block_rises_in_a_line_steps_back_three_full_weeks_before_the_taper_and_tapers() -> None:
    # Week 13 is the last full one, so weeks 10 and 6 step back; 65 % of 13 weeks are 8.45, so the peak is in week 9.
    # Eight weeks rise by 25/7 km each; then 80, 95, 100 and 98 % of 55; the taper has 75, 55 and 27 % of 55.
    expected = [30, 34, 37, 41, 44, 35, 48, 51, 55, 44, 52, 55, 54, 41, 30, 15 + 42.2]
    assert km(race_date="2027-04-25", goal="marathon", weekly_km_now=30, weekly_km_peak=55) == expected


def test_a_race_on_a_monday_is_tapered_for_by_days_and_not_by_calendar_weeks() -> None:
    plan = build_plan(
        Block(start="2027-01-04", race_date="2027-04-19", goal="marathon", weekly_km_now=40, weekly_km_peak=60)
    )
    # Days at 100, 75, 55 and 27 % of 60/7 km: 1 + 6 x 0.75, then 0.75 + 6 x 0.55, then 0.55 + 6 x 0.27.
    assert plan.weeks["run_km"].tolist()[-4:] == [47.0, 35.0, 18.5, 42.2]
    race = dt.datetime(2027, 4, 19)
    runs = plan.sessions[plan.sessions["kind"] == "run"]
    assert runs["date"].max() == race
    hard = runs[runs["type"].isin(["long", "tempo", "intervals", "hills"])]
    assert (race - hard["date"].max()).days >= 3


def test_the_same_race_asks_for_the_same_last_days_whether_weeks_begin_on_monday_or_sunday() -> None:
    wishes = {"race_date": "2027-04-25", "goal": "marathon", "weekly_km_now": 40, "weekly_km_peak": 60}
    last_days = []
    for week_start in ("Mon", "Sun"):
        sessions = build_plan(Block(start="2027-01-03", week_start=week_start, **wishes)).sessions
        runs = sessions[(sessions["kind"] == "run") & (sessions["type"] != "race")]
        near = runs[runs["date"] > dt.datetime(2027, 4, 18)]
        assert runs["date"].max() < dt.datetime(2027, 4, 25)
        last_days.append(near["km"].sum())
    assert max(last_days) <= 16.0  # 27 % of 60


@pytest.mark.parametrize(
    ("wishes", "expected"),
    [
        # The fifth week ends the block, the fourth is the last full one, and the peak is in week 3.
        pytest.param({"weeks": 5, "weekly_km_now": 10, "weekly_km_peak": 60}, [10, 35, 60, 59, 47], id="steep"),
        pytest.param({"weeks": 5, "weekly_km_now": 20, "weekly_km_peak": 24}, [20, 22, 24, 24, 19], id="gentle"),
        pytest.param({"weeks": 5, "weekly_km_now": 20, "weekly_km_peak": 20}, [20, 20, 20, 19.5, 15.5], id="flat"),
    ],
)
def test_a_block_without_a_race_ends_with_four_fifths_of_the_week_before(
    wishes: dict[str, object], expected: list[float]
) -> None:
    assert km(**wishes) == expected


def test_a_lighter_week_that_a_slider_makes_heavier_is_no_step_back_week() -> None:
    weeks = build_plan(Block(start="2027-01-04", weeks=6, weekly_km={6: 60})).weeks
    assert weeks["step_back"].tolist() == [False] * 6
    assert weeks["run_km"].tolist()[5] == 60.0


def test_a_block_too_short_to_rise_keeps_todays_kilometres_and_tapers_from_them() -> None:
    # 75, 55 and 27 % of 30 km: 22.5 is whole from twenty on, 8.1 is not.
    assert km(race_date="2027-01-31", goal="marathon", weekly_km_now=30, weekly_km_peak=100) == [30.0, 23.0, 16.5, 50.2]


def test_the_taper_starts_from_what_was_run_where_sliders_stay_under_the_peak() -> None:
    asked = dict.fromkeys(range(1, 10), 20)
    weeks = km(race_date="2027-03-28", goal="marathon", weekly_km_now=50, weekly_km=asked)
    assert weeks == [20.0] * 9 + [15.0, 11.0, 47.7]


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
    last = plan.sessions[(plan.sessions["week"] == 13) & (plan.sessions["kind"] == "run")]
    # Six days of the last week at 50 % of 80/7 km, and the race.
    assert last["km"].sum() == pytest.approx(34.0 + 5.0)
    easy = last[(last["type"] == "easy") & (last["weekday"] != "Mon")]  # the day after the last long run is short
    assert easy["km"].is_monotonic_decreasing
    assert 0.6 * easy["km"].iloc[0] < easy["km"].iloc[-1] < 0.8 * easy["km"].iloc[0]  # and none is nearly a long run
