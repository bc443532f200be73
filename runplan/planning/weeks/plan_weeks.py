"""The weeks of any block, whether its runs are planned from wishes or given."""

from __future__ import annotations

from collections.abc import Callable

from runplan.plan.block import Block
from runplan.planning.weeks.imported import given_weeks
from runplan.planning.weeks.mileage import Week, wished_weeks


def plan_weeks(block: Block, heavy_possible: Callable[[str, bool], bool]) -> tuple[Week, ...]:
    """All weeks of a block."""
    return wished_weeks(block, heavy_possible) if block.runs is None else given_weeks(block, heavy_possible)
