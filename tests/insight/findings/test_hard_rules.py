"""A plan that a person edited may break a hard rule: each is told in one sentence."""

from __future__ import annotations

import pytest

from runplan.insight.findings import findings
from tests.builders.written_plans import exercise, make_plan, run, strength, warmed_up


def errors(plan):
    found = findings(plan)
    found = found[found["severity"] == "error"]
    return list(zip(found["rule"], found["message"], strict=True))


RACE = {"race_date": "2027-01-31", "goal": "half"}  # the Sunday of week 4

BROKEN = [
    pytest.param(
        [run(1, "Mon", "easy", 5.0)],
        {"days_off": ("Mon",)},
        ("days_off", "Week 1: Monday's easy run is on one of your days off."),
        id="day off",
    ),
    pytest.param(
        [run(1, "Mon", "easy", 5.0)],
        {"dates_off": ("2027-01-04",)},
        ("days_off", "Week 1: Monday's easy run is on 2027-01-04, a date you marked as off."),
        id="date off",
    ),
    pytest.param(
        [run(1, day, "easy", 5.0, number) for number, day in enumerate(("Mon", "Tue", "Wed", "Thu", "Fri", "Sat"))],
        {"rest_days": 2},
        ("rest_days", "Week 1 has 1 day without a session; you asked for 2."),
        id="rest days",
    ),
    pytest.param(
        [run(1, "Mon", "easy", 5.0), run(1, "Mon", "easy", 5.0, 2)],
        {},
        ("one_session_a_slot", "Week 1: Monday has 2 runs; plan at most one per day."),
        id="two runs on a day",
    ),
    pytest.param(
        [run(1, "Mon", "easy", 5.0), strength(1, "Mon", "core")],
        {"doubles": False},
        (
            "doubles",
            "Week 1: Monday has a run and a strength session; you asked for one session per day.",
        ),
        id="doubles",
    ),
    pytest.param(
        [strength(1, "Sun", "heavy"), run(2, "Mon", "tempo", 6.0)],
        {},
        (
            "heavy_before_hard_run",
            "Week 1: Sunday's heavy strength session is the day before Monday's tempo run, which needs fresh legs.",
        ),
        id="heavy before a hard run, across the week's border",
    ),
    pytest.param(
        [strength(1, "Fri", "heavy"), run(1, "Sun", "long", 8.0)],
        {"school": "two_nights"},
        (
            "heavy_before_hard_run",
            "Week 1: Friday's heavy strength session is two days before Sunday's long run, which needs fresh legs.",
        ),
        id="two nights",
    ),
    pytest.param(
        [strength(1, "Mon", "heavy"), strength(1, "Tue", "heavy", 2)],
        {},
        (
            "heavy_apart",
            "Week 1: Tuesday's heavy strength session follows Monday's heavy strength session without a day between "
            "them.",
        ),
        id="heavy days apart",
    ),
    pytest.param(
        [strength(1, "Thu", "heavy"), run(1, "Thu", "intervals", 6.0)],
        {"school": "easy_days"},
        (
            "school_ban",
            "Week 1: Thursday's heavy strength session is on the same day as the interval run; the style you "
            "chose does not allow this.",
        ),
        id="easy days school",
    ),
    pytest.param(
        [strength(4, "Fri", "core"), run(4, "Sun", "race", 21.1)],
        RACE,
        (
            "race_window",
            "Week 4: Friday's core session is 2 days before the race; keep race day and the 2 days before it free "
            "of strength work.",
        ),
        id="strength before the race",
    ),
    pytest.param(
        [strength(4, "Mon", "heavy"), run(4, "Sun", "race", 21.1)],
        RACE,
        (
            "race_window",
            "Week 4: Monday's heavy strength session is too close to the race; keep race week and the 7 days "
            "before the race free of heavy work.",
        ),
        id="heavy in the race week",
    ),
    pytest.param(
        # The short run at race pace is three to five days before.
        [run(4, "Thu", "tempo", 5.0), run(4, "Fri", "tempo", 5.0, 2), run(4, "Sun", "race", 21.1)],
        RACE,
        (
            "race_window",
            "Week 4: Friday's tempo run is too close to the race: plan only easy runs in the last days before it.",
        ),
        id="quality two days before the race",
    ),
    pytest.param(
        [run(4, "Sat", "race", 21.1), run(4, "Sun", "long", 8.0)],
        RACE | {"race_date": "2027-01-30"},
        ("after_race", "Week 4: Sunday's long run comes after the race; plan only easy runs and rest days then."),
        id="after the race",
    ),
    pytest.param(
        [strength(1, "Mon", "core", minutes=41)],
        {"strength_minutes": 30},
        ("minutes", "Week 1: Monday's core session takes 41 minutes, but you have 30."),
        id="minutes over",
    ),
]


@pytest.mark.parametrize(("sessions", "block", "expected"), BROKEN)
def test_a_broken_hard_rule_is_told(sessions, block, expected):
    assert errors(make_plan(sessions, **block)) == [expected]


KEPT = [
    pytest.param([run(4, "Sun", "race", 21.1)], RACE | {"days_off": ("Sun",)}, id="a race may stand on a day off"),
    pytest.param([strength(1, "Sun", "heavy"), run(2, "Tue", "tempo", 6.0)], {}, id="a day between"),
    pytest.param([strength(1, "Sun", "general"), run(2, "Mon", "tempo", 6.0)], {}, id="general work is not spaced"),
    pytest.param([strength(1, "Thu", "heavy"), run(1, "Thu", "tempo", 6.0)], {}, id="hard days hard"),
    pytest.param([strength(4, "Wed", "core"), run(4, "Sun", "race", 21.1)], RACE, id="one core session in race week"),
    pytest.param(
        [run(4, "Sat", "race", 21.1), run(4, "Sun", "easy", 3.0)], RACE | {"race_date": "2027-01-30"}, id="easy"
    ),
]


@pytest.mark.parametrize(("sessions", "block"), KEPT)
def test_a_rule_that_is_kept_is_not_told(sessions, block):
    assert errors(make_plan(sessions, **block)) == []


def test_more_than_three_weeks_are_told_in_one_sentence():
    plan = make_plan([run(week, "Mon", "easy", 5.0) for week in (1, 2, 3, 5)], weeks=5, days_off=("Mon",))
    assert errors(plan) == [("days_off", "You have sessions on your days off in weeks 1 to 3 and 5.")]


def test_minutes_are_computed_from_the_exercises_and_not_believed():
    session = "w01-strength-1"
    rows = warmed_up(session, exercise(session, 3, "side_plank", sets=20, seconds=60, each_side=True, rest_s=60))
    plan = make_plan([strength(1, "Mon", "core", minutes=20)], rows, strength_minutes=30)
    ((rule, message),) = errors(plan)
    assert rule == "minutes"
    assert message.endswith("minutes, but you have 30.")


def one_session(*rows, strength_type="general", **block):
    return make_plan([strength(1, "Mon", strength_type)], list(rows), **block)


def test_an_exercise_that_needs_more_than_is_owned_is_told():
    rows = warmed_up("w01-strength-1", exercise("w01-strength-1", 3, "hip_thrust", reps=12))
    assert errors(one_session(*rows)) == [
        (
            "equipment_owned",
            "Week 1: Hip thrust in Monday's general strength session needs equipment that you did not list: "
            "bench, box or chair, and barbell, dumbbell, kettlebell or backpack.",
        )
    ]


def test_a_session_without_its_warm_up_is_told():
    assert errors(one_session(exercise("w01-strength-1", 1, "side_plank", seconds=20))) == [
        ("warm_up_first", "Week 1: Monday's general strength session does not begin with rolling and a warm-up.")
    ]


def test_rolling_is_not_asked_of_who_owns_no_roller():
    rows = warmed_up("w01-strength-1")[1:]
    assert errors(one_session(*rows, equipment=())) == []


def test_a_warm_up_after_the_work_is_no_warm_up():
    session = "w01-strength-1"
    rows = [
        exercise(session, 1, "side_plank", seconds=20),
        exercise(session, 2, "lunge_elbow_to_instep", section="warm_up"),
    ]
    assert errors(one_session(*rows, equipment=())) == [
        ("warm_up_first", "Week 1: Monday's general strength session does not begin with a warm-up.")
    ]


def test_a_warm_up_of_no_sets_is_no_warm_up():
    session = "w01-strength-1"
    rows = [
        exercise(session, 1, "foam_roll_calves", sets=0, section="foam_roll", seconds=20),
        exercise(session, 2, "lunge_elbow_to_instep", sets=0, section="warm_up", reps=4),
        exercise(session, 3, "side_plank", seconds=20),
    ]
    assert errors(one_session(*rows)) == [
        ("warm_up_first", "Week 1: Monday's general strength session does not begin with rolling and a warm-up.")
    ]


def test_work_of_no_sets_before_the_warm_up_does_not_count_as_work():
    first = exercise("w01-strength-1", 0, "side_plank", sets=0, seconds=20)
    assert errors(one_session(first, *warmed_up("w01-strength-1"))) == []


def test_an_avoided_exercise_is_told():
    assert errors(one_session(*warmed_up("w01-strength-1"), avoid=("side_plank",))) == [
        ("avoided", "Week 1: Monday's general strength session includes Side plank, which you wanted to avoid.")
    ]


def test_jumps_of_a_beginner_are_told():
    jump = exercise("w01-strength-1", 3, "squat_jump", section="plyometric")
    assert errors(one_session(*warmed_up("w01-strength-1", jump), strength_type="heavy")) == [
        (
            "jumps_beginner",
            "Week 1: Monday's heavy strength session includes Squat jump; beginners do no jumps in their first "
            "12 weeks of strength work.",
        )
    ]


def test_heavy_leg_work_in_a_general_session_is_told():
    lift = exercise("w01-strength-1", 3, "loaded_lunge", sets=2, reps=5)
    assert errors(one_session(*warmed_up("w01-strength-1", lift), equipment=("foam_roller", "dumbbell"))) == [
        (
            "load_class",
            "Week 1: Loaded lunge in Monday's general strength session is heavy work, so it belongs only in "
            "heavy sessions.",
        )
    ]
