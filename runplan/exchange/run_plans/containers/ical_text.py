"""The events of a calendar's text, with what of each tells of a session.

In: the text of a calendar. Out: its events as the library gives them, and their values. The library takes a time per
letter that twenty megabytes would make minutes of, so lines are unfolded here, and only the few needed go on to it.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from runplan.errors import PlanFileError
from runplan.exchange.run_plans.limits import MOST_ALL, MOST_EVENTS, MOST_LINES_ICS, refusal
from runplan.exchange.run_plans.result import tidy

_NEEDED = re.compile(
    r"(?:UID|SUMMARY|DESCRIPTION|DTSTART|DTEND|DTSTAMP|DURATION|RRULE|RDATE|EXDATE|RECURRENCE-ID|STATUS|SEQUENCE"
    r"|CATEGORIES)[;:]",
    re.IGNORECASE,
)
_MOST_LETTERS = 10_000  # of one line, unfolded
_MOST_NEEDED = 25_000  # lines


def events_of(text: str, name: str) -> list[Any]:
    """The events of a calendar.

    Raises
    ------
    PlanFileError
        If it is damaged or too large.
    """
    from icalendar import Calendar

    try:
        return list(Calendar.from_ical(_plain_calendar(text, name)).walk("VEVENT"))
    except PlanFileError:
        raise
    except Exception:  # the library's errors are of many kinds, and all mean the same here
        raise refusal(name, "is a calendar that is damaged: export it anew.") from None


def _plain_calendar(text: str, name: str) -> str:
    """The events of a calendar, each with its title, its days and what it says, as one small calendar.

    Raises
    ------
    PlanFileError
        If there is too much of it, or an event does not end.
    """
    if text.count("\n") + text.count("\r") > 2 * MOST_LINES_ICS:
        raise refusal(name, f"has more than {MOST_LINES_ICS:,} lines: export the plan's calendar alone.")
    lines = re.sub(r"\r\n?", "\n", text)
    kept = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-"]
    letters = events = 0
    inside: list[str] = []  # the parts that are open within the event, the event first
    for line in re.sub(r"\n[ \t]", "", lines).split("\n"):
        mark = line[:40].strip().upper()
        if mark == "BEGIN:VEVENT" and not inside:
            inside.append("VEVENT")
            events += 1
            kept.append("BEGIN:VEVENT")
        elif mark.startswith("BEGIN:") and inside:
            inside.append(mark[6:])
        elif mark.startswith("END:") and inside:
            if inside.pop() != mark[4:]:
                raise refusal(name, f"is a calendar that is damaged (event {events} does not end): export it anew.")
            if not inside:
                kept.append("END:VEVENT")
        elif len(inside) == 1 and _NEEDED.match(line) is not None:
            if len(line) > _MOST_LETTERS:
                raise refusal(
                    name, f"has a line of more than {_MOST_LETTERS:,} characters in event {events}: shorten it."
                )
            letters += len(line)
            kept.append(line)
        if events > MOST_EVENTS:
            raise refusal(name, f"holds more than {MOST_EVENTS:,} events: export the plan's calendar alone.")
        if letters > MOST_ALL or len(kept) > _MOST_NEEDED:
            raise refusal(name, "says more of its events than a run plan does: export the plan's calendar alone.")
    if inside:
        raise refusal(name, f"ends within event {events}: the file looks cut, so export it anew.")
    return "\r\n".join([*kept, "END:VCALENDAR", ""])


def text_of(event: Any, key: str) -> str:
    """The text of a property on one line, or ""."""
    value = event.get(key, "")
    if isinstance(value, list):
        value = value[0] if value else ""
    try:
        cats = getattr(value, "cats", None)
        return tidy(",".join(map(str, cats)) if cats else str(value).replace("\0", " "))
    except Exception:  # a value that the library could not read may have no text
        return ""


def value_of(property_: Any) -> Any:
    """The date or time of a property, whatever the library made of it; None where there is none."""
    if isinstance(property_, list):
        property_ = property_[0] if property_ else None
    try:
        return getattr(property_, "dt", None)
    except Exception:
        return None


def values_of(property_: Any) -> list[Any]:
    """The entries of EXDATE or RDATE."""
    properties = property_ if isinstance(property_, list) else [property_]
    return [entry for one in properties for entry in getattr(one, "dts", ())]


def length_of_event(event: Any) -> dt.timedelta | None:
    """How long an event is: whole days where it has no time of day."""
    start, end, duration = (value_of(event.get(key)) for key in ("DTSTART", "DTEND", "DURATION"))
    try:
        if isinstance(duration, dt.timedelta):
            return duration
        if start is not None and end is not None and isinstance(start, dt.datetime) == isinstance(end, dt.datetime):
            length: dt.timedelta = end - start
            return length
    except (TypeError, OverflowError, ValueError):
        pass
    return None
