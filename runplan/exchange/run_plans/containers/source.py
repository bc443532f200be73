"""A file's bytes as text, and as tables of cells, each with the address that it has in the file."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from runplan.exchange.csv_text import SEPARATORS, Line, csv_records, likely_separators, restore, within_bars
from runplan.exchange.decoding import NoText, text_of
from runplan.exchange.run_plans import limits
from runplan.exchange.run_plans.limits import REFUSALS, check_most, refusal, refuse_other_kinds
from runplan.exchange.workbook import MOST_PARTS, UNSTORED, UnfitWorkbook, sheets_of
from runplan.units import counted
from runplan.words import listed

WORKBOOK = re.compile("PK\0")  # how one begins
_SEPARATORS = {**SEPARATORS, "|": "bars"}
_CONTROLS = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f\x85\u2028\u2029]")
_QUOTES = ("open", "large", "stray")  # what can be wrong with them
_MOST_LINES = 20_000  # of the file, empty ones and line breaks within cells included


@dataclass(frozen=True)
class Source:
    """A file: its bytes and its name, and the unit, kind, sheet and set of days that were asked for ("" without)."""

    data: bytes
    name: str
    unit: str = ""
    kind: str = ""
    sheet: str = ""
    days: str = ""

    @cached_property
    def decoded(self) -> tuple[str, tuple[str, ...]]:
        """Its text, and a sentence on what was unusual about its letters; a PlanFileError if it is no text."""
        refuse_other_kinds(self.data[:200].decode("latin-1"), self.name)
        try:
            text, encoding = text_of(self.data)
        except NoText as error:
            raise refusal(self.name, error.reason, **error.facts) from None
        refuse_other_kinds(text[:200], self.name)
        if "\0" in text:
            raise refusal(self.name, "nul")
        if not text.strip():
            raise refusal(self.name, "empty")
        note = f"{self.name} is not in UTF-8; it was read as {encoding}, so look at letters with accents."
        return _CONTROLS.sub(" ", text), (note,) if encoding else ()

    @property
    def start(self) -> str:
        """What tells its kind: the beginning of its text; "PK" and a NUL, which no text has, for a packed file."""
        return "PK\0" if self.data.startswith(b"PK") else self.decoded[0][:400]


@dataclass(frozen=True)
class Grid:
    """The rows of a table that hold something."""

    lines: tuple[Line, ...]
    address: Callable[[int, int], str]  # how a cell is called, from the line's number and the column's place
    notes: tuple[str, ...] = ()  # sentences on what was unusual about the file
    title: str = ""  # the sheet's name
    banners: bool = False  # whether the first column holds the names of weeks that are on lines of their own


def checked(lines: Iterator[Line], name: str) -> tuple[Line, ...]:
    """The lines, if they are not too many and not too large; else a PlanFileError."""
    found: list[Line] = []
    cells = letters = 0
    for line in lines:
        taken = line.cells[: limits.MOST_COLUMNS]
        check_most(len(found) + 1, limits.MOST_ROWS, name, "many lines")
        check_most(max(line.filled, default=0) + 1, limits.MOST_COLUMNS, name, "many columns", line=line.number)
        for place, cell in enumerate(taken):
            where = f"line {line.number}, column {place + 1}"
            check_most(len(cell), limits.MOST_LETTERS, name, "long cell there", where=where)
        cells += sum(map(bool, taken))
        letters += sum(map(len, taken))
        check_most(letters, limits.MOST_ALL, name, "many letters")
        check_most(cells, limits.MOST_CELLS, name, "many filled cells")
        found.append(Line(line.number, taken))
    return tuple(found)


def grids_of_text(source: Source) -> Iterator[Grid]:
    """The text as a table, separated in one way after the other, the likeliest first; a PlanFileError if it is none."""
    (text, notes), name = source.decoded, source.name
    suffix = os.path.splitext(name)[1].lower()  # noqa: PTH122  (a name, not a path)
    if suffix == ".ics":
        raise refusal(name, "no calendar")
    breaks = (text.count("\n") + text.count("\r")) // 2
    check_most(breaks, _MOST_LINES, name, "many breaks", rows=limits.MOST_ROWS)
    for sign in likely_separators(text, _SEPARATORS, "\t" if suffix == ".tsv" else ""):
        check_most(text.count(sign), limits.MOST_ROWS * limits.MOST_COLUMNS, name, "many cells")
        note = () if sign == "," else (f"{name} separates its cells with {_SEPARATORS[sign]}.",)
        rows = checked(_lines(text, sign, name), name)
        yield Grid(rows, lambda line, at: f"line {line}, column {at + 1}", notes + note)


def _lines(text: str, separator: str, name: str) -> Iterator[Line]:
    faults = {fault: REFUSALS[f"{fault} quote"].format(most=limits.MOST_LETTERS) for fault in _QUOTES}
    for number, cells in csv_records(text, separator, name, faults):
        cells = within_bars(cells) if separator == "|" else cells
        if any(cell.strip() for cell in cells):
            yield Line(number, tuple(restore(cell).strip() for cell in cells))


def grids_of_workbook(source: Source) -> Iterator[Grid]:
    """Each sheet that holds something, in the workbook's order; a PlanFileError if it is damaged or too large."""
    try:
        sheets, hidden = sheets_of(source.data, source.sheet, limits.MOST_LETTERS)
    except UnfitWorkbook as unfit:
        raise refusal(source.name, str(unfit), most=MOST_PARTS, letters=limits.MOST_LETTERS) from None
    notes = (f"Hidden sheets were left out: {', '.join(repr(sheet[:60]) for sheet in hidden[:5])}.",) if hidden else ()
    for sheet, all_lines in sheets.items():
        lines = checked(all_lines, source.name)
        lost = [_address(line.number, at) for line in lines for at in line.filled if line.cells[at] == UNSTORED]
        why = f"There is no stored value for {counted(len(lost), 'formula')}: {listed(lost[:5])}"
        if lines:
            yield Grid(lines, _address, (*notes, *([why] if lost else [])), sheet)


def _address(line: int, place: int) -> str:
    first, last = divmod(place, 26)  # at most MOST_COLUMNS
    return f"cell {chr(64 + first) if first else ''}{chr(65 + last)}{line}"
