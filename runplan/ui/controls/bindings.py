"""Controls of one field each: built of ipywidgets, tied to one wish of the model in both directions."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import ipywidgets as widgets

from runplan import schema
from runplan.errors import RunplanError
from runplan.plan.block import Block
from runplan.ui.browsers.html import escape
from runplan.ui.controls.sliders import Quiet, Slider
from runplan.ui.field_text import FIELD_NAMES, field_value
from runplan.ui.parts import full_width
from runplan.ui.state.messages import Gate, guarded
from runplan.ui.state.planner_model import PlannerModel
from runplan.ui.state.typed_values import whole_number

_FULL = full_width()
_HELP = {one.name: str(one.metadata.get("help", "")) for one in dataclasses.fields(Block)}


def field_help(field: str) -> str:
    """What a field means, for hovering; without a text ipywidgets would show the word null."""
    text = _HELP.get(field, "")
    return text[:1].upper() + text[1:]


@dataclasses.dataclass
class _Follower:
    """What is brought in step with some of the wishes, and the values it was brought in step with last."""

    refresh: Callable[[], None]
    names: tuple[str, ...]
    values: tuple[Any, ...] = ()


class Fields:
    """Makes controls and keeps each in step with its wish.

    Parameters
    ----------
    model : PlannerModel
    """

    def __init__(self, model: PlannerModel) -> None:
        self.model = model
        self.gate = Gate()
        self._followers: list[_Follower] = []
        self._at_rest: list[Callable[[], None]] = []
        self._typed: dict[str, Callable[[str], Any]] = {}

    def takes_text(self, field: str, read: Callable[[str], Any]) -> None:
        """Say how a value is read that is typed beside a field's slider."""
        self._typed[field] = read

    def type_in(self, field: Any, text: Any) -> None:
        """Wish what was typed beside a slider, or say what to type instead.

        Raises
        ------
        RunplanError
            If there is no such slider.
        """
        if not isinstance(field, str) or field not in self._typed or not isinstance(text, str):
            raise RunplanError("The board sent a value that no slider has.")
        model = self.model
        try:
            value = self._typed[field](text)
        except RunplanError as refused:
            name = FIELD_NAMES[field]
            now = field_value(field, getattr(model.form, field), model.form.units)
            model.messages.warn(f"{name[:1].upper()}{name[1:]}: {refused} It is still {now}.")
            return
        model.wish(**{field: value})

    def bind(
        self,
        widget: Any,
        field: str,
        *,
        show: Callable[[Any], Any] = lambda value: value,
        read: Callable[[Any], Any] = lambda value: value,
    ) -> Any:
        """Tie a widget's value to a wish."""

        def moved(change: Mapping[str, Any]) -> None:
            if not self.gate.shut:
                self.model.wish(**{field: read(change["new"])})

        in_step: list[Any] = []

        def refresh() -> None:
            if in_step == [getattr(self.model.form, field), self.model.form.units, widget.value]:
                return
            value = show(getattr(self.model.form, field))
            if widget.value != value:
                widget.value = value
            in_step[:] = [getattr(self.model.form, field), self.model.form.units, widget.value]

        if not isinstance(widget.tooltip, str):
            widget.tooltip = field_help(field)
        widget.observe(guarded(self.model.messages, f"changing {field}", moved), names="value")
        widget.add_class(f"rp-field-{field.replace('_', '-')}")
        self.on_refresh(refresh)
        if isinstance(widget, Quiet):
            widget.begin()
            self.on_rest(widget.rest)
        return widget

    def on_refresh(self, refresh: Callable[[], None], *names: str) -> None:
        """Call a function, with the gate shut, after each change of what the model has under these names, or of all."""
        self._followers.append(_Follower(refresh, names, self._values(names)))
        with self.gate.closed():
            refresh()

    def refresh(self) -> None:
        """Show the wishes as they are now."""
        with self.gate.closed():
            for follower in self._followers:
                values = self._values(follower.names)
                if not follower.names or values != follower.values:
                    follower.values = values
                    follower.refresh()

    def _values(self, names: Sequence[str]) -> tuple[Any, ...]:
        return tuple(getattr(self.model.form, name) for name in names)

    def sentence(self, text: Callable[[], str], *names: str) -> Any:
        """A grey sentence that follows what the model has under these names."""
        widget = widgets.HTML(layout=_FULL)
        widget.add_class("rp-hint")

        def refresh() -> None:
            words = text()
            value = f"<p>{escape(words)}</p>" if words else ""
            if widget.value != value:
                widget.value = value

        self.on_refresh(refresh, *names)
        return widget

    def section(
        self, title: str, summary: Callable[[], str], names: Sequence[str], controls: Sequence[Any], *, opened: bool
    ) -> Any:
        """Controls under a heading that folds them; a folded one sums up what is wished under these names."""
        # No Accordion: its headings cannot be reached by keyboard, and it holds one section open at a time.
        box = widgets.VBox(controls, layout=full_width())
        box.add_class("rp-section")
        head = widgets.ToggleButton(value=opened, tooltip="", layout=_FULL)  # without one the page says "null"
        head.add_class("rp-fold")

        def refresh() -> None:
            # An open section shows its values already, and a heading that changes with each move is a message each.
            short = "" if head.value else summary()
            text = f"{title} · {short}" if short else title
            if head.description != text:
                head.description = text

        def fold(_: Any = None) -> None:
            box.layout.display = None if head.value else "none"
            head.icon = "caret-down" if head.value else "caret-right"
            refresh()

        head.observe(guarded(self.model.messages, "folding a section", fold), names="value")
        fold()
        self.on_refresh(refresh, *names)
        return widgets.VBox([head, box], layout=_FULL)

    def on_rest(self, act: Callable[[], None]) -> None:
        """Call a function each time the hand rests."""
        self._at_rest.append(act)

    def rest(self) -> None:
        """The hand rests: bring in step what waits for it, such as other windows of the same kernel."""
        for act in self._at_rest:
            act()

    def slider(self, field: str, label: str, low: int, high: int) -> Any:
        """A slider for a whole number, its label above it, the value editable at the right."""
        self.takes_text(field, lambda text: whole_number(text, low, high))
        return self.bind(Slider(min=low, max=high, description=label, layout=_FULL), field)

    def choice(self, field: str, label: str, options: Mapping[str, str]) -> Any:
        """A list to choose one word from."""
        widget = widgets.Dropdown(
            options=[(name, word) for word, name in options.items()], description=label, layout=_FULL
        )
        return self.bind(widget, field)

    def days(self, field: str, label: str) -> Any:
        """One of the seven weekdays."""
        widget = widgets.ToggleButtons(options=list(schema.WEEKDAYS), description=label, layout=_FULL)
        widget.style.button_width = "auto"
        widget.add_class("rp-days")
        return self.bind(widget, field)

    def date(self, field: str, label: str) -> Any:
        """A date."""
        return self.bind(widgets.DatePicker(description=label, layout=_FULL), field)

    def tick(self, field: str, label: str) -> Any:
        """Yes or no."""
        widget = widgets.Checkbox(description=label, indent=False, layout=_FULL)
        return self.bind(widget, field)


class Chips(widgets.Box):  # type: ignore[misc,unused-ignore]
    """Words to switch on and off, tied to a wish that is a tuple of words.

    Parameters
    ----------
    fields : Fields
    field : str
        A field of Block.
    names : mapping of str to str
        Word to readable name.
    """

    def __init__(self, fields: Fields, field: str, names: Mapping[str, str]) -> None:
        self.buttons = {
            word: widgets.ToggleButton(description=name, tooltip="", layout=widgets.Layout(width="auto"))
            for word, name in names.items()
        }
        super().__init__(list(self.buttons.values()), layout=widgets.Layout(flex_flow="row wrap"))
        self.add_class("rp-chips")
        self.add_class(f"rp-field-{field.replace('_', '-')}")

        def moved(change: Mapping[str, Any]) -> None:
            if not fields.gate.shut:
                # Words without a button, such as kit that this catalogue does not need, stay wished.
                others = (word for word in getattr(fields.model.form, field) if word not in self.buttons)
                chosen = (word for word, button in self.buttons.items() if button.value)
                fields.model.wish(**{field: (*chosen, *others)})

        def refresh() -> None:
            wished = getattr(fields.model.form, field)
            for word, button in self.buttons.items():
                if button.value != (word in wished):
                    button.value = word in wished

        for button in self.buttons.values():
            button.observe(guarded(fields.model.messages, f"changing {field}", moved), names="value")
        fields.on_refresh(refresh, field)


class Entries(widgets.VBox):  # type: ignore[misc,unused-ignore]
    """What stands in a list, each with a button that takes it out.

    Parameters
    ----------
    fields : Fields
    field : str
        A field of Block that is a tuple.
    name : callable
        An entry's readable name.
    """

    def __init__(self, fields: Fields, field: str, name: Callable[[Any], str]) -> None:
        super().__init__([])
        self.add_class("rp-entries")
        self.buttons: tuple[Any, ...] = ()
        self._shown: list[tuple[Any, str]] | None = None

        def remove(entry: Any) -> Callable[[Any], None]:
            def clicked(_: Any) -> None:
                fields.model.wish(**{field: tuple(one for one in getattr(fields.model.form, field) if one != entry)})

            return guarded(fields.model.messages, f"changing {field}", clicked)

        def refresh() -> None:
            entries = tuple(getattr(fields.model.form, field))
            named = [(entry, name(entry)) for entry in entries]
            if named == self._shown:
                return
            self._shown = named
            before: tuple[Any, ...] = tuple(self.buttons)
            buttons = []
            for entry, shown in named:
                button = widgets.Button(
                    description=f"× {shown}", tooltip=f"Remove {shown}", layout=widgets.Layout(width="auto")
                )
                button.on_click(remove(entry))
                buttons.append(button)
            self.children = self.buttons = tuple(buttons)
            for child in before:
                child.close()

        fields.on_refresh(refresh)


def adder(fields: Fields, field: str, label: str, options: Sequence[tuple[str, str]]) -> Any:
    """A list whose choice is added to a wish; it goes back to its first line afterwards."""
    widget = widgets.Dropdown(
        options=[("choose to add …", ""), *options], description=label, tooltip=field_help(field), layout=_FULL
    )
    widget.add_class(f"rp-add-{field}")

    def chosen(change: Mapping[str, Any]) -> None:
        if change["new"] and not fields.gate.shut:
            with fields.gate.closed():
                widget.value = ""
            changes = {field: tuple(sorted({*getattr(fields.model.form, field), change["new"]}))}
            # What is liked now is no longer avoided, and the other way round.
            other = {"avoid": "prefer", "prefer": "avoid"}.get(field, "")
            if other and change["new"] in getattr(fields.model.form, other):
                changes[other] = tuple(one for one in getattr(fields.model.form, other) if one != change["new"])
            fields.model.wish(**changes)

    widget.observe(guarded(fields.model.messages, f"changing {field}", chosen), names="value")
    return widget
