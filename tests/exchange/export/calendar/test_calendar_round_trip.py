"""Both calendars of any plan, read back by hand, are the plan in what they can hold."""

from __future__ import annotations

from typing import Any

from hypothesis import given

from runplan.exchange.export.calendar.google import google_bytes
from runplan.exchange.export.calendar.ics import ics_bytes
from tests.builders.any_plans import any_plans
from tests.builders.blocks import MANY_PLANS
from tests.exchange.export.calendar.calendar_checker import clock_of, events, text_of
from tests.exchange.export.calendar.google_reader import google_rows, times_of
from tests.exchange.export.calendar.hours_by_hand import hours_of
from tests.exchange.export.session_reader import check_description, check_title, exercises_of


@MANY_PLANS
@given(any_plans())
def test_every_export_read_back_is_the_plan(plan: Any) -> None:
    data = ics_bytes(plan)
    rows_of_google = google_rows(google_bytes(plan))
    assert len(rows_of_google) == len(plan.sessions)
    found, hours, units = events(data), hours_of(plan), plan.block.units
    assert len(found) == len(plan.sessions)
    exercises = exercises_of(plan)
    for row, of_google in zip(plan.sessions.itertuples(), rows_of_google, strict=True):
        event = found[row.session_id]
        assert event.one("UID") == f"{row.session_id}.{plan.plan_id}@runplan.invalid"
        assert (clock_of(event.one("DTSTART")), clock_of(event.one("DTEND"))) == hours[row.session_id]
        assert event.values["DTSTART"][0][0] == {}
        assert event.one("CATEGORIES").lower() == f"{row.kind},{row.type}"
        assert (event.one("SEQUENCE"), event.one("STATUS")) == ("0", "CONFIRMED")
        check_title(text_of(event.one("SUMMARY")), row, units)
        rows = exercises[row.session_id]
        check_description(text_of(event.one("DESCRIPTION")), row, rows, plan.block)
        assert times_of(of_google) == hours[row.session_id]
        assert [of_google[name] for name in ("All Day Event", "Location", "Private")] == ["False", "", "False"]
        check_title(of_google["Subject"], row, units)
        check_description(of_google["Description"], row, rows, plan.block)
