"""What stands on every sheet: its heading, and at the foot the key to the signs, the word about pain, the plan's id."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from runplan.catalog.rules import RULES
from runplan.exchange.export.pdf import letters
from runplan.exchange.export.pdf.sheet import BOTTOM, GREY, MARGIN, PAPERS, Sheet
from runplan.exchange.export.pdf.signs import SIGN_NAMES

Heading = tuple[str, str, str, str]
"""Title and what stands at its right; the line below and what stands at its right."""

Foot = list[list[tuple[str, str, float]]]
"""The lines of a foot: each a row of signs (or nothing) with their words, and where they begin [pt]."""

_TITLES = (20.0, 18.0, 16.0, 14.0)  # sizes of a title: the first in which it has one line [pt]
_SUM, _LINE = 12.0, 9.0  # sizes of the heading's other type [pt]
_SMALL = 7.0  # size of the foot's type [pt]
_PITCH = 10.0  # from line to line of the foot [pt]


def begun(paper: str, heading: Heading, foot: Foot) -> Sheet:
    """A sheet with its heading, which is read first, and with room for its foot."""
    sheet = Sheet(paper)
    title, total, line, counts = heading
    right = sheet.width - MARGIN
    wide = right - MARGIN - 12.0
    room = wide - letters.width(total, _SUM, True)
    size = next((title_size for title_size in _TITLES if letters.width(title, title_size, True) <= room), _TITLES[-1])
    y = MARGIN - 0.3 * size
    for text in letters.wrap(title, size, room, True):
        y += 1.2 * size
        sheet.text(MARGIN, y, text, size, bold=True)
    sheet.text(right, MARGIN + 0.9 * size, total, _SUM, bold=True, right=True)
    y += 4.0
    for number, text in enumerate(letters.wrap(line, _LINE, wide - letters.width(counts, _LINE))):
        y += 1.35 * _LINE
        sheet.text(MARGIN, y, text, _LINE, colour=GREY)
        if number == 0:
            sheet.text(right, y, counts, _LINE, colour=GREY, right=True)
    sheet.top = y + 0.3 * size + 8.0
    sheet.bottom -= len(foot) * _PITCH + 12.0
    return sheet


def foot_of(paper: str, kinds: Collection[str], texts: Sequence[str], plan_id: str) -> Foot:
    """The foot of a page: the key to these signs, what else needs a word, the word about pain, the plan's id."""
    right = PAPERS[paper][0] - MARGIN
    key = [(kind, name) for kind, name in SIGN_NAMES.items() if kind in kinds] + [("", text) for text in texts]
    foot: Foot = [[]]
    x = MARGIN
    for kind, name in key:
        wide = letters.width(name, _SMALL) + (12.0 if kind else 0.0)
        if foot[-1] and x + wide > right:
            foot.append([])
            x = MARGIN
        foot[-1].append((kind, name, x))
        x += wide + 14.0
    lines = [*letters.wrap(RULES["pain"].sentence, _SMALL, right - MARGIN), f"RunPlan, plan {plan_id}"]
    return foot + [[("", text, MARGIN)] for text in lines]


def write_foot(sheet: Sheet, foot: Foot) -> None:
    """Write the foot of a sheet below its body."""
    y = sheet.bottom + 6.0
    sheet.rule(MARGIN, y, sheet.width - 2 * MARGIN)
    for row in foot:
        y += _PITCH
        for kind, text, x in row:
            if kind:
                sheet.sign(kind, x + 4.0, y - 0.36 * _SMALL, _SMALL)
            sheet.text(x + (12.0 if kind else 0.0), y, text, _SMALL, colour=GREY)


def number_pages(sheets: Sequence[Sheet]) -> None:
    """Write each sheet's number at its foot, where there are several."""
    for number, sheet in enumerate(sheets, start=1):
        if len(sheets) > 1:
            text = f"page {number} of {len(sheets)}"
            sheet.text(sheet.width - MARGIN, sheet.height - BOTTOM - 6.0, text, _SMALL, colour=GREY, right=True)
