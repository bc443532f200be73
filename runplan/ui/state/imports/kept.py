"""A run plan as its block keeps it: rows that its table can be made of again, the runner's word on each cell with it.

In: a run plan with its corrections, or the rows of a block. Out: rows for the block, or the run plan that they were.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from runplan.exchange.languages import CODES
from runplan.exchange.run_plans.cells.cell import Session
from runplan.exchange.run_plans.result import (
    CONFIRMED,
    TOTAL,
    UNIT_WORDS,
    Cell,
    ImportedRuns,
    WeekTotal,
    kept_sessions,
    total_of,
)
from runplan.plan.imported_runs import ImportedRun, given_runs
from runplan.plan.records import first_day_of

KEPT = "Your run plan"  # what it is called where its file is not known any more
_Week = int | dt.date | None


def rows_to_keep(imported: ImportedRuns) -> tuple[ImportedRun, ...]:
    """The rows of a run plan for a block, with the totals of its weeks and the days whose rest was guessed.

    Raises
    ------
    BlockError
        If there is no run in it, or a row is none that a block can have.
    """
    sessions, rows = iter(given_runs(imported)), []
    for cell in imported.cells:
        own = [next(sessions)._replace(running=_running_alone(session)) for session in cell.sessions]
        rows += own or ([next(sessions)] if cell.correction else _rest(cell))
    totals = {_week(total.week, total.start): total for total in reversed(imported.own_totals)}
    sure = {_week(cell.week, cell.date): cell.taken for cell in imported.cells if _is_total(cell) and _is_sure(cell)}
    for at, row in enumerate(rows):
        week = _week(row.week, row.date)
        if total := totals.pop(week, None):
            parts = (f"{total.value:.10g} {total.unit}".rstrip(), sure.get(week, ""))
            rows[at] = row._replace(total="; ".join(filter(None, parts)))
    return given_runs(rows)


def _rest(cell: Cell) -> list[ImportedRun]:
    """The row of a day whose rest is a guess, or was one; none where the file itself says so."""
    on_a_day = (cell.date is not None or bool(cell.weekday)) and not _is_total(cell)
    if not on_a_day or not (cell.reading == "guessed" or _is_sure(cell)):
        return []
    day = (cell.week, cell.weekday, cell.date)
    return [ImportedRun(*day, "", None, None, cell.text, cell.reading, False, taken=cell.taken)]


def _is_total(cell: Cell) -> bool:
    return cell.taken.startswith(TOTAL[:-1])


def _is_sure(cell: Cell) -> bool:
    return cell.taken.endswith(CONFIRMED)


def _week(number: int | None, day: dt.date | None) -> _Week:
    """What a week is told by: its number in the file, else its Monday."""
    return number if number is not None else day and first_day_of(day, "Mon")


def imported_again(runs: tuple[ImportedRun, ...]) -> ImportedRuns:
    """A run plan that was kept with its block: its cells, with what was written in their place."""
    cells: list[Cell] = []
    for (week, weekday, date, text, reading, correction, sentence), group in groupby(
        runs, lambda run: (run.week, run.weekday, run.date, run.text, run.reading, run.correction, run.taken)
    ):
        sessions = tuple(_session(run) for run in group)
        when = f"{date:%a %d %b %Y}" if date is not None else f"week {week}, {weekday}"
        double = sum(cell.where.partition(" (")[0] == when for cell in cells)
        where = f"{when} ({double + 1})" if double else when
        sessions, taken = kept_sessions(sessions, "read" if reading == "guessed" else reading)
        cells.append(Cell(where, week, weekday, date, text, reading, sentence or taken, sessions, correction))
    first = next((run for run in runs if run.file), None)
    if first is None:  # of a version that kept no more of it
        return ImportedRuns(KEPT, "runs", tuple(cells))
    totals = list(_totals(runs))
    cells += [cell for cell, _ in totals]
    own = tuple(total for _, total in totals)
    tongue = first.tongue if first.tongue in CODES else CODES[0]
    unit = first.unit * (first.unit in UNIT_WORDS)
    return ImportedRuns(first.file, "kept", tuple(cells), own, unit=unit, tongue=tongue).with_totals_compared()


def table_to_json(runs: ImportedRuns, words: Mapping[str | int, str | bool], confirmed: Iterable[str | int]) -> Any:
    """A run plan as it was read, with the runner's word on its cells, as plain values."""
    values = dataclasses.asdict(runs) | {"words": dict(words), "confirmed": sorted(map(str, confirmed))}
    return json.loads(json.dumps(values, default=dt.date.isoformat))


def table_from_json(values: Any) -> tuple[ImportedRuns, dict[str | int, str | bool], frozenset[str | int]]:
    """What `table_to_json` made plain; any error for other values."""
    cells = []
    for cell in values["cells"]:
        sessions = tuple(Session(**session) for session in cell["sessions"])
        cells.append(Cell(**cell | {"date": _day(cell["date"]), "sessions": sessions}))
    totals = tuple(WeekTotal(**total | {"start": _day(total["start"])}) for total in values["own_totals"])
    begins = values["begins"] and tuple(values["begins"])
    texts = {name: values[name] for name in ("file", "format", "unit", "tongue")}
    runs = ImportedRuns(**texts, cells=tuple(cells), own_totals=totals, notes=tuple(values["notes"]), begins=begins)
    return runs, dict(values["words"]), frozenset(values["confirmed"])


def _day(text: str | None) -> dt.date | None:
    return None if text is None else dt.date.fromisoformat(text)


def _running_alone(session: Session) -> float | None:
    """Its minutes of running, where they are not all its minutes."""
    return session.running if session.running != session.minutes else None


def _session(run: ImportedRun) -> Session:
    running = run.running or (None if run.km else run.minutes)
    return Session(run.type, run.km, run.minutes, running, race=run.race, steps=run.steps)


def _totals(runs: tuple[ImportedRun, ...]) -> Iterator[tuple[Cell, WeekTotal]]:
    """The totals of the weeks, each with its cell."""
    for run in runs:
        text, _, sure = run.total.partition("; ")
        start = None if run.date is None else first_day_of(run.date, "Mon")
        total = total_of(text, "", run.week, start) if text else None
        if total is not None:
            when = f"{start:%a %d %b %Y}" if run.week is None else f"week {run.week}"
            yield Cell(f"{when}, total", run.week, "", start, text, "read", sure or TOTAL), total
