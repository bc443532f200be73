"""Fields to type into: what cannot be read stays in them, with one sentence on what to type instead."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import ipywidgets as widgets

from runplan.errors import RunplanError
from runplan.plan.fields import FIELDS
from runplan.ui.controls.bindings import Fields, field_help
from runplan.ui.field_text import moved_dates
from runplan.ui.parts import button_row, full_width, html_part, refusal_html, set_html
from runplan.ui.state.messages import guarded
from runplan.ui.state.typed_values import read_field, show_field

_DATES = ("goal", "race_date", "start", "weeks")


class TypedField(widgets.VBox):  # type: ignore[misc,unused-ignore]
    """A text tied to a wish that may be left out.

    Parameters
    ----------
    fields : Fields
    field : str
        A field of Block with an example.
    beside : str
        Wishes that what is typed depends on: with one of them the field shows again what is wished.
    label, example : str, optional
        What stands beside it and, while it is empty, in it; the field's own where they are left out.
    """

    def __init__(self, fields: Fields, field: str, *beside: str, label: str = "", example: str = "") -> None:
        self._model, self._field, self._beside = fields.model, field, beside
        self._gate = fields.gate
        self._refused_beside: tuple[Any, ...] | None = None
        spec = FIELDS[field]
        self._example = example or spec.example
        self.text = widgets.Text(
            description=label or spec.label,
            tooltip=field_help(field),
            continuous_update=False,
            layout=full_width(),
        )
        self.text.add_class(f"rp-field-{field.replace('_', '-')}")
        self.sentence = html_part("rp-refused")
        super().__init__([self.text, self.sentence], layout=full_width())
        self.add_class("rp-typed")
        self.text.observe(guarded(self._model.messages, f"changing {field}", self._typed), names="value")
        fields.on_refresh(self._refresh)

    def read(self, text: str) -> Any:
        """The wish that a text is.

        Raises
        ------
        RunplanError
            One sentence on what to type.
        """
        return read_field(self._field, text, self._model.form.wishes())

    def show(self) -> str:
        """What is wished, as it is typed."""
        form = self._model.form
        return show_field(self._field, getattr(form, self._field), form.units)

    def _now(self) -> tuple[Any, ...]:
        return tuple(getattr(self._model.form, name) for name in (self._field, *self._beside))

    def _typed(self, change: Mapping[str, Any]) -> None:
        """Wish what was typed, or say what to type."""
        if self._gate.shut:
            return
        try:
            value = self.read(change["new"])
        except RunplanError as refused:
            self._refused_beside = self._now()
            self._answer(str(refused))
            return
        self._refused_beside = None
        self._model.wish(**{self._field: value})
        with self._gate.closed():
            self._refresh()

    def _refresh(self) -> None:
        """Show what is wished; what was refused stays until the wish is another one."""
        units = self._model.form.units
        placeholder = f"{self._example} {units}" if FIELDS[self._field].unit == "km" else self._example
        if self.text.placeholder != placeholder:
            self.text.placeholder = placeholder
        if self._refused_beside == self._now():
            return
        self._refused_beside = None
        self._answer("")
        text = self.show()
        if self.text.value != text:
            self.text.value = text

    def _answer(self, sentence: str) -> None:
        set_html(self.sentence, refusal_html(sentence))


def date_adder(fields: Fields, label: str) -> Any:
    """A date and a button that adds it to the dates off."""
    picker = widgets.DatePicker(description=label, tooltip=field_help("dates_off"), layout=full_width())
    button = widgets.Button(description="Add", tooltip="", layout=widgets.Layout(width="auto"))

    def clicked(_: Any) -> None:
        if isinstance(picker.value, dt.date):
            fields.model.wish(dates_off=tuple(sorted({*fields.model.form.dates_off, picker.value})))
        else:
            fields.model.messages.warn("Choose a date first, then add it.")

    button.on_click(guarded(fields.model.messages, "adding a date off", clicked))
    return button_row(picker, button)


def dates_moved(fields: Fields) -> Any:
    """A sentence on what a date, or a number of weeks, has moved with it; it is there until another of them is set."""
    form = fields.model.form
    last = {name: getattr(form, name) for name in _DATES}

    def sentence() -> str:
        before = dict(last)
        last.update({name: getattr(form, name) for name in _DATES})
        return moved_dates(before, last)

    return fields.sentence(sentence, *_DATES)
