"""How long a re-plan takes, against streprogen in the same run, and how long the import takes, against pandas.

Run as ``make bench``. Process CPU, median of nine after one to warm up, another value each time. The limits are
ratios, because machines differ. With ``--strict`` the exit code is 1 where a limit is not met; ``--peer`` measures the
peer only.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

REPETITIONS = 9
RANDOM_MOVES = 300
HERE = Path(__file__).resolve().parent
Value = TypeVar("Value")


@dataclass(frozen=True)
class Row:
    """One measured thing beside what it is measured against, in milliseconds of process CPU."""

    what: str
    ours_ms: float
    against: str
    theirs_ms: float
    limit: float

    @property
    def ratio(self) -> float:
        """Ours as a multiple of theirs."""
        return self.ours_ms / self.theirs_ms

    @property
    def met(self) -> bool:
        """Whether the ratio is within its limit."""
        return self.ratio <= self.limit


def measure_peer(weeks: int) -> float:
    """Return streprogen's median in milliseconds, measured in a process and an environment of its own."""
    python = Path(sys.prefix) / "peer" / "bin" / "python"
    if not python.exists():
        raise SystemExit("The peer is not installed; `make bench` installs it.")
    command = [str(python), str(HERE / "peer.py"), str(weeks), str(REPETITIONS)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def measure_import(module: str) -> float:
    """Return the process CPU of importing a module in a new interpreter, in milliseconds."""
    program = f"import time; begin = time.process_time(); import {module}; print(1000 * (time.process_time() - begin))"
    output = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout
    return float(output)


def measure_imports(*modules: str) -> list[float]:
    """Return the median import time of each module; they take turns, so that a slow spell meets all of them."""
    turns = [[measure_import(module) for module in modules] for _ in range(REPETITIONS + 1)][1:]
    return [statistics.median(times) for times in zip(*turns, strict=True)]


def measure(action: Callable[[Value], object], values: Sequence[Value]) -> float:
    """Return the median over all values but the first, which warms up, in milliseconds."""
    times = []
    for value in values:
        begin = time.process_time()
        action(value)
        times.append(time.process_time() - begin)
    return 1000 * statistics.median(times[1:])


def measure_replans() -> list[Row]:
    """Measure the re-plans of 16 and 52 weeks, each with the peer right before it, so that a slow spell meets both."""
    import runplan
    from bench import moves

    catalog = runplan.load_catalog()
    rows = []
    # weeks of ours, weeks of theirs, the limits after a move of the kilometres and of the minutes
    for weeks, their_weeks, kilometres, minutes in ((16, 12, 1.0, 2.0), (52, 52, 0.5, 1.0)):
        block = moves.block_of(weeks)
        for name, move, limit in (
            ("kilometres", moves.move_kilometres, kilometres),
            ("minutes", moves.move_minutes, minutes),
        ):
            # The blocks are made beforehand: a slider's move is what is measured, not this script.
            blocks = [move(block, turn) for turn in range(REPETITIONS + 1)]
            theirs = measure_peer(their_weeks)
            ours = measure(partial(moves.replan, catalog=catalog), blocks)
            rows.append(Row(f"{weeks} weeks, {name} moved", ours, f"streprogen, {their_weeks}", theirs, limit))
    return rows


def print_rows(rows: list[Row]) -> None:
    """Print the ratios beside their limits."""
    print(f"{'what':<28}{'ms':>8}  {'against':<16}{'ms':>8}{'ratio':>8}{'limit':>8}  met")
    for row in rows:
        print(
            f"{row.what:<28}{row.ours_ms:>8.1f}  {row.against:<16}{row.theirs_ms:>8.1f}"
            f"{row.ratio:>8.2f}{row.limit:>8.2f}  {'yes' if row.met else 'NO'}"
        )


def print_random_moves() -> None:
    """Print the median, the 95th percentile and the worst of the random moves, and which move was the worst."""
    import runplan
    from bench import moves

    catalog = runplan.load_catalog()
    block = moves.block_of(16)
    moves.replan(block, catalog)
    times: list[tuple[float, str]] = []
    refused = 0
    for name, moved in moves.random_moves(block, RANDOM_MOVES):
        begin = time.process_time()
        try:
            moves.replan(moved, catalog)
        except runplan.PlanImpossible:
            refused += 1
        times.append((1000 * (time.process_time() - begin), name))
    times.sort()
    worst, name = times[-1]
    print(
        f"\n{RANDOM_MOVES} random moves of 16 weeks: median {times[len(times) // 2][0]:.1f} ms, "
        f"95 % within {times[int(len(times) * 0.95)][0]:.1f} ms, worst {worst:.1f} ms ({name}); {refused} were refused."
    )


def main() -> int:
    """Measure everything and print it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--strict", action="store_true", help="exit with 1 where a limit is not met")
    parser.add_argument("--peer", action="store_true", help="measure the peer only")
    options = parser.parse_args()
    if options.peer:
        for weeks in (12, 52):
            print(f"streprogen, {weeks} weeks of 4 days: {measure_peer(weeks):.1f} ms")
        return 0
    rows = measure_replans()
    ours, pandas = measure_imports("runplan", "pandas")
    rows.append(Row("import runplan", ours, "import pandas", pandas, 1.2))
    print_rows(rows)
    print_random_moves()
    return 1 if options.strict and not all(row.met for row in rows) else 0


if __name__ == "__main__":
    sys.path.insert(0, str(HERE.parent))
    raise SystemExit(main())
