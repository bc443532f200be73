"""Browse the catalog: filters above, the exercises that pass at the left, the one chosen at the right."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import ipywidgets as widgets

from runplan import schema
from runplan.catalog import Catalog, load_catalog
from runplan.ui.guard import Gate, guarded
from runplan.ui.page import style_sheet
from runplan.ui.views.exercises import exercise_html
from runplan.ui.views.parts import escape
from runplan.ui.words import EQUIPMENT_NAMES, LEVEL_NAMES, SECTION_NAMES, plain

__all__ = ["ExerciseBrowser"]

_NARROW = widgets.Layout(width="auto", flex="1 1 150px", margin="0")


class ExerciseBrowser(widgets.VBox):  # type: ignore[misc,unused-ignore]
    """The exercises of a catalog, filtered.

    Parameters
    ----------
    catalog : Catalog, optional
        The built-in one by default.
    """

    def __init__(self, catalog: Catalog | None = None) -> None:
        self.catalog = catalog if catalog is not None else load_catalog()
        self.gate = Gate()
        muscles = zip(self.catalog.muscles["name"], self.catalog.muscles["muscle"], strict=True)
        self.muscle = _filter("Muscle", muscles)
        self.section = _filter("Part", ((SECTION_NAMES[one], one) for one in schema.SECTIONS))
        self.pattern = _filter("Movement", ((plain(one), one) for one in schema.PATTERNS))
        self.level = _filter("Up to level", ((LEVEL_NAMES[one], one) for one in schema.LEVELS))
        self.kit = _filter(
            "With",
            (
                ("nothing but floor and wall", "-"),
                *((EQUIPMENT_NAMES[one], one) for one in self.catalog.equipment_words),
            ),
        )
        self.found = widgets.Select(
            description="Exercises", tooltip="", rows=16, layout=widgets.Layout(width="250px", margin="0")
        )
        self.sheet = widgets.HTML(layout=widgets.Layout(flex="1 1 400px", min_width="0", margin="0"))
        self.said = widgets.HTML()
        for name in ("muscle", "section", "pattern", "level", "kit", "found", "sheet", "said"):
            getattr(self, name).add_class(f"rp-browse-{name}")
        row = widgets.HBox(
            [self.muscle, self.section, self.pattern, self.level, self.kit], layout=widgets.Layout(flex_flow="row wrap")
        )
        row.add_class("rp-row")
        body = widgets.HBox([self.found, self.sheet], layout=widgets.Layout(width="100%"))
        body.add_class("rp-two")
        super().__init__([style_sheet(), row, self.said, body], layout=widgets.Layout(width="100%"))
        self.add_class("runplan")
        self.add_class("rp-browser")
        for choice in (self.muscle, self.section, self.pattern, self.level, self.kit):
            choice.observe(guarded(self, "filtering", lambda change: self._filter()), names="value")
        self.found.observe(guarded(self, "choosing an exercise", lambda change: self._show()), names="value")
        self._filter()

    def fail(self, doing: str, broken: BaseException) -> None:
        """Show an exception that nobody expected."""
        text = f"Something went wrong while {doing}: {type(broken).__name__}: {broken}"
        self.said.value = f'<p class="rp-error" role="alert">{escape(text)}</p>'

    def _filter(self) -> None:
        kit = self.kit.value
        found = self.catalog.filter(
            muscle=self.muscle.value or None,
            section=self.section.value or None,
            pattern=self.pattern.value or None,
            level=self.level.value or None,
            equipment=None if not kit else () if kit == "-" else (kit,),
        )
        options = [(str(name), str(one)) for one, name in found["name"].items()]
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
        self.sheet.value = exercise_html(self.catalog, chosen) if chosen else "<p>No exercise passes all filters.</p>"


def _filter(label: str, options: Iterable[tuple[str, Any]]) -> Any:
    return widgets.Dropdown(options=[("any", ""), *options], description=label, tooltip="", layout=_NARROW)
