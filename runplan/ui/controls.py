"""The column of controls: five sections that fold, each headed by what is wished in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import ipywidgets as widgets

from runplan import schema
from runplan.planning.block import RACE_KM
from runplan.ui.distances import distance_slider, pace, single_week
from runplan.ui.fields import Chips, Entries, Fields, adder, date_adder
from runplan.ui.guard import guarded
from runplan.ui.model import PlannerModel
from runplan.ui.views.parts import escape
from runplan.ui.words import (
    EQUIPMENT_NAMES,
    GOAL_NAMES,
    LEVEL_NAMES,
    SCHOOL_NAMES,
    SCHOOL_SENTENCES,
)
from runplan.units import format_day, format_distance

__all__ = ["Controls"]

_FULL = widgets.Layout(width="100%", margin="0")


class Controls(widgets.VBox):  # type: ignore[misc,unused-ignore]
    """All controls of a planner.

    Parameters
    ----------
    model : PlannerModel
    """

    def __init__(self, model: PlannerModel) -> None:
        self.model = model
        self.fields = Fields(model)
        sections: Sequence[tuple[Callable[[], str], list[Any], bool]] = (
            (self._goal_title, self._goal(), False),
            (self._runs_title, self._runs(), True),
            (self._strength_title, self._strength(), False),
            (self._days_title, self._days(), False),
            (self._kit_title, self._kit(), False),
        )
        super().__init__([self._section(*section) for section in sections])
        self.add_class("rp-controls")

    def refresh(self) -> None:
        """Show the wishes as they are now."""
        self.fields.refresh()

    def _section(self, title: Callable[[], str], controls: list[Any], opened: bool) -> Any:
        # No Accordion: its headings cannot be reached by keyboard, and it holds one section open at a time.
        box = widgets.VBox(controls, layout=widgets.Layout(width="100%", margin="0"))
        box.add_class("rp-section")
        head = widgets.ToggleButton(value=opened, layout=_FULL)
        head.add_class("rp-fold")

        def fold(_: Any = None) -> None:
            box.layout.display = None if head.value else "none"
            head.icon = "caret-down" if head.value else "caret-right"

        def refresh() -> None:
            if head.description != title():
                head.description = title()

        head.observe(guarded(self.model, "folding a section", fold), names="value")
        fold()
        self.fields.on_refresh(refresh)
        return widgets.VBox([head, box], layout=_FULL)

    def _sentence(self, text: Callable[[], str]) -> Any:
        """A grey sentence that follows the wishes."""
        widget = widgets.HTML(layout=_FULL)
        widget.add_class("rp-hint")

        def refresh() -> None:
            value = f"<p>{escape(text())}</p>" if text() else ""
            if widget.value != value:
                widget.value = value

        self.fields.on_refresh(refresh)
        return widget

    # --- goal ---------------------------------------------------------------------------------------------------------

    def _goal_title(self) -> str:
        names = {"general": "no race", "half": "half marathon"}
        return f"Goal · {names.get(self.model.goal, self.model.goal)}, {self.model.weeks} weeks"

    def _goal(self) -> list[Any]:
        fields, model = self.fields, self.model
        race = fields.date("race_date", "Race day")

        def refresh() -> None:
            if race.disabled != (model.goal == "general"):
                race.disabled = model.goal == "general"

        fields.on_refresh(refresh)

        def about() -> str:
            if model.goal == "general":
                return "Choose a race, and its day can be set."
            if model.race_date is None:
                return "Without its day the block does not taper towards the race."
            return (
                f"The race counts {format_distance(RACE_KM[model.goal], model.units)}. Moving the weeks moves its day."
            )

        return [
            fields.choice("goal", "Training for", GOAL_NAMES),
            race,
            self._sentence(about),
            fields.slider("weeks", "Weeks", 4, 52),
            fields.date("start", "Start in the week of"),
            fields.bind(_pair("Weeks begin on", (("Monday", "Mon"), ("Sunday", "Sun"))), "week_start"),
            fields.bind(_pair("Show distances in", (("km", "km"), ("miles", "mi"))), "units"),
        ]

    # --- runs ---------------------------------------------------------------------------------------------------------

    def _runs_title(self) -> str:
        return f"Runs · {self.model.run_days} a week, to {self._distance(self.model.weekly_km_peak)}"

    def _distance(self, km: float) -> str:
        return format_distance(km, self.model.units, digits=0)

    def _runs(self) -> list[Any]:
        fields = self.fields
        return [
            distance_slider(fields, "weekly_km_now", "A week now", 1, 250),
            distance_slider(fields, "weekly_km_peak", "Peak week", 1, 300),
            fields.slider("run_days", "Runs a week", 3, 7),
            fields.slider("quality_runs", "Quality runs among them", 0, 3),
            fields.days("long_run_day", "Long run on"),
            pace(fields),
            single_week(fields),
        ]

    # --- strength -----------------------------------------------------------------------------------------------------

    def _strength_title(self) -> str:
        if not self.model.strength_sessions:
            return "Strength · none"
        return f"Strength · {self.model.strength_sessions} × {self.model.strength_minutes} min"

    def _strength(self) -> list[Any]:
        fields, model = self.fields, self.model
        exercises = model.catalog.exercises
        counted = exercises[exercises["section"] != "foam_roll"]
        names = exercises["name"].to_dict()
        options = sorted((str(name), str(one)) for one, name in counted["name"].items())

        def minutes() -> str:
            if model.strength_minutes >= 20:
                return ""
            return (
                "Under 20 minutes every session is the runner’s routine: rolling, warm-up and a set of each exercise."
            )

        return [
            fields.slider("strength_sessions", "Sessions a week", 0, 4),
            fields.slider("strength_minutes", "Minutes, warm-up included", 10, 60),
            self._sentence(minutes),
            fields.slider("sets_per_muscle", "Sets a muscle and week", 1, 12),
            fields.choice("level", "Level", LEVEL_NAMES),
            fields.choice("school", "Strength among the runs", SCHOOL_NAMES),
            self._sentence(lambda: SCHOOL_SENTENCES.get(model.school, "")),
            fields.tick("doubles", "A run and strength may share a day"),
            adder(fields, "avoid", "Exercises to avoid", options),
            Entries(fields, "avoid", lambda one: names.get(one, one)),
            adder(fields, "prefer", "Exercises you like", options),
            Entries(fields, "prefer", lambda one: names.get(one, one)),
        ]

    # --- days and kit -------------------------------------------------------------------------------------------------

    def _days_title(self) -> str:
        off = ", ".join(self.model.days_off)
        pinned = len(self.model.pins)
        return f"Days · {off + ' off' if off else 'none off'}" + (f", {pinned} pinned" if pinned else "")

    def _days(self) -> list[Any]:
        fields = self.fields
        return [
            _label("Days off"),
            self._days_off(),
            fields.slider("rest_days", "Rest days a week", 0, 3),
            date_adder(fields, "Dates off"),
            Entries(fields, "dates_off", format_day),
            _label("Pinned sessions"),
            self._sentence(lambda: "" if self.model.pins else "None. The tab Sessions can keep one on a day."),
            Entries(fields, "pins", self._pin),
        ]

    def _pin(self, pin: tuple[str, str]) -> str:
        """A pin as it is read: the session by its name, and its day."""
        plan = self.model.plan
        titles = {} if plan is None else dict(zip(plan.sessions["session_id"], plan.sessions["title"], strict=True))
        week = int(pin[0][1:].split("-")[0])
        name = str(titles.get(pin[0], pin[0].split("-", 1)[1].replace("-", " ")))
        return f"Week {week}, {name[:1].lower()}{name[1:]}, {pin[1]}"

    def _days_off(self) -> Any:
        chips = Chips(self.fields, "days_off", {day: day for day in schema.WEEKDAYS})
        chips.add_class("rp-days")
        return chips

    def _kit_title(self) -> str:
        count = len(self.model.equipment)
        return f"Kit · {count} thing{'' if count == 1 else 's'}" if count else "Kit · none"

    def _kit(self) -> list[Any]:
        return [
            _label("What you have"),
            Chips(self.fields, "equipment", EQUIPMENT_NAMES),
            self._sentence(lambda: "Floor and wall are always there. What is missing is swapped or left out."),
        ]


def _label(text: str) -> Any:
    widget = widgets.HTML(f'<span class="rp-label">{escape(text)}</span>', layout=_FULL)
    widget.add_class("rp-heading")
    return widget


def _pair(label: str, options: Sequence[tuple[str, str]]) -> Any:
    widget = widgets.ToggleButtons(options=list(options), description=label, layout=_FULL)
    widget.style.button_width = "auto"
    widget.add_class("rp-days")
    return widget
