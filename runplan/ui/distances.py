"""Controls of distances and paces: shown in the unit that the runner reads, wished in kilometres."""

from __future__ import annotations

from typing import Any

import ipywidgets as widgets

from runplan.ui.fields import Fields
from runplan.ui.quiet import Slider, Steps
from runplan.units import format_pace, from_km, to_km

__all__ = ["distance_slider", "pace"]

_FULL = widgets.Layout(width="100%", margin="0")
_PACES = tuple(range(180, 901, 5))


def distance_slider(fields: Fields, field: str, label: str, low: int, high: int) -> Any:
    """A slider in the unit that the runner reads; the wish is in kilometres."""
    model = fields.model
    widget = Slider(min=low, max=high, description=label, layout=_FULL)

    shown_in = {"units": ""}

    def units() -> None:
        if shown_in["units"] != model.units:
            shown_in["units"] = model.units
            widget.switch()
        most = round(from_km(high, model.units))
        if widget.max != most:
            widget.max = most
        named = f"{label}, {model.units}"
        if widget.description != named:
            widget.description = named

    fields.on_refresh(units)
    return fields.bind(
        widget,
        field,
        # Whole numbers on the slider; the wish keeps its tenths until the slider is moved.
        show=lambda km: min(widget.max, max(widget.min, round(from_km(km, model.units)))),
        read=lambda shown: round(min(high, max(low, to_km(shown, model.units))), 1),
    )


def pace(fields: Fields) -> Any:
    """The easy pace, in steps of five seconds a kilometre."""
    model = fields.model
    widget = Steps(options=_pace_options("km"), value=390, description="Easy pace", layout=_FULL)
    shown = {"units": "km"}

    def units() -> None:
        if shown["units"] != model.units:
            shown["units"] = model.units
            value = widget.value
            widget.options = _pace_options(model.units)
            widget.value = value

    fields.on_refresh(units)
    return fields.bind(
        widget,
        "easy_pace_s_per_km",
        show=lambda pace: min(_PACES, key=lambda one: abs(one - pace)),
    )


def _pace_options(units: str) -> list[tuple[str, int]]:
    return [(format_pace(pace, units), pace) for pace in _PACES]
