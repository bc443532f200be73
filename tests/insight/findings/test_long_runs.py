"""What findings say of the length of long runs, in whole sentences."""

from __future__ import annotations

import pytest

from runplan import schema
from runplan.api import build_plan
from runplan.insight.findings import findings
from runplan.plan.block import Block
from tests.builders.written_plans import make_plan, run


def said(plan, rule):
    found = findings(plan)
    rows = found[found["rule"] == rule]
    return list(zip(rows["severity"], rows["message"], strict=True))


def built(**wishes):
    return build_plan(Block(start="2027-01-04", **wishes))


def test_few_runs_that_carry_many_kilometres_slowly_take_more_than_three_hours():
    # Never less than an even share: the 77 km of week 4 in three runs at 8:00 a kilometre are 26 km in 3:28, the peak's
    # 104 km are 35 km in 4:40.
    plan = built(weeks=8, weekly_km_now=80, run_days=3, easy_pace_s_per_km=480)
    assert said(plan, "long_hours") == [
        (
            "warning",
            "In weeks 1 to 8 the long runs (26 to 35 km) take 3:28 to 4:40 h; coaches advise at most 2.5 "
            "to 3 hours. More run days or a lower weekly distance would shorten these runs.",
        )
    ]
    assert findings(plan).query("rule == 'long_hours'")["source"].tolist() == ["hansons"]


def test_few_runs_that_carry_many_kilometres_go_over_the_time_that_we_plan_for_the_goal():
    # The step-back's 51 km and the peak's 78 km in three runs at 6:30 a kilometre: 17 km in 1:51, 26 km in 2:49.
    plan = built(race_date="2027-03-28", weekly_km_now=60, run_days=3, goal="5k")
    ((severity, message),) = said(plan, "long_minutes_5k")
    assert severity == "warning"
    assert message.endswith(
        "h; before a 5 km race we plan 1:45 h at most (our assumption). More run days or a lower "
        "weekly distance would shorten these runs."
    )
    assert "runs (17 to 26 km) take 1:51 to 2:49 h" in message


def test_more_run_days_shorten_such_long_runs():
    few = built(weeks=8, weekly_km_now=80, run_days=3, easy_pace_s_per_km=480)
    more = built(weeks=8, weekly_km_now=80, run_days=5, easy_pace_s_per_km=480)
    assert more.weeks["long_run_km"].max() < few.weeks["long_run_km"].max()
    assert said(more, "long_hours") == []


@pytest.mark.parametrize("goal", [goal for goal in schema.GOALS if goal != "general"])
def test_usual_blocks_keep_hours_and_the_time_of_the_goal(goal):
    plan = built(race_date="2027-04-25", weekly_km_now=40, run_days=5, goal=goal)
    assert [severity for severity, _ in said(plan, f"long_minutes_{goal}") if severity == "warning"] == []
    assert said(plan, "long_hours") == []


def test_without_free_days_only_fewer_kilometres_help():
    sessions = [
        run(1, day, "easy", 30.0, number) | {"minutes": 121} for number, day in enumerate(("Mon", "Wed", "Fri"))
    ]
    days_off = ("Tue", "Thu", "Sat", "Sun")
    plan = make_plan(sessions, weekly_km_now=100, run_days=3, quality_runs=0, days_off=days_off)
    assert said(plan, "long_minutes_general") == [
        (
            "warning",
            "Week 1: the longest run of 30 km takes 2:01 h; without a race we plan 2:00 h at most (our "
            "assumption). A lower weekly distance would shorten it.",
        )
    ]


def lonely_long_run(km, minutes):
    rest = [run(1, day, "easy", 5.0, number) for number, day in enumerate(("Mon", "Tue", "Thu"))]
    return [*rest, run(1, "Sun", "long", km) | {"minutes": minutes}]


def test_a_long_run_that_a_person_made_longer_gives_kilometres_to_other_runs():
    plan = make_plan(lonely_long_run(34.0, 221), weekly_km_now=100, goal="marathon")
    assert said(plan, "long_hours") == [
        (
            "warning",
            "Week 1: the long run of 34 km takes 3:41 h; coaches advise at most 2.5 to 3 hours. Moving "
            "distance to other runs of the week would shorten it.",
        )
    ]


@pytest.mark.parametrize(("minutes", "count"), [pytest.param(180, 0, id="3:00"), pytest.param(181, 1, id="3:01")])
def test_three_hours_are_allowed_and_a_minute_more_is_told(minutes, count):
    assert len(said(make_plan(lonely_long_run(20.0, minutes), weekly_km_now=100), "long_hours")) == count


@pytest.mark.parametrize(
    ("goal", "minutes"), [("5k", 105), ("10k", 120), ("half", 150), ("marathon", 180), ("general", 120)]
)
def test_each_goal_has_its_time_and_over_three_hours_only_those_are_told(goal, minutes):
    race = {} if goal == "general" else {"race_date": "2027-01-31"}
    rules = [f"long_minutes_{goal}", "long_hours"]
    for more, counts in ((0, [0, 0]), (1, [goal != "marathon", goal == "marathon"]), (181 - minutes, [0, 1])):
        plan = make_plan(lonely_long_run(20.0, minutes + more), weekly_km_now=100, goal=goal, **race)
        warnings = [[row for row in said(plan, rule) if row[0] == "warning"] for rule in rules]
        assert [len(rows) for rows in warnings] == counts


def test_a_goal_without_a_race_is_planned_as_none():
    plan = make_plan(lonely_long_run(20.0, 121), weekly_km_now=100, goal="marathon")
    assert len(said(plan, "long_minutes_general")) == 1


def test_a_race_is_no_long_run():
    sessions = [run(4, "Sun", "race", 42.2) | {"minutes": 250}]
    plan = make_plan(sessions, race_date="2027-01-31", goal="marathon")
    assert said(plan, "long_minutes_marathon") == []
    assert said(plan, "long_hours") == []


def test_the_distances_are_in_the_runner_s_unit():
    plan = make_plan(lonely_long_run(32.18688, 170), weekly_km_now=100, goal="half", units="mi", race_date="2027-01-31")
    assert said(plan, "long_minutes_half") == [
        (
            "warning",
            "Week 1: the long run of 20 mi takes 2:50 h; before a half marathon we plan 2:30 h at most. Moving "
            "distance to other runs of the week would shorten it.",
        )
    ]


def test_a_large_long_run_share_is_information_with_the_published_plans():
    rest = [run(1, "Tue", "easy", 5.0), run(1, "Thu", "easy", 5.0)]
    for km, shares in ((10.0, []), (11.0, ["52 %"])):  # half of a week is the most that we plan
        plan = make_plan([*rest, run(1, "Sun", "long", km)], weekly_km_now=40)
        assert said(plan, "long_run_share") == [
            (
                "info",
                f"Week 1: the long run is {share} of the week's distance; published plans usually have 22 % (Hansons "
                "Advanced) to 43 % (Higdon Novice 1), and up to 52 % in individual weeks.",
            )
            for share in shares
        ]


def test_a_usual_long_run_share_is_not_mentioned():
    rest = [run(1, day, "easy", 5.0) for day in ("Mon", "Tue", "Thu")]
    assert said(make_plan([*rest, run(1, "Sun", "long", 10.0)], weekly_km_now=40), "long_run_share") == []
