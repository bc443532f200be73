"""A log is read in the planner, held beside the plan, used as marks, and gives values for controls one by one."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path
from typing import Any

import pytest

import runplan as rp
from runplan.errors import LogMismatch
from runplan.exchange import activities
from runplan.ui import Planner
from runplan.ui.state import file_requests
from runplan.ui.state.life.done_log import QUESTIONS, asked_for
from runplan.units import format_day
from runplan.words import inside
from tests.builders import done_runs
from tests.ui.conftest import find, move, press, scene

BLOCK = rp.Block(start="2026-12-07", weeks=8, weekly_km_now=20, equipment=("dumbbell",))
TODAY = dt.date(2026, 12, 24)
YEAR = done_runs.a_year(dt.date(2026, 9, 7), weeks=15)  # to Sunday 20 December


@pytest.fixture
def planner() -> Planner:
    planner = Planner(BLOCK, state="state.json")
    planner.today = TODAY
    return planner


def form_of(planner: Planner) -> Any:
    return find(planner, "rp-log-form")


def upload(planner: Planner, data: bytes, name: str = "activities.csv") -> Any:
    moment = dt.datetime(2026, 12, 24, tzinfo=dt.UTC)
    file = {"name": name, "type": "", "size": len(data), "content": memoryview(data), "last_modified": moment}
    find(planner, "rp-log-upload").value = (file,)
    return form_of(planner)


def matched(planner: Planner) -> dict[str, str]:
    log = rp.read_log("activities.csv")
    return {match["session_id"]: match["status"] for match in planner.plan.with_log(log).sessions.to_dict("records")}


def marked(planner: Planner) -> dict[str, str]:
    return {s.session_id: s.status for s in planner.plan.session_records if s.status != "planned"}


def test_a_log_is_shown_beside_the_plan_and_used_as_marks(planner: Planner, tmp_path: Path) -> None:
    data = done_runs.intervals(YEAR)
    (tmp_path / "activities.csv").write_bytes(data)
    runs = {session.session_id for session in planner.plan.session_records if session.is_run}
    with pytest.warns(LogMismatch, match="The log has no strength sessions"):
        statuses = matched(planner)
    expected = {name: status for name, status in statuses.items() if status != "planned" and name in runs}
    form = upload(planner, data)
    assert "60 sessions, from Tue 8 Sep to Sun 20 Dec 2026; 0 rows left out." in form.report.value
    assert form.report.value.count("<tr><td>activities.csv, line ") == 60
    assert marked(planner) == {}
    assert (
        "The log has no strength work, so RunPlan cannot tell which strength sessions you did."
        in form.matches.children[-1].value
    )
    # The log's own distances are not kept: what counts of a session follows from its mark, and the form says so.
    assert "planned distance, one that is partly done as 50% of it" in form.what_stays.value
    press(form.use)
    assert marked(planner) == expected
    assert set(expected.values()) >= {"done", "missed"}
    runs_there = [session for session in planner.plan.session_records if session.week == 2 and session.is_run]
    shares = {"done": 1.0, "partly": 0.5}
    counted = sum(session.km * shares.get(expected.get(session.session_id, ""), 0.0) for session in runs_there)
    assert float(scene(planner)["weeks"][1]["done"]) == pytest.approx(counted, abs=0.06)
    assert form.use.layout.display == "none"
    planner.model.undo()
    assert marked(planner) == {}
    assert form.use.layout.display is None
    planner.model.redo()
    planner.memory._keeping.finish_all()  # type: ignore[union-attr]
    again = Planner(BLOCK, state="state.json")
    assert marked(again) == expected


def test_the_runner_can_say_otherwise_before_and_after(planner: Planner) -> None:
    form = upload(planner, done_runs.intervals(YEAR))
    choice = next(widget for widget in form.matches.children if "rp-log-match" in widget._dom_classes)
    assert choice.value == "missed"
    before = sum(match.status == "missed" for match in form.done_log.matches)
    move(choice, next(index for index, (_, mark) in enumerate(choice.options) if mark == "done"), "index")
    press(form.use)
    assert sum(status == "missed" for status in marked(planner).values()) == before - 1


def test_sessions_before_a_log_begins_are_not_called_missed(planner: Planner) -> None:
    late = [run for run in YEAR if run.start.date() >= dt.date(2026, 12, 15)]
    press(upload(planner, done_runs.intervals(late)).use)
    assert marked(planner)
    assert all(
        session.date >= dt.date(2026, 12, 12) for session in planner.plan.session_records if session.status != "planned"
    )


def test_each_value_of_the_starting_point_is_taken_by_itself(planner: Planner) -> None:
    planner.today = dt.date(2026, 12, 7)
    form = upload(planner, done_runs.intervals(YEAR))
    start = rp.starting_point(form.done_log.log, BLOCK.first_day)
    starts = {each.field: each for each in form.done_log.start_fields}
    assert {name for name, each in starts.items() if each.value is not None} == set(start.fields)
    assert [each.reason for each in starts.values()] == start.reasons["reason"].tolist()
    before = planner.block
    buttons = {each.field: button for each, button in form._use_buttons}
    assert all(button.tooltip.startswith("Use: ") for button in buttons.values())
    for field, button in buttons.items():
        press(button)
        assert planner.model.matches, planner.model.blockers
        assert getattr(planner.block, field) == getattr(
            rp.Block(start="2026-12-07", weeks=8, **{field: start.fields[field]}), field
        )
        assert button.description == "Used"
        planner.model.undo()
        assert planner.block == before
        assert button.description == "Use" or getattr(before, field) == starts[field].value


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("photo.png", b"\x89PNG\r\n\x1a\n0000", "photo.png"),
        ("<b>x</b>.csv", b"nothing here", "b&gt;.csv"),
        ("../../secret.csv", b"nothing here", "secret.csv"),
    ],
)
def test_what_is_no_log_is_said_beside_the_form(planner: Planner, name: str, data: bytes, sentence: str) -> None:
    form = upload(planner, data, name)
    assert sentence in form.refused.value
    assert "<b>" not in form.refused.value.replace('<p role="alert">', "")
    assert "/tmp" not in form.refused.value
    assert form.use.layout.display == "none"


def test_a_file_that_is_named_is_read_and_one_that_is_missing_is_said(planner: Planner, tmp_path: Path) -> None:
    (tmp_path / "icu.csv").write_bytes(done_runs.intervals(YEAR))
    form = form_of(planner)
    press(form.read)
    assert 'role="alert"' in form.refused.value
    form.path.value = "icu.csv"
    press(form.read)
    assert form.refused.value == ""
    assert "60 sessions" in form.report.value
    form.path.value = "other.csv"
    press(form.read)
    assert "other.csv" in form.refused.value
    assert form.report.value == ""


def test_what_a_file_does_not_say_is_asked_for(planner: Planner) -> None:
    form = upload(planner, done_runs.garmin(YEAR, strides=False), "Activities.csv")
    assert form.done_log.asks == "unit"
    assert form.question.layout.display is None
    assert form.question.description == "Unit of distances"
    form.question.value = "km"
    press(form.read)
    assert form.refused.value == ""
    assert form.question.layout.display == "none"
    assert "60 sessions" in form.report.value


STRAVA = b'Activity ID,Activity Date,Activity Type,Distance,Elapsed Time\n1,"Dec 8, 2026, 7:00:00 AM",Run,10.0,3600\n'


@pytest.mark.parametrize(
    ("asks", "control", "data"),
    [
        ("unit", "Unit of distances", done_runs.garmin(YEAR, strides=False)),
        ("unit", "Unit of distances", STRAVA),
        ("weight_unit", "Unit of weights", done_runs.strong()),
        ("running", "Sport number of running", done_runs.runalyze(YEAR, others=3)),
    ],
)
def test_what_has_to_be_told_is_said_by_the_name_of_its_control_and_goes_when_it_is_told(
    planner: Planner, asks: str, control: str, data: bytes
) -> None:
    form = upload(planner, data)
    assert form.done_log.asks == asks, form.refused.value
    assert form.question.description == control
    assert f"choose it under {control}, then press Read the log." in form.refused.value
    assert not re.search(r"--\w|\w=", re.sub("<[^>]*>", "", form.refused.value))
    form.question.value = form.question.options[1][1]
    assert form.refused.value == ""
    press(form.read)
    assert form.refused.value == ""


@pytest.mark.parametrize("asks", sorted(QUESTIONS))
def test_no_question_names_an_argument_or_an_option(asks: str) -> None:
    """Whatever a reader of logs asks, as it is written in its source."""
    written = "activities.csv does not say it: give it as unit='km' or unit='mi' (on the command line --unit)."
    assert asked_for(rp.PlanFileError(written, asks)) == (
        f"activities.csv does not say it: choose it under {QUESTIONS[asks]}, then press Read the log."
    )
    source = "".join(path.read_text() for path in Path(activities.__file__).parent.glob("*.py"))
    asked = re.findall(r'give [^"]*"(?:\s*f?"[^"]*")*,\s*"(\w+)",\s*(?:\(|tuple)', source)
    assert set(asked) == set(QUESTIONS)


def test_another_file_is_not_refused_for_the_one_before(planner: Planner) -> None:
    form = upload(planner, done_runs.garmin(YEAR, strides=False), "Activities.csv")
    assert form.refused.value
    move(form.path, "other.csv")
    assert form.refused.value == ""


def test_titles_of_a_log_are_text(planner: Planner) -> None:
    runs = [
        done_runs.DoneRun(run.start, run.metres, run.seconds, title="<img src=x onerror=alert(1)>")
        for run in YEAR[-12:]
    ]
    form = upload(planner, done_runs.intervals(runs))
    texts = [form.report.value, *(getattr(child, "value", "") for child in form.matches.children)]
    assert not any("<img" in str(text) for text in texts)
    assert "&lt;img" in form.report.value


LIFTER = rp.Block(
    **{"start": "2026-12-07", "weeks": 8, "weekly_km_now": 20, "equipment": ("dumbbell",), "level": "intermediate"},
    lifts="goblet_squat=16x10@3",
    load_steps="dumbbell=8,12,16,20,24",
)


def lifted(planner: Planner, kg: float) -> bytes:
    """The goblet squats of the plan up to today as they were asked, at a weight, as Hevy writes them."""
    header = "title,start_time,end_time,description,exercise_title,superset_id,exercise_notes,set_index,set_type,"
    lines = [header + "weight_kg,reps,distance_km,duration_seconds,rpe"]
    for session in planner.plan.session_records:
        for row in session.exercises:
            if row.exercise_id == "goblet_squat" and session.date <= TODAY and row.reps:
                day = f"{session.date.day} {session.date:%b} {session.date.year}"
                lines += [
                    f'Legs,"{day}, 18:05","{day}, 18:35",,Goblet Squat,,,{number},normal,{kg:g},{row.reps},,,'
                    for number in range(row.sets or 0)
                ]
    return "\n".join(lines).encode()


def squats(planner: Planner) -> list[tuple[dt.date, float | None, str]]:
    return [
        (session.date, row.load_kg, row.note)
        for session in planner.plan.session_records
        for row in session.exercises
        if row.exercise_id == "goblet_squat" and session.date > TODAY
    ]


def test_loads_follow_the_sets_of_a_log_that_is_used_and_stay_after_a_restart(tmp_path: Path) -> None:
    planner = Planner(LIFTER, state="state.json")
    planner.today = TODAY
    before = squats(planner)
    form = upload(planner, lifted(planner, 20), "hevy.csv")
    marks = {session.session_id: session.status for session in planner.plan.session_records}
    marks |= {match.session.session_id: match.status for match in form.done_log.matches}
    expected = planner.plan.with_log(form.done_log.log, today=TODAY, marks=marks)
    press(form.use)
    assert "The loads of 1 lift are now based on your sets" in planner.model.messages.message
    assert squats(planner) == [
        (session.date, row.load_kg, row.note)
        for session in expected.session_records
        for row in session.exercises
        if row.exercise_id == "goblet_squat" and session.date > TODAY
    ]
    assert squats(planner) != before
    assert max(kg for _, kg, _ in squats(planner) if kg) >= 20
    assert all(note for _, kg, note in squats(planner) if kg)
    assert dict(planner.block.lifts)["goblet_squat"][0] == 20
    after, text = squats(planner), planner.plan.csv_text()
    assert "It does not save the log or its distances" in form.what_stays.value
    planner.memory._keeping.finish_all()  # type: ignore[union-attr]
    again = Planner(LIFTER, state="state.json")
    again.today = TODAY
    assert again.plan.csv_text() == text
    move(find(again, "rp-field-run-days"), 5)  # other settings start from the set that is remembered
    assert max(kg for _, kg, _ in squats(again) if kg) >= 20
    planner.model.undo()
    assert squats(planner) == before
    assert dict(planner.block.lifts)["goblet_squat"][0] == 16
    planner.model.redo()
    assert squats(planner) == after


def test_a_log_of_runs_changes_no_load(planner: Planner) -> None:
    planner = Planner(LIFTER, state=None)
    planner.today = TODAY
    before = squats(planner)
    press(upload(planner, done_runs.intervals(YEAR)).use)
    assert squats(planner) == before
    assert planner.block.lifts == LIFTER.lifts


def phone(planner: Planner, *entries: tuple[str, str, str], plan_id: str | None = None) -> bytes:
    """A log of the phone page: session ids, days and statuses."""
    sessions = [
        {"session_id": name, "date": day, "status": status, "rpe": None, "note": "", "sets": []}
        for name, day, status in entries
    ]
    plan_id = planner.plan.plan_id if plan_id is None else plan_id
    return json.dumps({"format": "runplan log", "version": 1, "plan_id": plan_id, "sessions": sessions}).encode()


def texts(form: Any) -> str:
    return " ".join(str(getattr(child, "value", "")) for child in form.matches.children)


NOTHING = "Nothing in the log falls on this plan’s days up to today."


def later_session(planner: Planner, today: dt.date) -> str:
    """A session of a later day of today's week."""
    return next(
        session.session_id
        for session in planner.plan.session_records
        if session.kind == "strength" and (session.date - today).days > 0 and session.week == 1
    )


@pytest.mark.parametrize("status", ["done", "partly", "missed"])
def test_a_session_that_was_done_before_its_day_is_marked_as_the_terminal_marks_it(
    planner: Planner, tmp_path: Path, status: str
) -> None:
    planner.today = monday = dt.date(2026, 12, 7)
    name = later_session(planner, monday)
    data = phone(planner, (name, f"{monday}", status))
    (tmp_path / "log.json").write_bytes(data)
    followed = planner.plan.with_log(rp.read_log("log.json"), today=monday)
    expected = {s.session_id: s.status for s in followed.session_records if s.status != "planned"}
    form = upload(planner, data, "log.json")
    assert form.use.layout.display is None
    press(form.use)
    assert marked(planner) == expected == {name: status}
    move(find(planner, "rp-field-strength-minutes"), 20)
    assert marked(planner) == {name: status}


def test_what_a_log_says_follows_the_day_that_counts_as_today(planner: Planner) -> None:
    planner.today = dt.date(2026, 12, 7)
    name = later_session(planner, planner.today)
    form = upload(planner, phone(planner, (name, "2026-12-08", "done")), "log.json")
    assert NOTHING in texts(form)
    assert form.use.layout.display == "none"
    planner.today = dt.date(2026, 12, 8)
    assert NOTHING not in texts(form)
    assert form.use.layout.display is None
    planner.today = dt.date(2026, 12, 7)
    assert NOTHING in texts(form)


def test_the_log_of_another_plan_is_told_and_matched_by_its_days_only(planner: Planner) -> None:
    strength = [session for session in planner.plan.session_records if not session.is_run]
    entries = [
        (first.session_id, f"{later.date}", "done") for first, later in zip(strength, strength[2:4], strict=False)
    ]
    form = upload(planner, phone(planner, *entries, plan_id="fedcba9876543210"), "log.json")
    days = f"from {strength[2].date} to {strength[3].date}"
    sentence = f"This log belongs to another plan, with sessions {days}. RunPlan matches them by day only."
    assert sentence in texts(form)
    assert form.report.value.count("guessed: It belongs to another plan or to other weeks of this plan") == 2
    press(form.use)
    assert {name for name, status in marked(planner).items() if status == "done"} == {
        session.session_id for session in strength[2:4]
    }


def test_the_log_of_another_plan_in_other_months_marks_nothing_and_says_so(planner: Planner) -> None:
    entry = (planner.plan.session_records[0].session_id, "2026-06-01", "done")
    form = upload(planner, phone(planner, entry, plan_id="fedcba9876543210"), "log.json")
    assert NOTHING in texts(form)
    assert "This log belongs to another plan, with sessions on 2026-06-01." in texts(form)
    assert form.use.layout.display == "none"


def test_sessions_of_the_phone_page_are_called_as_people_know_them(planner: Planner) -> None:
    planner.today = dt.date(2026, 12, 21)
    past = [session for session in planner.plan.session_records if session.date < planner.today]
    log = json.loads(phone(planner, *((each.session_id, f"{each.date}", "partly") for each in past)))
    noted = {}
    for number, entry in enumerate(each for each in log["sessions"] if "strength" in each["session_id"]):
        noted[entry["session_id"]] = number
        entry["sets"] = [{"exercise_id": "goblet_squat", "set": 1, "reps": 9, "kg": 8}] * number
    form = upload(planner, json.dumps(log).encode(), "log.json")
    for session in past:
        count = noted.get(session.session_id, 0)
        sets = "" if not count else ", 1 set" if count == 1 else f", {count} sets"
        assert f"<td>{format_day(session.date)}: {session.title}{sets}</td>" in form.report.value
        match = next(match for match in form.done_log.matches if match.session == session)
        assert form.done_log.match_text(match)[1] == f"{inside(session.title)}{sets}"
    assert not _ids_shown(form)
    log["plan_id"] = "fedcba9876543210"
    form = upload(planner, json.dumps(log).encode(), "other.json")
    first = next(session for session in past if session.session_id == "w01-strength-1")
    assert f"<td>{format_day(first.date)}: Week 1, strength session 1</td>" in form.report.value
    assert not _ids_shown(form)


def _ids_shown(form: Any) -> list[str]:
    """Ids of sessions in what the form shows."""
    parts = [form.report.value, *(str(child.get_state()) for child in form.matches.children)]
    return re.findall(r"\bw\d\d-\w+", " ".join(parts))


def test_what_the_planners_own_phone_page_notes_is_a_log_of_its_plan_after_any_change(planner: Planner) -> None:
    move(find(planner, "rp-field-run-days"), 5)
    planner.today = dt.date(2026, 12, 9)
    exported = file_requests.export(planner.model, "phone", "plan.csv")
    assert exported is not None
    (plan_id,) = set(re.findall(r'"plan_id": ?"([0-9a-f]{16})"', exported[1].decode()))
    assert planner.plan.plan_id == plan_id
    name = next(session.session_id for session in planner.plan.session_records if session.is_run)
    form = upload(planner, phone(planner, (name, "2026-12-09", "done"), plan_id=plan_id), "log.json")
    assert "another plan" not in texts(form)
    press(form.use)
    assert marked(planner) == {name: "done"}


def test_loads_follow_the_sets_of_a_lift_that_nobody_remembered_and_of_no_drill(planner: Planner) -> None:
    def drills(strength: Any) -> list[Any]:
        return [row for row in strength.exercises if row.section != "strength"]

    before = planner.plan
    session = next(each for each in before.session_records if each.kind == "strength")
    rows = [row for row in session.exercises if row.reps]
    lift = next(row for row in rows if row.section == "strength" and row.exercise_id == "goblet_squat")
    noted = [{"exercise_id": row.exercise_id, "exercise": row.exercise, "set": 1, "reps": row.reps,
              "kg": 8.0 if row is lift else None} for row in rows]  # fmt: skip
    entry = {"session_id": session.session_id, "date": f"{session.date}", "status": "done", "sets": noted}
    log = {"format": "runplan log", "version": 1, "plan_id": planner.plan.plan_id, "sessions": [entry]}
    form = upload(planner, json.dumps(log).encode(), "log.json")
    press(form.use)
    later = [each for each in planner.plan.session_records if each.date > session.date and each.kind == "strength"]
    loads = {row.load_kg for each in later for row in each.exercises if row.exercise_id == lift.exercise_id}
    assert loads
    assert None not in loads
    assert [drills(each) for each in later] == [drills(before.session_of(each.session_id)) for each in later]
    kilograms, reps, reserve = dict(planner.block.lifts)["goblet_squat"]
    assert (kilograms, reps) == (8.0, lift.reps)
    assert reserve == min(lift.reserve if lift.reserve is not None else int(10 - lift.effort), 4)  # as a block takes it


def test_loads_that_follow_from_sets_stay_when_an_easy_run_is_moved(planner: Planner) -> None:
    strength = [each for each in planner.plan.session_records if each.kind == "strength"]
    done = strength[:3]
    entries = [
        {"session_id": each.session_id, "date": f"{each.date}", "status": "done", "sets": [
            {"exercise_id": row.exercise_id, "exercise": row.exercise, "set": number, "reps": row.reps, "kg": 10.0}
            for row in each.exercises if row.exercise_id == "goblet_squat" for number in (1, 2)]}
        for each in done
    ]  # fmt: skip
    planner.today = done[-1].date + dt.timedelta(days=1)
    log = {"format": "runplan log", "version": 1, "plan_id": planner.plan.plan_id, "sessions": entries}
    press(upload(planner, json.dumps(log).encode(), "log.json").use)

    def loads() -> list[Any]:
        return [
            (each.session_id, row.exercise_id, row.load_kg, row.note)
            for each in planner.plan.session_records
            if each.date > planner.today
            for row in each.exercises
        ]

    before = loads()
    assert any(kg is not None for _, _, kg, _ in before)
    run = next(each for each in planner.plan.session_records if each.week == 5 and each.type == "easy")
    free = next(day for day in ("Fri", "Sat", "Wed", "Tue") if day != run.weekday)
    planner.model.move(run.session_id, free)
    assert planner.plan.session_of(run.session_id).weekday == free
    assert loads() == before
