"""What a coach who reads the blocks would object to, as tests over kits and levels."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pandas as pd
import pytest

import runplan as rp
from bench.routine_gap import best_possible, case_of, nothing
from bench.routine_pairs import KITS, Pair, main_lifts, pairs
from runplan.catalog.equipment import available
from runplan.planning.build import catalog_weeks
from runplan.planning.strength import choose
from runplan.planning.strength.progression import routine_request
from runplan.planning.strength.timing import session_seconds
from runplan.schema import COUNTED_SECTIONS, LEG_PATTERNS, LEVELS
from tests.planning.strength.legwork import is_heavy

CATALOG = rp.load_catalog()
TABLE = CATALOG.exercises
RANK = {level: at for at, level in enumerate(LEVELS)}
ALL: list[Pair] = list(pairs(CATALOG))
IDS = [f"{pair.kit}, {pair.level}" for pair in ALL]
LIFTS = {"compound_both": 0, "compound_single": 1}
LARGE = ("compound_both", "compound_single", "hamstring_lowering", "swing")
PART = {"foam_roll": 0, "warm_up": 1, "activation": 2, "plyometric": 3, "strength": 4}


def sessions(plan: rp.Plan) -> Iterator[tuple[int, str, pd.DataFrame]]:
    """Week, type and exercises of each strength session."""
    strength = plan.sessions[plan.sessions["kind"] == "strength"]
    rows = dict(tuple(plan.exercises.groupby("session_id")))
    for one in strength.itertuples():
        yield one.week, one.type, rows[one.session_id].sort_values("order")


def counted(rows: pd.DataFrame) -> pd.DataFrame:
    """What is trained; low hops belong to the warm-up, whose gaps they fill."""
    hops = TABLE.loc[rows["exercise_id"], "dose"].eq("hops").to_numpy() | rows["exercise_id"].eq("heel_bounce")
    return rows[rows["section"].isin(COUNTED_SECTIONS) & ~hops]


def test_there_are_twenty_four_pairs_of_a_kit_and_a_level_each_with_two_sessions_a_week() -> None:
    assert len(ALL) == 24
    assert all(len(pair.by_week) >= 10 for pair in ALL)


@pytest.mark.parametrize("pair", ALL, ids=IDS)
def test_in_nine_of_ten_weeks_no_muscle_gets_far_too_much_beside_the_main_lifts(pair: Pair) -> None:
    """The trunk apart, whose target in a first week is half of little; at most a fourth of the weeks."""
    weeks = pair.by_week
    over = [week for week in weeks if any(each.over for muscle, each in week.items() if muscle != "trunk")]
    assert len(over) <= 0.1 * len(weeks)
    assert sum(week["trunk"].over for week in weeks) <= len(weeks) / 4


SOME = [pair for pair in ALL if pair.kit in ("nothing", "home gym", "full gym")]


@pytest.mark.parametrize("pair", SOME, ids=lambda pair: f"{pair.kit}, {pair.level}")
def test_what_is_short_of_its_target_is_short_in_the_best_routine_there_is(pair: Pair) -> None:
    """With the same main lifts and minutes the integer programme's best is at most two points better."""
    week = next(week for week in catalog_weeks(pair.plan.block, CATALOG) if week.strength_phase == "strength")
    routine = choose(routine_request(pair.plan.block, week), CATALOG)
    case = case_of(CATALOG, routine.request)
    _, bound, _ = best_possible(case, 20.0)
    assert 100 * (1 - bound / nothing(case)) - routine.reach <= 2


@pytest.mark.parametrize("pair", ALL, ids=IDS)
def test_nothing_is_asked_for_that_is_not_owned_or_above_the_level_and_minutes_are_kept(pair: Pair) -> None:
    for name in pair.plan.exercises["exercise_id"].unique():
        assert available(TABLE.at[name, "equipment"], KITS[pair.kit]), name
        assert RANK[TABLE.at[name, "level"]] <= RANK[pair.level], name
    for _, _, rows in sessions(pair.plan):
        assert session_seconds(list(rows.itertuples()), CATALOG) <= 30 * 60


@pytest.mark.parametrize("pair", ALL, ids=IDS)
def test_no_session_has_three_of_one_movement_or_one_exercise_twice(pair: Pair) -> None:
    for _, _, rows in sessions(pair.plan):
        work = counted(rows)
        assert work["exercise_id"].is_unique
        assert max(Counter(TABLE.loc[work["exercise_id"], "pattern"]).values()) <= 2


@pytest.mark.parametrize("pair", ALL, ids=IDS)
def test_the_order_is_warm_up_jumps_heavy_work_the_rest_and_the_core_last(pair: Pair) -> None:
    """Lowering the body by the hamstrings comes behind the lifts, heavy or not: tired hamstrings would spoil them."""
    for _, _, rows in sessions(pair.plan):
        assert [PART[section] for section in rows["section"]] == sorted(PART[section] for section in rows["section"])
        strength = list(rows[rows["section"] == "strength"].itertuples())
        # a superset stands where its work besides the core does
        units = [list(unit) for _, unit in itertools.groupby(strength, lambda row: row.superset or row.order)]
        core = [all(TABLE.at[row.exercise_id, "pattern"].startswith("core") for row in unit) for unit in units]
        assert core == sorted(core)
        legs = [row for row in strength if TABLE.at[row.exercise_id, "pattern"] in LEG_PATTERNS]
        curls = [TABLE.at[row.exercise_id, "dose"] == "hamstring_lowering" for row in legs]
        large = [TABLE.at[row.exercise_id, "dose"] in LIFTS for row in legs]
        assert not any(curl and any(large[at:]) for at, curl in enumerate(curls))
        legs = [row for row, curl in zip(legs, curls, strict=True) if not curl]
        heavy = [is_heavy(row) for row in legs]
        assert heavy == sorted(heavy, reverse=True)
        lifts = [LIFTS.get(TABLE.at[one.exercise_id, "dose"], 2) for one, hard in zip(legs, heavy, strict=True) if hard]
        assert lifts == sorted(lifts)


MAIN_LIFTS = main_lifts()
AFTER_RAISES = ("calf_hold", "soleus_hold", "calf_push_strap", "calf_push_rack")


def pairs_of(rows: pd.DataFrame) -> Iterator[tuple[Any, Any]]:
    """Partners of each superset."""
    for _, unit in rows[rows["superset"] != ""].groupby("superset"):
        one, other = unit.itertuples()
        yield one, other


def test_a_beginner_learns_the_movements_in_straight_sets() -> None:
    for pair in ALL:
        phase_of = dict(zip(pair.plan.weeks["week"], pair.plan.weeks["strength_phase"], strict=True))
        for week, _, rows in sessions(pair.plan):
            if pair.level == "beginner" and phase_of[week] == "technique":
                assert set(rows["superset"]) == {""}


def test_many_sessions_have_a_superset_and_none_more_than_two() -> None:
    counts = [rows["superset"].replace("", None).nunique() for pair in ALL for _, _, rows in sessions(pair.plan)]
    assert max(counts) == 2
    assert sum(count > 0 for count in counts) > len(counts) / 3


@pytest.mark.parametrize("pair", ALL, ids=IDS)
def test_partners_of_a_superset_do_not_hinder_each_other(pair: Pair) -> None:
    roles = CATALOG.involvement.groupby(["exercise_id", "role"])["muscle"].agg(set)
    main = {name: roles.get((name, "prime_mover"), set()) for name in TABLE.index}
    works = {name: main[name] | roles.get((name, "synergist"), set()) for name in TABLE.index}
    for _, _, rows in sessions(pair.plan):
        for one, other in pairs_of(rows):
            patterns = [TABLE.at[name, "pattern"] for name in (one.exercise_id, other.exercise_id)]
            assert one.section == other.section == "strength"
            assert patterns[0] != patterns[1]
            assert "carry" not in patterns
            assert not set(patterns) <= set(LEG_PATTERNS)
            assert not all(pattern.startswith("core") for pattern in patterns)
            heavy = [each for each in (one, other) if is_heavy(each)]
            large = [each for each in (one, other) if TABLE.at[each.exercise_id, "dose"] in LARGE]
            if heavy or large:  # with nothing for the legs or the core, nothing that tires back or grip
                assert any(pattern.startswith("upper") for pattern in patterns)
                assert set(patterns) != {"hinge", "upper_pull"}
                # arms, shoulders and upper back hold a lift's weight, which a row or a press between its sets allows
                names = one.exercise_id, other.exercise_id
                for name, partner in (names, names[::-1]):
                    assert not (main[name] & works[partner]) - {"arms", "shoulders", "upper_back"}


@pytest.mark.parametrize("pair", ALL, ids=IDS)
def test_a_heavy_set_in_a_superset_keeps_its_full_rest(pair: Pair) -> None:
    for _, _, rows in sessions(pair.plan):
        for unit in pairs_of(rows):
            for heavy, partner in (unit, unit[::-1]):
                if is_heavy(heavy) and min(heavy.sets, partner.sets) > 1:
                    work = partner.seconds if pd.notna(partner.seconds) else partner.reps * pace(partner)
                    work = 2 * work + 5 if partner.each_side else work
                    once = [heavy._replace(sets=1), partner._replace(sets=1)]
                    twice = [heavy._replace(sets=2), partner._replace(sets=2)]
                    round_s = session_seconds(twice, CATALOG) - session_seconds(once, CATALOG)
                    own = heavy.seconds if pd.notna(heavy.seconds) else heavy.reps * pace(heavy)
                    own = 2 * own + 5 if heavy.each_side else own
                    assert round_s - own >= heavy.rest_s
                    assert round_s - own >= work


@pytest.mark.parametrize("pair", ALL, ids=IDS)
def test_a_rest_is_one_that_a_clock_on_the_wall_tells(pair: Pair) -> None:
    """Quarters of a minute, in turn with a partner too; its minutes are kept all the same."""
    for plan in (pair.plan, rp.build_plan(pair.plan.block.replace(strength_minutes=45), CATALOG)):
        rests = {int(rest) for _, _, rows in sessions(plan) for rest in rows["rest_s"][rows["sets"] > 1]}
        assert rests
        assert not [rest for rest in rests if rest % 15]


def pace(row: Any) -> float:
    return float(TABLE.at[row.exercise_id, "seconds_per_rep"])


@pytest.mark.parametrize("pair", ALL, ids=IDS)
def test_no_session_holds_two_forms_of_one_exercise(pair: Pair) -> None:
    """That a calf is held, or pushes a strap, after its raises is none."""
    for _, _, rows in sessions(pair.plan):
        names = set(counted(rows)["exercise_id"]) - set(AFTER_RAISES)
        for name in names:
            assert not names & set(f"{TABLE.at[name, 'easier']};{TABLE.at[name, 'harder']}".split(";"))


def raised_and_held(plan: rp.Plan) -> Iterator[tuple[list[int], list[int]]]:
    """In each session the places of the calf's raises, and of its holds and pushes."""
    for _, _, rows in sessions(plan):
        names = list(rows["exercise_id"])
        held = [at for at, name in enumerate(names) if name in AFTER_RAISES]
        raised = [at for at, name in enumerate(names) if TABLE.at[name, "dose"] in ("calf_raise", "calf_heavy")]
        yield raised, [at for at in held if at not in raised]


@pytest.mark.parametrize("pair", ALL, ids=IDS)
def test_a_calf_is_held_and_pushes_after_its_raises(pair: Pair) -> None:
    longer = rp.build_plan(pair.plan.block.replace(strength_minutes=45), CATALOG)
    for plan in (pair.plan, longer):
        assert all(max(raised, default=-1) < min(held, default=99) for raised, held in raised_and_held(plan))


@pytest.mark.parametrize("pair", ALL, ids=IDS)
def test_squats_hinges_and_lunges_of_the_block_stand_before_its_calf_raises(pair: Pair) -> None:
    for plan in (pair.plan, rp.build_plan(pair.plan.block.replace(strength_minutes=45), CATALOG)):
        for _, _, rows in sessions(plan):
            names = [name for name in rows["exercise_id"] if name in MAIN_LIFTS]
            calves = [TABLE.at[name, "pattern"] == "calf_ankle" for name in names]
            legs = [TABLE.at[name, "dose"] in (*LIFTS, "single_unloaded") for name in names]
            first = calves.index(True) if any(calves) else len(names)
            assert not any(legs[first:]), names


def test_some_sessions_have_raises_and_a_hold() -> None:
    assert sum(bool(raised and held) for pair in ALL for raised, held in raised_and_held(pair.plan)) > 20


@pytest.mark.parametrize("pair", ALL, ids=IDS)
def test_the_warm_up_is_shorter_than_half_of_the_work(pair: Pair) -> None:
    for _, _, rows in sessions(pair.plan):
        before = rows[~rows["section"].isin(COUNTED_SECTIONS)]
        seconds = [session_seconds(list(part.itertuples()), CATALOG) for part in (before, counted(rows))]
        rolls, drills = ((before["section"] == name).sum() for name in ("foam_roll", "warm_up"))
        assert seconds[0] <= seconds[1] / 2 or (rolls <= 1 and drills <= 2)


@pytest.mark.parametrize("pair", ALL, ids=IDS)
def test_a_week_has_calf_work_with_a_straight_and_with_a_bent_knee(pair: Pair) -> None:
    credit = CATALOG.credit
    calves = TABLE.index[TABLE["dose"].isin(("calf_raise", "calf_heavy"))]
    bent = {name for name in calves if credit.at[name, "soleus"] > credit.at[name, "gastrocnemius"]}
    phase_of = dict(zip(pair.plan.weeks["week"], pair.plan.weeks["strength_phase"], strict=True))
    done: dict[int, set[str]] = {}
    for week, _, rows in sessions(pair.plan):
        done.setdefault(week, set()).update(set(counted(rows)["exercise_id"]) & set(calves))
    for week, names in done.items():
        assert names & bent, phase_of[week]
        assert names - bent, phase_of[week]


@pytest.mark.parametrize("pair", ALL, ids=IDS)
def test_a_warm_up_prepares_what_the_session_works(pair: Pair) -> None:
    roles = CATALOG.involvement
    prepared = roles[roles["role"].isin(("stretched", "rolled", "synergist", "prime_mover"))]
    muscles = prepared.groupby("exercise_id")["muscle"].agg(set)
    credit = CATALOG.credit
    for _, _, rows in sessions(pair.plan):
        before = set().union(*(muscles.get(name, set()) for name in rows["exercise_id"][rows["section"] == "warm_up"]))
        worked = set(credit.columns[(credit.loc[counted(rows)["exercise_id"]] == 1).any()])
        assert before & worked


@pytest.mark.parametrize("pair", ALL, ids=IDS)
def test_exercises_stay_within_a_phase_unless_a_harder_one_follows(pair: Pair) -> None:
    phase_of = dict(zip(pair.plan.weeks["week"], pair.plan.weeks["strength_phase"], strict=True))
    weeks: dict[int, set[str]] = {}
    for week, _, rows in sessions(pair.plan):
        weeks.setdefault(week, set()).update(counted(rows)["exercise_id"])
    for week, after in itertools.pairwise(sorted(weeks)):
        if phase_of[week] == phase_of[after]:
            gone, new = weeks[week] - weeks[after], weeks[after] - weeks[week]
            assert len(gone) == len(new)
            assert all(set(TABLE.at[name, "harder"].split(";")) & new for name in gone), (after, gone, new)


@pytest.mark.parametrize("pair", ALL, ids=IDS)
def test_a_week_has_the_movements_of_running_and_work_on_one_leg(pair: Pair) -> None:
    by_week: dict[int, list[str]] = {}
    for week, _, rows in sessions(pair.plan):
        by_week.setdefault(week, []).extend(counted(rows)["exercise_id"])
    for names in by_week.values():
        patterns = set(TABLE.loc[names, "pattern"])
        assert patterns & {"hinge", "knee_flexion"}
        assert patterns & {"squat", "lunge"}
        assert "calf_ankle" in patterns
        assert any(name.startswith("core") for name in patterns)
        assert patterns & {"upper_push", "upper_pull"}
        assert any(TABLE.at[name, "each_side"] and TABLE.at[name, "pattern"] in LEG_PATTERNS for name in names)
        assert {plane for name in names for plane in TABLE.at[name, "planes"].split(";")} >= {"sagittal", "frontal"}


def test_exercises_grow_from_technique_to_strength_and_never_shrink() -> None:
    growing = 0
    for pair in ALL:
        phase_of = dict(zip(pair.plan.weeks["week"], pair.plan.weeks["strength_phase"], strict=True))
        held: dict[str, set[str]] = {}
        for week, _, rows in sessions(pair.plan):
            held.setdefault(phase_of[week], set()).update(counted(rows)["exercise_id"])
        technique, strength = held["technique"], held["strength"]
        given_up, new = technique - strength, strength - technique
        given_up -= set(AFTER_RAISES)
        assert not [name for name in given_up if set(TABLE.at[name, "easier"].split(";")) & new], pair
        growing += any(set(TABLE.at[name, "harder"].split(";")) & strength for name in given_up)
    assert growing >= 20  # where the neighbours leave another way, a coach may go it


@pytest.mark.parametrize("pair", ALL, ids=IDS)
def test_a_lift_or_a_calf_raise_is_never_a_single_set(pair: Pair) -> None:
    phase_of = dict(zip(pair.plan.weeks["week"], pair.plan.weeks["strength_phase"], strict=True))
    for week, _, rows in sessions(pair.plan):
        for row in rows[rows["section"] == "strength"].itertuples():
            dose = TABLE.at[row.exercise_id, "dose"]
            if phase_of[week] in ("technique", "strength", "power", "keep") and dose in (*LARGE, "calf_raise"):
                assert row.sets >= 2, row.exercise_id


def test_beginners_do_not_jump_in_their_first_twelve_weeks_and_hop_low_from_the_fifth_on() -> None:
    for pair in ALL:
        if pair.level == "beginner":
            plyometric = {
                (week, TABLE.at[name, "dose"])
                for week, _, rows in sessions(pair.plan)
                for name in rows["exercise_id"][rows["section"] == "plyometric"]
            }
            assert {dose for _, dose in plyometric} == {"hops"}
            assert min(week for week, _ in plyometric) == 5  # in the fourth the heels bounce, and the toes stay


def test_most_of_what_is_chosen_is_what_a_coach_would_reach_for_first() -> None:
    chosen = [name for pair in ALL for _, _, rows in sessions(pair.plan) for name in counted(rows)["exercise_id"]]
    assert TABLE.loc[chosen, "staple"].mean() >= 0.6


RACES = tuple(
    rp.build_plan(
        rp.Block(
            start="2027-01-04",
            race_date="2027-04-25",
            goal=goal,
            level=level,
            equipment=KITS[kit],
            strength_sessions=number,
            strength_minutes=minutes,
        ),
        CATALOG,
    )
    for goal, level, kit, number, minutes in (
        ("marathon", "beginner", "nothing", 2, 30),
        ("half", "intermediate", "full gym", 2, 45),
        ("10k", "advanced", "home gym", 3, 30),
        ("5k", "intermediate", "dumbbells", 4, 60),
        ("marathon", "advanced", "Swiss ball, sliders, roller", 1, 40),
        ("half", "beginner", "kettlebell", 2, 20),
    )
)


@pytest.mark.parametrize("plan", RACES, ids=[f"{plan.block.goal}, {plan.block.level}" for plan in RACES])
def test_nothing_new_is_done_in_the_weeks_before_a_race(plan: rp.Plan) -> None:
    phase_of = dict(zip(plan.weeks["week"], plan.weeks["strength_phase"], strict=True))
    done: set[str] = set()
    kept = 0
    for week, _, rows in sorted(sessions(plan), key=lambda one: one[0]):
        names = set(counted(rows)["exercise_id"])
        if phase_of[week] == "keep":
            kept += 1
            assert names <= done, names - done
        done |= names
    assert kept


@pytest.mark.parametrize("plan", RACES, ids=[f"{plan.block.goal}, {plan.block.level}" for plan in RACES])
def test_the_race_week_is_a_step_easier_than_its_phase(plan: rp.Plan) -> None:
    week = int(plan.weeks["week"].max())
    for number, kind, rows in sessions(plan):
        if number == week:
            assert kind in ("core", "routine")
            assert counted(rows)["effort"].max() <= 7


@pytest.mark.parametrize("plan", [*RACES, *(pair.plan for pair in ALL)], ids=lambda plan: plan.block.level)
def test_sessions_of_a_week_are_about_equally_long(plan: rp.Plan) -> None:
    """Of one type: within half of the longer one; core and heavy sessions differ by what they are."""
    minutes: dict[tuple[int, str], list[int]] = {}
    for one in plan.sessions[plan.sessions["kind"] == "strength"].itertuples():
        minutes.setdefault((one.week, one.type), []).append(int(one.minutes))
    assert all(min(few) >= max(few) / 2 for few in minutes.values())
