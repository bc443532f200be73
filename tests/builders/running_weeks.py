"""The running of a block alone: its weeks, their kilometres and their long runs, without a catalogue or any layout."""

from __future__ import annotations

import datetime as dt
from typing import Any

from runplan import Block
from runplan.planning.weeks import plan_weeks
from runplan.planning.weeks.outline import Week

__all__ = ["RACE_KM", "START", "kilometres", "long_runs", "open_block", "race_block", "running_weeks"]

START = dt.date(2027, 1, 4)  # a Monday
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
RACE_KM = {"5k": 5.0, "10k": 10.0, "half": 21.1, "marathon": 42.2}


def race_block(goal: str, weeks: int, now: float, peak: float, race_day: str = "Sun", **fields: Any) -> Block:
    """A block of so many weeks from a Monday that ends with a race; kilometres a week now and at the peak."""
    race = START + dt.timedelta(days=7 * (weeks - 1) + WEEKDAYS.index(race_day))
    return Block(start=START, race_date=race, goal=goal, weekly_km_now=now, weekly_km_peak=peak, **fields)


def open_block(weeks: int, now: float, peak: float, **fields: Any) -> Block:
    """A block of so many weeks without a race."""
    return Block(start=START, weeks=weeks, weekly_km_now=now, weekly_km_peak=peak, **fields)


def running_weeks(block: Block) -> tuple[Week, ...]:
    """The weeks of a block of a runner who owns nothing heavy."""
    return plan_weeks(block)


def kilometres(block: Block) -> list[float]:
    """Kilometres of each week, the race left out."""
    return [
        round(week.run_km - (RACE_KM[block.goal] if week.race_day >= 0 else 0.0), 3) for week in running_weeks(block)
    ]


def long_runs(block: Block) -> list[float]:
    """The long run of each week up to the race week, 0 where there is none."""
    return [week.long_km for week in running_weeks(block) if week.race_day < 0]
