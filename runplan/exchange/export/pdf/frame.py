"""What every page has: its heading, and at the foot the key to the signs, the word about pain, the plan's id.

Pages become a file in which text can be selected, as its fonts are in it. No pair of letters is drawn together, and the
letters of Arabic are apart, in the forms that they have alone.
"""

from __future__ import annotations

import io
from collections.abc import Collection, Sequence
from threading import Lock
from typing import Any, NamedTuple

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageBreak, PageTemplate, Spacer

from runplan.catalog.rules import RULES
from runplan.exchange.export.pdf import letters
from runplan.exchange.export.pdf.flowables import GREY, LIGHT, Flowables, cell, height_of, in_lines, paragraph, table
from runplan.exchange.export.pdf.signs import define_signs
from runplan.words import SIGN_NAMES

PAPERS = {"a4": (595.28, 841.89), "letter": (612.0, 792.0)}
"""Width and height of the papers [pt]."""

MARGIN = 36.0
"""Room at the edges of the paper that printers need [pt]."""

_TITLES = (20.0, 18.0, 16.0, 14.0)  # sizes of a title: the first in which it has one line [pt]
_SUM, _LINE, _SMALL = 12.0, 9.0, 7.0  # sizes of the heading's other type, and of the foot's [pt]
_GAP = 10.0  # between heading and body, and between body and foot [pt]
# What of a runner's own settings of ReportLab cannot be given to the document: streams as bytes, which are a fifth
# smaller than as letters, and no comments.
_SETTINGS = {"pdfComments": 0, "useA85": 0}
_ONE_AT_A_TIME = Lock()  # a font of ReportLab serves one document


class Heading(NamedTuple):
    """Title and what is at its right; the line below and what is at its right."""

    title: str
    total: str
    line: str
    counts: str


class Page:
    """One page: its heading, a body that is filled later, and its foot, with the key to the signs on it."""

    def __init__(
        self, paper: str, heading: Heading, kinds: Collection[str], texts: Sequence[str], plan_id: str
    ) -> None:
        self.size = PAPERS[paper]
        self.wide = self.size[0] - 2 * MARGIN
        self.heading = _heading(heading, self.wide)
        self.body: Flowables = []
        signs = [(name, [(sign, 4.0)]) for sign, name in SIGN_NAMES.items() if sign in kinds]
        key = [paragraph(name, _SMALL, colour=GREY, indent=12.0, signs=sign) for name, sign in signs]
        key += [paragraph(text, _SMALL, colour=GREY) for text in texts]
        lines = [paragraph(line, _SMALL, colour=GREY) for line in (RULES["pain"].sentence, f"RunPlan, plan {plan_id}")]
        rows = [[line] for line in in_lines(key, self.wide, 14.0) + lines]
        looks = [[cell(pad=1.0)]] * len(rows)
        self.foot = table(rows, [self.wide], looks, ("LINEABOVE", (0, 0), (-1, 0), 0.5, LIGHT))
        heights = height_of(self.heading, self.wide) + height_of([self.foot], self.wide)
        self.room = self.size[1] - 2 * MARGIN - heights - _GAP  # that the body may have [pt]


def _heading(heading: Heading, wide: float) -> Flowables:
    room, second = (
        wide - letters.width(text, size, size == _SUM) - 12.0
        for text, size in ((heading.total, _SUM), (heading.counts, _LINE))
    )
    size = next((size for size in _TITLES if letters.width(heading.title, size, True) <= room), _TITLES[-1])
    total = paragraph(heading.total, _SUM, bold=True, right=True)
    counts = paragraph(heading.counts, _LINE, colour=GREY, right=True)
    line = paragraph(heading.line, _LINE, colour=GREY, most=8)  # to leave room for the body
    lower = cell(top=size - _SUM)
    return [
        table([[paragraph(heading.title, size, bold=True), total]], [room, wide - room], [[cell(), lower]]),
        table([[line, counts]], [second, wide - second]),
        Spacer(0, _GAP),
    ]


# --- the file ---------------------------------------------------------------------------------------------------------


class _About(pdfdoc.PDFInfo):  # type: ignore[misc]
    """What the file says of itself; no time, so that the same pages are the same bytes and nothing untrue is said."""

    def format(self, document: object) -> bytes:
        entries = {"Title": self.title, "Creator": "RunPlan", "Producer": "ReportLab"}
        named = {name: pdfdoc.PDFString(text) for name, text in entries.items()}
        return bytes(pdfdoc.PDFDictionary(named).format(document))


def _canvas(*arguments: Any, **options: Any) -> Canvas:
    canvas = Canvas(*arguments, **options)
    canvas._doc.info = _About()
    define_signs(canvas)
    return canvas


def pdf_of(pages: Sequence[Page], title: str) -> bytes:
    """The pages as a PDF; the same pages give the same bytes."""

    def draw_foot(canvas: Canvas, document: BaseDocTemplate) -> None:
        page = pages[document.page - 1]
        number = paragraph(f"page {document.page} of {len(pages)}", _SMALL, colour=GREY, right=True)
        for flowable in (page.foot, number) if len(pages) > 1 else (page.foot,):
            flowable.wrapOn(canvas, page.wide, 0)
            flowable.drawOn(canvas, MARGIN, MARGIN)

    out = io.BytesIO()
    wide, high = pages[0].size
    frame = Frame(MARGIN, MARGIN, wide - 2 * MARGIN, high - 2 * MARGIN, 0, 0, 0, 0)
    template = PageTemplate(frames=[frame], onPageEnd=draw_foot, pagesize=(wide, high))
    story = [item for page in pages for item in (*page.heading, *page.body, PageBreak())]
    with _ONE_AT_A_TIME:
        before = {name: getattr(rl_config, name) for name in _SETTINGS}
        vars(rl_config).update(_SETTINGS)
        try:
            BaseDocTemplate(
                out,
                pagesize=(wide, high),
                pageTemplates=[template],
                title=title,
                lang="en",
                displayDocTitle=1,  # or a window would have the file's name
                initialFontName=letters.font(False).fontName,
                pageCompression=1,
                invariant=1,
            ).build(story, canvasmaker=_canvas)
        finally:
            vars(rl_config).update(before)
    return out.getvalue()
