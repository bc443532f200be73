"""What the runs of a block hold, read from their steps as a runner reads them."""

from __future__ import annotations

import re
from typing import NamedTuple

from runplan import Block
from runplan.planning.running.step_paces import step_paces
from runplan.planning.weeks import plan_weeks
from runplan.planning.weeks.outline import Run, Week
from runplan.planning.weeks.runs import plan_runs

__all__ = ["EASY", "HARD", "Part", "fast", "fast_steps", "kilometres_by_pace", "parts", "planned", "quality"]

HARD = ("tempo", "intervals", "hills")
EASY = ("easy", "jog")
TARGETS = {"@5k": "intervals", "uphill": "hills"}
PART = re.compile(r"(?:(\d+) x )?([\d.]+) (km|min|m|s) ([^/ ]+)(?: / ([\d.]+) (km|min|m|s) jog)?")


class Part(NamedTuple):
    """A part of a run: so many times metres or seconds at a pace, each with a jog."""

    pace: str
    times: int
    metres: float
    seconds: float
    jog_metres: float
    jog_seconds: float


def amount(length: str | None, unit: str | None) -> tuple[float, float]:
    """Metres and seconds of a length."""
    if not length:
        return 0.0, 0.0
    value = float(length) * {"km": 1000, "m": 1, "min": 60, "s": 1, None: 0}[unit]
    return (value, 0.0) if unit in ("km", "m") else (0.0, value)


def parts(run: Run) -> list[Part]:
    """The parts of a run, from its steps."""
    read = []
    for step in run.steps.split("; "):
        match = PART.fullmatch(step)
        assert match, step
        times, length, unit, pace, jog, jog_unit = match.groups()
        pace = TARGETS.get(pace, pace.removeprefix("@"))
        read.append(Part(pace, int(times or 1), *amount(length, unit), *amount(jog, jog_unit)))
    return read


def fast(run: Run) -> list[Part]:
    return [part for part in parts(run) if part.pace not in EASY]


def fast_steps(run: Run) -> str:
    """The steps without the easy running around them."""
    return "; ".join(step for step in run.steps.split("; ") if not step.endswith(" easy"))


def kilometres_by_pace(run: Run, block: Block) -> dict[str, float]:
    """Kilometres of a run at each pace that is faster than easy, jogs left out."""
    paces = step_paces(block)
    km: dict[str, float] = {}
    for part in fast(run):
        each = part.metres / 1000 or part.seconds / paces[part.pace]
        km[part.pace] = km.get(part.pace, 0.0) + part.times * each
    return km


def planned(block: Block) -> list[tuple[Week, tuple[Run, ...]]]:
    """The weeks of a block with their runs."""
    return [(week, plan_runs(block, week)) for week in plan_weeks(block, lambda phase, jumps: True)]


def quality(runs: tuple[Run, ...]) -> list[Run]:
    return [run for run in runs if run.type in HARD]
