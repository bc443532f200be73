"""Weeks as people write them in a text: a line that names each, and a line a day.

In: the lines of a text and its language. Out: for each line its week, its weekday, what is said, and its date.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from runplan.exchange.csv_text import Line
from runplan.exchange.languages import Language, day_named, folded
from runplan.exchange.written_dates import AmbiguousDates, days_beside, make_date, stated_week, week_number
from runplan.schema import WEEKDAYS

_DAY_TEXT = re.compile(r"[-*\u2022 ]*([^\W\d_]+)\.? ?(?:[:.\u2013\u2014-] ?| )(\S.*)")  # Mon: 5 km
_ABOVE = 60  # lines in which the year is looked for


@dataclass(frozen=True)
class WrittenWeeks:
    """The days of a text."""

    lines: tuple[Line, ...]  # week, weekday, what is said and date of each day; the text of any other line
    begins: tuple[int, int] | None  # month and day of the first week, where no year is told

    @property
    def days(self) -> frozenset[int]:
        """The numbers of the lines that are days."""
        return frozenset(line.number for line in self.lines if len(line.cells) > 1)

    @property
    def about(self) -> str:
        """What is said beside the days."""
        return " ".join(line.text(0) for line in self.lines if len(line.cells) == 1)


class UnclearDay(Exception):
    """A day beside the name of a week that can be another: why, in which line, and its text."""

    def __init__(self, why: str, line: int, text: str) -> None:
        super().__init__(why)
        self.line, self.text = line, text


def names_a_week(line: Line, tongue: Language) -> bool:
    """Whether all that a line says is the name of a week, with its number and maybe more words."""
    text = line.text(line.filled[0]) if len(line.filled) == 1 else ""
    words = folded(text[:40]).split() or [""]
    return "week" in tongue.words.get(words[0].strip(":"), ()) and stated_week(text, tongue) is not None


def written_weeks(lines: Sequence[Line], tongue: Language) -> WrittenWeeks:
    """The days of a text with one line a day, such as "Mon: 5 km".

    Raises
    ------
    UnclearDay
        If a day beside the name of a week may be day and month either way.
    """
    named = [line for line in lines if names_a_week(line, tongue)]
    texts = [line.text(line.filled[0]) for line in named]
    other = " ".join(cell for line in lines[:_ABOVE] for cell in line.cells)
    try:
        days = dict(zip((line.number for line in named), days_beside(texts, tongue, other), strict=True))
    except AmbiguousDates as unclear:
        raise UnclearDay(str(unclear), named[unclear.at].number, texts[unclear.at]) from None
    first = next((day for day in days.values() if day), None)
    begins: tuple[int, dt.date] | None = None  # the last week that is named with its day
    day_lines, week, last = [Line(0, ())], 0, 7
    for line in lines:
        alone = len(line.filled) == 2 and day_named(line.text(line.filled[0]), tongue)  # Mon,5 km
        text = (": " if alone else ", ").join(line.text(at) for at in line.filled)
        match = _DAY_TEXT.fullmatch(text)
        weekday = day_named(match[1], tongue) if match is not None else ""
        if match is None or not weekday:
            number = week_number(text, tongue) if line.number in days else None
            week, last = (number, -1) if number else (week, last)
            day = days.get(line.number)
            date = make_date(*day) if day and day[0] else None
            begins = (week, date) if date else begins
            day_lines.append(Line(line.number, (text,)))
        else:
            at = WEEKDAYS.index(weekday)
            week, last = week + (at <= last), at
            shift = 7 * (week - begins[0]) + (at - begins[1].weekday()) % 7 if begins else 0
            dated = str(begins[1] + dt.timedelta(days=shift)) if begins else ""
            day_lines.append(Line(line.number, (str(week), match[1], match[2], dated)))
    return WrittenWeeks(tuple(day_lines), first[1:] if first and not first[0] else None)
