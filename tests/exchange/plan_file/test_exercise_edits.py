"""Which exercise gave way to which, and what a session keeps: told from the rows of a file, by hand."""

from __future__ import annotations

from typing import Any

from runplan.exchange.plan_file.exercise_edits import exercise_edits
from runplan.plan.records import Exercise
from tests.builders.two_weeks import a_plan

SESSION = a_plan().session_records[0]


def row(order: int, exercise_id: str, name: str | None = None, **rest: Any) -> Exercise:
    values = {"order": order, "exercise_id": exercise_id, "section": "strength"}
    values |= {"exercise": exercise_id.replace("_", " ").capitalize() if name is None else name}
    values |= {"sets": 2, "reps": 10, "seconds": None, "each_side": False, "rest_s": 60, "effort": 6.0}
    return Exercise(**values | rest)


def told(now: list[Exercise], then: list[Exercise], minutes: int = 30) -> list[str]:
    """What is told where the minutes were edited too, and so are not said to be kept."""
    planned = {"w01-strength-1": SESSION._replace(exercises=tuple(then))}
    return exercise_edits([SESSION._replace(minutes=minutes, exercises=tuple(now))], planned)


PLANNED = [row(1, "squat"), row(2, "side_plank"), row(3, "hip_thrust")]


def test_the_minutes_are_said_to_be_kept_only_where_they_were_not_edited_too() -> None:
    now = [row(1, "squat", sets=3), *PLANNED[1:]]
    sets = "w01-strength-1, Squat: sets is 3 instead of 2."
    kept = "w01-strength-1 keeps the 24 minutes from the file: RunPlan works them out again only when you plan again."
    assert told(now, PLANNED, minutes=30) == [sets]
    assert told(now, PLANNED, minutes=24) == [sets, kept]
    assert told(PLANNED, PLANNED, minutes=24) == []


def test_another_id_with_the_same_name_is_a_replacement_wherever_it_was_put() -> None:
    now = [row(1, "side_plank"), row(2, "hip_thrust"), row(3, "split_squat", "Squat")]
    assert told(now, PLANNED) == [
        "w01-strength-1: split_squat replaces squat, but keeps the name 'Squat' from the file.",
        "w01-strength-1: its exercises are in another order.",
    ]


def test_another_id_in_the_same_place_is_a_replacement_and_elsewhere_it_is_not() -> None:
    now = [row(1, "split_squat"), *PLANNED[1:]]
    assert told(now, PLANNED) == ["w01-strength-1: Split squat replaces Squat."]
    now = [*PLANNED[1:], row(4, "split_squat")]
    assert told(now, PLANNED) == ["w01-strength-1: Split squat was added.", "w01-strength-1: Squat was deleted."]


def test_an_exercise_that_is_done_twice_is_compared_place_by_place() -> None:
    planned = [row(1, "squat", sets=1), row(2, "side_plank"), row(3, "squat", sets=3)]
    assert told(planned, planned) == []
    assert told([*planned[:2], row(3, "squat", sets=4)], planned) == ["w01-strength-1, Squat: sets is 4 instead of 3."]
    assert told([*planned, row(4, "squat")], planned) == ["w01-strength-1: Squat was added."]


def test_exercises_in_their_order_with_one_left_out_are_not_in_another_order() -> None:
    assert told([PLANNED[0], PLANNED[2]], PLANNED) == ["w01-strength-1: Side plank was deleted."]


def test_nothing_and_a_number_differ_and_nothing_and_nothing_do_not() -> None:
    now = [row(1, "squat", reps=None, seconds=30), *PLANNED[1:]]
    assert told(now, PLANNED) == [
        "w01-strength-1, Squat: reps is empty instead of 10.",
        "w01-strength-1, Squat: seconds is 30 instead of empty.",
    ]
