"""Which race a run plan of the runner's own leads up to, and which goal that is.

In: the dated rows of the plan. Out: one of its races, or none; and the goal whose race is as long.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from runplan.errors import BlockError
from runplan.plan.imported_runs import RACE_KM, DatedRun, ImportedRun
from runplan.plan.race_fields import check_goal_time
from runplan.schema import RUN_TYPES

_TIME = re.compile(r"\d ?[:h] ?\d\d(?!\d)", re.IGNORECASE)
_ROUNDED = 0.03  # of a race's length, as people write it
_TUNE_UP = re.compile(r"\btune[ -]?ups?\b", re.IGNORECASE)
_RACE_MIN_PER_KM = 5.0  # by which races in minutes are compared with those in kilometres; our assumption


def race_of(dated_runs: Sequence[DatedRun]) -> DatedRun | None:
    """The race that the plan leads up to: its longest, the last of several; None without one.

    A tune-up is that race only where there is no other, and a last race without a length counts as the longest. A row
    that is marked as a race and is no run, or is called otherwise and has no length, is none.
    """
    races = [dated_run for dated_run in dated_runs if dated_run.week >= 1 and _is_race(dated_run.run)]

    def rank(number: int) -> tuple[bool, float, int]:
        run = races[number].run
        unknown = math.inf if number == len(races) - 1 else 0.0
        return (
            _TUNE_UP.search(run.wording) is None,
            run.race_km or (run.minutes or 0.0) / _RACE_MIN_PER_KM or unknown,
            number,
        )

    return races[max(range(len(races)), key=rank)] if races else None


def written_goal_time(dated_runs: Sequence[DatedRun]) -> int | None:
    """The time [s] that the runner wrote beside the race that the plan leads up to, where its length is a goal's."""
    race = race_of(dated_runs)
    if race is None or not race.run.race_km or not race.run.minutes or not _TIME.search(race.run.wording):
        return None
    goal, seconds = goal_for(race.run.race_km), round(race.run.minutes * 60)
    if abs(race.run.race_km / RACE_KM[goal] - 1) > _ROUNDED:
        return None
    try:
        check_goal_time(seconds, goal)
    except BlockError:  # nobody runs that
        return None
    return seconds


def _is_race(run: ImportedRun) -> bool:
    return run.type == "race" or (run.race and run.type in RUN_TYPES and bool(run.km or run.minutes))


def workout_type(km: float) -> str:
    """The type of a race that is run as a hard workout: intervals up to ten kilometres, else tempo."""
    return "intervals" if km <= RACE_KM["10k"] else "tempo"


def goal_for(km: float | None) -> str:
    """The goal whose race is nearest in length, by ratio; general where the length is not known.

    >>> goal_for(21.1), goal_for(16.1), goal_for(50.0), goal_for(None)
    ('half', 'half', 'marathon', 'general')
    """
    if not km:
        return "general"
    return min(RACE_KM, key=lambda goal: abs(math.log(km / RACE_KM[goal])))
