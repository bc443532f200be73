"""A planner that is killed at any call by which it changes the disk: the old or the new whole is found, never a mix."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

import runplan as rp
from runplan.ui import Planner
from runplan.ui.state.saved_entry import Kept
from runplan.ui.state.saved_state import Remembered
from runplan.ui.state.state_file import FILE, StateFile
from tests.builders import done_runs
from tests.exchange.crash_points import killed_at, points_of
from tests.ui.conftest import find, move, press

BLOCK = rp.Block(start="2026-12-07", weeks=8, weekly_km_now=20, equipment=("dumbbell",))
TODAY = dt.date(2026, 12, 24)
OTHER = "name other"  # whose planner is in the file too
Act = Callable[[Planner], object]


class Seen(NamedTuple):
    """What is found after opening: the plan on the board with its marks, and the one that Load would show."""

    board: str
    statuses: tuple[str, ...]
    other_days: int
    saved: str
    edits: tuple[str, ...]


def opened() -> Planner:
    planner = Planner(BLOCK, state=FILE)
    planner.today = TODAY
    return planner


def with_log(planner: Planner) -> None:
    data = done_runs.intervals(done_runs.a_year(dt.date(2026, 9, 7), weeks=15))
    file = {"name": "activities.csv", "type": "", "size": len(data), "content": memoryview(data)}
    find(planner, "rp-log-upload").value = (file | {"last_modified": dt.datetime(2026, 12, 24, tzinfo=dt.UTC)},)


def with_event_looked_at(planner: Planner) -> None:
    form = find(planner, "rp-event-form")
    form.kind.value, form.first.value, form.last.value = "ill", dt.date(2026, 12, 28), dt.date(2027, 1, 3)
    press(form.look)


def nothing(_: Planner) -> None:
    """All is as it was opened."""


def saved(planner: Planner) -> None:
    press(find(planner, "rp-save"))


def marked_then_saved(planner: Planner) -> None:
    with_log(planner)
    press(find(planner, "rp-log-form").use)
    saved(planner)


def saved_then_marked(planner: Planner) -> None:
    saved(planner)
    with_log(planner)
    press(find(planner, "rp-log-form").use)


def loaded(planner: Planner) -> None:
    press(find(planner, "rp-load"))


SCENES: dict[str, tuple[Act, Act]] = {
    "marks from a log": (with_log, lambda planner: press(find(planner, "rp-log-form").use)),
    "an event": (with_event_looked_at, lambda planner: press(find(planner, "rp-event-form").use)),
    "the first save": (nothing, saved),
    "a save of marks": (saved_then_marked, saved),
    "a load": (lambda planner: (marked_then_saved(planner), move(find(planner, "rp-field-run-days"), 3)), loaded),
}


def seen() -> Seen:
    """What somebody finds who opens the folder."""
    planner = opened()
    messages = planner.model.messages
    assert planner.model.matches
    assert "damaged" not in f"{messages.warning}{messages.message}{messages.error}"
    statuses = tuple(session.status for session in planner.plan.session_records)
    other = Remembered(Path(FILE), BLOCK, OTHER).read()
    assert other is not None
    there = Path("plan.csv").exists()
    saved_plan = rp.read_plan("plan.csv") if there else None
    return Seen(
        planner.plan.csv_text(),
        statuses,
        other.block.run_days,
        "" if saved_plan is None else saved_plan.csv_text(),
        () if saved_plan is None else saved_plan.edits,
    )


def files() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in Path().iterdir()}


def set_back(before: dict[str, bytes]) -> None:
    for name in files().keys() - before.keys():
        Path(name).unlink()
    for name, data in before.items():
        Path(name).write_bytes(data)


@pytest.mark.parametrize("scene", SCENES)
def test_whatever_a_planner_is_writing_when_it_is_killed_is_there_as_before_or_as_after(
    scene: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A process that dies leaves the system's memory as it is, flushed or not; the calls are counted all the same.
    monkeypatch.setattr(os, "fsync", lambda descriptor: None)
    Remembered(Path(FILE), BLOCK, OTHER).write(Kept(BLOCK.replace(run_days=6)))
    prepare, act = SCENES[scene]
    planner = opened()
    prepare(planner)
    planner.memory._keeping.finish_all()  # type: ignore[union-attr]
    before = files()
    allowed = [seen()]
    set_back(before)
    points, tried = 0, set()
    while True:
        set_back(before)
        try:
            killed_at(lambda: act(planner), points)
        except AssertionError:  # it came to its end: there is no such call
            break
        points += 1
        left = files()
        state = tuple(sorted(left.items()))
        if state in tried:  # another kill left the same files
            continue
        tried.add(state)
        allowed.append(seen())
        set_back(left)
        # Whoever writes next is not kept waiting, and leaves nothing of what was killed.
        Remembered(Path(FILE), BLOCK, OTHER).write(Kept(BLOCK.replace(run_days=5)))
        assert not [name for name in files() if name.endswith(".part")]
        assert {entry["owner"] for entry in StateFile(Path(FILE)).entries().values()} >= {OTHER}
    after = seen()
    whole = {allowed[0], after}
    assert set(allowed[1:]) | {after} <= {
        Seen(board.board, board.statuses, 6, file.saved, file.edits) for board in whole for file in whole
    }
    set_back(before)
    calls = points_of(lambda: act(planner))
    assert points == len(calls)
    assert {"open", "write", "fsync", "replace", "unlink"} <= set(calls)
    assert len(tried) > 3
    assert allowed[0] != after or scene == "a load"
