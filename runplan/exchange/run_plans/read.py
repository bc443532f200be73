"""read_runs: what kind of file it is, told by its content, and the reader for that kind."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from runplan.errors import PlanFileError
from runplan.exchange.disk import MOST_BYTES, as_path, read_file, real_path
from runplan.exchange.run_plans.containers.ical_events import CALENDAR, read_calendar
from runplan.exchange.run_plans.containers.source import Grid, Source, grids_of_text
from runplan.exchange.run_plans.containers.spreadsheet import WORKBOOK, grids_of_workbook
from runplan.exchange.run_plans.limits import INSTEAD, refusal
from runplan.exchange.run_plans.result import ImportedRuns, rows_of
from runplan.exchange.run_plans.runplan_files import PLAN, RUN_COLUMNS, read_plan_runs, read_run_table
from runplan.exchange.run_plans.tables.run_list import RunList
from runplan.exchange.run_plans.tables.week_grid import WeekGrid

__all__ = ["FORMATS", "bytes_of", "read_runs", "runs_from_bytes"]

FORMATS = ("matrix", "long", "calendar", "plan", "runs")


class Container(NamedTuple):
    """A kind of file: how its text begins, and what it gives, its tables or at once its runs."""

    beginning: re.Pattern[str]
    extract: Callable[[Source], Iterable[Grid] | ImportedRuns]

    def identify(self, source: Source) -> bool:
        """Whether a file is of this kind."""
        return self.beginning.match(source.start) is not None


CONTAINERS = (
    Container(WORKBOOK, grids_of_workbook),
    Container(CALENDAR, read_calendar),
    Container(PLAN, read_plan_runs),
    Container(re.compile(""), grids_of_text),
)
"""The kinds of files, the first that fits counts: another kind is a file in `containers` and a line here."""


def read_runs(path: str | os.PathLike[str], unit: str | None = None) -> ImportedRuns:
    """Read somebody's own run plan, to give it to a Block as `runs`.

    Understood are tables with one line a week and a column a day, as plans are published, and tables with one line a
    run, both as CSV, .xlsx or .ods; calendars (.ics); and what RunPlan itself wrote. The content tells the kind.

    Parameters
    ----------
    path : path-like
        A file of at most 20 MB.
    unit : {'km', 'mi'}, optional
        The unit of distances that state none. Without it, such a file is refused: no unit is guessed.

    Returns
    -------
    ImportedRuns
        `.frame` with the runs, `.report` with every cell and how it was taken, `.totals` with each week's kilometres
        beside the file's own.

    Raises
    ------
    PlanFileError
        One sentence on what is wrong with the file, or what has to be told first.

    Examples
    --------
    >>> import runplan as rp
    >>> runs = rp.read_runs("my_plan.csv", unit="mi")  # doctest: +SKIP
    >>> plan = rp.build_plan(rp.Block(start="2027-01-04", runs=runs))  # doctest: +SKIP
    """
    wished = _unit(unit)
    data, name = bytes_of(path)
    return runs_from_bytes(data, name, wished)


def bytes_of(path: str | os.PathLike[str]) -> tuple[bytes, str]:
    """The bytes of a file, and its name for sentences.

    Raises
    ------
    PlanFileError
        If it cannot be read or is larger than 20 MB.
    """
    source = real_path(as_path(path))
    data = read_file(source, INSTEAD, larger=f"{source} is larger than 20 MB: give a run plan alone.")
    return data, source.name


def runs_from_bytes(data: bytes, name: str, unit: str | None = None, kind: str | None = None) -> ImportedRuns:
    """The run plan in the bytes of a file.

    Parameters
    ----------
    data : bytes
    name : str
        The file's name; its ending helps where tabs part the cells.
    unit : {'km', 'mi'}, optional
    kind : {'matrix', 'long', 'calendar', 'plan', 'runs'}, optional
        The only kind that is taken.

    Raises
    ------
    PlanFileError
    """
    wished = _unit(unit)
    if kind is not None and kind not in FORMATS:
        raise PlanFileError(f"format={kind!r} is not known: give one of {', '.join(FORMATS)}.")
    if len(data) > MOST_BYTES:
        raise refusal(name, "is larger than 20 MB: give a run plan alone.")
    found = _read(Source(data, name, wished or "", kind))
    if kind is not None and found.format != kind:
        raise refusal(name, f"is of the kind {found.format}, not {kind}: leave the format out, or give another file.")
    if not rows_of(found.cells):
        raise refusal(name, "holds no session, only rest or nothing at all: give a plan with a run in it.")
    return found


def _unit(unit: str | None) -> str | None:
    if unit not in (None, "km", "mi"):
        raise PlanFileError(f"unit={unit!r} is not known: give 'km' or 'mi', or nothing where the file states it.")
    return unit


def _read(source: Source) -> ImportedRuns:
    container = next(container for container in CONTAINERS if container.identify(source))
    extracted = container.extract(source)
    return extracted if isinstance(extracted, ImportedRuns) else _first_table(extracted, source)


def _first_table(grids: Iterable[Grid], source: Source) -> ImportedRuns:
    """The first of the tables in which a header is found."""
    for grid in grids:
        if not grid.lines:
            continue
        if tuple(cell.lower() for cell in grid.lines[0].cells) == RUN_COLUMNS:
            return read_run_table(grid, source.name)
        for reader in (WeekGrid, RunList) if source.kind != "long" else (RunList,):
            runs = reader.read_below_header(grid, source)
            if runs is not None:
                return runs
    raise refusal(
        source.name,
        "has no header that is known: give one line a week under Week, Mon, Tue, ..., Sun; or one line a run under "
        "Date (or Week and Day) with Distance, Duration, Type or Title.",
    )
