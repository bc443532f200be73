"""A sheet of paper, with marks and lines of text at places in points from the top left corner; and sheets as a PDF.

Text is in fonts that travel with the file, so that it can be selected, and marks are paths. Letters stand each by its
own advance: no pair is drawn together. Words in Hebrew or Arabic run from right to left, but the letters of Arabic
stand apart, in the forms that they have alone.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from threading import Lock
from typing import NamedTuple

from reportlab import rl_config
from reportlab.lib.colors import Color, HexColor
from reportlab.pdfbase import pdfdoc, pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from runplan.exchange.export.pdf import letters
from runplan.exchange.export.pdf.signs import SIGNS, SQUARE, Outline

PAPERS = {"a4": (595.28, 841.89), "letter": (612.0, 792.0)}
"""Width and height of the papers [pt]."""

MARGIN, BOTTOM = 36.0, 32.0
"""Room at the edges of the paper that printers need, and at the lower one [pt]."""

TEXT = "#222222"
GREY = "#5A5A5A"
LIGHT = "#C8C8C8"
PALE = "#F0F0F0"
_LINE = (Outline(((0.0, 0.0), (1.0, 0.0)), closed=False),)
_ROUND_JOIN = 1
# Streams as bytes, which are a fifth smaller than as letters, and no comments.
_SETTINGS = {"pdfComments": 0, "useA85": 0}
_ONE_AT_A_TIME = Lock()  # a font of ReportLab serves one document


class Word(NamedTuple):
    """One line of text: its left end on the baseline, from the top left corner of the sheet [pt]."""

    x: float
    y: float
    text: str
    size: float
    bold: bool
    colour: str


class Shape(NamedTuple):
    """One mark: outlines in a unit of their own, and where and how large they come to stand [pt]."""

    outlines: tuple[Outline, ...]
    x: float  # of their origin, from the top left corner of the sheet
    y: float
    width: float  # of their unit
    height: float
    line: float  # width of its line [pt]
    colour: str
    fill: str  # nothing: not filled


class Sheet:
    """One page of a paper of `PAPERS`."""

    def __init__(self, paper: str) -> None:
        self.width, self.height = PAPERS[paper]
        self.top, self.bottom = MARGIN, self.height - BOTTOM  # between them stands what the page is for
        self.words: list[Word] = []
        self.shapes: list[Shape] = []

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        *,
        bold: bool = False,
        colour: str = TEXT,
        right: bool = False,
    ) -> float:
        """Write a line that starts at x, or ends there; y is its baseline."""
        text = letters.clean(text)
        wide = letters.width(text, size, bold)
        left = x - wide if right else x
        if text:
            self.words.append(Word(left, y, text, size, bold, colour))
        return left + wide

    def rule(self, x: float, y: float, wide: float, *, line: float = 0.5, colour: str = LIGHT) -> None:
        """Draw a level line."""
        self.shapes.append(Shape(_LINE, x, y, wide, 1.0, line, colour, ""))

    def band(self, x: float, y: float, wide: float, high: float, colour: str = PALE) -> None:
        """Fill a rectangle, from its upper left corner."""
        self.shapes.append(Shape(SQUARE, x, y + high, wide, high, 0.0, colour, colour))

    def tick_box(self, x: float, y: float, size: float) -> None:
        """Draw a box to tick that stands on a baseline."""
        self.shapes.append(Shape(SQUARE, x, y, size, size, 0.7, TEXT, ""))

    def sign(self, kind: str, x: float, y: float, size: float) -> None:
        """Draw the sign of a kind of session around a point."""
        half = size / 2
        for stroke in SIGNS[kind]:
            fill = stroke.colour if stroke.filled else ""
            self.shapes.append(Shape(stroke.outlines, x, y, half, half, stroke.line * half, stroke.colour, fill))


# --- the file ---------------------------------------------------------------------------------------------------------


class _About(pdfdoc.PDFInfo):  # type: ignore[misc]
    """What the file says of itself; no time, so that the same sheets are the same bytes and nothing untrue is said."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._entries = {"Title": title, "Creator": "RunPlan", "Producer": "ReportLab"}

    def format(self, document: object) -> bytes:
        entries = {name: pdfdoc.PDFString(text) for name, text in self._entries.items()}
        return bytes(pdfdoc.PDFDictionary(entries).format(document))


def pdf_of(sheets: Iterable[Sheet], title: str) -> bytes:
    """The sheets as a PDF; the same sheets give the same bytes."""
    out = io.BytesIO()
    with _ONE_AT_A_TIME, _settings():
        for bold in (False, True):
            pdfmetrics.registerFont(letters.font(bold))
        usual = letters.font(False).fontName
        canvas = Canvas(out, pageCompression=1, invariant=1, initialFontName=usual, lang="en")
        canvas._doc.info = _About(title)
        canvas.setViewerPreference("DisplayDocTitle", "true")  # or a window would have the file's name
        for sheet in sheets:
            canvas.setPageSize((sheet.width, sheet.height))
            _draw(canvas, sheet)
            canvas.showPage()
        canvas.save()
    return out.getvalue()


@contextmanager
def _settings() -> Iterator[None]:
    """What of a runner's own settings of ReportLab would change the page, and cannot be given to the canvas."""
    before = {name: getattr(rl_config, name) for name in _SETTINGS}
    vars(rl_config).update(_SETTINGS)
    try:
        yield
    finally:
        vars(rl_config).update(before)


def _draw(canvas: Canvas, sheet: Sheet) -> None:
    canvas.setLineJoin(_ROUND_JOIN)
    for shape in sheet.shapes:
        _mark(canvas, shape, sheet.height)
    _write(canvas, sheet.words, sheet.height)


def _mark(canvas: Canvas, shape: Shape, height: float) -> None:
    path = canvas.beginPath()
    for outline in shape.outlines:
        first, *others = [(shape.x + x * shape.width, height - shape.y + y * shape.height) for x, y in outline.points]
        path.moveTo(*first)
        if outline.curved:
            for start in range(0, len(others), 3):
                path.curveTo(*(number for point in others[start : start + 3] for number in point))
        else:
            for point in others:
                path.lineTo(*point)
        if outline.closed:
            path.close()
    if shape.line:
        canvas.setLineWidth(shape.line)
        canvas.setStrokeColor(_colour(shape.colour))
    if shape.fill:
        canvas.setFillColor(_colour(shape.fill))
    canvas.drawPath(path, stroke=int(shape.line > 0), fill=int(bool(shape.fill)))


def _write(canvas: Canvas, words: Iterable[Word], height: float) -> None:
    """Write the words in their order; what the one before has set already is not set again."""
    text = canvas.beginText()
    type_set: tuple[bool, float] | None = None
    colour = ""
    for word in words:
        if type_set != (word.bold, word.size):
            type_set = word.bold, word.size
            text.setFont(letters.font(word.bold).fontName, word.size)
        if colour != word.colour:
            colour = word.colour
            text.setFillColor(_colour(colour))
        text.setTextOrigin(word.x, height - word.y)
        text.textOut(letters.in_sight(word.text))
    canvas.drawText(text)


@cache
def _colour(code: str) -> Color:
    return HexColor(code)
