"""A table with one line a week and one column a day, as training plans are published."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from runplan.exchange.run_plans.cells.cell import Meaning, not_read, read_cell
from runplan.exchange.run_plans.containers.grid import Grid, Line
from runplan.exchange.run_plans.infer_long_run import with_long_runs
from runplan.exchange.run_plans.limits import MOST_ROWS, MOST_WEEKS, refusal
from runplan.exchange.run_plans.result import LEFT_OUT, Cell, ImportedRuns, rows_of, tidy
from runplan.exchange.run_plans.tables.ask_unit import ask_for_unit
from runplan.exchange.run_plans.tables.dates import leading_date
from runplan.exchange.run_plans.tables.distance_units import NAMES, above_says, both_units, guess_said, unit_of_cells
from runplan.exchange.run_plans.tables.headers import WeekHeader, unit_named, week_header
from runplan.exchange.run_plans.tables.totals import WeekTotal, agree, total_of
from runplan.exchange.run_plans.tables.week_numbers import is_footer, week_starts, weeks_of
from runplan.schema import RUN_TYPES, WEEKDAYS
from runplan.units import KM_PER_MILE

_HEADER_WITHIN = 60  # lines


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


def read_matrix(grid: Grid, name: str, unit: str) -> ImportedRuns | None:
    """The plan, or None where no line is the header of such a table.

    Raises
    ------
    PlanFileError
        If a unit or a date has to be asked for, or no day follows the header.
    """
    for at, line in enumerate(grid.lines[:_HEADER_WITHIN]):
        header = week_header(line)
        if header is not None:
            return _Matrix(grid, name, unit, at, header).read()
    return None


class _Matrix:
    def __init__(self, grid: Grid, name: str, unit: str, at: int, header: WeekHeader) -> None:
        self._grid, self._name, self._unit, self._at, self._header = grid, name, unit, at, header
        self._rows = 0
        self._first = header.days[min(header.days)]
        self._notes: list[str] = list(grid.notes)
        above = " ".join(cell for line in grid.lines[:at] for cell in line.cells)[:5_000]
        self._stated, self._guess = above_says(above)
        self._unit = unit or self._guess
        self._bare = False  # whether a number without a unit takes it from above the table, or as it was told

    def read(self) -> ImportedRuns:
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
        for at, week in enumerate(weeks):
            week.number, week.guess = numbered.numbers[at], numbered.guessed.get(at, "")
            week.start = starts[at] or self._start_of(week.number, numbered.numbers, starts)
            self._read_week(week)
            self._count(week)
        lacking = [
            (self._where(week.line, place), text) for week in weeks for place, text in sorted(week.lacking.items())
        ]
        if lacking:
            raise ask_for_unit(self._name, lacking)
        if self._first == "Sun" and not any(cell.date for week in weeks for cell in week.cells.values()):
            self._notes.append("Its weeks begin on Sunday: give the block week_start='Sun' too.")
        cells = self._in_order(weeks, others)
        own = tuple(week.total for week in weeks if week.total is not None)
        told = self._stated or self._unit
        if self._bare:
            self._notes.append(guess_said(self._guess, self._unit))
        both = both_units(cells, told)
        self._notes += [both] if both else []
        unit = told or unit_of_cells(cells) or next((one.unit for one in own if one.unit in NAMES), "")
        return ImportedRuns(self._name, "matrix", with_long_runs(cells), own, tuple(self._notes), unit)

    def _count(self, week: _Week) -> None:
        self._rows += rows_of(list(week.cells.values()))
        if self._rows > MOST_ROWS:
            raise refusal(self._name, f"holds more than {MOST_ROWS:,} sessions: give a part of it.")

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

    def _left_out(self, line: Line, why: str) -> list[Cell]:
        return [
            Cell(self._grid.address(line.number, place), None, "", None, tidy(line.cells[place]), LEFT_OUT, why)
            for place in range(len(line.cells))
            if self._cell(line, place)
        ]

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
            meaning = replace(
                meaning,
                reading="guessed" if meaning.reading == "read" else meaning.reading,
                taken=f"{meaning.taken[:-1]}; its date is a {WEEKDAYS[date.weekday()]}, and the date counts.",
            )
            day = WEEKDAYS[date.weekday()]
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
