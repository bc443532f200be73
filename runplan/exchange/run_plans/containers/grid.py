"""A table of text cells, whatever kind of file it comes from; and how it comes from a CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from runplan.exchange.csv_text import restore
from runplan.exchange.run_plans.limits import MOST_ALL, MOST_CELLS, MOST_COLUMNS, MOST_LETTERS, MOST_ROWS, refusal

_MOST_LINES = 20_000  # of the file, empty ones and line breaks within cells included
_DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs"}


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
    """

    lines: tuple[Line, ...]
    address: Callable[[int, int], str]
    notes: tuple[str, ...] = ()


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


def grids_of_text(text: str, name: str, suffix: str, notes: tuple[str, ...]) -> Iterator[Grid]:
    """The text as a table, separated in one way after the other, the likeliest first.

    Raises
    ------
    PlanFileError
        If the file is too large, or a quote in it is never closed.
    """
    breaks = text.count("\n") + text.count("\r")
    if breaks > 2 * _MOST_LINES:
        raise refusal(name, f"has more than {_MOST_LINES:,} lines: give a run plan of at most {MOST_ROWS:,}.")
    # The likeliest is the one that most lines of the beginning have most of.
    begin = text[:20_000]
    counts = {sign: begin.count(sign) for sign in _DELIMITERS}
    order = sorted(counts, key=lambda sign: (suffix != ".tsv" or sign != "\t", -counts[sign]))
    for sign in order:
        if sign != order[0] and not counts[sign]:
            continue
        if text.count(sign) > MOST_ROWS * MOST_COLUMNS:
            raise refusal(name, f"has more than {MOST_ROWS * MOST_COLUMNS:,} cells: give the plan alone.")
        said = () if sign == "," else (f"{name} separates its cells with {_DELIMITERS[sign]}.",)
        yield Grid(checked(_lines(text, sign, name), name), _csv_address, notes + said)


def _lines(text: str, delimiter: str, name: str) -> Iterator[Line]:
    """Each record that holds something, with the line on which it begins."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = 1
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            if "unexpected end" in str(error):
                why = "opens a quote that is never closed: close it, or take a whole copy of the file."
            elif "field larger" in str(error):
                why = f"has a cell of more than {MOST_LETTERS:,} characters: shorten it."
            else:
                why = "has a quote where none can be: put quotes around the whole cell and double those in it."
            raise refusal(f"{name}, line {number}", why) from None
        if cells is None:
            return
        if any(cell.strip() for cell in cells):
            yield Line(number, tuple(restore(cell).strip() for cell in cells))
        number = reader.line_num + 1
