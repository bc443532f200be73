"""What a block has where the runner gives nothing: worked out from other fields, by data/rules.csv.

In: the fields that are given. Out: the largest week, and the weekly sets for a muscle.
"""

from __future__ import annotations

from runplan.catalog import rules as evidence
from runplan.plan.fields import FIELDS

EASY_PACE_S_PER_KM = 390
"""The easy pace of a block that gives none [s/km]: our assumption, which says nothing of the runner's fitness."""


def default_peak(weekly_km_now: float) -> float:
    """Kilometres of the largest week if the runner gives none [km]."""
    share = evidence.number("peak_default")
    return min(float(FIELDS["weekly_km_peak"].high), round(weekly_km_now * share, 1))


def default_sets(strength_minutes: int, strength_sessions: int) -> int:
    """Weekly sets for a priority muscle where the runner gives none: what the minutes hold (our assumption)."""
    if strength_minutes < evidence.number("routine_minutes"):
        return 1
    minutes = strength_minutes * max(2, strength_sessions)  # a week with one session aims at half of it
    return min(int(FIELDS["sets_per_muscle"].high), 1 + int(minutes / evidence.number("sets_default")))
