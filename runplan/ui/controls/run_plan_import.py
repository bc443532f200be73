"""The controls of a run plan that the runner brings: a file to name, and what stands in place of the running wishes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import ipywidgets as widgets

from runplan.schema import RUN_TYPES
from runplan.ui.controls.bindings import Fields
from runplan.ui.parts import full_width
from runplan.ui.state import file_requests
from runplan.ui.state.import_reports import RunFile
from runplan.ui.state.life.what_happened import import_note
from runplan.ui.state.messages import guarded
from runplan.units import counted

_FULL = full_width()


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
            description="Let RunPlan plan my runs",
            tooltip="Remove your own run plan and plan the runs with the sliders",
            layout=full_width(),  # of its own, for it is hidden and shown
        )
        leave.add_class("rp-leave-runs")
        leave.on_click(guarded(messages, "removing the run plan", lambda _: file_requests.leave_runs(model)))
        self.above = [fields.sentence(self._summary, "runs"), leave]
        self._file, self._bytes = "", b""  # the one that was chosen in the browser
        self._brought = ""  # the one that was brought in last
        choose = widgets.FileUpload(accept=_ENDINGS, description="Choose your run plan", tooltip=_ABOUT, layout=_FULL)
        choose.add_class("rp-runs-upload")
        choose.observe(guarded(messages, "taking a file", self._chosen), names="value")
        path = self._path = widgets.Text(
            value="", description="or type its name", placeholder="my_runs.csv", tooltip=_ABOUT, layout=_FULL
        )
        path.add_class("rp-runs-path")
        unit = self._choice("rp-runs-unit", "Distances in the file are in", [("as the file says", ""), *_UNITS])
        sheet = self._choice("rp-runs-sheet", "Its sheet", [("the only one", "")])
        days = self._choice("rp-runs-days", "Its days", [("the only ones", ""), *_SETS])
        self._questions = {"unit": unit, "sheet": sheet, "days": days}
        bring = widgets.Button(description="Import", tooltip=_ABOUT, layout=_FULL)
        bring.add_class("rp-bring-runs")
        bring.on_click(guarded(messages, "importing a run plan", lambda _: self._bring()))
        of_events = fields.sentence(lambda: import_note(model.form), "runs", "events")
        self.below = widgets.VBox([of_events, choose, path, unit, sheet, days, bring], layout=_FULL)
        show_while(False, sheet, days)
        fields.on_refresh(lambda: show_while(model.form.runs is not None, leave), "runs")

    def _choice(self, name: str, description: str, options: list[tuple[str, str]]) -> widgets.Dropdown:
        choice = widgets.Dropdown(
            options=options,
            description=description,
            tooltip="Only needed if the file does not say",
            layout=full_width(),
        )
        choice.add_class(name)
        return choice

    def _chosen(self, change: Mapping[str, Any]) -> None:
        """Take a file that was chosen in the browser, and bring it in."""
        if change["new"]:
            file = change["new"][-1]
            self._file, self._bytes = str(file["name"]), bytes(file["content"])
            self._path.value = self._file
            self._bring()

    def _bring(self) -> None:
        """Bring a file in, and show what it has to be told first."""
        path, reports = self._path.value, self._model.reports
        if path != self._brought:
            self._brought = path
            self._questions["sheet"].value = self._questions["days"].value = ""
        answers = {question: choice.value for question, choice in self._questions.items()}
        data = self._bytes if path and path == self._file else None
        file_requests.bring_runs(self._model, RunFile(path, data, **answers))
        asked = reports.asked
        if asked is not None and asked.asks == "sheet":
            sheet = self._questions["sheet"]
            sheet.options = [("choose one", ""), *((title, title) for title in asked.choices)]
        for question in ("sheet", "days"):
            choice = self._questions[question]
            show_while(bool(choice.value) or (asked is not None and asked.asks == question), choice)

    def _summary(self) -> str:
        if self._model.form.runs is None:
            return ""
        count = sum(run.type in RUN_TYPES for run in self._model.form.runs)
        return f"Your own run plan: {counted(count, 'run')}. RunPlan does not move them and fits strength around them."


_ENDINGS = ".csv,.tsv,.txt,.md,.xlsx,.ods,.ics"
_UNITS = [("kilometres", "km"), ("miles", "mi"), ("minutes", "min")]
_SETS = [("the first set", "first"), ("the second set", "second")]
_ABOUT = (
    "A table (CSV, Excel), a calendar (.ics) or a RunPlan plan, next to this notebook. RunPlan never moves its runs"
)


def show_while(wanted: bool, *controls: Any) -> None:
    """Show controls, or take them out of sight."""
    display = None if wanted else "none"
    for one in controls:
        if one.layout.display != display:
            one.layout.display = display
