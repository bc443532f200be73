"""Plans whose running is hard, or lacks something, by the rule of the findings that they make."""

from __future__ import annotations

import datetime as dt
from typing import Any

import runplan as rp
from runplan.plan.tables import PlanTables
from tests.builders.written_plans import make_plan, run

__all__ = ["before_a_race", "easy_runs", "hard_weeks", "own_plan", "running_plans", "weekly_long_runs"]

FAST = "20 min easy; 12 min @threshold; 10 min @5k; 8 min easy"  # 22 of 50 minutes

FOUR_WEEKS_FULL = [(week, "Thu", "easy", 8.0) for week in (1, 2, 3, 5, 6)]  # week 4 is lighter


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


def before_a_race(weeks: int = 12, **wishes: Any) -> rp.Plan:
    """Weeks before a 10 km race on a Sunday."""
    race = dt.date(2027, 1, 3) + dt.timedelta(days=7 * weeks)
    block = {"start": "2027-01-04", "race_date": race, "goal": "10k", "weekly_km_now": 30, "strength_sessions": 0}
    return rp.build_plan(rp.Block(**block | wishes))


def easy_runs(weeks: int) -> list[tuple[int, str, str, float]]:
    """An easy run a week."""
    return [(week, "Tue", "easy", 8.0) for week in range(1, weeks + 1)]


def weekly_long_runs(*km: float) -> list[tuple[int, str, str, float]]:
    """A long run each Sunday."""
    return [(week, "Sun", "long", length) for week, length in enumerate(km, start=1)]


def running_plans() -> dict[str, tuple[PlanTables, ...]]:
    """One plan for each kind of sentence, by rule."""
    return {
        "hard_share": (
            make_plan(hard_weeks(4)),
            make_plan(hard_weeks(4, steps="20 min easy; 30 min @threshold")),
            make_plan(hard_weeks(4, easy_minutes=0, steps="")),
        ),
        "race_pace_work": (
            own_plan(*easy_runs(6), *weekly_long_runs(12, 13, 14, 15, 12), (6, "Sun", "race", 21.1)),
            before_a_race(quality_runs=0),
            before_a_race(weekly_km_now=10, weekly_km_peak=14),
            before_a_race(weeks=6, goal="half", weekly_km_now=15, weekly_km_peak=22, run_days=3, level="intermediate"),
        ),
        "long_runs_near": (
            own_plan(*easy_runs(6), *weekly_long_runs(12, 12, 12, 12, 12, 12), (3, "Thu", "long", 10.0)),
            own_plan(*weekly_long_runs(12, 12, 12, 12), *((week, "Thu", "long", 10.0) for week in (1, 2, 3, 4))),
        ),
        "step_back_long_last": (
            own_plan(*easy_runs(6), *weekly_long_runs(12, 13, 13, 13, 14, 14), *FOUR_WEEKS_FULL),
            own_plan(*easy_runs(6), *weekly_long_runs(12, 13, 13, 14, 14, 14), *FOUR_WEEKS_FULL),
            own_plan(
                *easy_runs(8), *weekly_long_runs(*(12.0,) * 8), *((week, "Thu", "easy", 8.0) for week in (1, 3, 5, 7))
            ),
        ),
    }
