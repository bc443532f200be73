"""What a page is built of: paragraphs with signs beside them, tables of them, and how much of these a column takes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import Any, TypeAlias

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

_BARE = [
    ("FONTNAME", (0, 0), (-1, -1), letters.font(False).fontName),  # or the file would name one that is not in it
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    *((f"{side}PADDING", (0, 0), (-1, -1), 0) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")),
]
_BLANK = "\u00a0"  # stands for no text, so that it has a line all the same
_MIDDLE = 0.64  # of a small letter, below the top of its line, in sizes of the type
_TALLEST = 360.0  # of a row: of a higher one some lines may be on the next page [pt]

Flowables: TypeAlias = list[Any]
Signs: TypeAlias = Sequence[tuple[str, float | None]]


class SignedParagraph(Paragraph):  # type: ignore[misc]
    """A text with signs beside its first line, in lines that are drawn as the eye meets them."""

    def __init__(self, text: str, style: ParagraphStyle, signs: Signs, first: int = 0, last: int | None = None) -> None:
        type_set = {"fontName": style.fontName, "fontSize": style.fontSize, "textColor": style.textColor}
        super().__init__(None, style, frags=[ParaFrag(text=text, us_lines=[], link=[], **type_set)])
        self.plain, self.signs, self.first, self.last = text, signs, first, last

    @property
    def natural_width(self) -> float:
        """Width on one line [pt]."""
        return float(self.style.leftIndent + stringWidth(self.plain, self.style.fontName, self.style.fontSize))

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Width and height [pt]."""
        broken = _broken(self.plain, self.style, width)
        self.blPara = broken.clone(lines=broken.lines[self.first : self.last])
        self.width, self.height = width, self.style.leading * len(self.blPara.lines)
        return self.width, self.height

    def split(self, width: float, height: float) -> Flowables:
        """Itself in two, the first as high as there is room for; nothing where that is not a line."""
        fitting = int(height / self.style.leading)
        if not 0 < fitting < len(self.blPara.lines):
            return []
        cut = self.first + fitting
        above = SignedParagraph(self.plain, self.style, self.signs, self.first, cut)
        return [above, SignedParagraph(self.plain, self.style, (), cut, self.last)]

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
    lines = SignedParagraph(text, style, ()).breakLines([width - style.leftIndent])
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
    signs: Signs = (),
    most: int | None = None,
) -> SignedParagraph:
    """A text as it is, in so many lines at most, and signs with their middles, or behind the first line [pt]."""
    style = _style(size, bold, colour, right, indent)
    return SignedParagraph(letters.clean(text) or _BLANK, style, signs, last=most)


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
    return [table([[item for item, _ in line]], [wide for _, wide in line]) for line in lines]


# --- tables and columns -----------------------------------------------------------------------------------------------


def table(rows: list[Any], widths: Sequence[float], *style: Any, pad: float = 0.0, **options: Any) -> Table:
    """A table whose cells have no room around them, but half a pad above and below [pt]."""
    pads = [(f"{side}PADDING", (0, 0), (-1, -1), pad / 2) for side in ("TOP", "BOTTOM")]
    return Table(rows, widths, style=[*_BARE, *pads, *style], **options)


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
