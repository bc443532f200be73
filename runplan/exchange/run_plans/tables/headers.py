"""Which column is what: the headings of a table with one line a week, and of one with one line a run."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from runplan.exchange.run_plans.cells.vocabulary import UNIT_NAMES, WEEKDAY_NAMES
from runplan.exchange.run_plans.containers.grid import Line

_LETTERS = ("m", "t", "w", "t", "f", "s", "s")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_PARTED = re.compile(r"[\s_\-./#]+")
_LABELS = ("week", "wk", "weeks", "week of", "w c", "wc", "week commencing", "week beginning", "week starting", "date",
           "week number", "week no", "training week", "starting", "start", "dates")  # fmt: skip
_TOTALS = ("total", "weekly total", "week total", "total distance", "distance", "weekly distance", "mileage",
           "weekly mileage", "total mileage", "volume", "weekly volume", "sum", "km", "mi", "miles", "total km",
           "total miles", "totals", "total run", "weekly km", "weekly miles", "dist")  # fmt: skip
_UNITS = ("unit", "units", "distance unit", "planned distance unit", "unit of distance")
_LONG = {
    "date": ("date", "start date", "activity date", "start date local", "workout day", "workout date", "planned date",
             "scheduled date", "calendar date", "run date"),
    "week": ("week", "wk", "week number", "week no", "training week", "weeks"),
    "weekday": ("weekday", "day", "day of week", "dow", "week day"),
    "distance": ("distance", "dist", "planned distance", "km", "kms", "kilometers", "kilometres", "mi", "miles",
                 "mileage", "length", "planned distance in meters", "target distance", "run distance"),
    "unit": _UNITS,
    "minutes": ("duration", "time", "minutes", "min", "mins", "moving time", "elapsed time", "planned duration",
                "hours", "planned time", "total time", "target duration", "target time"),
    "type": ("type", "activity type", "workout type", "run type", "session type", "sport", "kind", "activity",
             "category", "sport type"),
    "subtype": ("subtype", "sub type", "intensity"),
    "title": ("title", "name", "workout", "session", "activity name", "workout name", "subject", "summary", "run",
              "training", "event"),
    "details": ("details", "description", "workout description", "activity description", "instructions", "steps",
                "what"),
}  # fmt: skip
_OF_LONG = {name: kind for kind, names in _LONG.items() for name in names}


@dataclass(frozen=True)
class Heading:
    """A heading's words in small letters, and the unit that it states."""

    name: str
    unit: str


@dataclass(frozen=True)
class WeekHeader:
    """The columns of a table with one line a week; places count from 0.

    Attributes
    ----------
    days : dict of int to str
        The weekday of each column.
    units : dict of int to str
        The unit that a weekday's heading states.
    label, total, unit : int or None
    total_unit : str
    """

    days: dict[int, str]
    units: dict[int, str]
    label: int | None
    total: int | None
    total_unit: str
    unit: int | None


@dataclass(frozen=True)
class LongHeader:
    """The columns of a table with one line a run: what each holds, and the unit that its heading states."""

    places: dict[str, int]
    units: dict[str, str]
    names: tuple[str, ...]


def unit_named(text: str) -> str:
    """The unit that a cell such as "mi" or "min_running" names, or "".

    >>> unit_named("min_running"), unit_named("Miles"), unit_named("each")
    ('min', 'mi', '')
    """
    for word in re.findall(r"[a-z]+", text[:40].lower()):
        if word in UNIT_NAMES:
            return UNIT_NAMES[word]
    return ""


def heading(cell: str) -> Heading:
    """A heading, parted into its name and its unit.

    >>> heading("Distance (km)"), heading("planned_distance")
    (Heading(name='distance', unit='km'), Heading(name='planned distance', unit=''))
    """
    if len(cell) > 60:
        return Heading("", "")
    name, bracket, unit = cell.replace("[", "(").partition("(")
    name = " ".join(_PARTED.split(_CAMEL.sub(" ", name))).strip(" :").lower()
    stated = unit_named(unit) if bracket else ""
    first, _, last = name.rpartition(" ")
    if not stated and first and last in UNIT_NAMES and first in _OF_LONG:
        name, stated = first, UNIT_NAMES[last]
    if not stated and name in UNIT_NAMES and len(name) > 1:
        stated = UNIT_NAMES[name]
    return Heading(name, stated)


def week_header(line: Line) -> WeekHeader | None:
    """The columns, if this line is the header of a table with one line a week."""
    headings = [heading(cell) for cell in line.cells]
    days: dict[int, str] = {}
    for place, one in enumerate(headings):
        words = one.name.split()
        if words and words[0] in WEEKDAY_NAMES and set(words[1:]) <= {"am", "pm", "run", "workout", "session"}:
            days[place] = WEEKDAY_NAMES[words[0]]
    if len(set(days.values())) < 3:
        days = _letters(headings)
    if len(set(days.values())) < 3:
        return None
    others = {one.name: place for place, one in reversed(list(enumerate(headings))) if place not in days}
    label = next((others[name] for name in _LABELS if name in others), None)
    if label is None and min(days) > 0 and headings[0].name not in _TOTALS:
        label = 0
    total = next((others[name] for name in _TOTALS if name in others), None)
    return WeekHeader(
        days,
        {place: headings[place].unit for place in days if headings[place].unit},
        label,
        total,
        "" if total is None else headings[total].unit,
        next((others[name] for name in _UNITS if name in others), None),
    )


def _letters(headings: Sequence[Heading]) -> dict[int, str]:
    """The weekdays of seven columns that are headed by one letter each."""
    names = [one.name for one in headings]
    week = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    for shift in (0, 6):  # a week that begins on Monday, or on Sunday
        wanted = [_LETTERS[(place + shift) % 7] for place in range(7)]
        for begin in range(len(names) - 6):
            if names[begin : begin + 7] == wanted:
                return {begin + place: week[(place + shift) % 7] for place in range(7)}
    return {}


def long_header(line: Line) -> LongHeader | None:
    """The columns, if this line is the header of a table with one line a run."""
    places: dict[str, int] = {}
    units: dict[str, str] = {}
    for place, cell in enumerate(line.cells):
        one = heading(cell)
        kind = _OF_LONG.get(one.name)
        if kind is None or kind in places:  # of two with one name the first is the one that people see
            continue
        places[kind] = place
        if one.unit:
            units[kind] = one.unit
        if one.name.endswith("in meters"):
            units[kind] = "m"
        elif one.name == "hours":
            units[kind] = "h"
    when = "date" in places or "weekday" in places
    what = {"distance", "minutes", "title", "type", "details"} & set(places)
    if not when or not what or ("date" not in places and "week" not in places):
        return None
    return LongHeader(places, units, tuple(" ".join(cell.split()) for cell in line.cells))
