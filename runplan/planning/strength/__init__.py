"""Choosing a week's strength exercises and sets: warm-up first, then coverage within the minutes."""

from __future__ import annotations

from runplan.plan.records import Exercise, Routine, RoutineRequest
from runplan.planning.strength.choose import heavy_possible, vary, warm_up_possible
from runplan.planning.strength.progression import choose

__all__ = [
    "Exercise",
    "Routine",
    "RoutineRequest",
    "choose",
    "heavy_possible",
    "vary",
    "warm_up_possible",
]
