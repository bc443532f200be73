"""The equations of paces, against figures that were counted elsewhere."""

from __future__ import annotations

import pytest

from runplan.paces.equations import (
    marathon_of_one_race,
    marathon_of_two_races,
    pace_at,
    race_seconds,
    riegel_seconds,
    vdot,
)
from tests.pace_checker import METRES, fitness, pace_of_share, seconds_over

# VDOT, 5 km, easy slow and fast, threshold slow and fast, interval at 97.5 %, marathon of the same VDOT: min:s a km
TABLE = """
30 30:41 8:43 7:20 6:42 6:24 5:54 6:52
35 26:59 7:45 6:30 5:56 5:40 5:13 6:04
40 24:06 6:59 5:51 5:20 5:06 4:41 5:27
45 21:49 6:22 5:19 4:51 4:38 4:16 4:56
50 19:56 5:52 4:54 4:28 4:15 3:55 4:31
55 18:22 5:26 4:32 4:08 3:56 3:37 4:10
60 17:03 5:04 4:13 3:51 3:40 3:23 3:52
"""


def clock(text: str) -> int:
    seconds = 0
    for part in text.split(":"):
        seconds = 60 * seconds + int(part)
    return seconds


def test_five_kilometres_in_24_34_are_a_vdot_of_39_11() -> None:
    assert round(vdot(5000, clock("24:34")), 2) == 39.11


@pytest.mark.parametrize(
    ("distance", "time"), [("5k", "24:06"), ("10k", "50:01"), ("half", "1:50:54"), ("marathon", "3:49:37")]
)
def test_a_vdot_of_40_comes_to_the_times_that_were_counted(distance: str, time: str) -> None:
    assert race_seconds(40, METRES[distance]) == pytest.approx(clock(time), abs=1)


@pytest.mark.parametrize("row", TABLE.strip().splitlines(), ids=lambda row: row.split()[0])
def test_paces_are_those_of_the_table_within_a_second(row: str) -> None:
    first, *clocks = row.split()
    value, (five, *paces) = float(first), [clock(text) for text in clocks]
    assert race_seconds(value, 5000) == pytest.approx(five, abs=1)
    ours = [pace_at(value, share) for share in (0.59, 0.74, 0.83, 0.88, 0.975)]
    ours.append(race_seconds(value, 42195) / 42.195)
    assert ours == pytest.approx(paces, abs=1)


@pytest.mark.parametrize(("miles", "time"), [(20, "3:59:17"), (30, "3:54:10"), (50, "3:44:34")])
def test_a_half_marathon_in_1_45_comes_to_the_marathons_that_were_counted(miles: int, time: str) -> None:
    assert marathon_of_one_race(METRES["half"], clock("1:45:00"), miles) == pytest.approx(clock(time), abs=1)


def test_riegel_makes_3_38_55_of_a_half_marathon_in_1_45() -> None:
    assert riegel_seconds(METRES["half"], clock("1:45:00"), METRES["marathon"], 1.06) == pytest.approx(13135, abs=1)


def test_two_races_come_to_the_marathon_that_is_counted_by_hand() -> None:
    # k = ln(6300 / 2880) / ln(2.10975) = 1.04844; the exponent 1.4510756 - 0.24951 - 0.04230 = 1.15927
    marathon = marathon_of_two_races((METRES["10k"], 2880.0), (METRES["half"], 6300.0), 30)
    assert marathon == pytest.approx(6300 * 2**1.15927, abs=1)


@pytest.mark.parametrize("value", range(30, 86, 5))
def test_a_search_finds_the_same_paces_and_times(value: int) -> None:
    for metres in METRES.values():
        seconds = race_seconds(value, metres)
        assert seconds == pytest.approx(seconds_over(metres, value), rel=1e-6)
        assert vdot(metres, seconds) == pytest.approx(fitness(metres, seconds), rel=1e-9)
        assert vdot(metres, seconds) == pytest.approx(value, rel=1e-6)
    for per_cent in (59, 66.5, 74, 88, 100, 110):
        assert pace_at(value, per_cent / 100) == pytest.approx(pace_of_share(value, per_cent), rel=1e-6)
