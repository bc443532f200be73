"""What a plan may hold near a race, at each rule's last allowed day and at the first that is not."""

from __future__ import annotations

import pytest

from runplan.insight.findings import findings
from tests.builders.written_plans import make_plan, run, strength

RACE = {"race_date": "2027-01-31", "goal": "half"}  # the Sunday of week 4
RUN = run(4, "Sun", "race", 21.1)


def errors(sessions, **block):
    found = findings(make_plan(sessions, **block))
    found = found[found["severity"] == "error"]
    return list(zip(found["rule"], found["message"], strict=True))


def test_heavy_work_seven_days_before_the_race_is_too_near():
    assert errors([strength(3, "Sun", "heavy"), RUN], **RACE) == [
        (
            "race_window",
            "Week 3: Sunday's heavy strength session is too close to the race; keep race week and the 7 days "
            "before the race free of heavy work.",
        )
    ]


def test_heavy_work_eight_days_before_the_race_and_in_another_week_is_allowed():
    assert errors([strength(3, "Sat", "heavy"), RUN], **RACE) == []


def test_heavy_work_just_after_the_race_but_in_its_week_is_told_as_such():
    sessions = [run(4, "Wed", "race", 21.1), strength(4, "Sat", "heavy")]
    assert [rule for rule, _ in errors(sessions, **RACE | {"race_date": "2027-01-27"})] == ["race_window", "after_race"]


@pytest.mark.parametrize("kind", ["core", "routine"])
def test_the_race_week_takes_one_core_or_routine_session_and_not_two(kind):
    one, two = strength(4, "Mon", kind), strength(4, "Wed", kind, 2)
    name = "core session" if kind == "core" else "routine"
    assert errors([one, RUN], **RACE) == []
    assert errors([one, two, RUN], **RACE) == [
        (
            "race_window",
            f"Week 4: Wednesday's {name} is in race week; plan at most one core or routine session in that week.",
        )
    ]


@pytest.mark.parametrize(("rest_days", "told"), [(2, False), (3, True)])
def test_the_day_of_the_race_counts_as_a_day_of_rest(rest_days, told):
    # Five easy runs and the race: one day without anything, and the race's.
    runs = [run(4, day, "easy", 4.0, number) for number, day in enumerate(("Mon", "Tue", "Wed", "Thu", "Fri"))]
    sentence = "Week 4 has 2 days without a session; you asked for 3."
    assert errors([*runs, RUN], **RACE, rest_days=rest_days) == ([("rest_days", sentence)] if told else [])


def test_the_weeks_after_the_race_s_own_are_free_again():
    sessions = [run(2, "Sun", "race", 10.0), run(3, "Sat", "long", 12.0), strength(3, "Wed", "heavy")]
    assert errors(sessions, weeks=4) == []


@pytest.mark.parametrize(
    ("school", "run_type", "banned"),
    [
        ("easy_days", "long", True),
        ("easy_days", "tempo", True),
        ("two_nights", "long", True),
        ("two_nights", "tempo", False),
        ("hard_days", "long", False),
        ("hard_days", "tempo", False),
    ],
)
def test_each_way_of_placing_strength_rules_out_its_own_days(school, run_type, banned):
    sessions = [run(1, "Thu", run_type, 8.0), strength(1, "Thu", "heavy")]
    assert [rule for rule, _ in errors(sessions, school=school)] == (["school_ban"] if banned else [])
