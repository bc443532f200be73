"""Weights as people own them and write them: in kilograms or in pounds, and never one for the other.

In: a number of kilograms, or a text such as "50 lb". Out: a `Weight` that keeps the unit it was written in, and its
kilograms for reckoning.
"""

from __future__ import annotations

import math
import re
from typing import Any, NamedTuple

from runplan.units import format_number

KG_PER_LB = 0.45359237  # the international pound of 1959, exact
LEAST_KG, MOST_KG = 0.1, 500.0
WEIGHT_UNITS = ("kg", "lb")
_WEIGHT = re.compile(r"(\d{1,4}(?:[.,]\d{1,3})?) ?(kg|lb)?s?")


class Weight(NamedTuple):
    """A weight in the unit of whoever owns it."""

    amount: float
    unit: str = "kg"

    @property
    def kg(self) -> float:
        """The same in kilograms [kg]."""
        return self.amount if self.unit == "kg" else self.amount * KG_PER_LB

    @property
    def text(self) -> str:
        """The weight as it is read.

        >>> Weight(57.5).text, Weight(50.0, "lb").text
        ('57.5 kg', '50 lb')
        """
        return f"{format_number(self.amount, 3)} {self.unit}"

    @property
    def value(self) -> float | str:
        """The weight as a Block has it: plain kilograms, or a text with its pounds.

        >>> Weight(57.5).value, Weight(50.0, "lb").value
        (57.5, '50 lb')
        """
        return self.amount if self.unit == "kg" else self.text


def in_unit(kg: float, unit: str) -> Weight:
    """Kilograms as a weight in a unit.

    >>> in_unit(22.6796185, "lb").text
    '50 lb'
    """
    return Weight(kg, unit) if unit == "kg" else Weight(round(kg / KG_PER_LB, 3), unit)


def read_weight(value: Any) -> Weight | None:
    """A weight from a number of kilograms or a text; None where it is none, or not from 0.1 to 500 kg.

    >>> read_weight(16), read_weight("50 lb"), read_weight("62,5 kg"), read_weight("heavy")
    (Weight(amount=16.0, unit='kg'), Weight(amount=50.0, unit='lb'), Weight(amount=62.5, unit='kg'), None)
    """
    if isinstance(value, Weight):
        weight = value
    elif isinstance(value, str):
        match = _WEIGHT.fullmatch(" ".join(value.lower().split()))
        if match is None:
            return None
        weight = Weight(float(match[1].replace(",", ".")), match[2] or "kg")
    elif isinstance(value, bool):
        return None
    else:
        try:
            weight = Weight(round(float(value), 3))
        except (TypeError, ValueError, OverflowError):
            return None
    return weight if math.isfinite(weight.amount) and LEAST_KG <= weight.kg <= MOST_KG else None
