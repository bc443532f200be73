"""RunPlan: strength work fitted around a runner's runs.

>>> import runplan as rp
>>> plan = rp.build_plan(rp.Block(start="2027-01-04", weeks=12, equipment=("mini_band", "dumbbell")))
>>> len(plan.weeks)
12
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from runplan.api import EditsLost, ImportedRuns, Log, Plan, build_plan, read_log, read_plan, read_runs, starting_point
from runplan.catalog import Catalog, load_catalog
from runplan.errors import BlockError, CatalogError, PlanFileError, PlanImpossible, RunplanError
from runplan.plan.block import Block
from runplan.plan.events import Event

if TYPE_CHECKING:
    from runplan.ui import Planner

__version__ = "0.1.0"
__all__ = [
    "Block",
    "BlockError",
    "Catalog",
    "CatalogError",
    "EditsLost",
    "Event",
    "ImportedRuns",
    "Log",
    "Plan",
    "PlanFileError",
    "PlanImpossible",
    "Planner",
    "RunplanError",
    "build_plan",
    "load_catalog",
    "read_log",
    "read_plan",
    "read_runs",
    "starting_point",
]


def __getattr__(name: str) -> Any:
    if name == "Planner":  # widgets are imported only where they are used
        from runplan.ui import Planner

        return Planner
    raise AttributeError(f"module 'runplan' has no attribute {name!r}")
