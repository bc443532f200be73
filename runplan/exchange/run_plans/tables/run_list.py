"""A table with one line a run: a date, or a week and a weekday, and what is run, which is one slot."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from runplan.exchange.csv_text import Line
from runplan.exchange.languages import day_named, folded
from runplan.exchange.run_plans.limits import refusal
from runplan.exchange.run_plans.result import LEFT_OUT, TOTAL, ImportedRuns, WeekTotal, total_of, week_of
from runplan.exchange.run_plans.runplan_files import row_of_export
from runplan.exchange.run_plans.tables import headings
from runplan.exchange.run_plans.tables.headings import DAY_KINDS, EASED, HALVES, LENGTHS, SAID
from runplan.exchange.run_plans.tables.labels import said_of_numbers
from runplan.exchange.run_plans.tables.table_reader import Slot, TableReader, When
from runplan.exchange.written_dates import Day, make_date, names_week, on_weekdays, some_date, week_number
from runplan.plan.records import first_day_of
from runplan.schema import WEEKDAYS
from runplan.units import to_km
from runplan.words import shown

_TEMPO = {"week", "day", "distance", "type", "details", "duration"}  # an app's plan, whose durations are minutes
_PEAKS = {"workoutday", "plannedduration"}  # another's, whose durations are hours
_SUMS = ("total", "distance")
_MISSING = ("--", "n/a", "na", "-", "nan", "none", "null")
_HOUR = re.compile(r"([01]\d|2[0-3]):[0-5]\d(?::00)?")
_Dated = tuple[Line, When]


def _weeks_of(lines: Sequence[_Dated]) -> set[int]:
    return {week for _, when in lines if (week := week_of(when.week, when.date))}


class RunList(TableReader):
    """Reads a table with one line a run."""

    kind = "long"

    def read(self, header: headings.ListHeader) -> ImportedRuns:
        """The plan below a header."""
        # Where the morning and the evening have a column each, a length beside them is that of both.
        places, heads = header
        halves = [at for at, head in enumerate(heads) if head.half]
        halves = halves if len(halves) == len(HALVES) else []
        self._places = {kind: at for kind, at in places.items() if not halves or kind not in LENGTHS}
        lines = self._grid.lines[self._at + 1 :]
        if not lines:
            raise refusal(self._name, "no run")
        names = {folded(head.text) for head in heads}
        self._units = {kind: heads[at].unit for kind, at in places.items() if kind in LENGTHS}
        if {"activity id", "activity date", "distance"} <= names and not self._units.get("distance"):
            self._units |= {"distance": "km", "minutes": self._units.get("minutes") or "s"}
            whose = "those of Strava's export, whose first distance column is in kilometres"
            self._notes.append(f"Its headings are {whose}.")
        if not self._units.get("minutes"):
            self._units["minutes"] = "min" if names == _TEMPO else "h" if names >= _PEAKS else ""
        self._clock_times(lines)
        self._learn(self._said(line, kind) for line in lines for kind in (*SAID, "distance"))
        whens = self._whens(lines, month_first={"subject", "start date"} <= names)
        dated, totals = self._without_sums(list(zip(lines, whens, strict=True)), places)
        used = {*self._places.values(), *halves}
        sums = {at: head for at, head in enumerate(heads) if head.kind in _SUMS and not head.actual and at not in used}
        for at, sum_head in sums.items():  # a column of sums has one a week at most
            filled = [(line, when) for line, when in dated if line.text(at)]
            totals += self._totals_in(at, filled, sum_head.unit) if len(filled) <= len(_weeks_of(dated)) else []
        for half in [{"title": at} for at in halves] or [{}]:
            self._places |= half
            for line, when in dated:
                self._read_line(line, when)
        unit = self._units.get("distance", "")
        others = {at: head for at, head in enumerate(heads) if at not in (*self._places.values(), *halves)}
        return self._result(others, lines, unit if unit in ("km", "mi") else self._stated or self._unit, totals)

    def _without_sums(self, lines: Sequence[_Dated], places: Mapping[str, int]) -> tuple[list[_Dated], list[WeekTotal]]:
        """The lines of runs, and the totals of the lines that say to be the sum of a week."""
        runs: list[_Dated] = []
        sums: list[_Dated] = []
        for line, when in lines:
            if any(headings.names_total(cell, self._heads) for cell in line.cells):
                before = runs[-1][1] if runs else When()
                sums.append((line, When(when.week or before.week, "", when.date or before.date)))
            else:
                runs.append((line, when))
        totals = []
        for kind in LENGTHS if len(sums) > 1 or len(_weeks_of(runs)) == 1 else ():
            totals += self._totals_in(places.get(kind), sums, self._units.get(kind, ""))
        for line, when in sums:
            self._leave_out(line, "A line of totals.", when)
        return runs, totals

    def _totals_in(self, at: int | None, lines: Sequence[_Dated], unit: str) -> list[WeekTotal]:
        totals = []
        for line, when in lines:
            total = total_of(line.text(at), unit or self._stated or self._unit, when.week, when.date)
            if total is not None and (when.week or when.date):
                self._put(line, at or 0, "read", TOTAL, when, is_total=True)
                totals.append(total)
        return totals

    def _said(self, line: Line, kind: str) -> str:
        text = line.text(self._places.get(kind))
        return "" if text.lower() in _MISSING else text

    def _clock_times(self, lines: Sequence[Line]) -> None:
        """Take a column of times for the hours at which runs begin, unless they can be how long the runs are."""
        pairs = [(text, self._said(line, "distance")) for line in lines if (text := self._said(line, "minutes"))]
        if not pairs or not all(_HOUR.fullmatch(text) for text, _ in pairs) or self._units["minutes"]:
            return
        paces = []
        for text, far in pairs:
            number = re.match(r"\d+(?:[.,]\d+)?", far)
            km = to_km(float(number[0].replace(",", ".")), self._units.get("distance") or "km") if number else 0.0
            paces += [int(text[:2]) / km] if km else []
        if not paces or not all(3 <= pace <= 10 for pace in paces):
            self._places.pop("minutes")

    def _whens(self, lines: Sequence[Line], *, month_first: bool) -> list[When]:
        """The day of each line; its week goes on with the line before where it has none."""
        weekdays = [day_named(self._said(line, "weekday"), self._heads) for line in lines]
        kind = "date" if "date" in self._places else "weekday"
        texts = [self._said(line, kind) for line in lines]
        places = [self._grid.address(line.number, self._places[kind]) for line in lines]
        days = self._days_of(texts, places, weekdays, month_first=month_first)
        dates = [make_date(*day) if day is not None and day[0] else None for day in days]
        if not any(dates):
            counted = self._counted(texts) or self._yearless(texts, days, weekdays, places)
            if counted:
                return [When() if day is None else When(day // 7 + 1, WEEKDAYS[day % 7]) for day in counted]
            lost = [at for at, text in enumerate(texts) if re.search(r"\d", text)]
            if kind == "date" and lost:
                raise refusal(self._name, "unknown dates", text=shown(texts[lost[0]]), where=places[lost[0]])
        numbers = self._numbers(lines, weekdays)
        if kind != "date":
            self._notes += said_of_numbers([week for week in numbers if week is not None], ())
        found = []
        for line, week, weekday, date in zip(lines, numbers, weekdays, dates, strict=True):
            own = weekday if date is None else WEEKDAYS[date.weekday()]
            other_day = f"its date is a {own}, and the date counts" if weekday not in ("", own) else ""
            doubt = other_day or self._said(line, "doubt")
            found.append(When(week, own, date, doubt))
        return found

    def _counted(self, texts: Sequence[str]) -> list[int | None]:
        """The days of a list that counts them on and on from a first day."""
        numbers = [int(match[0]) for text in texts if (match := re.search(r"\d{1,3}", text[:20]))]
        every = len(numbers) == sum(map(bool, texts)) and numbers == sorted(numbers)
        if not numbers or not every or max(numbers) <= 7 or {"date", "week"} & set(self._places):
            return []
        self._notes.append("Its days are numbered from day 1, a Monday.")
        days = iter(numbers)
        return [next(days) - 1 if text else None for text in texts]

    def _yearless(
        self, texts: Sequence[str], days: Sequence[Day | None], weekdays: Sequence[str], places: Sequence[str]
    ) -> list[int | None]:
        """Weeks and weekdays of dates whose year is not told; the weekdays beside them say which is the first week."""
        if not any(days):
            return []
        inner = [day_named((folded(text).split() or [""])[0].strip(".,"), self._heads) for text in texts]
        known = [weekday or other for weekday, other in zip(weekdays, inner, strict=True)]
        dates = on_weekdays(days, known)
        if not dates:
            at = next(at for at, day in enumerate(days) if day)
            raise refusal(self._name, "dates without a year", text=shown(texts[at]), where=places[at])
        begin = first_day_of(min(filter(None, dates)), "Mon")
        self._notes.append("Its dates have no year, so only their weeks and weekdays count")
        return [None if date is None else (date - begin).days for date in dates]

    def _numbers(self, lines: Sequence[Line], weekdays: Sequence[str]) -> list[int | None]:
        """The week of each line: where none is told that of the line before, or the next that the days make sure of."""
        texts = [self._said(line, "week") for line in lines]
        own = [None if some_date(text) else week_number(text, self._heads) for text in texts]
        found, last = list[int | None](), -1
        week: int | None = None
        for at, (number, weekday) in enumerate(zip(own, weekdays, strict=True)):
            day = WEEKDAYS.index(weekday) if weekday else last
            if number is not None:
                week = number
            elif week is not None and day < last and next(filter(None, own[at:]), None) == week + 2:
                week += 1
                begins = f"From line {lines[at].number} on there is no week, and the days start again"
                self._notes.append(f"{begins}: guessed to be week {week}.")
            last = day
            found.append(week)
        return found

    def _read_line(self, line: Line, when: When) -> None:
        """Read a line: its cell that says most stands for the run."""
        when = when._replace(weekday=when.weekday or self._day_n(self._said(line, "weekday")))
        placed = when.date is not None or (when.week is not None and when.weekday != "")
        parts = {kind: text for kind in (*SAID, *LENGTHS) if (text := self._said(line, kind))}
        eased = {kind: f"{text} {kind}" for kind in EASED if (text := self._said(line, kind))}
        if eased:  # each part of the run has a column
            parts["title"] = ", ".join(filter(None, (eased.get("warm up"), parts.get("title"), eased.get("cool down"))))
        main = next((kind for kind in ("title", "details", "type", *LENGTHS) if kind in parts), "")
        at = self._places[main] if main else next(iter(line.filled), 0)
        if not placed and main:
            said = "Could not be read: the line has neither a date nor a week and a weekday."
            self._put(line, at, "not read", said, when, "; ".join(parts[kind] for kind in SAID if kind in parts))
        elif not main:
            label = names_week(self._said(line, "week"), self._heads)
            taken = "Rest." if placed else "The label of its week." if label else "A line that is not a run."
            self._put(line, at, "read" if placed or label else LEFT_OUT, taken, when, is_rest=placed)
        else:
            unit = headings.unit_named(self._said(line, "unit"), self._heads)
            units = {kind: unit for kind, unit in self._units.items() if unit} | ({"distance": unit} if unit else {})
            own = row_of_export(parts.get("title", ""), parts.get("details", ""))
            far = self._places["distance"] if "distance" in parts else None
            self._read(Slot(line, at, parts, units, when, length_at=far, known=own))
        for kind, place in self._places.items():
            said = "The day of this line's run." if kind in DAY_KINDS else "Part of the run on this line."
            about = (LEFT_OUT, "A description of the run.") if kind == "details" else ("read", said)
            self._put(line, place, *about, when)
        self._leave_out(line, when=when)

    def _day_n(self, text: str) -> str:
        match = re.fullmatch(r"([a-z]*)\s*([1-7])", folded(text).strip(" ."))
        if match is None or (match[1] and headings.heading(match[1], self._heads).kind != "weekday"):
            return ""
        note = "Its days are numbered from Monday."
        self._notes += [note] if note not in self._notes else []
        return WEEKDAYS[int(match[2]) - 1]
