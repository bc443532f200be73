"""A race block whose runs have no work at the pace of the race."""

from __future__ import annotations

from typing import Any

import pytest

import runplan as rp
from runplan.insight.findings import findings
from tests.builders.hard_running_plans import before_a_race, easy_runs, own_plan, weekly_long_runs
from tests.builders.written_plans import make_plan, run

NEW = "so you would hardly know how it feels (our assumption)."
TEN = {"race_date": "2027-01-31", "goal": "10k"}  # the Sunday of week 4
RACE = run(4, "Sun", "race", 10.0)
SMALL = {"goal": "half", "weeks": 6, "weekly_km_now": 15, "weekly_km_peak": 22, "run_days": 3, "level": "intermediate"}


def heard(plan: Any) -> list[tuple[str, str]]:
    """Severity and sentence of what is said of work at race pace."""
    rows = findings(plan)
    rows = rows[(rows["rule"] == "race_pace_work").to_numpy()]
    return list(zip(rows["severity"], rows["message"], strict=True))


def with_steps(steps: str, week: int = 2, **wishes: Any) -> bool:
    """Whether something is said of a plan with this run before its race."""
    sessions = [run(1, "Tue", "easy", 8.0) | {"steps": "8 km easy"}, run(week, "Tue", "tempo", 8.0) | {"steps": steps}]
    return bool(heard(make_plan([*sessions, RACE], **TEN | wishes)))


@pytest.mark.parametrize(
    ("goal", "pace", "near"),
    [
        ("5k", "@5k", "@10k"),
        ("5k", "@interval", "@repetition"),
        ("10k", "@10k", "@5k"),
        ("half", "@half", "@threshold"),
        ("marathon", "@marathon", "@half"),
    ],
)
def test_work_at_the_pace_of_the_race_is_found_and_work_at_another_is_none(goal: str, pace: str, near: str) -> None:
    assert not with_steps(f"2 km easy; 3 x 1 km {pace} / 400 m jog; 2 km easy", goal=goal)
    assert with_steps(f"2 km easy; 3 x 1 km {near} / 400 m jog; 2 km easy", goal=goal)


def test_the_short_run_of_the_race_week_comes_too_late() -> None:
    assert with_steps("2 km easy; 2 km @10k; 1 km easy", week=4)
    assert not with_steps("2 km easy; 2 km @10k; 1 km easy", week=3)


@pytest.mark.parametrize("steps", ["", "as my coach says"])
def test_a_quality_run_whose_steps_are_not_known_may_have_some(steps: str) -> None:
    assert not with_steps(steps)


def test_without_a_race_nothing_is_said() -> None:
    assert heard(rp.build_plan(rp.Block(start="2027-01-04", weeks=8, quality_runs=0, goal="10k"))) == []


def test_without_quality_runs_one_a_week_is_advised_and_helps() -> None:
    assert heard(before_a_race(quality_runs=0)) == [
        (
            "info",
            f"No run before race week includes 10k pace, {NEW} Plan one hard session per week to practise it.",
        )
    ]
    assert heard(before_a_race(quality_runs=1)) == []


def test_weeks_too_small_for_quality_runs_are_named_and_larger_ones_help() -> None:
    ((_, sentence),) = heard(before_a_race(weekly_km_now=10, weekly_km_peak=14))
    assert sentence.endswith(f"{NEW} RunPlan plans hard sessions only in weeks of 15 km or more.")
    assert heard(before_a_race(weekly_km_now=20, weekly_km_peak=30)) == []


def test_of_a_short_block_more_weeks_or_kilometres_are_advised_and_both_help() -> None:
    ((_, sentence),) = heard(before_a_race(**SMALL))
    assert sentence.endswith(f"{NEW} A longer block or a greater weekly distance may leave room for it.")
    assert heard(before_a_race(**SMALL | {"weeks": 12})) == []
    assert heard(before_a_race(**SMALL | {"weekly_km_now": 30, "weekly_km_peak": 40})) == []


OWN = (*easy_runs(6), *weekly_long_runs(12, 13, 14, 15, 12), (6, "Sun", "race", 21.1))


def test_an_own_plan_without_a_fast_run_is_told_how_it_could_have_some() -> None:
    assert heard(own_plan(*OWN)) == [
        (
            "info",
            f"No run before race week includes half-marathon pace, {NEW} Run the end of a long run at that pace, "
            "or the repeats of another run.",
        )
    ]


@pytest.mark.parametrize("run_type", ["tempo", "intervals", "hills"])
def test_an_own_plan_with_a_fast_run_whose_steps_are_not_known_is_not_judged(run_type: str) -> None:
    assert heard(own_plan(*OWN, (3, "Thu", run_type, 8.0))) == []


@pytest.mark.parametrize(
    ("text", "is_heard"),
    [
        ("steady, at an easy pace", True),
        ("easy effort", True),
        ("with 5 km at race pace", False),
        ("last 3 km fast", False),
        ("6 km at MP", False),
        ("10 km @ HMP", False),
        ("progression", False),
        ("lamp posts by the park", True),
    ],
)
def test_words_of_an_own_plan_that_may_mean_race_pace_are_taken_for_it(text: str, is_heard: bool) -> None:
    assert bool(heard(own_plan(*OWN, text=text))) == is_heard
