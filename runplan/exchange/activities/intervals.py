"""intervals.icu's activities.csv: seconds, metres, local time, races that are marked, and the athlete's heart rates."""

from __future__ import annotations

from runplan.exchange.activities.draft import LogDraft, ReadOptions
from runplan.exchange.activities.tables import LogTable
from runplan.exchange.activities.values import read_moments, read_number, read_seconds
from runplan.exchange.activities.words import kind_of
from runplan.plan.log import Activity

_YES = frozenset(("true", "1", "yes"))


def read_intervals(table: LogTable, options: ReadOptions, draft: LogDraft) -> None:
    """Take the rows of an export of intervals.icu."""
    moments, guess = read_moments([table.cell(line, "start") for line in table.lines])
    latest = None
    for line, moment in zip(table.lines, moments, strict=True):
        sport = table.cell(line, "sport")
        title = table.cell(line, "title") or sport
        if moment is None:
            draft.leave(table.where(line), title, f"Its date {table.cell(line, 'start')[:40]!r} cannot be read.")
            continue
        start = options.local(moment) if moment.tzinfo is not None else moment
        metres = read_number(table.cell(line, "metres"))
        seconds = read_seconds(table.cell(line, "moving_s")) or read_seconds(table.cell(line, "elapsed_s"))
        activity = Activity(
            start.date(),
            start,
            kind_of(sport),
            None if metres is None else metres / 1000,
            None if seconds is None else seconds / 60,
            title,
            "intervals.icu",
            heart_rate=read_number(table.cell(line, "heart_rate")),
            rpe=read_number(table.cell(line, "rpe")),
            race=table.cell(line, "race").lower() in _YES,
            sport=sport,
            note=table.cell(line, "note"),
        )
        draft.take(table.where(line), activity, guess)
        if activity.is_run and (latest is None or start >= latest):
            latest = start
            maximum, threshold = (
                read_number(table.cell(line, field)) for field in ("max_heart_rate", "threshold_heart_rate")
            )
            if maximum:
                draft.max_heart_rate = round(maximum)
            if threshold:
                draft.threshold_heart_rate = round(threshold)
