"""Dates as people write them; where day and month could be either, the whole column decides or nobody does."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from runplan.errors import PlanFileError
from runplan.exchange.run_plans.cells.vocabulary import MONTHS
from runplan.exchange.run_plans.limits import refusal, shown
from runplan.schema import WEEKDAYS

_FIRST, _LAST = 2000, 2200  # as a Block takes them
_LEADING = re.compile(r"\s*(\d{4}-\d\d-\d\d)(?:[ T]\d\d:\d\d(?::\d\d)?)?\s*(?:[:,-]\s*|\s+|$)")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?![\d/.-])")
_NUMBERS = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d\d)(?!\d)")
_DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ .-]{1,2}([a-z]{3,9})\.?,?[ -](\d{4})", re.IGNORECASE)
_MONTH_DAY = re.compile(r"([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})", re.IGNORECASE)


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        found = dt.date(year if year >= 100 else 2000 + year, month, day)
    except ValueError:
        return None
    return found if _FIRST <= found.year <= _LAST else None


def leading_date(text: str) -> tuple[dt.date | None, str]:
    """An ISO date at the beginning of a cell, and what follows it.

    >>> leading_date("2026-12-15: 4.8 km run")
    (datetime.date(2026, 12, 15), '4.8 km run')
    >>> leading_date("4.8 km")
    (None, '4.8 km')
    """
    match = _LEADING.match(text[:60])
    day = None if match is None else one_date(match[1])
    return (None, text) if match is None or day is None else (day, text[match.end() :].strip())


def one_date(text: str) -> dt.date | None:
    """A date that can be read in one way only; None for any other text.

    >>> one_date("2027-01-04"), one_date("Oct 7, 2026, 2:43:11 PM"), one_date("4 January 2027"), one_date("3/4/2027")
    (datetime.date(2027, 1, 4), datetime.date(2026, 10, 7), datetime.date(2027, 1, 4), None)
    """
    text = text[:60]
    match = _ISO.search(text)
    if match is not None:
        return _day(int(match[1]), int(match[2]), int(match[3]))
    match = _DAY_MONTH.search(text)
    if match is not None and match[2][:3].lower() in MONTHS:
        return _day(int(match[3]), MONTHS[match[2][:3].lower()], int(match[1]))
    match = _MONTH_DAY.search(text)
    if match is not None and match[1][:3].lower() in MONTHS:
        return _day(int(match[3]), MONTHS[match[1][:3].lower()], int(match[2]))
    return None


def some_date(text: str) -> bool:
    """Whether a text is a date, in whatever order.

    >>> some_date("03/04/2027"), some_date("3 mi"), some_date("2027-13-45")
    (True, False, False)
    """
    return one_date(text) is not None or any(both for both in _both(text))


def _both(text: str) -> tuple[dt.date | None, dt.date | None]:
    """The date with the day first, and with the month first."""
    match = _NUMBERS.match(text[:60].strip())
    if match is None:
        return None, None
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    return _day(year, second, first), _day(year, first, second)


def dates_of(
    texts: Sequence[str], places: Sequence[str], name: str, weekdays: Sequence[str] | None = None, prefer: str = ""
) -> tuple[list[dt.date | None], str]:
    """The dates of a column.

    Raises
    ------
    PlanFileError
        If day and month can be either, in every row.
    """
    found = [one_date(text) for text in texts]
    open_ = [place for place, text in enumerate(texts) if found[place] is None and any(_both(text))]
    if not open_:
        return found, ""
    pairs = {place: _both(texts[place]) for place in open_}
    fits = [all(pair[order] is not None for pair in pairs.values()) for order in (0, 1)]
    if all(fits) and all(pair[0] == pair[1] for pair in pairs.values()):
        fits[1] = False
    if all(fits) and weekdays is not None and any(weekdays[place] for place in open_):
        fits = [
            all(
                not weekdays[place] or WEEKDAYS[_weekday(pair[order])] == weekdays[place]
                for place, pair in pairs.items()
            )
            for order in (0, 1)
        ]
    if all(fits) and all("." in texts[place] for place in open_):
        fits[1] = False  # nobody writes the month first and points
    if all(fits) and prefer == "month":
        fits[0] = False
    if fits[0] == fits[1]:
        raise _ambiguous(name, places[open_[0]], texts[open_[0]], both=fits[0])
    order = 0 if fits[0] else 1
    for place, pair in pairs.items():
        found[place] = pair[order]
    return found, f"the {('day', 'month')[order]} stands first in its dates, which is the only way to read all of them"


def _weekday(day: dt.date | None) -> int:
    return -1 if day is None else day.weekday()


def _ambiguous(name: str, where: str, text: str, *, both: bool) -> PlanFileError:
    why = "can be day and month either way" if both else "do not all fit one order of day and month"
    return refusal(name, f"has dates such as {shown(text)} ({where}), which {why}: write them as 2027-04-03.")
