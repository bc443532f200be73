"""RFC 5545 read by hand: a checker of iCalendar files that shares no code with what writes them.

`parsed` takes the bytes of a file and gives its tree, or says by AssertionError which rule they break.
"""

from __future__ import annotations

import bisect
import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, field

__all__ = ["Part", "clock_of", "events", "offset_at", "parsed", "text_of"]

NAME = re.compile(r"[A-Za-z0-9-]+")
PARAMETER = re.compile(r';([A-Za-z0-9-]+)=("[^"\x00-\x08\x0a-\x1f\x7f]*"|[^";:,\x00-\x08\x0a-\x1f\x7f]*)')
DATE_TIME = re.compile(r"\d{8}T([01]\d|2[0-3])[0-5][0-9][0-5][0-9]Z?")
OFFSET = re.compile(r"[+-]\d{4}(\d\d)?")
ESCAPED = re.compile(r"(?:[^\\;,\x00-\x08\x0a-\x1f\x7f]|\\[\\;,nN])*")
TEXTS = {
    "SUMMARY",
    "DESCRIPTION",
    "UID",
    "NAME",
    "PRODID",
    "COLOR",
    "STATUS",
    "TZID",
    "TZNAME",
    "X-WR-CALNAME",
    "X-WR-CALDESC",
}
NEEDED = {
    "VCALENDAR": {"PRODID", "VERSION"},
    "VEVENT": {"UID", "DTSTAMP", "DTSTART"},
    "VTIMEZONE": {"TZID"},
    "STANDARD": {"DTSTART", "TZOFFSETFROM", "TZOFFSETTO"},
    "DAYLIGHT": {"DTSTART", "TZOFFSETFROM", "TZOFFSETTO"},
}
MANY = {"CATEGORIES", "COMMENT", "TZNAME", "NAME"}
INSIDE = {
    "VCALENDAR": {""},
    "VEVENT": {"VCALENDAR"},
    "VTIMEZONE": {"VCALENDAR"},
    "STANDARD": {"VTIMEZONE"},
    "DAYLIGHT": {"VTIMEZONE"},
}


@dataclass
class Part:
    """A component: its name, its properties as (parameters, raw value), and what stands in it."""

    name: str
    lines: list[str] = field(default_factory=list)
    values: dict[str, list[tuple[dict[str, str], str]]] = field(default_factory=dict)
    parts: list[Part] = field(default_factory=list)

    def one(self, name: str) -> str:
        """The raw value of a property that stands once."""
        ((_, value),) = self.values[name]
        return value

    def named(self, name: str) -> list[Part]:
        return [part for part in self.parts if part.name == name]


def parsed(data: bytes) -> Part:
    """The calendar of a file.

    Raises
    ------
    AssertionError
        Where the file breaks a rule.
    """
    stack, done = [Part("")], False
    for line in _unfolded(data):
        match = NAME.match(line)
        assert match, f"no name: {line!r}"
        name, at, parameters = match[0].upper(), match.end(), {}
        while parameter := PARAMETER.match(line, at):
            assert parameter[1].upper() not in parameters, f"a parameter twice: {line!r}"
            parameters[parameter[1].upper()] = parameter[2].strip('"')
            at = parameter.end()
        assert line[at : at + 1] == ":", f"no colon after the name and its parameters: {line!r}"
        value = line[at + 1 :]
        assert not done, f"after the calendar's end: {line!r}"
        if name == "BEGIN":
            assert stack[-1].name in INSIDE[value], f"{value} in {stack[-1].name!r}"
            part = Part(value)
            stack[-1].parts.append(part)
            stack.append(part)
        elif name == "END":
            assert value == stack[-1].name, f"END:{value} in {stack[-1].name}"
            _whole(stack.pop())
            done = len(stack) == 1
        else:
            stack[-1].values.setdefault(name, []).append((parameters, value))
            stack[-1].lines.append(line)
    assert done, "no whole calendar"
    (calendar,) = stack[0].parts
    _zones_there(calendar)
    uids = [event.one("UID") for event in calendar.named("VEVENT")]
    assert len(uids) == len(set(uids)), "a UID twice"
    return calendar


def _unfolded(data: bytes) -> list[str]:
    assert data.endswith(b"\r\n"), "the last line has no end"
    lines: list[str] = []
    for raw in data[:-2].split(b"\r\n"):
        assert b"\r" not in raw, f"a carriage return alone: {raw!r}"
        assert b"\n" not in raw, f"a line feed alone: {raw!r}"
        assert 0 < len(raw) <= 75, f"{len(raw)} octets: {raw!r}"
        line = raw.decode("utf-8")  # a fold inside a character would not decode
        assert not re.search(r"[\x00-\x08\x0a-\x1f\x7f]", line), f"a control character: {line!r}"
        if line[0] in " \t":
            assert lines, "a fold before the first line"
            lines[-1] += line[1:]
        else:
            lines.append(line)
    return lines


def _whole(part: Part) -> None:
    for name in NEEDED[part.name]:
        assert name in part.values, f"{part.name} without {name}"
    for name, values in part.values.items():
        assert name in MANY or len(values) == 1, f"{part.name} with {name} {len(values)} times"
        for parameters, value in values:
            if name in TEXTS:
                assert ESCAPED.fullmatch(value), f"{name} is not escaped: {value!r}"
            if name.startswith("DT") or name == "LAST-MODIFIED":
                assert DATE_TIME.fullmatch(value), f"{name}: {value!r}"
                assert not ("TZID" in parameters and value.endswith("Z")), f"{name} with a zone and a Z: {value!r}"
                dt.datetime.strptime(value.rstrip("Z"), "%Y%m%dT%H%M%S")
            if name in ("DTSTAMP", "LAST-MODIFIED"):
                assert value.endswith("Z"), f"{name} is not universal time: {value!r}"
            if name.startswith("TZOFFSET"):
                assert OFFSET.fullmatch(value), f"{name}: {value!r}"
    if part.name == "VCALENDAR":
        assert part.one("VERSION") == "2.0"
        assert part.named("VEVENT"), "a calendar without an event"
    if part.name == "VTIMEZONE":
        assert part.parts, "a timezone without an observance"
    if part.name == "VEVENT":
        assert re.fullmatch(r"\d+", part.one("SEQUENCE"))
        assert part.one("STATUS") in ("TENTATIVE", "CONFIRMED", "CANCELLED")
        assert not ("DTEND" in part.values and "DURATION" in part.values)


def _zones_there(calendar: Part) -> None:
    there = [zone.one("TZID") for zone in calendar.named("VTIMEZONE")]
    used = {
        parameters["TZID"]
        for event in calendar.named("VEVENT")
        for values in event.values.values()
        for parameters, _ in values
        if "TZID" in parameters
    }
    assert len(there) == len(set(there)), "a timezone twice"
    assert used == set(there), f"timezones {sorted(used)} are used, and {there} are described"


def events(data: bytes) -> dict[str, Part]:
    """The events of a file by session id."""
    return {event.one("UID").split(".")[0]: event for event in parsed(data).named("VEVENT")}


def clock_of(value: str) -> dt.datetime:
    """The time that a raw value shows."""
    return dt.datetime.strptime(value.rstrip("Z"), "%Y%m%dT%H%M%S")


def text_of(value: str) -> str:
    """The text that a raw value stands for."""
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value)


def offset_at(zone: Part) -> Callable[[dt.datetime], dt.timedelta]:
    """What a VTIMEZONE says how far clocks are ahead of universal time, at a moment in universal time."""

    def offset(text: str) -> dt.timedelta:
        minutes = int(text[1:3]) * 60 + int(text[3:5])
        return dt.timedelta(minutes=-minutes if text[0] == "-" else minutes)

    onsets = []
    for part in zone.parts:
        assert not part.values.keys() & {"RRULE", "RDATE"}, "not read here"
        local = clock_of(part.one("DTSTART"))
        onsets.append((local - offset(part.one("TZOFFSETFROM")), offset(part.one("TZOFFSETTO"))))
    onsets.sort()
    return lambda moment: onsets[bisect.bisect_right(onsets, moment, key=lambda one: one[0]) - 1][1]
