"""The planner for notebooks: a model without widgets, views that show it, and the class that joins them."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from runplan.extras import optional

if TYPE_CHECKING:
    from runplan.ui.browsers.evidence_browser import EvidenceBrowser
    from runplan.ui.browsers.exercise_browser import ExerciseBrowser
    from runplan.ui.planner import Planner

__all__ = ["EvidenceBrowser", "ExerciseBrowser", "Planner"]


_MODULES = {
    "EvidenceBrowser": "browsers.evidence_browser",
    "ExerciseBrowser": "browsers.exercise_browser",
    "Planner": "planner",
}


def __getattr__(name: str) -> Any:
    # `runplan lab` needs this package without its widgets, so they are imported on first use.
    if name in _MODULES:
        with optional("The planner" if name == "Planner" else "A browser of the catalogue"):
            return getattr(importlib.import_module(f"{__name__}.{_MODULES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
