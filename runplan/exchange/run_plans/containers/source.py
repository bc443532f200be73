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
from runplan.exchange.run_plans import limits
from runplan.exchange.run_plans.limits import refusal, refusals, refuse_other_kinds

_SEPARATORS = {**SEPARATORS, "|": "bars"}
_RULE = re.compile(r"[-+=|: ]+")  # below the header of a table that is drawn with bars
_EMPHASIS = re.compile(r"\*\*|__|`|^[*_](?=\S)|(?<=\S)[*_]$")  # of Markdown
# Beyond ASCII, where the encoding is right.
_USUAL = re.compile("[äöüßÄÖÜéèêàâçñáíóúîôûÉåæøœ½¼¾\u2013\u2014\u2018\u2019\u201c\u201d\u2026\xd7\xb7\u2022\xb0]")
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_CONTROLS = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f\x85\u2028\u2029]")
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
        text, notes = _decode(self.data, self.name)
        refuse_other_kinds(text[:200], self.name)
        if "\0" in text:
            raise refusal(self.name, "nul")
        if not text.strip():
            raise refusal(self.name, "empty")
        return _CONTROLS.sub(" ", text), notes

    @property
    def start(self) -> str:
        """What tells its kind: the beginning of its text; "PK" and a NUL, which no text has, for a packed file."""
        return "PK\0" if self.data.startswith(b"PK") else self.decoded[0][:400]


def _decode(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding), ()
            except UnicodeDecodeError:
                raise refusal(name, "wrong mark", encoding=encoding[:6].upper()) from None
    if b"\0" in data:
        raise refusal(name, "nul in utf-8")
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        windows, mac = data.decode("cp1252", "replace"), data.decode("mac_roman")
    encoding, text = "Windows-1252", windows
    if len(_USUAL.findall(windows)) < len(_USUAL.findall(mac)) == sum(not letter.isascii() for letter in mac):
        encoding, text = "Mac Roman", mac
    elif "\ufffd" in windows:
        byte = next(byte for byte in data if bytes([byte]).decode("cp1252", "replace") == "\ufffd")
        raise refusal(name, "no letters", byte=byte)
    return text, (f"{name} is not in UTF-8; it was read as {encoding}, so look at letters with accents.",)


@dataclass(frozen=True)
class Line:
    """One row of a table that is not empty: its number in the file, and its cells."""

    number: int
    cells: tuple[str, ...]

    def text(self, at: int | None) -> str:
        """What is in a column, or ""."""
        return "" if at is None or at >= len(self.cells) else self.cells[at].strip()

    @property
    def filled(self) -> list[int]:
        """The columns with something in them."""
        return [at for at, cell in enumerate(self.cells) if cell.strip()]


@dataclass(frozen=True)
class Grid:
    """The rows of a table that hold something."""

    lines: tuple[Line, ...]
    address: Callable[[int, int], str]  # how a cell is called, from the line's number and the column's place
    notes: tuple[str, ...] = ()  # sentences on what was unusual about the file
    title: str = ""  # the sheet's name
    banners: bool = False  # whether the first column holds the names of weeks that are on lines of their own


def csv_address(line: int, place: int) -> str:
    """How a cell of a text is called."""
    return f"line {line}, column {place + 1}"


def checked(lines: Iterator[Line], name: str) -> tuple[Line, ...]:
    """The lines, if they are not too many and not too large; else a PlanFileError."""
    found: list[Line] = []
    cells = letters = 0
    for line in lines:
        taken = line.cells[: limits.MOST_COLUMNS]
        if len(found) == limits.MOST_ROWS:
            raise refusal(name, "many lines", most=limits.MOST_ROWS)
        if any(cell.strip() for cell in line.cells[limits.MOST_COLUMNS :]):
            raise refusal(name, "many columns", most=limits.MOST_COLUMNS, line=line.number)
        for place, cell in enumerate(taken):
            if len(cell) > limits.MOST_LETTERS:
                raise refusal(name, "long cell there", most=limits.MOST_LETTERS, where=csv_address(line.number, place))
        cells += sum(map(bool, taken))
        letters += sum(map(len, taken))
        if letters > limits.MOST_ALL:
            raise refusal(name, "many letters", most=limits.MOST_ALL)
        if cells > limits.MOST_CELLS:
            raise refusal(name, "many filled cells", most=limits.MOST_CELLS)
        found.append(Line(line.number, taken))
    return tuple(found)


def grids_of_text(source: Source) -> Iterator[Grid]:
    """The text as a table, separated in one way after the other, the likeliest first; a PlanFileError if it is none."""
    (text, notes), name = source.decoded, source.name
    suffix = os.path.splitext(name)[1].lower()  # noqa: PTH122  (a name, not a path)
    if suffix == ".ics":
        raise refusal(name, "no calendar")
    if text.count("\n") + text.count("\r") > 2 * _MOST_LINES:
        raise refusal(name, "many breaks", most=_MOST_LINES, rows=limits.MOST_ROWS)
    # The likeliest is the one that most lines of the beginning have equally many of, outside quotes.
    lines = re.sub(r'"[^"]*"', "", text[:20_000]).splitlines()
    counts = {sign: Counter(line.count(sign) for line in lines if sign in line) for sign in _SEPARATORS}
    even = {sign: max(count.values(), default=0) for sign, count in counts.items()}
    first, *others = sorted(
        even, key=lambda sign: (suffix != ".tsv" or sign != "\t", -even[sign], -max(counts[sign], default=0))
    )
    for sign in (first, *(sign for sign in others if even[sign])):
        if text.count(sign) > limits.MOST_ROWS * limits.MOST_COLUMNS:
            raise refusal(name, "many cells", most=limits.MOST_ROWS * limits.MOST_COLUMNS)
        note = () if sign == "," else (f"{name} separates its cells with {_SEPARATORS[sign]}.",)
        yield Grid(checked(_lines(text, sign, name), name), csv_address, notes + note)


def _lines(text: str, separator: str, name: str) -> Iterator[Line]:
    """Each record that holds something; of a table that is drawn with bars without its edges and rules."""
    faults = {
        fault: refusals()[f"{fault} quote"].format(most=limits.MOST_LETTERS) for fault in ("open", "large", "stray")
    }
    for number, cells in csv_records(text, separator, name, faults):
        if separator == "|":
            if all(_RULE.fullmatch(cell) for cell in cells if cell):
                continue
            cells = cells[not cells[0].strip() : len(cells) - (not cells[-1].strip())]
            cells = [_EMPHASIS.sub("", cell.strip()) for cell in cells]
        if any(cell.strip() for cell in cells):
            yield Line(number, tuple(restore(cell).strip() for cell in cells))
