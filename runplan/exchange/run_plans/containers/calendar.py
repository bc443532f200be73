"""A calendar of workouts (iCalendar): each event a session, weekly summaries and what is no training apart.

In: the text of a calendar. Out: a cell for each day of an event, in the order of the days, and the weeks' own totals.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

from runplan.exchange.run_plans.cells.cell import Context, Meaning, Session, described, not_read, read_cell
from runplan.exchange.run_plans.cells.kinds import RUNNING, meanings_in
from runplan.exchange.run_plans.cells.languages import FAMILIES, languages_of
from runplan.exchange.run_plans.cells.tokens import tokens
from runplan.exchange.run_plans.containers.ical_text import events_of, length_of_event, text_of, value_of, values_of
from runplan.exchange.run_plans.containers.source import Source
from runplan.exchange.run_plans.limits import MOST_ROWS, refusal, shown, too_many_sessions
from runplan.exchange.run_plans.result import LEFT_OUT, Cell, ImportedRuns, rows_of
from runplan.exchange.run_plans.runplan_files import event_of_export
from runplan.exchange.run_plans.tables.row import row_meaning
from runplan.exchange.run_plans.tables.table_reader import ask_for_unit
from runplan.exchange.run_plans.tables.totals import WeekTotal, monday, total_of
from runplan.schema import WEEKDAYS
from runplan.units import counted

CALENDAR = re.compile(r"[\ufeff \r\n\t]*BEGIN:VCALENDAR", re.IGNORECASE)  # how one begins
_ZONE = re.compile(r"^X-WR-TIMEZONE[^:\n]*:([^\r\n]{1,60})", re.IGNORECASE | re.MULTILINE)
_BANNER = re.compile(r"\b(?:week|woche|semaine|semana|settimana)\b", re.IGNORECASE)
_MOST_DAYS = 366  # of one event
_RULE_PARTS = {"FREQ", "COUNT", "UNTIL", "INTERVAL", "BYDAY", "WKST"}
_LONGEST_RUN = 360  # [min] of an event that is taken for the session's own length
_WEEK = dt.timedelta(days=7)


def read_calendar(source: Source) -> ImportedRuns:
    """The sessions of a calendar, in the order of their days.

    Raises
    ------
    PlanFileError
        If it is damaged or too large, or a unit has to be asked for.
    """
    (text, notes), name = source.decoded, source.name
    events = events_of(text, name)
    if not events:
        raise refusal(name, "is a calendar without events: export it with the workouts in it.")
    zone = _ZONE.search(text[:200_000])
    reader = _Reader(events, source.unit, _zone(zone[1].strip()) if zone is not None else None)
    for number, event in enumerate(events, start=1):
        reader.read(event, f"event {number}")
        if len(reader.cells) > 2 * MOST_ROWS or rows_of(reader.cells) > MOST_ROWS:
            raise too_many_sessions(name)
    if reader.lacking:
        raise ask_for_unit(name, reader.lacking)
    cells = sorted(reader.cells, key=lambda cell: cell.date or dt.date.max)
    return ImportedRuns(name, "calendar", tuple(cells), tuple(reader.totals), (*notes, *reader.notes), source.unit)


class _Reader:
    """Reads one event after the other."""

    def __init__(self, events: Sequence[Any], unit: str, zone: dt.tzinfo | None) -> None:
        self.cells: list[Cell] = []
        self.totals: list[WeekTotal] = []
        self.lacking: list[tuple[str, str]] = []
        self._zone = zone
        self._others: list[str] = []  # titles that are no training
        code = languages_of(text_of(event, "SUMMARY") for event in events).words.code
        self._context = Context(code, unit, "mi" if unit == "mi" else "")
        newest: dict[tuple[str, Any], tuple[int, str]] = {}
        for event in events:
            key, version = self._key(event), _version(event)
            newest[key] = max(version, newest.get(key, version)) if key[0] else version
        self._newest = newest
        self._replaced = {key for key in newest if key[1] is not None}

    @property
    def notes(self) -> tuple[str, ...]:
        """A sentence on the events that are no training."""
        if not self._others:
            return ()
        titles = ", ".join(shown(title, 30) for title in dict.fromkeys(self._others[:4]))
        were = "was" if len(self._others) == 1 else "were"
        return (
            f"{counted(len(self._others), 'event')} that {were} no training by the title {were} left out: {titles}.",
        )

    def _day(self, property_: Any) -> dt.date | None:
        """The day of a date or time where the calendar is read: a time in UTC is one of the calendar's own zone."""
        value = value_of(property_)
        if isinstance(value, dt.datetime):
            value = self._local(value).date()
        return value if isinstance(value, dt.date) and 2000 <= value.year <= 2200 else None

    def _local(self, moment: dt.datetime) -> dt.datetime:
        universal = moment.tzinfo is not None and str(moment.tzinfo) == "UTC"
        return moment.astimezone(self._zone) if universal and self._zone is not None else moment

    def _key(self, event: Any) -> tuple[str, dt.date | None]:
        return str(event.get("UID", "")), self._day(event.get("RECURRENCE-ID"))

    def _put(self, where: str, day: dt.date | None, text: str, meaning: Meaning) -> None:
        weekday = "" if day is None else WEEKDAYS[day.weekday()]
        self.cells.append(Cell(where, None, weekday, day, text, meaning.reading, meaning.taken, meaning.sessions))

    def read(self, event: Any, where: str) -> None:
        """Read an event: the cells of its days."""
        title, more = text_of(event, "SUMMARY"), text_of(event, "DESCRIPTION")
        text = "; ".join(part for part in (title, more) if part)
        day, length = self._day(event.get("DTSTART")), length_of_event(event)
        timed = isinstance(value_of(event.get("DTSTART")), dt.datetime)
        words = tokens(title[:500], self._context.language)
        key = self._key(event)
        why = ""
        if key[0] and _version(event) < self._newest[key]:
            why = "An older version of an event that is there anew."
        elif text_of(event, "STATUS").upper() == "CANCELLED" or "cancelled" in meanings_in(words[:2]):
            why = "Left out, as it is cancelled."
        elif length is not None and not timed and length == _WEEK and day is not None:
            why = "A summary of the week, compared with what was read."
            total = total_of(title, self._context.unit, None, monday(day)) or total_of(more, "", None, monday(day))
            self.totals += [total] if total is not None else []
        elif length is not None and not timed and length > dt.timedelta(days=2) and _BANNER.search(title):
            why = "The name of a week."
        if why:
            self._put(where, day, text, Meaning((), LEFT_OUT, why))
            return
        if day is None:
            self._put(where, None, text, Meaning((), "not read", "Not understood: it has no day from 2000 to 2200."))
            return
        session = event_of_export(
            str(event.get("UID", "")), text_of(event, "CATEGORIES"), str(event.get("DESCRIPTION", ""))
        )
        meaning = session or self._meaning(title, more, length if timed else None)
        training = meaning.reading != "not read" and self._is_training(title, more, meaning)
        if not training and not meanings_in(words) & (FAMILIES - {"rest"}):
            self._others.append(title)
            meaning = Meaning((), LEFT_OUT, "No training by its title.")
        if length is not None and not timed and length > dt.timedelta(days=1) and meaning.sessions:
            meaning = meaning.doubted(f"it is {length.days} days long, and the first was taken")
        days, said = self._days_of(event, day)
        if not days:
            self._put(where, day, text, replace(not_read(said), sessions=(Session(""),)))
        for date in days:
            if key[1] is None and (key[0], date) in self._replaced:
                continue
            one = (
                meaning if len(days) == 1 else replace(meaning, taken=f"{meaning.taken[:-1]}; one of {len(days)} days.")
            )
            self._put(where, date, text, one)
            self.lacking += [(where, text)] if meaning.bare else []

    def _is_training(self, title: str, more: str, meaning: Meaning) -> bool:
        """Whether a word of a kind of session says so, or a distance."""
        words = meanings_in(tokens(f"{title[:400]}; {more[:400]}", self._context.language))
        if "errand" in words and not words & (RUNNING - {"run"}):
            return False
        far = any(session.km for session in meaning.sessions) or bool(meaning.bare)
        return far or bool(words & FAMILIES) or not meaning.sessions

    def _meaning(self, title: str, more: str, length: dt.timedelta | None) -> Meaning:
        """What an event's title says; its length from the description, or from its hours, where the title has none."""
        if not title:
            return not_read("it has no title")
        meaning = read_cell(title, self._context.unit, self._context)
        if not meaning.sessions or meaning.bare or any(one.km or one.minutes for one in meaning.sessions):
            return meaning
        extra = row_meaning({"title": title, "details": more}, {}, self._context) if more else meaning
        if extra.sessions and (extra.sessions[0].km or extra.sessions[0].minutes):
            sessions = extra.sessions
            return Meaning(sessions, "guessed", described(sessions, ("its length is from the description",)))
        first = meaning.sessions[0]
        if first.type and length is not None and dt.timedelta() < length <= dt.timedelta(minutes=_LONGEST_RUN):
            minutes = round(length.total_seconds() / 60, 2)
            sessions = (replace(first, minutes=minutes, running=minutes), *meaning.sessions[1:])
            return Meaning(sessions, "guessed", described(sessions, ("its length is that of the event",)))
        return meaning

    def _days_of(self, event: Any, first: dt.date) -> tuple[list[dt.date], str]:
        """The days on which an event is; or none, and why."""
        rule = event.get("RRULE")
        more = [day for value in values_of(event.get("RDATE")) if (day := self._day(value)) is not None]
        if rule is None and not more:
            return [first], ""
        if isinstance(rule, list) or len(more) > _MOST_DAYS:
            return [], "it repeats by several rules: write its days as single events"
        days: list[dt.date] = [first]
        if rule is not None:
            try:
                days = self._by_rule(rule, value_of(event.get("DTSTART")))
            except Exception:  # a rule that the library could not read comes as anything
                days = []
            if not days:
                return [], "it repeats otherwise than by days or weeks up to an end: write its days as single events"
            if len(days) > _MOST_DAYS:
                return [], f"it repeats more than {_MOST_DAYS} times: give the plan's days alone"
        gone = {self._day(value) for value in self._in_zone(event, values_of(event.get("EXDATE")))}
        days = sorted({day for day in (*days, *more) if day not in gone and 2000 <= day.year <= 2200})
        return days, "" if days else "each of its days is taken back"

    def _by_rule(self, rule: Any, start: Any) -> list[dt.date]:
        """The days of a rule by days or weeks with an end; none for another rule."""
        parts = {str(key).upper(): value for key, value in rule.items()}
        frequency = str(parts["FREQ"][0]).upper()
        ends = "COUNT" in parts or "UNTIL" in parts
        if (
            set(parts) - _RULE_PARTS
            or not ends
            or frequency not in ("DAILY", "WEEKLY")
            or int((parts.get("INTERVAL") or [1])[0]) > 1000
        ):
            return []
        timed = isinstance(start, dt.datetime)
        begin = self._local(start) if timed else dt.datetime.combine(start, dt.time())
        until = (parts.get("UNTIL") or [None])[0]
        if until is not None:
            parts = {key: value for key, value in parts.items() if key != "UNTIL"}
            if isinstance(until, dt.datetime) and until.tzinfo is not None and begin.tzinfo is not None:
                until = until.astimezone(begin.tzinfo)
            last = (
                until.replace(tzinfo=None)
                if isinstance(until, dt.datetime)
                else dt.datetime.combine(until, dt.time.max)
            )
        else:
            last = dt.datetime.max
        begin = begin.replace(tzinfo=None)
        text = ";".join(
            f"{key}={','.join(map(str, value if isinstance(value, list) else [value]))}" for key, value in parts.items()
        )
        count = int((parts.get("COUNT") or [_MOST_DAYS + 1])[0])
        moments = [
            moment for moment in islice(rrulestr(text, dtstart=begin), min(count, _MOST_DAYS + 1)) if moment <= last
        ]
        days = [moment.date() for moment in moments]
        return days if begin.date() in days else [begin.date(), *days[: max(0, count - 1)]]

    def _in_zone(self, event: Any, values: Sequence[Any]) -> Iterator[Any]:
        """Moments in universal time as the event's own clock shows them."""
        start = value_of(event.get("DTSTART"))
        zone = start.tzinfo if isinstance(start, dt.datetime) and str(start.tzinfo) != "UTC" else self._zone
        for entry in values:
            value = getattr(entry, "dt", None)
            if isinstance(value, dt.datetime) and value.tzinfo is not None and zone is not None:
                yield _Moment(value.astimezone(zone))
            else:
                yield entry


class _Moment:
    """A time that stands for a property with it."""

    def __init__(self, moment: dt.datetime) -> None:
        self.dt = moment


def _zone(name: str) -> dt.tzinfo | None:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None


def _version(event: Any) -> tuple[int, str]:
    """What grows with each version of an event: its sequence, then its stamp."""
    sequence = text_of(event, "SEQUENCE")
    stamp = value_of(event.get("DTSTAMP"))
    return (int(sequence) if sequence.isdigit() and len(sequence) < 9 else 0, str(stamp or ""))
