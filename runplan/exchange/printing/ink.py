"""Sheets as a PDF: text in fonts that travel with the file, so that it can be selected, and marks as paths.

Letters stand in the order in which they are stored, each by its own advance: no kerning, and right-to-left text is
neither turned nor joined.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from threading import Lock

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc, pdfmetrics
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from runplan.exchange.printing import letters
from runplan.exchange.printing.sheet import Shape, Sheet, Word

__all__ = ["pdf_of"]

_ROUND_JOIN = 1
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
        for sheet in sheets:
            canvas.setPageSize((sheet.width, sheet.height))
            _draw(canvas, sheet)
            canvas.showPage()
        canvas.save()
    return out.getvalue()


@contextmanager
def _settings() -> Iterator[None]:
    """Streams as bytes: as letters, which is ReportLab's default, they would be a quarter larger."""
    before = rl_config.useA85
    rl_config.useA85 = 0
    try:
        yield
    finally:
        rl_config.useA85 = before


def _draw(canvas: Canvas, sheet: Sheet) -> None:
    canvas.setLineJoin(_ROUND_JOIN)
    for shape in sheet.shapes:
        _mark(canvas, shape, sheet.height)
    text = canvas.beginText()
    for word in sheet.words:
        _write(text, word, sheet.height)
    canvas.drawText(text)


def _mark(canvas: Canvas, shape: Shape, height: float) -> None:
    path = canvas.beginPath()
    for outline in shape.outlines:
        first, *others = [(shape.x + x * shape.width, height - shape.y + y * shape.height) for x, y in outline.points]
        path.moveTo(*first)
        if outline.curved:
            for place in range(0, len(others), 3):
                path.curveTo(*(number for point in others[place : place + 3] for number in point))
        else:
            for point in others:
                path.lineTo(*point)
        if outline.closed:
            path.close()
    if shape.line:
        canvas.setLineWidth(shape.line)
        canvas.setStrokeColor(shape.colour)
    if shape.fill:
        canvas.setFillColor(shape.fill)
    canvas.drawPath(path, stroke=int(shape.line > 0), fill=int(bool(shape.fill)))


def _write(text: PDFTextObject, word: Word, height: float) -> None:
    text.setTextOrigin(word.x, height - word.y)
    text.setFont(letters.font(word.bold).fontName, word.size)
    text.setFillColor(word.colour)
    text.textOut(word.text)
