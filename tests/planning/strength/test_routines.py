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
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from runplan.catalog import Catalog, load_catalog
from runplan.errors import RunplanError
from runplan.planning.strength import (
    Exercise,
    Routine,
    RoutineRequest,
    choose,
    heavy_sessions,
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
    """Two forms of one exercise; that a calf is held or pushes a strap after its raises is none."""
    after_raises = ("calf_hold", "soleus_hold", "calf_push_strap", "calf_push_rack")
    names = [one.exercise_id for one in counted if one.exercise_id not in after_raises]
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
        assert 0 <= one.sets - other.sets <= (part_of(one) == "legs")  # a main lift may end alone
        if is_heavy(one) or is_heavy(other):
            assert parts == {"legs", "upper"}
        muscles = [set(CATALOG.credit.columns[CATALOG.credit.loc[each.exercise_id] == 1]) for each in (one, other)]
        assert not muscles[0] & muscles[1] - {"arms"}


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
        if kind not in ("heavy", "general"):
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
    kinds = ["heavy", "general", "core"]
    if minutes < 20:
        kinds = ["routine"]
    types = tuple(draw(st.lists(st.sampled_from(kinds), min_size=1, max_size=4)))
    target = draw(st.sampled_from((0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 5.5, 8.0, 12.0)))
    assume(warm_up_possible(CATALOG, equipment=equipment, level=level, avoid=avoid))
    fill = draw(st.booleans())
    return RoutineRequest(phase, types, minutes, target, equipment, level, avoid, prefer, jumps, fill=fill)


# One session with a squat slot and a lunge slot that both come to a split squat, with and without weight.
@example(RoutineRequest("technique", ("heavy",), 35, 0.5, ("barbell",), "beginner", fill=True))
@given(asks())
def test_any_routine_keeps_every_rule(request: RoutineRequest) -> None:
    routine = choose(request, CATALOG)
    assert routine.request == request
    assert_keeps_the_rules(request, routine.sessions)
    assert routine.seconds == tuple(math.ceil(session_seconds(session, CATALOG)) for session in routine.sessions)


STEPS = {
    "technique": ("T1", "T2", "T3"),
    "strength": ("A", "B", "C"),
    "power": ("P1", "P2"),
    "keep": ("K",),
}


@given(asks(), st.booleans(), st.integers(0, 8), st.data())
@settings(max_examples=max(50, settings.default.max_examples // 4))
def test_any_week_of_a_phase_keeps_the_minutes_and_the_same_exercises(
    request: RoutineRequest, light: bool, hop_week: int, data: st.DataObject
) -> None:
    routine = choose(request, CATALOG)
    step = data.draw(st.sampled_from(STEPS[request.strength_phase]))
    flags = (light,) * len(request.session_types)
    full = routine.week(step, flags, hop_week)
    lighter = routine.week(f"{step}-", flags, hop_week)
    for kind, chosen, *weeks in zip(request.session_types, routine.sessions, full, lighter, strict=True):
        for minutes, session in weeks:
            assert minutes == math.ceil(session_seconds(session, CATALOG) / 60) <= request.minutes
            assert [one.order for one in session] == list(range(1, len(session) + 1))
            added = {one.exercise_id for one in session} - {one.exercise_id for one in chosen}
            assert added <= {"heel_bounce", "pogo_hops", "line_hops", *OUTGROWN}
            if light and kind != "routine":
                assert not [one for one in session if is_heavy(one)]
                assert not [one for one in session if TABLE.dose[one.exercise_id] in ("jump", "bounds")]
        sets = [{one.exercise_id: one.sets for one in session} for _, session in weeks]
        assert sum(sets[1].values()) <= sum(sets[0].values())  # one that the minutes cut may be back in a lighter week


#: what a lift without weights becomes once it is too easy
OUTGROWN = (
    "split_squat_one_and_half",
    "skater_squat_wall",
    "skater_squat",
    "calf_hold",
    "soleus_hold",
    "front_rack_squat",
)


@given(asks())
@settings(max_examples=max(50, settings.default.max_examples // 4))
def test_a_superset_wins_time_and_nobody_rests_less_than_prescribed(request: RoutineRequest) -> None:
    for session in choose(request, CATALOG).sessions:
        for name in {one.superset for one in session} - {""}:
            one, other = pair = [each for each in session if each.superset == name]
            apart = [each._replace(superset="") for each in pair]
            assert session_seconds(apart, CATALOG) > session_seconds(pair, CATALOG)
            # a round is one set of each and what is left of the longer rest
            left = max(one.rest_s - set_seconds(other), 0) if one.rest_s >= other.rest_s else 0
            left = left if one.rest_s >= other.rest_s else max(other.rest_s - set_seconds(one), 0)
            assert set_seconds(other) + left >= one.rest_s
            assert set_seconds(one) + left >= other.rest_s


@given(asks())
@settings(max_examples=max(50, settings.default.max_examples // 4))
def test_without_supersets_there_are_none_and_more_sets_only_where_targets_do_not_miss_them(
    request: RoutineRequest,
) -> None:
    with_them, without = choose(request, CATALOG), choose(dataclasses.replace(request, supersets=False), CATALOG)
    assert not [one for session in without.sessions for one in session if one.superset]
    assert total_sets(with_them) >= total_sets(without) or with_them.reach >= without.reach - 3


def total_sets(routine: Routine) -> int:
    return sum(one.sets for one in itertools.chain(*routine.sessions) if one.section in COUNTED_SECTIONS)


def test_a_set_that_is_missing_fits_into_the_minutes_that_supersets_win() -> None:
    request = ask_for(minutes=25, session_types=("general",), sets_target=6.0, level="beginner")
    more, straight = (choose(dataclasses.replace(request, supersets=way), CATALOG) for way in (True, False))
    assert sum(one.sets for one in more.sessions[0]) > sum(one.sets for one in straight.sessions[0])
    assert more.seconds[0] <= 25 * 60
    assert more.reach > straight.reach


def test_where_nothing_is_left_beside_the_main_lifts_a_session_has_them_alone() -> None:
    lifts = {"split_squat", "split_squat_one_and_half", "single_leg_bridge"}
    avoid = tuple(sorted(TABLE.index[TABLE.section.isin(COUNTED_SECTIONS) & ~TABLE.index.isin(lifts)]))
    (session,) = choose(ask_for(session_types=("general",), equipment=(), avoid=avoid), CATALOG).sessions
    counted = {row.exercise_id for row in session if row.section in COUNTED_SECTIONS}
    assert counted
    assert counted <= lifts


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
        "single_leg_rdl_reach",  # for the deadlift with a dumbbell
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


@pytest.mark.parametrize(
    ("level", "wishes", "jump"),
    [
        ("intermediate", {}, "squat_jump"),
        ("intermediate", {"prefer": ("box_jump",)}, "box_jump"),
        ("intermediate", {"avoid": ("squat_jump",)}, "box_jump"),
        ("advanced", {"prefer": ("bounding",)}, "bounding"),
        ("intermediate", {"prefer": ("bounding",)}, "squat_jump"),  # above the level
    ],
)
def test_the_jump_that_is_preferred_takes_the_place_of_the_usual_one(
    level: str, wishes: dict[str, object], jump: str
) -> None:
    request = ask_for(strength_phase="power", jumps=True, level=level, equipment=(*FIVE, "box"), **wishes)
    assert [row.exercise_id for row in choose(request, CATALOG).sessions[0] if row.section == "plyometric"] == [jump]


def heavy(step: str, sessions: int = 2, *, sore: bool = False, **changes: object) -> tuple[bool, ...]:
    return heavy_sessions(ask_for(**changes), CATALOG, step=step, sessions=sessions, sore=sore)


def test_sessions_are_placed_as_heavy_by_what_their_lifts_are_at_the_weeks_step() -> None:
    assert heavy("T1") == heavy("T3") == (False, False)  # ten repetitions with three or more left
    assert heavy("B") == (True, True)  # six of a squat and eight of a deadlift, two left
    assert heavy("B-") == (True, True)
    assert heavy("B", 3) == (True, True, False)
    assert heavy("B", 1) == (True,)
    assert heavy("A", level="beginner") == (False, False)  # eight with three left
    assert heavy("B", level="beginner") == (True, True)


def test_without_weights_hard_work_is_placed_as_heavy_only_as_long_as_it_makes_sore() -> None:
    assert heavy("B", equipment=()) == (False, False)
    assert heavy("B", equipment=(), sore=True) == (True, True)
    assert heavy("A", equipment=(), sore=True) == (False, False)  # three are left


def test_jumps_make_the_first_session_heavy_to_place() -> None:
    assert heavy("P1", equipment=(), jumps=True) == (True, False)
    assert heavy("P1", equipment=()) == (False, False)


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
        f"avoid={drills!r} leaves no warm-up drill, and every strength session needs a warm-up: allow at least "
        f"one of {', '.join(in_order)}."
    )
    assert refusal(ask_for(avoid=drills, session_types=("routine",), minutes=10)) == (
        f"avoid={drills!r} leaves no warm-up drill for the short routine: allow at least one exercise of section "
        "warm_up."
    )


def test_minutes_that_hold_nothing_but_the_warm_up_are_refused() -> None:
    assert refusal(ask_for(minutes=3)) == (
        "minutes=3 is too short: the warm-up alone takes 2:35, and no exercise for a heavy session fits into the rest. "
        "Give more minutes, or ask for a routine session."
    )
    assert refusal(ask_for(minutes=1, session_types=("routine",))) == (
        "minutes=1 is too short: the shortest warm-up and one exercise take 3 minutes. "
        "Give 3 or more, or ask for no strength session."
    )


def test_avoiding_all_core_and_hip_work_leaves_any_light_work_to_a_core_session() -> None:
    parts = ("core_anti_extension", "core_anti_rotation", "core_lateral", "hip_abduction", "hip_adduction", "carry")
    core = tuple(sorted(TABLE.index[TABLE.pattern.isin((*parts, "calf_ankle"))]))
    (session,) = choose(ask_for(session_types=("core",), avoid=core), CATALOG).sessions
    counted = [row for row in session if row.section in COUNTED_SECTIONS]
    assert counted
    assert not [row.exercise_id for row in counted if row.exercise_id in core or is_heavy(row)]


def test_a_session_for_which_no_exercise_is_left_is_refused() -> None:
    counted = tuple(sorted(TABLE.index[TABLE.section.isin(COUNTED_SECTIONS)]))
    assert refusal(ask_for(strength_phase="technique", equipment=(), avoid=counted)) == (
        f"equipment=() and avoid={counted!r} leave no exercise for a heavy session at level intermediate in the "
        "technique phase: give more equipment, avoid fewer exercises, or ask for another type of session."
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
            "session_types=() is empty: give one type for each strength session of the week.",
            id="no session",
        ),
        pytest.param({"sets_target": 0}, "sets_target=0 is not a target: give a number above 0.", id="target"),
        pytest.param(
            {"minutes": 0}, "minutes=0 is not a duration: give 1 or more, or 10 for the shortest routine.", id="minutes"
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
        routine = choose(request, CATALOG)
        routine.week("A-", (False,) * len(request.session_types), 2)
    for name in names:
        pd.testing.assert_frame_equal(getattr(CATALOG, name), before[name])


def test_a_routine_is_remembered_for_its_catalog_only() -> None:
    request, other = ask_for(), Catalog(**{f.name: getattr(CATALOG, f.name) for f in dataclasses.fields(CATALOG)})
    assert choose(request, CATALOG) is choose(ask_for(), CATALOG)
    assert choose(request, other) is not choose(request, CATALOG)
    assert written(choose(request, other)) == written(choose(request, CATALOG))
