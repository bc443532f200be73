"""Text as a cell of a workbook may hold it.

The file is XML, which knows no control characters and no half surrogates; Excel takes 32,767 units of UTF-16 a cell.
"""

from __future__ import annotations

import re

MOST_UNITS = 32_767
"""Length of a cell's text at most, in units of UTF-16."""

CUT = " [cut: longer than a cell]"
"""What ends a text that is too long for a cell."""

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def cell_text(text: str) -> str:
    r"""The text for a cell: what XML forbids is replaced by a sign that says so, line breaks are one character.

    >>> cell_text("a\x00b\r\nc") == "a\ufffdb\nc", cell_text("=1+1")
    (True, '=1+1')
    """
    text = _FORBIDDEN.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
    if _units(text) <= MOST_UNITS:
        return text
    room = MOST_UNITS - len(CUT)
    kept = text[:room]
    while _units(kept) > room:
        kept = kept[: -max(1, (_units(kept) - room) // 2)]
    return kept + CUT


def _units(text: str) -> int:
    return len(text) + sum(one > "\uffff" for one in text)
