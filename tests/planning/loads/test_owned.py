"""Weights that are owned: nothing else is ever told, in kilograms and in pounds."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runplan.plan.weights import Weight
from runplan.planning.loads.owned import Owned, owned_of

LB = 0.45359237


def texts(owned: Owned, kg: float) -> list[str]:
    """What is below, at or below, and above so many kilograms."""
    return ["" if weight is None else weight.text for weight in (owned.below(kg), owned.down(kg), owned.above(kg))]


@pytest.mark.parametrize(
    ("kit", "hands", "value", "kg", "expected"),
    [
        ("barbell", "bar", 2.5, 63.2, ["62.5 kg", "62.5 kg", "65 kg"]),
        ("barbell", "bar", 2.5, 62.5, ["60 kg", "62.5 kg", "65 kg"]),
        ("barbell", "bar", 2.5, 20, ["", "20 kg", "22.5 kg"]),
        ("barbell", "bar", 2.5, 19.9, ["", "", "20 kg"]),  # under the empty bar
        ("barbell", "bar", "5 lb", 62, ["135 lb", "135 lb", "140 lb"]),
        ("barbell", "bar", "5 lb", 20, ["", "", "45 lb"]),
        ("dumbbell", "one", (8.0, 12.0, 16.0), 12, ["8 kg", "12 kg", "16 kg"]),
        ("dumbbell", "one", (8.0, 12.0, 16.0), 7.9, ["", "", "8 kg"]),
        ("dumbbell", "one", (8.0, 12.0, 16.0), 40, ["16 kg", "16 kg", ""]),
        ("dumbbell", "one", ("40 lb", "50 lb"), 22.68, ["50 lb", "50 lb", ""]),
        ("dumbbell", "one", ("40 lb", "50 lb"), 50 * LB, ["40 lb", "50 lb", ""]),
        ("dumbbell", "two", (8.0, 12.0, 16.0), 13, ["12 kg", "12 kg", "16 kg"]),  # pairs
        ("dumbbell", "two", (8.0, 12.0, 12.0, 16.0), 20, ["12 kg", "12 kg", ""]),  # pieces, and one pair
        ("dumbbell", "one", (8.0, 12.0, 12.0, 16.0), 20, ["16 kg", "16 kg", ""]),
        ("dumbbell", "two", None, 13, ["12 kg", "12 kg", "14 kg"]),  # as a gym has them
        ("kettlebell", "one", None, 13, ["12 kg", "12 kg", "16 kg"]),
        ("backpack", "one", 2.0, 30, ["20 kg", "20 kg", ""]),  # its straps bear no more
        ("backpack", "one", None, 6.5, ["6 kg", "6 kg", "7 kg"]),
        ("backpack", "one", "2 lb", 5, ["10 lb", "10 lb", "12 lb"]),
    ],
)
def test_weights_below_at_and_above(kit: str, hands: str, value: Any, kg: float, expected: list[str]) -> None:
    assert texts(owned_of(kit, hands, value), kg) == expected


def test_a_bar_is_no_heavier_than_what_was_lifted_with_it() -> None:
    assert texts(owned_of("barbell", "bar", 2.5, Weight(15.0)), 16) == ["15 kg", "15 kg", "17.5 kg"]
    assert texts(owned_of("barbell", "bar", None, Weight(35.0, "lb")), 18) == ["35 lb", "35 lb", "40 lb"]


def test_without_a_word_on_steps_they_are_in_the_unit_that_was_remembered() -> None:
    assert owned_of("dumbbell", "two", None, Weight(25.0, "lb")).above(30 * LB) == Weight(35.0, "lb")


WEIGHTS = st.one_of(
    st.integers(2, 120).map(lambda halves: halves / 2), st.integers(2, 120).map(lambda pounds: f"{pounds} lb")
)
OWNED = st.one_of(
    st.sampled_from((0.5, 1.0, 2.5, 4.0, "1 lb", "2.5 lb", "5 lb", None)),
    st.lists(WEIGHTS, min_size=1, max_size=8).map(tuple),
)


@given(st.sampled_from(("dumbbell", "kettlebell", "barbell", "trap_bar", "backpack")), OWNED, st.floats(0.1, 150))
def test_what_is_told_is_owned_and_nothing_lies_between(kit: str, value: Any, kg: float) -> None:
    owned = owned_of(kit, "bar" if "bar" in kit and kit != "backpack" else "one", value)
    down, above, below = owned.down(kg), owned.above(kg), owned.below(kg)
    for weight in (down, above, below):
        assert weight is None or (owned.has(weight) and is_owned(weight, kit, value))
    assert down is None or down.kg <= kg + 1e-5
    assert above is None or above.kg > kg
    assert below is None or below.kg < kg
    if down is not None:
        after = owned.above(down.kg)
        assert after == above
    if above is not None and down is not None:
        assert owned.below(above.kg) == down


def is_owned(weight: Weight, kit: str, value: Any) -> bool:
    """Whether a weight is of a list, or a whole number of steps; counted here anew."""
    if isinstance(value, tuple):
        return weight.value in value
    step, unit = (
        ({"dumbbell": 2, "kettlebell": 4, "backpack": 1}.get(kit, 2.5), "kg") if value is None else (value, "kg")
    )
    if isinstance(value, str):
        step, unit = float(value.removesuffix(" lb")), "lb"
    least = {"kg": 20, "lb": 45}[unit] if "bar" in kit else step
    steps = (weight.amount - least) / step
    return weight.unit == unit and steps > -1e-6 and abs(steps - round(steps)) < 1e-6
