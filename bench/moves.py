"""The blocks and slider moves that bench/speed.py and bench/test_bench.py both measure."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import runplan

__all__ = ["START", "block_of", "move_kilometres", "move_minutes", "random_moves", "replan"]

START = date(2027, 1, 4)


def block_of(weeks: int) -> runplan.Block:
    """Return a marathon block of so many weeks, its race on the last Sunday."""
    return runplan.Block(
        start=START,
        race_date=START + timedelta(days=7 * weeks - 1),
        goal="marathon",
        weekly_km_now=30,
        weekly_km_peak=55,
        run_days=4,
        long_run_day="Sun",
        quality_runs=1,
        strength_sessions=2,
        strength_minutes=30,
        equipment=("foam_roller", "mini_band", "dumbbell"),
        level="beginner",
    )


def replan(block: runplan.Block, catalog: runplan.Catalog) -> runplan.Plan:
    """Do what one move of a slider asks for: the whole plan again, coverage included."""
    plan = runplan.build_plan(block, catalog)
    plan.coverage()
    return plan


def move_kilometres(block: runplan.Block, turn: int) -> runplan.Block:
    """Move the weekly kilometres: another value for each turn."""
    return dataclasses.replace(block, weekly_km_now=30 + 0.5 * (turn + 1), weekly_km_peak=55 + turn + 1)


def move_minutes(block: runplan.Block, turn: int) -> runplan.Block:
    """Move the minutes of strength: another value for each turn, so that every routine is chosen anew."""
    return dataclasses.replace(block, strength_minutes=31 + turn)


def random_moves(block: runplan.Block, count: int, seed: int = 20270104) -> list[tuple[str, runplan.Block]]:
    """Return so many random moves of one control each, one after the other: what moved, and the block then.

    A move that contradicts the rest of the block is left out, as the notebook's controls refuse it.
    """
    draw = random.Random(seed)
    controls: dict[str, Callable[[], Any]] = {
        "weekly_km_now": lambda: draw.randint(10, 70),
        "weekly_km_peak": lambda: draw.randint(30, 110),
        "run_days": lambda: draw.randint(3, 6),
        "quality_runs": lambda: draw.randint(0, 2),
        "long_run_day": lambda: draw.choice(("Sat", "Sun")),
        "rest_days": lambda: draw.randint(0, 2),
        "days_off": lambda: tuple(draw.sample(("Mon", "Tue", "Wed", "Thu", "Fri"), draw.randint(0, 1))),
        "strength_sessions": lambda: draw.randint(0, 4),
        "strength_minutes": lambda: draw.randint(10, 60),
        "sets_per_muscle": lambda: draw.randint(1, 12),
        "level": lambda: draw.choice(("beginner", "intermediate", "advanced")),
        "school": lambda: draw.choice(("hard_days", "easy_days", "two_nights")),
        "doubles": lambda: draw.random() < 0.5,
        "equipment": lambda: tuple(
            sorted(draw.sample(("foam_roller", "mini_band", "dumbbell", "swiss_ball", "slider", "barbell"), 3))
        ),
        "weekly_km": lambda: {draw.randint(1, 14): draw.randint(10, 80)},
    }
    moves: list[tuple[str, runplan.Block]] = []
    while len(moves) < count:
        name = draw.choice(list(controls))
        value = controls[name]()
        try:
            block = dataclasses.replace(block, **{name: value})
        except runplan.BlockError:
            continue
        moves.append((f"{name}={value!r}", block))
    return moves
