"""What the size of the catalogue costs a slider's move: the first 59 exercises, all, and all with a file of others.

Run as ``python bench/routine_size.py [FILE]``; FILE is a catalogue in the format of free-exercise-db. Sixteen weeks are
planned again for moves of minutes (every routine is chosen anew) and of kilometres, by kit and level, in turns, so that
a slow spell meets all alike. The ratios are to be at most 1.5 for the whole catalog and 3 with some 900 imported ones.
"""

from __future__ import annotations

import dataclasses
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:  # this file is run by its path
    sys.path.insert(0, str(ROOT))

import runplan as rp  # noqa: E402
from bench.moves import block_of, move_kilometres, move_minutes, replan  # noqa: E402
from bench.routine_pairs import KITS  # noqa: E402

FIRST = 59  # those that the evidence tells of, and that the planner began with
TURNS, WARM_UP = 14, 2


def first_of(catalog: rp.Catalog, count: int) -> rp.Catalog:
    """A catalogue of its first exercises alone."""
    few = catalog.exercises.iloc[:count]
    roles, routines = catalog.involvement, catalog.routines
    return dataclasses.replace(
        catalog,
        exercises=few,
        involvement=roles[roles["exercise_id"].isin(few.index)].reset_index(drop=True),
        routines=routines[routines["exercise_id"].isin(few.index)].reset_index(drop=True),
    )


def measure(
    catalogs: dict[str, rp.Catalog], block: rp.Block, move: Callable[[rp.Block, int], rp.Block]
) -> dict[str, float]:
    """Median CPU time of a move with each catalog [ms]."""
    took: dict[str, list[float]] = {name: [] for name in catalogs}
    for turn in range(TURNS):
        moved = move(block, turn)
        for name, catalog in catalogs.items():
            begin = time.process_time()
            replan(moved, catalog)
            if turn >= WARM_UP:
                took[name].append(1000 * (time.process_time() - begin))
    return {name: statistics.median(values) for name, values in took.items()}


def main() -> int:
    """Print the table."""
    whole = rp.load_catalog()
    catalogs = {str(FIRST): first_of(whole, FIRST), str(len(whole.exercises)): whole}
    if len(sys.argv) > 1:
        more = rp.load_catalog(sys.argv[1])
        catalogs[str(len(more.exercises))] = more
    print(f"{'ms a move, 16 weeks':44}" + "".join(f"{name:>9}" for name in catalogs) + "   ratios")
    sums = dict.fromkeys(catalogs, 0.0)
    for kit, level in (
        ("nothing", "advanced"),
        ("band and roller", "beginner"),
        ("dumbbells", "intermediate"),
        ("full gym", "intermediate"),
        ("full gym", "advanced"),
    ):
        for name, move in (("minutes", move_minutes), ("kilometres", move_kilometres)):
            took = measure(catalogs, dataclasses.replace(block_of(16), equipment=KITS[kit], level=level), move)
            first, *others = took.values()
            sums = {one: sums[one] + value for one, value in took.items()}
            print(
                f"{f'{name}, {kit}, {level}':44}"
                + "".join(f"{value:>9.1f}" for value in took.values())
                + "".join(f"{value / first:>9.2f}" for value in others)
            )
    first, *others = sums.values()
    print(
        f"{'all':44}"
        + "".join(f"{value:>9.1f}" for value in sums.values())
        + "".join(f"{value / first:>9.2f}" for value in others)
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
