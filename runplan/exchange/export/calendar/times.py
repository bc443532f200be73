"""When each session begins and ends on a clock: a plan itself knows a day, and morning or evening.

The hours are defaults of ours, not advice: 07:00 and 18:00, until the runner gives others.
"""

from __future__ import annotations

import datetime as dt
import difflib
import re
import zoneinfo
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, NamedTuple

from runplan.errors import RunplanError
from runplan.plan.checks import shown
from runplan.plan.records import Session

AM, PM = "07:00", "18:00"
_OFFSETS = {
    "EST": "'America/New_York' ('America/Panama' has no summer time)",
    "MST": "'America/Denver' ('America/Phoenix' has no summer time)",
}
_TIME = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])")


class Times(NamedTuple):
    """Begin and end of a session: local time without a zone, or with the zone that was asked for."""

    start: dt.datetime
    end: dt.datetime


def session_times(
    sessions: Iterable[Session], *, am: str | None = None, pm: str | None = None, timezone: str | None = None
) -> dict[str, Times]:
    """Begin and end of each session.

    A session begins at its slot's time, on the day that the plan gives it, and lasts its minutes, past midnight if need
    be. What follows it on the same day begins no earlier than it ends: the second of two runs in one slot, or the
    evening after a very long morning. Were that past midnight, the follower would leave its day; it begins at its
    slot's time then, beside the other. A session without minutes ends when it begins.

    Raises
    ------
    RunplanError
        If a time or the timezone cannot be read, or the evening is before the morning.
    """
    begins = {"am": _time("am", am, AM), "pm": _time("pm", pm, PM)}
    if begins["pm"] < begins["am"]:
        raise RunplanError(f"am={begins['am']:%H:%M} is later than pm={begins['pm']:%H:%M}: give a later pm.")
    zone = None if timezone is None else _place(timezone)
    busy: dict[dt.date, dt.datetime] = {}
    times = {}
    for session in sorted(sessions, key=lambda session: session.slot != "am"):  # stable: the plan's order within a slot
        start = _settled(dt.datetime.combine(session.date, begins[session.slot]), zone)
        until = busy.get(session.date)
        if until is not None and until > start and until.date() == session.date:
            start = until
        end = _later(start, session.minutes or 0, zone)
        busy[session.date] = max(end, until) if until is not None else end
        times[session.session_id] = Times(start, end)
    return times


def zone_named(timezone: Any) -> zoneinfo.ZoneInfo:
    """The timezone of an IANA name.

    Raises
    ------
    RunplanError
        If there is none.
    """
    # Asking for the name alone would take "europe/berlin" on a disk that does not tell capitals apart.
    if isinstance(timezone, str) and timezone in _zones():
        return zoneinfo.ZoneInfo(timezone)
    near = difflib.get_close_matches(str(timezone), sorted(_zones()), n=1)
    hint = f"did you mean {near[0]!r}?" if near else "give one such as 'Europe/Berlin', or 'local'."
    raise RunplanError(f"timezone={shown(timezone)} is not a timezone's IANA name: {hint}")


def place_names() -> list[str]:
    """The timezones that are named after places, and UTC: what to choose from."""
    return sorted(name for name in _zones() if name == "UTC" or ("/" in name and not name.startswith("Etc/")))


def _place(timezone: Any) -> zoneinfo.ZoneInfo:
    """A timezone of people: old names of offsets keep standard time all summer, which is rarely what is meant."""
    zone = zone_named(timezone)
    if timezone in _OFFSETS:
        raise RunplanError(
            f"timezone={timezone!r} is standard time all year, so it is an hour late in summer if clocks go "
            f"forward: give a place, such as {_OFFSETS[timezone]}."
        )
    return zone


@lru_cache(maxsize=1)
def _zones() -> frozenset[str]:
    # Two names of the list stand for whatever one machine is set to, and for nothing.
    return frozenset(zoneinfo.available_timezones() - {"localtime", "Factory"})


def _time(name: str, value: Any, default: str) -> dt.time:
    match = _TIME.fullmatch(default if value is None else value) if value is None or isinstance(value, str) else None
    if match is None:
        raise RunplanError(f"{name}={shown(value)} is not a time of day: write it as {default}, from 00:00 to 23:59.")
    return dt.time(int(match[1]), int(match[2]))


def _settled(local: dt.datetime, zone: zoneinfo.ZoneInfo | None) -> dt.datetime:
    """The moment of a local time; in the hour that a clock change leaves out, as much later as that hour is long."""
    return local if zone is None else local.replace(tzinfo=zone).astimezone(dt.UTC).astimezone(zone)


def _later(start: dt.datetime, minutes: int, zone: zoneinfo.ZoneInfo | None) -> dt.datetime:
    lasts = dt.timedelta(minutes=minutes)
    return start + lasts if zone is None else (start.astimezone(dt.UTC) + lasts).astimezone(zone)
