"""What is set stays when a run plan is used, unless the file says otherwise; what changes is said."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path
from typing import Any

import pytest

import runplan as rp
from runplan.ui.planner import Planner
from runplan.ui.state import file_requests
from tests.ui.conftest import answers, ask, find, move, read_runs, scene, use_runs

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
    assert "Your goal time of 1:40:00 has been removed: it was for the half marathon, and the race" in message
    assert "Tuesday is no longer a day off, because the file has runs on it." in message
    correct(planner, sent, "line 3, column 7 (Sat)", "rest")
    correct(planner, sent, "line 3, column 6 (Fri)", "5 km")
    assert "Friday is no longer a day off" in planner.model.messages.message
    file_requests.leave_runs(planner.model)
    assert (set(planner.block.days_off), planner.block.goal_time) == ({"Tue", "Fri"}, 6000)


UNDATED = "Mon: rest\nTue: 6 km\nThu: 8 km\nSun: {long}\n"


@pytest.mark.parametrize("heading", ["Week 1", "Week 1 (starts Mon 1 March)", "Week 1 (1 March 2027)"])
@pytest.mark.parametrize("asked", ["nothing", "start", "race"])
def test_a_file_that_does_not_say_when_it_begins_asks_before_it_is_used(
    tmp_path: Path, sent: list[dict[str, Any]], heading: str, asked: str
) -> None:
    weeks = [f"{heading if week == 1 else f'Week {week}'}\n{UNDATED.format(long='12 km')}" for week in range(1, 6)]
    (tmp_path / "own.txt").write_text("\n".join([*weeks, f"Week 6\n{UNDATED.format(long='Half marathon race')}"]))
    planner = Planner(rp.Block(start="2027-01-04", weeks=10), state=None)
    planner.model.form.today = lambda: dt.date(2026, 11, 30)
    read_runs(planner, "own.txt")
    begins = {"Week 1": dt.date(2027, 1, 4)}.get(heading, dt.date(2027, 3, 1))
    sent.clear()
    ask(planner.board, do="report")
    [report] = answers(sent)
    has_year = heading.endswith("2027)")
    first, race = find(planner, "rp-runs-start"), find(planner, "rp-runs-race")
    assert [picker.layout.display == "none" for picker in (first, race)] == [has_year] * 2
    assert ("its first week will begin on" in report["summary"]) is not has_year
    if has_year:
        return
    assert (first.value, race.value) == (begins, begins + dt.timedelta(days=41))
    assert f"begin on {begins:%a} {begins.day} {begins:%b}" in planner.model.messages.message
    picked = {"start": (first, dt.date(2027, 2, 1)), "race": (race, dt.date(2027, 3, 14))}.get(asked)
    if picked is not None:
        day = picked[1]
        move(picked[0], {"year": day.year, "month": day.month - 1, "date": day.day})
    begins = begins if asked == "nothing" else dt.date(2027, 2, 1)
    assert (first.value, race.value) == (begins, begins + dt.timedelta(days=41))
    number = scene(planner)["report"]["n"]
    ask(planner.board, do="use_written")
    assert (planner.block.start, planner.block.race_date) == (begins, begins + dt.timedelta(days=41))
    assert scene(planner)["report"]["n"] != number
    assert [picker.layout.display for picker in (first, race)] == ["none", "none"]


def test_after_a_restart_nothing_that_was_settled_is_to_be_checked_again(tmp_path: Path, opens: Any, sent: Any) -> None:
    weeks = [
        f"{week},{day},rest,6.6,blub 5,{9 + week},{total}"
        for week, day, total in (
            (1, "2027-03-01", 22),
            (2, "2027-03-08", 30),
            (3, "2027-03-15", "~24"),
            (4, "2027-03-22", "12 + race"),
        )
    ]
    (tmp_path / "own.csv").write_text("\n".join(["Week,w/c,Mon,Tue,Thu,Sun,Total", *weeks]))
    planner = opens("mine.ipynb", BLOCK)
    read_runs(planner, "own.csv", "mi")
    sent.clear()
    ask(planner.board, do="report")
    [report] = answers(sent)
    doubtful = [row[0] for row in report["rows"] if row[6] == "guessed"]
    assert {"line 3, column 7", "line 2, column 5 (Thu)"} <= {*doubtful}
    assert "line 2, column 7" not in doubtful  # 6.6 + 5 + 10 are 22 in whole miles
    for where in doubtful:
        ask(planner.board, do="write", where=where, text=True)
    ask(planner.board, do="use_written")
    assert scene(planner)["report"]["doubtful"] == 0
    planner.memory.note()
    for _ in range(2):
        planner = opens("mine.ipynb", BLOCK)
        assert scene(planner)["report"]["doubtful"] == 0
        sent.clear()
        ask(planner.board, do="report")
        [again] = answers(sent)
        assert {row[0] for row in again["rows"]} == {row[0] for row in report["rows"]}
        assert again["summary"].startswith("own.csv was read as one line per week")
        planner.memory.note()
