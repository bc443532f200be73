"""Rows of CSV for other tools: one physical line each, with nothing that a spreadsheet would run."""

from __future__ import annotations

from collections.abc import Iterable

from runplan.exchange.csv_text import csv_cell, neutralise
from runplan.exchange.export.text import describe, one_line
from runplan.plan.records import Session


def csv_line(cells: Iterable[str]) -> str:
    """One row, with its line feed; a break within a cell becomes a space.

    >>> csv_line(["1", "Mon", "easy, by the sea"]).rstrip()
    '1,Mon,"easy, by the sea"'
    """
    return ",".join(csv_cell(neutralise(one_line(cell))) for cell in cells) + "\n"


def description_line(session: Session, units: str) -> str:
    """What `describing.describe` says, in one line: not every reader of CSV takes a break within a cell."""
    lines = [line.removeprefix("- ") for line in describe(session, units).split("\n")]
    joined = ""
    for line in filter(None, map(str.strip, lines)):
        joined += ("" if not joined else " " if joined[-1] in ".:" else "; ") + line
    return joined
