"""A calendar of workouts (iCalendar): each event a session, weekly summaries apart."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from runplan.errors import PlanFileError
from runplan.exchange.run_plans.cells.cell import Meaning, Session, described, not_read, read_cell
from runplan.exchange.run_plans.containers.recurrence import days_of
from runplan.exchange.run_plans.containers.unfold import plain_calendar
from runplan.exchange.run_plans.infer_long_run import with_long_runs
from runplan.exchange.run_plans.limits import MOST_ROWS, MOST_TEXT, refusal
from runplan.exchange.run_plans.result import LEFT_OUT, Cell, ImportedRuns, rows_of, tidy
from runplan.exchange.run_plans.tables.ask_unit import ask_for_unit
from runplan.exchange.run_plans.tables.distance_units import both_units, unit_of_cells
from runplan.exchange.run_plans.tables.totals import WeekTotal, monday, total_of
from runplan.schema import WEEKDAYS

_LONGEST_RUN = 360  # [min] of an event that is taken for the session's own length


def is_calendar(text: str) -> bool:
    """Whether a text is a calendar."""
    return text[:400].lstrip("\ufeff \r\n\t").upper().startswith("BEGIN:VCALENDAR")


def read_calendar(text: str, name: str, unit: str, notes: tuple[str, ...]) -> ImportedRuns:
    """The sessions of a calendar, in the order of their days.

    Raises
    ------
    PlanFileError
        If it is damaged or too large, or a unit has to be asked for.
    """
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
            raise refusal(name, f"holds more than {MOST_ROWS:,} sessions: give a part of it.")
    if lacking:
        raise ask_for_unit(name, lacking)
    cells.sort(key=lambda cell: cell.date or dt.date.max)
    both = both_units(cells, unit)
    said = (*notes, both) if both else tuple(notes)
    told = unit or unit_of_cells(cells)
    return ImportedRuns(name, "calendar", with_long_runs(cells), tuple(totals), said, told)


def _events(text: str, name: str) -> list[Any]:
    from icalendar import Calendar

    try:
        return list(Calendar.from_ical(plain_calendar(text, name)).walk("VEVENT"))
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
        taken = f"{meaning.taken[:-1]}; it is {length.days} days long, and the first was taken."
        meaning = replace(meaning, reading="guessed" if meaning.reading == "read" else meaning.reading, taken=taken)
    days, said = days_of(event, day)
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
