"""The drawings of exercises on paper: each in the file once, on however many pages it is."""

from __future__ import annotations

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from runplan.catalog.drawings import COLOURS, SIZE, ExerciseDrawing, Stroke, load_drawings

__all__ = ["Picture"]

_AROUND = 25.0  # for lines at the edges of a drawing [units of the drawing]


class Picture(Flowable):  # type: ignore[misc]
    """The drawing of an exercise in a square; an empty one where there is none."""

    def __init__(self, exercise_id: str, size: float) -> None:
        super().__init__()
        self.exercise_id = exercise_id
        self.width = self.height = size if exercise_id in load_drawings() else 0.0

    def draw(self) -> None:
        """Draw what the file has under its name, the first time written into it."""
        if not self.height:
            return
        name = f"drawing_{self.exercise_id}"
        if not self.canv.hasForm(name):
            _define(self.canv, name, load_drawings()[self.exercise_id])
        scale = self.height / SIZE
        self.canv.saveState()
        self.canv.transform(scale, 0, 0, -scale, 0, self.height)
        self.canv.doForm(name)
        self.canv.restoreState()


def _define(canvas: Canvas, name: str, drawing: ExerciseDrawing) -> None:
    canvas.beginForm(name, -_AROUND, -_AROUND, SIZE + _AROUND, SIZE + _AROUND)
    canvas.setLineCap(1)
    canvas.setLineJoin(1)
    for stroke in drawing.strokes(small=True):
        _paint(canvas, stroke)
    canvas.endForm()


def _paint(canvas: Canvas, stroke: Stroke) -> None:
    path = canvas.beginPath()
    for curve in stroke.curves:
        start, *rest = curve.points.round().astype(int).tolist()
        path.moveTo(*start)
        for first, second, end in zip(rest[::3], rest[1::3], rest[2::3], strict=True):
            path.curveTo(*first, *second, *end)
        if curve.closed:
            path.close()
    canvas.setLineWidth(stroke.width)
    canvas.setStrokeColor(HexColor(COLOURS[stroke.line]))
    if stroke.fill:
        canvas.setFillColor(HexColor(COLOURS[stroke.fill]))
    canvas.drawPath(path, stroke=1, fill=int(bool(stroke.fill)), fillMode=0)
