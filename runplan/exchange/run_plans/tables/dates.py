"""Dates as people and spreadsheets write them.

In: the texts of a column. Out: their dates; where day and month could be either, the whole column decides or nobody.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from itertools import pairwise

from runplan.errors import PlanFileError
from runplan.exchange.run_plans.cells.words import ENGLISH, Language, folded
from runplan.exchange.run_plans.limits import refusal, shown
from runplan.schema import WEEKDAYS

_FIRST, _LAST = 2000, 2200  # as a Block takes them
_DAY_0 = dt.date(1899, 12, 30)  # of spreadsheets, which count days from it
_LEADING = re.compile(r"\s*(\d{4}-\d\d-\d\d)(?:[ T]\d\d:\d\d(?::\d\d)?)?\s*(?:[:,-]\s*|\s+|$)")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?![\d/.-])|(?<!\d)(20\d\d)(0[1-9]|1[0-2])([0-3]\d)(?!\d)")
_NUMBERS = re.compile(r"(?:[a-z]{2,10}\.?,? )?(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d\d)(?!\d)")
_DAY_OR_PAIR = re.compile(r"(\d{1,2})\.?(?:[/.](\d{1,2})\.?)?")
_SERIAL = re.compile(r"\s*([34]\d{4})(?:\.0+)?\s*")
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


def month_named(word: str, tongue: Language) -> int:
    """The number of a month, by its name or the beginning of it; 0 for none."""
    return tongue.months.get(word) or tongue.months.get(word[:3] if len(word) > 3 else "", 0)


def day_and_month(text: str, tongue: Language = ENGLISH) -> tuple[int, int, int] | None:
    """Year (0 where none is written), month and day where the month is a word.

    >>> day_and_month("Tue 5 Jan"), day_and_month("4 January 2027"), day_and_month("5 km")
    ((0, 1, 5), (2027, 1, 4), None)
    """
    text = folded(text[:60])
    for pattern, month, day in ((_DAY_MONTH, 2, 1), (_MONTH_DAY, 1, 2)):
        for match in pattern.finditer(text):
            number = month_named(match[month], tongue)
            if number and make_date(2000, number, int(match[day])) is not None:
                year = int(match[3] or 0)
                return year + 2000 * (0 < year < 100), number, int(match[day])
    return None


def in_order(days: Sequence[tuple[int, int, int] | None], year: int) -> list[dt.date | None]:
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


def are_days_in_a_row(texts: Sequence[str], tongue: Language) -> bool:
    """Whether texts are days of a month that follow each other, and none tells its year.

    >>> are_days_in_a_row(["30/1", "31/1", "1/2"], ENGLISH), are_days_in_a_row(["5", "6", "8"], ENGLISH)
    (True, False)
    """
    short = in_order([day_and_month(text, tongue) for text in texts], _FIRST)
    pairs = [_DAY_OR_PAIR.fullmatch(text) for text in texts]
    if all(short) and not any(one_date(text, tongue) for text in texts):
        steps = [(second - first).days for first, second in pairwise(filter(None, short))]
        return len(texts) > 2 and set(steps) == {1}
    if not all(pairs) or len(texts) < 3 or (not any(pair and pair[2] for pair in pairs) and len(texts) < 6):
        return False
    for group in (1, 2):
        days = [int(pair[group] or 0) for pair in pairs if pair is not None]
        if max(days) < 32 and all(second in (first + 1, 1) for first, second in pairwise(days)) and set(days) != {1}:
            return True
    return False


def one_date(text: str, tongue: Language = ENGLISH) -> dt.date | None:
    """A date that can be read in one way only; None for any other text.

    >>> one_date("2027-01-04"), one_date("Oct 7, 2026, 2:43:11 PM"), one_date("5-Jan-27"), one_date("3/4/2027")
    (datetime.date(2027, 1, 4), datetime.date(2026, 10, 7), datetime.date(2027, 1, 5), None)
    """
    match = _ISO.search(text[:60])
    if match is not None:
        year, month, day = (int(group) for group in match.groups() if group)
        return make_date(year, month, day)
    worded = day_and_month(text, tongue)
    return None if worded is None or not worded[0] else make_date(*worded)


def leading_date(text: str) -> tuple[dt.date | None, str]:
    """An ISO date at the beginning of a cell, and what follows it.

    >>> leading_date("2026-12-15: 4.8 km run")
    (datetime.date(2026, 12, 15), '4.8 km run')
    """
    match = _LEADING.match(text[:60])
    day = None if match is None else one_date(match[1])
    return (None, text) if match is None or day is None else (day, text[match.end() :].strip())


def some_date(text: str, tongue: Language = ENGLISH) -> bool:
    """Whether a text is a date, in whatever order.

    >>> some_date("03/04/2027"), some_date("3 mi"), some_date("2027-13-45")
    (True, False, False)
    """
    return one_date(text, tongue) is not None or any(_both(text))


def _both(text: str) -> tuple[dt.date | None, dt.date | None]:
    """The date with the day first, and with the month first."""
    match = _NUMBERS.match(folded(text[:60]).strip())
    if match is None:
        return None, None
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    return make_date(year, second, first), make_date(year, first, second)


def dates_of(
    texts: Sequence[str],
    places: Sequence[str],
    name: str,
    weekdays: Sequence[str] = (),
    *,
    month_first: bool = False,
    tongue: Language = ENGLISH,
) -> tuple[list[dt.date | None], str]:
    """The dates of a column, and a sentence on how they were read where that was found out.

    Raises
    ------
    PlanFileError
        If day and month can be either, in every row.
    """
    dates = [one_date(text, tongue) for text in texts]
    serials = [_SERIAL.fullmatch(text[:20]) for text in texts]
    filled = [at for at, text in enumerate(texts) if text.strip()]
    if filled and all(serials[at] for at in filled):
        dates = [_DAY_0 + dt.timedelta(days=int(serial[1])) if serial else None for serial in serials]
        return dates, "its dates are numbers, as spreadsheets count days, and were taken so"
    pairs = {at: _both(text) for at, text in enumerate(texts) if dates[at] is None and any(_both(text))}
    if not pairs:
        return dates, ""
    fits = [all(pair[order] is not None for pair in pairs.values()) for order in (0, 1)]
    if all(fits) and all(pair[0] == pair[1] for pair in pairs.values()):
        fits[1] = False
    if all(fits) and any(weekdays[at] for at in pairs if weekdays):
        fits = [all(_is_on(pair[order], weekdays[at]) for at, pair in pairs.items()) for order in (0, 1)]
    if all(fits):  # nobody writes the month first and points
        fits = [False, True] if month_first else [True, not all("." in texts[at] for at in pairs)]
    if all(fits):
        spans = [_span([pair[order] for pair in pairs.values()]) for order in (0, 1)]
        fits = [span == min(spans) for span in spans]
    if fits[0] == fits[1]:
        raise _ambiguous(name, places[min(pairs)], texts[min(pairs)], both=fits[0])
    order = 0 if fits[0] else 1
    for at, pair in pairs.items():
        dates[at] = pair[order]
    return dates, f"the {('day', 'month')[order]} stands first in its dates, which is the only way to read all of them"


def _span(dates: Sequence[dt.date | None]) -> int:
    """0 where dates follow each other by weeks at most, as those of a plan do; 1 where they do not."""
    steps = [(later - date).days for date, later in pairwise(dates) if date and later]
    return int(not steps or not all(0 <= step <= 14 for step in steps) or (len(steps) == 1 and steps != [7]))


def _is_on(date: dt.date | None, weekday: str) -> bool:
    return not weekday or (date is not None and WEEKDAYS[date.weekday()] == weekday)


def _ambiguous(name: str, where: str, text: str, *, both: bool) -> PlanFileError:
    why = "can be day and month either way" if both else "do not all fit one order of day and month"
    return refusal(name, f"has dates such as {shown(text)} ({where}), which {why}: write them as 2027-04-03.")
