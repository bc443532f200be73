"""The race of a run plan that the runner brings: which of its rows it is, and the goal that it makes."""

from __future__ import annotations

import math
from collections.abc import Sequence

from runplan.plan.imported_runs import RACE_KM, DatedRun, GivenRun
from runplan.schema import RUN_TYPES


def race_of(places: Sequence[DatedRun]) -> DatedRun | None:
    """The race that the plan leads up to: its last one; None without one.

    A row that is marked as a race and is no run, or is called otherwise and has no length, is none.
    """
    races = [one for one in places if one.week >= 1 and _is_race(one.run)]
    return races[-1] if races else None


def _is_race(run: GivenRun) -> bool:
    return run.type == "race" or (run.race and run.type in RUN_TYPES and bool(run.km or run.minutes))


def goal_for(km: float | None) -> str:
    """The goal whose race is nearest in length, by ratio; general where the length is not known.

    >>> goal_for(21.1), goal_for(16.1), goal_for(50.0), goal_for(None)
    ('half', 'half', 'marathon', 'general')
    """
    if not km:
        return "general"
    return min(RACE_KM, key=lambda goal: abs(math.log(km / RACE_KM[goal])))
