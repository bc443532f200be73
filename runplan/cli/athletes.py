"""runplan athletes: one table of a folder's athletes, read side by side; the fault of one stands in its own row."""

from __future__ import annotations

import argparse
import datetime as dt
import os
from collections import defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

from runplan.api import read_plan
from runplan.catalog import Catalog, load_catalog
from runplan.cli.athlete_files import AthleteFiles, athlete_files
from runplan.cli.athlete_table import athlete_table
from runplan.cli.faults import fault_text
from runplan.cli.log_options import LogOptions, add_reading_options
from runplan.cli.terminal import progress, say, terminal_width, wrapped
from runplan.errors import RunplanError
from runplan.insight.athletes.standing import Standing, standing
from runplan.plan import checks
from runplan.units import counted

_BROKEN = "It could not be read: the process that read it was stopped, perhaps because memory ran out."


class _Reading(NamedTuple):
    """How the files of all athletes are read."""

    today: dt.date
    catalog: Path | None
    log: LogOptions


def add_athletes_options(parser: argparse.ArgumentParser) -> None:
    """The options of `runplan athletes`."""
    parser.add_argument(
        "folder",
        type=Path,
        help="a folder with each athlete's plan, such as anna.csv and anna.block.json, and log, such as "
        "anna.log.zip or a folder anna.log",
    )
    parser.add_argument("--today", metavar="DATE", help="count up to this day (default: today)")
    parser.add_argument(
        "--workers", type=int, metavar="NUMBER", help="number of processes (default: one per processor)"
    )
    add_reading_options(parser)


def athletes(options: argparse.Namespace) -> int:
    """Print where each athlete stands; 1 where the files of one cannot be read."""
    today = dt.date.today() if options.today is None else checks.date("--today", options.today)
    if options.workers is not None and options.workers < 1:
        raise RunplanError(f"--workers={options.workers} is not a number of processes: give 1 or more.")
    files = athlete_files(options.folder)
    _catalog(options.catalog)  # a catalogue at fault is told once, and processes that are forked have it already
    reading = _Reading(today, options.catalog, LogOptions.of(options))
    workers = min(options.workers or os.cpu_count() or 1, len(files))
    with progress(f"Reading {counted(len(files), 'athlete')}"):
        results = _with_copies_named(files, _results(files, reading, workers))
    names = [athlete.name for athlete in files]
    for line in athlete_table(names, results, today, terminal_width()):
        say(line)
    faults = sum(isinstance(result, str) for result in results)
    if faults:
        say()
        say(wrapped(f"{counted(faults, 'athlete')} of {len(files)} could not be read."))
    return 1 if faults else 0


def _results(files: Sequence[AthleteFiles], reading: _Reading, workers: int) -> list[Standing | str]:
    """Where each athlete stands, or the sentence on what is at fault."""
    read = partial(_read, reading)
    try:
        with ProcessPoolExecutor(workers) as pool:
            return list(pool.map(read, files))
    except BrokenProcessPool:  # one of them ended its process, and with it all: each alone tells which
        return [_read_alone(read, athlete) for athlete in files]


def _read_alone(read: Callable[[AthleteFiles], Standing | str], files: AthleteFiles) -> Standing | str:
    """Read an athlete's files in a process that is theirs alone."""
    try:
        with ProcessPoolExecutor(1) as pool:
            return pool.submit(read, files).result()
    except BrokenProcessPool:
        return _BROKEN


def _read(reading: _Reading, files: AthleteFiles) -> Standing | str:
    """Read an athlete's files in a process of the pool."""
    try:
        catalog = _catalog(reading.catalog)
        plan, log_file = read_plan(files.plan, catalog=catalog), files.log
        log = None if log_file is None else reading.log.read(log_file, catalog)
        return standing(plan, log, reading.today)
    except Exception as error:  # one athlete's fault keeps nobody else from the table
        return fault_text(error)


@cache
def _catalog(path: Path | None) -> Catalog:
    return load_catalog() if path is None else load_catalog(path)


def _with_copies_named(files: Sequence[AthleteFiles], results: Sequence[Standing | str]) -> list[Standing | str]:
    """Say where two athletes have one plan: a calendar would take both for one, and one of them may be a copy."""
    of_plan: dict[str, list[str]] = defaultdict(list)
    for athlete, result in zip(files, results, strict=True):
        if isinstance(result, Standing) and result.plan_id:
            of_plan[result.plan_id].append(athlete.name)
    named: list[Standing | str] = []
    for athlete, result in zip(files, results, strict=True):
        if isinstance(result, Standing):
            others = [name for name in of_plan.get(result.plan_id, ()) if name != athlete.name]
            notes = (f"The same plan as {others[0]}.csv.",) if others else ()
            result = result._replace(notes=(*result.notes, *notes))
        named.append(result)
    return named
