"""What whole plans lift: main lifts for weeks, three sets of them, minutes used and kept, nothing heavy without a load.

All is counted from a plan's tables and the facts in data/; nothing here asks the planner.
"""

from __future__ import annotations

import csv
import itertools
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import runplan as rp
from bench.routine_pairs import KITS as GYMS
from runplan.plan.records import Session
from runplan.schema import EQUIPMENT, LEVELS
from tests.planning.strength.legwork import is_heavy

with Path("data/exercises.csv").open(encoding="utf-8", newline="") as _file:
    FACTS = {row["exercise_id"]: row for row in csv.DictReader(_file)}
KITS = {
    "nothing": (),
    "dumbbells": ("dumbbell",),
    "barbell": ("barbell",),
    "barbell and dumbbells": ("barbell", "dumbbell"),
    "kettlebell": ("kettlebell",),
    "full gym": GYMS["full gym"],
    "sliders": ("slider", "swiss_ball"),
    "bench and bar": ("bench", "pull_up_bar"),
}
WEIGHTS = ("barbell", "trap_bar", "dumbbell", "kettlebell", "backpack")
LOADED = [kit for kit in KITS if kit not in ("nothing", "sliders", "bench and bar")]
LEGS = ("squat", "hinge", "lunge", "knee_flexion", "hip_abduction", "hip_adduction", "calf_ankle")
loaded_kits = pytest.mark.parametrize("kit", LOADED)
trained = pytest.mark.parametrize("level", LEVELS[1:])
lengths = pytest.mark.parametrize("minutes", [30, 45, 60])


@cache
def plan_of(kit: str, level: str, minutes: int, sessions: int = 2) -> rp.Plan:
    """Sixteen weeks to a half marathon."""
    block = rp.Block(
        start="2027-01-04",
        race_date="2027-04-25",
        goal="half",
        level=level,
        equipment=KITS[kit],
        strength_sessions=sessions,
        strength_minutes=minutes,
    )
    return rp.build_plan(block)


def weeks(plan: rp.Plan, phase: str = "strength") -> list[int]:
    """The weeks of a strength phase that are no step-back weeks."""
    return [week.week for week in plan.week_records if week.strength_phase == phase and not week.step_back]


def sessions(plan: rp.Plan) -> dict[int, list[Session]]:
    """The strength sessions of each week."""
    by_week: dict[int, list[Session]] = defaultdict(list)
    for session in plan.session_records:
        if session.kind == "strength":
            by_week[session.week].append(session)
    return by_week


def lifts(plan: rp.Plan, week: int) -> list[Any]:
    """What is counted in a week."""
    return [
        row
        for session in sessions(plan)[week]
        for row in session.exercises
        if row.section in ("activation", "plyometric", "strength")
    ]


@loaded_kits
@trained
@lengths
def test_three_quarters_of_the_minutes_are_used_while_strength_is_built(kit: str, level: str, minutes: int) -> None:
    plan = plan_of(kit, level, minutes)
    used = [session.minutes for week in weeks(plan) for session in sessions(plan)[week]]
    assert len(used) >= 10
    assert sum(used) / len(used) >= 0.75 * minutes


@pytest.mark.parametrize("kit", KITS)
@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("minutes", [10, 20, 25, 30, 45, 60])
def test_no_session_is_longer_than_its_minutes(kit: str, level: str, minutes: int) -> None:
    held = sessions(plan_of(kit, level, minutes))
    assert max(session.minutes for week in held.values() for session in week) <= minutes


@pytest.mark.parametrize("kit", KITS)
@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("minutes", [20, 30, 45])
def test_nine_of_ten_weeks_that_build_strength_have_a_squat_or_step_and_a_hinge(
    kit: str, level: str, minutes: int
) -> None:
    plan = plan_of(kit, level, minutes)
    have = [{FACTS[row.exercise_id]["pattern"] for row in lifts(plan, week) if row.sets >= 2} for week in weeks(plan)]
    both = [bool(patterns & {"squat", "lunge"}) and "hinge" in patterns for patterns in have]
    assert sum(both) >= 0.9 * len(both)


@loaded_kits
@trained
@lengths
def test_seven_of_ten_heavy_lifts_of_the_legs_have_three_sets(kit: str, level: str, minutes: int) -> None:
    plan = plan_of(kit, level, minutes)
    heavy = [row for week in weeks(plan) for row in lifts(plan, week) if is_heavy(row)]
    assert len(heavy) >= 10
    assert sum(row.sets >= 3 for row in heavy) >= 0.7 * len(heavy)


@pytest.mark.parametrize("kit", KITS)
@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("minutes", [20, 30, 60])
def test_six_of_ten_leg_lifts_that_last_four_weeks_change_their_repetitions(kit: str, level: str, minutes: int) -> None:
    plan = plan_of(kit, level, minutes)
    reps: dict[str, dict[int, int]] = defaultdict(dict)
    lighter = {week.week for week in plan.week_records if week.step_back}
    for week in sessions(plan):
        for row in lifts(plan, week):
            if FACTS[row.exercise_id]["pattern"] in LEGS and row.reps is not None:
                reps[row.exercise_id][week] = row.reps
    lasting = [by_week for by_week in reps.values() if len(by_week) >= 4]
    changing = [len({by_week[week] for week in by_week.keys() - lighter}) > 1 for by_week in lasting]
    assert len(lasting) >= 3
    assert sum(changing) >= 0.6 * len(changing)


@pytest.mark.parametrize("kit", KITS)
@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("minutes", [20, 30, 60])
def test_a_session_is_heavy_if_two_of_its_sets_for_the_legs_are_and_its_words_say_so(
    kit: str, level: str, minutes: int
) -> None:
    plan = plan_of(kit, level, minutes)
    for session in itertools.chain(*sessions(plan).values()):
        if session.type not in ("heavy", "general"):
            continue
        sets = sum(row.sets for row in session.exercises if is_heavy(row))
        loaded = any(is_loaded_for_legs(row.exercise_id, KITS[kit]) for row in session.exercises)
        assert session.type == ("heavy" if loaded and sets >= 2 else "general"), session.session_id
        words = "Strength, unloaded" if not loaded else "Heavy strength" if sets >= 2 else "General strength"
        assert session.title == words, session.session_id


def is_loaded_for_legs(name: str, owned: tuple[str, ...]) -> bool:
    """Whether a squat, hinge or step is done with a weight in kilograms."""
    facts = FACTS[name]
    return facts["pattern"] in ("squat", "hinge", "lunge") and facts["hands"] not in ("", "none")


@pytest.mark.parametrize("kit", ["nothing", "sliders", "bench and bar"])
def test_without_a_weight_no_session_is_heavy(kit: str) -> None:
    """However hard the hamstrings lower the body there."""
    hard = 0
    for level, minutes in itertools.product(LEVELS, (20, 30, 45)):
        for session in itertools.chain(*sessions(plan_of(kit, level, minutes)).values()):
            assert session.type != "heavy"
            assert session.title in ("Strength, unloaded", "Core and hips")
            hard += any(is_heavy(row) for row in session.exercises)
    assert bool(hard) == (kit != "nothing")


@settings(max_examples=max(5, settings().max_examples // 8))
@given(
    st.sets(st.sampled_from([word for word in EQUIPMENT if word not in WEIGHTS])),
    st.sampled_from(LEVELS),
    st.sampled_from([20, 30, 45]),
)
def test_no_session_is_heavy_without_a_weight_whatever_else_is_owned(owned: set[str], level: str, minutes: int) -> None:
    block = rp.Block(
        start="2027-01-04", weeks=12, level=level, equipment=tuple(sorted(owned)), strength_minutes=minutes
    )
    types = {(session.type, session.title) for session in rp.build_plan(block).session_records if not session.is_run}
    assert not [title for kind, title in types if kind == "heavy" or "Heavy" in title]


@pytest.mark.parametrize("kit", KITS)
@pytest.mark.parametrize("level", LEVELS)
def test_the_effort_of_a_session_is_that_of_its_sets(kit: str, level: str) -> None:
    for session in itertools.chain(*sessions(plan_of(kit, level, 30)).values()):
        efforts = [
            row.effort
            for row in session.exercises
            if row.section in ("activation", "plyometric", "strength")
            for _ in range(row.sets)
        ]
        assert abs(session.effort - sum(efforts) / len(efforts)) <= 0.25 + 1e-9
        assert session.effort % 0.5 == 0


@pytest.mark.parametrize("kit", KITS)
@pytest.mark.parametrize("level", LEVELS)
def test_effort_and_repetitions_left_say_the_same_of_every_set(kit: str, level: str) -> None:
    for session in itertools.chain(*sessions(plan_of(kit, level, 45)).values()):
        for row in session.exercises:
            if row.reserve is not None and row.section == "strength":
                assert row.effort == 10 - row.reserve, row.exercise_id


@loaded_kits
@pytest.mark.parametrize("level", LEVELS)
def test_the_first_lift_has_three_sets_from_twenty_five_minutes_on(kit: str, level: str) -> None:
    plan = plan_of(kit, level, 25)
    for week in weeks(plan)[1:]:
        first = next(row for row in lifts(plan, week) if FACTS[row.exercise_id]["pattern"] == "squat")
        assert first.sets >= 3, (week, first.exercise_id)


@pytest.mark.parametrize("level", LEVELS)
def test_both_sessions_of_a_week_stay_until_two_weeks_before_the_race(level: str) -> None:
    plan = plan_of("dumbbells", level, 30)
    assert [len(held) for _, held in sorted(sessions(plan).items())] == [2] * 14 + [1, 1]


@pytest.mark.parametrize("kit", KITS)
@pytest.mark.parametrize("level", LEVELS)
def test_partners_of_a_pair_have_equal_sets_or_the_lift_one_more_and_never_one_bar(kit: str, level: str) -> None:
    paired = 0
    for session in itertools.chain(*sessions(plan_of(kit, level, 45)).values()):
        for letter in {row.superset for row in session.exercises} - {""}:
            row, other = (each for each in session.exercises if each.superset == letter)
            more = 1 if FACTS[row.exercise_id]["dose"].startswith("compound") else 0  # a main lift may end alone
            assert 0 <= row.sets - other.sets <= more, (session.session_id, row.exercise_id, other.exercise_id)
            on_bar = [FACTS[each.exercise_id]["hands"] == "bar" for each in (row, other)]
            assert not all(on_bar), (session.session_id, row.exercise_id, other.exercise_id)
            patterns = {FACTS[each.exercise_id]["pattern"] for each in (row, other)}
            assert not {"squat", "lunge"} <= patterns
            assert not {"hinge", "knee_flexion"} <= patterns
            paired += 1
    assert paired > 10


@pytest.mark.parametrize("kit", KITS)
@pytest.mark.parametrize("level", LEVELS)
def test_calves_work_with_a_straight_and_with_a_bent_knee_every_week(kit: str, level: str) -> None:
    plan = plan_of(kit, level, 30)
    for week in weeks(plan):
        names = [row.exercise_id for row in lifts(plan, week) if FACTS[row.exercise_id]["pattern"] == "calf_ankle"]
        bent = [any(word in name for word in ("bent", "seated", "soleus")) for name in names]
        assert any(bent), week
        assert not all(bent), week


WEEKLY_CALF_SETS = {"beginner": (4, 9), "intermediate": (4, 11), "advanced": (4, 15)}  # at the heaviest step one more


@loaded_kits
@pytest.mark.parametrize("level", LEVELS)
@lengths
def test_calves_get_the_weekly_sets_of_a_level(kit: str, level: str, minutes: int) -> None:
    plan = plan_of(kit, level, minutes)
    least, most = WEEKLY_CALF_SETS[level]
    for week in weeks(plan)[1:]:
        sets = sum(
            row.sets
            for row in lifts(plan, week)
            if FACTS[row.exercise_id]["pattern"] == "calf_ankle" and FACTS[row.exercise_id]["dose"] != "shin"
            if row.exercise_id not in HOP_IDS
        )
        assert least <= sets <= most, week


def test_every_kit_and_level_has_a_plan_whose_sessions_are_unlike_but_move_alike() -> None:
    """Two sessions of a week share their main movements, and no accessory stands in both."""
    for kit, level in itertools.product(LOADED, LEVELS):
        plan = plan_of(kit, level, 45)
        for week in weeks(plan):
            row, other = ({each.exercise_id for each in session.exercises} for session in sessions(plan)[week])
            assert row != other
            moves = [{FACTS[name]["pattern"] for name in names} & {"squat", "lunge", "hinge"} for names in (row, other)]
            assert all("hinge" in move and move & {"squat", "lunge"} for move in moves), (kit, level, week)


HOPS = {  # sets of ten seconds, week by week; the beginner's first are heel bounces of twenty
    "beginner": [2, 2, 3, 4, 4, 5],
    "intermediate": [3, 4, 5, 6, 8, 8],
    "advanced": [4, 5, 6, 8, 10, 10],
}
FIRST_WEEK_WITH_HOPS = {"beginner": 4, "intermediate": 3, "advanced": 2}


@pytest.mark.parametrize("level", LEVELS)
def test_hops_grow_week_by_week_and_are_two_thirds_in_lighter_ones(level: str) -> None:
    plan = plan_of("dumbbells", level, 30)
    lighter, grown = lighter_weeks(plan), 0
    for week, held in sorted(sessions(plan).items()):
        if plan.week_records[week - 1].strength_phase == "keep":
            break
        hops = [row for session in held for row in session.exercises if row.exercise_id in HOP_IDS]
        if week < FIRST_WEEK_WITH_HOPS[level]:
            assert not hops
            continue
        grown += grown == 0 or week not in lighter
        full = HOPS[level][min(grown, 6) - 1]
        assert sum(row.sets for row in hops) == 2 * (max(2, round(2 * full / 3)) if week in lighter else full), week
        assert {row.seconds for row in hops} == {20 if level == "beginner" and grown == 1 else 10}
    assert grown >= 6


HOP_IDS = ("heel_bounce", "pogo_hops", "line_hops")


def lighter_weeks(plan: rp.Plan) -> set[int]:
    """Step-back weeks, and the first of the strength phase unless one of them is near."""
    back = {week.week for week in plan.week_records if week.step_back}
    first = min(week.week for week in plan.week_records if week.strength_phase == "strength")
    return back if back & {first - 1, first, first + 1} else back | {first}


@pytest.mark.parametrize("level", LEVELS)
def test_the_ladder_without_weights_adds_repetitions_and_then_takes_a_harder_exercise(level: str) -> None:
    plan = plan_of("nothing", level, 30)
    most: dict[str, list[int]] = defaultdict(list)
    for week in sorted({*weeks(plan, "technique"), *weeks(plan)} - lighter_weeks(plan)):
        for row in lifts(plan, week):
            if FACTS[row.exercise_id]["pattern"] in ("squat", "lunge") and row.reps:
                most[row.exercise_id].append(row.reps)
    grown = [reps for reps in most.values() if len(reps) >= 3]
    assert grown
    assert all(reps == sorted(reps) for reps in grown)
    assert max(map(max, grown)) in (12, 15, 20)


def test_kits_of_this_file_are_words_of_the_equipment() -> None:
    assert set(itertools.chain(*KITS.values())) <= set(EQUIPMENT)


def test_minutes_of_the_table_are_those_of_the_sets() -> None:
    """Set-up, ramp-up, sets, rests and the way on, added here for straight sets without pairs."""
    plan = plan_of("dumbbells", "beginner", 30)
    session = next(row for row in plan.session_records if row.session_id == "w01-strength-1")
    seconds = 0.0
    for row in session.exercises:
        assert not row.superset  # a beginner who learns has none
        facts = FACTS[row.exercise_id]
        once = row.seconds if row.seconds is not None else row.reps * float(facts["seconds_per_rep"])
        work = 2 * once + 5 if facts["each_side"] == "yes" else once
        seconds += float(facts["setup_s"]) + row.sets * work + (row.sets - 1) * row.rest_s + 5
        seconds += 30 if row.note.startswith("First, five easy reps.") else 0
    assert sum(row.note.startswith("First, ") for row in session.exercises) == 1
    assert session.minutes == -(-int(pd.Series([seconds]).round(6).iloc[0]) // 60)
