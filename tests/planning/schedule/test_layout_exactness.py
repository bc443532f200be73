"""The layout is the best there is: against brute force over whole blocks, and against an integer programme."""

from __future__ import annotations

import datetime as dt
import math
import random
from typing import Any

import pytest

from runplan import Block
from runplan.planning.schedule.assign import constraints_of
from runplan.planning.schedule.optimise import Layout, lay_out
from runplan.planning.schedule.week_layouts import WeekConstraints
from runplan.planning.weeks import plan_weeks
from runplan.planning.weeks.outline import Week
from tests.planning.schedule.layout_oracle import block_cost, brute_force, decode, stretches, week_ways
from tests.planning.schedule.layout_programme import least_cost

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
SCHOOLS = ("hard_days", "easy_days", "two_nights")
COMBINATIONS = 6_000  # whole blocks that brute force goes through in a case


def drawn_block(dice: random.Random, *, weeks: int, days_off: int) -> Block:
    """A block with a race, pins or dates off, so that weeks differ."""
    start = dt.date(2027, 1, 4)
    race = dice.random() < 0.4
    run_days = dice.randint(3, max(3, 7 - days_off - dice.randint(0, 1)))
    off = dice.sample(DAYS, days_off)
    fields: dict[str, Any] = {"goal": "10k", "race_date": start + dt.timedelta(7 * weeks - dice.randint(1, 7))}
    return Block(
        start=start,
        **(fields if race else {"weeks": weeks}),
        weekly_km_now=30,
        run_days=run_days,
        quality_runs=dice.randint(0, min(2, run_days - 1)),
        long_run_day=dice.choice([day for day in DAYS if day not in off]),
        days_off=off,
        dates_off=[start + dt.timedelta(days) for days in dice.sample(range(7 * weeks - 8), dice.randint(0, 3))],
        rest_days=dice.choice((0, 1, 1, min(3, days_off))),
        strength_sessions=dice.randint(1, 3),
        level=dice.choice(("beginner", "intermediate")),
        school=dice.choice(SCHOOLS),
        doubles=dice.random() < 0.8,
        pins={
            f"w{dice.randint(1, weeks - 1):02d}-{dice.choice(('easy-1', 'long', 'strength-1', 'strength-2'))}": day
            for day in dice.sample([day for day in DAYS if day not in off], dice.randint(0, 2))
        },
        week_start=dice.choice(("Mon", "Sun")),
    )


def heavy(week: Week, placed: bool) -> tuple[bool, ...]:
    """One answer for all sessions of a week that have main lifts."""
    return (placed,) * week.strength.count("general")


def drawn_shapes(dice: random.Random, *, weeks: int, days_off: int) -> tuple[WeekConstraints, ...]:
    """What the weeks of a drawn block ask for; some as if there had been a plan before."""
    block = drawn_block(dice, weeks=weeks, days_off=days_off)
    planned = plan_weeks(block, lambda week, *, sore: heavy(week, week.strength_phase != "technique"))
    previous = None
    if dice.random() < 0.3:
        previous = {week.week: tuple(1 << dice.randrange(7) for _ in range(4)) for week in planned}
    return constraints_of(block, planned, previous)


def small_cases(count: int) -> list[tuple[WeekConstraints, ...]]:
    """Blocks of four to six weeks with at least two stretches, few enough for brute force."""
    dice, found = random.Random(20270104), []
    while len(found) < count:
        shapes = drawn_shapes(dice, weeks=dice.randint(4, 6), days_off=dice.choice((2, 3, 3, 4)))
        sizes = [len(week_ways(shape)) for shape, _ in stretches(shapes)]
        if len(sizes) > 1 and 0 < math.prod(sizes) <= COMBINATIONS:
            found.append(shapes)
    return found


def large_cases(count: int) -> list[tuple[WeekConstraints, ...]]:
    """Blocks of eight to sixteen weeks, most with more combinations than could ever be gone through."""
    dice, found = random.Random(4711), []
    while len(found) < count:
        shapes = drawn_shapes(dice, weeks=dice.randint(8, 16), days_off=dice.choice((0, 1, 1, 2)))
        if len(stretches(shapes)) > 2 and isinstance(lay_out(shapes), Layout):
            found.append(shapes)
    return found


@pytest.mark.parametrize("shapes", small_cases(30), ids=lambda shapes: f"{shapes[0].school}-{len(shapes)}-weeks")
def test_the_layout_costs_no_more_than_the_best_of_all_blocks_that_brute_force_finds(
    shapes: tuple[WeekConstraints, ...],
) -> None:
    ways = [week_ways(shape) for shape, _ in stretches(shapes)]
    layout = lay_out(shapes)
    assert isinstance(layout, Layout)
    assert block_cost(shapes, [decode(states) for states in layout.states]) == layout.cost
    assert layout.cost == brute_force(shapes, ways)


@pytest.mark.parametrize("shapes", large_cases(8), ids=lambda shapes: f"{shapes[0].school}-{len(shapes)}-weeks")
def test_the_layout_costs_what_an_integer_programme_proves_to_be_the_least(shapes: tuple[WeekConstraints, ...]) -> None:
    layout = lay_out(shapes)
    assert isinstance(layout, Layout)
    assert block_cost(shapes, [decode(states) for states in layout.states]) == layout.cost
    assert layout.cost == least_cost(shapes)


def test_the_integer_programme_agrees_with_brute_force() -> None:
    for shapes in small_cases(6):
        ways = [week_ways(shape) for shape, _ in stretches(shapes)]
        assert least_cost(shapes) == brute_force(shapes, ways)


def test_weeks_without_a_layout_are_those_where_brute_force_finds_none() -> None:
    dice = random.Random(42)
    refused = 0
    for _ in range(60):
        shapes = drawn_shapes(dice, weeks=4, days_off=4)
        empty = [index for index, shape in enumerate(shapes) if not week_ways(shape)]
        layout = lay_out(shapes)
        assert (layout if isinstance(layout, int) else None) == (empty[0] if empty else None)
        refused += bool(empty)
    assert 0 < refused < 60


@pytest.mark.parametrize("school", SCHOOLS)
def test_weeks_in_a_row_that_ask_for_the_same_have_one_layout(school: str) -> None:
    block = Block(start="2027-01-04", weeks=12, school=school)
    shapes = constraints_of(block, plan_weeks(block, lambda week, *, sore: heavy(week, True)))
    layout = lay_out(shapes)
    assert isinstance(layout, Layout)
    for before, after, one, other in zip(shapes, shapes[1:], layout.states, layout.states[1:], strict=False):
        assert before != after or one == other
