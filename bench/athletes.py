"""How long `runplan athletes` takes for 200 athletes of 16 weeks with a log each, on two processes.

Run as ``python bench/athletes.py``. The folder is made anew each time, of plans that differ and of logs that leave some
sessions out and stretch others. With ``--strict`` the exit code is 1 where the table takes a minute or longer;
``--folder`` keeps what was made.
"""

from __future__ import annotations

import argparse
import contextlib
import csv
import datetime as dt
import io
import random
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import runplan as rp
from runplan import cli

WORKERS = 2
LIMIT_S = 60.0
START, WEEKS, TODAY = dt.date(2027, 1, 4), 16, dt.date(2027, 3, 29)
HEADER = ("date", "type", "name", "moving_time", "distance", "start_date_local")


def make_athlete(folder: Path, number: int) -> None:
    """Write an athlete's plan and log."""
    dice = random.Random(number)
    block = rp.Block(
        start=START,
        race_date=START + dt.timedelta(days=7 * WEEKS - 1),
        goal=dice.choice(("10k", "half", "marathon")),
        weekly_km_now=dice.randrange(25, 61, 5),
        run_days=dice.choice((3, 4, 5)),
        strength_sessions=dice.choice((1, 2)),
        equipment=dice.choice(((), ("mini_band",), ("dumbbell", "bench"))),
    )
    name = f"athlete-{number:03d}"
    plan = rp.build_plan(block)
    plan = plan.called(f"{number:016x}", plan.waiting)  # two athletes with the same settings have plans of their own
    plan.to_csv(folder / f"{name}.csv")
    done = io.StringIO()
    writer = csv.writer(done)
    writer.writerow(HEADER)
    for session in plan.session_records:
        if session.date < TODAY and dice.random() < 0.85:
            metres = 1000 * session.distance_km * dice.uniform(0.85, 1.15)
            seconds = round(60 * session.duration_min * dice.uniform(0.9, 1.1))
            start = f"{session.date}T07:{dice.randrange(60):02d}:00"
            sport = "Run" if session.is_run else "WeightTraining"
            writer.writerow((session.date, sport, session.title, seconds, round(metres), start))
    (folder / f"{name}.log.csv").write_text(done.getvalue(), encoding="utf-8")


def measure(folder: Path) -> tuple[float, str]:
    """The seconds that the table takes, and the table."""
    out = io.StringIO()
    begin = time.monotonic()
    with contextlib.redirect_stdout(out):
        code = cli.main(["athletes", str(folder), "--today", str(TODAY), "--workers", str(WORKERS)])
    seconds = time.monotonic() - begin
    if code:
        raise SystemExit(out.getvalue())
    return seconds, out.getvalue()


def main() -> int:
    """Make the folder, measure, and print both."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--athletes", type=int, default=200)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--strict", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        with ProcessPoolExecutor(WORKERS) as pool:
            list(pool.map(partial(make_athlete, folder), range(options.athletes)))
        seconds, table = measure(folder)
    print("\n".join(table.splitlines()[:12]))
    print(f"{options.athletes} athletes of {WEEKS} weeks on {WORKERS} processes: {seconds:.1f} s (limit {LIMIT_S:g} s)")
    return int(options.strict and seconds >= LIMIT_S)


if __name__ == "__main__":
    raise SystemExit(main())
