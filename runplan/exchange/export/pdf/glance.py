"""The block at a glance: weeks as rows, days as columns, each session by its sign and amount, the weeks' totals."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from reportlab.platypus import HRFlowable, Table

from runplan.exchange.export.pdf import contents as say
from runplan.exchange.export.pdf.flowables import (
    BARE,
    GREY,
    LIGHT,
    PALE,
    PITCH,
    Flowables,
    SignedParagraph,
    height_of,
    in_lines,
    paragraph,
)
from runplan.exchange.export.pdf.frame import Heading, Page, foot_of
from runplan.plan.records import Session, Week
from runplan.units import counted, format_date, format_day, format_minutes, format_number, from_km

if TYPE_CHECKING:
    from runplan.plan.tables import PlanTables

_DAYS = 7
_NUMBER, _START, _PHASES, _DISTANCE, _HOURS = 13.0, 36.0, 55.0, 40.0, 34.0  # widths of columns [pt]
_HEAD = 16.0  # height of the row with the weekdays' names [pt]
_MOST = 40.0  # height of a row at most [pt]
_BAR = 34.0  # length of the longest week's bar [pt]


class _Way(NamedTuple):
    """One way to write the sessions of a day: size of the type, room around a row, whether each has its own line."""

    size: float  # [pt]
    pad: float  # above and below the lines of a row together [pt]
    own_line: bool  # and its unit with it


# Tried in this order until the block fits on one page.
_OWN_LINE = tuple(_Way(size, 4.0, True) for size in (8.0, 7.5, 7.0))
_WAYS = (*_OWN_LINE, _Way(7.0, 4.0, False), _Way(6.5, 3.0, False), _Way(6.5, 2.0, False))


def glance_pages(plan: PlanTables, weeks: Sequence[Week], paper: str) -> list[Page]:
    """The block on one page; on more where its days are too full for that."""
    units = plan.block.units
    key = [f"runs in {units}, strength in minutes"]
    key += ["grey row: step-back week"] if any(week.step_back for week in weeks) else []
    foot = foot_of(paper, {say.sign(session) for week in weeks for session in week.sessions}, key, plan.plan_id)
    heading = _heading(plan, weeks)
    page = Page(paper, heading, foot)
    room = page.room - _HEAD
    day = (page.wide - _NUMBER - _START - _PHASES - _DISTANCE - _HOURS) / _DAYS
    for way in _WAYS:
        cells = [_day_cells(week, units, way, day) for week in weeks]
        heights = [max(PITCH * way.size, *(height_of(cell, day) for cell in row)) + way.pad for row in cells]
        if sum(heights) <= room:
            break
    if sum(heights) < room:  # rows as high as the page allows; a little less, so that the last one is surely on it
        share = min(0.999 * room / sum(heights), max(1.0, _MOST / max(heights)))
        heights = [high * max(1.0, share) for high in heights]
    longest = max(map(say.week_km, weeks))
    pages: list[Page] = []
    for part in _parts(heights, room):
        if pages:
            page = Page(paper, heading._replace(title=f"{heading.title}, continued"), foot)
        rows: list[list[Any]] = [_column_names(weeks[0].start, units)]
        style: list[tuple[Any, ...]] = [
            *BARE,
            ("LEFTPADDING", (2, 0), (2, -1), 7.0),
            ("VALIGN", (0, 1), (-1, -1), "MIDDLE"),
            ("ALIGN", (-2, 1), (-2, -1), "RIGHT"),
        ]
        for row, number in enumerate(part, start=1):
            week, before = weeks[number], weeks[number - 1] if row > 1 else None
            begins = before is not None and before.phase != week.phase
            style.append(("LINEABOVE", (0, row), (-1, row), 0.9 if begins else 0.4, GREY if begins else LIGHT))
            style += [("BACKGROUND", (0, row), (-1, row), PALE)] if week.step_back else []
            phases = _phases(week, before, min(way.size, 7.0), roomy=heights[number] >= 2.6 * way.size + 4.0)
            rows.append([*_name(week, way.size), phases, *cells[number], *_totals(week, units, longest, way.size)])
        widths = [_NUMBER, _START, _PHASES, *[day] * _DAYS, _DISTANCE, _HOURS]
        page.body.append(Table(rows, widths, [_HEAD, *(heights[number] for number in part)], style=style))
        pages.append(page)
    return pages


def _heading(plan: PlanTables, weeks: Sequence[Week]) -> Heading:
    block = plan.block
    total = f"{format_number(from_km(sum(map(say.week_km, weeks)), block.units), 0)} {block.units}"
    last_day = block.first_day + dt.timedelta(days=7 * block.number_of_weeks - 1)
    runs = counted(sum(week.run_count for week in weeks), "run")
    strength = counted(sum(week.strength_count for week in weeks), "strength session")
    span = f"{format_date(block.first_day)} to {format_date(last_day)}"
    return Heading(say.plan_title(plan), total, span, f"{runs}, {strength}")


def _parts(heights: list[float], room: float) -> Iterator[list[int]]:
    """The rows of each page, by their places."""
    part: list[int] = []
    used = 0.0
    for number, high in enumerate(heights):
        if part and used + high > room:
            yield part
            part, used = [], 0.0
        part.append(number)
        used += high
    yield part


# --- a row ------------------------------------------------------------------------------------------------------------


def _column_names(first_day: dt.date, units: str) -> list[Any]:
    days = [format_day(first_day + dt.timedelta(days=number))[:3] for number in range(_DAYS)]
    totals = [paragraph(name, 7.0, colour=GREY, right=True) for name in (units, "h:min")]
    return [[], [], [], *(paragraph(name, 7.5, bold=True) for name in days), *totals]


def _name(week: Week, size: float) -> list[SignedParagraph]:
    """Number and first day."""
    return [
        paragraph(f"{week.week}", size, bold=True, right=True),
        paragraph(format_day(week.start)[4:], size, colour=GREY, right=True),
    ]


def _phases(week: Week, before: Week | None, size: float, *, roomy: bool) -> Flowables:
    """The phase where it begins, and the strength phase below it."""
    phases = []
    if before is None or before.phase != week.phase:
        phases.append(paragraph(say.phase_name(week), size))
    if roomy and week.strength_count and (before is None or before.strength_phase != week.strength_phase):
        phases.append(paragraph(say.strength_phase_name(week), size, colour=GREY))
    return phases


def _day_cells(week: Week, units: str, way: _Way, day: float) -> list[Flowables]:
    """The sessions of each day."""
    cells: list[Flowables] = [[] for _ in range(_DAYS)]
    for session in week.sessions:
        sign = say.sign(session)
        cells[min(max((session.date - week.start).days, 0), _DAYS - 1)].append(
            paragraph(
                _amount(session, units, way),
                way.size,
                bold=sign == "race",
                indent=1.4 * way.size,
                signs=[(sign, 0.5 * way.size)],
            )
        )
    return cells if way.own_line else [in_lines(cell, day, 0.5 * way.size) for cell in cells]


def _amount(session: Session, units: str, way: _Way) -> str:
    amount, unit = (say.distance(session, units), units) if session.is_run else (format_number(session.minutes), "min")
    if way.own_line or not amount:
        return f"{amount} {unit}" if amount else ""
    return amount if session.is_run else f"{amount}'"


def _totals(week: Week, units: str, longest: float, size: float) -> list[Any]:
    """Distance and hours, and a bar for the distance against the block's longest week."""
    km = say.week_km(week)
    distance: Flowables = [paragraph(format_number(from_km(km, units)), size, bold=True, right=True)]
    if km > 0:
        bar = HRFlowable(_BAR * km / longest, 1.4, "butt", LIGHT, spaceBefore=-1.4, spaceAfter=0)
        distance.append(bar)
    return [distance, paragraph(format_minutes(say.week_minutes(week)), size, colour=GREY, right=True)]
