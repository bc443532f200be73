"""TCX and GPX: a session with its laps, or nothing but places and times."""

from __future__ import annotations

import datetime as dt
import io
import math

from runplan.exchange.activities.draft import LogDraft, ReadOptions
from runplan.exchange.activities.values import read_moment, read_number
from runplan.exchange.activities.words import kind_of
from runplan.exchange.activities.xml import Attributes, walk
from runplan.plan.log import Activity

_EARTH_KM = 6371.0088
_PAUSE_S = 30.0  # two points further apart in time than this are before and after a pause
_RUN_MIN_PER_KM = 3.0, 12.0  # what a run without a word for its kind is taken for


def read_tcx(data: bytes, name: str, options: ReadOptions, draft: LogDraft) -> None:
    """Take the activities of a TCX file.

    Raises
    ------
    PlanFileError
    """
    laps: list[dict[str, float]] = []
    current: dict[str, str] = {}
    path: list[str] = []
    number = 0

    def start(tag: str, attributes: Attributes) -> None:
        path.append(tag)
        if tag == "Activity":
            laps.clear()
            current.clear()
            current["sport"] = attributes.get("Sport", "")
        elif tag == "Lap":
            laps.append({})

    def end(tag: str, text: str) -> None:
        nonlocal number
        path.pop()
        parent = path[-1] if path else ""
        if tag in ("Id", "Notes") and parent in ("Activity", "Lap"):
            current.setdefault(tag, text)
        elif parent == "Lap" and laps and tag in ("TotalTimeSeconds", "DistanceMeters"):
            laps[-1][tag] = read_number(text) or 0.0
        elif tag == "Value" and parent == "AverageHeartRateBpm" and path[-2:-1] == ["Lap"] and laps:
            laps[-1]["heart_rate"] = read_number(text) or 0.0
        elif tag == "Activity":
            number += 1
            where = name if number == 1 else f"{name}, activity {number}"
            moment = read_moment(current.get("Id", ""))
            if moment is None:
                draft.leave(where, current.get("sport", ""), "Its Id is not a date, so its day is unknown.")
                return
            draft.take(where, _tcx_activity(moment, current, laps, options))

    walk(io.BytesIO(data), name, start, end)


def _tcx_activity(
    moment: dt.datetime, current: dict[str, str], laps: list[dict[str, float]], options: ReadOptions
) -> Activity:
    start = options.local(moment) if moment.tzinfo is not None else moment
    seconds = sum(lap.get("TotalTimeSeconds", 0.0) for lap in laps)
    beats = sum(lap.get("heart_rate", 0.0) * lap.get("TotalTimeSeconds", 0.0) for lap in laps if "heart_rate" in lap)
    timed = sum(lap.get("TotalTimeSeconds", 0.0) for lap in laps if lap.get("heart_rate"))
    sport = current["sport"]
    return Activity(
        start.date(),
        start,
        kind_of(sport),
        sum(lap.get("DistanceMeters", 0.0) for lap in laps) / 1000,
        seconds / 60,
        "",
        "TCX",
        heart_rate=beats / timed if timed else None,
        sport=sport,
        note=current.get("Notes", ""),
    )


def read_gpx(data: bytes, name: str, options: ReadOptions, draft: LogDraft) -> None:
    """Take the track of a GPX file: its length over the ground, and the time between points that are not far apart.

    Raises
    ------
    PlanFileError
    """
    path: list[str] = []
    texts: dict[str, str] = {}
    point: tuple[float, float] | None = None
    last: tuple[float, float] | None = None
    times: list[dt.datetime] = []
    km = moving = 0.0

    def start(tag: str, attributes: Attributes) -> None:
        nonlocal point, last
        path.append(tag)
        if tag == "trkseg":
            last = None
        elif tag == "trkpt":
            point = _place(attributes)
            if point is not None:
                nonlocal km
                km += 0.0 if last is None else _distance_km(last, point)
                last = point

    def end(tag: str, text: str) -> None:
        nonlocal moving
        path.pop()
        parent = path[-1] if path else ""
        if parent == "trk" and tag in ("name", "type"):
            texts.setdefault(tag, text)
        elif parent == "trkpt" and tag == "time":
            moment = read_moment(text)
            if moment is not None:
                gap = (moment.replace(tzinfo=None) - times[-1].replace(tzinfo=None)).total_seconds() if times else 0.0
                moving += gap if 0 < gap <= _PAUSE_S else 0.0
                times.append(moment)

    walk(io.BytesIO(data), name, start, end)
    if not times:
        draft.leave(name, texts.get("name", ""), "It has no times, so it is a route and not a session.")
        return
    moment = times[0]
    begin = options.local(moment) if moment.tzinfo is not None else moment
    sport, guess = texts.get("type", ""), ""
    kind = kind_of("running" if sport == "9" else sport)
    if not sport:
        pace = moving / 60 / km if km else 0.0
        is_run = _RUN_MIN_PER_KM[0] <= pace <= _RUN_MIN_PER_KM[1]
        kind, guess = "run" if is_run else "other", "It does not name a sport, so RunPlan goes by its speed."
    minutes = moving / 60 or (times[-1].replace(tzinfo=None) - moment.replace(tzinfo=None)).total_seconds() / 60
    title = texts.get("name", "")
    draft.take(name, Activity(begin.date(), begin, kind, km, minutes, title, "GPX", sport=sport), guess)


def _place(attributes: Attributes) -> tuple[float, float] | None:
    latitude, longitude = (read_number(attributes.get(key, "")) for key in ("lat", "lon"))
    if latitude is None or longitude is None or abs(latitude) > 90 or abs(longitude) > 180:
        return None
    return math.radians(latitude), math.radians(longitude)


def _distance_km(first: tuple[float, float], second: tuple[float, float]) -> float:
    """The way between two places over the ground, by the haversine."""
    half = (
        math.sin((second[0] - first[0]) / 2) ** 2
        + math.cos(first[0]) * math.cos(second[0]) * math.sin((second[1] - first[1]) / 2) ** 2
    )
    return 2 * _EARTH_KM * math.asin(math.sqrt(min(1.0, half)))
