"""One week's best layout against every way there is, for weeks that ask for anything, even for what no block asks."""

from __future__ import annotations

import random
from typing import Any

import pytest

from runplan.planning.schedule.optimise import Layout, lay_out
from runplan.planning.schedule.week_layouts import WeekConstraints
from tests.planning.schedule.layout_oracle import block_cost, decode, week_ways
from tests.planning.schedule.shapes import WEEK, shape_of

SCHOOLS = ("hard_days", "easy_days", "two_nights")


def best_of_all(shape: WeekConstraints) -> int | None:
    """The least cost of all ways that break no rule, by going through them; None where there is none."""
    prices = [block_cost([shape], [week]) for week in week_ways(shape)]
    return min((price for price in prices if price is not None), default=None)


def drawn(dice: random.Random) -> WeekConstraints:
    """A week of few ways with any wishes, in any combination."""
    free = sum(1 << day for day in dice.sample(range(7), dice.randint(3, 6)))
    strength = free & sum(1 << day for day in range(7) if dice.random() < 0.85)
    race = dice.choice((-1, -1, dice.randrange(7)))
    pins = [(dice.choice((4, 8, 12)), dice.randrange(7)) for _ in range(dice.choice((0, 0, 1)))]
    work = [(dice.choice((1, 2, 3)), dice.randrange(7)) for _ in range(dice.choice((0, 0, 1, 2)))]
    return shape_of(
        easy=dice.randint(0, 2),
        quality=dice.randint(0, 2),
        long=dice.randint(0, 1),
        race_day=race,
        heavy=dice.randint(0, 2),
        general=dice.randint(0, 1),
        light=dice.randint(0, 1),
        free_days=free,
        strength_days=strength,
        heavy_days=strength & dice.randrange(128),
        long_days=dice.choice((WEEK, 1 << dice.randrange(7))),
        long_run_day=dice.randrange(7),
        quality_days=dice.choice((WEEK, WEEK, dice.randrange(1, 128))),
        rest_days=dice.randint(0, 3),
        doubles=dice.random() < 0.7,
        school=dice.choice(SCHOOLS),
        run_pins=tuple(pins),
        strength_pins=tuple(sorted(work)),
        previous=tuple(dice.randrange(128) for _ in range(4)) if dice.random() < 0.3 else (),
    )


@pytest.mark.parametrize("seed", range(8))
def test_any_weeks_layout_costs_what_the_best_of_all_ways_costs_or_there_is_no_way(seed: int) -> None:
    dice = random.Random(seed)
    laid = 0
    for _ in range(60):
        shape = drawn(dice)
        layout = lay_out((shape,))
        if isinstance(layout, Layout):
            laid += 1
            assert block_cost([shape], [decode(layout.states[0])]) == layout.cost, shape
            assert layout.cost == best_of_all(shape), shape
        else:
            assert best_of_all(shape) is None, shape
    assert 10 < laid < 60


@pytest.mark.parametrize("school", SCHOOLS)
@pytest.mark.parametrize(
    ("wishes", "days"),
    [
        # the only days that are free, in an otherwise empty week: by the sentences of the rules
        pytest.param({"heavy": 2}, (0, 1), id="heavy on two days in a row"),
        pytest.param({"quality": 1, "race_day": 3}, (4, 5, 6), id="a hard session after the race"),
        pytest.param({"long": 1, "race_day": 3}, (4, 5, 6), id="a long run after the race"),
        pytest.param({"easy": 3, "rest_days": 5}, (0, 2, 4), id="three runs with five days of rest"),
        pytest.param(
            {"easy": 1, "general": 1, "doubles": False}, (2,), id="a run and strength on the same day, not wished"
        ),
        pytest.param({"general": 2}, (2,), id="two strength sessions on a day"),
        pytest.param({"easy": 1, "quality": 1}, (2,), id="two runs on a day"),
    ],
)
def test_what_a_hard_rule_forbids_is_not_laid_out(school: str, wishes: dict[str, Any], days: tuple[int, ...]) -> None:
    free = sum(1 << day for day in days)
    shape = shape_of(school=school, free_days=free, strength_days=free, heavy_days=free, **wishes)
    layout = lay_out((shape,))
    if "heavy" in wishes:  # heavy work that has no day becomes general, and is not left out
        assert isinstance(layout, Layout)
        assert sorted(work for _, work in decode(layout.states[0]) if work) == ["general", "heavy"]
    else:
        assert layout == 0  # the first week has no layout
