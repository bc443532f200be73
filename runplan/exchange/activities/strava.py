"""Strava's activities.csv: names of columns repeat, the last distance is in metres, and dates are in UTC."""

from __future__ import annotations

import datetime as dt

from runplan.exchange.activities.draft import LogDraft, ReadOptions
from runplan.exchange.activities.tables import LogTable
from runplan.exchange.activities.values import read_moments, read_number, read_seconds
from runplan.exchange.activities.words import kind_of
from runplan.plan.log import Activity


def read_strava(table: LogTable, options: ReadOptions, draft: LogDraft) -> None:
    """Take the rows of an activities.csv."""
    moments, guess = read_moments([table.cell(line, "start") for line in table.lines])
    for line, moment in zip(table.lines, moments, strict=True):
        sport = table.cell(line, "sport")
        title = table.cell(line, "title") or sport
        if moment is None:
            draft.leave(table.where(line), title, f"Its date {table.cell(line, 'start')[:40]!r} is not understood.")
            continue
        start = options.local(moment.replace(tzinfo=dt.UTC))
        metres = read_number(table.cell(line, "metres", last=True))
        moving = read_seconds(table.cell(line, "moving_s", last=True))
        elapsed = read_seconds(table.cell(line, "elapsed_s", last=True))
        seconds = moving or elapsed
        activity = Activity(
            start.date(),
            start,
            kind_of(sport),
            None if metres is None else metres / 1000,
            None if seconds is None else seconds / 60,
            title,
            "Strava",
            heart_rate=read_number(table.cell(line, "heart_rate", last=True)),
            rpe=read_number(table.cell(line, "rpe", last=True)),
            sport=sport,
            note=table.cell(line, "note"),
        )
        draft.take(table.where(line), activity, guess)
    draft.note(f"{table.name} has its times in UTC: they were read as {options.zone or 'the time of this computer'}.")
