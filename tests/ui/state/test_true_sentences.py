"""What is said of files and of what was kept is true, whole, and not hidden by what is said next."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

import runplan as rp
from runplan.ui.planner import Planner
from runplan.ui.state.autosave import Keeping
from runplan.ui.state.messages import Messages
from runplan.ui.state.state_file import FILE
from tests.ui.conftest import ask, find, move, press, scene

pytestmark = pytest.mark.usefixtures("sent")


def load(planner: Planner, path: str) -> None:
    move(find(planner, "rp-path"), path)
    press(find(planner, "rp-load"))


# --- two sentences at once --------------------------------------------------------------------------------------------


def test_a_warning_beside_what_was_said_puts_nothing_away_and_is_not_said_twice() -> None:
    messages = Messages()
    messages.say("Loaded ben.csv.", files=("ben.csv",))
    for _ in range(2):
        messages.add_warning("The disk is full.", files=("planner.state.json",))
    messages.add_warning("Another window waits.")
    assert (messages.message, messages.warning) == ("Loaded ben.csv.", "The disk is full. Another window waits.")
    assert messages.files == ("ben.csv", "planner.state.json")
    messages.warn("Give a name.", overwrites="ben.csv")
    messages.add_warning("The disk is full.")
    assert (messages.message, messages.overwrites) == ("", "ben.csv")
    assert messages.warning == "Give a name. The disk is full."
    messages.say("Saved ben.csv.")
    assert (messages.message, messages.warning) == ("Saved ben.csv.", "")


@pytest.mark.parametrize("how", ["load", "new"])
@pytest.mark.parametrize(
    ("number", "why", "reason"),
    [
        (28, "the disk is full", "No space left on device"),
        (30, "this account has no permission there", "Read-only file system"),
    ],
)
def test_that_the_plan_of_before_was_not_saved_is_read_beside_that_nothing_is_kept(
    block: rp.Block, monkeypatch: pytest.MonkeyPatch, how: str, number: int, why: str, reason: str
) -> None:
    rp.build_plan(block.replace(run_days=3)).to_csv("ben.csv")
    planner = Planner(block, name="Anna")
    move(find(planner, "rp-field-run-days"), 5)

    def refuse(*_: Any) -> None:
        raise OSError(number, reason)

    with monkeypatch.context() as context:
        for module in ("runplan.exchange.disk", "runplan.ui.state.state_file"):
            context.setattr(f"{module}.write_atomically", refuse)
        if how == "load":
            load(planner, "ben.csv")
        else:
            press(find(planner, "rp-new"))
        done = "Loaded ben.csv." if how == "load" else "Started a new plan; Save writes it to Anna.csv."
        file = Path("Anna-before.csv").absolute().with_suffix(".block.json")
        assert scene(planner)["message"] == (
            f"{done} Press Undo to get your previous plan back: it was not saved and cannot be saved. {file} "
            f"cannot be written: {why}. Nothing was changed."
        )
        assert scene(planner)["warning"] == (
            f"planner.state.json cannot be written next to the notebook ({reason}). RunPlan keeps trying; until "
            "then, a restart loses your last changes. To be safe, save the plan to another folder."
        )
        ask(planner.board, do="undo")
        assert planner.block.run_days == 5
    Keeping.finish_all()
    assert Planner(block, name="Anna").block.run_days == 5


def test_where_a_new_plan_cannot_be_made_the_file_of_the_plan_of_before_is_told_all_the_same(
    block: rp.Block,
) -> None:
    rp.build_plan(block.replace(run_days=3)).to_csv("ben.csv")
    planner = Planner(block.replace(days_off=("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")), name="Anna")
    load(planner, "ben.csv")
    move(find(planner, "rp-field-rest-days"), 2)
    press(find(planner, "rp-new"))
    assert scene(planner)["blocked"]
    assert scene(planner)["message"] == "Your previous plan was not saved; it is now in ben-before.csv."
    assert rp.read_plan("ben-before.csv").block.rest_days == 2


# --- where the last run ended -----------------------------------------------------------------------------------------

LEFT = "Picked up where you left off."
ANOTHER_VERSION = (
    f"{LEFT} Anna.csv has another version of this plan. Press Load to open it; RunPlan first saves the plan shown here "
    "under another name."
)


def left(block: rp.Block, *, saved: bool = False) -> str:
    """Leave a planner with a setting of one's own; the plan's id."""
    planner = Planner(block, name="Anna")
    move(find(planner, "rp-field-run-days"), 5)
    if saved:
        press(find(planner, "rp-save"))
    Keeping.finish_all()
    return str(planner.model.plan_id)


@pytest.mark.parametrize("change", ["mark", "setting", "event"])
def test_what_was_changed_here_since_the_save_is_not_called_another_version(block: rp.Block, change: str) -> None:
    """And where the file was changed elsewhere meanwhile, loading it keeps what was changed here."""
    left(block, saved=True)
    planner = Planner(block, name="Anna")
    planner.today = block.first_day + dt.timedelta(days=10)
    if change == "mark":
        session_id = planner.plan.session_records[0].session_id
        ask(planner.board, **{"do": "mark", "id": session_id, "as": "done"})
    elif change == "setting":
        move(find(planner, "rp-field-rest-days"), 2)
    else:
        planner.model.wish(events=(rp.Event("tired", block.first_day + dt.timedelta(days=14)),))
    csv = planner.plan.csv_text()
    Keeping.finish_all()
    again = Planner(block, name="Anna")
    assert scene(again)["message"] == f"{LEFT} Your latest changes are not in Anna.csv yet. Press Save to write them."
    Path("Anna.csv").write_text(Path("Anna.csv").read_text().replace("Easy run", "Run with Ben", 1))
    again = Planner(block, name="Anna")
    assert scene(again)["message"] == ANOTHER_VERSION
    load(again, "Anna.csv")
    assert Path("Anna-before.csv").read_text() == csv


@pytest.mark.parametrize(
    ("there", "sentence"),
    [
        ("nothing", LEFT),
        ("this version", f"{LEFT} It is saved in Anna.csv."),
        ("another version", ANOTHER_VERSION),
        ("other settings alone", ANOTHER_VERSION),
        ("an edited version", ANOTHER_VERSION),
        ("another plan", f"{LEFT} Anna.csv contains another plan. You will be asked before Save replaces it."),
        ("notes", f"{LEFT} Anna.csv is not a file of this plan. You will be asked before Save replaces it."),
        ("a folder", LEFT),
    ],
)
def test_what_is_said_of_the_plans_own_file_is_what_load_and_save_do(
    block: rp.Block, there: str, sentence: str
) -> None:
    plan_id = left(block, saved="version" in there or "settings" in there)
    file = Path("Anna.csv")
    if there == "another version":
        rp.build_plan(block.replace(run_days=6)).called(plan_id).to_csv(file)
    elif there == "other settings alone":
        rp.build_plan(block.replace(run_days=5, rest_days=2)).called(plan_id).to_csv(file)
    elif there == "an edited version":
        file.write_text(file.read_text().replace("Easy run", "Run with Ben", 1))
    elif there == "another plan":
        rp.build_plan(block.replace(run_days=3)).to_csv(file)
    elif there == "notes":
        file.write_text("call Ben")
    elif there == "a folder":
        file.mkdir()
    planner = Planner(block, name="Anna")
    assert scene(planner)["message"] == sentence
    before = file.read_bytes() if file.is_file() else None
    if "Save asks" in sentence:
        press(find(planner, "rp-save"))
        assert [offer for offer, _ in scene(planner)["offers"]] == ["overwrite"]
        assert file.read_bytes() == before
    elif "press Load" in sentence:
        press(find(planner, "rp-load"))
        assert scene(planner)["message"].startswith("Loaded Anna.csv.")
        assert planner.model.plan_id == plan_id
        assert planner.block != block.replace(run_days=5) or planner.plan.edits
    elif "is saved" in sentence:
        assert rp.read_plan(file).block == planner.block


@pytest.mark.parametrize(
    ("what", "sentence"),
    [
        ("nothing", ""),
        ("saved", ""),
        ("saved under another name", f"{LEFT} It is saved in spring.csv."),
        ("another version", ANOTHER_VERSION),
        ("another plan", f"{LEFT} Anna.csv contains another plan. You will be asked before Save replaces it."),
        ("a week that waits", LEFT),
        ("a race that waits", LEFT),
        ("loaded", f"{LEFT} It is saved in spring.csv."),
    ],
)
def test_settings_like_the_codes_are_told_to_be_those_of_the_last_run_where_the_code_alone_would_show_something_else(
    what: str, sentence: str
) -> None:
    block = rp.Block(start="2027-01-04", weeks=8)
    planner = Planner(block, name="Anna")
    move(find(planner, "rp-field-run-days"), 5)
    move(find(planner, "rp-field-run-days"), block.run_days)
    if what in ("saved", "another version"):
        press(find(planner, "rp-save"))
    elif what == "saved under another name":
        move(find(planner, "rp-path"), "spring.csv")
        press(find(planner, "rp-save"))
    elif what == "loaded":
        rp.build_plan(block).to_csv("spring.csv")
        load(planner, "spring.csv")
    elif what == "a week that waits":
        move(find(planner, "rp-field-weeks"), 16)
        planner.model.set_week(14, 20.0)
        move(find(planner, "rp-field-weeks"), 8)
    elif what == "a race that waits":
        planner.model.wish(goal="10k", race_date=dt.date(2027, 2, 28))
        planner.model.wish(goal="general")
    Keeping.finish_all()
    if "another" in what and "name" not in what:
        plan = rp.build_plan(block.replace(run_days=3))
        plan = plan.called(planner.model.plan_id) if what == "another version" else plan
        plan.to_csv("Anna.csv", overwrite_edits=True)
    again = Planner(block, name="Anna")
    assert again.block == block
    assert (scene(again)["message"], scene(again)["warning"]) == (sentence, "")


@pytest.mark.parametrize("there", ["the same", "edited again", "without edits", "another plan"])
def test_a_plan_that_was_edited_in_its_file_is_shown_again_only_while_the_file_has_it(
    block: rp.Block, there: str
) -> None:
    planner = Planner(block, name="Anna")
    press(find(planner, "rp-save"))
    file = Path("Anna.csv")
    whole = file.read_text()
    file.write_text(whole.replace("Easy run", "Run with Ben", 1))
    press(find(planner, "rp-load"))
    plan_id = planner.model.plan_id
    if there == "edited again":
        file.write_text(whole.replace("Easy run", "Run with Cleo", 1))
    elif there == "without edits":
        file.write_text(whole)
    elif there == "another plan":
        rp.build_plan(block.replace(run_days=3)).to_csv(file, overwrite_edits=True)
        other = file.read_text()
        file.write_text(other.replace("Easy run", "Run with Ben", 1))
    again = Planner(block, name="Anna")
    assert again.model.plan_id == plan_id
    sentences = scene(again)
    if there == "the same":
        assert sentences["message"] == (
            "Picked up where you left off, in Anna.csv. It was edited after it was planned: Week 1, run with Ben, Mon: "
            "title is 'Run with Ben' instead of 'Easy run'."
        )
        assert sentences["warning"] == ""
    elif there == "edited again":
        assert sentences["message"].startswith("Loaded Anna.csv. It was edited after it was planned: ")
        assert "Cleo" in again.plan.edits[0]
    else:
        what = "no longer has any edits" if there == "without edits" else "contains another plan now"
        assert sentences["warning"] == f"Anna.csv {what}, so the planner shows the plan for your settings."
        assert (again.plan.edits, again.block) == ((), block)
    if there == "another plan":
        press(find(again, "rp-save"))
        assert "contains another plan" in scene(again)["warning"]


# --- parts of an entry that are damaged -------------------------------------------------------------------------------

WAITING = "settings outside the block"
DAMAGES = [
    (("plan_id",), None, "the id by which calendars know it"),
    (("plan_id",), "0123", "the id by which calendars know it"),
    (("plan_id",), 7, "the id by which calendars know it"),
    (("path",), ["Anna.csv"], "the name of its file"),
    (("file",), 0, "the file with its edits"),
    (("view",), "weeks", "the view, and what was set in addition to the block"),
    (("view", "waiting"), None, WAITING),
    (("view", "waiting"), [], WAITING),
    (("view", "waiting"), {"own_weeks": 5}, WAITING),
    (("view", "waiting"), {"own_weeks": [["", "x", 1, "2027-01-04"]]}, WAITING),
    (("view", "waiting"), {"own_weeks": [], "race_date": "soon"}, WAITING),
    (("view", "waiting"), {"own_weeks": [], "race_date": []}, WAITING),
    (("view", "peak_share"), "a half", "whether the peak week follows the weekly distance"),
    (("view", "peak_share"), -1, "whether the peak week follows the weekly distance"),
    (("view", "peak_share"), True, "whether the peak week follows the weekly distance"),
    (("view", "saved"), {}, "the version of its file that was shown"),
    (("view", "own"), 5, "the name of its file"),
]


def damage(*parts: tuple[tuple[str, ...], Any]) -> bytes:
    """Replace parts of the only entry that was set; the file's bytes."""
    content = json.loads(Path(FILE).read_text())
    (entry,) = (entry for entry in content["planners"].values() if not entry.get("opened"))
    for path, value in parts:
        table = entry
        for name in path[:-1]:
            table = table[name]
        table[path[-1]] = value
    Path(FILE).write_text(json.dumps(content))
    return Path(FILE).read_bytes()


@pytest.mark.parametrize(("path", "value", "about"), DAMAGES)
def test_a_part_that_is_damaged_is_told_and_a_copy_of_it_stays(
    block: rp.Block, path: tuple[str, ...], value: Any, about: str
) -> None:
    left(block)
    before = damage((path, value))
    for _ in range(2):  # the same copy where nothing has changed
        planner = Planner(block, name="Anna")
        assert planner.block.run_days == 5
        assert scene(planner)["warning"] == (
            f"Part of planner.state.json about this plan cannot be read ({about}), so that part starts over; "
            "planner.state.copy-1.json is a copy."
        )
        assert scene(planner)["message"].startswith(LEFT) or path == ("file",)
    move(find(planner, "rp-field-run-days"), 3)
    assert [file.read_bytes() for file in Path().glob("planner.state.copy-*")] == [before]
    again = Planner(block, name="Anna")
    assert (again.block.run_days, scene(again)["warning"]) == (3, "")


def test_several_parts_that_are_damaged_are_told_in_one_sentence(block: rp.Block) -> None:
    left(block)
    damage((("plan_id",), ""), (("path",), 3), (("view", "own"), 3), (("view", "waiting"), 3))
    assert scene(Planner(block, name="Anna"))["warning"].startswith(
        f"Part of planner.state.json about this plan cannot be read (the name of its file, {WAITING} and the id "
        "by which calendars know it), so that part starts over"
    )


@pytest.mark.parametrize("part", ["plan_id", "block"])
def test_where_no_copy_of_a_damaged_part_can_be_made_it_is_not_replaced(
    block: rp.Block, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    left(block)
    before = damage(((part,), "x"))

    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("runplan.ui.state.state_file.write_atomically", full)
    planner = Planner(block, name="Anna")
    assert "RunPlan cannot make a copy of it, so it leaves the file as it is" in scene(planner)["warning"]
    move(find(planner, "rp-field-run-days"), 3)
    Keeping.finish_all()
    assert Path(FILE).read_bytes() == before


@pytest.mark.parametrize("whole", [True, False])
def test_damage_is_told_too_where_the_page_says_which_notebook_it_is(opens: Any, block: rp.Block, whole: bool) -> None:
    move(find(opens("anna.ipynb", block), "rp-field-run-days"), 5)
    Keeping.finish_all()
    damage((("block",), 3) if whole else (("plan_id",), 3))
    planner = opens("other.ipynb", block)
    ask(planner.board, do="notebook", name="anna.ipynb", moved=False)
    what = "The part of" if whole else "Part of"
    assert scene(planner)["warning"].startswith(f"{what} planner.state.json about this plan cannot be read")
    assert planner.block.run_days == (4 if whole else 5)
    assert Path("planner.state.copy-1.json").exists()
    move(find(planner, "rp-field-run-days"), 3)
    assert opens("anna.ipynb", block).block.run_days == 3


# --- a file of two plans ----------------------------------------------------------------------------------------------


def test_a_plan_of_two_files_that_do_not_fit_is_called_so_again_after_a_restart(block: rp.Block) -> None:
    planner = Planner(block, name="Anna")
    press(find(planner, "rp-save"))
    other = rp.build_plan(block.replace(weekly_km_now=35, weekly_km_peak=60)).called(planner.model.plan_id)
    other.to_csv("other.csv")
    Path("other.csv").replace("Anna.csv")
    press(find(planner, "rp-load"))
    loaded = scene(planner)["message"]
    assert "differed from the plan in Anna.block.json next to it" in loaded
    for _ in range(2):
        again = Planner(block, name="Anna")
        assert scene(again)["message"] == loaded.replace("Loaded Anna.csv.", f"{LEFT[:-1]}, in Anna.csv.")


# --- how files are called ---------------------------------------------------------------------------------------------


def test_a_file_in_another_folder_is_named_with_it_wherever_one_of_its_name_may_be_meant(block: rp.Block) -> None:
    Path("old").mkdir()
    planner = Planner(block, name="Anna")
    for path in ("Anna.csv", "old/Anna.csv"):
        move(find(planner, "rp-path"), path)
        press(find(planner, "rp-save"))
    plan = rp.read_plan("old/Anna.csv")
    rp.build_plan(block.replace(run_days=5), previous=plan).to_csv("old/Anna.csv")
    move(find(planner, "rp-field-run-days"), 3)
    for path in ("old/Anna.csv", str(Path("old/Anna.csv").absolute())):
        move(find(planner, "rp-path"), path)
        press(find(planner, "rp-save"))
        assert scene(planner)["warning"] == (
            f"{path} has a version of this plan that this window has not shown: load it first, give another "
            "name, or replace the file."
        )
        assert scene(planner)["offers"] == [["overwrite", f"Replace {path}"]]
    load(planner, "old/Anna.csv")
    assert scene(planner)["message"].startswith("Loaded old/Anna.csv. ")
    for path in ("Anna.csv", "./Anna.csv", "old/../Anna.csv", str(Path("Anna.csv").absolute())):
        load(planner, path)
        assert scene(planner)["message"].startswith("Loaded Anna.csv")


def test_a_plan_that_could_not_be_saved_three_times_is_told_once(
    block: rp.Block, monkeypatch: pytest.MonkeyPatch
) -> None:
    rp.build_plan(block.replace(run_days=3)).to_csv("ben.csv")
    planner = Planner(block, name="Anna")
    move(find(planner, "rp-field-run-days"), 5)

    def refuse(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as context:
        for module in ("runplan.exchange.disk", "runplan.ui.state.state_file"):
            context.setattr(f"{module}.write_atomically", refuse)
        for _ in range(3):
            load(planner, "ben.csv")
            ask(planner.board, do="undo")
        load(planner, "ben.csv")
    move(find(planner, "rp-field-rest-days"), 2)
    Keeping.finish_all()
    assert scene(planner)["warning"] == "A plan could not be saved before: load Anna-before.csv to see it."
