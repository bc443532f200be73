"""The events of a calendar that RunPlan wrote before, so that the next one can say what changed."""

from __future__ import annotations

import datetime as dt
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from runplan.errors import PlanFileError, RunplanError
from runplan.exchange.calendar_events import Event, Moment, PlanWithBlock, calendar_uid, identity
from runplan.exchange.clock import zone_named
from runplan.exchange.exporting import ALLOW_EXPORT
from runplan.exchange.files import MOST_BYTES, as_path, read_file

if TYPE_CHECKING:
    import icalendar

__all__ = ["older_events", "standing_export"]

_OTHERWISE = "give the last export of this plan, or leave previous out"
_UID = re.compile(rf"(?:.+\.)?([0-9a-f]{{16}}){re.escape(calendar_uid(''))}")
_MOST_CHANGES = 2**31 - 2  # the next sequence is still a number of RFC 5545


class _AnotherPlan(PlanFileError):
    """The older calendar is one of another plan."""


class _Damaged(Exception):
    """What is wrong with an older calendar, in words."""


def older_events(previous: str | os.PathLike[str] | bytes, plan_id: str) -> dict[str, Event]:
    """The events of an older export.

    Parameters
    ----------
    previous : path-like or bytes
    plan_id : str
        The plan that it must be of.

    Returns
    -------
    dict of str to Event
        By identity. Events that are not the plan's are left aside: somebody keeps them in the same calendar.

    Raises
    ------
    PlanFileError
        If it cannot be read, is damaged, or is no calendar of this plan.
    """
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
        found = _of_plan(calendar, plan_id)
    except _Damaged as damage:
        raise PlanFileError(f"{name} is damaged ({damage}): {_OTHERWISE}.") from None
    if found is not None:
        return found
    others = sorted({match[1] for uid in _uids(calendar) if (match := _UID.fullmatch(uid))})
    if others:
        raise _AnotherPlan(f"{name} is the calendar of another plan ({others[0]}, not {plan_id}): {_OTHERWISE}.")
    raise PlanFileError(f"{name} is no calendar that RunPlan wrote: {_OTHERWISE}.")


def standing_export(plan: PlanWithBlock, path: Path) -> bytes | None:
    """The file that an export is about to replace, if it is an older one of the same plan; else None.

    A runner who exports again to the same name goes on with the calendar that is there: without it, the events would
    begin at their first revision again, and calendars that know a later one would not take them.

    Raises
    ------
    PlanFileError
        If it is the calendar of another plan. Whoever has taken that one would keep its events beside the new ones.
    """
    try:
        data = read_file(path, _OTHERWISE)
        older_events(data, identity(plan))
    except _AnotherPlan:
        raise PlanFileError(
            f"{path} is the calendar of another plan, whose sessions would stay beside those of this one: "
            f"plan anew from that plan (build_plan(block, previous=...), runplan plan --previous), give another name, "
            f"or {ALLOW_EXPORT}."
        ) from None
    except PlanFileError:
        return None
    return data


def _parsed(data: bytes) -> icalendar.Calendar:
    import icalendar

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
    return [str(one.get("UID", "")) for one in (calendar, *calendar.walk("VEVENT"))]


def _of_plan(calendar: icalendar.Calendar, plan_id: str) -> dict[str, Event] | None:
    ending = calendar_uid(plan_id)
    found: dict[str, Event] = {}
    for component in calendar.walk("VEVENT"):
        uid = str(component.get("UID", ""))
        if not uid.endswith(f".{ending}"):
            continue
        if uid in found:
            raise _Damaged(f"{uid} stands in it twice")
        try:
            found[uid] = _event(uid, component)
        except (KeyError, ValueError, TypeError, AttributeError, OverflowError):
            raise _Damaged(f"{uid} lacks a time, stamp or sequence") from None
    return found if found or str(calendar.get("UID", "")) == ending else None


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
        categories=tuple(str(one) for one in categories.cats) if categories is not None else (),
        color=str(component.get("COLOR", "")),
        stamp=stamp.astimezone(dt.UTC),
        sequence=sequence,
        cancelled=str(component.get("STATUS", "")).upper() == "CANCELLED",
    )


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
