"""Apple Health's export.xml, gigabytes long: read as it comes, of each workout only what is needed."""

from __future__ import annotations

from typing import BinaryIO

from runplan.exchange.activities.draft import LogDraft, ReadOptions
from runplan.exchange.activities.limits import MOST_STREAMED
from runplan.exchange.activities.values import read_moment, read_number
from runplan.exchange.activities.words import kind_of
from runplan.exchange.activities.xml import Attributes, walk
from runplan.plan.log import Activity
from runplan.units import KM_PER_MILE

_NEARLY_ALL = frozenset(("Record", "MetadataEntry", "HeartRateVariabilityMetadataList"))
_TYPE = "HKWorkoutActivityType"
_DISTANCE = "HKQuantityTypeIdentifierDistanceWalkingRunning"
_HEART_RATE = "HKQuantityTypeIdentifierHeartRate"
_KM = {"km": 1.0, "m": 0.001, "mi": KM_PER_MILE, "yd": 0.0009144, "ft": 0.0003048}
_MINUTES = {"min": 1.0, "s": 1 / 60, "sec": 1 / 60, "hr": 60.0, "h": 60.0}


def read_apple(stream: BinaryIO, name: str, size: int, options: ReadOptions, draft: LogDraft) -> None:
    """Take the workouts of an export.

    Raises
    ------
    PlanFileError
        If it is damaged.
    """
    workout: Attributes = {}
    details: dict[str, str] = {}
    number = 0

    def start(tag: str, attributes: Attributes) -> None:
        nonlocal workout
        if tag == "Workout":
            workout = attributes
            details.clear()
        elif workout and tag == "WorkoutStatistics":
            which = attributes.get("type", "")
            if which == _DISTANCE:
                details["km"], details["unit"] = attributes.get("sum", ""), attributes.get("unit", "")
            elif which == _HEART_RATE:
                details["heart_rate"] = attributes.get("average", "")

    def end(tag: str, _: str) -> None:
        nonlocal workout, number
        if tag == "Workout" and workout:
            number += 1
            _take(f"{name}, workout {number}", workout, details, options, draft)
            workout = {}

    def so_far(read: int) -> None:
        options.progress(min(1.0, read / size) if size else 0.0, name)

    walk(stream, name, start, end, so_far, MOST_STREAMED, _NEARLY_ALL)


def _take(where: str, workout: Attributes, details: dict[str, str], options: ReadOptions, draft: LogDraft) -> None:
    sport = workout.get("workoutActivityType", "").removeprefix(_TYPE)
    moment = read_moment(workout.get("startDate", ""))
    if moment is None:
        draft.leave(where, sport, f"Its date {workout.get('startDate', '')[:40]!r} cannot be read.")
        return
    start = options.local(moment) if moment.tzinfo is not None else moment
    distance, unit = workout.get("totalDistance", ""), workout.get("totalDistanceUnit", "")
    if details.get("km"):
        distance, unit = details["km"], details["unit"]
    value = read_number(distance)
    km = None if value is None else value * _KM.get(unit.lower(), 0.0)
    duration = read_number(workout.get("duration", ""))
    minutes = None if duration is None else duration * _MINUTES.get(workout.get("durationUnit", "min").lower(), 0.0)
    activity = Activity(
        start.date(),
        start,
        kind_of(sport),
        km,
        minutes,
        "",
        "Apple Health",
        heart_rate=read_number(details.get("heart_rate", "")),
        sport=sport,
    )
    draft.take(where, activity)
