from __future__ import annotations

import datetime as dt
import doctest

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from runplan import units
from runplan.cli import block_options, block_table
from runplan.exchange import csv_text as text


@pytest.mark.parametrize("module", [units, text, block_options, block_table], ids=lambda module: module.__name__)
def test_the_examples_in_the_documentation_are_true(module: object) -> None:
    result = doctest.testmod(module)  # type: ignore[arg-type]
    assert result.attempted > 0
    assert result.failed == 0


@pytest.mark.parametrize(
    ("km", "miles"), [(5, "3.11 mi"), (10, "6.21 mi"), (21.0975, "13.11 mi"), (42.195, "26.22 mi"), (1.609344, "1 mi")]
)
def test_race_distances_in_miles_are_the_published_ones(km: float, miles: str) -> None:
    assert units.format_distance(km, "mi", digits=2) == miles


@pytest.mark.parametrize(("km", "text"), [(0.25, "0.3 km"), (12.25, "12.3 km"), (0.05, "0.1 km"), (2.675, "2.7 km")])
def test_halves_are_rounded_up_as_people_do(km: float, text: str) -> None:
    assert units.format_distance(km) == text


@pytest.mark.parametrize("absent", [None, float("nan"), pd.NA, pd.NaT, np.datetime64("NaT")], ids=repr)
@pytest.mark.parametrize(
    "formatter",
    [
        units.format_clock,
        units.format_date,
        units.format_day,
        units.format_distance,
        units.format_long_date,
        units.format_minutes,
        units.format_number,
        units.format_pace,
        units.format_week,
    ],
)
def test_what_is_absent_is_shown_as_nothing(formatter: object, absent: object) -> None:
    assert formatter(absent) == ""  # type: ignore[operator]


@pytest.mark.parametrize(
    "date",
    [
        dt.date(2027, 3, 4),
        dt.datetime(2027, 3, 4, 23, 59),
        pd.Timestamp("2027-03-04"),
        np.datetime64("2027-03-04"),
        "2027-03-04",
    ],
    ids=lambda date: type(date).__name__,
)
def test_dates_of_every_kind_read_the_same(date: object) -> None:
    assert units.format_date(date) == "Thu 4 Mar 2027"
    assert units.format_long_date(date) == "Thursday 4 March 2027"


def test_an_unknown_unit_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^units='miles' is not known\. Give 'km' or 'mi'\.$"):
        units.format_distance(5, "miles")


@given(st.floats(0, 1e6))
def test_kilometres_survive_the_way_to_miles_and_back(km: float) -> None:
    assert units.to_km(units.from_km(km, "mi"), "mi") == pytest.approx(km)


@given(st.dates())
def test_dates_are_written_as_the_c_locale_writes_them(date: dt.date) -> None:
    assert units.format_day(date) == f"{date:%a} {date.day} {date:%b}"
