"""What a plan's strength work comes to: counted once for all plans whose work is the same.

In: each week's exercises and target. Out: sets and targets as arrays. Kilometres that are moved leave the strength work
as it is, and then the counts of the plan before are found again instead of being made anew.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from runplan.insight.coverage import against_target, target_shares
from runplan.schema import MUSCLES

if TYPE_CHECKING:
    from runplan.catalog import Catalog
    from runplan.plan.records import Week

_Floats = npt.NDArray[np.float64]

ExerciseSets = tuple[tuple[str, int, bool], ...]
"""One session's exercises: id, sets, whether they count."""


@dataclass(frozen=True, eq=False)
class Counted:
    """Sets against targets; plans share it, so its arrays are not to be written into.

    Parameters
    ----------
    sets : ndarray
        Fractional sets, week x muscle in the order of `schema.MUSCLES` [sets/week].
    asked : ndarray
        The week's target times the muscle's share of it, week x muscle [sets/week]: our assumption.
    rows : tuple of str
        The priority muscles, the trunk, the others: the muscles as they are judged.
    done, target : ndarray
        week x row [sets/week].
    names : dict of str to tuple of str
        Name and group of each row.
    judged : ndarray of bool
        Which weeks are judged: the race week holds only light work.
    """

    sets: _Floats
    asked: _Floats
    rows: tuple[str, ...]
    done: _Floats
    target: _Floats
    names: dict[str, tuple[str, str]]
    judged: npt.NDArray[np.bool_]


def counted(catalog: Catalog, exercises: dict[str, ExerciseSets], weeks: Iterable[Week]) -> Counted:
    """Count a plan's strength work, or find it counted."""
    work = tuple(
        (
            week.sets_target,
            week.phase != "race",
            tuple(exercises[one.session_id] for one in week.sessions if one.session_id in exercises),
        )
        for week in weeks
    )
    return _counted(catalog, work)


@lru_cache(maxsize=8)
def _counted(catalog: Catalog, work: tuple[tuple[float, bool, tuple[ExerciseSets, ...]], ...]) -> Counted:
    sets = set_counts(catalog, (lists for _, _, lists in work))
    targets = np.array([target for target, _, _ in work])
    asked = np.outer(targets, [target_shares(catalog)[muscle] for muscle in MUSCLES])
    rows, done, target, names = against_target(catalog, sets, targets)
    judged = np.array([is_judged for _, is_judged, _ in work], dtype=bool)
    for values in (sets, asked, done, target, judged):
        values.flags.writeable = False
    return Counted(sets, asked, rows, done, target, names, judged)


def set_counts(catalog: Catalog, weeks: Iterable[Iterable[ExerciseSets]]) -> npt.NDArray[np.float64]:
    """Fractional sets, week x muscle in the order of `schema.MUSCLES` [sets/week]: `coverage` as an array."""
    credit, known = _credit(catalog), {}

    def of_session(one: ExerciseSets) -> npt.NDArray[np.float64]:
        if one not in known:
            counted = (count * credit[name] for name, count, _ in one if count and name in credit)
            known[one] = sum(counted, np.zeros(len(MUSCLES)))
        return known[one]

    return np.array([sum(map(of_session, sessions), np.zeros(len(MUSCLES))) for sessions in weeks])


@lru_cache(maxsize=8)
def _credit(catalog: Catalog) -> dict[str, npt.NDArray[np.float64]]:
    """What one set of each exercise counts for the twenty muscles; those that count for none are left out."""
    table = catalog.credit
    rows = dict(zip(table.index, table.to_numpy(dtype=np.float64), strict=True))
    return {exercise_id: row for exercise_id, row in rows.items() if row.any()}
