"""A sheet of paper: marks and lines of text at places in points, from the top left corner."""

from __future__ import annotations

from dataclasses import dataclass

from runplan.exchange.export.pdf import letters
from runplan.exchange.export.pdf.signs import SIGNS, SQUARE, Outline, Stroke

PAPERS = {"a4": (595.28, 841.89), "letter": (612.0, 792.0)}
"""Width and height of the papers [pt]."""

TEXT = "#222222"
GREY = "#5A5A5A"
LIGHT = "#C8C8C8"
PALE = "#F0F0F0"
_LINE = (Outline(((0.0, 0.0), (1.0, 0.0)), closed=False),)


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
class Shape:
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
    """One page.

    Parameters
    ----------
    paper : {'a4', 'letter'}
    """

    def __init__(self, paper: str) -> None:
        self.width, self.height = PAPERS[paper]
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
        for stroke in SIGNS[kind]:
            self._stroke(stroke, x, y, size / 2)

    def _stroke(self, stroke: Stroke, x: float, y: float, half: float) -> None:
        fill = stroke.colour if stroke.filled else ""
        line = stroke.line * half
        self.shapes.append(Shape(stroke.outlines, x, y, half, half, line, stroke.colour, fill))
