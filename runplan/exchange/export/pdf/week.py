"""A week on paper: its days with their sessions, each strength session's exercises, and room for notes.

The type is as large as one page allows; below the smallest size the week goes on on another page.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from itertools import chain, groupby, repeat
from typing import TYPE_CHECKING

from runplan.exchange.export.pdf import contents as say
from runplan.exchange.export.pdf import letters
from runplan.exchange.export.pdf.contents import STRENGTH_PHASE_WORDS
from runplan.exchange.export.pdf.frame import Foot, Heading, begun, foot_of, write_foot
from runplan.exchange.export.pdf.rows import Cell, Column, Row, height_of, pour, row_of
from runplan.exchange.export.pdf.sheet import GREY, MARGIN, Sheet
from runplan.plan.records import Exercise, Session, Week
from runplan.units import counted, format_day, format_minutes, format_number, from_km
from runplan.words import SECTION_NAMES

if TYPE_CHECKING:
    from runplan.plan.tables import PlanTables

_SIZES = (10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0)  # of the type, the largest that fits is taken [pt]
_WAYS = (*((size, 1.0) for size in _SIZES), (_SIZES[-1], 0.4))  # with the room between rows, at last a tighter one
_EXERCISES = 9.0  # largest type of the exercises, whose names stand in narrow columns [pt]
_GUTTER = 22.0  # between the two columns of exercises [pt]
_NOTES = 62.0  # at least so much room for notes, where a smaller type can make it [pt]
_LINE = 19.0  # from line to line where one writes [pt]
_GAP = 12.0  # above the exercises [pt]


def week_sheets(plan: PlanTables, week: Week, paper: str) -> list[Sheet]:
    """The sheets of one week: one, unless its texts are too long for that."""
    units = plan.block.units
    foot = _foot(plan, week, paper)
    sheet = begun(paper, _heading(week, units), foot)
    wide = sheet.width - 2 * MARGIN
    second = MARGIN + (wide + _GUTTER) / 2
    for size, air in _WAYS:
        days = _days(week, units, size, wide, air)
        blocks = _blocks(week, min(size, _EXERCISES), (wide - _GUTTER) / 2, air)
        left, right = _columns(blocks)
        high = height_of(days) + max(height_of(left), height_of(right)) + (_GAP if blocks else 0.0)
        if high + (0.0 if air < 1 else _NOTES) <= sheet.bottom - sheet.top:
            y = _draw(sheet, days, MARGIN, sheet.top)
            below = max(_draw(sheet, left, MARGIN, y + _GAP), _draw(sheet, right, second, y + _GAP))
            beside = bool(blocks) and not right
            _notes(sheet, second if beside else MARGIN, (y if beside else below) + _GAP)
            write_foot(sheet, foot)
            return [sheet]
    more = partial(begun, paper, _heading(week, units, ", continued"), foot)
    sheets = _several(sheet, more, days, _joined(blocks), (MARGIN, second))
    for sheet in sheets:
        write_foot(sheet, foot)
    return sheets


def _foot(plan: PlanTables, week: Week, paper: str) -> Foot:
    kinds = {say.sign(session) for session in week.sessions}
    kinds |= {"pin"} if any(session.pinned for session in week.sessions) else set()
    in_turn = any(exercise.superset for session in _strength(week) for exercise in session.exercises)
    key = ["effort: how hard it feels, 0 to 10", *(["A, B: in turn"] if in_turn else [])]
    return foot_of(paper, kinds, key, plan.plan_id)


def _heading(week: Week, units: str, more: str = "") -> Heading:
    last = week.start + dt.timedelta(days=6)
    total = f"{format_number(from_km(say.week_km(week), units))} {units}"
    strength_phase = say.strength_phase_name(week)
    parts = [say.phase_name(week)]
    parts += [STRENGTH_PHASE_WORDS.get(strength_phase, strength_phase)] if week.strength_count else []
    parts += ["step-back week"] if week.step_back else []
    parts += [week.note] if week.note not in ("", "Step-back week", "Race week") else []  # which it says already
    return (
        f"Week {week.week}{more}",
        f"{total},  {format_minutes(say.week_minutes(week))} h",
        f"{format_day(week.start)} to {format_day(last)} {last.year}.  {', '.join(parts)}",
        counted(week.strength_count, "strength session") if week.strength_count else "no strength session",
    )


def _strength(week: Week) -> list[Session]:
    return [session for session in week.sessions if not session.is_run]


# --- the days ---------------------------------------------------------------------------------------------------------


def _days(week: Week, units: str, size: float, wide: float, air: float) -> list[Row]:
    """A row a session, and one for a day without any: white space is the rest day."""
    date = Column(0.0, 6.8 * size)
    slot = Column(date.wide + 0.2 * size, 2.0 * size)
    pad = 0.7 * size * air
    box = slot.left + slot.wide + 0.2 * size
    sign = box + 2.2 * size
    numbers = [Column(wide - (3 - number) * 4.2 * size, 4.0 * size, True) for number in range(3)]
    title = Column(sign + 1.2 * size, numbers[0].left - sign - 2.2 * size)
    heads = zip(numbers, (units, "min", "effort"), strict=True)
    rows = [
        row_of(
            [Cell(column, text, colour=GREY) for column, text in heads],
            max(letters.SMALLEST, 0.8 * size),
            0.2 * size,
            heads=True,
        )
    ]
    for day in sorted({*week.dates, *(session.date for session in week.sessions)}):
        sessions = [session for session in week.sessions if session.date == day]
        if not sessions:
            rows.append(row_of([Cell(date, format_day(day), colour=GREY)], size, pad, ruled=(0.0, wide)))
        for number, session in enumerate(sessions, start=1):
            name = say.session_title(session)
            cells = [Cell(date, format_day(day) if number == 1 else "", bold=True)]
            cells += [Cell(slot, session.slot, colour=GREY)] if len(sessions) > 1 else []
            cells += [Cell(title, name, say.about(session, units), bold=True)]
            values = (say.distance(session, units), format_number(session.minutes), format_number(session.effort))
            cells += [Cell(column, text) for column, text in zip(numbers, values, strict=True)]
            signs = [(say.sign(session), sign)] + ([("pin", _after(name, title, size))] if session.pinned else [])
            ruled = (0.0, wide) if number == len(sessions) else (box, wide - box)
            rows.append(row_of(cells, size, pad, box=box, signs=tuple(signs), ruled=ruled))
    return rows


def _after(text: str, column: Column, size: float) -> float:
    """The middle of a sign that stands behind the first line of a title."""
    lines = letters.wrap(text, size, column.wide, True)
    return column.left + (letters.width(lines[0], size, True) if lines else 0.0) + 0.9 * size


# --- the exercises ----------------------------------------------------------------------------------------------------


def _blocks(week: Week, size: float, wide: float, air: float) -> list[list[Row]]:
    """The rows of each strength session that has exercises."""
    return [_block(session, size, wide, air) for session in _strength(week) if session.exercises]


def _block(session: Session, size: float, wide: float, air: float) -> list[Row]:
    name = say.session_title(session)
    day = f"{format_day(session.date)}{'' if session.minutes is None else f',  {session.minutes} min'}"
    when = Column(wide - 11.0 * size, 11.0 * size, True)
    cells = [Cell(Column(1.6 * size, when.left - 2.2 * size), name, bold=True), Cell(when, day, colour=GREY)]
    title = f"{name}, {format_day(session.date)}"
    rows = [row_of(cells, size, 0.5 * size * air, signs=((say.sign(session), 0.5 * size),), heads=True, title=title)]
    doses = max(letters.width(letters.clean(say.dose(exercise)), size) for exercise in session.exercises) + 0.4 * size
    for section, members in groupby(session.exercises, key=_part):
        rows += _section(section, list(members), size, wide, air, min(doses, 0.45 * wide))
    return rows


def _part(exercise: Exercise) -> str:
    return SECTION_NAMES.get(exercise.section, exercise.section)


def _section(name: str, exercises: list[Exercise], size: float, wide: float, air: float, doses: float) -> list[Row]:
    """A part of a session; where it has neither rest nor effort, the names have their room."""
    right = wide
    rest = effort = None
    if any(map(say.effort, exercises)):
        effort = Column(right - 3.0 * size, 3.0 * size, True)
        right = effort.left - 0.3 * size
    if any(map(say.rest, exercises)):
        rest = Column(right - 2.8 * size, 2.8 * size, True)
        right = rest.left - 0.5 * size
    dose = Column(right - doses, doses)
    column = Column(1.6 * size, dose.left - 2.2 * size)
    heads = [Cell(Column(0.0, dose.left), name, colour=GREY)]
    heads += [Cell(rest, "rest", colour=GREY)] if rest else []
    heads += [Cell(effort, "effort", colour=GREY)] if effort else []
    rows = [row_of(heads, max(letters.SMALLEST, 0.85 * size), 0.35 * size * air, heads=True, ruled=(0.0, wide))]
    for exercise in exercises:
        name = f"{exercise.superset}: {exercise.exercise}" if exercise.superset else exercise.exercise
        cells = [Cell(column, name, exercise.note), Cell(dose, say.dose(exercise))]
        cells += [Cell(rest, say.rest(exercise))] if rest else []
        cells += [Cell(effort, say.effort(exercise))] if effort else []
        rows.append(row_of(cells, size, 0.45 * size * air, box=0.0))
    return rows


def _columns(blocks: list[list[Row]]) -> tuple[list[Row], list[Row]]:
    """The sessions in two columns, in their order, the higher one as low as can be."""
    best = min(
        range(len(blocks) + 1),
        key=lambda cut: (max(height_of(_joined(blocks[:cut])), height_of(_joined(blocks[cut:]))), -cut),
    )
    return _joined(blocks[:best]), _joined(blocks[best:])


def _joined(blocks: list[list[Row]]) -> list[Row]:
    rows: list[Row] = []
    for block in blocks:
        rows += [Row((), 1, block[0].size, 0.0)] if rows else []
        rows += block
    return rows


def _draw(sheet: Sheet, rows: list[Row], x: float, y: float) -> float:
    for row in rows:
        row.draw(sheet, x, y)
        y += row.height
    return y


def _notes(sheet: Sheet, x: float, y: float) -> None:
    """Lines to write on, as many as there is room for."""
    wide = sheet.width - MARGIN - x
    if sheet.bottom - y < _LINE:
        return
    sheet.text(x, y + 9.0, "Notes", 8.0, colour=GREY)
    y += 1.5 * _LINE
    while y <= sheet.bottom - 8.0:
        sheet.rule(x, y, wide)
        y += _LINE


# --- more than a page -------------------------------------------------------------------------------------------------


def _several(
    first: Sheet, more: Callable[[], Sheet], days: list[Row], exercises: list[Row], columns: tuple[float, float]
) -> list[Sheet]:
    """The week on as many pages as it takes: the days first, then the exercises in two columns a page."""
    sheets = [first]
    room = first.bottom - first.top
    y = first.top
    for rows in pour(days, repeat(room), room):
        if y > first.top:
            sheets.append(more())
        y = _draw(sheets[-1], rows, MARGIN, first.top)
    below = first.bottom - y - _GAP
    for number, rows in enumerate(pour(exercises, chain((below, below), repeat(room)), room)):
        if number and number % 2 == 0:
            sheets.append(more())
        _draw(sheets[-1], rows, columns[number % 2], y + _GAP if number < 2 else first.top)
    return sheets
