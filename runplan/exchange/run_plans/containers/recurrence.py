"""The days of an event that repeats: only by days and weeks, only so often, and only where it ends."""

from __future__ import annotations

import datetime as dt
from typing import Any

_MOST = 366  # days of one event
_DAYS = {"MO": 0, "TU": 1, "WE": 2, "TH": 3, "FR": 4, "SA": 5, "SU": 6}
_KNOWN = {"FREQ", "COUNT", "UNTIL", "INTERVAL", "BYDAY", "WKST"}


def days_of(event: Any, first: dt.date) -> tuple[list[dt.date], str]:
    """The days on which an event stands; or none, and why."""
    rule = event.get("RRULE")
    more = _days(event.get("RDATE"))
    if rule is None and not more:
        return [first], ""
    if isinstance(rule, list) or len(more) > _MOST:
        return [], "it repeats by several rules: write its days as single events"
    days = [first]
    if rule is not None:
        try:
            found = _by_rule({str(key).upper(): value for key, value in rule.items()}, first)
        except Exception:  # a rule that the library could not read comes as anything
            found = None
        if found is None:
            return [], "it repeats otherwise than by days or weeks up to an end: write its days as single events"
        days = found
        if len(days) > _MOST:
            return [], f"it repeats more than {_MOST} times: give the plan's days alone"
    left = set(_days(event.get("EXDATE")))
    kept = sorted({day for day in (*days, *more) if day not in left and 2000 <= day.year <= 2200})
    return kept, "" if kept else "each of its days is taken back"


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
    if set(rule) - _KNOWN or frequency not in ("DAILY", "WEEKLY") or (count is None and until is None):
        return None
    if not 1 <= step <= 1000 or (frequency == "DAILY" and "BYDAY" in rule):
        return None
    last = until.date() if isinstance(until, dt.datetime) else until
    most = _MOST + 1 if count is None else min(int(count), _MOST + 1)
    days = [first]
    if frequency == "DAILY":
        while len(days) < most and (last is None or days[-1] + dt.timedelta(days=step) <= last):
            days.append(days[-1] + dt.timedelta(days=step))
        return days
    names = rule.get("BYDAY") or []
    wanted = sorted({_DAYS[str(name).upper()] for name in (names if isinstance(names, list) else [names])})
    wanted = wanted or [first.weekday()]
    begins = _DAYS[str(one("WKST", "MO")).upper()]
    week = first - dt.timedelta(days=(first.weekday() - begins) % 7)
    while len(days) < most:
        for day in sorted(week + dt.timedelta(days=(weekday - begins) % 7) for weekday in wanted):
            if day <= first:
                continue
            if len(days) >= most or (last is not None and day > last):
                return days
            days.append(day)
        week += dt.timedelta(days=7 * step)
    return days
