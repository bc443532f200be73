"""What is an error and what only a warning where the runner brings the runs: they are never moved."""

from __future__ import annotations

from runplan.insight.findings import findings
from tests.builders.written_plans import make_plan, run, strength

SIX_DAYS = [
    run(1, day, "easy", 5.0, number) for number, day in enumerate(("Mon", "Tue", "Wed", "Thu", "Fri", "Sat"), start=1)
]


def told(rule, sessions, own, **block):
    """Severity and sentence of a rule's findings where the runs are the runner's own."""
    runs = [{name: one[name] for name in ("week", "weekday", "type", "km")} for one in own]
    later = [{"week": week, "weekday": "Tue", "type": "easy", "km": 5.0} for week in (2, 3, 4)]
    found = findings(make_plan(sessions, race_date=None, runs=[*runs, *later], **block))
    found = found[found["rule"] == rule]
    return list(zip(found["severity"], found["message"], strict=True))


def test_strength_work_on_the_last_days_of_rest_is_an_error_though_the_runs_alone_leave_too_few():
    assert told("rest_days", [*SIX_DAYS, strength(1, "Sun", "core")], SIX_DAYS, rest_days=2) == [
        ("error", "Week 1 has no day without a session; you asked for 2.")
    ]


def test_days_of_rest_that_the_runs_alone_take_are_a_warning():
    assert told("rest_days", [*SIX_DAYS, strength(1, "Sat", "core")], SIX_DAYS, rest_days=2) == [
        (
            "warning",
            "Week 1 has 1 day without a session; you asked for 2. This comes from your own run plan, so RunPlan "
            "leaves it as it is.",
        )
    ]


def test_days_of_rest_that_only_strength_work_takes_are_an_error():
    assert told("rest_days", [*SIX_DAYS, strength(1, "Sun", "core")], SIX_DAYS, rest_days=1) == [
        ("error", "Week 1 has no day without a session; you asked for 1.")
    ]


def test_our_time_for_a_goal_is_no_limit_for_runs_of_the_runner_s_own():
    long = [run(1, "Sun", "long", 25.0) | {"minutes": 151}]  # over the 2:30 that we plan before a half marathon
    for rule in ("long_minutes_half", "long_minutes_general"):
        assert told(rule, long, long, goal="half") == []
    found = findings(make_plan(long, race_date="2027-01-31", goal="half"))
    assert found["rule"].tolist().count("long_minutes_half") == 1
