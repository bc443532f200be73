"""The column of controls: files and units, then eight sections that fold; a folded one says what is wished in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import ipywidgets as widgets
from traitlets import link

from runplan import schema
from runplan.exchange.export.registry import FORMATS
from runplan.plan.block import RACE_KM
from runplan.plan.fields import FIELDS
from runplan.schema import HIP_AND_CORE
from runplan.ui.browsers.html import escape
from runplan.ui.controls.bindings import Chips, Entries, Fields, adder
from runplan.ui.controls.distances import distance_slider
from runplan.ui.controls.done_log import LogForm
from runplan.ui.controls.lifts import RememberedSets
from runplan.ui.controls.paces import PACED_BY, pace_controls, paces_summary
from runplan.ui.controls.run_plan_import import OwnRuns, show_while
from runplan.ui.controls.typed_fields import TypedField, date_adder, dates_moved
from runplan.ui.controls.what_happened import EventForm, events_summary
from runplan.ui.field_text import (
    GOAL_NAMES,
    HIP_AND_CORE_SENTENCE,
    HIP_AND_CORE_WISH,
    LEVEL_NAMES,
    SCHOOL_NAMES,
    SCHOOL_SENTENCES,
)
from runplan.ui.parts import button_row, full_width, html_part, label_part
from runplan.ui.state import file_requests
from runplan.ui.state.life.done_log import DoneLog
from runplan.ui.state.life.what_happened import WhatHappened
from runplan.ui.state.messages import guarded
from runplan.ui.state.planner_model import PlannerModel
from runplan.units import format_day, format_distance

_NO_PINS = "None. Drag a session on the board to pin it to a day."
_WEIGHTS = (
    "List the weights you own, in kg or lb, or the step between them, such as barbell=2.5. RunPlan rounds loads "
    "down to them."
)
_RUNS = ("runs", "run_days", "weekly_km_peak", "units")
_DAYS = ("days_off", "days_without_runs", "pins")
_STRENGTH = ("strength_sessions", "strength_minutes")
_FULL = full_width()


class Controls(widgets.VBox):  # type: ignore[misc,unused-ignore]
    """All controls of a planner.

    Parameters
    ----------
    model : PlannerModel
    hand_out : callable
        Gives a file to the browser: its name, what it holds, its media type.
    happened : WhatHappened
    done_log : DoneLog
    """

    def __init__(
        self,
        model: PlannerModel,
        hand_out: Callable[[str, bytes, str], None],
        happened: WhatHappened,
        done_log: DoneLog,
    ) -> None:
        self.model = model
        self.fields = Fields(model)
        section = self.fields.section
        super().__init__(
            [
                files_panel(self.fields, hand_out),
                section("Goal", self._goal_summary, ("goal", "weeks"), self._goal(), opened=True),
                section(
                    "What happened?",
                    lambda: events_summary(model),
                    ("events",),
                    [EventForm(self.fields, happened)],
                    opened=False,
                ),
                section("What you did", lambda: "", (), [LogForm(self.fields, done_log)], opened=False),
                section("Runs", self._runs_summary, _RUNS, self._runs(), opened=True),
                section("Paces", lambda: paces_summary(model), PACED_BY, pace_controls(self.fields), opened=True),
                section("Strength", self._strength_summary, _STRENGTH, self._strength(), opened=True),
                section("Days", self._days_summary, _DAYS, self._days(), opened=True),
                section("Kit", self._kit_summary, ("equipment",), self._kit(), opened=True),
            ]
        )
        self.add_class("rp-controls")

    # --- goal ---------------------------------------------------------------------------------------------------------

    def _goal_summary(self) -> str:
        names = {"general": "no race", "half": "half marathon"}
        return f"{names.get(self.model.form.goal, self.model.form.goal)}, {self.model.form.weeks} weeks"

    def _goal(self) -> list[Any]:
        fields, model = self.fields, self.model
        race = fields.date("race_date", FIELDS["race_date"].label)
        weeks = fields.slider("weeks", *FIELDS["weeks"].control)

        def refresh() -> None:
            fixed = model.form.goal == "general" or model.form.runs is not None
            if race.disabled != fixed:
                race.disabled = fixed
            if weeks.disabled != (model.form.runs is not None):
                weeks.disabled = model.form.runs is not None

        fields.on_refresh(refresh, "goal", "runs")

        def about() -> str:
            if model.form.runs is not None:
                return "Your own run plan sets the number of weeks and the race date."
            if model.form.goal == "general":
                return "Choose a race to set its date."
            if model.form.race_date is None:
                return "Set the race date so that the block tapers towards the race."
            return (
                f"Race distance: {format_distance(RACE_KM[model.form.goal], model.form.units)}. "
                "Changing the number of weeks changes the start date."
            )

        return [
            fields.choice("goal", FIELDS["goal"].label, GOAL_NAMES),
            race,
            fields.sentence(about, "runs", "goal", "race_date", "units"),
            weeks,
            dates_moved(fields),
            fields.date("start", FIELDS["start"].label),
            fields.bind(_pair(FIELDS["week_start"].label, (("Monday", "Mon"), ("Sunday", "Sun"))), "week_start"),
        ]

    # --- runs ---------------------------------------------------------------------------------------------------------

    def _runs_summary(self) -> str:
        own = "your own plan, " if self.model.form.runs is not None else ""
        return f"{own}{self.model.form.run_days} per week, to {self._distance(self.model.form.weekly_km_peak)}"

    def _distance(self, km: float) -> str:
        return format_distance(km, self.model.form.units, digits=0)

    def _runs(self) -> list[Any]:
        fields = self.fields
        now = widgets.VBox(
            [distance_slider(fields, "weekly_km_now", *FIELDS["weekly_km_now"].control)],
            layout=full_width(),
        )
        wished = [
            distance_slider(fields, "weekly_km_peak", *FIELDS["weekly_km_peak"].control),
            fields.slider("run_days", *FIELDS["run_days"].control),
            fields.slider("quality_runs", *FIELDS["quality_runs"].control),
            fields.days("long_run_day", FIELDS["long_run_day"].label),
            _hint("To set one week, drag its bar on the board."),
        ]
        brought = OwnRuns(fields)
        box = widgets.VBox(wished, layout=full_width())
        fields.on_refresh(lambda: show_while(self.model.form.runs is None, now, box), "runs")
        return [*brought.above, now, TypedField(fields, "longest_run_km"), box, brought.below]

    # --- strength -----------------------------------------------------------------------------------------------------

    def _strength_summary(self) -> str:
        if not self.model.form.strength_sessions:
            return "none"
        return f"{self.model.form.strength_sessions} × {self.model.form.strength_minutes} min"

    def _strength(self) -> list[Any]:
        fields, model = self.fields, self.model
        exercises = model.catalog.exercises
        counted = exercises[exercises["section"] != "foam_roll"]
        names = exercises["name"].to_dict() | {HIP_AND_CORE: HIP_AND_CORE_WISH}
        options = sorted((str(name), str(one)) for one, name in counted["name"].items())
        wishes = [(HIP_AND_CORE_WISH, HIP_AND_CORE), *options]

        def minutes() -> str:
            if model.form.strength_minutes >= 20:
                return ""
            return (
                "Under 20 minutes, every session is the short routine: rolling, warm-up and one set of each exercise."
            )

        return [
            fields.slider("strength_sessions", *FIELDS["strength_sessions"].control),
            fields.slider("strength_minutes", *FIELDS["strength_minutes"].control),
            fields.sentence(minutes, "strength_minutes"),
            fields.slider("sets_per_muscle", *FIELDS["sets_per_muscle"].control),
            fields.choice("level", FIELDS["level"].label, LEVEL_NAMES),
            fields.choice("school", FIELDS["school"].label, SCHOOL_NAMES),
            fields.sentence(lambda: SCHOOL_SENTENCES.get(model.form.school, ""), "school"),
            fields.tick("doubles", FIELDS["doubles"].label),
            adder(fields, "avoid", FIELDS["avoid"].label, options),
            Entries(fields, "avoid", lambda one: names.get(one, one)),
            adder(fields, "prefer", FIELDS["prefer"].label, wishes),
            Entries(fields, "prefer", lambda one: names.get(one, one)),
            fields.sentence(lambda: HIP_AND_CORE_SENTENCE if HIP_AND_CORE in model.form.prefer else "", "prefer"),
            RememberedSets(fields),
        ]

    # --- days and kit -------------------------------------------------------------------------------------------------

    def _days_summary(self) -> str:
        off = ", ".join(self.model.form.days_off)
        runless = ", ".join(self.model.form.days_without_runs)
        pinned = len(self.model.form.pins)
        parts = (f"{off or 'none'} off", runless and f"no runs on {runless}", pinned and f"{pinned} pinned")
        return ", ".join(part for part in parts if part)

    def _days(self) -> list[Any]:
        fields = self.fields
        return [
            label_part(FIELDS["days_off"].label),
            self._weekdays("days_off"),
            label_part(FIELDS["days_without_runs"].label),
            self._weekdays("days_without_runs"),
            fields.slider("rest_days", *FIELDS["rest_days"].control),
            date_adder(fields, FIELDS["dates_off"].label),
            Entries(fields, "dates_off", format_day),
            label_part(FIELDS["pins"].label),
            fields.sentence(lambda: "" if self.model.form.pins else _NO_PINS, "pins"),
            Entries(fields, "pins", self._pin),
            fields.sentence(lambda: self.model.form.outside, "outside"),
        ]

    def _pin(self, pin: tuple[str, str]) -> str:
        """A pin as it is read: the session by its name, and its day."""
        plan = self.model.plan
        titles = {} if plan is None else {session.session_id: session.title for session in plan.session_records}
        week = int(pin[0][1:].split("-")[0])
        name = str(titles.get(pin[0], pin[0].split("-", 1)[1].replace("-", " ")))
        return f"Week {week}, {name[:1].lower()}{name[1:]}, {pin[1]}"

    def _weekdays(self, field: str) -> Any:
        chips = Chips(self.fields, field, {day: day for day in schema.WEEKDAYS})
        chips.add_class("rp-days")
        return chips

    def _kit_summary(self) -> str:
        count = len(self.model.form.equipment)
        return f"{count} thing{'' if count == 1 else 's'}" if count else "none"

    def _kit(self) -> list[Any]:
        names = {word: schema.EQUIPMENT_NAMES[word] for word in self.model.catalog.equipment_words}
        return [
            label_part(FIELDS["equipment"].label),
            Chips(self.fields, "equipment", names),
            _hint("You always have floor and wall. RunPlan swaps or leaves out exercises that need anything else."),
            TypedField(self.fields, "load_steps"),
            _hint(_WEIGHTS),
        ]


def files_panel(fields: Fields, hand_out: Callable[[str, bytes, str], None]) -> Any:
    """Write the plan, read one, hand it out, and the unit that all distances are shown in."""
    model = fields.model
    path = widgets.Text(value=model.path, description="Plan file", tooltip="", layout=_FULL)
    save, load, export, new = (
        widgets.Button(description=name, tooltip=about, layout=widgets.Layout(width="auto", flex="1 1 0"))
        for name, about in (
            ("Save", "Save the plan as a table next to the notebook, and your settings in a second file"),
            ("Load", "Open a saved plan, also one that you edited in a spreadsheet"),
            ("Export", "Download the plan in the format below"),
            ("New plan", "Start a new plan from the block in the code; the file of this plan stays"),
        )
    )
    save.button_style = "primary"
    for name, widget in (("path", path), ("save", save), ("load", load), ("export", export), ("new", new)):
        widget.add_class(f"rp-{name}")
    save.on_click(guarded(model.messages, "saving the plan", lambda _: file_requests.save(model, path.value)))
    load.on_click(guarded(model.messages, "loading a plan", lambda _: file_requests.load(model, path.value)))
    new.on_click(guarded(model.messages, "starting a new plan", lambda _: file_requests.begin_new_plan(model)))
    link((model, "path"), (path, "value"))

    formats = widgets.Dropdown(
        options=[("Table (CSV)", "csv"), *((one.title, one.name) for one in FORMATS.values())],
        description="Export as",
        tooltip="Format for Export",
        layout=_FULL,
    )
    formats.add_class("rp-format")

    def give(_: Any) -> None:
        made = file_requests.export(model, formats.value, path.value)
        if made is not None:
            mime = "text/csv" if formats.value == "csv" else FORMATS[formats.value].mime
            hand_out(*made, mime)

    export.on_click(guarded(model.messages, "exporting the plan", give))
    row = button_row(save, load, export, new)
    units = fields.bind(_pair(FIELDS["units"].label, (("km", "km"), ("miles", "mi"))), "units")
    units.add_class("rp-inline")
    box = widgets.VBox([path, row, formats, units], layout=_FULL)
    box.add_class("rp-files")
    return box


def _hint(text: str) -> Any:
    return html_part("rp-hint", f"<p>{escape(text)}</p>")


def _pair(label: str, options: Sequence[tuple[str, str]]) -> Any:
    widget = widgets.ToggleButtons(options=list(options), description=label, layout=_FULL)
    widget.style.button_width = "auto"
    widget.add_class("rp-days")
    return widget
