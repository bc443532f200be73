"""A week on paper: its days with their sessions, each strength session's exercises, and room for notes.

The type is as large as one page allows; below the smallest size the week goes on on another page.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import cache, partial
from itertools import chain, groupby
from typing import TYPE_CHECKING

from reportlab.platypus import Table

from runplan.exchange.export.pdf import contents as say
from runplan.exchange.export.pdf import letters
from runplan.exchange.export.pdf.flowables import (
    BARE,
    GREY,
    LIGHT,
    PITCH,
    Flowables,
    Grid,
    Row,
    fill,
    height_of,
    paragraph,
)
from runplan.exchange.export.pdf.frame import Heading, Page, foot_of
from runplan.insight.run_text import RunText, run_text
from runplan.plan.records import Exercise, Session, Week
from runplan.units import counted, format_day, format_minutes, format_number, from_km
from runplan.words import SECTION_NAMES

if TYPE_CHECKING:
    from runplan.plan.tables import PlanTables

_SIZES = (10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0)  # of the type, the largest that fits is taken [pt]
_WAYS = (*((size, 1.0) for size in _SIZES), (_SIZES[-1], 0.4))  # with the room between rows, at last a tighter one
_EXERCISES = 9.0  # largest type of the exercises, whose names are in narrow columns [pt]
_GUTTER = 22.0  # between the two columns of exercises [pt]
_NOTES = 62.0  # at least so much room for notes, where a smaller type can make it [pt]
_LINE = 19.0  # from line to line where one writes [pt]
_GAP = 12.0  # above the exercises, and above the notes [pt]


def week_pages(plan: PlanTables, week: Week, paper: str) -> list[Page]:
    """The pages of one week: one, unless its texts are too long for that."""
    runs = run_text(plan.block, "×")
    foot = _foot(plan, week, paper)
    heading = _heading(week, runs.units)
    page = Page(paper, heading, foot)
    half = (page.wide - _GUTTER) / 2

    @cache
    def exercises(size: float, air: float) -> tuple[Flowables, Flowables, float]:
        return _halves([_exercises(session, size, half, air) for session in _strength(week) if session.exercises], half)

    for size, air in _WAYS:
        days = _days(week, runs, size, page.wide, air)
        left, right, high = exercises(min(size, _EXERCISES), air)
        room = page.room - height_of([days], page.wide) - (_GAP if left else 0.0)
        if room - high >= (_NOTES if air == 1.0 else 0.0):
            beside = bool(left) and not right
            notes = _notes(half, room) if beside else _notes(page.wide, room - high - _GAP)
            page.body = [days, *_in_columns(left, notes if beside else right, half), *([] if beside else notes)]
            return [page]
    more = partial(Page, paper, heading._replace(title=f"{heading.title}, continued"), foot)
    return _more_pages(page, more, days, left + right)


def _foot(plan: PlanTables, week: Week, paper: str) -> Flowables:
    kinds = {say.sign(session) for session in week.sessions}
    kinds |= {"pin"} if any(session.pinned for session in week.sessions) else set()
    in_turn = any(exercise.superset for session in _strength(week) for exercise in session.exercises)
    key = ["effort: how hard it feels, 0 to 10", *(["A, B: in turn"] if in_turn else [])]
    return foot_of(paper, kinds, key, plan.plan_id)


def _heading(week: Week, units: str) -> Heading:
    last = week.start + dt.timedelta(days=6)
    total = f"{format_number(from_km(say.week_km(week), units))} {units}"
    strength_phase = say.strength_phase_name(week)
    parts = [say.phase_name(week)]
    parts += [say.STRENGTH_PHASE_WORDS.get(strength_phase, strength_phase)] if week.strength_count else []
    parts += ["step-back week"] if week.step_back else []
    parts += [week.note] if week.note not in ("", "Step-back week", "Race week") else []  # which it says already
    return Heading(
        f"Week {week.week}",
        f"{total}, {format_minutes(say.week_minutes(week))} h",
        f"{format_day(week.start)} to {format_day(last)} {last.year}. {', '.join(parts)}",
        counted(week.strength_count, "strength session") if week.strength_count else "no strength session",
    )


def _strength(week: Week) -> list[Session]:
    return [session for session in week.sessions if not session.is_run]


# --- the days ---------------------------------------------------------------------------------------------------------


def _days(week: Week, runs: RunText, size: float, wide: float, air: float) -> Table:
    """A row a session, and one for a day without any: white space is the rest day."""
    numbers = [4.2 * size] * 3
    widths = [7.0 * size, 2.2 * size, wide - 9.2 * size - sum(numbers), *numbers]
    small = max(letters.SMALLEST, 0.8 * size)
    heads = [[paragraph(text, small, colour=GREY, right=True)] for text in (runs.units, "min", "effort")]
    rows = [Row([[], [], [], *heads], 0.2 * size, heads=True)]
    pad = 0.7 * size * air
    for day in sorted({*week.dates, *(session.date for session in week.sessions)}):
        sessions = [session for session in week.sessions if session.date == day]
        if not sessions:
            rows.append(Row([[paragraph(format_day(day), size, colour=GREY)], *[[]] * 5], pad, rule=0))
        for number, session in enumerate(sessions, start=1):
            date = [paragraph(format_day(day), size, bold=True)] if number == 1 else []
            slot = [paragraph(session.slot, size, colour=GREY)] if len(sessions) > 1 else []
            cells = [date, slot, _title(session, runs, size)]
            for text in (
                say.distance(session, runs.units),
                format_number(session.minutes),
                format_number(session.effort),
            ):
                cells.append([paragraph(text, size, right=True)] if text else [])
            rows.append(Row(cells, pad, rule=0 if number == len(sessions) else 2))
    return Grid(rows, widths, [("RIGHTPADDING", (2, 0), (2, -1), size)])


def _title(session: Session, runs: RunText, size: float) -> Flowables:
    """Box, sign and name of a session, and what is said about it below."""
    signs = [("box", 0.475 * size), (say.sign(session), 2.2 * size), *([("pin", None)] if session.pinned else [])]
    title = [paragraph(say.session_title(session), size, bold=True, indent=3.4 * size, signs=signs)]
    return title + _about(say.about(session, runs), size, 3.4 * size)


def _about(text: str, size: float, indent: float) -> Flowables:
    """A smaller text below another one."""
    return [paragraph(text, max(letters.SMALLEST, 0.9 * size), colour=GREY, indent=indent)] if text else []


# --- the exercises ----------------------------------------------------------------------------------------------------


def _exercises(session: Session, size: float, wide: float, air: float) -> Flowables:
    """The exercises of a strength session below its name."""
    name, sign = say.session_title(session), [(say.sign(session), 0.5 * size)]
    day = format_day(session.date)
    when = day if session.minutes is None else f"{day}, {session.minutes} min"
    title, again = (
        fill([paragraph(text, size, bold=True, indent=1.6 * size, signs=sign)], room, lines * PITCH * size + 0.1)[0]
        for text, room, lines in ((name, wide - 11.0 * size, 12), (f"{name}, {day}, continued", wide, 3))
    )
    cells = [title, [paragraph(when, size, colour=GREY, right=True)]]
    head = Grid([Row(cells, 0.5 * size * air)], [wide - 11.0 * size, 11.0 * size], spaceBefore=PITCH * size)
    number = 3.3 * size  # width of a column of numbers
    doses = max(letters.width(letters.clean(say.dose(exercise)), size) for exercise in session.exercises) + 0.4 * size
    doses = max(min(doses, 0.45 * wide), 2.01 * number)
    rows: list[Row] = []
    for section, members in groupby(session.exercises, key=lambda exercise: exercise.section):
        rows += _section(SECTION_NAMES.get(section, section), list(members), size, air)
    widths = [wide - doses - 2 * number, number, number, doses - 2 * number, number, number]
    gaps = [
        (f"{side}PADDING", (first, 0), (last, -1), 0.5 * size)
        for side, first, last in (("RIGHT", 0, 0), ("LEFT", 4, 5))
    ]
    head.keepWithNext = again[0].keepWithNext = 1
    return [head, Grid(rows, widths, gaps, again[0])]


def _section(name: str, exercises: list[Exercise], size: float, air: float) -> list[Row]:
    """A part of a session: name, dose, rest and effort; where it has no rest or effort, the names have their room."""
    numbers = [(head, text) for head, text in (("rest", say.rest), ("effort", say.effort)) if any(map(text, exercises))]
    none = [None] * (2 - len(numbers))  # columns that the name goes on in
    small = max(letters.SMALLEST, 0.85 * size)
    heads = [[paragraph(head, small, colour=GREY, right=True)] for head, _ in numbers]
    cells = [[paragraph(name, small, colour=GREY)], None, None, None, *none, *heads]
    rows = [Row(cells, 0.35 * size * air, rule=0, heads=True)]
    for exercise in exercises:
        title = f"{exercise.superset}: {exercise.exercise}" if exercise.superset else exercise.exercise
        cell = [paragraph(title, size, indent=1.6 * size, signs=[("box", 0.475 * size)])]
        cell += _about(exercise.note, size, 1.6 * size)
        values = [[paragraph(text(exercise), size, right=True)] for _, text in numbers]
        dose = [paragraph(say.dose(exercise), size)]
        rows.append(Row([cell, *none, dose, None, None, *values], 0.45 * size * air))
    return rows


def _halves(blocks: list[Flowables], wide: float) -> tuple[Flowables, Flowables, float]:
    """The sessions in two columns, in their order, the higher one as low as can be, and its height [pt]."""
    heights = [height_of(block, wide) + block[0].getSpaceBefore() for block in blocks]
    high, cut = min((max(sum(heights[:cut]), sum(heights[cut:])), -cut) for cut in range(len(blocks) + 1))
    high -= blocks[0][0].getSpaceBefore() if blocks else 0.0
    return list(chain.from_iterable(blocks[:-cut])), list(chain.from_iterable(blocks[-cut:])), high


def _in_columns(left: Flowables, right: Flowables, half: float) -> Flowables:
    widths = [half, _GUTTER, half]
    return [Table([[left, [], right]], widths, style=BARE, spaceBefore=_GAP)] if left or right else []


def _notes(wide: float, room: float) -> Flowables:
    """Lines to write on, as many as there is room for."""
    lines = int((room - 0.8 * _LINE) / _LINE)
    if lines < 1:
        return []
    rows = [[paragraph("Notes", 8.0, colour=GREY)], *[[[]]] * (lines - 1)]
    style = [*BARE, ("LINEBELOW", (0, 0), (-1, -1), 0.5, LIGHT)]
    return [Table(rows, [wide], [1.5 * _LINE, *[_LINE] * (lines - 1)], style=style, spaceBefore=_GAP)]


# --- more than a page -------------------------------------------------------------------------------------------------


def _more_pages(page: Page, more: Callable[[], Page], days: Table, exercises: Flowables) -> list[Page]:
    """The week on as many pages as it takes: the days first, then the exercises in two columns a page."""
    pages = [page]
    page.body, rest = fill([days], page.wide, page.room)
    while rest:
        pages.append(more())
        pages[-1].body, rest = fill(rest, page.wide, pages[-1].room)
    half = (page.wide - _GUTTER) / 2
    room = pages[-1].room - height_of(pages[-1].body, page.wide) - _GAP
    while exercises:
        left, exercises = fill(exercises, half, room)
        right, exercises = fill(exercises, half, room)
        pages[-1].body += _in_columns(left, right, half)
        if exercises:
            pages.append(more())
            room = pages[-1].room
    return pages
