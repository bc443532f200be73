"""Browse the catalog: filters above, the exercises that pass at the left, the one chosen at the right."""

from __future__ import annotations

from typing import Any

import ipywidgets as widgets

from runplan import schema
from runplan.catalog import Catalog, load_catalog
from runplan.ui.browsers.base import Browser, any_of, by_words
from runplan.ui.browsers.exercises_html import exercise_card, exercise_roles
from runplan.ui.browsers.html import escape
from runplan.ui.field_text import LEVEL_NAMES
from runplan.ui.parts import full_width
from runplan.ui.state.messages import Gate, guarded
from runplan.ui.styles import style_sheet
from runplan.words import SECTION_NAMES, plain

__all__ = ["ExerciseBrowser"]


class ExerciseBrowser(Browser):
    """The exercises of a catalogue, filtered.

    Parameters
    ----------
    catalog : Catalog, optional
        The built-in one by default.
    """

    called = "the exercises"

    def __init__(self, catalog: Catalog | None = None) -> None:
        self.catalog = catalog if catalog is not None else load_catalog()
        self.gate = Gate()
        muscles = zip(self.catalog.muscles["name"], self.catalog.muscles["muscle"], strict=True)
        self.muscle = any_of("Muscle", muscles)
        self.section = any_of("Part", ((SECTION_NAMES[one], one) for one in schema.SECTIONS))
        self.pattern = any_of("Movement", ((plain(one), one) for one in schema.PATTERNS))
        self.plane = any_of("Plane", ((one, one) for one in schema.PLANES))
        self.level = any_of("Up to level", ((LEVEL_NAMES[one], one) for one in schema.LEVELS))
        self.kit = any_of(
            "With",
            (
                ("only floor and wall", "-"),
                *((schema.EQUIPMENT_NAMES[word], word) for word in self.catalog.equipment_words),
            ),
        )
        self.found = widgets.Select(
            description="Exercises", tooltip="", rows=16, layout=widgets.Layout(width="250px", margin="0")
        )
        self.words = by_words("Name contains", "squat, calf ...")
        self.sheet = widgets.HTML(layout=full_width())
        self.roles = widgets.HTML(layout=full_width())
        self.near = widgets.VBox(layout=full_width())
        self.said = widgets.HTML()
        self.filters = (self.muscle, self.section, self.pattern, self.plane, self.level, self.kit, self.words)
        for name in (
            "muscle",
            "section",
            "pattern",
            "plane",
            "level",
            "kit",
            "words",
            "found",
            "sheet",
            "near",
            "roles",
            "said",
        ):
            getattr(self, name).add_class(f"rp-browse-{name}")
        row = widgets.HBox(list(self.filters), layout=widgets.Layout(flex_flow="row wrap"))
        row.add_class("rp-row")
        card = widgets.VBox(
            [self.sheet, self.near, self.roles], layout=widgets.Layout(flex="1 1 400px", min_width="0", margin="0")
        )
        card.add_class("rp-browse-card")
        body = widgets.HBox([self.found, card], layout=widgets.Layout(width="100%"))
        body.add_class("rp-two")
        super().__init__([style_sheet(), row, self.said, body], layout=widgets.Layout(width="100%"))
        self.add_class("runplan")
        self.add_class("rp-browser")
        for choice in self.filters:
            choice.observe(guarded(self, "filtering", lambda change: self._filtered()), names="value")
        self.found.observe(guarded(self, "choosing an exercise", lambda change: self._show()), names="value")
        self._filter()

    def _filtered(self) -> None:
        if not self.gate.shut:
            self._filter()

    def _filter(self) -> None:
        kit = self.kit.value
        found = self.catalog.filter(
            muscle=self.muscle.value or None,
            section=self.section.value or None,
            pattern=self.pattern.value or None,
            level=self.level.value or None,
            equipment=None if not kit else () if kit == "-" else (kit,),
            plane=self.plane.value or None,
        )
        wanted = self.words.value.strip().casefold()
        if wanted:
            found = found[[wanted in str(name).casefold() for name in found["name"]]]
        options = sorted((str(name), str(one)) for one, name in found["name"].items())
        with self.gate.closed():
            kept = self.found.value
            self.found.options = options
            self.found.value = kept if kept in found.index else (options[0][1] if options else None)
        self.said.value = f'<p class="rp-quiet">{len(options)} of {len(self.catalog.exercises)} exercises</p>'
        self._draw()

    def _show(self) -> None:
        if not self.gate.shut:
            self._draw()

    def _draw(self) -> None:
        chosen = self.found.value
        self.sheet.value = exercise_card(self.catalog, chosen) if chosen else "<p>No exercise matches all filters.</p>"
        self.roles.value = exercise_roles(self.catalog, chosen) if chosen else ""
        row = self.catalog.exercises.loc[chosen] if chosen else {}
        lines = (
            self._neighbours(title, str(row.get(column, "")))
            for title, column in (("Easier", "easier"), ("Harder", "harder"), ("Instead, without the kit", "swaps"))
        )
        self.near.children = [line for line in lines if line is not None]

    def _neighbours(self, title: str, ids: str) -> Any:
        """A line of buttons that lead to other exercises, or nothing where there are none."""
        names = self.catalog.exercises["name"]
        known = [one for one in ids.split(";") if one in names.index]
        if not known:
            return None
        buttons = []
        for one in known:
            button = widgets.Button(
                description=str(names[one]), tooltip=f"Show {names[one]}", layout=widgets.Layout(width="auto")
            )
            button.on_click(guarded(self, "showing an exercise", lambda _, one=one: self.show(one)))
            buttons.append(button)
        label = widgets.HTML(f'<span class="rp-quiet">{escape(title)}</span>')
        line = widgets.HBox([label, *buttons], layout=widgets.Layout(flex_flow="row wrap"))
        line.add_class("rp-near")
        return line

    def show(self, exercise_id: str) -> None:
        """Show one exercise; where the filters hide it they are cleared.

        Parameters
        ----------
        exercise_id : str
            An exercise of the catalogue.
        """
        if exercise_id not in [one for _, one in self.found.options]:
            with self.gate.closed():
                for choice in self.filters:
                    choice.value = ""
            self._filter()
        self.found.value = exercise_id
