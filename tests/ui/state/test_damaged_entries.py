"""Any field of what a planner keeps may be damaged: what is lost is told, and a copy of it stays."""

from __future__ import annotations

import copy
import functools
import json
import operator
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import runplan as rp
from runplan.exchange.disk import digest
from runplan.plan.block import LATER_FIELDS
from runplan.plan.own_weeks import OwnWeeks
from runplan.ui.planner import Planner
from runplan.ui.state.autosave import Keeping
from runplan.ui.state.plan_owner import kept_peak_share
from runplan.ui.state.saved_entry import Kept, kept_in
from runplan.ui.state.saved_state import Remembered
from runplan.ui.state.state_file import FILE
from runplan.ui.state.waiting import waiting_in
from tests.ui.conftest import ask, find, move, press, scene, use_runs

pytestmark = pytest.mark.usefixtures("sent")
MISSING = "missing"
BLOCK = rp.Block(
    start="2027-01-04",
    weeks=16,
    weekly_km={3: 22.5},
    pins={"w02-strength-1": "Fri"},
    days_off=("Tue",),
    dates_off=("2027-01-10",),
    run_days=5,
    avoid=("plank",),
    longest_run_km=12,
)
WAITS = {"race_date": None, "own_weeks": [["", 22.5, 3, "2027-01-04"], ["-strength-1", "Fri", 2, "2027-01-04"]]}
WHOLE: dict[str, Any] = json.loads(
    json.dumps(
        {
            "owner": "notebook anna.ipynb",
            "writer": "0123abcd",
            "identity": "12:1700000000.5",
            "names": ["notebook anna.ipynb"],
            "block": BLOCK.to_dict(),
            "view": {"tab": "weeks", "peak_share": 1.3, "waiting": WAITS, "saved": "", "own": "anna.csv"},
            "file": "",
            "plan_id": "0123456789abcdef",
            "path": "anna.csv",
            "doubtful": False,
        }
    )
)
SOMETIMES = ("names", "kept_for", "opened", "left")  # the last one in files of earlier versions
PATHS = [
    *((name,) for name in (*WHOLE, "kept_for", "opened")),
    *(("block", name) for name in WHOLE["block"]),
    *(("view", name) for name in (*WHOLE["view"], "left") if name != "tab"),
]
WRONG = [MISSING, None, "", "x", 5, -1, 1e99, True, [], {}, ["x"], {"x": 1}, "0" * 16, [["", "x", 1, "2027-01-04"]]]


def changed(path: tuple[str, ...], value: Any) -> dict[str, Any]:
    entry = copy.deepcopy(WHOLE)
    table = entry[path[0]] if len(path) == 2 else entry
    if value is MISSING:
        table.pop(path[-1], None)
    else:
        table[path[-1]] = value
    return entry


def taken(path: tuple[str, ...], value: Any, saved_plan: Kept) -> bool:
    """Whether what is kept has a value as the file has it."""
    name = path[-1]
    if path[0] == "block":
        if path == ("block",):
            return saved_plan.block == BLOCK
        written = json.loads(json.dumps(saved_plan.block.to_dict()))
        if name in written and written[name] == value:
            return True
        without = kept_in(changed(path, MISSING))
        return without is None or without.block != saved_plan.block
    if name in ("waiting", "left"):
        waiting = [value] if name == "waiting" else list(value.values())
        own = [OwnWeeks.from_json(settings["own_weeks"]) for settings in waiting]
        return [settings["own_weeks"] for settings in waiting] == [weeks and weeks.to_json() for weeks in own]
    if name == "peak_share":
        return kept_peak_share(saved_plan, BLOCK) == value
    if name in ("saved", "own"):
        return isinstance(value, str) and saved_plan.view[name] == value
    if name == "view":
        return value == WHOLE["view"]
    if name in ("file", "plan_id", "path", "writer", "doubtful"):
        return type(value) in (str, bool) and getattr(saved_plan, name) == value
    if name == "names":
        return isinstance(value, list) and all(isinstance(text, str) for text in value)
    if name == "identity":
        return isinstance(value, str) and re.fullmatch(r"(\d+:[\d.]*)?", value, re.ASCII) is not None
    return isinstance(value, bool if name == "opened" else str)


def check(path: tuple[str, ...], value: Any) -> None:
    saved_plan = kept_in(changed(path, value))
    if saved_plan is None:  # the whole entry is told to be of no use
        assert path[0] == "block"
    elif value is MISSING:
        assert saved_plan.damaged or path[-1] in (*SOMETIMES, *LATER_FIELDS)
    else:
        assert saved_plan.damaged or taken(path, value, saved_plan)


def test_an_entry_as_the_planner_writes_it_is_whole() -> None:
    saved_plan = kept_in(WHOLE)
    assert saved_plan is not None
    assert (saved_plan.damaged, saved_plan.block) == ((), BLOCK)


@pytest.mark.parametrize("path", PATHS, ids=".".join)
def test_each_field_with_each_wrong_value_is_taken_as_it_is_or_told(path: tuple[str, ...]) -> None:
    for value in WRONG:
        check(path, value)


ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@given(path=st.sampled_from(PATHS), value=ANY_JSON)
def test_whatever_a_field_is_replaced_by_it_is_taken_as_it_is_or_told(path: tuple[str, ...], value: Any) -> None:
    check(path, value)


@pytest.mark.parametrize("notebook", [True, False])
def test_an_entry_of_0_1_0_is_whole_also_once_its_notebook_has_been_opened(
    opens: Any, block: rp.Block, notebook: bool
) -> None:
    key = "76d7af2b36f375a2"
    entry = {"block": block.replace(run_days=5).to_dict(), "view": {"tab": "muscles"}, "file": "", "plan_id": "0" * 16}
    content = {"about": "", "format": "runplan planner", "version": 1, "planners": {key: entry}}
    Path(FILE).write_text(json.dumps(content))
    for _ in range(3):
        planner = opens("anna.ipynb", block) if notebook else Planner(block, name="Anna")
        assert scene(planner)["warning"] == ""
        assert (planner.block.run_days, planner.model.plan_id) == (5, "0" * 16)


# --- on opening -------------------------------------------------------------------------------------------------------

TOLD = [
    (("block", "weekly_km"), "", "individual weeks"),
    (("block", "weekly_km"), [], "individual weeks"),
    (("block", "pins"), "", "pinned sessions"),
    (("block", "pins"), [], "pinned sessions"),
    (("block", "run_days"), MISSING, "runs per week"),
    (("block", "days_off"), MISSING, "days off"),
    (("plan_id",), "", "the id by which calendars know it"),
    (("plan_id",), MISSING, "the id by which calendars know it"),
    *((("doubtful",), value, "whether another notebook may have set it") for value in (MISSING, None, "", 5, [], {})),
    (("identity",), 5, "which notebook set it"),
    (("owner",), MISSING, "whose it is"),
    (("writer",), "../Ben", "which window set it"),
    (("view",), {}, "the view, and what was set in addition to the block"),
    (("view", "left"), [], "settings that wait in other plans"),
    (("view", "waiting"), {}, "settings outside the block"),
    (("view", "waiting"), {"race_date": None, "own_weeks": []}, "settings outside the block"),
    (("view", "peak_share"), MISSING, "whether the peak week follows the weekly distance"),
]


def damage(path: tuple[str, ...], value: Any) -> bytes:
    """Replace a part of the only entry; the file's bytes."""
    content = json.loads(Path(FILE).read_text())
    (entry,) = content["planners"].values()
    table = entry[path[0]] if len(path) == 2 else entry
    if value is MISSING:
        del table[path[-1]]
    else:
        table[path[-1]] = value
    Path(FILE).write_text(json.dumps(content))
    return Path(FILE).read_bytes()


@pytest.mark.parametrize(("path", "value", "about"), TOLD)
def test_what_is_damaged_is_told_at_each_opening_until_something_is_set_and_a_copy_of_it_stays(
    opens: Any, block: rp.Block, path: tuple[str, ...], value: Any, about: str
) -> None:
    planner = opens("anna.ipynb", block)
    planner.model.set_week(3, 22.0)
    planner.model.move("w02-strength-1", "Fri")
    move(find(planner, "rp-field-run-days"), 5)
    Keeping.finish_all()
    before = damage(path, value)
    for _ in range(2):
        planner = opens("anna.ipynb", block)
        assert scene(planner)["warning"] == (
            f"Part of planner.state.json about this plan cannot be read ({about}), so that part starts over; "
            "planner.state.copy-1.json is a copy."
        )
        assert scene(planner)["error"] == ""
        assert planner.block.run_days == (5 if path != ("block", "run_days") else 4)
    move(find(planner, "rp-field-rest-days"), 2)
    assert [file.read_bytes() for file in Path().glob("planner.state.copy-*")] == [before]
    again = opens("anna.ipynb", block)
    assert (again.block.rest_days, scene(again)["warning"]) == (2, "")


@pytest.mark.parametrize("path", [("block", "pins"), ("doubtful",), ("identity",), ("view", "left")])
def test_where_no_copy_can_be_made_nothing_of_the_damaged_entry_is_replaced(
    opens: Any, block: rp.Block, monkeypatch: pytest.MonkeyPatch, path: tuple[str, ...]
) -> None:
    move(find(opens("anna.ipynb", block), "rp-field-run-days"), 5)
    Keeping.finish_all()
    before = damage(path, "")

    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("runplan.ui.state.state_file.write_atomically", full)
    planner = opens("anna.ipynb", block)
    assert "RunPlan cannot make a copy of it, so it leaves the file as it is" in scene(planner)["warning"]
    move(find(planner, "rp-field-run-days"), 3)
    Keeping.finish_all()
    assert Path(FILE).read_bytes() == before


@pytest.mark.parametrize("value", [MISSING, None, "", 5, [], {}, True])
def test_a_plan_that_may_be_another_notebooks_is_asked_about_though_that_is_damaged(
    opens: Any, block: rp.Block, value: Any
) -> None:
    planner = opens("anna.ipynb", block)
    press(find(planner, "rp-save"))
    move(find(planner, "rp-field-run-days"), 5)
    Keeping.finish_all()
    saved = Path("anna.csv").read_bytes()
    damage(("doubtful",), value)
    planner = opens("anna.ipynb", block)
    press(find(planner, "rp-save"))
    assert scene(planner)["warning"].startswith("anna.csv may contain the plan of another notebook: ")
    assert Path("anna.csv").read_bytes() == saved


def test_what_waits_is_taken_up_again_where_the_page_says_which_notebook_it_is(opens: Any) -> None:
    block = rp.Block(start="2027-01-04", weeks=16, weekly_km_now=30)
    anna = opens("anna.ipynb", block)
    anna.model.set_week(14, 20.0)
    move(find(anna, "rp-field-weeks"), 8)
    waiting = waiting_in(anna.model.form)
    Keeping.finish_all()
    planner = opens("other.ipynb", block)
    ask(planner.board, do="notebook", name="anna.ipynb", moved=False)
    assert waiting_in(planner.model.form) == waiting
    move(find(planner, "rp-field-weeks"), 16)
    assert planner.block.weekly_km == ((14, 20.0),)


@pytest.mark.parametrize(
    ("path", "value", "sentence"),
    [
        (("block", "weekly_km"), [], "load ben-before.csv to see it. Part of it cannot be read (individual weeks)."),
        (
            ("block", "weekly_km_now"),
            31,
            "load ben-before.csv to see it. Part of it is not as the planner wrote it.",
        ),
        (("block",), "x", "Another plan in planner.state.json cannot be read; "),
        (("block", "run_days"), "x", "Another plan in planner.state.json cannot be read; "),
    ],
)
def test_what_is_damaged_of_a_plan_that_another_one_took_the_place_of_is_told_too(
    opens: Any, block: rp.Block, path: tuple[str, ...], value: Any, sentence: str
) -> None:
    ben = opens("ben.ipynb", block)
    ben.model.set_week(3, 22.0)
    Keeping.finish_all()
    damage(path, value)
    move(find(opens("anna.ipynb", block), "rp-field-run-days"), 5)
    Keeping.finish_all()
    Path("anna.ipynb").replace("ben.ipynb")
    planner = opens("ben.ipynb", block)
    assert sentence in scene(planner)["warning"]
    copies = [file.read_text() for file in Path().glob("planner.state.copy-*")]
    assert len(copies) == ("is a copy" in scene(planner)["warning"])
    assert all('"x"' in copied for copied in copies)
    assert scene(opens("ben.ipynb", block))["warning"] == ""


# --- what is sound by itself, and not as it was written ---------------------------------------------------------------

ALTERED = (
    "Part of planner.state.json about this plan is not as the planner wrote it, so please check your settings; "
    "planner.state.copy-1.json is a copy."
)


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Each item of a nested value, outermost first."""
    items: Any = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        yield (*path, key)
        yield from places(item, (*path, key))


def others(value: Any) -> list[Any]:
    """What a value that is no table may become."""
    if isinstance(value, bool):
        return [not value, None]
    if isinstance(value, int | float):
        return [-1, 0, value + 1, value + 0.5]
    return ["", f"{value}x", -1, None] if value is None or isinstance(value, str) else []


def mutations(entry: dict[str, Any]) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """Each entry with one item less, or with one value changed; and which."""
    for *tables, key in places(entry):
        for value in (MISSING, *others(functools.reduce(operator.getitem, (*tables, key), entry))):
            mutated = copy.deepcopy(entry)
            table = functools.reduce(operator.getitem, tables, mutated)
            if value is MISSING:
                del table[key]
            else:
                table[key] = value
            if mutated != entry:
                yield (*tables, key, value), mutated


def rich_planner(kind: str) -> tuple[Planner, rp.Block]:
    """A planner in which much is set, and the block of its code."""
    block = rp.Block(start="2027-01-04", weeks=16, weekly_km_now=30, days_off=("Tue",), equipment=("dumbbell",))
    planner = Planner(block, name="Anna")
    planner.model.set_week(14, 20.0)
    planner.model.move("w02-strength-1", "Fri")
    move(find(planner, "rp-field-weeks"), 8)
    if kind == "after another plan":
        press(find(planner, "rp-save"))
        press(find(planner, "rp-new"))
        planner.model.set_week(3, 22.0)
    elif kind == "a run plan":
        Path("runs.csv").write_text("date,km\n" + "".join(f"2027-02-{day:02d},8\n" for day in range(1, 22, 4)))
        use_runs(planner)
    elif kind == "edited":
        press(find(planner, "rp-save"))
        file = Path("Anna.csv")
        file.write_text(file.read_text().replace("Easy run", "Run with Ben", 1))
        press(find(planner, "rp-load"))
    Keeping.finish_all()
    return planner, block


@pytest.mark.parametrize("kind", ["weeks and pins", "after another plan", "a run plan", "edited"])
def test_whatever_one_item_of_an_entry_is_missing_or_changed_that_is_told_or_the_plan_is_the_same(kind: str) -> None:
    _, block = rich_planner(kind)
    content = json.loads(Path(FILE).read_text())
    (key,) = (key for key in content["planners"] if "~" not in key)
    entry, whole = content["planners"][key], Remembered(Path(FILE), block, "name Anna").read()
    assert whole is not None
    assert (whole.loss, whole.altered) == ("", False)
    tables = list(mutations(entry))
    assert len(tables) > 200
    for what, mutated in tables:
        content["planners"][key] = mutated
        Path(FILE).write_text(json.dumps(content))
        remembered = Remembered(Path(FILE), block, "name Anna")
        saved_plan = remembered.read()
        is_told = remembered.unreadable or (saved_plan is not None and saved_plan.loss)
        assert is_told or (saved_plan, saved_plan and saved_plan.notebook) == (whole, ""), what


def test_an_entry_that_was_altered_is_told_until_something_is_set_whoever_else_writes_meanwhile(
    block: rp.Block,
) -> None:
    move(find(Planner(block, name="Anna"), "rp-field-run-days"), 5)
    Keeping.finish_all()
    before = damage(("block", "days_off"), [])
    for _ in range(2):
        planner = Planner(block, name="Anna")
        assert scene(planner)["warning"] == ALTERED
        assert (planner.block.run_days, planner.block.days_off) == (5, ())
    move(find(Planner(block, name="Ben"), "rp-field-run-days"), 6)
    Keeping.finish_all()
    planner = Planner(block, name="Anna")
    assert "is not as the planner wrote it" in scene(planner)["warning"]
    move(find(planner, "rp-field-rest-days"), 2)
    Keeping.finish_all()
    again = Planner(block, name="Anna")
    assert (again.block.rest_days, scene(again)["warning"]) == (2, "")
    assert Path("planner.state.copy-1.json").read_bytes() == before


def test_an_entry_without_a_digest_is_as_it_is(block: rp.Block) -> None:
    move(find(Planner(block, name="Anna"), "rp-field-run-days"), 5)
    Keeping.finish_all()
    damage(("digest",), MISSING)
    damage(("block", "days_off"), [])
    planner = Planner(block, name="Anna")
    assert (scene(planner)["warning"], planner.block.days_off) == ("", ())


# --- the key of an entry ----------------------------------------------------------------------------------------------


def with_key(key: str, other: str) -> bytes:
    """Replace a key of the file, once; its bytes."""
    text = Path(FILE).read_text()
    assert text.count(f'"{key}": {{') == 1
    Path(FILE).write_text(text.replace(f'"{key}": {{', f'"{other}": {{'))
    return Path(FILE).read_bytes()


OTHER_KEY = (
    "Part of planner.state.json about this plan is not as the planner wrote it (the key by which it is found), "
    "but your settings are complete; planner.state.copy-1.json is a copy."
)


def keys() -> list[str]:
    return list(json.loads(Path(FILE).read_text())["planners"])


def other_keys(key: str) -> list[str]:
    """What a key may become: each of its letters another one, or left out; or another notebook's key."""
    one_letter = [key[:at] + letter + key[at + 1 :] for at in range(len(key)) for letter in ("x", "8", "")]
    return [*one_letter, "", "x", key.replace("ben", "anna"), f"{key}~", f"{key}~0123abcd"]


def test_whatever_a_key_becomes_its_plan_is_found_with_a_word(tmp_path: Path, block: rp.Block) -> None:
    saved_plan = Kept(block.replace(run_days=5), plan_id="0" * 16)
    for notebook in ("ben.ipynb", "anna.ipynb"):
        (tmp_path / notebook).touch()
    Remembered(Path(FILE), block, "notebook ben.ipynb").write(saved_plan)
    (key,), whole = keys(), Path(FILE).read_bytes()
    for other in other_keys(key):
        if other == key:
            continue
        Path(FILE).write_bytes(whole)
        with_key(key, other)
        read = Remembered(Path(FILE), block, "notebook ben.ipynb").read()
        assert read is not None, other
        assert (read, read.altered) == (saved_plan, True), other
        assert Remembered(Path(FILE), block, "notebook anna.ipynb").read() is None, other


@pytest.mark.parametrize("anna_first", [True, False])
def test_a_plan_whose_key_is_damaged_is_told_with_a_copy_whoever_is_opened_before(
    opens: Any, block: rp.Block, anna_first: bool
) -> None:
    move(find(opens("ben.ipynb", block), "rp-field-run-days"), 5)
    Keeping.finish_all()
    (key,) = keys()
    before = with_key(key, key.replace("ben", "anna"))
    if anna_first:
        anna = opens("anna.ipynb", block)
        assert (anna.block, scene(anna)["warning"]) == (block, "")
        move(find(anna, "rp-field-run-days"), 6)
        Keeping.finish_all()
    ben = opens("ben.ipynb", block)
    assert (ben.block.run_days, scene(ben)["warning"]) == (5, OTHER_KEY)
    move(find(ben, "rp-field-rest-days"), 2)
    Keeping.finish_all()
    assert (Path("planner.state.copy-1.json").read_bytes() == before) is not anna_first
    again = opens("ben.ipynb", block)
    assert (again.block.run_days, again.block.rest_days, scene(again)["warning"]) == (5, 2, "")
    assert opens("anna.ipynb", block).block.run_days == (6 if anna_first else block.run_days)


@pytest.mark.parametrize("damaged", ["anna", "ben"])
def test_two_plans_of_which_one_has_the_others_key_are_both_found(opens: Any, block: rp.Block, damaged: str) -> None:
    for notebook, days in (("anna.ipynb", 5), ("ben.ipynb", 6)):
        move(find(opens(notebook, block), "rp-field-run-days"), days)
    Keeping.finish_all()
    other = "ben" if damaged == "anna" else "anna"
    (key,) = (key for key in keys() if damaged in key)
    with_key(key, key.replace(damaged, other))
    planners = [opens(notebook, block) for notebook in ("anna.ipynb", "ben.ipynb")]
    assert [planner.block.run_days for planner in planners] == [5, 6]
    assert scene(planners[damaged == "ben"])["warning"] == OTHER_KEY


def test_a_plan_whose_key_is_damaged_is_a_file_where_another_one_was_set_in_its_place(
    opens: Any, block: rp.Block
) -> None:
    move(find(opens("ben.ipynb", block), "rp-field-run-days"), 5)
    Keeping.finish_all()
    content = json.loads(Path(FILE).read_text())
    ((key, entry),) = content["planners"].items()
    newer = copy.deepcopy(entry)
    newer["block"]["run_days"] = 6
    del newer["digest"]  # as a version wrote it that noted none
    content["planners"] = {f"x{key}": entry, key: newer}
    Path(FILE).write_text(json.dumps(content))
    ben = opens("ben.ipynb", block)
    assert ben.block.run_days == 6
    assert scene(ben)["warning"] == (
        "Other settings of this plan were saved before: load ben-before.csv to see them. Part of it is not as "
        "the planner wrote it (the key by which it is found)."
    )
    assert rp.read_plan("ben-before.csv").block.run_days == 5


@pytest.mark.parametrize("inner", [True, False])
def test_a_damaged_key_is_named_until_something_is_set_and_not_where_more_is_damaged(
    opens: Any, block: rp.Block, inner: bool
) -> None:
    move(find(opens("ben.ipynb", block), "rp-field-run-days"), 5)
    Keeping.finish_all()
    (key,) = keys()
    if inner:
        damage(("key",), key.replace("ben", "anna"))
    else:
        with_key(key, f"{key}x")
    for _ in range(2):
        assert scene(opens("ben.ipynb", block))["warning"] == OTHER_KEY
        move(find(Planner(block, name="Cleo"), "rp-field-rest-days"), 2)  # writes the file
        Path("planner.state.copy-1.json").unlink()
    with_key(key, f"{key}x")
    content = json.loads(Path(FILE).read_text())
    content["planners"][f"{key}x"]["block"]["days_off"] = []
    Path(FILE).write_text(json.dumps(content))
    assert scene(opens("ben.ipynb", block))["warning"] == ALTERED


def test_an_entry_whose_digest_says_nothing_of_its_key_is_read_as_it_is(block: rp.Block) -> None:
    move(find(Planner(block, name="Anna"), "rp-field-run-days"), 5)
    Keeping.finish_all()
    content = json.loads(Path(FILE).read_text())
    (entry,) = content["planners"].values()
    del entry["key"], entry["digest"]
    entry["digest"] = digest(json.dumps(entry, sort_keys=True).encode("ascii"))
    Path(FILE).write_text(json.dumps(content))
    planner = Planner(block, name="Anna")
    assert (planner.block.run_days, scene(planner)["warning"]) == (5, "")


# --- two tables of planners -------------------------------------------------------------------------------------------


def two_tables(first: dict[str, Any], second: dict[str, Any]) -> bytes:
    """Write a state file that names its planners twice; its bytes."""
    content = json.loads(Path(FILE).read_text())
    content["planners"], content["others"] = first, second
    Path(FILE).write_text(json.dumps(content).replace('"others"', '"planners"'))
    return Path(FILE).read_bytes()


def of_two(opens: Any, block: rp.Block) -> dict[str, Any]:
    """The entries of two notebooks, with five and six runs a week."""
    for notebook, days in (("anna.ipynb", 5), ("ben.ipynb", 6)):
        move(find(opens(notebook, block), "rp-field-run-days"), days)
    Keeping.finish_all()
    planners: dict[str, Any] = json.loads(Path(FILE).read_text())["planners"]
    return planners


@pytest.mark.parametrize("anna_first", [True, False])
def test_of_a_file_with_two_tables_of_planners_both_are_read_and_told_with_a_copy(
    opens: Any, block: rp.Block, anna_first: bool
) -> None:
    tables = [{key: entry} for key, entry in of_two(opens, block).items()]
    before = two_tables(*(tables if anna_first else reversed(tables)))
    for notebook, days in (("anna.ipynb", 5), ("ben.ipynb", 6)):
        planner = opens(notebook, block)
        assert (planner.block.run_days, scene(planner)["warning"].split("; ")[0]) == (days, ALTERED.split("; ")[0])
    assert Path("planner.state.copy-1.json").read_bytes() == before
    move(find(planner, "rp-field-run-days"), 4)
    Keeping.finish_all()
    assert scene(opens("ben.ipynb", block))["warning"] == ""
    assert opens("anna.ipynb", block).block.run_days == 5


def test_of_two_tables_with_other_settings_of_one_plan_the_second_ones_are_a_file(opens: Any, block: rp.Block) -> None:
    older = of_two(opens, block)
    move(find(opens("anna.ipynb", block), "rp-field-run-days"), 3)
    Keeping.finish_all()
    newer = json.loads(Path(FILE).read_text())["planners"]
    before = two_tables(older, newer)
    planner = opens("anna.ipynb", block)
    assert planner.block.run_days == 5
    assert ALTERED in scene(planner)["warning"]
    assert "Other settings of this plan were saved before: load anna-before.csv" in scene(planner)["warning"]
    assert rp.read_plan("anna-before.csv").block.run_days == 3
    assert Path("planner.state.copy-1.json").read_bytes() == before
