"""A race as people write it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runplan.paces.races import DISTANCE_NAMES, DISTANCES_M, Race, distance_name, read_clock, read_distance, split_races
from runplan.units import format_clock


@pytest.mark.parametrize(
    ("written", "distance"),
    [
        ("10k", "10k"),
        ("10 K", "10k"),
        ("10 km", "10k"),
        ("10", "10k"),
        (10, "10k"),
        (10.0, "10k"),
        ("10mi", "10mi"),
        ("10 miles", "10mi"),
        (16.1, "10mi"),
        ("16k", 16.0),
        ("1500", "1500m"),
        ("1500 m", "1500m"),
        (1.5, "1500m"),
        ("1 mile", "mile"),
        ("Half-Marathon", "half"),
        ("HM", "half"),
        ("13.1 mi", "half"),
        ("21.1 km", "half"),
        (21.0975, "half"),
        ("21k", "half"),
        ("marathon", "marathon"),
        (42.195, "marathon"),
        ("42 km", "marathon"),
        ("26.2 miles", "marathon"),
        ("7,5 km", 7.5),
        ("5 mi", 8.0467),
        (100, 100.0),
    ],
)
def test_a_distance_is_read_as_people_write_it(written: Any, distance: str | float) -> None:
    assert read_distance(written) == distance


@pytest.mark.parametrize(
    "written", ["", "moon", "10 yards", "0", "-5", "5-10 km", 0, -5, 0.9, 101, True, None, float("nan"), (), 10**400]
)
def test_what_is_no_distance_is_none(written: Any) -> None:
    assert read_distance(written) is None


@pytest.mark.parametrize(
    ("written", "seconds"),
    [("52:30", 3150), ("5:45", 345), ("1:45:30", 6330), (" 0:59 ", 59), ("100:00", 6000), (3150, 3150), (3150.0, 3150)],
)
def test_a_time_is_read_as_people_write_it(written: Any, seconds: int) -> None:
    assert read_clock(written) == seconds


@pytest.mark.parametrize(
    "written",
    [
        "",
        "52",
        "52:3",
        "52:60",
        "1:60:00",
        "1:2:3:4",
        "0:00",
        "4h",
        -5,
        0,
        2.5,
        True,
        None,
        float("inf"),
        (),
        360_000,
        1e308,
    ],
)
def test_what_is_no_time_is_none(written: Any) -> None:
    assert read_clock(written) is None


@given(st.integers(1, 359_999))
def test_every_time_is_read_as_it_is_shown(seconds: int) -> None:
    assert read_clock(format_clock(seconds)) == seconds


@given(st.lists(st.tuples(st.sampled_from(tuple(DISTANCES_M)), st.integers(60, 35_999)), min_size=1, max_size=3))
def test_races_in_one_text_are_told_apart(pairs: list[tuple[str, int]]) -> None:
    for between, join in ((" ", ", "), ("=", " "), (" in ", " and "), (": ", "; ")):
        text = join.join(f"{distance}{between}{format_clock(seconds)}" for distance, seconds in pairs)
        assert [(read_distance(far), read_clock(time)) for far, time in split_races(text)] == pairs


@pytest.mark.parametrize("text", ["soon", "", "10k", "10k 52:30 or so"])
def test_a_text_that_is_no_race_gives_none(text: str) -> None:
    assert split_races(text) == []


def test_a_race_is_said_in_the_unit_of_its_reader() -> None:
    assert Race("half", 6330).text("mi") == "half marathon in 1:45:30"
    assert Race(12.0, 3600).text("km") == "12 km in 1:00:00"
    assert Race(12.0, 3600).text("mi") == "7.5 mi in 1:00:00"
    assert {name: distance_name(name) for name in DISTANCES_M} == DISTANCE_NAMES
