"""A plan as an iCalendar file (RFC 5545 with the properties of RFC 7986), an event a session.

The same plan gives the same bytes. An export that follows on an older one says what changed since, so that a calendar
that imports it moves its events instead of doubling them.

It holds each session's day, begin and length, its title with kilometres or minutes, its kind and type as categories,
and as text its effort, steps, exercises and notes, in the block's unit. The line about pain is in the calendar's
description and with the strength sessions. What the format does not hold:

- kilometres, effort, steps and exercises as numbers of their own: they are words in title and description, with one
  decimal;
- exercise ids, and which sessions are pinned;
- line breaks in titles and in the names and notes of exercises: they become spaces, as control characters do;
- the weeks with their phases and targets, the block, and findings: `to_csv` keeps the whole plan.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import icalendar

from runplan.exchange.export.calendar.events import (
    PROPERTIES,
    CalendarOptions,
    Event,
    Moment,
    PreviousExport,
    calendar_uid,
    events_of,
    following,
    identity,
)
from runplan.exchange.export.calendar.times import AM
from runplan.exchange.export.calendar.timezones import timezone_of
from runplan.exchange.export.text import pain_advice
from runplan.plan.block import Block
from runplan.plan.tables import PlanTables
from runplan.units import counted, format_date
from runplan.words import GOAL_NAMES

_LOCAL = "local"
PRODUCT = "-//RunPlan//RunPlan//EN"  # without a version, or each would give other bytes
_MOST_CHANGES = 2**31 - 2  # the next sequence is still a number of RFC 5545


def ics_bytes(
    plan: PlanTables,
    *,
    timezone: str | None = None,
    am: str | None = None,
    pm: str | None = None,
    previous: PreviousExport | None = None,
) -> bytes:
    """The bytes of a plan's iCalendar file.

    Raises
    ------
    RunplanError
        If an option cannot be read.
    """
    options = CalendarOptions(timezone, am, pm)
    if previous is not None:
        options = options.inheriting(previous.options)
    if options.timezone == _LOCAL:
        options = options._replace(timezone=None)
    events = events_of(plan, am=options.am, pm=options.pm, timezone=options.timezone)
    if previous is not None:
        events = following(events, previous.events | _to_cancel(previous.replaced, events))
    # By identity, not by time: a session that moves keeps its place in the file.
    in_order = [events[uid] for uid in sorted(events)]
    calendar = _calendar(plan, options)
    for zone in _zones(in_order):
        calendar.add_component(zone)
    for event in in_order:
        calendar.add_component(_component(event))
    data: bytes = calendar.to_ical()
    return data


def _to_cancel(replaced: Mapping[str, Event], events: Mapping[str, Event]) -> dict[str, Event]:
    """What of replaced plans is cancelled, or was. A plan that was over before this one begins is history."""
    live = [event.start.clock for event in replaced.values() if not event.cancelled]
    over = bool(live and events) and max(live) < min(event.start.clock for event in events.values())
    return {uid: event for uid, event in replaced.items() if event.cancelled or not over}


def _calendar(plan: PlanTables, options: CalendarOptions) -> icalendar.Calendar:
    """The calendar without its events.

    There is no REFRESH-INTERVAL: it tells how often to fetch a calendar from its address, and a file has none. Nor an
    ORGANIZER, though METHOD:PUBLISH asks for one where several people are invited: that would make a meeting of a run.
    """
    name = _name(plan.block)
    calendar = icalendar.Calendar()
    for key, value in (
        ("PRODID", PRODUCT),
        ("VERSION", "2.0"),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", "PUBLISH"),
        ("UID", calendar_uid(identity(plan))),
        ("NAME", name),
        ("X-WR-CALNAME", name),
        ("COLOR", "steelblue"),
    ):
        calendar[key] = icalendar.vText(value)
    calendar["DESCRIPTION"] = calendar["X-WR-CALDESC"] = _EscapedText(pain_advice())
    if options.timezone is not None:
        calendar["X-WR-TIMEZONE"] = icalendar.vText(options.timezone)
    for key, option in zip(PROPERTIES, options, strict=True):
        if option is not None:
            calendar[key] = icalendar.vText(option.zfill(len(AM)) if ":" in option else option)  # 6:15 is 06:15
    return calendar


def _name(block: Block) -> str:
    if block.race_date is not None:
        return f"RunPlan: {GOAL_NAMES.get(block.goal, 'race')} on {format_date(block.race_date)}"
    return f"RunPlan: {counted(block.number_of_weeks, 'week')} from {format_date(block.first_day)}"


def _component(event: Event) -> icalendar.Event:
    stamp = icalendar.vDatetime(event.stamp)
    component = icalendar.Event()
    component["UID"] = icalendar.vText(event.uid)
    component["DTSTAMP"] = component["LAST-MODIFIED"] = stamp
    component["DTSTART"] = _time(event.start)
    if event.end is not None:
        component["DTEND"] = _time(event.end)
    component["SUMMARY"] = _EscapedText(event.summary)
    component["DESCRIPTION"] = _EscapedText(event.description)
    if event.categories:
        component["CATEGORIES"] = icalendar.vCategory(list(event.categories))
    if event.color:
        component["COLOR"] = icalendar.vText(event.color)
    component["SEQUENCE"] = icalendar.vInt(event.sequence)
    component["STATUS"] = icalendar.vText("CANCELLED" if event.cancelled else "CONFIRMED")
    return component


def read_event(component: Any) -> Event:
    """The event of a component as `ics_bytes` writes it, whatever has become of it since.

    Raises
    ------
    KeyError, ValueError, TypeError, AttributeError or OverflowError
        If it lacks a time, a stamp or a sequence.
    """
    stamp, sequence = component["DTSTAMP"].dt, int(component.get("SEQUENCE", 0))
    if not isinstance(stamp, dt.datetime) or stamp.utcoffset() != dt.timedelta() or stamp.year > 9000:
        raise ValueError(stamp)
    if not 0 <= sequence <= _MOST_CHANGES or component.errors:
        raise ValueError(sequence)
    categories = component.get("CATEGORIES")
    return Event(
        uid=str(component.get("UID", "")),
        start=_moment(component["DTSTART"]),
        end=_moment(component["DTEND"]) if "DTEND" in component else None,
        summary=str(component.get("SUMMARY", "")),
        description=str(component.get("DESCRIPTION", "")),
        categories=tuple(str(category) for category in categories.cats) if categories is not None else (),
        color=str(component.get("COLOR", "")),
        stamp=stamp.astimezone(dt.UTC),
        sequence=sequence,
        cancelled=is_cancelled(component),
    )


def is_cancelled(component: Any) -> bool:
    """Whether a component says that its event does not take place."""
    return str(component.get("STATUS", "")).upper() == "CANCELLED"


def _time(moment: Moment) -> icalendar.vDatetime:
    """A time with the zone's name as it was given; icalendar itself makes universal time of some, such as Accra."""
    if moment.zone == "UTC":
        return icalendar.vDatetime(moment.clock.replace(tzinfo=dt.UTC))
    time = icalendar.vDatetime(moment.clock)
    if moment.zone:
        time.params["TZID"] = moment.zone
    return time


def _moment(time: Any) -> Moment:
    clock, zone = time.dt, str(time.params.get("TZID", ""))
    if not isinstance(clock, dt.datetime):
        raise ValueError(clock)
    if zone:
        return Moment(clock.replace(tzinfo=None, fold=0), zone)
    return Moment(clock.replace(tzinfo=None), "UTC" if clock.tzinfo is not None else "")


def _zones(events: Iterable[Event]) -> Iterator[icalendar.Timezone]:
    """What the clocks of the events' zones do in these years."""
    years: dict[str, set[int]] = {}
    for event in events:
        for moment in (event.start, event.end):
            if moment is not None and moment.zone not in ("", "UTC"):
                years.setdefault(moment.zone, set()).add(moment.clock.year)
    for name in sorted(years):
        yield timezone_of(name, min(years[name]), max(years[name]))


class _EscapedText(icalendar.vText):
    """Text that reads back as it was: icalendar 7 takes a backslash before an N for a line break when it writes."""

    def to_ical(self) -> bytes:
        text = self.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
        return text.replace("\n", "\\n").encode()
