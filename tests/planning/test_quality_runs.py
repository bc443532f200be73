"""Hard runs as a coach would set them: kinds in turn, never too much of them, and easy running around; minutes by hand.

What a run holds is read from its steps, as a runner reads them.
"""

from __future__ import annotations

import csv
import datetime as dt
import functools
import math
import re
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from runplan import Block
from runplan.planning.weeks import plan_weeks
from runplan.planning.weeks.outline import Run, Week, plan_runs

with (Path(__file__).resolve().parents[2] / "data" / "rules.csv").open(encoding="utf-8", newline="") as _file:
    RULES = {row["rule_id"]: row["value"] for row in csv.DictReader(_file)}
HARD = ("tempo", "intervals", "hills")
PACES = {"easy": "easy", "@tempo": "tempo", "@5k": "intervals", "uphill": "hills"}
STEP = re.compile(r"(?:(\d+) x )?([\d.]+) (km|m) ([^/ ]+)(?: / ([\d.]+) (km|m) jog)?")


def planned(**wishes: Any) -> list[tuple[Week, tuple[Run, ...]]]:
    """The weeks of a block with their runs."""
    block = Block(start="2027-01-04", **wishes)
    return [(week, plan_runs(block, week)) for week in plan_weeks(block, lambda phase, jumps: True)]


def parts(run: Run) -> list[tuple[str, int, int, int]]:
    """Pace, repeats, metres of each and metres of jog after each, from the run's steps."""
    found = []
    for step in run.steps.split("; "):
        match = STEP.fullmatch(step)
        assert match, step
        times, far, unit, pace, jog, jog_unit = match.groups()
        metres = [
            round(float(amount) * (1000 if one == "km" else 1)) if amount else 0
            for amount, one in ((far, unit), (jog, jog_unit))
        ]
        found.append((pace, int(times or 1), *metres))
    return found


def hard_metres(run: Run) -> int:
    return sum(times * each for pace, times, each, _ in parts(run) if pace != "easy")


def easy_metres(run: Run) -> int:
    return sum(times * each for pace, times, each, _ in parts(run) if pace == "easy")


@functools.cache
def of_any_size(run_days: int) -> list[tuple[Week, Run]]:
    """Hard runs of weeks from 8 to 220 km, two a week, in every phase that has some."""
    found = []
    for km in (8, 9, 10, 10.5, 11, 11.5, 12, 13, 15, 20, 30, 45, 60, 80, 120, 160, 220):
        race = dt.date(2027, 1, 4) + dt.timedelta(days=7 * 12 - 1)
        weeks = planned(
            race_date=race,
            goal="half",
            run_days=run_days,
            quality_runs=2,
            weekly_km=dict.fromkeys(range(1, 12), km),
        )
        found += [(week, run) for week, runs in weeks for run in runs if run.type in HARD]
    return found


@pytest.mark.parametrize("weeks", [8, 16, 30])
def test_kinds_of_hard_runs_take_turns_from_week_to_week(weeks: int) -> None:
    race = dt.date(2027, 1, 4) + dt.timedelta(days=7 * weeks - 1)
    found = planned(race_date=race, goal="half", quality_runs=1)
    kinds = [(week.phase, next(run.type for run in runs if run.type in HARD)) for week, runs in found if week.quality]
    for (phase, before), (next_phase, after) in pairwise(kinds):
        assert phase != next_phase or before != after
    base = {kind for phase, kind in kinds if phase == "base"}
    later = {kind for phase, kind in kinds if phase != "base"}
    assert (base, later) == ({"hills", "tempo"}, {"intervals", "tempo"})


def test_two_hard_runs_of_a_week_are_of_two_kinds_and_three_of_at_least_two() -> None:
    for quality in (2, 3):
        for week, runs in planned(weeks=16, run_days=5, quality_runs=quality):
            kinds = [run.type for run in runs if run.type in HARD]
            assert (len(kinds), len(set(kinds))) == (quality, 2), week.week


@pytest.mark.parametrize("run_days", range(3, 8))
def test_a_hard_run_begins_and_ends_with_easy_running(run_days: int) -> None:
    for week, run in of_any_size(run_days):
        first, *middle, last = parts(run)
        assert (first[0], last[0]) == ("easy", "easy")
        assert len(middle) == 1
        assert 0 <= first[2] - last[2] <= 100, (week.run_km, run.steps)
        if run.type == "intervals" and middle[0][1] > 1:
            assert easy_metres(run) >= 800, (week.run_km, run.steps)


@pytest.mark.parametrize("run_days", range(3, 8))
def test_hard_running_stays_under_its_share_of_the_week_and_of_the_run(run_days: int) -> None:
    for week, run in of_any_size(run_days):
        share = {"tempo": 10, "intervals": 8, "hills": 5}[run.type]
        most = {"tempo": 60, "intervals": 45, "hills": 30}[run.type]
        times, each = next((times, each) for pace, times, each, _ in parts(run) if pace != "easy")
        if times > 1 or run.type == "tempo":  # a single repeat is never cut
            assert hard_metres(run) <= 10 * share * week.run_km + 1e-6, (week.run_km, run.steps)
            assert hard_metres(run) <= 10 * most * run.km + 1e-6, (week.run_km, run.steps)
        if run.type == "intervals":
            assert hard_metres(run) <= 10_000
            assert each in (400, 800, 1000)


@pytest.mark.parametrize("run_days", range(3, 8))
def test_nobody_runs_up_the_hill_more_than_twelve_times(run_days: int) -> None:
    repeats = []
    for _, run in of_any_size(run_days):
        if run.type == "hills":
            ((_, times, each, jog),) = [part for part in parts(run) if part[0] == "uphill"]
            assert (each, jog) == (200, 200)
            repeats.append(times)
    assert (min(repeats), max(repeats)) == (2, 12)


HAND = [
    # easy pace, km, steps, seconds by hand
    (390, 8.0, "8 km easy", 8 * 390),  # exactly 52 minutes
    (300, 10.0, "10 km easy", 3000),  # exactly 50
    # 1.2 km easy and 800 m at 0.86 of the easy pace
    (
        390,
        2.0,
        "600 m easy; 800 m @tempo; 600 m easy",
        Fraction("1.2") * 390 + Fraction("0.8") * 390 * Fraction("0.86"),
    ),
    # 1.2 km easy, 400 m up at 0.95, 400 m of jog at 1.1
    (
        390,
        2.0,
        "600 m easy; 2 x 200 m uphill / 200 m jog; 600 m easy",
        Fraction("1.2") * 390 + Fraction("0.4") * 390 * (Fraction("0.95") + Fraction("1.1")),
    ),
]


def seconds(run: Run, easy_pace: int) -> Fraction:
    """The run's time from its steps and the factors of data/rules.csv."""
    total = Fraction(0)
    for pace, times, each, jog in parts(run):
        total += times * easy_pace * Fraction(each, 1000) * Fraction(RULES[f"pace_{PACES[pace]}"])
        total += times * easy_pace * Fraction(jog, 1000) * Fraction(RULES["pace_jog"])
    return total


@pytest.mark.parametrize(("pace", "km", "steps", "by_hand"), HAND, ids=[row[2] for row in HAND])
def test_a_runs_minutes_are_counted_from_its_steps_by_hand(pace: int, km: float, steps: str, by_hand: Fraction) -> None:
    runs = [
        run
        for total, run_days in ((8, 3), (32, 4), (40, 4))
        for _, runs in planned(
            weeks=5, run_days=run_days, easy_pace_s_per_km=pace, weekly_km=dict.fromkeys(range(1, 6), total)
        )
        for run in runs
        if (run.km, run.steps) == (km, steps)
    ]
    assert runs
    assert {run.minutes for run in runs} == {math.ceil(by_hand / 60)}


@pytest.mark.parametrize("pace", [180, 317, 390, 900])
def test_every_runs_minutes_are_its_seconds_rounded_up_once(pace: int) -> None:
    for km in (9, 23.4, 48, 120):
        weekly = dict.fromkeys(range(1, 9), km)
        for _, runs in planned(weeks=8, run_days=5, quality_runs=2, easy_pace_s_per_km=pace, weekly_km=weekly):
            for run in runs:
                assert run.minutes == math.ceil(seconds(run, pace) / 60), run
