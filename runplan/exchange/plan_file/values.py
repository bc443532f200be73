"""From one cell to its value, with a sentence for every cell that has none."""

from __future__ import annotations

import datetime as dt
import re

from runplan import schema
from runplan.errors import PlanFileError
from runplan.exchange.csv_text import restore
from runplan.words import WEEKDAY_NAMES

Value = str | int | float | bool | dt.date | None

_ISO = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ]00:00(?::00(?:\.0+)?)?)?")
_WHOLE = re.compile(r"(\d{1,12})(?:[.,]0+)?")
_POINT = re.compile(r"\d{1,300}(?:\.\d{1,400})?")
_COMMA = re.compile(r"\d{1,300},\d{1,400}")
_YES = {"yes": True, "y": True, "true": True, "1": True, "no": False, "n": False, "false": False, "0": False}
_WEEKDAYS = {word.lower(): day for day, name in WEEKDAY_NAMES.items() for word in (day, name)}
_MOST = {"effort": 10, "session_effort": 10, "km": 1_000}
_MOST_COUNT = 1_000_000
_WORDS = {
    "slot": ("am", "pm"),
    "kind": ("run", "strength"),
    "section": schema.SECTIONS,
    "status": schema.STATUSES,
}
_KINDS = {column.name: column.kind for column in schema.PLAN_CSV}


class Reader:
    """Reads the cells of one file.

    Parameters
    ----------
    name : str
        The file's name, for sentences.
    decimal_comma : bool
        Whether the file separates cells by something else than commas, so that 12,4 is surely a number.
    """

    def __init__(self, name: str, *, decimal_comma: bool) -> None:
        self._name = name
        self._decimal_comma = decimal_comma

    def refuse(self, line: int, sentence: str) -> PlanFileError:
        """The error for a line of this file."""
        return PlanFileError(f"{self._name}, line {line}: {sentence}")

    def value(self, column: str, cell: str, line: int) -> Value:
        """The value of a cell; None where a number, count or date is absent.

        Raises
        ------
        PlanFileError
            If the cell does not hold what its column holds.
        """
        kind = _KINDS[column]
        if column == "weekday":
            return self._weekday(cell, line)
        if column == "status" and not cell.strip():
            return schema.PLANNED
        if column in _WORDS:
            return self._word(column, cell, _WORDS[column], line)
        if column in ("session_id", "exercise_id"):
            return restore(cell.strip())
        if kind == "text":
            return restore(cell)
        cell = cell.strip()
        if not cell:
            return None
        if kind == "date":
            return self._date(column, cell, line)
        if kind == "flag":
            return self._flag(column, cell, line)
        return self._count(column, cell, line) if kind == "count" else self._number(column, cell, line)

    def _weekday(self, cell: str, line: int) -> str:
        day = _WEEKDAYS.get(cell.strip().lower())
        if day is None:
            raise self.refuse(line, f"weekday {_shown(cell)} is not known; give one of {', '.join(schema.WEEKDAYS)}.")
        return day

    def _word(self, column: str, cell: str, allowed: tuple[str, ...], line: int) -> str:
        word = cell.strip().lower()
        if word not in allowed:
            raise self.refuse(line, f"{column} {_shown(cell)} is not known; give one of {', '.join(allowed)}.")
        return word

    def _date(self, column: str, cell: str, line: int) -> dt.date:
        match = _ISO.fullmatch(cell)
        if match is None:
            raise self.refuse(
                line,
                f"{column} {_shown(cell)} is ambiguous; write it as year-month-day, such as 2027-01-04 (in the "
                "spreadsheet, format the column as YYYY-MM-DD).",
            )
        try:
            return dt.date.fromisoformat(match[1])
        except ValueError:
            raise self.refuse(line, f"{column} {_shown(cell)} is not a calendar date; correct it.") from None

    def _flag(self, column: str, cell: str, line: int) -> bool:
        flag = _YES.get(cell.lower())
        if flag is None:
            raise self.refuse(line, f"{column} {_shown(cell)} cannot be read; give yes or no.")
        return flag

    def _count(self, column: str, cell: str, line: int) -> int:
        match = _WHOLE.fullmatch(cell)
        if match is None:
            raise self.refuse(line, f"{column} {_shown(cell)} is not a whole number; write it as 12.{_as_date(cell)}")
        count = int(match[1])
        if count > _MOST_COUNT:
            raise self.refuse(line, f"{column} {_shown(cell)} is out of range; give 0 to 1,000,000.")
        return count

    def _number(self, column: str, cell: str, line: int) -> float:
        text = cell
        # With commas between cells, a quoted 12,4 has one or two digits after the comma; 1,234 could be a thousand.
        if _COMMA.fullmatch(cell) and (self._decimal_comma or len(cell) - cell.index(",") <= 3):
            text = cell.replace(",", ".")
        elif self._decimal_comma and re.fullmatch(r"\d+\.\d{3}", cell):
            raise self.refuse(
                line,
                f"{column} {_shown(cell)} may mean thousands or thousandths in a file with semicolons; "
                "write it with a decimal comma.",
            )
        if _POINT.fullmatch(text) is None:
            raise self.refuse(line, f"{column} {_shown(cell)} is not a number; write it as 12.4.{_as_date(cell)}")
        number = float(text)
        most = _MOST.get(column, _MOST_COUNT)
        if number > most:
            raise self.refuse(line, f"{column} {_shown(cell)} is out of range; give 0 to {most:,}.")
        return number


def _shown(cell: str) -> str:
    cell = cell.strip()
    return repr(cell if len(cell) <= 40 else cell[:37] + "...")


def _as_date(cell: str) -> str:
    """A hint where a spreadsheet took a number for a date."""
    looks = re.search(r"\d", cell) and re.search(r"[A-Za-z]{3}|\d[./-]\d+[./-]", cell)
    return " A spreadsheet seems to have turned it into a date." if looks else ""
