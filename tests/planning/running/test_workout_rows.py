"""Every workout of data/workouts.csv is in some block: none waits for a week that never comes."""

from __future__ import annotations

import csv
from typing import Any

import pytest

from runplan.catalog.files.read import data_dir
from runplan.plan.steps import Step, parse_steps
from runplan.planning.running import workouts
from runplan.planning.running.fitting import fitted
from runplan.planning.running.workout_table import Workout
from runplan.planning.weeks import wished_weeks
from tests.builders.running_weeks import open_block, race_block

LEVELS = ("beginner", "intermediate", "advanced")
RUNNERS = ((18, 3, 420), (35, 4, 390), (60, 6, 320), (90, 7, 290), (40, 4, 560))  # [km/week], runs, easy pace [s/km]


def test_every_workout_is_in_some_block(monkeypatch: pytest.MonkeyPatch) -> None:
    used: set[Workout] = set()
    last: dict[tuple[str, tuple[Step, ...]], Workout] = {}

    def noted(workout: Workout, *sizes: Any, **limits: Any) -> tuple[Step, ...]:
        steps = fitted(workout, *sizes, **limits)
        last[workout.kind, steps] = workout
        return steps

    monkeypatch.setattr(workouts, "fitted", noted)
    for goal in ("general", "5k", "10k", "half", "marathon"):
        for level in LEVELS:
            for weeks in (8, 16, 18, 36):
                for count in (1, 2):
                    for now, runs, pace in RUNNERS:
                        wishes: dict[str, Any] = {
                            "level": level,
                            "run_days": runs,
                            "quality_runs": count,
                            "easy_pace_s_per_km": pace,
                        }
                        if goal == "general":
                            block = open_block(weeks, now, 1.5 * now, rest_days=0, **wishes)
                        else:
                            block = race_block(goal, weeks, now, 1.5 * now, rest_days=0, **wishes)
                        for week in wished_weeks(block):
                            ends = [week.workouts.long_end] if week.workouts.long_end else []
                            used |= {last[run.kind, run.steps] for run in (*week.workouts.quality, *ends)}
    planned = {(workout.kind, workout.turn, workout.variant, workout.steps) for workout in used}
    with (data_dir() / "workouts.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["slot"] != "after_easy"]
    for row in rows:
        steps = parse_steps(row["steps"].removeprefix("rest easy; "))
        assert (row["kind"], int(row["turn"]), row["variant"], steps) in planned, row
