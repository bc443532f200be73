"""A week on paper: its days with their sessions, each strength session's exercises, and room for notes.

The type is as large as one page allows; a week that needs another has the largest type that two pages allow.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from copy import copy
from functools import cache, partial
from itertools import chain, count, groupby
from typing import TYPE_CHECKING, Any

from runplan.exchange.export.pdf import letters
from runplan.exchange.export.pdf.flowables import (
    GREY,
    LIGHT,
    PITCH,
    Flowables,
    Stamp,
    cell,
    fill,
    height_of,
    in_cell,
    paragraph,
    table,
)
from runplan.exchange.export.pdf.frame import Heading, Page
from runplan.exchange.export.pdf.pictures import Picture
from runplan.exchange.export.text import sign_of
from runplan.insight.lift_text import LiftText, dose_text
from runplan.insight.run_text import RunText, run_text
from runplan.plan.records import Exercise, Session, Week
from runplan.units import counted, format_clock, format_day, format_minutes, format_number, from_km
from runplan.words import PHASE_NAMES, SECTION_NAMES, STRENGTH_PHASE_AIMS

if TYPE_CHECKING:
    from reportlab.platypus import Table

    from runplan.plan.tables import PlanTables

_SIZES = (10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0)  # of the type, the largest that fits is taken [pt]
_WAYS = (*((size, 1.0) for size in _SIZES), (_SIZES[-1], 0.4))  # with the room between rows, at last a tighter one
_EXERCISES = 9.0  # largest type of the exercises, whose names are in narrow columns [pt]
_SHEETS = 2  # that a week takes where one is too small
_GUTTER = 22.0  # between the two columns of exercises [pt]
_NOTES = 62.0  # at least so much room for notes, where a smaller type can make it [pt]
_LINE = 19.0  # from line to line where one writes [pt]
_GAP = 12.0  # above the exercises, and above the notes [pt]
_RULE = 0.5, LIGHT
_PICTURE = 4.0  # of a drawing's width, in sizes of the type
_DRAWN = ("strength", "plyometric")  # sections whose exercises have their drawings beside them
_COUNTED = ("activation", "strength", "plyometric")  # sections whose effort a runner minds


def week_pages(plan: PlanTables, weeks: Sequence[Week], paper: str) -> list[Page]:
    """The pages of weeks: one each, unless its texts are too long for that."""
    numbers = count(1)

    lifts = LiftText(plan, "×")

    @cache  # many sessions have the same exercises
    def parts(exercises: Sequence[Exercise], size: float, wide: float, air: float) -> Stamp:
        return Stamp(f"exercises{next(numbers)}", _parts(exercises, lifts, size, wide, air), wide)

    return [page for week in weeks for page in _pages_of(plan, week, paper, parts)]


def _pages_of(plan: PlanTables, week: Week, paper: str, parts: Callable[..., Stamp]) -> list[Page]:
    runs = run_text(plan.block, "×")
    units = runs.units
    strength = [session for session in week.sessions if session.exercises and not session.is_run]
    kinds = {sign_of(session) for session in week.sessions} | (
        {"pin"} if any(s.pinned for s in week.sessions) else set()
    )
    in_turn = any(exercise.superset for session in strength for exercise in session.exercises)
    key = [
        "effort: how hard a session or a set feels, 0 to 10",
        *(["A, B: alternate, one set each"] if in_turn else []),
    ]
    if any(_left(exercise) for session in strength for exercise in session.exercises):
        key += ["RIR: reps in reserve, which you could still do", "no kg: choose a weight that leaves this many"]
    new_page = partial(Page, paper, kinds=kinds, texts=key, plan_id=plan.plan_id)
    heading = _heading(week, units)
    page = new_page(heading)
    half = (page.wide - _GUTTER) / 2

    @cache
    def exercises(size: float, air: float) -> tuple[Flowables, Flowables, float]:
        blocks = [[_name(session, size, half, air), parts(session.exercises, size, half, air)] for session in strength]
        return _halves(blocks, half)

    for size, air in _WAYS:
        days = _days(week, runs, size, page.wide, air)
        left, right, high = exercises(min(size, _EXERCISES), air)
        room = page.room - height_of(days, page.wide) - (_GAP if left else 0.0)
        if room - high >= (_NOTES if air == 1.0 else 0.0):
            beside = bool(left) and not right
            notes = _notes(half, room) if beside else _notes(page.wide, room - high - _GAP)
            page.body = [*days, *_in_columns(left, notes if beside else right, half), *([] if beside else notes)]
            return [page]
    more = partial(new_page, heading._replace(title=f"{heading.title}, continued"))
    pages = _more_pages(page, more, days, left + right)
    for size, air in (
        _WAYS if len(pages) == _SHEETS else ()
    ):  # on paper that is taken anyway, type that is read from afar
        days, (left, right, _) = _days(week, runs, size, page.wide, air), exercises(min(size, _EXERCISES), air)
        larger = _more_pages(new_page(heading), more, days, left + right)
        if len(larger) == _SHEETS:
            return larger
    return pages


def _heading(week: Week, units: str) -> Heading:
    last = week.start + dt.timedelta(days=6)
    total = f"{format_number(from_km(week.total_km, units))} {units}"
    parts = [PHASE_NAMES.get(week.phase, week.phase)]
    parts += [STRENGTH_PHASE_AIMS.get(week.strength_phase, week.strength_phase)] if week.strength_count else []
    parts += ["step-back week"] if week.step_back else []
    parts += [week.note] if week.note not in ("", "Step-back week", "Race week") else []  # which it says already
    return Heading(
        f"Week {week.week}",
        f"{total}, {format_minutes(week.total_minutes)} h",
        f"{format_day(week.start)} to {format_day(last)} {last.year}. {', '.join(parts)}",
        counted(week.strength_count, "strength session") if week.strength_count else "no strength session",
    )


# --- the days ---------------------------------------------------------------------------------------------------------


def _days(week: Week, runs: RunText, size: float, wide: float, air: float) -> Flowables:
    """A row a session, and one for a day without any: white space is the rest day."""
    widths = [7.0 * size, 2.2 * size, wide - 21.8 * size, *[4.2 * size] * 3]
    small = _small(size, 0.8)
    heads = [in_cell(text, small, widths[-1]) for text in (runs.units, "min", "effort")]
    head = table([[[], [], [], *heads]], widths, [[cell(small, colour=GREY, right=True, pad=0.2 * size)] * 6])
    head.keepWithNext = 1
    pad = 0.7 * size * air
    grey = cell(size, colour=GREY, pad=pad)
    columns = [grey, cell(size, pad=pad, behind=size), *[cell(size, right=True, pad=pad)] * 3]
    rows: list[list[Any]] = []
    looks: list[Any] = []
    rules: list[tuple[Any, ...]] = []
    for day in sorted({*week.dates, *(session.date for session in week.sessions)}):
        sessions = [session for session in week.sessions if session.date == day]
        name = in_cell(format_day(day), size, widths[0], bold=bool(sessions))
        looks += [[cell(size, bold=True, pad=pad) if sessions else grey, *columns]] * max(1, len(sessions))
        for number, session in enumerate(sessions or [None]):
            slot = in_cell(session.slot, size, widths[1]) if session and len(sessions) > 1 else []
            first = 0 if number >= len(sessions) - 1 else 2
            rules.append(("LINEBELOW", (first, len(rows)), (-1, len(rows)), *_RULE))
            rows.append([name if number == 0 else [], slot, *(_cells(session, runs, size) if session else [[]] * 4)])
    return [head, table(rows, widths, looks, *rules)]


def _cells(session: Session, runs: RunText, size: float) -> list[Any]:
    """Box, sign and name of a session, what is said about it below, and its numbers."""
    signs = [("box", 0.475 * size), (sign_of(session), 2.2 * size), *([("pin", None)] if session.pinned else [])]
    title = paragraph(session.title or session.type, size, bold=True, indent=3.4 * size, signs=signs)
    steps = runs.line(session)
    steps = f"{steps.rstrip('.')}." if steps and session.note else steps
    about = " ".join(part for part in (steps, session.note) if part)
    values = (from_km(session.distance_km, runs.units) or None, session.minutes, session.effort)
    numbers = [in_cell(format_number(value), size, 4.2 * size) for value in values]
    return [[title, *_about(about, size, 3.4 * size)], *numbers]


def _about(text: str, size: float, indent: float) -> Flowables:
    """A smaller text below another one."""
    return [paragraph(text, _small(size, 0.9), colour=GREY, indent=indent)] if text else []


def _small(size: float, share: float) -> float:
    return max(letters.SMALLEST, share * size)


# --- the exercises ----------------------------------------------------------------------------------------------------


def _name(session: Session, size: float, wide: float, air: float) -> Table:
    """The name of a strength session, above its exercises."""
    name, day = session.title or session.type, format_day(session.date)
    when = day if session.minutes is None else f"{day}, {session.minutes} min"
    set_bold = partial(paragraph, size=size, bold=True, indent=1.6 * size, signs=[(sign_of(session), 0.5 * size)])
    cells = [set_bold(name, most=12), paragraph(when, size, colour=GREY, right=True)]
    looks = [[cell(pad=0.5 * size * air)] * 2]
    named = table([cells], [wide - 11.0 * size, 11.0 * size], looks, spaceBefore=PITCH * size)
    named.further = set_bold(f"{name}, {day}, continued", most=3)  # above what is on another page
    named.keepWithNext = named.further.keepWithNext = 1
    return named


def _parts(exercises: Sequence[Exercise], lifts: LiftText, size: float, wide: float, air: float) -> Flowables:
    """The exercises of a session, part by part."""
    doses = max(letters.width(letters.clean(dose_text(exercise, "", "×")), size) for exercise in exercises)
    parts: Flowables = []
    for section, members in groupby(exercises, key=lambda exercise: exercise.section):
        name = SECTION_NAMES.get(section, section)
        parts += _section(name, list(members), lifts, size, air, wide, min(doses + 0.4 * size, 0.45 * wide))
    return parts


def _section(
    name: str, exercises: list[Exercise], lifts: LiftText, size: float, air: float, wide: float, doses: float
) -> Flowables:
    """A part of a session: name, dose and load, rest, effort, what is left; where none is, names have the room."""
    columns = (("rest", _rest, 3.0), ("effort", _effort, 3.3), ("RIR", _left, 2.3))
    numbers = [(head, text, ems * size) for head, text, ems in columns if any(map(text, exercises))]
    others = [room for _, _, room in numbers]
    small = _small(size, 0.85)
    heads = [in_cell(head, small, room) for head, _, room in numbers]
    looks = [[cell(small, colour=GREY, right=True, pad=0.35 * size * air)] * (1 + len(numbers))]
    rule = ("LINEBELOW", (0, 0), (-1, 0), *_RULE)
    head = table([[paragraph(name, small, colour=GREY), *heads]], [wide - sum(others), *others], looks, rule)
    head.keepWithNext = 1
    rest = wide - sum(others)
    if exercises[0].section in _DRAWN:
        widths = [1.6 * size, (_PICTURE + 0.8) * size, rest - (_PICTURE + 2.4) * size]
        texts = [_drawn(exercise, lifts, size) for exercise in exercises]
    else:
        widths = [rest - doses, doses]
        texts = [_listed(exercise, lifts, size, doses) for exercise in exercises]
    rows = [
        [*text, *(in_cell(value(exercise), size, room - 0.4 * size) for _, value, room in numbers)]
        for text, exercise in zip(texts, exercises, strict=True)
    ]
    pad = 0.45 * size * air
    look = [cell(size, pad=pad, behind=0.6 * size)] * len(widths)
    look += [cell(size, right=True, pad=pad, left=0.4 * size)] * len(numbers)
    return [head, table(rows, [*widths, *others], [look] * len(rows))]


def _listed(exercise: Exercise, lifts: LiftText, size: float, doses: float) -> list[Any]:
    """The name of an exercise behind a box to tick, and its dose."""
    named = [paragraph(_title(exercise), size, indent=1.6 * size, signs=[("box", 0.475 * size)])]
    return [
        [*named, *_about(lifts.note(exercise), size, 1.6 * size)],
        in_cell(dose_text(exercise, "", "×"), size, doses),
    ]


def _drawn(exercise: Exercise, lifts: LiftText, size: float) -> list[Any]:
    """A box to tick, the drawing of an exercise, and its name with dose and load below: there is less room beside."""
    load = lifts.load(exercise)
    named = [paragraph(_title(exercise), size), paragraph(dose_text(exercise, "", "×"), size)]
    named += [paragraph(load, size, bold=True)] if load else []
    named += _about(lifts.note(exercise), size, 0.0)
    box = paragraph("", size, signs=[("box", 0.475 * size)])
    return [box, Picture(exercise.exercise_id, _PICTURE * size), named]


def _title(exercise: Exercise) -> str:
    return f"{exercise.superset}: {exercise.exercise}" if exercise.superset else exercise.exercise


def _rest(exercise: Exercise) -> str:
    """The rest between sets; nothing for a single one."""
    return format_clock(exercise.rest_s) if exercise.rest_s and exercise.sets and exercise.sets > 1 else ""


def _effort(exercise: Exercise) -> str:
    return format_number(exercise.effort) if exercise.section in _COUNTED else ""


def _left(exercise: Exercise) -> str:
    return format_number(exercise.reserve)


def _halves(blocks: list[Flowables], wide: float) -> tuple[Flowables, Flowables, float]:
    """The sessions in two columns, in their order, the higher one as low as can be, and its height [pt]."""
    heights = [height_of(block, wide) + block[0].getSpaceBefore() for block in blocks]
    high, cut = min((max(sum(heights[:cut]), sum(heights[cut:])), -cut) for cut in range(len(blocks) + 1))
    high -= blocks[0][0].getSpaceBefore() if blocks else 0.0
    return list(chain.from_iterable(blocks[:-cut])), list(chain.from_iterable(blocks[-cut:])), high


def _in_columns(left: Flowables, right: Flowables, half: float) -> Flowables:
    return [table([[left, [], right]], [half, _GUTTER, half], spaceBefore=_GAP)] if left or right else []


def _notes(wide: float, room: float) -> Flowables:
    """Lines to write on, as many as there is room for."""
    lines = max(0, int((room - 0.8 * _LINE) / _LINE))
    rows = [[paragraph("Notes", 8.0, colour=GREY)], *[[[]]] * (lines - 1)]
    high = [1.5 * _LINE, *[_LINE] * (lines - 1)]
    rule = ("LINEBELOW", (0, 0), (-1, -1), *_RULE)
    return [table(rows, [wide], None, rule, rowHeights=high, spaceBefore=_GAP)] if lines else []


# --- more than a page -------------------------------------------------------------------------------------------------


def _more_pages(page: Page, more: Callable[[], Page], days: Flowables, blocks: Flowables) -> list[Page]:
    """The week on as many pages as it takes: the days first, then the exercises in two columns a page."""
    pages = [page]
    exercises: Flowables = []
    for name, parts in zip(blocks[::2], blocks[1::2], strict=True):
        below = [copy(flowable) for flowable in parts.flowables]  # as other weeks may have the same
        for flowable in below:
            flowable.again = name.further
        exercises += [name, *below]
    page.body, days = fill(days, page.wide, page.room)
    while days:
        pages.append(more())
        pages[-1].body, days = fill(days, page.wide, pages[-1].room)
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
