"""A log of another plan, or one that is silent on days: what is matched, and what is said of it."""

from __future__ import annotations

import datetime as dt
import json
import warnings
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import runplan as rp
from runplan.cli import main
from runplan.errors import LogMismatch
from runplan.plan.log import Activity, Log

MONDAY = dt.date(2027, 1, 4)
OTHER_ID = "fedcba9876543210"


@cache
def plan() -> rp.Plan:
    return rp.build_plan(rp.Block(start=MONDAY, weeks=6, equipment=("dumbbell",), lifts={"goblet_squat": (16, 10, 3)}))


def phone_log(sessions: list[dict[str, Any]], plan_id: str | None) -> bytes:
    """The file that the phone page sends."""
    rows = [{"rpe": None, "note": "", "sets": [], "status": "done", **session} for session in sessions]
    return json.dumps({"format": "runplan log", "version": 1, "plan_id": plan_id, "sessions": rows}).encode()


def first_week(weeks_later: int = 0, status: str = "done") -> list[dict[str, Any]]:
    """The first week's sessions, as a page of the same sessions in other weeks notes them."""
    return [
        {
            "session_id": session.session_id,
            "date": f"{session.date + dt.timedelta(weeks=weeks_later)}",
            "status": status,
        }
        for session in plan().session_records
        if session.week == 1
    ]


def read(tmp_path: Path, sessions: list[dict[str, Any]], plan_id: str | None) -> rp.Log:
    (tmp_path / "log.json").write_bytes(phone_log(sessions, plan_id))
    return rp.read_log(tmp_path / "log.json")


def told(log: rp.Log, **more: Any) -> tuple[list[str], dict[str, str]]:
    """What is said of a log, and what became of each session."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        followed = plan().with_log(log, **more)
    statuses = {session.session_id: session.status for session in followed.session_records}
    assert all(warning.category is LogMismatch for warning in caught)
    return [str(warning.message) for warning in caught], statuses


def ids_of(statuses: dict[str, str], *wanted: str) -> set[str]:
    return {name for name, status in statuses.items() if status in wanted}


def test_the_log_of_a_continued_plan_is_matched_by_its_ids(tmp_path: Path) -> None:
    log = read(tmp_path, first_week(), plan().plan_id)
    later = rp.build_plan(plan().block.replace(strength_minutes=20), previous=plan(), log=log, today="2027-01-11")
    week_1 = {session.session_id for session in plan().session_records if session.week == 1}
    assert {session.session_id for session in later.session_records if session.status == "done"} == week_1


def test_a_session_of_the_same_plan_may_be_done_early_or_late(tmp_path: Path) -> None:
    log = read(tmp_path, [{"session_id": "w02-long", "date": "2027-01-08"}], plan().plan_id)
    assert told(log) == ([], told(log)[1])
    assert ids_of(told(log)[1], "done") == {"w02-long"}


@pytest.mark.parametrize(
    ("weeks_later", "plan_id"),
    [(1, OTHER_ID), (0, OTHER_ID), (1, None), (3, None), (3, "own")],
    ids=["another plan", "another plan in the same weeks", "a week later", "weeks later", "moved weeks"],
)
def test_an_id_of_another_plan_or_of_other_weeks_names_no_session(
    tmp_path: Path, weeks_later: int, plan_id: str | None
) -> None:
    """Only days are matched: of the days that have a session of that kind, and none of the first week by its names."""
    log = read(tmp_path, first_week(weeks_later), plan().plan_id if plan_id == "own" else plan_id)
    sentences, statuses = told(log, today=MONDAY + dt.timedelta(weeks=weeks_later, days=6))
    days = {(entry.date, entry.kind) for entry in log.done}
    same_day = {session.session_id for session in plan().session_records if (session.date, session.kind) in days}
    assert ids_of(statuses, "done") == same_day
    first, last = log.done[0].date, log.done[-1].date
    assert sentences[0] == (
        f"This log belongs to another plan, with sessions from {first} to {last}. RunPlan matches them by day only."
    )


def test_one_entry_of_another_plan_is_told_among_those_of_this_one(tmp_path: Path) -> None:
    (tmp_path / "logs").mkdir()
    (tmp_path / "logs" / "a.json").write_bytes(phone_log(first_week()[:3], plan().plan_id))
    stray = {"session_id": "w05-long", "date": "2027-01-06", "status": "missed"}
    (tmp_path / "logs" / "b.json").write_bytes(phone_log([stray], OTHER_ID))
    sentences, statuses = told(rp.read_log(tmp_path / "logs"))
    assert sentences == [
        "1 session in the log (on 2027-01-06) belongs to another plan or to other weeks of this plan. RunPlan matches "
        "it by day only."
    ]
    assert statuses["w05-long"] == "planned"
    assert ids_of(statuses, "done") == {session["session_id"] for session in first_week()[:3]}


def test_what_was_done_in_part_or_missed_in_another_plan_is_so_on_its_day(tmp_path: Path) -> None:
    _, partly = told(read(tmp_path, first_week(status="partly"), OTHER_ID), today="2027-01-11")
    assert ids_of(partly, "partly") == {session["session_id"] for session in first_week()}
    _, missed = told(read(tmp_path, first_week(2, status="missed"), OTHER_ID), today="2027-01-04")
    assert ids_of(missed, "missed", "done", "partly") == set()


def test_the_sets_of_another_plan_go_with_the_day_on_which_they_were_lifted(tmp_path: Path) -> None:
    by_day = {session.date: session.session_id for session in plan().session_records if not session.is_run}
    day = min(day for day in by_day if day >= MONDAY + dt.timedelta(days=14))
    done = {"exercise_id": "goblet_squat", "set": 1, "reps": 10, "kg": 16, "seconds": None}
    log = read(tmp_path, [{"session_id": "w01-strength-1", "date": f"{day}", "sets": [done]}], OTHER_ID)
    _, statuses = told(log, today=day)
    assert ids_of(statuses, "done", "partly") == {by_day[day]}
    with pytest.warns(LogMismatch):
        frame = plan().against(log, today=day + dt.timedelta(days=1)).set_index("week")
    assert frame.loc[1, "done_sets"] == 0


def test_a_log_of_another_plan_in_other_months_is_refused(tmp_path: Path) -> None:
    log = read(tmp_path, first_week(20), OTHER_ID)
    days = [entry.date for entry in log.done]
    sentence = (
        f"This log belongs to another plan, with sessions from {days[0]} to {days[-1]}, and this plan is from "
        "2027-01-04 to 2027-02-14: read the log of this plan."
    )
    for refuse in (
        lambda: plan().with_log(log),
        lambda: plan().against(log),
        lambda: rp.build_plan(plan().block, previous=plan(), log=log, today="2027-02-01"),
    ):
        with pytest.raises(rp.RunplanError) as refused:
            refuse()
        assert str(refused.value) == sentence


def test_the_terminal_says_so_and_writes_no_plan_of_a_log_that_cannot_be_its_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    plan().to_csv("plan.csv")
    words = ["plan", "--block", "plan.block.json", "--previous", "plan.csv", "--today", "2027-01-25", "--out", "on.csv"]
    Path("log.json").write_bytes(phone_log(first_week(20), OTHER_ID))
    assert main([*words, "--log", "log.json"]) == 2
    assert capsys.readouterr().err.endswith("read the log of this plan.\n")
    assert not Path("on.csv").exists()
    Path("log.json").write_bytes(phone_log(first_week(1), OTHER_ID))
    assert main([*words, "--log", "log.json"]) == 0
    err = capsys.readouterr().err
    assert err.count("This log belongs to another plan") == 1
    assert err.count("The log has nothing from") == 2  # before its only week, and after it


def ran(day: dt.date) -> Activity:
    return Activity(day, None, "run", None, None, "", "test")


@pytest.mark.parametrize(
    ("first", "last", "today", "silences"),
    [
        (0, 41, 42, []),
        (0, 13, 14, []),
        (0, 13, 20, []),  # the last missed session is not a week away yet
        (0, 13, 28, [(14, 27)]),
        (14, 41, 42, [(0, 13)]),
        (14, 20, 42, [(0, 13), (21, 41)]),
        (None, None, 14, [(0, 13)]),
        (-60, -30, 14, [(0, 13)]),  # a log that ends before the plan
    ],
)
def test_weeks_that_a_log_has_nothing_of_are_named_where_they_count_as_missed(
    first: int | None, last: int | None, today: int, silences: list[tuple[int, int]]
) -> None:
    days = [] if first is None or last is None else range(first, last + 1)
    log = Log(tuple(ran(MONDAY + dt.timedelta(days=number)) for number in days))
    sentences, _ = told(log, today=MONDAY + dt.timedelta(days=today))
    expected = []
    for start, end in silences:
        window = [MONDAY + dt.timedelta(days=start), MONDAY + dt.timedelta(days=end)]
        missed = [session.date for session in plan().session_records if window[0] <= session.date <= window[1]]
        expected.append(
            f"The log has nothing from {missed[0]} to {missed[-1]}, so {len(missed)} sessions of these days count as "
            "missed. If you trained then, load a log that covers these days."
        )
    days_told = [number for number in days if number >= 0]
    if len(days_told) > 7:
        lifts = [session.date for session in plan().session_records if session.kind == "strength"]
        lifts = [day for day in lifts if days_told[0] <= (day - MONDAY).days <= days_told[-1]]
        expected.append(
            f"The log has no strength sessions, so {len(lifts)} strength sessions from {lifts[0]} to {lifts[-1]} count "
            "as missed. If you did them, mark them as done, or load a log that has them."
        )
    assert sentences == expected


def test_a_log_of_strength_work_alone_names_the_runs_that_it_has_nothing_of() -> None:
    lifted = [session for session in plan().session_records if session.kind == "strength" and session.week <= 3]
    log = Log(tuple(ran(session.date)._replace(kind="strength") for session in lifted))
    runs = [session.date for session in plan().session_records if session.kind == "run"]
    runs = [day for day in runs if lifted[0].date <= day <= lifted[-1].date]
    assert told(log, today=lifted[-1].date + dt.timedelta(days=1))[0] == [
        f"The log has no runs, so {len(runs)} runs from {runs[0]} to {runs[-1]} count as missed. If you did them, mark "
        "them as done, or load a log that has them."
    ]


def test_what_is_known_by_its_id_or_said_by_the_runner_is_no_silence(tmp_path: Path) -> None:
    phone = [
        {"session_id": session.session_id, "date": f"{session.date}", "status": "missed"}
        for session in plan().session_records
        if session.week <= 2
    ]
    assert told(read(tmp_path, phone, plan().plan_id), today="2027-01-18")[0] == []
    marks = {session["session_id"]: "missed" for session in phone}
    assert told(Log(()), today="2027-01-18", marks=marks)[0] == []
