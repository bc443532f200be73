"""read_runs: what kind of file it is, told by its content, and the reader for that kind."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from itertools import pairwise

from runplan.errors import PlanFileError
from runplan.exchange.disk import MOST_BYTES, as_path, read_file, real_path
from runplan.exchange.languages import Language, languages_of
from runplan.exchange.run_plans.containers.calendar import CALENDAR, read_calendar
from runplan.exchange.run_plans.containers.source import WORKBOOK, Grid, Source, grids_of_text, grids_of_workbook
from runplan.exchange.run_plans.limits import INSTEAD, REFUSALS, refusal
from runplan.exchange.run_plans.plausible import looked_over
from runplan.exchange.run_plans.result import ImportedRuns, rows_of, week_of
from runplan.exchange.run_plans.runplan_files import PLAN, RUN_COLUMNS, cell_of_row, read_plan_runs
from runplan.exchange.run_plans.tables import headings, layouts
from runplan.exchange.run_plans.tables.run_list import RunList
from runplan.exchange.run_plans.tables.week_grid import WeekGrid
from runplan.exchange.workbook import UNSTORED
from runplan.exchange.written_weeks import UnclearDay, written_weeks
from runplan.schema import RUN_TYPES
from runplan.words import listed, shown

FORMATS = ("matrix", "long", "calendar", "plan", "runs")
UNITS_TOLD = ("km", "mi", "min")
_FEWEST_COLUMNS = 9  # of a table of runs that RunPlan wrote
CONTAINERS: tuple[tuple[re.Pattern[str], Callable[[Source], Iterable[Grid] | ImportedRuns]], ...] = (
    (WORKBOOK, grids_of_workbook),
    (CALENDAR, read_calendar),
    (PLAN, read_plan_runs),
    (re.compile(""), grids_of_text),
)
"""How each kind of file begins, and what reads its tables or at once its runs; the first that fits counts."""


def read_runs(
    path: str | os.PathLike[str], unit: str | None = None, *, sheet: str | None = None, days: str | None = None
) -> ImportedRuns:
    """Read a run plan from a file, to pass to a Block as `runs`.

    RunPlan reads tables with one week per row and one day per column, or the other way round, and tables with one run
    per row, as CSV, Markdown, .xlsx or .ods; calendars (.ics); and files that RunPlan wrote. They may be in English,
    German, French, Spanish, Italian, Dutch or Portuguese. RunPlan recognises the kind of file by its content.

    Parameters
    ----------
    path : path-like
        A file of at most 20 MB.
    unit : {'km', 'mi', 'min'}, optional
        The unit of numbers without a unit. RunPlan refuses such a file without this argument and never guesses a unit.
    sheet : str, optional
        The sheet to read, if a workbook has several run plans.
    days : {'first', 'second'}, optional
        The set of days to read, if a table has two, such as planned and done.

    Returns
    -------
    ImportedRuns
        `.frame` has the runs, `.report` says how each cell was read, `.totals` compares each week's kilometres with
        the file's, and `.correct` corrects cells.

    Raises
    ------
    PlanFileError
        One sentence on what is wrong with the file, or which argument is missing.

    Examples
    --------
    >>> import runplan as rp
    >>> runs = rp.read_runs("my_plan.csv", unit="mi")  # doctest: +SKIP
    >>> plan = rp.build_plan(rp.Block(start="2027-01-04", runs=runs))  # doctest: +SKIP
    """
    _check(unit, days)
    data, name = bytes_of(path)
    return runs_from_bytes(data, name, unit, sheet=sheet, days=days)


def bytes_of(path: str | os.PathLike[str]) -> tuple[bytes, str]:
    """The bytes of a file, and its name for sentences; a PlanFileError if it cannot be read or is larger than 20 MB."""
    source = real_path(as_path(path))
    return read_file(source, INSTEAD, larger=f"{source} {REFUSALS['large file']}"), source.name


def runs_from_bytes(
    data: bytes, name: str, unit: str | None = None, kind: str | None = None, *, sheet: str | None = None,
    days: str | None = None,
) -> ImportedRuns:  # fmt: skip
    """The run plan in the bytes of a file, as `read_runs`; the kind is the only one of FORMATS that is taken."""
    _check(unit, days, kind)
    if len(data) > MOST_BYTES:
        raise refusal(name, "large file")
    source = Source(data, name, unit or "", kind or "", sheet or "", days or "")
    extract = next(extract for beginning, extract in CONTAINERS if beginning.match(source.start) is not None)
    extracted = extract(source)
    runs = extracted if isinstance(extracted, ImportedRuns) else _from_tables(extracted, source)
    if kind is not None and runs.format != kind:
        raise refusal(name, "other kind", format=runs.format, kind=kind)
    if not any(session.type for cell in runs.cells for session in cell.sessions):
        if any(cell.text == UNSTORED for cell in runs.cells):
            raise refusal(name, "formulas without values")
        if not rows_of(runs.cells):
            raise refusal(name, "no session")
    return runs if runs.format in ("plan", "runs") else looked_over(runs)


def _check(unit: str | None, days: str | None, kind: str | None = None) -> None:
    for name, value, allowed, choices in (
        ("unit", unit, UNITS_TOLD, "'km', 'mi' or 'min', or nothing where the file states it"),
        ("days", days, ("first", "second"), "'first' or 'second'"),
        ("format", kind, FORMATS, f"one of {', '.join(FORMATS)}"),
    ):
        if value not in (None, *allowed):
            raise PlanFileError(f"{name}={value!r} is not known: give {choices}.")


def _from_tables(grids: Iterable[Grid], source: Source) -> ImportedRuns:
    """The run plan of the first table that has one; of a workbook's sheets the only one, or all that go on."""
    plans: dict[str, ImportedRuns | PlanFileError] = {}
    columns, unread = list[str](), list[str]()
    for grid in grids:
        columns = columns or [shown(cell, 20) for line in grid.lines[:1] for cell in line.cells[:8] if cell]
        try:
            runs = _of_grid(grid, source)
        except PlanFileError as refused:
            plans[grid.title] = refused
        else:
            plans |= {} if runs is None else {grid.title: runs}
            unread += [repr(grid.title[:60])] if runs is None and grid.lines else []
        if plans and not grid.title:
            break
    read = [plan for plan in plans.values() if isinstance(plan, ImportedRuns)]
    running = [plan for plan in read if any(run.type in RUN_TYPES for run in plan.records)]
    if len(plans) > 1 and len(running) == 1 and len(read) == len(plans):
        others = listed([repr(title[:60]) for title, plan in plans.items() if plan is not running[0]])
        return replace(running[0], notes=(*running[0].notes, f"There are no runs in {others}, which was not read."))
    if len(plans) > 1 and read:
        return _one_plan(list(plans), read, source.name)
    title, plan = next(iter(plans.items()), ("", None))
    if isinstance(plan, PlanFileError):
        raise plan
    if plan is not None:
        were = "was" if len(unread) == 1 else "were"
        note = f"Its sheet {title[:60]!r} was read, and {listed(unread)} {were} not."
        return replace(plan, notes=(*plan.notes, *([note] if title and unread else [])))
    if source.sheet and not columns:
        raise refusal(source.name, "no such sheet", sheet=shown(source.sheet))
    first = f". Its first line has {listed(columns)}" if columns else ""
    raise refusal(source.name, "no header", first=first)


def _of_grid(grid: Grid, source: Source) -> ImportedRuns | None:
    """The run plan below the header of a table; None where no line is one."""
    if not grid.lines:
        return None
    first = tuple(cell.lower() for cell in grid.lines[0].cells)
    if len(first) >= _FEWEST_COLUMNS and first == RUN_COLUMNS[: len(first)]:
        cells = tuple(cell_of_row(line, source.name) for line in grid.lines[1:])
        return ImportedRuns(source.name, "runs", cells, (), grid.notes)
    tongues = heads, words = languages_of(cell for line in grid.lines for cell in line.cells if cell)
    layout = layouts.one_header(layouts.with_banners(layouts.turned(grid, heads), heads), heads)
    lines = list(enumerate(layout.lines[: layouts.HEADER_WITHIN]))
    grid_headers = ((at, headings.week_header(line.cells, heads)) for at, line in lines if source.kind != "long")
    list_headers = ((at, headings.list_header(line.cells, heads)) for at, line in lines)
    runs = next((WeekGrid(layout, source, at, tongues).read(head) for at, head in grid_headers if head), None)
    runs = runs or next((RunList(layout, source, at, tongues).read(head) for at, head in list_headers if head), None)
    if runs is None and grid.title == "":
        runs = _written_out(grid, source, tongues)
    return None if runs is None else replace(runs, tongue=words.code)


def _written_out(grid: Grid, source: Source, tongues: tuple[Language, Language]) -> ImportedRuns | None:
    """The run plan of a text with one line a day, of which the week and the day are no cells of their own."""
    try:
        text = written_weeks(grid.lines, tongues[0], source.decoded[0])
    except UnclearDay as unclear:
        facts = {"text": shown(unclear.text), "where": grid.address(unclear.line, 0), "why": str(unclear)}
        raise refusal(source.name, "ambiguous dates", **facts) from None
    if len(text.days) < headings.FEWEST_DAYS:
        return None
    table = replace(grid, lines=text.lines, address=partial(text.address, grid.address), title=text.about)
    dated = {"date": 3} if any(line.text(3) for line in text.lines) else {}
    runs = RunList(table, source, 0, tongues).read(({"week": 0, "weekday": 1, "title": 2, "doubt": 4} | dated, ()))
    return replace(runs, begins=text.begins)


def _one_plan(titles: list[str], plans: list[ImportedRuns], name: str) -> ImportedRuns:
    """The sheets of a workbook as one plan, where each goes on with the weeks of the one before; else a question."""
    days = [[(cell.week, cell.date) for cell in runs.cells if cell.sessions] for runs in plans]
    weeks = [[week for day in own if (week := week_of(*day)) is not None] for own in days]
    goes_on = all(before and after and max(before) < min(after) for before, after in pairwise(weeks))
    sheets = listed([repr(title[:60]) for title in titles])
    if len(plans) < len(titles) or not goes_on:
        facts = {"count": len(titles), "sheets": sheets, "first": repr(titles[0][:60])}
        raise refusal(name, "several sheets", "sheet", titles, **facts)
    named = zip(titles, plans, strict=True)
    cells = [replace(cell, where=f"{title}, {cell.where}") for title, runs in named for cell in runs.cells]
    notes = dict.fromkeys(note for runs in plans for note in runs.notes)
    totals = tuple(total for runs in plans for total in runs.own_totals)
    note = f"The weeks of its sheets {sheets} follow each other, so they were read as one plan."
    return replace(plans[0], cells=tuple(cells), own_totals=totals, notes=(*notes, note))
