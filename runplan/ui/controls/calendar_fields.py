"""The times of day and the time zone of a calendar that is exported: three fields, while such a format is chosen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import ipywidgets as widgets

from runplan.exchange.export.calendar.times import place_names
from runplan.ui.controls.bindings import Fields
from runplan.ui.controls.run_plan_import import show_while
from runplan.ui.parts import full_width
from runplan.ui.state.calendar_times import LABELS, TIMES_OF, CalendarTimes
from runplan.ui.state.messages import guarded

_HELP = {
    "am": "When morning sessions begin, such as 06:30",
    "pm": "When evening sessions begin, such as 18:30",
    "timezone": "A place such as Europe/Berlin. If it is empty, the times are in the calendar’s own time zone",
}


class CalendarFields(widgets.HBox):  # type: ignore[misc,unused-ignore]
    """When the sessions of a calendar begin, and in which time zone.

    Parameters
    ----------
    fields : Fields
    formats : Dropdown
        The format that is chosen.
    """

    def __init__(self, fields: Fields, formats: Any) -> None:
        self.times = CalendarTimes()
        self._model, self._formats, self._gate = fields.model, formats, fields.gate
        self._seen: tuple[str, ...] = ()
        self._texts = {
            name: (widgets.Combobox if name == "timezone" else widgets.Text)(
                description=label, tooltip=_HELP[name], continuous_update=False, layout=full_width()
            )
            for name, label in LABELS.items()
        }
        self._texts["timezone"].placeholder = "the calendar’s own"
        for name, text in self._texts.items():
            text.add_class(f"rp-calendar-{name}")
            text.observe(guarded(self._model.messages, "changing the calendar’s times", self._typed), names="value")
        super().__init__(tuple(self._texts.values()), layout=full_width())
        self.add_class("rp-calendar-times")
        formats.observe(guarded(self._model.messages, "choosing a format", self._follow), names="value")
        self._model.observe(guarded(self._model.messages, "naming the file", self._follow), names="path")
        fields.on_refresh(self._follow)

    def show(self) -> None:
        """Show what the next export would be asked for, where the format has such fields."""
        chosen = TIMES_OF.get(self._formats.value, ())
        show_while(bool(chosen), self)
        with self._gate.closed():
            for name, text in self._texts.items():
                show_while(name in chosen, text)
                if text.value != self.times.shown[name]:
                    text.value = self.times.shown[name]

    def _follow(self, _: Any = None) -> None:
        """Look at the calendar beside the plan, where the format, the plan or its file's name is another one."""
        now = (self._formats.value, self._model.path, self._model.plan_id)
        if now == self._seen:
            return
        self._seen = now
        if self._formats.value in TIMES_OF:
            if not self._texts["timezone"].options:  # hundreds of names, for those who ask
                self._texts["timezone"].options = place_names()
            self.times.follow(self._model.called(), self._model.path)
        self.show()

    def _typed(self, change: Mapping[str, Any]) -> None:
        if not self._gate.shut:
            (name,) = (name for name, text in self._texts.items() if text is change["owner"])
            self.times.say(name, change["new"])
