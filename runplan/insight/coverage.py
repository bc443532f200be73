"""How many sets each muscle gets in each week, and how that compares with the target.

A set counts 1 for a prime mover and 0.5 for a synergist ("fractional" counting, Pelland 2024; mapping our roles
onto it is our step). Both sides make one set. Targets are our assumption.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd

from runplan.schema import MUSCLES, PRIORITY_MUSCLES, TRUNK_MUSCLES

if TYPE_CHECKING:
    from runplan.catalog import Catalog
    from runplan.plan.tables import PlanTables

__all__ = [
    "BELOW",
    "JUDGED",
    "OVER",
    "TRUNK",
    "against_target",
    "coverage",
    "coverage_status",
    "exercise_weeks",
    "target_shares",
]

# A week is on target from 90 to 150 % of it: our assumption.
BELOW = 0.9
OVER = 1.5
TRUNK = "trunk"
JUDGED = (*PRIORITY_MUSCLES, TRUNK)
"""What is judged against the whole target: the priority muscles, and the trunk as the mean of its four."""

_Floats = npt.NDArray[np.float64]
_ROUNDING = 1e-9
_OTHERS = tuple(muscle for muscle in MUSCLES if muscle not in PRIORITY_MUSCLES and muscle not in TRUNK_MUSCLES)
_ROWS = (*PRIORITY_MUSCLES, TRUNK, *_OTHERS)


def exercise_weeks(plan: PlanTables) -> npt.NDArray[np.int64]:
    """Week of each row of the plan's exercises, 1 for the first; 0 where its session is unknown."""
    week_of = dict(zip(plan.sessions["session_id"].to_numpy(), plan.sessions["week"].to_numpy(), strict=True))
    sessions = plan.exercises["session_id"].to_numpy()
    return np.fromiter((week_of.get(session, 0) for session in sessions), dtype=np.int64, count=len(sessions))


def coverage(plan: PlanTables) -> pd.DataFrame:
    """Fractional sets a week and muscle.

    Only exercises of the sections activation, strength and plyometric count, and only those that the plan's catalog
    holds. Running is not in it: its load is relative and stands beside the sets (`running_load`).

    Parameters
    ----------
    plan : PlanTables

    Returns
    -------
    pandas.DataFrame
        Indexed by week (1 for the first); one column a muscle, in the order of `schema.MUSCLES` [sets/week].
    """
    credit = plan.catalog.credit
    weeks = plan.weeks["week"].to_numpy(dtype=np.int64)
    size, kinds = len(weeks), len(credit)
    kind = credit.index.get_indexer(pd.Index(plan.exercises["exercise_id"]))
    week = exercise_weeks(plan)
    sets = plan.exercises["sets"].to_numpy(dtype=np.float64, na_value=0.0)
    known = (kind >= 0) & (week >= 1) & (week <= size)
    # Sets by week and exercise in one count, then one matrix product: this is part of every move of a slider.
    cell = (week[known] - 1) * kinds + kind[known]
    counted = np.bincount(cell, weights=sets[known], minlength=size * kinds).reshape(size, kinds)
    values = counted @ credit.to_numpy(dtype=np.float64)
    return pd.DataFrame(values, index=pd.Index(weeks, name="week"), columns=list(credit.columns))[list(MUSCLES)]


def coverage_status(plan: PlanTables) -> pd.DataFrame:
    """Sets against target for each week and muscle.

    The priority muscles are judged against the week's target, the trunk as the mean of its four muscles, the others
    against their share of the target (`target_share` of muscles.csv). The target is our assumption.

    Parameters
    ----------
    plan : PlanTables

    Returns
    -------
    pandas.DataFrame
        week, muscle, sets [sets/week], target [sets/week], share (sets / target), status (below under 90 %, on,
        above over 150 %), name, group (hip, thigh, lower_leg, trunk, upper), priority (judged against the whole
        target).
    """
    sets_target = plan.weeks["sets_target"].to_numpy(dtype=np.float64)
    rows, done, target, catalog_rows = against_target(plan.catalog, coverage(plan).to_numpy(), sets_target)
    weeks = len(done)
    share = np.divide(done, target, out=np.full_like(done, np.nan), where=target > 0)
    status = np.full(share.shape, "on", dtype=object)
    status[share < BELOW - _ROUNDING] = "below"
    status[share > OVER + _ROUNDING] = "above"

    def each_week(values: list[str]) -> pd.api.extensions.ExtensionArray:
        return pd.array(np.tile(np.array(values, dtype=object), weeks), dtype="str")

    return pd.DataFrame(
        {
            "week": np.repeat(plan.weeks["week"].to_numpy(dtype=np.int64), len(rows)),
            "muscle": each_week(list(rows)),
            "sets": done.ravel(),
            "target": target.ravel(),
            "share": share.ravel(),
            "status": pd.array(status.ravel(), dtype="str"),
            "name": each_week([catalog_rows[muscle][0] for muscle in rows]),
            "group": each_week([catalog_rows[muscle][1] for muscle in rows]),
            "priority": np.tile(np.array([muscle in JUDGED for muscle in rows]), weeks),
        }
    )


def against_target(
    catalog: Catalog, sets: _Floats, sets_target: _Floats
) -> tuple[tuple[str, ...], _Floats, _Floats, dict[str, tuple[str, str]]]:
    """Sets and targets as plain arrays, for what reads them in loops.

    Parameters
    ----------
    catalog : Catalog
    sets : ndarray
        week x muscle, in the order of `schema.MUSCLES` [sets/week].
    sets_target : ndarray
        What each week asks of a priority muscle [sets/week].

    Returns
    -------
    rows : tuple of str
        The priority muscles, the trunk, the others.
    sets, target : ndarray
        week x row [sets/week].
    names : dict of str to tuple of str
        Name and group of each row.
    """
    part, names = _parts(catalog)
    done = sets @ _ROW_OF_MUSCLES
    return _ROWS, done, np.outer(sets_target, part), names


def _row_of_muscles() -> _Floats:
    """Muscle x row: 1 where a row is the muscle, a fourth where it is the trunk."""
    mixed = np.zeros((len(MUSCLES), len(_ROWS)))
    for column, row in enumerate(_ROWS):
        members = TRUNK_MUSCLES if row == TRUNK else (row,)
        mixed[[MUSCLES.index(muscle) for muscle in members], column] = 1 / len(members)
    return mixed


_ROW_OF_MUSCLES = _row_of_muscles()


@lru_cache(maxsize=8)
def target_shares(catalog: Catalog) -> Mapping[str, float]:
    """Each muscle's share of the week's target.

    Parameters
    ----------
    catalog : Catalog
    """
    muscles = catalog.muscles
    return MappingProxyType(dict(zip(muscles["muscle"], muscles["target_share"].astype(float), strict=True)))


@lru_cache(maxsize=8)
def _parts(catalog: Catalog) -> tuple[_Floats, dict[str, tuple[str, str]]]:
    """Each row's share of the week's target, and its name and group."""
    muscles = catalog.muscles
    names = dict(zip(muscles["muscle"], zip(muscles["name"], muscles["group"], strict=True), strict=True))
    names[TRUNK] = ("Trunk", "trunk")
    part = dict(target_shares(catalog))
    part[TRUNK] = sum(part[muscle] for muscle in TRUNK_MUSCLES) / len(TRUNK_MUSCLES)
    return np.array([part[muscle] for muscle in _ROWS]), names
