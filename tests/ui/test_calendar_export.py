"""The calendar that the planner hands out: each follows on the one before, as calendars need it."""

from __future__ import annotations

from base64 import b64decode
from pathlib import Path
from typing import Any

import icalendar
import pytest

import runplan as rp
from runplan.exchange.export.calendar.times import session_times
from runplan.exchange.export.registry import FORMATS
from runplan.ui.planner import Planner
from runplan.ui.state.calendar_times import LABELS, TIMES_OF
from tests.ui.conftest import answers, ask, find, move, press, scene


@pytest.fixture
def planner(sent: list[dict[str, Any]], block: rp.Block, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Planner:
    monkeypatch.chdir(tmp_path)
    shown = Planner(block, state=None)
    find(shown, "rp-format").value = "ics"
    return shown


def exported(planner: Planner, sent: list[dict[str, Any]]) -> dict[str, icalendar.Event]:
    """The events of a new export, by their identity."""
    sent.clear()
    press(find(planner, "rp-export"))
    (answer,) = answers(sent)
    assert (answer["name"], answer["mime"]) == ("plan.ics", "text/calendar")
    calendar = icalendar.Calendar.from_ical(b64decode(answer["data"]))
    return {str(one["UID"]).split(".")[0]: one for one in calendar.walk("VEVENT")}


def test_a_second_export_marks_what_moved_and_cancels_what_was_dropped(
    planner: Planner, sent: list[dict[str, Any]], tmp_path: Path
) -> None:
    first = exported(planner, sent)
    assert {int(one["SEQUENCE"]) for one in first.values()} == {0}
    assert "plan.ics" in scene(planner)["message"]
    ask(planner.board, do="move", id="w05-strength-1", day="Fri")
    second = exported(planner, sent)
    other = {uid for uid in first if first[uid]["DTSTART"].dt != second[uid]["DTSTART"].dt}
    assert "w05-strength-1" in other
    assert {uid for uid, one in second.items() if int(one["SEQUENCE"]) == 1} >= other
    assert all(second[uid]["DTSTAMP"].dt > first[uid]["DTSTAMP"].dt for uid in other)
    move(find(planner, "rp-field-strength-sessions"), 1)
    third = exported(planner, sent)
    assert third.keys() == first.keys()
    dropped = {uid for uid, one in third.items() if str(one.get("STATUS", "")) == "CANCELLED"}
    assert dropped == first.keys() - set(planner.plan.sessions["session_id"])
    assert len(dropped) >= 10


def test_the_calendar_of_the_command_line_is_gone_on_with(
    planner: Planner, sent: list[dict[str, Any]], tmp_path: Path
) -> None:
    planner.plan.called(planner.model.plan_id).to_ics(tmp_path / "plan.ics", timezone="Europe/Berlin", am="06:15")
    ask(planner.board, do="move", id="w05-strength-1", day="Fri")
    now = exported(planner, sent)
    assert {one["DTSTART"].params["TZID"] for one in now.values()} == {"Europe/Berlin"}
    assert int(now["w05-strength-1"]["SEQUENCE"]) == 1


def test_a_calendar_that_somebody_changed_stays_and_is_followed(
    planner: Planner, sent: list[dict[str, Any]], tmp_path: Path
) -> None:
    exported(planner, sent)
    changed = (tmp_path / "plan.ics").read_bytes().replace(b"END:VCALENDAR", b"X-MINE:1\r\nEND:VCALENDAR")
    (tmp_path / "plan.ics").write_bytes(changed)
    ask(planner.board, do="move", id="w05-strength-1", day="Fri")
    assert int(exported(planner, sent)["w05-strength-1"]["SEQUENCE"]) == 1
    assert (tmp_path / "plan.ics").read_bytes() == changed
    assert "stays as it is" in scene(planner)["message"]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("no_such_folder/plan.csv", ", without a copy, because RunPlan cannot write to "),
        ("\0plan.csv", ", without a copy next to the plan: type a file name, such as plan.csv."),
        ("..", ", without a copy next to the plan: type a file name, such as plan.csv."),
    ],
)
def test_without_a_place_for_the_copy_the_calendar_is_handed_out_all_the_same(
    planner: Planner, sent: list[dict[str, Any]], tmp_path: Path, name: str, said: str
) -> None:
    move(find(planner, "rp-path"), name)
    sent.clear()
    press(find(planner, "rp-export"))
    (answer,) = answers(sent)
    assert b64decode(answer["data"]).startswith(b"BEGIN:VCALENDAR")
    assert said in scene(planner)["message"]
    assert scene(planner)["error"] == ""
    assert list(tmp_path.iterdir()) == []


# --- times of day and time zone -------------------------------------------------------------------------------------


def typed(planner: Planner, **texts: str) -> None:
    for name, text in texts.items():
        move(find(planner, f"rp-calendar-{name}"), text)


def fields(planner: Planner) -> tuple[str, ...]:
    return tuple(find(planner, f"rp-calendar-{name}").value for name in LABELS)


def clocks(events: dict[str, icalendar.Event]) -> set[tuple[str, str]]:
    """The hours and zones in which events begin."""
    starts = [event["DTSTART"] for event in events.values()]
    return {(f"{start.dt:%H:%M}", str(start.params.get("TZID", ""))) for start in starts}


def test_the_fields_are_shown_for_the_formats_that_have_such_options_only(planner: Planner) -> None:
    for form in FORMATS.values():
        assert TIMES_OF.get(form.name, ()) == tuple(name for name in LABELS if name in form.options)
    for name in ("csv", *FORMATS):
        find(planner, "rp-format").value = name
        in_sight = [text for text in LABELS if find(planner, f"rp-calendar-{text}").layout.display is None]
        assert find(planner, "rp-calendar-times").layout.display == (None if name in TIMES_OF else "none")
        assert name not in TIMES_OF or tuple(in_sight) == TIMES_OF[name]
    assert fields(planner) == ("07:00", "18:00", "")


def test_what_is_typed_is_written_and_said_and_stays_for_the_next_export(
    planner: Planner, sent: list[dict[str, Any]], block: rp.Block
) -> None:
    exported(planner, sent)
    assert scene(planner)["message"].endswith("Sessions are at 07:00 and 18:00, in the calendar’s own time zone.")
    typed(planner, am=" 6:30 ", pm="19:15", timezone="Europe/Berlin")
    for _ in range(2):
        assert clocks(exported(planner, sent)) >= {("06:30", "Europe/Berlin")}
        assert scene(planner)["message"].endswith(" Sessions are at 06:30 and 19:15, Europe/Berlin.")
    typed(planner, am="07:00", timezone="")
    assert clocks(exported(planner, sent)) >= {("07:00", "")}
    assert scene(planner)["message"].endswith(" Sessions are at 07:00 and 19:15, in the calendar’s own time zone.")


def test_the_times_of_the_calendar_beside_the_plan_are_shown_and_kept_where_nothing_is_typed(
    planner: Planner, sent: list[dict[str, Any]], tmp_path: Path
) -> None:
    def written_elsewhere(**times: str) -> None:
        planner.plan.called(planner.model.plan_id).to_ics(tmp_path / "plan.ics", **times)

    written_elsewhere(am="06:15", timezone="Europe/Berlin")
    find(planner, "rp-format").value = "csv"
    find(planner, "rp-format").value = "ics"
    assert fields(planner) == ("06:15", "18:00", "Europe/Berlin")
    written_elsewhere(am="05:45", pm="17:00", timezone="Europe/Rome")  # since the fields were shown
    typed(planner, pm="20:00")
    assert clocks(exported(planner, sent)) >= {("05:45", "Europe/Rome")}
    assert scene(planner)["message"].endswith(" Sessions are at 05:45 and 20:00, Europe/Rome.")
    assert fields(planner) == ("05:45", "20:00", "Europe/Rome")


@pytest.mark.parametrize("has_calendar", [True, False])
def test_a_plan_with_a_calendar_of_its_own_is_not_given_the_times_of_the_one_before(
    planner: Planner, sent: list[dict[str, Any]], block: rp.Block, tmp_path: Path, has_calendar: bool
) -> None:
    other = rp.build_plan(block.replace(weeks=12, race_date=None, goal="general"))
    other.to_csv(tmp_path / "ben.csv")
    if has_calendar:
        other.to_ics(tmp_path / "ben.ics", am="05:30", timezone="America/New_York")
    typed(planner, am="08:00", timezone="Europe/Berlin")
    move(find(planner, "rp-path"), "ben.csv")
    press(find(planner, "rp-load"))
    assert fields(planner) == (
        ("05:30", "18:00", "America/New_York") if has_calendar else ("08:00", "18:00", "Europe/Berlin")
    )


def test_the_google_csv_has_the_times_of_the_fields(planner: Planner, sent: list[dict[str, Any]]) -> None:
    typed(planner, am="06:30", timezone="Europe/Berlin")
    exported(planner, sent)
    find(planner, "rp-format").value = "google"
    sent.clear()
    press(find(planner, "rp-export"))
    (answer,) = answers(sent)
    assert b",6:30 AM," in b64decode(answer["data"])
    assert scene(planner)["message"].endswith(" Sessions are at 06:30 and 18:00, in the calendar’s own time zone.")


@pytest.mark.parametrize(
    ("texts", "sentence"),
    [
        ({"am": "6.30"}, "Morning at: '6.30' is not a time of day: write it as 07:00, from 00:00 to 23:59."),
        ({"am": "24:00"}, "Morning at: '24:00' is not a time of day: write it as 07:00, from 00:00 to 23:59."),
        ({"pm": ""}, "Evening at: '' is not a time of day: write it as 18:00, from 00:00 to 23:59."),
        ({"pm": "6"}, "Evening at: '6' is not a time of day: write it as 18:00, from 00:00 to 23:59."),
        (
            {"am": "19:00"},
            "The morning time, 19:00, is later than the evening time, 18:00: change one of them.",
        ),
        (
            {"timezone": "europe/berlin"},
            "Time zone: 'europe/berlin' is not a timezone's IANA name: did you mean 'Europe/Berlin'?",
        ),
        ({"timezone": "EST"}, "Time zone: 'EST' is standard time all year"),
    ],
)
def test_what_cannot_be_read_is_answered_in_one_sentence_and_nothing_is_exported(
    planner: Planner, sent: list[dict[str, Any]], tmp_path: Path, texts: dict[str, str], sentence: str
) -> None:
    typed(planner, **texts)
    sent.clear()
    press(find(planner, "rp-export"))
    assert answers(sent) == []
    assert scene(planner)["warning"].startswith(sentence)
    assert scene(planner)["message"] == scene(planner)["error"] == ""
    assert list(tmp_path.iterdir()) == []
    assert fields(planner) == tuple(({"am": "07:00", "pm": "18:00", "timezone": ""} | texts).values())
    find(planner, "rp-format").value = "excel"  # which has no such times
    press(find(planner, "rp-export"))
    assert len(answers(sent)) == 1


def test_every_place_that_is_offered_is_taken(planner: Planner, sent: list[dict[str, Any]]) -> None:
    offered = find(planner, "rp-calendar-timezone").options
    assert {"Europe/Berlin", "America/New_York", "UTC"} <= set(offered)
    for zone in offered:
        session_times((), timezone=zone)
