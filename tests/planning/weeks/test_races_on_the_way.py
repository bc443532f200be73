"""A race of an imported run plan before its goal race: a workout, or a race with a reason that is told."""

from __future__ import annotations

from typing import Any

import pytest

import runplan as rp

WEEK = 5


def plan_with(km: float | None, weekday: str = "Sat") -> rp.Plan:
    """Ten weeks before a half marathon, with a race on the way in one of them."""
    rows: list[dict[str, Any]] = []
    for week in range(1, 11):
        rows += [{"week": week, "weekday": "Tue", "type": "tempo", "km": 8.0}]
        rows += [{"week": week, "weekday": "Thu", "type": "easy", "km": 6.0}]
        rows += [{"week": week, "weekday": "Sun", "type": "long", "km": 14.0}] if week < 10 else []
    rows += [{"week": 10, "weekday": "Sun", "type": "race", "km": 21.1, "race": True}]
    if km is not None:
        rows = [row for row in rows if (row["week"], row["weekday"]) != (WEEK, weekday)]
        rows += [{"week": WEEK, "weekday": weekday, "type": "race", "km": km, "race": True, "text": "parkrun"}]
    return rp.build_plan(rp.Block(start="2027-01-04", runs=rows, equipment=("dumbbell",)))


def strength_of(plan: rp.Plan, week: int) -> list[str]:
    return [session.type for session in plan.session_records if session.week == week and not session.is_run]


def about_fewer(plan: rp.Plan) -> list[str]:
    return [message for message in plan.findings()["message"] if f"In week {WEEK} your plan has a race" in message]


@pytest.mark.parametrize(("km", "kind"), [(5.0, "intervals"), (10.0, "intervals"), (15.0, "tempo"), (16.1, "tempo")])
@pytest.mark.parametrize("weekday", ["Wed", "Sat"])
def test_a_short_race_on_the_way_is_a_workout_and_takes_no_strength_session(km: float, kind: str, weekday: str) -> None:
    plan = plan_with(km, weekday)
    race = plan.session_of("w05-race")
    assert race is not None
    assert (race.type, race.title, race.km, race.weekday) == (kind, "Race", km, weekday)
    assert len(strength_of(plan, WEEK)) == len(strength_of(plan_with(None), WEEK)) == 2
    assert about_fewer(plan) == []
    assert not any(session.type == "heavy" and (race.date - session.date).days == 1 for session in plan.session_records)
    assert (plan.findings()["severity"] != "error").all()


@pytest.mark.parametrize("km", [16.5, 20.0])
def test_a_long_race_on_the_way_takes_strength_away_and_a_finding_and_explain_say_so(km: float) -> None:
    plan = plan_with(km)
    assert len(strength_of(plan, WEEK)) < 2
    assert about_fewer(plan) == [
        "In week 5 your plan has a race, so there are fewer than the 2 strength sessions you asked for: one short core "
        "session at most, and none in the 2 days before the race or later that week."
    ]
    (core,) = (session for session in plan.session_records if session.week == WEEK and not session.is_run)
    rows = plan.explain(core.session_id).set_index("weekday")["sentence"]
    assert "there is no strength work on the two days before a race" in rows["Fri"]
    assert "only easy runs and rest come after a race in that week" in rows["Sun"]


def test_the_race_that_a_plan_leads_up_to_stays_a_race() -> None:
    race = plan_with(5.0).session_of("w10-race")
    assert race is not None
    assert race.type == "race"
    only_parkruns = rp.Block(
        start="2027-01-04",
        runs=[{"week": week, "weekday": "Sat", "type": "race", "km": 5.0, "race": True} for week in range(1, 7)],
    )
    types = [session.type for session in rp.build_plan(only_parkruns).session_records if session.is_run]
    assert types == ["intervals"] * 5 + ["race"]
