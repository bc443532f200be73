"""Weeks without runs between full ones, and a peak far over the kilometres now."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

import runplan as rp
from runplan.insight.compare import compare
from runplan.insight.findings import findings
from tests.builders.written_plans import make_plan, run, strength


def weeks_of(*km, now=40.0, sessions=(), **wishes):
    days = ("Mon", "Tue", "Wed", "Fri", "Sat")
    runs = [run(week, day, "easy", total / 5) for week, total in enumerate(km, start=1) if total for day in days]
    return make_plan([*runs, *sessions], weeks=max(4, len(km)), weekly_km_now=now, **wishes)


def said(plan, rule):
    found = findings(plan)
    rows = found[found["rule"] == rule]
    return list(zip(rows["severity"], rows["message"], strict=True))


def test_a_week_without_runs_between_full_ones_is_warned_of():
    assert said(weeks_of(40.0, 40.0, 0.0, 40.0), "week_gap") == [
        (
            "warning",
            "Week 3 has no runs, and week 4 goes straight back to 40 km. Ease back in with a lighter week 4.",
        )
    ]


def test_two_weeks_with_little_are_one_gap():
    assert said(weeks_of(40.0, 8.0, 10.0, 40.0), "week_gap") == [
        (
            "warning",
            "Weeks 2 and 3 have at most 10 km, and week 4 goes straight back to 40 km. Ease back in with a "
            "lighter week 4.",
        )
    ]


def test_more_than_three_gaps_are_told_once():
    ((severity, message),) = said(weeks_of(40.0, 0.0, 40.0, 0.0, 40.0, 0.0, 40.0, 0.0, 40.0), "week_gap")
    assert severity == "warning"
    assert message == (
        "Starting in weeks 2, 4, 6 and 8, one or more weeks have far less running than the weeks around them, "
        "and the next week goes straight back up. Ease back in with lighter weeks."
    )


@pytest.mark.parametrize(
    "km",
    [
        (40.0, 40.0, 14.0, 40.0),  # over a third
        (40.0, 0.0, 19.0, 38.0),  # eased back in
        (40.0, 40.0, 40.0, 0.0),  # nothing after it
        (40.0, 0.0, 0.0, 0.0, 0.0, 0.0, 40.0),  # running begins again: said of the runs
        (10.0, 10.0, 10.0, 10.0),  # a short block from its first week on
    ],
)
def test_a_week_that_leaves_no_gap_is_not_warned_of(km):
    assert said(weeks_of(*km), "week_gap") == []


@pytest.mark.parametrize(
    ("weeks", "most"),
    [(1, 32.0), (2, 26.0), (3, 20.0), (4, 20.0)],  # 0.8, 0.65, 0.5 and 0.5 of 40 km
)
def test_the_first_week_back_may_have_what_planning_gives_it(weeks, most):
    for km, count in ((most, 0), (most + 0.5, 0), (most + 1, 1)):  # weeks are whole kilometres
        assert len(said(weeks_of(40.0, *([0.0] * weeks), km), "week_gap")) == count


@pytest.fixture(scope="module")
def block():
    return rp.Block(start="2027-01-04", race_date="2027-04-25", goal="marathon", weekly_km_now=30, weekly_km_peak=55)


def test_a_week_pulled_to_nothing_is_told_as_the_runner_s_own_with_its_strength(block):
    plan = rp.build_plan(block.replace(weekly_km={5: 0}))
    assert said(plan, "least_run_km") == [("info", "You set week 5 to 0 km, so it has no runs.")]
    ((_, message),) = said(plan, "week_gap")
    assert message == (  # week 6 is the lighter one: 80 % of the 44 km that week 5 would have
        "Week 5 has no runs, and week 6 goes straight back to 35 km. Ease back in with a lighter week 6. The plan "
        "still has 2 strength sessions in week 5: if you are ill or away, enter those days under Dates off."
    )


def days_off(days):
    return [(dt.date(2027, 2, 8) + dt.timedelta(days=day)).isoformat() for day in range(days)]


@pytest.mark.parametrize(
    ("days", "message"),
    [
        # 0.8 of week 5's 44 km; three days without a quality run, and none within two days of a long run.
        (7, "After 7 days off, week 7 has 35 km"),
        # Half of it.
        (21, "After 21 days off, week 9 has 22 km"),
    ],
)
def test_the_way_back_from_dates_off_is_told_and_not_warned_of(block, days, message):
    plan = rp.build_plan(block.replace(dates_off=days_off(days)))
    runs = plan.sessions
    back = pd.Timestamp(2027, 2, 8) + pd.Timedelta(days=days)
    first = runs[runs["type"].isin(["tempo", "intervals", "hills"]) & (pd.to_datetime(runs["date"]) >= back)].iloc[0]
    assert said(plan, "week_gap") == []
    assert said(plan, "gap_return") == [
        (
            "info",
            f"{message}; the following weeks return to the plan in steps, and the first hard session is on "
            f"{first['weekday']} {first['date'].day} {first['date']:%b}.",
        )
    ]


def test_before_the_taper_there_is_no_more_way_back(block):
    # Week 13 off: week 14 has 0.75 of the peak, and 0.8 of week 12.
    off = [str(dt.date(2027, 3, 29) + dt.timedelta(days=day)) for day in range(7)]
    plan = rp.build_plan(block.replace(dates_off=off))
    ((_, message),) = said(plan, "gap_return")
    assert message.startswith("After 7 days off, week 14 has ")
    assert "come back" not in message


def test_five_days_off_need_no_way_back(block):
    plan = rp.build_plan(block.replace(dates_off=days_off(5)))
    assert said(plan, "week_gap") == said(plan, "gap_return") == []


def test_a_week_that_the_runner_sets_after_dates_off_may_go_straight_back_and_is_warned_of(block):
    plan = rp.build_plan(block.replace(dates_off=days_off(7), weekly_km={7: 44}))
    assert ("warning", "Week 6 has no runs, and week 7 goes straight back to 44 km") in [
        (severity, message.partition(". ")[0]) for severity, message in said(plan, "week_gap")
    ]


def test_a_week_set_to_a_few_kilometres_says_how_many_runs_it_has(block):
    plan = rp.build_plan(block.replace(weekly_km={5: 5}))
    assert said(plan, "least_run_km") == [
        ("info", "You set week 5 to 5 km, so it has 1 run, not 4: with more, some would be shorter than 3 km.")
    ]


def test_a_gap_in_a_run_plan_of_ones_own_is_told_as_its_own():
    rows = [
        {"week": week, "weekday": day, "type": "easy", "km": 10.0}
        for week in (1, 2, 3, 5, 6)
        for day in ("Mon", "Wed", "Fri", "Sun")
    ]
    plan = rp.build_plan(rp.Block(start="2027-01-04", runs=rows, strength_sessions=0))
    assert said(plan, "week_gap") == [
        (
            "warning",
            "In your run plan, week 4 has no runs, and week 5 goes straight back to 40 km. Ease back in with a "
            "lighter week 5.",
        )
    ]


def test_strength_in_a_gap_is_counted_over_its_weeks():
    sessions = [strength(week, day, "general") for week in (2, 3) for day in ("Tue", "Fri")]
    ((_, message),) = said(weeks_of(40.0, 0.0, 0.0, 40.0, sessions=sessions), "week_gap")
    assert " The plan still has 4 strength sessions in weeks 2 and 3: if you are ill" in message


@pytest.mark.parametrize(
    ("changes", "messages"),
    [
        ({}, []),
        ({"weekly_km_peak": None}, []),
        ({"weekly_km_now": 1, "weekly_km_peak": None}, []),
        (
            {"weekly_km_now": 25},
            [
                "Lower the peak: 55 km is 2.2 times your current 25 km per week, and you have 13 weeks to reach it. "
                "We suggest 50 km at most (our assumption)."
            ],
        ),
        (
            {"start": "2027-02-15"},
            [
                "Lower the peak, or start earlier: 55 km is 1.8 times your current 30 km per week, and you have 7 "
                "weeks to reach it. We suggest 48 km at most (our assumption)."
            ],
        ),
        ({"weekly_km": {9: 90}}, []),  # a week of one's own has a word of its own
    ],
)
def test_a_peak_far_over_the_kilometres_now_is_warned_of(block, changes, messages):
    assert [message for _, message in said(rp.build_plan(block.replace(**changes)), "peak_rise")] == messages


def test_the_usual_peak_is_never_warned_of_in_the_shortest_block():
    for weeks in (4, 5, 8):
        assert said(rp.build_plan(rp.Block(start="2027-01-04", weeks=weeks, weekly_km_now=20)), "peak_rise") == []


def rows_of(before, after):
    return [tuple(row) for row in compare(before, after).itertuples(index=False)]


def test_fewer_kilometres_now_under_the_same_peak_are_told_as_worse(block):
    usual, low = (rp.build_plan(block.replace(weekly_km_now=now)) for now in (30, 25))
    assert ("lost", "peak", "the peak is 2.2 times your current weekly distance") in rows_of(usual, low)
    assert ("won", "peak", "the peak is no longer a large rise") in rows_of(low, usual)


def test_what_follows_from_the_number_of_weeks_alone_is_neither_better_nor_worse(block):
    long, short = (rp.build_plan(block.replace(start=start)) for start in ("2027-01-04", "2027-02-15"))
    assert [row for row in rows_of(long, short) if row[1] != "peak" and row[0] != "other"] == []
    assert [row for row in rows_of(short, long) if row[0] != "other"] == []


def test_where_more_than_the_dates_changed_shares_of_the_weeks_are_compared(block):
    before = rp.build_plan(block)
    after = rp.build_plan(block.replace(start="2026-12-21", strength_sessions=0))
    assert any(
        change == "lost" and topic == "muscle" and message.endswith("below target in 17 of 18 weeks instead of 0 of 16")
        for change, topic, message in rows_of(before, after)
    )


def test_nobody_is_told_to_raise_a_peak_that_is_too_high_already(block):
    # Half of 44 km are 22 km; from 20 km a week more than 40 km are a large rise.
    ((_, usual),) = said(rp.build_plan(block.replace(weekly_km_peak=44)), "long_reach")
    ((_, steep),) = said(rp.build_plan(block.replace(weekly_km_now=20, weekly_km_peak=44)), "long_reach")
    assert " Raise the peak to 51 km, or expect the last part of the race to be hard." in usual
    assert "Raise the peak" not in steep
    assert " a large rise from your current 20 km per week: build up in an earlier block first, or " in steep
