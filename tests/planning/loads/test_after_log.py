"""The loads of what is to come follow from the sets that were done: up, the same, down, each with its reason."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

import runplan as rp
from runplan.plan.log import Activity, Log, LoggedSet
from runplan.plan.records import Exercise
from tests.builders.written_plans import exercise, make_plan, strength

MONDAY = dt.date(2027, 1, 4)
SQUAT = "back_squat"
OWN = "Heels down."


@cache
def plan() -> rp.Plan:
    """Two sessions a week of three times eight bar squats with two left, for eight weeks."""
    days = [(week, day) for week in range(1, 9) for day in ("Tue", "Fri")]
    sessions = [strength(week, day, "general", 1 + (day == "Fri")) for week, day in days]
    rows = [
        row
        for session in sessions
        for row in (
            exercise(session["session_id"], 1, SQUAT, 3, reps=8, reserve=2, load_kg=60.0, note=OWN),
            exercise(session["session_id"], 2, "push_up", 2, reps=10, note="Slowly."),
        )
    ]
    wishes = {"equipment": ("barbell",), "level": "intermediate", "lifts": {SQUAT: (60, 8, 2)}}
    tables = make_plan(sessions, rows, weeks=8, load_steps={"barbell": 2.5}, **wishes)
    return rp.Plan(**tables.parts())


def log_of(done: Sequence[Sequence[tuple[float, int, int | None]]]) -> Log:
    """The first sessions of the plan with these sets: kilograms, repetitions, how many were left."""
    sessions = plan().session_records[: len(done)]
    activities = tuple(Activity(session.date, None, "strength", None, 30, "", "test") for session in sessions)
    sets = tuple(
        LoggedSet(session.date, SQUAT, "Squat", number, kg, reps, reserve=left)
        for session, sets in zip(sessions, done, strict=True)
        for number, (kg, reps, left) in enumerate(sets, 1)
    )
    return Log(activities, sets)


def squat(plan_: rp.Plan, number: int) -> Exercise:
    return next(row for row in plan_.session_records[number].exercises if row.exercise_id == SQUAT)


def following(*done: Sequence[tuple[float, int, int | None]]) -> Exercise:
    """What the first session after these asks."""
    return squat(plan().with_log(log_of(done)), len(done))


MET = [(60.0, 8, 3), (60.0, 8, 2), (60.0, 8, 2)]
SHORT = [(60.0, 8, 2), (60.0, 7, 0), (60.0, 7, 0)]


@pytest.mark.parametrize(
    ("done", "kg", "reason"),
    [
        ([MET], 60.0, "Same again: 60 kg. Do this once more as planned, and the load goes up."),
        ([MET, MET], 62.5, "62.5 kg today: you did all repetitions twice with 2 in reserve."),
        ([[(60.0, 8, 4)] * 3], 62.5, "62.5 kg today: last time you had 4 in reserve instead of 2."),
        ([SHORT], 60.0, "Same again: 60 kg. Falling short once is no reason to change the load."),
        ([SHORT, SHORT], 52.5, "52.5 kg today, because you fell short twice. Strength comes back faster than it goes."),
        ([MET, SHORT], 60.0, "Same again: 60 kg. Falling short once is no reason to change the load."),
        (
            [[(60.0, 4, 0)] * 3],
            52.5,
            "52.5 kg today, because you ended a set early last time. Strength comes back faster than it goes.",
        ),
        ([[(60.0, 8, 2)] * 2], 60.0, "Same again: 60 kg."),  # a set is missing: it raises nothing
        (
            [[(600.0, 8, 2)] * 3, MET],
            62.5,
            "62.5 kg today: you did all repetitions twice with 2 in reserve.",
        ),  # a slip of the point
        (
            [[(20.0, 8, None), (60.0, 8, 2), (60.0, 8, 2), (60.0, 8, 2)], MET],
            62.5,
            "62.5 kg today: you did all",
        ),  # ramp-up
    ],
)
def test_what_follows_from_the_sets_that_were_done(
    done: list[list[tuple[float, int, int | None]]], kg: float, reason: str
) -> None:
    row = following(*done)
    assert row.load_kg == kg
    assert row.note.startswith(f"{OWN} {reason}")
    assert (row.sets, row.reps, row.reserve) == (3, 8, 2)


def test_a_session_that_was_done_without_a_note_was_done_as_told() -> None:
    done = log_of([(), ()])
    after = plan().with_log(done)
    assert squat(after, 2).load_kg == 62.5
    assert squat(plan().with_log(done, marks={"w01-strength-1": "missed"}), 2).load_kg == 60.0


@pytest.mark.filterwarnings("ignore::runplan.errors.LogMismatch")
def test_more_than_two_weeks_without_it_take_a_tenth_off() -> None:
    after = plan().with_log(log_of([MET]), today=MONDAY + dt.timedelta(days=16))
    row = next(
        row
        for session in after.session_records
        if session.status == "planned"
        for row in session.exercises
        if row.load_kg
    )
    assert row.load_kg == 52.5  # 54 at most, of what is owned
    assert "10 % less today" in row.note


def test_what_is_further_away_says_that_it_may_change() -> None:
    after = plan().with_log(log_of([MET, MET]))
    assert {squat(after, number).load_kg for number in range(2, 16)} == {62.5}
    assert squat(after, 3).note == f"{OWN} 62.5 kg, as planned now; the sets you do before then may change it."


def test_pounds_of_a_log_are_the_pounds_that_are_owned() -> None:
    wishes = {"lifts": {SQUAT: ("135 lb", 8, 2)}, "load_steps": {"barbell": "5 lb"}}
    mine = rp.Plan(**(plan().parts() | {"block": plan().block.replace(**wishes)}))
    kg = 135 * 0.45359237
    log = log_of([[(kg, 8, 2)] * 3] * 2)
    sets = tuple(logged._replace(unit="lb", kg=round(kg, 3)) for logged in log.lifted)
    row = squat(mine.with_log(Log(log.activities, sets)), 2)
    assert row.load_kg == pytest.approx(140 * 0.45359237, abs=0.01)
    assert "140 lb today" in row.note


SETS = st.lists(st.tuples(st.floats(1, 200), st.integers(1, 20), st.one_of(st.none(), st.integers(0, 6))), max_size=5)


@given(st.lists(SETS, max_size=10))
def test_only_loads_change_and_every_load_is_owned(done: list[list[tuple[float, int, int | None]]]) -> None:
    log = log_of(done)
    after = plan().with_log(log)
    assert after.session_records == plan().with_log(log).session_records
    for old, new in zip(plan().session_records, after.session_records, strict=True):
        assert old._replace(exercises=(), status="") == new._replace(exercises=(), status="")
        assert old.exercises[1] == new.exercises[1]  # nothing is known of push-ups
        if new.status != "planned":
            assert old.exercises == new.exercises
            continue
        row = new.exercises[0]
        assert row.note.startswith(OWN)
        noted = {round(kg, 2) for sets in done for kg, _, _ in sets}  # a weight that was used is one that is there
        assert row.load_kg is None or (row.load_kg / 2.5).is_integer() or row.load_kg in noted
        assert row.exercise_id != SQUAT or row.sets == 3
