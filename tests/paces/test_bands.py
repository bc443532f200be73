"""Bands of paces: in order, told as a range, and the same as a checker counts."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runplan.paces.bands import RACE_ZONES, Band, easy_middle, fitness_of, pace_bands, race_paces, race_times
from runplan.paces.races import DISTANCES_M, Race
from tests.pace_checker import METRES, NUMBERS, fitness, marathon_range, pace_of_share, race_range, seconds_over

ORDER = ("easy", "marathon", "threshold", "interval", "repetition")
WEEKS_KM = st.floats(1, 250)


def race_of(distance: str, vdot: float) -> Race:
    """A race of this fitness, in whole seconds that are no slower."""
    return Race(distance, int(seconds_over(METRES[distance], vdot)))


RACES = st.builds(race_of, st.sampled_from(tuple(METRES)), st.floats(30, 85))


def test_the_checker_and_the_room_name_the_same_distances() -> None:
    assert METRES == DISTANCES_M


@given(RACES, WEEKS_KM)
def test_each_kind_of_running_is_faster_than_the_one_before(race: Race, weekly_km: float) -> None:
    bands = pace_bands(fitness_of((race,), None, weekly_km))
    assert set(bands) == {*ORDER, *RACE_ZONES}
    for band in bands.values():
        assert 0 < band.fast < band.slow
    for slower, faster in pairwise(ORDER):
        assert bands[slower].fast >= bands[faster].fast
        assert bands[slower].slow >= bands[faster].slow
        if (slower, faster) != ("easy", "marathon"):  # who runs little runs a marathon at an easy pace
            assert bands[slower].fast >= bands[faster].slow
    assert bands["easy"].fast > bands["threshold"].slow


@given(RACES, WEEKS_KM)
def test_a_longer_race_is_slower_and_takes_longer(race: Race, weekly_km: float) -> None:
    runner = fitness_of((race,), None, weekly_km)
    paces = race_paces(runner)
    times = race_times(runner, paces)
    for shorter, longer in pairwise(RACE_ZONES):
        assert paces[shorter].fast <= paces[longer].fast
        assert paces[shorter].slow <= paces[longer].slow
        assert times[shorter].fast < times[longer].fast
        assert times[shorter].slow < times[longer].slow


@given(RACES, WEEKS_KM)
def test_every_band_is_the_checkers(race: Race, weekly_km: float) -> None:
    bands = pace_bands(fitness_of((race,), None, weekly_km))
    run = (METRES[str(race.distance)], float(race.seconds))
    vdot = fitness(*run)
    for zone in ("easy", "interval", "repetition"):
        ends = [pace_of_share(vdot, NUMBERS[f"zone_{zone}_{end}"]) for end in ("fast", "slow")]
        assert list(bands[zone]) == pytest.approx(ends, rel=1e-6)
    same, by_week = marathon_range(run, weekly_km)
    if race.distance == "marathon":
        by_week = same
    threshold = min(pace_of_share(vdot, NUMBERS["zone_threshold_slow"]), same)
    ends = [pace_of_share(vdot, NUMBERS["zone_threshold_fast"]), threshold]
    assert list(bands["threshold"]) == pytest.approx(ends, rel=1e-6)
    ranges = {zone: race_range(run, zone) for zone in ("5k", "10k", "half")}
    for zone, ends in ranges.items():  # the ranges of two equations never need the guard here
        assert list(bands[zone]) == pytest.approx(ends, rel=1e-6)
    half_fast, half_slow = ranges["half"]
    fast = max(min(same, by_week), half_fast, threshold)
    slow = max(same, by_week, half_slow, 1.02 * fast)
    assert list(bands["marathon"]) == pytest.approx([fast, slow], rel=1e-6)


@given(
    st.floats(31, 85),
    st.floats(31, 85),
    st.lists(st.sampled_from(tuple(METRES)), min_size=2, max_size=2, unique=True),
    WEEKS_KM,
)
def test_two_races_give_one_order_too(first: float, second: float, distances: list[str], weekly_km: float) -> None:
    races = tuple(race_of(*pair) for pair in zip(distances, (first, second), strict=True))
    runner = fitness_of(races, None, weekly_km)
    assert runner.vdot == pytest.approx(max(fitness(METRES[str(race.distance)], race.seconds) for race in races))
    assert [race.metres for race in runner.races] == sorted(race.metres for race in races)
    bands = pace_bands(runner)
    for shorter, longer in pairwise(RACE_ZONES):
        assert bands[shorter].fast <= bands[longer].fast
        assert bands[shorter].slow <= bands[longer].slow
    assert all(band.fast < band.slow for band in bands.values())
    for slower, faster in pairwise(ORDER[1:]):
        assert bands[slower].fast >= bands[faster].slow


def test_a_distance_that_was_raced_goes_by_its_own_race() -> None:
    races = (Race("5k", 1200), Race("half", 6300))  # 4:00 and 4:58.6 a km
    paces = race_paces(fitness_of(races, None, 40))
    margin = NUMBERS["equivalent_band"] / 100
    for distance, pace in (("5k", 240.0), ("half", 6300 / 21.0975)):
        assert list(paces[distance]) == pytest.approx([pace * (1 - margin), pace * (1 + margin)])


@pytest.mark.parametrize("easy_pace", [300, 389, 391, 470])
def test_an_easy_pace_lies_in_the_middle_of_what_it_comes_to(easy_pace: int) -> None:
    runner = fitness_of((), easy_pace, 40)
    assert easy_middle(runner) == pytest.approx(easy_pace, rel=1e-9)
    assert runner.vdot is not None
    assert pace_of_share(runner.vdot, 66.5) == pytest.approx(easy_pace, rel=1e-6)
    bands = pace_bands(runner)
    assert bands["easy"].fast < easy_pace < bands["easy"].slow
    five = seconds_over(5000, runner.vdot) / 5  # a guess has a wider band than a race
    assert bands["5k"].fast <= five * 0.96 + 1e-6
    assert bands["5k"].slow >= five * 1.04 - 1e-6


@given(st.floats(200, 900), WEEKS_KM)
def test_an_easy_pace_keeps_the_order_or_gives_no_band(easy_pace: float, weekly_km: float) -> None:
    runner = fitness_of((), easy_pace, weekly_km)
    bands = pace_bands(runner)
    assert bool(bands) == (runner.vdot is not None)
    for slower, faster in pairwise(ORDER[1:]):
        assert not bands or bands[slower].fast >= bands[faster].slow


@pytest.mark.parametrize("vdot", [24.0, 29.9])
def test_below_a_vdot_of_thirty_there_are_no_bands(vdot: float) -> None:
    race = Race("10k", round(seconds_over(10_000, vdot)))
    runner = fitness_of((race,), 300, 30)
    assert runner.vdot is None
    assert runner.races == (race,)
    assert pace_bands(runner) == race_paces(runner) == {}
    assert easy_middle(runner) is None


def test_without_a_race_and_an_easy_pace_nothing_is_known() -> None:
    runner = fitness_of((), None, 30)
    assert (runner.vdot, runner.races, pace_bands(runner), race_times(runner, {})) == (None, (), {}, {})


def test_more_kilometres_a_week_make_a_faster_marathon_and_nothing_else() -> None:
    few, many = (pace_bands(fitness_of((Race("half", 6654),), None, km)) for km in (30, 60))
    assert few["marathon"].slow > many["marathon"].slow
    assert few | {"marathon": many["marathon"]} == many


def test_bands_of_a_vdot_of_forty_are_these() -> None:
    bands = pace_bands(fitness_of((Race("10k", 3001),), None, 30 * 1.609344))
    assert {zone: Band(*map(round, band)) for zone, band in bands.items()} == {
        "easy": (351, 419),
        "threshold": (306, 320),
        "interval": (276, 287),
        "repetition": (255, 265),
        "5k": (285, 294),
        "10k": (296, 305),
        "half": (311, 320),
        "marathon": (327, 350),
    }
