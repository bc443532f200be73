"""The pace that each part of a run is planned with: the middle of its band, from races or from the easy pace.

In: a block. Out: seconds a kilometre by the target of a step.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from runplan.catalog.rules import number
from runplan.paces.bands import Fitness, easy_middle, pace_bands
from runplan.paces.races import DISTANCES_M
from runplan.plan.block import Block
from runplan.plan.defaults import EASY_PACE_S_PER_KM
from runplan.planning.pace_table import block_fitness

ZONE_OF_TARGET = {
    "easy": "easy",
    "marathon": "marathon",
    "half": "half",
    "threshold": "threshold",
    "10k": "10k",
    "intervals": "5k",
    "interval": "interval",
    "repetition": "repetition",
    "tempo": "threshold",
}
"""The kind of running that a step asks for, of those that have a band; strides and hills go by how they feel."""


def step_paces(block: Block) -> Mapping[str, float]:
    """The pace of each target of a step [s/km].

    Below the fitness that the equations were made for, the paces keep the relation to the easy pace that they have at
    its end. A goal time sets the pace of its race.
    """
    # The default easy pace says nothing of a runner, and still sizes the runs.
    return _step_paces(block_fitness(block, guessed=True), easy_pace(block), block.goal, block.goal_time)


def race_target(goal: str) -> str:
    """The target of a step at the pace of a goal's race."""
    return "intervals" if goal == "5k" else goal


def goal_pace(goal: str, seconds: int) -> float:
    """The pace of a race in its wished time [s/km]."""
    return seconds / DISTANCES_M[goal] * 1000


def easy_pace(block: Block) -> float:
    """The runner's own easy pace [s/km]; from a race where none was said."""
    if block.recent_races and block.easy_pace_s_per_km == EASY_PACE_S_PER_KM:
        return easy_middle(block_fitness(block)) or block.easy_pace_s_per_km
    return block.easy_pace_s_per_km


@lru_cache(maxsize=64)
def _step_paces(fitness: Fitness, easy: float, goal: str, goal_seconds: int | None) -> Mapping[str, float]:
    bands, scale = pace_bands(fitness), 1.0
    if not bands:
        least = Fitness(number("fitness_least"))
        scale = easy / (easy_middle(least) or easy)
        bands = pace_bands(least)
    paces = {target: scale * (bands[zone].fast + bands[zone].slow) / 2 for target, zone in ZONE_OF_TARGET.items()}
    race = race_target(goal)
    if goal_seconds is not None and race in paces:
        paces[race] = goal_pace(goal, goal_seconds)
    paces |= {
        "easy": easy,
        "jog": easy * number("pace_jog"),
        "hills": easy * number("pace_hills"),
        "strides": paces["repetition"],
        "race": paces.get(race, easy),
    }
    return MappingProxyType(paces)
