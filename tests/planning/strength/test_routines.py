"""Routines keep every rule of content for any request, and are the same every time."""

from __future__ import annotations

import dataclasses
import itertools
import math
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from runplan.catalog import Catalog, load_catalog
from runplan.errors import RunplanError
from runplan.planning.strength import (
    Exercise,
    Routine,
    RoutineRequest,
    choose,
    heavy_possible,
    vary,
    warm_up_possible,
)
from runplan.planning.strength.timing import session_seconds
from runplan.schema import COUNTED_SECTIONS, EQUIPMENT, LEVELS, STRENGTH_PHASES
from tests.planning.strength.legwork import is_heavy

CHECKOUT = Path(__file__).resolve().parents[3]
CATALOG = load_catalog()
TABLE = CATALOG.exercises
FIVE = ("dumbbell", "foam_roller", "mini_band", "slider", "swiss_ball")
TWELVE = (
    "foam_roll_glutes",
    "foam_roll_it_band",
    "foam_roll_quads",
    "foam_roll_calves",
    "lunge_elbow_to_instep",
    "sumo_squat_to_stand",
    "inverted_hamstring_stretch",
    "mini_band_walk",
    "one_leg_rdl_to_row",
    "swiss_ball_t_raise",
    "slider_leg_curl",
    "kneeling_side_plank_leg_up",
)
ORDER = ("foam_roll", "warm_up", "activation", "plyometric", "strength")


def ask_for(**changes: object) -> RoutineRequest:
    usual = RoutineRequest("strength", ("heavy", "general"), 30, 4.0, FIVE, "intermediate")
    return dataclasses.replace(usual, **changes)  # type: ignore[arg-type]


def owns(expression: str, equipment: tuple[str, ...]) -> bool:
    return all(set(need.split("|")) & set(equipment) for need in expression.split(";") if need)


def usable(request: RoutineRequest) -> pd.DataFrame:
    keep = [
        owns(row.equipment, request.equipment)
        and LEVELS.index(row.level) <= LEVELS.index(request.level)
        and row.Index not in request.avoid
        for row in TABLE.itertuples()
    ]
    return TABLE[keep]


def near_relatives(counted: list[Exercise]) -> list[tuple[str, str]]:
    names = [one.exercise_id for one in counted]
    return [
        (one, other)
        for one in names
        for other in names
        if other in f"{TABLE.easier[one]};{TABLE.harder[one]}".split(";")
    ]


def assert_supersets_are_a_coachs(request: RoutineRequest, kind: str, session: tuple[Exercise, ...]) -> None:
    letters = [one.superset for one in session]
    names = list(dict.fromkeys(filter(None, letters)))
    assert names == ["A", "B"][: len(names)]
    if (
        kind == "routine"
        or not request.supersets
        or (request.level == "beginner" and request.strength_phase == "technique")
    ):
        assert not names
    for name in names:
        at = letters.index(name)
        one, other = session[at : at + 2]
        assert letters.count(name) == 2 == letters[at : at + 2].count(name)
        assert one.section == other.section == "strength"
        parts = {part_of(one), part_of(other)}
        assert "carry" not in parts
        assert parts == {"upper"} or len(parts) == 2
        if is_heavy(one) or is_heavy(other):
            assert parts == {"legs", "upper"}
        muscles = [set(CATALOG.credit.columns[CATALOG.credit.loc[each.exercise_id] == 1]) for each in (one, other)]
        assert not muscles[0] & muscles[1] - {"arms"}
        stand_beside = {
            "foam_roller",
            "mini_band",
            "long_band",
            "swiss_ball",
            "slider",
            "box",
            "bench",
            "chair",
            "towel",
        }
        free = tuple(sorted(stand_beside & set(request.equipment)))
        assert any(
            all(owns(TABLE.equipment[each.exercise_id], (*free, *shared)) for each in (one, other))
            for shared in ((), *((word,) for word in request.equipment))
        )


def part_of(one: Exercise) -> str:
    pattern = TABLE.pattern[one.exercise_id]
    return pattern.split("_")[0] if pattern.startswith(("core", "upper")) else "carry" if pattern == "carry" else "legs"


def set_seconds(one: Exercise) -> float:
    once = one.seconds if one.seconds is not None else one.reps * TABLE.seconds_per_rep[one.exercise_id]
    return 2 * once + 5 if one.each_side else once


def assert_keeps_the_rules(request: RoutineRequest, sessions: tuple[tuple[Exercise, ...], ...]) -> None:
    allowed = usable(request)
    for kind, session in zip(request.session_types, sessions, strict=True):
        names = [one.exercise_id for one in session]
        assert set(names) <= set(allowed.index)
        assert len(set(names)) == len(names)
        assert session_seconds(session, CATALOG) <= 60 * request.minutes
        sections = [one.section for one in session]
        assert [ORDER.index(one) for one in sections] == sorted(ORDER.index(one) for one in sections)
        assert "warm_up" in sections
        if "foam_roll" in set(allowed.section):
            assert sections[0] == "foam_roll"
        counted = [one for one in session if one.section in COUNTED_SECTIONS]
        assert counted
        for one in session:
            row = TABLE.loc[one.exercise_id]
            assert (one.exercise, one.section, one.each_side) == (row["name"], row.section, row.each_side)
            assert (one.reps is None, one.seconds is None) == (row["mode"] == "seconds", row["mode"] == "reps")
            assert one.sets >= 1
        assert request.jumps or not any(TABLE.pattern[name] == "jump" for name in names)
        if kind == "heavy":
            assert any(is_heavy(one) for one in counted)
        else:
            assert not [one.exercise_id for one in counted if is_heavy(one)]
        assert_supersets_are_a_coachs(request, kind, session)
        if kind != "routine":
            assert not near_relatives(counted)
            assert len(counted) <= 10
            assert max(Counter(TABLE.pattern[one.exercise_id] for one in counted).values()) <= 2
            assert len(counted) <= max(3, 2 * request.minutes // 7)


@st.composite
def asks(draw: st.DrawFn) -> RoutineRequest:
    phase, level = draw(st.sampled_from(STRENGTH_PHASES)), draw(st.sampled_from(LEVELS))
    equipment = tuple(sorted(draw(st.sets(st.sampled_from(EQUIPMENT)))))
    avoid = tuple(sorted(draw(st.sets(st.sampled_from(list(TABLE.index)), max_size=12))))
    prefer = tuple(sorted(draw(st.sets(st.sampled_from(list(TABLE.index)), max_size=3)) - set(avoid)))
    minutes = draw(st.integers(10, 60))
    jumps = draw(st.booleans())
    kinds = ["general", "core"]
    if heavy_possible(CATALOG, strength_phase=phase, level=level, equipment=equipment, avoid=avoid, jumps=jumps):
        kinds.append("heavy")
    if minutes < 20:
        kinds = ["routine"]
    types = tuple(draw(st.lists(st.sampled_from(kinds), min_size=1, max_size=4)))
    target = draw(st.sampled_from((0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 5.5, 8.0, 12.0)))
    assume(warm_up_possible(CATALOG, equipment=equipment, level=level, avoid=avoid))
    return RoutineRequest(phase, types, minutes, target, equipment, level, avoid, prefer, jumps)


@given(asks())
def test_any_routine_keeps_every_rule(request: RoutineRequest) -> None:
    routine = choose(request, CATALOG)
    assert routine.request == request
    assert_keeps_the_rules(request, routine.sessions)
    assert routine.seconds == tuple(math.ceil(session_seconds(session, CATALOG)) for session in routine.sessions)


@given(asks(), st.booleans())
@settings(max_examples=max(50, settings.default.max_examples // 4))
def test_any_week_of_a_phase_keeps_every_rule_with_the_same_exercises(request: RoutineRequest, step_back: bool) -> None:
    routine = choose(request, CATALOG)
    varied = vary(routine, first_of_phase=not step_back, step_back=step_back)
    assert_keeps_the_rules(request, varied)
    for before, after in zip(routine.sessions, varied, strict=True):
        assert [one.exercise_id for one in after] == [one.exercise_id for one in before]
        assert all(new.sets <= old.sets for new, old in zip(after, before, strict=True))
        assert step_back or [one.sets for one in after] == [one.sets for one in before]
        for old, new in zip(before, after, strict=True):
            lower = {old.effort} if old.section not in COUNTED_SECTIONS else {old.effort - 1, old.effort}
            assert new.effort in lower


@given(asks())
@settings(max_examples=max(50, settings.default.max_examples // 4))
def test_a_superset_wins_a_minute_and_nobody_rests_less_than_prescribed(request: RoutineRequest) -> None:
    for session in choose(request, CATALOG).sessions:
        for name in {one.superset for one in session} - {""}:
            one, other = pair = [each for each in session if each.superset == name]
            apart = [each._replace(superset="") for each in pair]
            assert session_seconds(apart, CATALOG) - session_seconds(pair, CATALOG) >= 60
            assert abs(one.sets - other.sets) <= 1
            # a round is one set of each and what is left of the longer rest
            left = max(one.rest_s - set_seconds(other), 0) if one.rest_s >= other.rest_s else 0
            left = left if one.rest_s >= other.rest_s else max(other.rest_s - set_seconds(one), 0)
            assert set_seconds(other) + left >= one.rest_s
            assert set_seconds(one) + left >= other.rest_s


@given(asks())
@settings(max_examples=max(50, settings.default.max_examples // 4))
def test_supersets_take_no_more_time_and_give_no_fewer_sets(request: RoutineRequest) -> None:
    with_them, without = choose(request, CATALOG), choose(dataclasses.replace(request, supersets=False), CATALOG)
    assert not [one for session in without.sessions for one in session if one.superset]
    assert with_them.reach >= without.reach
    for session, straight in zip(with_them.sessions, without.sessions, strict=True):
        assert {one.exercise_id for one in session} == {one.exercise_id for one in straight}
        before = {one.exercise_id: one.sets for one in straight}
        assert all(one.sets >= before[one.exercise_id] for one in session)
        if [one.sets for one in session] == [before[one.exercise_id] for one in session]:
            won = session_seconds(straight, CATALOG) - session_seconds(session, CATALOG)
            assert won >= 60 * len({one.superset for one in session} - {""})


def test_a_set_that_is_missing_fits_into_the_minutes_that_supersets_win() -> None:
    request = ask_for(minutes=20, session_types=("general",), sets_target=6.0, equipment=(), level="beginner")
    more, straight = (choose(dataclasses.replace(request, supersets=way), CATALOG) for way in (True, False))
    assert sum(one.sets for one in more.sessions[0]) > sum(one.sets for one in straight.sessions[0])
    assert more.seconds[0] <= 20 * 60
    assert more.reach > straight.reach


def test_what_is_known_is_enough_for_a_phase_that_keeps() -> None:
    strength = choose(ask_for(session_types=("heavy", "heavy")), CATALOG)
    done = tuple(sorted({one.exercise_id for one in itertools.chain(*strength.sessions)}))
    keep = choose(ask_for(strength_phase="keep", session_types=("heavy",), sets_target=2.0, known=(done,)), CATALOG)
    assert {one.exercise_id for one in keep.sessions[0] if one.section in COUNTED_SECTIONS} <= set(done)
    one_only = choose(ask_for(strength_phase="keep", session_types=("heavy",), known=(done[:1],)), CATALOG)
    assert written(one_only) == written(choose(ask_for(strength_phase="keep", session_types=("heavy",)), CATALOG))


@given(asks())
@settings(max_examples=max(50, settings.default.max_examples // 4))
def test_no_routine_reaches_more_than_its_bound(request: RoutineRequest) -> None:
    routine = choose(request, CATALOG)
    assert routine.reach <= routine.bound() <= 100


def sets_of(sessions: tuple[tuple[Exercise, ...], ...]) -> pd.Series:
    total = pd.Series(0.0, index=CATALOG.credit.columns)
    for session in sessions:
        for one in session:
            if one.section in COUNTED_SECTIONS:
                total += one.sets * CATALOG.credit.loc[one.exercise_id]
    return total


@given(asks())
@settings(max_examples=max(50, settings.default.max_examples // 4))
def test_a_step_back_week_keeps_nine_tenths_of_every_target_or_all_there_was(request: RoutineRequest) -> None:
    routine = choose(request, CATALOG)
    before = sets_of(routine.sessions)
    after = sets_of(vary(routine, first_of_phase=False, step_back=True))
    for muscle in ("gastrocnemius", "soleus", "gluteus_maximus", "gluteus_medius", "hamstrings", "quadriceps"):
        floor = min(before[muscle], 0.9 * request.sets_target)
        assert after[muscle] >= floor - 1e-9 or before[muscle] == after[muscle]


def test_the_ten_minute_routine_with_the_five_tools_is_the_twelve() -> None:
    routine = choose(RoutineRequest("technique", ("routine",), 10, 1.0, FIVE, "beginner"), CATALOG)
    (session,) = routine.sessions
    assert tuple(one.exercise_id for one in session) == TWELVE
    assert {one.sets for one in session} == {1}
    assert 570 <= routine.seconds[0] <= 600
    assert 570 <= session_seconds(session, CATALOG) <= 600


@pytest.mark.parametrize("minutes", range(10, 20))
def test_more_minutes_give_the_twelve_more_sets_of_strength_and_activation(minutes: int) -> None:
    (session,) = choose(RoutineRequest("technique", ("routine",), minutes, 1.0, FIVE, "beginner"), CATALOG).sessions
    assert tuple(one.exercise_id for one in session) == TWELVE
    assert {one.sets for one in session if one.section in ("foam_roll", "warm_up")} == {1}
    assert max(one.sets for one in session) <= 3
    assert session_seconds(session, CATALOG) > 60 * (minutes - 2) or max(one.sets for one in session) == 3


def test_a_missing_tool_swaps_the_exercise_within_its_section() -> None:
    request = RoutineRequest("technique", ("routine",), 12, 1.0, ("foam_roller", "swiss_ball"), "beginner")
    names = [one.exercise_id for one in choose(request, CATALOG).sessions[0]]
    assert names[:7] == list(TWELVE[:7])
    assert names[7:] == [
        "side_lying_hip_abduction",  # for the walk with a mini band
        "single_leg_bridge",  # for the deadlift with a dumbbell
        "swiss_ball_t_raise",
        "swiss_ball_leg_curl",  # for the curl on sliders
        "kneeling_side_plank_leg_up",
    ]


def test_without_a_roller_there_is_no_rolling() -> None:
    request = RoutineRequest("technique", ("routine",), 10, 1.0, ("dumbbell",), "beginner")
    assert {one.section for one in choose(request, CATALOG).sessions[0]} == {"warm_up", "activation", "strength"}


def test_preferred_exercises_are_in_the_week() -> None:
    for name in ("push_up", "farmer_carry", "bird_dog", "clamshell"):
        routine = choose(ask_for(prefer=(name,)), CATALOG)
        assert name in {one.exercise_id for session in routine.sessions for one in session}


def test_sessions_of_a_week_warm_up_differently_where_there_is_a_choice() -> None:
    routine = choose(ask_for(minutes=20, session_types=("general", "general")), CATALOG)
    first, second = (
        {one.exercise_id for one in session if one.section in ("foam_roll", "warm_up")} for session in routine.sessions
    )
    assert first != second


def test_the_power_phase_has_a_jump_where_jumps_are_allowed() -> None:
    routine = choose(ask_for(strength_phase="power", jumps=True), CATALOG)
    assert "plyometric" in {one.section for one in routine.sessions[0]}


def test_heavy_work_needs_a_phase_that_asks_for_it() -> None:
    facts = {"level": "beginner", "equipment": (), "avoid": ()}
    assert heavy_possible(CATALOG, strength_phase="strength", jumps=False, **facts)  # type: ignore[arg-type]
    assert not heavy_possible(CATALOG, strength_phase="technique", jumps=False, **facts)  # type: ignore[arg-type]
    assert heavy_possible(CATALOG, strength_phase="technique", jumps=True, **facts)  # type: ignore[arg-type]


def test_without_drills_no_warm_up_is_possible() -> None:
    drills = tuple(sorted(TABLE.index[TABLE.section == "warm_up"]))
    assert warm_up_possible(CATALOG, equipment=(), level="beginner", avoid=drills[1:])
    assert not warm_up_possible(CATALOG, equipment=FIVE, level="beginner", avoid=drills)


def refusal(request: RoutineRequest) -> str:
    with pytest.raises(RunplanError) as error:
        choose(request, CATALOG)
    return str(error.value)


def test_an_ask_without_a_drill_is_refused() -> None:
    in_order = [str(name) for name in TABLE.index[TABLE["section"] == "warm_up"]]
    drills = tuple(sorted(in_order))
    assert refusal(ask_for(avoid=drills)) == (
        f"avoid={drills!r} leaves no warm-up drill, and no strength session goes without a warm-up: allow at least one "
        f"of {', '.join(in_order)}."
    )
    assert refusal(ask_for(avoid=drills, session_types=("routine",), minutes=10)) == (
        f"avoid={drills!r} leaves no warm-up drill for the short routine: allow at least one exercise of section "
        "warm_up."
    )


def test_minutes_that_hold_nothing_but_the_warm_up_are_refused() -> None:
    assert refusal(ask_for(minutes=3)) == (
        "minutes=3 is too short: the warm-up alone takes 2:35, and no exercise that is heavy for the legs fits into "
        "the rest. Give more minutes, or ask for a routine session."
    )
    assert refusal(ask_for(minutes=1, session_types=("routine",))) == (
        "minutes=1 is too short: the shortest warm-up and one exercise take 3 minutes. "
        "Give 3 or more, or ask for no strength session."
    )


def test_a_heavy_session_with_nothing_heavy_is_refused() -> None:
    assert refusal(ask_for(strength_phase="technique", equipment=())) == (
        "equipment=() and avoid=() leave no exercise that is heavy for the legs at level intermediate in the "
        "technique phase: own more, avoid less, or ask for another type of session."
    )


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        pytest.param(
            {"strength_phase": "rest"},
            "strength_phase='rest' is not known: use one of technique, strength, power, keep.",
            id="phase",
        ),
        pytest.param(
            {"level": "expert"}, "level='expert' is not known: use one of beginner, intermediate, advanced.", id="level"
        ),
        pytest.param(
            {"session_types": ("easy",)},
            "session_types='easy' is not known: use one of heavy, general, routine, core.",
            id="type",
        ),
        pytest.param(
            {"session_types": ()},
            "session_types=() names no session: give one type for each strength session of the week.",
            id="no session",
        ),
        pytest.param({"sets_target": 0}, "sets_target=0 is no target: give a number above 0.", id="target"),
        pytest.param(
            {"minutes": 0}, "minutes=0 is no time: give 1 or more, 10 for the shortest routine.", id="minutes"
        ),
    ],
)
def test_an_ask_that_means_nothing_is_refused(changes: dict[str, object], message: str) -> None:
    with pytest.raises(RunplanError) as error:
        ask_for(**changes)
    assert str(error.value) == message


SOME = (
    ask_for(),
    ask_for(strength_phase="power", jumps=True, prefer=("push_up",), sets_target=8.0),
    ask_for(session_types=("general", "general", "core"), equipment=(), level="beginner", minutes=45),
    ask_for(session_types=("routine", "routine"), minutes=15, sets_target=1.0),
)


def written(routine: Routine) -> str:
    return repr((routine.sessions, routine.seconds, routine.cost, routine.cost_of_nothing, routine.bound()))


def test_the_same_ask_gives_the_same_routine_in_any_process_and_order() -> None:
    program = (
        "from tests.planning.strength.test_routines import *\n"
        "print([written(choose(request, load_catalog())) for request in reversed(SOME)])"
    )
    here = str([written(choose(request, CATALOG)) for request in reversed(SOME)])
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=CHECKOUT,
        env={**os.environ, "PYTHONHASHSEED": "4711"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == here


def test_choosing_leaves_the_catalog_as_it_was() -> None:
    names = ("exercises", "involvement", "muscles", "doses", "routines", "credit")
    before = {name: getattr(CATALOG, name).copy() for name in names}
    for request in SOME:
        vary(choose(request, CATALOG), first_of_phase=True, step_back=True)
    for name in names:
        pd.testing.assert_frame_equal(getattr(CATALOG, name), before[name])


def test_a_routine_is_remembered_for_its_catalog_only() -> None:
    request, other = ask_for(), Catalog(**{f.name: getattr(CATALOG, f.name) for f in dataclasses.fields(CATALOG)})
    assert choose(request, CATALOG) is choose(ask_for(), CATALOG)
    assert choose(request, other) is not choose(request, CATALOG)
    assert written(choose(request, other)) == written(choose(request, CATALOG))
