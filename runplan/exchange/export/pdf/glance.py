"""The block at a glance: weeks as rows, days as columns, each session by its sign and amount, the weeks' totals."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from runplan.exchange.export.pdf import contents as say
from runplan.exchange.export.pdf import letters
from runplan.exchange.export.pdf.frame import Heading, begun, foot_of, write_foot
from runplan.exchange.export.pdf.sheet import GREY, LIGHT, MARGIN, PALE, Sheet
from runplan.plan.records import Session, Week
from runplan.units import counted, format_date, format_day, format_minutes, format_number, from_km

if TYPE_CHECKING:
    from runplan.plan.tables import PlanTables

_DAYS = 7
_LEFT, _RIGHT = 104.0, 74.0  # room for the week's name, and for its totals [pt]
_HOURS = 34.0  # room for the hours among these [pt]
_HEAD = 16.0  # height of the row with the weekdays' names [pt]
_MOST = 40.0  # height of a row at most [pt]


class _Way(NamedTuple):
    """One way to write the sessions of a day: size of the type, room around a row, whether each has its own line."""

    size: float  # [pt]
    pad: float  # above and below the lines of a row together [pt]
    own_line: bool  # and its unit with it


# Tried in this order until the block fits on one page.
_OWN_LINE = tuple(_Way(size, 4.0, True) for size in (8.0, 7.5, 7.0))
_WAYS = (*_OWN_LINE, _Way(7.0, 4.0, False), _Way(6.5, 3.0, False), _Way(6.5, 2.0, False))


class _Item(NamedTuple):
    session: Session
    amount: str


_Lines = list[list[_Item]]


def glance_sheets(plan: PlanTables, weeks: Sequence[Week], paper: str) -> list[Sheet]:
    """The block on one sheet; on more where its days are too full for that."""
    units = plan.block.units
    key = [f"runs in {units}, strength in minutes"]
    key += ["grey row: step-back week"] if any(week.step_back for week in weeks) else []
    foot = foot_of(paper, {say.sign(session) for week in weeks for session in week.sessions}, key, plan.plan_id)
    heading = _heading(plan, weeks)
    sheet = begun(paper, heading, foot)
    top = sheet.top + _HEAD
    room = sheet.bottom - top
    day = (sheet.width - 2 * MARGIN - _LEFT - _RIGHT) / _DAYS
    for way in _WAYS:
        cells = [_cells(week, units, way, day) for week in weeks]
        heights = [_row_height(row, way) for row in cells]
        if sum(heights) <= room:
            break
    if sum(heights) < room:  # rows as high as the page allows; a little less, so that the last one is surely on it
        share = min(0.999 * room / sum(heights), max(1.0, _MOST / max(heights)))
        heights = [high * max(1.0, share) for high in heights]
    longest = max(map(say.week_km, weeks))
    sheets: list[Sheet] = []
    for part in _parts(heights, room):
        if sheets:
            sheet = begun(paper, (f"{heading[0]}, continued", *heading[1:]), foot)
        _column_names(sheet, weeks[0].start, units, top - 5.0, day)
        y = top
        for number in part:
            before = weeks[number - 1] if number and number != part[0] else None
            _ground(sheet, weeks[number], before, y, heights[number])
            middle = y + heights[number] / 2
            _name(sheet, weeks[number], before, middle, way.size, roomy=heights[number] >= 2.6 * way.size + 4.0)
            _sessions(sheet, cells[number], middle, way.size, day)
            _totals(sheet, weeks[number], units, longest, middle + 0.36 * way.size, way.size)
            y += heights[number]
        write_foot(sheet, foot)
        sheets.append(sheet)
    return sheets


def _heading(plan: PlanTables, weeks: Sequence[Week]) -> Heading:
    block = plan.block
    total = f"{format_number(from_km(sum(map(say.week_km, weeks)), block.units), 0)} {block.units}"
    last_day = block.first_day + dt.timedelta(days=7 * block.number_of_weeks - 1)
    runs = counted(sum(week.run_count for week in weeks), "run")
    strength = counted(sum(week.strength_count for week in weeks), "strength session")
    span = f"{format_date(block.first_day)} to {format_date(last_day)}"
    return say.plan_title(plan), total, span, f"{runs}, {strength}"


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


def _cells(week: Week, units: str, way: _Way, day: float) -> list[_Lines]:
    """The lines of each day."""
    cells: list[_Lines] = [[] for _ in range(_DAYS)]
    for session in week.sessions:
        item = _Item(session, _amount(session, units, way))
        lines = cells[min(max((session.date - week.start).days, 0), _DAYS - 1)]
        if lines and not way.own_line and sum(_wide(placed, way) for placed in [*lines[-1], item]) <= day:
            lines[-1].append(item)
        else:
            lines.append([item])
    return cells


def _amount(session: Session, units: str, way: _Way) -> str:
    amount, unit = (say.distance(session, units), units) if session.is_run else (format_number(session.minutes), "min")
    if way.own_line or not amount:
        return f"{amount} {unit}" if amount else ""
    return amount if session.is_run else f"{amount}'"


def _wide(item: _Item, way: _Way) -> float:
    return 1.4 * way.size + letters.width(item.amount, way.size) + 0.5 * way.size


def _row_height(cells: list[_Lines], way: _Way) -> float:
    return max(1, *(len(lines) for lines in cells)) * 1.3 * way.size + way.pad


def _ground(sheet: Sheet, week: Week, before: Week | None, y: float, high: float) -> None:
    """A pale row for a step-back week, and the line above a row, which is darker where a phase begins."""
    wide = sheet.width - 2 * MARGIN
    if week.step_back:
        sheet.band(MARGIN, y, wide, high, PALE)
    if before is not None and before.phase != week.phase:
        sheet.rule(MARGIN, y, wide, line=0.9, colour=GREY)
    else:
        sheet.rule(MARGIN, y, wide, line=0.4)


def _sessions(sheet: Sheet, cells: list[_Lines], middle: float, size: float, day: float) -> None:
    for column, lines in enumerate(cells):
        y = middle - (len(lines) - 1) * 0.65 * size
        for items in lines:
            x = MARGIN + _LEFT + column * day
            for item in items:
                sign = say.sign(item.session)
                sheet.sign(sign, x + 0.5 * size, y, 0.95 * size)
                end = sheet.text(x + 1.4 * size, y + 0.36 * size, item.amount, size, bold=sign == "race")
                x = end + 0.5 * size
            y += 1.3 * size


def _name(sheet: Sheet, week: Week, before: Week | None, middle: float, size: float, *, roomy: bool) -> None:
    """Number and first day; the phases beside each other, or the strength phase below, where they begin."""
    baseline = middle + 0.36 * size
    sheet.text(MARGIN + 13.0, baseline, f"{week.week}", size, bold=True, right=True)
    sheet.text(MARGIN + 49.0, baseline, format_day(week.start)[4:], size, colour=GREY, right=True)
    small = min(size, 7.0)
    if before is None or before.phase != week.phase:
        sheet.text(MARGIN + 56.0, baseline - (0.6 * size if roomy else 0.0), say.phase_name(week), small)
    if roomy and week.strength_count and (before is None or before.strength_phase != week.strength_phase):
        sheet.text(MARGIN + 56.0, baseline + 0.6 * size, say.strength_phase_name(week), small, colour=GREY)


def _totals(sheet: Sheet, week: Week, units: str, longest: float, baseline: float, size: float) -> None:
    """Distance and hours, and a bar for the distance against the block's longest week."""
    right = sheet.width - MARGIN
    km = say.week_km(week)
    sheet.text(right - _HOURS, baseline, format_number(from_km(km, units)), size, bold=True, right=True)
    sheet.text(right, baseline, format_minutes(say.week_minutes(week)), size, colour=GREY, right=True)
    if km > 0:
        share = 34.0 * km / longest
        sheet.band(right - _HOURS - share, baseline + 1.8, share, 1.4, LIGHT)


def _column_names(sheet: Sheet, first_day: dt.date, units: str, y: float, day: float) -> None:
    for column in range(_DAYS):
        name = format_day(first_day + dt.timedelta(days=column))[:3]
        sheet.text(MARGIN + _LEFT + column * day, y, name, 7.5, bold=True)
    sheet.text(sheet.width - MARGIN - _HOURS, y, units, 7.0, colour=GREY, right=True)
    sheet.text(sheet.width - MARGIN, y, "h:min", 7.0, colour=GREY, right=True)
