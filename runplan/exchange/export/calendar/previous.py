"""What a calendar that RunPlan wrote before holds, so that the next one can follow on it and say what changed."""

from __future__ import annotations

import dataclasses
import os
import re
from collections import Counter
from pathlib import Path

import icalendar

from runplan.errors import PlanFileError, RunplanError
from runplan.exchange.disk import MOST_BYTES, as_path, read_file
from runplan.exchange.export.calendar.events import (
    PROPERTIES,
    CalendarOptions,
    Event,
    PreviousExport,
    calendar_uid,
    identity,
)
from runplan.exchange.export.calendar.ics import is_cancelled, read_event
from runplan.exchange.export.calendar.times import zone_named
from runplan.plan.tables import PlanTables

_OTHERWISE = "give the last export of this plan, or leave previous out"
_ANOTHER = (
    "plan again with previous=that plan (on the command line --previous), so that it stays the same plan, or "
    "write over that file without previous, which cancels its events"
)
_UID = re.compile(rf"(?:.+\.)?([0-9a-f]{{16}}){re.escape(calendar_uid(''))}")


class _Damaged(Exception):
    """What is wrong with an older calendar, in words."""


def named_export(plan: PlanTables, previous: str | os.PathLike[str] | bytes | PreviousExport) -> PreviousExport:
    """What an older export that is named holds.

    Raises
    ------
    PlanFileError
        If it cannot be read, is damaged, or is no calendar of this plan.
    """
    if isinstance(previous, PreviousExport):
        return previous
    name, plan_id = "previous", identity(plan)
    if isinstance(previous, bytes):
        data = previous
        if len(data) > MOST_BYTES:
            raise PlanFileError(f"{name} is larger than 20 MB, so it is not a file that RunPlan wrote: {_OTHERWISE}.")
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
    raise PlanFileError(f"{name} is not a calendar that RunPlan wrote: {_OTHERWISE}.")


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
        raise _Damaged("it does not begin like a calendar")
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
        raise _Damaged(f"it has {len(calendars)} calendars")
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
        if not ours and (match is None or (calendar_uid(match[1]) != whose and not is_cancelled(component))):
            continue
        if uid in events or uid in replaced:
            raise _Damaged(f"{uid} occurs twice in it")
        try:
            event = read_event(component)
        except (KeyError, ValueError, TypeError, AttributeError, OverflowError):
            raise _Damaged(f"{uid} lacks a time, stamp or sequence") from None
        _check_zones(event)
        if ours:
            events[uid] = event
        else:
            replaced[uid] = dataclasses.replace(event, description="")
    return PreviousExport(events, replaced, _options(calendar, [*events.values(), *replaced.values()]))


def _options(calendar: icalendar.Calendar, events: list[Event]) -> CalendarOptions:
    options = CalendarOptions(*(None if calendar.get(name) is None else str(calendar[name]) for name in PROPERTIES))
    try:
        options.check()
    except RunplanError:
        raise _Damaged(f"its {', '.join(PROPERTIES)} are not what RunPlan writes") from None
    if options.timezone is None:  # another program may have dropped what it does not know, and files of old have none
        zones = Counter(event.start.zone for event in events if not event.cancelled).most_common(1)
        options = options._replace(timezone=zones[0][0] or None if zones else None)
    return options


def _check_zones(event: Event) -> None:
    for zone in (moment.zone for moment in (event.start, event.end) if moment is not None and moment.zone):
        try:
            zone_named(zone)
        except RunplanError:
            raise _Damaged(f"it names a timezone {zone[:40]!r} that is not known") from None
