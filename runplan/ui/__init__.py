"""The app in a notebook: a model without widgets, views that only show it, and the planner that joins them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from runplan.ui.browsers.evidence_browser import EvidenceBrowser
    from runplan.ui.browsers.exercise_browser import ExerciseBrowser
    from runplan.ui.planner import Planner

__all__ = ["EvidenceBrowser", "ExerciseBrowser", "Planner"]


def __getattr__(name: str) -> Any:
    # `runplan lab` needs this package without its widgets, so they are imported on first use.
    if name == "Planner":
        from runplan.ui.planner import Planner

        return Planner
    if name == "ExerciseBrowser":
        from runplan.ui.browsers.exercise_browser import ExerciseBrowser

        return ExerciseBrowser
    if name == "EvidenceBrowser":
        from runplan.ui.browsers.evidence_browser import EvidenceBrowser

        return EvidenceBrowser
    raise AttributeError(f"module 'runplan.ui' has no attribute {name!r}")
