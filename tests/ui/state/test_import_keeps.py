"""What is set in the planner stays when a run plan is used, unless the file says otherwise; and what changes is said."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path
from typing import Any

import pytest

import runplan as rp
from runplan.ui.planner import Planner
from runplan.ui.state import file_requests
from tests.ui.conftest import answers, ask, find, move, press, read_runs, use_runs

BLOCK = rp.Block(start="2027-03-01", goal="half", race_date="2027-05-02", days_off=("Fri",))
RACES = {"without a time": "Half marathon race", "with a time": "Half marathon race goal 1:45", "no race": "18 km"}
SET: dict[str, Any] = {
    "goal_time": 6000,
    "dates_off": (dt.date(2027, 3, 10),),
    "rest_days": 2,
    "strength_sessions": 1,
    "easy_pace_s_per_km": 400.0,
    "recent_races": (("10k", 2900),),
    "days_without_runs": ("Wed",),
}


def plan_text(race: str) -> str:
    weeks = [f"{week},rest,6 km,rest,8 km zzz,rest,5 km,{10 + week} km" for week in range(1, 6)]
    return "\n".join(["Week,Mon,Tue,Wed,Thu,Fri,Sat,Sun", *weeks, f"6,rest,5 km,rest,4 km,rest,rest,{race}"])


def correct(planner: Planner, sent: list[dict[str, Any]], where: str, text: str) -> None:
    sent.clear()
    ask(planner.board, do="write", where=where, text=text)
    [answer] = answers(sent)
    assert not answer["error"]
    ask(planner.board, do="use_written")


@pytest.mark.parametrize("race", RACES)
@pytest.mark.parametrize("when", ["before the file", "after it"])
def test_fields_that_the_file_does_not_contain_stay_when_it_or_a_change_of_it_is_used(
    tmp_path: Path, sent: list[dict[str, Any]], race: str, when: str
) -> None:
    (tmp_path / "own.csv").write_text(plan_text(RACES[race]))
    planner = Planner(BLOCK, state=None)
    if when == "before the file":
        planner.model.wish("fields", **SET)
    use_runs(planner, "own.csv")
    in_file = {"goal_time": 6300} if race == "with a time" else {}
    before = (SET if when == "before the file" else {name: getattr(BLOCK, name) for name in SET}) | in_file
    assert {name: getattr(planner.block, name) for name in SET} == before
    planner.model.wish("fields", **SET)
    correct(planner, sent, "line 3, column 5 (Thu)", "7 km easy")
    assert planner.block.runs is not None
    assert any(run.correction for run in planner.block.runs)
    assert {name: getattr(planner.block, name) for name in SET} == SET
    assert planner.model.messages.message == "Your run plan has your text in 1 cell."


def test_a_goal_time_of_another_distance_and_days_off_with_runs_give_way_and_the_message_says_so(
    tmp_path: Path, sent: list[dict[str, Any]]
) -> None:
    (tmp_path / "own.csv").write_text(plan_text("Marathon race"))
    planner = Planner(dataclasses.replace(BLOCK, goal_time=6000, days_off=("Tue", "Fri")), state=None)
    read_runs(planner, "own.csv")
    ask(planner.board, do="use_written")
    assert (planner.block.goal, planner.block.goal_time, planner.block.days_off) == ("marathon", None, ("Fri",))
    message = planner.model.messages.message
    assert "Your goal time of 1:40:00 is removed: it was for the half marathon, and the race" in message
    assert "Tuesday is no longer a day off, because the file has runs on it." in message
    correct(planner, sent, "line 3, column 7 (Sat)", "rest")
    correct(planner, sent, "line 3, column 6 (Fri)", "5 km")
    assert "Friday is no longer a day off" in planner.model.messages.message
    file_requests.leave_runs(planner.model)
    assert (set(planner.block.days_off), planner.block.goal_time) == ({"Tue", "Fri"}, 6000)
