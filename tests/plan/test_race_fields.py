"""What a Block knows of races, goal time, longest run and heart rates: taken, refused, written and read again."""

from __future__ import annotations

import json
import math
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import runplan as rp
from runplan.errors import BlockError
from runplan.plan.block import LATER_FIELDS, plan_id_of
from tests.builders.blocks import race_fields
from tests.pace_checker import fitness, pace_of_share

START: dict[str, Any] = {"start": "2027-01-04", "weeks": 8}
HALF: dict[str, Any] = {"start": "2027-01-04", "race_date": "2027-04-25", "goal": "half"}
# A block of 0.1.0 as its file has it, and the id that 0.1.0 gave its plan.
OF_0_1_0 = {
    "start": "2027-01-04",
    "race_date": None,
    "weeks": 8,
    "goal": "general",
    "weekly_km_now": 20.0,
    "weekly_km_peak": 26.0,
    "weekly_km": {},
    "easy_pace_s_per_km": 390,
    "run_days": 4,
    "long_run_day": "Sun",
    "quality_runs": 1,
    "runs": None,
    "days_off": [],
    "dates_off": [],
    "rest_days": 1,
    "strength_sessions": 2,
    "strength_minutes": 30,
    "sets_per_muscle": 4,
    "equipment": [],
    "level": "beginner",
    "avoid": [],
    "prefer": [],
    "school": "hard_days",
    "doubles": True,
    "pins": {},
    "week_start": "Mon",
    "units": "km",
}
ID_OF_0_1_0 = "44a3ad401535c26e"


def block(**wishes: Any) -> rp.Block:
    return rp.Block(**START | wishes)


def refusal(**wishes: Any) -> str:
    with pytest.raises(BlockError) as error:
        rp.Block(**(START if "goal" not in wishes else {"start": "2027-01-04", "weeks": 8}) | wishes)
    return str(error.value)


@pytest.mark.parametrize(
    "written",
    [
        (("10k", "52:30"),),
        [["10k", 3150]],
        [(10, "52:30")],
        {"10k": "52:30"},
        ("10k", "52:30"),
        "10k 52:30",
        ["10 km in 52:30"],
        "10 km = 52:30",
    ],
    ids=str,
)
def test_one_race_may_be_written_in_many_ways(written: Any) -> None:
    assert block(recent_races=written).recent_races == (("10k", 3150),)


def test_two_races_are_held_by_distance_the_shorter_first() -> None:
    races = (("5k", 1500), (12.5, 4200))
    assert block(recent_races="12.5 km 1:10:00, 5k 25:00").recent_races == races
    assert block(recent_races=races[::-1]) == block(recent_races=races)
    assert hash(block(recent_races=races[::-1])) == hash(block(recent_races=races))
    assert block(recent_races="").recent_races == block(recent_races=[]).recent_races == ()


@pytest.mark.parametrize(("written", "seconds"), [("1:45:30", 6330), ("105:30", 6330), (6330, 6330), (6330.0, 6330)])
def test_a_goal_time_is_held_in_seconds(written: Any, seconds: int) -> None:
    assert rp.Block(**HALF, goal_time=written).goal_time == seconds


SLOW_WALK = "give a time from 55:07 to 7:01:57"
REFUSED: tuple[tuple[str, dict[str, Any], str], ...] = (
    (
        "races_is_a_word",
        {"recent_races": "soon"},
        "recent_races='soon' cannot be read: give distance and time, such as [('10k', '52:30')] or '10k 52:30'.",
    ),
    (
        "races_is_none",
        {"recent_races": None},
        "recent_races=None cannot be read: give distance and time, such as [('10k', '52:30')] or '10k 52:30'.",
    ),
    (
        "a_race_of_three_parts",
        {"recent_races": [("10k", "52:30", "May")]},
        "recent_races=('10k', '52:30', 'May') cannot be read: give distance and time, such as [('10k', '52:30')] "
        "or '10k 52:30'.",
    ),
    (
        "unknown_distance",
        {"recent_races": [("parkrun", "25:00")]},
        "recent_races has the distance 'parkrun': give one of 1500m, mile, 3k, 5k, 10k, 15k, 10mi, half, marathon, or "
        "kilometres from 1 to 100.",
    ),
    (
        "distance_too_long",
        {"recent_races": [(161, "20:00:00")]},
        "recent_races has the distance 161: give one of 1500m, mile, 3k, 5k, 10k, 15k, 10mi, half, marathon, or "
        "kilometres from 1 to 100.",
    ),
    (
        "time_without_seconds",
        {"recent_races": [("10k", "52")]},
        "recent_races has the time '52': write it as 52:30 or 1:45:30, or give whole seconds.",
    ),
    (
        "race_too_fast",
        {"recent_races": [("5k", "12:00")]},
        "recent_races: 5 km in 12:00 is out of range: give a time from 12:01 to 1:40:00.",
    ),
    (
        "race_too_slow",
        {"recent_races": [("5k", "1:40:01")]},
        "recent_races: 5 km in 1:40:01 is out of range: give a time from 12:01 to 1:40:00.",
    ),
    (
        "hours_taken_for_minutes",
        {"recent_races": [("half", "1:45")]},
        f"recent_races: half marathon in 1:45 is out of range: {SLOW_WALK}. Did you mean 1:45:00?",
    ),
    (
        "three_races",
        {"recent_races": "5k 25:00 10k 52:30 half 2:00:00"},
        "recent_races has 3 races: give the last two at most.",
    ),
    (
        "one_distance_twice",
        {"recent_races": [("10k", "52:30"), ("10 km", "51:00")]},
        "recent_races has two races over 10k: give the later one.",
    ),
    (
        "faster_over_more",
        {"recent_races": [("5k", "27:00"), ("10k", "52:30")]},
        "recent_races: the 10 km in 52:30 has a faster pace than the 5 km in 27:00. Check both, or leave the slower "
        "one out.",
    ),
    (
        "goal_time_is_a_word",
        {"goal_time": "fast"},
        "goal_time='fast' is not a time: write it as 52:30 or 4:15:00, or give whole seconds.",
    ),
    (
        "goal_time_without_a_race",
        {"goal_time": "4:15:00"},
        "goal_time=4:15:00 needs a race: set goal to 5k, 10k, half or marathon, or leave goal_time out.",
    ),
    (
        "goal_time_of_another_race",
        {"goal": "half", "goal_time": "45:00"},
        f"goal_time: half marathon in 45:00 is out of range: {SLOW_WALK}.",
    ),
    (
        "goal_time_in_hours",
        {"goal": "half", "goal_time": "1:45"},
        f"goal_time: half marathon in 1:45 is out of range: {SLOW_WALK}. Did you mean 1:45:00?",
    ),
    (
        "longest_run_is_a_word",
        {"longest_run_km": "18 km"},
        "longest_run_km='18 km' is not a number: give one from 0 to 100.",
    ),
    (
        "longest_run_too_long",
        {"longest_run_km": 101},
        "longest_run_km=101 is out of range: give a number from 0 to 100.",
    ),
    (
        "max_heart_rate_too_low",
        {"max_heart_rate": 119},
        "max_heart_rate=119 is out of range: give a whole number from 120 to 230.",
    ),
    (
        "threshold_heart_rate_in_parts",
        {"threshold_heart_rate": 165.5},
        "threshold_heart_rate=165.5 is not a whole number: give one from 90 to 220.",
    ),
    (
        "threshold_over_the_maximum",
        {"max_heart_rate": 170, "threshold_heart_rate": 170},
        "threshold_heart_rate=170 is not below max_heart_rate=170: give a lower value, or leave one of them out.",
    ),
)


@pytest.mark.parametrize(("wishes", "sentence"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_what_cannot_be_taken_is_refused_in_one_sentence(wishes: dict[str, Any], sentence: str) -> None:
    assert refusal(**wishes) == sentence


@pytest.mark.parametrize(
    "wishes",
    [
        {"recent_races": [("5k", "12:01")]},
        {"recent_races": [("5k", "1:40:00")]},
        {"recent_races": [("5k", "26:15"), ("10k", "52:30")]},  # the same pace
        {"longest_run_km": 0},
        {"longest_run_km": 100},
        {"max_heart_rate": 120},
        {"max_heart_rate": 230, "threshold_heart_rate": 220},
    ],
    ids=str,
)
def test_what_is_just_inside_the_bounds_is_taken(wishes: dict[str, Any]) -> None:
    assert block(**wishes)


@given(st.data(), st.sampled_from(("general", "5k", "10k", "half", "marathon")))
def test_a_block_with_races_comes_back_from_json(data: st.DataObject, goal: str) -> None:
    wished = rp.Block(start="2027-01-04", weeks=8, goal=goal, **data.draw(race_fields(goal)))
    values = json.loads(json.dumps(wished.to_dict()))
    again = rp.Block.from_dict(values)
    assert again == wished
    assert hash(again) == hash(wished)
    assert again.to_dict() == wished.to_dict()
    assert wished.replace(run_days=5).recent_races == wished.recent_races
    assert {name for name in LATER_FIELDS if name in values} == {
        name for name in LATER_FIELDS if getattr(wished, name) not in (None, ())
    }


def test_a_block_of_the_first_version_reads_and_writes_as_it_did() -> None:
    old = rp.Block.from_dict(OF_0_1_0)
    assert old == block()
    assert old.to_dict() == OF_0_1_0
    assert json.dumps(old.to_dict()) == json.dumps(OF_0_1_0)
    assert plan_id_of(old) == ID_OF_0_1_0
    assert plan_id_of(block(longest_run_km=12)) != ID_OF_0_1_0


def test_heart_rates_change_no_session() -> None:
    plain, plan = rp.build_plan(rp.Block(**HALF)), rp.build_plan(rp.Block(**HALF, max_heart_rate=185))
    assert plan.sessions.equals(plain.sessions)
    assert plan.exercises.equals(plain.exercises)


def test_a_race_gives_the_easy_pace_that_minutes_are_counted_with() -> None:
    easy = pace_of_share(fitness(10_000, 45 * 60), 66.5)  # the middle of the easy band, 5:49 a kilometre
    runs = rp.build_plan(rp.Block(**HALF, recent_races="10k 45:00")).sessions.query("type == 'long'")
    plain = runs[~runs["steps"].str.contains("@")]
    assert len(plain) > 5
    assert list(plain["minutes"]) == [math.ceil(km * easy / 60) for km in plain["km"]]


def test_the_longest_run_of_the_last_month_is_where_the_long_runs_begin() -> None:
    def first_long_run(longest: float) -> float:
        wishes = {"weekly_km_now": 40, "weekly_km_peak": 50, "longest_run_km": longest}
        runs = rp.build_plan(rp.Block(**HALF, **wishes)).sessions.query("type == 'long'")
        return float(runs["km"].iloc[0])

    # At most 0.8 of the longest run wished: 22 km by the goal, which both 0.45 of the peak and 150 minutes allow. At
    # least as long as the week's other runs: 40 km in four runs.
    assert [first_long_run(longest) for longest in (8, 12.5, 17, 25)] == [10, 12.5, 17, 17.5]


def test_a_goal_time_sets_the_pace_of_the_race_and_of_training_at_it() -> None:
    def session(goal_time: str, session_id: str) -> pd.Series:
        plan = rp.build_plan(rp.Block(**HALF, level="advanced", goal_time=goal_time))
        return plan.sessions.set_index("session_id").loc[session_id]

    for goal_time, minutes in (("1:45:00", 105), ("2:15:00", 135)):
        assert session(goal_time, "w16-race")["minutes"] == pytest.approx(minutes, abs=1)
    slow, fast = session("2:15:00", "w16-quality-1"), session("1:45:00", "w16-quality-1")
    assert "2 x 1.6 km @half" in slow["steps"]
    assert "2 x 1.6 km @half" in fast["steps"]
    assert slow["minutes"] > fast["minutes"]
