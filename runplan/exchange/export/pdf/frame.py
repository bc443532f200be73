"""What stands on every sheet: its heading, and at the foot the key to the signs, the word about pain, the plan's id."""

from __future__ import annotations

from collections.abc import Sequence

from runplan.catalog.rules import RULES
from runplan.exchange.export.pdf import letters
from runplan.exchange.export.pdf.contents import Contents
from runplan.exchange.export.pdf.sheet import GREY, LIGHT, Sheet
from runplan.exchange.export.pdf.signs import SIGN_NAMES

MARGIN = 36.0
BOTTOM = 32.0
"""Room at the edges of the paper that printers need [pt]."""

Heading = tuple[str, str, str, str]
"""Title and what stands at its right; the line below and what stands at its right."""

_TITLES = (20.0, 18.0, 16.0, 14.0)  # sizes of a title: the first in which it has one line [pt]
_SUM, _LINE = 12.0, 9.0  # sizes of the heading's other type [pt]
_SMALL = 7.0  # size of the foot's type [pt]
_PITCH = 10.0  # from line to line of the foot [pt]
EFFORT = "effort: how hard it feels, 0 to 10"


def head_height(sheet: Sheet, heading: Heading) -> float:
    """Room that the heading needs below the upper margin [pt]."""
    size, titles, lines = _head_lines(sheet, heading)
    return len(titles) * 1.2 * size + len(lines) * 1.35 * _LINE + 12.0


def _head_lines(sheet: Sheet, heading: Heading) -> tuple[float, list[str], list[str]]:
    """The title's size, the title and the line below it, each wrapped beside what stands at its right."""
    wide = sheet.width - 2 * MARGIN - 12.0
    title, total, line, counts = heading
    room = wide - letters.width(total, _SUM, True)
    size = next((title_size for title_size in _TITLES if letters.width(title, title_size, True) <= room), _TITLES[-1])
    return (
        size,
        letters.wrap(title, size, room, True),
        letters.wrap(line, _LINE, wide - letters.width(counts, _LINE)),
    )


def head(sheet: Sheet, heading: Heading) -> None:
    """Write the heading of a sheet."""
    _, total, _, counts = heading
    right = sheet.width - MARGIN
    y = MARGIN
    size, titles, lines = _head_lines(sheet, heading)
    for line_number, text in enumerate(titles):
        y += 1.2 * size if line_number else 0.9 * size
        sheet.text(MARGIN, y, text, size, bold=True)
    sheet.text(right, MARGIN + 0.9 * size, total, _SUM, bold=True, right=True)
    y += 4.0
    for line_number, text in enumerate(lines):
        y += 1.35 * _LINE
        sheet.text(MARGIN, y, text, _LINE, colour=GREY)
        if line_number == 0:
            sheet.text(right, y, counts, _LINE, colour=GREY, right=True)


def _key(sheet: Sheet, kinds: set[str], more: Sequence[str]) -> list[list[tuple[str, str, float]]]:
    """The key's lines: sign (or nothing), name, and where it begins."""
    entries = [(kind, name) for kind, name in SIGN_NAMES.items() if kind in kinds]
    entries += [("", text) for text in more]
    rows: list[list[tuple[str, str, float]]] = [[]]
    x = MARGIN
    for kind, name in entries:
        wide = letters.width(name, _SMALL) + (12.0 if kind else 0.0)
        if rows[-1] and x + wide > sheet.width - MARGIN:
            rows.append([])
            x = MARGIN
        rows[-1].append((kind, name, x))
        x += wide + 14.0
    return rows


def foot_height(sheet: Sheet, kinds: set[str], more: Sequence[str] = (EFFORT,)) -> float:
    """Room that the foot needs above the edge [pt]."""
    lines = (
        len(_key(sheet, kinds, more)) + len(letters.wrap(RULES["pain"].sentence, _SMALL, sheet.width - 2 * MARGIN)) + 1
    )
    return lines * _PITCH + 12.0


def foot(sheet: Sheet, contents: Contents, kinds: set[str], more: Sequence[str] = (EFFORT,)) -> None:
    """Write the foot of a sheet."""
    y = sheet.height - BOTTOM - foot_height(sheet, kinds, more) + 6.0
    sheet.rule(MARGIN, y, sheet.width - 2 * MARGIN, colour=LIGHT)
    for row in _key(sheet, kinds, more):
        y += _PITCH
        for kind, name, x in row:
            if kind:
                sheet.sign(kind, x + 4.0, y - 0.36 * _SMALL, _SMALL)
            sheet.text(x + (12.0 if kind else 0.0), y, name, _SMALL, colour=GREY)
    for text in letters.wrap(RULES["pain"].sentence, _SMALL, sheet.width - 2 * MARGIN):
        y += _PITCH
        sheet.text(MARGIN, y, text, _SMALL, colour=GREY)
    sheet.text(MARGIN, y + _PITCH, f"RunPlan, plan {contents.plan_id}", _SMALL, colour=GREY)


def number_pages(sheets: Sequence[Sheet]) -> None:
    """Write each sheet's number at its foot, where there are several."""
    for number, sheet in enumerate(sheets, start=1):
        if len(sheets) > 1:
            text = f"page {number} of {len(sheets)}"
            sheet.text(sheet.width - MARGIN, sheet.height - BOTTOM - 6.0, text, _SMALL, colour=GREY, right=True)
