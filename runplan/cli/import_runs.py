"""runplan import: somebody's own run plan, how each cell was read, and the runs as a table."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from runplan.cli.block_table import padded
from runplan.cli.terminal import STANDARD_INPUT, complain, hand_over, progress, say, standard_input, wrapped
from runplan.exchange.disk import MOST_BYTES, as_path, digest, real_path
from runplan.exchange.export.guard import RUNS, Source, check_export, keep_other_source, seen_from, write_export
from runplan.exchange.locking import one_writer
from runplan.exchange.plan_file.csv_tables import runs_text
from runplan.exchange.run_plans.cells.cell import Cell
from runplan.exchange.run_plans.read import FORMATS, UNITS_TOLD, bytes_of, runs_from_bytes
from runplan.exchange.run_plans.result import LEFT_OUT, ImportedRuns
from runplan.units import UNITS, counted, format_number, from_km

_STREAM = "-"
_ENDINGS = (".csv",)
_TITLES = {"not read": "Could not be read", "guessed": "Guessed", "read": "Read", LEFT_OUT: "Left out"}


def add_import_options(parser: argparse.ArgumentParser) -> None:
    """The options of `runplan import`."""
    parser.add_argument("file", help="a CSV, .xlsx, .ods or .ics file; - for standard input")
    parser.add_argument("--unit", metavar="WORD", help=f"unit of numbers without a unit: {', '.join(UNITS_TOLD)}")
    parser.add_argument("--sheet", metavar="NAME", help="the sheet to read, if a workbook has several run plans")
    parser.add_argument("--days", metavar="WORD", help="the set of days to read, if there are two: first or second")
    parser.add_argument("--format", metavar="WORD", help=f"accept only this kind of file: {', '.join(FORMATS)}")
    parser.add_argument("--out", metavar="FILE", help="write the runs as CSV, one line per run; - for standard output")
    parser.add_argument(
        "--force", action="store_true", help="replace a file that was changed or came from another source"
    )
    parser.add_argument("--all", action="store_true", help="show how each cell was read")


def import_runs(options: argparse.Namespace) -> int:
    """Read a run plan and say what came of it; 1 where some cells could not be read."""
    if options.out not in (None, _STREAM):
        check_export(options.out, _ENDINGS, overwrite=options.force)
    with progress(f"Reading {options.file}"):
        data, name = _bytes(options)
        runs = runs_from_bytes(data, name, options.unit, options.format, sheet=options.sheet, days=options.days)
        text = runs_text(runs.frame)
    # The runs alone go to standard output where they are asked for there, so that another program can take them.
    write = complain if options.out == _STREAM else say
    unit = next((word for word in (options.unit, runs.unit) if word in UNITS), "km")
    _tell(runs, write, unit, everything=options.all)
    if options.out == _STREAM:
        hand_over(text.encode("utf-8"))
    elif options.out is not None:
        write(f"Written: {_write(options, text.encode('utf-8'), data)}.")
    return 1 if runs.not_read else 0


def _bytes(options: argparse.Namespace) -> tuple[bytes, str]:
    """The run plan's file, and what it is called in sentences."""
    if options.file != _STREAM:
        return bytes_of(options.file)
    return standard_input(MOST_BYTES + 1), STANDARD_INPUT


def _write(options: argparse.Namespace, text: bytes, data: bytes) -> Path:
    """Write the runs, unless what is there was made of another file."""
    target = real_path(as_path(options.out))
    origin = f"{STANDARD_INPUT} {digest(data)}" if options.file == _STREAM else seen_from(target.parent, options.file)
    source = Source(RUNS, origin)
    with one_writer(target.parent):
        if not options.force:
            keep_other_source(target, source)
        return write_export(target, text, _ENDINGS, overwrite=options.force, source=source)


def _tell(runs: ImportedRuns, write: Callable[[object], None], unit: str, *, everything: bool) -> None:
    def tell(text: str = "", first: str = "", further: str = "") -> None:
        write(wrapped(text, first, further))

    tell(runs.summary)
    for reading in ("not read", "guessed"):
        _tell_cells(runs, reading, tell)
    write("\n" + "\n".join(_weeks(runs, unit)))
    if everything:
        for reading in ("read", LEFT_OUT):
            _tell_cells(runs, reading, tell)
    else:
        left = Counter(cell.taken for cell in runs.cells if cell.reading == LEFT_OUT)
        if left:
            why = " ".join(f"{reason[:-1]} ({count})." for reason, count in left.most_common(8))
            tell()
            tell(f"Left out: {counted(sum(left.values()), 'cell')}. {why} --all lists each one.")


def _tell_cells(runs: ImportedRuns, reading: str, tell: Callable[..., None]) -> None:
    cells = [cell for cell in runs.cells if cell.reading == reading]
    if not cells:
        return
    tell()
    tell(_TITLES[reading])
    longest = [cell for cell in cells if cell.is_longest and "(" not in cell.taken]
    if len(longest) > 1:  # one sentence for what is the same in every week
        named = ", ".join(f"{_when(cell)} {cell.text[:20]!r}" for cell in longest)
        tell(f"In {len(longest)} weeks, RunPlan takes the longest run as the long run: {named}.", "  - ", "    ")
        cells = [cell for cell in cells if cell not in longest]
    for cell in cells:
        tell(f"{_where(cell)}: {cell.text[:120]!r}. {cell.taken}", "  - ", "    ")


def _where(cell: Cell) -> str:
    if cell.date is not None:
        return f"{cell.where}, {cell.weekday} {cell.date}"
    return f"week {cell.week}, {cell.where}" if cell.week is not None and cell.weekday else cell.where


def _when(cell: Cell) -> str:
    return f"week {cell.week}" if cell.week is not None else str(cell.date)


def _weeks(runs: ImportedRuns, unit: str) -> list[str]:
    """The weekly totals, beside the file's own."""

    def distance(km: float) -> str:
        return format_number(from_km(km, unit))

    columns: list[tuple[str, str, Callable[[Any], str]]] = [
        ("Week", "week", str),
        (f"{unit} read", "km", distance),
        ("in the file", "file_km", distance),
    ]
    if runs.totals["minutes"].notna().any():
        columns += [("min running", "minutes", format_number), ("in the file", "file_minutes", format_number)]
    columns.append(("agrees", "agrees", str))
    cells = [padded(title, map(text, runs.totals[name]), right=True) for title, name, text in columns]
    return ["  ".join(row).rstrip() for row in zip(*cells, strict=True)]
