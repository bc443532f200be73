"""Four published plans as settings: the longest run that is planned for them, beside theirs."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from runplan import Block
from tests.builders.running_weeks import long_runs, race_block

MILE = 1.609344


class Published(NamedTuple):
    """What a published plan says of its weeks: the first, the largest, runs a week, and its longest run [km]."""

    goal: str
    weeks: int
    first_km: float
    peak_km: float
    run_days: int
    longest_km: float


PLANS = {
    "Higdon, Novice 1 marathon": Published("marathon", 18, 15 * MILE, 40 * MILE, 4, 20 * MILE),
    "Higdon, Intermediate 1 half marathon": Published("half", 12, 17 * MILE, 34 * MILE, 5, 12 * MILE),
    "Runner's World South Africa, Burfoot's marathon": Published("marathon", 20, 20, 70, 4, 32),
    # Minutes of running: 24 in the first week, 90 in the last, the longest 30; at eight minutes a kilometre.
    "NHS, Couch to 5K": Published("5k", 9, 3, 11.25, 3, 3.75),
}
EASY_PACE = 420  # [s/km], 7:00: the plans are for beginners; three hours are 25.7 km


def twin(plan: Published) -> Block:
    """A block with the same first week, peak, weeks and runs."""
    return race_block(
        *(plan.goal, plan.weeks, round(plan.first_km, 1), round(plan.peak_km, 1)),
        run_days=plan.run_days,
        easy_pace_s_per_km=EASY_PACE,
    )


@pytest.mark.parametrize("name", sorted(PLANS))
def test_the_longest_run_is_nearly_as_long_as_the_published_one_within_three_hours(name: str) -> None:
    plan = PLANS[name]
    theirs = min(plan.longest_km, 3 * 3600 / EASY_PACE)
    assert max(long_runs(twin(plan))) >= 0.88 * theirs


def test_each_published_plan_has_a_twin() -> None:
    assert len(PLANS) == 4
