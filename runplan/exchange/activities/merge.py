"""The same session from two sources is one.

Two are the same when their times overlap and their lengths are near; or, from two tools, when they are of one day and
their lengths are nearer still, while their clocks differ by whole hours or one of them has none: another time zone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from runplan.plan.log import JOINED, NOT_DONE, Activity, LogRow

_START_MIN = 10.0  # how far the clocks of two devices may be apart
_NEAR, _NEARER = 0.1, 0.03  # shares of the longer length
_ZONES_MIN = 30.0  # nearly all time zones are whole halves of an hour apart
_FURTHEST_ZONE_H = 14
_ZONE_SLACK_MIN = 2.0
_BLANK = (None, "", 0.0)


def joined(activities: Sequence[Activity]) -> tuple[list[Activity], list[LogRow]]:
    """The sessions in the order of time, each of them once, and a row for each that was joined to another."""
    sessions: list[Activity] = []
    rows: list[LogRow] = []
    first_of_day: dict[dt.date, list[int]] = {}
    for activity in sorted(activities, key=_order):
        near = [
            number
            for days in (-1, 0, 1)
            for number in first_of_day.get(activity.date + dt.timedelta(days=days), ())
            if _are_same(sessions[number], activity)
        ]
        if not near:
            first_of_day.setdefault(activity.date, []).append(len(sessions))
            sessions.append(activity)
            continue
        earlier = sessions[near[0]]
        sessions[near[0]] = _both(earlier, activity)
        text = activity.title or activity.kind
        rows.append(
            LogRow(
                f"{activity.source}, {activity.date}",
                text[:80],
                JOINED,
                f"The same session as in {earlier.source}: it counts once.",
                activity.date,
            )
        )
    return sorted(sessions, key=_order), rows


def _order(activity: Activity) -> tuple[object, ...]:
    start = activity.start_time or dt.datetime.combine(activity.date, dt.time.max)
    return (start, activity.source, activity.title, activity.kind, activity.distance_km, activity.duration_min)


def _are_same(first: Activity, second: Activity) -> bool:
    if first.kind != second.kind or first.status in NOT_DONE or second.status in NOT_DONE:
        return False
    if first.session_id and second.session_id:
        plans = {first.plan_id, second.plan_id} - {""}
        return first.session_id == second.session_id and first.date == second.date and len(plans) <= 1
    if first.start_time is not None and second.start_time is not None:
        apart = abs((first.start_time - second.start_time).total_seconds()) / 60
        if apart <= _START_MIN or _overlap(first, second):
            return _near(first, second, _NEAR)
        if _share_a_source(first, second) or apart > 60 * _FURTHEST_ZONE_H:
            return False
        off = apart % _ZONES_MIN
        in_zones = min(off, _ZONES_MIN - off) <= _ZONE_SLACK_MIN
        return in_zones and _are_alike(first, second)
    return first.date == second.date and not _share_a_source(first, second) and _near(first, second, _NEAR)


def _share_a_source(first: Activity, second: Activity) -> bool:
    return not set(first.source.split(" + ")).isdisjoint(second.source.split(" + "))


def _overlap(first: Activity, second: Activity) -> bool:
    """Whether two sessions share at least half of the shorter first's time."""
    assert first.start_time is not None
    assert second.start_time is not None
    starts = max(first.start_time, second.start_time)
    ends = min(
        first.start_time + dt.timedelta(minutes=first.duration_min),
        second.start_time + dt.timedelta(minutes=second.duration_min),
    )
    shorter = min(first.duration_min, second.duration_min)
    return shorter > 0 and (ends - starts).total_seconds() / 60 >= shorter / 2


def _near(first: Activity, second: Activity, share: float) -> bool:
    """Whether two lengths are near, in kilometres where both have them, else in minutes; true where neither tells."""
    for mine, its in ((first.km, second.km), (first.minutes, second.minutes)):
        if mine is not None and its is not None:
            return abs(mine - its) <= share * max(mine, its)
    return True


def _are_alike(first: Activity, second: Activity) -> bool:
    """Whether both kilometres and minutes are told and nearly the same."""
    pairs = ((first.km, second.km), (first.minutes, second.minutes))
    return all(mine and its and abs(mine - its) <= _NEARER * max(mine, its) for mine, its in pairs)


def _both(first: Activity, second: Activity) -> Activity:
    """What two sources tell of first session: the first, and from the second what the first does not say."""
    values = {
        field: getattr(second, field)
        for field in Activity._fields
        if field not in ("date", "source", "race") and getattr(first, field) in _BLANK
    }
    sources = first.source.split(" + ")
    both = first.source if second.source in sources else f"{first.source} + {second.source}"
    return first._replace(**values, source=both, race=first.race or second.race)
