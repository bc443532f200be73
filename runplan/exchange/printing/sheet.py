"""A sheet of paper: marks and lines of text at places in points, from the top left corner, drawn on one figure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from runplan.exchange.printing import letters
from runplan.exchange.printing.signs import SIGNS, Stroke

if TYPE_CHECKING:
    from matplotlib.backend_bases import RendererBase

__all__ = ["GREY", "LIGHT", "PALE", "PAPERS", "TEXT", "Sheet", "Word"]

PAPERS = {"a4": (595.28, 841.89), "letter": (612.0, 792.0)}
"""Width and height of the papers [pt]."""

TEXT = "#222222"
GREY = "#5A5A5A"
LIGHT = "#C8C8C8"
PALE = "#F0F0F0"
_LINE = Path([(0.0, 0.0), (1.0, 0.0)])
_SQUARE = Path.unit_rectangle()


@dataclass(frozen=True)
class Word:
    """One line of text: its left end on the baseline, from the top left corner of the sheet [pt]."""

    x: float
    y: float
    text: str
    size: float
    bold: bool
    colour: str


@dataclass(frozen=True)
class _Shape:
    path: Path
    x: float
    y: float
    width: float
    height: float
    line: float  # width of its line [pt]
    colour: str
    fill: str  # nothing: not filled


class Sheet:
    """One page.

    Parameters
    ----------
    paper : {'a4', 'letter'}
    """

    def __init__(self, paper: str) -> None:
        self.width, self.height = PAPERS[paper]
        self.words: list[Word] = []
        self._shapes: list[_Shape] = []

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
        """Write a line that starts at x, or ends there; y is its baseline.

        Returns
        -------
        float
            Where it ends [pt].
        """
        text = letters.clean(text)
        wide = letters.width(text, size, bold)
        left = x - wide if right else x
        if text:
            self.words.append(Word(left, y, text, size, bold, colour))
        return left + wide

    def rule(self, x: float, y: float, wide: float, *, line: float = 0.5, colour: str = LIGHT) -> None:
        """Draw a level line."""
        self._shapes.append(_Shape(_LINE, x, y, wide, 1.0, line, colour, ""))

    def band(self, x: float, y: float, wide: float, high: float, colour: str = PALE) -> None:
        """Fill a rectangle, from its upper left corner."""
        self._shapes.append(_Shape(_SQUARE, x, y + high, wide, high, 0.0, colour, colour))

    def tick_box(self, x: float, y: float, size: float) -> None:
        """Draw a box to tick that stands on a baseline."""
        self._shapes.append(_Shape(_SQUARE, x, y, size, size, 0.7, TEXT, ""))

    def sign(self, kind: str, x: float, y: float, size: float) -> None:
        """Draw the sign of a kind of session around a point."""
        for stroke in SIGNS[kind]:
            self._stroke(stroke, x, y, size / 2)

    def _stroke(self, stroke: Stroke, x: float, y: float, half: float) -> None:
        fill = stroke.colour if stroke.filled else ""
        line = stroke.line * half
        self._shapes.append(_Shape(stroke.path, x, y, half, half, line, stroke.colour, fill))

    def figure(self) -> Figure:
        """The sheet as a figure of matplotlib that belongs to no window."""
        figure = Figure(figsize=(self.width / 72.0, self.height / 72.0))
        figure.add_artist(_Ink(self.height, tuple(self._shapes), tuple(self.words)))
        return figure


class _Ink(Artist):
    """Everything on a sheet, in one go: an artist for each line of text would take twice as long."""

    def __init__(self, height: float, shapes: tuple[_Shape, ...], words: tuple[Word, ...]) -> None:
        super().__init__()
        self._height = height
        self._shapes = shapes
        self._words = words

    def draw(self, renderer: RendererBase) -> None:
        """Draw on a renderer whose unit is the point, as the one for PDF is."""
        for one in self._shapes:
            gc = renderer.new_gc()
            gc.set_linewidth(one.line)
            gc.set_foreground(one.colour)
            gc.set_capstyle("butt")
            place = Affine2D().scale(one.width, one.height).translate(one.x, self._height - one.y)
            renderer.draw_path(gc, one.path, place, _rgb(one.fill) if one.fill else None)
            gc.restore()
        for word in self._words:
            gc = renderer.new_gc()
            gc.set_foreground(word.colour)
            y = self._height - word.y
            renderer.draw_text(gc, word.x, y, word.text, letters.font(word.size, word.bold), 0.0)
            gc.restore()


def _rgb(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return red, green, blue
