"""Choosing a week's strength work: warm-up first, then the main lifts, then coverage within the minutes."""

from __future__ import annotations

from runplan.plan.records import Exercise, Routine, RoutineRequest
from runplan.planning.strength.choose import warm_up_possible
from runplan.planning.strength.lifts.placing import heavy_sessions
from runplan.planning.strength.progression import choose

__all__ = [
    "Exercise",
    "Routine",
    "RoutineRequest",
    "choose",
    "heavy_sessions",
    "warm_up_possible",
]
