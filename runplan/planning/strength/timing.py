"""How long a strength session takes, in seconds: computed from its sets, never guessed.

One exercise takes its set-up, its ramp-up, its sets (work times sides, and a change of sides where there are two), the
rests between the sets and the way to the next exercise. Partners of a superset are done in turn, and the partner's work
counts as rest. The seconds for a change of sides and for the way to the next exercise are our assumption.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

import pandas as pd

from runplan.errors import RunplanError
from runplan.planning.loads.ramp_up import ramp_up_seconds

if TYPE_CHECKING:
    from runplan.catalog import Catalog

SIDE_CHANGE_S = 5
NEXT_EXERCISE_S = 5


@dataclass(frozen=True)
class ExerciseTime:
    """What an exercise's sets take.

    Parameters
    ----------
    setup_s : float
        Set-up before the first set [s].
    sets : int
        Number of sets, 1 or more.
    set_s : float
        One set, both sides and the change between them included [s].
    rest_s : float
        Rest between two sets [s].
    """

    setup_s: float
    sets: int
    set_s: float
    rest_s: float


def exercise_seconds(time: ExerciseTime) -> float:
    """Seconds of one exercise done alone, the way to the next one included.

    >>> exercise_seconds(ExerciseTime(setup_s=10, sets=3, set_s=30, rest_s=60))
    225
    """
    return time.setup_s + time.sets * time.set_s + (time.sets - 1) * time.rest_s + NEXT_EXERCISE_S


def superset_seconds(times: Iterable[ExerciseTime]) -> float:
    """Seconds of exercises done in turn: in each later round the partners' work is taken off the longest rest.

    >>> superset_seconds([ExerciseTime(10, 2, 30, 90), ExerciseTime(5, 2, 40, 60)])
    215
    """
    partners = list(times)
    total = sum(time.setup_s + time.sets * time.set_s + NEXT_EXERCISE_S for time in partners)
    for done in range(1, max(time.sets for time in partners)):
        still = [time for time in partners if time.sets > done]
        longest = max(still, key=lambda time: time.rest_s)
        total += max(0, longest.rest_s - sum(time.set_s for time in still if time is not longest))
    return total


_PACES: WeakKeyDictionary[Any, dict[str, tuple[float, float]]] = WeakKeyDictionary()


def _paces(catalog: Catalog) -> dict[str, tuple[float, float]]:
    """Set-up [s] and seconds a repetition of every exercise; kept as long as the catalogue lives."""
    paces = _PACES.get(catalog)
    if paces is None:
        table = catalog.exercises
        paces = dict(
            zip(
                table.index,
                zip(table["setup_s"].astype(float), table["seconds_per_rep"].astype(float), strict=True),
                strict=True,
            )
        )
        _PACES[catalog] = paces
    return paces


def exercise_time(
    catalog: Catalog,
    exercise_id: str,
    *,
    sets: int,
    reps: int | None,
    seconds: int | None,
    each_side: bool,
    rest_s: float,
) -> ExerciseTime:
    """The times of a prescribed exercise: set-up and seconds a repetition come from the catalogue.

    Raises
    ------
    RunplanError
        If the catalogue does not have the exercise, or neither repetitions nor seconds are given.
    """
    pace = _paces(catalog).get(exercise_id)
    if pace is None:
        raise RunplanError(
            f"exercise_id={exercise_id!r} is not in the catalogue, so its time is unknown: use an id from "
            "catalog.exercises or add the exercise to the catalogue."
        )
    setup_s, seconds_per_rep = pace
    if seconds is not None:
        work_s = float(seconds)
    elif reps is not None and not math.isnan(seconds_per_rep):
        work_s = reps * seconds_per_rep
    else:
        raise RunplanError(
            f"exercise_id={exercise_id!r} has neither seconds nor repetitions that can be timed: "
            "give seconds, or repetitions of an exercise that has seconds_per_rep in the catalogue."
        )
    set_s = 2 * work_s + SIDE_CHANGE_S if each_side else work_s
    return ExerciseTime(setup_s, sets, set_s, rest_s)


def _absent(value: Any) -> Any:
    return None if value is None or value is pd.NA or value != value else int(value)


def session_seconds(session: pd.DataFrame | Iterable[Any], catalog: Catalog) -> float:
    """Seconds of one strength session: the sum over its exercises, supersets taken together."""
    rows: Iterable[Any] = session.itertuples(index=False) if isinstance(session, pd.DataFrame) else session
    groups: dict[object, list[ExerciseTime]] = {}
    ramp_ups = 0
    for place, row in enumerate(rows):
        time = exercise_time(
            catalog,
            row.exercise_id,
            sets=int(row.sets),
            reps=_absent(row.reps),
            seconds=_absent(row.seconds),
            each_side=bool(row.each_side),
            rest_s=_absent(row.rest_s) or 0,
        )
        groups.setdefault(row.superset or place, []).append(time)
        ramp_ups += ramp_up_seconds(row.note)
    alone = sum(exercise_seconds(group[0]) for group in groups.values() if len(group) == 1)
    return ramp_ups + alone + sum(superset_seconds(group) for group in groups.values() if len(group) > 1)


def session_minutes(session: pd.DataFrame | Iterable[Any], catalog: Catalog) -> int:
    """Minutes of one strength session: its seconds, rounded up once."""
    return math.ceil(session_seconds(session, catalog) / 60)
