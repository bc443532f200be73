"""read_runs: what kind of file it is, told by its content, and the reader for that kind."""

from __future__ import annotations

import os
from collections.abc import Iterable

from runplan.errors import PlanFileError
from runplan.exchange.disk import MOST_BYTES, as_path, read_file, real_path
from runplan.exchange.run_plans.containers.decode import decode
from runplan.exchange.run_plans.containers.grid import Grid, grids_of_text
from runplan.exchange.run_plans.containers.ical_events import is_calendar, read_calendar
from runplan.exchange.run_plans.containers.spreadsheet import grids_of_workbook
from runplan.exchange.run_plans.limits import refusal
from runplan.exchange.run_plans.result import ImportedRuns, rows_of
from runplan.exchange.run_plans.runplan_files import is_plan, read_plan_runs, read_table
from runplan.exchange.run_plans.tables.run_list import read_long
from runplan.exchange.run_plans.tables.week_grid import read_matrix

__all__ = ["FORMATS", "bytes_of", "read_runs", "runs_from_bytes"]

FORMATS = ("matrix", "long", "calendar", "plan", "runs")
_INSTEAD = "give a run plan as CSV, .xlsx, .ods or .ics"


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
    data = read_file(source, _INSTEAD, larger=f"{source} is larger than 20 MB: give a run plan alone.")
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
    found = _read(data, name, wished or "", kind)
    if kind is not None and found.format != kind:
        raise refusal(name, f"is of the kind {found.format}, not {kind}: leave the format out, or give another file.")
    if not rows_of(found.cells):
        raise refusal(name, "holds no session, only rest or nothing at all: give a plan with a run in it.")
    return found


def _unit(unit: str | None) -> str | None:
    if unit not in (None, "km", "mi"):
        raise PlanFileError(f"unit={unit!r} is not known: give 'km' or 'mi', or nothing where the file states it.")
    return unit


def _read(data: bytes, name: str, unit: str, kind: str | None) -> ImportedRuns:
    suffix = os.path.splitext(name)[1].lower()  # noqa: PTH122  (a name, not a path)
    if data.startswith(b"PK"):
        return _table(grids_of_workbook(data, name), name, unit, kind)
    text, notes = decode(data, name)
    if is_calendar(text):
        return read_calendar(text, name, unit, notes)
    if is_plan(text):
        return read_plan_runs(data, name)
    start = text[:200].lstrip().lower()
    if start.startswith(("<!doctype", "<html", "<?xml", "<svg")):
        raise refusal(name, f"is a web page or another XML file: {_INSTEAD}.")
    if start.startswith(("{", "[{")):
        raise refusal(name, f"looks like JSON: {_INSTEAD}.")
    if suffix == ".ics":
        raise refusal(name, "does not begin with BEGIN:VCALENDAR, so it is no calendar: export it anew.")
    return _table(grids_of_text(text, name, suffix, notes), name, unit, kind)


def _table(grids: Iterable[Grid], name: str, unit: str, kind: str | None) -> ImportedRuns:
    """The first of the tables in which a header is found."""
    for grid in grids:
        if not grid.lines:
            continue
        table = read_table(grid, name)
        if table is not None:
            return table
        readers = [read_matrix, read_long] if kind != "long" else [read_long]
        for reader in readers:
            found = reader(grid, name, unit)
            if found is not None:
                return found
    raise refusal(
        name,
        "has no header that is known: give one line a week under Week, Mon, Tue, ..., Sun; or one line a run under "
        "Date (or Week and Day) with Distance, Duration, Type or Title.",
    )
