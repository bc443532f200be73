"""What every reader of a table shares: headings, dates as people write them, and the unit of distances.

Where day and month could be either, the whole column decides or nobody does; a unit that neither the file nor the
runner states is asked for.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from runplan.errors import PlanFileError
from runplan.exchange.run_plans.cells.vocabulary import MONTHS, UNIT_NAMES
from runplan.exchange.run_plans.containers.source import Grid, Line, Source
from runplan.exchange.run_plans.limits import refusal, shown
from runplan.exchange.run_plans.result import (
    LEFT_OUT,
    UNIT_WORDS,
    Cell,
    ImportedRuns,
    both_units,
    tidy,
    unit_of_cells,
    with_long_runs,
)
from runplan.exchange.run_plans.tables.totals import WeekTotal
from runplan.schema import WEEKDAYS
from runplan.units import counted

_STATED = re.compile(r"\b(?:in|are)\s+(?:(?P<mi>mi|miles)|(?P<km>km|kilomet(?:re|er)s))\b", re.IGNORECASE)
# "50 miles a week" tells how much is run, not what the cells are in.
_NAMED = re.compile(r"(?<![\w-])(?:(?P<mi>mi|miles)|(?P<km>kms?|kilomet(?:re|er)s))\b", re.IGNORECASE)
_AMOUNT = re.compile(
    r"\d[\d.,]*(?: ?(?:-|to|\u2013) ?\d[\d.,]*)?[ -]?(?:km?s?|kilomet(?:re|er)s?|mi|miles?)\b", re.IGNORECASE
)
_HEADER_WITHIN = 60  # lines
CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_PARTED = re.compile(r"[\s_\-./#]+")
UNIT_HEADINGS = ("unit", "units", "distance unit", "planned distance unit", "unit of distance")
_LONG = {
    "date": ("date", "start date", "activity date", "start date local", "workout day", "workout date", "planned date",
             "scheduled date", "calendar date", "run date"),
    "week": ("week", "wk", "week number", "week no", "training week", "weeks"),
    "weekday": ("weekday", "day", "day of week", "dow", "week day"),
    "distance": ("distance", "dist", "planned distance", "km", "kms", "kilometers", "kilometres", "mi", "miles",
                 "mileage", "length", "planned distance in meters", "target distance", "run distance"),
    "unit": UNIT_HEADINGS,
    "minutes": ("duration", "time", "minutes", "min", "mins", "moving time", "elapsed time", "planned duration",
                "hours", "planned time", "total time", "target duration", "target time"),
    "type": ("type", "activity type", "workout type", "run type", "session type", "sport", "kind", "activity",
             "category", "sport type"),
    "subtype": ("subtype", "sub type", "intensity"),
    "title": ("title", "name", "workout", "session", "activity name", "workout name", "subject", "summary", "run",
              "training", "event"),
    "details": ("details", "description", "workout description", "activity description", "instructions", "steps",
                "what"),
}  # fmt: skip
OF_LONG = {name: kind for kind, names in _LONG.items() for name in names}
_FIRST, _LAST = 2000, 2200  # as a Block takes them
_LEADING = re.compile(r"\s*(\d{4}-\d\d-\d\d)(?:[ T]\d\d:\d\d(?::\d\d)?)?\s*(?:[:,-]\s*|\s+|$)")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?![\d/.-])")
_NUMBERS = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d\d)(?!\d)")
_DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ .-]{1,2}([a-z]{3,9})\.?,?[ -](\d{4})", re.IGNORECASE)
_MONTH_DAY = re.compile(r"([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})", re.IGNORECASE)


class TableReader:
    """Reads one table, from the line of its header on."""

    kind: ClassVar[str]

    def __init__(self, grid: Grid, source: Source, at: int) -> None:
        self._grid, self._name, self._at = grid, source.name, at
        self._notes = list(grid.notes)
        above = " ".join(cell for line in grid.lines[:at] for cell in line.cells)[:5_000]
        self._stated, self._guess = above_says(above)
        self._unit = source.unit or self._guess
        self._bare = False  # whether a number without a unit takes it from above the table, or as it was told
        self._lacking: list[tuple[str, str]] = []  # cells whose numbers have no unit

    @staticmethod
    def header_of(line: Line) -> Any:
        """The columns, if this line is the header of such a table; else None."""
        raise NotImplementedError

    def read(self, header: Any) -> ImportedRuns:
        """The plan below a header."""
        raise NotImplementedError

    @classmethod
    def read_below_header(cls, grid: Grid, source: Source) -> ImportedRuns | None:
        """The plan, or None where no line is the header of such a table.

        Raises
        ------
        PlanFileError
            If a unit or a date has to be asked for, or nothing follows the header.
        """
        for at, line in enumerate(grid.lines[:_HEADER_WITHIN]):
            header = cls.header_of(line)
            if header is not None:
                return cls(grid, source, at).read(header)
        return None

    def _left_out(self, line: Line, why: str) -> list[Cell]:
        return [
            Cell(self._grid.address(line.number, column), None, "", None, tidy(cell), LEFT_OUT, why)
            for column, cell in enumerate(line.cells)
            if cell.strip()
        ]

    def _ask_for_unit(self) -> None:
        if self._lacking:
            raise ask_for_unit(self._name, self._lacking)

    def _result(self, cells: Sequence[Cell], unit: str, totals: tuple[WeekTotal, ...] = ()) -> ImportedRuns:
        """The runs, with what is to be said of the unit that numbers without one were taken to have."""
        if self._bare:
            self._notes.append(guess_said(self._guess, unit))
        both = both_units(cells, unit)
        self._notes += [both] if both else []
        unit = unit or unit_of_cells(cells) or next((total.unit for total in totals if total.unit in UNIT_WORDS), "")
        return ImportedRuns(self._name, self.kind, with_long_runs(cells), totals, tuple(self._notes), unit)


def ask_for_unit(name: str, lacking: Sequence[tuple[str, str]]) -> PlanFileError:
    """The error for cells whose numbers have no unit."""
    named = ", ".join(f"{where}: {shown(text, 30)}" for where, text in lacking[:3])
    more = f" and {len(lacking) - 3} more" if len(lacking) > 3 else ""
    return refusal(
        name,
        f"does not say whether {counted(len(lacking), 'number')} of it {'is' if len(lacking) == 1 else 'are'} "
        f"kilometres, miles or minutes ({named}{more}): give unit='km' or unit='mi' (on the command line --unit km), "
        "or write the unit into the cells.",
    )


def above_says(text: str) -> tuple[str, str]:
    """The unit that the lines above a table state, and the one that they can be guessed to mean; "" each without one.

    >>> above_says("All distances are in miles"), above_says("Half - 12 weeks (MILES!)"), above_says("50 miles a week")
    (('mi', ''), ('', 'mi'), ('', ''))
    """
    stated = {str(found.lastgroup).lower() for found in _STATED.finditer(text)}
    if len(stated) == 1:
        return stated.pop(), ""
    named = {str(found.lastgroup).lower() for found in _NAMED.finditer(_AMOUNT.sub(" ", text))}
    return "", named.pop() if len(named) == 1 and not stated else ""


def guess_said(guess: str, unit: str) -> str:
    """A sentence on the unit that stands above a table, and on the one that counts."""
    if guess == unit:
        other = "km" if unit == "mi" else "mi"
        return (
            f"What stands above the table names {UNIT_WORDS[guess]}, so numbers without a unit were guessed to be "
            f"{UNIT_WORDS[guess]}: give unit={other!r} if they are not."
        )
    return (
        f"What stands above the table names {UNIT_WORDS[guess]}, but numbers without a unit are {UNIT_WORDS[unit]}, "
        "as was told."
    )


@dataclass(frozen=True)
class Heading:
    """A heading's words in small letters, and the unit that it states."""

    name: str
    unit: str


def unit_named(text: str) -> str:
    """The unit that a cell such as "mi" or "min_running" names, or "".

    >>> unit_named("min_running"), unit_named("Miles"), unit_named("each")
    ('min', 'mi', '')
    """
    for word in re.findall(r"[a-z]+", text[:40].lower()):
        if word in UNIT_NAMES:
            return UNIT_NAMES[word]
    return ""


def heading(cell: str) -> Heading:
    """A heading, parted into its name and its unit.

    >>> heading("Distance (km)"), heading("planned_distance")
    (Heading(name='distance', unit='km'), Heading(name='planned distance', unit=''))
    """
    if len(cell) > 60:
        return Heading("", "")
    name, bracket, unit = cell.replace("[", "(").partition("(")
    name = " ".join(_PARTED.split(CAMEL.sub(" ", name))).strip(" :").lower()
    stated = unit_named(unit) if bracket else ""
    first, _, last = name.rpartition(" ")
    if not stated and first and last in UNIT_NAMES and first in OF_LONG:
        name, stated = first, UNIT_NAMES[last]
    if not stated and name in UNIT_NAMES and len(name) > 1:
        stated = UNIT_NAMES[name]
    return Heading(name, stated)


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
