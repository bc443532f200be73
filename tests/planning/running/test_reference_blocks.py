"""Six blocks that were written by hand, week by week, before any formula: what is planned for the same settings."""

from __future__ import annotations

from itertools import pairwise
from typing import Any, NamedTuple

import pytest

from runplan import Block
from tests.builders.running_weeks import kilometres, long_runs, open_block, race_block, running_weeks


class Reference(NamedTuple):
    """A block as a coach would sign it; weeks are counted from 1, kilometres leave the race out."""

    block: Block
    kilometres: tuple[float, ...]
    long_runs: tuple[float, ...]
    step_backs: tuple[int, ...]
    peak_week: int
    full_weeks: tuple[int, ...]  # at 90 % of the peak or more
    last_full: int  # the last week before the taper, or before the lighter week at the end
    either: tuple[tuple[int, float], ...] = ()  # long runs of weeks in which the formula is as good as the hand


BLOCKS = {
    "5k": Reference(
        race_block("5k", 10, 25, 40, run_days=4, quality_runs=2, level="intermediate", easy_pace_s_per_km=367),
        (25, 29, 33, 36, 29, 38, 40, 39, 36, 18),
        (10, 10.5, 11.5, 12, 9, 13, 13, 13, 10.5),
        (5,),
        7,
        (4, 6, 7, 8, 9),
        8,
    ),
    "10k": Reference(
        race_block("10k", 12, 12, 24, run_days=3, easy_pace_s_per_km=443),
        (12, 14, 12, 17, 19, 22, 17, 23, 24, 24, 20, 10.5),
        (5, 6, 4.5, 7, 8, 9, 6.5, 10, 11, 12, 9.5),
        (3, 7),
        9,
        (6, 8, 9, 10),
        10,
    ),
    "half": Reference(
        race_block("half", 14, 30, 50, run_days=4, level="intermediate", easy_pace_s_per_km=381),
        (30, 33, 37, 40, 32, 43, 47, 50, 40, 48, 50, 49, 35, 20),
        (12, 13, 14, 15.5, 11.5, 17, 18.5, 20, 15, 22, 18, 20, 15),
        (5, 9),
        8,
        (7, 8, 10, 11, 12),
        12,
    ),
    "marathon of a beginner": Reference(
        race_block("marathon", 16, 30, 55, run_days=4, days_off=("Tue",), easy_pace_s_per_km=399),
        (30, 33, 37, 41, 45, 36, 48, 52, 55, 44, 52, 55, 54, 41, 30, 15),
        (12, 13.5, 15, 16.5, 18, 13.5, 19.5, 21, 23, 17, 25, 20, 27, 20, 14),
        (6, 10),
        9,
        (8, 9, 11, 12, 13),
        13,
    ),
    "marathon of an advanced runner": Reference(
        race_block(
            *("marathon", 18, 60, 100),
            run_days=6,
            quality_runs=2,
            level="advanced",
            easy_pace_s_per_km=309,
            longest_run_km=20,
        ),
        (60, 66, 72, 58, 77, 83, 89, 71, 94, 100, 97, 80, 95, 100, 98, 75, 55, 28),
        (20, 22, 24, 18, 26, 28, 29, 21.5, 30, 32, 26, 23, 32, 28, 32, 24, 18),
        (4, 8, 12),
        10,
        (9, 10, 11, 13, 14, 15),
        15,
        # The formula shortens in the last weeks before the taper only, and then to four fifths.
        ((11, 32.0), (14, 25.5)),
    ),
    "general": Reference(
        open_block(12, 20, 30, run_days=3, level="intermediate", easy_pace_s_per_km=414),
        (20, 22, 23, 19, 25, 27, 28, 23, 29, 30, 30, 24),
        (8, 8.5, 9.5, 7, 10, 10.5, 11.5, 8.5, 12, 12, 12, 9),
        (4, 8, 12),
        10,
        (6, 7, 9, 10, 11),
        11,
    ),
}
NAMES = sorted(BLOCKS)


@pytest.mark.parametrize("name", NAMES)
def test_each_week_is_as_large_as_the_hand_made_one(name: str) -> None:
    reference = BLOCKS[name]
    planned = kilometres(reference.block)
    for week, (km, by_hand) in enumerate(zip(planned, reference.kilometres, strict=True), start=1):
        racing = reference.block.race_date is not None and week == len(planned)
        # Of a race week only whole runs can be left out.
        most = 0.15 * by_hand if racing else max(1.5, 0.04 * by_hand)
        assert abs(km - by_hand) <= most, f"week {week}: {km} and by hand {by_hand}"


@pytest.mark.parametrize("name", NAMES)
def test_each_long_run_is_within_a_kilometre_and_a_half_of_the_hand_made_one(name: str) -> None:
    reference = BLOCKS[name]
    for week, (km, by_hand) in enumerate(zip(long_runs(reference.block), reference.long_runs, strict=True), start=1):
        near = min(abs(km - by_hand), abs(km - dict(reference.either).get(week, by_hand)))
        assert near <= 1.5, f"week {week}: {km} and by hand {by_hand}"


@pytest.mark.parametrize("name", NAMES)
def test_step_backs_and_the_peak_are_in_the_weeks_of_the_hand_made_block(name: str) -> None:
    reference = BLOCKS[name]
    weeks = running_weeks(reference.block)
    assert tuple(week.week for week in weeks if week.step_back) == reference.step_backs
    planned = kilometres(reference.block)
    peak_week = planned.index(max(planned)) + 1
    assert abs(peak_week - reference.peak_week) <= 1
    full = tuple(week for week, km in enumerate(planned, start=1) if km >= 0.9 * max(planned))
    assert full == reference.full_weeks


@pytest.mark.parametrize("name", NAMES)
def test_a_step_back_week_has_about_four_fifths_and_its_long_run_three_quarters(name: str) -> None:
    block = BLOCKS[name].block
    planned, longs = kilometres(block), long_runs(block)
    for week in BLOCKS[name].step_backs:
        assert 0.75 <= planned[week - 1] / planned[week - 2] <= 0.86, week
        assert 0.7 <= longs[week - 1] / max(longs[week - 3 : week - 1]) <= 0.8, week


@pytest.mark.parametrize("name", NAMES)
def test_full_size_comes_after_half_of_the_weeks_before_the_taper_and_lasts(name: str) -> None:
    reference = BLOCKS[name]
    planned = kilometres(reference.block)
    full = [week for week, km in enumerate(planned, start=1) if km >= 0.9 * max(planned)]
    assert 0.5 <= full[0] / reference.last_full <= 0.75
    assert len(full) >= 4


@pytest.mark.parametrize("name", NAMES)
def test_a_long_run_grows_by_a_tenth_or_by_a_kilometre_or_so(name: str) -> None:
    longs = long_runs(BLOCKS[name].block)
    for week in range(1, len(longs)):
        longest = max(longs[max(0, week - 4) : week])
        most = longest + 1 if longest < 12 else longest + 1.5 if longest < 16 else 1.1 * longest
        assert longs[week] <= most + 1e-9, week + 1


@pytest.mark.parametrize("name", NAMES)
def test_the_longest_runs_grow_from_step_back_to_step_back(name: str) -> None:
    longs = long_runs(BLOCKS[name].block)
    borders = [0, *BLOCKS[name].step_backs]
    longest = [max(longs[first:last]) for first, last in pairwise([*borders, len(longs)]) if longs[first:last]]
    assert longest == sorted(longest)


def test_every_hand_made_block_is_as_long_as_its_table_says() -> None:
    counts: dict[str, Any] = {name: len(running_weeks(reference.block)) for name, reference in BLOCKS.items()}
    assert counts == {name: len(reference.kilometres) for name, reference in BLOCKS.items()}
    assert len(BLOCKS) == 6
