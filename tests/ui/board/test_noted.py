"""What the runner noted is in the session's panel while its log is open, in words, and as plain text."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import runplan as rp
from runplan.plan.log import Activity, LoggedSet
from runplan.plan.matching import SessionMatch
from runplan.plan.records import Session
from runplan.plan.weights import KG_PER_LB
from runplan.ui import Planner
from runplan.ui.board.payload.noted import noted_lines
from tests.builders import done_runs
from tests.ui.conftest import press
from tests.ui.controls.test_done_log import BLOCK, TODAY, YEAR, phone, upload

MONDAY = dt.date(2026, 12, 7)
NOTE = "<img src=x onerror=alert(1)> knees & hips <b>fine</b>"
PLAN = rp.build_plan(BLOCK)
POUNDS = rp.build_plan(BLOCK.replace(load_steps={"dumbbell": ("10 lb", "15 lb", "20 lb")}))
MILES = rp.build_plan(BLOCK.replace(units="mi"))


def session_of(plan: rp.Plan, kind: str) -> Session:
    return next(session for session in plan.session_records if session.kind == kind)


def a_set(exercise_id: str, reps: int | None, kg: float | None, **more: Any) -> LoggedSet:
    values = {"exercise": exercise_id, "source": "phone", **more}
    return LoggedSet(MONDAY, exercise_id, set=1, kg=kg, reps=reps, **values)


def activity(kind: str, km: float | None = None, minutes: float | None = None, **more: Any) -> Activity:
    values = {"title": "w01-easy-1", "source": "phone", **more}
    return Activity(MONDAY, None, kind, km, minutes, **values)


@pytest.mark.parametrize(
    ("plan", "logged", "line"),
    [
        (PLAN, a_set("goblet_squat", 12, 6.5), ["Goblet squat", "12 reps at 6.5 kg"]),
        (PLAN, a_set("goblet_squat", 1, None), ["Goblet squat", "1 rep"]),
        (PLAN, a_set("front_plank", None, None, seconds=40.0), ["Front plank", "40 s"]),
        (PLAN, a_set("side_plank", None, None, seconds=30.0), ["Side plank", "30 s each side"]),
        (PLAN, a_set("loaded_lunge", 8, 6.0), ["Loaded lunge", "8 reps each side at 2 × 6 kg"]),
        (PLAN, a_set("loaded_lunge", 8, 6.0, source="hevy"), ["Loaded lunge", "8 reps at 6 kg"]),
        (PLAN, a_set("goblet_squat", 5, 60 * KG_PER_LB, source="hevy", unit="lb"), ["Goblet squat", "5 reps at 60 lb"]),
        (PLAN, a_set("", 5, 20.0, exercise="<b>Sled</b>"), ["<b>Sled</b>", "5 reps at 20 kg"]),
        (POUNDS, a_set("goblet_squat", 12, 6.80), ["Goblet squat", "12 reps at 15 lb"]),  # as the phone page rounds it
        (POUNDS, a_set("goblet_squat", 12, 11.34), ["Goblet squat", "12 reps at 25 lb"]),  # none of the runner's own
    ],
)
def test_a_set_is_said_in_words(plan: rp.Plan, logged: LoggedSet, line: list[str]) -> None:
    if logged.exercise_id:
        line = [str(plan.catalog.exercises.at[logged.exercise_id, "name"]), line[1]]
    match = SessionMatch(session_of(plan, "strength"), "done", (), (logged,))
    assert noted_lines(plan, match) == [line]


@pytest.mark.parametrize(
    ("plan", "done", "lines"),
    [
        (PLAN, activity("run", 6.5, 40.0, rpe=4.0), [["", "6.5 km, 40:00, 6:09 /km, effort 4 out of 10"]]),
        (MILES, activity("run", 16.09344, 90.0), [["", "10 mi, 1:30:00, 9:00 /mi"]]),
        (PLAN, activity("run", 6.5), [["", "6.5 km"]]),
        (PLAN, activity("run", None, 30.5, title="Dusk"), [["Dusk", "30:30"]]),
        (PLAN, activity("run", None, None, rpe=6.0, note=NOTE), [["", "Effort 6 out of 10"], ["Your note", NOTE]]),
        (PLAN, activity("run"), []),
        (PLAN, activity("run", 6.5, 40.0, source="plan", note="of the plan"), []),  # that is what was planned
    ],
)
def test_a_run_is_said_with_its_distance_time_pace_effort_and_note(
    plan: rp.Plan, done: Activity, lines: list[list[str]]
) -> None:
    assert noted_lines(plan, SessionMatch(session_of(plan, "run"), "done", (done,))) == lines


@given(
    st.lists(
        st.tuples(
            st.sampled_from(("goblet_squat", "one_arm_row", "romanian_deadlift", "")),
            st.integers(1, 60),
            st.one_of(st.none(), st.integers(1, 400).map(lambda halves: halves / 2)),
        ),
        max_size=12,
    ),
    st.sampled_from((PLAN, POUNDS)),
)
def test_each_set_is_said_once_with_its_own_numbers(sets: list[tuple[str, int, float | None]], plan: rp.Plan) -> None:
    logged = tuple(a_set(name, reps, kg, source="hevy", exercise=name or "Sled") for name, reps, kg in sets)
    lines = noted_lines(plan, SessionMatch(session_of(plan, "strength"), "done", (), logged))
    assert len(lines) == len({name for name, _, _ in sets})
    texts = {name: text.split(", ") for name, text in lines}
    names = plan.catalog.exercises["name"]
    for name, reps, kg in sets:
        amount, _, weight = texts[str(names.get(name, "Sled"))].pop(0).partition(" at ")
        assert amount == f"{reps} rep{'s' * (reps != 1)}"
        assert bool(weight) == (kg is not None)
        if kg is not None:
            number, unit = weight.split()
            assert float(number) * (KG_PER_LB if unit == "lb" else 1) == pytest.approx(kg, abs=0.03)
    assert not any(texts.values())


# --- in the planner -------------------------------------------------------------------------------------------------


@pytest.fixture
def planner() -> Planner:
    planner = Planner(BLOCK, state="state.json")
    planner.today = TODAY
    return planner


def panel(planner: Planner, session_id: str) -> dict[str, Any]:
    """A session as the board is sent it."""
    sent: list[dict[str, Any]] = []
    planner.requests._send = sent.append  # type: ignore[assignment]
    planner.requests.answer({"do": "details", "id": session_id})
    return sent[-1]


def noted(planner: Planner, session_id: str) -> list[list[str]]:
    """What the panel of a session says was noted."""
    lines: list[list[str]] = panel(planner, session_id)["noted"]
    return lines


def a_log(planner: Planner, session: Session, status: str = "partly", **more: Any) -> bytes:
    squats = [
        {"exercise_id": "goblet_squat", "set": number, "reps": reps, "kg": 6.5} for number, reps in ((1, 12), (2, 10))
    ]
    log = json.loads(phone(planner, (session.session_id, f"{session.date}", status), plan_id=more.pop("plan_id", None)))
    log["sessions"][0] |= {"rpe": 6, "note": NOTE, "sets": [] if status == "missed" else squats} | more
    return json.dumps(log).encode()


SQUATS = ["Goblet squat", "12 reps at 6.5 kg, 10 reps at 6.5 kg"]
WHOLE = [["", "Effort 6 out of 10"], ["Your note", NOTE]]


@pytest.mark.parametrize(
    ("status", "lines"), [("done", [SQUATS, *WHOLE]), ("partly", [SQUATS, *WHOLE]), ("missed", WHOLE)]
)
def test_what_was_noted_on_the_phone_is_in_the_panel_before_and_after_marking(
    planner: Planner, status: str, lines: list[list[str]]
) -> None:
    session = session_of(planner.plan, "strength")
    assert noted(planner, session.session_id) == []
    form = upload(planner, a_log(planner, session, status), "log.json")
    assert noted(planner, session.session_id) == lines
    press(form.use)
    assert planner.plan.session_of(session.session_id).status == status
    assert noted(planner, session.session_id) == lines
    others = [each.session_id for each in planner.plan.session_records if each.session_id != session.session_id]
    assert not any(noted(planner, name) for name in others)
    again = Planner(BLOCK, state=None)  # the log is not kept
    assert noted(again, session.session_id) == []


def test_a_run_of_another_tool_is_in_the_panel_of_the_session_that_it_was(planner: Planner) -> None:
    form = upload(planner, done_runs.intervals(YEAR))
    done = next(match for match in form.done_log.matches if match.activities)
    first = done.activities[0]
    (line, *_) = noted(planner, done.session.session_id)
    assert line[0] == first.title
    assert line[1].startswith(f"{first.km:.1f}".removesuffix(".0") + " km, ")
    assert " /km" in line[1]


@pytest.mark.parametrize("why", ["another plan", "still to come"])
def test_what_is_no_sessions_of_the_plan_up_to_today_is_in_no_panel(planner: Planner, why: str) -> None:
    session = session_of(planner.plan, "strength")
    if why == "still to come":
        planner.today = session.date - dt.timedelta(days=1)
        upload(planner, a_log(planner, session), "log.json")
    else:
        plan_id, day = "fedcba9876543210", "2026-06-01"
        upload(planner, a_log(planner, session, plan_id=plan_id, date=day), "log.json")
    assert not any(noted(planner, each.session_id) for each in planner.plan.session_records)


def test_the_panel_that_is_open_hears_of_a_log_and_of_a_file_that_is_none(planner: Planner) -> None:
    session = session_of(planner.plan, "strength")
    sent: list[dict[str, Any]] = []
    planner.requests._send = sent.append
    form = upload(planner, a_log(planner, session), "log.json")
    assert sent == []
    planner.board.view = {"open": session.session_id}
    press(form.read)
    assert [(answer["is"], answer["noted"]) for answer in sent] == [("details", [SQUATS, *WHOLE])]
    upload(planner, b"nothing here", "log.json")
    assert [(answer["is"], answer["noted"]) for answer in sent[1:]] == [("details", [])]


@pytest.mark.parametrize("status", ["done", "partly", "missed"])
def test_a_session_that_is_marked_before_its_day_shows_its_mark_and_lets_it_be_taken_off(
    planner: Planner, status: str
) -> None:
    planner.today = MONDAY
    ahead = [each for each in planner.plan.session_records if each.week == 1 and each.date > MONDAY]
    session = next(each for each in ahead if not each.is_run)
    before = planner.plan.csv_text()
    log = json.loads(phone(planner, (session.session_id, f"{MONDAY}", status)))

    press(upload(planner, json.dumps(log).encode(), "log.json").use)
    assert (panel(planner, session.session_id)["marks"], panel(planner, session.session_id)["later"]) == (1, "")
    for other in ahead:
        if other != session and planner.plan.session_of(other.session_id).status == "planned":
            to_come = panel(planner, other.session_id)
            assert to_come["marks"] == 0
            assert to_come["later"].startswith("You can mark this session from ")
    planner.requests.answer({"do": "mark", "id": session.session_id, "as": "planned"})
    assert planner.plan.session_of(session.session_id).status == "planned"
    assert planner.model.messages.message.endswith("is no longer marked.")
    assert panel(planner, session.session_id)["marks"] == 0
    if status == "missed":  # else the sets that count as done say the loads of what is to come
        assert planner.plan.csv_text() == before
    planner.model.undo()
    assert planner.plan.session_of(session.session_id).status == status
