"""A table with one line a week and one column a day, as training plans are published."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import ClassVar

from runplan.exchange.run_plans.cells.cell import Meaning, not_read, read_cell
from runplan.exchange.run_plans.cells.vocabulary import WEEKDAY_NAMES
from runplan.exchange.run_plans.containers.source import Line
from runplan.exchange.run_plans.limits import MOST_ROWS, MOST_WEEKS, refusal, too_many_sessions
from runplan.exchange.run_plans.result import LEFT_OUT, Cell, ImportedRuns, rows_of, tidy
from runplan.exchange.run_plans.tables.table_reader import (
    UNIT_HEADINGS,
    Heading,
    TableReader,
    heading,
    leading_date,
    unit_named,
)
from runplan.exchange.run_plans.tables.totals import WeekTotal, agree, total_of
from runplan.exchange.run_plans.tables.week_numbers import is_footer, week_starts, weeks_of
from runplan.schema import RUN_TYPES, WEEKDAYS
from runplan.units import KM_PER_MILE

_LETTERS = ("m", "t", "w", "t", "f", "s", "s")
_LABELS = ("week", "wk", "weeks", "week of", "w c", "wc", "week commencing", "week beginning", "week starting", "date",
           "week number", "week no", "training week", "starting", "start", "dates")  # fmt: skip
_TOTALS = ("total", "weekly total", "week total", "total distance", "distance", "weekly distance", "mileage",
           "weekly mileage", "total mileage", "volume", "weekly volume", "sum", "km", "mi", "miles", "total km",
           "total miles", "totals", "total run", "weekly km", "weekly miles", "dist")  # fmt: skip


@dataclass(frozen=True)
class WeekHeader:
    """The columns of a table with one line a week; places count from 0.

    Attributes
    ----------
    days : dict of int to str
        The weekday of each column.
    units : dict of int to str
        The unit that a weekday's heading states.
    label, total, unit : int or None
    total_unit : str
    """

    days: dict[int, str]
    units: dict[int, str]
    label: int | None
    total: int | None
    total_unit: str
    unit: int | None


@dataclass
class _Week:
    """A line of the table, while it is being read."""

    line: Line
    label: str
    number: int = 0
    guess: str = ""  # how its number was taken where the label does not tell it
    start: dt.date | None = None  # the day of the first column
    unit: str = ""
    total: WeekTotal | None = None
    cells: dict[int, Cell] = field(default_factory=dict)
    lacking: dict[int, str] = field(default_factory=dict)  # what is to be read again once the unit is known


def week_header(line: Line) -> WeekHeader | None:
    """The columns, if this line is the header of a table with one line a week."""
    headings = [heading(cell) for cell in line.cells]
    days: dict[int, str] = {}
    for place, one in enumerate(headings):
        words = one.name.split()
        if words and words[0] in WEEKDAY_NAMES and set(words[1:]) <= {"am", "pm", "run", "workout", "session"}:
            days[place] = WEEKDAY_NAMES[words[0]]
    if len(set(days.values())) < 3:
        days = _letters(headings)
    if len(set(days.values())) < 3:
        return None
    others = {one.name: place for place, one in reversed(list(enumerate(headings))) if place not in days}
    label = next((others[name] for name in _LABELS if name in others), None)
    if label is None and min(days) > 0 and headings[0].name not in _TOTALS:
        label = 0
    total = next((others[name] for name in _TOTALS if name in others), None)
    return WeekHeader(
        days,
        {place: headings[place].unit for place in days if headings[place].unit},
        label,
        total,
        "" if total is None else headings[total].unit,
        next((others[name] for name in UNIT_HEADINGS if name in others), None),
    )


def _letters(headings: Sequence[Heading]) -> dict[int, str]:
    """The weekdays of seven columns that are headed by one letter each."""
    names = [one.name for one in headings]
    for shift in (0, 6):  # a week that begins on Monday, or on Sunday
        wanted = [_LETTERS[(place + shift) % 7] for place in range(7)]
        for begin in range(len(names) - 6):
            if names[begin : begin + 7] == wanted:
                return {begin + place: WEEKDAYS[(place + shift) % 7] for place in range(7)}
    return {}


class WeekGrid(TableReader):
    """Reads a table with one line a week."""

    kind: ClassVar[str] = "matrix"
    header_of = staticmethod(week_header)

    def read(self, header: WeekHeader) -> ImportedRuns:
        """The plan below a header."""
        self._header = header
        self._first = header.days[min(header.days)]
        weeks, others = self._lines()
        if not weeks:
            raise refusal(self._name, "has a header of weekdays and no week below it: give the whole plan.")
        if len(weeks) > MOST_WEEKS:
            raise refusal(self._name, f"has more than {MOST_WEEKS:,} weeks: give a run plan of at most so many.")
        labels = [week.label for week in weeks]
        places = [self._where(week.line, self._header.label or 0) for week in weeks]
        found, said = week_starts(labels, places, self._name)
        self._notes += [f"{self._name}: {said}"] if said else []
        starts = [None if start is None else self._first_column(start) for start in found]
        days = [[place for place in self._header.days if self._cell(week.line, place)] for week in weeks]
        numbered = weeks_of(labels, starts, places, days, self._name)
        self._notes += numbered.notes
        rows = 0
        for at, week in enumerate(weeks):
            week.number, week.guess = numbered.numbers[at], numbered.guessed.get(at, "")
            week.start = starts[at] or self._start_of(week.number, numbered.numbers, starts)
            self._read_week(week)
            rows += rows_of(list(week.cells.values()))
            if rows > MOST_ROWS:
                raise too_many_sessions(self._name)
        self._lacking = [
            (self._where(week.line, column), text) for week in weeks for column, text in sorted(week.lacking.items())
        ]
        self._ask_for_unit()
        if self._first == "Sun" and not any(cell.date for week in weeks for cell in week.cells.values()):
            self._notes.append("Its weeks begin on Sunday: give the block week_start='Sun' too.")
        cells = self._in_order(weeks, others)
        own = tuple(week.total for week in weeks if week.total is not None)
        return self._result(cells, self._stated or self._unit, own)

    def _first_column(self, day: dt.date) -> dt.date:
        """The day of the first column in the week that holds a day."""
        return day - dt.timedelta(days=(day.weekday() - WEEKDAYS.index(self._first)) % 7)

    def _start_of(self, week: int, numbers: Sequence[int], starts: Sequence[dt.date | None]) -> dt.date | None:
        """The first day of a week whose label is no date, where those of others are."""
        for number, start in zip(numbers, starts, strict=True):
            if start is not None:
                return start + dt.timedelta(days=7 * (week - number))
        return None

    def _where(self, line: Line, place: int) -> str:
        address = self._grid.address(line.number, place)
        day = self._header.days.get(place)
        return f"{address} ({day})" if day else address

    def _lines(self) -> tuple[list[_Week], dict[int, list[Cell]]]:
        """The lines that are weeks; and a report on the cells of each other line."""
        weeks: list[_Week] = []
        others: dict[int, list[Cell]] = {}
        for at, line in enumerate(self._grid.lines):
            if at < self._at:
                others[line.number] = self._left_out(line, "A line above the header.")
            elif at == self._at or week_header(line) is not None:
                others[line.number] = self._left_out(line, "The header." if at == self._at else "The header once more.")
            else:
                label = self._cell(line, self._header.label)
                days = [place for place in self._header.days if self._cell(line, place)]
                if is_footer(label) or not (days or re.search(r"\d|\bw(?:ee)?k", label, re.IGNORECASE)):
                    others[line.number] = self._left_out(line, "A line that is no week.")
                elif not days and self._header.label is None:
                    others[line.number] = self._left_out(line, "A line without a day.")
                else:
                    weeks.append(_Week(line, label))
        return weeks, others

    def _cell(self, line: Line, place: int | None) -> str:
        return "" if place is None or place >= len(line.cells) else line.cells[place].strip()

    def _read_week(self, week: _Week) -> None:
        line, header = week.line, self._header
        week.unit = unit_named(self._cell(line, header.unit))
        if header.total is not None:
            text = self._cell(line, header.total)
            stated = header.total_unit or week.unit or self._stated
            week.total = total_of(text, stated or self._unit, week.number, week.start)
        for place in header.days:
            text = self._cell(line, place)
            if text:
                unit = week.unit or header.units.get(place, "") or self._stated
                if unit not in ("km", "mi", "min"):
                    unit = ""
                meaning = self._read_cell(week, place, text, unit or self._unit)
                self._bare = self._bare or bool(self._guess and not unit and read_cell(text).bare)
                if meaning.bare:
                    week.lacking[place] = text
        if week.lacking:
            self._by_total(week)

    def _read_cell(self, week: _Week, place: int, text: str, unit: str, said: str = "") -> Meaning:
        day = self._header.days[place]
        date, rest = leading_date(text)
        meaning = read_cell(rest, unit) if rest else not_read("it is a date and nothing else")
        if said:
            meaning = replace(meaning, reading="guessed", taken=f"{meaning.taken[:-1]}; {said}.")
        if date is None and week.start is not None:
            date = week.start + dt.timedelta(days=(WEEKDAYS.index(day) - WEEKDAYS.index(self._first)) % 7)
        elif date is not None and WEEKDAYS[date.weekday()] != day:
            day = WEEKDAYS[date.weekday()]
            meaning = meaning.doubted(f"its date is a {day}, and the date counts")
        week.cells[place] = Cell(
            self._where(week.line, place), week.number, day, date, tidy(text), meaning.reading, meaning.taken,
            meaning.sessions,
        )  # fmt: skip
        return meaning

    def _by_total(self, week: _Week) -> None:
        """Numbers without a unit that add up to the week's total, which has one, have that unit."""
        unit = "" if week.total is None else week.total.unit
        if week.total is None or unit not in ("km", "mi") or week.total.km is None:
            return
        before = dict(week.cells)
        name = "miles" if unit == "mi" else "kilometres"
        for place, text in week.lacking.items():
            said = f"its number is in {name}, as the week's numbers add up to its total of "
            self._read_cell(week, place, text, unit, f"{said}{week.total.value:g} {unit}")
        runs = [one for cell in week.cells.values() for one in cell.sessions if one.type in RUN_TYPES]
        step = KM_PER_MILE if unit == "mi" else 1.0
        if agree(sum(run.km or 0.0 for run in runs) / step, week.total.value, 0):
            week.lacking.clear()
        else:
            week.cells = before

    def _in_order(self, weeks: Sequence[_Week], others: dict[int, list[Cell]]) -> list[Cell]:
        """Every cell that holds something, line by line."""
        header = self._header
        by_line = dict(others)
        for week in weeks:
            line = week.line
            found: dict[int, Cell] = dict(week.cells)
            for place, cell in enumerate(line.cells):
                guess = bool(week.guess) and place == header.label  # an empty label that was guessed is told as well
                if place in found or not (cell.strip() or guess):
                    continue
                if place == header.label:
                    why = week.guess or f"The label of week {week.number}."
                    reading = "guessed" if week.guess else "read"
                elif place == header.total:
                    known = week.total is not None
                    why, reading = ("The week's total.", "read") if known else ("No total that is known.", LEFT_OUT)
                elif place == header.unit:
                    why, reading = "The unit of the line's numbers.", "read"
                else:
                    why, reading = "A column that is not read.", LEFT_OUT
                where = self._grid.address(line.number, place)
                found[place] = Cell(where, week.number, "", None, tidy(cell), reading, why)
            by_line[line.number] = [found[place] for place in sorted(found)]
        return [cell for number in sorted(by_line) for cell in by_line[number]]
