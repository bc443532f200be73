"""What a planner keeps beside its notebook, and finds again."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import runplan as rp
from runplan.ui.planner import Planner
from runplan.ui.state.autosave import Keeping
from runplan.ui.state.saved_entry import Kept
from runplan.ui.state.saved_state import Remembered
from runplan.ui.state.state_file import FILE
from tests.ui.conftest import ask, find, move, press, scene


def test_a_re_run_finds_the_wishes_and_the_view(sent: list[dict[str, Any]], block: rp.Block) -> None:
    first = Planner(block)
    move(find(first, "rp-field-weekly-km-peak"), 61)
    ask(first.board, do="move", id="w05-strength-1", day="Fri")
    move(first.board, {"tab": "muscles", "week": 5, "muscle": "soleus", "open": ""}, "view")
    again = Planner(block)
    assert again.block == first.block == block.replace(weekly_km_peak=61, pins={"w05-strength-1": "Fri"})
    assert again.plan.sessions.equals(first.plan.sessions)
    assert again.board.view == {"tab": "muscles", "week": 5, "muscle": "soleus", "open": ""}
    assert find(again, "rp-field-weekly-km-peak").value == 61
    assert scene(again)["undo"] == ""
    assert scene(again)["message"].startswith("Picked up where you left off.")


def test_races_and_heart_rates_are_found_again(sent: list[dict[str, Any]], block: rp.Block) -> None:
    racing = block.replace(recent_races="10k 52:30", goal_time="4:00:00", longest_run_km=18, max_heart_rate=188)
    move(find(Planner(racing), "rp-field-run-days"), 5)
    assert Planner(racing).block == racing.replace(run_days=5)
    assert Planner(block).block == block


def test_lifts_and_weights_are_found_again(sent: list[dict[str, Any]], block: rp.Block) -> None:
    lifting = block.replace(lifts="goblet_squat=35lbx10@3", load_steps={"dumbbell": (8, 12, "35 lb"), "barbell": 2.5})
    move(find(Planner(lifting), "rp-field-run-days"), 5)
    assert Planner(lifting).block == lifting.replace(run_days=5)
    assert Planner(block).block == block


def test_another_block_in_the_code_begins_afresh_and_the_first_is_found_again(
    sent: list[dict[str, Any]], block: rp.Block
) -> None:
    move(find(Planner(block), "rp-field-run-days"), 5)
    other = Planner(block.replace(weekly_km_now=40))
    assert other.block.run_days == 4
    move(find(other, "rp-field-run-days"), 3)
    assert Planner(block).block.run_days == 5
    assert Planner(block.replace(weekly_km_now=40)).block.run_days == 3


def test_wishes_that_cannot_be_planned_any_more_give_way_to_the_block_of_the_code(
    sent: list[dict[str, Any]], block: rp.Block
) -> None:
    # An exercise of a catalogue that is gone.
    Remembered(Path(FILE).absolute(), block).write(Kept(block.replace(avoid=("no_such_exercise",)), {}, ""))
    planner = Planner(block)
    assert planner.block == block
    warning = scene(planner)["warning"]
    assert warning.startswith("The part of planner.state.json about this plan can no longer be planned (avoid names")
    assert warning.endswith(
        "; your settings: avoided exercises: no such exercise), so the planner starts over; "
        "planner.state.copy-1.json is a copy."
    )
    assert "no_such_exercise" in Path("planner.state.copy-1.json").read_text()


@pytest.mark.parametrize("again", [1, 2])
def test_a_file_that_is_deleted_while_planners_are_open_is_told_and_written_again_with_the_next_change(
    opens: Any, block: rp.Block, again: int
) -> None:
    anna, ben = opens("anna.ipynb", block), opens("ben.ipynb", block)
    for days, planner in ((5, anna), (3, ben)):
        move(find(planner, "rp-field-run-days"), days)
    for _ in range(again):
        Keeping.finish_all()
        Path(FILE).unlink()
        for planner in (anna, ben):
            assert scene(planner)["warning"] == ""
        rest_days = 3 - anna.block.rest_days
        move(find(anna, "rp-field-rest-days"), rest_days)
        Keeping.finish_all()
        assert scene(anna)["warning"] == (
            "planner.state.json was deleted while this planner was open. RunPlan has written your settings to "
            "it again; other open planners will do so at their next change."
        )
        move(find(ben, "rp-field-rest-days"), rest_days)
        assert scene(ben)["warning"] == ""  # it is there again
        move(find(anna, "rp-field-strength-sessions"), 3 - anna.block.strength_sessions)
        assert scene(anna)["warning"] == ""
    Keeping.finish_all()
    blocks = [opens(f"{name}.ipynb", block).block for name in ("anna", "ben")]
    assert [(block.run_days, block.rest_days) for block in blocks] == [(5, rest_days), (3, rest_days)]


def test_a_plan_that_could_not_be_saved_yet_is_written_again_to_a_file_that_was_deleted(
    tmp_path: Path, block: rp.Block
) -> None:
    remembered = Remembered(tmp_path / FILE, block, "name Anna")
    remembered.begin(Kept(block))
    unsaved = Kept(block.replace(run_days=5), plan_id="0" * 16)
    remembered.set_aside(unsaved)
    (tmp_path / FILE).unlink()
    remembered.write(Kept(block.replace(run_days=6)))
    assert remembered.was_deleted
    remembered = Remembered(tmp_path / FILE, block, "name Anna")
    assert remembered.read() == Kept(block.replace(run_days=6))
    assert list(remembered.displaced.values()) == [unsaved]


def test_a_planner_without_state_keeps_nothing(sent: list[dict[str, Any]], block: rp.Block, tmp_path: Path) -> None:
    move(find(Planner(block, state=None), "rp-field-run-days"), 5)
    assert list(tmp_path.iterdir()) == []
    move(find(Planner(block, state=tmp_path / "mine.json"), "rp-field-run-days"), 5)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.json"]


def test_wishes_that_cannot_be_planned_are_not_kept(sent: list[dict[str, Any]], block: rp.Block) -> None:
    planner = Planner(block)
    move(find(planner, "rp-field-run-days"), 5)
    move(find(planner, "rp-field-run-days"), 7)
    assert scene(planner)["blocked"]
    again = Planner(block)
    assert again.block.run_days == 5
    assert scene(again)["ok"]


def test_a_plan_that_was_edited_in_its_file_is_shown_again(sent: list[dict[str, Any]], block: rp.Block) -> None:
    planner = Planner(block)
    press(find(planner, "rp-save"))
    path = Path("plan.csv")
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if "w02-easy-1" not in line), encoding="utf-8")
    press(find(planner, "rp-load"))
    assert planner.plan.edits
    again = Planner(block)
    assert again.plan.edits == planner.plan.edits
    assert "w02-easy-1" not in set(again.plan.sessions["session_id"])
    path.unlink()
    without = Planner(block)
    assert without.plan.edits == ()
    assert "plan.csv" in scene(without)["warning"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[1, 2]",
        b"null",
        b"\xff\xfe",
        b'{"format": "other"}',
        b'{"planners": {"proposed": 5}}',
        b"9" * 2_000_000,
    ],
    ids=["empty", "cut", "a list", "null", "no text", "foreign", "no version", "huge"],
)
def test_a_file_that_is_not_ours_is_left_as_it_is(sent: list[dict[str, Any]], block: rp.Block, content: bytes) -> None:
    Path(FILE).write_bytes(content)
    planner = Planner(block)
    assert planner.block == block
    move(find(planner, "rp-field-run-days"), 5)
    assert planner.block.run_days == 5
    assert Path(FILE).read_bytes() == content
    what = "is not" if content.startswith(b'{"') else "is damaged, or not"
    for days in (4, 5):  # it is said until it is no longer so
        move(find(planner, "rp-field-run-days"), days)
        assert scene(planner)["warning"] == (
            f"planner.state.json next to the notebook {what} the planner's own file, so RunPlan cannot save your "
            "settings for next time. Rename it."
        )


@pytest.mark.parametrize(("version", "is_newer"), [(2, True), (1.5, True), (0, False), ("2", False), (None, False)])
def test_a_file_of_a_newer_runplan_is_called_so_and_left_as_it_is(
    sent: list[dict[str, Any]], block: rp.Block, version: Any, is_newer: bool
) -> None:
    move(find(Planner(block), "rp-field-run-days"), 5)
    content = json.loads(Path(FILE).read_text(encoding="utf-8")) | {"version": version}
    Path(FILE).write_text(json.dumps(content), encoding="utf-8")
    before = Path(FILE).read_bytes()
    planner = Planner(block)
    assert scene(planner)["warning"] == (
        "planner.state.json next to the notebook was written by a newer RunPlan, so RunPlan cannot save "
        "your settings for next time. Use that version, or rename the file."
        if is_newer
        else "planner.state.json next to the notebook is not the planner's own file, so RunPlan cannot save "
        "your settings for next time. Rename it."
    )
    move(find(planner, "rp-field-run-days"), 3)
    assert Path(FILE).read_bytes() == before


@pytest.mark.parametrize(
    "entry",
    [
        {},
        {"block": 5},
        {"block": {"start": "2027-01-04"}},
        {"block": {"start": "2027-01-04", "weeks": 900}},
        {"block": {"start": "2027-01-04", "weeks": 8, "colour": "red"}},
        {"block": {"start": [], "weeks": {}}},
    ],
)
def test_an_entry_that_makes_no_block_counts_as_none(
    sent: list[dict[str, Any]], block: rp.Block, entry: dict[str, Any]
) -> None:
    move(find(Planner(block), "rp-field-run-days"), 5)
    content = json.loads(Path(FILE).read_text(encoding="utf-8"))
    (key,) = content["planners"]
    content["planners"][key] = entry
    Path(FILE).write_text(json.dumps(content), encoding="utf-8")
    planner = Planner(block)
    assert planner.block == block
    move(find(planner, "rp-field-run-days"), 6)
    assert Planner(block).block.run_days == 6


@given(st.lists(st.integers(5, 60), min_size=1, max_size=30, unique=True))
def test_what_was_set_is_found_again_with_each_block_that_a_planner_had(
    tmp_path_factory: pytest.TempPathFactory, kms: list[int]
) -> None:
    path = tmp_path_factory.mktemp("state") / FILE
    blocks = [rp.Block(start="2027-01-04", weeks=8, weekly_km_now=km) for km in kms]
    for one in blocks:
        Remembered(path, one).write(Kept(one.replace(run_days=5), {"tab": "muscles"}))
    for one in blocks:
        assert Remembered(path, one).read() == Kept(one.replace(run_days=5), {"tab": "muscles"})


def test_while_a_slider_moves_the_file_is_written_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    block = rp.Block(start="2027-01-04", weeks=8)
    remembered = Remembered(tmp_path / FILE, block)
    written: list[int] = []
    monkeypatch.setattr(remembered, "write", lambda kept: written.append(kept.block.run_days))
    days = [4]

    async def run() -> None:
        keeping = Keeping(remembered, lambda: Kept(block.replace(run_days=days[0])), pytest.fail)
        for days[0] in (5, 6, 3, 4, 6):
            keeping.note()
        assert written == []
        await asyncio.sleep(0.5)
        assert written == [6]
        keeping.note()
        Keeping.finish_all()
        assert written == [6, 6]
        await asyncio.sleep(0.4)
        assert written == [6, 6]

    asyncio.run(run())


def test_a_place_that_cannot_be_written_is_told(sent: list[dict[str, Any]], block: rp.Block, tmp_path: Path) -> None:
    planner = Planner(block, state=tmp_path / "nowhere" / "state.json")
    move(find(planner, "rp-field-run-days"), 5)
    assert scene(planner)["warning"].startswith("state.json cannot be written next to the notebook (")
    assert planner.block.run_days == 5
