"""Choosing a week's strength exercises and sets: warm-up first, then coverage within the minutes."""

from __future__ import annotations

from runplan.planning.routines.choosing import choose, heavy_possible, vary, warm_up_possible
from runplan.planning.routines.model import Prescription, Routine, RoutineAsk

__all__ = [
    "Prescription",
    "Routine",
    "RoutineAsk",
    "choose",
    "heavy_possible",
    "vary",
    "warm_up_possible",
]
