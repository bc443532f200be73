"""The long run of a week in which the file names none: the longest of its runs (our assumption)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from runplan.exchange.run_plans.cells.cell import Session, as_long
from runplan.exchange.run_plans.cells.vocabulary import LABELS
from runplan.exchange.run_plans.result import Cell
from runplan.exchange.run_plans.tables.totals import monday
from runplan.schema import RUN_TYPES

SAID = "taken as the long run, as it is the week's longest."

_FEWEST = 3  # runs of a week with a long run
_FAR = 1.25  # times the next run, for a long run of which a part is fast


def with_long_runs(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """The cells, with the longest run of each week as its long run where the file does not name its type.

    A week needs three runs, none of them called long, and one that is longer than each other; by far, where a part of
    it is run fast.
    """
    weeks: dict[int | dt.date, list[tuple[int, int, Session]]] = {}
    for at, cell in enumerate(cells):
        for place, session in enumerate(cell.sessions):
            if session.type in RUN_TYPES:
                key = cell.week if cell.week is not None else None if cell.date is None else monday(cell.date)
                if key is not None:
                    weeks.setdefault(key, []).append((at, place, session))
    changed = list(cells)
    for runs in weeks.values():
        found = _longest([session for _, _, session in runs]) if len(runs) >= _FEWEST else None
        if found is None:
            continue
        at, place, session = runs[found]
        cell = changed[at]
        sessions = list(cell.sessions)
        sessions[place] = as_long(session)
        changed[at] = replace(
            cell,
            sessions=tuple(sessions),
            reading="guessed",
            taken=f"{cell.taken[:-1]}; {SAID}".replace(LABELS[session.type], LABELS["long"], 1),
        )
    return tuple(changed)


def _longest(runs: Sequence[Session]) -> int | None:
    if any(run.type == "long" for run in runs):
        return None
    for lengths in ([run.km for run in runs], [run.minutes for run in runs]):
        known = [length for length in lengths if length is not None]
        if len(known) < _FEWEST - 1 or any(
            length is None and (run.km is not None or run.minutes is not None)
            for length, run in zip(lengths, runs, strict=True)
        ):
            continue  # kilometres and minutes cannot be compared
        most = max(known)
        run = runs[lengths.index(most)]
        next_ = max((length for length in known if length != most), default=0.0)
        by_far = run.of_a_part and most >= _FAR * next_
        return lengths.index(most) if known.count(most) == 1 and (by_far or not run.typed) else None
    return None
