"""The checker of calendars finds what is wrong with one."""

from __future__ import annotations

import re

import pytest

from runplan.exchange.export.calendar.ics import ics_bytes
from tests.builders.two_weeks import a_plan
from tests.exchange.export.calendar.calendar_checker import parsed


@pytest.fixture(scope="module")
def whole() -> bytes:
    return ics_bytes(a_plan(), timezone="Europe/Berlin")


@pytest.mark.parametrize(
    ("pattern", "instead", "fault"),
    [
        (rb"\r\n\Z", b"", "the last line has no end"),
        (rb"\r\n", b"\n", "the last line has no end"),
        (rb"(SUMMARY[^\r]*)\r\n", rb"\1\n", "a line feed alone"),
        (rb"SUMMARY:", b"SUMMARY:" + b"x" * 60, "octets"),
        (rb"SUMMARY:", b"SUMMARY:\x07", "a control character"),
        (rb"SUMMARY:", b"\r\nSUMMARY:", "0 octets"),
        (rb"SUMMARY:", b"SUMMARY", "no colon"),
        (rb"(SUMMARY[^\r]*)\\,", rb"\1,", "SUMMARY is not escaped"),
        (rb"DESCRIPTION:W", rb"DESCRIPTION:\\", "DESCRIPTION is not escaped"),
        (rb"UID:w01-long", b"UID:w01-easy-1", "a UID twice"),
        (rb"UID:w01[^\r]*\r\n", b"", "VEVENT without UID"),
        (rb"DTSTAMP[^\r]*\r\n", b"", "VEVENT without DTSTAMP"),
        (rb"(SEQUENCE:0\r\n)", rb"\1\1", "VEVENT with SEQUENCE 2 times"),
        (rb"(DTSTAMP:\d+T\d+)Z", rb"\1", "DTSTAMP is not universal time"),
        (rb"(DTSTART;TZID[^\r]*)", rb"\1Z", "with a zone and a Z"),
        (rb"T070000", b"T250000", "DTSTART: '20270107T250000'"),
        (rb"PRODID[^\r]*\r\n", b"", "VCALENDAR without PRODID"),
        (rb"BEGIN:VTIMEZONE.*END:VTIMEZONE\r\n", b"", "are used, and"),
        (rb"TZOFFSETTO[^\r]*\r\n", b"", "without TZOFFSETTO"),
        (rb"END:VEVENT\r\n", b"", "VEVENT in 'VEVENT'"),
        (rb"END:VCALENDAR\r\n", b"", "no whole calendar"),
        (rb"\Z", b"BEGIN:VCALENDAR\r\n", "after the calendar's end"),
    ],
)
def test_each_fault_is_found(whole: bytes, pattern: bytes, instead: bytes, fault: str) -> None:
    parsed(whole)
    broken = re.sub(pattern, instead, whole, count=0 if pattern == rb"\r\n" else 1, flags=re.DOTALL)
    assert broken != whole
    with pytest.raises(AssertionError, match=re.escape(fault)):
        parsed(broken)
