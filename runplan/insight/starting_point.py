"""Where a runner stands, from a log: the fields of a Block that it tells, each with how it was counted.

In: a log and the day on which a block starts. Out: keyword arguments for Block, and a sentence a field. How many weeks
and days are looked at is our assumption; that a race is recent for eight weeks is the block's own rule.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from runplan import schema
from runplan.errors import BlockError, RunplanError
from runplan.insight.logged_habits import RECENT_DAYS, Answer, LogSpan, day_answers, log_span, strength_answers
from runplan.insight.logged_lifts import remembered_lifts
from runplan.insight.logged_races import recent_races
from runplan.plan import checks
from runplan.plan.block import Block
from runplan.plan.fields import FIELDS
from runplan.plan.lift_fields import lifts_text
from runplan.plan.log import Activity, Log
from runplan.planning.running.long_runs import LONGEST_RUN_DAYS
from runplan.units import counted, format_clock, format_distance, format_number, format_pace
from runplan.words import listed

__all__ = ["StartingPoint", "starting_point"]

EASY_FROM_MIN = 20.0
FEWEST_EASY = 3
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class StartingPoint:
    """The settings for a block that a log suggests.

    Parameters
    ----------
    fields : dict of str to object
        Keyword arguments for Block.
    reasons : pandas.DataFrame
        One row per field, with the columns of `schema.START_REASONS`; also for fields of which the log has too little.

    See Also
    --------
    runplan.starting_point
    """

    fields: dict[str, Any]
    reasons: pd.DataFrame


def starting_point(log: Log, date: dt.date | str, *, units: str = "km") -> StartingPoint:
    """Suggest settings for a block that starts on a date, from a log.

    Parameters
    ----------
    log : Log
        The result of `read_log`. Sessions after the date do not count.
    date : datetime.date or str
        The first day of the block.
    units : {'km', 'mi'}
        The unit for distances.

    Returns
    -------
    StartingPoint
        `.fields`, keyword arguments for Block, and `.reasons`, one row per field.

    Raises
    ------
    RunplanError
        If `log` is not a log, or the date is not valid.

    Examples
    --------
    >>> import runplan as rp
    >>> start = rp.starting_point(rp.read_log("export.zip"), "2027-01-04")  # doctest: +SKIP
    >>> block = rp.Block(start="2027-01-04", weeks=12, **start.fields)  # doctest: +SKIP
    """
    if not isinstance(log, Log):
        raise RunplanError(f"starting_point needs a Log, not {type(log).__name__}: write read_log(path).")
    checks.word("units", units, ("km", "mi"))
    day = checks.date("date", date)
    before = tuple(activity for activity in log.done if activity.date < day)
    span = log_span(before, day)
    answers = [
        _weekly_km(span, units),
        _longest(span, day, units),
        *day_answers(span),
        _easy_pace(span, day, units),
        _races(before, day),
        *strength_answers(span),
        _lifts(log, day),
        *_heart_rates(log),
    ]
    fields = _accepted(day, {answer.name: answer.value for answer in answers if answer.value is not None})
    rows = [(answer.name, answer.text if answer.name in fields else "", answer.reason) for answer in answers]
    columns = zip(*rows, strict=True)
    reasons = schema.build_frame(
        schema.START_REASONS,
        {column.name: values for column, values in zip(schema.START_REASONS, columns, strict=True)},
    )
    return StartingPoint(fields, reasons)


def _accepted(day: dt.date, fields: dict[str, Any]) -> dict[str, Any]:
    """The fields that a Block takes, alone and with those before them."""
    accepted: dict[str, Any] = {}
    for name, value in fields.items():
        try:
            Block(start=day, weeks=4, **accepted, **{name: value})
        except BlockError:
            continue
        accepted[name] = value
    return accepted


def _weekly_km(span: LogSpan, units: str) -> Answer:
    name, spec = "weekly_km_now", FIELDS["weekly_km_now"]
    since = span.until - 7 * span.weeks * _DAY
    km = sum(run.distance_km for run in span.runs if since <= run.date < span.until)
    if not span.weeks:
        return Answer(name, None, "", "The log has no full week with a run before the block.")
    mean = round(km / span.weeks, 1)
    what = "the last full week" if span.weeks == 1 else f"the last {span.weeks} full weeks"
    by_week = [
        format_number(sum(run.distance_km for run in span.runs if start <= run.date < start + 7 * _DAY))
        for start in (since + 7 * number * _DAY for number in range(span.weeks))
    ]
    reason = f"Average of {what}, from {since} to {span.until - _DAY}: {listed(by_week)} km.{span.note}"
    if not spec.low <= mean <= spec.high:
        return Answer(name, None, "", f"{reason} A plan cannot use this value.")
    return Answer(name, mean, format_distance(mean, units), reason)


def _longest(span: LogSpan, day: dt.date, units: str) -> Answer:
    name = "longest_run_km"
    end = min(day, span.until + 7 * _DAY) if span.note else day
    runs = [run for run in span.runs if end - LONGEST_RUN_DAYS * _DAY <= run.date < end and run.km]
    if not runs:
        return Answer(
            name, None, "", f"The log has no run with a distance in the {LONGEST_RUN_DAYS} days before {end}."
        )
    longest = max(runs, key=lambda run: run.distance_km)
    km = round(longest.distance_km, 1)
    return Answer(
        name, km, format_distance(km, units), f"Your run on {longest.date}, the longest in {LONGEST_RUN_DAYS} days."
    )


def _easy_pace(span: LogSpan, day: dt.date, units: str) -> Answer:
    """The middle of what was run, by time: most of running is easy, so the middle is."""
    name = "easy_pace_s_per_km"
    end = min(day, span.until + 7 * _DAY)
    paces = sorted(
        (60 * run.duration_min / run.distance_km, run.duration_min)
        for run in span.runs
        if end - RECENT_DAYS * _DAY <= run.date < end
        if run.km and not run.race and run.duration_min >= EASY_FROM_MIN
    )
    if len(paces) < FEWEST_EASY:
        return Answer(
            name, None, "", f"Fewer than {FEWEST_EASY} runs of {EASY_FROM_MIN:g} minutes or more in eight weeks."
        )
    half, so_far, middle = sum(minutes for _, minutes in paces) / 2, 0.0, 0.0
    for pace, minutes in paces:
        so_far, middle = so_far + minutes, pace
        if so_far >= half:
            break
    reason = (
        f"Median pace of {counted(len(paces), 'run')} of {EASY_FROM_MIN:g} minutes or more in eight weeks, without "
        "races: for half of that running time, you ran slower than this. If most of them were hard, give a slower pace."
    )
    spec = FIELDS[name]
    if not spec.low <= round(middle) <= spec.high:
        return Answer(name, None, "", f"{reason} A plan cannot use this value.")
    return Answer(name, round(middle), format_pace(round(middle), units), reason)


def _races(before: Sequence[Activity], day: dt.date) -> Answer:
    name = "recent_races"
    races = recent_races([run for run in before if run.is_run and (day - run.date).days <= RECENT_DAYS])
    if not races:
        return Answer(name, None, "", "The log has no race in the eight weeks before the block.")
    value = tuple((race.distance, race.seconds) for race in races)
    text = ", ".join(f"{race.distance} {format_clock(race.seconds)}" for race in races)
    return Answer(name, value, text, " ".join(race.reason for race in races))


def _lifts(log: Log, day: dt.date) -> Answer:
    lifts = remembered_lifts(log, day, RECENT_DAYS)
    if not lifts:
        return Answer(
            "lifts",
            None,
            "",
            "The log has no set of 10 repetitions or fewer with a weight in the eight weeks before the block.",
        )
    value = {lift.exercise_id: lift.value for lift in lifts}
    text = lifts_text(tuple(sorted(value.items())))
    return Answer("lifts", value, text, " ".join(lift.reason for lift in lifts))


def _heart_rates(log: Log) -> list[Answer]:
    return [
        Answer(name, value, str(value), "Taken from the account that the log comes from.")
        for name, value in (
            ("max_heart_rate", log.max_heart_rate),
            ("threshold_heart_rate", log.threshold_heart_rate),
        )
        if value is not None
    ]
