"""Hevy's and Strong's CSV: a row a set. Strong's older files do not say the unit of their weights."""

from __future__ import annotations

import datetime as dt

from runplan.exchange.activities.draft import LogDraft, ReadOptions
from runplan.exchange.activities.limits import plain, refusal
from runplan.exchange.activities.tables import LogTable
from runplan.exchange.activities.values import read_moments, read_number, read_seconds
from runplan.exchange.activities.words import folded
from runplan.exchange.csv_text import Line
from runplan.plan.log import GUESSED, TAKEN, Activity, LoggedSet, LogRow
from runplan.plan.weights import KG_PER_LB

_KINDS = {
    "normal": "work",
    "warmup": "warm_up",
    "warm up": "warm_up",
    "w": "warm_up",
    "dropset": "drop",
    "drop": "drop",
    "d": "drop",
    "failure": "test",
    "f": "test",
}
_NO_SET = ("rest timer", "note")
_NAMES = {"hevy": "Hevy", "strong": "Strong"}
MOST_KG, MOST_REPS, MOST_SECONDS = 1000.0, 1000, 24 * 3600


def read_lifting(table: LogTable, options: ReadOptions, draft: LogDraft) -> None:
    """Take the sets of an export, and a strength session for each workout.

    Raises
    ------
    PlanFileError
        If nothing tells the unit of its weights.
    """
    source = _NAMES[table.tool]
    starts, guess = read_moments([table.cell(line, "start") for line in table.lines])
    in_pounds = _in_pounds(table, options)
    marked = any(_kind(table, line) in ("warm_up", "drop", "test") for line in table.lines)
    workouts: dict[tuple[dt.datetime, str], Activity] = {}
    numbers: dict[tuple[dt.datetime, str], int] = {}
    for line, moment in zip(table.lines, starts, strict=True):
        name = table.cell(line, "exercise")
        if moment is None:
            draft.leave(table.where(line), name, f"Its date {table.cell(line, 'start')[:40]!r} cannot be read.")
            continue
        start = options.local(moment) if moment.tzinfo is not None else moment
        workout = (start, table.cell(line, "title"))
        if workout not in workouts:
            workouts[workout] = _session(table, line, start, source)
        if folded(table.cell(line, "set")) in _NO_SET:
            draft.leave(table.where(line), name, "It is not a set.", start.date())
            continue
        number = numbers[start, name] = numbers.get((start, name), 0) + 1
        kind = _kind(table, line) if marked else ""
        logged = _set(table, line, options, in_pounds)._replace(date=start.date(), set=number, kind=kind, source=source)
        if not logged.reps and not logged.seconds:
            draft.leave(table.where(line), name, "It has neither repetitions nor seconds.", start.date())
            continue
        draft.lifted.append(logged)
        doubt = guess or ("" if logged.exercise_id else "No exercise in the catalogue has this name.")
        draft.rows.append(LogRow(table.where(line), plain(name, 80), GUESSED if doubt else TAKEN, doubt, start.date()))
    for (start, title), activity in workouts.items():
        draft.take(f"{table.name}, {start:%Y-%m-%d %H:%M}", activity._replace(title=title or activity.title))


def _session(table: LogTable, line: Line, start: dt.datetime, source: str) -> Activity:
    minutes = None
    if table.has("end"):
        (end,), _ = read_moments([table.cell(line, "end")])
        if end is not None:
            minutes = (end.replace(tzinfo=None) - start).total_seconds() / 60
    else:
        seconds = read_seconds(table.cell(line, "duration"))
        minutes = None if seconds is None else seconds / 60
    note = table.cell(line, "note")
    return Activity(start.date(), start, "strength", None, minutes, "strength", source, note=note)


def _kind(table: LogTable, line: Line) -> str:
    """What a set is by its mark: Hevy has a column for it, Strong writes a letter in place of the number."""
    return _KINDS.get(folded(table.cell(line, "set_kind" if table.tool == "hevy" else "set")), "work")


def _in_pounds(table: LogTable, options: ReadOptions) -> bool:
    """Whether the plain column of weights is in pounds."""
    if not table.has("weight") or table.has("weight_unit"):
        return False
    if options.weight_unit or not any(read_number(table.cell(line, "weight")) for line in table.lines):
        return options.weight_unit == "lb"
    raise refusal(
        table.name,
        "does not give the unit of its weights: give weight_unit='kg' or 'lb' (runplan log takes --weight-unit).",
        "weight_unit",
        ("kg", "lb"),
    )


def _set(table: LogTable, line: Line, options: ReadOptions, in_pounds: bool) -> LoggedSet:
    """A set, its day and number still to be put."""

    def value(field: str) -> float | None:
        return read_number(table.cell(line, field), decimal_comma=table.decimal_comma)

    kg, unit = value("weight_kg"), "kg"
    if kg is None and value("weight_lb") is not None:
        kg, unit = value("weight_lb"), "lb"
    elif kg is None and table.has("weight"):
        named = folded(table.cell(line, "weight_unit"))
        kg, unit = value("weight"), "lb" if in_pounds or named.startswith("lb") else "kg"
    if kg is not None and unit == "lb":
        kg = kg * KG_PER_LB
    name = plain(table.cell(line, "exercise"), 120)
    reps, seconds, rpe = value("reps"), read_seconds(table.cell(line, "seconds")), value("rpe")
    return LoggedSet(
        dt.date.min,
        options.exercise_names.get(folded(name), ""),
        name,
        0,
        kg=round(kg, 3) if kg is not None and 0 < kg <= MOST_KG else None,
        reps=int(reps) if reps is not None and 1 <= reps <= MOST_REPS else None,
        seconds=seconds if seconds is not None and 0 < seconds <= MOST_SECONDS else None,
        rpe=rpe if rpe is not None and 0 < rpe <= 10 else None,
        reserve=int(10 - rpe) if rpe is not None and 0 < rpe <= 10 else None,
        unit=unit,
    )
