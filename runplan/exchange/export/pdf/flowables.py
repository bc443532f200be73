"""What a page is built of: paragraphs with signs beside them, tables of them, and how much of these a column takes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import Any, TypeAlias

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable, Paragraph, Table
from reportlab.platypus.paraparser import ParaFrag
from reportlab.platypus.tables import CellStyle

from runplan.exchange.export.pdf import letters
from runplan.exchange.export.pdf.signs import draw_sign

TEXT, GREY, LIGHT, PALE = map(HexColor, ("#222222", "#5A5A5A", "#C8C8C8", "#F0F0F0"))
PITCH = 1.3
"""From line to line, in sizes of the type."""

_BLANK = "\u00a0"  # stands for no text, so that it has a line all the same
_MIDDLE = 0.64  # of a small letter, below the top of its line, in sizes of the type
_AROUND = 9.0  # what is in the file once, for lines and accents at its edges [pt]
_TALLEST = 360.0  # of a row: of a higher one some lines may be on the next page [pt]

Flowables: TypeAlias = list[Any]
Signs: TypeAlias = Sequence[tuple[str, float | None]]


class SignedText(Flowable):  # type: ignore[misc]
    """A text with signs beside its first line, in lines that are drawn as the eye meets them."""

    def __init__(self, text: str, style: ParagraphStyle, signs: Signs, first: int = 0, last: int | None = None) -> None:
        super().__init__()
        self.text, self.style, self.signs, self.first, self.last = text, style, signs, first, last

    @property
    def natural_width(self) -> float:
        """Width on one line [pt]."""
        return float(self.style.leftIndent + stringWidth(self.text, self.style.fontName, self.style.fontSize))

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Width and height [pt]."""
        self.lines = _lines(self.text, self.style, width)[self.first : self.last]
        self.width, self.height = width, self.style.leading * len(self.lines)
        return self.width, self.height

    def split(self, width: float, height: float) -> Flowables:
        """Itself in two, the first as high as there is room for; nothing where that is not a line."""
        fitting = int(height / self.style.leading)
        if not 0 < fitting < len(self.lines):
            return []
        cut = self.first + fitting
        above = SignedText(self.text, self.style, self.signs, self.first, cut)
        return [above, SignedText(self.text, self.style, (), cut, self.last)]

    def draw(self) -> None:
        """Draw the lines, then the signs; the first baseline is the size of the type below the top."""
        style, size = self.style, self.style.fontSize
        self.canv.setFont(style.fontName, size)
        self.canv.setFillColor(style.textColor)
        for number, line in enumerate(self.lines):
            y = self.height - size - number * style.leading
            if style.alignment == TA_RIGHT:
                self.canv.drawRightString(self.width, y, line)
            else:
                self.canv.drawString(style.leftIndent, y, line)
        for sign, x in self.signs:
            behind = style.leftIndent + letters.width(self.lines[0], size, True) + 0.9 * size
            draw_sign(self.canv, sign, behind if x is None else x, self.height - _MIDDLE * size, 0.95 * size)


@lru_cache(maxsize=8192)
def _lines(text: str, style: ParagraphStyle, width: float) -> tuple[str, ...]:
    """The lines of a text, as ReportLab breaks a paragraph; many weeks have the same."""
    type_set = {"fontName": style.fontName, "fontSize": style.fontSize, "textColor": style.textColor}
    frags = [ParaFrag(text=text, us_lines=[], link=[], **type_set)]
    broken = Paragraph(None, style, frags=frags).breakLines([width - style.leftIndent])
    return tuple(letters.in_sight(" ".join(words)) for _, words in broken.lines)


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
    signs: Signs = (),
    most: int | None = None,
) -> SignedText:
    """A text as it is, in so many lines at most, and signs with their middles, or behind the first line [pt]."""
    style = _style(size, bold, colour, right, indent)
    return SignedText(letters.clean(text) or _BLANK, style, signs, last=most)


def in_cell(text: str, size: float, room: float, *, bold: bool = False) -> Any:
    """A text in the lines that it takes in a cell with so much room, whose type is that of the `cell` [pt]."""
    return "\n".join(_lines(letters.clean(text), _style(size, bold, TEXT, False, 0.0), room)) if text else []


def in_lines(paragraphs: Iterable[SignedText], room: float, gap: float) -> Flowables:
    """Paragraphs beside each other in as many lines as they take."""
    lines: list[list[tuple[SignedText, float]]] = []
    used = room
    for flowable in paragraphs:
        wide = flowable.natural_width + gap
        if used + wide - gap > room:
            lines.append([])
            used = 0.0
        lines[-1].append((flowable, wide))
        used += wide
    return [table([[item for item, _ in line]], [wide for _, wide in line]) for line in lines]


# --- tables and columns -----------------------------------------------------------------------------------------------


class _Table(Table):  # type: ignore[misc]
    """A table that is measured once, as the widths of its columns are given."""

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Width and height [pt]."""
        return (self._width, self._height) if hasattr(self, "_height") else super().wrap(width, height)


@cache
def cell(
    size: float = 9.0,
    *,
    bold: bool = False,
    colour: HexColor = TEXT,
    right: bool = False,
    middle: bool = False,
    pad: float = 0.0,
    top: float = 0.0,
    left: float = 0.0,
    behind: float = 0.0,
) -> CellStyle:
    """How a cell looks: its text's type and place, and the room around it, half a pad above and below [pt]."""
    style = CellStyle("RunPlan")
    style.fontname, style.fontsize, style.leading = letters.font(bold).fontName, size, PITCH * size
    style.color, style.alignment, style.valign = colour, "RIGHT" if right else "LEFT", "MIDDLE" if middle else "TOP"
    style.topPadding, style.bottomPadding = pad / 2 + top, pad / 2
    style.leftPadding, style.rightPadding = left, behind
    return style


def table(
    rows: list[Any], widths: Sequence[float], looks: list[list[CellStyle]] | None = None, *lines: Any, **options: Any
) -> Table:
    """A table, with how the cells of each row look; left out, they have no room around them."""
    return _Table(rows, widths, cellStyles=looks or [[cell()] * len(widths)] * len(rows), style=lines, **options)


class Stamp(Flowable):  # type: ignore[misc]
    """Flowables below each other that are in the file once, on however many pages they are."""

    def __init__(self, name: str, flowables: Flowables, width: float) -> None:
        super().__init__()
        self.name, self.flowables = name, flowables
        self.width, self.height = width, height_of(flowables, width)

    def draw(self) -> None:
        """Draw what the file has under that name, the first time written into it."""
        if not self.canv.hasForm(self.name):
            column = table([[self.flowables]], [self.width])
            column.wrap(self.width, self.height)
            self.canv.beginForm(self.name, -_AROUND, -_AROUND, self.width + _AROUND, self.height + _AROUND)
            column.drawOn(self.canv, 0, 0)
            self.canv.endForm()
        self.canv.doForm(self.name)


def height_of(flowables: Flowables, width: float) -> float:
    """Height of flowables below each other [pt]."""
    heights = [flowable.getSpaceBefore() + flowable.wrap(width, 0)[1] for flowable in flowables]
    return float(sum(heights) - flowables[0].getSpaceBefore()) if flowables else 0.0


def fill(flowables: Flowables, width: float, room: float) -> tuple[Flowables, Flowables]:
    """What a column of that room takes, its last no heading, and the rest, below its name `again` if it has one."""
    placed: Flowables = []
    rest = list(flowables)
    while rest:
        flowable = rest[0]
        room -= flowable.getSpaceBefore() if placed else 0.0
        high = flowable.wrap(width, room)[1]
        if high > room:
            if isinstance(flowable, Table) and max(flowable._rowHeights) > _TALLEST:
                flowable.splitByRow, flowable.splitInRow = 0, 1
            above, *below = flowable.split(width, room) or [None]
            if below:
                placed.append(above)
                below[0].again = getattr(flowable, "again", None)
                rest[:1] = below
            break
        placed.append(rest.pop(0))
        room -= high
    while rest and placed and placed[-1].getKeepWithNext():
        rest.insert(0, placed.pop())
    if placed and rest and getattr(rest[0], "again", None):
        rest.insert(0, rest[0].again)
    return placed, rest
