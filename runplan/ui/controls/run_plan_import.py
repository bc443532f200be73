"""The controls of a run plan that the runner brings: a file to name, and what stands in place of the running wishes."""

from __future__ import annotations

from typing import Any

import ipywidgets as widgets

from runplan.schema import RUN_TYPES
from runplan.ui.controls.bindings import Fields
from runplan.ui.state import file_requests
from runplan.ui.state.messages import guarded
from runplan.units import counted

_FULL = widgets.Layout(width="100%", margin="0")


class OwnRuns:
    """Brings a run plan in, says that it is there, and lets it go.

    Parameters
    ----------
    fields : Fields

    Attributes
    ----------
    above : list of ipywidgets.Widget
        What stands above the running wishes where there is a run plan.
    below : ipywidgets.Widget
        Where a file is named.
    """

    def __init__(self, fields: Fields) -> None:
        model = self._model = fields.model
        messages = model.messages
        leave = widgets.Button(
            description="Plan the runs from wishes",
            tooltip="Let your own run plan go; the sliders take over where it was",
            layout=widgets.Layout(width="100%", margin="0"),  # of its own, for it is hidden and shown
        )
        leave.add_class("rp-leave-runs")
        leave.on_click(guarded(messages, "letting the run plan go", lambda _: file_requests.leave_runs(model)))
        self.above = [fields.sentence(self._summary, "runs"), leave]
        path = widgets.Text(
            value="", description="Bring your own run plan", placeholder="my_runs.csv", tooltip=_ABOUT, layout=_FULL
        )
        path.add_class("rp-runs-path")
        unit = widgets.Dropdown(
            options=[("as the file says", ""), ("kilometres", "km"), ("miles", "mi")],
            description="Its distances are in",
            tooltip="Asked for where the file does not say",
            layout=_FULL,
        )
        unit.add_class("rp-runs-unit")
        bring = widgets.Button(description="Bring it in", tooltip=_ABOUT, layout=_FULL)
        bring.add_class("rp-bring-runs")
        bring.on_click(
            guarded(
                messages,
                "bringing a run plan in",
                lambda _: file_requests.bring_runs(model, path.value, unit.value),
            )
        )
        self.below = widgets.VBox([path, unit, bring], layout=_FULL)
        fields.on_refresh(lambda: show_while(model.form.runs is not None, leave), "runs")

    def _summary(self) -> str:
        if self._model.form.runs is None:
            return ""
        count = sum(run.type in RUN_TYPES for run in self._model.form.runs)
        return f"Your own run plan: {counted(count, 'run')}. They stay where they are; strength is fitted around them."


_ABOUT = "A table (CSV, Excel), a calendar (.ics) or a plan of RunPlan, beside this notebook; its runs are never moved"


def show_while(wanted: bool, *controls: Any) -> None:
    """Show controls, or take them out of sight."""
    display = None if wanted else "none"
    for one in controls:
        if one.layout.display != display:
            one.layout.display = display
