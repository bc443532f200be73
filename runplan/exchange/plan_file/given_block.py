"""A block that is given for a plan's CSV by hand: whether it may be another plan's.

In: the CSV, and the file of the block. Out: a sentence, or nothing.
"""

from __future__ import annotations

from pathlib import Path

from runplan.errors import RunplanError
from runplan.exchange.disk import read_file
from runplan.exchange.plan_file.cells import read_cells
from runplan.exchange.plan_file.csv_edits import not_as_planned
from runplan.exchange.plan_file.csv_tables import sessions_of_cells
from runplan.exchange.plan_file.sidecar import companion_of, companion_path, planned_in, read_block
from runplan.plan.records import Session


def doubt_of_block(csv: Path, block_file: Path) -> str:
    """Say that the block of a file may be another plan's than a CSV; nothing where it fits, or nobody can tell.

    The table beside the block tells, and the block beside the CSV, where that fits.
    """
    try:
        sessions, planned = _sessions(read_file(csv, "give the plan's CSV file"), csv.name), planned_in(block_file)
        where = f"{block_file}: if that is the block of another plan, give the one that {csv.name} was made from."
        if planned and (doubt := not_as_planned(sessions, _sessions(planned.encode(), csv.name), csv.name, where)):
            return doubt
        own = companion_of(csv)
        if own is None or own.block == read_block(block_file):
            return ""
        if not_as_planned(sessions, _sessions(own.planned.encode(), csv.name), csv.name, ""):
            return ""  # what stands beside it is of another plan
    except RunplanError:  # who reads the plan says why it cannot be read
        return ""
    beside = companion_path(csv).name
    return (
        f"{block_file} has a different block from {beside} next to {csv.name}; without --block, RunPlan "
        f"uses the latter."
    )


def _sessions(table: bytes, name: str) -> tuple[Session, ...]:
    return tuple(sessions_of_cells(read_cells(table, name), name).sessions)
