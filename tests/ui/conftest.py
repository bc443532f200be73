"""Widgets without a browser: a comm that keeps what would be sent, and answers like a front end."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

import comm
import pytest
from comm.base_comm import BaseComm

import runplan as rp
from runplan.ui.planner import Planner
from runplan.ui.state import form, notebook_name

TODAY = dt.date(2026, 11, 30)


class RecordingComm(BaseComm):
    """Keeps every message instead of sending it."""

    sent: ClassVar[list[dict[str, Any]]] = []

    def publish_msg(
        self, msg_type: str, data: Any = None, metadata: Any = None, buffers: Any = None, **keys: Any
    ) -> None:
        RecordingComm.sent.append({"type": msg_type, "data": data or {}, "comm_id": self.comm_id})


@pytest.fixture(autouse=True)
def elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    """Planners keep their state in the working folder: a test has one of its own."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture(autouse=True)
def before_the_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """The blocks of the tests are still to come, whatever the day is; a test that is inside one says so."""
    monkeypatch.setattr(form, "this_day", lambda: TODAY)


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[dict[str, Any]]]:
    """What widgets send while the test runs."""
    monkeypatch.setattr(comm, "create_comm", RecordingComm)
    RecordingComm.sent = []
    yield RecordingComm.sent
    RecordingComm.sent = []


@pytest.fixture
def opens(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, sent: list[dict[str, Any]]) -> Any:
    """Open a planner as a notebook of the folder does in a kernel of its own."""

    def open_in(notebook: str, *arguments: Any, **named: Any) -> Planner:
        path = tmp_path / notebook
        path.touch()
        monkeypatch.setattr(notebook_name, "_IDENTITIES", {})
        monkeypatch.setenv(notebook_name.SESSION, str(path))
        return Planner(*arguments, **named)

    return open_in


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


def ask(board: Any, **request: Any) -> None:
    """What the board in the browser sends when a person does something on it."""
    board._handle_msg({"content": {"data": {"method": "custom", "content": request}}, "buffers": []})


def scene(planner: Any) -> dict[str, Any]:
    """What the board shows."""
    shown: dict[str, Any] = json.loads(planner.board.scene)
    return shown


def answers(sent: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What was sent to the board besides its traits."""
    return [one["data"]["content"] for one in sent if one["data"].get("method") == "custom"]


def with_class(root: Any, css_class: str) -> Iterator[Any]:
    """The widgets under a root that carry a class, the nearest first."""
    waiting = [root]
    while waiting:
        widget = waiting.pop(0)
        if css_class in getattr(widget, "_dom_classes", ()):
            yield widget
        waiting += getattr(widget, "children", ())


def find(root: Any, css_class: str) -> Any:
    """The first widget under a root that carries a class."""
    for widget in with_class(root, css_class):
        return widget
    raise AssertionError(f"No widget carries the class {css_class}.")


def read_runs(planner: Any, path: str, unit: str = "") -> None:
    """Type the name of a file with a run plan, read it, and answer in what unit its numbers are."""
    move(find(planner, "rp-runs-path"), path)
    press(find(planner, "rp-bring-runs"))
    if unit:
        find(planner, "rp-runs-unit").value = unit


def use_runs(planner: Any, path: str = "runs.csv", unit: str = "") -> None:
    """Read a run plan, and use it as it was read."""
    read_runs(planner, path, unit)
    ask(planner.board, do="use_written")
