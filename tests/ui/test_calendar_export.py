"""The calendar that the planner hands out: each follows on the one before, as calendars need it."""

from __future__ import annotations

from base64 import b64decode
from pathlib import Path
from typing import Any

import icalendar
import pytest

import runplan as rp
from runplan.ui.planner import Planner
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
