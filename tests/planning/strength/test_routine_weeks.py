"""What a routine's weeks and sessions are like, for a few kits and levels: warm-up, order, lighter weeks.

The rules are those of `test_routines`, which draws any routine_request; here they are counted where choosing is quick.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pandas as pd
import pytest

from runplan.catalog import load_catalog
from runplan.planning.strength import Exercise, Routine, RoutineRequest, choose
from runplan.planning.strength.timing import session_seconds
from runplan.schema import COUNTED_SECTIONS
from tests.planning.strength.legwork import is_heavy

CATALOG = load_catalog()
TABLE = CATALOG.exercises
KITS = {
    "nothing": (),
    "dumbbells": ("dumbbell", "mini_band"),
    "roller": ("foam_roller", "slider", "swiss_ball"),
    "gym": ("barbell", "bench", "box", "cable", "dumbbell", "foam_roller", "kettlebell", "long_band", "pull_up_bar"),
}
REQUESTS = [
    pytest.param(
        RoutineRequest(phase, types, minutes, 4.0, KITS[kit], level, jumps=jumps), id=f"{kit}, {level}, {phase}"
    )
    for kit, level, phase, types, minutes, jumps in (
        ("nothing", "beginner", "technique", ("general", "general"), 30, False),
        ("nothing", "intermediate", "strength", ("heavy", "general"), 30, False),
        ("dumbbells", "beginner", "strength", ("heavy", "general"), 40, False),
        ("dumbbells", "advanced", "power", ("heavy", "general", "core"), 45, True),
        ("roller", "intermediate", "keep", ("heavy",), 30, True),
        ("roller", "beginner", "strength", ("general", "core"), 20, True),
        ("gym", "advanced", "strength", ("heavy", "heavy", "core"), 60, False),
        ("gym", "intermediate", "power", ("heavy", "general", "general", "core"), 30, True),
    )
]
every_ask = pytest.mark.parametrize("routine_request", REQUESTS)


def chosen(routine_request: RoutineRequest) -> Routine:
    return choose(routine_request, CATALOG)


def counted(session: tuple[Exercise, ...]) -> list[Exercise]:
    return [row for row in session if row.section in COUNTED_SECTIONS]


def pairs(routine_request: RoutineRequest) -> Iterator[tuple[str, tuple[Exercise, ...]]]:
    return zip(routine_request.session_types, chosen(routine_request).sessions, strict=True)


@every_ask
def test_a_warm_up_takes_about_a_third_of_the_work_at_most(routine_request: RoutineRequest) -> None:
    for _, session in pairs(routine_request):
        before = [row for row in session if row.section not in COUNTED_SECTIONS]
        rolls, drills = (sum(row.section == name for row in before) for name in ("foam_roll", "warm_up"))
        assert drills >= 1
        assert bool(rolls) == ("foam_roller" in routine_request.equipment)
        # partners of a superset count as they are alone: the warm-up is chosen before they are paired
        alone = [row._replace(superset="") for row in counted(session)]
        share = session_seconds(before, CATALOG) / session_seconds(alone, CATALOG)
        assert share <= 0.35 or (rolls <= 1 and drills <= 2), share


@every_ask
def test_rolling_and_drills_come_first_then_jumps_and_heavy_legs_and_the_core_last(
    routine_request: RoutineRequest,
) -> None:
    parts = ("foam_roll", "warm_up", "activation", "plyometric", "strength")
    for _, session in pairs(routine_request):
        ranks = [parts.index(row.section) for row in session]
        assert ranks == sorted(ranks)
        alone = [row for row in session if row.section == "strength" and not row.superset]
        core = [TABLE.at[row.exercise_id, "pattern"].startswith("core") for row in alone]
        assert core == sorted(core)
        legs = [row for row in session if row.section == "strength" and is_leg_work(row)]
        heavy = [is_heavy(row) for row in legs]
        assert heavy == sorted(heavy, reverse=True)


def is_leg_work(row: Exercise) -> bool:
    return not str(TABLE.at[row.exercise_id, "pattern"]).startswith(("core", "upper", "carry"))


@every_ask
def test_heavy_lifts_stand_in_sessions_with_main_lifts_only_and_jumps_in_the_first_of_them(
    routine_request: RoutineRequest,
) -> None:
    for at, (kind, session) in enumerate(pairs(routine_request)):
        assert kind != "core" or not [row.exercise_id for row in counted(session) if is_heavy(row)]
        jumps = [row.exercise_id for row in session if TABLE.at[row.exercise_id, "dose"] in ("jump", "bounds")]
        assert bool(jumps) == (at == 0 and routine_request.jumps and routine_request.strength_phase == "power")


STEPS = {"technique": ("T1", "T2", "T3"), "strength": ("A", "B", "C"), "power": ("P1", "P2"), "keep": ("K",)}


def weeks_of(routine_request: RoutineRequest, step: str, *, light: bool = False) -> list[tuple[Exercise, ...]]:
    flags = (light,) * len(routine_request.session_types)
    return [session for _, session in chosen(routine_request).week(step, flags, 0)]


@every_ask
def test_a_lighter_week_keeps_the_exercises_with_fewer_sets_and_one_repetition_more_left(
    routine_request: RoutineRequest,
) -> None:
    for step in STEPS[routine_request.strength_phase]:
        full, back = weeks_of(routine_request, step), weeks_of(routine_request, f"{step}-")
        for before, after in zip(full, back, strict=True):
            assert [row.exercise_id for row in before] == [row.exercise_id for row in after]
            for row, lighter in zip(counted(before), counted(after), strict=True):
                assert max(1, row.sets - 1) <= lighter.sets <= row.sets
                assert row.reserve is None or lighter.reserve == row.reserve + 1
                assert row.reps is None or row.reps - 1 <= lighter.reps <= row.reps
                assert row.rest_s == lighter.rest_s or row.superset  # partners wait for each other
        assert sets_of(back).sum() < sets_of(full).sum()


def sets_of(sessions: list[tuple[Exercise, ...]]) -> pd.Series:
    total = pd.Series(0.0, index=CATALOG.credit.columns)
    for row in itertools.chain(*map(counted, sessions)):
        total += row.sets * CATALOG.credit.loc[row.exercise_id]
    return total


@every_ask
def test_from_step_to_step_of_a_phase_a_lift_gets_harder_and_never_easier(routine_request: RoutineRequest) -> None:
    """Of the repetitions that could be done at most fewer are asked, or fewer of them are left."""
    steps = STEPS[routine_request.strength_phase]
    if routine_request.strength_phase == "power":  # power is about speed: nothing gets heavier
        return
    for row, other in itertools.pairwise(steps):
        before = {row.exercise_id: row for row in itertools.chain(*weeks_of(routine_request, row))}
        after = {row.exercise_id: row for row in itertools.chain(*weeks_of(routine_request, other))}
        for name in before.keys() & after.keys():
            if before[name].reserve is not None and TABLE.at[name, "load_class"] == "heavy":
                assert after[name].reserve <= before[name].reserve, name
                most = [row.reps + row.reserve for row in (before[name], after[name])] if after[name].reps else [1, 1]
                assert most[1] <= most[0] or row[0] == "T", name


@every_ask
def test_a_session_that_may_not_be_heavy_has_the_same_lifts_at_a_load_that_is_not(
    routine_request: RoutineRequest,
) -> None:
    step = STEPS[routine_request.strength_phase][-1]
    for usual, light in zip(weeks_of(routine_request, step), weeks_of(routine_request, step, light=True), strict=True):
        assert not [row.exercise_id for row in light if is_heavy(row)]
        left_out = {row.exercise_id for row in usual} - {row.exercise_id for row in light}
        assert all(TABLE.at[name, "pattern"] in ("jump", "knee_flexion") for name in left_out), left_out
        assert {row.exercise_id for row in light} <= {row.exercise_id for row in usual}
