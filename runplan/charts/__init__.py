"""Charts of a plan for paper, README and notebooks: f(frame, *, ax=None) -> Axes. matplotlib loads on first use.

The drawing of an exercise is also a chart: f(exercise_id, *, catalog=None, ax=None) -> Axes.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from runplan.extras import optional

if TYPE_CHECKING:
    from runplan.charts.calendar import week_calendar as week_calendar
    from runplan.charts.exercise import exercise_drawing as exercise_drawing
    from runplan.charts.heatmap import coverage_heatmap as coverage_heatmap
    from runplan.charts.intensity import weekly_intensity as weekly_intensity
    from runplan.charts.kilometres import weekly_km as weekly_km
    from runplan.charts.load import load_beside_sets as load_beside_sets
    from runplan.charts.muscle_map import body_map as body_map
    from runplan.charts.notebook_picture import Picture as Picture
    from runplan.charts.notebook_picture import picture as picture
    from runplan.charts.planned_done import planned_and_done as planned_and_done
    from runplan.charts.variety import planes_and_benefits as planes_and_benefits

_MODULES = {
    "Picture": "notebook_picture",
    "picture": "notebook_picture",
    "body_map": "muscle_map",
    "coverage_heatmap": "heatmap",
    "exercise_drawing": "exercise",
    "load_beside_sets": "load",
    "planes_and_benefits": "variety",
    "planned_and_done": "planned_done",
    "week_calendar": "calendar",
    "weekly_intensity": "intensity",
    "weekly_km": "kilometres",
}
__all__ = list(_MODULES)


def __getattr__(name: str) -> Any:
    if name in _MODULES:
        with optional("A chart"):
            return getattr(importlib.import_module(f"{__name__}.{_MODULES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
