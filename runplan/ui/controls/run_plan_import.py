"""The controls of a run plan that the runner brings: a file to choose, what it does not say, and the way back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import ipywidgets as widgets

from runplan.schema import RUN_TYPES
from runplan.ui.controls.bindings import Fields
from runplan.ui.parts import button_row, full_width
from runplan.ui.state import file_requests
from runplan.ui.state.imports import table_requests
from runplan.ui.state.imports.reading import RunFile, race_day
from runplan.ui.state.life.what_happened import import_note
from runplan.ui.state.messages import guarded
from runplan.units import counted

_FULL = full_width()


class OwnRuns:
    """Reads a run plan, says that it is there, and lets it go.

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
        self._read_last = ""
        choose = widgets.FileUpload(accept=_ENDINGS, description="Choose your run plan", tooltip=_ABOUT, layout=_FULL)
        choose.add_class("rp-runs-upload")
        choose.observe(guarded(messages, "taking a file", self._chosen), names="value")
        path = self._path = widgets.Text(
            value="", description="or type its name", placeholder="my_runs.csv", tooltip=_ABOUT, layout=_FULL
        )
        path.add_class("rp-runs-path")
        unit = self._choice("rp-runs-unit", "Distances in the file are in", [("as in the file", ""), *_UNITS])
        sheet = self._choice("rp-runs-sheet", "Sheet", [("the only one", "")])
        days = self._choice("rp-runs-days", "Days", [("the only ones", ""), *_SETS])
        self._questions = {"unit": unit, "sheet": sheet, "days": days}
        read = widgets.Button(
            description="Read the plan", tooltip=_ABOUT, layout=widgets.Layout(width="auto", flex="0 0 auto")
        )
        read.add_class("rp-bring-runs")
        read.on_click(guarded(messages, "reading a run plan", lambda _: self._read()))
        self._begins = self._day("rp-runs-start", "Week 1 begins on", race=False)
        self._race = self._day("rp-runs-race", "Race day", race=True)
        of_events = fields.sentence(lambda: import_note(model.form), "runs", "events")
        self.below = widgets.VBox(
            [of_events, choose, button_row(path, read), unit, sheet, days, self._begins, self._race], layout=_FULL
        )
        show_while(False, unit, sheet, days)
        fields.on_refresh(lambda: show_while(model.form.runs is not None, leave), "runs")
        fields.on_refresh(self._show_start, "table", "runs")

    def _choice(self, name: str, description: str, options: list[tuple[str, str]]) -> widgets.Dropdown:
        choice = widgets.Dropdown(
            options=options,
            description=description,
            tooltip="Only needed if the file does not give this",
            layout=full_width(),
        )
        choice.add_class(name)
        choice.observe(guarded(self._model.messages, "reading a run plan", self._answered), names="value")
        return choice

    def _day(self, name: str, description: str, *, race: bool) -> widgets.DatePicker:
        """Asks when a run plan begins, where its file does not say it."""
        picker = widgets.DatePicker(description=description, tooltip="Your file does not say it", layout=full_width())
        picker.add_class(name)

        def begin(change: Mapping[str, Any]) -> None:
            if change["new"] is not None and not self._model.form.gate.shut:
                table_requests.begin_runs(self._model, change["new"], race=race)

        picker.observe(guarded(self._model.messages, "choosing a day", begin), names="value")
        return picker

    def _show_start(self) -> None:
        table = self._model.form.table
        start = table.start if table is not None and table.is_draft else None
        race = None if start is None else race_day(table.imported, start, self._model.form.week_start)
        self._begins.value, self._race.value = start, race
        show_while(start is not None, self._begins)
        show_while(race is not None, self._race)

    def _chosen(self, change: Mapping[str, Any]) -> None:
        """Read a file that was chosen in the browser."""
        if change["new"]:
            file = change["new"][-1]
            self._file, self._bytes = str(file["name"]), bytes(file["content"])
            self._path.value = self._file
            self._read()

    def _answered(self, _: Any) -> None:
        """Read the file again with what it does not say itself."""
        if self._read_last and not self._model.form.gate.shut:
            self._read()

    def _read(self) -> None:
        """Read a file, and show what it has to be told first."""
        path, reports = self._path.value, self._model.reports
        with self._model.form.silently():
            if path != self._read_last:
                self._read_last = path
                for choice in self._questions.values():
                    choice.value = ""
        answers = {question: choice.value for question, choice in self._questions.items()}
        data = self._bytes if path and path == self._file else None
        file_requests.bring_runs(self._model, RunFile(path, data, **answers))
        asked = reports.asked
        if asked is not None and asked.asks == "sheet":
            sheet = self._questions["sheet"]
            with self._model.form.silently():
                sheet.options = [("choose one", ""), *((title, title) for title in asked.choices)]
        for question, choice in self._questions.items():
            wanted = bool(choice.value) or (asked is not None and asked.asks == question)
            show_while(wanted or (question == "unit" and self._model.form.table is not None), choice)

    def _summary(self) -> str:
        if self._model.form.runs is None:
            return ""
        count = sum(run.type in RUN_TYPES for run in self._model.form.runs)
        return f"Your own run plan: {counted(count, 'run')}. RunPlan does not move them; it fits strength around them."


_ENDINGS = ".csv,.tsv,.txt,.md,.xlsx,.ods,.ics"
_UNITS = [("kilometres", "km"), ("miles", "mi"), ("minutes", "min")]
_SETS = [("the first set", "first"), ("the second set", "second")]
_ABOUT = (
    "A table (CSV, Excel), a calendar (.ics) or a RunPlan plan, next to this notebook. RunPlan never moves its runs"
)


def show_while(wanted: bool, *controls: Any) -> None:
    """Show controls, or take them out of sight."""
    display = None if wanted else "none"
    for control in controls:
        if control.layout.display != display:
            control.layout.display = display
