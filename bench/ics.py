"""How long a plan of 52 weeks takes to become an iCalendar file, against icalendar alone serialising the same events.

Run as ``python bench/ics.py``. Process CPU, median of nine after one to warm up, another plan each time, ours and
theirs in turns. Ours begins with the plan as it was planned, before its tables are made, and ends with the bytes;
theirs begins with the finished components and ends with the same bytes. With ``--strict`` the exit code is 1 where a
limit is not met.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

LIMIT = 2.0
REPETITIONS = 9
WEEKS = 52


def timed(action: Callable[[], Any]) -> tuple[float, Any]:
    """Return the process CPU of an action in milliseconds, and what it gave."""
    begin = time.process_time()
    given = action()
    return 1000 * (time.process_time() - begin), given


def measure(timezone: str | None = None) -> tuple[float, float, int]:
    """Return the medians of ours and theirs in milliseconds, and the number of events."""
    import icalendar

    import runplan
    from bench import moves
    from runplan.exchange.export.calendar.ics import ics_bytes

    catalog, block = runplan.load_catalog(), moves.block_of(WEEKS)
    ours, theirs, events = [], [], 0
    for turn in range(REPETITIONS + 1):
        plan = runplan.build_plan(moves.move_kilometres(block, turn), catalog)
        spent, data = timed(lambda plan=plan: ics_bytes(plan, timezone=timezone))  # type: ignore[misc]
        ours.append(spent)
        calendar = icalendar.Calendar.from_ical(data)
        spent, again = timed(calendar.to_ical)
        theirs.append(spent)
        if again != data:
            raise SystemExit("The two do not write the same file: the comparison says nothing.")
        events = len(calendar.events)
    return statistics.median(ours[1:]), statistics.median(theirs[1:]), events


def main() -> int:
    """Measure both kinds of times and print them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--strict", action="store_true", help="exit with 1 where a limit is not met")
    strict = parser.parse_args().strict
    met = True
    print(f"{'what':<28}{'events':>7}{'ms':>8}  {'against':<12}{'ms':>8}{'ratio':>8}{'limit':>8}  met")
    for name, options in (("local times", {}), ("Europe/Berlin", {"timezone": "Europe/Berlin"})):
        ours, theirs, events = measure(**options)
        met = met and ours <= LIMIT * theirs
        print(
            f"{f'{WEEKS} weeks, {name}':<28}{events:>7}{ours:>8.1f}  {'icalendar':<12}{theirs:>8.1f}"
            f"{ours / theirs:>8.2f}{LIMIT:>8.2f}  {'yes' if ours <= LIMIT * theirs else 'NO'}"
        )
    return 1 if strict and not met else 0


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    raise SystemExit(main())
