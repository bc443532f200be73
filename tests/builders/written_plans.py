"""Small plans written by hand, on the built-in catalogue or on a catalogue of five exercises."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

import pandas as pd

from runplan import schema
from runplan.catalog import load_catalog
from runplan.plan.block import Block
from runplan.plan.tables import PlanTables

MONDAY = dt.date(2027, 1, 4)
WARM = ("foam_roll_calves", "lunge_elbow_to_instep")

# id, section, planes, benefits, seconds_per_rep, then muscle: role
TINY = (
    ("roll", "foam_roll", "", "mobility;flexibility", None, {"soleus": "rolled", "gastrocnemius": "rolled"}),
    ("stretch", "warm_up", "sagittal", "flexibility", 3.0, {"hamstrings": "stretched", "quadriceps": "synergist"}),
    ("walk", "activation", "frontal", "posture", 2.0, {"gluteus_medius": "prime_mover"}),
    (
        "squat",
        "strength",
        "sagittal;transverse",
        "strength",
        3.0,
        {"quadriceps": "prime_mover", "gluteus_maximus": "synergist", "deep_core": "stabiliser"},
    ),
    (
        "plank",
        "strength",
        "transverse",
        "strength;posture",
        None,
        {"obliques": "prime_mover", "deep_core": "synergist"},
    ),
    ("hops", "plyometric", "sagittal", "strength", 1.0, {"soleus": "prime_mover"}),
)


class _Catalog(SimpleNamespace):
    """Tables by name; told apart by identity, as the real catalog is."""

    __hash__ = object.__hash__


def tiny_catalog() -> Any:
    """A catalogue of six exercises whose credit is written down, not computed."""
    ids = [row[0] for row in TINY]
    real = load_catalog()
    exercises = pd.DataFrame(
        {
            "section": [row[1] for row in TINY],
            "planes": [row[2] for row in TINY],
            "benefits": [row[3] for row in TINY],
            "seconds_per_rep": [row[4] for row in TINY],
        },
        index=pd.Index(ids, name="exercise_id"),
    )
    involvement = pd.DataFrame(
        [(row[0], muscle, role) for row in TINY for muscle, role in row[5].items()],
        columns=["exercise_id", "muscle", "role"],
    )
    credit = pd.DataFrame(0.0, index=exercises.index, columns=list(schema.MUSCLES))
    for exercise_id, muscle, value in (
        ("walk", "gluteus_medius", 1.0),
        ("squat", "quadriceps", 1.0),
        ("squat", "gluteus_maximus", 0.5),
        ("plank", "obliques", 1.0),
        ("plank", "deep_core", 0.5),
        ("hops", "soleus", 1.0),
    ):
        credit.loc[exercise_id, muscle] = value
    return _Catalog(
        exercises=exercises,
        involvement=involvement,
        credit=credit,
        muscles=real.muscles,
        running_load=real.running_load,
    )


def exercise(session_id: str, order: int, exercise_id: str, sets: int = 1, **rest: Any) -> dict[str, Any]:
    """A row of the exercises; ten repetitions where nothing else is said."""
    row = {"reps": None if "seconds" in rest else 10, "seconds": None, "each_side": False, "rest_s": 0, "effort": 5.0}
    row |= {
        "note": "",
        "superset": "",
        "load_kg": None,
        "reserve": None,
        "section": "strength",
        "exercise": exercise_id.replace("_", " ").capitalize(),
    }
    return row | {"session_id": session_id, "order": order, "exercise_id": exercise_id, "sets": sets} | rest


def run(week: int, weekday: str, run_type: str, km: float, number: int = 1) -> dict[str, Any]:
    """A run; its id follows from week, type and number."""
    name = {"tempo": "quality", "intervals": "quality", "hills": "quality"}.get(run_type, run_type)
    session_id = f"w{week:02d}-{name}" + ("" if name in ("long", "race") else f"-{number}")
    return {"session_id": session_id, "week": week, "weekday": weekday, "kind": "run", "type": run_type, "km": km}


def strength(week: int, weekday: str, strength_type: str, number: int = 1, minutes: int = 20) -> dict[str, Any]:
    """A strength session."""
    session_id = f"w{week:02d}-strength-{number}"
    row = {"session_id": session_id, "week": week, "weekday": weekday, "kind": "strength", "type": strength_type}
    return row | {"km": None, "minutes": minutes}


def make_plan(
    sessions: Sequence[dict[str, Any]],
    exercises: Sequence[dict[str, Any]] | None = None,
    *,
    weeks: int = 4,
    targets: Sequence[float] | None = None,
    catalog: Any = None,
    remarks: pd.DataFrame | None = None,
    **block: Any,
) -> PlanTables:
    """A plan from its sessions; a strength session without exercises of its own gets a warm-up and a side plank."""
    wishes: dict[str, Any] = {"start": MONDAY, "equipment": ("foam_roller",)} | block
    if "race_date" not in wishes:
        wishes["weeks"] = weeks
    starts = [MONDAY + dt.timedelta(days=7 * number) for number in range(weeks)]
    rows = [
        {"slot": "am" if row["kind"] == "run" else "pm", "title": row["type"], "minutes": 30, "effort": 5.0}
        | {"pinned": False, "note": "", "steps": "", "status": "planned"}
        | row
        | dict.fromkeys(
            ("date", "planned_date"),
            starts[row["week"] - 1] + dt.timedelta(days=schema.WEEKDAYS.index(row["weekday"])),
        )
        for row in sessions
    ]
    if exercises is None:
        exercises = [row for one in rows if one["kind"] == "strength" for row in warmed_up(one["session_id"])]
    in_week = [[row for row in rows if row["week"] == week + 1] for week in range(weeks)]
    table = [
        {
            "week": number + 1,
            "start": starts[number],
            "phase": "race" if any(row["type"] == "race" for row in in_week[number]) else "base",
            "strength_phase": "technique",
            "run_km": sum(row["km"] or 0.0 for row in in_week[number]),
            "long_run_km": max((row["km"] for row in in_week[number] if row["type"] == "long"), default=0.0),
            "quality_runs": 0,
            "strength_sessions": sum(row["kind"] == "strength" for row in in_week[number]),
            "sets_target": 4.0 if targets is None else targets[number],
            "step_back": False,
            "note": "",
        }
        for number in range(weeks)
    ]
    return PlanTables(
        block=Block(**wishes),
        weeks=frame(schema.WEEKS, table),
        sessions=frame(schema.SESSIONS, rows),
        exercises=frame(schema.EXERCISES, exercises),
        catalog=catalog if catalog is not None else load_catalog(),
        remarks=remarks if remarks is not None else schema.empty_frame(schema.FINDINGS),
    )


def warmed_up(session_id: str, *more: dict[str, Any]) -> list[dict[str, Any]]:
    """Rolling, a warm-up, and a side plank or what is given."""
    rows = [
        exercise(session_id, 1, "foam_roll_calves", section="foam_roll", seconds=20),
        exercise(session_id, 2, "lunge_elbow_to_instep", section="warm_up", reps=4),
    ]
    return rows + list(more or [exercise(session_id, 3, "side_plank", seconds=20)])


def frame(table: tuple[schema.Column, ...], rows: Sequence[dict[str, Any]]) -> pd.DataFrame:
    """Rows as a table of the schema."""
    return schema.build_frame(table, {column.name: [row[column.name] for row in rows] for column in table})
