"""What became of sessions is ticked in the planner, and is found again whichever way the plan goes."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

import runplan as rp
from runplan.schema import STATUSES
from runplan.ui import Planner
from runplan.ui.state.life.marks import asks
from tests.ui.conftest import ask, find, move, press, scene
from tests.ui.state.life.test_lived import HALF, TODAY, WAYS, restarted

MARKS = {"w01-long": "done", "w02-easy-1": "partly", "w05-strength-1": "missed"}


def followed(**named: object) -> Planner:
    planner = Planner(rp.Block(**HALF), **named)  # type: ignore[arg-type]
    planner.today = TODAY
    return planner


def marked(planner: Planner) -> dict[str, str]:
    return {
        session.session_id: session.status for session in planner.plan.session_records if session.status != "planned"
    }


def tick(planner: Planner, marks: dict[str, str]) -> None:
    for session_id, status in marks.items():
        ask(planner.board, **{"do": "mark", "id": session_id, "as": status})


def on_board(planner: Planner) -> dict[str, str]:
    rows = [row for week in scene(planner)["weeks"] for row in week["s"]]
    return {row[0]: STATUSES[row[10]] for row in rows if row[10]}


def test_a_week_shows_how_far_was_run_of_it_once_something_of_it_is_marked() -> None:
    planner = followed(state=None)
    assert not any("done" in week for week in scene(planner)["weeks"])
    tick(planner, MARKS)
    km = {session.session_id: session.distance_km for session in planner.plan.session_records}
    weeks = {week["n"]: week.get("done") for week in scene(planner)["weeks"]}
    done = {1: km["w01-long"], 2: km["w02-easy-1"] / 2, 5: 0.0}
    assert {week: float(text) for week, text in weeks.items() if text} == pytest.approx(done, abs=0.051)


def test_a_session_is_ticked_shown_written_and_unticked(tmp_path: Path) -> None:
    planner = followed(state=None)
    before = planner.plan.csv_text()
    tick(planner, MARKS)
    assert marked(planner) == on_board(planner) == MARKS
    assert planner.model.messages.message == "General strength of Mon 1 Feb is marked as missed."
    press(find(planner, "rp-save"))
    assert (
        dict(rp.read_plan(tmp_path / "plan.csv").sessions.set_index("session_id")["status"].loc[list(MARKS)]) == MARKS
    )
    tick(planner, dict.fromkeys(MARKS, "planned"))
    assert planner.plan.csv_text() == before


@pytest.mark.parametrize("way", WAYS)
def test_marks_survive_each_way_of_the_settings(way: str) -> None:
    planner = followed(state="state.json")
    tick(planner, MARKS)
    before = planner.plan.csv_text()
    after = WAYS[way](planner)
    assert marked(after) == MARKS
    assert after.plan.csv_text() == before
    later = restarted(after, TODAY + dt.timedelta(days=9))
    move(find(later, "rp-field-run-days"), 5)
    assert marked(later) == MARKS


def test_marks_are_taken_back_one_by_one() -> None:
    planner = followed(state=None)
    plans = [planner.plan]
    for session_id, status in MARKS.items():
        tick(planner, {session_id: status})
        plans.append(planner.plan)
    for plan in plans[-2::-1]:
        planner.model.undo()
        assert planner.plan is plan
    move(find(planner, "rp-field-run-days"), 5)
    assert marked(planner) == {}
    planner.model.undo()
    tick(planner, {"w01-long": "done"})
    planner.model.undo()
    assert planner.plan is plans[0]


def test_marks_that_were_taken_back_are_done_again() -> None:
    planner = followed(state=None)
    plans = [planner.plan]
    for session_id, status in MARKS.items():
        tick(planner, {session_id: status})
        plans.append(planner.plan)
    for _ in MARKS:
        planner.model.undo()
    for plan in plans[1:]:
        planner.model.redo()
        assert planner.plan is plan
    assert marked(planner) == MARKS


def test_what_is_to_come_cannot_be_marked_and_today_can() -> None:
    planner = followed(state=None)
    planner.today = day = dt.date(2027, 2, 11)
    today, tomorrow = (
        next(session for session in planner.plan.session_records if session.date >= first)
        for first in (day, day + dt.timedelta(days=1))
    )
    assert today.date == day
    tick(planner, {tomorrow.session_id: "done"})
    assert marked(planner) == {}
    assert "is still to come: you can mark it from Fri 12 Feb on." in planner.model.messages.warning
    tick(planner, {today.session_id: "done"})
    planner.model.wish(events=(rp.Event("ill", "2027-02-11", "2027-02-13"),))
    assert planner.plan.session_of(today.session_id) == today._replace(status="done")
    assert not any(day < session.date <= dt.date(2027, 2, 13) for session in planner.plan.session_records)


def test_what_is_told_before_a_mark_can_be_taken_off_after_it() -> None:
    planner = followed(state=None)
    tick(planner, {"w01-long": "done"})
    once = planner.plan.csv_text()
    planner.model.wish(events=(rp.Event("tired", "2027-02-15", "2027-02-21"),))
    tick(planner, {"w02-easy-1": "partly"})
    planner.model.wish(events=())
    assert marked(planner) == {"w01-long": "done", "w02-easy-1": "partly"}
    tick(planner, {"w02-easy-1": "planned"})
    assert planner.plan.csv_text() == once


def test_days_without_a_mark_are_asked_about_once(tmp_path: Path) -> None:
    planner = followed(state="state.json")
    past = [session for session in planner.plan.session_records if session.date < TODAY]
    asked = scene(planner)["ask"]
    assert asked == {"text": f"{len(past)} sessions before today are not marked.", "first": past[0].session_id}
    ask(planner.board, do="leave_unmarked")
    assert scene(planner)["ask"] is None
    again = restarted(planner)
    assert scene(again)["ask"] is None
    again.today = TODAY + dt.timedelta(days=20)
    assert scene(again)["ask"] is None  # nothing was marked since: who does not mark is left alone
    tick(again, {next(s.session_id for s in past if s.week == 6): "done"})
    assert scene(again)["ask"] is None
    tick(again, {"w07-long": "done"})
    since = [s for s in again.plan.session_records if TODAY <= s.date < again.today and s.status == "planned"]
    assert scene(again)["ask"]["text"] == f"{len(since)} sessions before today are not marked."


def test_all_of_them_are_marked_at_once_and_taken_back_at_once() -> None:
    planner = followed(state=None)
    tick(planner, {"w02-easy-1": "missed"})
    ask(planner.board, do="mark_all")
    past = {session.session_id for session in planner.plan.session_records if session.date < TODAY}
    assert marked(planner) == {name: "missed" if name == "w02-easy-1" else "done" for name in past}
    assert scene(planner)["ask"] is None
    planner.model.undo()
    assert marked(planner) == {"w02-easy-1": "missed"}


def test_two_days_are_few_and_nothing_is_asked_outside_the_block() -> None:
    planner = Planner(rp.Block(**HALF), state=None)
    for day, days in ((dt.date(2027, 1, 8), 3), (dt.date(2027, 1, 7), 2), (dt.date(2027, 1, 4), 0)):
        planner.today = day
        dates = {session.date for session in planner.plan.session_records if session.date < day}
        assert len(dates) == days
        assert (asks(planner.model) is not None) == (days >= 3)
    planner.today = dt.date(2028, 1, 1)
    assert asks(planner.model) is None


def test_the_past_is_read_only_until_it_is_asked_for() -> None:
    planner = followed(state=None)
    before = [session for session in planner.plan.session_records if session.week <= 6]
    ask(planner.board, do="move", id="w03-long", day="Fri")
    assert "stays where it is: that day is in the past." in planner.model.messages.warning
    ask(planner.board, do="week", week=6, value=10)
    assert planner.model.messages.warning.startswith("Week 6 stays as it is: it has begun.")
    assert planner.block.pins == planner.block.weekly_km == ()
    tick(planner, {"w01-long": "done", "w06-easy-1": "missed"})
    move(find(planner, "rp-change-past"), True)
    ask(planner.board, do="week", week=3, value=10)
    assert planner.plan.week_records[2].run_km == 10
    assert marked(planner)["w01-long"] == "done"
    planner.model.undo()
    move(find(planner, "rp-change-past"), False)
    move(find(planner, "rp-field-run-days"), 5)
    now = [session._replace(status="planned") for session in planner.plan.session_records if session.week <= 6]
    assert now == before


def test_a_session_of_the_week_that_has_begun_moves_at_once_to_a_day_that_is_to_come() -> None:
    planner = followed(state=None)
    before = {session.session_id: session for session in planner.plan.session_records}
    to_come = [session for session in before.values() if session.week == 6 and session.date >= TODAY]
    moves = refused = 0
    for session in to_come:
        for weekday in ("Mon", "Tue", "Wed", "Thu", "Fri", "Sun"):
            ask(planner.board, do="move", id=session.session_id, day=weekday)
            now = planner.plan.session_of(session.session_id)
            assert now is not None
            if planner.model.messages.message:
                assert now.weekday == weekday
                assert now.pinned
                assert now.date >= TODAY
                past = [other for other in planner.plan.session_records if other.date < TODAY]
                assert past == [before[other.session_id] for other in past]
                same = [other for other in planner.plan.session_records if other.week == 6]
                assert {other.session_id for other in same} == {s.session_id for s in before.values() if s.week == 6}
                moves += weekday != session.weekday
                assert "other session" not in planner.model.messages.message  # some of them cannot move any more
                planner.model.undo()
            elif weekday in ("Mon", "Tue"):
                assert "stays where it is: that day is in the past." in planner.model.messages.warning
                refused += 1
            assert planner.plan.session_of(session.session_id) == session
    assert moves
    assert refused == 2 * len(to_come)


def test_marks_that_find_no_session_any_more_are_told_and_undone() -> None:
    planner = followed(state=None)
    tick(planner, MARKS)
    move(find(planner, "rp-field-weeks"), 15)  # the block begins a week later
    assert "that you marked" in planner.model.messages.warning
    assert "Press Undo to go back." in planner.model.messages.warning
    move(find(planner, "rp-field-weeks"), 16)
    assert marked(planner) == MARKS
    planner.model.undo()
    assert marked(planner) == MARKS
    move(find(planner, "rp-field-run-days"), 5)
    assert planner.model.messages.warning == ""


@pytest.mark.parametrize("status", ["", "dropped", "well", None, 3])
def test_what_is_no_mark_is_refused(status: object) -> None:
    planner = followed(state=None)
    ask(planner.board, **{"do": "mark", "id": "w01-long", "as": status})
    assert marked(planner) == {}
    assert "A session cannot be marked as" in planner.model.messages.warning


def test_marks_of_an_edited_plan_are_found_again(tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    rp.build_plan(rp.Block(**HALF)).to_csv(path)
    path.write_text(path.read_text(encoding="utf-8").replace("Easy run", "Run with Ben"), encoding="utf-8")
    planner = followed(state="state.json")
    press(find(planner, "rp-load"))
    tick(planner, MARKS)
    for _ in range(2):
        planner = restarted(planner)
        assert marked(planner) == MARKS
        assert planner.plan.edits
        assert "Run with Ben" in set(planner.plan.sessions["title"])
