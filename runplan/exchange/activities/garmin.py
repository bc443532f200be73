"""Garmin Connect's Activities.csv: the unit of its distances is the account's, and nothing states it.

What tells the unit is the length of a stride: steps a minute x minutes x length of a stride is the distance in metres
or in feet. Pace x time shows only whether distance and pace belong together, but a pace that no man has run for a mile
is one for a kilometre. Where nothing tells it, it has to be options.
"""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from runplan.exchange.activities.draft import LogDraft, ReadOptions
from runplan.exchange.activities.limits import refusal
from runplan.exchange.activities.tables import LogTable
from runplan.exchange.activities.values import read_moments, read_number, read_seconds
from runplan.exchange.activities.words import kind_of
from runplan.exchange.csv_text import Line
from runplan.plan.log import Activity
from runplan.units import to_km

_FASTEST_MILE_S = 223.0  # nobody has run a mile in less
_FEET_PER_MILE, _METRES_PER_KM, _METRES_PER_MILE = 5280.0, 1000.0, 1609.344
_NEAR = 0.08  # how near a stride's length is to what the distance says: rounded figures, and steps of walking
_SAME_PACE = 0.03
_FAR_OFF = 500.0  # a distance that is so many times what pace and time say is in metres


class _Run(NamedTuple):
    distance: float
    seconds: float


def read_garmin(table: LogTable, options: ReadOptions, draft: LogDraft) -> None:
    """Take the rows of an Activities.csv.

    Raises
    ------
    PlanFileError
        If nothing tells the unit of its distances.
    """
    moments, guess = read_moments([table.cell(line, "start") for line in table.lines])
    unit = options.unit or _unit(table)
    for line, moment in zip(table.lines, moments, strict=True):
        sport = table.cell(line, "sport")
        title = table.cell(line, "title") or sport
        if moment is None:
            draft.leave(table.where(line), title, f"Its date {table.cell(line, 'start')[:40]!r} cannot be read.")
            continue
        kind, run = kind_of(sport), _run(table, line)
        seconds = run.seconds or None
        km, doubt = _distance(table, line, run, unit) if unit and run.distance else (None, "")
        activity = Activity(
            moment.date(),
            moment.replace(tzinfo=None),
            kind,
            km,
            None if seconds is None else seconds / 60,
            title,
            "Garmin Connect",
            heart_rate=read_number(table.cell(line, "heart_rate"), decimal_comma=table.decimal_comma),
            sport=sport,
        )
        draft.take(table.where(line), activity, guess or doubt)
    if unit and not options.unit:
        draft.note(
            f"{table.name} does not give the unit of its distances; its strides or paces show that they are in {unit}."
        )


def _run(table: LogTable, line: Line) -> _Run:
    """The distance in the account's unit, and the seconds in motion where they are told, of a row."""
    distance = read_number(table.cell(line, "distance"), decimal_comma=table.decimal_comma) or 0.0
    seconds = read_seconds(table.cell(line, "time")) or read_seconds(table.cell(line, "moving")) or 0.0
    return _Run(distance, seconds)


def _distance(table: LogTable, line: Line, run: _Run, unit: str) -> tuple[float, str]:
    """Kilometres of a row, and what is doubtful about them: pace x time may say that the distance is in metres."""
    pace = read_seconds(table.cell(line, "pace")) or 0.0
    if pace and run.seconds and kind_of(table.cell(line, "sport")) == "run":
        ratio = run.distance * pace / run.seconds
        if ratio > _FAR_OFF:
            return to_km(run.seconds / pace, unit), "Its distance was read in metres, to match pace and time."
        if abs(ratio - 1) > 10 * _SAME_PACE:
            return to_km(run.distance, unit), "Distance, pace and time do not agree: please check."
    return to_km(run.distance, unit), ""


def _unit(table: LogTable) -> str:
    """The unit that the strides or the paces of the runs show; "" where there is no run with a distance.

    Raises
    ------
    PlanFileError
        If neither shows it.
    """
    units: Counter[str] = Counter()
    fastest, number_of_runs = float("inf"), 0
    for line in table.lines:
        run = _run(table, line)
        if kind_of(table.cell(line, "sport")) != "run" or not run.distance or not run.seconds:
            continue
        number_of_runs += 1
        if 1 <= run.distance < _FAR_OFF:
            fastest = min(fastest, run.seconds / run.distance)
        units[_unit_of_strides(table, line, run)] += 1
    if not number_of_runs:
        return ""
    km, miles = units["km"], units["mi"]
    if max(km, miles) >= 2 * min(km, miles) and max(km, miles):
        return "km" if km > miles else "mi"
    if fastest < _FASTEST_MILE_S:
        return "km"
    raise refusal(
        table.name,
        "does not give the unit of its distances: give the one set in your Garmin Connect account as unit='km' or "
        "unit='mi' (on the command line --unit, or --log-unit in runplan plan).",
        "unit",
        ("km", "mi"),
    )


def _unit_of_strides(table: LogTable, line: Line, run: _Run) -> str:
    """The unit in which a distance is what the steps add up to; "" where that fits none."""
    cadence = read_number(table.cell(line, "cadence"), decimal_comma=table.decimal_comma)
    stride = read_number(table.cell(line, "stride"), decimal_comma=table.decimal_comma)
    if not cadence or not stride or not 0.3 <= stride <= 8:
        return ""
    steps_length = cadence * stride * run.seconds / 60
    for unit, length in (("km", _METRES_PER_KM), ("mi", _FEET_PER_MILE), ("mi", _METRES_PER_MILE)):
        if abs(steps_length / (run.distance * length) - 1) <= _NEAR:
            return unit
    return ""
