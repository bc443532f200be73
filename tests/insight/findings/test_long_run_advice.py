"""What would shorten a long run, and with how few runs its share says nothing."""

from __future__ import annotations

import pytest

from runplan.insight.findings import findings
from tests.builders.written_plans import make_plan, run

DAYS = ("Tue", "Thu", "Sat", "Sun")


def said(plan, rule):
    found = findings(plan)
    return found.loc[found["rule"] == rule, "message"].tolist()


@pytest.mark.parametrize(("others", "told"), [((2.0,), False), ((1.0, 1.0), True)])
def test_the_share_of_the_long_run_is_told_from_three_runs_a_week(others, told):
    easy = [run(1, day, "easy", km, number) for number, (day, km) in enumerate(zip(DAYS, others, strict=False))]
    plan = make_plan([*easy, run(1, "Sun", "long", 10.0)], weekly_km_now=100)
    # 10 of 12 km.
    assert said(plan, "long_run_share") == (
        [
            "Week 1: the long run is 83 % of the week's distance; published plans usually have 22 % (Hansons "
            "Advanced) to 43 % (Higdon Novice 1), and up to 52 % in individual weeks."
        ]
        if told
        else []
    )


@pytest.mark.parametrize(
    ("runs", "advice"),
    [(4, "More run days or a lower weekly distance"), (3, "A lower weekly distance")],
    ids=["as many as asked for", "fewer, for dates off"],
)
def test_more_run_days_are_advised_only_where_the_week_has_those_that_were_asked_for(runs, advice):
    # All runs of the week are as long and take 2:31, over the two and a half hours before a half marathon.
    easy = [run(1, day, "easy", 22.0, number) for number, day in enumerate(DAYS[: runs - 1])]
    sessions = [session | {"minutes": 151} for session in (*easy, run(1, "Sun", "long", 22.0))]
    block = {"race_date": "2027-01-31", "goal": "half", "weekly_km_now": 100, "run_days": 4}
    assert said(make_plan(sessions, **block), "long_minutes_half") == [
        "Week 1: the long run of 22 km takes 2:31 h; before a half marathon we plan 2:30 h at most. "
        f"{advice} would shorten it."
    ]


@pytest.mark.parametrize(
    ("minutes", "advice"),
    [
        # 30 of 40 km in four runs: as long as each would be, 10 km, it takes a third.
        (540, "Moving distance to other runs of the week"),
        (543, "More run days or a lower weekly distance"),
    ],
)
def test_moving_kilometres_is_advised_where_runs_of_one_length_keep_the_limit(minutes, advice):
    easy = [run(1, day, "easy", 10.0 / 3, number) for number, day in enumerate(DAYS[:3])]
    plan = make_plan([*easy, run(1, "Sun", "long", 30.0) | {"minutes": minutes}], weekly_km_now=100)
    ((message),) = said(plan, "long_hours")
    assert message.endswith(f"at most 2.5 to 3 hours. {advice} would shorten it.")
