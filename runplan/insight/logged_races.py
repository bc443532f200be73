"""The races of a log, as a Block takes them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple

from runplan.errors import BlockError
from runplan.paces.equations import vdot
from runplan.paces.races import DISTANCES_M, LEAST_KM, MOST_KM, race_distance
from runplan.plan import race_fields
from runplan.plan.log import Activity
from runplan.units import format_clock, format_number


class FoundRace(NamedTuple):
    """A race: its distance as a Block takes it, its seconds, and how it was found."""

    distance: str | float
    seconds: int
    reason: str

    @property
    def metres(self) -> float:
        """The distance [m]."""
        return DISTANCES_M[self.distance] if isinstance(self.distance, str) else 1000 * self.distance


def recent_races(runs: Sequence[Activity]) -> tuple[FoundRace, ...]:
    """At most two races of different distances, as a Block takes them: the best by their VDOT."""
    races = [race for race in map(_race, runs) if race is not None]
    best: dict[str | float, FoundRace] = {}
    for race in sorted(races, key=lambda race: race.seconds):
        best.setdefault(race.distance, race)
    ranked = sorted(best.values(), key=_fitness, reverse=True)
    for pair in (*combinations(ranked, 2), *((race,) for race in ranked)):
        if pair[0] is ranked[0] and _is_taken(pair):
            return tuple(sorted(pair, key=lambda race: race.metres))
    return next(((race,) for race in ranked if _is_taken((race,))), ())


def _fitness(race: FoundRace) -> float:
    return vdot(race.metres, race.seconds)


def _is_taken(races: tuple[FoundRace, ...]) -> bool:
    try:
        race_fields.recent_races([(race.distance, race.seconds) for race in races])
    except BlockError:
        return False
    return True


def _race(run: Activity) -> FoundRace | None:
    if not run.race or not run.km or not run.minutes:
        return None
    distance: str | float = race_distance(run.km) or round(run.km, 1)
    if not isinstance(distance, str) and not LEAST_KM <= distance <= MOST_KM:
        return None
    seconds = round(60 * run.minutes)
    measured = f"{format_number(run.km, 2)} km in {format_clock(seconds)}"
    name = repr(run.title[:60]) if run.title else "A run"
    return FoundRace(
        distance, seconds, f"{name} of {run.date}, {measured}, counts as a race because it is marked or named as one."
    )
