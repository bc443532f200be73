"""Lengths in the runner's own unit: what is planned is whole or half kilometres, or whole or half miles."""

from __future__ import annotations

import math
from typing import NamedTuple

from runplan.catalog.rules import number
from runplan.plan.block import Block
from runplan.units import KM_PER_MILE

METRES_KM = 0.01
"""What rounding to metres may leave, of a week that a runner gives in miles."""
_NEAR = 1e-9


class Lengths(NamedTuple):
    """How lengths are rounded, and the lengths of the rules in the runner's unit. All lengths in and out are in km."""

    unit_km: float  # kilometres in one unit
    growth: tuple[tuple[float, float], ...]  # up to which longest run, by how much the next may be longer [km]
    least_step_back_km: float
    after_gap_km: float  # by how much a long run may be longer each week on the way back

    def half(self, km: float) -> float:
        """The nearest half unit, ties down."""
        return math.ceil(2 * km / self.unit_km - 0.5 - _NEAR) * self.unit_km / 2

    def half_below(self, km: float) -> float:
        """The half unit at or below."""
        return math.floor(2 * km / self.unit_km + _NEAR) * self.unit_km / 2

    def half_above(self, km: float) -> float:
        """The half unit at or above."""
        return math.ceil(2 * km / self.unit_km - _NEAR) * self.unit_km / 2

    def week(self, km: float) -> float:
        """A week's kilometres: the nearest whole unit from twenty on (ties up), the nearest half below."""
        if km < 20 * self.unit_km - _NEAR:
            return self.half(km)
        return math.floor(km / self.unit_km + 0.5 + _NEAR) * self.unit_km

    def longer(self, km: float) -> float:
        """The longest run that may follow one of this length."""
        for below, step in self.growth:
            if km < below - _NEAR:
                return km + step
        return self.half_below(km * number("long_rise"))


def lengths_of(block: Block) -> Lengths:
    """The lengths in a block's unit."""
    if block.units == "mi":
        mile = KM_PER_MILE
        after_gap = number("gap_long_rise_mi") * mile
        return Lengths(mile, ((7.5 * mile, 0.5 * mile), (10 * mile, mile)), 2 * mile, after_gap)
    return Lengths(1.0, ((12.0, 1.0), (16.0, 1.5)), 3.0, number("gap_long_rise"))
