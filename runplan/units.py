"""Formatters for what a runner reads: distance, pace, minutes, dates, weeks.

Each is a small function without state, used by charts, exports, screens and sentences alike. All are independent of
the machine's locale, so the same plan reads the same everywhere. An absent value (None, NaN, NaT) gives "".
"""

from __future__ import annotations

import datetime as dt
import math
import re
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Any

_KM = re.compile(r"(\d+(?:\.\d+)?) km\b")
KM_PER_MILE = 1.609344  # the international mile of 1959, exact
UNITS = ("km", "mi")

WEEKDAYS_IN_FULL = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def _check(units: str) -> None:
    if units not in UNITS:
        raise ValueError(f"units={units!r} is not known. Give 'km' or 'mi'.")


def _absent(value: Any) -> bool:
    """None, NaN, NaT and pandas' NA, without importing pandas."""
    if value is None:
        return True
    try:
        return not bool(value == value)
    except TypeError:  # pandas.NA has no truth value
        return True


def _rounded(value: float, digits: int) -> Decimal:
    # Half away from zero, on the digits a person sees: 12.25 is 12.3 for her, not 12.2.
    return Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)


def from_km(km: float, units: str = "km") -> float:
    """Kilometres in the unit that the runner reads.

    >>> from_km(42.195)
    42.195
    >>> round(from_km(42.195, "mi"), 2)
    26.22
    """
    _check(units)
    return km if units == "km" else km / KM_PER_MILE


def to_km(distance: float, units: str = "km") -> float:
    """A distance in the runner's unit as kilometres.

    >>> to_km(10)
    10
    >>> to_km(10, "mi")
    16.09344
    """
    _check(units)
    return distance if units == "km" else distance * KM_PER_MILE


def from_s_per_km(pace_s_per_km: float, units: str = "km") -> float:
    """A pace in seconds a kilometre as seconds a kilometre or a mile.

    >>> round(from_s_per_km(300, "mi"), 1)
    482.8
    """
    _check(units)
    return pace_s_per_km if units == "km" else pace_s_per_km * KM_PER_MILE


def format_number(value: float | None, digits: int = 1) -> str:
    """A number for reading, rounded half up, without zeros that say nothing.

    >>> format_number(12.40000000001), format_number(30.0), format_number(0.25, 1), format_number(None)
    ('12.4', '30', '0.3', '')
    """
    if value is None or _absent(value):
        return ""
    return _text(float(value), digits)


@lru_cache(maxsize=4096)  # a plan has few different distances, and a board asks for all of them at each move
def _text(value: float, digits: int) -> str:
    text = f"{_rounded(value, digits):f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def counted(count: float | str, thing: str) -> str:
    """A count, or its text, with what is counted: one or many.

    >>> counted(1, "rest day"), counted(4, "week"), counted("0.5", "set"), counted(0, "run")
    ('1 rest day', '4 weeks', '0.5 sets', '0 runs')
    """
    text = count if isinstance(count, str) else f"{count:g}"
    return f"{text} {thing}{'' if text == '1' else 's'}"


def format_distance(km: float | None, units: str = "km", *, digits: int = 1) -> str:
    """A distance with its unit.

    >>> format_distance(12.4), format_distance(30), format_distance(16.09344, "mi"), format_distance(None)
    ('12.4 km', '30 km', '10 mi', '')
    """
    _check(units)
    if km is None or _absent(km):
        return ""
    return f"{format_number(from_km(km, units), digits)} {units}"


def format_clock(seconds: float | None) -> str:
    """Seconds as m:ss, or h:mm:ss from an hour on.

    >>> format_clock(310), format_clock(600), format_clock(3725), format_clock(None)
    ('5:10', '10:00', '1:02:05', '')
    """
    if seconds is None or _absent(seconds):
        return ""
    whole = int(_rounded(seconds, 0))
    hours, rest = divmod(whole, 3600)
    minutes, second = divmod(rest, 60)
    return f"{hours}:{minutes:02d}:{second:02d}" if hours else f"{minutes}:{second:02d}"


def format_pace(pace_s_per_km: float | None, units: str = "km") -> str:
    """A pace as minutes and seconds a kilometre or a mile.

    >>> format_pace(390), format_pace(300, "mi"), format_pace(None)
    ('6:30 /km', '8:03 /mi', '')
    """
    _check(units)
    if pace_s_per_km is None or _absent(pace_s_per_km):
        return ""
    return f"{format_clock(from_s_per_km(pace_s_per_km, units))} /{units}"


def format_clock_range(fast: float, slow: float, to: str = "–") -> str:
    """Two times as a range, the shorter first; one where both read the same.

    >>> format_clock_range(306, 320), format_clock_range(3000, 3000.2)
    ('5:06–5:20', '50:00')
    """
    first, last = format_clock(fast), format_clock(slow)
    return first if first == last else f"{first}{to}{last}"


def format_pace_range(fast_s_per_km: float, slow_s_per_km: float, units: str = "km") -> str:
    """A band of paces, the faster first.

    >>> format_pace_range(306, 320), format_pace_range(306, 320, "mi")
    ('5:06–5:20 /km', '8:12–8:35 /mi')
    """
    return f"{format_clock_range(from_s_per_km(fast_s_per_km, units), from_s_per_km(slow_s_per_km, units))} /{units}"


def format_speed_range(fast_s_per_km: float, slow_s_per_km: float, units: str = "km", to: str = "–") -> str:
    """A band of paces as speeds, the slower first, as a treadmill shows them.

    >>> format_speed_range(306, 320), format_speed_range(306, 320, "mi"), format_speed_range(360, 360)
    ('11.3–11.8 km/h', '7–7.3 mph', '10 km/h')
    """
    slow, fast = (format_number(from_km(3600 / pace, units)) for pace in (slow_s_per_km, fast_s_per_km))
    return f"{slow if slow == fast else f'{slow}{to}{fast}'} {'km/h' if units == 'km' else 'mph'}"


def format_minutes(minutes: float | None) -> str:
    """Minutes as hours and minutes, h:mm.

    >>> format_minutes(45), format_minutes(90), format_minutes(194), format_minutes(None)
    ('0:45', '1:30', '3:14', '')
    """
    if minutes is None or _absent(minutes):
        return ""
    hours, minute = divmod(math.ceil(minutes), 60)
    return f"{hours}:{minute:02d}"


def as_date(value: Any) -> dt.date | None:
    """A date, datetime, pandas Timestamp, numpy datetime64 or ISO text as a date; None where absent.

    >>> as_date("2027-01-04"), as_date(dt.datetime(2027, 1, 4, 6, 30)), as_date(None)
    (datetime.date(2027, 1, 4), datetime.date(2027, 1, 4), None)
    """
    if _absent(value):
        return None
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    return dt.date.fromisoformat(str(value)[:10])


def format_day(value: Any) -> str:
    """A date with its weekday, short, without the year: for a week's columns.

    >>> format_day(dt.date(2027, 1, 4)), format_day("2027-04-25"), format_day(None)
    ('Mon 4 Jan', 'Sun 25 Apr', '')
    """
    day = as_date(value)
    return "" if day is None else f"{WEEKDAYS_IN_FULL[day.weekday()][:3]} {day.day} {_MONTHS[day.month - 1][:3]}"


def format_date(value: Any) -> str:
    """A date with its weekday and year, short.

    >>> format_date(dt.date(2027, 1, 4)), format_date(None)
    ('Mon 4 Jan 2027', '')
    """
    day = as_date(value)
    return "" if day is None else f"{format_day(day)} {day.year}"


def format_long_date(value: Any) -> str:
    """A date as it stands in a sentence.

    >>> format_long_date(dt.date(2027, 3, 4)), format_long_date(None)
    ('Thursday 4 March 2027', '')
    """
    day = as_date(value)
    return "" if day is None else f"{WEEKDAYS_IN_FULL[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"


def format_week(week: int | None, start: Any = None) -> str:
    """A week by its number, and by its first day where that is given.

    >>> format_week(3), format_week(3, dt.date(2027, 1, 18)), format_week(None)
    ('Week 3', 'Week 3, from Mon 18 Jan', '')
    """
    if week is None or _absent(week):
        return ""
    return f"Week {int(week)}" if _absent(start) else f"Week {int(week)}, from {format_day(start)}"


def in_units(text: str, units: str) -> str:
    """A text with its kilometres in the unit that the runner reads; a plan's steps are written in kilometres.

    >>> in_units("2 km easy", "mi"), in_units("7 x 200 m uphill", "mi"), in_units("2 km easy", "km")
    ('1.2 mi easy', '7 x 200 m uphill', '2 km easy')
    """
    return text if units == "km" else _KM.sub(lambda found: format_distance(float(found[1]), units), text)
