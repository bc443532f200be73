"""A file's bytes as text, and as a table of text cells, whatever kind of file they come from.

In: bytes, and what was asked for. Out: text, and grids of cells, each with the address that it has in the file.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from runplan.exchange.csv_text import SEPARATORS, csv_records, restore
from runplan.exchange.run_plans.limits import (
    INSTEAD,
    MOST_ALL,
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_LETTERS,
    MOST_ROWS,
    refusal,
)

_SEPARATORS = {**SEPARATORS, "|": "bars"}
_RULE = re.compile(r"[-+=|: ]+")  # below the header of a table that is drawn with bars
_EMPHASIS = re.compile(r"\*\*|__|`|^[*_](?=\S)|(?<=\S)[*_]$")  # of Markdown
# Beyond ASCII, where the encoding is right.
_USUAL = re.compile("[äöüßÄÖÜéèêàâçñáíóúîôûÉåæøœ½¼¾\u2013\u2014\u2018\u2019\u201c\u201d\u2026\xd7\xb7\u2022\xb0]")
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_CONTROLS = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f\x85\u2028\u2029]")
# What files of other kinds begin with, and how to get a table out of each.
_OTHERS = {
    b"%PDF": "is a PDF: copy its table into a spreadsheet and save it as CSV or .xlsx.",
    b"\xd0\xcf\x11\xe0": "is a workbook of the old kind (.xls): save it as .xlsx or CSV.",
    b"\x1f\x8b": "is packed (gzip): unpack it first.",
    b"7z\xbc\xaf": "is packed (7z): unpack it first.",
    b"Rar!": "is packed (rar): unpack it first.",
    b"BZh": "is packed (bzip2): unpack it first.",
    b"\xfd7zXZ": "is packed (xz): unpack it first.",
    b"\x89PNG": "is a picture: type its table into a spreadsheet.",
    b"\xff\xd8\xff": "is a picture: type its table into a spreadsheet.",
    b"{\\rtf": "is a document (RTF): copy its table into a spreadsheet and save it as CSV or .xlsx.",
}
_MOST_LINES = 20_000  # of the file, empty ones and line breaks within cells included
_FAULTS = {
    "open": "opens a quote that is never closed: close it, or take a whole copy of the file.",
    "large": f"has a cell of more than {MOST_LETTERS:,} characters: shorten it.",
    "stray": "has a quote where none can be: put quotes around the whole cell and double those in it.",
}


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
        """Its text, and a sentence on what was unusual about its letters."""
        return _decode(self.data, self.name)

    @property
    def start(self) -> str:
        """What tells its kind: the beginning of its text; "PK" and a NUL, which no text has, for a packed file."""
        return "PK\0" if self.data.startswith(b"PK") else self.decoded[0][:400]


def _decode(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """The text of a file, and a sentence on what was unusual about its letters.

    Raises
    ------
    PlanFileError
        If it is not text.
    """
    for start, sentence in _OTHERS.items():
        if data.startswith(start):
            raise refusal(name, sentence)
    notes: tuple[str, ...] = ()
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                text = data[len(mark) :].decode(encoding)
            except UnicodeDecodeError:
                raise refusal(name, f"begins as {encoding[:6].upper()} and is not: save it as CSV in UTF-8.") from None
            break
    else:
        text, notes = _without_mark(data, name)
    if "\0" in text:
        raise refusal(name, "holds NUL characters, so it is no text: give a CSV, .xlsx, .ods or .ics file.")
    if not text.strip():
        raise refusal(name, "is empty: give a file with a run plan in it.")
    return _CONTROLS.sub(" ", text), notes


def _without_mark(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    if b"\0" in data:
        raise refusal(name, "holds NUL characters, so it is no text in UTF-8: give a CSV, .xlsx, .ods or .ics file.")
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        pass
    windows, mac = data.decode("cp1252", "replace"), data.decode("mac_roman")
    if len(_USUAL.findall(windows)) < len(_USUAL.findall(mac)) == sum(not letter.isascii() for letter in mac):
        return mac, (f"{name} is not in UTF-8; it was read as Mac Roman, so look at letters with accents.",)
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise refusal(
            name,
            f"is neither in UTF-8 nor in Windows-1252 (byte 0x{data[error.start]:02x}): save it as CSV in UTF-8.",
        ) from None
    return text, (f"{name} is not in UTF-8; it was read as Windows-1252, so look at letters with accents.",)


@dataclass(frozen=True)
class Line:
    """One row of a table that is not empty: its number in the file, and its cells."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Grid:
    """The rows of a table that hold something.

    Attributes
    ----------
    lines : tuple of Line
    address : callable
        How a cell is called, from the line's number and the column's place: "cell C4" or "line 4, column 3".
    notes : tuple of str
        Sentences on what was unusual about the file.
    title : str
        The sheet's name.
    banners : bool
        Whether the first column holds the names of weeks that are on lines of their own.
    """

    lines: tuple[Line, ...]
    address: Callable[[int, int], str]
    notes: tuple[str, ...] = ()
    title: str = ""
    banners: bool = False


def _csv_address(line: int, place: int) -> str:
    return f"line {line}, column {place + 1}"


def checked(lines: Iterator[Line], name: str) -> tuple[Line, ...]:
    """The lines, if they are not too many and not too large.

    Raises
    ------
    PlanFileError
    """
    found: list[Line] = []
    cells = letters = 0
    for line in lines:
        if len(found) == MOST_ROWS:
            raise refusal(name, f"has more than {MOST_ROWS:,} lines: give a run plan of at most so many.")
        if len(line.cells) > MOST_COLUMNS and any(cell.strip() for cell in line.cells[MOST_COLUMNS:]):
            raise refusal(name, f"has more than {MOST_COLUMNS} columns in line {line.number}: give a smaller table.")
        for place, cell in enumerate(line.cells[:MOST_COLUMNS]):
            if len(cell) > MOST_LETTERS:
                raise refusal(
                    name,
                    f"has a cell of more than {MOST_LETTERS:,} characters (line {line.number}, column {place + 1}): "
                    "shorten it.",
                )
        cells += sum(1 for cell in line.cells[:MOST_COLUMNS] if cell)
        letters += sum(map(len, line.cells[:MOST_COLUMNS]))
        if letters > MOST_ALL:
            raise refusal(name, f"holds more than {MOST_ALL:,} characters: give the plan alone.")
        if cells > MOST_CELLS:
            raise refusal(name, f"has more than {MOST_CELLS:,} cells: give the plan alone, without further columns.")
        found.append(Line(line.number, line.cells[:MOST_COLUMNS]))
    return tuple(found)


def grids_of_text(source: Source) -> Iterator[Grid]:
    """The text as a table, separated in one way after the other, the likeliest first.

    Raises
    ------
    PlanFileError
        If it is a text of another kind, too large, or a quote in it is never closed.
    """
    (text, notes), name = source.decoded, source.name
    suffix = os.path.splitext(name)[1].lower()  # noqa: PTH122  (a name, not a path)
    beginning = text[:200].lstrip().lower()
    if beginning.startswith(("<!doctype", "<html", "<?xml", "<svg")):
        raise refusal(name, f"is a web page or another XML file: {INSTEAD}.")
    if beginning.startswith(("{", "[{")):
        raise refusal(name, f"looks like JSON: {INSTEAD}.")
    if suffix == ".ics":
        raise refusal(name, "does not begin with BEGIN:VCALENDAR, so it is no calendar: export it anew.")
    breaks = text.count("\n") + text.count("\r")
    if breaks > 2 * _MOST_LINES:
        raise refusal(name, f"has more than {_MOST_LINES:,} lines: give a run plan of at most {MOST_ROWS:,}.")
    # The likeliest is the one that most lines of the beginning have equally many of, outside quotes.
    lines = re.sub(r'"[^"]*"', "", text[:20_000]).splitlines()
    counts = {sign: Counter(line.count(sign) for line in lines if sign in line) for sign in _SEPARATORS}
    even = {sign: max(count.values(), default=0) for sign, count in counts.items()}
    order = sorted(
        even, key=lambda sign: (suffix != ".tsv" or sign != "\t", -even[sign], -max(counts[sign], default=0))
    )
    for sign in order:
        if sign != order[0] and not even[sign]:
            continue
        if text.count(sign) > MOST_ROWS * MOST_COLUMNS:
            raise refusal(name, f"has more than {MOST_ROWS * MOST_COLUMNS:,} cells: give the plan alone.")
        note = () if sign == "," else (f"{name} separates its cells with {_SEPARATORS[sign]}.",)
        yield Grid(checked(_lines(text, sign, name), name), _csv_address, notes + note)


def _lines(text: str, separator: str, name: str) -> Iterator[Line]:
    """Each record that holds something; of a table that is drawn with bars without its edges and rules."""
    for number, cells in csv_records(text, separator, name, _FAULTS):
        if separator == "|":
            if all(_RULE.fullmatch(cell) for cell in cells if cell):
                continue
            cells = cells[not cells[0].strip() : len(cells) - (not cells[-1].strip())]
            cells = [_EMPHASIS.sub("", cell.strip()) for cell in cells]
        if any(cell.strip() for cell in cells):
            yield Line(number, tuple(restore(cell).strip() for cell in cells))
