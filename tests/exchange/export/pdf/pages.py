"""Reading pages back: what a PDF says, and where on a sheet each text and mark stands, by the glyphs' outlines."""

from __future__ import annotations

import functools
import io
import re
from typing import Any, NamedTuple

import matplotlib
import numpy as np
from matplotlib.ft2font import FT2Font, LoadFlags
from pypdf import PageObject, PdfReader

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


class Glyph(NamedTuple):
    """A letter's ink and how far the next one stands from it, at size 1."""

    left: float
    low: float
    right: float
    high: float
    advance: float


@functools.cache
def font_file(bold: bool) -> FT2Font:
    return FT2Font(f"{matplotlib.get_data_path()}/fonts/ttf/DejaVuSans{'-Bold' if bold else ''}.ttf")


@functools.cache
def glyph(one: str, bold: bool) -> Glyph:
    """As FreeType reads it from the font's file, which the page's own measures do not come from."""
    font = font_file(bold)
    font.set_size(1000, 72)
    found = font.load_char(ord(one), flags=LoadFlags.NO_HINTING)
    return Glyph(*(side / 64_000 for side in found.bbox), found.linearHoriAdvance / 65_536_000)


def outermost(text: str, bold: bool) -> Glyph:
    """The ink of a text at size 1, and its width."""
    at, boxes = 0.0, []
    for one in text:
        ink = glyph(one, bold)
        if ink.right > ink.left:
            boxes.append((at + ink.left, ink.low, at + ink.right, ink.high))
        at += ink.advance
    if not boxes:
        return Glyph(0.0, 0.0, 0.0, 0.0, at)
    lefts, lows, rights, highs = zip(*boxes, strict=True)
    return Glyph(min(lefts), min(lows), max(rights), max(highs), at)


def boxes_of(sheet: Any) -> list[Box]:
    boxes = []
    for shape in sheet.shapes:
        box = mark_box(shape, sheet.height)
        is_band = shape.fill and len({shape.fill[place : place + 2] for place in (1, 3, 5)}) == 1 and shape.fill > "#99"
        if box.high > box.low and not is_band:
            boxes.append(box)
    for word in sheet.words:
        ink = outermost(word.text, word.bold)
        x, y, size = word.x, sheet.height - word.y, word.size
        if ink.right > ink.left:
            sides = (x + ink.left * size, y + ink.low * size, x + ink.right * size, y + ink.high * size)
            boxes.append(Box(*sides, word.text))
    return boxes


def mark_box(shape: Any, height: float) -> Box:
    """Where a mark's points stand; the handles of our curves do not leave what they draw."""
    across, up = zip(*(point for outline in shape.outlines for point in outline.points), strict=True)
    x, y = shape.x, height - shape.y
    return Box(
        x + min(across) * shape.width,
        y + min(up) * shape.height,
        x + max(across) * shape.width,
        y + max(up) * shape.height,
        "(mark)",
    )


def written(page: PageObject) -> list[tuple[str, float, float, float, str]]:
    """The texts of a page of a PDF: font, size, the place where each begins [pt], and what it says."""
    found: list[tuple[str, float, float, float, str]] = []
    font, size, x, y = "", 0.0, 0.0, 0.0
    maps = {name: one.get_object() for name, one in page["/Resources"]["/Font"].items()}  # type: ignore[index]
    for operands, operator in page.get_contents().operations:  # type: ignore[union-attr]
        if operator == b"Tf":
            font, size = str(operands[0]), float(operands[1])
        elif operator == b"Tm":
            assert [float(one) for one in operands[:4]] == [1, 0, 0, 1]
            x, y = float(operands[4]), float(operands[5])
        elif operator == b"Tj":
            letters = letters_of(maps[font]["/ToUnicode"].get_object().get_data().decode())
            text = "".join(letters[code] for code in operands[0].original_bytes)
            found.append((str(maps[font]["/BaseFont"])[8:], size, x, y, text))
        elif operator in (b"Td", b"TJ", b"T*", b"cm") and [float(one) for one in operands] != [1, 0, 0, 1, 0, 0]:
            raise AssertionError(f"{operator!r} moves text or adds to it in a way that is not read here")
    return found


@functools.cache
def letters_of(table: str) -> dict[int, str]:
    """What each code of a font of a PDF stands for, from its table that viewers copy text by."""
    (listed,) = re.findall(r"beginbfchar\n(.*?)endbfchar", table, re.DOTALL)
    return {int(code, 16): chr(int(one, 16)) for code, one in re.findall(r"<([0-9A-F]+)> <([0-9A-F]+)>", listed)}


def painted(page: PageObject) -> list[tuple[float, float, float, float]]:
    """The outermost points of each path of a page of a PDF [pt]."""
    boxes, points = [], []
    for operands, operator in page.get_contents().operations:  # type: ignore[union-attr]
        if operator in (b"m", b"l", b"c"):
            numbers = [float(one) for one in operands]
            points += list(zip(numbers[::2], numbers[1::2], strict=True))
        elif operator in (b"S", b"f", b"f*", b"B", b"B*"):
            across, up = zip(*points, strict=True)
            boxes.append((min(across), min(up), max(across), max(up)))
            points = []
    assert not points
    return boxes


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
