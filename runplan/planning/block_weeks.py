"""The weeks of a block by dates: where they begin, which one holds a day, and what moves when they are recounted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from runplan.planning.checks import SESSION_ID

__all__ = ["first_day_of", "recounted_km", "recounted_pins", "week_of"]


def first_day_of(day: dt.date, week_start: str) -> dt.date:
    """The first day of the week that holds a day.

    Parameters
    ----------
    day : datetime.date
    week_start : str
        Mon or Sun.

    Raises
    ------
    OverflowError
        If that day is before the calendar begins.
    """
    return day - dt.timedelta(days=(day.weekday() - (6 if week_start == "Sun" else 0)) % 7)


def week_of(day: dt.date, first_day: dt.date) -> int:
    """The number of the week that holds a day; 1 for the week that begins on `first_day`, 0 for the one before it.

    >>> week_of(dt.date(2027, 1, 10), dt.date(2027, 1, 4)), week_of(dt.date(2027, 1, 11), dt.date(2027, 1, 4))
    (1, 2)
    """
    return (day - first_day).days // 7 + 1


def recounted_pins(pins: Iterable[tuple[str, str]], by: int) -> tuple[tuple[str, str], ...]:
    """Pins whose weeks have other numbers now; those of weeks before the first are gone.

    Parameters
    ----------
    pins : iterable of (str, str)
        Session id and weekday.
    by : int
        What is added to each week's number.

    Examples
    --------
    >>> recounted_pins([("w01-long", "Sat"), ("w05-strength-1", "Fri")], -2)
    (('w03-strength-1', 'Fri'),)
    """
    weeks = [(found, day) for name, day in pins if (found := SESSION_ID.fullmatch(name))]
    return tuple(
        (f"w{int(found['week']) + by:02d}{found[0][3:]}", day) for found, day in weeks if int(found["week"]) + by >= 1
    )


def recounted_km(weekly_km: Iterable[tuple[int, float]], by: int) -> tuple[tuple[int, float], ...]:
    """Kilometres of single weeks whose numbers are others now, as `recounted_pins` has it."""
    return tuple((week + by, km) for week, km in weekly_km if week + by >= 1)
