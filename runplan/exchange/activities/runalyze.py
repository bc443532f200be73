"""Runalyze's CSV: seconds since 1970, kilometres, and sports that are numbers of the account."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from runplan.exchange.activities.draft import LogDraft, ReadOptions
from runplan.exchange.activities.limits import plain, refusal
from runplan.exchange.activities.tables import LogTable
from runplan.exchange.activities.values import read_number, read_seconds
from runplan.plan.log import Activity


def read_runalyze(table: LogTable, options: ReadOptions, draft: LogDraft) -> None:
    """Take the rows of an export of Runalyze.

    Raises
    ------
    PlanFileError
        If several sports are in it, and none of them was told to be running.
    """
    counts = Counter(plain(table.cell(line, "sport_id"), 20) for line in table.lines)
    running = options.running or tuple(counts if len(counts) == 1 else ())
    if counts and not running:
        found_ids = ", ".join(f"{sport_id} ({count} rows)" for sport_id, count in counts.most_common(12))
        raise refusal(
            table.name,
            f"has numbers instead of names for its sports, {found_ids}: give the number for running as "
            "running='...' (runplan log "
            "takes --running).",
            "running",
            tuple(sport_id for sport_id, _ in counts.most_common(12)),
        )
    for line in table.lines:
        title = table.cell(line, "title")
        start = _start(table.cell(line, "epoch"), options)
        if start is None:
            draft.leave(table.where(line), title, f"Its time {table.cell(line, 'epoch')[:40]!r} cannot be read.")
            continue
        sport_id = table.cell(line, "sport_id")
        seconds = read_seconds(table.cell(line, "seconds")) or read_seconds(table.cell(line, "elapsed_s"))
        activity = Activity(
            start.date(),
            start,
            "run" if sport_id in running else "other",
            read_number(table.cell(line, "km"), decimal_comma=table.decimal_comma),
            None if seconds is None else seconds / 60,
            title or f"sport {plain(sport_id, 20)}",
            "Runalyze",
            heart_rate=read_number(table.cell(line, "heart_rate")),
            rpe=read_number(table.cell(line, "rpe")),
            sport=f"sport {sport_id}",
            note=table.cell(line, "note"),
        )
        draft.take(table.where(line), activity)


def _start(text: str, options: ReadOptions) -> dt.datetime | None:
    epoch = read_number(text)
    try:
        return None if epoch is None else options.local(dt.datetime.fromtimestamp(epoch, dt.UTC))
    except (OverflowError, ValueError, OSError):
        return None
