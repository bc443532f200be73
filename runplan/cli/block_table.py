"""A plan as a table for the terminal: one line a week, the seven days, and what to do in the strength sessions."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from runplan.units import counted, format_clock, format_date, format_minutes, format_number, from_km
from runplan.words import GOAL_NAMES

if TYPE_CHECKING:
    from runplan.plan.tables import PlanTables

RUN_LETTERS = {"easy": "E", "long": "L", "tempo": "T", "intervals": "I", "hills": "H", "race": "R"}
SIGNS = {"heavy": "■", "general": "◧", "routine": "◧", "core": "○", "rest": "·", "less": "↓", "times": "×", "to": "–"}
PLAIN_SIGNS = {
    "heavy": "#",
    "general": "+",
    "routine": "+",
    "core": "o",
    "rest": ".",
    "less": "v",
    "times": "x",
    "to": "-",
}
NARROW, WIDE = 80, 110


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


@dataclass(frozen=True)
class _Column:
    title: str
    cells: list[str]
    right: bool = False

    def lines(self) -> list[str]:
        width = max(len(cell) for cell in [self.title, *self.cells])
        pad: Callable[[str, int], str] = str.rjust if self.right else str.ljust
        return [pad(cell, width) for cell in [self.title, *self.cells]]


def block_table(plan: PlanTables, *, width: int = NARROW, signs: dict[str, str] = SIGNS) -> str:
    """The whole block as text, no wider than the terminal where that is 80 or more."""
    parts = [_heading(plan, width), _weeks(plan, width, signs), _legend(plan, width, signs)]
    strength = _strength(plan, width, signs)
    return "\n\n".join(part for part in [*parts, strength] if part) + "\n"


def _heading(plan: PlanTables, width: int) -> str:
    block = plan.block
    goal = GOAL_NAMES.get(block.goal, "general fitness")
    title = f"{goal[0].upper()}{goal[1:]}"
    if block.race_date is not None:
        title += f", {format_date(block.race_date)}"
    sessions = plan.sessions
    runs = sessions[sessions["kind"] == "run"]
    strength = sessions[sessions["kind"] == "strength"]
    facts = (
        f"{counted(len(runs), 'run')}, {_distance(runs['km'].sum(), block.units)} {block.units}, "
        f"{format_minutes(runs['minutes'].sum())} h; "
        f"{counted(len(strength), 'strength session')}, {format_minutes(strength['minutes'].sum())} h"
    )
    span = f"{len(plan.weeks)} weeks from {format_date(block.first_day)}"
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
    weeks, units, wide = plan.weeks, plan.block.units, width >= WIDE
    steps = weeks["step_back"].tolist()
    phases = [f"{phase} {signs['less']}" if step else phase for phase, step in zip(weeks["phase"], steps, strict=True)]
    columns = [
        _Column("Wk", [str(week) for week in weeks["week"].tolist()], right=True),
        _Column("From", [format_date(start)[4:-5] for start in weeks["start"].tolist()], right=True),
        _Column("Phase", phases),
        _Column(units, [format_number(from_km(km, units)) for km in weeks["run_km"].tolist()], right=True),
    ]
    by_day = _by_day(plan.sessions)
    for place, weekday in enumerate(plan.block.week_days):
        cells = [
            _day(by_day.get(start + pd.Timedelta(days=place), ()), units, wide, signs, between)
            for start in weeks["start"]
        ]
        columns.append(_Column(weekday, cells))
    if even:
        widest = max(len(cell) for column in columns[-7:] for cell in [column.title, *column.cells])
        columns[-7:] = [_Column(column.title.ljust(widest), column.cells) for column in columns[-7:]]
    if wide:
        columns.append(_Column("Strength", weeks["strength_phase"].tolist()))
    strength = plan.sessions[plan.sessions["kind"] == "strength"]
    minutes = strength.groupby("week")["minutes"].sum(min_count=1)
    columns.append(_Column("h:mm", [format_minutes(minutes.get(week)) for week in weeks["week"].tolist()], right=True))
    rows = zip(*(column.lines() for column in columns), strict=True)
    gap = "  " if wide else " "
    head, *body = (gap.join(row).rstrip() for row in rows)
    return "\n".join([head, "-" * max(map(len, [head, *body])), *body])


def _by_day(sessions: pd.DataFrame) -> dict[Any, list[dict[str, Any]]]:
    days: dict[Any, list[dict[str, Any]]] = {}
    for record in sessions[["date", "kind", "type", "km", "minutes"]].to_dict("records"):
        days.setdefault(record["date"], []).append({str(key): value for key, value in record.items()})
    return days


def _day(sessions: Sequence[dict[str, Any]], units: str, wide: bool, signs: dict[str, str], between: str) -> str:
    """One day: the run's letter and distance, the strength session's sign and, with room, its minutes."""
    runs, strength = [], []
    for one in sessions:
        if one["kind"] == "run":
            km = one["km"]
            runs.append(RUN_LETTERS[one["type"]] + (_distance(km, units) if km == km else ""))
        else:
            strength.append(signs[one["type"]] + (format_number(one["minutes"]) if wide else ""))
    return between.join(runs + strength) or signs["rest"]


def _legend(plan: PlanTables, width: int, signs: dict[str, str]) -> str:
    types = set(plan.sessions["type"])
    words = [f"{letter} {name}" for name, letter in RUN_LETTERS.items() if name in types]
    halves = [name for name in ("general", "routine") if name in types]
    if "heavy" in types:
        words.append(f"{signs['heavy']} heavy strength")
    if halves:
        words.append(f"{signs['general']} {' or '.join(halves)} strength")
    if "core" in types:
        words.append(f"{signs['core']} core and hips")
    words.append(f"{signs['rest']} rest")
    if plan.weeks["step_back"].any():
        words.append(f"{signs['less']} step-back week")
    lines = [*_flow(words, width), "A run is in the morning, strength in the evening; h:mm is strength a week."]
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
    groups: dict[tuple[str, ...], list[str]] = {}
    of_session = {str(key): rows for key, rows in plan.exercises.groupby("session_id", sort=False)}
    for session_id in plan.sessions.loc[plan.sessions["kind"] == "strength", "session_id"]:
        rows = of_session.get(session_id)
        if rows is not None:
            groups.setdefault(tuple(rows["exercise"]), []).append(session_id)
    sessions = plan.sessions.set_index("session_id")
    parts = []
    for names, members in groups.items():
        mine = sessions.loc[members]
        days = " or ".join(day for day in plan.block.week_days if day in set(mine["weekday"]))
        head = f"{' or '.join(dict.fromkeys(mine['title']))}, {days}, {_week_list(mine['week'].tolist(), signs)}"
        minutes = mine["minutes"].dropna()
        if len(minutes):
            head += f", {_span(minutes.tolist(), signs)} min"
        parts.append("\n".join([head, *_exercises(names, [of_session[one] for one in members], width, signs)]))
    return "\n\n".join(parts)


def _exercises(names: Sequence[str], sessions: Sequence[pd.DataFrame], width: int, signs: dict[str, str]) -> list[str]:
    """What comes first in a few lines, then one line an exercise with its dose at the right of the names."""
    rows = [[frame.iloc[place] for frame in sessions] for place in range(len(names))]
    first: list[tuple[str, str]] = []
    work: list[tuple[str, str]] = []
    for name, doses in zip(names, rows, strict=True):
        place = first if doses[0]["section"] in ("foam_roll", "warm_up") else work
        place.append((name, _dose(doses, signs)))
    lines = textwrap.wrap(
        "; ".join(f"{name} {dose}" for name, dose in first),
        max(width, 40),
        initial_indent="  First: ",
        subsequent_indent="    ",
    )
    column = max((len(name) for name, _ in work), default=0)
    return [*lines, *(f"  {name.ljust(column)}  {dose}" for name, dose in work)]


def _dose(rows: Sequence[Any], signs: dict[str, str]) -> str:
    """Sets and repetitions or seconds, as a span where they change from week to week."""
    timed = rows[0]["seconds"] is not pd.NA
    counts = [row["seconds" if timed else "reps"] for row in rows]
    sets = _span([row["sets"] for row in rows], signs)
    amount = _span(counts, signs)
    text = f"{sets} {signs['times']} {amount}{' s' if timed else ''}"
    text += " each side" if rows[0]["each_side"] else ""
    rests = [rest for rest in (row["rest_s"] for row in rows) if rest is not pd.NA]
    if rests and max(rests) > 0:
        text += f", rest {format_clock(max(rests))}"
    return f"{text}, in turn ({rows[0]['superset']})" if rows[0]["superset"] else text


def _span(values: Sequence[Any], signs: dict[str, str]) -> str:
    known = sorted({int(value) for value in values if value is not pd.NA and value == value})
    if not known:
        return "?"
    return str(known[0]) if len(known) == 1 else f"{known[0]}{signs['to']}{known[-1]}"


def _week_list(weeks: Sequence[int], signs: dict[str, str]) -> str:
    """Weeks as spans: week 3, weeks 1-4 and 6."""
    spans: list[list[int]] = []
    for week in sorted(set(weeks)):
        if spans and spans[-1][-1] == week - 1:
            spans[-1] = [spans[-1][0], week]
        else:
            spans.append([week])
    words = [str(span[0]) if len(span) == 1 else f"{span[0]}{signs['to']}{span[-1]}" for span in spans]
    joined = words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
    return f"week{'' if joined.isdigit() else 's'} {joined}"
