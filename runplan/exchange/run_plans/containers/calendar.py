"""A calendar of workouts (iCalendar): each event a session, weekly summaries and what is no training apart.

In: the text of a calendar. Out: a cell for each day of an event, in the order of the days, and the weeks' own totals.
The library takes a time per letter that twenty megabytes would make minutes of, so lines are unfolded here, and only
the few that are needed go on to it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

from runplan.exchange.languages import CODES, folded, language
from runplan.exchange.run_plans import limits
from runplan.exchange.run_plans.cells.cell import Meaning, described, not_read
from runplan.exchange.run_plans.cells.kinds import FAMILIES, RUNNING, meanings_in
from runplan.exchange.run_plans.cells.words import Context, languages_of, tokens
from runplan.exchange.run_plans.containers.source import Source
from runplan.exchange.run_plans.limits import check_most, refusal, shown
from runplan.exchange.run_plans.result import LEFT_OUT, Cell, ImportedRuns, WeekTotal, monday, rows_of, total_of
from runplan.exchange.run_plans.runplan_files import event_of_export
from runplan.exchange.run_plans.tables.table_reader import ask_for_unit, row_meaning
from runplan.extras import optional
from runplan.schema import WEEKDAYS
from runplan.units import counted

CALENDAR = re.compile(r"[\ufeff \r\n\t]*BEGIN:VCALENDAR", re.IGNORECASE)  # how one begins
_NEEDED = re.compile(
    r"(?:UID|SUMMARY|DESCRIPTION|DTSTART|DTEND|DTSTAMP|DURATION|RRULE|RDATE|EXDATE|RECURRENCE-ID|STATUS|SEQUENCE"
    r"|CATEGORIES)[;:]",
    re.IGNORECASE,
)
_ZONE = re.compile(r"^X-WR-TIMEZONE[^:\n]*:([^\r\n]{1,60})", re.IGNORECASE | re.MULTILINE)
_BANNER = re.compile(r"\b(?:week|woche|semaine|semana|settimana)\b", re.IGNORECASE)
_CROSSES = tuple("\u274c\u2717\u2718\u2715\u2716\U0001f6ab")  # before a title that is crossed out
_LONGEST_RUN = 360  # [min] of an event that is taken for the session's own length
_MOST_LETTERS = 10_000  # of one line, unfolded
_MOST_NEEDED = 25_000  # lines
_MOST_DAYS = 366  # of one event
_RULE_PARTS = {"FREQ", "COUNT", "UNTIL", "INTERVAL", "BYDAY", "WKST"}
_DAY = dt.timedelta(days=1)


def read_calendar(source: Source) -> ImportedRuns:
    """The sessions of a calendar; a PlanFileError if it is damaged or too large, or a unit has to be asked for."""
    with optional("A calendar"):
        from icalendar import Calendar

    (text, notes), name = source.decoded, source.name
    stated = _ZONE.search(text[:200_000])
    try:
        zone = ZoneInfo(stated[1].strip()) if stated is not None else None
    except (KeyError, ValueError, OSError):
        zone = None
    plain = _plain_calendar(text, name)
    try:
        events = [_Event(raw, zone) for raw in Calendar.from_ical(plain).walk("VEVENT")]
    except Exception:  # the library's errors are of many kinds, and all mean the same here
        raise refusal(name, "damaged calendar") from None
    if not events:
        raise refusal(name, "no events")
    reader = _Reader(events, name, source.unit)
    if reader.lacking:
        raise ask_for_unit(name, reader.lacking)
    cells = sorted(reader.cells, key=lambda cell: cell.date or dt.date.max)
    count = len(reader.others)
    if count:
        titles, were = dict.fromkeys(reader.others[:4]), "was" if count == 1 else "were"
        sentence = f"{counted(count, 'event')} that {were} no training by the title {were} left out"
        notes += (f"{sentence}: {', '.join(shown(title, 30) for title in titles)}.",)
    return ImportedRuns(name, "calendar", tuple(cells), tuple(reader.totals), notes, source.unit)


class _Event:
    """One event; days are those of its own zone, or of the calendar's where its times are universal."""

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
            return end - self.start if end is not None and isinstance(end, dt.datetime) == self.timed else 0 * _DAY
        except (TypeError, OverflowError, ValueError):
            return 0 * _DAY

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
            return [], f"it repeats more than {_MOST_DAYS} times: give the plan's days alone"
        if not days:
            return [], "it repeats otherwise than by days or weeks up to an end: write its days as single events"
        gone = {self._day(value) for value in self._values("EXDATE")}
        days = sorted({day for day in (*days, *more) if day not in gone and 2000 <= day.year <= 2200})
        return days, "each of its days is taken back"

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
            last = last if "T" in until or last is None else last + _DAY - dt.timedelta(seconds=1)
        count = int(parts.get("COUNT", _MOST_DAYS + 1))
        rule = rrulestr(";".join(f"{key}={value}" for key, value in parts.items()), dtstart=begin)
        moments = islice(rule, min(count, _MOST_DAYS + 1))
        days = [moment.date() for moment in moments if last is None or moment <= last]
        return days if begin.date() in days else [begin.date(), *days[: max(0, count - 1)]]


class _Reader:
    """Reads one event after the other."""

    def __init__(self, events: list[_Event], name: str, unit: str) -> None:
        self.cells: list[Cell] = []
        self.totals: list[WeekTotal] = []
        self.lacking: list[tuple[str, str]] = []
        self.others: list[str] = []  # titles that are no training
        _, tongue = languages_of(event.title for event in events)
        self._context = Context(tongue, unit, "mi" if unit == "mi" else "")
        self._newest: dict[tuple[str, dt.date | None], tuple[int, str]] = {}
        for event in events:
            self._newest[event.key] = max(event.version, self._newest.get(event.key, event.version))
        for number, event in enumerate(events, start=1):
            self._read(event, f"event {number}")
            check_most(max(len(self.cells) // 2, rows_of(self.cells)), limits.MOST_ROWS, name, "many sessions")

    def _read(self, event: _Event, where: str) -> None:
        """Read an event: the cells of its days."""
        days, why_none = event.days()
        meaning = self._aside(event) or self._meaning(event)
        on_days: list[dt.date | None] = [event.day]
        if meaning.reading != LEFT_OUT and not days:
            meaning = not_read(why_none) if event.day else replace(not_read(why_none), sessions=())
        elif meaning.reading != LEFT_OUT:
            on_days = [*days]
            taken = f"{meaning.taken[:-1]}; one of {len(days)} days." if len(days) > 1 else meaning.taken
            meaning = replace(meaning, taken=taken)
        text = "; ".join(part for part in (event.title, event.more) if part)
        report = (text, meaning.reading, meaning.taken, meaning.sessions)
        for day in on_days:
            if day is None or event.key[1] is not None or (event.uid, day) not in self._newest:
                self.cells.append(Cell(where, None, WEEKDAYS[day.weekday()] if day else "", day, *report))
                self.lacking += [(where, text)] if meaning.bare else []

    def _aside(self, event: _Event) -> Meaning | None:
        """What an event is that is no session."""
        begins = folded(event.title[:100]).replace("-", " ").replace(":", " ").split()[:2]
        means = {meaning for word in begins for code in CODES for meaning in language(code).words.get(word, ())}
        why = ""
        if event.uid and event.version < self._newest[event.key]:
            why = "An older version of an event that is there anew."
        elif event.text("STATUS").upper() == "CANCELLED" or "cancelled" in means or event.title[:1] in _CROSSES:
            why = "Left out, as it is cancelled."
        elif not event.timed and event.length == 7 * _DAY and event.day is not None:
            why, week = "A summary of the week, compared with what was read.", monday(event.day)
            totals = (total_of(text, self._context.unit, None, week) for text in (event.title, event.more))
            self.totals += [total for total in totals if total is not None][:1]
        elif not event.timed and event.length > 2 * _DAY and _BANNER.search(event.title):
            why = "The name of a week."
        return Meaning((), LEFT_OUT, why) if why else None

    def _meaning(self, event: _Event) -> Meaning:
        """What an event says; its length from the description, or from its hours, where the title has none."""
        known = event_of_export(event.uid, event.text("CATEGORIES"), event.more)
        if known is not None:
            return known
        words = meanings_in(tokens(f"{event.title[:400]}; {event.more[:400]}", self._context.tongue))
        meaning = row_meaning({"title": event.title}, {}, self._context) if event.title else not_read("it has no title")
        far = any(session.km for session in meaning.sessions) or bool(meaning.bare)
        trained = words & (RUNNING - ({"run"} if far else {"run", "race"}))
        if not (far or words & FAMILIES) or ("errand" in words and not trained):
            self.others.append(event.title)
            return Meaning((), LEFT_OUT, "No training by its title.")
        if meaning.sessions and not meaning.bare and not any(session.sized for session in meaning.sessions):
            meaning = self._with_length(event, meaning)
        if not event.timed and event.length > _DAY and meaning.sessions:
            meaning = meaning.doubted(f"it is {event.length.days} days long, and the first was taken")
        return meaning

    def _with_length(self, event: _Event, meaning: Meaning) -> Meaning:
        first, *others = meaning.sessions
        about = row_meaning({"title": event.title, "details": event.more}, {}, self._context) if event.more else meaning
        sessions, note = about.sessions, "its length is from the description"
        minutes = round(event.length.total_seconds() / 60, 2)
        if not sessions or not sessions[0].sized:
            if not (first.type and event.timed and 0 < minutes <= _LONGEST_RUN):
                return meaning
            sessions = (replace(first, minutes=minutes, running=minutes), *others)
            note = "its length is that of the event"
        return Meaning(sessions, "guessed", described(sessions, (note,)))


def _plain_calendar(text: str, name: str) -> str:
    """The events of a calendar, each with its title, its days and what it says, as one small calendar."""
    check_most((text.count("\n") + text.count("\r")) // 2, limits.MOST_LINES_ICS, name, "long calendar")
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
                raise refusal(name, "endless event", event=events)
            kept += [] if inside else [mark]
        elif len(inside) == 1 and _NEEDED.match(line) is not None:
            check_most(len(line), _MOST_LETTERS, name, "long event line", event=events)
            letters += len(line)
            kept.append(line)
        check_most(events, limits.MOST_EVENTS, name, "many events")
        if letters > limits.MOST_ALL or len(kept) > _MOST_NEEDED:
            raise refusal(name, "wordy calendar")
    if inside:
        raise refusal(name, "cut calendar", event=events)
    return "\r\n".join([*kept, "END:VCALENDAR", ""])
