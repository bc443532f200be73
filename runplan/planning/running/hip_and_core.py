"""Ten minutes of hip and core work before easy runs, for a runner who asks for them.

In: a block that prefers `hip_and_core`, and a week's number of the easy run. Out: what the run's note says of the
exercises of data/hip_and_core.csv. They are no session, and their sets are not counted.
"""

from __future__ import annotations

import csv
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from runplan.catalog.files.read import data_dir
from runplan.catalog.rules import number
from runplan.plan.block import Block
from runplan.schema import HIP_AND_CORE

if TYPE_CHECKING:
    from runplan.catalog import Catalog


def before_run(block: Block, catalog: Catalog, easy_run: int) -> str:
    """The words for the note of a week's easy run.

    Parameters
    ----------
    block : Block
    catalog : Catalog
    easy_run : int
        1 for the first easy run of the week.

    Returns
    -------
    str
        Empty where nothing is asked for, for later runs of the week, and where all of it is avoided.
    """
    if HIP_AND_CORE not in block.prefer or easy_run > number("hip_core_runs"):
        return ""
    return _words(catalog, block.avoid)


@lru_cache(maxsize=64)
def _words(catalog: Catalog, avoid: tuple[str, ...]) -> str:
    table = catalog.exercises
    parts = []
    for row in _rows():
        if row.exercise_id in avoid or row.exercise_id not in table.index:
            continue
        side = " a side" if table.at[row.exercise_id, "each_side"] else ""
        amount = f"{row.reps}" if row.reps else f"{row.seconds} s"
        parts.append(f"{str(table.at[row.exercise_id, 'name']).lower()} {row.sets} x {amount}{side}")
    return f"First, ten minutes of hip and core work: {', '.join(parts)}." if parts else ""


class _Row(NamedTuple):
    exercise_id: str
    sets: int
    reps: int | None
    seconds: int | None  # [s]


@cache
def _rows() -> tuple[_Row, ...]:
    with (data_dir() / "hip_and_core.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            _Row(
                row["exercise_id"],
                int(row["sets"]),
                *(int(row[name]) if row[name] else None for name in ("reps", "seconds")),
            )
            for row in csv.DictReader(file)
        )
