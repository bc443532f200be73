"""What makes a strength session heavy, and when a beginner may jump: at each rule's edge."""

from __future__ import annotations

import pytest

from runplan.insight.findings import findings
from tests.builders.written_plans import exercise, make_plan, run, strength, warmed_up


def rules_broken(plan):
    found = findings(plan)
    return list(zip(found["rule"], found["week"].tolist(), strict=True))[: (found["severity"] == "error").sum()]


def general_with(name="loaded_lunge", *, beside="goblet_squat", **lift):
    session = "w01-strength-1"
    rows = [exercise(session, 3, name, **lift)]
    rows += [exercise(session, 4, beside, reps=12, effort=5.0, sets=1)] if beside else []
    kit = {"equipment": ("foam_roller", "bench", "dumbbell", "towel"), "level": "advanced"}
    return make_plan([strength(1, "Mon", "general")], warmed_up(session, *rows), **kit)


@pytest.mark.parametrize(("reps", "heavy"), [(7, True), (8, False), (15, False)])
def test_leg_work_of_which_ten_repetitions_could_be_done_at_most_is_heavy(reps, heavy):
    lift = {"reps": reps, "effort": 7.0, "sets": 2}  # with three left
    assert rules_broken(general_with(**lift)) == ([("load_class", 1)] if heavy else [])


@pytest.mark.parametrize(("effort", "heavy"), [(8.0, True), (7.5, False)])
def test_the_same_repetitions_are_heavy_with_fewer_left(effort, heavy):
    lift = {"reps": 8, "effort": effort, "sets": 2}
    assert rules_broken(general_with(**lift)) == ([("load_class", 1)] if heavy else [])


@pytest.mark.parametrize(("sets", "heavy"), [(1, False), (2, True)])
def test_a_single_heavy_set_makes_no_session_heavy(sets, heavy):
    assert rules_broken(general_with(reps=5, effort=8.0, sets=sets)) == ([("load_class", 1)] if heavy else [])


@pytest.mark.parametrize("name", ["reverse_lunge", "skater_squat", "hamstring_walkout", "calf_push_strap"])
def test_leg_work_without_a_weight_is_never_heavy(name):
    assert rules_broken(general_with(name, reps=5, effort=8.0, sets=3)) == []


@pytest.mark.parametrize(("effort", "heavy"), [(7.0, True), (6.5, False)])
def test_lowering_by_the_hamstrings_is_as_heavy_as_it_feels_however_few_the_repetitions(effort, heavy):
    lift = {"reps": 5, "effort": effort, "sets": 2}
    assert rules_broken(general_with("nordic_curl", **lift)) == ([("load_class", 1)] if heavy else [])
    assert rules_broken(general_with("nordic_curl", beside="", **lift)) == []  # no weight, and nothing heavy


@pytest.mark.parametrize(("name", "as_heavy"), [("squat_jump", True), ("pogo_hops", False), ("line_hops", False)])
def test_a_session_with_jumps_wants_a_day_as_a_heavy_one_does_and_low_hops_on_two_feet_none(name, as_heavy):
    session = "w01-strength-1"
    rows = warmed_up(session, exercise(session, 3, name, sets=3, reps=5, section="plyometric"))
    days = [strength(1, "Sat", "general"), run(1, "Sun", "long", 8.0)]
    broken = rules_broken(make_plan(days, rows, level="advanced"))
    assert broken == ([("heavy_before_hard_run", 1)] if as_heavy else [])


@pytest.mark.parametrize("lift", [{"reps": 5, "sets": 3}, {"reps": 12, "effort": 9.0, "sets": 3}])
def test_core_work_is_never_heavy(lift):
    session = "w01-strength-1"
    row = exercise(session, 3, "side_plank", **lift)
    assert rules_broken(make_plan([strength(1, "Mon", "general")], warmed_up(session, row))) == []


def jumping_in(week, trained, **block):
    """Strength work in some weeks, with a jump in one."""
    rows = []
    for one in trained:
        session = f"w{one:02d}-strength-1"
        jump = [exercise(session, 3, "squat_jump", section="plyometric")] if one == week else []
        rows += warmed_up(session, *jump)
    return make_plan([strength(one, "Mon", "heavy") for one in trained], rows, weeks=16, **block)


@pytest.mark.parametrize(("week", "early"), [(12, True), (13, False)])
def test_a_beginner_may_jump_after_twelve_weeks_of_strength_work(week, early):
    assert rules_broken(jumping_in(week, range(1, 17))) == ([("jumps_beginner", week)] if early else [])


@pytest.mark.parametrize(("week", "early"), [(14, True), (15, False)])
def test_weeks_without_strength_work_do_not_bring_a_beginner_nearer_to_jumps(week, early):
    trained = [1, *range(4, 17)]  # week 14 is the twelfth with strength work
    assert rules_broken(jumping_in(week, trained)) == ([("jumps_beginner", week)] if early else [])


def test_others_than_beginners_may_jump_at_once():
    assert rules_broken(jumping_in(1, range(1, 17), level="intermediate")) == []


def test_a_beginner_may_hop_low_from_the_start():
    session = "w01-strength-1"
    rows = warmed_up(session, exercise(session, 3, "pogo_hops", section="plyometric"))
    assert rules_broken(make_plan([strength(1, "Mon", "general")], rows)) == []
