"""What a single week may ask of its layout, for tests of layouts that need no block."""

from __future__ import annotations

from runplan.planning.schedule.week_layouts import WeekConstraints

__all__ = ["shape_of"]

WEEK = 0b1111111


def shape_of(**changes: object) -> WeekConstraints:
    """A week that asks for nothing, every day free, with these changes."""
    nothing = WeekConstraints(
        easy=0,
        quality=0,
        long=0,
        race_day=-1,
        heavy=0,
        general=0,
        light=0,
        free_days=WEEK,
        strength_days=WEEK,
        heavy_days=WEEK,
        long_days=WEEK,
        long_run_day=6,
        quality_days=WEEK,
        rest_days=0,
        doubles=True,
        school="hard_days",
        run_pins=(),
        strength_pins=(),
        previous=(),
    )
    return nothing._replace(**changes)  # type: ignore[arg-type]
