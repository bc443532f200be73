"""The events of a calendar (iCalendar), each with its title, its days and what it says.

In: the text of a calendar. Out: its events, whose days are those of their own zone, or of the calendar's where times
are universal. The library takes a time per letter that twenty megabytes would make minutes of, so lines are unfolded
here, and only the few that are needed go on to it.
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

from runplan.extras import optional

_NEEDED = re.compile(
    r"(?:UID|SUMMARY|DESCRIPTION|DTSTART|DTEND|DTSTAMP|DURATION|RRULE|RDATE|EXDATE|RECURRENCE-ID|STATUS|SEQUENCE"
    r"|CATEGORIES)[;:]",
    re.IGNORECASE,
)
_ZONE = re.compile(r"^X-WR-TIMEZONE[^:\n]*:([^\r\n]{1,60})", re.IGNORECASE | re.MULTILINE)
_MOST_EVENTS, _MOST_LINES = 2_000, 100_000
_MOST_LETTERS = 10_000  # of one line, unfolded
_MOST_NEEDED, _MOST_ALL = 25_000, 1_000_000  # lines that are needed, and their letters
_MOST_DAYS = 366  # of one event
_RULE_PARTS = {"FREQ", "COUNT", "UNTIL", "INTERVAL", "BYDAY", "WKST"}
DAY = dt.timedelta(days=1)


class UnfitCalendar(Exception):
    """Why a calendar is not read, and what a sentence may tell of it."""

    def __init__(self, reason: str, **facts: Any) -> None:
        super().__init__(reason)
        self.reason, self.facts = reason, facts


def events_of(text: str) -> list[Event]:
    """The events of a calendar.

    Raises
    ------
    UnfitCalendar
        If it is damaged, too large, or has none.
    """
    with optional("A calendar"):
        from icalendar import Calendar

    stated = _ZONE.search(text[:200_000])
    try:
        zone = ZoneInfo(stated[1].strip()) if stated is not None else None
    except (KeyError, ValueError, OSError):
        zone = None
    plain = _plain_calendar(text)
    try:
        events = [Event(raw, zone) for raw in Calendar.from_ical(plain).walk("VEVENT")]
    except Exception:  # the library's errors are of many kinds, and all mean the same here
        raise UnfitCalendar("damaged calendar") from None
    if not events:
        raise UnfitCalendar("no events")
    return events


class Event:
    """One event; its days are in the event's own time zone, or in the calendar's if its times are in UTC."""

    def __init__(self, raw: Any, zone: dt.tzinfo | None) -> None:
        self._raw = raw
        self.start = next(self._values("DTSTART"), None)
        self.timed = isinstance(self.start, dt.datetime)
        own = getattr(self.start, "tzinfo", None)
        self._zone = own if own is not None and str(own) != "UTC" else zone
        self.title, self.more, self.uid = self.text("SUMMARY"), self.text("DESCRIPTION"), self.text("UID")
        self.day = self._day(self.start)
        self.key = self.uid, self._day(next(self._values("RECURRENCE-ID"), None))  # the second of a day that was moved
        sequence, stamp = self.text("SEQUENCE"), next(self._values("DTSTAMP"), None)
        self.version = int(sequence) if sequence.isdecimal() and len(sequence) < 9 else 0, str(stamp or "")

    def text(self, key: str) -> str:
        """The text of a property on one line, or ""."""
        value = self._raw.get(key, "")
        value = (value[0] if value else "") if isinstance(value, list) else value
        try:
            return " ".join(",".join(map(str, getattr(value, "cats", None) or [value])).replace("\0", " ").split())
        except Exception:  # a value that the library could not read may have no text
            return ""

    @cached_property
    def length(self) -> dt.timedelta:
        """How long it is: whole days where it has no time of day; nothing where it does not say."""
        end, duration = next(self._values("DTEND"), None), next(self._values("DURATION"), None)
        try:
            if isinstance(duration, dt.timedelta):
                return duration
            return end - self.start if end is not None and isinstance(end, dt.datetime) == self.timed else 0 * DAY
        except (TypeError, OverflowError, ValueError):
            return 0 * DAY

    def _values(self, key: str) -> Iterator[Any]:
        """The dates or times of a property, whatever the library made of them."""
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
            return [] if self.day is None else [self.day], "it has no day from 2000 to 2200"
        if isinstance(rule, list) or len(more) > _MOST_DAYS:
            return [], "it repeats by several rules: write its days as single events"
        days = [self.day]
        if rule is not None:
            try:
                days = self._by_rule(dict(part.split("=") for part in rule.to_ical().decode().upper().split(";")))
            except Exception:  # a rule that the library could not read comes as anything
                days = []
        if len(days) > _MOST_DAYS:
            return [], f"it repeats more than {_MOST_DAYS} times: give only the plan's days"
        if not days:
            return [], "it does not repeat by days or weeks up to an end: write its days as single events"
        gone = {self._day(value) for value in self._values("EXDATE")}
        days = sorted({day for day in (*days, *more) if day not in gone and 2000 <= day.year <= 2200})
        return days, "all its days are cancelled"

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
            last = last if "T" in until or last is None else last + DAY - dt.timedelta(seconds=1)
        count = int(parts.get("COUNT", _MOST_DAYS + 1))
        rule = rrulestr(";".join(f"{key}={value}" for key, value in parts.items()), dtstart=begin)
        moments = islice(rule, min(count, _MOST_DAYS + 1))
        days = [moment.date() for moment in moments if last is None or moment <= last]
        return days if begin.date() in days else [begin.date(), *days[: max(0, count - 1)]]


def _plain_calendar(text: str) -> str:
    """The events of a calendar, each with its title, its days and what it says, as one small calendar."""
    if (text.count("\n") + text.count("\r")) // 2 > _MOST_LINES:
        raise UnfitCalendar("long calendar", most=_MOST_LINES)
    kept = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-"]
    letters = events = 0
    inside: list[str] = []  # the parts that are open within the event, the event first
    for line in re.sub(r"\n[ \t]", "", re.sub(r"\r\n?", "\n", text)).split("\n"):
        mark = line[:40].strip().upper()
        if mark == "BEGIN:VEVENT" or (mark.startswith("BEGIN:") and inside):
            events += not inside
            kept += [] if inside else [mark]
            inside.append(mark[6:])
        elif mark.startswith("END:") and inside:
            if inside.pop() != mark[4:]:
                raise UnfitCalendar("endless event", event=events)
            kept += [] if inside else [mark]
        elif len(inside) == 1 and _NEEDED.match(line) is not None:
            if len(line) > _MOST_LETTERS:
                raise UnfitCalendar("long event line", most=_MOST_LETTERS, event=events)
            letters += len(line)
            kept.append(line)
        if events > _MOST_EVENTS:
            raise UnfitCalendar("many events", most=_MOST_EVENTS)
        if letters > _MOST_ALL or len(kept) > _MOST_NEEDED:
            raise UnfitCalendar("wordy calendar")
    if inside:
        raise UnfitCalendar("cut calendar", event=events)
    return "\r\n".join([*kept, "END:VCALENDAR", ""])
