"""A table with one line a run: a date, or a week and a weekday, and what is run.

In: a table and its header. Out: a slot for each line, with the texts of its columns by their kinds.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from runplan.exchange.run_plans.cells.words import Language, day_named, folded
from runplan.exchange.run_plans.containers.source import Line
from runplan.exchange.run_plans.limits import refusal, shown
from runplan.exchange.run_plans.result import LEFT_OUT, ImportedRuns
from runplan.exchange.run_plans.runplan_files import row_of_export
from runplan.exchange.run_plans.tables.dates import dates_of, day_and_month, in_order, some_date
from runplan.exchange.run_plans.tables.headings import SAID, Heading, heading, unit_named
from runplan.exchange.run_plans.tables.table_reader import Slot, TableReader
from runplan.exchange.run_plans.tables.week_numbers import said_of_numbers, week_number
from runplan.schema import WEEKDAYS
from runplan.units import KM_PER_MILE

_KINDS = ("date", "week", "weekday", "unit", "distance", "minutes", *SAID)
_LENGTHS = ("distance", "minutes")
_TEMPO = {"week", "day", "distance", "type", "details", "duration"}  # an app's plan, whose durations are minutes
_PEAKS = {"workoutday", "plannedduration"}  # another's, whose durations are hours
_MISSING = ("--", "n/a", "na", "-", "nan", "none", "null")
_HOUR = re.compile(r"([01]\d|2[0-3]):[0-5]\d(?::00)?")
_DAY_N = re.compile(r"(\d{1,3})")


@dataclass(frozen=True)
class ListHeader:
    """The columns of a table with one line a run: the place of each kind, and all headings."""

    places: dict[str, int]
    heads: tuple[Heading, ...]

    def unit(self, kind: str) -> str:
        """The unit that the heading of a kind states, or ""."""
        return self.heads[self.places[kind]].unit if kind in self.places else ""


class _When(NamedTuple):
    week: int | None
    weekday: str
    date: dt.date | None
    doubt: str = ""


def list_header(line: Line, heads: Language) -> ListHeader | None:
    """The columns, if this line is the header of a table with one line a run."""
    headings = [heading(cell, heads.code) for cell in line.cells]
    places: dict[str, int] = {}
    for kind in _KINDS:
        fits = [at for at, head in enumerate(headings) if head.kind == kind and not head.actual]
        if fits:  # the planned one, then the one with the fewest other words; of two with one name people see the first
            places[kind] = min(fits, key=lambda at: (not headings[at].planned, headings[at].spare, at))
    when = "date" in places or "weekday" in places
    days = {head.day for head in headings if head.day}
    if not when or len(days) > 1 or not set(places) & {*SAID, *_LENGTHS}:
        return None
    return ListHeader(places, tuple(headings))


class RunList(TableReader):
    """Reads a table with one line a run."""

    kind: ClassVar[str] = "long"

    @classmethod
    def header_of(cls, line: Line, heads: Language) -> ListHeader | None:
        """The columns, if this line is the header of a table with one line a run."""
        return list_header(line, heads)

    def read(self, header: ListHeader) -> ImportedRuns:
        """The plan below a header."""
        self._header = header
        lines = self._grid.lines[self._at + 1 :]
        for line in self._grid.lines[: self._at]:
            self._leave_out(line, "A line above the header.")
        self._leave_out(self._grid.lines[self._at], "The header.")
        if not lines:
            raise refusal(self._name, "has a header and no run below it: give the whole plan.")
        names = {folded(head.text) for head in header.heads}
        self._units = {kind: header.unit(kind) for kind in _LENGTHS}
        if {"activity id", "activity date", "distance"} <= names and not self._units["distance"]:
            self._units = {"distance": "km", "minutes": self._units["minutes"] or "s"}
            self._notes.append("Its headings are those of Strava's export, whose first distance is in kilometres.")
        if not self._units["minutes"]:
            self._units["minutes"] = "min" if names == _TEMPO else "h" if names >= _PEAKS else ""
        self._month_first = {"subject", "start date"} <= names
        self._clock_times(lines)
        kinds = [kind for kind in (*SAID, "distance") if kind in header.places]
        self._learn(self._said(line, kind) for line in lines for kind in kinds)
        for line, when in zip(lines, self._whens(lines), strict=True):
            self._read_line(line, when)
        unit = self._units["distance"] if self._units["distance"] in ("km", "mi") else self._stated or self._unit
        others = {at: head for at, head in enumerate(header.heads) if at not in header.places.values()}
        return self._result(others, lines, unit)

    def _said(self, line: Line, kind: str) -> str:
        text = self._text(line, self._header.places.get(kind))
        return "" if text.lower() in _MISSING else text

    def _clock_times(self, lines: Sequence[Line]) -> None:
        """Take a column of times for the hours at which runs begin, unless they can be how long the runs are."""
        texts = [text for line in lines if (text := self._said(line, "minutes"))]
        if not texts or not all(_HOUR.fullmatch(text) for text in texts) or self._units["minutes"]:
            return
        paces = []
        for line in lines:
            far = re.match(r"\d+(?:[.,]\d+)?", self._said(line, "distance"))
            if far is not None and self._said(line, "minutes") and float(far[0].replace(",", ".")):
                km = float(far[0].replace(",", ".")) * (KM_PER_MILE if self._units["distance"] == "mi" else 1.0)
                paces.append(int(self._said(line, "minutes")[:2]) / km)
        if not paces or not all(3 <= pace <= 10 for pace in paces):
            self._header.places.pop("minutes")

    def _whens(self, lines: Sequence[Line]) -> list[_When]:
        """The day of each line; its week goes on with the line before where it has none."""
        weekdays = [day_named(self._said(line, "weekday"), self._heads) for line in lines]
        kind = "date" if "date" in self._header.places else "weekday"
        texts = [self._said(line, kind) for line in lines]
        places = [self._grid.address(line.number, self._header.places[kind]) for line in lines]
        dates, note = dates_of(texts, places, self._name, weekdays, month_first=self._month_first, tongue=self._tongue)
        self._notes += [f"{self._name}: {note}"] if note else []
        if not any(dates):
            counted = self._counted(texts) or self._yearless(texts, weekdays, places)
            if counted:
                return counted
        self._refuse_lost_dates(texts, dates, places)
        numbers = self._numbers(lines, weekdays)
        if "date" not in self._header.places:
            self._notes += said_of_numbers([week for week in numbers if week is not None], ())
        found = []
        for week, weekday, date in zip(numbers, weekdays, dates, strict=True):
            own = weekday if date is None else WEEKDAYS[date.weekday()]
            doubt = f"its date is a {own}, and the date counts" if weekday not in ("", own) else ""
            found.append(_When(week, own, date, doubt))
        return found

    def _refuse_lost_dates(self, texts: Sequence[str], dates: Sequence[dt.date | None], places: Sequence[str]) -> None:
        lost = [at for at, text in enumerate(texts) if text and dates[at] is None and re.search(r"\d", text)]
        if "date" in self._header.places and lost and not any(dates):
            text = shown(texts[lost[0]])
            raise refusal(
                self._name,
                f"has dates such as {text} ({places[lost[0]]}), which are not known: write them as 2027-01-05.",
            )

    def _counted(self, texts: Sequence[str]) -> list[_When]:
        """The days of a list that counts them: Day 1 to Day 7 of each week, or on and on."""
        numbers = [match for text in texts if (match := _DAY_N.search(text[:20]))]
        if len(numbers) < len([text for text in texts if text]) or not numbers or "date" in self._header.places:
            return []
        days = [int(match[1]) for match in numbers]
        if max(days) > 7 and days == sorted(days) and "week" not in self._header.places:
            self._notes.append("Its days are counted from a Monday.")
            all_days = iter(days)
            whens = [next(all_days) - 1 if text else None for text in texts]
            return [
                _When(None, "", None) if day is None else _When(day // 7 + 1, WEEKDAYS[day % 7], None) for day in whens
            ]
        return []

    def _yearless(self, texts: Sequence[str], weekdays: Sequence[str], places: Sequence[str]) -> list[_When]:
        """Weeks and weekdays of dates whose year is not told; the weekdays beside them say which is the first week.

        Raises
        ------
        PlanFileError
            If no weekday is told.
        """
        days = [day_and_month(text, self._tongue) for text in texts]
        if not any(days) or any(day and day[0] for day in days):
            return []
        inner = [day_named((folded(text).split() or [""])[0].strip(".,"), self._heads) for text in texts]
        known = [weekday or other for weekday, other in zip(weekdays, inner, strict=True)]
        for first in range(2000, 2028):  # each weekday of each date is in one of these years
            found = in_order(days, first)
            named = [(date, weekday) for date, weekday in zip(found, known, strict=True) if date and weekday]
            if named and all(WEEKDAYS[date.weekday()] == weekday for date, weekday in named):
                monday = min(date for date in found if date is not None)
                monday -= dt.timedelta(days=monday.weekday())
                self._notes.append("Its dates tell no year, so only their weeks and weekdays were taken")
                return [
                    _When((date - monday).days // 7 + 1, WEEKDAYS[date.weekday()], None)
                    if date
                    else _When(None, "", None)
                    for date in found
                ]
        at = next(at for at, day in enumerate(days) if day)
        raise refusal(
            self._name,
            f"has dates without a year, such as {shown(texts[at])} ({places[at]}): write them as 2027-01-05.",
        )

    def _numbers(self, lines: Sequence[Line], weekdays: Sequence[str]) -> list[int | None]:
        """The week of each line: where none is told, that of the line before.

        Where the days begin anew at such a line and the weeks around it leave out just one, it begins that one.
        """
        own = [
            None if some_date(text := self._said(line, "week")) else week_number(text, self._heads) for line in lines
        ]
        found: list[int | None] = []
        week: int | None = None
        last = -1
        for at, (number, weekday) in enumerate(zip(own, weekdays, strict=True)):
            day = WEEKDAYS.index(weekday) if weekday else last
            if number is not None:
                week = number
            elif week is not None and day < last:
                after = next((number for number in own[at:] if number is not None), None)
                if after == week + 2:
                    week += 1
                    where = f"line {lines[at].number}"
                    self._notes.append(
                        f"From {where} on no week is told, and the days begin anew: guessed to be week {week}."
                    )
            last = day
            found.append(week)
        return found

    def _read_line(self, line: Line, when: _When) -> None:
        """Read a line: its cell that says most stands for the run."""
        places = self._header.places
        weekday = when.weekday or self._day_n(self._said(line, "weekday"))
        placed = when.date is not None or (when.week is not None and weekday != "")
        parts = {kind: text for kind in (*SAID, *_LENGTHS) if (text := self._said(line, kind))}
        main = next((kind for kind in ("title", "details", "type", *_LENGTHS) if kind in parts), "")
        day = (when.week, weekday, when.date)
        at = places[main] if main else next((at for at, cell in enumerate(line.cells) if cell.strip()), 0)
        if not placed and main:
            said = "Not understood: the line has neither a date nor a week and a weekday."
            text = "; ".join(parts[kind] for kind in SAID if kind in parts)
            self._put(line, at, "not read", said, day, text)
        elif not placed:
            self._put(line, at, LEFT_OUT, "A line that is no run.", day)
        elif not main:
            self._put(line, at, "read", "Rest.", day)
        else:
            unit = unit_named(self._said(line, "unit"), self._heads)
            units = {kind: unit for kind, unit in self._units.items() if unit} | ({"distance": unit} if unit else {})
            own = row_of_export(parts.get("title", ""), parts.get("details", ""))
            self._read(Slot(line, at, parts, units, *day, when.doubt, length_at=places.get("distance", at), known=own))
        for kind, place in places.items():
            said = "The line's day." if kind in ("date", "week", "weekday") else "A part of the line's run."
            reading = LEFT_OUT if kind == "details" else "read"
            self._put(line, place, reading, "Words about the run." if kind == "details" else said, day)
        for place in range(len(line.cells)):
            self._put(line, place, LEFT_OUT, "A column that is not read.", day)

    def _day_n(self, text: str) -> str:
        """The weekday of Day 1 to Day 7."""
        match = re.fullmatch(r"([a-z]*)\s*([1-7])", folded(text).strip(" ."))
        if match is None or (match[1] and heading(match[1], self._heads.code).kind != "weekday"):
            return ""
        note = "Its days are counted from Monday."
        self._notes += [note] if note not in self._notes else []
        return WEEKDAYS[int(match[2]) - 1]
