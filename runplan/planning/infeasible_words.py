"""The words of a refusal: each wish as a runner would say it, and what a nearby block gives up.

In: a Block, and one that can be planned. Out: clauses, which impossible.py joins to a sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from runplan.plan.block import Block


def listed(items: Sequence[str]) -> str:
    """Items as in a sentence: a, b and c."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"


def _days(days: Sequence[object]) -> str:
    return listed([str(day) for day in days]) if days else "none"


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


WORDS: dict[str, Callable[[Block], str]] = {
    "race_date": lambda block: f"the race on {block.race_date}",
    "weekly_km": lambda block: "the kilometres given for single weeks",
    "run_days": lambda block: f"{block.run_days} runs a week",
    "long_run_day": lambda block: f"the long run on {block.long_run_day}",
    "quality_runs": lambda block: _count(block.quality_runs, "quality run"),
    "days_off": lambda block: f"{_days(block.days_off)} off",
    "dates_off": lambda block: (
        f"{_days(block.dates_off)} off" if len(block.dates_off) < 4 else f"{len(block.dates_off)} dates off"
    ),
    "rest_days": lambda block: _count(block.rest_days, "rest day"),
    "strength_sessions": lambda block: _count(block.strength_sessions, "strength session"),
    "avoid": lambda block: f"{_count(len(block.avoid), 'exercise')} avoided",
    "doubles": lambda block: "no run and strength session on one day",
    "pins": lambda block: _pins(block.pins),
}

CHANGES: dict[str, Callable[[Block, Block], str]] = {
    "race_date": lambda block, new: "no race date",
    "weekly_km": lambda block, new: (
        "no kilometres given for " + _weeks(sorted({w for w, _ in block.weekly_km} - {w for w, _ in new.weekly_km}))
    ),
    "run_days": lambda block, new: f"run_days={new.run_days}",
    "long_run_day": lambda block, new: f"long_run_day={new.long_run_day!r}",
    "quality_runs": lambda block, new: f"quality_runs={new.quality_runs}",
    "days_off": lambda block, new: f"{_days([day for day in block.days_off if day not in new.days_off])} no longer off",
    "dates_off": lambda block, new: (
        f"{_days([date for date in block.dates_off if date not in new.dates_off])} no longer off"
    ),
    "rest_days": lambda block, new: f"rest_days={new.rest_days}",
    "strength_sessions": lambda block, new: f"strength_sessions={new.strength_sessions}",
    "avoid": lambda block, new: _allowed([one for one in block.avoid if one not in new.avoid]),
    "doubles": lambda block, new: "doubles=True",
    "pins": lambda block, new: _unpinned([one for one, _ in block.pins if one not in dict(new.pins)]),
}


def _pins(pins: Sequence[tuple[str, str]]) -> str:
    if len(pins) > 3:
        return f"{len(pins)} pins"
    said = listed([f"{session_id} on {weekday}" for session_id, weekday in pins])
    return f"the pin{'s' if len(pins) > 1 else ''} of {said}"


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
