"""Sessions as plain records and in words, and when they begin."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import pytest

from runplan import schema
from runplan.exchange.export.calendar.times import session_times
from runplan.exchange.export.text import describe, headline
from runplan.insight.lift_text import LiftText
from runplan.insight.run_text import RunText, run_text
from runplan.plan.records import Exercise, Session
from tests.builders.two_weeks import a_block, a_plan

PAIN = (
    "\n\nPain that lasts, or that changes how you run, is a matter for a doctor or physiotherapist, not for a training "
    "plan."
)
RUN = Session(
    *("w03-quality-1", 3, dt.date(2027, 1, 19), "Tue", "am", "run", "intervals", "Intervals", 10.0, 62, 8.0, False),
    *("With Anna", "2 km easy; 5 x 1 km @5k / 400 m jog; 1 km as you like", "planned", dt.date(2027, 1, 19), ()),
)


def session(session_id: str, day: int, slot: str, minutes: int | None) -> Session:
    return RUN._replace(session_id=session_id, date=dt.date(2027, 1, day), slot=slot, minutes=minutes)


def test_the_records_are_the_tables() -> None:
    plan = a_plan()
    records = plan.session_records
    for table, frame, rows in (
        (schema.SESSIONS, plan.sessions, records),
        (schema.EXERCISES, plan.exercises, [one for record in records for one in record.exercises]),
    ):
        for name in [column.name for column in table if hasattr(rows[0], column.name)]:
            for value, expected in zip([getattr(row, name) for row in rows], frame[name], strict=True):
                assert (
                    (value is None)
                    if pd.isna(expected)
                    else value == (expected.date() if name in ("date", "planned_date") else expected)
                )
    assert [record.session_id for record in records for _ in record.exercises] == list(plan.exercises["session_id"])


def test_exercises_stand_in_their_order_wherever_their_rows_are() -> None:
    plan = a_plan()
    mixed = a_plan(exercises=plan.exercises.iloc[::-1].reset_index(drop=True))
    assert mixed.session_records == plan.session_records


def texts(**wishes: Any) -> tuple[RunText, LiftText]:
    return run_text(a_block(**wishes)), LiftText(a_plan())


@pytest.mark.parametrize(
    ("units", "words"),
    [
        (
            "km",
            "Week 3, 10 km, 62 min, effort 8 out of 10 overall\n2 km easy (6:07–7:18 /km)\n"
            "5 x 1 km at 5k pace (4:59–5:08 /km), 400 m jog after each\n1 km",
        ),
        (
            "mi",
            "Week 3, 6.2 mi, 62 min, effort 8 out of 10 overall\n1.2 mi easy (9:51–11:45 /mi)\n"
            "5 x 1000 m at 5k pace (8:01–8:16 /mi), 400 m jog after each\n0.6 mi",
        ),
    ],
)
def test_a_run_is_told_in_the_runners_unit(units: str, words: str) -> None:
    assert describe(RUN, *texts(units=units, recent_races="10k 52:30")) == f"{words} as you like\nWith Anna"
    assert headline(RUN, units) == f"Intervals, {words[8:14]}".rstrip(",")


def test_a_strength_session_begins_with_its_warm_up_and_names_what_is_done_in_turn() -> None:
    strength = a_plan().session_records[0]
    assert headline(strength) == "Strength A, 24 min"
    assert describe(strength, *texts()) == (
        "Week 1, 24 min, effort 6 out of 10 overall\nStart with the warm-up, every time.\nFoam rolling:\n- Roll "
        "the quadriceps: 1 x 30 s each side\nStrength:\n- A. Goblet squat: 3 x 10 at 16 kg, rest 60 s, effort "
        "6.5, 3 in reserve (Lower slowly)\n- A. Side plank: 2 x 30 s each side, rest 45 s, effort 7\nAlternate the "
        f"exercises with the same letter, one set each.{PAIN}"
    )


def test_what_is_absent_is_left_out() -> None:
    bare = RUN._replace(km=None, minutes=None, effort=None, title=" ", note="", steps="")
    assert (headline(bare), describe(bare, *texts())) == ("Intervals", "Week 3")
    empty = Exercise(1, "strength", "lunge", "", None, None, None, False, None, None)
    assert describe(bare._replace(exercises=(empty,)), *texts()) == "Week 3\nStrength:\n- lunge: "


def test_steps_that_are_not_the_plans_shorthand_stay_as_they_are() -> None:
    run = RUN._replace(steps=" by feel; ; 10 min @ half pace;2 x (1 km / 1 km)")
    assert describe(run, *texts()).split("\n")[1:4] == ["by feel", "10 min @ half pace", "2 x (1 km / 1 km)"]


@pytest.mark.parametrize(
    ("rows", "options", "expected"),
    [
        ([("a", 4, "am", 60), ("b", 4, "pm", 30)], {}, {"a": "04 07:00-08:00", "b": "04 18:00-18:30"}),
        ([("a", 4, "pm", 60), ("b", 4, "pm", 30)], {}, {"a": "04 18:00-19:00", "b": "04 19:00-19:30"}),
        ([("b", 4, "pm", 60), ("a", 4, "am", 720)], {}, {"a": "04 07:00-19:00", "b": "04 19:00-20:00"}),
        ([("a", 4, "am", None), ("b", 4, "am", 5)], {}, {"a": "04 07:00-07:00", "b": "04 07:00-07:05"}),
        ([("a", 4, "pm", 45), ("b", 5, "am", 5)], {"pm": "23:30"}, {"a": "04 23:30-00:15", "b": "05 07:00-07:05"}),
        ([("a", 4, "pm", 45), ("b", 4, "pm", 45)], {"pm": "23:30"}, {"a": "04 23:30-00:15", "b": "04 23:30-00:15"}),
        ([("a", 4, "am", 2880), ("b", 4, "pm", 60)], {}, {"a": "04 07:00-07:00", "b": "04 18:00-19:00"}),
        (
            [("a", 4, "am", 10), ("b", 4, "pm", 10)],
            {"am": "9:05", "pm": "9:05"},
            {"a": "04 09:05-09:15", "b": "04 09:15-09:25"},
        ),
    ],
    ids=["slots", "one slot", "long morning", "no minutes", "midnight", "after midnight", "two days", "one hour"],
)
def test_sessions_follow_each_other_on_their_day(
    rows: list[Any], options: dict[str, str], expected: dict[str, str]
) -> None:
    times = session_times([session(*row) for row in rows], **options)
    assert {name: f"{start:%d %H:%M}-{end:%H:%M}" for name, (start, end) in times.items()} == expected
