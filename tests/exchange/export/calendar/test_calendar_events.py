"""What a later calendar says of an earlier one's events: revisions and cancellations, event by event."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from runplan.exchange.export.calendar.events import CalendarOptions, Event, Moment, PreviousExport, events_of, following
from runplan.exchange.export.registry import FORMATS
from tests.builders.two_weeks import a_plan, exercises_frame, sessions_frame
from tests.exchange.export.calendar.calendar_checker import events

ics_bytes = FORMATS["ics"].make
STAMP = dt.datetime(2027, 1, 4, tzinfo=dt.UTC)
EVENT = Event(
    "w01-long.0123456789abcdef@runplan.invalid",
    Moment(dt.datetime(2027, 1, 10, 7), ""),
    Moment(dt.datetime(2027, 1, 10, 8, 21), ""),
    "Long run",
    "12.4 km easy",
    ("Run", "Long"),
    "steelblue",
    STAMP,
)


def followed(now: Event | None, before: Event) -> Event:
    (found,) = following({} if now is None else {now.uid: now}, {before.uid: before}).values()
    return found


def test_an_event_that_is_told_as_before_keeps_its_revision_and_its_stamp():
    before = dataclasses.replace(EVENT, sequence=4, stamp=STAMP + dt.timedelta(hours=3))
    assert followed(EVENT, before) == before


@pytest.mark.parametrize(
    "change",
    [
        {"start": Moment(dt.datetime(2027, 1, 9, 7), "")},
        {"start": Moment(dt.datetime(2027, 1, 10, 7), "Europe/Berlin")},
        {"end": None},
        {"summary": "Longer run"},
        {"description": "13 km easy"},
        {"categories": ("Run",)},
        {"color": ""},
    ],
    ids=["day", "zone", "end", "summary", "description", "categories", "color"],
)
def test_an_event_that_is_told_otherwise_is_a_later_revision_with_a_later_stamp(change):
    before = dataclasses.replace(EVENT, sequence=4, stamp=STAMP + dt.timedelta(hours=3))
    now = dataclasses.replace(EVENT, **change)
    found = followed(now, before)
    assert (found.sequence, found.cancelled) == (5, False)
    assert found.stamp >= before.stamp + dt.timedelta(minutes=1)
    assert found.content() == now.content()


def test_an_event_that_is_gone_is_cancelled_once_and_comes_back_as_a_later_revision():
    cancelled = followed(None, EVENT)
    assert (cancelled.sequence, cancelled.cancelled) == (1, True)
    assert cancelled.stamp > EVENT.stamp
    assert followed(None, cancelled) == cancelled
    back = followed(EVENT, cancelled)
    assert (back.sequence, back.cancelled) == (2, False)
    assert back.stamp > cancelled.stamp


def test_only_a_session_with_a_length_has_an_end():
    found = events_of(a_plan())
    assert {uid.partition(".")[0] for uid, event in found.items() if event.end is None} == {"w04-strength-1"}


def test_an_event_is_of_its_plan_by_its_whole_identity():
    assert {uid.partition(".")[2] for uid in events_of(a_plan())} == {"0123456789abcdef@runplan.invalid"}


@pytest.mark.parametrize(
    ("begins", "slot", "cancelled"),
    [("2027-01-31", "am", True), ("2027-01-31", "pm", False), ("2027-02-01", "am", False), ("2027-01-30", "am", True)],
    ids=["at the same hour", "in the evening", "the day after", "the day before"],
)
def test_a_plan_is_over_once_its_last_session_began_before_the_first_of_the_next(begins, slot, cancelled):
    # The older plan's last session is on 31 January at 7.
    first = ("w01-long", 1, begins, slot, "run", "long", "Long run", 12.4, 81, 4.0, False, "", "")
    plan = a_plan(sessions=sessions_frame([first]), exercises=exercises_frame([]), plan_id="fedcba9876543210")
    older = PreviousExport({}, events_of(a_plan()), CalendarOptions())
    assert max(event.start.clock for event in older.replaced.values()) == dt.datetime(2027, 1, 31, 7)
    found = [event.one("STATUS") for event in events(ics_bytes(plan, previous=older)).values()]
    assert found.count("CANCELLED") == (len(older.replaced) - 1 if cancelled else 0)


def test_local_times_may_be_asked_for_where_the_older_export_had_a_zone():
    berlin = ics_bytes(a_plan(), timezone="Europe/Berlin")
    assert events(berlin)["w01-long"].values["DTSTART"] == [({"TZID": "Europe/Berlin"}, "20270110T070000")]
    assert events(ics_bytes(a_plan(), previous=berlin))["w01-long"].values["DTSTART"] == [
        ({"TZID": "Europe/Berlin"}, "20270110T070000")
    ]
    local = ics_bytes(a_plan(), previous=berlin, timezone="local")
    assert events(local)["w01-long"].values["DTSTART"] == [({}, "20270110T070000")]
    assert events(ics_bytes(a_plan(), timezone="local"))["w01-long"].values["DTSTART"] == [({}, "20270110T070000")]
