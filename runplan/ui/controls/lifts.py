"""Sets that a runner remembers: a line for each lift of the plan that takes a weight, from which its loads follow."""

from __future__ import annotations

from collections import Counter
from typing import Any

import ipywidgets as widgets

from runplan.plan.fields import FIELDS
from runplan.plan.lift_fields import lifts_text
from runplan.planning.loads.lifts import lift_of
from runplan.ui.browsers.html import escape
from runplan.ui.controls.bindings import Fields
from runplan.ui.controls.typed_fields import TypedField
from runplan.ui.parts import full_width, html_part, label_part
from runplan.ui.state.typed_values import read_lift

MOST_LIFTS = 8
"""The most lifts that have a line; what is remembered has one in any case."""

_ABOUT = (
    "Enter one set of the last eight weeks to get loads for a lift: weight x repetitions @ repetitions in "
    "reserve. 60x8@2 means 60 kg, 8 times, with 2 in reserve; in pounds, 135 lb x 5 @ 1. Without a set, the "
    "plan says how to find a weight."
)
_NO_LIFTS = "Choose the equipment you own under Kit: the plan has no lift with a weight yet."


class RememberedSets(widgets.VBox):  # type: ignore[misc,unused-ignore]
    """A line for each of the plan's lifts that takes a weight, the most done first.

    Parameters
    ----------
    fields : Fields
    """

    def __init__(self, fields: Fields) -> None:
        self._fields, self._model = fields, fields.model
        self._lines: dict[str, _LiftField] = {}
        self._about = html_part("rp-hint")
        self._rows = widgets.VBox(layout=full_width())
        super().__init__([label_part(FIELDS["lifts"].label), self._about, self._rows], layout=full_width())
        self.add_class("rp-lifts")
        fields.on_refresh(self._follow)
        fields.on_rest(self._draw)

    def _follow(self) -> None:
        if not self._model.sliding:
            self._draw()

    def _draw(self) -> None:
        """Show the lines of the plan's lifts; while a slider moves they wait until the hand rests."""
        lifts = self._lifts()
        lines = [self._line(exercise_id) for exercise_id in lifts]
        about = f"<p>{escape(_ABOUT if lines else _NO_LIFTS)}</p>" if self._model.form.strength_sessions else ""
        if self._about.value != about:
            self._about.value = about
        if list(self._rows.children) != lines:
            self._rows.children = lines

    def _line(self, exercise_id: str) -> _LiftField:
        if exercise_id not in self._lines:
            self._lines[exercise_id] = _LiftField(self._fields, exercise_id)
        return self._lines[exercise_id]

    def _lifts(self) -> list[str]:
        """The lifts with a weight, those with the most sets first; remembered ones are never left out."""
        plan, exercise_ids = self._model.plan, self._model.catalog.exercises.index
        sets: Counter[str] = Counter()
        for session in () if plan is None else plan.session_records:
            for row in session.exercises:
                sets[row.exercise_id] += row.sets or 0
        remembered = [exercise_id for exercise_id, _ in self._model.form.lifts]
        block, catalog = self._model.block, self._model.catalog
        weighed = [
            exercise_id
            for exercise_id, _ in sets.most_common()
            if exercise_id not in remembered
            and exercise_id in exercise_ids
            and lift_of(block, catalog, exercise_id).hands
        ]
        return [*remembered, *weighed[: max(0, MOST_LIFTS - len(remembered))]]


class _LiftField(TypedField):
    """The remembered set of one lift."""

    def __init__(self, fields: Fields, exercise_id: str) -> None:
        self._exercise_id = exercise_id
        names: Any = fields.model.catalog.exercises["name"]
        super().__init__(fields, "lifts", label=str(names.get(exercise_id, exercise_id)), example="60x8@2")
        self.text.add_class(f"rp-lift-{exercise_id.replace('_', '-')}")

    def read(self, text: str) -> Any:
        """All remembered sets, with the one that was typed here."""
        return read_lift(self._exercise_id, text, self._model.form.wishes())

    def show(self) -> str:
        """The set as it is typed."""
        sets = [(name, value) for name, value in self._model.form.lifts if name == self._exercise_id]
        return lifts_text(sets).partition("=")[2]
