"""runplan log and start-from: what was done, how it was taken, and where that puts the runner."""

from __future__ import annotations

import argparse
import dataclasses
import datetime as dt
import textwrap
from collections import Counter
from collections.abc import Iterator

from runplan.api import starting_point
from runplan.catalog import load_catalog
from runplan.cli.block_options import option_for
from runplan.cli.block_table import padded
from runplan.cli.log_options import LOG_HELP, LogOptions, add_reading_options
from runplan.cli.terminal import say, terminal_width, wrapped
from runplan.errors import RunplanError
from runplan.plan import checks
from runplan.plan.block import Block
from runplan.plan.log import GUESSED, JOINED, LEFT_OUT, TAKEN, Log
from runplan.plan.records import first_day_of
from runplan.units import counted, format_number, from_km

_LAST_WEEKS = 8
_NARROWEST = 24  # of the reasons, in letters
_OUTCOMES = {GUESSED: "Read with a guess", LEFT_OUT: "Left out"}


def add_log_options(parser: argparse.ArgumentParser) -> None:
    """The options of `runplan log`."""
    parser.add_argument("file", help=LOG_HELP)
    add_reading_options(parser)
    _add_start(parser)
    parser.add_argument("--all", action="store_true", help="show how each row was read")


def add_start_options(parser: argparse.ArgumentParser) -> None:
    """The options of `runplan start-from`."""
    parser.add_argument("file", help=LOG_HELP)
    add_reading_options(parser)
    _add_start(parser)


def _add_start(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--start", metavar="DATE", help="first day of the block (default: the Monday after the log's last session)"
    )
    parser.add_argument("--units", metavar="WORD", default="km", help="unit for distances: km, mi")


def log(options: argparse.Namespace) -> int:
    """Read a log, and print what was done and the starting point."""
    done = _log_of(options)
    say(wrapped(done.summary))
    for note in done.notes:
        say(wrapped(note))
    for line in _rows(done, everything=options.all):
        say(line)
    if done.done:
        say("\n" + "\n".join(_weeks(done, options.units)))
        say("\n" + "\n".join(_starting_point(done, _start(done, options.start), options.units, terminal_width())))
    return 0


def start_from(options: argparse.Namespace) -> int:
    """Read a log, and print the starting point and the options of `runplan plan` that take it over."""
    done = _log_of(options)
    if not done.done:
        raise RunplanError(f"{options.file} has no session that was done, so there is nothing to suggest.")
    day = _start(done, options.start)
    say("\n".join(_starting_point(done, day, options.units, terminal_width())))
    fields = starting_point(done, day).fields
    block = Block(start=day, weeks=4, **fields)
    taken = [field for field in dataclasses.fields(Block) if field.name in fields]
    words = " ".join([f"--start {day}", *(option_for(field, getattr(block, field.name)) for field in taken)])
    say("\nAs options for runplan plan, together with --weeks or --race-date:")
    for line in textwrap.wrap(words, max(_NARROWEST, terminal_width() - 2), break_on_hyphens=False):
        say(f"  {line}")
    return 0


def _log_of(options: argparse.Namespace) -> Log:
    catalog = load_catalog() if options.catalog is None else load_catalog(options.catalog)
    return LogOptions.of(options).read(options.file, catalog)


def _start(done: Log, start: str | None) -> dt.date:
    """The first day of the block: the Monday after what was done last, where none is given."""
    if start is not None:
        return checks.date("--start", start)
    return first_day_of(done.done[-1].date, "Mon") + dt.timedelta(days=7)


def _rows(done: Log, *, everything: bool) -> Iterator[str]:
    """What came of the rows: each alone where all are asked for, else how often each reason stands."""
    if everything:
        yield ""
        for row in done.rows:
            reason = f". {row.reason}" if row.reason else ""
            day = f", {row.date}" if row.date is not None else ""
            yield wrapped(f"{row.where}{day}: {row.text!r} {row.outcome}{reason}", "  - ", "    ")
        return
    joined = sum(row.outcome == JOINED for row in done.rows)
    if joined:
        yield wrapped(f"{counted(joined, 'session')} from two sources: each counts once.")
    for outcome, title in _OUTCOMES.items():
        reasons = Counter(row.reason for row in done.rows if row.outcome == outcome)
        if reasons:
            yield f"{title}: {counted(reasons.total(), 'row')}."
        for reason, count in reasons.most_common(_LAST_WEEKS):
            yield wrapped(f"{reason} ({count})", "  - ", "    ")
    if any(row.outcome != TAKEN for row in done.rows):
        yield "--all lists each one."


def _weeks(done: Log, units: str) -> list[str]:
    """The last weeks, one line each."""
    weeks = done.weeks().tail(_LAST_WEEKS)
    columns = [
        padded("Week of", [f"{start:%Y-%m-%d}" for start in weeks["start"]]),
        padded(units, [format_number(from_km(km, units)) for km in weeks["km"]], right=True),
        padded("runs", map(str, weeks["runs"]), right=True),
        padded("longest", [format_number(from_km(km, units)) for km in weeks["longest_km"]], right=True),
        padded("strength", map(str, weeks["strength_sessions"]), right=True),
        padded("sets", map(str, weeks["sets"]), right=True),
    ]
    return ["  ".join(row).rstrip() for row in zip(*columns, strict=True)]


def _starting_point(done: Log, day: dt.date, units: str, width: int) -> list[str]:
    """The fields of a block, each with its value and how it was counted, no wider than the terminal."""
    reasons = starting_point(done, day, units=units).reasons
    names = padded("Field", (f"--{name.replace('_', '-')}" for name in reasons["field"]))
    room = max(_NARROWEST, (width - len(names[0]) - 4) // 3)
    values = [textwrap.wrap(value, room) or ["?"] for value in reasons["value"]]
    value_width = max(len(line) for lines in [["Value"], *values] for line in lines)
    indent = len(names[0]) + value_width + 4
    lines = [
        f"Starting point for a block from {day} on:",
        f"{names[0]}  {'Value'.ljust(value_width)}  How it was counted",
    ]
    for name, value, reason in zip(names[1:], values, reasons["reason"], strict=True):
        texts = textwrap.wrap(reason, max(_NARROWEST, width - indent))
        for number in range(max(len(value), len(texts))):
            cells = (
                name if number == 0 else " " * len(name),
                (value[number] if number < len(value) else "").ljust(value_width),
                texts[number] if number < len(texts) else "",
            )
            lines.append("  ".join(cells).rstrip())
    return lines
