"""Controls of distances and paces: shown in the unit that the runner reads, wished in kilometres."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import ipywidgets as widgets

from runplan.planning.block import RACE_KM
from runplan.ui.fields import Fields
from runplan.ui.guard import guarded
from runplan.ui.model import PlannerModel
from runplan.units import format_pace, format_week, from_km, to_km

__all__ = ["distance_slider", "pace", "single_week"]

_FULL = widgets.Layout(width="100%", margin="0")
_PACES = tuple(range(180, 901, 5))
_MOST_KM = 300


def distance_slider(fields: Fields, field: str, label: str, low: int, high: int) -> Any:
    """A slider in the unit that the runner reads; the wish is in kilometres."""
    model = fields.model
    widget = widgets.IntSlider(min=low, max=high, description=label, layout=_FULL)

    def units() -> None:
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
    widget = widgets.SelectionSlider(options=_pace_options("km"), value=390, description="Easy pace", layout=_FULL)
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


def single_week(fields: Fields) -> Any:
    """One week's own kilometres, which win over the curve."""
    model, gate = fields.model, fields.gate
    week = widgets.Dropdown(description="One week by itself", tooltip="", layout=_FULL)
    slider = widgets.IntSlider(min=0, max=150, description="km", tooltip="", layout=_FULL)
    back = widgets.Button(description="Back to the curve", layout=widgets.Layout(width="auto"))
    week.add_class("rp-week-picker")
    slider.add_class("rp-week-km")
    back.add_class("rp-week-back")

    def options() -> list[tuple[str, int]]:
        own = dict(model.weekly_km)
        starts = list(model.plan.weeks["start"]) if model.plan is not None else [None] * model.weeks
        return [
            (format_week(one, start) + (", your own" if one in own else ""), one)
            for one, start in enumerate(starts, start=1)
        ]

    def refresh() -> None:
        if list(week.options) != options():
            kept = week.value if week.value is not None and week.value <= len(options()) else 1
            week.options = options()
            week.value = kept
        fill()

    def fill() -> None:
        km = dict(model.weekly_km).get(week.value, _curve_km(model, week.value))
        value = round(from_km(km, model.units))
        # In steps of fifty, and not past a value that is being dragged: a new end draws the slider anew.
        most = 50 * math.ceil(max(value, 1.3 * from_km(model.weekly_km_peak, model.units), 100) / 50)
        if slider.max != most:
            slider.max = most
        if slider.description != f"That week, {model.units}":
            slider.description = f"That week, {model.units}"
        if slider.value != value:
            slider.value = value
        unneeded = week.value not in dict(model.weekly_km)
        if back.disabled != unneeded:
            back.disabled = unneeded

    def picked(_: Mapping[str, Any]) -> None:
        if not gate.shut:
            with gate.closed():
                fill()

    def moved(change: Mapping[str, Any]) -> None:
        if not gate.shut:
            km = round(min(_MOST_KM, to_km(change["new"], model.units)), 1)
            model.wish(weekly_km=tuple(sorted((dict(model.weekly_km) | {week.value: km}).items())))

    def restore(_: Any) -> None:
        model.wish(weekly_km=tuple(pair for pair in model.weekly_km if pair[0] != week.value))

    week.observe(guarded(model, "choosing a week", picked), names="value")
    slider.observe(guarded(model, "changing one week", moved), names="value")
    back.on_click(guarded(model, "putting a week back", restore))
    fields.on_refresh(refresh)
    box = widgets.VBox([week, slider, back], layout=_FULL)
    box.add_class("rp-group")
    return box


def _curve_km(model: PlannerModel, week: int) -> float:
    """Kilometres of a week as planned, besides the race."""
    if model.plan is None:
        return 0.0
    row = model.plan.weeks.iloc[week - 1]
    race = RACE_KM.get(model.block.goal, 0.0) if row["phase"] == "race" and model.block.race_date else 0.0
    return max(0.0, float(row["run_km"]) - race)


def _pace_options(units: str) -> list[tuple[str, int]]:
    return [(format_pace(pace, units), pace) for pace in _PACES]
