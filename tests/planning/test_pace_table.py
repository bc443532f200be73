"""The paces of a block as a table: columns, units, heart rates, sources, and what is shown where little is known."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import runplan as rp
from runplan.cli.block_table import PLAIN_SIGNS, SIGNS
from runplan.cli.race_paces import pace_lines
from runplan.planning.pace_table import pace_frame
from runplan.schema import BASES
from tests.builders.blocks import race_fields
from tests.pace_checker import METRES, NUMBERS, fitness, marathon_range, pace_of_share, race_range

ZONES = ["easy", "marathon", "half", "threshold", "10k", "5k", "interval", "repetition"]
COLUMNS = ["zone", "fast_s_per_km", "slow_s_per_km", "heart_rate_low", "heart_rate_high", "basis", "source_id"]
SOURCES = set(rp.load_catalog().sources["source_id"])


def block(**wishes: Any) -> rp.Block:
    return rp.Block(**{"start": "2027-01-04", "weeks": 8, "weekly_km_now": 40, "weekly_km_peak": 60} | wishes)


def paces(**wishes: Any) -> pd.DataFrame:
    return pace_frame(block(**wishes)).set_index("zone")


def test_a_plan_has_a_row_for_each_kind_of_running_and_the_columns_that_others_read() -> None:
    frame = rp.build_plan(block(recent_races="10k 52:30")).paces()
    assert list(frame["zone"]) == ZONES
    assert list(frame.columns)[:7] == COLUMNS
    assert frame.index.equals(pd.RangeIndex(8))
    assert set(frame["basis"]) <= set(BASES)
    assert set(frame["source_id"]) <= SOURCES


def test_bands_are_those_that_a_checker_counts_from_the_same_race() -> None:
    frame, race = paces(recent_races="half 1:45:00"), (METRES["half"], 6300.0)
    value = fitness(*race)
    for zone in ("easy", "threshold", "interval", "repetition"):
        for end in ("fast", "slow"):
            pace = pace_of_share(value, NUMBERS[f"zone_{zone}_{end}"])
            assert frame.at[zone, f"{end}_s_per_km"] == pytest.approx(pace, abs=0.06)
    for zone in ("5k", "10k", "half"):
        assert tuple(frame.loc[zone, ["fast_s_per_km", "slow_s_per_km"]]) == pytest.approx(
            race_range(race, zone), abs=0.06
        )
    same, by_week = marathon_range(race, 50)  # half-way between 40 and 60 km a week
    assert tuple(frame.loc["marathon", ["fast_s_per_km", "slow_s_per_km"]]) == pytest.approx((same, by_week), abs=0.06)


@given(st.data())
def test_a_race_gives_the_same_bands_whatever_the_unit(data: st.DataObject) -> None:
    fields = data.draw(race_fields("half")) | {"easy_pace_s_per_km": data.draw(st.integers(180, 900))}
    in_km, in_miles = (paces(goal="half", units=units, **fields) for units in ("km", "mi"))
    pd.testing.assert_frame_equal(in_km.drop(columns="pace"), in_miles.drop(columns="pace"))
    for per_km, per_mile, fast, slow in zip(
        in_km["pace"], in_miles["pace"], in_km["fast_s_per_km"], in_km["slow_s_per_km"], strict=True
    ):
        assert bool(per_km) == bool(per_mile) == (fast == fast)
        if per_km:
            assert per_km.endswith(" /km")
            assert per_mile.endswith(" /mi")
            assert seconds(per_km) == pytest.approx((fast, slow), abs=0.6)
            assert seconds(per_mile) == pytest.approx((fast * 1.609344, slow * 1.609344), abs=0.6)


def seconds(text: str) -> tuple[int, int]:
    """The two ends of a pace such as 5:06–5:20 /km."""
    ends = [60 * int(clock.split(":")[0]) + int(clock.split(":")[1]) for clock in text.split(" ")[0].split("–")]
    return ends[0], ends[-1]


def test_by_default_nothing_is_known_and_the_running_goes_by_feel() -> None:
    for frame in (paces(), paces(recent_races="10k 1:15:00"), paces(easy_pace_s_per_km=500)):
        assert frame["fast_s_per_km"].isna().all()
        assert frame["slow_s_per_km"].isna().all()
        assert (frame["pace"] == "").all()
        assert (frame["race_time"] == "").all()
        assert (frame["basis"] == "our assumption").all()
        assert frame["effort"].str.len().gt(0).all()
        assert frame["effort"].is_unique


def test_an_easy_pace_alone_gives_bands_that_say_they_are_assumed() -> None:
    frame = paces(easy_pace_s_per_km=400)
    assert (frame["basis"] == "our assumption").all()
    assert frame.at["easy", "fast_s_per_km"] < 400 < frame.at["easy", "slow_s_per_km"]
    assert paces(easy_pace_s_per_km=400, recent_races="10k 52:30").equals(paces(recent_races="10k 52:30"))


def test_each_band_names_where_it_comes_from() -> None:
    sources = paces(recent_races="10k 52:30")["source_id"]
    assert dict(sources) == {
        "easy": "daniels_paces",
        "marathon": "vickers2016",
        "half": "daniels_gilbert1979",
        "threshold": "our_assumption",
        "10k": "daniels_gilbert1979",
        "5k": "daniels_gilbert1979",
        "interval": "daniels_paces",
        "repetition": "our_assumption",
    }
    assert paces(recent_races="marathon 4:10:00").at["marathon", "source_id"] == "daniels_gilbert1979"


def test_heart_rates_come_from_the_runners_own_and_never_without() -> None:
    assert paces(recent_races="10k 52:30")["heart_rate_low"].isna().all()
    by_most = paces(max_heart_rate=200)
    assert by_most["heart_rate_low"].dropna().to_dict() == {"easy": 130, "marathon": 160, "threshold": 176}
    assert by_most["heart_rate_high"].dropna().to_dict() == {"easy": 160, "marathon": 176, "threshold": 184}
    by_threshold = paces(max_heart_rate=200, threshold_heart_rate=175)
    assert by_threshold["heart_rate_low"].dropna().to_dict() == {"easy": 126, "marathon": 154, "threshold": 168}
    assert by_threshold["heart_rate_high"].dropna().to_dict() == {"easy": 154, "marathon": 168, "threshold": 178}


def test_the_terminal_shows_what_is_known_and_says_where_it_comes_from() -> None:
    assert pace_lines(block(), 80, SIGNS) == ""
    by_easy_pace = pace_lines(block(easy_pace_s_per_km=400), 80, SIGNS).splitlines()
    assert by_easy_pace[0] == "Paces from your easy pace of 6:40 /km; a race would give better ones"
    assert len(by_easy_pace) == 2 + len(ZONES)
    heart_rates = pace_lines(block(max_heart_rate=200), 80, SIGNS).splitlines()
    assert heart_rates[0] == "Heart rates"
    assert "130–160" in heart_rates[2]
    text = pace_lines(block(recent_races="10k 52:30", units="mi"), 80, PLAIN_SIGNS)
    assert text.splitlines()[:3] == [
        "Paces from 10 km in 52:30",
        "               /mi         race             feels",
        "Easy           9:51-11:45                   you could chat all the way",
    ]
    assert text.isascii()
    by_feel = " ".join(pace_lines(block(recent_races="10k 1:15:00"), 80, SIGNS).split())
    assert by_feel.startswith(
        "Paces from 10 km in 1:15:00 Run by feel: your races are slower than the pace equations cover. feels "
        "Easy you could chat all the way"
    )


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("units", ["km", "mi"])
def test_no_line_of_the_table_is_wider_than_the_terminal(width: int, units: str) -> None:
    for races in ("10k 52:30", "5k 12:30", "10k 1:15:00", "1500m 8:00"):
        text = pace_lines(block(recent_races=races, units=units, max_heart_rate=190), width, SIGNS)
        assert max(map(len, text.splitlines())) <= width
