"""RunPlan: strength work fitted around a runner's runs.

>>> import runplan as rp
>>> plan = rp.build_plan(rp.Block(start="2027-01-04", weeks=12, equipment=("mini_band", "dumbbell")))
>>> len(plan.weeks)
12
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from runplan.api import EditsLost, Log, Plan, build_plan, read_plan, starting_point
from runplan.catalog import Catalog, load_catalog
from runplan.errors import BlockError, CatalogError, PlanFileError, PlanImpossible, RunplanError
from runplan.plan.block import Block
from runplan.plan.events import Event

if TYPE_CHECKING:
    from runplan.exchange.activities.read import read_log
    from runplan.exchange.run_plans.read import read_runs
    from runplan.exchange.run_plans.result import ImportedRuns
    from runplan.ui import Planner

__version__ = "0.2.0"
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


# Imported on first use: widgets, and the readers of files, which most programs do without.
_ON_FIRST_USE = {
    "ImportedRuns": "runplan.exchange.run_plans.result",
    "Planner": "runplan.ui",
    "read_log": "runplan.exchange.activities.read",
    "read_runs": "runplan.exchange.run_plans.read",
}


def __getattr__(name: str) -> Any:
    if name in _ON_FIRST_USE:
        return getattr(import_module(_ON_FIRST_USE[name]), name)
    raise AttributeError(f"module 'runplan' has no attribute {name!r}")
