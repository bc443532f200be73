"""Races as people write them: a distance, as a word or in kilometres, and a time."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from runplan.units import KM_PER_MILE, UNITS, format_clock, format_distance

DISTANCES_M = {
    "1500m": 1500.0,
    "mile": KM_PER_MILE * 1000,
    "3k": 3000.0,
    "5k": 5000.0,
    "10k": 10_000.0,
    "15k": 15_000.0,
    "10mi": KM_PER_MILE * 10_000,
    "half": 21_097.5,
    "marathon": 42_195.0,
}
DISTANCE_NAMES = {
    "1500m": "1500 m",
    "mile": "mile",
    "3k": "3 km",
    "5k": "5 km",
    "10k": "10 km",
    "15k": "15 km",
    "10mi": "10 miles",
    "half": "half marathon",
    "marathon": "marathon",
}
LEAST_KM, MOST_KM = 1.0, 100.0
_OTHER_NAMES = {"1500": "1500m", "1 mile": "mile", "half marathon": "half", "hm": "half"}
_MOST_S = 359_999  # 99:59:59, the longest that can be written
_IN_WHOLE_KM = {21.0: "half", 42.0: "marathon"}
_NEAR = 0.001  # 21.1 km is a half marathon, 16 km are no ten miles
_UNIT_KM = {"m": 0.001, "": 1.0, "k": 1.0, "km": 1.0, "mi": KM_PER_MILE, "mile": KM_PER_MILE, "miles": KM_PER_MILE}
_HYPHEN = re.compile(r"(?<=\w)-")
_LENGTH = re.compile(r"(\d{1,5}(?:[.,]\d{1,4})?) ?(m|km?|mi|miles?|)")
_CLOCK = re.compile(r"(?:(\d{1,2}):)?(\d{1,3}):(\d\d)(?:[.,](\d)\d?)?")
_CLOCK_IN_TEXT = re.compile(r"(?<![\d:.,])(?:\d{1,2}:)?\d{1,3}:\d\d(?:[.,]\d\d?)?(?![\d:])")


_SHORTER, _LONGER = 0.99, 1.035  # of a race's distance as watches measure it: our assumption


def race_distance(km: float) -> str:
    """The race that measured kilometres are of, or "".

    >>> race_distance(10.12), race_distance(21.3), race_distance(12.0)
    ('10k', 'half', '')
    """
    near = (name for name, metres in DISTANCES_M.items() if _SHORTER * metres <= 1000 * km <= _LONGER * metres)
    return next(near, "")


class Race(NamedTuple):
    """A race that was run: its distance, a key of `DISTANCES_M` or kilometres, and its time in seconds."""

    distance: str | float
    seconds: int

    @property
    def metres(self) -> float:
        """The distance [m]."""
        return DISTANCES_M[self.distance] if isinstance(self.distance, str) else self.distance * 1000

    def text(self, units: str = "km") -> str:
        """The race as it is said in a sentence.

        >>> Race("10k", 3150).text(), Race(12.0, 3600).text("mi"), Race("half", 6330).text()
        ('10 km in 52:30', '7.5 mi in 1:00:00', 'half marathon in 1:45:30')
        """
        return f"{distance_name(self.distance, units)} in {format_clock(self.seconds)}"


def distance_name(distance: str | float, units: str = UNITS[0]) -> str:
    """What a race of this distance is called."""
    return DISTANCE_NAMES[distance] if isinstance(distance, str) else format_distance(distance, units)


def read_distance(value: Any) -> str | float | None:
    """A distance from a word, a text or a number of kilometres: a key of `DISTANCES_M` where it is one of them.

    Examples
    --------
    >>> read_distance("10 km"), read_distance("Half-marathon"), read_distance(42.2), read_distance("12,5 km")
    ('10k', 'half', 'marathon', 12.5)
    >>> read_distance("far"), read_distance(300)
    (None, None)
    """
    if isinstance(value, str):
        text = " ".join(_HYPHEN.sub(" ", value.lower()).split())
        text = _OTHER_NAMES.get(text, text)
        if text in DISTANCES_M:
            return text
        match = _LENGTH.fullmatch(text)
        if match is None:
            return None
        km = float(match[1].replace(",", ".")) * _UNIT_KM[match[2]]
    elif isinstance(value, bool):
        return None
    else:
        try:
            km = float(value)
        except (TypeError, ValueError, OverflowError):
            return None
    if km in _IN_WHOLE_KM:
        return _IN_WHOLE_KM[km]
    for name, metres in DISTANCES_M.items():
        if abs(km * 1000 - metres) <= _NEAR * metres:
            return name
    return round(km, 4) if LEAST_KM <= km <= MOST_KM else None


def read_clock(value: Any) -> int | None:
    """Seconds from h:mm:ss, m:ss or a whole number of seconds above 0.

    Examples
    --------
    >>> read_clock("1:45:30"), read_clock("52:30"), read_clock("5:45"), read_clock(3150), read_clock("52:30.4")
    (6330, 3150, 345, 3150, 3150)
    >>> read_clock("52"), read_clock("1:75:00"), read_clock(0)
    (None, None, None)
    """
    if isinstance(value, str):
        match = _CLOCK.fullmatch(value.strip())
        if match is None:
            return None
        hours, minutes, seconds, tenth = (int(part or 0) for part in match.groups())
        if seconds > 59 or (match[1] and minutes > 59):
            return None
        total = hours * 3600 + minutes * 60 + seconds + (tenth >= 5)
        return total or None
    if isinstance(value, bool):
        return None
    try:
        return int(value) if 0 < value <= _MOST_S and value == int(value) else None
    except (TypeError, ValueError, OverflowError):
        return None


def split_races(text: str) -> list[tuple[str, str]]:
    """The distances and times of a text such as `10k 52:30, half 1:55:00`; none where it is not such a text.

    Examples
    --------
    >>> split_races("10k 52:30"), split_races("5 km in 24:10; half marathon = 1:55:00"), split_races("soon")
    ([('10k', '52:30')], [('5 km', '24:10'), ('half marathon', '1:55:00')], [])
    """
    races, end = [], 0
    for match in _CLOCK_IN_TEXT.finditer(text):
        distance = text[end : match.start()].strip(" ,;").removeprefix("and ").rstrip(" =:").removesuffix(" in")
        races.append((distance.strip(), match[0]))
        end = match.end()
    return races if not text[end:].strip(" ,;") else []
