"""Rows of a page: lines of text in columns, with boxes and signs before them, that break between pages where they must.

All lines of a row have one pitch. A row knows its height before it is drawn, so that a page is laid out first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from runplan.exchange.export.pdf import letters
from runplan.exchange.export.pdf.sheet import GREY, TEXT, Sheet

PITCH = 1.3  # from line to line, in sizes of the type


class Column(NamedTuple):
    """Where the text of a cell stands in its row."""

    left: float  # [pt]
    wide: float  # [pt]
    right: bool = False  # whether it ends at the right


class Piece(NamedTuple):
    """One line of one cell."""

    column: Column
    line: int  # 0 for the row's first
    text: str
    size: float
    bold: bool
    colour: str


class Row(NamedTuple):
    """One row."""

    pieces: tuple[Piece, ...]
    lines: int  # of its longest cell
    size: float  # of its type [pt]
    pad: float  # room above and below its lines together [pt]
    box: float | None = None  # where a box to tick stands [pt]
    signs: tuple[tuple[str, float], ...] = ()  # each with its middle [pt]
    ruled: tuple[float, float] | None = None  # left end and width of a line below it [pt]
    heads: bool = False  # whether it must not stand last on a page
    title: str = ""  # what is said again where what it heads goes on

    @property
    def pitch(self) -> float:
        """From line to line [pt]."""
        return PITCH * self.size

    @property
    def height(self) -> float:
        """Of the whole row [pt]."""
        return self.lines * self.pitch + self.pad

    def draw(self, sheet: Sheet, x: float, y: float) -> None:
        """Draw it with its upper left corner at a place of the sheet."""
        first = y + self.pad / 2 + 0.5 * self.pitch + 0.36 * self.size  # the first baseline
        middle = first - 0.36 * self.size
        for column, line, text, size, bold, colour in self.pieces:
            at = x + column.left + (column.wide if column.right else 0.0)
            baseline = first + line * self.pitch
            sheet.text(at, baseline, text, size, bold=bold, colour=colour, right=column.right)
        if self.box is not None:
            side = 0.95 * self.size
            sheet.tick_box(x + self.box, middle + side / 2, side)
        for kind, at in self.signs:
            sheet.sign(kind, x + at, middle, 0.95 * self.size)
        if self.ruled is not None:
            sheet.rule(x + self.ruled[0], y + self.height, self.ruled[1])

    def split(self, room: float) -> tuple[Row, Row] | None:
        """Itself in two, the first of which has so much room [pt]; None where not a line of it has."""
        fitting = int((room - self.pad) / self.pitch)
        if fitting < 1 or fitting >= self.lines:
            return None
        above = tuple(piece for piece in self.pieces if piece.line < fitting)
        below = tuple(piece._replace(line=piece.line - fitting) for piece in self.pieces if piece.line >= fitting)
        return (
            self._replace(pieces=above, lines=fitting, ruled=None),
            self._replace(pieces=below, lines=self.lines - fitting, box=None, signs=()),
        )


class Cell(NamedTuple):
    """A text for a column, and another one in grey below it."""

    column: Column
    text: str
    below: str = ""
    bold: bool = False
    colour: str = TEXT


def row_of(cells: list[Cell], size: float, pad: float, **more: object) -> Row:
    """The row of some cells, wrapped."""
    pieces: list[Piece] = []
    lines = 1
    small = max(letters.SMALLEST, 0.9 * size)
    for column, text, below, bold, colour in cells:
        cell_lines = [(line, size, bold, colour) for line in letters.wrap(text, size, column.wide, bold)]
        cell_lines += [(line, small, False, GREY) for line in letters.wrap(below, small, column.wide)]
        pieces += [Piece(column, number, *cell_line) for number, cell_line in enumerate(cell_lines)]
        lines = max(lines, len(cell_lines))
    return Row(tuple(pieces), lines, size, pad, **more)  # type: ignore[arg-type]


def height_of(rows: Iterable[Row]) -> float:
    """Height of rows below each other [pt]."""
    return sum(row.height for row in rows)


def pour(rows: Iterable[Row], rooms: Iterator[float], full: float) -> Iterator[list[Row]]:
    """Rows in as many places as they take."""
    waiting = list(rows)[::-1]
    title: Row | None = None
    for room in rooms:
        if not waiting:
            return
        while waiting and not waiting[-1].pieces:  # room between two sessions, which a new page does not need
            waiting.pop()
        placed: list[Row] = []
        left = room
        if title is not None and not waiting[-1].title:
            again = _again(title)
            if again.height + _least(waiting, full) <= room:
                placed.append(again)
                left -= again.height
        started = len(placed)
        while waiting and (_least(waiting, full) <= left or (len(placed) == started and room >= full)):
            row = waiting.pop()
            parts = row.split(left) if row.height > left else None
            if parts is not None:
                row = parts[0]
                waiting.append(parts[1])
            placed.append(row)
            left -= row.height
            title = row if row.title else title
        yield placed if len(placed) > started else []


def _least(waiting: list[Row], full: float) -> float:
    """Room that the next row needs at least, with what it heads; a row that no place holds needs some lines only."""
    need = 0.0
    for row in reversed(waiting):
        if row.height > full:
            return need + row.pad + row.pitch * min(row.lines, 4)
        need += row.height
        if not row.heads:
            break
    return need


def _again(title: Row) -> Row:
    """The heading of what goes on, on one line or a few."""
    first = title.pieces[0]
    lines = letters.wrap(f"{title.title}, continued", first.size, first.column.wide, True)[:3]
    pieces = tuple(Piece(first.column, line, text, first.size, True, TEXT) for line, text in enumerate(lines))
    return title._replace(pieces=pieces, lines=len(lines), title="", heads=True)
