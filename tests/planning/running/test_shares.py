"""How the kilometres of a week are shared among its runs, worked out by hand."""

from __future__ import annotations

import pytest

from runplan.plan.block import Block
from runplan.planning.running.lengths import lengths_of
from runplan.planning.running.long_runs import least_run_km
from runplan.planning.running.shares import easy_weights, shared
from runplan.planning.weeks.outline import Run
from runplan.planning.weeks.runs import plan_runs
from tests.builders.running_weeks import open_block, race_block, running_weeks

MILE = 1.609344
KM = lengths_of(open_block(8, 30, 40))
MILES = lengths_of(open_block(8, 30, 40, units="mi"))


def runs_by_day(week_km: int, days: list[int], long_day: int = 6) -> list[float]:
    """The weights of easy runs on these days, the long run on Sunday in this week and the one before."""
    return easy_weights(len(days) + 1, week_km, days, [long_day - 7, long_day])


def test_the_day_after_the_long_run_is_a_short_one_and_the_middle_of_the_week_a_longer_one() -> None:
    # Monday follows the long run; Wednesday and Thursday are three days from one, and the earlier one is taken.
    assert runs_by_day(50, [0, 2, 4]) == [0.6, 1.4, 0.9]
    assert runs_by_day(50, [1, 3, 5]) == [0.9, 1.4, 0.9]


def test_the_run_in_the_middle_is_longer_and_much_longer_from_four_runs_and_forty_kilometres_on() -> None:
    assert runs_by_day(40, [0, 2, 4]) == [0.6, 1.4, 0.9]
    assert runs_by_day(39, [0, 2, 4]) == [0.6, 1.15, 0.9]
    assert runs_by_day(60, [0, 2]) == [0.6, 1.15]


def test_the_longer_run_is_not_on_the_day_before_a_quality_run_where_there_is_another() -> None:
    # Long on Sunday; easy on Monday, Wednesday and Friday. On Thursday is a quality run.
    assert easy_weights(5, 60, [0, 2, 4], [-1, 6], [3]) == [0.6, 0.9, 1.4]
    assert easy_weights(4, 60, [0, 2], [-1, 6], [3]) == [0.6, 1.4]


def test_kilometres_follow_the_weights_between_the_least_and_the_most() -> None:
    # 29 km by 0.6, 1.4 and 0.9 are 6, 14 and 9.
    assert shared(29.0, [0.6, 1.4, 0.9], 3.0, 20.0, KM) == [6.0, 14.0, 9.0]
    # No more than 12: 17 km are left for 0.6 and 0.9, 6.8 and 10.2; halves below, and the last half to the larger rest.
    assert shared(29.0, [0.6, 1.4, 0.9], 3.0, 12.0, KM) == [7.0, 12.0, 10.0]
    # No less than 4: 6 km are left for 1.4 and 0.9.
    assert shared(10.0, [0.6, 1.4, 0.9], 4.0, 12.0, KM) == pytest.approx([3.5, 3.5, 3.0], abs=1.0)
    assert sum(shared(10.0, [0.6, 1.4, 0.9], 4.0, 12.0, KM)) == 10.0


def test_of_a_week_set_by_hand_the_shortest_run_has_what_is_no_half() -> None:
    assert shared(15.3, [1.0, 1.0, 1.0], 3.0, 9.0, KM) == pytest.approx([5.0, 5.0, 5.3])
    # 8 km by 1 and 0.6 are 5 and 3: the shorter one has the 0.2 more.
    assert shared(8.2, [0.6, 1.0], 3.0, 9.0, KM) == pytest.approx([3.2, 5.0])


def test_metres_that_miles_lose_in_rounding_are_no_half_mile() -> None:
    # Twelve miles less two metres: four each, and not three and a half, four and four and a half.
    lengths = shared(12 * MILE - 0.002, [1.0, 1.0, 1.0], 2 * MILE, 8 * MILE, MILES)
    assert [length / MILE for length in lengths] == pytest.approx([4.0, 4.0, 4.0], abs=0.002)
    lengths = shared(8 * MILE - 0.002, [4.9, 3.1], 2 * MILE, 8 * MILE, MILES)
    assert [length / MILE for length in lengths] == pytest.approx([5.0, 3.0], abs=0.002)


def test_in_a_marathon_block_monday_recovers_and_wednesday_carries_more() -> None:
    block = race_block("marathon", 16, 60, 90, run_days=6, quality_runs=0, easy_pace_s_per_km=310)
    week = running_weeks(block)[8]
    days = {f"w09-easy-{index + 1}": day for index, day in enumerate((0, 1, 2, 4, 5))} | {"w09-long": 6}
    runs: dict[int, Run] = {days[run.session_id]: run for run in plan_runs(block, week, days, 1)}
    others = {day: run.km for day, run in runs.items() if day != 6}
    assert min(others, key=lambda day: others[day]) == 0
    assert max(others, key=lambda day: others[day]) == 2
    assert max(others.values()) <= 0.7 * runs[6].km + 0.5


def test_slow_runners_have_runs_of_twenty_minutes_only_where_the_week_has_no_three_kilometres_for_each() -> None:
    block = Block(start="2027-01-04", weeks=4, easy_pace_s_per_km=480)
    assert least_run_km(block) == least_run_km(block, 2.9) == 2.5
    assert least_run_km(block, 3.0) == 3.0
