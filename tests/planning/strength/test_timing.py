"""Minutes of strength sessions, against counts by hand."""

from __future__ import annotations

import pytest

from runplan.catalog import load_catalog
from runplan.errors import RunplanError
from runplan.planning.strength import Exercise
from runplan.planning.strength.timing import (
    ExerciseTime,
    exercise_seconds,
    exercise_time,
    session_minutes,
    session_seconds,
    superset_seconds,
)
from runplan.schema import EXERCISES, build_frame


def prescribe(
    exercise_id: str,
    section: str = "strength",
    sets: int = 1,
    reps: int | None = None,
    seconds: int | None = None,
    each_side: bool = False,
    rest_s: int = 0,
    superset: str = "",
) -> Exercise:
    return Exercise(None, section, exercise_id, exercise_id, sets, reps, seconds, each_side, rest_s, 6.0, "", superset)


def as_frame(session: list[Exercise]) -> object:
    names = [column.name for column in EXERCISES]
    columns = {name: [getattr(one, name, None) for one in session] for name in names}
    columns["session_id"] = ["w01-strength-1"] * len(session)
    columns["order"] = list(range(1, len(session) + 1))
    return build_frame(EXERCISES, columns)


@pytest.mark.parametrize(
    ("time", "seconds"),
    [
        pytest.param(ExerciseTime(0, 1, 30, 60), 35, id="one set has no rest"),
        pytest.param(ExerciseTime(10, 3, 30, 60), 10 + 90 + 120 + 5, id="three sets have two rests"),
        pytest.param(ExerciseTime(5, 2, 2 * 20 + 5, 30), 5 + 90 + 30 + 5, id="both sides and the change between"),
    ],
)
def test_an_exercise_takes_set_up_sets_rests_and_the_way_on(time: ExerciseTime, seconds: int) -> None:
    assert exercise_seconds(time) == seconds


def test_a_set_counted_in_repetitions_takes_the_catalogs_seconds_a_repetition() -> None:
    # one-leg RDL to row: set-up 10 s, 4 s a repetition, each side: 9 x 4 x 2 + 5 = 77 s
    time = exercise_time(load_catalog(), "one_leg_rdl_to_row", sets=2, reps=9, seconds=None, each_side=True, rest_s=60)
    assert time == ExerciseTime(setup_s=10, sets=2, set_s=77, rest_s=60)
    assert exercise_seconds(time) == 10 + 154 + 60 + 5


@pytest.mark.parametrize(
    ("times", "seconds"),
    [
        # set-ups 15, work 60 + 80, 5 each, and one later round: 90 - 40 = 50
        pytest.param([ExerciseTime(10, 2, 30, 90), ExerciseTime(5, 2, 40, 60)], 15 + 140 + 10 + 50, id="rest is left"),
        pytest.param([ExerciseTime(0, 3, 45, 30), ExerciseTime(0, 3, 45, 30)], 270 + 10, id="work covers the rest"),
        # round two has both (60 - 30 = 30), round three has only the first (60)
        pytest.param([ExerciseTime(0, 3, 20, 60), ExerciseTime(0, 2, 30, 10)], 60 + 60 + 10 + 90, id="one ends early"),
    ],
)
def test_partners_of_a_superset_rest_while_the_other_works(times: list[ExerciseTime], seconds: int) -> None:
    assert superset_seconds(times) == seconds


def test_a_session_is_the_sum_of_its_exercises_rounded_up_once() -> None:
    session = [
        prescribe("foam_roll_quads", "foam_roll", seconds=30),  # 0 + 30 + 5 = 35
        prescribe("sumo_squat_to_stand", "warm_up", reps=5),  # 0 + 20 + 5 = 25
        prescribe("side_plank", sets=2, seconds=30, each_side=True, rest_s=20),  # 5 + 130 + 20 + 5 = 160
    ]
    catalog = load_catalog()
    assert session_seconds(session, catalog) == 220
    assert session_minutes(session, catalog) == 4
    assert session_seconds(as_frame(session), catalog) == 220  # type: ignore[arg-type]


def test_exercises_with_one_superset_letter_are_taken_together() -> None:
    session = [
        prescribe("push_up", sets=2, reps=10, rest_s=60, superset="A"),  # set-up 5, sets of 30
        prescribe("side_plank", sets=2, seconds=20, each_side=True, rest_s=20, superset="A"),  # set-up 5, sets of 45
    ]
    # 10 + 60 + 90 + 10 + (60 - 45)
    assert session_seconds(session, load_catalog()) == 185
    assert session_minutes(as_frame(session), load_catalog()) == 4  # type: ignore[arg-type]


def test_an_exercise_that_the_catalog_does_not_have_is_refused() -> None:
    with pytest.raises(RunplanError) as error:
        session_seconds([prescribe("moon_walk", reps=5)], load_catalog())
    assert str(error.value) == (
        "exercise_id='moon_walk' is not in the catalogue, so its time is unknown: use an id from "
        "catalog.exercises or add the exercise to the catalogue."
    )


def test_an_exercise_that_cannot_be_timed_is_refused() -> None:
    with pytest.raises(RunplanError) as error:
        session_seconds([prescribe("side_plank", reps=5)], load_catalog())
    assert str(error.value) == (
        "exercise_id='side_plank' has neither seconds nor repetitions that can be timed: "
        "give seconds, or repetitions of an exercise that has seconds_per_rep in the catalogue."
    )
