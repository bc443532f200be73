"""How much of their target the main muscles get, week by week: one measure for the board and for the summary."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt

from runplan.insight.coverage import BELOW, JUDGED, Counted

MAIN_MUSCLES = "calves, buttocks, hamstrings, quadriceps, adductors, and the trunk as one"
_ROUNDING = 1e-9


@lru_cache(maxsize=8)
def main_shares(of_plan: Counted) -> dict[int, float]:
    """Mean share of the week's target in the main muscles, each counted to its target at most, by week."""
    shares, asked = _shares(of_plan, [of_plan.rows.index(muscle) for muscle in JUDGED])
    return {
        number: float(share[wanted].mean())
        for number, (share, wanted) in enumerate(zip(shares, asked, strict=True), start=1)
        if wanted.any()
    }


@lru_cache(maxsize=8)
def others_short(of_plan: Counted) -> tuple[int, int]:
    """How many of the other muscles stay under their target in the mean of the weeks, and how many there are."""
    others = [place for place, muscle in enumerate(of_plan.rows) if muscle not in JUDGED]
    shares, asked = _shares(of_plan, others)
    asked &= of_plan.judged[:, None]
    means = [share[wanted].mean() for share, wanted in zip(shares.T, asked.T, strict=True) if wanted.any()]
    return sum(bool(mean < BELOW - _ROUNDING) for mean in means), len(means)


def _shares(of_plan: Counted, rows: list[int]) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.bool_]]:
    """What some rows get of their target, week x row, counted to the target at most; and where there is a target."""
    done, target = of_plan.done[:, rows], of_plan.target[:, rows]
    asked = target > 0
    return np.minimum(1.0, np.divide(done, target, out=np.ones_like(done), where=asked)), asked
