"""The signs of sessions on paper: the charts' shapes, each known without its colour, and the box to tick."""

from __future__ import annotations

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

# Strokes: colour, width of the line (0: what it encloses is filled) and pieces of ReportLab's paths, in halves of the
# sign's size from its middle.
SIGNS: dict[str, tuple[tuple[str, float, str], ...]] = {
    "easy": (("#56B4E9", 0.0, "rect -1 -0.2 2 0.4"),),
    "long": (("#0072B2", 0.0, "rect -1 -0.6 2 1.2"),),
    "quality": (
        ("#D55E00", 0.42, "moveTo -0.9 -0.75, lineTo -0.15 0, lineTo -0.9 0.75"),
        ("#D55E00", 0.42, "moveTo 0.1 -0.75, lineTo 0.85 0, lineTo 0.1 0.75"),
    ),
    "race": (
        ("#000000", 0.0, "rect -0.8 -1.1 0.25 2.2"),
        ("#000000", 0.0, "moveTo -0.55 1.1, lineTo 1 0.5, lineTo -0.55 -0.1, close"),
    ),
    "heavy": (("#CC79A7", 0.25, "rect -0.85 -0.85 1.7 1.7"), ("#CC79A7", 0.0, "rect -0.85 -0.85 1.7 1.7")),
    "general": (("#CC79A7", 0.25, "rect -0.85 -0.85 1.7 1.7"), ("#CC79A7", 0.0, "rect -0.85 -0.85 0.85 1.7")),
    "core": (("#009E73", 0.38, "circle 0 0 0.8"),),
    "pin": (("#222222", 0.0, "circle 0 0.5 0.45"), ("#222222", 0.2, "moveTo 0 0.2, lineTo 0 -1")),
    "box": (("#222222", 0.15, "rect -1 -1 2 2"),),
}


def define_signs(canvas: Canvas) -> None:
    """Write the signs into a file, once each."""
    for name, strokes in SIGNS.items():
        canvas.beginForm(name, -1.2, -1.2, 1.2, 1.2)
        for colour, width, pieces in strokes:
            path = canvas.beginPath()
            for piece, *numbers in map(str.split, pieces.split(",")):
                getattr(path, piece)(*map(float, numbers))
            canvas.setLineWidth(width)
            canvas.setStrokeColor(HexColor(colour))
            canvas.setFillColor(HexColor(colour))
            canvas.drawPath(path, stroke=int(width > 0), fill=int(width == 0))
        canvas.endForm()


def draw_sign(canvas: Canvas, name: str, x: float, y: float, size: float) -> None:
    """Draw a sign around a point."""
    canvas.saveState()
    canvas.transform(size / 2, 0, 0, size / 2, x, y)
    canvas.doForm(name)
    canvas.restoreState()
