"""Dates as people and spreadsheets write them, in seven languages.

A day is its year (0 where none is written), its month and its day. Where day and month could be either, both are given.
"""

from __future__ import annotations

import datetime as dt
import re

from runplan.exchange.languages import ENGLISH, Language, day_named, folded

Day = tuple[int, int, int]
_FIRST, _LAST = 2000, 2200  # as a Block takes them
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?![\d/.-])|(?<!\d)(20\d\d)(0[1-9]|1[0-2])([0-3]\d)(?!\d)")
_NUMBERS = re.compile(r"(?:[a-z]{2,10}\.?,? )?(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d\d)(?!\d)")
_SHORT = re.compile(r"(\d{1,2})([/.])(\d{1,2})\.?()")
_DAY_MONTH = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)?\.?[ .-]{0,2}(?:de )?([a-z]{3,9})\.?(?:,? ?(?:de |-)?(\d{4}|\d\d)(?!\d))?"
)
_MONTH_DAY = re.compile(r"([a-z]{3,9})\.?[ -](\d{1,2})(?:st|nd|rd|th)?(?![\d:])(?:,? (\d{4}))?")


def make_date(year: int, month: int, day: int) -> dt.date | None:
    """A date from 2000 to 2200, its year maybe of two digits; None for what is none."""
    try:
        date = dt.date(year if year >= 100 else 2000 + year, month, day)
    except ValueError:
        return None
    return date if _FIRST <= date.year <= _LAST else None


def _worded(text: str, tongue: Language) -> tuple[Day | None, int]:
    """The day of a text in folded letters where the month is a word, and where it ends."""
    for pattern, month, day in ((_DAY_MONTH, 2, 1), (_MONTH_DAY, 1, 2)):
        for match in pattern.finditer(text):
            word = match[month]
            number = tongue.months.get(word) or tongue.months.get(word[:3] if len(word) > 3 else "", 0)
            if number and make_date(2000, number, int(match[day])) is not None:
                year = int(match[3] or 0)
                return (year + 2000 * (0 < year < 100), number, int(match[day])), match.end()
    return None, 0


def day_and_month(text: str, tongue: Language = ENGLISH) -> Day | None:
    """The day where the month is a word."""
    return _worded(folded(text[:60]), tongue)[0]


def found_date(text: str, tongue: Language) -> tuple[Day | None, Day | None, int]:
    """The `readings` of a text in folded letters, and where its date ends."""
    match = _ISO.search(text)
    if match is not None:
        year, month, day = (int(group) for group in match.groups() if group)
        iso = (year, month, day) if make_date(year, month, day) else None
        return iso, iso, match.end()
    worded, end = _worded(text, tongue)
    if worded is not None and worded[0]:
        return worded, worded, end
    plain = text.strip()
    named, _, rest = plain.partition(" ")
    match = _NUMBERS.match(plain) or _SHORT.fullmatch(rest if day_named(named, tongue) else plain)
    if match is None:
        return worded, worded, end
    first, second, year = int(match[1]), int(match[3]), int(match[4] or 0)
    year += 2000 * (bool(match[4]) and year < 100)
    both = (year, second, first), (year, first, second)
    fits = [make_date(*day) is not None for day in both]
    return both[0] if fits[0] else None, both[1] if fits[1] else None, match.end()


def readings(text: str, tongue: Language = ENGLISH) -> tuple[Day | None, Day | None]:
    """The day that a text is with the day first, and with the month first; the same where it is written otherwise."""
    return found_date(folded(text[:60]), tongue)[:2]


def one_date(text: str, tongue: Language = ENGLISH) -> dt.date | None:
    """A date that can be read in one way only, and has its year; None for any other text."""
    day, other = readings(text, tongue)
    return make_date(*day) if day is not None and day == other and day[0] and not _NUMBERS.match(text) else None


def some_date(text: str, tongue: Language = ENGLISH) -> bool:
    """Whether a text is a date with its year, in whatever order."""
    return any(day is not None and day[0] for day in readings(text, tongue))
