"""Plans whose running is hard, or lacks something, by the rule of the findings that they make."""

from __future__ import annotations

from typing import Any

import runplan as rp
from runplan.plan.tables import PlanTables
from tests.builders.written_plans import make_plan, run

__all__ = ["hard_weeks", "own_plan", "running_plans"]

FAST = "20 min easy; 12 min @threshold; 10 min @5k; 8 min easy"  # 22 of 50 minutes


def hard_weeks(count: int, easy_minutes: int = 40, steps: str = FAST) -> list[dict[str, Any]]:
    """Weeks of an easy run and a run of 50 minutes with these steps."""
    rows = []
    for week in range(1, count + 1):
        rows.append(run(week, "Tue", "easy", 6.0) | {"minutes": easy_minutes, "steps": "6 km easy"})
        rows.append(run(week, "Fri", "intervals", 8.0) | {"minutes": 50, "steps": steps})
    return rows


def own_plan(*rows: tuple[int, str, str, float], text: str = "", **wishes: Any) -> rp.Plan:
    """A plan around runs of the runner's own: week, weekday, type and kilometres of each, and what all of them say."""
    names = ("week", "weekday", "type", "km")
    runs = [dict(zip(names, row, strict=True)) | {"text": text} for row in rows]
    return rp.build_plan(rp.Block(**{"start": "2027-01-04", "runs": runs, "strength_sessions": 0} | wishes))


def running_plans() -> dict[str, tuple[PlanTables, ...]]:
    """One plan for each kind of sentence, by rule."""
    return {
        "hard_share": (
            make_plan(hard_weeks(4)),
            make_plan(hard_weeks(4, steps="20 min easy; 30 min @threshold")),
            make_plan(hard_weeks(4, easy_minutes=0, steps="")),
        ),
    }
