"""What a page is built of: paragraphs with signs beside them, tables of them, and how much of these a column takes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import accumulate
from typing import Any, NamedTuple, TypeAlias

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Paragraph, Table
from reportlab.platypus.paraparser import ParaFrag

from runplan.exchange.export.pdf import letters
from runplan.exchange.export.pdf.signs import draw_sign

TEXT, GREY, LIGHT, PALE = map(HexColor, ("#222222", "#5A5A5A", "#C8C8C8", "#F0F0F0"))
PITCH = 1.3
"""From line to line, in sizes of the type."""

BARE = [
    ("FONTNAME", (0, 0), (-1, -1), letters.font(False).fontName),  # or the file would name one that is not in it
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    *((f"{side}PADDING", (0, 0), (-1, -1), 0) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")),
]
"""Style of a table whose cells have no room around them."""

_BLANK = "\u00a0"  # stands for no text, so that it has a line all the same
_MIDDLE = 0.64  # of a small letter, below the top of its line, in sizes of the type
_TALLEST = 360.0  # of a row: of a higher one some lines may be on the next page [pt]
_LEAST = 40.0  # room for these lines [pt]

Flowables: TypeAlias = list[Any]


class SignedParagraph(Paragraph):  # type: ignore[misc]
    """A text with signs beside its first line, in lines that are drawn as the eye meets them."""

    def __init__(
        self, text: str, style: ParagraphStyle, signs: Sequence[tuple[str, float | None]] = (), lines: Any = None
    ) -> None:
        type_set = {"fontName": style.fontName, "fontSize": style.fontSize, "textColor": style.textColor}
        super().__init__(None, style, frags=[ParaFrag(text=text, us_lines=[], link=[], **type_set)])
        self.plain, self.signs, self._lines = text, signs, lines

    @property
    def natural_width(self) -> float:
        """Width on one line [pt]."""
        return float(self.style.leftIndent + stringWidth(self.plain, self.style.fontName, self.style.fontSize))

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Width and height [pt]."""
        self.blPara = self._lines or _broken(self.plain, self.style, width)
        self.width, self.height = width, self.style.leading * len(self.blPara.lines)
        return self.width, self.height

    def split(self, width: float, height: float) -> Flowables:
        """Itself in two, the first as high as there is room for; nothing where that is not a line."""
        self.wrap(width, height)
        fitting = int(height / self.style.leading)
        above, below = self.blPara.lines[:fitting], self.blPara.lines[fitting:]
        parts = [(above, self.signs), (below, ())] if above and below else []
        return [SignedParagraph(self.plain, self.style, signs, self.blPara.clone(lines=part)) for part, signs in parts]

    def drawPara(self, debug: int = 0) -> None:  # noqa: N802
        """Draw the lines, then the signs; the first baseline is the size of the type below the top."""
        super().drawPara(debug)
        size = self.style.fontSize
        for sign, x in self.signs:
            behind = self.style.leftIndent + letters.width(self.blPara.lines[0][1][0], size, True) + 0.9 * size
            draw_sign(self.canv, sign, behind if x is None else x, self.height - _MIDDLE * size, 0.95 * size)


@lru_cache(maxsize=8192)
def _broken(text: str, style: ParagraphStyle, width: float) -> Any:
    """The lines of a text, as a paragraph draws them; many weeks have the same."""
    lines = SignedParagraph(text, style).breakLines([width - style.leftIndent])
    return lines.clone(lines=[(room, [letters.in_sight(" ".join(words))]) for room, words in lines.lines])


@cache
def _style(size: float, bold: bool, colour: HexColor, right: bool, indent: float) -> ParagraphStyle:
    return ParagraphStyle(
        "RunPlan",
        fontName=letters.font(bold).fontName,
        fontSize=size,
        leading=PITCH * size,
        textColor=colour,
        alignment=TA_RIGHT if right else TA_LEFT,
        leftIndent=indent,
        spaceShrinkage=0,
        splitLongWords=1,
    )


def paragraph(
    text: str,
    size: float,
    *,
    bold: bool = False,
    colour: HexColor = TEXT,
    right: bool = False,
    indent: float = 0.0,
    signs: Sequence[tuple[str, float | None]] = (),
) -> SignedParagraph:
    """A text as it is, and signs with their middles, or behind the first line [pt]."""
    return SignedParagraph(letters.clean(text) or _BLANK, _style(size, bold, colour, right, indent), signs)


def in_lines(paragraphs: Iterable[SignedParagraph], room: float, gap: float) -> Flowables:
    """Paragraphs beside each other in as many lines as they take."""
    lines: list[list[tuple[SignedParagraph, float]]] = []
    used = room
    for flowable in paragraphs:
        wide = flowable.natural_width + gap
        if used + wide - gap > room:
            lines.append([])
            used = 0.0
        lines[-1].append((flowable, wide))
        used += wide
    return [Table([[item for item, _ in line]], [wide for _, wide in line], style=BARE) for line in lines]


# --- tables -----------------------------------------------------------------------------------------------------------


class Row(NamedTuple):
    """A row of a table: what is in each cell, None where the cell before goes on."""

    cells: Sequence[Flowables | None]
    pad: float = 0.0  # room above and below [pt]
    rule: int | None = None  # column from which a line runs below it
    heads: bool = False  # whether it must not be the last of a page


class Grid(Table):  # type: ignore[misc]
    """A table of rows; what goes on on the next page is headed by `again`."""

    def __init__(
        self,
        rows: Sequence[Row],
        widths: Sequence[float],
        style: Sequence[tuple[Any, ...]] = (),
        again: SignedParagraph | None = None,
        **options: Any,
    ) -> None:
        commands = [*BARE, *style]
        for number, row in enumerate(rows):
            commands += [(f"{side}PADDING", (0, number), (-1, number), row.pad / 2) for side in ("TOP", "BOTTOM")]
            commands += [("SPAN", (first, number), (last, number)) for first, last in _spans(row) if last > first]
            commands += [] if row.rule is None else [("LINEBELOW", (row.rule, number), (-1, number), 0.5, LIGHT)]
        super().__init__([[cell or [] for cell in row.cells] for row in rows], widths, style=commands, **options)
        self.rows, self.widths, self.style, self.again = rows, widths, style, again

    def split(self, width: float, height: float) -> Flowables:
        """Itself in two, between two rows, or in a row that is too high for a page to take it in any case."""
        self.wrap(width, height)
        *fitting, bottom = (bottom for bottom in accumulate(self._rowHeights, initial=0.0) if bottom <= height)
        rows = list(self.rows)
        count = len(fitting)
        room = height - bottom - rows[count].pad
        if self._rowHeights[count] > _TALLEST and room > _LEAST:
            rows[count : count + 1] = _cut(rows[count], room)
            count += 1
        while count and rows[count - 1].heads:
            count -= 1
        parts = (rows[:count], rows[count:])
        return [Grid(part, self.widths, self.style, self.again) for part in parts] if count else []


def _spans(row: Row) -> list[tuple[int, int]]:
    """First and last column of each cell."""
    firsts = [column for column, cell in enumerate(row.cells) if cell is not None]
    return list(zip(firsts, [column - 1 for column in firsts[1:]] + [len(row.cells) - 1], strict=True))


def _cut(row: Row, room: float) -> tuple[Row, Row]:
    """A row in two, the cells of the first with so much room."""
    above, below = list(row.cells), list(row.cells)
    for column, cell in enumerate(row.cells):
        if cell:
            above[column], below[column] = fill(cell, cell[0].width, room)
    return row._replace(cells=above, rule=None, heads=False), row._replace(cells=below)


# --- columns ----------------------------------------------------------------------------------------------------------


def height_of(flowables: Flowables, width: float) -> float:
    """Height of flowables below each other [pt]."""
    heights = [flowable.getSpaceBefore() + flowable.wrap(width, 0)[1] for flowable in flowables]
    return float(sum(heights) - flowables[0].getSpaceBefore()) if flowables else 0.0


def fill(flowables: Flowables, width: float, room: float) -> tuple[Flowables, Flowables]:
    """What a column of that room takes, and what goes on elsewhere; what heads the rest is not the last of a column."""
    placed: Flowables = []
    rest = list(flowables)
    while rest:
        flowable = rest[0]
        room -= flowable.getSpaceBefore() if placed else 0.0
        high = flowable.wrap(width, room)[1]
        if high > room:
            above, *below = flowable.split(width, room) or [None]
            if below:
                placed.append(above)
                again = getattr(flowable, "again", None)
                rest[:1] = [again, *below] if again else below
            break
        placed.append(rest.pop(0))
        room -= high
    while rest and placed and placed[-1].getKeepWithNext():
        rest.insert(0, placed.pop())
    return placed, rest
