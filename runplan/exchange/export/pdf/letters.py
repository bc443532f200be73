"""Type on paper: what the font can show, how wide it is, and how words that are written from the right are seen.

The font is the one that comes with matplotlib, named by its file, so that a page is the same on every machine. What it
cannot show (emoji, Chinese, Japanese, Korean) becomes an empty box rather than a warning or a gap.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

from reportlab.lib.fonts import addMapping
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from runplan.extras import check_installed

BOX = "\u25a1"  # stands for a character that the font does not have
SMALLEST = 6.5  # size of the smallest type on a page [pt]

_FILES = {False: "DejaVuSans.ttf", True: "DejaVuSans-Bold.ttf"}
_LAST = 0xFFFF
_MOST_MARKS = 2
# Marks that turn the direction of what follows, variants of a letter, hyphens that are not to be seen.
_DROPPED = frozenset(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A), *range(0xFE00, 0xFE10), 0xAD, 0xFEFF)))
_TURNED = re.compile("R(?:[^L]*R)?M*")  # what is written from the right, as kinds of characters
_UNIT = re.compile(r"\d+(?:[.,:/]\d+)*|.")  # what stays as it is where a line is turned
_MIRRORED = str.maketrans("()[]{}<>\u00ab\u00bb", ")(][}{><\u00bb\u00ab")


def _font_file(bold: bool) -> Path:
    """Where matplotlib keeps the font."""
    check_installed("A page to print", "matplotlib")
    package = find_spec("matplotlib")  # to load it would take as long as to make the pages
    data = Path(str(package and package.origin)).parent / "mpl-data"
    if not data.is_dir():  # a system's own matplotlib may keep it elsewhere, and knows where
        import matplotlib

        data = Path(matplotlib.get_data_path())
    return data / "fonts" / "ttf" / _FILES[bold]


@cache
def font(bold: bool) -> TTFont:
    """The font, registered under a name that no other page of this process gives to a font of its own."""
    path = _font_file(bold)
    typeface = TTFont(f"RunPlan {path.stem}", str(path), asciiReadable=True, shapable=False)
    pdfmetrics.registerFont(typeface)
    addMapping(typeface.fontName, 0, 0, typeface.fontName)
    return typeface


def width(text: str, size: float, bold: bool = False) -> float:
    """Width of a line of text [pt]."""
    return float(font(bold).stringWidth(text, size))


@cache
def _glyphs() -> frozenset[int]:
    """The characters that both weights of the font have; beyond the last one, ReportLab names them wrongly as text."""
    both = frozenset(font(False).face.charToGlyph) & frozenset(font(True).face.charToGlyph)
    return frozenset(code for code in both if code <= _LAST)


@lru_cache(maxsize=4096)
def clean(text: str) -> str:
    r"""The text as one line that the font can show.

    >>> clean("Goblet\nsquat \U0001f3cb"), clean("  a\x00b ")
    ('Goblet squat □', 'a b')
    """
    plain = "".join(" " if unicodedata.category(character) == "Cc" else character for character in text)
    cleaned = ""
    marks = 0  # accents on the letter before: a tower of them would reach into the lines above
    for character in unicodedata.normalize("NFC", " ".join(plain.split())):
        marks = marks + 1 if unicodedata.combining(character) else 0
        has_glyph = ord(character) in _glyphs()
        invisible = not has_glyph and unicodedata.category(character) in ("Mn", "Me", "Cf")
        if marks <= _MOST_MARKS and character not in _DROPPED and not invisible:
            cleaned += character if has_glyph else BOX
    return cleaned


@lru_cache(maxsize=4096)
def in_sight(text: str) -> str:
    r"""The text as the eye meets it from the left: words that are written from the right are turned.

    >>> in_sight("AB \u05d0\u05d1 12.5 \u05d2 CD") == "AB \u05d2 12.5 \u05d1\u05d0 CD"
    True
    """
    if text.isascii():
        return text
    kinds = "".join(map(_kind, text))
    turned, done = "", 0
    for match in _TURNED.finditer(kinds):
        turned += text[done : match.start()] + _turned(text[match.start() : match.end()])
        done = match.end()
    return turned + text[done:]


def _kind(character: str) -> str:
    if unicodedata.combining(character):
        return "M"
    name = unicodedata.bidirectional(character)
    return "R" if name in ("R", "AL") else "L" if name == "L" else "."


def _turned(text: str) -> str:
    """From the end to the start; an accent stays behind its letter, and brackets open to the other side."""
    units: list[str] = []
    for unit in _UNIT.findall(text):
        if units and unicodedata.combining(unit[0]):
            units[-1] += unit
        else:
            units.append(unit.translate(_MIRRORED))
    return "".join(reversed(units))
