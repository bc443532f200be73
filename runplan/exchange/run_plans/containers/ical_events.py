"""A calendar of workouts (iCalendar): each event a session, weekly summaries apart.

The library that reads calendars takes a time per letter that twenty megabytes would make minutes of. So lines are
unfolded here, and only the few that tell of a session go on to it: alarms, zones and pictures are left behind.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Any

from dateutil.rrule import DAILY, WEEKLY, rrule

from runplan.errors import PlanFileError
from runplan.exchange.run_plans.cells.cell import Meaning, Session, described, not_read, read_cell
from runplan.exchange.run_plans.containers.source import Source
from runplan.exchange.run_plans.limits import (
    MOST_ALL,
    MOST_EVENTS,
    MOST_LINES_ICS,
    MOST_ROWS,
    MOST_TEXT,
    refusal,
    too_many_sessions,
)
from runplan.exchange.run_plans.result import (
    LEFT_OUT,
    Cell,
    ImportedRuns,
    both_units,
    rows_of,
    tidy,
    unit_of_cells,
    with_long_runs,
)
from runplan.exchange.run_plans.tables.table_reader import ask_for_unit
from runplan.exchange.run_plans.tables.totals import WeekTotal, monday, total_of
from runplan.schema import WEEKDAYS

CALENDAR = re.compile(r"[\ufeff \r\n\t]*BEGIN:VCALENDAR", re.IGNORECASE)  # how one begins
_NEEDED = re.compile(
    r"(?:UID|SUMMARY|DESCRIPTION|DTSTART|DTEND|DURATION|RRULE|RDATE|EXDATE|RECURRENCE-ID|STATUS)[;:]", re.IGNORECASE
)
_MOST_LETTERS = 10_000  # of one line, unfolded
_MOST_NEEDED = 25_000  # lines
_MOST_DAYS = 366  # of one event
_DAYS = {"MO": 0, "TU": 1, "WE": 2, "TH": 3, "FR": 4, "SA": 5, "SU": 6}
_RULE_PARTS = {"FREQ", "COUNT", "UNTIL", "INTERVAL", "BYDAY", "WKST"}
_LONGEST_RUN = 360  # [min] of an event that is taken for the session's own length


def read_calendar(source: Source) -> ImportedRuns:
    """The sessions of a calendar, in the order of their days.

    Raises
    ------
    PlanFileError
        If it is damaged or too large, or a unit has to be asked for.
    """
    (text, notes), name, unit = source.decoded, source.name, source.unit
    events = _events(text, name)
    if not events:
        raise refusal(name, "is a calendar without events: export it with the workouts in it.")
    replaced = {
        (str(event.get("UID", "")), day) for event in events if (day := _date(event.get("RECURRENCE-ID"))) is not None
    }
    cells: list[Cell] = []
    totals: list[WeekTotal] = []
    lacking: list[tuple[str, str]] = []
    for number, event in enumerate(events, start=1):
        for cell, total, bare in _read_event(event, f"event {number}", unit, replaced):
            cells.append(cell)
            totals += [total] if total is not None else []
            lacking += [(cell.where, cell.text)] if bare else []
        if len(cells) > 2 * MOST_ROWS or rows_of(cells) > MOST_ROWS:
            raise too_many_sessions(name)
    if lacking:
        raise ask_for_unit(name, lacking)
    cells.sort(key=lambda cell: cell.date or dt.date.max)
    both = both_units(cells, unit)
    notes = (*notes, both) if both else notes
    unit = unit or unit_of_cells(cells)
    return ImportedRuns(name, "calendar", with_long_runs(cells), tuple(totals), notes, unit)


def _events(text: str, name: str) -> list[Any]:
    from icalendar import Calendar

    try:
        return list(Calendar.from_ical(_plain_calendar(text, name)).walk("VEVENT"))
    except PlanFileError:
        raise
    except Exception:  # the library's errors are of many kinds, and all mean the same here
        raise refusal(name, "is a calendar that is damaged: export it anew.") from None


def _text(event: Any, key: str) -> str:
    value = event.get(key, "")
    if isinstance(value, list):
        value = value[0] if value else ""
    try:
        return tidy(str(value).replace("\0", " "))
    except Exception:  # a value that the library could not read may have no text
        return ""


def _value(property_: Any) -> Any:
    """The date or time of a property, whatever the library made of it; None where there is none."""
    if isinstance(property_, list):
        property_ = property_[0] if property_ else None
    try:
        return getattr(property_, "dt", None)
    except Exception:
        return None


def _date(property_: Any) -> dt.date | None:
    value = _value(property_)
    day = value.date() if isinstance(value, dt.datetime) else value
    return day if isinstance(day, dt.date) and 2000 <= day.year <= 2200 else None


def _length(event: Any) -> dt.timedelta | None:
    """How long an event is: whole days where it has no time of day."""
    start, end, duration = (_value(event.get(key)) for key in ("DTSTART", "DTEND", "DURATION"))
    try:
        if isinstance(duration, dt.timedelta):
            return duration
        if start is not None and end is not None and isinstance(start, dt.datetime) == isinstance(end, dt.datetime):
            length: dt.timedelta = end - start
            return length
    except (TypeError, OverflowError, ValueError):
        pass
    return None


def _read_event(
    event: Any, where: str, unit: str, replaced: set[tuple[str, dt.date]]
) -> Iterator[tuple[Cell, WeekTotal | None, bool]]:
    """The rows of an event: cell, the week's total where it is a summary, and whether a unit is lacking."""
    title, more = _text(event, "SUMMARY"), _text(event, "DESCRIPTION")
    text = "; ".join(part for part in (title, more) if part)
    day = _date(event.get("DTSTART"))

    def row(reading: str, taken: str, on: dt.date | None = day, sessions: tuple[Session, ...] = ()) -> Cell:
        weekday = "" if on is None else WEEKDAYS[on.weekday()]
        return Cell(where, None, weekday, on, text, reading, taken, sessions)

    if _text(event, "STATUS").upper() == "CANCELLED":
        yield row(LEFT_OUT, "Left out, as it is cancelled."), None, False
        return
    if day is None:
        yield row("not read", "Not understood: it has no day from 2000 to 2200."), None, False
        return
    length = _length(event)
    timed = isinstance(_value(event.get("DTSTART")), dt.datetime)
    if length is not None and not timed and length == dt.timedelta(days=7):
        total = total_of(title, unit, None, monday(day)) or total_of(more, unit, None, monday(day))
        yield row(LEFT_OUT, "A summary of the week, compared with what was read."), total, False
        return
    meaning = _meaning(title, more, unit, length if timed else None)
    if length is not None and not timed and length > dt.timedelta(days=1) and meaning.sessions:
        meaning = meaning.doubted(f"it is {length.days} days long, and the first was taken")
    days, said = _days_of(event, day)
    if not days:
        yield row("not read", f"Not understood: {said}.", sessions=(Session(""),)), None, False
        return
    uid = _text(event, "UID")
    own = event.get("RECURRENCE-ID") is not None
    for one in days:
        if not own and (uid, one) in replaced:
            continue
        taken = meaning.taken if len(days) == 1 else f"{meaning.taken[:-1]}; one of {len(days)} days."
        yield row(meaning.reading, taken, one, meaning.sessions), None, bool(meaning.bare)


def _meaning(title: str, more: str, unit: str, length: dt.timedelta | None) -> Meaning:
    """What an event's title says; its length from the description, or from its hours, where the title has none."""
    meaning = read_cell(title, unit) if title else not_read("it has no title")
    if not meaning.sessions or meaning.bare or any(one.km or one.minutes for one in meaning.sessions):
        return meaning
    first = meaning.sessions[0]
    extra = read_cell(more[:MOST_TEXT], unit) if more else None
    other = extra.sessions[0] if extra is not None and len(extra.sessions) == 1 and not extra.bare else None
    if other is not None and other.type and (other.km or other.minutes):
        kind = other if not first.type or not first.typed else first
        first = replace(other, type=kind.type, typed=kind.typed, race=kind.race)
        sessions = (first, *meaning.sessions[1:])
        return Meaning(sessions, "guessed", described(sessions, ("its length is from the description",), unit))
    if first.type and length is not None and dt.timedelta() < length <= dt.timedelta(minutes=_LONGEST_RUN):
        minutes = round(length.total_seconds() / 60, 2)
        first = replace(first, minutes=minutes, running=minutes)
        sessions = (first, *meaning.sessions[1:])
        return Meaning(sessions, "guessed", described(sessions, ("its length is that of the event",), unit))
    return meaning


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


def _days_of(event: Any, first: dt.date) -> tuple[list[dt.date], str]:
    """The days on which an event stands; or none, and why."""
    rule = event.get("RRULE")
    more = _days(event.get("RDATE"))
    if rule is None and not more:
        return [first], ""
    if isinstance(rule, list) or len(more) > _MOST_DAYS:
        return [], "it repeats by several rules: write its days as single events"
    days: list[dt.date] | None = [first]
    if rule is not None:
        try:
            days = _by_rule({str(key).upper(): value for key, value in rule.items()}, first)
        except Exception:  # a rule that the library could not read comes as anything
            days = None
        if days is None:
            return [], "it repeats otherwise than by days or weeks up to an end: write its days as single events"
        if len(days) > _MOST_DAYS:
            return [], f"it repeats more than {_MOST_DAYS} times: give the plan's days alone"
    dropped = set(_days(event.get("EXDATE")))
    days = sorted({day for day in (*(days or ()), *more) if day not in dropped and 2000 <= day.year <= 2200})
    return days, "" if days else "each of its days is taken back"


def _days(property_: Any) -> list[dt.date]:
    """The dates of EXDATE or RDATE."""
    found = []
    for one in property_ if isinstance(property_, list) else [property_]:
        for entry in getattr(one, "dts", ()):
            value = getattr(entry, "dt", None)
            if isinstance(value, dt.datetime):
                found.append(value.date())
            elif isinstance(value, dt.date):
                found.append(value)
    return found


def _by_rule(rule: dict[str, Any], first: dt.date) -> list[dt.date] | None:
    def one(key: str, otherwise: Any = None) -> Any:
        value = rule.get(key, otherwise)
        return value[0] if isinstance(value, list) else value

    frequency = str(one("FREQ", "")).upper()
    count, until, step = one("COUNT"), one("UNTIL"), int(one("INTERVAL", 1))
    if set(rule) - _RULE_PARTS or frequency not in ("DAILY", "WEEKLY") or (count is None and until is None):
        return None
    if not 1 <= step <= 1000 or (frequency == "DAILY" and "BYDAY" in rule):
        return None
    weekly: dict[str, Any] = {}
    if frequency == "WEEKLY":
        names = rule.get("BYDAY") or []
        days = [_DAYS[str(name).upper()] for name in (names if isinstance(names, list) else [names])]
        weekly = {"byweekday": days or None, "wkst": _DAYS[str(one("WKST", "MO")).upper()]}
    last = None if until is None else dt.datetime.combine(until, dt.time())
    begin = dt.datetime.combine(first, dt.time())
    repeats = rrule(WEEKLY if weekly else DAILY, begin, interval=step, until=last, **weekly)
    most = _MOST_DAYS if count is None else min(int(count) - 1, _MOST_DAYS)
    later = (moment.date() for moment in repeats if moment > begin)
    return [first, *islice(later, max(most, 0))]
