"""Fitness from races or an easy pace, and the band of paces of each kind of running.

Every share and factor is a row of data/rules.csv with its basis and source. A band is two paces and never one figure.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from runplan.catalog.rules import number
from runplan.paces.equations import (
    marathon_of_one_race,
    marathon_of_two_races,
    oxygen_cost,
    pace_at,
    race_seconds,
    riegel_seconds,
    vdot,
)
from runplan.paces.races import DISTANCES_M, Race
from runplan.units import KM_PER_MILE

TRAINING_ZONES = ("easy", "threshold", "interval", "repetition")
"""Kinds of running whose pace is a share of the fitness, the slowest first."""
RACE_ZONES = ("5k", "10k", "half", "marathon")
"""Races whose pace is trained at, the shortest first."""


class Band(NamedTuple):
    """A band of paces [s/km]; a slower pace is a larger number."""

    fast: float
    slow: float


class Fitness(NamedTuple):
    """What is known of a runner's fitness.

    Parameters
    ----------
    vdot : float or None
        [ml/kg/min]; None where nothing is known, or less than the equations were made for.
    races : tuple of Race
        By distance, the shortest first; none where only an easy pace is known.
    weekly_km : float
        What is run in a week before the race [km].
    """

    vdot: float | None
    races: tuple[Race, ...] = ()
    weekly_km: float = 0.0


def fitness_of(races: tuple[Race, ...], easy_pace_s_per_km: float | None, weekly_km: float) -> Fitness:
    """The fitness that races show, of two the better one; without any the one that an easy pace points to.

    Parameters
    ----------
    races : tuple of Race
    easy_pace_s_per_km : float or None
        [s/km]; None where it is not known.
    weekly_km : float
        What is run in a week before the race [km].
    """
    if races:
        value = max(vdot(race.metres, race.seconds) for race in races)
    elif easy_pace_s_per_km is not None:
        value = oxygen_cost(60_000 / easy_pace_s_per_km) / share("zone_easy_middle")
    else:
        return Fitness(None)
    races = tuple(sorted(races, key=lambda race: race.metres))
    return Fitness(value if value >= number("fitness_least") else None, races, weekly_km)


def share(rule_id: str) -> float:
    """A rule's number that is given in per cent, as a share of one."""
    return number(rule_id) / 100


def easy_middle(fitness: Fitness) -> float | None:
    """The pace in the middle of easy running [s/km]."""
    return None if fitness.vdot is None else pace_at(fitness.vdot, share("zone_easy_middle"))


def pace_bands(fitness: Fitness) -> dict[str, Band]:
    """The band of each zone, of `TRAINING_ZONES` and `RACE_ZONES`; empty where the fitness is not known.

    Of easy, marathon, threshold, interval and repetition pace each is faster than the one before at both ends. Only
    marathon pace may reach into easy running: so it is for somebody who runs few kilometres a week.
    """
    if fitness.vdot is None:
        return {}
    bands = {
        zone: Band(pace_at(fitness.vdot, share(f"zone_{zone}_fast")), pace_at(fitness.vdot, share(f"zone_{zone}_slow")))
        for zone in TRAINING_ZONES
    }
    paces = race_paces(fitness)
    marathon = _daniels_pace(fitness, "marathon")
    threshold = bands["threshold"]
    threshold = bands["threshold"] = threshold._replace(slow=min(threshold.slow, marathon))
    fast = max(paces["marathon"].fast, threshold.slow)
    slow = max(paces["marathon"].slow, fast * (1 + share("equivalent_marathon_band")))
    return bands | paces | {"marathon": Band(fast, slow)}


def race_paces(fitness: Fitness) -> dict[str, Band]:
    """The range of paces that the fitness comes to in each race of `RACE_ZONES`; empty where it is not known.

    Two equations give the range, and each distance goes by the race that is nearest to it. No race has a faster pace
    than a shorter one.
    """
    if fitness.vdot is None:
        return {}
    margin = share("equivalent_band" if fitness.races else "equivalent_band_guessed")
    paces: dict[str, Band] = {}
    before = Band(0.0, 0.0)
    for zone in RACE_ZONES:
        daniels = _daniels_pace(fitness, zone)
        if zone == "marathon":
            other = _vickers_pace(fitness) or daniels
            band = Band(min(daniels, other), max(daniels, other))
        else:
            other = _riegel_pace(fitness, zone)
            band = Band(min(daniels * (1 - margin), other), max(daniels * (1 + margin), other))
        before = paces[zone] = Band(max(before.fast, band.fast), max(before.slow, band.slow))
    return paces


def race_times(fitness: Fitness, bands: dict[str, Band]) -> dict[str, Band]:
    """The range of times in each race of `RACE_ZONES`, from the bands of their paces [s]."""
    return {
        zone: Band(*(pace * DISTANCES_M[zone] / 1000 for pace in bands[zone])) for zone in RACE_ZONES if zone in bands
    }


def _nearest(fitness: Fitness, metres: float) -> Race | None:
    """The race whose distance is nearest by its ratio; of two as near the longer."""
    by_ratio = {race: round(abs(math.log(race.metres / metres)), 9) for race in reversed(fitness.races)}
    return min(by_ratio, key=by_ratio.__getitem__, default=None)


def _daniels_pace(fitness: Fitness, zone: str) -> float:
    """The pace of a race by Daniels and Gilbert [s/km]."""
    metres = DISTANCES_M[zone]
    race = _nearest(fitness, metres)
    assert fitness.vdot is not None
    value = fitness.vdot if race is None else vdot(race.metres, race.seconds)
    return race_seconds(value, metres) / metres * 1000


def _riegel_pace(fitness: Fitness, zone: str) -> float:
    """The pace of a race by Riegel [s/km]; where only an easy pace is known, from the 10 km that it comes to."""
    metres = DISTANCES_M[zone]
    race = _nearest(fitness, metres)
    far, seconds = _ten_kilometres(fitness) if race is None else (race.metres, race.seconds)
    return riegel_seconds(far, seconds, metres, number("equivalent_riegel")) / metres * 1000


def _vickers_pace(fitness: Fitness) -> float | None:
    """The pace of a marathon by Vickers and Vertosick [s/km]; None where a race as long was run."""
    metres, miles = DISTANCES_M["marathon"], fitness.weekly_km / KM_PER_MILE
    runs = [(race.metres, float(race.seconds)) for race in fitness.races]
    if runs and runs[-1][0] >= metres:
        return None
    least = number("equivalent_marathon_least") * 1000
    runs = [run for run in runs if run[0] >= least] or [_ten_kilometres(fitness)]
    if len(runs) > 1:
        return marathon_of_two_races(runs[0], runs[-1], miles) / metres * 1000
    return marathon_of_one_race(*runs[0], miles) / metres * 1000


def _ten_kilometres(fitness: Fitness) -> tuple[float, float]:
    """The 10 km that the fitness comes to [m], [s]."""
    assert fitness.vdot is not None
    return DISTANCES_M["10k"], race_seconds(fitness.vdot, DISTANCES_M["10k"])
