"""What can be loaded: the weights that each kit has, and how much of the body moves with a weight.

In: data/load_steps.csv and data/body_share.csv. Out: a row for a kit and unit, and a share for an exercise.
"""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

from runplan.catalog.files.read import data_dir
from runplan.catalog.files.table_files import FILES, read_file


class LoadStep(NamedTuple):
    """The weights of a kit where the runner does not say which are owned."""

    equipment: str
    unit: str  # kg or lb, of the three numbers
    least: float  # the lightest: an empty bar, the smallest pair
    step: float  # from one weight to the next
    most: float | None  # None: as heavy as anybody needs
    basis: str
    source_id: str
    note: str


@cache
def load_steps() -> dict[tuple[str, str], LoadStep]:
    """The rows of data/load_steps.csv by kit and unit."""
    rows = [LoadStep(*row) for row in _rows("load_steps")]
    return {(row.equipment, row.unit): row for row in rows}


@cache
def body_shares() -> dict[str, tuple[float, float]]:
    """The share of the body that moves with the weight, by exercise: with other weights, and with a bar."""
    return {row[0]: (row[1], row[2]) for row in _rows("body_share")}


def _rows(name: str) -> list[tuple[Any, ...]]:
    values = read_file(data_dir(), name).values
    return list(zip(*(values[field.name] for field in FILES[name]), strict=True))
