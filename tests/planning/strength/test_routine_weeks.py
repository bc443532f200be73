"""What a routine's weeks and sessions are like, for a few kits and levels: warm-up, order, lighter weeks.

The rules are those of `test_routines`, which draws any routine_request; here they are counted where choosing is quick.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pandas as pd
import pytest

from runplan.catalog import load_catalog
from runplan.planning.strength import Exercise, Routine, RoutineRequest, choose, vary
from runplan.planning.strength.timing import session_seconds
from runplan.schema import COUNTED_SECTIONS, PRIORITY_MUSCLES, TRUNK_MUSCLES
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
    return [one for one in session if one.section in COUNTED_SECTIONS]


def pairs(routine_request: RoutineRequest) -> Iterator[tuple[str, tuple[Exercise, ...]]]:
    return zip(routine_request.session_types, chosen(routine_request).sessions, strict=True)


def sets_of(sessions: tuple[tuple[Exercise, ...], ...]) -> pd.Series:
    total = pd.Series(0.0, index=CATALOG.credit.columns)
    for one in itertools.chain(*map(counted, sessions)):
        total += one.sets * CATALOG.credit.loc[one.exercise_id]
    return total


@every_ask
def test_a_warm_up_takes_about_a_third_of_the_work_at_most(routine_request: RoutineRequest) -> None:
    for _, session in pairs(routine_request):
        before = [one for one in session if one.section not in COUNTED_SECTIONS]
        rolls, drills = (sum(one.section == name for one in before) for name in ("foam_roll", "warm_up"))
        assert drills >= 1
        assert bool(rolls) == ("foam_roller" in routine_request.equipment)
        # partners of a superset count as they are alone: the warm-up is chosen before they are paired
        alone = [one._replace(superset="") for one in counted(session)]
        share = session_seconds(before, CATALOG) / session_seconds(alone, CATALOG)
        assert share <= 0.35 or (rolls <= 1 and drills <= 2), share


@every_ask
def test_rolling_and_drills_come_first_then_jumps_and_heavy_legs_and_the_core_last(
    routine_request: RoutineRequest,
) -> None:
    parts = ("foam_roll", "warm_up", "activation", "plyometric", "strength")
    for _, session in pairs(routine_request):
        ranks = [parts.index(one.section) for one in session]
        assert ranks == sorted(ranks)
        alone = [one for one in session if one.section == "strength" and not one.superset]
        core = [TABLE.at[one.exercise_id, "pattern"].startswith("core") for one in alone]
        assert core == sorted(core)
        legs = [one for one in session if one.section == "strength" and is_leg_work(one)]
        heavy = [is_heavy(one) for one in legs]
        assert heavy == sorted(heavy, reverse=True)


def is_leg_work(one: Exercise) -> bool:
    return not str(TABLE.at[one.exercise_id, "pattern"]).startswith(("core", "upper", "carry"))


@every_ask
def test_heavy_work_and_jumps_are_in_heavy_sessions_only(routine_request: RoutineRequest) -> None:
    for kind, session in pairs(routine_request):
        heavy = [one.exercise_id for one in counted(session) if is_heavy(one)]
        assert bool(heavy) == (kind == "heavy"), heavy


@every_ask
def test_a_phases_first_week_and_a_step_back_week_are_one_step_of_effort_easier(
    routine_request: RoutineRequest,
) -> None:
    routine = chosen(routine_request)
    assert vary(routine, first_of_phase=False, step_back=False) == routine.sessions
    for first, back in ((True, False), (False, True), (True, True)):
        easier = vary(routine, first_of_phase=first, step_back=back)
        for kind, old, new in zip(routine_request.session_types, routine.sessions, easier, strict=True):
            drops = [before.effort - after.effort for before, after in zip(counted(old), counted(new), strict=True)]
            assert set(drops) <= {0.0, 1.0}
            assert kind == "heavy" or set(drops) == {1.0}  # what makes a session heavy may keep its load
            assert sum(drops) > 0 or kind == "heavy"
            assert back or [one.sets for one in old] == [one.sets for one in new]


@every_ask
def test_a_step_back_week_drops_every_set_that_nine_tenths_of_the_targets_can_spare(
    routine_request: RoutineRequest,
) -> None:
    routine = chosen(routine_request)
    back = vary(routine, first_of_phase=False, step_back=True)
    before, after = sets_of(routine.sessions), sets_of(back)
    enough = 0.9 * routine_request.sets_target - 1e-9
    for muscle in PRIORITY_MUSCLES:
        assert after[muscle] >= min(before[muscle], enough), muscle
    dropped = sum(was.sets - one.sets for was, one in zip(*map(every, (routine.sessions, back)), strict=True))
    assert dropped >= 0
    for one in filter(lambda one: one.section in COUNTED_SECTIONS, every(back)):
        gives = CATALOG.credit.loc[one.exercise_id]
        if one.sets > 2 and not gives[list(TRUNK_MUSCLES)].any():  # a lift keeps two sets; the trunk is judged as one
            assert any(gives[muscle] and after[muscle] - gives[muscle] < enough for muscle in PRIORITY_MUSCLES), one


def every(sessions: tuple[tuple[Exercise, ...], ...]) -> list[Exercise]:
    return list(itertools.chain(*sessions))


def test_a_step_back_week_has_fewer_sets_where_there_are_more_than_enough() -> None:
    routine_request = RoutineRequest("strength", ("heavy", "general"), 60, 4.0, KITS["gym"], "advanced")
    routine = choose(routine_request, CATALOG)
    back = vary(routine, first_of_phase=False, step_back=True)
    assert sum(one.sets for one in every(back)) < sum(one.sets for one in every(routine.sessions))
