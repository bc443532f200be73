"""How long it takes to write a plan of 52 weeks in each of the formats, and how large the file is.

Run as ``make bench``. Process CPU of the first time, which loads the format's libraries, and of a second. With
``--strict`` the exit code is 1 where the first took longer than the limit.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

LIMIT_S = 2.0
HERE = Path(__file__).resolve().parent


def measure() -> list[tuple[str, str, float, float, int]]:
    """Return plan, format, seconds of the first and of the second time, and bytes, for each format that can be made."""
    import runplan
    from bench import moves
    from runplan.exchange.export.registry import FORMATS

    usual = moves.block_of(52)
    full = usual.replace(strength_sessions=4, strength_minutes=60, run_days=6, quality_runs=2, goal="half")
    plans = {name: runplan.build_plan(block) for name, block in (("fullest", full), ("usual", usual))}
    rows = []
    for form in FORMATS.values():
        for name, plan in plans.items():
            begin = time.process_time()
            size = len(form.make(plan))
            between = time.process_time()
            form.make(plan)
            rows.append((name, form.name, between - begin, time.process_time() - between, size))
    return rows


def main() -> int:
    """Measure every format and print it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--strict", action="store_true", help="exit with 1 where the limit is not met")
    options = parser.parse_args()
    rows = measure()
    print(f"{'52 weeks':<10}{'format':<14}{'first s':>9}{'again s':>9}{'kB':>8}  within {LIMIT_S:g} s")
    for name, form, first, again, size in rows:
        met = "yes" if first <= LIMIT_S else "NO"
        print(f"{name:<10}{form:<14}{first:>9.2f}{again:>9.2f}{size / 1000:>8.0f}  {met}")
    return 1 if options.strict and any(row[2] > LIMIT_S for row in rows) else 0


if __name__ == "__main__":
    sys.path.insert(0, str(HERE.parent))
    raise SystemExit(main())
