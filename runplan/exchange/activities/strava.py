"""Strava's activities.csv: names of columns repeat, the last distance is in metres, and dates are in UTC.

Where a person or another tool left one distance alone, it may be that in the account's unit: its size beside the time
shows whether it is in metres, and if it is not, the unit has to be told.
"""

from __future__ import annotations

import datetime as dt

from runplan.exchange.activities.draft import LogDraft, ReadOptions
from runplan.exchange.activities.limits import refusal
from runplan.exchange.activities.tables import LogTable
from runplan.exchange.activities.values import read_moments, read_number, read_seconds
from runplan.exchange.activities.words import kind_of
from runplan.exchange.csv_text import Line
from runplan.plan.log import Activity
from runplan.units import to_km

_SLOWEST_M_PER_S = 0.3  # slower than anybody walks, and more kilometres a second than anybody runs or rides
_LONGEST = 300.0  # kilometres or miles: where no time is told, a session of that many is one of metres


def read_strava(table: LogTable, options: ReadOptions, draft: LogDraft) -> None:
    """Take the rows of an activities.csv."""
    km_of_one = _km_of_one(table, options)
    moments, guess = read_moments([table.cell(line, "start") for line in table.lines])
    for line, moment in zip(table.lines, moments, strict=True):
        sport = table.cell(line, "sport")
        title = table.cell(line, "title") or sport
        if moment is None:
            draft.leave(table.where(line), title, f"Its date {table.cell(line, 'start')[:40]!r} cannot be read.")
            continue
        start = options.local(moment.replace(tzinfo=dt.UTC))
        distance, seconds = _distance(table, line), _seconds(table, line)
        activity = Activity(
            start.date(),
            start,
            kind_of(sport),
            None if distance is None else distance * km_of_one,
            None if seconds is None else seconds / 60,
            title,
            "Strava",
            heart_rate=read_number(table.cell(line, "heart_rate", last=True)),
            rpe=read_number(table.cell(line, "rpe", last=True)),
            sport=sport,
            note=table.cell(line, "note"),
        )
        draft.take(table.where(line), activity, guess)
    zone = options.zone or "this computer's timezone"
    draft.note(f"{table.name} has its times in UTC; RunPlan converted them to {zone}.")


def _distance(table: LogTable, line: Line) -> float | None:
    """The distance of a row in the unit of its last column."""
    decimal_comma = _has_one(table) and table.decimal_comma
    return read_number(table.cell(line, "metres", last=True), decimal_comma=decimal_comma)


def _seconds(table: LogTable, line: Line) -> float | None:
    """The seconds in motion of a row, or else those from its begin to its end."""
    return read_seconds(table.cell(line, "moving_s", last=True)) or read_seconds(
        table.cell(line, "elapsed_s", last=True)
    )


def _has_one(table: LogTable) -> bool:
    return len(table.places.get("metres", ())) == 1


def _km_of_one(table: LogTable, options: ReadOptions) -> float:
    """Kilometres of one unit of the last distance.

    Raises
    ------
    PlanFileError
        If it is not in metres, and nothing tells its unit.
    """
    rows = [(distance, _seconds(table, line)) for line in table.lines if (distance := _distance(table, line))]
    timed = [(distance, seconds) for distance, seconds in rows if seconds]
    if timed:
        are_metres = sum(distance for distance, _ in timed) >= _SLOWEST_M_PER_S * sum(time for _, time in timed)
    else:
        are_metres = max((distance for distance, _ in rows), default=_LONGEST) >= _LONGEST
    if not _has_one(table) or are_metres:
        return 1 / 1000
    if not options.unit:
        raise refusal(
            table.name,
            "has one column of distances without a unit, and they are not in metres: give unit='km' or "
            "unit='mi' (on the command line --unit, or --log-unit in runplan plan).",
            "unit",
            ("km", "mi"),
        )
    return to_km(1.0, options.unit)
