"""Main lifts, once for the block: against the table that a coach wrote for eight kits and three levels."""

from __future__ import annotations

import csv
import itertools
from pathlib import Path
from typing import Any

import pytest

import runplan as rp
from bench.routine_pairs import KITS
from runplan.catalog import load_catalog
from runplan.plan.records import RoutineRequest
from runplan.planning.strength.catalog_arrays import arrays_of
from runplan.planning.strength.lifts.main_lifts import chosen_lifts
from runplan.schema import LEVELS
from tests.planning.strength.legwork import is_heavy

ARRAYS = arrays_of(load_catalog())
with Path(__file__).with_name("main_lifts_by_kit.csv").open(encoding="utf-8", newline="") as file:
    BY_KIT = list(csv.DictReader(file))
with Path("data/exercises.csv").open(encoding="utf-8", newline="") as file:
    FACTS = {row["exercise_id"]: row for row in csv.DictReader(file)}


def lifts(
    equipment: tuple[str, ...] = (), level: str = "beginner", minutes: int = 45, **changes: Any
) -> dict[str, tuple[str, str]]:
    """The technique and the strength lift of each slot, by their ids."""
    request = RoutineRequest("strength", ("general",), minutes, 4.0, equipment, level, **changes)
    lifts_by_slot = chosen_lifts(ARRAYS, request)
    return {slot: (ARRAYS.ids[lift.technique], ARRAYS.ids[lift.strength]) for slot, lift in lifts_by_slot.items()}


@pytest.mark.parametrize("row", BY_KIT, ids=[f"{row['kit']}, {row['level']}" for row in BY_KIT])
def test_each_kit_and_level_has_the_lifts_of_the_table(row: dict[str, str]) -> None:
    lifts_by_slot = lifts(KITS[row["kit"]], row["level"])
    hinge = lifts_by_slot.get(
        "hinge", lifts_by_slot["hinge_one_leg"]
    )  # without weights the bridge on one leg is the hinge
    for slot in ("squat", "single_leg", "hamstrings", "calf_straight", "calf_bent"):
        assert ">".join(lifts_by_slot[slot]) == row[slot], slot
    assert ">".join(hinge) == row["hinge"]


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("kit", KITS)
def test_a_lift_can_be_done_with_the_kit_at_the_level_and_serves_one_slot(kit: str, level: str) -> None:
    lifts_by_slot = lifts(KITS[kit], level)
    owned = set(KITS[kit])
    for name in itertools.chain.from_iterable(lifts_by_slot.values()):
        assert all(set(need.split("|")) & owned for need in FACTS[name]["equipment"].split(";") if need), name
        assert LEVELS.index(FACTS[name]["level"]) <= LEVELS.index(level), name
    strength = [pair[1] for pair in lifts_by_slot.values()]
    assert len(set(strength)) == len(strength)


WEIGHTS = ("barbell", "dumbbell", "backpack")
FIXED = ("box", "chair")
BENT = ("seated_calf_raise", "calf_raise_bent_loaded")


def can_do(name: str, owned: set[str], level: str) -> bool:
    needs = [set(need.split("|")) for need in FACTS[name]["equipment"].split(";") if need]
    return all(need & owned for need in needs) and LEVELS.index(FACTS[name]["level"]) <= LEVELS.index(level)


@pytest.mark.parametrize("minutes", [20, 30, 45, 60])
@pytest.mark.parametrize("level", LEVELS)
def test_a_calf_raise_is_loaded_wherever_what_is_owned_can_load_one(level: str, minutes: int) -> None:
    """With a straight and with a bent knee, for every choice of weights and of what to sit or stand on."""
    loaded = [name for name, facts in FACTS.items() if facts["dose"] == "calf_heavy"]
    count = 0
    for owned in itertools.chain.from_iterable(
        itertools.combinations((*WEIGHTS, *FIXED), number) for number in range(len(WEIGHTS) + len(FIXED) + 1)
    ):
        by_slot = lifts(owned, level, minutes)
        for slot in ("calf_straight", "calf_bent"):
            possible = [
                name for name in loaded if (name in BENT) == (slot == "calf_bent") and can_do(name, set(owned), level)
            ]
            assert (by_slot[slot][1] in possible) == bool(possible), (owned, slot, by_slot[slot])
            count += bool(possible)
    assert count > 30


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("kit", KITS)
def test_no_session_of_half_an_hour_has_a_calf_raise_that_leaves_a_muscle_of_the_calf_out(kit: str, level: str) -> None:
    """A seated raise does nothing for the gastrocnemius (Kinoshita 2023): it is for sessions with time for others."""
    for minutes in (25, 30, 40):
        assert "seated_calf_raise" not in lifts(KITS[kit], level, minutes)["calf_bent"]


def test_an_avoided_lift_gives_way_to_the_next_and_a_preferred_one_comes_first() -> None:
    assert lifts(("dumbbell",), "advanced")["squat"][1] == "front_rack_squat"
    assert lifts(("dumbbell",), "advanced", avoid=("front_rack_squat",))["squat"][1] == "goblet_squat"
    assert lifts(("dumbbell",), "advanced", prefer=("goblet_squat",))["squat"][1] == "goblet_squat"


def test_a_lift_of_which_a_set_is_remembered_comes_before_a_preferred_one() -> None:
    chosen = lifts(("barbell", "dumbbell"), "advanced", prefer=("front_rack_squat",), lifts=("goblet_squat",))
    assert chosen["squat"][1] == "goblet_squat"


def test_where_what_is_to_be_learnt_is_avoided_the_lift_itself_is_learnt() -> None:
    assert lifts(("dumbbell",), "beginner", avoid=("split_squat",))["single_leg"] == (
        "split_squat_loaded",
        "split_squat_loaded",
    )


def weeks_of(plan: rp.Plan) -> dict[int, list[Any]]:
    """The counted exercises of each week, rows of its table."""
    week_of = dict(zip(plan.sessions["session_id"], plan.sessions["week"], strict=True))
    weeks: dict[int, list[Any]] = {}
    for row in plan.exercises.itertuples():
        weeks.setdefault(week_of[row.session_id], []).append(row)
    return weeks


def chain(name: str) -> set[str]:
    """An exercise and all that lead up to it, one easier than the other."""
    easier = [other for other in FACTS[name]["easier"].split(";") if other]
    return {name}.union(*(chain(other) for other in easier))


@pytest.mark.parametrize("level", ["intermediate", "advanced"])
@pytest.mark.parametrize("kit", ["dumbbells", "kettlebell", "home gym", "full gym"])
def test_two_of_three_heavy_lifts_of_the_strength_phase_were_learnt_in_the_technique_phase(
    kit: str, level: str
) -> None:
    plan = rp.build_plan(rp.Block(start="2027-01-04", weeks=12, equipment=KITS[kit], level=level))
    phase = dict(zip(plan.weeks["week"], plan.weeks["strength_phase"], strict=True))
    learnt, heavy = set(), set()
    for week, rows in weeks_of(plan).items():
        learnt |= {row.exercise_id for row in rows} if phase[week] == "technique" else set()
        heavy |= {row.exercise_id for row in rows if is_heavy(row)} if phase[week] == "strength" else set()
    prepared = [name for name in heavy if learnt & chain(name)]
    assert len(heavy) >= 3
    assert len(prepared) >= 2 / 3 * len(heavy), heavy - set(prepared)


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("kit", KITS)
def test_main_lifts_stay_from_the_strength_phase_to_the_race(kit: str, level: str) -> None:
    block = rp.Block(start="2027-01-04", race_date="2027-04-25", goal="marathon", equipment=KITS[kit], level=level)
    plan = rp.build_plan(block)
    phase = dict(zip(plan.weeks["week"], plan.weeks["strength_phase"], strict=True))
    lifts_by_slot = lifts(KITS[kit], level)
    outgrown = {"split_squat_one_and_half", "skater_squat_wall"}
    for week, rows in weeks_of(plan).items():
        names = {row.exercise_id for row in rows}
        if phase[week] == "technique":
            assert names & {lifts_by_slot["squat"][0], lifts_by_slot["squat"][1]}
        elif week < 16:
            assert names & {lifts_by_slot["squat"][1], *outgrown}, week
            assert names & {
                lifts_by_slot.get("hinge", lifts_by_slot["hinge_one_leg"])[1],
                lifts_by_slot["hinge_one_leg"][1],
            }, week
