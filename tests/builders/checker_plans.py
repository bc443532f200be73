"""Small hand-made plans and a hand-made catalog, for testing what reads plans."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pandas as pd

from tests.checker_facts import TABLES

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
START = dt.date(2027, 1, 4)  # a Monday
EXERCISES = """exercise_id,name,section,pattern,equipment,level,each_side,mode,seconds_per_rep,setup_s,load_class,dose
roll_calves,Roll the calves,foam_roll,roll,foam_roller,beginner,yes,seconds,,5,light,
lunge_warm,Lunge,warm_up,mobility,,beginner,yes,reps,3,0,light,
band_walk,Band walk,activation,hip_abduction,mini_band,beginner,no,reps,2,10,light,
squat,Squat,strength,squat,dumbbell|kettlebell,beginner,no,reps,3,15,heavy,
press,Leg press hold,strength,squat,barbell;bench|box,advanced,no,seconds,,20,heavy,
plank,Plank,strength,core_anti_extension,,beginner,no,seconds,,5,light,
hops,Hops,plyometric,jump,,beginner,no,reps,1,5,heavy,jump
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
        "days_without_runs": (),
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
        "units": "km",
        "recent_races": (),
        "goal_time": None,
        "longest_run_km": None,
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
    row |= {"pinned": False, "note": "", "steps": "", "status": "planned", "planned_date": date} | rest
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


# Of each week: its kilometres, the long run, the quality run and the two easy ones.
GENERAL = (
    (20.0, 8.0, 4.0, 4.0, 4.0),
    (25.0, 9.0, 5.5, 5.5, 5.0),
    (30.0, 10.0, 7.0, 6.5, 6.5),
    (29.0, 11.0, 6.0, 6.0, 6.0),
    (24.0, 8.0, 5.5, 5.5, 5.0),
)
RACE = ((20.0, 8.0, 4.0, 4.0, 4.0), (30.0, 9.0, 7.0, 7.0, 7.0), (25.0, 7.0, 6.0, 6.0, 6.0))


def week_row(week: int, km: float, long: float, **rest: Any) -> dict[str, Any]:
    """A row of the weeks table."""
    row = {"week": week, "start": START + dt.timedelta(days=7 * (week - 1)), "phase": "base"}
    row |= {"strength_phase": "technique", "run_km": km, "long_run_km": long, "quality_runs": 1}
    row |= {"strength_sessions": 2, "sets_target": 4.0, "step_back": False, "note": ""}
    return row | rest


def week_sessions(
    week: int, long: float, tempo: float, first: float, second: float, strength_sessions: int = 2
) -> list[dict[str, Any]]:
    """Four runs, and one or two strength sessions; 800 m of the quality run are its four repeats with their jogs."""
    steps = f"2 km easy; 4 x 150 m @5k / 50 m jog; {round(tempo - 2 - 0.8, 1)} km easy"
    return [
        session(week, "easy-1", "Tue", "run", "easy", km=first),
        session(week, "quality-1", "Wed", "run", "tempo", km=tempo, steps=steps),
        session(week, "easy-2", "Thu", "run", "easy", km=second, pinned=week == 1),
        session(week, "long", "Sun", "run", "long", km=long),
        session(week, "strength-1", "Wed", "strength", "heavy", minutes=9),
        session(week, "strength-2", "Fri", "strength", "general", minutes=10),
    ][: 4 + strength_sessions]


def week_exercises(week: int) -> list[dict[str, Any]]:
    """A heavy session and a general one."""
    return strength(f"w{week:02d}-strength-1", 6) + strength(f"w{week:02d}-strength-2", 12)


def general_rows() -> dict[str, Any]:
    """A sound block of five weeks without a race.

    The fifth is the step-back week, the fourth the last full one, and 65 % of four is 2.6: the peak of 30 km is in
    week 3, 98 % of it in week 4, 80 % of that in week 5. The long run begins with 40 % of 20 km and may be a kilometre
    longer each week: 41 % of 30 km, 12 km, are wished in week 3. Three quarters of 11 km are 8.25, and so 8.
    The lighter week has 70 % of the four sets.
    """
    phases = ("base", "base", "build", "build", "build")
    weeks = [
        week_row(week, km, long, phase=phases[week - 1], step_back=week == 5, sets_target=2.8 if week == 5 else 4.0)
        for week, (km, long, *_) in enumerate(GENERAL, start=1)
    ]
    sessions = [row for week, (_, *runs) in enumerate(GENERAL, start=1) for row in week_sessions(week, *runs)]
    exercises = [row for week in range(1, 6) for row in week_exercises(week)]
    return {"block": block(), "weeks": weeks, "sessions": sessions, "exercises": exercises}


def race_rows() -> dict[str, Any]:
    """A sound block of four weeks to a 5k on its last Saturday.

    The long run of week 2 is 13 days before the race, so that is the last full week and the peak; its Sunday has 90 %
    of a day: 29.6 km. Week 3 has six days at 90 % and one at 50 %, 25.3 km of 30, and four fifths of the 9 km long run.
    The last week has six days at 50 %: 12.9 km. Weeks that end less than two weeks before the race have one strength
    session and half of the sets, the race week three quarters of these.
    """
    weeks = [
        week_row(week, km, long, phase=phase)
        for week, (km, long, *_), phase in zip((1, 2, 3), RACE, ("base", "build", "peak"), strict=True)
    ]
    weeks.append(week_row(4, 18.0, 5.0, phase="race", strength_phase="keep", quality_runs=0))
    for week in weeks[1:]:
        week |= {"strength_sessions": 1, "sets_target": 2.0 if week["week"] < 4 else 1.5}
    sessions = [
        row
        for week, (_, *runs) in enumerate(RACE, start=1)
        for row in week_sessions(week, *runs, strength_sessions=2 if week == 1 else 1)
    ]
    sessions += [
        session(4, "easy-1", "Tue", "run", "easy", km=5.0),
        session(4, "easy-2", "Wed", "run", "easy", km=4.5),
        session(4, "easy-3", "Thu", "run", "easy", km=3.5),
        session(4, "race", "Sat", "run", "race", km=5.0),
        session(4, "strength-1", "Tue", "strength", "core", minutes=10),
    ]
    exercises = [*week_exercises(1), *strength("w02-strength-1", 6), *strength("w03-strength-1", 6)]
    exercises += strength("w04-strength-1", 12)
    race = START + dt.timedelta(days=26)
    return {
        "block": block(race_date=race, weeks=4, goal="5k"),
        "weeks": weeks,
        "sessions": sessions,
        "exercises": exercises,
    }


def built(rows: dict[str, Any]) -> SimpleNamespace:
    """The rows as a plan."""
    return plan_of(rows["block"], rows["weeks"], rows["sessions"], rows["exercises"])
