"""Weeks that rise far over those before them, and further than published plans do."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runplan.api import build_plan
from runplan.insight.findings import findings
from runplan.insight.findings.rises import spike_weeks
from runplan.insight.plan_facts import PlanFacts
from runplan.plan.block import Block
from tests.builders.written_plans import make_plan, run


def weeks_of(*km, now=30.0, **wishes):
    sessions = [
        run(week, day, "easy", total / 5)
        for week, total in enumerate(km, start=1)
        for day in ("Mon", "Tue", "Wed", "Fri", "Sat")
        if total
    ]
    return make_plan(sessions, weeks=max(4, len(km)), weekly_km_now=now, **wishes)


def said(plan):
    found = findings(plan)
    rows = found[found["rule"] == "week_rise"]
    return list(zip(rows["severity"], rows["week"].tolist(), rows["message"], strict=True))


def test_a_week_pulled_far_up_is_warned_of_with_what_published_plans_do():
    assert said(weeks_of(30.0, 30.0, 54.0, 40.0)) == [
        (
            "warning",
            3,
            "Week 3 has 54 km, 80 % more than the largest of the weeks before (30 km); the largest weekly rise is "
            "33 % in "
            "Higdon's Novice 1 marathon plan and 60 % in Burfoot's, so this is a large step. Build up in smaller "
            "steps if you can.",
        )
    ]


def test_a_week_under_an_earlier_one_names_the_four_weeks_that_it_is_held_against():
    messages = [message for *_, message in said(weeks_of(60.0, 30.0, 30.0, 30.0, 30.0, 45.0, now=60.0))]
    assert [message.partition(" (")[0] for message in messages] == [
        "Week 6 has 45 km, 50 % more than the largest of the four weeks before"
    ]


def test_the_bar_of_such_a_week_is_marked_with_the_same_sentence():
    # Seven runs in place of three, none of them longer than those before.
    few, all_ = ("Mon", "Wed", "Sat"), ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    sessions = [run(week, day, "easy", 10.0) for week in (1, 2, 3, 4) for day in (all_ if week == 3 else few)]
    plan = make_plan(sessions, weekly_km_now=30.0)
    assert spike_weeks(PlanFacts(plan)) == {3: said(plan)[0][2]}


def test_where_a_single_run_of_such_a_week_is_a_large_step_too_that_is_what_its_bar_says():
    plan = make_plan(
        [run(week, "Mon", "easy", 40.0 if week == 3 else 10.0) for week in (1, 2, 3, 4)], weekly_km_now=10.0
    )
    assert len(said(plan)) == 1
    assert spike_weeks(PlanFacts(plan))[3].startswith("Week 3: Monday's easy run of 40 km")


@pytest.mark.parametrize(
    ("km", "now", "weeks"),
    [
        pytest.param((28.0, 46.7), 28.0, [], id="67 % is not warned of"),
        pytest.param((28.0, 47.0), 28.0, [2], id="68 %"),
        pytest.param((40.0, 50.0, 66.5), 40.0, [], id="33 % from 50 km on"),
        pytest.param((40.0, 50.0, 67.0), 40.0, [3], id="34 %"),
        pytest.param((37.0, 49.8), 37.0, [], id="35 % below 50 km"),
        pytest.param((52.0, 50.0), 30.0, [1], id="over the kilometres now"),
        pytest.param((40.0, 10.0, 40.0), 40.0, [], id="back from a holiday"),
        pytest.param((40.0, 10.0, 10.0, 10.0, 10.0, 40.0), 40.0, [6], id="back from more than a month of little"),
        pytest.param((40.0, 0.0, 0.0, 0.0, 0.0, 40.0), 40.0, [], id="after a month without runs another rule speaks"),
        pytest.param((10.0, 20.0, 40.0, 80.0, 160.0), 10.0, [2, 3, 4, 5], id="each of many"),
    ],
)
def test_which_weeks_are_large_rises(km, now, weeks):
    warnings = [row for row in said(weeks_of(*km, now=now)) if row[0] == "warning"]
    if len(weeks) > 3:
        assert [row[2] for row in warnings] == [
            "Weeks 2 to 5 each have 100 % more than the largest of the four weeks before; the largest weekly "
            "rise is 33 % in Higdon's "
            "Novice 1 marathon plan and 60 % in Burfoot's. Build up in smaller steps if you can."
        ]
    else:
        assert [row[1] for row in warnings] == weeks


def test_from_fifty_kilometres_on_a_third_more_is_a_large_step():
    assert said(weeks_of(50.0, 70.0, now=50.0)) == [
        (
            "warning",
            2,
            "Week 2 has 70 km, 40 % more than the largest of the weeks before (50 km); the largest weekly rise is "
            "33 % in "
            "Higdon's Novice 1 marathon plan and 60 % in Burfoot's, so this is a large step. Build up in smaller "
            "steps if you can.",
        )
    ]


def test_a_rise_of_more_than_fifteen_per_cent_is_told():
    for km, rows in (
        (34.5, []),
        (
            35.0,
            [
                (
                    "info",
                    2,
                    "Week 2 has 35 km, 17 % more than the largest of the weeks before (30 km); the largest weekly "
                    "rise is 33 % "
                    "in Higdon's Novice 1 marathon plan and 60 % in Burfoot's. Run less if that feels like too much.",
                )
            ],
        ),
    ):
        assert said(weeks_of(30.0, km, now=30.0)) == rows


def test_the_way_back_that_planning_chose_is_no_rise():
    # One run in week 6, 23 days off, then weeks that come back in steps.
    off = [str(dt.date(2027, 2, 9) + dt.timedelta(days=day)) for day in range(23)]
    block = Block(start="2027-01-04", race_date="2027-04-25", goal="marathon", weekly_km_now=30, weekly_km_peak=55)
    plan = build_plan(block.replace(dates_off=off))
    assert plan.weeks["run_km"].tolist()[5:11] == [5.0, 0.0, 0.0, 12.5, 29.0, 35.0]
    assert said(plan) == []
    ((severity, week, _),) = said(build_plan(block.replace(dates_off=off, weekly_km={10: 44})))
    assert (severity, week) == ("warning", 10)


def test_the_race_week_is_not_judged():
    sessions = [run(week, "Sun", "easy", 10.0) for week in (1, 2, 3)] + [run(4, "Sun", "race", 42.2)]
    assert said(make_plan(sessions, weekly_km_now=10.0, race_date="2027-01-31", goal="marathon")) == []


@given(st.lists(st.integers(0, 150), min_size=1, max_size=8), st.integers(1, 100))
def test_a_week_is_told_or_warned_of_just_where_all_before_it_are_far_smaller(km, now):
    by_hand = {"warning": [], "info": []}
    for week, value in enumerate(km, start=1):
        month = [now, *km][max(0, week - 4) : week]
        steps = [100 * (value - 0.051) / other for other in month if other]
        least = min(steps, default=0)
        if least > (133 if value >= 50 else 167):
            by_hand["warning"].append(week)
        elif least > 115:
            by_hand["info"].append(week)
    rows = said(weeks_of(*(float(value) for value in km), now=float(now)))
    for severity, weeks in by_hand.items():
        heard = [week for kind, week, _ in rows if kind == severity]
        assert heard == (weeks if len(weeks) <= 3 else weeks[:1])
