"""What a plan does for each of the twenty muscles: sets, target and running's relative load, for the body map."""

from __future__ import annotations

import numpy as np
import pandas as pd

from runplan.insight.plan_facts import PlanFacts
from runplan.plan.tables import PlanTables
from runplan.schema import MUSCLES, PRIORITY_MUSCLES, TRUNK_MUSCLES


def body_frame(plan: PlanTables, week: int | None = None) -> pd.DataFrame:
    """One row for each muscle: what a week, or the mean week of the block, does for it.

    Parameters
    ----------
    plan : PlanTables
    week : int, optional
        One week, 1 for the first; without it, the mean week of the block.

    Returns
    -------
    pandas.DataFrame
        muscle (in the order of `schema.MUSCLES`), name, group, priority (whether a plan is judged by it; the four
        muscles of the trunk are judged together), sets [sets/week], target [sets/week], share (sets / target; NaN
        where the target is 0), load [0 to 100, relative].

    Raises
    ------
    ValueError
        If the block has no such week.
    """
    facts = PlanFacts(plan)
    numbers = np.array([row.week for row in facts.weeks])
    chosen = np.ones(len(numbers), dtype=bool) if week is None else numbers == week
    if not chosen.any():
        raise ValueError(
            f"week={week!r} is not in this block; give 1 to {len(numbers)}, or leave it out for the average week."
        )
    sets, target, load = (
        values[chosen].mean(axis=0) for values in (facts.counted.sets, facts.counted.asked, facts.load)
    )
    muscles = plan.catalog.muscles.set_index("muscle").loc[list(MUSCLES)]
    judged = (*PRIORITY_MUSCLES, *TRUNK_MUSCLES)
    return pd.DataFrame(
        {
            "muscle": pd.array(list(MUSCLES), dtype="str"),
            "name": muscles["name"].to_numpy(),
            "group": muscles["group"].to_numpy(),
            "priority": [muscle in judged for muscle in MUSCLES],
            "sets": sets,
            "target": target,
            "share": np.divide(sets, target, out=np.full_like(sets, np.nan), where=target > 0),
            "load": load,
        }
    ).astype({"name": "str", "group": "str"})
