"""What happened on the way: a form that tells it, what it would change, and the events that are in the plan."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import ipywidgets as widgets

from runplan.errors import RunplanError
from runplan.plan.events import EVENT_NAMES, Event
from runplan.planning.loads.sentences import PAIN
from runplan.schema import EQUIPMENT_NAMES
from runplan.ui.browsers.html import escape
from runplan.ui.controls.bindings import Fields
from runplan.ui.controls.run_plan_import import show_while
from runplan.ui.parts import button_row, full_width, html_part, label_part, refusal_html, replace_children, set_html
from runplan.ui.state.life.marks import change_past, has_past
from runplan.ui.state.life.preview import Preview
from runplan.ui.state.life.what_happened import EventAnswers, WhatHappened
from runplan.ui.state.messages import guarded
from runplan.ui.state.planner_model import PlannerModel

_RANKS = (("C: as a hard workout", "C"), ("B: with a short taper", "B"))
_ONE_DAY = ("moved_race", "extra_race")
_USE, _LEAVE = "Change the plan; you can undo this", "Leave the plan as it is"
_PAST = "Everything before today stays as it was, marks included. Tick this to plan past weeks again too."
_PREVIEW = "Show the changes without making them"


def events_summary(model: PlannerModel) -> str:
    """How many events the plan has: a figure, for the panel is narrow."""
    happened = model.form.events
    return str(len(happened))


class EventForm(widgets.VBox):  # type: ignore[misc,unused-ignore]
    """Tells an event, shows what it would change, uses it, and takes events off.

    Parameters
    ----------
    fields : Fields
    happened : WhatHappened
    """

    def __init__(self, fields: Fields, happened: WhatHappened) -> None:
        self._fields, self._model, self._happened = fields, fields.model, happened
        self._shown: tuple[Event, ...] | None = None
        self._change_buttons: list[tuple[Event, Any]] = []
        self._chosen_day = False  # whether the runner has chosen a day
        self._instead: Event | None = None  # what is changed, where the form has an event that is used
        self._refused_of: Any = None  # what was asked of which plan, where that was refused
        names = [(name, kind) for kind, name in EVENT_NAMES.items()]
        self.kind = self._asked(widgets.Dropdown(options=names, description="What"), "kind")
        self.first = self._asked(widgets.DatePicker(description="First day"), "first")
        self.last = self._asked(widgets.DatePicker(description="Last day"), "last")
        self.to = self._asked(widgets.DatePicker(description="New day"), "to")
        self.distance = self._asked(widgets.Text(description="Distance", placeholder="10k"), "distance")
        self.rank = self._asked(widgets.Dropdown(options=_RANKS, description="How you run it"), "rank")
        words = self._model.catalog.equipment_words
        self.kit = {word: widgets.ToggleButton(description=EQUIPMENT_NAMES[word]) for word in words}
        for word, button in self.kit.items():
            button.layout.width, button.tooltip = "auto", f"{EQUIPMENT_NAMES[word]} where you go"
            button.observe(guarded(self._model.messages, "choosing kit", self._changed), names="value")
        chips = widgets.Box(list(self.kit.values()), layout=widgets.Layout(flex_flow="row wrap"))
        chips.add_class("rp-chips")
        self._kit = widgets.VBox([label_part("What you have there"), chips], layout=full_width())
        self.pain = html_part("rp-pain", f"<p>{escape(PAIN)}</p>")
        self.look = self._button("Preview", _PREVIEW, self._look, "rp-event-preview")
        self.refused, self.changing = html_part("rp-refused"), html_part("rp-hint")
        self.answer, self.changes = html_part("rp-event-answer"), html_part("rp-event-changes")
        self.use = self._button("Apply", _USE, self._use, "rp-event-use")
        self.use.button_style = "primary"
        self.leave = self._button("Discard", _LEAVE, self._leave, "rp-event-leave")
        self._result = widgets.VBox([self.answer, self.changes, button_row(self.use, self.leave)], layout=full_width())
        self._result.add_class("rp-event-result")
        self.layers = widgets.VBox([], layout=full_width())
        self.layers.add_class("rp-layers")
        self.past = widgets.Checkbox(description="Change past weeks too", tooltip=_PAST, indent=False)
        self.past.layout = full_width()
        self.past.add_class("rp-change-past")
        self.past.observe(guarded(self._model.messages, "changing past weeks", self._change_past), names="value")
        self._past = widgets.VBox([self.past, html_part("rp-hint", f"<p>{_PAST}</p>")], layout=full_width())
        asked = [self.first, self.last, self.to, self.distance, self.rank, self._kit, self.pain]
        # What is shown comes above the button that shows it: the button stays where it is pressed.
        answers = [self.changing, self.refused, self._result, self.look, self.layers, self._past]
        show_while(False, self._result)
        super().__init__([self.kind, *asked, *answers], layout=full_width())
        self.add_class("rp-event-form")
        self._ask()
        fields.on_refresh(self._refresh)

    def _asked(self, widget: Any, name: str) -> Any:
        """A control of the form; a change of it makes the preview an old one."""
        widget.layout, widget.tooltip = full_width(), ""
        widget.add_class(f"rp-event-{name}")
        widget.observe(guarded(self._model.messages, "entering an event", self._changed), names="value")
        return widget

    def _button(self, name: str, about: str, act: Callable[[], None], class_: str) -> Any:
        button = widgets.Button(description=name, tooltip=about, layout=widgets.Layout(width="auto"))
        button.add_class(class_)
        button.on_click(guarded(self._model.messages, "entering an event", lambda _: act()))
        return button

    # --- asking -------------------------------------------------------------------------------------------------------

    def _changed(self, change: Mapping[str, Any]) -> None:
        if self._fields.gate.shut:
            return
        if change["owner"] is self.kind:
            self._ask()
        if change["owner"] in (self.first, self.last):
            self._chosen_day = True
        if change["owner"] is self.first:
            self._last_not_before_first()
        self._happened.leave()
        self._show(None)

    def _last_not_before_first(self) -> None:
        if self.first.value is not None and (self.last.value is None or self.last.value < self.first.value):
            with self._fields.gate.closed():
                self.last.value = self.first.value

    def _ask(self) -> None:
        """Show what the kind needs."""
        kind = self.kind.value
        self.first.description = "Race day" if kind == "extra_race" else "First day"
        show_while(kind != "moved_race", self.first)
        show_while(kind not in _ONE_DAY, self.last)
        show_while(kind == "moved_race", self.to)
        show_while(kind == "extra_race", self.distance, self.rank)
        show_while(kind == "travel", self._kit)
        show_while(kind == "injured", self.pain)

    def _answers(self) -> EventAnswers:
        kit = tuple(word for word, button in self.kit.items() if button.value)
        days = (self.first.value, self.last.value)
        return EventAnswers(self.kind.value, *days, kit, self.to.value, self.distance.value, self.rank.value)

    def _look(self) -> None:
        """Show what would change, or say what is missing."""
        answers = self._answers()
        try:
            self._show(self._happened.look(answers, self._instead))
        except RunplanError as refused:
            self._refused_of = answers, self._model.plan
            self._show(None, str(refused))

    def _use(self) -> None:
        self._happened.use()
        self._change(None)

    def _leave(self) -> None:
        self._happened.leave()
        self._change(None)

    def _change(self, event: Event | None) -> None:
        """Load an event that is used into the form, to be changed there; None for none."""
        self._instead = event
        if event is not None:
            with self._fields.gate.closed():
                self.kind.value, self.first.value, self.last.value = event.kind, event.first, event.last_day
                self.to.value, self.rank.value = event.to, event.rank or "C"
                self.distance.value = "" if event.distance is None else str(event.distance)
                for word, button in self.kit.items():
                    button.value = word in (event.equipment or ())
            self._chosen_day = True
            self._ask()
        self._happened.leave()
        self._show(None)
        self._list()

    def _change_past(self, change: Mapping[str, Any]) -> None:
        if not self._fields.gate.shut:
            change_past(self._model, may_change=bool(change["new"]))

    # --- showing ------------------------------------------------------------------------------------------------------

    def _show(self, preview: Preview | None, refused: str = "") -> None:
        """Show a preview, a refusal, or neither."""
        set_html(self.refused, refusal_html(refused))
        set_html(self.answer, "" if preview is None else _answer(preview))
        set_html(self.changes, "" if preview is None else _told(preview, self._model.form.units))
        show_while(preview is not None, self._result)

    def _refresh(self) -> None:
        """Begin on a day of the block, list the events that are used, and forget a preview of another plan."""
        if self._model.plan is not None and not self._chosen_day:
            for picker in (self.first, self.last):
                if picker.value != self._happened.usual_day:
                    picker.value = self._happened.usual_day
        if self._happened.preview is None and self.answer.value:
            self._show(None)
        if self._instead is not None and self._instead not in self._model.form.events:
            self._change(None)
        self._still_refused()
        if self.past.value != self._model.changes_past:
            self.past.value = self._model.changes_past
        show_while(self._model.changes_past or has_past(self._model), self._past)
        self._list()

    def _still_refused(self) -> None:
        """Let a refusal go as soon as what it refuses is no longer so."""
        now = self._answers(), self._model.plan
        if self.refused.value and now != self._refused_of:
            self._refused_of = now
            still = refusal_html(self._happened.refusal(now[0], self._instead))
            set_html(self.refused, still if still == self.refused.value else "")

    def _list(self) -> None:
        """List the events that are used, and say which of them is changed."""
        text = "" if self._instead is None else f"Changing {self._instead.text}. Enter what is different."
        set_html(self.changing, f'<p role="status">{escape(text)}</p>' if text else "")
        happened = tuple(self._model.form.events)
        if happened != self._shown:
            self._shown, self._change_buttons = happened, []
            replace_children(self.layers, [self._layer(event) for event in happened])
        for event, button in self._change_buttons:
            is_changed = event == self._instead
            button.description = "Do not change" if is_changed else "Change"
            button.tooltip = f"{button.description}: {event.text}"

    def _layer(self, event: Event) -> Any:
        """An event that is used, with buttons that load it into the form and take it off."""
        text = html_part("rp-layer-text", f"<p>{escape(event.text)}</p>")
        about = f"Remove: {event.text}"
        change = self._button(
            "Change", "", lambda: self._change(None if event == self._instead else event), "rp-change-event"
        )
        self._change_buttons.append((event, change))
        button = self._button("Remove", about, lambda: self._happened.take_off(event), "rp-take-off")
        return button_row(text, change, button)


def _answer(preview: Preview) -> str:
    """How much would change, and what that means below it."""
    notes = f" <small>{escape(' '.join(preview.notes))}</small>" if preview.changes and preview.notes else ""
    return f'<p role="status">{escape(preview.sentence)}{notes}</p>'


def _told(preview: Preview, units: str) -> str:
    """What would change: a line a session, or a line a week with all of them folded behind it."""
    items = "".join(f"<li>{escape(line)}</li>" for line in preview.changes)
    lines = f'<ul tabindex="0" aria-label="What would change">{items}</ul>' if items else ""
    if not preview.weeks:
        return lines
    heads = "".join(f'<th scope="col">{name}</th>' for name in ("Week", units, "Long run", "Changes"))
    rows = "".join(
        f'<tr><th scope="row">{week}</th><td>{distance}</td><td>{long_run}</td><td>{count}</td></tr>'
        for week, distance, long_run, count in preview.weeks
    )
    table = f'<table class="rp-week-changes"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'
    about = 'class="rp-scrolls" tabindex="0" role="group" aria-label="What would change, week by week"'
    return f"<div {about}>{table}</div><details><summary>All {len(preview.changes)} changes</summary>{lines}</details>"
