"""What is past stays as it stood, and what happened is in the plan, whichever way the settings go."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

import runplan as rp
from runplan.plan.log import Activity, Log, LoggedSet
from runplan.ui import Planner
from runplan.ui.state.life.lived import Lived, is_lived, lived_in, plan_after
from tests.ui.conftest import ask, find, move, press

HALF: dict[str, Any] = {
    **{"start": "2027-01-04", "race_date": "2027-04-25", "goal": "half", "weekly_km_now": 30},
    **{"equipment": ("dumbbell", "mini_band"), "days_off": ("Sat",)},
}
TODAY = dt.date(2027, 2, 10)  # a Wednesday in week 6
EVENTS = {
    "none": (),
    "ill": (rp.Event("ill", "2027-02-01", "2027-02-06"),),
    "injured": (rp.Event("injured", "2027-02-03", "2027-02-12"),),
    "away": (rp.Event("away", "2027-01-25", "2027-01-31"),),
    "travel": (rp.Event("travel", "2027-02-08", "2027-02-14", equipment=()),),
    "tired": (rp.Event("tired", "2027-02-08", "2027-02-14"),),
    "race moved": (rp.Event("moved_race", "2027-04-25", to="2027-05-02"),),
    "one more race": (rp.Event("extra_race", "2027-02-21", distance="10k", rank="B"),),
    "two": (rp.Event("ill", "2027-02-01", "2027-02-06"), rp.Event("tired", "2027-02-15", "2027-02-21")),
}
KINDS = pytest.mark.parametrize("kind", EVENTS)


def told_late(kind: str, **named: Any) -> Planner:
    """A planner in the sixth week of a block, which is told what happened before and happens soon."""
    planner = Planner(rp.Block(**HALF), **named)
    planner.today = TODAY
    for event in EVENTS[kind]:
        wishes: dict[str, Any] = {"events": (*planner.model.form.events, event)}
        planner.model.wish(**wishes | ({"race_date": event.to} if event.to else {}))
        assert planner.model.matches, planner.model.blockers
    return planner


def past(planner: Planner) -> list[Any]:
    return [session for session in planner.plan.session_records if session.date < TODAY]


def restarted(planner: Planner, day: dt.date = TODAY) -> Planner:
    planner.memory._keeping.finish_all()  # type: ignore[union-attr]
    again = Planner(rp.Block(**HALF), state="state.json")
    again.today = day
    return again


def slid(planner: Planner) -> Planner:
    move(find(planner, "rp-field-run-days"), 5)
    move(find(planner, "rp-field-run-days"), 3)
    move(find(planner, "rp-field-run-days"), 4)
    return planner


def undone(planner: Planner) -> Planner:
    move(find(planner, "rp-field-run-days"), 5)
    planner.model.undo()
    planner.model.redo()
    planner.model.undo()
    return planner


def saved_and_loaded(planner: Planner) -> Planner:
    press(find(planner, "rp-save"))
    move(find(planner, "rp-field-run-days"), 5)
    press(find(planner, "rp-load"))
    return planner


def slid_after_loading(planner: Planner) -> Planner:
    return slid(saved_and_loaded(planner))


def slid_after_restart(planner: Planner) -> Planner:
    return slid(restarted(planner))


WAYS: dict[str, Callable[[Planner], Planner]] = {
    "slider": slid,
    "undo": undone,
    "restart": restarted,
    "file": saved_and_loaded,
    "restart, then slider": slid_after_restart,
    "file, then slider": slid_after_loading,
}


@KINDS
@pytest.mark.parametrize("way", WAYS)
def test_no_way_of_the_settings_changes_a_plan_that_is_lived(kind: str, way: str) -> None:
    planner = told_late(kind, state="state.json")
    before, block = planner.plan.csv_text(), planner.block
    remarks = [week.remarks for week in planner.plan.week_records]
    assert block.events == EVENTS[kind]
    assert all(any(event.kind in of_week for of_week in remarks) for event in block.events if not event.to)
    after = WAYS[way](planner)
    assert [week.remarks for week in after.plan.week_records] == remarks
    assert after.block == block
    assert after.plan.csv_text() == before
    if kind in ("ill", "two"):
        assert {session.status for session in past(after) if session.week == 5 and session.weekday != "Sun"} == {
            "missed"
        }


@KINDS
def test_other_settings_leave_what_is_past_as_it_was(kind: str) -> None:
    planner = told_late(kind, state="state.json")
    before = past(planner)
    move(find(planner, "rp-field-run-days"), 5)
    assert planner.block.run_days == 5
    assert past(planner) == before
    again = restarted(planner, TODAY + dt.timedelta(days=20))
    assert again.plan.csv_text() == planner.plan.csv_text()
    move(find(again, "rp-field-run-days"), 3)
    later = [session for session in planner.plan.session_records if session.date < TODAY + dt.timedelta(days=20)]
    assert [session for session in again.plan.session_records if session.date < again.today] == later


@KINDS
def test_without_what_happened_the_plan_is_the_one_of_before(kind: str) -> None:
    untouched = Planner(rp.Block(**HALF), state=None)
    planner = told_late(kind, state="state.json")
    for planner_ in (planner, restarted(planner)):
        planner_.model.wish(events=(), race_date=dt.date(2027, 4, 25))
        assert planner_.plan.csv_text() == untouched.plan.csv_text()
        planner_.model.undo()


def test_before_a_block_begins_and_once_it_is_over_the_block_alone_makes_the_plan() -> None:
    for day in (dt.date(2027, 1, 4), dt.date(2027, 4, 26)):
        planner = Planner(rp.Block(**HALF), state=None)
        planner.today = day
        move(find(planner, "rp-field-run-days"), 5)
        assert planner.plan.csv_text() == rp.build_plan(planner.block).csv_text()


def test_a_new_plan_has_no_past() -> None:
    planner = told_late("ill", state=None)
    press(find(planner, "rp-new"))
    assert planner.plan.csv_text() == rp.build_plan(rp.Block(**HALF)).csv_text()
    planner.model.undo()
    assert planner.block.events == EVENTS["ill"]


def test_edits_of_the_past_stay_without_a_question_and_others_are_asked_about(tmp_path: Any) -> None:
    path = tmp_path / "plan.csv"
    rp.build_plan(rp.Block(**HALF)).to_csv(path)
    lines = path.read_text(encoding="utf-8").splitlines()
    edited = [line.replace("Easy run", "Run with Ben") if ",w02-easy-1," in line else line for line in lines]
    path.write_text("\n".join(edited) + "\n", encoding="utf-8")
    planner = Planner(rp.Block(**HALF), state=None)
    planner.today = TODAY
    press(find(planner, "rp-load"))
    move(find(planner, "rp-field-run-days"), 5)
    assert planner.model.matches
    ben = planner.plan.session_of("w02-easy-1")
    assert ben is not None
    assert ben.title == "Run with Ben"
    path.write_text("\n".join(line.replace("Easy run", "Run with Ben") for line in lines) + "\n", encoding="utf-8")
    press(find(planner, "rp-load"))
    move(find(planner, "rp-field-run-days"), 3)
    assert not planner.model.matches
    ask(planner.board, do="drop_edits")
    assert planner.model.matches
    titles = {session.date < TODAY: session.title for session in planner.plan.session_records if session.type == "easy"}
    assert titles == {True: "Run with Ben", False: "Easy run"}


@pytest.mark.parametrize("part", ["day", "block", "table", "weeks"])
def test_a_damaged_past_is_told_and_the_settings_are_found_again(part: str, tmp_path: Any) -> None:
    planner = told_late("ill", state="state.json")
    values = planner.memory._now().lived
    assert is_lived(values)
    for spoilt in ({}, {**values, part: None}, {**values, part: "x"}, {**values, part: []}):
        assert not is_lived(spoilt)
        assert lived_in(spoilt, planner.model.catalog) is None
    state = tmp_path / "state.json"
    planner.memory._keeping.finish_all()  # type: ignore[union-attr]
    state.write_text(state.read_text(encoding="utf-8").replace(values["table"], "AAAA"), encoding="utf-8")
    again = restarted(planner)
    assert again.block == planner.block
    assert "the weeks before today" in again.model.messages.warning


@pytest.mark.parametrize("whole", [False, True])
@pytest.mark.parametrize("days_ahead", [9, 1, 0])
def test_loads_that_follow_from_a_set_done_ahead_of_the_block_stay_when_a_session_moves(
    days_ahead: int, *, whole: bool
) -> None:
    block = rp.Block(start="2027-01-04", weeks=6, strength_sessions=2, strength_minutes=30, equipment=("dumbbell",))
    plan = rp.build_plan(block).called("0123456789abcdef")
    first = plan.session_of("w01-strength-1")
    assert first is not None
    day = block.first_day - dt.timedelta(days=days_ahead)
    done = Activity(day, None, "strength", None, 30.0, "", "phone", session_id=first.session_id, status="done")
    done = done._replace(plan_id=plan.plan_id)
    lift = next(row for row in first.exercises if row.exercise_id == "goblet_squat")
    sets = tuple(LoggedSet(day, lift.exercise_id, lift.exercise_id, number, 6.5, 10) for number in (1, 2))
    marked = rp.build_plan(block, previous=plan, log=Log((done,), sets), today=block.first_day)
    loads = loads_in(marked)
    assert loads != loads_in(plan)
    moved = plan_after(Lived(marked, day), block.replace(pins={"w03-strength-1": "Fri"}), marked.catalog, whole=whole)
    pinned = moved.session_of("w03-strength-1")
    assert pinned is not None
    assert pinned.weekday == "Fri"
    assert loads_in(moved) == loads


def loads_in(plan: rp.Plan) -> dict[str, list[float | None]]:
    return {session.session_id: [row.load_kg for row in session.exercises] for session in plan.session_records}
