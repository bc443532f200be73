"""Each field of Block that is out of range, has the wrong type or is contradictory is refused in one clear sentence."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import pytest

from runplan import Block, build_plan
from runplan.errors import BlockError, PlanImpossible
from tests.plan.test_events import REFUSED as REFUSED_EVENTS
from tests.plan.test_lift_fields import REFUSED as REFUSED_LIFTS
from tests.plan.test_race_fields import REFUSED as REFUSED_RACES

DAYS = "Mon, Tue, Wed, Thu, Fri, Sat, Sun"
KIT = (
    "foam_roller, mini_band, long_band, dumbbell, kettlebell, barbell, trap_bar, swiss_ball, slider, box, bench, "
    "pull_up_bar, suspension_trainer, cable, chair, backpack, towel, machine, medicine_ball, other"
)
RACE = {"race_date": "2027-04-25", "goal": "marathon", "weeks": None}

REFUSED: tuple[tuple[str, dict[str, Any], str], ...] = (
    # start
    ("start_is_a_word", {"start": "tomorrow"}, "start='tomorrow' is not a date: write it as 2027-01-04."),
    ("start_is_a_number", {"start": 20270104}, "start=20270104 is not a date: write it as 2027-01-04."),
    ("start_is_none", {"start": None}, "start is missing: give the date on which the block starts."),
    ("runs_is_a_name", {"runs": "runs.csv"}, "runs='runs.csv' is not a run plan: give what read_runs returns."),
    ("start_is_no_day", {"start": "2027-02-30"}, "start='2027-02-30' is not a date: write it as 2027-01-04."),
    ("start_is_not_a_time", {"start": pd.NaT}, "start=NaT is not a date: write it as 2027-01-04."),
    (
        "start_long_ago",
        {"start": dt.date(1999, 12, 31)},
        "start=1999-12-31 is out of range: give a date from 2000 to 2200.",
    ),
    # race_date and weeks
    (
        "race_date_is_a_word",
        RACE | {"race_date": "spring"},
        "race_date='spring' is not a date: write it as 2027-01-04.",
    ),
    (
        "race_before_the_start",
        RACE | {"race_date": "2026-12-06"},
        "race_date=2026-12-06 is before start=2027-01-04: give a race after the start.",
    ),
    (
        "race_too_soon",
        RACE | {"race_date": "2027-01-17"},
        (
            "race_date=2027-01-17 makes a block of 2 weeks from start=2027-01-04: "
            "give a start 4 to 52 weeks before the race."
        ),
    ),
    (
        "race_too_late",
        RACE | {"race_date": "2028-01-03"},
        (
            "race_date=2028-01-03 makes a block of 53 weeks from start=2027-01-04: "
            "give a start 4 to 52 weeks before the race."
        ),
    ),
    (
        "race_and_weeks_disagree",
        RACE | {"weeks": 12},
        (
            "weeks=12 and race_date=2027-04-25 disagree: from start=2027-01-04 the race is in week 16. "
            "Give one of them, or weeks=16."
        ),
    ),
    (
        "race_without_a_race_goal",
        {"race_date": "2027-04-25", "weeks": None},
        "race_date=2027-04-25 needs a race: set goal to 5k, 10k, half or marathon, or give weeks instead of race_date.",
    ),
    (
        "race_on_a_date_off",
        RACE | {"dates_off": ["2027-04-25"]},
        "race_date=2027-04-25 is also in dates_off: remove it from dates_off.",
    ),
    ("no_end", {"weeks": None}, "The block has no end: give weeks (4 to 52), or race_date."),
    ("weeks_too_few", {"weeks": 3}, "weeks=3 is out of range: give a whole number from 4 to 52."),
    ("weeks_too_many", {"weeks": 53}, "weeks=53 is out of range: give a whole number from 4 to 52."),
    ("weeks_in_part", {"weeks": 8.5}, "weeks=8.5 is not a whole number: give one from 4 to 52."),
    ("weeks_as_text", {"weeks": "8"}, "weeks='8' is not a whole number: give one from 4 to 52."),
    ("weeks_true", {"weeks": True}, "weeks=True is not a whole number: give one from 4 to 52."),
    ("weeks_missing_number", {"weeks": float("nan")}, "weeks=nan is not a whole number: give one from 4 to 52."),
    # goal
    ("goal_unknown", {"goal": "ultra"}, "goal='ultra' is not known: give one of general, 5k, 10k, half, marathon."),
    (
        "goal_in_capitals",
        {"goal": "Marathon"},
        "goal='Marathon' is not known: give one of general, 5k, 10k, half, marathon. Did you mean 'marathon'?",
    ),
    ("goal_none", {"goal": None}, "goal=None is not known: give one of general, 5k, 10k, half, marathon."),
    # kilometres
    ("now_zero", {"weekly_km_now": 0}, "weekly_km_now=0 is out of range: give a number from 1 to 250."),
    ("now_negative", {"weekly_km_now": -5}, "weekly_km_now=-5 is out of range: give a number from 1 to 250."),
    ("now_too_much", {"weekly_km_now": 251}, "weekly_km_now=251 is out of range: give a number from 1 to 250."),
    ("now_as_text", {"weekly_km_now": "30"}, "weekly_km_now='30' is not a number: give one from 1 to 250."),
    ("now_endless", {"weekly_km_now": float("inf")}, "weekly_km_now=inf is not a number: give one from 1 to 250."),
    ("peak_zero", {"weekly_km_peak": 0}, "weekly_km_peak=0 is out of range: give a number from 1 to 300."),
    ("peak_too_much", {"weekly_km_peak": 301}, "weekly_km_peak=301 is out of range: give a number from 1 to 300."),
    (
        "own_kilometres_negative",
        {"weekly_km": {3: -1}},
        "weekly_km[3]=-1 is out of range: give a number from 0 to 300.",
    ),
    (
        "own_kilometres_too_much",
        {"weekly_km": {3: 301}},
        "weekly_km[3]=301 is out of range: give a number from 0 to 300.",
    ),
    ("own_kilometres_none", {"weekly_km": {3: None}}, "weekly_km[3]=None is not a number: give one from 0 to 300."),
    ("own_kilometres_of_week_0", {"weekly_km": {0: 20}}, "weekly_km names week 0: give whole weeks from 1 to 52."),
    (
        "own_kilometres_of_half_a_week",
        {"weekly_km": {1.5: 20}},
        "weekly_km names week 1.5: give whole weeks from 1 to 52.",
    ),
    (
        "own_kilometres_after_the_end",
        {"weekly_km": {9: 20}},
        "weekly_km names week 9, but the block has 8 weeks: give weeks from 1 to 8.",
    ),
    ("own_kilometres_twice", {"weekly_km": [(3, 20), (3, 30)]}, "weekly_km names 3 twice: keep one of them."),
    (
        "own_kilometres_twice_as_text",
        {"weekly_km": {"3": 20, 3: 30}},
        "weekly_km names week 3 twice: keep one of them.",
    ),
    ("own_kilometres_as_a_number", {"weekly_km": 30}, "weekly_km=30 is not a mapping: write it as {3: 42.5}."),
    (
        "pace_too_fast",
        {"easy_pace_s_per_km": 179},
        "easy_pace_s_per_km=179 is out of range: give a whole number from 180 to 900.",
    ),
    (
        "pace_too_slow",
        {"easy_pace_s_per_km": 901},
        "easy_pace_s_per_km=901 is out of range: give a whole number from 180 to 900.",
    ),
    (
        "pace_as_a_clock",
        {"easy_pace_s_per_km": "6:30"},
        "easy_pace_s_per_km='6:30' is not a number of seconds: give seconds per kilometre, such as 390 for 6:30.",
    ),
    # days
    ("run_days_too_few", {"run_days": 2}, "run_days=2 is out of range: give a whole number from 3 to 7."),
    ("run_days_too_many", {"run_days": 8}, "run_days=8 is out of range: give a whole number from 3 to 7."),
    (
        "long_run_day_in_full",
        {"long_run_day": "Sunday"},
        f"long_run_day='Sunday' is not known: give one of {DAYS}. Did you mean 'Sun'?",
    ),
    ("quality_negative", {"quality_runs": -1}, "quality_runs=-1 is out of range: give a whole number from 0 to 3."),
    ("quality_too_much", {"quality_runs": 4}, "quality_runs=4 is out of range: give a whole number from 0 to 3."),
    (
        "quality_leaves_no_long_run",
        {"quality_runs": 3, "run_days": 3},
        "quality_runs=3 and the long run do not fit into run_days=3: give quality_runs of 2 or fewer.",
    ),
    (
        "days_without_runs_as_text",
        {"days_without_runs": "Tue"},
        "days_without_runs='Tue' is not a list: give a list of weekdays.",
    ),
    ("days_off_as_text", {"days_off": "Tue"}, "days_off='Tue' is not a list: give a list of weekdays."),
    ("days_off_none", {"days_off": None}, "days_off=None is not a list: give a list of weekdays."),
    (
        "days_off_misspelt",
        {"days_off": ["Tues"]},
        f"days_off='Tues' is not known: give one of {DAYS}. Did you mean 'Tue'?",
    ),
    ("dates_off_as_text", {"dates_off": "2027-01-05"}, "dates_off='2027-01-05' is not a list: give a list of dates."),
    ("dates_off_a_word", {"dates_off": ["Easter"]}, "dates_off='Easter' is not a date: write it as 2027-01-04."),
    ("rest_days_too_many", {"rest_days": 4}, "rest_days=4 is out of range: give a whole number from 0 to 3."),
    ("rest_days_negative", {"rest_days": -1}, "rest_days=-1 is out of range: give a whole number from 0 to 3."),
    # strength
    (
        "sessions_too_many",
        {"strength_sessions": 5},
        "strength_sessions=5 is out of range: give a whole number from 0 to 4.",
    ),
    (
        "sessions_none",
        {"strength_sessions": None},
        "strength_sessions=None is not a whole number: give one from 0 to 4.",
    ),
    (
        "minutes_too_few",
        {"strength_minutes": 8},
        (
            "strength_minutes=8 is too short for a warm-up and one exercise each for legs and trunk: "
            "give 10 or more, or set strength_sessions=0."
        ),
    ),
    (
        "minutes_too_many",
        {"strength_minutes": 61},
        "strength_minutes=61 is out of range: give a whole number from 10 to 60.",
    ),
    (
        "minutes_in_part",
        {"strength_minutes": 12.5},
        "strength_minutes=12.5 is not a whole number: give one from 10 to 60.",
    ),
    (
        "sets_none_at_all",
        {"sets_per_muscle": 0},
        "sets_per_muscle=0 is out of range: give a whole number from 1 to 12.",
    ),
    ("sets_too_many", {"sets_per_muscle": 13}, "sets_per_muscle=13 is out of range: give a whole number from 1 to 12."),
    ("sets_in_part", {"sets_per_muscle": 2.5}, "sets_per_muscle=2.5 is not a whole number: give one from 1 to 12."),
    (
        "equipment_as_text",
        {"equipment": "dumbbell"},
        "equipment='dumbbell' is not a list: give a list of equipment words.",
    ),
    (
        "equipment_misspelt",
        {"equipment": ["dumbell"]},
        f"equipment='dumbell' is not known: give one of {KIT}. Did you mean 'dumbbell'?",
    ),
    ("equipment_unknown", {"equipment": ["sauna"]}, f"equipment='sauna' is not known: give one of {KIT}."),
    ("level_unknown", {"level": "pro"}, "level='pro' is not known: give one of beginner, intermediate, advanced."),
    ("avoid_as_text", {"avoid": "front_plank"}, "avoid='front_plank' is not a list: give a list of exercise ids."),
    ("avoid_a_number", {"avoid": [3]}, "avoid contains 3, which is not an exercise id: see load_catalog().exercises."),
    (
        "prefer_nothing",
        {"prefer": [""]},
        "prefer contains '', which is not an exercise id: see load_catalog().exercises.",
    ),
    (
        "avoid_and_prefer",
        {"avoid": ["front_plank", "bird_dog"], "prefer": ["front_plank"]},
        "'front_plank' is in avoid and in prefer: keep it in one of them.",
    ),
    # layout
    (
        "school_in_short",
        {"school": "hard"},
        "school='hard' is not known: give one of hard_days, easy_days, two_nights. Did you mean 'hard_days'?",
    ),
    ("doubles_as_text", {"doubles": "no"}, "doubles='no' cannot be read: give True or False."),
    ("doubles_as_a_number", {"doubles": 1}, "doubles=1 cannot be read: give True or False."),
    (
        "pin_of_a_race",
        RACE | {"pins": {"w16-race": "Sun"}},
        "pins names 'w16-race': a race cannot be pinned. Change race_date instead.",
    ),
    (
        "pin_of_no_session",
        {"pins": {"long": "Sun"}},
        "pins names 'long', which is not a session id such as 'w03-strength-1'.",
    ),
    ("pin_of_a_number", {"pins": {3: "Sun"}}, "pins names 3, which is not a session id such as 'w03-strength-1'."),
    (
        "pin_to_no_day",
        {"pins": {"w01-long": "Sonntag"}},
        f"pins['w01-long']='Sonntag' is not known: give one of {DAYS}.",
    ),
    (
        "pins_as_a_list",
        {"pins": ["w01-long"]},
        "pins=['w01-long'] is not a mapping: write it as {'w03-strength-1': 'Thu'}.",
    ),
    ("week_start_unknown", {"week_start": "Tue"}, "week_start='Tue' is not known: give one of Mon, Sun."),
    ("units_unknown", {"units": "miles"}, "units='miles' is not known: give one of km, mi."),
)


@pytest.mark.parametrize(("fields", "sentence"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_a_field_out_of_range_of_the_wrong_type_or_contradictory_is_refused(
    fields: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(BlockError) as refusal:
        Block(**({"start": "2027-01-04", "weeks": 8} | fields))
    assert str(refusal.value) == sentence


def test_every_field_has_a_bad_value_here() -> None:
    named = {name for _, fields, _ in (*REFUSED, *REFUSED_RACES, *REFUSED_LIFTS, *REFUSED_EVENTS) for name in fields}
    assert named == set(Block.__dataclass_fields__)


def test_the_advice_about_too_few_minutes_can_be_followed() -> None:
    """Both ways out that the sentence offers are open."""
    with pytest.raises(BlockError, match=r"give 10 or more, or set strength_sessions=0\.$"):
        Block(start="2027-01-04", weeks=8, strength_minutes=8)
    assert Block(start="2027-01-04", weeks=8, strength_minutes=10)
    assert Block(start="2027-01-04", weeks=8, strength_minutes=8, strength_sessions=0)


def test_a_field_that_block_does_not_have_is_refused_with_the_nearest_one() -> None:
    block = Block(start="2027-01-04", weeks=8)
    for make in (lambda: Block.from_dict(block.to_dict() | {"runs_days": 4}), lambda: block.replace(runs_days=4)):
        with pytest.raises(BlockError) as refusal:
            make()
        assert str(refusal.value) == "Block has no field 'runs_days'. Did you mean 'run_days'?"


def test_a_block_without_a_start_is_refused() -> None:
    with pytest.raises(BlockError) as refusal:
        Block.from_dict({"weeks": 8})
    assert str(refusal.value) == "start is missing: give the date on which the block starts."


def test_a_block_that_is_no_mapping_is_refused() -> None:
    with pytest.raises(BlockError) as refusal:
        Block.from_dict([("start", "2027-01-04")])  # type: ignore[arg-type]
    assert str(refusal.value) == "Give a block as a mapping of fields to values, not as list."


# Wishes that are allowed one by one and do not fit together: the wishes, in the order of Block's fields.
IMPOSSIBLE: tuple[tuple[str, dict[str, Any], tuple[str, ...]], ...] = (
    ("more_runs_than_free_days", {"run_days": 6, "days_off": ["Mon", "Tue"], "rest_days": 0}, ("run_days", "days_off")),
    ("every_day_off", {"days_off": DAYS.split(", ")}, ("days_off",)),
    ("more_runs_than_rest_leaves", {"run_days": 5, "rest_days": 3}, ("run_days", "rest_days")),
    (
        "runs_and_strength_need_more_days_than_there_are",
        {"run_days": 5, "strength_sessions": 3, "doubles": False, "rest_days": 0},
        ("run_days", "strength_sessions", "doubles"),
    ),
    ("pin_on_a_day_off", {"days_off": ["Tue"], "pins": {"w02-easy-1": "Tue"}}, ("days_off", "pins")),
    (
        "pin_on_a_date_off",
        {"dates_off": ["2027-01-12"], "pins": {"w02-easy-1": "Tue"}},
        ("dates_off", "pins"),
    ),
    ("two_runs_pinned_to_one_day", {"pins": {"w02-easy-1": "Tue", "w02-long": "Tue"}}, ("pins",)),
    (
        "pinned_strength_on_a_pinned_runs_day",
        {"pins": {"w02-easy-1": "Tue", "w02-strength-1": "Tue"}, "doubles": False},
        ("strength_sessions", "doubles", "pins"),
    ),
)


@pytest.mark.parametrize(("fields", "wishes"), [row[1:] for row in IMPOSSIBLE], ids=[row[0] for row in IMPOSSIBLE])
def test_wishes_that_cannot_stand_together_are_named(fields: dict[str, Any], wishes: tuple[str, ...]) -> None:
    block = Block(start="2027-01-04", weeks=8, **fields)
    with pytest.raises(PlanImpossible) as refusal:
        build_plan(block)
    assert refusal.value.wishes == wishes
    assert refusal.value.relaxed is not None
    build_plan(refusal.value.relaxed)


def test_strength_pinned_to_the_day_of_the_race_is_refused() -> None:
    block = Block(start="2027-01-04", race_date="2027-04-25", goal="marathon", pins={"w16-strength-1": "Sun"})
    with pytest.raises(PlanImpossible) as refusal:
        build_plan(block)
    assert refusal.value.wishes == ("race_date", "strength_sessions", "pins")
    assert refusal.value.relaxed is not None
    build_plan(refusal.value.relaxed)
