"""Runs of the runner's own plan: which week and day each falls on, how long it takes, and what its race week holds."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from runplan import Block, Plan, build_plan
from runplan.plan.steps import steps_of_text, steps_text

MONDAY = dt.date(2027, 1, 4)
GYM = {"level": "advanced", "equipment": ("barbell", "dumbbell")}


def row(week: int | None, weekday: str, type_: str = "easy", km: float | None = 8.0, **more: Any) -> dict[str, Any]:
    return {"week": week, "weekday": weekday, "type": type_, "km": km} | more


def own_plan(*rows: dict[str, Any], weeks: int = 8, **wishes: Any) -> Plan:
    """These rows beside three easy runs a week, on Tuesdays, Thursdays and Sundays."""
    usual = [row(week, day) for week in range(1, weeks + 1) for day in ("Tue", "Thu", "Sun")]
    return build_plan(Block(**({"start": MONDAY, "runs": [*usual, *rows]} | wishes)))


def run_dates(plan: Plan) -> list[dt.date]:
    sessions = plan.sessions
    return sorted(date.date() for date in sessions.loc[sessions["kind"] == "run", "date"])


def test_a_row_without_a_date_follows_the_weeks_that_the_dated_rows_have() -> None:
    # Week 5 of the runner's plan begins on the block's first Monday: week 8, without dates, is the block's fourth.
    rows = [row(5, "Mon", date="2027-01-04"), row(6, "Tue"), row(8, "Wed")]
    plan = build_plan(Block(start=MONDAY, runs=rows))
    assert run_dates(plan) == [dt.date(2027, 1, 4), dt.date(2027, 1, 12), dt.date(2027, 1, 27)]


@pytest.mark.parametrize(
    ("days", "second"),
    [
        pytest.param(("Tue", "Sun"), "2027-01-10", id="a Sunday after Tuesday ends its week"),
        pytest.param(("Sun", "Tue"), "2027-01-03", id="a Sunday before Tuesday begins its week"),
    ],
)
def test_a_sunday_ends_or_begins_a_week_as_the_runners_plan_has_it(days: tuple[str, str], second: str) -> None:
    rows = [row(week, day) for week in range(1, 5) for day in days]
    plan = build_plan(Block(start="2027-01-03", week_start="Sun", runs=rows))
    dates = run_dates(plan)
    assert dt.date(2027, 1, 5) in dates  # Tuesday of the week from Sunday the 3rd
    assert next(day for day in dates if day.weekday() == 6) == dt.date.fromisoformat(second)


def test_one_week_with_its_sunday_first_makes_all_sundays_begin_weeks() -> None:
    rows = [row(week, day) for week in range(1, 5) for day in ("Tue", "Sun")]
    rows += [row(5, "Sun"), row(5, "Tue")]
    dates = run_dates(build_plan(Block(start="2027-01-03", week_start="Sun", runs=rows)))
    assert dates[0] == dt.date(2027, 1, 3)


def test_a_plan_leads_up_to_its_last_race() -> None:
    plan = own_plan(row(4, "Sat", "race", 10.0), row(8, "Sat", "race", 21.1))
    assert (plan.block.goal, plan.block.race_date) == ("half", dt.date(2027, 2, 27))


@pytest.mark.parametrize(
    ("type_", "minutes"),
    [
        # 10 km at 6:30 are 65 minutes; the factors of the paces are those of data/rules.csv
        ("easy", 65),
        ("long", 65),
        ("tempo", 56),  # 65 x 0.86 = 55.9
        ("intervals", 52),  # 65 x 0.79 = 51.35
        ("hills", 62),  # 65 x 0.95 = 61.75
    ],
)
def test_a_run_of_ten_kilometres_takes_the_time_of_its_pace(type_: str, minutes: int) -> None:
    sessions = own_plan(row(3, "Fri", type_, 10.0), easy_pace_s_per_km=390).sessions
    friday = sessions[(sessions["week"] == 3) & (sessions["weekday"] == "Fri") & (sessions["kind"] == "run")]
    assert friday["minutes"].tolist() == [minutes]


@pytest.mark.parametrize(("type_", "km"), [("easy", 10.0), ("tempo", 11.6), ("intervals", 12.7)])
def test_a_run_of_sixty_five_minutes_is_as_long_as_its_pace_makes_it(type_: str, km: float) -> None:
    # 65 / 6.5 = 10; / 0.86 = 11.63; / 0.79 = 12.66
    sessions = own_plan(row(3, "Fri", type_, None, minutes=65), easy_pace_s_per_km=390).sessions
    friday = sessions[(sessions["week"] == 3) & (sessions["weekday"] == "Fri") & (sessions["kind"] == "run")]
    assert friday["km"].tolist() == [km]


@pytest.mark.parametrize(("km", "step_back"), [(9.0, True), (8.9, True), (9.1, False), (0.0, False)])
def test_a_week_with_a_tenth_less_is_a_step_back(km: float, step_back: bool) -> None:
    rows = [row(week, "Wed", km=10.0) for week in (1, 2, 4, 5, 6)] + ([row(3, "Wed", km=km)] if km else [])
    weeks = build_plan(Block(start=MONDAY, runs=rows)).weeks
    assert weeks["step_back"].tolist() == [False, False, step_back, False, False, False]


@pytest.mark.parametrize("sessions", [1, 2, 4])
@pytest.mark.parametrize("weekday", ["Wed", "Fri", "Sun"])
def test_a_race_week_of_the_runners_own_has_one_core_session_before_the_race_and_none_after(
    sessions: int, weekday: str
) -> None:
    days = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    # A long race in the middle of the plan, and one at its end; the weeks after them go on.
    plan = own_plan(row(4, weekday, "race", 21.1), row(7, weekday, "race", 21.1), strength_sessions=sessions, **GYM)
    strength = plan.sessions[plan.sessions["kind"] == "strength"]
    for week in (4, 7):
        here = strength[strength["week"] == week]
        room = days.index(weekday) - 2  # not on the two days before the race
        assert here["type"].tolist() == ["core"] * min(1, room)
        assert all(days.index(day) < room for day in here["weekday"])


def test_without_doubles_strength_has_only_the_days_that_the_runs_leave() -> None:
    rows = [row(week, day) for week in range(1, 9) for day in ("Mon", "Wed", "Fri", "Sat")]
    plan = own_plan(*rows, doubles=False, strength_sessions=3, rest_days=0, weeks=8)  # seven runs a week
    assert (plan.sessions["kind"] == "strength").sum() == 0
    plan = build_plan(Block(start=MONDAY, runs=rows, doubles=False, strength_sessions=3, rest_days=0))
    by_week = plan.sessions[plan.sessions["kind"] == "strength"].groupby("week").size()
    keeping = plan.weeks["strength_phase"].eq("keep").to_numpy()
    assert by_week.tolist() == [1 if one else 3 for one in keeping]
    assert not set(plan.sessions.loc[plan.sessions["kind"] == "strength", "weekday"]) & {"Mon", "Wed", "Fri", "Sat"}


@pytest.mark.parametrize(
    ("text", "km", "steps"),
    [
        # a short rest of the run is run before the repeats, a long one in halves before and after
        ("4 x 1 km", 5.0, "1 km easy; 4 x 1 km @5k"),
        ("4 x 1 km", 5.9, "1.9 km easy; 4 x 1 km @5k"),
        ("4 x 1 km", 6.0, "1 km easy; 4 x 1 km @5k; 1 km easy"),
        ("4 x 1 km", 4.1, "4 x 1 km @5k"),
        # repeats that are longer than the run are not taken, however little
        ("4 x 1 km", 3.9, ""),
        ("4 x 1 km / 100 m jog", 4.3, ""),
        ("4 x 1 km / 100 m jog", 4.4, "4 x 1 km @5k / 100 m jog"),
    ],
)
def test_what_the_repeats_leave_of_a_run_is_run_easily(text: str, km: float, steps: str) -> None:
    assert steps_text(steps_of_text(text, "intervals", km)) == steps
