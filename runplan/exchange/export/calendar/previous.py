"""What a calendar that RunPlan wrote before holds, so that the next one can follow on it and say what changed."""

from __future__ import annotations

import dataclasses
import datetime as dt
import os
import re
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import icalendar

from runplan.errors import PlanFileError, RunplanError
from runplan.exchange.disk import MOST_BYTES, as_path, read_file
from runplan.exchange.export.calendar.events import Event, Moment, calendar_uid, identity
from runplan.exchange.export.calendar.times import session_times, zone_named
from runplan.plan.tables import PlanTables

PROPERTIES = {"timezone": "X-RUNPLAN-TIMEZONE", "am": "X-RUNPLAN-AM", "pm": "X-RUNPLAN-PM"}
"""Where a calendar keeps what was asked for, by the option's name."""

_OTHERWISE = "give the last export of this plan, or leave previous out"
_ANOTHER = (
    "plan anew with previous=that plan (on the command line --previous), so that it stays the same plan, or write over "
    "that file without previous, which cancels what it holds"
)
_UID = re.compile(rf"(?:.+\.)?([0-9a-f]{{16}}){re.escape(calendar_uid(''))}")
_MOST_CHANGES = 2**31 - 2  # the next sequence is still a number of RFC 5545


class _Damaged(Exception):
    """What is wrong with an older calendar, in words."""


class CalendarOptions(NamedTuple):
    """What was asked for of a calendar; None where nothing was said."""

    timezone: str | None = None
    am: str | None = None
    pm: str | None = None

    def inheriting(self, older: CalendarOptions) -> CalendarOptions:
        """The same, with what was said earlier where nothing is said."""
        return CalendarOptions(*(was if now is None else now for now, was in zip(self, older, strict=True)))


@dataclasses.dataclass(frozen=True)
class PreviousExport:
    """What an older calendar holds: events by their identity, and what was asked for.

    In `replaced` stand those of other plans that this one, or one before it, replaced, without their descriptions: the
    events of the plan whose calendar it is, and what is cancelled already. Any other event is left aside: somebody
    keeps it in the same calendar.
    """

    events: dict[str, Event]
    replaced: dict[str, Event]
    options: CalendarOptions


def older_calendar(previous: str | os.PathLike[str] | bytes | PreviousExport, plan_id: str) -> PreviousExport:
    """What an older export holds.

    Raises
    ------
    PlanFileError
        If it cannot be read, is damaged, or is no calendar of this plan.
    """
    if isinstance(previous, PreviousExport):
        return previous
    name = "previous"
    if isinstance(previous, bytes):
        data = previous
        if len(data) > MOST_BYTES:
            raise PlanFileError(f"{name} is larger than 20 MB, and what RunPlan writes is smaller: {_OTHERWISE}.")
    else:
        path = as_path(previous)
        name, data = str(path), read_file(path, _OTHERWISE)
    try:
        calendar = _parsed(data)
        older = _older(calendar, plan_id)
    except _Damaged as damage:
        raise PlanFileError(f"{name} is damaged ({damage}): {_OTHERWISE}.") from None
    if _is_of(calendar, older, plan_id):
        return older
    others = sorted({match[1] for uid in _uids(calendar) if (match := _UID.fullmatch(uid))})
    if others:
        raise PlanFileError(f"{name} is the calendar of another plan ({others[0]}, not {plan_id}): {_ANOTHER}.")
    raise PlanFileError(f"{name} is no calendar that RunPlan wrote: {_OTHERWISE}.")


def standing_export(plan: PlanTables, path: Path) -> PreviousExport | None:
    """What the file that an export is about to replace holds, if RunPlan wrote it; else None.

    A runner who exports again to the same name goes on with the calendar that is there: without it, the events would
    begin at their first revision again, and calendars that know a later one would not take them. Where it is another
    plan's, that plan is replaced as the file is, and a calendar that took the file is to hear so.
    """
    plan_id = identity(plan)
    try:
        calendar = _parsed(read_file(path, _OTHERWISE))
        older = _older(calendar, plan_id)
    except (PlanFileError, _Damaged):
        return None
    return older if older.replaced or _is_of(calendar, older, plan_id) else None


def _parsed(data: bytes) -> icalendar.Calendar:
    text = data.decode("utf-8-sig", "replace").strip()
    if text[:15].upper() != "BEGIN:VCALENDAR":
        raise _Damaged("it does not begin as a calendar")
    if text[-13:].upper() != "END:VCALENDAR":
        raise _Damaged("its end is missing")
    if "\ufffd" in text and "\ufffd".encode() not in data:
        raise _Damaged("it is not UTF-8")
    try:
        calendars = icalendar.Calendar.from_ical(text, multiple=True)
    except Exception as error:  # whatever a parser meets in bytes of any kind
        raise _Damaged("it does not follow the rules of iCalendar") from error
    if not calendars:
        raise _Damaged("it does not follow the rules of iCalendar")
    if len(calendars) > 1:
        raise _Damaged(f"it holds {len(calendars)} calendars")
    return calendars[0]


def _uids(calendar: icalendar.Calendar) -> list[str]:
    return [str(component.get("UID", "")) for component in (calendar, *calendar.walk("VEVENT"))]


def _is_of(calendar: icalendar.Calendar, previous: PreviousExport, plan_id: str) -> bool:
    return bool(previous.events) or str(calendar.get("UID", "")) == calendar_uid(plan_id)


def _older(calendar: icalendar.Calendar, plan_id: str) -> PreviousExport:
    ending, whose = calendar_uid(plan_id), str(calendar.get("UID", ""))
    events: dict[str, Event] = {}
    replaced: dict[str, Event] = {}
    for component in calendar.walk("VEVENT"):
        uid = str(component.get("UID", ""))
        match = _UID.fullmatch(uid)
        ours = uid.endswith(f".{ending}")
        if not ours and (match is None or (calendar_uid(match[1]) != whose and not _cancelled(component))):
            continue
        if uid in events or uid in replaced:
            raise _Damaged(f"{uid} stands in it twice")
        try:
            event = _event(uid, component)
        except (KeyError, ValueError, TypeError, AttributeError, OverflowError):
            raise _Damaged(f"{uid} lacks a time, stamp or sequence") from None
        if ours:
            events[uid] = event
        else:
            replaced[uid] = dataclasses.replace(event, description="")
    return PreviousExport(events, replaced, _options(calendar, [*events.values(), *replaced.values()]))


def _options(calendar: icalendar.Calendar, events: list[Event]) -> CalendarOptions:
    options = CalendarOptions(
        *(None if calendar.get(name) is None else str(calendar[name]) for name in PROPERTIES.values())
    )
    try:
        session_times((), am=options.am, pm=options.pm)
        if options.timezone is not None:
            zone_named(options.timezone)
    except RunplanError:
        raise _Damaged(f"its {', '.join(PROPERTIES.values())} are not what RunPlan writes") from None
    if options.timezone is None:  # another program may have dropped what it does not know, and files of old have none
        zones = Counter(event.start.zone for event in events if not event.cancelled).most_common(1)
        options = options._replace(timezone=zones[0][0] or None if zones else None)
    return options


def _event(uid: str, component: Any) -> Event:
    stamp, sequence = component["DTSTAMP"].dt, int(component.get("SEQUENCE", 0))
    if not isinstance(stamp, dt.datetime) or stamp.utcoffset() != dt.timedelta() or stamp.year > 9000:
        raise ValueError(stamp)
    if not 0 <= sequence <= _MOST_CHANGES or component.errors:
        raise ValueError(sequence)
    categories = component.get("CATEGORIES")
    return Event(
        uid=uid,
        start=_moment(component["DTSTART"]),
        end=_moment(component["DTEND"]) if "DTEND" in component else None,
        summary=str(component.get("SUMMARY", "")),
        description=str(component.get("DESCRIPTION", "")),
        categories=tuple(str(category) for category in categories.cats) if categories is not None else (),
        color=str(component.get("COLOR", "")),
        stamp=stamp.astimezone(dt.UTC),
        sequence=sequence,
        cancelled=_cancelled(component),
    )


def _cancelled(component: Any) -> bool:
    return str(component.get("STATUS", "")).upper() == "CANCELLED"


def _moment(time: Any) -> Moment:
    clock, zone = time.dt, time.params.get("TZID", "")
    if not isinstance(clock, dt.datetime):
        raise ValueError(clock)
    if zone:
        try:
            zone_named(zone)
        except RunplanError:
            raise _Damaged(f"it names a timezone {str(zone)[:40]!r} that is not known") from None
        return Moment(clock.replace(tzinfo=None, fold=0), str(zone))
    return Moment(clock.replace(tzinfo=None), "UTC" if clock.tzinfo is not None else "")
