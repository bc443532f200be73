"""A calendar follows what happens: read by icalendar alone, export after export."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import icalendar
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import runplan as rp
from runplan.errors import PlanImpossible
from runplan.plan.log import Activity, Log
from tests.builders.blocks import possible_blocks
from tests.builders.events import any_events

SLOW = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.function_scoped_fixture]
BLOCK = rp.Block(start="2027-01-04", race_date="2027-04-25", goal="half", weekly_km_now=30, equipment=("dumbbell",))


class Entry(NamedTuple):
    """What a calendar program knows of an event."""

    day: dt.date
    sequence: int
    stamp: dt.datetime
    cancelled: bool
    text: str


def entries(path: Path) -> dict[str, Entry]:
    """The events of a file by the session that their UID names."""
    calendar: Any = icalendar.Calendar.from_ical(path.read_bytes())
    read = {}
    for event in calendar.walk("VEVENT"):
        name = str(event["UID"]).partition(".")[0]
        assert name not in read
        text = f"{event['SUMMARY']} {event['DESCRIPTION']}"
        day, stamp = event["DTSTART"].dt.date(), event["DTSTAMP"].dt
        read[name] = Entry(day, int(event["SEQUENCE"]), stamp, str(event["STATUS"]) == "CANCELLED", text)
    return read


def check_follows(before: dict[str, Entry], after: dict[str, Entry], plan: rp.Plan) -> None:
    """Whether a program that took the first file shows the plan once it has taken the second."""
    days = {session.session_id: session.date for session in plan.session_records if session.status != "dropped"}
    assert before.keys() <= after.keys()
    for name, entry in after.items():
        assert entry.cancelled == (name not in days)
        assert entry.cancelled or entry.day == days[name]
        old = before.get(name)
        if old is None:
            assert entry.sequence == 0
        elif (old.day, old.cancelled, old.text) != (entry.day, entry.cancelled, entry.text):
            assert entry.sequence > old.sequence
            assert entry.stamp > old.stamp
        else:
            assert entry.sequence >= old.sequence
    assert days.keys() == {name for name, entry in after.items() if not entry.cancelled}


@settings(max_examples=max(15, settings.default.max_examples // 8), suppress_health_check=SLOW, deadline=None)
@given(possible_blocks(), st.data())
def test_what_moves_keeps_its_identity_and_what_is_dropped_is_cancelled(
    tmp_path_factory: pytest.TempPathFactory, block: rp.Block, data: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("calendar") / "plan.ics"
    try:
        plan = rp.build_plan(block)
        events = data.draw(any_events(block.first_day, block.number_of_weeks))
        today = block.first_day + dt.timedelta(days=data.draw(st.integers(0, 7 * block.number_of_weeks - 1)))
        changed = rp.build_plan(block.replace(events=events), previous=plan, today=today)
    except (PlanImpossible, rp.BlockError):
        assume(False)
    plan.to_ics(path)
    first = entries(path)
    changed.to_ics(path)
    second = entries(path)
    check_follows(first, second, changed)
    written = path.read_bytes()
    changed.to_ics(path)
    assert path.read_bytes() == written
    plan.to_ics(path)
    check_follows(second, entries(path), plan)


@cache
def plan() -> rp.Plan:
    return rp.build_plan(BLOCK)


@pytest.mark.parametrize(
    ("events", "name", "cancelled"),
    [
        ("away 2027-02-07", "w05-long", False),
        ("ill 2027-02-01 2027-02-03", "w05-easy-1", True),
        ("tired 2027-03-01 2027-03-07", "w09-long", False),
        ("travel 2027-02-22 2027-02-28 nothing", "w08-strength-1", False),
        ("moved_race 2027-04-25 2027-04-24", "w16-race", False),
    ],
)
def test_each_kind_of_event_is_heard_once_by_the_calendar(
    tmp_path: Path, events: str, name: str, cancelled: bool
) -> None:
    path = tmp_path / "plan.ics"
    plan().to_ics(path)
    before = entries(path)
    changed = rp.build_plan(BLOCK.replace(events=events), previous=plan(), today="2027-02-01")
    changed.to_ics(path)
    after = entries(path)
    check_follows(before, after, changed)
    assert (after[name].sequence, after[name].cancelled) == (before[name].sequence + 1, cancelled)
    past = {session.session_id for session in plan().session_records if session.date < dt.date(2027, 2, 1)}
    assert all(after[name] == before[name] for name in past)


def test_what_was_done_leaves_the_calendar_as_it_is_and_a_session_that_is_dropped_leaves_it(tmp_path: Path) -> None:
    path = tmp_path / "plan.ics"
    plan().to_ics(path)
    before, written = entries(path), path.read_bytes()
    sessions = [session for session in plan().session_records if session.week < 4]
    log = Log(tuple(Activity(row.date, None, row.kind, row.km, row.minutes, "", "test") for row in sessions))
    plan().with_log(log).to_ics(path)
    assert path.read_bytes() == written
    dropped = plan().with_log(log, marks={"w06-easy-1": "dropped"})
    dropped.to_ics(path)
    after = entries(path)
    check_follows(before, after, dropped)
    assert {name for name in after if after[name] != before[name]} == {"w06-easy-1"}
    assert after["w06-easy-1"].cancelled
