"""What makes leg work heavy, for the tests of routines: written once, apart from the package."""

from __future__ import annotations

from typing import Any

import pandas as pd

from runplan.catalog import load_catalog
from runplan.schema import LEG_PATTERNS

__all__ = ["is_heavy"]

_TABLE = load_catalog().exercises
_PATTERN = _TABLE["pattern"].to_dict()
_LOAD = _TABLE["load_class"].to_dict()


def is_heavy(row: Any) -> bool:
    """Loaded leg work of which ten repetitions at most could be done, and lowering by the hamstrings at RPE 7 or more.

    What could be done is the repetitions and those left, ten less the RPE; calf work and jumps are no part of it.
    """
    pattern = _PATTERN[row.exercise_id]
    if _LOAD[row.exercise_id] != "heavy" or pattern not in LEG_PATTERNS or pattern in ("calf_ankle", "jump"):
        return False
    if pattern == "knee_flexion":
        return bool(row.effort >= 7)
    return bool(pd.notna(row.reps) and row.reps + 10 - row.effort <= 10)
