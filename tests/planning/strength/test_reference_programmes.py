"""Programmes of twelve weeks that a coach wrote by hand: the same lifts in the same sessions, about as much of them.

`reference_sessions.csv` has one row an exercise and session of each. What a set counts for a muscle is worked out here,
from the facts in data/ alone.
"""

from __future__ import annotations

import csv
import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pandas as pd
import pytest

import runplan as rp
from runplan.plan.records import Exercise, Session

DATA = Path("data")
START = dt.date(2027, 1, 4)
GYM = (
    *("barbell", "bench", "box", "cable", "dumbbell", "foam_roller", "kettlebell", "long_band", "mini_band"),
    *("pull_up_bar", "slider", "suspension_trainer", "swiss_ball", "trap_bar"),
)
HOME = ("bench", "chair", "dumbbell", "foam_roller", "long_band", "mini_band", "pull_up_bar")


class Programme(NamedTuple):
    """Who a programme is for."""

    equipment: tuple[str, ...]
    level: str
    sessions: int
    minutes: int


PROGRAMMES = {
    "nothing_b": Programme((), "beginner", 2, 20),
    "chair_backpack_b": Programme(("backpack", "chair"), "beginner", 2, 20),
    "dumbbells_i": Programme(("dumbbell",), "intermediate", 2, 30),
    "kettlebell_b": Programme(("kettlebell",), "beginner", 2, 30),
    "home_gym_i": Programme(HOME, "intermediate", 3, 30),
    "full_gym_a": Programme(GYM, "advanced", 2, 60),
    "full_gym_b": Programme(GYM, "beginner", 2, 45),
}
#: what a coach calls the main work: squats, hinges, steps, hamstrings at the knee and calf raises
MAIN_PATTERNS = ("squat", "hinge", "lunge", "knee_flexion")
STRENGTH_WEEKS = (5, 6, 7, 9, 10)  # of all but the advanced: those of the coach's phase, without the step-back week
LAST_FULL_WEEK = 10  # from two weeks before the race on there is one session


def rows_of(name: str) -> list[dict[str, str]]:
    with (Path(__file__).parent / name if (Path(__file__).parent / name).exists() else DATA / name).open(
        encoding="utf-8", newline=""
    ) as file:
        return list(csv.DictReader(file))


BY_HAND = rows_of("reference_sessions.csv")
FACTS = {row["exercise_id"]: row for row in rows_of("exercises.csv")}
CREDIT: dict[str, dict[str, float]] = defaultdict(dict)
for _row in rows_of("involvement.csv"):
    CREDIT[_row["exercise_id"]][_row["muscle"]] = {"prime_mover": 1.0, "synergist": 0.5}.get(_row["role"], 0.0)


def is_main(name: str) -> bool:
    """Whether an exercise is one of the lifts that stay: legs, no hold, and no accessory of a calf."""
    facts = FACTS[name]
    if facts["pattern"] == "calf_ankle":
        return facts["mode"] == "reps" and "calf_raise" in name
    return facts["pattern"] in MAIN_PATTERNS and facts["section"] == "strength" and name not in ACCESSORIES


#: a second exercise of a pattern that the coach turns over, as no main lift does
ACCESSORIES = ("cossack_squat", "lateral_lunge", "step_up_knee_drive", "kettlebell_swing", "back_extension_45")


def own_runs() -> pd.DataFrame:
    """Three runs a week for twelve weeks, lighter ones in weeks 4 and 8, with a race of 10 km at the end."""
    rows = []
    for week in range(1, 13):
        km = (5.0, 6.0, 8.0) if week in (4, 8) else (6.0, 8.0, 12.0) if week < 11 else (5.0, 5.0, 8.0)
        for weekday, day, kind, each in zip(
            ("Tue", "Thu", "Sun"), (1, 3, 6), ("easy", "easy", "long"), km, strict=True
        ):
            race = week == 12 and day == 6
            rows.append(
                {
                    "week": week,
                    "weekday": weekday,
                    "date": pd.Timestamp(START + dt.timedelta(days=7 * (week - 1) + day)),
                    "type": "race" if race else kind,
                    "km": 10.0 if race else each,
                    "minutes": float("nan"),
                    "text": "",
                    "reading": "read",
                    "race": race,
                }
            )
    return pd.DataFrame(rows)


@cache
def plan_of(name: str) -> rp.Plan:
    who = PROGRAMMES[name]
    return rp.build_plan(
        rp.Block(
            runs=own_runs(),
            start=START,
            goal="10k",
            level=who.level,
            equipment=who.equipment,
            strength_sessions=who.sessions,
            strength_minutes=who.minutes,
        )
    )


def strength(name: str) -> dict[tuple[int, int], Session]:
    """The strength sessions of a plan, by week and number."""
    return {
        (session.week, int(session.session_id[-1])): session
        for session in plan_of(name).session_records
        if session.kind == "strength"
    }


def by_hand(name: str, last_week: int) -> list[dict[str, str]]:
    return [row for row in BY_HAND if row["programme"] == name and int(row["week"]) <= last_week]


@pytest.mark.parametrize("name", PROGRAMMES)
def test_weeks_have_the_steps_phases_of_the_coach(name: str) -> None:
    step_back = [record.week for record in plan_of(name).week_records if record.step_back]
    assert [week for week in step_back if week < LAST_FULL_WEEK] == [4, 8]


@pytest.mark.parametrize("name", PROGRAMMES)
def test_main_lifts_stand_in_the_sessions_that_a_coach_gives_them(name: str) -> None:
    plan, missing = strength(name), []
    for row in by_hand(name, LAST_FULL_WEEK):
        at = int(row["week"]), int(row["session"])
        if is_main(row["exercise_id"]) and row["exercise_id"] not in {done.exercise_id for done in plan[at].exercises}:
            missing.append((at, row["exercise_id"]))
    assert not missing


@pytest.mark.parametrize("name", PROGRAMMES)
def test_main_lifts_are_within_a_set_and_two_repetitions_of_a_coachs(name: str) -> None:
    plan, apart, count = strength(name), [], 0
    for row in by_hand(name, LAST_FULL_WEEK):
        at = int(row["week"]), int(row["session"])
        if at[1] == 3 or not is_main(row["exercise_id"]):  # no third session is heavy here, and the coach's is
            continue
        mine = next(done for done in plan[at].exercises if done.exercise_id == row["exercise_id"])
        count += 1
        sets = abs(mine.sets - int(row["sets"]))
        reps = abs((mine.reps or mine.seconds or 0) - int(row["reps"] or row["seconds"]))
        if sets > 1 or reps > (2 if row["reps"] else 10):
            apart.append((at, row["exercise_id"], f"{row['sets']}x{row['reps']}", f"{mine.sets}x{mine.reps}"))
    assert count > 40
    assert not apart


@pytest.mark.parametrize("name", PROGRAMMES)
def test_no_session_is_longer_than_its_minutes(name: str) -> None:
    assert max(session.minutes for session in strength(name).values()) <= PROGRAMMES[name].minutes


def muscle_sets(exercises: Iterable[tuple[str, int, int | None]]) -> dict[str, float]:
    """Fractional sets of each priority muscle, and of the trunk as a mean: id, sets and reserve of each exercise."""
    total: dict[str, float] = defaultdict(float)
    for name, sets, reserve in exercises:
        if FACTS[name]["dose"] == "hops":
            continue
        light = FACTS[name]["section"] == "activation" or (reserve is not None and reserve >= 5)
        for muscle, share in CREDIT[name].items():
            total[muscle] += sets * share * (0.5 if light else 1)
    trunk = ("rectus_abdominis", "obliques", "deep_core", "spinal_erectors")
    legs = ("gastrocnemius", "soleus", "gluteus_maximus", "gluteus_medius", "hamstrings", "quadriceps", "hip_adductors")
    return {**{muscle: total[muscle] for muscle in legs}, "trunk": sum(total[muscle] for muscle in trunk) / 4}


def near(sets: float) -> float:
    """How far the sets of a muscle may be from a coach's: a fifth, or one set."""
    return max(1.0, 0.2 * sets)


@pytest.mark.parametrize("name", PROGRAMMES)
def test_muscles_get_about_the_sets_of_a_coach_or_those_that_are_aimed_at(name: str) -> None:
    plan = strength(name)
    weeks = [
        record.week
        for record in plan_of(name).week_records
        if record.strength_phase == "strength" and not record.step_back
    ]
    coach, mine = defaultdict(float), defaultdict(float)
    for week in weeks:
        theirs = [row for row in BY_HAND if row["programme"] == name and int(row["week"]) == week]
        wanted = [(row["exercise_id"], int(row["sets"]), int(row["reserve"] or 0)) for row in theirs]
        ours = [
            (row.exercise_id, row.sets, row.reserve)
            for at, session in plan.items()
            if at[0] == week
            for row in counted(session.exercises)
        ]
        for muscle, sets in muscle_sets(wanted).items():
            coach[muscle] += sets / len(weeks)
        for muscle, sets in muscle_sets(ours).items():
            mine[muscle] += sets / len(weeks)
    target = plan_of(name).block.sets_per_muscle
    far = {
        muscle: (round(sets, 1), round(mine[muscle], 1))
        for muscle, sets in coach.items()
        if mine[muscle] < sets - near(sets) or mine[muscle] > max(sets + near(sets), target + 1)
    }
    assert not far


def counted(exercises: Iterable[Exercise]) -> list[Exercise]:
    return [row for row in exercises if row.section not in ("foam_roll", "warm_up")]
