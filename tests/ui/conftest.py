"""Widgets without a browser: a comm that keeps what would be sent, and answers like a front end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

import comm
import pytest
from comm.base_comm import BaseComm

import runplan as rp


class RecordingComm(BaseComm):
    """Keeps every message instead of sending it."""

    sent: ClassVar[list[dict[str, Any]]] = []

    def publish_msg(
        self, msg_type: str, data: Any = None, metadata: Any = None, buffers: Any = None, **keys: Any
    ) -> None:
        RecordingComm.sent.append({"type": msg_type, "data": data or {}, "comm_id": self.comm_id})


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[dict[str, Any]]]:
    """What widgets send while the test runs."""
    monkeypatch.setattr(comm, "create_comm", RecordingComm)
    RecordingComm.sent = []
    yield RecordingComm.sent
    RecordingComm.sent = []


@pytest.fixture
def block() -> rp.Block:
    """Thirty kilometres, a marathon in sixteen weeks, Tuesdays off, half an hour twice a week."""
    return rp.Block(
        start="2027-01-04",
        race_date="2027-04-25",
        goal="marathon",
        weekly_km_now=30,
        weekly_km_peak=55,
        days_off=("Tue",),
        equipment=("foam_roller", "mini_band", "dumbbell"),
    )


def move(widget: Any, value: Any, trait: str = "value") -> None:
    """What the browser sends when a person moves a widget."""
    state = {"method": "update", "state": {trait: value}, "buffer_paths": []}
    widget._handle_msg({"content": {"data": state}, "buffers": []})


def press(button: Any) -> None:
    """What the browser sends when a person presses a button."""
    button._handle_msg({"content": {"data": {"method": "custom", "content": {"event": "click"}}}, "buffers": []})


def find(root: Any, css_class: str) -> Any:
    """The first widget under a root that carries a class."""
    waiting = [root]
    while waiting:
        widget = waiting.pop(0)
        if css_class in getattr(widget, "_dom_classes", ()):
            return widget
        waiting += getattr(widget, "children", ())
    raise AssertionError(f"No widget carries the class {css_class}.")
