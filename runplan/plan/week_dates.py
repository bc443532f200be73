"""The weeks of a block by dates: where they begin, and which one holds a day."""

from __future__ import annotations

import datetime as dt


def first_day_of(day: dt.date, week_start: str) -> dt.date:
    """The first day of the week that holds a day.

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
