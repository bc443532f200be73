"""Minutes that are easy, moderate and hard, counted by hand from timed steps; and of every plan, that none is lost."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import runplan as rp
from runplan.insight.intensity import ZONES, ZoneMinutes, minutes_of_runs, weekly_intensity
from tests.builders.any_plans import edited_plan, odd_plans
from tests.builders.written_plans import make_plan, run, strength

HALF = {"race_date": "2027-01-31", "goal": "half"}  # the Sunday of week 4


def minutes(run_type: str, steps: str, km: float = 8.0, took: int = 40, **wishes: Any) -> tuple[float, float, float]:
    """What a plan of this one run has in each zone."""
    plan = make_plan([run(1, "Tue", run_type, km) | {"steps": steps, "minutes": took}], **wishes)
    return tuple(pytest.approx(part) for part in minutes_of_runs(plan))


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        pytest.param("40 min easy", (40, 0, 0), id="easy"),
        pytest.param("10 min easy; 20 min @threshold; 10 min easy", (20, 20, 0), id="threshold"),
        pytest.param("20 min easy; 20 min @marathon", (20, 20, 0), id="marathon pace"),
        pytest.param("20 min easy; 20 min @half", (20, 20, 0), id="half-marathon pace"),
        pytest.param("20 min easy; 20 min @tempo", (20, 20, 0), id="tempo"),
        pytest.param("10 min easy; 4 x 3 min @5k / 2 min jog; 10 min easy", (28, 0, 12), id="jogs are easy"),
        pytest.param("20 min easy; 4 x 4 min @10k / 1 min jog", (24, 0, 16), id="10k pace"),
        pytest.param("30 min easy; 10 x 30 s @repetition / 30 s jog", (35, 0, 5), id="repetitions"),
        pytest.param("30 min easy; 5 x 1 min uphill / 1 min jog", (35, 0, 5), id="hills"),
        pytest.param("35 min easy; 10 x 10 s strides / 20 s jog", (35 + 200 / 60, 0, 100 / 60), id="strides"),
        pytest.param("20 min easy; 10 min @threshold; 10 min @interval", (20, 10, 10), id="two kinds"),
    ],
)
def test_each_step_counts_by_how_hard_it_is(steps: str, expected: tuple[float, float, float]) -> None:
    assert minutes("easy", steps) == expected


def test_steps_in_kilometres_count_by_the_time_they_take() -> None:
    # At the pace of a 10 km race in 45 minutes two kilometres take 9 minutes, and easily five take 30.
    wishes = {"goal": "10k", "goal_time": "45:00", "easy_pace_s_per_km": 360}
    assert minutes("intervals", "5 km easy; 2 km @10k", 7.0, 39, **wishes) == (30, 0, 9)


def test_the_parts_of_a_run_come_to_the_minutes_of_the_run() -> None:
    """A file may give a run other minutes than its steps have: their shares are the same."""
    assert minutes("intervals", "10 min easy; 4 x 3 min @5k / 2 min jog; 10 min easy", took=80) == (56, 0, 24)


def test_a_race_pace_that_is_slower_than_threshold_pace_is_moderate() -> None:
    steps = "20 min easy; 20 min @10k"
    slow = {"goal": "10k", "goal_time": "1:15:00", "recent_races": "10k 52:30"}
    assert minutes("tempo", steps, **slow) == (20, 20, 0)
    assert minutes("tempo", steps, **slow | {"goal_time": "50:00"}) == (20, 0, 20)


@pytest.mark.parametrize(
    ("run_type", "km", "expected"),
    [
        pytest.param("easy", 8.0, (40, 0, 0), id="easy"),
        pytest.param("long", 8.0, (40, 0, 0), id="long"),
        pytest.param("tempo", 8.0, (24, 16, 0), id="40 % of a tempo run"),
        pytest.param("intervals", 8.0, (30, 0, 10), id="a quarter of intervals"),
        pytest.param("hills", 8.0, (34, 0, 6), id="15 % of hills"),
        pytest.param("race", 10.0, (0, 0, 40), id="a race to 10 km"),
        pytest.param("race", 15.0, (0, 40, 0), id="a longer race"),
    ],
)
@pytest.mark.parametrize("steps", ["", "as you feel; 3 km fast"], ids=["none", "words of one's own"])
def test_a_run_without_steps_counts_by_its_type(
    run_type: str, km: float, expected: tuple[float, float, float], steps: str
) -> None:
    assert minutes(run_type, steps, km) == expected


def test_a_race_within_a_run_counts_by_its_length() -> None:
    assert minutes("race", "5 km race", 5.0) == (0, 0, 40)
    assert minutes("race", "21.1 km race", 21.1) == (0, 40, 0)


def test_the_race_that_the_block_leads_up_to_is_left_out_and_others_are_not() -> None:
    races = [run(2, "Sun", "race", 10.0), run(4, "Sun", "race", 21.1)]
    frame = weekly_intensity(make_plan(races, **HALF))
    assert frame["hard"].tolist() == [0, 30, 0, 0]
    assert not frame[["easy", "moderate"]].to_numpy().any()


def test_each_week_has_a_row_of_its_runs_and_strength_work_is_none() -> None:
    sessions = [
        run(1, "Tue", "easy", 5.0) | {"minutes": 31},
        run(1, "Sun", "long", 9.0) | {"minutes": 60},
        run(3, "Tue", "tempo", 6.0) | {"minutes": 25, "steps": "20 min easy; 5 min @tempo"},
        strength(3, "Wed", "heavy", minutes=45),
    ]
    frame = weekly_intensity(make_plan(sessions))
    assert list(frame.columns) == ["week", *ZONES]
    assert frame.to_numpy().tolist() == [[1, 91, 0, 0], [2, 0, 0, 0], [3, 20, 5, 0], [4, 0, 0, 0]]


def test_repeats_of_ones_own_run_plan_count_as_steps() -> None:
    given_runs = [
        {"week": week, "weekday": "Tue", "type": "intervals", "km": 6.4, "text": "8 x 400 @5k / 400 jog"}
        for week in (1, 2, 3, 4)
    ]
    plan = rp.build_plan(rp.Block(start="2027-01-04", runs=given_runs, strength_sessions=0))
    (took,) = set(plan.sessions["minutes"])
    hard = weekly_intensity(plan)["hard"]
    # Half of the way is fast, so less than half of the time; by its type a quarter would be.
    assert (hard < took / 2).all()
    assert (hard > 0.4 * took).all()


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ((200, 60, 29), "69 % easy, 21 % moderate, 10 % hard"),  # 69.2, 20.8 and 10.0 %
        ((1, 1, 1), "34 % easy, 33 % moderate, 33 % hard"),
        ((665, 5, 330), "67 % easy, 33 % hard"),  # 66.5, 0.5 and 33.0 %
        ((90, 0, 0), "100 % easy"),
        ((0, 0, 0), ""),
    ],
)
def test_the_shares_in_words_come_to_a_hundred(parts: tuple[float, float, float], words: str) -> None:
    assert str(ZoneMinutes(*parts)) == words
    assert sum(ZoneMinutes(*parts).percents().values()) == (100 if words else 0)


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(odd_plans(), st.data())
def test_no_minute_of_a_run_is_lost_or_counted_twice(
    tmp_path_factory: pytest.TempPathFactory, plan: rp.Plan, data: st.DataObject
) -> None:
    for one_plan in (plan, edited_plan(plan, tmp_path_factory.mktemp("edited"), data.draw)):
        frame = weekly_intensity(one_plan)
        for row, week in zip(frame.itertuples(), one_plan.week_records, strict=True):
            runs = [session for session in week.sessions if session.is_run]
            counted = [run for run in runs if (run.type, run.date) != ("race", one_plan.block.race_date)]
            assert row.easy + row.moderate + row.hard == pytest.approx(sum(run.duration_min for run in counted))
            assert min(row.easy, row.moderate, row.hard) >= 0
