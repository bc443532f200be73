"""The events of a calendar's text: what each is called, when it is, on which days it repeats, which version it is.

In: the text of a calendar. Out: its events. The library takes a time per letter that twenty megabytes would make
minutes of, so lines are unfolded here, and only the few that are needed go on to it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import cached_property
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

from runplan.errors import PlanFileError
from runplan.exchange.run_plans.limits import MOST_ALL, MOST_EVENTS, MOST_LINES_ICS, refusal
from runplan.exchange.run_plans.result import tidy

_NEEDED = re.compile(
    r"(?:UID|SUMMARY|DESCRIPTION|DTSTART|DTEND|DTSTAMP|DURATION|RRULE|RDATE|EXDATE|RECURRENCE-ID|STATUS|SEQUENCE"
    r"|CATEGORIES)[;:]",
    re.IGNORECASE,
)
_ZONE = re.compile(r"^X-WR-TIMEZONE[^:\n]*:([^\r\n]{1,60})", re.IGNORECASE | re.MULTILINE)
_MOST_LETTERS = 10_000  # of one line, unfolded
_MOST_NEEDED = 25_000  # lines
_MOST_DAYS = 366  # of one event
_RULE_PARTS = {"FREQ", "COUNT", "UNTIL", "INTERVAL", "BYDAY", "WKST"}
_OTHERWISE = "it repeats otherwise than by days or weeks up to an end: write its days as single events"


class Event:
    """One event; days are those of its own zone, or of the calendar's where its times are universal."""

    def __init__(self, raw: Any, zone: dt.tzinfo | None) -> None:
        self._raw = raw
        self.start = self._value("DTSTART")
        own = self.start.tzinfo if isinstance(self.start, dt.datetime) else None
        self._zone = own if own is not None and str(own) != "UTC" else zone
        self.timed = isinstance(self.start, dt.datetime)
        self.title, self.more = self.text("SUMMARY"), self.text("DESCRIPTION")
        self.day = self._day(self.start)
        self.moved_from = self._day(self._value("RECURRENCE-ID"))

    def text(self, key: str) -> str:
        """The text of a property on one line, or ""."""
        value = self._raw.get(key, "")
        value = (value[0] if value else "") if isinstance(value, list) else value
        try:
            return tidy(",".join(map(str, getattr(value, "cats", None) or [value])).replace("\0", " "))
        except Exception:  # a value that the library could not read may have no text
            return ""

    def lines(self, key: str) -> str:
        """The text of a property as it is written."""
        return str(self._raw.get(key, ""))

    @cached_property
    def version(self) -> tuple[int, str]:
        """What grows with each version of an event: its sequence, then its stamp."""
        sequence = self.text("SEQUENCE")
        return int(sequence) if sequence.isdigit() and len(sequence) < 9 else 0, str(self._value("DTSTAMP") or "")

    @cached_property
    def length(self) -> dt.timedelta | None:
        """How long it is: whole days where it has no time of day."""
        end, duration = self._value("DTEND"), self._value("DURATION")
        try:
            if isinstance(duration, dt.timedelta):
                return duration
            return end - self.start if end is not None and isinstance(end, dt.datetime) == self.timed else None
        except (TypeError, OverflowError, ValueError):
            return None

    def _value(self, key: str) -> Any:
        """The date or time of a property, whatever the library made of it; None where there is none."""
        return next(self._values(key), None)

    def _values(self, key: str) -> Iterator[Any]:
        properties = self._raw.get(key)
        for entry in properties if isinstance(properties, list) else [properties]:
            for part in getattr(entry, "dts", [entry]):
                try:
                    yield getattr(part, "dt", None)
                except Exception:
                    yield None

    def _local(self, value: Any) -> dt.datetime | None:
        """A date or time on the clock of the event's zone; midnight of a date."""
        if isinstance(value, dt.datetime):
            aware = value.tzinfo is not None and self._zone is not None
            return (value.astimezone(self._zone) if aware else value).replace(tzinfo=None)
        return dt.datetime.combine(value, dt.time()) if isinstance(value, dt.date) else None

    def _day(self, value: Any) -> dt.date | None:
        moment = self._local(value)
        return moment.date() if moment is not None and 2000 <= moment.year <= 2200 else None

    def days(self) -> tuple[list[dt.date], str]:
        """The days on which it is; or none, and why."""
        rule = self._raw.get("RRULE")
        more = [day for value in self._values("RDATE") if (day := self._day(value)) is not None]
        if self.day is None or (rule is None and not more):
            return [] if self.day is None else [self.day], ""
        if isinstance(rule, list) or len(more) > _MOST_DAYS:
            return [], "it repeats by several rules: write its days as single events"
        days = [self.day]
        if rule is not None:
            try:
                days = self._by_rule(dict(part.split("=") for part in rule.to_ical().decode().upper().split(";")))
            except Exception:  # a rule that the library could not read comes as anything
                days = []
        if not days or len(days) > _MOST_DAYS:
            return [], f"it repeats more than {_MOST_DAYS} times: give the plan's days alone" if days else _OTHERWISE
        gone = {self._day(value) for value in self._values("EXDATE")}
        days = sorted({day for day in (*days, *more) if day not in gone and 2000 <= day.year <= 2200})
        return days, "" if days else "each of its days is taken back"

    def _by_rule(self, parts: dict[str, str]) -> list[dt.date]:
        """The days of a rule by days or weeks with an end; none for another rule."""
        begin, until = self._local(self.start), parts.pop("UNTIL", "")
        if set(parts) - _RULE_PARTS or parts["FREQ"] not in ("DAILY", "WEEKLY") or not (until or "COUNT" in parts):
            return []
        if begin is None or not 1 <= int(parts.get("INTERVAL", "1")) <= 1000:
            return []
        last: dt.datetime | None = dt.datetime.max
        if until:
            ends = dt.datetime.strptime(until.rstrip("Z"), "%Y%m%dT%H%M%S" if "T" in until else "%Y%m%d")
            last = self._local(ends.replace(tzinfo=dt.UTC)) if until.endswith("Z") else ends
            last = last if "T" in until or last is None else last + dt.timedelta(days=1, seconds=-1)
        count = int(parts.get("COUNT", _MOST_DAYS + 1))
        rule = rrulestr(";".join(f"{key}={value}" for key, value in parts.items()), dtstart=begin)
        moments = (moment for moment in islice(rule, min(count, _MOST_DAYS + 1)) if last is None or moment <= last)
        days = [moment.date() for moment in moments]
        return days if begin.date() in days else [begin.date(), *days[: max(0, count - 1)]]


def events_of(text: str, name: str) -> list[Event]:
    """The events of a calendar.

    Raises
    ------
    PlanFileError
        If it is damaged or too large.
    """
    from icalendar import Calendar

    stated = _ZONE.search(text[:200_000])
    try:
        zone = ZoneInfo(stated[1].strip()) if stated is not None else None
    except (KeyError, ValueError, OSError):
        zone = None
    try:
        return [Event(raw, zone) for raw in Calendar.from_ical(_plain_calendar(text, name)).walk("VEVENT")]
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
