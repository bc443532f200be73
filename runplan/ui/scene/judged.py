"""How much of their target the main muscles get, week by week: one measure for the board and for the summary."""

from __future__ import annotations

import numpy as np

from runplan.insight.coverage import BELOW, JUDGED
from runplan.insight.facts import PlanFacts

__all__ = ["MAIN_MUSCLES", "before_race_week", "main_shares", "others_short"]

MAIN_MUSCLES = "calves, buttocks, hamstrings, quadriceps, adductors, and the trunk as one"
_ROUNDING = 1e-9


def main_shares(facts: PlanFacts) -> dict[int, float]:
    """Mean share of the week's target in the main muscles, each counted to its target at most, by week.

    Parameters
    ----------
    facts : PlanFacts

    Returns
    -------
    dict of int to float
        Weeks without a target are left out.
    """
    rows, sets, target, _ = facts.against_target
    judged = [rows.index(muscle) for muscle in JUDGED]
    return {
        number: float(np.minimum(1.0, done[asked > 0] / asked[asked > 0]).mean())
        for number, (done, asked) in enumerate(zip(sets[:, judged], target[:, judged], strict=True), start=1)
        if (asked > 0).any()
    }


def before_race_week(facts: PlanFacts) -> list[int]:
    """The weeks whose sets are judged: the race week holds only light work."""
    return [week.week for week in facts.weeks if week.phase != "race"]


def others_short(facts: PlanFacts) -> tuple[int, int]:
    """How many of the other muscles stay under their target in the mean of the weeks, and how many there are.

    Parameters
    ----------
    facts : PlanFacts
    """
    rows, sets, target, _ = facts.against_target
    others = [place for place, muscle in enumerate(rows) if muscle not in JUDGED]
    weeks = [number - 1 for number in before_race_week(facts)]
    done, asked = sets[np.ix_(weeks, others)], target[np.ix_(weeks, others)]
    shares = np.minimum(1.0, np.divide(done, asked, out=np.full_like(done, np.nan), where=asked > 0))
    means = [column[~np.isnan(column)].mean() for column in shares.T if not np.isnan(column).all()]
    return sum(bool(mean < BELOW - _ROUNDING) for mean in means), len(means)
