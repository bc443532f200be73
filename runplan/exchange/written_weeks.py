"""Weeks as people write them in a text: a line that names each, and a line a day.

In: the lines of a text and its language. Out: for each line its week, its weekday, what is said, and its date.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from runplan.exchange.csv_text import Line
from runplan.exchange.languages import NOTHING, Language, day_named, folded
from runplan.exchange.written_dates import AmbiguousDates, days_beside, make_date, stated_week, week_number
from runplan.schema import WEEKDAYS
from runplan.words import listed

_WORD = r"([^\W\d_]+)\.?"
_FIRST = re.compile(rf"[-*\u2022 ]*{_WORD}")
_REST = re.compile(r" ?(?:[:.,\u2013\u2014-] ?| )(\S.*)")  # Mon: 5 km
_ABOVE = 60  # lines in which the year is looked for


@dataclass(frozen=True)
class WrittenWeeks:
    """The days of a text."""

    lines: tuple[Line, ...]  # week, weekday, what is said, date and doubt of each day; the text of any other line
    begins: tuple[int, int] | None  # month and day of the first week, where no year is told
    places: Mapping[int, tuple[int, str]]  # of each: its line in the file, and the day's name where it shares the line

    @property
    def days(self) -> frozenset[int]:
        """The numbers of the lines that are days."""
        return frozenset(line.number for line in self.lines if len(line.cells) > 1)

    @property
    def about(self) -> str:
        """What is said beside the days."""
        return " ".join(line.text(0) for line in self.lines if len(line.cells) == 1)

    def address(self, in_file: Callable[[int, int], str], line: int, at: int) -> str:
        """How a cell is called: as its line in the file, with the day where that has several; "" where it is a part."""
        own, day = self.places.get(line, (0, ""))
        is_part = not own or (at != 2 and line in self.days)
        return "" if is_part else in_file(own, 0) + (f" ({day})" if day else "")


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


def written_weeks(lines: Sequence[Line], tongue: Language, text: str = "") -> WrittenWeeks:
    """The days of a text with one line a day, such as "Mon: 5 km"; the text is as it was before commas parted it.

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
    written: list[Line] = [Line(0, ())]
    places: dict[int, tuple[int, str]] = {}
    week, last, in_order = 0, 7, True
    file_lines = text.splitlines()
    sentences = [_as_written(line, file_lines) for line in lines]
    names = {day: name for name, day in tongue.days.items()}
    days_of_lines = [_days_and_rest(words, tongue) for words in sentences]
    for index, (line, words, (weekdays, rest, is_choice)) in enumerate(
        zip(lines, sentences, days_of_lines, strict=True)
    ):
        if not weekdays:
            number = week_number(words, tongue) if line.number in days else None
            if number:
                until = next((at for at in range(index + 1, len(lines)) if lines[at].number in days), len(lines))
                following = None if until == len(lines) else week_number(sentences[until], tongue)
                of_week = [day for own, *_ in days_of_lines[index + 1 : until] for day in own]
                goes_on = len(of_week) > len({*of_week}) and following != number + 1
                week, last, in_order = number, -1, goes_on and (following is not None or len(days) == 1)
            day = days.get(line.number)
            date = make_date(*day) if day and day[0] else None
            begins = (week, date) if date else begins
            places[len(written)] = line.number, ""
            written.append(Line(len(written), (words,)))
        is_each = any(tongue.words.get(word, NOTHING) & {"each", "rest"} for word in folded(rest).split())
        for weekday in weekdays:
            at = WEEKDAYS.index(weekday)
            if in_order or not week:  # each day of a week that is named may be on any line of it
                week, last = week + (at <= last), at
            shift = 7 * (week - begins[0]) + (at - begins[1].weekday()) % 7 if begins else 0
            dated = str(begins[1] + dt.timedelta(days=shift)) if begins else ""
            places[len(written)] = line.number, weekday if len(weekdays) > 1 else ""
            doubt = f"its line names {listed(weekdays)}, and it was read for each of them" if is_choice else ""
            doubt = "" if is_each else doubt
            written.append(Line(len(written), (str(week), names[weekday], rest, dated, doubt)))
    return WrittenWeeks(tuple(written), first[1:] if first and not first[0] else None, places)


def _as_written(line: Line, text: Sequence[str]) -> str:
    """A line as it is in the file, where commas in its sentences have parted it."""
    cells = ",".join(line.cells)
    raw = text[line.number - 1].strip() if line.number <= len(text) else ""
    if len(line.filled) > 2 and raw.startswith(f"{line.cells[0]},") and not raw.startswith(f"{line.cells[0]}, "):
        return "; ".join(line.cells)  # Mon,5 km,6 km is a line of a table
    return raw if raw.replace(" ", "") == cells.replace(" ", "") else ", ".join(line.text(at) for at in line.filled)


def _days_and_rest(text: str, tongue: Language) -> tuple[list[str], str, bool]:
    """The weekdays that a line begins with, each once, what it says, and whether it may be of one of them only.

    >>> from runplan.exchange.languages import ENGLISH
    >>> [_days_and_rest(text, ENGLISH) for text in ("Tue + Thu: 8 km", "Mon-Wed rest", "Sat, 7,5 km")]
    [(['Tue', 'Thu'], '8 km', False), (['Mon', 'Tue', 'Wed'], 'rest', True), (['Sat'], '7,5 km', False)]
    """
    match = _FIRST.match(text)
    days = [day_named(match[1], tongue)] if match is not None else []
    if match is None or not days[0]:
        return [], "", False
    joint = re.compile(rf" ?(?:[+&,]|\b(?:{tongue.any_of('and')})\b|(/)|[-\u2013]) ?{_WORD}", re.IGNORECASE)
    end, is_choice = match.end(), False
    while (more := joint.match(text, end)) and (day := day_named(more[2], tongue)):
        first, last = WEEKDAYS.index(days[-1]), WEEKDAYS.index(day)
        is_range = more[0].strip()[0] in "-\u2013" and first < last
        days += WEEKDAYS[first + 1 : last + 1] if is_range else [day]
        is_choice, end = is_choice or is_range or more[1] == "/", more.end()
    rest = _REST.fullmatch(text, end)
    return (list(dict.fromkeys(days)), rest[1], is_choice) if rest is not None else ([], "", False)
