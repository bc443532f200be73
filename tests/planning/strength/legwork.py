"""What makes leg work heavy, for the tests of routines: written once, apart from the package."""

from __future__ import annotations

from typing import Any

import pandas as pd

from runplan.catalog import load_catalog
from runplan.schema import LEG_PATTERNS

__all__ = ["is_heavy"]

_PATTERN = load_catalog().exercises["pattern"].to_dict()


def is_heavy(row: Any) -> bool:
    """Any jump, and leg work of eight repetitions or fewer or at RPE 8 or more."""
    pattern = _PATTERN[row.exercise_id]
    few = pd.notna(row.reps) and row.reps <= 8
    return bool(pattern == "jump" or (pattern in LEG_PATTERNS and (few or row.effort >= 8)))
