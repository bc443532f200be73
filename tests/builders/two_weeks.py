"""A small plan made by hand: two weeks of runs and strength, as the planner would give it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd

from runplan import schema
from runplan.catalog import load_catalog
from runplan.plan.block import Block
from runplan.plan.tables import PlanTables


def a_block(**changes: Any) -> Block:
    return Block(**({"start": "2027-01-04", "weeks": 4, "goal": "general", "weekly_km_now": 30} | changes))


SESSIONS = [
    # id, week, date, slot, kind, type, title, km, minutes, effort, pinned, note, steps
    ("w01-strength-1", 1, "2027-01-05", "pm", "strength", "general", "Strength A", None, 24, 6.0, False, "", ""),
    ("w01-easy-1", 1, "2027-01-07", "am", "run", "easy", "Easy run", 6.5, 43, 3.0, False, "", "6.5 km easy"),
    ("w01-long", 1, "2027-01-10", "am", "run", "long", "Long run", 12.4, 81, 4.0, False, "Bring water", "12.4 km easy"),
    (
        "w02-quality-1",
        2,
        "2027-01-12",
        "am",
        "run",
        "tempo",
        "Tempo",
        8.0,
        48,
        7.0,
        False,
        "",
        "2 km easy; 4 km tempo; 2 km easy",
    ),
    ("w02-strength-1", 2, "2027-01-14", "pm", "strength", "core", "Core", None, 12, 4.5, True, "", ""),
    ("w03-easy-1", 3, "2027-01-21", "am", "run", "easy", "Easy run", 7.0, 46, 3.0, False, "", ""),
    ("w04-strength-1", 4, "2027-01-26", "pm", "strength", "routine", "Nothing yet", None, None, None, False, "", ""),
    ("w04-long", 4, "2027-01-31", "am", "run", "long", "Long run", 30.0, 195, 4.0, False, "", ""),
]
EXERCISES = [
    # session, order, section, id, name, sets, reps, seconds, each_side, rest, effort, note, superset, load, reserve
    ("w01-strength-1", 1, "foam_roll", "roll_quads", "Roll the quadriceps", 1, None, 30, True, 0, None, "", ""),
    (
        "w01-strength-1",
        2,
        "strength",
        "goblet_squat",
        "Goblet squat",
        3,
        10,
        None,
        False,
        60,
        6.5,
        "Lower slowly",
        "A",
        16.0,
        3,
    ),
    ("w01-strength-1", 3, "strength", "side_plank", "Side plank", 2, None, 30, True, 45, 7.0, "", "A"),
    ("w02-strength-1", 1, "strength", "side_plank", "Side plank", 2, None, 40, True, 45, 7.0, "", ""),
]


def sessions_frame(rows: list[tuple[Any, ...]]) -> pd.DataFrame:
    full = []
    for session_id, week, date, *rest in rows:
        day = dt.date.fromisoformat(date)
        full.append((session_id, week, day, schema.WEEKDAYS[day.weekday()], *rest, "planned", day))
    names = [column.name for column in schema.SESSIONS]
    return schema.build_frame(schema.SESSIONS, {name: [row[place] for row in full] for place, name in enumerate(names)})


def exercises_frame(rows: list[tuple[Any, ...]]) -> pd.DataFrame:
    names = [column.name for column in schema.EXERCISES]
    return schema.build_frame(
        schema.EXERCISES, {name: [dict(enumerate(row)).get(at) for row in rows] for at, name in enumerate(names)}
    )


WEEKS = [
    # week, start, phase, strength_phase, run_km, long_run_km, quality, strength, sets, step_back, note
    (1, "2027-01-04", "base", "technique", 18.9, 12.4, 0, 1, 4.0, False, ""),
    (2, "2027-01-11", "build", "strength", 8.0, 0.0, 1, 1, 4.0, False, ""),
    (3, "2027-01-18", "build", "strength", 7.0, 0.0, 0, 0, 4.0, False, ""),
    (4, "2027-01-25", "peak", "keep", 30.0, 30.0, 0, 1, 4.0, True, "Step-back week"),
]


def weeks_frame() -> pd.DataFrame:
    rows = [(week, dt.date.fromisoformat(start), *rest) for week, start, *rest in WEEKS]
    names = [column.name for column in schema.WEEKS]
    return schema.build_frame(schema.WEEKS, {name: [row[place] for row in rows] for place, name in enumerate(names)})


def a_plan(**changes: Any) -> PlanTables:
    """The two weeks, with other parts if they are given."""
    values = {
        "block": a_block(pins={"w02-strength-1": "Thu"}),
        "catalog": load_catalog(),
        "weeks": weeks_frame(),
        "sessions": sessions_frame(SESSIONS),
        "exercises": exercises_frame(EXERCISES),
        "remarks": schema.empty_frame(schema.FINDINGS),
        "plan_id": "0123456789abcdef",
    }
    return PlanTables(**(values | changes))


def plan_of(sessions: list[tuple[Any, ...]], exercises: list[tuple[Any, ...]], **changes: Any) -> PlanTables:
    """These rows as a plan of four weeks, with other settings if they are given."""
    return a_plan(block=a_block(**changes), sessions=sessions_frame(sessions), exercises=exercises_frame(exercises))
