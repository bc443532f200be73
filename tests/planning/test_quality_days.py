"""The days between hard runs: two quality runs of a week apart, and race pace not twice in a few days."""

from __future__ import annotations

import datetime as dt
import functools
from itertools import pairwise
from typing import NamedTuple

import pytest

from runplan import Block, build_plan
from tests.builders.run_steps import HARD
from tests.builders.running_weeks import race_block

LEVELS = ("beginner", "intermediate", "advanced")


class HardRun(NamedTuple):
    """A quality run or a long run of a plan."""

    date: dt.date
    week: int
    type: str
    has_race_pace: bool


@functools.cache
def hard_runs(block: Block) -> list[HardRun]:
    """The hard runs of a block by date; the short one of the race week left out."""
    sessions = build_plan(block).sessions
    sessions = sessions[sessions["type"].isin([*HARD, "long"]) & (sessions["week"] < sessions["week"].max())]
    rows = sessions.sort_values("date").itertuples()
    return [HardRun(row.date.date(), row.week, row.type, f"@{block.goal}" in row.steps) for row in rows]


@functools.cache
def blocks(quality_runs: int) -> list[Block]:
    """Blocks to a half marathon and a marathon of every level, with the long run on either day of the weekend."""
    return [
        race_block(
            *(goal, weeks, now, 1.6 * now),
            level=level,
            run_days=runs,
            quality_runs=quality_runs,
            long_run_day=day,
            easy_pace_s_per_km=pace,
            strength_sessions=2,
        )
        for goal, weeks in (("half", 14), ("marathon", 18))
        for level in LEVELS
        for day in ("Sat", "Sun")
        for now, runs, pace in ((30, 4, 390), (45, 5, 340))
    ]


def test_two_quality_runs_of_a_week_are_three_days_apart() -> None:
    # With the long run on Sunday that is Tuesday and Friday, as a coach writes it.
    pairs = 0
    for block in blocks(2):
        by_week: dict[int, list[dt.date]] = {}
        for run in hard_runs(block):
            if run.type != "long":
                by_week.setdefault(run.week, []).append(run.date)
        for dates in (dates for dates in by_week.values() if len(dates) == 2):
            assert (dates[1] - dates[0]).days >= 3, dates
            pairs += 1
    assert pairs > 50


@pytest.mark.parametrize("quality_runs", [1, 2])
def test_after_a_long_run_at_race_pace_two_days_at_least_pass_before_there_is_race_pace_again(
    quality_runs: int,
) -> None:
    followed = 0
    for block in blocks(quality_runs):
        runs = [run for run in hard_runs(block) if run.has_race_pace]
        for before, run in pairwise(runs):
            if before.type == "long":
                assert (run.date - before.date).days > 2, (block.goal, block.level, before, run)
                followed += 1
    assert followed > 20


def test_of_two_quality_runs_after_a_long_run_at_race_pace_the_one_at_race_pace_is_the_second() -> None:
    followed = 0
    for block in blocks(2):
        runs = hard_runs(block)
        for index, run in enumerate(runs[:-2]):
            first, second = runs[index + 1 : index + 3]
            if run.type == "long" and run.has_race_pace and first.type != "long" and second.type != "long":
                assert second.has_race_pace >= first.has_race_pace, (block.goal, block.level, run, first, second)
                followed += second.has_race_pace
    assert followed > 10


@pytest.mark.parametrize("goal", ["5k", "10k", "half", "marathon"])
def test_in_the_race_week_the_day_after_the_last_long_run_has_no_longest_run(goal: str) -> None:
    seen = 0
    for level in LEVELS:
        for now, runs in ((25, 4), (35, 5), (50, 6)):
            block = race_block(goal, 12, now, 1.5 * now, level=level, run_days=runs, strength_sessions=0)
            sessions = build_plan(block).sessions
            week = sessions[(sessions["week"] == 12) & (sessions["type"] != "race")]
            monday = week.loc[week["weekday"] == "Mon", "km"].tolist()
            if monday:
                assert monday[0] < week.loc[week["weekday"] != "Mon", "km"].max(), week[["weekday", "km"]]
                seen += 1
    assert seen > 3
