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
    # 80 km in three runs at 8:00 a kilometre: 26.7 km take 3:33; 104 km: 34.7 km take 4:38.
    plan = built(weeks=8, weekly_km_now=80, run_days=3, easy_pace_s_per_km=480)
    assert said(plan, "long_hours") == [
        (
            "warning",
            "In weeks 1 to 8 the long runs of 24.1 to 34.7 km take 3:13 to 4:38 hours; coaches name 2.5 to 3 hours as "
            "the most, and more run days or fewer kilometres a week would shorten them.",
        )
    ]
    assert findings(plan).query("rule == 'long_hours'")["source"].tolist() == ["hansons"]


def test_few_runs_that_carry_many_kilometres_go_over_the_cap_of_the_goal():
    plan = built(weeks=12, weekly_km_now=60, run_days=3, goal="5k")
    assert said(plan, "long_cap_5k") == [
        (
            "warning",
            "In weeks 1 to 12 the long runs of 17.3 to 26 km are over 14 km, the most that we plan for a 5 km race (our"
            " assumption); more run days or fewer kilometres a week would shorten them.",
        )
    ]


def test_more_run_days_shorten_such_long_runs():
    few = built(weeks=8, weekly_km_now=80, run_days=3, easy_pace_s_per_km=480)
    more = built(weeks=8, weekly_km_now=80, run_days=5, easy_pace_s_per_km=480)
    assert more.weeks["long_run_km"].max() < few.weeks["long_run_km"].max()
    assert said(more, "long_hours") == []


@pytest.mark.parametrize("goal", [goal for goal in schema.GOALS if goal != "general"])
def test_usual_blocks_keep_hours_and_cap(goal):
    plan = built(weeks=16, weekly_km_now=40, run_days=5, goal=goal)
    assert said(plan, f"long_cap_{goal}") == []
    assert said(plan, "long_hours") == []


def test_without_free_days_only_fewer_kilometres_help():
    sessions = [run(1, day, "easy", 30.0, number) for number, day in enumerate(("Mon", "Wed", "Fri"))]
    days_off = ("Tue", "Thu", "Sat", "Sun")
    plan = make_plan(sessions, weekly_km_now=100, run_days=3, quality_runs=0, days_off=days_off, goal="10k")
    assert said(plan, "long_cap_10k") == [
        (
            "warning",
            "Week 1: the longest run of 30 km is over 16 km, the most that we plan for a 10 km race (our assumption); "
            "fewer kilometres a week would shorten it.",
        )
    ]


def lonely_long_run(km, minutes):
    rest = [run(1, day, "easy", 5.0, number) for number, day in enumerate(("Mon", "Tue", "Thu"))]
    return [*rest, run(1, "Sun", "long", km) | {"minutes": minutes}]


def test_a_long_run_that_a_person_made_longer_gives_kilometres_to_other_runs():
    plan = make_plan(lonely_long_run(34.0, 221), weekly_km_now=100, goal="marathon")
    assert said(plan, "long_cap_marathon") == [
        (
            "warning",
            "Week 1: the long run of 34 km is over 32 km, the most that we plan for a marathon (our assumption); moving"
            " kilometres to other runs of the week would shorten it.",
        )
    ]
    assert said(plan, "long_hours") == [
        (
            "warning",
            "Week 1: the long run of 34 km takes 3:41 hours; coaches name 2.5 to 3 hours as the most, and moving "
            "kilometres to other runs of the week would shorten it.",
        )
    ]


@pytest.mark.parametrize(("minutes", "count"), [pytest.param(180, 0, id="3:00"), pytest.param(181, 1, id="3:01")])
def test_three_hours_are_allowed_and_a_minute_more_is_told(minutes, count):
    assert len(said(make_plan(lonely_long_run(20.0, minutes), weekly_km_now=100), "long_hours")) == count


def test_without_a_goal_there_is_no_cap():
    found = findings(make_plan(lonely_long_run(40.0, 170), weekly_km_now=100))
    assert [rule for rule in found["rule"] if rule.startswith("long_cap")] == []


def test_a_race_is_no_long_run():
    sessions = [run(4, "Sun", "race", 42.2) | {"minutes": 250}]
    plan = make_plan(sessions, race_date="2027-01-31", goal="marathon")
    assert said(plan, "long_cap_marathon") == []
    assert said(plan, "long_hours") == []


def test_the_distances_are_in_the_runner_s_unit():
    plan = make_plan(lonely_long_run(32.18688, 170), weekly_km_now=100, goal="half", units="mi")
    assert said(plan, "long_cap_half") == [
        (
            "warning",
            "Week 1: the long run of 20 mi is over 12.4 mi, the most that we plan for a half marathon (our assumption);"
            " moving kilometres to other runs of the week would shorten it.",
        )
    ]


def test_a_large_long_run_share_is_information_with_the_published_plans():
    rest = [run(1, "Tue", "easy", 5.0), run(1, "Thu", "easy", 5.0)]
    plan = make_plan([*rest, run(1, "Sun", "long", 10.0)], weekly_km_now=40)
    assert said(plan, "long_run_share") == [
        (
            "info",
            "Week 1: the long run is 50 % of the week's kilometres; in 13 published plans 22 to 43 % is usual and "
            "single weeks reach 52 %, and one more run day would lower it.",
        )
    ]


def test_a_usual_long_run_share_is_not_mentioned():
    rest = [run(1, day, "easy", 5.0) for day in ("Mon", "Tue", "Thu")]
    assert said(make_plan([*rest, run(1, "Sun", "long", 10.0)], weekly_km_now=40), "long_run_share") == []


def test_a_marathon_after_short_long_runs_is_warned_of() -> None:
    plan = build_plan(Block(start="2027-01-04", race_date="2027-04-25", goal="marathon", weekly_km_now=30))
    found = plan.findings()
    longest = plan.sessions[plan.sessions["type"] == "long"]["km"].max()
    assert longest == 16.0  # 42 % of 39 km, in half kilometres
    assert found[found["rule"] == "long_reach"]["message"].tolist() == [
        "The longest run before the marathon is 16 km, 38 % of its distance, and we would want 60 % (our assumption): "
        "start earlier or raise the peak, or expect a hard last part."
    ]


def test_a_marathon_after_long_runs_of_three_fifths_is_not() -> None:
    plan = build_plan(
        Block(start="2027-01-04", race_date="2027-04-25", goal="marathon", weekly_km_now=40, weekly_km_peak=65)
    )
    assert "long_reach" not in plan.findings()["rule"].tolist()
