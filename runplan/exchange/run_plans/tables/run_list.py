"""A table with one line a run: a date, or a week and a weekday, and what is run."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from runplan.exchange.run_plans.cells.cell import Meaning
from runplan.exchange.run_plans.cells.vocabulary import WEEKDAY_NAMES
from runplan.exchange.run_plans.containers.source import Line
from runplan.exchange.run_plans.limits import MOST_ROWS, refusal, too_many_sessions
from runplan.exchange.run_plans.result import LEFT_OUT, UNIT_WORDS, Cell, ImportedRuns, rows_of, tidy
from runplan.exchange.run_plans.tables.run_row import Lengths, line_meaning
from runplan.exchange.run_plans.tables.table_reader import (
    CAMEL,
    OF_LONG,
    TableReader,
    dates_of,
    heading,
    some_date,
    unit_named,
)
from runplan.exchange.run_plans.tables.week_numbers import said_of_numbers
from runplan.schema import WEEKDAYS

_SAID = ("type", "subtype", "title", "details")
_TEMPO = {"week", "day", "distance", "type", "details", "duration"}  # an app's plan, whose durations are minutes
_MISSING = ("--", "n/a", "na", "-", "nan", "none", "null")


@dataclass(frozen=True)
class LongHeader:
    """The columns of a table with one line a run: what each holds, and the unit that its heading states."""

    places: dict[str, int]
    units: dict[str, str]
    names: tuple[str, ...]


def _week_number(text: str) -> int | None:
    number = re.search(r"(?<!\d)\d{1,3}(?!\d)", text[:60])
    return int(number[0]) if number is not None and int(number[0]) and not some_date(text) else None


@dataclass
class _When:
    week: int | None
    weekday: str
    date: dt.date | None
    said: str = ""


def long_header(line: Line) -> LongHeader | None:
    """The columns, if this line is the header of a table with one line a run."""
    places: dict[str, int] = {}
    units: dict[str, str] = {}
    for place, cell in enumerate(line.cells):
        one = heading(cell)
        kind = OF_LONG.get(one.name)
        if kind is None or kind in places:  # of two with one name the first is the one that people see
            continue
        places[kind] = place
        if one.unit:
            units[kind] = one.unit
        if one.name.endswith("in meters"):
            units[kind] = "m"
        elif one.name == "hours":
            units[kind] = "h"
    when = "date" in places or "weekday" in places
    what = {"distance", "minutes", "title", "type", "details"} & set(places)
    if not when or not what or ("date" not in places and "week" not in places):
        return None
    return LongHeader(places, units, tuple(" ".join(cell.split()) for cell in line.cells))


class RunList(TableReader):
    """Reads a table with one line a run."""

    kind: ClassVar[str] = "long"
    header_of = staticmethod(long_header)

    def read(self, header: LongHeader) -> ImportedRuns:
        """The plan below a header."""
        self._header = header
        self._lines = self._grid.lines[self._at + 1 :]
        names = {one.lower() for one in header.names}
        self._distance_unit = header.units.get("distance", "")
        self._minutes_unit = header.units.get("minutes", "")
        if {"activity id", "activity date", "distance"} <= names and not self._distance_unit:
            self._distance_unit, self._minutes_unit = "km", self._minutes_unit or "s"
            self._notes.append("Its headings are those of Strava's export, whose first distance is in kilometres.")
        if names == _TEMPO and not self._minutes_unit:
            self._minutes_unit = "min"
        self._month_first = {"subject", "start date"} <= names
        self._unit = self._stated or self._unit
        cells = []
        for line in self._grid.lines[: self._at]:
            cells += self._left_out(line, "A line above the header.")
        cells += self._left_out(self._grid.lines[self._at], "The header.")
        if not self._lines:
            raise refusal(self._name, "has a header and no run below it: give the whole plan.")
        for line, when in zip(self._lines, self._whens(), strict=True):
            cells += self._line(line, when)
        self._ask_for_unit()
        if rows_of(cells) > MOST_ROWS:
            raise too_many_sessions(self._name)
        return self._result(cells, self._distance_unit if self._distance_unit in UNIT_WORDS else self._unit)

    def _cell(self, line: Line, kind: str) -> str:
        place = self._header.places.get(kind)
        text = "" if place is None or place >= len(line.cells) else line.cells[place].strip()
        return "" if text.lower() in _MISSING else text

    def _where(self, line: Line, kind: str) -> str:
        return self._grid.address(line.number, self._header.places[kind])

    def _whens(self) -> list[_When]:
        """The day of each line; its week goes on with the line before where it has none."""
        weekdays = [self._weekday(self._cell(line, "weekday")) for line in self._lines]
        kind = "date" if "date" in self._header.places else "weekday"
        texts = [self._cell(line, kind) for line in self._lines]
        dates, said = dates_of(
            texts,
            [self._where(line, kind) for line in self._lines],
            self._name,
            weekdays,
            "month" if self._month_first else "",
        )
        self._notes += [f"{self._name}: {said}"] if said else []
        found: list[_When] = []
        numbers = self._numbers(weekdays)
        if "date" not in self._header.places:
            self._notes += said_of_numbers([week for week in numbers if week is not None], ())
        for week, weekday, date in zip(numbers, weekdays, dates, strict=True):
            when = _When(week, weekday, date)
            if date is not None:
                own = WEEKDAYS[date.weekday()]
                if weekday and weekday != own:
                    when.said = f"its date is a {own}, and the date counts"
                when.weekday = own
            found.append(when)
        return found

    def _numbers(self, weekdays: Sequence[str]) -> list[int | None]:
        """The week of each line: where none is told, that of the line before.

        Where the days begin anew at such a line and the weeks around it leave out just one, it begins that one.
        """
        own = [_week_number(self._cell(line, "week")) for line in self._lines]
        found: list[int | None] = []
        week: int | None = None
        last = -1
        for place, (number, weekday) in enumerate(zip(own, weekdays, strict=True)):
            day = WEEKDAYS.index(weekday) if weekday else last
            if number is not None:
                week = number
            elif week is not None and day < last:
                after = next((one for one in own[place:] if one is not None), None)
                if after == week + 2:
                    week += 1
                    where = f"line {self._lines[place].number}"
                    self._notes.append(
                        f"From {where} on no week is told, and the days begin anew: guessed to be week {week}."
                    )
            last = day
            found.append(week)
        return found

    def _weekday(self, text: str) -> str:
        word = text.strip(" .").lower()
        if word in WEEKDAY_NAMES:
            return WEEKDAY_NAMES[word]
        match = re.fullmatch(r"(?:day\s*)?([1-7])", word)
        if match is None:
            return ""
        note = "Its days are counted from Monday."
        if note not in self._notes:
            self._notes.append(note)
        return WEEKDAYS[int(match[1]) - 1]

    def _line(self, line: Line, when: _When) -> list[Cell]:
        """The cells of a line: the one that says most stands for the run."""
        placed = when.date is not None or (when.week is not None and when.weekday != "")
        main = next(
            (kind for kind in ("title", "details", "type", "distance", "minutes") if self._cell(line, kind)), ""
        )
        if not placed:
            empty = Meaning((), "not read", "Not understood: the line has neither a date nor a week and a weekday.")
            meaning = empty if main else Meaning((), LEFT_OUT, "A line that is no run.")
        elif not main:
            meaning = Meaning((), "read", "Rest.")
        else:
            meaning = self._meaning(line, main)
            if when.said:
                meaning = meaning.doubted(when.said)
        text = tidy("; ".join(self._cell(line, kind) for kind in _SAID if self._cell(line, kind)))
        kinds = {place: kind for kind, place in self._header.places.items()}
        cells = []
        stands = self._header.places.get(main) if main else next((at for at, cell in enumerate(line.cells) if cell), 0)
        for place, cell in enumerate(line.cells):
            if not cell.strip():
                continue
            where = self._grid.address(line.number, place)
            if place == stands:
                cells.append(
                    Cell(where, when.week, when.weekday, when.date, text or tidy(cell), meaning.reading, meaning.taken,
                         meaning.sessions)
                )  # fmt: skip
            elif place in kinds:
                said = "The line's day." if kinds[place] in ("date", "week", "weekday") else "A part of the line's run."
                cells.append(Cell(where, when.week, when.weekday, when.date, tidy(cell), "read", said))
            else:
                said = "A column that is not read."
                cells.append(Cell(where, when.week, when.weekday, when.date, tidy(cell), LEFT_OUT, said))
        return cells

    def _meaning(self, line: Line, main: str) -> Meaning:
        unit = unit_named(self._cell(line, "unit")) or self._distance_unit
        lengths = Lengths(self._cell(line, "distance"), unit, self._cell(line, "minutes"), self._minutes_unit)
        said = [CAMEL.sub(" ", self._cell(line, kind)) for kind in _SAID]
        meaning = line_meaning(said, lengths, self._unit)
        self._bare = self._bare or bool(self._guess and line_meaning(said, lengths, "").bare)
        if meaning.bare:
            kind = "distance" if self._cell(line, "distance") else main
            self._lacking.append((self._where(line, kind), self._cell(line, kind)))
        return meaning
