"""Planning on from a day: what was before stays byte for byte, and without a reason so does what follows."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from runplan import Block, BlockError, Event, Plan, RunplanError, build_plan, read_plan
from runplan.errors import PlanImpossible
from tests.builders.blocks import MANY_PLANS, possible_blocks
from tests.builders.events import any_events

SLOW = [HealthCheck.too_slow, HealthCheck.filter_too_much]
LATE = "begin on 2027-01-11, not on 2027-01-04"
HALF = Block(start="2027-01-04", race_date="2027-04-25", goal="half", weekly_km_now=30, equipment=("dumbbell",))


def lines(plan: Plan, path: Path) -> list[str]:
    plan.to_csv(path, overwrite_edits=True)
    return path.read_text(encoding="utf-8").splitlines()


@st.composite
def days_in_blocks(draw: st.DrawFn) -> tuple[Block, dt.date]:
    block = draw(possible_blocks())
    return block, block.first_day + dt.timedelta(days=draw(st.integers(0, 7 * block.number_of_weeks - 1)))


@settings(MANY_PLANS, suppress_health_check=SLOW, deadline=None)
@given(days_in_blocks(), st.data())
def test_the_past_stays_and_new_events_change_only_what_follows(
    drawn: tuple[Block, dt.date], data: st.DataObject
) -> None:
    block, today = drawn
    try:
        plan = build_plan(block)
    except PlanImpossible:
        assume(False)
    assert build_plan(block, previous=plan, today=today).sessions.equals(plan.sessions)
    assert build_plan(block, previous=plan, today=today).weeks.equals(plan.weeks)
    events = data.draw(any_events(block.first_day, block.number_of_weeks))
    try:
        later = build_plan(block.replace(events=events), previous=plan, today=today)
    except BlockError:  # two races on one day
        assume(False)
    past = [session for session in plan.session_records if session.date < today]
    followed = [session for session in later.session_records if session.date < today]
    assert [session._replace(status="planned") for session in followed] == past
    gone = {event for event in events if event.kind in ("ill", "injured", "away")}
    races = {event.first for event in events if event.kind == "extra_race"}
    for session in later.session_records:
        is_closed = any(event.first <= session.date <= event.last_day for event in gone)
        if session.date < today:
            assert session.status == ("missed" if is_closed else "planned")
        elif session.date not in races:
            assert not is_closed
    changed = set(later.changes["session_id"])
    then = {session.session_id: session for session in plan.session_records}
    now = {session.session_id: session for session in later.session_records}
    assert changed == {
        name
        for name in then.keys() | now.keys()
        if then.get(name) != now.get(name) and not (name in then and then[name].date < today)
    }
    again = build_plan(later.block, previous=later, today=today)
    assert again.sessions.equals(later.sessions)
    assert again.changes.empty


def test_other_wishes_begin_with_the_next_week(tmp_path: Path) -> None:
    plan = build_plan(HALF)
    later = build_plan(HALF.replace(weekly_km_peak=50), previous=plan, today="2027-02-17")  # in week 7
    before, after = (lines(either, tmp_path / name) for either, name in ((plan, "a.csv"), (later, "b.csv")))
    weeks = [int(line.split(",")[1]) for line in before[1:]]
    same = 1 + sum(week <= 7 for week in weeks)
    assert after[:same] == before[:same]
    assert later.weeks["run_km"].max() == 50
    reasons = set(later.changes["reason"])
    assert "You changed your settings." in reasons
    # The new curve would have longer runs than those before today lead up to.
    shorter = "The longest run in the 30 days before this one is now shorter."
    assert reasons <= {"You changed your settings.", shorter}
    assert later.changes["week"].min() > 7


def test_an_illness_that_is_told_late_leaves_the_past_as_it_stood() -> None:
    plan = build_plan(HALF)
    ill = Event("ill", "2027-02-01", "2027-02-10")
    later = build_plan(HALF.replace(events=[ill]), previous=plan, today="2027-02-08")
    dates = [date.date() for date in later.sessions["date"]]
    assert dt.date(2027, 2, 2) in dates
    assert not any(dt.date(2027, 2, 8) <= date <= dt.date(2027, 2, 10) for date in dates)
    assert later.changes["week"].min() == 6
    # What comes after is what it would have been if it had been told at once.
    told_at_once = build_plan(HALF.replace(events=[ill])).sessions
    assert (
        later.sessions.query("week > 6")
        .reset_index(drop=True)
        .equals(told_at_once.query("week > 6").reset_index(drop=True))
    )


def test_an_edited_plan_keeps_its_edits(tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    build_plan(HALF).to_csv(path)
    path.write_text(path.read_text(encoding="utf-8").replace("Easy run", "Run with Ben", 9), encoding="utf-8")
    edited = read_plan(path)
    assert edited.edits
    later = build_plan(HALF.replace(events="tired 2027-03-08 2027-03-14"), previous=edited, today="2027-03-01")
    assert (later.sessions["title"] == "Run with Ben").sum() == (edited.sessions["title"] == "Run with Ben").sum() > 0


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"today": "2027-02-01"}, "today=2027-02-01 needs previous: give the plan that you have followed so far."),
        (
            {"previous": HALF.replace(start="2027-01-11"), "today": "2027-02-01"},
            "begin on 2027-01-11, not on 2027-01-04",
        ),
        (
            {"previous": HALF, "today": "2027-05-03"},
            "today=2027-05-03 is after the last week of the block: give a day before its end, or plan a new block.",
        ),
        (
            {"previous": HALF.replace(race_date="2027-03-28"), "today": "2027-04-12"},
            "today=2027-04-12 is after the last week of previous: give a day before its end, or plan a new block.",
        ),
        ({"previous": HALF, "today": "soon"}, "today='soon' is not a date: write it as 2027-01-04."),
    ],
)
def test_what_cannot_be_planned_on_is_refused(arguments: dict[str, object], sentence: str) -> None:
    previous = arguments.get("previous")
    plans = {"previous": build_plan(previous)} if isinstance(previous, Block) else {}
    with pytest.raises(RunplanError) as refusal:
        build_plan(HALF, **(arguments | plans))  # type: ignore[arg-type]
    assert sentence in str(refusal.value)


def test_an_event_that_is_taken_back_gives_its_days_back() -> None:
    ill = HALF.replace(events=[Event("ill", "2027-02-03", "2027-02-05")])
    plan = build_plan(HALF)
    later = build_plan(HALF, previous=build_plan(ill, previous=plan, today="2027-02-03"), today="2027-02-04")
    after = "date >= '2027-02-04'"
    assert later.sessions.query(after)["session_id"].tolist() == plan.sessions.query(after)["session_id"].tolist()
    assert "w05-strength-2" in set(later.changes["session_id"])


def test_what_was_planned_on_from_a_day_is_read_back_without_changes_that_are_not_its_own(tmp_path: Path) -> None:
    plan = build_plan(HALF)
    later = build_plan(HALF.replace(events="ill 2027-02-01 2027-02-10"), previous=plan, today="2027-02-08")
    later.to_csv(tmp_path / "plan.csv")
    read = read_plan(tmp_path / "plan.csv")
    assert read.changes.empty
    assert read.weeks[["quality_runs", "strength_sessions", "run_km"]].equals(
        later.weeks[["quality_runs", "strength_sessions", "run_km"]]
    )


def test_a_race_on_a_day_away_is_not_run_and_one_that_moves_is_told() -> None:
    away = HALF.replace(events="away 2027-03-06 2027-03-14, extra_race 2027-03-13 10k c")
    assert not (build_plan(away).sessions["date"] == "2027-03-13").any()
    assert [event.rank for event in away.events if event.kind == "extra_race"] == ["C"]
    moved = HALF.replace(events=[Event("moved_race", "2027-04-25", to="2027-05-02")])
    changes = build_plan(moved, previous=build_plan(HALF), today="2027-03-01").changes
    assert set(changes["reason"]) == {"The race is now on Sun 2 May."}


def test_what_is_eased_from_today_on_keeps_a_load() -> None:
    block = HALF.replace(lifts="goblet_squat=20x8@2", load_steps="dumbbell=8,12,16,20", level="intermediate")
    tired = block.replace(events="tired 2027-03-01 2027-03-07")
    later = build_plan(tired, previous=build_plan(block), today="2027-02-20")
    eased = later.exercises[later.exercises["session_id"].str.startswith("w09-")]
    squats = eased[eased["exercise_id"] == "goblet_squat"]
    assert len(squats)
    assert squats["load_kg"].notna().all()
    assert set(later.changes["change"]) <= {"eased", "shortened"}
