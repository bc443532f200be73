"""The weights at hand for a lift, in the runner's own unit.

In: what a Block says of a kit, and whether one or two of it are held. Out: weights that are owned, below, at and above
any number of kilograms.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass

from runplan.catalog.loading import load_steps
from runplan.plan.weights import Weight, in_unit, read_weight

_NEAR = 1e-6  # kilograms: pounds are no round number of them


@dataclass(frozen=True)
class Owned:
    """Weights of a kit: those that are listed, or in steps from the lightest on.

    Parameters
    ----------
    listed : tuple of Weight
        From the lightest on, each once; empty where there are steps.
    step : float
        From one weight to the next [unit].
    least, most : float
        The lightest and the heaviest [unit].
    unit : str
    """

    listed: tuple[Weight, ...] = ()
    step: float = 0.0
    least: float = 0.0
    most: float = math.inf
    unit: str = "kg"

    def down(self, kg: float) -> Weight | None:
        """The heaviest weight that is not above so many kilograms; None where all are."""
        if self.listed:
            position = bisect_right(self.listed, kg + _NEAR, key=lambda weight: weight.kg)
            return self.listed[position - 1] if position else None
        if not self.step:
            return None
        amount = min((kg + _NEAR) / Weight(1.0, self.unit).kg, self.most)
        steps = math.floor((amount - self.least) / self.step + _NEAR)
        return None if steps < 0 else Weight(round(self.least + steps * self.step, 3), self.unit)

    def above(self, kg: float) -> Weight | None:
        """The lightest weight above so many kilograms; None where there is none."""
        if self.listed:
            position = bisect_right(self.listed, kg + _NEAR, key=lambda weight: weight.kg)
            return self.listed[position] if position < len(self.listed) else None
        if not self.step:
            return None
        now = self.down(kg)
        amount = self.least if now is None else round(now.amount + self.step, 3)
        return Weight(amount, self.unit) if amount <= self.most + _NEAR else None

    def below(self, kg: float) -> Weight | None:
        """The heaviest weight below so many kilograms; None where there is none."""
        if self.listed:
            position = bisect_left(self.listed, kg - _NEAR, key=lambda weight: weight.kg)
            return self.listed[position - 1] if position else None
        return self.down(kg - 10 * _NEAR)

    def has(self, weight: Weight) -> bool:
        """Whether a weight is one of them."""
        at_most = self.down(weight.kg)
        return at_most is not None and abs(at_most.kg - weight.kg) < 10 * _NEAR


def owned_of(
    kit: str, hands: str, value: float | str | tuple[float | str, ...] | None, remembered: Weight | None = None
) -> Owned:
    """The weights of a kit for a lift.

    Parameters
    ----------
    kit : str
        One of `schema.LOADED`.
    hands : str
        bar, one or two: with two hand weights only what is owned twice counts.
    value : float, str, tuple or None
        What `Block.load_steps` has of the kit; None: usual steps, in the unit of the remembered weight.
    remembered : Weight, optional
        A weight that was lifted: no bar is heavier.
    """
    if isinstance(value, tuple):
        weights = [weight for weight in map(read_weight, value) if weight is not None]
        counts = Counter(weights)
        # A list in which nothing is there twice names pairs, as dumbbells are sold; else it names pieces.
        pieces = 2 if hands == "two" and max(counts.values()) > 1 else 1
        return Owned(tuple(sorted((w for w, count in counts.items() if count >= pieces), key=lambda w: w.kg)))
    step = None if value is None else read_weight(value)
    unit = step.unit if step is not None else "kg" if remembered is None else remembered.unit
    usual = load_steps()[kit, unit]
    size = usual.step if step is None else step.amount
    least = size if step is not None and kit not in ("barbell", "trap_bar") else usual.least
    if remembered is not None and hands == "bar":
        least = min(least, in_unit(remembered.kg, unit).amount)
    return Owned(step=size, least=least, most=math.inf if usual.most is None else usual.most, unit=unit)
