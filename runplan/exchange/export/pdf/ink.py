"""Sheets as a PDF: text in fonts that travel with the file, so that it can be selected, and marks as paths.

Letters stand each by its own advance: no pair is drawn together. Words in Hebrew or Arabic run from right to left, but
the letters of Arabic stand apart, in the forms that they have alone.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from threading import Lock

from reportlab import rl_config
from reportlab.lib.colors import Color, HexColor
from reportlab.pdfbase import pdfdoc, pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from runplan.exchange.export.pdf import letters
from runplan.exchange.export.pdf.sheet import Shape, Sheet, Word

_ROUND_JOIN = 1
# Streams as bytes, which are a fifth smaller than as letters, and no comments.
_SETTINGS = {"pdfComments": 0, "useA85": 0}
_ONE_AT_A_TIME = Lock()  # a font of ReportLab serves one document


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
