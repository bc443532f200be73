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
from runplan.exchange.run_plans.cells.cell import ONLY_NOTED, Cell, Session, known_meaning
from runplan.exchange.run_plans.result import CONFIRMED, TOTAL, UNIT_WORDS, ImportedRuns, WeekTotal, total_of, week_of
from runplan.plan.imported_runs import ImportedRun, given_runs
from runplan.plan.records import first_day_of

KEPT = "Your run plan"  # what it is called where its file is not known any more


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
    totals = {week_of(total.week, total.start): total for total in reversed(imported.own_totals)}
    sure = {week_of(cell.week, cell.date): cell.taken for cell in imported.cells if cell.is_total and cell.confirmed}
    for at, row in enumerate(rows):
        week = week_of(row.week, row.date)
        if total := totals.pop(week, None):
            parts = (f"{total.value:.10g} {total.unit}".rstrip(), sure.get(week, ""))
            rows[at] = row._replace(total="; ".join(filter(None, parts)))
    return given_runs(rows)


def _rest(cell: Cell) -> list[ImportedRun]:
    """The row of a day whose rest is a guess, or was one; none where the file itself says so."""
    on_a_day = (cell.date is not None or bool(cell.weekday)) and not cell.is_total
    if not on_a_day or not (cell.reading == "guessed" or cell.confirmed):
        return []
    day = (cell.week, cell.weekday, cell.date)
    return [ImportedRun(*day, "", None, None, cell.text, cell.reading, False, taken=cell.taken)]


def _facts_told_by(taken: str) -> dict[str, Any]:
    """What a sentence tells of its cell: the rows of a block have nothing else, nor have tables of earlier versions."""
    rest, total = taken.startswith("Rest"), taken.startswith(TOTAL[:-1])
    remarks, confirmed = f"{ONLY_NOTED}: " in taken, taken.endswith(CONFIRMED)
    return {"is_rest": rest, "is_total": total, "confirmed": confirmed, "has_remarks": remarks}


def imported_again(runs: tuple[ImportedRun, ...]) -> ImportedRuns:
    """A run plan that was kept with its block: its cells, with what was written in their place."""
    cells: list[Cell] = []
    for (week, weekday, date, text, reading, correction, sentence), group in groupby(
        runs, lambda run: (run.week, run.weekday, run.date, run.text, run.reading, run.correction, run.taken)
    ):
        meaning = known_meaning(tuple(_session(run) for run in group), reading)
        when = f"{date:%a %d %b %Y}" if date is not None else f"week {week}, {weekday}"
        double = sum(cell.where.partition(" (")[0] == when for cell in cells)
        where = f"{when} ({double + 1})" if double else when
        taken = sentence or meaning.taken
        about = (text, reading, taken, meaning.sessions, correction)
        cells.append(Cell(where, week, weekday, date, *about, **_facts_told_by(taken)))
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
        cells.append(Cell(**_facts_told_by(cell["taken"]) | cell | {"date": _day(cell["date"]), "sessions": sessions}))
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
            about = (text, "read", sure or TOTAL)
            yield Cell(f"{when}, total", run.week, "", start, *about, is_total=True, confirmed=bool(sure)), total
