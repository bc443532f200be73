"""How much of their target the main muscles get, week by week: one measure for the calendar and for the summary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runplan.insight.coverage import BELOW, JUDGED

if TYPE_CHECKING:
    import pandas as pd

    from runplan.planning.plan import PlanTables

__all__ = ["MAIN_MUSCLES", "before_race_week", "main_shares", "others_short"]

MAIN_MUSCLES = "calves, buttocks, hamstrings, quadriceps, adductors, and the trunk as one"


def main_shares(status: pd.DataFrame) -> dict[int, float]:
    """Mean share of the week's target in the main muscles, each counted to its target at most, by week.

    Parameters
    ----------
    status : pandas.DataFrame
        `coverage_status` of the plan.
    """
    judged = status[status["muscle"].isin(JUDGED) & (status["target"] > 0)]
    shares = judged["share"].clip(upper=1.0).groupby(judged["week"]).mean()
    return dict(zip([int(week) for week in shares.index], shares.to_list(), strict=True))


def before_race_week(plan: PlanTables) -> list[int]:
    """The weeks whose sets are judged: the race week holds only light work."""
    weeks = plan.weeks.loc[plan.weeks["phase"] != "race", "week"]
    return [int(week) for week in weeks]


def others_short(plan: PlanTables, status: pd.DataFrame) -> tuple[int, int]:
    """How many of the other muscles stay under their target in the mean of the weeks, and how many there are.

    Parameters
    ----------
    plan : PlanTables
    status : pandas.DataFrame
        `coverage_status` of the plan.
    """
    rows = status[~status["priority"] & (status["target"] > 0) & status["week"].isin(before_race_week(plan))]
    shares = rows["share"].clip(upper=1.0).groupby(rows["muscle"]).mean()
    return int((shares < BELOW - 1e-9).sum()), len(shares)
