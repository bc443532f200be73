"""The block at a glance: weeks as rows, days as columns, each session by its sign and amount, the weeks' totals."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from reportlab.platypus import HRFlowable

from runplan.exchange.export.pdf.flowables import (
    GREY,
    LIGHT,
    PALE,
    PITCH,
    cell,
    height_of,
    in_cell,
    in_lines,
    paragraph,
    table,
)
from runplan.exchange.export.pdf.frame import Heading, Page
from runplan.exchange.export.text import sign_of
from runplan.plan.records import Session, Week
from runplan.units import counted, format_date, format_day, format_minutes, format_number, from_km
from runplan.words import PHASE_NAMES, STRENGTH_PHASE_NAMES

if TYPE_CHECKING:
    from runplan.plan.tables import PlanTables

_DAYS = 7
_BEFORE, _BEHIND = (13.0, 36.0, 55.0), (40.0, 34.0)  # columns: number, start and phases; distance and hours [pt]
_HEAD = 16.0  # height of the row with the weekdays' names [pt]
_MOST = 40.0  # height of a row at most [pt]
_BAR = 34.0  # length of the longest week's bar [pt]
# Ways to write the sessions of a day, the first in which the block fits on one page: size of the type [pt], room above
# and below the lines of a row together [pt], and whether each session has a line, and its unit, for itself.
_WAYS = (*((size, 4.0, True) for size in (8.0, 7.5, 7.0)), (7.0, 4.0, False), (6.5, 3.0, False), (6.5, 2.0, False))


def glance_pages(plan: PlanTables, weeks: Sequence[Week], paper: str, title: str) -> list[Page]:
    """The block on one page; on more if its days are too full for that."""
    units = plan.block.units
    key = [f"runs in {units}, strength in minutes"]
    key += ["grey row: step-back week"] if any(week.step_back for week in weeks) else []
    kinds = {sign_of(session) for week in weeks for session in week.sessions}
    new_page = partial(Page, paper, kinds=kinds, texts=key, plan_id=plan.plan_id)
    heading = _heading(plan, weeks, title)
    pages = [new_page(heading)]
    room = pages[0].room - _HEAD
    day = (pages[0].wide - sum(_BEFORE) - sum(_BEHIND)) / _DAYS
    for size, pad, own_line in _WAYS:
        cells = [_day_cells(week, units, size, day, own_line=own_line) for week in weeks]
        heights = [max(PITCH * size, *(height_of(cell, day) for cell in row)) + pad for row in cells]
        if sum(heights) <= room:
            break
    # Rows as high as the page allows; a little less, so that the last one is surely on it.
    share = max(1.0, min(0.999 * room / sum(heights), _MOST / max(heights)))
    heights = [min(high * share, 0.999 * room) for high in heights]
    longest = max(week.total_km for week in weeks)
    parts: list[list[int]] = [[]]  # the weeks of each page, by their places
    for number in range(len(weeks)):
        if parts[-1] and sum(heights[first] for first in [*parts[-1], number]) > room:
            parts.append([])
            pages.append(new_page(heading._replace(title=f"{title}, continued")))
        parts[-1].append(number)
    at_right = partial(cell, size, right=True, middle=True)
    columns = [at_right(bold=True), at_right(colour=GREY), cell(middle=True, left=7.0)]
    columns += [*[cell(middle=True)] * _DAYS, at_right(), at_right(colour=GREY)]
    for page, part in zip(pages, parts, strict=True):
        rows = [_column_names(weeks[0].start, units)]
        style: list[tuple[Any, ...]] = []
        for row, number in enumerate(part, start=1):
            week, before = weeks[number], weeks[number - 1] if row > 1 else None
            begins = before is not None and before.phase != week.phase
            style.append(("LINEABOVE", (0, row), (-1, row), 0.9 if begins else 0.4, GREY if begins else LIGHT))
            style += [("BACKGROUND", (0, row), (-1, row), PALE)] if week.step_back else []
            name = _name(week, before, size, roomy=heights[number] >= 2.6 * size + 4.0)
            rows.append([*name, *cells[number], *_totals(week, units, longest, size)])
        high = [_HEAD, *(heights[number] for number in part)]
        looks = [[cell()] * len(columns), *[columns] * len(part)]
        page.body = [table(rows, [*_BEFORE, *[day] * _DAYS, *_BEHIND], looks, *style, rowHeights=high)]
    return pages


def _heading(plan: PlanTables, weeks: Sequence[Week], title: str) -> Heading:
    block = plan.block
    total = f"{format_number(from_km(sum(week.total_km for week in weeks), block.units), 0)} {block.units}"
    last_day = block.last_day
    runs = counted(sum(week.run_count for week in weeks), "run")
    strength = counted(sum(week.strength_count for week in weeks), "strength session")
    span = f"{format_date(block.first_day)} to {format_date(last_day)}"
    return Heading(title, total, span, f"{runs}, {strength}")


# --- a row ------------------------------------------------------------------------------------------------------------


def _column_names(first_day: dt.date, units: str) -> list[Any]:
    days = [format_day(first_day + dt.timedelta(days=number))[:3] for number in range(_DAYS)]
    totals = [paragraph(name, 7.0, colour=GREY, right=True) for name in (units, "h:min")]
    return [[], [], [], *(paragraph(name, 7.5, bold=True) for name in days), *totals]


def _name(week: Week, before: Week | None, size: float, *, roomy: bool) -> list[Any]:
    """Number and first day; the phase where it begins, and the strength phase below it."""
    number = in_cell(f"{week.week}", size, _BEFORE[0], bold=True)
    start = in_cell(format_day(week.start)[4:], size, _BEFORE[1])
    phases, small = [], min(size, 7.0)
    if before is None or before.phase != week.phase:
        phases.append(paragraph(PHASE_NAMES.get(week.phase, week.phase), small))
    if roomy and week.strength_count and (before is None or before.strength_phase != week.strength_phase):
        strength_phase = STRENGTH_PHASE_NAMES.get(week.strength_phase, week.strength_phase)
        phases.append(paragraph(strength_phase, small, colour=GREY))
    return [number, start, phases]


def _day_cells(week: Week, units: str, size: float, day: float, *, own_line: bool) -> list[list[Any]]:
    """The sessions of each day."""
    cells: list[list[Any]] = [[] for _ in range(_DAYS)]
    for session in week.sessions:
        sign, amount = sign_of(session), _amount(session, units, own_line=own_line)
        item = paragraph(amount, size, bold=sign == "race", indent=1.4 * size, signs=[(sign, 0.5 * size)])
        cells[min(max((session.date - week.start).days, 0), _DAYS - 1)].append(item)
    return cells if own_line else [in_lines(cell, day, 0.5 * size) for cell in cells]


def _amount(session: Session, units: str, *, own_line: bool) -> str:
    value = from_km(session.distance_km, units) or None if session.is_run else session.minutes
    amount = format_number(value)
    if own_line and amount:
        return f"{amount} {units if session.is_run else 'min'}"
    return f"{amount}'" if amount and not session.is_run else amount


def _totals(week: Week, units: str, longest: float, size: float) -> list[Any]:
    """Distance and hours, and a bar for the distance against the block's longest week."""
    distance: list[Any] = [paragraph(format_number(from_km(week.total_km, units)), size, bold=True, right=True)]
    if week.total_km > 0:
        distance.append(HRFlowable(_BAR * week.total_km / longest, 1.4, "butt", LIGHT, spaceBefore=-1.4, spaceAfter=0))
    return [distance, in_cell(format_minutes(week.total_minutes), size, _BEHIND[1])]
