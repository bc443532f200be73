"""The cheapest change is the cheapest of all that are allowed, by trying every one."""

from __future__ import annotations

import datetime as dt
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from runplan.plan.records import Session
from runplan.planning.adaptation.least_change import Choice, least_change

DAY = dt.date(2027, 2, 1)
SESSION = Session("w01-easy-1", 1, DAY, "Mon", "am", "run", "easy", "Easy run", 8.0, 50, 3.0, False, "", "8 km easy")


@given(
    st.lists(st.lists(st.integers(0, 6), min_size=1, max_size=4), min_size=1, max_size=5),
    st.sets(st.tuples(st.integers(0, 4), st.integers(0, 3), st.integers(0, 4), st.integers(0, 3)), max_size=12),
)
def test_no_allowed_way_is_cheaper(prices: list[list[int]], clashes: set[tuple[int, int, int, int]]) -> None:
    names = [[f"{row}-{column}" for column in range(len(prices[row]))] for row in range(len(prices))]
    options = [
        [Choice(name, SESSION, DAY, price) for name, price in zip(names[row], prices[row], strict=True)]
        for row in range(len(prices))
    ]
    forbidden = {(f"{a}-{b}", f"{c}-{d}") for a, b, c, d in clashes if a != c}

    def allowed(choices: tuple[Choice, ...]) -> bool:
        taken = {choice.change for choice in choices}
        return not any(set(pair) <= taken for pair in forbidden)

    sums = [sum(choice.price for choice in ways) for ways in product(*options) if allowed(ways)]
    chosen = least_change(options, allowed)
    assert (chosen is None) == (not sums)
    if chosen is not None:
        assert allowed(chosen)
        assert sum(choice.price for choice in chosen) == min(sums)
