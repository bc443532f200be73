"""Sliders whose moves are not echoed, and when one is told all the same where it stands.

In: the values that a browser sends. Out: now and then an echo, which only a browser takes that has nothing newer on its
way. The board's answer is the one message that an ordinary move needs.
"""

from __future__ import annotations

from collections.abc import Mapping
from time import monotonic
from typing import Any

import ipywidgets as widgets
from traitlets import CInt, Int

_CROSSING_S = 3.0
"""For so long after the planner has set a slider, a value may arrive that was sent before the browser knew of it."""

_OTHER_UNIT_S = 1.0
"""For so long after the unit of a slider was switched, a value that arrives is one in the unit of before."""


class Quiet(widgets.Widget):  # type: ignore[misc,unused-ignore]
    """A control that is told where it stands only when it may stand elsewhere in the browser.

    A browser keeps back a value while the one before is under way. When the planner sets the control meanwhile (Undo,
    Load), the value kept back is sent all the same: the plan follows it, while the control shows what the planner set.
    """

    quiet_trait = "value"

    _set_at = float("-inf")
    _switched_at = float("-inf")
    _moved = False

    def send_state(self, key: Any = None) -> None:
        """Send the state, or a part of it, and remember when it was."""
        super().send_state(key)
        if key is None or self.quiet_trait in ({key} if isinstance(key, str) else key):
            self._set_at = monotonic()

    def set_state(self, sync_data: Mapping[str, Any]) -> None:
        """Take what a browser sent, and tell it where the control stands if the two may have crossed."""
        now = monotonic()
        if self.quiet_trait in sync_data and now - self._switched_at < _OTHER_UNIT_S:
            self.tell()
            sync_data = {name: value for name, value in sync_data.items() if name != self.quiet_trait}
        self._moved = self._moved or self.quiet_trait in sync_data
        crossed = self.quiet_trait in sync_data and now - self._set_at < _CROSSING_S
        super().set_state(sync_data)
        if crossed:
            self.tell()

    def tell(self) -> None:
        """Say where the control stands."""
        self._send({"method": "echo_update", "state": self.get_state(self.quiet_trait), "buffer_paths": []})

    def switch(self) -> None:
        """Its values mean another unit from now on; those that are under way meant the one before, and are let go."""
        self._switched_at = monotonic()

    def rest(self) -> None:
        """The hand rests: tell other windows where a control stands that was moved in one of them.

        The window that moved it waits for an echo of its own message, and passes this one over.
        """
        if self._moved:
            self._moved = False
            self.tell()

    def begin(self) -> None:
        """It has its first value, and no browser has shown it yet: nothing can have crossed."""
        self._set_at = self._switched_at = float("-inf")


class Slider(Quiet, widgets.IntSlider):  # type: ignore[misc,unused-ignore]
    """A slider for a whole number."""

    value = CInt(0, help="The slider's value").tag(sync=True, echo_update=False)


class Steps(Quiet, widgets.SelectionSlider):  # type: ignore[misc,unused-ignore]
    """A slider of words."""

    quiet_trait = "index"

    index = Int(help="The slider's current step").tag(sync=True, echo_update=False)
