"""Each preferred exercise is in the plan, or a finding names it with a reason that is true for the plan."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

import runplan as rp
from runplan.catalog.equipment import parse
from runplan.insight.findings.preferred import preferred_unused
from runplan.insight.plan_facts import PlanFacts
from runplan.schema import EQUIPMENT_NAMES, LEVELS
from runplan.words import inside
from tests.builders.any_plans import any_plans
from tests.builders.blocks import EXERCISE_IDS, MANY_PLANS

CATALOG = rp.load_catalog()
TABLE = CATALOG.exercises
ALL_KIT = tuple(CATALOG.equipment_words)
BY_NAME = {inside(name): exercise_id for exercise_id, name in TABLE["name"].items()}


def reasons_of(plan: rp.Plan) -> dict[str, list[str]]:
    """The clauses about each exercise that the finding names."""
    rows = preferred_unused(PlanFacts(plan))
    if not rows:
        return {}
    (row,) = rows
    message = row.message.partition(" not in the plan: ")[2]
    reasons: dict[str, list[str]] = {}
    while match := re.match(r"(?P<names>.+?) \((?P<why>(?:[^()]|\([^()]*\))*)\)(; |\. ?|$)", message):
        left = match["names"]
        for name in sorted(BY_NAME, key=len, reverse=True):
            if re.search(rf"(^|, | and ){re.escape(name)}($|, | and )", left):
                left = left.replace(name, "")
                reasons[BY_NAME[name]] = match["why"].split("; ")
        assert not left.replace(" and ", "").strip(", "), left
        message = message[match.end() :]
    return reasons


@cache
def pattern(exercise_id: str) -> str:
    return str(TABLE.at[exercise_id, "pattern"])


def forms(exercise_id: str) -> set[str]:
    """What the catalogue names as easier or harder than an exercise, or the other way round."""
    own = {*str(TABLE.at[exercise_id, "easier"]).split(";"), *str(TABLE.at[exercise_id, "harder"]).split(";")}
    sides = zip(TABLE.index, TABLE["easier"], TABLE["harder"], strict=True)
    return own | {name for name, *cells in sides if exercise_id in ";".join(map(str, cells)).split(";")}


def is_true(plan: rp.Plan, exercise_id: str, why: str) -> bool:
    """Whether a clause is true, by the catalogue, the block and the plan's tables alone."""
    row, block = TABLE.loc[exercise_id], plan.block
    strength = plan.sessions[plan.sessions["kind"] == "strength"]
    sessions = [set(ids) for _, ids in plan.exercises.groupby("session_id")["exercise_id"]]
    lacks = [need for need in parse(row["equipment"]) if not set(need) & set(block.equipment)]
    if why.startswith("missing equipment: "):
        return bool(lacks) and all(inside(EQUIPMENT_NAMES[word]) in why for need in lacks for word in need)
    if match := re.fullmatch(r"(\w+) level, and yours is (\w+)", why):
        return match.groups() == (row["level"], block.level) and LEVELS.index(row["level"]) > LEVELS.index(block.level)
    if lacks or LEVELS.index(row["level"]) > LEVELS.index(block.level):  # the one that is named first is not named
        return why.startswith(("rolls", "strength sessions under", "jumps", "the plan has no"))
    if why == "the plan has no strength sessions":
        return strength.empty
    if why.startswith("rolls and drills"):
        return row["section"] in ("foam_roll", "warm_up")
    if why == "strength sessions under 20 minutes are a fixed routine":
        return block.strength_minutes < 20 and set(strength["type"]) <= {"routine", "core"}
    if why.startswith("jumps and hops"):
        return row["section"] == "plyometric" or row["pattern"] == "jump" or row["dose"] == "hops"
    if row["section"] in ("foam_roll", "warm_up") or block.strength_minutes < 20:
        return False
    if match := re.fullmatch(r"(.+) is an easier or harder form of it, and a session never has both", why):
        return BY_NAME[match[1]] in forms(exercise_id) and any(BY_NAME[match[1]] in ids for ids in sessions)
    if why.startswith("sessions already have this movement twice: "):
        named = [BY_NAME[name] for name in why.partition(": ")[2].split(" and ")]
        return all(pattern(name) == row["pattern"] for name in named) and any(ids >= set(named) for ids in sessions)
    if "other exercises bring you closer" in why or "no time left" in why:
        return f"{block.strength_minutes}" in why and not strength.empty
    if why.startswith("core sessions"):
        return set(strength["type"]) == {"core"}
    return why == "not planned at your level in the phases of this block"


@MANY_PLANS
@given(plan=any_plans())
def test_each_preferred_exercise_is_in_the_plan_or_named_with_a_true_reason(plan: rp.Plan) -> None:
    done = set(plan.exercises["exercise_id"])
    reasons = reasons_of(plan)
    assert set(reasons) == {name for name in plan.block.prefer if name in TABLE.index} - done
    for exercise_id, clauses in reasons.items():
        assert clauses
        assert all(is_true(plan, exercise_id, why) for why in clauses), (exercise_id, clauses)


@MANY_PLANS
@given(
    prefer=st.lists(st.sampled_from(EXERCISE_IDS), min_size=1, max_size=4, unique=True),
    level=st.sampled_from(LEVELS),
    minutes=st.integers(10, 60),
    sessions=st.integers(0, 4),
    kit=st.sampled_from(((), ("dumbbell", "mini_band"), ALL_KIT)),
)
def test_what_hinders_an_exercise_of_any_level_kit_and_length_of_session_is_said(
    prefer: list[str], level: str, minutes: int, sessions: int, kit: Sequence[str]
) -> None:
    block = rp.Block(start="2027-01-04", weeks=10, level=level, equipment=kit, prefer=prefer)
    plan = rp.build_plan(block.replace(strength_minutes=minutes, strength_sessions=sessions))
    reasons = reasons_of(plan)
    assert set(reasons) == set(prefer) - set(plan.exercises["exercise_id"])
    assert all(is_true(plan, exercise_id, why) for exercise_id, clauses in reasons.items() for why in clauses), reasons


@pytest.mark.parametrize(
    ("exercise_id", "level"),
    [("single_leg_rdl_reach", "beginner"), ("lunge_clock", "intermediate"), ("suitcase_deadlift", "advanced")],
)
def test_an_exercise_without_time_is_in_longer_and_more_sessions(exercise_id: str, level: str) -> None:
    kit = ("dumbbell", "mini_band", "foam_roller")
    race = {"race_date": "2027-04-25", "goal": "half"}
    block = rp.Block(start="2027-01-04", **race, weekly_km_now=30, level=level, equipment=kit, prefer=(exercise_id,))
    short = rp.build_plan(block.replace(strength_minutes=30))
    assert reasons_of(short)[exercise_id] == ["30-minute sessions have no time left after the main lifts"]
    assert not reasons_of(rp.build_plan(block.replace(strength_minutes=60, strength_sessions=4)))


def test_what_was_taken_out_of_the_file_is_said_to_be_gone() -> None:
    plan = rp.build_plan(rp.Block(start="2027-01-04", weeks=6, prefer=("push_up",)))
    assert not reasons_of(plan)
    left = plan.exercises[plan.exercises["exercise_id"] != "push_up"]
    assert reasons_of(replace(plan, exercises=left)) == {"push_up": ["the sessions with it were changed or dropped"]}
