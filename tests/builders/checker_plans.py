"""Small hand-made plans and a hand-made catalog, for testing what reads plans."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pandas as pd

from tests.checker_facts import TABLES

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
START = dt.date(2027, 1, 4)  # a Monday
EXERCISES = """exercise_id,name,section,pattern,equipment,level,each_side,mode,seconds_per_rep,setup_s
roll_calves,Roll the calves,foam_roll,roll,foam_roller,beginner,yes,seconds,,5
lunge_warm,Lunge,warm_up,mobility,,beginner,yes,reps,3,0
band_walk,Band walk,activation,hip_abduction,mini_band,beginner,no,reps,2,10
squat,Squat,strength,squat,dumbbell|kettlebell,beginner,no,reps,3,15
press,Leg press hold,strength,squat,barbell;bench|box,advanced,no,seconds,,20
plank,Plank,strength,core_anti_extension,,beginner,no,seconds,,5
hops,Hops,plyometric,jump,,beginner,no,reps,1,5
"""
RULES = "rule_id,kind,value\npace_long,number,1\n"


def block(**changes: Any) -> SimpleNamespace:
    """Five weeks from a Monday, four runs, two strength sessions."""
    fields: dict[str, Any] = {
        "start": START,
        "race_date": None,
        "weeks": 5,
        "goal": "general",
        "weekly_km_now": 20.0,
        "weekly_km_peak": 30.0,
        "weekly_km": (),
        "easy_pace_s_per_km": 390,
        "run_days": 4,
        "long_run_day": "Sun",
        "quality_runs": 1,
        "runs": None,
        "days_off": ("Mon",),
        "dates_off": (),
        "rest_days": 1,
        "strength_sessions": 2,
        "strength_minutes": 30,
        "sets_per_muscle": 4,
        "equipment": ("foam_roller", "mini_band", "dumbbell"),
        "level": "beginner",
        "avoid": (),
        "prefer": (),
        "school": "hard_days",
        "doubles": True,
        "pins": (("w01-easy-2", "Thu"),),
        "week_start": "Mon",
    }
    return SimpleNamespace(**(fields | changes))


def exercise(session_id: str, order: int, name: str, section: str, **rest: Any) -> dict[str, Any]:
    """A row of the exercises table."""
    row = {"session_id": session_id, "order": order, "section": section, "exercise_id": name, "sets": 1}
    row |= {"reps": None, "seconds": None, "each_side": False, "rest_s": 60, "effort": 6.0, "note": "", "superset": ""}
    names = {line.split(",")[0]: line.split(",")[1] for line in EXERCISES.splitlines()}
    return row | {"exercise": names[name]} | rest


def strength(session_id: str, squat_reps: int) -> list[dict[str, Any]]:
    """Rolling 70 s, lunges 46 s, walk 35 s, squats, plank 160 s: see the sums below."""
    return [
        exercise(session_id, 1, "roll_calves", "foam_roll", seconds=30, each_side=True),  # 5 + 65 + 5 = 75
        exercise(session_id, 2, "lunge_warm", "warm_up", reps=6, each_side=True),  # 0 + 41 + 5 = 46
        exercise(session_id, 3, "band_walk", "activation", reps=10),  # 10 + 20 + 5 = 35
        exercise(session_id, 4, "squat", "strength", reps=squat_reps, sets=3),  # 15 + 9 x reps + 120 + 5
        exercise(session_id, 5, "plank", "strength", seconds=40, sets=2),  # 5 + 80 + 60 + 5 = 150
    ]


MINUTES = {6: 9, 12: 10}  # 500 s with squats of 6, 554 s with squats of 12


def session(week: int, name: str, day: str, kind: str, sort: str, **rest: Any) -> dict[str, Any]:
    """A row of the sessions table in a block that starts on a Monday."""
    date = START + dt.timedelta(days=7 * (week - 1) + DAYS.index(day))
    row = {"session_id": f"w{week:02d}-{name}", "week": week, "date": date, "weekday": day, "kind": kind, "type": sort}
    row |= {"slot": "am" if kind == "run" else "pm", "title": name, "km": None, "minutes": 40, "effort": 4.0}
    row |= {"pinned": False, "note": "", "steps": ""} | rest
    if kind == "run":
        row["steps"] = row["steps"] or f"{row['km']} km easy"
    return row


def plan_of(block: SimpleNamespace, weeks: list[Any], sessions: list[Any], exercises: list[Any]) -> SimpleNamespace:
    """The rows as a plan with the contract's dtypes."""
    tables = {}
    for name, rows in (("weeks", weeks), ("sessions", sessions), ("exercises", exercises)):
        frame = pd.DataFrame(rows, columns=list(TABLES[name]))
        for column in frame.columns[[dtype == "datetime64[us]" for dtype in TABLES[name].values()]]:
            frame[column] = pd.to_datetime(frame[column])
        tables[name] = frame.astype(TABLES[name])
    return SimpleNamespace(block=block, **tables)


def general_rows() -> dict[str, Any]:
    """A sound block of five weeks: 20, 22.5, 25, 22 (27.5 less 20 %), 30 km."""
    weeks, sessions, exercises = [], [], []
    for week, km in enumerate((20.0, 22.5, 25.0, 22.0, 30.0), start=1):
        long = {20.0: 8.0, 22.5: 9.0, 25.0: 10.0, 22.0: 8.8, 30.0: 12.0}[km]
        tempo = round((km - long) / 3, 1)
        easy = round((km - long - tempo) / 2, 1)
        weeks.append({"week": week, "start": START + dt.timedelta(days=7 * (week - 1)), "phase": "base"})
        weeks[-1] |= {"strength_phase": "technique", "run_km": km, "long_run_km": long, "quality_runs": 1}
        weeks[-1] |= {"strength_sessions": 2, "sets_target": 4.0, "step_back": week == 4, "note": ""}
        rest = round(tempo - 2 - 0.8, 1)
        sessions += [
            session(week, "easy-1", "Tue", "run", "easy", km=easy),
            session(
                week,
                "quality-1",
                "Wed",
                "run",
                "tempo",
                km=tempo,
                steps=f"2 km easy; 4 x 150 m @5k / 50 m jog; {rest} km easy",
            ),
            session(week, "easy-2", "Thu", "run", "easy", km=round(km - long - tempo - easy, 1), pinned=week == 1),
            session(week, "long", "Sun", "run", "long", km=long),
            session(week, "strength-1", "Wed", "strength", "heavy", minutes=9),
            session(week, "strength-2", "Fri", "strength", "general", minutes=10),
        ]
        exercises += strength(f"w{week:02d}-strength-1", 6) + strength(f"w{week:02d}-strength-2", 12)
    return {"block": block(), "weeks": weeks, "sessions": sessions, "exercises": exercises}


def race_rows() -> dict[str, Any]:
    """A sound block of four weeks to a 5k on its last Saturday: 20, 25, 30 km, then 60 % of 30 and the race."""
    rows = general_rows()
    weeks = rows["weeks"][:4]
    rows["block"] = block(race_date=START + dt.timedelta(days=26), weeks=4, goal="5k")
    for week, km, long in zip(weeks, (20.0, 25.0, 30.0, 23.0), (8.0, 10.0, 12.0, 5.0), strict=True):
        week |= {"run_km": km, "long_run_km": long, "step_back": False}
    weeks[3] |= {"phase": "race", "strength_phase": "keep", "quality_runs": 0, "strength_sessions": 1, "sets_target": 2}
    sessions = [row for row in rows["sessions"] if row["week"] < 3]
    for row in [row for row in rows["sessions"] if row["week"] in (3, 5)]:
        if row["week"] == 5:  # 30 km: the third week of this block
            sessions.append(
                row
                | {"week": 3, "session_id": "w03" + row["session_id"][3:], "date": row["date"] - dt.timedelta(days=14)}
            )
    sessions = [row for row in sessions if row["week"] != 2]
    for row in [row for row in rows["sessions"] if row["week"] == 3]:  # 25 km: the second
        sessions.append(
            row | {"week": 2, "session_id": "w02" + row["session_id"][3:], "date": row["date"] - dt.timedelta(days=7)}
        )
    sessions += [
        session(4, "easy-1", "Tue", "run", "easy", km=6.0),
        session(4, "easy-2", "Wed", "run", "easy", km=6.0),
        session(4, "easy-3", "Sun", "run", "easy", km=6.0),
        session(4, "race", "Sat", "run", "race", km=5.0),
        session(4, "strength-1", "Tue", "strength", "core", minutes=10),
    ]
    for row in sessions:
        if row["session_id"] == "w03-strength-1":
            row |= {"type": "heavy"}
    rows["weeks"] = weeks
    rows["sessions"] = sessions
    exercises = [row for row in rows["exercises"] if row["session_id"] < "w04"] + strength("w04-strength-1", 12)
    rows["exercises"] = exercises
    return rows


def built(rows: dict[str, Any]) -> SimpleNamespace:
    """The rows as a plan."""
    return plan_of(rows["block"], rows["weeks"], rows["sessions"], rows["exercises"])
