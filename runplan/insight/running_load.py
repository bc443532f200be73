"""What the running itself asks of each muscle: a relative figure, never a number of sets.

No table of muscle loads by type of run has been published. The weights are our own ordinal reading of studies of
muscle forces and activity (0 none to 3 high, data/running_load.csv); the figure says where running already works a
muscle, and no more.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from runplan.insight.coverage import coverage_status
from runplan.schema import MUSCLES, RUN_TYPES, TRUNK_MUSCLES

if TYPE_CHECKING:
    import numpy.typing as npt

    from runplan.catalog import Catalog
    from runplan.plan.tables import PlanTables

__all__ = ["HIGHEST_LOAD", "load_beside_sets", "running_load", "weekly_load"]

_RUN_PLACES = {name: number for number, name in enumerate(RUN_TYPES)}
HIGHEST_LOAD = 100.0
"""The load of the muscle and week that running works most in the block; all else is relative to it."""


def running_load(plan: PlanTables) -> pd.DataFrame:
    """Relative load of the runs on each muscle, week by week.

    The ordinal weight of muscle and type of run, times kilometres (the whole session's, its easy parts too), summed
    over the week's runs and scaled so that the block's highest figure is 100. It compares muscles and weeks of one
    block; it is no force, no dose, and is never added to sets.

    Parameters
    ----------
    plan : PlanTables

    Returns
    -------
    pandas.DataFrame
        Indexed by week; one column a muscle, in the order of `schema.MUSCLES` [0 to 100, relative].
    """
    weeks = pd.Index([week.week for week in plan.week_records], dtype="int64", name="week")
    return pd.DataFrame(weekly_load(plan), index=weeks, columns=list(MUSCLES))


def weekly_load(plan: PlanTables) -> npt.NDArray[np.float64]:
    """`running_load` as an array, week x muscle [0 to 100, relative]."""
    km = np.zeros((len(plan.week_records), len(RUN_TYPES)))
    for row, week in zip(km, plan.week_records, strict=True):
        for session in week.sessions:
            if session.type in _RUN_PLACES:  # a type of strength session is no type of run, and counts for none
                row[_RUN_PLACES[session.type]] += session.distance_km
    values: npt.NDArray[np.float64] = km @ _weights(plan.catalog)
    highest = values.max(initial=0.0)
    return values * (HIGHEST_LOAD / highest) if highest > 0 else values


@lru_cache(maxsize=8)
def _weights(catalog: Catalog) -> npt.NDArray[np.float64]:
    """Ordinal weight by type of run and muscle; not to be written into."""
    table = catalog.running_load
    weights = np.zeros((len(RUN_TYPES), len(MUSCLES)))
    muscle_number = {name: number for number, name in enumerate(MUSCLES)}
    for muscle, run_type, load in zip(table["muscle"], table["run_type"], table["load"], strict=True):
        weights[_RUN_PLACES[run_type], muscle_number[muscle]] = float(load)
    return weights


def load_beside_sets(plan: PlanTables, week: int | None = None) -> pd.DataFrame:
    """Sets, target and running's relative load of each muscle, side by side.

    Parameters
    ----------
    plan : PlanTables
    week : int, optional
        One week; without it, the mean week of the block.

    Returns
    -------
    pandas.DataFrame
        muscle, name, group, priority, sets [sets/week], target [sets/week], load [0 to 100, relative]; the trunk is
        one row, the mean of its four muscles.
    """
    status = coverage_status(plan)
    load = running_load(plan)
    if week is not None:
        status, load = status[status["week"] == week], load.loc[[week]]
    mean_load = load.mean()
    mean_load["trunk"] = mean_load[list(TRUNK_MUSCLES)].mean()
    rows = status.groupby("muscle", sort=False).agg(
        name=("name", "first"),
        group=("group", "first"),
        priority=("priority", "first"),
        sets=("sets", "mean"),
        target=("target", "mean"),
    )
    rows["load"] = [float(mean_load[muscle]) for muscle in rows.index]
    return rows.reset_index()
