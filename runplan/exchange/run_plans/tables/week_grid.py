"""A table with one line a week and one column a day, as training plans are published: a slot for each day."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from runplan.exchange import written_dates
from runplan.exchange.csv_text import Line
from runplan.exchange.languages import NOTHING, folded
from runplan.exchange.run_plans.cells.cell import Meaning
from runplan.exchange.run_plans.limits import MOST_WEEKS, check_most, refusal
from runplan.exchange.run_plans.result import LEFT_OUT, TOTAL, UNIT_WORDS, ImportedRuns, WeekTotal, agree, total_of
from runplan.exchange.run_plans.tables import headings, labels
from runplan.exchange.run_plans.tables.table_reader import Slot, TableReader, When, looks_like_runs
from runplan.schema import RUN_TYPES, WEEKDAYS
from runplan.words import WEEKDAY_NAMES, listed, shown

_AMOUNT = re.compile(r"[\d.,]+ ?(?:km|mi|k|miles?|min)?", re.IGNORECASE)
_UNNUMBERED = re.compile(r"\D*\bw(?:ee)?k\b\D*", re.IGNORECASE)  # "Race week"
_LINE_KINDS = ("strength", "cross")
_FEW = 12  # times as many days that say something


@dataclass
class _Week:
    """A line of the table, while it is being read."""

    line: Line
    label: str
    start_text: str
    dates: dict[int, dt.date]  # of its columns
    kind: str  # of its sessions, where the line says it
    lower: Line | None = None  # the line with the distances of the kinds above them
    number: int = 0
    start: dt.date | None = None  # the day of the first column
    also: int = 0  # which of several weeks that the line stands for


class WeekGrid(TableReader):
    """Reads a table with one line a week."""

    kind = "matrix"
    _begins: tuple[int, int] | None = None  # month and day of the first week, where no year is told

    def read(self, header: headings.WeekHeader) -> ImportedRuns:
        """The plan below a header."""
        above = self._grid.lines[self._at - 1].cells if self._at else ()
        header, note = headings.one_set(header, above, self._source.days, self._name)
        self._header, self._first = header, header.days[0].day
        self._notes += filter(None, [note])
        weeks = self._weeks()
        if not weeks:
            raise refusal(self._name, "no week")
        check_most(len(weeks), MOST_WEEKS, self._name, "many weeks")
        lines = [week.line for week in weeks]
        first = [line.text(header.days[0].at) for line in lines]
        counted = [str(number) for number in range(1, len(lines) + 1)]
        if not header.labels and len(lines) > 1 and first in (counted, counted[::-1]):
            raise refusal(self._name, "weeks in a day", day=shown(header.days[0].head.text))
        self._learn(line.text(at) for line in lines for at in header.places)
        texts = {at: [text for line in lines if (text := line.text(at))] for at in header.others}
        looks = {at: looks_like_runs(cells, self._words) for at, cells in texts.items() if not header.heads[at].actual}
        headings.refuse_unknown_days(header, looks, self._name)
        self._tell_gaps(weeks)
        totals = [total for week in self._numbered(weeks) if (total := self._read_week(week)) is not None]
        others = header.others | ({header.total: header.heads[header.total]} if header.total and not totals else {})
        if self._first == "Sun" and not any(cell.date for cell in self._book.values()):
            self._notes.append("Its weeks begin on Sunday: give the block week_start='Sun' too.")
        heads = {header.heads[at].unit for at in header.places}
        unit = heads.pop() if len(heads) == 1 and heads <= set(UNIT_WORDS) else self._stated or self._unit
        return replace(self._result(others, lines, unit, totals), begins=self._begins)

    def _tell_gaps(self, weeks: Sequence[_Week]) -> None:
        """Name the one or two weekdays without a column, and the few empty days where every other says something."""
        missing = [day for day in WEEKDAYS if day not in {column.day for column in self._header.days}]
        if 0 < len(missing) < 3:
            self._notes.append(f"There is no column for {' or '.join(WEEKDAY_NAMES[day] for day in missing)}")
        days = [(week.line, column) for week in weeks for column in self._header.days if not week.dates]
        empty = [(line, column) for line, column in days if not self._parts(line, column)]
        if 0 < len(empty) * _FEW <= len(days):
            where = [f"{self._grid.address(line.number, column.at)} ({column.day})" for line, column in empty]
            self._notes.append(f"Nothing is in {listed(where[:5])}, while the other days have a run or rest")

    def _weeks(self) -> list[_Week]:
        """The lines that are weeks; each other line is reported."""
        header = self._header
        weeks: list[_Week] = []
        on: dict[int, dt.date] = {}
        for line in self._grid.lines[self._at + 1 :]:
            filled = [column for column in header.days if self._parts(line, column)]
            texts = [text for place in header.labels if (text := line.text(place))]
            start = next((text for text in texts if written_dates.some_date(text, self._tongue)), "")
            label = next((text for text in texts if text != start), "")
            again = bool(filled) and headings.week_header(line.cells, self._heads) is not None
            names_total = any(headings.names_total(cell, self._heads) for cell in line.cells)
            named = start or written_dates.stated_week(label, self._heads) or _UNNUMBERED.fullmatch(label)
            if again:
                self._leave_out(line, "The header again.")
            elif labels.is_footer(label, self._heads) or (len(filled) < 2 and not label and names_total):
                self._leave_out(line, "A line that is not a week.")
            elif not filled and (not named or not header.labels):
                self._leave_out(line, "A line without a day." if named else "A line that is not a week.")
            elif filled and (own := self._dates_in(line, filled)):
                self._leave_out(line, "The dates of the days.")
                on = own
            elif weeks and not (label or start) and self._are_lengths(line, weeks[-1]):
                weeks[-1].lower = line
            elif filled or not self._grid.banners:
                begins = not weeks or label != weeks[-1].label
                on = {} if begins and weeks and on == weeks[-1].dates else on
                before = line.cells[: header.days[0].at] if self._grid.banners else ()
                word_meanings = [self._tongue.words.get(folded(cell.strip()), NOTHING) for cell in before]
                kind = next((kind for means in word_meanings for kind in _LINE_KINDS if kind in means), "")
                weeks.append(_Week(line, label, start, on, kind))
        return weeks

    def _parts(self, line: Line, column: headings.DayColumn) -> dict[str, str]:
        return {kind: text for kind, at in column.parts.items() if (text := line.text(at))}

    def _dates_in(self, line: Line, filled: Sequence[headings.DayColumn]) -> dict[int, dt.date]:
        """The date of each column, where a line holds nothing but dates that are on the weekdays of their columns."""
        texts = [line.text(column.at) for column in filled]
        if written_dates.are_days_in_a_row(texts, self._tongue):
            raise refusal(self._name, "days without a year", where=self._grid.address(line.number, filled[0].at))
        dated = zip(filled, [written_dates.one_date(text, self._tongue) for text in texts], strict=True)
        on_day = {column.at: date for column, date in dated if date and WEEKDAYS[date.weekday()] == column.day}
        return on_day if len(on_day) == len(filled) else {}

    def _are_lengths(self, line: Line, week: _Week) -> bool:
        """Whether the cells of a line are nothing but the lengths of the words above them."""
        pairs = [(week.line.text(column.at), line.text(column.at)) for column in self._header.days]
        pairs = [(upper, lower) for upper, lower in pairs if lower.strip("0")]
        fits = [upper and not re.search(r"\d", upper) and _AMOUNT.fullmatch(lower) for upper, lower in pairs]
        return bool(fits) and all(fits) and week.lower is None

    def _numbered(self, weeks: Sequence[_Week]) -> list[_Week]:
        """The weeks with their numbers and first days; a line for several weeks once for each of them."""
        first = self._header.labels[0] if self._header.labels else 0
        week_labels = [week.label or week.start_text for week in weeks]
        if not any(week_labels) and written_dates.week_number(self._grid.title, self._heads):
            week_labels = [self._grid.title, *week_labels[1:]]
        places = [self._grid.address(week.line.number, first) for week in weeks]
        heads_a_date = any(self._header.heads[at].kind == "date" for at in self._header.labels)
        texts = [week.start_text or ("" if "/" in week.label and not heads_a_date else week.label) for week in weeks]
        known = self._days_of(texts, places)
        own = [written_dates.make_date(*day) if day and day[0] else None for day in known]
        week_days = [min(week.dates.values(), default=day) for week, day in zip(weeks, own, strict=True)]
        if not any(week_days):  # S1 (11/01)
            with suppress(written_dates.AmbiguousDates):
                beside = written_dates.days_beside(week_labels, self._heads, self._grid.title)
                week_days = [written_dates.make_date(*day) if day and day[0] else None for day in beside]
                self._begins = beside[0][1:] if beside[0] and not beside[0][0] else None
        first_day = WEEKDAYS.index(self._first)
        starts = [day and day - dt.timedelta(days=(day.weekday() - first_day) % 7) for day in week_days]
        days = [[column.at for column in self._header.days if self._parts(week.line, column)] for week in weeks]
        begins = starts if any(starts) else written_dates.weekly(known)
        found = labels.weeks_of(week_labels, begins, places, days, self._name, self._heads)
        self._notes += [note for note in found.notes if not (self._grid.banners and "more than one line" in note)]
        dated = [(number, start) for number, start in zip(found.numbers, starts, strict=True) if start is not None]
        result = []
        for at, (week, number, start) in enumerate(zip(weeks, found.numbers, starts, strict=True)):
            if start is None and dated:  # its label is no date, where those of others are
                start = dated[0][1] + dt.timedelta(days=7 * (number - dated[0][0]))
            for label in self._header.labels:
                guess = found.guessed.get(at, "") if label == first else ""
                about = ("guessed", guess) if guess else ("read", f"The label of week {number}.")
                self._put(week.line, label, *about, When(number))
            several = written_dates.weeks_at_once(week.label)
            for also, each in enumerate(several if several and several[0] == number else (number,)):
                day = start and start + dt.timedelta(days=7 * also)
                result.append(replace(week, number=each, start=day, also=also))
        return result

    def _read_week(self, week: _Week) -> WeekTotal | None:
        header, line = self._header, week.line
        unit, when = headings.unit_named(line.text(header.unit), self._heads), When(week.number)
        total = None
        if header.total is not None:
            stated = header.heads[header.total].unit or unit or self._stated or self._unit
            total = total_of(line.text(header.total), stated, week.number, week.start)
            said = ("read", TOTAL) if total else (LEFT_OUT, "Not a total that RunPlan can read.")
            self._put(line, header.total, *said, when, is_total=total is not None)
        if header.unit is not None:
            self._put(line, header.unit, "read", "The unit of the numbers on this line.", when)
        meanings = [self._read_day(week, column, unit) for column in header.days if self._parts(line, column)]
        self._leave_out(line, when=when)
        if any(meaning.bare for meaning in meanings) and total is not None and total.unit in ("km", "mi"):
            self._by_total(week, total)
        return total

    def _read_day(self, week: _Week, column: headings.DayColumn, unit: str) -> Meaning:
        line, day, parts = week.line, column.day, self._parts(week.line, column)
        units = {kind: head.unit for kind, at in column.parts.items() if (head := self._header.heads[at]).unit}
        units |= {"title": unit} if unit else {}
        for kind, at in column.parts.items():
            if at != column.at:
                self._put(line, at, "read", f"The {kind} of the day's run.", When(week.number))
        if week.lower is not None and week.lower.text(column.at):
            parts["distance"] = week.lower.text(column.at)
            self._put(week.lower, column.at, "read", "The distance of the run above it.", When(week.number))
        (date, rest), doubt = written_dates.leading_date(parts.get("title", ""), self._tongue), ""
        if date is not None and not rest:  # the range of numbers that a spreadsheet made a date of
            low, high = sorted((date.month, date.day))
            parts["title"] = f"{low}-{high}"
            doubt = f"a date such as {date:%d %b} is what a spreadsheet makes of {low}-{high}"
            date = None
        elif date is not None:
            parts["title"], day = rest, WEEKDAYS[date.weekday()]
            doubt = "" if day == column.day else f"its date is a {day}, and the date counts"
        date = date or week.dates.get(column.at)
        if date is None and week.start is not None:
            date = week.start + dt.timedelta(days=(WEEKDAYS.index(day) - WEEKDAYS.index(self._first)) % 7)
        where = f"{self._grid.address(line.number, column.at)} ({column.day})"
        where += f", week {week.number}" if week.also else ""
        plain = "title" in parts and parts["title"] == line.text(column.parts["title"])
        when = When(week.number, day, date, doubt)
        text = "" if plain else line.text(column.at)
        return self._read(Slot(line, column.at, parts, units, when, week.kind, text, where, week.also))

    def _by_total(self, week: _Week, total: WeekTotal) -> None:
        """Numbers without a unit that add up to the week's total, which has one, have that unit."""
        lacking, book = dict(self._lacking), dict(self._book)
        total_said = f"the week's numbers add up to its total of {total.value:g} {total.unit}"
        for key, slot in lacking.items():
            if key[0] == week.line.number:
                self._read(slot, total.unit, f"its number is in {UNIT_WORDS[total.unit]}, as {total_said}")
        cells = [cell for key, cell in self._book.items() if key[0] == week.line.number]
        runs = [run for cell in cells for run in cell.sessions if run.type in RUN_TYPES]
        if not agree(sum(run.km or 0.0 for run in runs), total.km or 0.0, 0, total.unit):
            self._lacking, self._book = lacking, book
