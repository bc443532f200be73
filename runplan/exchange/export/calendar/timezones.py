"""A timezone's clock changes as iCalendar writes them (VTIMEZONE).

The ones that icalendar 7 makes have clocks go forward an hour late: RFC 5545 tells an onset on the clock as it was
before.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from zoneinfo import ZoneInfo

import icalendar

from runplan.exchange.export.calendar.times import zone_named

_STEP = dt.timedelta(hours=12)  # no zone changes its clock twice in it
_MINUTE = dt.timedelta(minutes=1)


def timezone_of(name: str, first_year: int, last_year: int) -> icalendar.Timezone:
    """A VTIMEZONE with every clock change of these years.

    Raises
    ------
    RunplanError
        If there is no such timezone.
    """
    zone = zone_named(name)
    begin = dt.datetime(first_year, 1, 1, tzinfo=zone).astimezone(dt.UTC)
    timezone = icalendar.Timezone()
    timezone["TZID"] = icalendar.vText(name)
    timezone.add_component(_observance(begin, begin, zone))
    for onset in _onsets(begin, dt.datetime(last_year + 1, 1, 2, tzinfo=dt.UTC), zone):
        timezone.add_component(_observance(onset - _MINUTE, onset, zone))
    return timezone


def _onsets(begin: dt.datetime, end: dt.datetime, zone: ZoneInfo) -> Iterator[dt.datetime]:
    """The moments at which the clock, or what it is called, changes."""
    low = begin
    while low < end:
        high = low + _STEP
        if _state(low, zone) != _state(high, zone):
            before, after = low, high
            while after - before > _MINUTE:
                middle = before + (after - before) // _MINUTE // 2 * _MINUTE
                before, after = (middle, after) if _state(middle, zone) == _state(low, zone) else (before, middle)
            yield after
        low = high


def _state(moment: dt.datetime, zone: ZoneInfo) -> tuple[dt.timedelta | None, str | None, dt.timedelta | None]:
    there = moment.astimezone(zone)
    return there.utcoffset(), there.tzname(), there.dst()


def _observance(before: dt.datetime, onset: dt.datetime, zone: ZoneInfo) -> icalendar.cal.Component:
    (old, _, _), (new, name, summer) = _state(before, zone), _state(onset, zone)
    assert old is not None
    assert new is not None
    part = (
        icalendar.TimezoneDaylight() if summer is not None and summer > dt.timedelta() else icalendar.TimezoneStandard()
    )
    part["DTSTART"] = icalendar.vDatetime((onset + old).replace(tzinfo=None))
    part["TZOFFSETFROM"] = icalendar.vUTCOffset(old)
    part["TZOFFSETTO"] = icalendar.vUTCOffset(new)
    part["TZNAME"] = icalendar.vText(name or zone.key)
    return part
