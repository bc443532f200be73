"""Every workout of data/workouts.csv is in some block, and its note agrees with how its parts feel."""

from __future__ import annotations

import csv
import re
from typing import Any

import pytest

from runplan.catalog.files.read import data_dir
from runplan.plan.steps import Step, parse_steps
from runplan.planning.running import workouts
from runplan.planning.running.fitting import fitted
from runplan.planning.running.step_bands import step_bands
from runplan.planning.running.workout_table import Workout
from runplan.planning.weeks import wished_weeks
from tests.builders.running_weeks import open_block, race_block

LEVELS = ("beginner", "intermediate", "advanced")
RUNNERS = ((18, 3, 420), (35, 4, 390), (60, 6, 320), (90, 7, 290), (40, 4, 560))  # [km/week], runs, easy pace [s/km]


def workout_rows() -> list[dict[str, str]]:
    with (data_dir() / "workouts.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


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
    for row in (row for row in workout_rows() if row["slot"] != "after_easy"):
        steps = parse_steps(row["steps"].removeprefix("rest easy; "))
        assert (row["kind"], int(row["turn"]), row["variant"], steps) in planned, row


FEELING = re.compile(
    r"\b(?:breath\w*|talk\w*|speak\w*|chat\w*|sentences?|words?|hard|strong|steady|even|quick|loose|relaxed|sprints?|"
    r"effort|by feel|holding back|comfortabl\w+|gentl[ey] pace)\b"
)


@pytest.mark.parametrize("row", workout_rows(), ids=lambda row: row["steps"])
def test_a_note_says_of_how_a_run_feels_only_what_its_parts_say(row: dict[str, str]) -> None:
    bands = step_bands(open_block(8, 30, 40))
    feels = " ".join(bands[step.target].feel for step in parse_steps(row["steps"].removeprefix("rest easy; ")))
    assert set(FEELING.findall(row["note"])) <= set(FEELING.findall(feels))
