"""A plan as an iCalendar file: read back by hand and by two libraries, it is the plan."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ical.calendar_stream import IcsCalendarStream

from runplan import Block, RunplanError, build_plan
from runplan.exchange.export.calendar.ics import ics_bytes
from runplan.exchange.export.calendar.timezones import timezone_of
from tests.builders.any_plans import any_plans, own_run_plans
from tests.builders.two_weeks import a_plan, sessions_frame
from tests.exchange.export.calendar.calendar_checker import Part, clock_of, events, offset_at, parsed, text_of
from tests.exchange.export.calendar.hours_by_hand import block_with_doubles, hours_of
from tests.exchange.export.session_reader import PAIN

ZONES = ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "Africa/Accra", "Etc/UTC")
HARD_TEXTS = (
    "=1+1",
    "a\\Nb C:\\new\\;x,y",
    '100%2C "say": y;z',
    "one\r\ntwo\x0bthree\u2028four\x85five",
    "bell\x07 null\x00 tab\t",
    "half \ud83d a pair \ud83d\ude00",
    "👩\u200d👩\u200d👧 \u202eback",
    "é" * 500,
    " lead",
    "BEGIN:VEVENT\r\nEND:VCALENDAR",
    "",
)


@settings(max_examples=30)
@given(any_plans(), st.sampled_from((None, *ZONES)), st.sampled_from(("00:10", "7:05", "23:59")))
def test_two_libraries_see_the_same_events_times_and_texts(plan: Any, timezone: str | None, pm: str) -> None:
    data = ics_bytes(plan, timezone=timezone, am="0:00", pm=pm)
    assert data == ics_bytes(plan, timezone=timezone, am="0:00", pm=pm)
    by_hand = {event.one("UID"): event for event in parsed(data).named("VEVENT")}
    ours = {}
    for uid, event in by_hand.items():
        texts = tuple(text_of(event.one(name)) for name in ("SUMMARY", "DESCRIPTION", "CATEGORIES"))
        ours[uid] = (*(moment(event, name) for name in ("DTSTART", "DTEND")), *texts)
    one = {
        str(event["UID"]): (event.start, event.end, *map(str, (event["SUMMARY"], event["DESCRIPTION"])), joined(event))
        for event in icalendar.Calendar.from_ical(data).events
    }
    other = {
        event.uid: (event.dtstart, event.dtend, event.summary, event.description, joined(event))
        for event in IcsCalendarStream.calendar_from_ics(data.decode()).events
    }
    assert instants(one) == instants(other) == instants(ours)


def joined(event: Any) -> str:
    return ",".join(event.categories)


def moment(event: Part, name: str) -> dt.datetime:
    ((parameters, value),) = event.values[name]
    zone = ZoneInfo(parameters["TZID"]) if "TZID" in parameters else dt.UTC if value.endswith("Z") else None
    return clock_of(value).replace(tzinfo=zone)


def instants(found: dict[str, tuple[Any, ...]]) -> dict[str, tuple[Any, ...]]:
    """The times as a clock shows them, and as moments where they have a zone."""
    return {
        uid: (*((str(one)[:19], one.tzinfo and one.timestamp()) for one in values[:2]), *values[2:])
        for uid, values in found.items()
    }


def plain(text: str, lines: bool = False) -> str:
    """What can be told of a text, character by character."""
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\r\n", "\n")
    breaks, told = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029", ""
    for character in text:
        if character in breaks:
            told += "\n" if lines else " "
        else:
            told += " " if ord(character) < 32 or 127 <= ord(character) < 160 else character
    return told


def with_texts(title: str, note: str, name: str) -> Any:
    plan = a_plan()
    sessions, exercises = plan.sessions.copy(), plan.exercises.copy()
    sessions.loc[0, ["title", "note"]] = [title, note]
    exercises.loc[0, ["exercise", "note"]] = [name, note]
    return a_plan(sessions=sessions, exercises=exercises)


def check_texts(title: str, note: str, name: str) -> None:
    data = ics_bytes(with_texts(title, note, name))
    uid = "w01-strength-1.0123456789abcdef@runplan.invalid"
    (hand,) = [event for event in parsed(data).named("VEVENT") if event.one("UID") == uid]
    one = next(event for event in icalendar.Calendar.from_ical(data).events if event["UID"] == uid)
    other = next(event for event in IcsCalendarStream.calendar_from_ics(data.decode()).events if event.uid == uid)
    summary = f"{plain(title).strip()}, 24 min" if plain(title).strip() else "General, 24 min"
    assert [text_of(hand.one("SUMMARY")), str(one["SUMMARY"]), other.summary] == [summary] * 3
    description = text_of(hand.one("DESCRIPTION"))
    assert [str(one["DESCRIPTION"]), other.description] == [description] * 2
    dose = f"- {plain(name).strip() or 'roll_quads'}: 1 x 30 s each side" + (f" ({plain(note)})" if note else "")
    assert f"\nFoam rolling:\n{dose}\nStrength:\n" in description
    end = f"{plain(note, lines=True)}\n\nPain" if note else ", one set each.\n\nPain"
    assert end in description


@pytest.mark.parametrize("text", HARD_TEXTS, ids=range(len(HARD_TEXTS)))
def test_whatever_a_text_holds_it_stays_text(text: str) -> None:
    check_texts(text, text, text)


@settings(max_examples=60)
@given(*[st.text(st.characters(codec=None), max_size=120)] * 3)
def test_any_text_stays_text(title: str, note: str, name: str) -> None:
    check_texts(title, note, name)


def test_the_calendar_says_whose_it_is() -> None:
    calendar = parsed(ics_bytes(build_plan(Block(start="2027-01-04", race_date="2027-04-25", goal="half"))))
    told = {name: value for name, ((_, value),) in calendar.values.items()}
    assert told.pop("UID").endswith("@runplan.invalid")
    assert told == {
        "PRODID": "-//RunPlan//RunPlan//EN",
        "VERSION": "2.0",
        "CALSCALE": "GREGORIAN",
        "METHOD": "PUBLISH",
        "NAME": "RunPlan: half marathon on Sun 25 Apr 2027",
        "X-WR-CALNAME": "RunPlan: half marathon on Sun 25 Apr 2027",
        "COLOR": "steelblue",
        "DESCRIPTION": PAIN.replace(",", "\\,"),
        "X-WR-CALDESC": PAIN.replace(",", "\\,"),
    }


def test_a_small_plan_gives_the_file_that_was_looked_at(golden: Callable[[str, str], None]) -> None:
    data = ics_bytes(a_plan(), timezone="Europe/Berlin")
    parsed(data)
    golden("calendar.ics", data.decode().replace("\r\n", "\n"))


def test_sessions_begin_at_the_same_time_before_and_after_a_clock_change() -> None:
    # In Europe clocks go forward on Sunday 28 March 2027: 07:00 is 06:00 in universal time before, and 05:00 from then.
    plan = build_plan(Block(start="2027-03-22", weeks=4, long_run_day="Sun"))
    found = events(ics_bytes(plan, timezone="Europe/Berlin"))
    (zone,) = parsed(ics_bytes(plan, timezone="Europe/Berlin")).named("VTIMEZONE")
    universal = set()
    for row in plan.sessions[plan.sessions["slot"] == "am"].itertuples():
        local = clock_of(found[row.session_id].one("DTSTART"))
        assert local.strftime("%H:%M") == "07:00"
        at = local - offset_at(zone)(local - dt.timedelta(hours=2))
        universal.add((row.date >= dt.datetime(2027, 3, 28), at.strftime("%H:%M")))
    assert universal == {(False, "06:00"), (True, "05:00")}


@pytest.mark.parametrize(
    "name", [*ZONES, "Europe/Dublin", "Africa/Casablanca", "Antarctica/Troll", "America/Sao_Paulo", "Pacific/Chatham"]
)
def test_a_timezone_is_described_as_the_world_has_it(name: str) -> None:
    (zone,) = parsed(one_event(timezone_of(name, 2027, 2028))).named("VTIMEZONE")
    described, world = offset_at(zone), ZoneInfo(name)
    moment = dt.datetime(2027, 1, 2)
    while moment.year < 2029:
        assert described(moment) == moment.replace(tzinfo=dt.UTC).astimezone(world).utcoffset(), moment
        moment += dt.timedelta(minutes=30)


def one_event(zone: icalendar.Timezone) -> bytes:
    """A calendar with a timezone, and an event in it."""
    name = str(zone["TZID"])
    lines = ["BEGIN:VCALENDAR", "PRODID:-//x//EN", "VERSION:2.0", zone.to_ical().decode().strip(), "BEGIN:VEVENT"]
    lines += ["UID:1", "DTSTAMP:20270101T000000Z", f"DTSTART;TZID={name}:20270601T070000", "SEQUENCE:0"]
    return ("\r\n".join([*lines, "STATUS:CONFIRMED", "END:VEVENT", "END:VCALENDAR"]) + "\r\n").encode()


def one_session(date: str, minutes: int | None) -> Any:
    row = ("w01-long", 1, date, "am", "run", "long", "Long run", 30.0, minutes, 4.0, False, "", "")
    return a_plan(sessions=sessions_frame([row]), exercises=a_plan().exercises.iloc[:0])


@pytest.mark.parametrize(
    ("date", "am", "minutes", "start", "end"),
    [
        ("2027-03-28", "01:30", 60, "20270328T013000", "20270328T033000"),
        ("2027-03-28", "02:30", 60, "20270328T033000", "20270328T043000"),
        ("2027-10-31", "01:30", 60, "20271031T013000", "20271031T023000"),
        ("2027-10-31", "02:15", 60, "20271031T021500", "20271031T011500Z"),  # 02:15 for the second time
        ("2027-10-31", "02:15", 120, "20271031T021500", "20271031T031500"),
        ("2027-01-07", "23:30", 60, "20270107T233000", "20270108T003000"),
    ],
)
def test_a_session_lasts_its_minutes_over_a_clock_change_and_midnight(
    date: str, am: str, minutes: int, start: str, end: str
) -> None:
    data = ics_bytes(one_session(date, minutes), timezone="Europe/Berlin", am=am, pm="23:59")
    (event,) = parsed(data).named("VEVENT")
    assert (event.one("DTSTART"), event.one("DTEND")) == (start, end)
    for one in (moment(event, "DTEND"), icalendar.Calendar.from_ical(data).events[0].end):
        assert one.timestamp() - moment(event, "DTSTART").timestamp() == 60 * minutes


def test_a_session_without_minutes_has_no_end() -> None:
    (event,) = parsed(ics_bytes(one_session("2027-01-07", None))).named("VEVENT")
    assert "DTEND" not in event.values


def test_two_runs_a_day_are_in_the_morning_and_in_the_evening_and_strength_follows() -> None:
    plan = build_plan(block_with_doubles())
    found = events(ics_bytes(plan))
    assert [found[f"w01-easy-{n}"].one("DTSTART") for n in (1, 2)] == ["20270302T070000", "20270302T180000"]
    late = events(ics_bytes(plan, am="18:00", pm="18:00"))
    times = [[late[f"w01-easy-{n}"].one(name)[9:13] for name in ("DTSTART", "DTEND")] for n in (1, 2)]
    assert times == [["1800", "1900"], ["1900", "1930"]]


@settings(max_examples=40)
@given(own_run_plans(), st.integers(0, 1439), st.integers(0, 1439))
def test_hours_of_ones_own_hold_for_runs_of_ones_own(plan: Any, one: int, other: int) -> None:
    am, pm = sorted((one, other))
    found = events(ics_bytes(plan, am=f"{am // 60:02d}:{am % 60:02d}", pm=f"{pm // 60}:{pm % 60:02d}"))
    for session_id, times in hours_of(plan, am, pm).items():
        assert tuple(clock_of(found[session_id].one(name)) for name in ("DTSTART", "DTEND")) == times


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"am": "7"}, "am='7' is not a time of day: write it as 07:00, from 00:00 to 23:59."),
        ({"pm": "24:00"}, "pm='24:00' is not a time of day: write it as 18:00, from 00:00 to 23:59."),
        ({"pm": 18}, "pm=18 is not a time of day: write it as 18:00, from 00:00 to 23:59."),
        ({"am": "19:00"}, "am=19:00 is later than pm=18:00: give a later pm."),
        (
            {"timezone": "Europe/Berlinn"},
            "timezone='Europe/Berlinn' is not a timezone's IANA name: did you mean 'Europe/Berlin'?",
        ),
        (
            {"timezone": "../../etc/passwd"},
            "timezone='../../etc/passwd' is not a timezone's IANA name: give one such as 'Europe/Berlin', or 'local'.",
        ),
        (
            {"timezone": "EST"},
            "timezone='EST' is standard time all year, so it is an hour late in summer if clocks go forward: "
            "give a place, such as 'America/New_York' ('America/Panama' has no summer time).",
        ),
        ({"timezone": ["UTC"]}, "timezone=['UTC'] is not a timezone's IANA name: did you mean 'UTC'?"),
    ],
)
def test_an_option_that_is_not_understood_is_refused_in_a_sentence(options: dict[str, Any], sentence: str) -> None:
    with pytest.raises(RunplanError) as refused:
        ics_bytes(a_plan(), **options)
    assert str(refused.value) == sentence
