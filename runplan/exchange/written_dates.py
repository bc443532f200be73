"""Dates and numbers of weeks as people and spreadsheets write them, in seven languages.

A day is its year (0 where none is written), its month and its day. Where day and month could be either, both are given.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from difflib import get_close_matches
from functools import lru_cache
from itertools import pairwise

from runplan.exchange.languages import ENGLISH, Language, day_named, folded
from runplan.schema import WEEKDAYS

Day = tuple[int, int, int]
_FIRST, _LAST = 2000, 2200  # as a Block takes them
_DAY_0 = dt.date(1899, 12, 30)  # of spreadsheets, which count days from it
_LEADING = re.compile(r"\s*(\d{4}-\d\d-\d\d)(?:[ T]\d\d:\d\d(?::\d\d)?)?\s*(?:[:,-]\s*|\s+|$)")
_SERIAL = re.compile(r"\s*([34]\d{4})(?:\.0+)?\s*")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?![\d/.-])|(?<!\d)(20\d\d)(0[1-9]|1[0-2])([0-3]\d)(?!\d)")
_NUMBERS = re.compile(r"(?:[a-z]{2,10}\.?,? )?(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d\d)(?!\d)")
_SHORT = re.compile(r"(\d{1,2})([/.])(\d{1,2})\.?()")
_DAY_MONTH = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)?\.?[ .-]{0,2}(?:de )?([a-z]{3,9})\.?(?:,? ?(?:de |-)?(\d{4}|\d\d)(?!\d))?"
)
_SHORT_DATE = re.compile(r"\d{1,2}[-. ]{1,2}[^\W\d]{3,4}\.?|[^\W\d]{3,4}[- ]\d{1,2}")
_MONTH_DAY = re.compile(r"([a-z]{3,9})\.?[ -](\d{1,2})(?:st|nd|rd|th)?(?![\d:])(?:,? (\d{4}))?")
_BESIDE = re.compile(
    r"(?<![\d.,/-])\d{1,2}([/.-])\d{1,2}(?:\1(?:\d{4}|\d\d)(?!\d)|(?<=\.\d)\.|(?<=\.\d\d)\.|(?<=/\d)|(?<=/\d\d))"
)
_WEEK = re.compile(r"(?<![\d.,:/-])(\d{1,3})(?![\d.,:/-])")
_AMOUNT = re.compile(r"\d+(?:[.,]\d+)?\s*(?:km|k|mi|miles?|m|min|h|%)(?![^\W\d])", re.IGNORECASE)
"""A length or a share in a label, which is no number of a week: of a banner such as BASE (max 35 km)."""
_RANGE = re.compile(r"[^\d]{0,20}(\d{1,3}) ?(?:-|\u2013|to|bis|&|and) ?(\d{1,3})[^\d]{0,10}", re.IGNORECASE)
_MOST_AT_ONCE = 4  # weeks that one label names


class AmbiguousDates(Exception):
    """Why the days of a column can be read in two ways, or in none; the place of the first such day."""

    def __init__(self, why: str, at: int) -> None:
        super().__init__(why)
        self.at = at


def make_date(year: int, month: int, day: int) -> dt.date | None:
    """A date from 2000 to 2200, its year maybe of two digits; None for what is none."""
    try:
        date = dt.date(year if year >= 100 else 2000 + year, month, day)
    except ValueError:
        return None
    return date if _FIRST <= date.year <= _LAST else None


@lru_cache(maxsize=4096)
def _month(word: str, tongue: Language) -> int:
    """The number of a month by its name, the beginning of it, or a name with a letter wrong; 0 for another word."""
    alike = [name for name in tongue.months if name.startswith(word)]
    alike = alike or get_close_matches(word, [name for name in tongue.months if len(name) > 4], n=1, cutoff=0.8)
    is_other = word in tongue.days and word not in tongue.months
    return tongue.months[alike[0]] if alike and not is_other else 0


def _worded(text: str, tongue: Language) -> tuple[Day | None, int]:
    """The day of a text in folded letters where the month is a word, and where it ends."""
    for pattern, month, day in ((_DAY_MONTH, 2, 1), (_MONTH_DAY, 1, 2)):
        for match in pattern.finditer(text):
            word = match[month]
            number = _month(word, tongue)
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


def leading_date(text: str, tongue: Language = ENGLISH) -> tuple[dt.date | None, str]:
    """An ISO date at the beginning of a cell, and what follows it; a day with its month alone is of the year 2000."""
    short = day_and_month(text, tongue) if _SHORT_DATE.fullmatch(text) else None
    if short is not None:
        return dt.date(2000, *short[1:]), ""
    match = _LEADING.match(text[:60])
    day = None if match is None else one_date(match[1])
    return (None, text) if match is None or day is None else (day, text[match.end() :].strip())


def in_order(days: Sequence[Day | None], year: int) -> list[dt.date | None]:
    """Days of which the year is not told, as dates that follow each other, from a year on."""
    dates: list[dt.date | None] = []
    last = dt.date.min
    for day in days:
        date = None if day is None else make_date(day[0] or year, *day[1:])
        if day is not None and date is not None and date < last and not day[0]:
            year += 1
            date = make_date(year, *day[1:])
        dates.append(date)
        last = date or last
    return dates


def weekly(days: Sequence[Day | None]) -> list[dt.date | None]:
    """Days of which the year is not told, as dates that follow each other by weeks, give or take a leap day; or []."""
    dates = in_order(days, _FIRST + 1)
    steps = [(later - date).days for date, later in pairwise(filter(None, dates))]
    return dates if all(step % 7 in (0, 1) for step in steps) else []


def on_weekdays(days: Sequence[Day | None], weekdays: Sequence[str]) -> list[dt.date | None]:
    """Days of which the year is not told, as dates that follow each other and are on the weekdays told; or []."""
    for first in range(_FIRST, _FIRST + 28):  # each weekday of each date is in one of these years
        dates = in_order(days, first)
        named = [(date, weekday) for date, weekday in zip(dates, weekdays, strict=True) if date and weekday]
        if named and all(WEEKDAYS[date.weekday()] == weekday for date, weekday in named):
            return dates
    return []


def are_days_in_a_row(texts: Sequence[str], tongue: Language) -> bool:
    """Whether texts are days of a month that follow each other, and none tells its year."""
    both = [readings(text, tongue) for text in texts]
    dated = any(any(days) for days in both)
    if len(texts) < (3 if dated else 6) or any(day and day[0] for days in both for day in days):
        return False
    alone = [text.strip(" .") for text in texts]
    numbers = [int(text) if re.fullmatch(r"\d{1,2}", text) else 99 for text in alone]
    for order in (0, 1):
        days = [day[2] if (day := pair[order]) else number for pair, number in zip(both, numbers, strict=True)]
        if max(days) < 32 and all(second in (first + 1, 1) for first, second in pairwise(days)) and set(days) != {1}:
            return True
    return False


def column_days(
    texts: Sequence[str], weekdays: Sequence[str] = (), *, month_first: bool = False, tongue: Language = ENGLISH
) -> tuple[list[Day | None], str]:
    """The days of a column, and how they were read if that was found out.

    Raises
    ------
    AmbiguousDates
        If day and month may be either.
    """
    serials = [_SERIAL.fullmatch(text[:20]) for text in texts]
    if all(serials[at] for at, text in enumerate(texts) if text.strip()) and any(serials):
        counted = [_DAY_0 + dt.timedelta(days=int(serial[1])) if serial else None for serial in serials]
        note = "its dates are numbers, read as the day counts of spreadsheets"
        return [(date.year, date.month, date.day) if date else None for date in counted], note
    both = [readings(text, tongue) for text in texts]
    days = [day if day == other else None for day, other in both]
    open_ = [at for at, pair in enumerate(both) if pair[0] != pair[1]]
    if not open_:
        return days, ""
    columns = [[both[at][order] for at in open_] for order in (0, 1)]
    fits = [all(column) for column in columns]
    if all(fits) and weekdays:
        for order, column in enumerate(columns):
            named = [(make_date(*day), weekdays[at]) for day, at in zip(column, open_, strict=True) if day and day[0]]
            fits[order] = all(not own or (date and WEEKDAYS[date.weekday()] == own) for date, own in named)
    if all(fits):  # nobody writes the month first and points
        fits = [False, True] if month_first else [True, not all("." in texts[at] for at in open_)]
    if all(fits):
        plain = []  # whether the dates follow each other by weeks at most, as those of a plan do
        for order in (0, 1):
            dates = in_order([pair[order] for pair in both], _FIRST)
            steps = [(later - date).days for date, later in pairwise(dates) if date and later]
            plain.append(all(0 <= step <= 14 for step in steps) and (len(steps) > 1 or steps == [7]))
        fits = plain if any(plain) else fits
    if fits[0] == fits[1]:
        why = "could have day and month in either order" if fits[0] else "do not all fit one order of day and month"
        raise AmbiguousDates(why, open_[0])
    order = 0 if fits[0] else 1
    for at in open_:
        days[at] = both[at][order]
    return days, f"the {('day', 'month')[order]} comes first in its dates, the only way to read all of them"


def days_beside(labels: Sequence[str], tongue: Language, other_text: str = "") -> list[Day | None]:
    """The day beside the number of a week in each label, as in Week 1 (starts Mon 1 March); its year where one is told.

    A year that is the only one in another text of the file counts for those without; else it is 0.

    Raises
    ------
    AmbiguousDates
        If day and month may be either.

    >>> days_beside(["Week 1 (starts Mon 1 March)", "Week 2"], ENGLISH, "spring 2027")
    [(2027, 3, 1), None]
    """
    years = {int(year) for year in re.findall(r"(?<![\d.])20\d\d(?![\d.])", other_text)}
    days, _ = column_days([_date_beside(label, tongue) for label in labels], tongue=tongue)
    year = years.pop() if len(years) == 1 else 0
    dates: list[Day | None] = [None if day is None else (day[0] or year, *day[1:]) for day in days]
    if year and not any(day and day[0] for day in days):  # over the turn of a year the next one
        dates = [(date.year, date.month, date.day) if date else None for date in in_order(days, year)]
    return dates


def _date_beside(label: str, tongue: Language) -> str:
    """The date in a label after the number of its week, as it is written; "" without one."""
    named = _named_week(label, tongue)
    text = _AMOUNT.sub("", folded(label[:80])[named.end() if named else 0 :])
    worded = [match for pattern in (_DAY_MONTH, _MONTH_DAY) for match in pattern.finditer(text)]
    dates = [match[0] for match in worded if _worded(match[0], tongue)[0] is not None]
    match = _ISO.search(text) or _BESIDE.search(text)
    return dates[0] if dates else match[0] if match is not None else ""


def weeks_at_once(label: str) -> range | None:
    """The weeks that one line stands for, where its label names several."""
    match = _RANGE.fullmatch(label[:60])
    first, last = (int(match[1]), int(match[2])) if match is not None else (0, 0)
    return range(first, last + 1) if 0 < first < last < first + _MOST_AT_ONCE else None


def stated_week(label: str, tongue: Language = ENGLISH) -> int | None:
    """The number of a week in a label that has it beside the word for it, or begins with it; a banner has neither."""
    begins = re.match(r"\W*(?:[^\W\d_]{1,2}\W?)?\d", label)
    return week_number(label, tongue) if begins or _named_week(label, tongue) else None


def names_week(label: str, tongue: Language) -> bool:
    """Whether a label has the word for a week beside a number."""
    return _named_week(label, tongue) is not None


def _named_week(label: str, tongue: Language) -> re.Match[str] | None:
    week = rf"\b(?:{tongue.any_of('week')})(?:\.| ?:| ?-)? ?(?:n[ro]?[.\u00ba\u00b0]? ?|#)?(\d{{1,3}})(?![\d.,:/])"
    return re.search(week, folded(_AMOUNT.sub("", label[:80])))


@lru_cache(maxsize=4096)
def week_number(label: str, tongue: Language = ENGLISH) -> int | None:
    """The number of a week in a label: the one beside the word for it, else the first; None for a date."""
    label = label[:80]
    named = _named_week(label, tongue)
    if named is None and any(readings(label, tongue)):
        return None
    several, match = weeks_at_once(label), named or _WEEK.search(_AMOUNT.sub("", label))
    return (several[0] if several else int(match[1]) if match is not None else 0) or None
