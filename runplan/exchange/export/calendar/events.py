"""A plan's sessions as events of a calendar, and what a later export says of an earlier one's.

In: a plan, and the events of an older file of the same plan. Out: plain records, ready to be written.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from runplan.exchange.export.calendar.times import session_times, zone_named
from runplan.exchange.export.text import describe, event_title
from runplan.insight.lift_text import LiftText
from runplan.insight.run_text import run_text
from runplan.plan.block import plan_id_of
from runplan.plan.tables import PlanTables

# Where identities end. RFC 5545 advises "name@domain", and RFC 7986 warns of naming a machine there. Plans are made on
# no host of ours, and the ending .invalid is set aside for names that are surely none (RFC 2606), so that nobody can
# come to own it and to hand out the same identities.
_DOMAIN = "runplan.invalid"

# A calendar shows these names of CSS 3; they are the nearest to the colours of the charts.
COLORS = {
    "easy": "skyblue",
    "long": "steelblue",
    "tempo": "orangered",
    "intervals": "orangered",
    "hills": "orangered",
    "race": "black",
    "heavy": "orchid",
    "general": "plum",
    "routine": "plum",
    "core": "mediumseagreen",
}
_ONE_MINUTE = dt.timedelta(minutes=1)


class Moment(NamedTuple):
    """A time as a calendar writes it."""

    clock: dt.datetime  # what the clock shows, without a zone
    zone: str  # an IANA name, or "" where it is local wherever it is read


@dataclasses.dataclass(frozen=True)
class Event:
    """One session as a calendar keeps it."""

    uid: str
    start: Moment
    end: Moment | None  # None where the session has no length
    summary: str
    description: str
    categories: tuple[str, ...]
    color: str  # a name of CSS 3, or ""
    stamp: dt.datetime  # when this revision counts as made [UTC]
    sequence: int = 0  # how often the event was changed
    cancelled: bool = False  # whether the plan does not have the session any more

    def content(self) -> tuple[Any, ...]:
        """What a calendar shows of it."""
        text = (self.summary, self.description, self.categories, self.color, self.cancelled)
        return (self.start, self.end, *text)


class CalendarOptions(NamedTuple):
    """What was asked for of a calendar; None where nothing was said."""

    timezone: str | None = None
    am: str | None = None
    pm: str | None = None

    def inheriting(self, older: CalendarOptions) -> CalendarOptions:
        """The same, with what was said earlier where nothing is said."""
        return CalendarOptions(*(was if now is None else now for now, was in zip(self, older, strict=True)))

    def check(self) -> None:
        """Refuse what cannot be read.

        Raises
        ------
        RunplanError
            If a time or the timezone cannot be read.
        """
        session_times((), am=self.am, pm=self.pm)
        if self.timezone is not None:
            zone_named(self.timezone)


PROPERTIES = tuple(f"X-RUNPLAN-{name.upper()}" for name in CalendarOptions._fields)
"""Where a calendar keeps each of the options."""


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


def identity(plan: PlanTables) -> str:
    """The plan's id; a plan made by hand has none, and its follows from the block."""
    return plan.plan_id or plan_id_of(plan.block)


def calendar_uid(plan_id: str) -> str:
    """The identity of a plan's calendar.

    >>> calendar_uid("8e46d7b54eaa38e7")
    '8e46d7b54eaa38e7@runplan.invalid'
    """
    return f"{plan_id}@{_DOMAIN}"


def events_of(
    plan: PlanTables, *, am: str | None = None, pm: str | None = None, timezone: str | None = None
) -> dict[str, Event]:
    """An event for each session, by its identity, as a first export has it.

    The identity is made of the session's and the plan's, so that the same session is the same event in every export,
    on every machine. It is legible, not a hash of both: whoever looks into a calendar's file finds the session.

    Raises
    ------
    RunplanError
        If a time or the timezone cannot be read.
    """
    runs, lifts, ending = run_text(plan.block), LiftText(plan), calendar_uid(identity(plan))
    sessions = plan.session_records
    times = session_times(sessions, am=am, pm=pm, timezone=timezone)
    # A stamp from the clock would make each export another file, and tell calendars that all events have changed.
    # Nothing that the plan itself knows says when it was made; its first day is the same in every export, and a stamp
    # need only grow from one revision of an event to the next. `following` sees to that.
    stamp = dt.datetime.combine(plan.block.first_day, dt.time(), dt.UTC)
    events = {}
    for session in sessions:
        start, end = times[session.session_id]
        uid = f"{session.session_id}.{ending}"
        events[uid] = Event(
            uid=uid,
            start=_moment(start),
            end=_moment(end) if session.minutes else None,
            summary=event_title(session, runs.units),
            description=describe(session, runs, lifts),
            categories=(session.kind.capitalize(), session.type.capitalize()),
            color=COLORS.get(session.type, ""),
            stamp=stamp,
        )
    return events


def following(events: Mapping[str, Event], older: Mapping[str, Event]) -> dict[str, Event]:
    """The events of a plan as they follow on those of an older file."""
    followed = {}
    for uid, event in events.items():
        before = older.get(uid)
        if before is not None and before.content() == event.content():
            event = dataclasses.replace(event, sequence=before.sequence, stamp=before.stamp)
        elif before is not None:
            event = _raised(event, before)
        followed[uid] = event
    for uid, before in older.items():
        if uid not in events:
            followed[uid] = before if before.cancelled else _raised(dataclasses.replace(before, cancelled=True), before)
    return followed


def _raised(event: Event, before: Event) -> Event:
    stamp = max(event.stamp, before.stamp + _ONE_MINUTE)
    return dataclasses.replace(event, sequence=before.sequence + 1, stamp=stamp)


def _moment(time: dt.datetime) -> Moment:
    """A time on its zone's clock; in universal time where that clock shows it for the second time, after a change."""
    if isinstance(time.tzinfo, ZoneInfo) and not time.fold:
        return Moment(time.replace(tzinfo=None), time.tzinfo.key)
    return Moment(time, "") if time.tzinfo is None else Moment(time.astimezone(dt.UTC).replace(tzinfo=None), "UTC")
