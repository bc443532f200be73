"""The band of each part of a run: paces and heart rates, or only how it feels where no pace is known.

In: a block. Out: for each target of a step what a runner, a watch and a training log go by.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from runplan.paces.bands import Band, share
from runplan.plan.block import Block
from runplan.planning.pace_table import zone_paces
from runplan.planning.running.step_paces import ZONE_OF_TARGET, goal_pace, race_target
from runplan.words import STEP_NAMES, ZONE_EFFORTS

_FEELS = {"hills": "hard, but not a sprint", "strides": "quick and relaxed, not a sprint"}


class StepBand(NamedTuple):
    """What one part of a run goes by.

    Parameters
    ----------
    name : str
        What it is called: Easy, Threshold pace, or Threshold effort where no pace is known.
    pace : Band or None
        [s/km]; None where it goes by how it feels.
    heart_rate : (int, int) or None
        Low and high end [beats/min]; None where no heart rate is known, or it does not settle in so short a time.
    feel : str
        How it feels, in a few words; none for jogs, and for a race whose distance is not known.
    """

    name: str
    pace: Band | None
    heart_rate: tuple[int, int] | None
    feel: str


def step_bands(block: Block) -> Mapping[str, StepBand]:
    """The band of each target of a step.

    Without a race, and without an easy pace of the runner's own, no pace is known but that of a goal time. Strides,
    hills and jogs have none in any case.

    Examples
    --------
    >>> step_bands(Block(start="2027-01-04", weeks=8))["threshold"]
    StepBand(name='Threshold effort', pace=None, heart_rate=None, feel='you could say one sentence')
    """
    zones = {row.zone: row for row in zone_paces(block)}
    bands = {}
    for target, name in STEP_NAMES.items():
        zone = ZONE_OF_TARGET.get(target, "")
        if target == "race":
            zone = ZONE_OF_TARGET.get(race_target(block.goal), "")
        if not zone:
            bands[target] = StepBand(name, None, None, _FEELS.get(target, ""))
            continue
        row = zones[zone]
        if row.band is None:
            name = name.replace("pace", "effort")
        bands[target] = StepBand(name, row.band, row.heart_rate, ZONE_EFFORTS[zone])
    return bands | _goal_bands(block, bands)


def _goal_bands(block: Block, bands: Mapping[str, StepBand]) -> dict[str, StepBand]:
    """The bands of the race, and of training at its pace, by the time that is wished."""
    target = race_target(block.goal)
    if block.goal_time is None or target not in bands:
        return {}
    pace, margin = goal_pace(block.goal, block.goal_time), share("equivalent_band")
    band = Band(pace * (1 - margin), pace * (1 + margin))
    return {
        "race": bands["race"]._replace(pace=band),
        target: bands[target]._replace(name="Goal pace", pace=band),
    }
