"""The moves of bench/speed.py under pytest-benchmark: ``make bench`` runs them; the tests' command does not."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import pytest

import runplan
from bench import moves


@pytest.mark.parametrize("weeks", [16, 52])
@pytest.mark.parametrize("move", [moves.move_kilometres, moves.move_minutes], ids=["kilometres moved", "minutes moved"])
def test_a_replan(benchmark: Any, weeks: int, move: Callable[[runplan.Block, int], runplan.Block]) -> None:
    catalog = runplan.load_catalog()
    block = moves.block_of(weeks)
    turns = itertools.count()

    def another_block() -> tuple[tuple[runplan.Block, runplan.Catalog], dict[str, Any]]:
        return (move(block, next(turns)), catalog), {}

    plan = benchmark.pedantic(moves.replan, setup=another_block, rounds=9, warmup_rounds=1)
    assert plan.weeks["week"].max() == weeks
