"""Controls of distances and paces: shown in the unit that the runner reads, wished in kilometres."""

from __future__ import annotations

from typing import Any

from runplan.plan.fields import FIELDS
from runplan.ui.controls.bindings import Fields
from runplan.ui.controls.sliders import Slider, Steps
from runplan.ui.parts import full_width
from runplan.ui.state import typed_values as typed
from runplan.units import format_pace, from_km, to_km

_FULL = full_width()
_PACES = tuple(range(typed.FASTEST_S, typed.SLOWEST_S + 1, 5))


def distance_slider(fields: Fields, field: str, label: str, low: int, high: int) -> Any:
    """A slider in the unit that the runner reads; the wish is in kilometres."""
    model = fields.model
    widget = Slider(min=low, max=high, description=label, layout=_FULL)

    shown_in = {"units": ""}

    def units() -> None:
        if shown_in["units"] != model.form.units:
            shown_in["units"] = model.form.units
            widget.switch()
        most = round(from_km(high, model.form.units))
        if widget.max != most:
            widget.max = most
        named = f"{label}, {model.form.units}"
        if widget.description != named:
            widget.description = named

    # Whole numbers on the slider; the wish keeps its tenths until another number is chosen.
    def show(km: float) -> int:
        return int(min(widget.max, max(widget.min, round(from_km(km, model.form.units)))))

    def read(shown: int) -> float:
        return float(round(min(high, max(low, to_km(shown, model.form.units))), 1))

    def read_text(text: str) -> float:
        shown, now = typed.whole_number(text, widget.min, widget.max, model.form.units), getattr(model.form, field)
        return float(now) if shown == show(now) else read(shown)

    fields.on_refresh(units, "units")
    fields.takes_text(field, read_text)
    return fields.bind(widget, field, show=show, read=read)


def pace(fields: Fields) -> Any:
    """The easy pace, in steps of five seconds a kilometre, and the one between them that was typed or given."""
    model = fields.model
    field = "easy_pace_s_per_km"
    widget = Steps(options=_pace_options("km", 390), value=390, description=FIELDS[field].label, layout=_FULL)
    offered: list[tuple[str, int]] = []

    def options() -> None:
        wanted = _pace_options(model.form.units, model.form.easy_pace_s_per_km)
        if offered != wanted:
            offered[:] = wanted
            # In one message: a browser that hears of the new list alone goes to its first line, and says so.
            with widget.hold_sync():
                widget.options = wanted
                widget.value = model.form.easy_pace_s_per_km

    fields.on_refresh(options, "units", field)
    fields.takes_text(field, lambda text: typed.pace(text, model.form.units))
    return fields.bind(widget, field)


def _pace_options(units: str, now: int) -> list[tuple[str, int]]:
    return [(format_pace(pace, units), pace) for pace in sorted({*_PACES, now})]
