"""An offer is taken for what it was made of: what has changed since is asked about anew."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import runplan as rp
from runplan.exchange.plan_file.sidecar import companion_path
from runplan.ui.planner import Planner
from tests.ui.conftest import ask, find, move, press, scene

pytestmark = pytest.mark.usefixtures("sent")
ANEW = "ben.csv has changed since you were asked. "


def save_as(planner: Planner, path: str) -> None:
    move(find(planner, "rp-path"), path)
    press(find(planner, "rp-save"))


def whole(path: str) -> tuple[bytes | None, ...]:
    """A plan's two files."""
    files = (Path(path), companion_path(Path(path)))
    return tuple(file.read_bytes() if file.exists() else None for file in files)


CHANGES = ["another plan", "a newer version", "an edit", "notes", "another block", "read-only"]


@pytest.mark.parametrize("asked", ["another plan", "an edit", "notes", "another window"])
@pytest.mark.parametrize("change", CHANGES)
def test_a_file_that_changed_after_the_question_is_asked_about_anew_and_stays_until_that_is_answered(
    block: rp.Block, asked: str, change: str
) -> None:
    planner = Planner(block, name="Ben")
    file = Path("ben.csv")
    if asked == "another plan":
        rp.build_plan(block.replace(run_days=3)).to_csv(file)
    elif asked == "notes":
        file.write_text("call Anna\n")
    else:
        save_as(planner, "ben.csv")
        if asked == "an edit":
            file.write_text(file.read_text().replace("Easy run", "Run with Ben", 1))
        else:
            plan = rp.read_plan(file)
            rp.build_plan(block.replace(run_days=3), previous=plan).to_csv(file)
    save_as(planner, "ben.csv")
    question = scene(planner)["warning"]
    assert question.endswith("replace the file.")
    if change == "another plan":
        rp.build_plan(block.replace(run_days=6)).to_csv(file, overwrite_edits=True)
    elif change == "a newer version":
        new = rp.build_plan(block.replace(run_days=6)).called(planner.model.plan_id)
        new.to_csv(file, overwrite_edits=True)
    elif change == "an edit":
        file.write_text(file.read_text() + "\n")
    elif change == "notes":
        file.write_text("call Cleo\n")
    elif change == "another block":
        companion_path(file).write_text("{}")
    else:
        file.chmod(0o444)
    before = whole("ben.csv")
    ask(planner.board, do="overwrite")
    assert whole("ben.csv") == before
    assert scene(planner)["warning"].startswith(ANEW)
    assert scene(planner)["offers"] == [["overwrite", "Replace ben.csv"]]
    file.chmod(0o644)
    ask(planner.board, do="overwrite")
    if change == "read-only":  # that it is writable again is a change, too
        assert scene(planner)["warning"].startswith(ANEW)
        ask(planner.board, do="overwrite")
    assert scene(planner)["message"].startswith("Saved ben.csv")
    assert rp.read_plan(file).plan_id == planner.model.plan_id


def test_what_was_taken_away_after_the_question_is_saved_without_another(block: rp.Block) -> None:
    planner = Planner(block, name="Ben")
    Path("ben.csv").write_text("call Anna\n")
    save_as(planner, "ben.csv")
    Path("ben.csv").unlink()
    ask(planner.board, do="overwrite")
    assert (scene(planner)["message"][:13], scene(planner)["warning"]) == ("Saved ben.csv", "")


def test_an_offer_that_was_answered_is_not_answered_twice(block: rp.Block) -> None:
    planner = Planner(block, name="Ben")
    Path("ben.csv").write_text("call Anna\n")
    save_as(planner, "ben.csv")
    ask(planner.board, do="overwrite")
    done = scene(planner)["message"]
    ask(planner.board, do="overwrite")
    assert done.startswith("Saved ben.csv")
    assert (scene(planner)["message"], scene(planner)["warning"]) == (done, "")


@pytest.mark.parametrize("folder", ["", "plans/"])
def test_a_press_on_an_offer_for_another_file_replaces_none(block: rp.Block, folder: str) -> None:
    Path("plans").mkdir()
    planner = Planner(block, name="Cleo")
    for path in ("ben.csv", f"{folder}{'ben' if folder else 'anna'}.csv"):
        Path(path).write_text("call Anna\n")
        save_as(planner, path)
        if path == "ben.csv":
            seen = scene(planner)["v"]
    ask(planner.board, do="overwrite", offered=seen)  # it was pressed before the second question was seen
    assert Path(path).read_text() == Path("ben.csv").read_text() == "call Anna\n"
    assert scene(planner)["offers"] == [["overwrite", f"Replace {path}"]]
    ask(planner.board, do="overwrite", offered=scene(planner)["v"])
    assert Path("ben.csv").read_text() == "call Anna\n"
    assert rp.read_plan(path).plan_id == planner.model.plan_id


def test_a_press_on_what_was_offered_for_other_settings_changes_nothing(block: rp.Block) -> None:
    planner = Planner(block, name="Ben")
    planner.model.wish(run_days=7, days_off=("Tue", "Wed"))
    seen = scene(planner)
    assert "relax" in dict(seen["offers"])
    planner.model.wish(run_days=7, days_off=("Mon", "Tue", "Wed"))
    assert scene(planner)["offers"] != seen["offers"]
    wishes: Any = planner.model.form.wishes()
    for offer in ("relax", "undo"):
        ask(planner.board, do=offer, offered=seen["v"])
        assert planner.model.form.wishes() == wishes
    ask(planner.board, do="relax", offered=scene(planner)["v"])
    assert planner.model.matches


def test_the_board_tells_which_offer_was_seen() -> None:
    head = Path(rp.__file__).parent.joinpath("ui", "board", "js", "head.js").read_text(encoding="utf-8")
    assert "board.ask({ do: what, offered: board.scene.v })" in head
