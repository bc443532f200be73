"""The words of a refusal: each wish as a runner would say it, and what a nearby block gives up.

In: a Block, and one that can be planned. Out: clauses, which infeasible.py joins to a sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from runplan.plan.block import Block
from runplan.units import counted
from runplan.words import listed


def _days(days: Sequence[object]) -> str:
    return listed([str(day) for day in days]) if days else "none"


WORDS: dict[str, Callable[[Block], str]] = {
    "race_date": lambda block: f"the race on {block.race_date}",
    "weekly_km": lambda block: "the distances you set for individual weeks",
    "run_days": lambda block: f"{block.run_days} runs per week",
    "long_run_day": lambda block: f"the long run on {block.long_run_day}",
    "quality_runs": lambda block: counted(block.quality_runs, "hard session"),
    "days_off": lambda block: f"{_days(block.days_off)} off",
    "dates_off": lambda block: (
        f"{_days(block.dates_off)} off" if len(block.dates_off) < 4 else f"{len(block.dates_off)} dates off"
    ),
    "rest_days": lambda block: counted(block.rest_days, "rest day"),
    "days_without_runs": lambda block: f"{_days(block.days_without_runs)} without runs",
    "strength_sessions": lambda block: counted(block.strength_sessions, "strength session"),
    "avoid": lambda block: f"{counted(len(block.avoid), 'exercise')} avoided",
    "doubles": lambda block: "no run and strength session on the same day",
    "pins": lambda block: _pins(block.pins),
}

CHANGES: dict[str, Callable[[Block, Block], str]] = {
    "race_date": lambda block, new: "no race date",
    "weekly_km": lambda block, new: (
        "no distances of your own for "
        + _weeks(sorted({w for w, _ in block.weekly_km} - {w for w, _ in new.weekly_km}))
    ),
    "run_days": lambda block, new: f"run_days={new.run_days}",
    "long_run_day": lambda block, new: f"long_run_day={new.long_run_day!r}",
    "quality_runs": lambda block, new: f"quality_runs={new.quality_runs}",
    "days_off": lambda block, new: f"{_days([day for day in block.days_off if day not in new.days_off])} no longer off",
    "dates_off": lambda block, new: (
        f"{_days([date for date in block.dates_off if date not in new.dates_off])} no longer off"
    ),
    "rest_days": lambda block, new: f"rest_days={new.rest_days}",
    "days_without_runs": lambda block, new: (
        f"runs on {_days([day for day in block.days_without_runs if day not in new.days_without_runs])}"
    ),
    "strength_sessions": lambda block, new: f"strength_sessions={new.strength_sessions}",
    "avoid": lambda block, new: _allowed([exercise_id for exercise_id in block.avoid if exercise_id not in new.avoid]),
    "doubles": lambda block, new: "doubles=True",
    "pins": lambda block, new: _unpinned(
        [session_id for session_id, _ in block.pins if session_id not in dict(new.pins)]
    ),
}


def _pins(pins: Sequence[tuple[str, str]]) -> str:
    if len(pins) > 3:
        return f"{len(pins)} pins"
    days = listed([f"{session_id} on {weekday}" for session_id, weekday in pins])
    return f"the pin{'s' if len(pins) > 1 else ''} of {days}"


def _allowed(exercises: Sequence[str]) -> str:
    if len(exercises) > 3:
        return f"{len(exercises)} exercises no longer avoided, such as {exercises[0]}"
    return f"{_days(exercises)} no longer avoided"


def _unpinned(sessions: Sequence[str]) -> str:
    if len(sessions) > 3:
        return f"{len(sessions)} sessions no longer pinned, such as {sessions[0]}"
    return f"{_days(sessions)} no longer pinned"


def _weeks(weeks: Sequence[int]) -> str:
    return f"week{'s' if len(weeks) > 1 else ''} {_days(weeks)}"
