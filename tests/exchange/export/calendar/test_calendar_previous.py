"""An export that follows on an older one says what changed, and nothing else."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runplan import Block, PlanFileError, build_plan, read_plan
from runplan.exchange.disk import MOST_BYTES
from runplan.exchange.export.registry import FORMATS
from tests.builders.two_weeks import EXERCISES, SESSIONS, a_plan, exercises_frame, sessions_frame
from tests.exchange.export.calendar.calendar_checker import events, parsed

ics_bytes = FORMATS["ics"].make
OTHER_DATES = {"w01-long": "2027-01-09", "w02-quality-1": "2027-01-13", "w03-easy-1": "2027-01-22"}
OTHERWISE = "give the last export of this plan, or leave previous out."


def plan_with(sessions: list[Any]) -> Any:
    """The hand-made plan with other sessions."""
    ids = {row[0] for row in sessions}
    exercises = [row for row in EXERCISES if row[0] in ids]
    return a_plan(sessions=sessions_frame(sessions), exercises=exercises_frame(exercises))


def variant(row: Any, way: str) -> Any:
    """A session as it was, on another day, or with another title."""
    if way == "moved":
        return (*row[:2], OTHER_DATES.get(row[0], row[2]), *row[3:])
    return (*row[:6], "Something else", *row[7:]) if way == "renamed" else row


def what_differs(before: bytes, after: bytes) -> dict[str, set[str]]:
    """The names of the properties that differ, by session; the calendars themselves and their zones are the same."""
    one, other = parsed(before), parsed(after)
    assert one.lines == other.lines
    assert one.named("VTIMEZONE") == other.named("VTIMEZONE")
    old, new = events(before), events(after)
    assert list(old) == list(new)
    found = {}
    for session_id, event in old.items():
        names = event.values.keys() | new[session_id].values.keys()
        differing = {name for name in names if event.values.get(name) != new[session_id].values.get(name)}
        if differing:
            found[session_id] = differing
    return found


def test_a_session_moved_in_the_csv_is_all_that_differs(tmp_path: Path) -> None:
    plan = build_plan(Block(start="2027-01-04", weeks=4, weekly_km_now=25))
    plan.to_csv(tmp_path / "plan.csv")
    plan.to_ics(tmp_path / "plan.ics", timezone="Europe/Berlin")
    before = (tmp_path / "plan.ics").read_bytes()
    (day,) = plan.sessions.loc[plan.sessions["session_id"] == "w02-easy-1", "date"]
    week = [dt.datetime(2027, 1, 11) + dt.timedelta(days=number) for number in range(7)]
    free = next(one for one in week if one not in set(plan.sessions["date"]))
    text = (tmp_path / "plan.csv").read_text(encoding="utf-8")
    old, new = (f"1,2,{one:%Y-%m-%d},{one:%a},am,w02-easy-1," for one in (day, free))
    assert text.count(old) == 1
    (tmp_path / "plan.csv").write_text(text.replace(old, new), encoding="utf-8")
    read_plan(tmp_path / "plan.csv").to_ics(tmp_path / "plan.ics", timezone="Europe/Berlin")
    after = (tmp_path / "plan.ics").read_bytes()
    assert what_differs(before, after) == {"w02-easy-1": {"DTSTART", "DTEND", "SEQUENCE", "DTSTAMP", "LAST-MODIFIED"}}
    event = events(after)["w02-easy-1"]
    assert (event.one("DTSTART"), event.one("SEQUENCE")) == (f"{free:%Y%m%d}T070000", "1")
    assert event.one("DTSTAMP") > events(before)["w02-easy-1"].one("DTSTAMP")


WAYS = st.fixed_dictionaries(
    {row[0]: st.sampled_from(("same", "same", "moved", "renamed", "dropped")) for row in SESSIONS[:6]}
)


@settings(max_examples=60)
@given(st.lists(WAYS, min_size=2, max_size=5), st.sampled_from((None, "Europe/Berlin")))
def test_each_export_follows_on_the_one_before(versions: list[dict[str, str]], timezone: str | None) -> None:
    kept = SESSIONS[6:]  # so that no version is empty
    told: dict[str, tuple[Any, int]] = {}
    data = None
    for ways in versions:
        before = {} if data is None else events(data)
        rows = {row[0]: variant(row, ways[row[0]]) for row in SESSIONS[:6] if ways[row[0]] != "dropped"}
        data = ics_bytes(plan_with([*rows.values(), *kept]), timezone=timezone, previous=data)
        found = events(data)
        for session_id in ways:
            now = rows.get(session_id)
            if session_id not in told:
                if now is None:
                    assert session_id not in found
                    continue
                told[session_id] = (now, 0)
            was, sequence = told[session_id]
            sequence += now != was
            told[session_id] = (now, sequence)
            event = found[session_id]
            assert event.one("SEQUENCE") == str(sequence)
            assert event.one("STATUS") == ("CANCELLED" if now is None else "CONFIRMED")
            if session_id in before and now == was:
                assert event.lines == before[session_id].lines
            elif session_id in before:
                assert event.one("DTSTAMP") > before[session_id].one("DTSTAMP")
        assert data == ics_bytes(plan_with([*rows.values(), *kept]), timezone=timezone, previous=data)


def test_other_hours_and_another_zone_are_changes_of_every_event() -> None:
    first = ics_bytes(a_plan())
    for options in ({"am": "06:00", "pm": "19:00"}, {"timezone": "Europe/Berlin"}):
        after = ics_bytes(a_plan(), previous=first, **options)
        assert {event.one("SEQUENCE") for event in events(after).values()} == {"1"}


def test_what_is_cancelled_keeps_the_timezone_that_it_had() -> None:
    first = ics_bytes(plan_with(SESSIONS), timezone="America/New_York")
    after = ics_bytes(plan_with(SESSIONS[1:]), timezone="Europe/Berlin", previous=first)
    assert events(after)["w01-strength-1"].values["DTSTART"] == [({"TZID": "America/New_York"}, "20270105T180000")]
    assert [zone.one("TZID") for zone in parsed(after).named("VTIMEZONE")] == ["America/New_York", "Europe/Berlin"]


def test_a_calendar_that_another_program_saved_is_followed_too() -> None:
    first = ics_bytes(plan_with(SESSIONS), timezone="Europe/Berlin")
    calendar = icalendar.Calendar.from_ical(first)
    calendar["PRODID"] = icalendar.vText("-//Another//EN")
    del calendar["UID"]
    own = icalendar.Event()
    own["UID"], own["SUMMARY"] = icalendar.vText("dentist"), icalendar.vText("Dentist")
    calendar.add_component(own)
    saved = b"\xef\xbb\xbf" + calendar.to_ical().replace(b"\r\n", b"\n")
    assert ics_bytes(plan_with(SESSIONS), timezone="Europe/Berlin", previous=saved) == first


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda data: b"", "is damaged (it does not begin like a calendar)"),
        (lambda data: b"\0" * 100, "is damaged (it does not begin like a calendar)"),
        (lambda data: b"week,date\n1,2027-01-04\n", "is damaged (it does not begin like a calendar)"),
        (lambda data: data[: len(data) // 2], "is damaged (its end is missing)"),
        (lambda data: data + data, "is damaged (it has 2 calendars)"),
        (lambda data: data.replace(b"Easy", b"\xff\xfe"), "is damaged (it is not UTF-8)"),
        (
            lambda data: data.replace(b"END:VEVENT\r\n", b"", 1),
            "is damaged (it does not follow the rules of iCalendar)",
        ),
        (
            lambda data: data.replace(b"SEQUENCE:0", b"SEQUENCE:none", 1),
            "is damaged (w01-easy-1.0123456789abcdef@runplan.invalid lacks a time, stamp or sequence)",
        ),
        (
            lambda data: data.replace(b"SEQUENCE:0", b"SEQUENCE:-1", 1),
            "is damaged (w01-easy-1.0123456789abcdef@runplan.invalid lacks a time, stamp or sequence)",
        ),
        (
            lambda data: data.replace(b"SEQUENCE:0", b"SEQUENCE:2147483647", 1),
            "is damaged (w01-easy-1.0123456789abcdef@runplan.invalid lacks a time, stamp or sequence)",
        ),
        (
            lambda data: data.replace(b"DTSTART", b"X-START", 1),
            "is damaged (w01-easy-1.0123456789abcdef@runplan.invalid lacks a time, stamp or sequence)",
        ),
        (
            lambda data: data.replace(b"DTSTART:20270107T070000", b"DTSTART;TZID=Mars/Base:20270107T070000"),
            "is damaged (it names a timezone 'Mars/Base' that is not known)",
        ),
        (
            lambda data: data.replace(b"w01-long", b"w01-easy-1"),
            "is damaged (w01-easy-1.0123456789abcdef@runplan.invalid occurs twice in it)",
        ),
        (
            lambda data: data.replace(b"METHOD", b"X-RUNPLAN-AM:19:00\r\nMETHOD"),
            "is damaged (its X-RUNPLAN-TIMEZONE, X-RUNPLAN-AM, X-RUNPLAN-PM are not what RunPlan writes)",
        ),
        (
            lambda data: data.replace(b"METHOD", b"X-RUNPLAN-TIMEZONE:Mars/Base\r\nMETHOD"),
            "is damaged (its X-RUNPLAN-TIMEZONE, X-RUNPLAN-AM, X-RUNPLAN-PM are not what RunPlan writes)",
        ),
        (lambda data: data.replace(b"@runplan.invalid", b"@example.org"), "is not a calendar that RunPlan wrote"),
        (lambda data: b"x" * (MOST_BYTES + 1), "is larger than 20 MB, so it is not a file that RunPlan wrote"),
    ],
    ids=range(17),
)
def test_an_older_file_that_cannot_be_used_is_refused_in_a_sentence(
    change: Callable[[bytes], bytes], sentence: str, tmp_path: Path
) -> None:
    data = change(ics_bytes(a_plan()))
    with pytest.raises(PlanFileError) as refused:
        ics_bytes(a_plan(), previous=data)
    assert str(refused.value) == f"previous {sentence}: {OTHERWISE}"
    path = tmp_path / "old.ics"
    path.write_bytes(data)
    with pytest.raises(PlanFileError) as refused:
        ics_bytes(a_plan(), previous=path)
    assert str(refused.value) == f"{path} {sentence}: {OTHERWISE}"


@settings(max_examples=100)
@given(st.data())
def test_a_damaged_file_is_followed_or_refused_never_a_crash(data: st.DataObject) -> None:
    whole = bytearray(ics_bytes(plan_with(SESSIONS[:2]), timezone="Europe/Berlin"))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(whole) - 1))
        whole[at : at + data.draw(st.integers(0, 30))] = data.draw(
            st.sampled_from((b"", b"\r\n", b":", b";", b"\\", b"9", b"BEGIN:VEVENT\r\n", b"\xc3"))
        )
    said = f"previous {OTHERWISE}"
    try:
        after = ics_bytes(plan_with(SESSIONS), previous=bytes(whole))
    except PlanFileError as error:
        said = str(error)
    else:
        assert set(events(after)) >= {row[0] for row in SESSIONS}
    assert (said[:9], said[-len(OTHERWISE) :]) == ("previous ", OTHERWISE)


def test_an_older_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    for path, what in ((tmp_path / "old.ics", "not there"), (tmp_path, "a folder, not a file")):
        with pytest.raises(PlanFileError) as refused:
            ics_bytes(a_plan(), previous=path)
        assert str(refused.value) == f"{path} is {what}: {OTHERWISE}"


@pytest.fixture(scope="module")
def plan() -> Any:
    return build_plan(Block(start="2027-01-04", weeks=4))


def sequences(path: Path) -> set[str]:
    return {event.one("SEQUENCE") for event in events(path.read_bytes()).values()}


def test_writing_over_last_weeks_file_follows_on_it(plan: Any, tmp_path: Path) -> None:
    path = tmp_path / "plan.ics"
    plan.to_ics(path)
    first = path.read_bytes()
    plan.to_ics(path)
    assert path.read_bytes() == first
    for turn in (1, 2):
        plan.to_ics(path, am=f"0{turn}:00", pm=f"2{turn}:00")
        assert sequences(path) == {str(turn)}
    replanned = build_plan(plan.block.replace(strength_sessions=1), previous=plan)
    replanned.to_ics(path, am="07:00", pm="18:00")
    assert sequences(path) == {"3"}
    gone = set(plan.sessions["session_id"]) - set(replanned.sessions["session_id"])
    found = events(path.read_bytes())
    assert gone
    assert {session_id for session_id, event in found.items() if event.one("STATUS") == "CANCELLED"} == gone


def test_a_file_named_as_previous_wins_over_the_one_that_is_replaced(plan: Any, tmp_path: Path) -> None:
    plan.to_ics(tmp_path / "first.ics")
    plan.to_ics(tmp_path / "plan.ics", am="05:00", pm="20:00")
    plan.to_ics(tmp_path / "plan.ics", previous=tmp_path / "first.ics")
    assert sequences(tmp_path / "plan.ics") == {"0"}


def told(path: Path) -> dict[str, tuple[str, str]]:
    """Revision and status of each event by its whole identity."""
    found = parsed(path.read_bytes()).named("VEVENT")
    return {event.one("UID"): (event.one("SEQUENCE"), event.one("STATUS")) for event in found}


def live(plan: Any, revision: str) -> dict[str, tuple[str, str]]:
    return {f"{one}.{plan.plan_id}@runplan.invalid": (revision, "CONFIRMED") for one in plan.sessions["session_id"]}


def gone(plan: Any, revision: str) -> dict[str, tuple[str, str]]:
    return dict.fromkeys(live(plan, ""), (revision, "CANCELLED"))


def test_another_plan_written_over_a_calendar_cancels_the_one_before_and_back_again(plan: Any, tmp_path: Path) -> None:
    path = tmp_path / "plan.ics"
    other, third = (build_plan(plan.block.replace(weeks=weeks)) for weeks in (5, 6))
    plan.to_ics(path)
    other.to_ics(path)
    first = path.read_bytes()
    assert told(path) == gone(plan, "1") | live(other, "0")
    other.to_ics(path)
    assert path.read_bytes() == first
    other.to_ics(path, previous=path)  # the same where the file is named
    assert path.read_bytes() == first
    third.to_ics(path)
    assert told(path) == gone(plan, "1") | gone(other, "1") | live(third, "0")
    plan.to_ics(path)
    assert told(path) == live(plan, "2") | gone(other, "1") | gone(third, "1")


def test_a_season_that_was_over_before_stays_in_the_calendar_that_has_it(plan: Any, tmp_path: Path) -> None:
    path = tmp_path / "plan.ics"
    plan.to_ics(path, am="06:15")
    for start, overlaps in (("2027-02-01", False), ("2027-01-25", True)):
        plan.to_ics(tmp_path / f"{start}.ics", am="06:15")
        later = build_plan(plan.block.replace(start=start))
        later.to_ics(tmp_path / f"{start}.ics")
        assert told(tmp_path / f"{start}.ics") == live(later, "0") | (gone(plan, "1") if overlaps else {})
        assert b"X-RUNPLAN-AM:06:15" in (tmp_path / f"{start}.ics").read_bytes()


def test_events_of_another_plan_that_somebody_put_into_ones_calendar_are_left_aside(plan: Any) -> None:
    other = build_plan(plan.block.replace(weeks=5))
    both = icalendar.Calendar.from_ical(ics_bytes(plan))
    for event in icalendar.Calendar.from_ical(ics_bytes(other)).events:
        both.add_component(event)
    assert ics_bytes(plan, previous=both.to_ical()) == ics_bytes(plan)


def test_the_calendar_of_another_plan_as_previous_is_refused_with_what_to_do(plan: Any, tmp_path: Path) -> None:
    other = build_plan(plan.block.replace(weeks=5))
    other.to_ics(tmp_path / "other.ics")
    with pytest.raises(PlanFileError) as refused:
        plan.to_ics(tmp_path / "plan.ics", previous=tmp_path / "other.ics")
    assert str(refused.value) == (
        f"{tmp_path / 'other.ics'} is the calendar of another plan ({other.plan_id}, not {plan.plan_id}): plan "
        "again with previous=that plan (on the command line --previous), so that it stays the same plan, or "
        "write over that file without previous, which cancels its events."
    )
    assert not (tmp_path / "plan.ics").exists()


HOURS = st.integers(0, 11 * 60 + 59)
SAID = st.fixed_dictionaries(
    {},
    optional={
        "timezone": st.sampled_from(("local", "America/New_York", "Europe/Berlin", "Etc/UTC")),
        "am": HOURS.map(lambda one: f"{one // 60}:{one % 60:02d}"),
        "pm": HOURS.map(lambda one: f"{12 + one // 60}:{one % 60:02d}"),
    },
)


@settings(max_examples=40)
@given(st.lists(SAID, min_size=2, max_size=4))
def test_what_is_not_said_is_as_it_was(turns: list[dict[str, str]]) -> None:
    said: dict[str, str] = {}
    data = None
    for options in turns:
        before = data
        said |= options
        data = ics_bytes(a_plan(), previous=before, **options)
        times = {name: event.values["DTSTART"] for name, event in events(data).items()}
        assert times == {name: event.values["DTSTART"] for name, event in events(ics_bytes(a_plan(), **said)).items()}
        if before is not None and not options:
            assert data == before


def test_the_timezone_is_inherited_from_the_events_where_the_calendar_does_not_tell_it() -> None:
    whole = ics_bytes(a_plan(), timezone="America/New_York")
    bare = b"".join(line for line in whole.splitlines(keepends=True) if not line.startswith(b"X-"))
    assert ics_bytes(a_plan(), previous=bare) == whole


def test_the_readmes_call_changes_nothing_where_nothing_changed(plan: Any, tmp_path: Path) -> None:
    path = tmp_path / "plan.ics"
    plan.to_ics(path, timezone="America/New_York", am="06:15")
    first = path.read_bytes()
    plan.to_ics(path, previous=path, overwrite=True)
    assert path.read_bytes() == first
    plan.to_ics(path)
    assert path.read_bytes() == first
    assert b"DTSTART;TZID=America/New_York:20270105T061500" in first


def test_a_file_that_was_changed_since_is_kept_and_followed_where_one_allows_it(plan: Any, tmp_path: Path) -> None:
    path = tmp_path / "plan.ics"
    plan.to_ics(path)
    edited = path.read_bytes().replace(b"SEQUENCE:0", b"SEQUENCE:7").replace(b"Easy run", b"With Anna")
    path.write_bytes(edited)
    with pytest.raises(PlanFileError) as refused:
        plan.to_ics(path)
    assert str(refused.value) == (
        f"{path} was changed after RunPlan wrote it: give another name, or replace the file (overwrite=True, on the "
        "command line --force)."
    )
    assert path.read_bytes() == edited
    plan.to_ics(path, overwrite=True)
    assert sequences(path) == {"7", "8"}
    path.write_bytes(b"no calendar")
    plan.to_ics(path, overwrite=True)
    assert sequences(path) == {"0"}


def test_nothing_is_written_where_the_older_file_is_refused(plan: Any, tmp_path: Path) -> None:
    plan.to_ics(tmp_path / "plan.ics")
    before = (tmp_path / "plan.ics").read_bytes()
    (tmp_path / "old.ics").write_bytes(before[:-20])
    with pytest.raises(PlanFileError):
        plan.to_ics(tmp_path / "plan.ics", previous=tmp_path / "old.ics", am="06:00")
    assert (tmp_path / "plan.ics").read_bytes() == before
    record = json.loads((tmp_path / ".runplan-exports.json").read_text(encoding="utf-8"))
    assert list(record["files"]) == ["plan.ics"]
