"""An export of the planner that dies on the way: the next one follows on, and its copy beside the plan is fresh."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

import runplan as rp
from runplan.exchange.export.guard import RECORD_NAME
from runplan.ui.planner import Planner
from runplan.ui.state import file_requests
from tests.exchange.crash_points import killed_at, points_of
from tests.ui.conftest import find, move, press, scene


def test_a_calendars_copy_is_fresh_after_an_export_that_was_killed(
    block: rp.Block, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(os, "fsync", lambda descriptor: None)  # the calls are counted all the same
    planner = Planner(block, state=None)

    def export(path: Path) -> bytes:
        given = file_requests.export(planner.model, "ics", str(path))
        assert given is not None
        return given[1]

    folders = []
    for number in range(len(points_of(lambda: export(tmp_path / "plan.csv"))) + 20):
        folder = tmp_path / str(number)
        folder.mkdir()
        if not folders:
            export(folder / "plan.csv")
        else:
            for one in folders[0].iterdir():
                (folder / one.name).write_bytes(one.read_bytes())
        folders.append(folder)
    move(find(planner, "rp-field-strength-sessions"), 1)
    count = len(points_of(lambda: export(folders.pop() / "plan.csv")))
    assert 10 < count <= len(folders)
    for point, folder in enumerate(folders[:count]):
        killed_at(lambda folder=folder: export(folder / "plan.csv"), point)
        data = export(folder / "plan.csv")
        assert (folder / "plan.ics").read_bytes() == data, point
        assert "is a copy, so that the next export can mark what changed" in planner.model.messages.message
        assert sorted(one.name for one in folder.iterdir()) == [RECORD_NAME, "plan.ics"]


def test_workouts_for_a_watch_come_with_the_way_to_it(
    sent: list[dict[str, Any]], block: rp.Block, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    planner = Planner(block, state=None)
    find(planner, "rp-format").value = "fit"
    press(find(planner, "rp-export"))
    assert scene(planner)["message"] == (
        "The plan is in your downloads as an archive of workouts for a Garmin watch; the text file in it "
        "explains how to copy them to the watch."
    )
