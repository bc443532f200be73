"""From a set to a load: every figure that was worked out by hand for it."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runplan.planning.loads.estimate import (
    aged,
    brzycki,
    epley,
    maximum_range,
    moved_ratio,
    rescaled,
    wanted_reps,
    working_load,
)
from runplan.planning.loads.owned import owned_of

HERE = Path(__file__).parent
POSSIBLE = st.integers(1, 14)
KILOGRAMS = st.integers(2, 800).map(lambda quarters: quarters / 4)


def rows(name: str) -> list[dict[str, str]]:
    with (HERE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_squat_of_60_kg_for_eight_with_two_left_shows_about_80_to_83() -> None:
    found_range = maximum_range(60, 10)
    assert found_range is not None
    assert [round(end, 1) for end in found_range] == [80.0, 83.1]


@pytest.mark.parametrize(
    ("possible", "by_epley", "by_brzycki"), [(10, 75.0, 75.0), (8, 78.9, 80.6), (6, 83.3, 86.1), (4, 88.2, 91.7)]
)
def test_the_two_equations_agree_at_ten_and_part_below(possible: int, by_epley: float, by_brzycki: float) -> None:
    assert round(100 / epley(1, possible), 1) == by_epley
    assert round(100 / brzycki(1, possible), 1) == by_brzycki


@pytest.mark.parametrize("row", rows("worked_loads"), ids=lambda row: row["asked"])
def test_the_load_of_each_dose_is_as_it_was_worked_out(row: dict[str, str]) -> None:
    kg = working_load(60, 10, int(row["possible"]))
    assert kg is not None
    assert f"{kg:.1f}" == row["computed"]
    weight = owned_of("barbell", "bar", 2.5).down(kg)
    assert weight is not None
    assert weight.kg == float(row["load"])


@pytest.mark.parametrize("possible", [15, 20])
def test_too_many_repetitions_give_no_figure(possible: int) -> None:
    assert maximum_range(20, possible) is None
    assert working_load(20, possible, 10) is None
    assert working_load(20, 10, possible) is None


@pytest.mark.parametrize("row", rows("next_weights"), ids=lambda row: f"{row['lift']} {row['now']} to {row['then']}")
def test_the_next_weight_is_as_far_as_it_was_worked_out(row: dict[str, str]) -> None:
    ratio = moved_ratio(float(row["now"]), float(row["then"]), float(row["share"]))
    assert f"{ratio:.2f}" == row["ratio"]
    if row["wanted"]:  # rounded there; here the first count that is enough
        assert 0 <= wanted_reps(ratio, 8, 2) - int(row["wanted"]) <= 1


def test_an_old_set_counts_with_less_and_a_very_old_one_not_at_all() -> None:
    assert [aged(50, days) for days in (0, 56, 57, 182, 183)] == [50, 50, 45, 45, None]


@given(KILOGRAMS, POSSIBLE, POSSIBLE)
def test_a_load_goes_there_and_back(kg: float, possible: int, asked: int) -> None:
    there = working_load(kg, possible, asked)
    assert there is not None
    assert working_load(there, asked, possible) == pytest.approx(kg)
    assert (there > kg) == (asked < possible)


@given(KILOGRAMS, POSSIBLE)
def test_the_range_has_its_low_end_below(kg: float, possible: int) -> None:
    found_range = maximum_range(kg, possible)
    assert found_range is not None
    low, high = found_range
    assert kg <= low < high


@given(KILOGRAMS, POSSIBLE, POSSIBLE)
def test_a_load_that_goes_on_rises_by_a_tenth_at_most_and_never_falls_for_fewer(
    kg: float, before: int, asked: int
) -> None:
    after = rescaled(kg, before, asked)
    assert after <= 1.1 * kg + 1e-9
    assert (after >= kg) == (asked <= before)


@given(st.floats(1, 3), st.integers(1, 20), st.integers(0, 5))
def test_the_wanted_repetitions_carry_the_next_weight_and_one_fewer_do_not(
    ratio: float, reps: int, reserve: int
) -> None:
    def maximum(possible: int) -> float:
        return 1 + possible / 30

    wanted = wanted_reps(ratio, reps, reserve)
    assert maximum(wanted + reserve) >= ratio * maximum(reps + reserve) - 1e-6
    assert maximum(wanted - 1 + reserve) < ratio * maximum(reps + reserve) + 1e-6
