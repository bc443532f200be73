"""intervals.icu, Tempo and TrainingDojo: what their files hold is what the plan has, read back by small readers."""

from __future__ import annotations

import csv
import datetime as dt
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given

import runplan as rp
from runplan.exchange.csv_text import FORMULA_STARTS, restore
from runplan.exchange.export.registry import FORMATS
from runplan.exchange.export.text import one_line
from runplan.exchange.export.training_logs.intervals import intervals_bytes
from runplan.exchange.export.training_logs.tempo import tempo_bytes
from runplan.exchange.export.training_logs.trainingdojo import trainingdojo_bytes
from runplan.plan.tables import PlanTables
from tests.builders.any_plans import UNRULY, any_plans, unruly_plans
from tests.builders.blocks import MANY_PLANS
from tests.builders.two_weeks import plan_of
from tests.exchange.run_oracle import Line, lines_of, paces_of

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MILE = 1.609344
TEMPO_HEADER = "week,day,distance,type,details,duration"
TRAININGDOJO_HEADER = (
    "day,sport,subtype,title,duration_minutes,tss,description,phase,planned_distance,planned_distance_unit"
)


def rows_of(lines: list[str], header: str) -> list[dict[str, str]]:
    """Rows of which each is one physical line, as a reader that knows no break within a cell takes them."""
    rows = []
    for line in lines:
        (cells,) = csv.reader([line], strict=True)
        rows.append(dict(zip(header.split(","), cells, strict=True)))
    return rows


def in_km(distance: str, unit: str) -> float:
    return float(distance) * (MILE if unit.startswith("mi") else 1)


def check_distance(session: Any, distance: str, unit: str) -> None:
    if session.kind == "strength":
        assert distance == ""
    else:
        miles = unit.startswith("mi")  # tenths of a mile, as people say them
        assert re.fullmatch(r"\d+(\.\d)?" if miles else r"\d+(\.\d{1,2})?", distance)
        assert in_km(distance, unit) == pytest.approx(session.km, abs=0.0806 if miles else 0.0051)


Told = dict[str, list[str]]


def told_of(plan: PlanTables) -> Told:
    """What the text of each session has to hold, in its order: each exercise with how much of it."""
    told: Told = {}
    for row in plan.exercises.sort_values(["session_id", "order"]).itertuples():
        much = f"{row.reps}" if not pd.isna(row.reps) else f"{row.seconds} s"
        side = " each side" if row.each_side else ""
        words = f"{one_line(row.exercise).strip()}: {row.sets} x {much}{side}"
        told.setdefault(row.session_id, []).append(words)
    return told


def check_words(told: Told, session: Any, text: str) -> None:
    place = 0
    for words in told.get(session.session_id, []):
        place = text.index(words, place)
    assert one_line(session.note).strip() in one_line(text)


def check_tempo(plan: PlanTables, sessions: list[Any], told: Told) -> None:
    lines = tempo_bytes(plan).decode().split("\n")
    assert lines[0] == TEMPO_HEADER
    assert lines.pop() == ""
    comments = [line for line in lines if line.startswith("#")]
    unit = {"km": "kilometres", "mi": "miles"}[plan.block.units]
    assert f"Distances are in {unit}:" in comments[0]
    monday = dt.datetime.strptime(comments[1].split(": ")[0], "# Start the plan on %a %d %b %Y").date()
    assert monday.weekday() == 0
    rows = rows_of([line for line in lines[1:] if not line.startswith("#")], TEMPO_HEADER)
    for session, row in zip(sessions, rows, strict=True):
        days = 7 * (int(row["week"]) - 1) + WEEKDAYS.index(row["day"])
        assert int(row["week"]) >= 1
        assert monday + dt.timedelta(days=days) == session.date.date()
        check_distance(session, row["distance"], unit)
        assert row["type"].lower() == (session.type if session.kind == "run" else "strength")
        assert row["duration"] == str(session.minutes)
        assert restore(row["details"]).startswith(f"{session.title}. ")
        check_words(told, session, row["details"])


def check_trainingdojo(plan: PlanTables, sessions: list[Any], told: Told) -> None:
    lines = trainingdojo_bytes(plan).decode().split("\n")
    assert lines[0] == TRAININGDOJO_HEADER
    assert lines.pop() == ""
    rows = rows_of(lines[1:], TRAININGDOJO_HEADER)
    days = [int(row["day"]) for row in rows]
    assert days == sorted(days)
    assert set(days) == set(range(1, 7 * len(plan.weeks) + 1))
    assert {row["tss"] for row in rows} == {""}
    first = plan.weeks["start"].iloc[0].date()
    phases = dict(zip(plan.weeks["week"], plan.weeks["phase"], strict=True))
    assert all(row["phase"].lower() == phases[(int(row["day"]) - 1) // 7 + 1] for row in rows)
    off = {first + dt.timedelta(days=int(row["day"]) - 1) for row in rows if row["sport"] == "Day Off"}
    training = [row for row in rows if row["sport"] != "Day Off"]
    assert len(off) == len(rows) - len(training)
    assert not off & {session.date.date() for session in sessions}
    for session, row in zip(sessions, training, strict=True):
        assert first + dt.timedelta(days=int(row["day"]) - 1) == session.date.date()
        assert row["sport"] == {"run": "Run", "strength": "Strength"}[session.kind]
        assert row["subtype"].lower() == session.type
        assert restore(row["title"]) == session.title
        assert row["duration_minutes"] == str(session.minutes)
        unit = "" if session.kind == "strength" else {"km": "kilometer", "mi": "mile"}[plan.block.units]
        assert row["planned_distance_unit"] == unit
        check_distance(session, row["planned_distance"], unit)
        check_words(told, session, row["description"])


STEP = re.compile(
    r"- (?P<cue>[A-Za-z-]+) (?:(?P<length>\d+(?:\.\d+)?)(?P<unit>km|mi|mtr)|(?P<minutes>\d+m)?(?P<seconds>\d+s)?)"
    r"(?: (?P<fast>\d+:\d\d)/(?P<one>km|mi)-(?P<slow>\d+:\d\d)/(?P<other>km|mi) Pace)?"
)
CUES = {"Uphill": "uphill", "Half-marathon": "@half", "Five-k": "@5k", "Ten-k": "@10k"}
SAME = ("Easy", "Jog", "Strides")
WORDS_OF_GOAL = {"5k": "@5k", "10k": "@10k", "half": "@half", "marathon": "@marathon"}


def workout_of(text: str) -> Iterator[re.Match[str]]:
    """Each step of a workout text, repeats unrolled."""
    for group in text.split("\n\n"):
        lines = group.split("\n")
        times = int(lines.pop(0)[:-1]) if re.fullmatch(r"\d+x", lines[0]) else 1
        matches = [STEP.fullmatch(line) for line in lines]
        yield from [match for match in matches * times if match is not None]


def seconds_of(clock: str) -> int:
    minutes, seconds = clock.split(":")
    return 60 * int(minutes) + int(seconds)


def check_step(step: re.Match[str], line: Line, block: rp.Block, off: float) -> None:
    cue = step["cue"]
    word = cue.lower() if cue in SAME else CUES.get(cue, f"@{cue.lower()}")
    assert (WORDS_OF_GOAL[block.goal] if word == "@goal" else word) == line.word
    if line.seconds:
        assert int((step["minutes"] or "0m")[:-1]) * 60 + int((step["seconds"] or "0s")[:-1]) == line.seconds
    else:
        metres = float(step["length"]) * {"km": 1000, "mi": 1000 * MILE, "mtr": 1}[step["unit"]]
        assert metres == pytest.approx(line.metres, abs=off)
        assert step["unit"] in (block.units, "mtr")
    paces = paces_of(line.word, block)
    if paces is None:
        assert step["fast"] is None
        return
    assert step["one"] == step["other"] == block.units
    of_unit = MILE if block.units == "mi" else 1
    assert [seconds_of(step["fast"]), seconds_of(step["slow"])] == pytest.approx(
        [of_unit * pace for pace in paces], abs=0.6
    )


def check_intervals(plan: PlanTables, sessions: list[Any], told: Told) -> None:
    events = json.loads(intervals_bytes(plan))
    ids = [event["external_id"] for event in events]
    assert len(set(ids)) == len(ids)
    for session, event in zip(sessions, events, strict=True):
        assert event["category"] == "WORKOUT"
        assert event["start_date_local"] == f"{session.date:%Y-%m-%d}T00:00:00"
        assert event["type"] == {"run": "Run", "strength": "WeightTraining"}[session.kind]
        assert event["name"] == session.title
        assert event["moving_time"] == 60 * session.minutes
        assert event["external_id"] == f"{plan.plan_id}-{session.session_id}"
        check_words(told, session, event["description"])
        steps = list(workout_of(event["description"]))
        hyphens = sum(line.startswith("-") for line in event["description"].split("\n"))
        if session.steps:
            wanted = list(lines_of(session.steps))
        elif steps and not steps[0]["length"]:
            wanted = [Line("easy", 0, 60 * session.minutes)]
        else:
            wanted = [Line("easy", round(session.km * 1000), 0)] if session.type in ("easy", "long") else []
        if session.kind == "strength" or all(paces_of(line.word, plan.block) is None for line in wanted):
            assert hyphens == 0
            continue
        # A whole run is told in tenths of a mile, a part of one in hundredths.
        off = 0.5 if plan.block.units == "km" else 8.1 if len(steps) > 1 else 80.6
        for step, line in zip(steps, wanted, strict=True):
            check_step(step, line, plan.block, off)


def test_a_plan_in_miles_is_told_in_miles_and_three_are_three() -> None:
    rows = [
        {"week": week, "weekday": day, "type": kind, "km": miles * MILE}
        for week in range(1, 5)
        for day, kind, miles in (("Tue", "easy", 3), ("Thu", "tempo", 5), ("Sun", "long", 9.5))
    ]
    plan = rp.build_plan(rp.Block(start="2027-01-04", runs=rows, units="mi", easy_pace_s_per_km=360))
    tempo = [line.split(",")[2] for line in tempo_bytes(plan).decode().split("\n")[3:-1]]
    dojo = [line.split(",")[-2:] for line in trainingdojo_bytes(plan).decode().split("\n")[1:-1]]
    assert {one for one in tempo if one} == {"3", "5", "9.5"}
    assert {tuple(one) for one in dojo if one[0]} == {(one, "mile") for one in ("3", "5", "9.5")}
    easy = next(event for event in json.loads(intervals_bytes(plan)) if event["name"] == "Easy run")
    assert easy["description"].startswith("- Easy 3mi ")


@pytest.mark.parametrize("name", ["ics", "google", "intervals", "tempo", "trainingdojo"])
def test_no_text_of_a_plan_in_miles_says_kilometres(name: str) -> None:
    block = rp.Block(start="2027-01-04", race_date="2027-04-25", goal="half", quality_runs=2, units="mi")
    text = FORMATS[name].make(rp.build_plan(block)).decode().replace("\r\n ", "")
    assert len(re.findall(r"\d ?mi\b", text)) > 80
    assert re.findall(r"\d ?km|/km|kilomet", text) == []


@MANY_PLANS
@given(plan=any_plans(UNRULY))
def test_each_file_holds_what_the_plan_has(plan: PlanTables) -> None:
    sessions, told = list(plan.sessions.itertuples()), told_of(plan)
    check_tempo(plan, sessions, told)
    check_trainingdojo(plan, sessions, told)
    check_intervals(plan, sessions, told)


@given(plan=unruly_plans())
def test_no_text_runs_in_a_spreadsheet_or_breaks_a_row(plan: PlanTables) -> None:
    for make, header in ((tempo_bytes, TEMPO_HEADER), (trainingdojo_bytes, TRAININGDOJO_HEADER)):
        lines = make(plan).decode().split("\n")
        rows = rows_of([line for line in lines[1:-1] if not line.startswith("#")], header)
        training = [row for row in rows if row.get("sport") != "Day Off"]
        assert len(training) == len(plan.sessions)
        for row in training:
            for cell in row.values():
                bare = cell.strip(" \t'\"`\u2018\u2019\u201c\u201d\u200b\ufeff\u00a0\u3000\u2060\u200e\u200f")
                assert bare[:1] not in FORMULA_STARTS or bare == "" or cell.startswith("'")
                assert all(ord(character) >= 32 for character in cell)
    titles = [one_line(title) for title in plan.sessions["title"]]
    lines = trainingdojo_bytes(plan).decode().split("\n")[1:-1]
    rows = [row for row in rows_of(lines, TRAININGDOJO_HEADER) if row["sport"] != "Day Off"]
    assert [restore(row["title"]) for row in rows] == titles


@given(plan=unruly_plans())
def test_no_text_becomes_a_step_of_an_event(plan: PlanTables) -> None:
    data = intervals_bytes(plan)
    events = json.loads(data.decode("utf-8", "strict"))
    assert [event["name"] for event in events] == [one_line(title).strip() for title in plan.sessions["title"]]
    for session, event in zip(plan.sessions.itertuples(), events, strict=True):
        starts = [line for line in event["description"].split("\n") if line.lstrip().startswith("-")]
        steady = session.type in ("easy", "long")
        wanted = [step for step in starts if STEP.fullmatch(step)]
        assert starts == wanted
        assert starts == [] or steady or session.type == "tempo"


def test_runs_are_written_as_the_workout_text_has_them() -> None:
    steps = "2 km easy; 5 x 1 km @5k / 400 m jog; 4 x 6 min @threshold / 90 s jog; 20 s strides; 1.5 km easy"
    row = (
        "w02-quality-1",
        2,
        "2027-01-12",
        "am",
        "run",
        "intervals",
        "Intervals",
        10.5,
        62,
        8.0,
        False,
        "Flat.",
        steps,
    )
    (event,) = json.loads(intervals_bytes(plan_of([row], [], recent_races="10k 52:30")))
    assert event["description"].split("\n") == [
        "- Easy 2km 6:07/km-7:18/km Pace",
        "",
        "5x",
        "- Five-k 1km 4:59/km-5:08/km Pace",
        "- Jog 400mtr",
        "",
        "4x",
        "- Threshold 6m 5:20/km-5:35/km Pace",
        "- Jog 1m30s",
        "",
        "- Strides 20s",
        "",
        "- Easy 1.5km 6:07/km-7:18/km Pace",
        "",
        "Week 2, 10.5 km, 62 min, effort 8 out of 10 overall",
        "Flat.",
    ]
    assert list(event) == [
        *("category", "start_date_local", "type", "name", "description", "external_id", "moving_time"),
    ]


def test_a_week_that_begins_on_sunday_gives_tempo_its_sunday_in_a_week_of_its_own() -> None:
    plan = rp.build_plan(rp.Block(start="2027-01-03", weeks=4, week_start="Sun", long_run_day="Sun", days_off=("Mon",)))
    lines = tempo_bytes(plan).decode().split("\n")
    assert lines[1:3] == [
        "# Distances are in kilometres: set Tempo to kilometres before you import this file.",
        "# Start the plan on Mon 28 Dec 2026: Tempo counts its weeks from that day.",
    ]
    weeks = {line.split(",")[0] for line in lines[3:-1]}
    assert weeks == {"1", "2", "3", "4", "5"}
    assert all(line.split(",")[1] == "Sun" for line in lines[3:-1] if line.startswith("1,"))


@pytest.mark.parametrize(
    ("method", "name"), [("to_intervals", "intervals"), ("to_tempo", "tempo"), ("to_trainingdojo", "trainingdojo")]
)
def test_a_plan_writes_the_file(method: str, name: str, tmp_path: Path) -> None:
    plan = rp.build_plan(rp.Block(start="2027-01-04", weeks=4))
    write: Callable[[Path], None] = getattr(plan, method)
    target = tmp_path / f"plan{FORMATS[name].suffixes[0]}"
    write(target)
    assert target.read_bytes() == FORMATS[name].make(plan)
