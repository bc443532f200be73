"""The plan on paper: a PDF of the block at a glance and a page a week, to tick off and to write on.

What the format does not hold: findings, coverage, sources and how an exercise is done (the planner and the workbook
have them). Characters that the font of matplotlib lacks, such as emoji and those of Chinese, Japanese and Korean, are
shown as an empty box.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from runplan.errors import RunplanError
from runplan.exchange.export.text import plan_title
from runplan.plan.checks import shown
from runplan.units import counted, format_date

if TYPE_CHECKING:
    from runplan.plan.tables import PlanTables

PAPER_NAMES = {"a4": "A4", "letter": "letter"}
_USUAL = {"km": "a4", "mi": "letter"}


def page_bytes(plan: PlanTables, *, week: int | None = None, paper: str | None = None) -> bytes:
    """The plan as a PDF to print; the same plan gives the same bytes.

    Its font has Latin, Greek, Cyrillic, Hebrew and Arabic letters, and a box stands for what it lacks. Hebrew and
    Arabic words run from right to left, but Arabic letters are not joined.

    Raises
    ------
    RunplanError
        If the plan does not have that week, or the paper is not known.
    """
    chosen = _paper(paper, plan.block.units)
    if week is not None:
        _check_week(week, len(plan.week_records))
    from runplan.exchange.export.pdf.frame import pdf_of
    from runplan.exchange.export.pdf.glance import glance_pages
    from runplan.exchange.export.pdf.week import week_pages

    # A week's sessions as its page shows them: morning before evening.
    sessions = sorted(plan.session_records, key=lambda session: (session.date, session.slot, not session.is_run))
    weeks = [
        record._replace(sessions=tuple(session for session in sessions if session.week == record.week))
        for record in plan.week_records
    ]
    block = plan.block
    title = plan_title(block)
    begins = "" if block.race_date is not None else f" from {format_date(block.first_day)}"
    pages = glance_pages(plan, weeks, chosen, title) if week is None else []
    pages += week_pages(plan, [record for record in weeks if week in (None, record.week)], chosen)
    return pdf_of(pages, f"Training plan: {title}{begins}{'' if week is None else f', week {week}'}")


def _paper(paper: object, units: str) -> str:
    if paper is None:
        return _USUAL[units]
    if not isinstance(paper, str) or paper.lower() not in PAPER_NAMES:
        raise RunplanError(f"paper={shown(paper, 40)} is not known: give {' or '.join(PAPER_NAMES.values())}.")
    return paper.lower()


def _check_week(week: object, weeks: int) -> None:
    if isinstance(week, bool) or not isinstance(week, int) or not 1 <= week <= weeks:
        raise RunplanError(
            f"week={shown(week, 40)} is not in the plan, which has {counted(weeks, 'week')}: "
            f"give a whole number from 1 to {weeks}, or leave week out for the whole block."
        )
