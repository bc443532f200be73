"""The plan as an Excel workbook: weeks, sessions, exercises, findings, and a sheet that says what it is.

What the format does not hold: RunPlan does not read it back, so what is edited in it does not change the plan, and the
block's wishes are not in it (`to_csv` keeps both). Control characters and half surrogates are replaced, and a text ends
with a word about it after 32,767 units of UTF-16. A file has to name a day on which it was made: it is the block's
first.
"""

from __future__ import annotations

import datetime as dt
import io
import math
import re
from collections.abc import Sequence
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from runplan.exchange.export.excel import sheets
from runplan.exchange.export.excel.sheets import Column
from runplan.insight.findings import finding_rows
from runplan.insight.plan_facts import PlanFacts
from runplan.plan.tables import PlanTables

_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
_NUMBERS = {"count": "0", "number": "0.0", "date": "yyyy-mm-dd", "clock": "[h]:mm"}
_PALE, _HEAD = "#F2F2F2", "#E0E0E0"  # fills that stay apart in greyscale
_SUBTOTAL = {"sum": 9, "max": 4}
_ROW, _HIGHEST = 15.0, 405.0  # height of a line, and of a row at most [pt]
_PAPER = {"km": 9, "mi": 1}  # A4, letter
MOST_UNITS = 32_767
"""Length of a cell's text at most, in units of UTF-16."""

CUT = " [cut: longer than a cell]"
"""What ends a text that is too long for a cell."""

# The file is XML, which knows no control characters and no half surrogates; Excel takes so many units a cell.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def excel_bytes(plan: PlanTables) -> bytes:
    """The plan as an Excel workbook; the same plan gives the same bytes."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, _OPTIONS)
    book.set_calc_mode("auto")
    created = dt.datetime.combine(plan.block.first_day, dt.time())  # a clock would change the bytes
    book.set_properties({"title": f"Training plan {plan.plan_id}", "author": "RunPlan", "created": created})
    writer = _Writer(book, _PAPER[plan.block.units])
    lighter = frozenset(row for row, week in enumerate(plan.week_records) if week.step_back)
    writer.table("Weeks", sheets.week_columns(plan), pale=lighter)
    for name, columns in (("Sessions", sheets.session_columns(plan)), ("Exercises", sheets.exercise_columns(plan))):
        every_other = frozenset(row for row, week in enumerate(columns[0].values) if week is not None and week % 2 == 0)
        writer.table(name, columns, pale=every_other)
    findings = finding_rows(plan, PlanFacts(plan))
    writer.table("Findings", sheets.finding_columns(plan, findings))
    writer.lines("About", sheets.ABOUT_HEAD, sheets.about(plan, findings))
    book.close()
    return out.getvalue()


class _Writer:
    """Writes sheets of one look."""

    def __init__(self, book: xlsxwriter.Workbook, paper: int) -> None:
        self._book = book
        self._paper = paper
        self._formats: dict[tuple[str, str], Format] = {}

    def _format(self, kind: str, role: str = "") -> Format:
        """The look of a cell: by what it holds, and for a role of head, total, pale or nothing."""
        if (kind, role) not in self._formats:
            look: dict[str, Any] = {"valign": "top"}
            if kind in _NUMBERS:
                look["num_format"] = _NUMBERS[kind]
            if kind in ("date", "text", "wrapped"):
                look |= {"align": "left", "indent": 1}  # apart from a number in the column before
            if kind == "wrapped" or role == "head":
                look["text_wrap"] = True
            if role == "head":
                look |= {"bold": True, "bg_color": _HEAD, "bottom": 1, "num_format": "General"}
                look |= {"align": "right"} if kind in ("count", "number", "clock") else {}
            elif role == "total":
                look |= {"bold": True, "top": 1}
            elif role == "pale":
                look["bg_color"] = _PALE
            self._formats[kind, role] = self._book.add_format(look)
        return self._formats[kind, role]

    def table(self, name: str, columns: Sequence[Column], pale: frozenset[int] = frozenset()) -> None:
        """A sheet with a header, a row a record, and a row of totals where a column has one."""
        sheet = self._sheet(name)
        rows = len(columns[0].values)
        for number, column in enumerate(columns):
            sheet.set_column(number, number, column.wide)
            sheet.write_string(0, number, column.name, self._format(column.kind, "head"))
            for row, value in enumerate(column.values):
                self._cell(sheet, row + 1, number, value, self._format(column.kind, "pale" if row in pale else ""))
            if any(other.total for other in columns) and rows:
                self._total(sheet, rows, number, column)
            if column.bar and rows:
                look = {"type": "data_bar", "bar_color": "#BFD4E6", "min_type": "num", "min_value": 0}
                sheet.conditional_format(1, number, rows, number, look)
        self._heights(sheet, columns)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(rows, 1), len(columns) - 1)
        sheet.repeat_rows(0)

    def lines(self, name: str, title: str, lines: Sequence[tuple[str, str]]) -> None:
        """A sheet of headings and sentences."""
        sheet = self._sheet(name)
        sheet.set_column(0, 0, 14)
        sheet.set_column(1, 1, 100)
        sheet.write_string(0, 0, title, self._book.add_format({"bold": True, "font_size": 14}))
        for row, (heading, text) in enumerate(lines, start=2):
            sheet.write_string(row, 0, heading, self._book.add_format({"bold": True, "valign": "top"}))
            sheet.write_string(row, 1, cell_text(text), self._format("wrapped"))
            sheet.set_row(row, _ROW * _lines(text, 100))

    def _heights(self, sheet: Worksheet, columns: Sequence[Column]) -> None:
        """Rows as high as their longest text: not every program finds that by itself."""
        sheet.set_row(0, _ROW * max(_lines(column.name, column.wide, 1.15) for column in columns))
        wrapped = [column for column in columns if column.kind == "wrapped"]
        for row in range(len(columns[0].values)):
            lines = max((_lines(column.values[row], column.wide) for column in wrapped), default=1)
            if lines > 1:
                sheet.set_row(row + 1, min(_HIGHEST, _ROW * lines))

    def _sheet(self, name: str) -> Worksheet:
        sheet = self._book.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(self._paper)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.set_footer("&L&A&Rpage &P of &N")
        return sheet

    def _cell(self, sheet: Worksheet, row: int, column: int, value: Any, look: Format) -> None:
        if value is None or value == "":
            sheet.write_blank(row, column, None, look)
        elif isinstance(value, str):
            sheet.write_string(row, column, cell_text(value), look)
        elif isinstance(value, dt.date):
            sheet.write_datetime(row, column, dt.datetime.combine(value, dt.time()), look)
        elif isinstance(value, (int, float)):
            sheet.write_number(row, column, value, look)
        else:
            sheet.write_formula(row, column, value.text, look, value.value)

    def _total(self, sheet: Worksheet, rows: int, number: int, column: Column) -> None:
        look = self._format(column.kind, "total")
        if number == 0:
            sheet.write_string(rows + 1, 0, "Total", self._format("text", "total"))
        elif not column.total:
            sheet.write_blank(rows + 1, number, None, look)
        else:
            values = [cell.value for cell in column.values]
            value = max(values) if column.total == "max" else sum(values)
            letter = chr(ord("A") + number)
            text = f"=SUBTOTAL({_SUBTOTAL[column.total]},{letter}2:{letter}{rows + 1})"
            sheet.write_formula(rows + 1, number, text, look, value)


def _lines(text: str | None, wide: float, letter: float = 0.95) -> int:
    """Lines that a text takes in a column, near enough; `letter` is the width of one."""
    parts = (text or "").split("\n")
    return sum(max(1, math.ceil(letter * (len(part) + 1) / (wide - 1))) for part in parts)


def cell_text(text: str) -> str:
    r"""The text for a cell: what XML forbids is replaced by a sign that says so, line breaks are one character.

    >>> cell_text("a\x00b\r\nc") == "a\ufffdb\nc", cell_text("=1+1")
    (True, '=1+1')
    """
    text = _FORBIDDEN.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
    if _units(text) <= MOST_UNITS:
        return text
    room = MOST_UNITS - len(CUT)
    start = text[:room]
    while _units(start) > room:
        start = start[: -max(1, (_units(start) - room) // 2)]
    return start + CUT


def _units(text: str) -> int:
    return len(text) + sum(character > "\uffff" for character in text)
