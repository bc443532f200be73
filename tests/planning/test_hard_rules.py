"""Any block gives a plan that keeps every hard rule, or is refused with the wishes that collide and a way out."""

from __future__ import annotations

import copy
import dataclasses
import re
from collections.abc import Iterator
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, assume, event, example, given, settings

from runplan import Block, Plan, build_plan, load_catalog
from runplan.errors import BlockError, PlanImpossible
from tests.builders.blocks import EQUIPMENT, blocks, tight_blocks
from tests.checker import violations

FIELDS = tuple(field.name for field in dataclasses.fields(Block))
# What asks for nothing: any block with these values and none of its own wishes can be planned. What runners own, can do
# and have time for is none of their wishes.
LOOSEST: dict[str, Any] = {
    "weekly_km": (),
    "run_days": 3,
    "quality_runs": 0,
    "days_off": (),
    "dates_off": (),
    "rest_days": 0,
    "days_without_runs": (),
    "strength_sessions": 0,
    "avoid": (),
    "school": "hard_days",
    "doubles": True,
    "pins": (),
}
# What the checks of the wishes' minimality build again and again.
SOME = max(20, settings.default.max_examples // 10)


def planned(block: Block) -> Plan | PlanImpossible:
    """The plan, or the refusal."""
    try:
        return build_plan(block)
    except PlanImpossible as refusal:
        return refusal


def assert_says_what_collides(refusal: PlanImpossible, block: Block) -> None:
    """The refusal names fields of Block, in their order, each in its sentence, and a block that can be planned."""
    assert refusal.wishes
    assert list(refusal.wishes) == [name for name in FIELDS if name in refusal.wishes]
    for name in refusal.wishes:
        assert re.search(rf"\b{name}\b", str(refusal)), f"{name} is not in {refusal}"
    assert refusal.relaxed is not None
    assert refusal.relaxed != block
    changed = {name for name in FIELDS if getattr(refusal.relaxed, name) != getattr(block, name)}
    planned_ids = set(build_plan(refusal.relaxed).sessions["session_id"])
    if not {session_id for session_id, _ in refusal.relaxed.pins} <= planned_ids:
        changed.add("pins")  # the week that has the pinned session with one wish has it no longer without
    assert changed & set(refusal.wishes), f"{changed} are relaxed, and {refusal.wishes} collide"
    assert violations(build_plan(refusal.relaxed)) == []


# A metre or two less than eleven miles: half of the week is less than five and a half.
ODD_MILES = Block(
    start="2024-01-01",
    weeks=4,
    units="mi",
    weekly_km_now=21.2,
    weekly_km={1: 17.7},
    run_days=3,
    long_run_day="Mon",
    quality_runs=0,
    strength_sessions=0,
    easy_pace_s_per_km=180,
)


# The first days off take the place of the step-back week before the second ones.
TWO_GAPS = Block(
    start="2024-01-01",
    weeks=12,
    weekly_km_now=5,
    weekly_km_peak=6.5,
    run_days=3,
    long_run_day="Mon",
    quality_runs=0,
    strength_sessions=0,
    easy_pace_s_per_km=180,
    dates_off=[
        *(f"2024-02-{day:02}" for day in (*range(2, 9), *range(26, 30))),
        *(f"2024-03-0{day}" for day in (1, 2, 3)),
    ],
)
# Eleven miles as they are rounded: with a long run of half of them the other three runs lack a metre each.
ELEVEN_MILES = ODD_MILES.replace(weekly_km_now=19.2, run_days=4)
# The second part of the block comes before the long run is as long again as before the first days off.
GAP_OVER_TWO_PARTS = Block(
    start="2024-02-01",
    race_date="2024-07-15",
    goal="half",
    weekly_km_now=43.9,
    weekly_km_peak=57.1,
    quality_runs=0,
    days_off=["Mon", "Tue"],
    dates_off=["2024-02-01", "2024-02-02", "2024-02-03", "2024-02-04"],
    strength_sessions=0,
    easy_pace_s_per_km=180,
)
# With one day less off the race week has one run less, and what is pinned in it is not there.
PIN_OF_A_RACE_WEEK = Block(
    start="2024-01-01",
    race_date="2024-01-31",
    goal="5k",
    weekly_km_now=9.2,
    weekly_km_peak=12,
    weekly_km={5: 6},
    run_days=4,
    long_run_day="Mon",
    quality_runs=0,
    days_off=["Mon", "Tue", "Thu", "Sun"],
    strength_sessions=0,
    easy_pace_s_per_km=180,
    pins={"w01-long": "Mon", "w05-easy-2": "Wed"},
    week_start="Sun",
)


@example(ODD_MILES)
@example(ELEVEN_MILES)
@example(TWO_GAPS)
@example(GAP_OVER_TWO_PARTS)
@settings(max_examples=settings.default.max_examples // 2)
@given(blocks())
def test_any_block_gives_a_plan_that_keeps_every_hard_rule_or_says_which_wishes_collide(block: Block) -> None:
    outcome = planned(block)
    if isinstance(outcome, PlanImpossible):
        event("impossible")
        assert_says_what_collides(outcome, block)
    else:
        event("planned")
        assert violations(outcome) == []


@example(PIN_OF_A_RACE_WEEK)
@given(tight_blocks())
@settings(max_examples=2 * SOME, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
def test_a_tight_block_gives_a_plan_that_keeps_every_hard_rule_or_says_which_wishes_collide(block: Block) -> None:
    outcome = planned(block)
    if isinstance(outcome, PlanImpossible):
        event("impossible")
        assert_says_what_collides(outcome, block)
    else:
        event("planned")
        assert violations(outcome) == []


def with_only(block: Block, wishes: tuple[str, ...], long_run_day: str) -> Block:
    """The block with every field but these at its loosest value; the long run on this day, if it is no wish."""
    changes = {name: value for name, value in LOOSEST.items() if name not in wishes}
    quality = block.quality_runs if "quality_runs" in wishes else 0
    if "run_days" not in wishes:  # as few runs as the quality runs allow
        changes["run_days"] = max(3, quality + 1)
    if "race_date" not in wishes and block.race_date is not None:
        changes |= {"race_date": None, "weeks": block.number_of_weeks}
    if "long_run_day" not in wishes:
        changes["long_run_day"] = long_run_day
    return block.replace(**changes)


def can_stand(block: Block, wishes: tuple[str, ...]) -> bool:
    """Whether a plan keeps these wishes when it is free in all others."""
    days = ("Sun",) if "long_run_day" in wishes else ("Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat")
    return any(not isinstance(planned(with_only(block, wishes, day)), PlanImpossible) for day in days)


# Weeks 1 and 2 are nearly empty, and those after the days off come back from them: with the dates off no week has a
# long run. With the kilometres alone, or with neither, weeks have one, and it has no day.
LIGHT_WEEKS = Block(
    start="2024-04-28",
    weeks=4,
    week_start="Sun",
    units="mi",
    weekly_km_now=5,
    weekly_km={1: 0, 2: 1.1},
    long_run_day="Mon",
    days_off=["Mon", "Sat"],
    dates_off=["2024-04-30", "2024-05-01", "2024-05-02", "2024-05-03"],
)


# With its kilometres week 3 has no easy run, and the pin of it counts for nothing; with those of the curve it has one,
# and two runs are pinned to one day.
PINNED_TWICE = Block(
    start="2029-06-22",
    race_date="2029-07-15",
    goal="5k",
    weekly_km={1: 3.5, 2: 18.2, 3: 1, 4: 10.5},
    units="mi",
    long_run_day="Fri",
    days_off=["Mon", "Tue", "Sun"],
    pins={"w03-easy-1": "Mon", "w03-long": "Mon"},
)


@example(LIGHT_WEEKS)
@example(PINNED_TWICE)
@given(tight_blocks())
@settings(max_examples=SOME, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
def test_the_wishes_that_collide_are_as_few_as_can_be(block: Block) -> None:
    refusal = planned(block)
    assume(isinstance(refusal, PlanImpossible))
    wishes: tuple[str, ...] = refusal.wishes
    assert set(wishes) <= {*LOOSEST, "race_date", "long_run_day"}, f"{wishes} cannot be given up"
    assert not can_stand(block, wishes), f"{wishes} can stand together"
    for name in wishes:
        fewer = tuple(one for one in wishes if one != name)
        # Free in the kilometres a week may also have those of the block: more of them can bring a run that is pinned.
        assert can_stand(block, fewer) or can_stand(block, (*fewer, "weekly_km")), f"{fewer} alone do not fit together"


def _frames(thing: Any) -> Iterator[tuple[str, pd.DataFrame]]:
    for name in ("exercises", "involvement", "muscles", "running_load", "rules", "sources", "doses", "routines"):
        yield name, getattr(thing, name)


@given(blocks())
@settings(max_examples=20)
def test_building_a_plan_leaves_its_arguments_as_they_were(block: Block) -> None:
    catalog = load_catalog()
    frames = {name: frame.copy(deep=True) for name, frame in _frames(catalog)}
    fields = copy.deepcopy(block.to_dict())
    try:
        plan = build_plan(block, catalog)
        weeks, sessions, exercises = plan.weeks.copy(), plan.sessions.copy(), plan.exercises.copy()
        build_plan(block, catalog, previous=plan)
        for before, after in ((weeks, plan.weeks), (sessions, plan.sessions), (exercises, plan.exercises)):
            pd.testing.assert_frame_equal(before, after)
    except PlanImpossible:
        pass
    assert block.to_dict() == fields
    for name, frame in _frames(catalog):
        pd.testing.assert_frame_equal(frame, frames[name])


@pytest.mark.parametrize("week_start", ["Mon", "Sun"])
@pytest.mark.parametrize("goal", ["5k", "10k", "half", "marathon"])
@pytest.mark.parametrize("race_day", range(7))
def test_a_race_on_any_day_of_its_week_keeps_every_hard_rule(week_start: str, goal: str, race_day: int) -> None:
    day = pd.Timestamp("2027-04-18" if week_start == "Sun" else "2027-04-19") + pd.Timedelta(days=race_day)
    block = Block(start="2027-02-01", race_date=day.date(), goal=goal, week_start=week_start, strength_sessions=3)
    plan = build_plan(block)
    assert violations(plan) == []


def test_a_beginner_who_misses_weeks_of_strength_work_still_waits_twelve_of_them_for_jumps() -> None:
    away = [day.date() for day in pd.date_range("2027-02-01", "2027-02-14")]
    block = Block(start="2027-01-04", weeks=20, dates_off=away, equipment=EQUIPMENT, strength_sessions=2)
    assert violations(build_plan(block)) == []


def test_own_kilometres_in_a_week_without_a_day_collide_with_its_dates_off() -> None:
    away = [day.date() for day in pd.date_range("2027-01-11", "2027-01-17")]
    block = Block(start="2027-01-04", weeks=4, dates_off=away, weekly_km={2: 20})
    outcome = planned(block)
    assert isinstance(outcome, PlanImpossible)
    assert outcome.wishes == ("weekly_km", "dates_off")
    assert_says_what_collides(outcome, block)


DRILLS = tuple(name for name, section in load_catalog().exercises["section"].items() if section == "warm_up")
# Two collisions at once: too few days for the runs, and nothing to warm up with.
TWICE_IMPOSSIBLE = Block(
    start="2027-01-04", weeks=4, run_days=5, quality_runs=3, days_off=["Mon", "Tue", "Wed", "Thu"], avoid=DRILLS
)


def test_the_reason_that_is_given_is_about_the_wishes_that_collide() -> None:
    block = Block(start="2027-01-04", weeks=4, days_off=["Sun"], long_run_day="Sun", avoid=DRILLS)
    outcome = planned(block)
    assert isinstance(outcome, PlanImpossible)
    assert outcome.wishes == ("long_run_day", "days_off")
    assert "warm-up" not in str(outcome).partition(" A plan is possible")[0]


@example(TWICE_IMPOSSIBLE)
@given(tight_blocks())
@settings(max_examples=SOME, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
def test_no_wish_is_given_up_that_could_have_been_kept(block: Block) -> None:
    refusal = planned(block)
    assume(isinstance(refusal, PlanImpossible))
    relaxed = refusal.relaxed
    changed = [name for name in FIELDS if getattr(relaxed, name) != getattr(block, name)]
    if block.fills_minutes and "sets_per_muscle" in changed:
        changed.remove("sets_per_muscle")  # no wish: it follows from the sessions
    for name in changed:
        try:
            kept = relaxed.replace(**{name: getattr(block, name)})
        except BlockError:  # the wish contradicts another one that was given up
            continue
        assert isinstance(planned(kept), PlanImpossible), f"{name} could have been kept: {refusal}"


def test_half_a_kilometre_of_the_line_is_rounded_as_the_exact_figure_says() -> None:
    # The peak is in week 8, the seventh that rises: 127.4 + 90.6 / 6 is 142.5. Week 10 has 95 % of the peak, 207 km,
    # and four of its five runs have days: four fifths of that are 165.6.
    block = Block(
        start="2024-01-01",
        race_date="2024-04-08",
        goal="5k",
        weekly_km_now=127.4,
        weekly_km_peak=218,
        easy_pace_s_per_km=180,
        run_days=5,
        quality_runs=0,
        days_off=("Mon", "Tue"),
        dates_off=("2024-03-06",),
        rest_days=0,
        strength_sessions=0,
        doubles=False,
    )
    plan = build_plan(block)
    assert plan.weeks["run_km"].iloc[[1, 9]].tolist() == [143.0, 166.0]
    assert violations(plan) == []
