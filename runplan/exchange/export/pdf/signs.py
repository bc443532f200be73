"""The signs of sessions on paper: the charts' shapes, each known without its colour, and the box to tick."""

from __future__ import annotations

from typing import NamedTuple

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas


class Stroke(NamedTuple):
    """One stroke of a sign: a line, or what the line encloses if it has no width."""

    colour: str
    width: float  # in halves of the sign's size
    path: tuple[tuple[str, *tuple[float, ...]], ...]  # pieces of ReportLab's paths, in the same unit from the middle


_EASY, _LONG, _QUALITY, _RACE = "#56B4E9", "#0072B2", "#D55E00", "#000000"
_STRENGTH, _CORE, _PIN = "#CC79A7", "#009E73", "#222222"
_ARROW = (("moveTo", -0.9, -0.75), ("lineTo", -0.15, 0.0), ("lineTo", -0.9, 0.75))
_SECOND_ARROW = (("moveTo", 0.1, -0.75), ("lineTo", 0.85, 0.0), ("lineTo", 0.1, 0.75))
_FLAG = (("moveTo", -0.55, 1.1), ("lineTo", 1.0, 0.5), ("lineTo", -0.55, -0.1), ("close",))
_FRAME = Stroke(_STRENGTH, 0.25, (("rect", -0.85, -0.85, 1.7, 1.7),))

SIGNS: dict[str, tuple[Stroke, ...]] = {
    "easy": (Stroke(_EASY, 0.0, (("rect", -1.0, -0.2, 2.0, 0.4),)),),
    "long": (Stroke(_LONG, 0.0, (("rect", -1.0, -0.6, 2.0, 1.2),)),),
    "quality": (Stroke(_QUALITY, 0.42, _ARROW + _SECOND_ARROW),),
    "race": (Stroke(_RACE, 0.0, (("rect", -0.8, -1.1, 0.25, 2.2), *_FLAG)),),
    "heavy": (_FRAME, Stroke(_STRENGTH, 0.0, (("rect", -0.85, -0.85, 1.7, 1.7),))),
    "general": (_FRAME, Stroke(_STRENGTH, 0.0, (("rect", -0.85, -0.85, 0.85, 1.7),))),
    "core": (Stroke(_CORE, 0.38, (("circle", 0.0, 0.0, 0.8),)),),
    "pin": (
        Stroke(_PIN, 0.0, (("circle", 0.0, 0.5, 0.45),)),
        Stroke(_PIN, 0.2, (("moveTo", 0.0, 0.2), ("lineTo", 0.0, -1.0))),
    ),
    "box": (Stroke(_PIN, 0.15, (("rect", -1.0, -1.0, 2.0, 2.0),)),),
}
SIGN_NAMES = {
    "easy": "easy run",
    "long": "long run",
    "quality": "tempo, intervals, hills",
    "race": "race",
    "heavy": "strength, heavy",
    "general": "strength, general or routine",
    "core": "core and mobility",
    "pin": "pinned by you",
}
_OF_TYPE = {"tempo": "quality", "intervals": "quality", "hills": "quality", "routine": "general"}


def sign_of(session_type: str, kind: str) -> str:
    """The key of `SIGN_NAMES` for a session; a type that a person wrote into the file has the sign of its kind.

    >>> sign_of("hills", "run"), sign_of("routine", "strength"), sign_of("fartlek", "run")
    ('quality', 'general', 'easy')
    """
    name = _OF_TYPE.get(session_type, session_type)
    return name if name in SIGN_NAMES and name != "pin" else "easy" if kind == "run" else "general"


def define_signs(canvas: Canvas) -> None:
    """Write the signs into a file, once each."""
    for name, strokes in SIGNS.items():
        canvas.beginForm(name, -1.2, -1.2, 1.2, 1.2)
        for colour, width, pieces in strokes:
            path = canvas.beginPath()
            for piece, *numbers in pieces:
                getattr(path, piece)(*numbers)
            canvas.setLineWidth(width)
            canvas.setStrokeColor(HexColor(colour))
            canvas.setFillColor(HexColor(colour))
            canvas.drawPath(path, stroke=int(width > 0), fill=int(width == 0))
        canvas.endForm()


def draw_sign(canvas: Canvas, name: str, x: float, y: float, size: float) -> None:
    """Draw a sign around a point."""
    canvas.saveState()
    canvas.translate(x, y)
    canvas.scale(size / 2, size / 2)
    canvas.doForm(name)
    canvas.restoreState()
