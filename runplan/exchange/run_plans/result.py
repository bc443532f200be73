"""What came of a file: its runs, a report of every cell, weekly totals beside its own, and corrections of cells."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from runplan.exchange.languages import language
from runplan.exchange.run_plans.cells.amounts import amounts_in
from runplan.exchange.run_plans.cells.cell import Cell, Session, known_meaning, read_cell
from runplan.exchange.run_plans.limits import refusal
from runplan.exchange.written_words import Context
from runplan.plan.imported_runs import ImportedRun
from runplan.plan.records import first_day_of
from runplan.schema import RUN_CELLS, RUN_TOTALS, RUN_TYPES, RUNS, frame_of_rows
from runplan.units import KM_PER_MILE, counted, format_number, from_km
from runplan.words import shown

LEFT_OUT = "left out"
TOTAL = "The week's total."
CONFIRMED = "confirmed by you."
_FORMATS = {"matrix": "one line per week", "long": "one line per run", "runs": "a table of runs that RunPlan wrote"}
_FORMATS |= {"calendar": "a calendar", "kept": "a plan that you imported", "plan": "a plan of RunPlan"}
_ROUNDED = 0.05  # what a distance with one decimal can be off, in its own unit
UNIT_WORDS = {"km": "kilometres", "mi": "miles", "min": "minutes"}


@dataclass(frozen=True)
class WeekTotal:
    """What a file itself gives for a week, by its number or a day of it: a value and its unit, km, mi, min or ""."""

    week: int | None
    start: dt.date | None
    value: float
    unit: str

    @property
    def km(self) -> float | None:
        """The total in km, where it is a distance."""
        return {"km": self.value, "mi": self.value * KM_PER_MILE}.get(self.unit)


def total_of(text: str, unit: str, week: int | None, start: dt.date | None = None) -> WeekTotal | None:
    """The total that a text gives; None where it gives none."""
    if re.search(r"\+ ?[^\W\d]", text):  # 9 + race
        return None
    amounts = [amount for amount in amounts_in(text) if amount.times == 1]
    first = next((amount for amount in amounts if amount.kind == "km"), amounts[0] if amounts else None)
    if first is None:
        return None
    if first.kind == "bare":
        return WeekTotal(week, start, first.value, unit if unit in ("km", "mi", "min") else "")
    miles = first.unit == "mi"
    return WeekTotal(week, start, first.value / (KM_PER_MILE if miles else 1.0), "mi" if miles else first.kind)


def agree(read: float, total: float, runs: int, unit: str = "km") -> bool:
    """Whether a sum is the total, up to the rounding of each of its numbers; a whole one may be rounded to its unit."""
    km = KM_PER_MILE if unit == "mi" else 1.0
    whole = abs(total / km - round(total / km)) < 1e-6 < abs(read / km - round(read / km))
    return abs(read - total) <= max(_ROUNDED * (runs + 1), whole / 2) * km + 1e-9


def week_of(number: int | None, day: dt.date | None) -> int | None:
    """The number of a week: of its plan, or since the year 1; None without one."""
    return number if number is not None or day is None else (day.toordinal() - 1) // 7


def _totals(cells: Sequence[Cell], own: Sequence[WeekTotal]) -> list[dict[str, Any]]:
    runs = [(cell.week, cell.date, run) for cell in cells for run in cell.sessions if run.type in RUN_TYPES]
    parts: list[tuple[int | None, dt.date | None, Session | WeekTotal]] = [*runs]
    parts += [(total.week, total.start, total) for total in own]
    before = min((day for week, date, _ in parts if week is None and (day := week_of(None, date))), default=1) - 1
    weeks: defaultdict[int, list[tuple[dt.date | None, Session | WeekTotal]]] = defaultdict(list)
    for week, date, part in parts:
        number = week_of(week, date)
        if number is not None:
            weeks[number if week is not None else number - before].append((date, part))
    return [{"week": week, **_week_row(weeks[week])} for week in sorted(weeks)]


def _week_row(parts: Sequence[tuple[dt.date | None, Session | WeekTotal]]) -> dict[str, Any]:
    runs = [part for _, part in parts if isinstance(part, Session)]
    own = [part for _, part in parts if isinstance(part, WeekTotal)]
    start = min((first_day_of(day, "Mon") for day, part in parts if day and isinstance(part, Session)), default=None)
    km, running, whole = (sum(getattr(run, name) or 0.0 for run in runs) for name in ("km", "running", "minutes"))
    row: dict[str, Any] = {"start": start, "km": round(km, 3), "minutes": round(running, 2) or None}
    row |= {"file_km": None, "file_minutes": None, "agrees": "", "note": "The file gives no total."}
    total = own[0] if own else None
    if total is not None and total.km is not None:
        same = agree(km, total.km, len(runs), total.unit)
        row |= {"file_km": round(total.km, 3)} | _compared(from_km(km, total.unit), total, same=same)
        without = sum(run.km is None for run in runs)
        if without and not same:
            row["note"] += f" {counted(without, 'run')} of the week {'has' if without == 1 else 'have'} no distance."
    elif total is not None and total.unit == "min":
        # Some count the running alone, some the whole session.
        alone, all_of_it = (agree(read, total.value, len(runs)) for read in (running, whole))
        row |= {"file_minutes": total.value} | _compared(running, total, same=alone or all_of_it)
        if all_of_it and not alone:
            row |= {"minutes": round(whole, 2), "note": "The total counts whole sessions, not just the running."}
    elif total is not None:
        row["note"] = f"The total {format_number(total.value)} has no unit and was not compared."
    if len(own) > 1:
        row["note"] += f" The file gives {len(own)} totals for this week; the first one counts."
    return row


def _compared(read: float, total: WeekTotal, *, same: bool) -> dict[str, str]:
    unit = "min of running" if total.unit == "min" else total.unit
    note = f"{format_number(read)} {unit} were read, and the file says {format_number(total.value)}."
    return {"agrees": "yes", "note": ""} if same else {"agrees": "no", "note": note}


@dataclass(frozen=True, repr=False)
class ImportedRuns:
    """A run plan that `read_runs` read; pass it to a Block as `runs`.

    Parameters
    ----------
    file : str
        The file's name.
    format : {'matrix', 'long', 'calendar', 'plan', 'runs'}
    cells : tuple of Cell
        Every cell with content, in the file's order.
    own_totals : tuple of WeekTotal
        The totals that the file gives.
    notes : tuple of str
        Sentences about the file as a whole.
    unit : {'km', 'mi', 'min', ''}
        The unit of the file's distances, from the argument or from the file; "" if unknown.
    tongue : str
        The language of the file: en, de, fr, es, it, nl or pt.
    begins : tuple of int, optional
        Month and day on which its weeks begin, where it tells no year.
    """

    file: str
    format: str
    cells: tuple[Cell, ...]
    own_totals: tuple[WeekTotal, ...] = ()
    notes: tuple[str, ...] = ()
    unit: str = ""
    tongue: str = "en"
    begins: tuple[int, int] | None = None

    @property
    def records(self) -> tuple[ImportedRun, ...]:
        """One record per session; cells that were not read, or were corrected to rest, have no type."""
        rows = [ImportedRun(cell.week, cell.weekday, cell.date, run.type, run.km, run.minutes, cell.text, cell.reading,
                            run.race, run.steps, cell.correction, cell.taken)
                for cell in self.cells for run in cell.sessions or (Session(""),) * bool(cell.correction)]  # fmt: skip
        first = [row._replace(file=self.file, unit=self.unit, tongue=self.tongue) for row in rows[:1]]
        return (*first, *rows[1:])

    @property
    def frame(self) -> pd.DataFrame:
        """The sessions as a table with the columns of schema.RUNS."""
        return frame_of_rows(RUNS, [run._asdict() for run in self.records if not run.is_rest])

    @property
    def report(self) -> pd.DataFrame:
        """One row per cell: where, week, weekday, date, text, reading, taken."""
        return frame_of_rows(RUN_CELLS, [vars(cell) for cell in self.cells])

    @property
    def totals(self) -> pd.DataFrame:
        """One row per week: kilometres and running minutes as read, the file's totals, and whether they agree."""
        return frame_of_rows(RUN_TOTALS, _totals(self.cells, self.own_totals))

    def with_totals_compared(self) -> ImportedRuns:
        """The same run plan, with each weekly total marked as a guess if it differs from what was read."""
        rows = [row for row in _totals(self.cells, self.own_totals) if row["agrees"] == "no"]
        starts = {row["start"]: row["week"] for row in rows}
        notes: dict[int, str] = {row["week"]: str(row["note"]) for row in rows}
        cells = list(self.cells)
        for at, cell in enumerate(cells):
            if cell.is_total and not cell.confirmed:
                dated = None if cell.date is None else starts.get(first_day_of(cell.date, "Mon"))
                weeks = [week for week in (cell.week, dated) if week in notes]
                why = f"{TOTAL[:-1]}; {notes.pop(weeks[0])}" if weeks else TOTAL  # of several totals the first counts
                cells[at] = replace(cell, reading="guessed" if weeks else "read", taken=why)
        return replace(self, cells=tuple(cells))

    @property
    def start(self) -> dt.date | None:
        """The first day of the first week if the file counts weeks, otherwise the first date; None if there is none."""
        dated = [(cell.date, cell.week) for cell in self.cells if cell.date is not None and cell.reading != LEFT_OUT]
        first, week = min(dated, key=lambda day: day[0], default=(None, None))
        if first is None or week is None:
            return first
        begins_on_sunday = first.weekday() == 6 and any(number == week and day > first for day, number in dated)
        return first if begins_on_sunday else first_day_of(first, "Mon")

    @property
    def not_read(self) -> int:
        """The number of cells that could not be read."""
        return sum(cell.reading == "not read" for cell in self.cells)

    @property
    def summary(self) -> str:
        """One sentence: the number of runs, and what to check."""
        types = [session.type for cell in self.cells for session in cell.sessions if session.type]
        others = sum(type_ not in RUN_TYPES for type_ in types)
        guessed = sum(cell.reading == "guessed" for cell in self.cells)
        agrees = self.totals["agrees"].tolist()
        wrong = agrees.count("no")
        parts = (
            (guessed, f"{counted(guessed, 'cell')} partly guessed"),
            (self.not_read, f"{counted(self.not_read, 'cell')} could not be read"),
            (wrong, f"{counted(wrong, 'weekly total')} of {len(agrees)} different from the file"),
        )
        reading = f"{self.file} was read as {_FORMATS[self.format]}: {counted(len(types) - others, 'run')}"
        reading += f" and {counted(others, 'other session')}" if others else ""
        doubts = ", ".join(words for count, words in parts if count)
        first = f"{reading}; {doubts}" if doubts else reading
        return " ".join(f"{sentence.removesuffix('.')}." for sentence in (first, *self.notes))

    def correct(self, cells: Mapping[str | int, str | bool]) -> ImportedRuns:
        """Return the run plan with corrected cells, which are read again, and with confirmed guesses.

        Parameters
        ----------
        cells : mapping of str or int to str or True
            The corrected text of each cell, such as ``{"line 3, column 5 (Wed)": "8 km easy"}``, or True if the guess
            is right. Name a cell by its `where` in the report or by its row in `frame`, or all cells that say the same
            by their text; "rest" means no session. Numbers without a unit have the file's unit.

        Returns
        -------
        ImportedRuns

        Raises
        ------
        PlanFileError
            If there is no such cell, the cell has no day, or the text cannot be read.
        """
        changed = list(self.cells)
        places: dict[str | int, list[int]] = {cell.where: [at] for at, cell in enumerate(changed)}
        places |= enumerate([at] for at, cell in enumerate(changed) for _ in cell.sessions)
        days = [at for at, cell in enumerate(changed) if cell.date is not None or cell.weekday]
        for key, text in cells.items():
            named = places.get(key) or [at for at in days if changed[at].text == key]
            if not named or (text is not True and not {*named} <= {*days}):
                raise refusal(self.file, "no day there", key=repr(key))
            for at in named:
                changed[at] = self._corrected(changed[at], key, text)
        return replace(self, cells=tuple(changed)).with_totals_compared()

    def _corrected(self, cell: Cell, key: str | int, text: str | bool) -> Cell:
        if isinstance(text, bool):
            if text and cell.reading not in ("read", "guessed"):
                raise refusal(self.file, "nothing to confirm", key=repr(key))
            taken = f"{cell.taken[:-1]}; {CONFIRMED}" if text and cell.reading == "guessed" else ""
            return replace(cell, reading="read", taken=taken, confirmed=True) if taken else cell
        context = Context(language(self.tongue), small_m="mi" if self.unit == "mi" else "")
        meaning = read_cell(text, self.unit, context)
        if meaning.reading == "not read" or meaning.bare:
            raise refusal(self.file, "no words", text=shown(text), key=repr(key), why=meaning.why or "it has no unit")
        if len(cell.sessions) == len(meaning.sessions) == 1 and not meaning.sessions[0].sized:  # "long run"
            old, new = cell.sessions[0], meaning.sessions[0]
            runs = (replace(new, km=old.km, minutes=old.minutes, running=old.running, unit=old.unit),)
            meaning = known_meaning(runs, meaning.reading, self.unit) if old.km or old.minutes else meaning
        meaning = replace(meaning, taken=f"{meaning.taken[:-1]}; you wrote this in place of the cell.")
        return meaning.at(cell.where, cell.week, cell.weekday, cell.date, cell.text, " ".join(text.split()))

    def __str__(self) -> str:
        return self.summary

    def __repr__(self) -> str:
        sessions = counted(rows_of(self.cells), "session")
        return f"<ImportedRuns from {self.file}: {sessions}, {self.not_read} could not be read>"


def rows_of(cells: Sequence[Cell]) -> int:
    """How many rows of a run plan the cells make."""
    return sum(len(cell.sessions) for cell in cells)
