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
from pypdf.generic import ContentStream, DecodedStreamObject

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


class Word(NamedTuple):
    """One line of text of a PDF: its left end on the baseline, from the lower left corner [pt]."""

    x: float
    y: float
    text: str
    size: float
    bold: bool


class Mark(NamedTuple):
    """The outermost points of one path of a PDF [pt]; without a fill the colour is empty."""

    left: float
    low: float
    right: float
    high: float
    fill: str


class Drawing:
    """What is on a page of a PDF, read from its operators; one that moves text in a way not read here is an error."""

    _IGNORED = frozenset((b"w", b"J", b"j", b"M", b"RG", b"d", b"gs", b"BT", b"ET", b"h", b"i", b"n"))

    def __init__(self, page: PageObject) -> None:
        self.words: list[Word] = []
        self.marks: list[Mark] = []
        self._forms: dict[str, Any] = {}
        self.width, self.height = (float(side) for side in page.mediabox[2:])
        self._read(page.get_contents().operations, page["/Resources"], (1.0, 1.0, 0.0, 0.0))  # type: ignore[union-attr]

    def _read(self, operations: Any, resources: Any, placed: tuple[float, float, float, float]) -> None:
        stack, points, fill = [], [], ""
        font, size, leading, start, x, y = "", 0.0, 0.0, 0.0, 0.0, 0.0
        for operands, operator in operations:
            wide, high, left, low = placed
            if operator == b"q":
                stack.append((placed, fill))
            elif operator == b"Q":
                placed, fill = stack.pop()
            elif operator == b"cm":
                a, b, c, d, e, f = map(float, operands)
                assert b == c == 0, "nothing is turned"
                placed = (wide * a, high * d, left + wide * e, low + high * f)
            elif operator == b"rg":
                fill = "#" + "".join(f"{round(255 * float(part)):02X}" for part in operands)
            elif operator == b"Tf":
                font, size = str(operands[0]), float(operands[1])
            elif operator == b"Tm":
                assert [float(number) for number in operands[:4]] == [1, 0, 0, 1] == [wide, 0, 0, high]
                x, y = float(operands[4]), float(operands[5])
                start = x
            elif operator == b"TL":
                leading = float(operands[0])
            elif operator in (b"Td", b"T*"):
                across, up = map(float, operands or (0, -leading))
                start, y = start + across, y + up
                x = start
            elif operator == b"Tj":
                text, bold = typed(resources["/Font"][font].get_object(), operands[0].original_bytes)
                self.words.append(Word(left + x, low + y, text, size, bold))
                x += size * outermost(text, bold).advance
            elif operator in (b"m", b"l", b"c", b"re"):
                points += points_of(operator, [float(number) for number in operands])
            elif operator in (b"S", b"f", b"f*", b"B", b"B*"):
                across, up = zip(*points, strict=True)
                sides = sorted((left + wide * min(across), left + wide * max(across)))
                ends = sorted((low + high * min(up), low + high * max(up)))  # a drawing is in a file upside down
                self.marks.append(Mark(sides[0], ends[0], sides[1], ends[1], fill if operator != b"S" else ""))
                points = []
            elif operator == b"Do":
                self._read(*self._form(operands[0], resources), placed)
            elif operator not in self._IGNORED:
                raise AssertionError(f"{operator!r} is not read here")
        assert not points

    def _form(self, name: str, resources: Any) -> tuple[Any, Any]:
        """What a mark that stands in the file once, and on pages by its name, is drawn by."""
        if name not in self._forms:
            form = resources["/XObject"][name].get_object()
            self._forms[name] = (operations_of(form.get_data()), form["/Resources"])
        return self._forms[name]

    @property
    def boxes(self) -> list[Box]:
        """The ink of each text and mark, but not of level lines and pale grounds, which text may be on."""
        boxes = []
        for left, low, right, high, fill in self.marks:
            is_ground = fill and len({fill[place : place + 2] for place in (1, 3, 5)}) == 1 and fill > "#99"
            if high > low and not is_ground:
                boxes.append(Box(left, low, right, high, "(mark)"))
        for x, y, text, size, bold in self.words:
            ink = outermost(text, bold)
            if ink.right > ink.left:
                sides = (x + ink.left * size, y + ink.low * size, x + ink.right * size, y + ink.high * size)
                boxes.append(Box(*sides, text))
        return boxes


@functools.lru_cache(maxsize=300)
def operations_of(content: bytes) -> Any:
    """The operators of a mark; an exercise's drawing is on many pages, and takes long to read."""
    stream = DecodedStreamObject()
    stream.set_data(content)
    return ContentStream(stream, None).operations


def drawings_of(data: bytes, pages: int | None = None) -> list[Drawing]:
    return [Drawing(page) for page in PdfReader(io.BytesIO(data)).pages[:pages]]


def points_of(operator: bytes, numbers: list[float]) -> list[tuple[float, float]]:
    """The points of a piece of a path; the handles of our curves do not leave what they draw."""
    if operator == b"re":
        x, y, width, height = numbers
        return [(x, y), (x + width, y + height)]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def typed(font: Any, codes: bytes) -> tuple[str, bool]:
    """What codes of a font stand for, from its table that viewers copy text by, and whether it is bold."""
    letters = letters_of(font["/ToUnicode"].get_object().get_data().decode())
    return "".join(letters[code] for code in codes), font["/BaseFont"].endswith("-Bold")


@functools.cache
def letters_of(table: str) -> dict[int, str]:
    (listed,) = re.findall(r"beginbfchar\n(.*?)endbfchar", table, re.DOTALL)
    return {int(code, 16): chr(int(one, 16)) for code, one in re.findall(r"<([0-9A-F]+)> <([0-9A-F]+)>", listed)}


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
