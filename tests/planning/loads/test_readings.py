"""Done sets, read: which count, how a session went, and what was meant by a weight that nobody lifts."""

from __future__ import annotations

import datetime as dt

import pytest

from runplan.plan.weights import Weight
from runplan.planning.loads.lifts import Lift
from runplan.planning.loads.owned import owned_of
from runplan.planning.loads.readings import (
    DoneSession,
    DoneSet,
    Dose,
    read_session,
    reserve_of,
    typing_error,
    working_sets,
)

SQUAT = Lift("back_squat", "Back squat", "bar", owned_of("barbell", "bar", 2.5))
GOBLET = Lift("goblet_squat", "Goblet squat", "one", owned_of("dumbbell", "one", (8.0, 12.0, 16.0)), 0.85)
LUNGE = Lift("loaded_lunge", "Lunge", "two", owned_of("dumbbell", "two", 2.0), 0.75, each_side=True)
DATE = dt.date(2027, 1, 4)
ASKED = Dose(3, 8, 2)


def word(
    reps: str, reserve: int | None, mark: str = "", kg: float = 60.0, lift: Lift = SQUAT, asked_kg: float = 60.0
) -> str:
    counts = [int(count) for count in reps.split()]
    sets = tuple(
        DoneSet(count, reserve if at + 1 == len(counts) else None, Weight(kg)) for at, count in enumerate(counts)
    )
    session = DoneSession(DATE, 1, ASKED, sets, mark=mark)
    return read_session(session, lift, ASKED, Weight(asked_kg)).word


@pytest.mark.parametrize(
    ("reps", "reserve", "read_as"),
    [
        ("8 8 8", 4, "easy"),
        ("8 8 10", 2, "easy"),
        ("8 8 8", 3, "met"),
        ("8 8 8", 2, "met"),
        ("8 8 8", None, "met"),
        ("9 8 8", 2, "met"),
        ("8 8 8", 1, "near"),
        ("8 8 8", 0, "short"),
        ("8 8 7", 2, "short"),
        ("8 6 8", 2, "short"),
        ("8 8 5", 2, "failed"),
        ("8 8", 2, "met"),  # a set is missing
        ("8 8 8 5", 2, "met"),  # the first planned ones count
    ],
)
def test_a_session_is_read_by_its_worst_set_and_what_was_left_in_the_last(
    reps: str, reserve: int | None, read_as: str
) -> None:
    if len(reps.split()) == 4:  # what was left is noted of the third
        sets = tuple(DoneSet(int(count), reserve, Weight(60.0)) for count in reps.split())
        assert read_session(DoneSession(DATE, 1, ASKED, sets), SQUAT, ASKED, Weight(60.0)).word == read_as
    else:
        assert word(reps, reserve) == read_as


@pytest.mark.parametrize(("mark", "read_as"), [("hard", "near"), ("stopped", "failed"), ("pain", "pain"), ("", "met")])
def test_what_the_runner_marked_counts(mark: str, read_as: str) -> None:
    assert word("8 8 8", None, mark) == read_as


def test_fewer_sets_are_told_and_none_at_all_is_a_failure() -> None:
    two = DoneSession(DATE, 1, ASKED, (DoneSet(8), DoneSet(8, 2)))
    assert read_session(two, SQUAT, ASKED, Weight(60.0)).missing
    assert read_session(DoneSession(DATE, 1, ASKED, ()), SQUAT, ASKED, Weight(60.0)).word == "failed"


@pytest.mark.parametrize(
    ("lift", "asked_kg", "kg", "reps", "reserve", "read_as"),
    [
        # 60 kg for 8 with 2 left is 63.2 kg for 8 in all by Epley: 62.5 kg leaves 8.4, so 6 with 2 left is near.
        (SQUAT, 60.0, 62.5, "6 6 6", 2, "near"),
        (SQUAT, 60.0, 62.5, "8 8 8", 1, "met"),
        (SQUAT, 60.0, 62.5, "8 8 8", 3, "easy"),
        # 55 kg leaves 13.6 where 60 kg leaves 10: 8 with 4 left is not even that.
        (SQUAT, 60.0, 55.0, "8 8 8", 4, "short"),
        (SQUAT, 60.0, 80.0, "1 1 1", 0, "met"),
        # 12 kg in place of 8 is a twentieth more for the legs: 8 with 1 left is more than asked there.
        (GOBLET, 8.0, 12.0, "8 8 8", 1, "met"),
    ],
)
def test_another_weight_than_told_is_judged_by_what_was_asked_of_it(
    lift: Lift, asked_kg: float, kg: float, reps: str, reserve: int, read_as: str
) -> None:
    assert word(reps, reserve, kg=kg, lift=lift, asked_kg=asked_kg) == read_as


def sets_of(*kilograms: float, kind: str = "") -> list[DoneSet]:
    return [DoneSet(8, None, Weight(kg), kind=kind) for kg in kilograms]


def test_ramp_up_sets_do_not_count_with_marks_or_without() -> None:
    assert len(working_sets(sets_of(20, 40, 50, 60, 60, 55))) == 3
    assert len(working_sets(sets_of(60, 60, 50))) == 3  # only what comes before the work is ramp-up
    marked = [*sets_of(20, 40, kind="warm_up"), *sets_of(60, 60, kind="work"), *sets_of(40, kind="drop")]
    assert len(working_sets(marked)) == 2
    assert len(working_sets([DoneSet(10), DoneSet(9)])) == 2  # without a weight


def test_of_two_sides_the_worse_counts_and_both_make_one_set() -> None:
    sides = [
        DoneSet(8, 2, side="left"),
        DoneSet(7, 3, side="right"),
        DoneSet(8, 3, side="left"),
        DoneSet(8, 1, side="right"),
    ]
    assert working_sets(sides, each_side=True) == (DoneSet(7, 2), DoneSet(8, 1))
    session = DoneSession(DATE, 1, Dose(2, 8, 2), tuple(sides))
    assert read_session(session, LUNGE, Dose(2, 8, 2), None).word == "short"
    assert working_sets([DoneSet(8), DoneSet(8)], each_side=True) == (DoneSet(8), DoneSet(8))  # sides were not noted


@pytest.mark.parametrize(
    ("weight", "last", "meant"),
    [
        (Weight(200.0), Weight(20.0), "20 kg"),
        (Weight(132.0), Weight(60.0), "132 lb"),
        (Weight(72.0), Weight(60.0), ""),
        (Weight(72.5), Weight(60.0), "60 kg"),
        (Weight(250.0, "lb"), Weight(25.0, "lb"), "25 lb"),
        (Weight(50.0), Weight(60.0), ""),
    ],
)
def test_a_weight_far_over_the_last_one_is_asked_about(weight: Weight, last: Weight, meant: str) -> None:
    assert typing_error(weight, last) == meant


@pytest.mark.parametrize(("rpe", "reserve"), [(10, 0), (9.5, 0), (9, 1), (8.5, 1), (8, 2), (7, 3), (6, 4), (5, 5)])
def test_an_effort_says_how_many_are_left(rpe: float, reserve: int) -> None:
    assert reserve_of(rpe) == reserve
