"""How varied a block is: planes of motion and benefits."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from runplan.plan.tables import PlanTables
from runplan.schema import BENEFITS, COUNTED_SECTIONS, PLANES

_Floats = npt.NDArray[np.float64]
_SIDES = 2


def work_minutes(plan: PlanTables) -> _Floats:
    """Minutes under work of each row of the plan's exercises: no set-up, no rest, no change of side.

    Counted exercises take `seconds_per_rep` of the catalogue; both sides count, for the clock runs for both.
    """
    rows, catalog = plan.exercises, plan.catalog.exercises
    place = catalog.index.get_indexer(pd.Index(rows["exercise_id"]))
    pace = np.nan_to_num(catalog["seconds_per_rep"].to_numpy(dtype=np.float64))
    pace_s = np.where(place >= 0, pace[place], 0.0) if len(pace) else np.zeros(len(rows))
    reps = rows["reps"].to_numpy(dtype=np.float64, na_value=np.nan)
    seconds = rows["seconds"].to_numpy(dtype=np.float64, na_value=np.nan)
    set_s = np.where(np.isnan(seconds), np.nan_to_num(reps) * pace_s, np.nan_to_num(seconds))
    sides = np.where(rows["each_side"].to_numpy(dtype=bool), _SIDES, 1)
    sets = rows["sets"].to_numpy(dtype=np.float64, na_value=0.0)
    minutes: _Floats = sets * set_s * sides / 60.0
    return minutes


def planes(plan: PlanTables) -> pd.DataFrame:
    """Work in each plane of motion, week by week.

    An exercise of two planes counts fully in both, so the planes do not add up to the week.

    Parameters
    ----------
    plan : PlanTables

    Returns
    -------
    pandas.DataFrame
        week, plane, sets (of activation, strength and plyometric exercises), minutes (of rolling and stretching).
    """
    return _by_label(plan, "planes", "plane", PLANES)


def benefits(plan: PlanTables) -> pd.DataFrame:
    """Work for each benefit (mobility, flexibility, range of motion, strength, posture), week by week.

    An exercise of several benefits counts fully in each, so the benefits do not add up to the week.

    Parameters
    ----------
    plan : PlanTables

    Returns
    -------
    pandas.DataFrame
        week, benefit, sets (of activation, strength and plyometric exercises), minutes (of rolling and stretching).
    """
    return _by_label(plan, "benefits", "benefit", BENEFITS)


def _by_label(plan: PlanTables, column: str, label: str, labels: tuple[str, ...]) -> pd.DataFrame:
    weeks = plan.weeks["week"].to_numpy(dtype=np.int64)
    catalog = plan.catalog.exercises
    member = np.array([[name in cell.split(";") for name in labels] for cell in catalog[column]], dtype=np.float64)
    member = member.reshape(len(catalog), len(labels))
    counted = plan.exercises["section"].isin(COUNTED_SECTIONS).to_numpy(dtype=bool)
    sets = plan.exercises["sets"].to_numpy(dtype=np.float64, na_value=0.0)
    return pd.DataFrame(
        {
            "week": np.repeat(weeks, len(labels)),
            label: pd.array(list(labels) * len(weeks), dtype="str"),
            "sets": (_week_by_exercise(plan, np.where(counted, sets, 0.0)) @ member).ravel(),
            "minutes": (_week_by_exercise(plan, np.where(counted, 0.0, work_minutes(plan))) @ member).ravel(),
        }
    )


def _week_by_exercise(plan: PlanTables, amount: _Floats) -> _Floats:
    """An amount of each exercise row, summed by week (rows) and exercise of the catalogue (columns)."""
    catalog = plan.catalog.exercises
    place = catalog.index.get_indexer(pd.Index(plan.exercises["exercise_id"]))
    week_of = {session.session_id: session.week for session in plan.session_records}
    week = np.array([week_of.get(session, 0) for session in plan.exercises["session_id"].tolist()], dtype=np.int64)
    size = len(plan.weeks)
    known = (place >= 0) & (week >= 1) & (week <= size)
    cell = (week[known] - 1) * len(catalog) + place[known]
    summed = np.bincount(cell, weights=amount[known], minlength=size * len(catalog)).astype(np.float64)
    return summed.reshape(size, len(catalog))
