"""Count the files of the package that three flows pass through, in a warm process: fewer files, fewer places to read.

Run as `python tools/files_passed.py`; `--names` lists the files of each flow. A file counts when one of its functions
is called (`sys.setprofile`), so what a cache answers is not counted.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import comm
from comm.base_comm import BaseComm

import runplan as rp

PACKAGE = str(Path(rp.__file__).resolve().parent)
LIMITS = {"a slider's move of the peak": 54, "read_runs, Block, build_plan": 36, "to_ics": 20}
WEEKS = "\n".join(
    f"{week},rest,{4 + week % 3} km easy,rest,5 km tempo,rest,4 km easy,{10 + week} km long run" for week in range(1, 9)
)


class SilentComm(BaseComm):
    """Takes the place of the browser, and keeps nothing."""

    def publish_msg(self, *_: Any, **__: Any) -> None:
        """Drop a message."""


def files_of(flow: Callable[[], object]) -> list[str]:
    """Files of the package whose functions a flow calls, sorted."""
    seen: set[str] = set()

    def profile(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code.co_filename.startswith(PACKAGE):
            seen.add(frame.f_code.co_filename.removeprefix(PACKAGE + "/"))

    sys.setprofile(profile)
    try:
        flow()
    finally:
        sys.setprofile(None)
    return sorted(seen)


def marathon(**changes: Any) -> rp.Block:
    """A marathon in sixteen weeks."""
    wishes: dict[str, Any] = {
        "start": "2027-01-04",
        "race_date": "2027-04-25",
        "goal": "marathon",
        "weekly_km_now": 30,
        "weekly_km_peak": 55,
        "days_off": ("Tue",),
        "equipment": ("foam_roller", "mini_band", "dumbbell"),
    }
    return rp.Block(**(wishes | changes))


def slider_move() -> list[str]:
    """From a browser's message about the peak's slider to the board's message."""
    planner = rp.Planner(marathon(), state=None)
    waiting = [planner]
    slider = None
    while waiting:
        widget = waiting.pop(0)
        if "rp-field-weekly-km-peak" in getattr(widget, "_dom_classes", ()):
            slider = widget
        waiting += getattr(widget, "children", ())
    assert slider is not None

    def move(value: int) -> None:
        state = {"method": "update", "state": {"value": value}, "buffer_paths": []}
        slider._handle_msg({"content": {"data": state}, "buffers": []})

    for value in (56, 57, 58, 57):
        move(value)
    return files_of(lambda: move(60))


def own_plan() -> list[str]:
    """From the CSV of eight weeks to a plan around it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "runs.csv"
        path.write_text(f"week,Mon,Tue,Wed,Thu,Fri,Sat,Sun\n{WEEKS}\n", encoding="utf-8")

        def flow() -> None:
            wishes: dict[str, Any] = {"start": "2027-03-01", "equipment": ("dumbbell",)}
            rp.build_plan(rp.Block(**wishes | {"runs": rp.read_runs(path)}))

        flow()
        return files_of(flow)


def calendar() -> list[str]:
    """From a plan to its first calendar."""
    with tempfile.TemporaryDirectory() as folder:
        plan = rp.build_plan(marathon())
        plan.to_ics(Path(folder) / "warm.ics")
        fresh = rp.build_plan(marathon(weekly_km_peak=56))
        return files_of(lambda: fresh.to_ics(Path(folder) / "plan.ics"))


def main() -> int:
    """Print the three counts; 1 where one is over its limit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--names", action="store_true", help="list the files")
    options = parser.parse_args()
    comm.create_comm = SilentComm
    over = 0
    for (name, limit), flow in zip(LIMITS.items(), (slider_move, own_plan, calendar), strict=True):
        files = flow()
        over += len(files) > limit
        print(f"{name}: {len(files)} files (at most {limit})")
        if options.names:
            print(*(f"    {file}" for file in files), sep="\n")
    return min(over, 1)


if __name__ == "__main__":
    raise SystemExit(main())
