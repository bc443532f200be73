"""What is said of a block's length and of fewer sessions near the race, at the numbers where it begins to be said."""

from __future__ import annotations

import dataclasses

import pytest

from runplan.insight.findings import findings
from runplan.insight.findings.muscles import uncovered_muscles
from runplan.insight.plan_facts import PlanFacts
from tests.builders.written_plans import exercise, make_plan, run, strength, tiny_catalog


@pytest.mark.parametrize(("weeks", "told"), [(13, True), (14, False)])
def test_fourteen_weeks_to_a_marathon_are_enough(weeks, told):
    race = {13: "2027-04-04", 14: "2027-04-11"}[weeks]  # the last Sunday
    plan = make_plan([run(weeks, "Sun", "race", 42.2)], weeks=weeks, race_date=race, goal="marathon")
    assert ("block_short" in findings(plan)["rule"].tolist()) == told


def test_weeks_that_keep_strength_with_less_have_some_and_fewer_than_wished():
    sessions = [strength(1, "Mon", "core"), strength(1, "Thu", "core", 2), strength(2, "Mon", "core")]
    plan = make_plan([*sessions, strength(4, "Mon", "core")], strength_sessions=2)
    weeks = plan.weeks.assign(strength_phase=["keep", "keep", "keep", "technique"])
    # Week 1 has both, week 3 none, and in week 4 nothing is kept yet.
    assert PlanFacts(dataclasses.replace(plan, weeks=weeks)).weeks_kept_with_less == [2]


def test_minutes_are_spare_by_the_longest_session():
    sessions = [strength(1, "Mon", "general", minutes=20), strength(1, "Thu", "general", 2, minutes=27)]
    plan = make_plan([*sessions, strength(2, "Mon", "core", minutes=30)], strength_minutes=30)
    assert "minutes" not in findings(plan)["rule"].tolist()


def under(*weeks_of_sets):
    """What is said of the quadriceps after weeks with these sets of squats, one number a session."""
    sessions, rows = [], []
    for week, sets in enumerate(weeks_of_sets, start=1):
        for number, count in enumerate(sets, start=1):
            sessions.append(strength(week, ("Mon", "Thu")[number - 1], "general", number))
            rows.append(exercise(f"w{week:02d}-strength-{number}", 1, "squat", sets=count))
    (found,) = uncovered_muscles(PlanFacts(make_plan(sessions, rows, catalog=squat())))
    return found.message.partition("quadriceps (")[2].partition(")")[0]


def squat():
    """The tiny catalog with the columns that help is looked up by."""
    catalog = tiny_catalog()
    more = {"name": "name", "equipment": "", "level": "beginner", "pattern": ""}
    catalog.exercises = catalog.exercises.assign(**more)
    return catalog


def test_muscles_are_judged_by_the_weeks_with_two_sessions_where_there_are_any():
    assert under((1, 1), (3,)) == "2 of 4"
    assert under((1,), (3,)) == "2 of 4"
    assert under((1, 2), (1,), (1,)) == "3 of 4"
