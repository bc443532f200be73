"""The sheets of a workbook (.xlsx, .ods) as tables of text, by calamine.

In: the bytes of a workbook. Out: a grid for each sheet that is shown and holds something.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterator
from typing import Any

from runplan.exchange.csv_text import plain_number
from runplan.exchange.run_plans.containers.source import Grid, Line, Source, checked
from runplan.exchange.run_plans.containers.zip_guard import repacked
from runplan.exchange.run_plans.limits import refusal

WORKBOOK = re.compile("PK\0")  # how one begins
_MOST_SHEETS = 20
_CONTROLS = re.compile("[\x00-\x09\x0b-\x1f\x7f\x85\u2028\u2029]")


def grids_of_workbook(source: Source) -> Iterator[Grid]:
    """Each sheet that holds something, in the workbook's order.

    Raises
    ------
    PlanFileError
        If it is no workbook, is damaged or too large.
    """
    name = source.name
    fresh, _ = repacked(source.data, name)
    book = _guarded(name, _open, fresh)
    sheets = _guarded(
        name, lambda: [(sheet.name, str(sheet.visible).endswith(".Visible")) for sheet in book.sheets_metadata]
    )
    hidden = [repr(sheet[:60]) for sheet, visible in sheets if not visible]
    notes = (f"Hidden sheets were left out: {', '.join(hidden[:5])}.",) if hidden else ()
    for sheet, visible in sheets[:_MOST_SHEETS]:
        if visible and (not source.sheet or sheet.casefold() == source.sheet.casefold()):
            lines = checked(_lines(_guarded(name, _rows, book, sheet)), name)
            if lines:
                yield Grid(lines, _address, notes, sheet)


def _open(data: bytes) -> Any:
    from python_calamine import CalamineWorkbook

    return CalamineWorkbook.from_filelike(io.BytesIO(data))


def _rows(book: Any, sheet: str) -> list[list[Any]]:
    rows: list[list[Any]] = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    return rows


def _guarded(name: str, do: Any, *arguments: Any) -> Any:
    """What the reader of workbooks gives; whatever it raises, a damaged file is what is wrong."""
    try:
        return do(*arguments)
    except BaseException as error:
        # A panic of the library is no Exception. What ends the program, such as Ctrl+C, goes on.
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        raise refusal(name, "is a workbook that cannot be read: open it in the spreadsheet and save it anew.") from None


def _lines(rows: list[list[Any]]) -> Iterator[Line]:
    for number, row in enumerate(rows, start=1):
        cells = tuple(_text(cell) for cell in row)
        while cells and not cells[-1]:
            cells = cells[:-1]
        if cells:
            yield Line(number, cells)


def _text(value: Any) -> str:
    """A cell as a person reads it in the spreadsheet, more or less.

    >>> _text(5.0), _text(4.8), _text(dt.datetime(2027, 1, 4)), _text(dt.time(0, 45)), _text("  Rest ")
    ('5', '4.8', '2027-01-04', '0:45:00', 'Rest')
    """
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, (int, float)):
        if value != value or abs(value) > 1e15:
            return str(value)
        return plain_number(round(value, 6))
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, dt.time):
        return f"{value.hour}:{value.minute:02d}:{value.second:02d}"
    if isinstance(value, dt.timedelta):
        seconds = int(value.total_seconds())
        return f"{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
    return _CONTROLS.sub(" ", str(value)).strip()


def _address(line: int, place: int) -> str:
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return f"cell {letters}{line}"
