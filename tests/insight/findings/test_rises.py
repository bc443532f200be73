"""What is said of single runs and of weeks that rise, where two rules or two weeks meet."""

from __future__ import annotations

import pytest

from runplan.insight.findings import findings
from tests.builders.written_plans import make_plan, run


def said(plan, rule):
    found = findings(plan)
    rows = found[found["rule"] == rule]
    return list(zip(rows["severity"], rows["week"].tolist(), rows["message"], strict=True))


def test_a_week_with_a_large_step_is_not_told_of_its_smaller_one_too():
    # 20 km a week: 8 km are assumed. 10 km are 25 % over that, 14 km are 40 % over the 10 km.
    plan = make_plan([run(1, "Tue", "easy", 10.0), run(1, "Sun", "long", 14.0)], weekly_km_now=20)
    assert said(plan, "spike_over_longest") == [
        (
            "warning",
            1,
            "Week 1: Sunday's long run of 14 km is 40 % longer than the longest run of the 30 days before it (10 km). "
            "That is a large step; about 11 km would be a smaller one.",
        )
    ]


def test_two_smaller_steps_in_one_week_are_told_once_by_the_larger():
    # 8 km are assumed: 9.6 km are 20 % over that, 12 km are 25 % over the 9.6 km.
    plan = make_plan([run(1, "Tue", "easy", 9.6), run(1, "Sun", "long", 12.0)], weekly_km_now=20)
    ((severity, week, message),) = said(plan, "spike_over_longest")
    assert (severity, week) == ("info", 1)
    assert message.startswith(
        "Week 1: Sunday's long run of 12 km is 25 % longer than the longest run of the 30 days before"
    )


def test_the_hard_run_after_a_race_is_the_one_to_be_pinned_elsewhere():
    plan = make_plan([run(2, "Sun", "race", 10.0), run(3, "Mon", "tempo", 6.0)], weekly_km_now=60)
    assert said(plan, "hard_days_in_a_row") == [
        (
            "info",
            2,
            "Week 2: Sunday's race and Monday's tempo run are on consecutive days; pinning the tempo run to "
            "another day may put a day between them.",
        )
    ]


def test_sunday_and_monday_are_neighbours_where_room_for_hard_days_is_counted():
    # Free are Sunday, Monday and Wednesday: two of them at most have a day between them, week after week.
    sessions = [run(1, "Mon", "tempo", 6.0), run(1, "Wed", "tempo", 6.0, 2), run(1, "Sun", "long", 8.0)]
    plan = make_plan(
        [*sessions, run(2, "Mon", "tempo", 6.0)], days_off=("Tue", "Thu", "Fri", "Sat"), run_days=3, weekly_km_now=60
    )
    assert said(plan, "hard_days_in_a_row") == [
        (
            "info",
            1,
            "Week 1: Sunday's long run and Monday's tempo run are on consecutive days; 3 hard runs per week "
            "cannot all have a day between them here; fewer hard sessions or different days off may help.",
        )
    ]


def rising(*km):
    return [run(week, "Tue", "easy", distance) for week, distance in enumerate(km, start=1) if distance]


def test_a_week_without_a_run_begins_no_rise():
    # Weeks 2 to 6 have more kilometres each: five of them, as many as go without a lighter one; from week 1 six.
    assert said(make_plan(rising(0, 20, 21, 22, 23, 24), weeks=6, weekly_km_now=100), "weeks_without_step_back") == []
    weeks = [week for _, week, _ in said(make_plan(rising(19, 20, 21, 22, 23, 24), weeks=6), "weeks_without_step_back")]
    assert weeks == [1]


def large_rises(plan):
    return [week for severity, week, _ in said(plan, "week_rise") if severity == "warning"]


@pytest.mark.parametrize(("km", "weeks"), [((30, 10, 10, 10, 30), []), ((30, 10, 10, 10, 10, 30), [6])])
def test_a_week_is_held_against_the_four_before_it_and_no_earlier_one(km, weeks):
    assert large_rises(make_plan(rising(*km), weeks=len(km), weekly_km_now=30)) == weeks


def test_a_rise_of_67_per_cent_is_not_told_and_more_is_a_large_step():
    for km, weeks in ((16.7, []), (16.8, [1])):
        assert large_rises(make_plan(rising(km), weekly_km_now=10)) == weeks


def test_smaller_steps_that_are_told_together_leave_out_the_week_with_a_large_one():
    # 4 km are assumed; each long run is 20 % over the one before, but that of week 3: 45 % over Tuesday's 6.9 km.
    long = [run(week, "Sun", "long", km) for week, km in enumerate((4.8, 5.75, 10.0, 12.0, 14.4), start=1)]
    plan = make_plan([*long, run(3, "Tue", "easy", 6.9)], weeks=5, weekly_km_now=10)
    messages = {week: message for _, week, message in said(plan, "spike_over_longest")}
    assert sorted(messages) == [1, 3]
    assert messages[1].startswith(
        "In weeks 1, 2, 4 and 5 one run per week is 20 % longer than the longest of the 30 days before it;"
    )
    assert messages[3].startswith("Week 3: Sunday's long run of 10 km is 45 % longer than the longest run")


def test_a_week_of_more_than_twice_the_kilometres_is_told_in_times():
    # 11.46 times 30 km: "1046 % more" says nothing to a runner.
    (_, _, large), *_ = said(make_plan(rising(30, 343.8), weeks=4, weekly_km_now=30), "week_rise")
    assert large.startswith("Week 2 has 343.8 km, 11.5 times the largest of the weeks before (30 km);")
    (_, _, double), *_ = said(make_plan(rising(30, 60), weeks=4, weekly_km_now=30), "week_rise")
    assert double.startswith("Week 2 has 60 km, 100 % more than the largest of the weeks before (30 km);")
