"""The block at a glance: weeks as rows, days as columns, each session by its sign and amount, the weeks' totals."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from runplan.exchange.export.pdf import contents as say
from runplan.exchange.export.pdf import letters
from runplan.exchange.export.pdf.contents import Contents
from runplan.exchange.export.pdf.frame import BOTTOM, MARGIN, Heading, foot, foot_height, head, head_height
from runplan.exchange.export.pdf.sheet import GREY, LIGHT, PALE, TEXT, Sheet
from runplan.plan.records import Session, Week
from runplan.units import counted, format_day, format_minutes, format_number, from_km

_DAYS = 7
_LEFT, _RIGHT = 104.0, 74.0  # room for the week's name, and for its totals [pt]
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


def glance_sheets(contents: Contents, paper: str) -> list[Sheet]:
    """The block on one sheet; on more where its days are too full for that."""
    sheet = Sheet(paper)
    top = MARGIN + head_height(sheet, _heading(contents, "")) + _HEAD
    key = _key(contents)
    room = sheet.height - BOTTOM - foot_height(sheet, _kinds(contents), key) - top
    day = (sheet.width - 2 * MARGIN - _LEFT - _RIGHT) / _DAYS
    for way in _WAYS:
        cells = [_cells(week, contents.units, way, day) for week in contents.weeks]
        heights = [_row_height(row, way) for row in cells]
        if sum(heights) <= room:
            break
    if sum(heights) < room:  # rows as high as the page allows; a little less, so that the last one is surely on it
        share = min(0.999 * room / sum(heights), max(1.0, _MOST / max(heights)))
        heights = [high * max(1.0, share) for high in heights]
    sheets: list[Sheet] = []
    for part in _parts(heights, room):
        sheet = Sheet(paper)
        head(sheet, _heading(contents, ", continued" if sheets else ""))
        _day_names(sheet, contents, top, day)
        y = top
        for number in part:
            before = contents.weeks[number - 1] if number and number != part[0] else None
            _row(sheet, contents, contents.weeks[number], before, cells[number], way.size, (y, heights[number], day))
            y += heights[number]
        foot(sheet, contents, _kinds(contents), key)
        sheets.append(sheet)
    return sheets


def _heading(contents: Contents, more: str) -> Heading:
    strength = sum(week.strength_count for week in contents.weeks)
    km = sum(say.week_km(week) for week in contents.weeks)
    total = f"{format_number(from_km(km, contents.units), 0)} {contents.units}"
    runs = counted(sum(week.run_count for week in contents.weeks), "run")
    return f"{contents.title}{more}", total, contents.span, f"{runs}, {counted(strength, 'strength session')}"


def _kinds(contents: Contents) -> set[str]:
    return {say.sign(session) for week in contents.weeks for session in week.sessions}


def _key(contents: Contents) -> list[str]:
    lighter = any(week.step_back for week in contents.weeks)
    return [f"runs in {contents.units}, strength in minutes", *(["grey row: step-back week"] if lighter else [])]


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
        beside = lines and not way.own_line and sum(_wide(placed, way) for placed in [*lines[-1], item]) <= day
        if beside:
            lines[-1].append(item)
        else:
            lines.append([item])
    return cells


def _amount(session: Session, units: str, way: _Way) -> str:
    amount, unit = (say.distance(session, units), units) if session.is_run else (say.minutes(session), "min")
    if way.own_line or not amount:
        return f"{amount} {unit}" if amount else ""
    return amount if session.is_run else f"{amount}'"


def _wide(item: _Item, way: _Way) -> float:
    return 1.4 * way.size + letters.width(item.amount, way.size) + 0.5 * way.size


def _row_height(cells: list[_Lines], way: _Way) -> float:
    return max(1, *(len(lines) for lines in cells)) * 1.3 * way.size + way.pad


def _row(
    sheet: Sheet,
    contents: Contents,
    week: Week,
    before: Week | None,
    cells: list[_Lines],
    size: float,
    place: tuple[float, float, float],
) -> None:
    """One week: its name, its days, its totals. `place` is where it begins, its height and the width of a day."""
    y, high, day = place
    wide = sheet.width - 2 * MARGIN
    if week.step_back:
        sheet.band(MARGIN, y, wide, high, PALE)
    new_phase = before is None or before.phase != week.phase
    sheet.rule(
        MARGIN, y, wide, line=0.9 if new_phase and before else 0.4, colour=GREY if new_phase and before else LIGHT
    )
    middle = y + high / 2
    _name(sheet, week, before, middle, size, roomy=high >= 2 * 1.3 * size + 4.0)
    for column, lines in enumerate(cells):
        at = middle - (len(lines) - 1) * 0.65 * size
        for items in lines:
            x = MARGIN + _LEFT + column * day
            for item in items:
                sign = say.sign(item.session)
                sheet.sign(sign, x + 0.5 * size, at, 0.95 * size)
                bold = sign == "race"
                end = sheet.text(x + 1.4 * size, at + 0.36 * size, item.amount, size, bold=bold)
                x = end + 0.5 * size
            at += 1.3 * size
    _totals(sheet, contents, week, middle, size)


def _name(sheet: Sheet, week: Week, before: Week | None, middle: float, size: float, *, roomy: bool) -> None:
    """Number and first day; the phases beside each other, or the strength phase below, where they begin."""
    baseline = middle + 0.36 * size
    sheet.text(MARGIN + 13.0, baseline, f"{week.week}", size, bold=True, right=True)
    sheet.text(MARGIN + 49.0, baseline, _short(week.start), size, colour=GREY, right=True)
    small = min(size, 7.0)
    if before is None or before.phase != week.phase:
        sheet.text(MARGIN + 56.0, baseline - (0.6 * size if roomy else 0.0), say.phase_name(week), small)
    if roomy and week.strength_count and (before is None or before.strength_phase != week.strength_phase):
        sheet.text(MARGIN + 56.0, baseline + 0.6 * size, say.strength_phase_name(week), small, colour=GREY)


def _totals(sheet: Sheet, contents: Contents, week: Week, middle: float, size: float) -> None:
    """Distance and hours, and a bar for the distance against the block's longest week."""
    right = sheet.width - MARGIN
    baseline = middle + 0.36 * size
    km = say.week_km(week)
    amount = format_number(from_km(km, contents.units))
    sheet.text(right - 34.0, baseline, amount, size, bold=True, right=True)
    sheet.text(right, baseline, format_minutes(say.week_minutes(week)), size, colour=GREY, right=True)
    if km > 0:
        share = 34.0 * km / max(map(say.week_km, contents.weeks))
        sheet.band(right - 34.0 - share, baseline + 1.8, share, 1.4, LIGHT)


def _short(day: dt.date) -> str:
    return format_day(day)[4:]


def _day_names(sheet: Sheet, contents: Contents, top: float, day: float) -> None:
    y = top - 5.0
    for column in range(_DAYS):
        name = format_day(contents.weeks[0].start + dt.timedelta(days=column))[:3]
        sheet.text(MARGIN + _LEFT + column * day, y, name, 7.5, bold=True, colour=TEXT)
    sheet.text(sheet.width - MARGIN - 34.0, y, contents.units, 7.0, colour=GREY, right=True)
    sheet.text(sheet.width - MARGIN, y, "h:min", 7.0, colour=GREY, right=True)
