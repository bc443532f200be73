"""What a log does not say itself, as options of each command that reads one."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import NamedTuple

from runplan.catalog import Catalog
from runplan.cli.terminal import progress
from runplan.exchange.activities.read import read_log
from runplan.plan.log import Log
from runplan.units import UNITS

LOG_HELP = "an export, an activity, a folder or zip of these, or a plan with its statuses filled in"


def add_reading_options(parser: argparse._ActionsContainer, prefix: str = "") -> None:
    """Add the options, with a prefix where the command has others of these names."""
    parser.add_argument(f"--{prefix}unit", metavar="WORD", help=f"unit of distances without a unit: {', '.join(UNITS)}")
    parser.add_argument(f"--{prefix}weight-unit", metavar="WORD", help="unit of weights without a unit: kg, lb")
    parser.add_argument(
        f"--{prefix}timezone",
        metavar="NAME",
        help="timezone for times in UTC, such as Europe/Berlin (default: this computer's)",
    )
    parser.add_argument(
        f"--{prefix}running", metavar="NUMBER", nargs="+", help="numbers of running sports, if the export uses numbers"
    )


class LogOptions(NamedTuple):
    """What was given of them."""

    unit: str | None
    weight_unit: str | None
    timezone: str | None
    running: tuple[str, ...] | None

    @classmethod
    def of(cls, options: argparse.Namespace, prefix: str = "") -> LogOptions:
        """What a command was given."""
        unit, weight_unit, timezone, running = (getattr(options, f"{prefix}{name}") for name in cls._fields)
        return cls(unit, weight_unit, timezone, None if running is None else tuple(running))

    def read(self, path: str | Path, catalog: Catalog) -> Log:
        """Read a log with them.

        Raises
        ------
        RunplanError
            If it cannot be read, or more has to be told.
        """
        with progress(f"Reading {path}"):
            return read_log(path, **self._asdict(), catalog=catalog)
