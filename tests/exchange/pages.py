"""Reading pages back: what a PDF says, and where on a sheet each text and mark stands, by the glyphs' outlines."""

from __future__ import annotations

import functools
import io
import re
from typing import Any, NamedTuple

import numpy as np
from matplotlib.backend_bases import RendererBase
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path
from pypdf import PdfReader

HOSTILE = (
    "$x^2$ $\\frac{1}{0}$ $",
    "=1+1",
    "a" * 500,
    "Lunge " * 83,
    "Squat \U0001f3cb\U0001f3fd\u200d\u2640\ufe0f and \U0001f600",
    "line\nbreak\r\ttab",
    "\x00\x07\x1b[31m",
    "\ud800 half a pair",
    "\u05de\u05ea\u05d7 \u05d1\u05e8\u05da \u202egnp.exe",
    "\u062a\u0645\u0631\u064a\u0646 \u0627\u0644\u0642\u0631\u0641\u0635\u0627\u0621",
    "\u30b9\u30af\u30ef\u30c3\u30c8 \u6df1\u8e72",
    "Z\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308" + "e" + "\u0301" * 60,
    "%s {0} \\N{BULLET} &amp; <b>",
    "\u01fa\u1ea4\u0128 \u0419\u0451 \u03a9\u03ac",
    "",
)


class Page(NamedTuple):
    """A page as it is read."""

    week: int  # 0 where it is no week's
    text: str  # without any white space: where a line breaks is no matter


def pages_of(data: bytes) -> list[Page]:
    """What each page says."""
    found = []
    for page in PdfReader(io.BytesIO(data)).pages:
        text = page.extract_text()
        heading = re.match(r"Week (\d+)\b", text)
        found.append(Page(int(heading[1]) if heading else 0, "".join(text.split())))
    return found


class Box(NamedTuple):
    """The ink of one text or mark on a sheet, from the lower left corner [pt]."""

    left: float
    low: float
    right: float
    high: float
    text: str


class Recorder(RendererBase):
    """A renderer that only notes where the ink of each text and mark comes to stand."""

    def __init__(self) -> None:
        super().__init__()
        self.boxes: list[Box] = []

    def draw_text(self, gc: Any, x: float, y: float, s: str, prop: FontProperties, angle: float, *_: Any) -> None:
        assert angle == 0
        left, low, right, high = outline(s, prop.get_file())
        size = prop.get_size_in_points()
        if right > left:
            self.boxes.append(Box(x + left * size, y + low * size, x + right * size, y + high * size, s))

    def draw_path(self, gc: Any, path: Any, transform: Any, fill: Any = None) -> None:
        box = path.get_extents(transform)
        is_band = fill is not None and min(fill) == max(fill) and fill[0] > 0.6
        if box.height > 0 and not is_band:
            self.boxes.append(Box(box.x0, box.y0, box.x1, box.y1, "(mark)"))


@functools.cache
def outline(text: str, file: str) -> tuple[float, float, float, float]:
    """The outermost points of a text's glyphs at size 1."""
    vertices, _ = text_to_path.get_text_path(FontProperties(fname=file, size=1), text)
    if not len(vertices):
        return 0.0, 0.0, 0.0, 0.0
    points = np.asarray(vertices) / text_to_path.FONT_SCALE
    return *map(float, points.min(axis=0)), *map(float, points.max(axis=0))


def boxes_of(sheet: Any) -> list[Box]:
    recorder = Recorder()
    for artist in sheet.figure().artists:
        artist.draw(recorder)
    return recorder.boxes


def collisions(boxes: list[Box], slack: float = 0.4) -> list[tuple[Box, Box]]:
    """Pairs whose ink overlaps by more than the slack [pt]; two marks of one sign may."""
    left, low, right, high = (np.array([box[place] for box in boxes]) for place in range(4))
    across = np.minimum.outer(right, right) - np.maximum.outer(left, left) > slack
    upwards = np.minimum.outer(high, high) - np.maximum.outer(low, low) > slack
    pairs = np.argwhere(np.triu(across & upwards, 1))
    found = [(boxes[one], boxes[other]) for one, other in pairs.tolist()]
    return [(one, other) for one, other in found if not one.text == other.text == "(mark)"]


def outside(boxes: list[Box], width: float, height: float, margin: float = 24.0) -> list[Box]:
    """What comes nearer to the edge of the paper than a printer reaches [pt]."""
    return [
        box
        for box in boxes
        if box.left < margin or box.low < margin or box.right > width - margin or box.high > height - margin
    ]
