"""A plan as a table for the terminal: one line a week, the seven days, and what to do in the strength sessions."""

from __future__ import annotations

import datetime as dt
import textwrap
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from runplan.cli.race_paces import pace_lines
from runplan.cli.run_table import run_lines
from runplan.insight.lift_text import LiftText
from runplan.units import counted, format_clock, format_date, format_minutes, format_number, from_km
from runplan.words import GOAL_NAMES, listed, week_stretches

if TYPE_CHECKING:
    from runplan.plan.records import Exercise, Session, Week
    from runplan.plan.tables import PlanTables

RUN_LETTERS = {"easy": "E", "long": "L", "tempo": "T", "intervals": "I", "hills": "H", "race": "R"}
SIGNS = {"heavy": "■", "general": "◧", "routine": "◧", "core": "○", "rest": "·", "less": "↓", "times": "×", "to": "–"}
SIGNS |= {"missed": "✕", "dropped": "∅"}
PLAIN_SIGNS = dict(zip(SIGNS, "#++o.vx-!/", strict=True))
NOT_DONE = ("missed", "dropped")
NARROW, WIDE = 80, 110
_LEAST_DOSE = 24  # characters of a dose beside the names; else it is below its name
SUPERSET = (
    "Superset: alternate the exercises with the same letter, one set each; you rest from one while you do the other."
)


def signs_for(encoding: str | None) -> dict[str, str]:
    """The signs that a terminal of this encoding can show.

    >>> signs_for("utf-8")["heavy"], signs_for("ascii")["heavy"], signs_for(None)["heavy"]
    ('■', '#', '#')
    """
    try:
        "".join(SIGNS.values()).encode(encoding or "ascii")
    except (LookupError, UnicodeEncodeError):
        return PLAIN_SIGNS
    return SIGNS


def padded(title: str, cells: Iterable[str], *, right: bool = False) -> list[str]:
    """A column of a table, its title first: as wide as the widest of them."""
    lines = [title, *cells]
    width = max(map(len, lines))
    return [line.rjust(width) if right else line.ljust(width) for line in lines]


def block_table(plan: PlanTables, *, width: int = NARROW, signs: dict[str, str] = SIGNS) -> str:
    """The whole block as text, no wider than the terminal where that is 80 or more."""
    parts = [_heading(plan, width), _weeks(plan, width, signs), _legend(plan, width, signs)]
    parts += [pace_lines(plan.block, width, signs), run_lines(plan, width, signs)]
    strength = _strength(plan, width, signs)
    return "\n\n".join(part for part in [*parts, strength] if part) + "\n"


def _heading(plan: PlanTables, width: int) -> str:
    block = plan.block
    goal = GOAL_NAMES.get(block.goal, "general fitness")
    title = f"{goal[0].upper()}{goal[1:]}"
    if block.race_date is not None:
        title += f", {format_date(block.race_date)}"
    counted_ones = [session for session in plan.session_records if session.status not in NOT_DONE]
    runs = [session for session in counted_ones if session.is_run]
    strength = [session for session in counted_ones if not session.is_run]
    facts = (
        f"{counted(len(runs), 'run')}, {_distance(sum(run.distance_km for run in runs), block.units)} {block.units}, "
        f"{format_minutes(sum(run.duration_min for run in runs))} h; {counted(len(strength), 'strength session')}, "
        f"{format_minutes(sum(session.duration_min for session in strength))} h"
    )
    if left_out := len(plan.session_records) - len(counted_ones):
        facts += f"; without {counted(left_out, 'session')} missed or dropped"
    span = f"{len(plan.week_records)} weeks from {format_date(block.first_day)}"
    return "\n".join([title, span, *textwrap.wrap(facts, max(width, 40))])


def _distance(km: float, units: str) -> str:
    return format_number(from_km(km, units))


def _weeks(plan: PlanTables, width: int, signs: dict[str, str]) -> str:
    """The weeks: as airy as the width allows."""
    text = ""
    for between, even in ((" ", True), (" ", False), ("", False)):
        text = _weeks_table(plan, width, signs, between, even=even)
        if max(len(line) for line in text.split("\n")) <= width:
            break
    return text


def _weeks_table(plan: PlanTables, width: int, signs: dict[str, str], between: str, *, even: bool) -> str:
    weeks, units, wide = plan.week_records, plan.block.units, width >= WIDE
    columns = [
        padded("Wk", [str(week.week) for week in weeks], right=True),
        padded("From", [format_date(week.start)[4:-5] for week in weeks], right=True),
        padded("Phase", [f"{week.phase} {signs['less']}" if week.step_back else week.phase for week in weeks]),
        padded(units, [_distance(week.run_km - _not_run_km(week), units) for week in weeks], right=True),
    ]
    of_day: dict[dt.date, list[Session]] = {}
    for session in plan.session_records:
        of_day.setdefault(session.date, []).append(session)
    days = [
        [weekday, *(_day(of_day.get(week.dates[number], []), units, wide, signs, between) for week in weeks)]
        for number, weekday in enumerate(plan.block.week_days)
    ]
    widest = max(len(cell) for cells in days for cell in cells) if even else 0
    columns += [padded(weekday.ljust(widest), cells) for weekday, *cells in days]
    if wide:
        columns.append(padded("Strength", [week.strength_phase for week in weeks]))
    done_or_planned = [[row for row in week.sessions if row.status not in NOT_DONE] for week in weeks]
    minutes = [[row.minutes for row in rows if not row.is_run and row.minutes is not None] for rows in done_or_planned]
    hours = [format_minutes(sum(values) if values else None) for values in minutes]
    columns.append(padded("its h:mm" if wide else "Strength", hours, right=True))
    gap = "  " if wide else " "
    head, *body = (gap.join(row).rstrip() for row in zip(*columns, strict=True))
    return "\n".join([head, "-" * max(map(len, [head, *body])), *body])


def _not_run_km(week: Week) -> float:
    """Kilometres of the week's runs that were missed or dropped [km]."""
    return sum(run.distance_km for run in week.sessions if run.is_run and run.status in NOT_DONE)


def _day(sessions: Sequence[Session], units: str, wide: bool, signs: dict[str, str], between: str) -> str:
    """One day: the run's letter and distance, the strength session's sign and, with room, its minutes."""
    runs, strength = [], []
    for session in sessions:
        mark = signs[session.status] if session.status in NOT_DONE else ""
        if session.is_run:
            runs.append(RUN_LETTERS[session.type] + ("" if session.km is None else _distance(session.km, units)) + mark)
        else:
            strength.append(signs[session.type] + (format_number(session.minutes) if wide else "") + mark)
    return between.join(runs + strength) or signs["rest"]


def _legend(plan: PlanTables, width: int, signs: dict[str, str]) -> str:
    types = {session.type for session in plan.session_records}
    words = [f"{letter} {name}" for name, letter in RUN_LETTERS.items() if name in types]
    halves = [name for name in ("general", "routine") if name in types]
    if "heavy" in types:
        words.append(f"{signs['heavy']} heavy strength")
    if halves:
        words.append(f"{signs['general']} {' or '.join(halves)} strength")
    if "core" in types:
        words.append(f"{signs['core']} core and hips")
    words.append(f"{signs['rest']} rest")
    statuses = {session.status for session in plan.session_records} & set(NOT_DONE)
    words += [f"{signs[status]} {status}" for status in NOT_DONE if status in statuses]
    if any(week.step_back for week in plan.week_records):
        words.append(f"{signs['less']} step-back week")
    lines = [
        *_flow(words, width),
        "Runs are in the morning, strength in the evening.",
        "Last column: strength time as h:mm.",
    ]
    if statuses:
        lines += ["Distances and times leave out sessions that were missed or dropped."]
    lines += ["A week's distance includes its race."] if "race" in types else []
    pins = [f"{session_id} {weekday}" for session_id, weekday in plan.block.pins]
    lines += _flow(["Pinned:", *pins], width) if pins else []
    return "\n".join(lines)


def _flow(words: Sequence[str], width: int) -> list[str]:
    """Words side by side, three spaces apart, on as few lines as the width allows."""
    lines: list[str] = []
    for word in words:
        if lines and len(lines[-1]) + 3 + len(word) <= width:
            lines[-1] += f"   {word}"
        else:
            lines.append(word)
    return lines


def _strength(plan: PlanTables, width: int, signs: dict[str, str]) -> str:
    """What to do: each different strength session once, with the weeks in which it stands."""
    groups: dict[tuple[str, ...], list[Session]] = {}
    for session in plan.session_records:
        if not session.is_run and session.exercises:
            groups.setdefault(tuple(row.exercise for row in session.exercises), []).append(session)
    parts, lifts = [], LiftText(plan, signs["times"])
    for names, sessions in groups.items():
        weekdays = {session.weekday for session in sessions}
        days = " or ".join(day for day in plan.block.week_days if day in weekdays)
        titles = " or ".join(dict.fromkeys(session.title for session in sessions))
        head = f"{titles}, {days}, {_week_list([session.week for session in sessions], signs)}"
        minutes = [session.minutes for session in sessions if session.minutes is not None]
        head += f", {_span(minutes, signs)} min" if minutes else ""
        rows = [session.exercises for session in sessions]
        parts.append("\n".join([head, *_exercises(names, rows, lifts, width, signs)]))
    if any(row.superset for sessions in groups.values() for row in sessions[0].exercises):
        parts.append("\n".join(textwrap.wrap(SUPERSET, max(width, 40))))
    return "\n\n".join(parts)


def _exercises(
    names: Sequence[str], sessions: Sequence[Sequence[Exercise]], lifts: LiftText, width: int, signs: dict[str, str]
) -> list[str]:
    """What comes first in a few lines, then one line an exercise with its dose at the right of the names."""
    parts = [
        (rows[0].section in ("foam_roll", "warm_up"), name, _dose(rows, lifts, signs))
        for name, rows in zip(names, zip(*sessions, strict=True), strict=True)
    ]
    first = "; ".join(f"{name} {dose}" for is_first, name, dose in parts if is_first)
    lines = textwrap.wrap(first, max(width, 40), initial_indent="  First: ", subsequent_indent="    ")
    column = max((len(name) for is_first, name, _ in parts if not is_first), default=0)
    has_room = column + 4 + _LEAST_DOSE <= max(width, 40)
    for _, name, dose in (part for part in parts if not part[0]):
        lines += [] if has_room else [f"  {name}"]
        head, indent = (f"  {name.ljust(column)}  ", " " * (column + 4)) if has_room else ("    ", "    ")
        lines += textwrap.wrap(dose, max(width, 40), initial_indent=head, subsequent_indent=indent)
    return lines


def _dose(rows: Sequence[Exercise], lifts: LiftText, signs: dict[str, str]) -> str:
    """Sets, repetitions or seconds, load and what is left, as a span where they change from week to week."""
    timed = rows[0].seconds is not None
    amount = _span([row.seconds if timed else row.reps for row in rows], signs)
    text = f"{_span([row.sets for row in rows], signs)} {signs['times']} {amount}{' s' if timed else ''}"
    text += " each side" if rows[0].each_side else ""
    loads = sorted((row for row in rows if row.load_kg is not None), key=lambda row: row.load_kg or 0.0)
    if loads:
        text += f" at {' to '.join(dict.fromkeys(lifts.load(row) for row in (loads[0], loads[-1])))}"
    reserves = [row.reserve for row in rows if row.reserve is not None]
    text += f", {_span(reserves, signs)} in reserve" if reserves else ""
    rest = max(row.rest_s or 0 for row in rows)
    text += f", rest {format_clock(rest)}" if rest > 0 else ""
    text += f", {lifts.kit(rows[0])}" if lifts.kit(rows[0]) else ""
    return f"{text}, superset {rows[0].superset}" if rows[0].superset else text


def _span(values: Sequence[int | None], signs: dict[str, str]) -> str:
    numbers = sorted({value for value in values if value is not None})
    if not numbers:
        return "?"
    return str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]}{signs['to']}{numbers[-1]}"


def _week_list(weeks: Sequence[int], signs: dict[str, str]) -> str:
    """Weeks as spans: week 3, weeks 1-4 and 6."""
    joined = listed([_span(stretch, signs) for stretch in week_stretches(weeks)])
    return f"week{'' if joined.isdigit() else 's'} {joined}"
