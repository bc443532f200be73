"""The planner without a browser: what it sends, what it answers, and what it does when something goes wrong."""

from __future__ import annotations

import dataclasses
import json
import re
from base64 import b64decode
from pathlib import Path
from time import monotonic
from typing import Any

import pytest

import runplan as rp
from runplan import schema
from runplan.catalog.drawings import load_drawings
from runplan.ui import planner as planner_module
from runplan.ui.planner import Planner
from tests.ui.conftest import answers, ask, find, move, press, scene, with_class

SAMPLE = Path(__file__).parents[1] / "catalog" / "sample_exercises.json"
MOST_BYTES = 40_000
"""Of one move's message at sixteen weeks."""


@pytest.fixture
def planner(sent: list[dict[str, Any]], block: rp.Block) -> Planner:
    return Planner(block)


def updates(sent: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The messages that change something in the browser: all but the echo of what it sent itself."""
    return [one["data"]["state"] for one in sent if one["data"].get("method") == "update"]


def facts(planner: Planner) -> str:
    return "; ".join(text for text, _ in scene(planner)["head"]["facts"])


def day_of(planner: Planner, session_id: str) -> str:
    sessions = planner.plan.sessions.set_index("session_id")
    return str(sessions.at[session_id, "weekday"])


# --- one message a move ---------------------------------------------------------------------------------------------


def test_moving_a_slider_changes_the_scene(planner: Planner) -> None:
    before = scene(planner)
    move(find(planner, "rp-field-weekly-km-peak"), 60)
    assert planner.block.weekly_km_peak == 60
    assert "peak 60 km in week " in facts(planner)
    after = scene(planner)
    assert after["weeks"] != before["weeks"]
    assert after["v"] == before["v"] + 1
    assert after["error"] == after["blocked"] == ""


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("weekly-km-peak", (56, 57)),
        ("strength-minutes", (31, 40)),
        ("run-days", (5, 4)),
        ("sets-per-muscle", (5, 3)),
        ("quality-runs", (0, 2)),
        ("easy-pace-s-per-km", None),
    ],
)
def test_one_move_of_a_slider_is_one_message_of_forty_kilobytes_at_most(
    planner: Planner, sent: list[dict[str, Any]], field: str, values: tuple[int, int] | None
) -> None:
    slider = find(planner, f"rp-field-{field}")
    if field == "strength-minutes":  # the sets are the runner's own, so that no other slider follows
        move(find(planner, "rp-field-sets-per-muscle"), 5)
    trait, (first, second) = ("index", (45, 46)) if values is None else ("value", values)
    move(slider, first, trait)
    sent.clear()
    move(slider, second, trait)
    assert scene(planner)["ok"]
    assert [one["data"]["method"] for one in sent] == ["update"]
    assert list(updates(sent)[0]) == ["scene"]
    assert len(json.dumps(sent[-1], ensure_ascii=False).encode("utf-8")) <= MOST_BYTES


def echoes(sent: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [one["data"]["state"] for one in sent if one["data"].get("method") == "echo_update"]


@pytest.mark.parametrize(
    ("field", "trait", "value"), [("weekly-km-peak", "value", 60), ("easy-pace-s-per-km", "index", 45)]
)
def test_a_value_that_crosses_with_undo_is_answered_by_where_the_slider_stands(
    planner: Planner, sent: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch, field: str, trait: str, value: int
) -> None:
    slider = find(planner, f"rp-field-{field}")
    now = monotonic()
    monkeypatch.setattr("runplan.ui.controls.sliders.monotonic", lambda: now)
    move(slider, value, trait)
    assert echoes(sent) == []
    ask(planner.board, do="undo")
    move(slider, value + 1, trait)  # was kept back in the browser, and shows what Undo has set
    assert echoes(sent) == [{trait: value + 1}]
    now += 5
    move(slider, value + 2, trait)
    assert len(echoes(sent)) == 1


def test_kilometres_that_arrive_after_the_unit_was_switched_are_not_read_as_miles(
    planner: Planner, sent: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = monotonic()
    monkeypatch.setattr("runplan.ui.controls.sliders.monotonic", lambda: now)
    slider = find(planner, "rp-field-weekly-km-peak")
    move(slider, 60)
    move(find(planner, "rp-field-units"), 1, "index")
    sent.clear()
    move(slider, 62)  # was kept back in the browser while 60 was under way
    assert planner.block.weekly_km_peak == 60
    assert echoes(sent) == [{"value": 37}]  # 60 km are 37.3 miles
    assert updates(sent) == []
    now += 2
    move(slider, 40)
    assert planner.block.weekly_km_peak == 64.4  # 40 miles
    ask(planner.board, do="undo")
    ask(planner.board, do="undo")
    move(slider, 41)
    assert planner.block.weekly_km_peak == 60


def test_when_the_hand_rests_other_windows_are_told_once_where_the_moved_sliders_stand(
    planner: Planner, sent: list[dict[str, Any]]
) -> None:
    for value in (56, 57, 58):
        move(find(planner, "rp-field-weekly-km-peak"), value)
    move(find(planner, "rp-field-easy-pace-s-per-km"), 45, "index")
    assert echoes(sent) == []
    ask(planner.board, do="lists")
    assert echoes(sent) == [{"value": 58}, {"index": 45}]
    ask(planner.board, do="lists")
    assert len(echoes(sent)) == 2


def test_a_session_moved_on_the_board_is_one_message_too(planner: Planner, sent: list[dict[str, Any]]) -> None:
    ask(planner.board, do="move", id="w05-strength-1", day="Fri")
    sent.clear()
    ask(planner.board, do="move", id="w06-strength-1", day="Fri")
    states = updates(sent)
    assert [list(state) for state in states if "scene" in state] == [["scene"]]
    # The list of pins at the left is drawn anew, and nothing but that.
    assert all(set(state) <= {"scene", "children", "description", "value", "display"} for state in states)


def test_what_never_changes_is_sent_once(planner: Planner, sent: list[dict[str, Any]]) -> None:
    opened = [one["data"]["state"] for one in sent if one["type"] == "comm_open" and "about" in one["data"]["state"]]
    assert len(opened) == 1
    known = json.loads(opened[0]["about"])
    assert len(known["exercises"]) == len(planner.model.catalog.exercises)
    assert set(known["body"]["views"]) == {"front", "back"}
    sent.clear()
    move(find(planner, "rp-field-strength-minutes"), 40)
    text = json.dumps(sent, ensure_ascii=False)
    assert known["exercises"][0]["how"] not in text
    assert known["body"]["views"]["front"]["outline"][0] not in text


def test_drawings_are_sent_when_they_are_asked_for_and_not_before(planner: Planner, sent: list[dict[str, Any]]) -> None:
    opened = [state["data"]["state"] for state in sent if state["type"] == "comm_open"]
    about = json.loads(next(state["about"] for state in opened if "about" in state))
    assert sum(row["drawn"] for row in about["exercises"]) == len(load_drawings())
    goblet = load_drawings()["goblet_squat"].strokes()
    paths = {stroke.path() for stroke in goblet}
    sent.clear()
    move(find(planner, "rp-field-strength-minutes"), 40)
    ask(planner.board, do="details", id="w05-strength-1")
    assert not any(path in json.dumps(sent, ensure_ascii=False) for path in paths)
    ask(planner.board, do="drawings", ids=["goblet_squat", "my_own", "push_up"])
    answer = answers(sent)[-1]
    assert (answer["is"], list(answer["of"])) == ("drawings", ["goblet_squat", "push_up"])
    rows = answer["of"]["goblet_squat"]
    assert [row[0] for row in rows] == [stroke.path() for stroke in goblet]
    assert all(re.fullmatch(r"none|var\(--rp-draw-[a-z-]+,#\w{6}\)", colour) for row in rows for colour in row[1:3])
    assert [row[3] for row in rows] == [stroke.width for stroke in goblet]


# --- what a change costs --------------------------------------------------------------------------------------------


def test_a_slider_says_what_was_won_and_lost_against_the_state_before_it_moved(planner: Planner) -> None:
    assert scene(planner)["cost"] == []
    slider = find(planner, "rp-field-strength-minutes")
    for minutes in (28, 24, 20, 16):
        move(slider, minutes)
    lost = [text for change, text in scene(planner)["cost"] if change == "lost"]
    assert any("below target in weeks 1 to 15" in text for text in lost)
    for minutes in (20, 25, 30):
        move(slider, minutes)
    assert scene(planner)["cost"] == []
    ask(planner.board, do="undo")
    assert scene(planner)["cost"] == []


def test_a_week_pulled_far_up_says_that_a_spike_appears(planner: Planner) -> None:
    ask(planner.board, do="week", week=6, value=76)
    assert planner.block.weekly_km == ((6, 76.0),)
    told = scene(planner)
    assert ["lost", "a large step in week 6"] in told["cost"]
    assert told["weeks"][5]["spike"]
    ask(planner.board, do="week", week=6, value=None)
    assert planner.block.weekly_km == ()
    assert scene(planner)["weeks"][5]["spike"] == ""
    assert scene(planner)["undo"] == "distance of week 6"


def test_a_week_is_pulled_in_the_unit_that_is_shown(planner: Planner) -> None:
    move(find(planner, "rp-field-units"), 1, "index")
    ask(planner.board, do="week", week=5, value=20)
    assert planner.block.weekly_km == ((5, 32.2),)  # 20 miles


# --- moving sessions ------------------------------------------------------------------------------------------------


def test_a_moved_session_is_pinned_and_says_what_it_cost(planner: Planner) -> None:
    explained = planner.plan.explain("w05-strength-1").set_index("weekday")
    assert explained.at["Fri", "cost"] > 0
    ask(planner.board, do="move", id="w05-strength-1", day="Fri")
    assert planner.block.pins == (("w05-strength-1", "Fri"),)
    assert day_of(planner, "w05-strength-1") == "Fri"
    told = scene(planner)
    assert told["message"].startswith(
        f"General strength of week 5 was moved to Friday and pinned there. That is {explained.at['Fri', 'cost']} "
        "points worse: "
    )
    assert [row[0] for week in told["weeks"] for row in week["s"] if row[6]] == ["w05-strength-1"]
    ask(planner.board, do="unpin", id="w05-strength-1")
    assert planner.block.pins == ()
    assert scene(planner)["message"] == "General strength of week 5 is no longer pinned."


def test_a_move_against_a_hard_rule_is_refused_with_its_sentence(planner: Planner, block: rp.Block) -> None:
    before = planner.plan
    ask(planner.board, do="move", id="w05-strength-1", day="Tue")
    assert scene(planner)["warning"] == (
        "General strength of week 5 stays where it is. Tuesday: not possible, because it is one of your days off."
    )
    assert planner.plan is before
    assert planner.block == block
    assert scene(planner)["undo"] == ""


def test_every_move_does_what_explain_said_of_it(planner: Planner, block: rp.Block) -> None:
    for session_id in ("w03-strength-1", "w07-long", "w09-easy-1", "w11-quality-1"):
        for row in planner.plan.explain(session_id).itertuples(index=False):
            if row.here:
                continue
            ask(planner.board, do="move", id=session_id, day=row.weekday)
            if row.allowed:
                assert day_of(planner, session_id) == row.weekday, (session_id, row.weekday)
                assert scene(planner)["warning"] == ""
                ask(planner.board, do="undo")
            else:
                assert row.sentence in scene(planner)["warning"], (session_id, row.weekday)
            assert planner.block == block
            assert scene(planner)["ok"]


def test_a_session_is_pinned_where_it_stands(planner: Planner) -> None:
    day = day_of(planner, "w03-strength-1")
    ask(planner.board, do="move", id="w03-strength-1", day=day)
    assert planner.block.pins == (("w03-strength-1", day),)
    assert "is pinned to Monday; the rest of the plan may move around it." in scene(planner)["message"]


def test_undo_and_redo_walk_through_every_kind_of_change(planner: Planner, block: rp.Block) -> None:
    blocks = [planner.block]
    for change in (
        lambda: ask(planner.board, do="move", id="w05-strength-1", day="Fri"),
        lambda: move(find(planner, "rp-field-run-days"), 5),
        lambda: ask(planner.board, do="week", week=6, value=50),
        lambda: move(find(planner, "rp-field-units"), 1, "index"),
        lambda: ask(planner.board, do="unpin", id="w05-strength-1"),
    ):
        change()
        blocks.append(planner.block)
    assert len(set(blocks)) == 6
    plans = [rp.build_plan(one) for one in blocks]
    for place in (4, 3, 2, 1, 0):
        ask(planner.board, do="undo")
        assert planner.block == blocks[place]
        assert planner.plan.sessions.equals(plans[place].sessions)
    assert scene(planner)["undo"] == ""
    for place in (1, 2, 3, 4, 5):
        ask(planner.board, do="redo")
        assert planner.block == blocks[place]
        assert planner.plan.sessions.equals(plans[place].sessions)
    assert scene(planner)["redo"] == ""
    ask(planner.board, do="undo")
    move(find(planner, "rp-field-run-days"), 4)
    assert scene(planner)["redo"] == ""
    assert block.run_days == 4


# --- answers --------------------------------------------------------------------------------------------------------


def test_details_and_reasons_come_when_a_card_is_opened(planner: Planner, sent: list[dict[str, Any]]) -> None:
    sent.clear()
    ask(planner.board, do="details", id="w05-strength-1")
    (answer,) = answers(sent)
    assert (answer["is"], answer["title"]) == ("details", "General strength")
    assert len(answer["why"]) == 7
    assert updates(sent) == []
    sent.clear()
    ask(planner.board, do="weigh", id="w05-strength-1")
    assert answers(sent) == [{"is": "weighed", "id": "w05-strength-1", "days": answer["why"]}]
    sent.clear()
    ask(planner.board, do="words")
    (words,) = answers(sent)
    assert words["covered"]
    assert len(words["reach"]) == len(planner.plan.routines)


def test_the_plan_is_handed_out_as_the_file_that_saving_would_write(
    planner: Planner, sent: list[dict[str, Any]], tmp_path: Path
) -> None:
    planner.plan.to_csv(tmp_path / "saved.csv")
    move(find(planner, "rp-path"), "here/mine.csv")
    sent.clear()
    press(find(planner, "rp-export"))
    (answer,) = answers(sent)
    assert (answer["is"], answer["name"]) == ("file", "mine.csv")
    assert (b64decode(answer["data"]), answer["mime"]) == ((tmp_path / "saved.csv").read_bytes(), "text/csv")


@pytest.mark.parametrize("button", ["rp-save", "rp-export"])
def test_a_plan_that_is_not_the_one_asked_for_says_so_when_it_is_written(planner: Planner, button: str) -> None:
    note = " This is the last plan that was possible; it does not match your current settings."
    press(find(planner, button))
    assert note not in scene(planner)["message"]
    move(find(planner, "rp-field-run-days"), 7)
    press(find(planner, button))
    assert scene(planner)["message"].endswith(note)


@pytest.mark.parametrize(
    ("request_", "sentence"),
    [
        ({"do": "fly"}, "The board sent 'fly', which the planner does not know."),
        ({"do": "__class__"}, "The board sent '__class__', which the planner does not know."),
        ({}, "The board sent None, which the planner does not know."),
        ({"do": "move", "id": "w05-long", "day": "Someday"}, "'Someday' is not a weekday."),
        ({"do": "move", "id": 5, "day": "Fri"}, "5 is not a session."),
        ({"do": "week", "week": 99, "value": 5}, "The block has no week 99."),
        ({"do": "week", "week": 5, "value": "much"}, "'much' is not a distance."),
        ({"do": "week", "week": 5, "value": True}, "'True' is not a distance."),
        ({"do": "week", "week": 5, "value": 10**400}, "'1" + "0" * 39 + "' is not a distance."),
        ({"do": "week", "week": True, "value": 5}, "The block has no week True."),
        ({"do": "details"}, "None is not a session."),
        ({"do": "typed", "field": "pins", "text": "x"}, "The board sent a value that no slider has."),
        ({"do": "typed", "field": ["weeks"], "text": "8"}, "The board sent a value that no slider has."),
        ({"do": "typed", "field": "_lock", "text": "1"}, "The board sent a value that no slider has."),
        ({"do": "typed", "field": "weeks", "text": 8}, "The board sent a value that no slider has."),
        ({"do": "drawings", "ids": "push_up"}, "'push_up' is not a list of exercises."),
        ({"do": "drawings"}, "None is not a list of exercises."),
        ({"do": "drawings", "ids": [7] * 61}, "[" + "7, " * 18 + "7,... is not a list of exercises."),
    ],
)
def test_a_request_that_makes_no_sense_gets_one_sentence_and_changes_nothing(
    planner: Planner, block: rp.Block, request_: dict[str, Any], sentence: str
) -> None:
    ask(planner.board, **request_)
    assert scene(planner)["warning"] == sentence
    assert planner.block == block


def test_a_session_that_is_not_there_is_named(planner: Planner, block: rp.Block) -> None:
    ask(planner.board, do="move", id="w05-long-9", day="Fri")
    assert scene(planner)["warning"].startswith("The plan has no session")
    assert planner.block == block


# --- refusals and faults --------------------------------------------------------------------------------------------


def test_a_refused_wish_shows_its_sentence_and_an_offer(planner: Planner) -> None:
    before = scene(planner)["weeks"]
    move(find(planner, "rp-field-run-days"), 7)
    told = scene(planner)
    assert told["blocked"].startswith("7 runs per week and Tue off do not fit together.")
    assert told["below"] == "The plan below is the last one that was possible; it does not match your settings."
    assert told["weeks"] == before
    assert not told["ok"]
    assert told["cost"] == []
    assert told["offers"] == [["relax", "Use instead: 6 runs per week"], ["undo", "Undo: runs per week"]]
    ask(planner.board, do="relax")
    assert planner.block.run_days == 6
    told = scene(planner)
    assert (told["blocked"], told["offers"], told["ok"]) == ("", [], 1)
    assert told["message"] == "Planned with 6 runs per week."
    assert find(planner, "rp-field-run-days").value == 6


def test_nothing_is_moved_while_the_wishes_cannot_be_planned(planner: Planner) -> None:
    move(find(planner, "rp-field-run-days"), 7)
    ask(planner.board, do="move", id="w05-strength-1", day="Fri")
    assert scene(planner)["warning"].startswith("RunPlan cannot make a plan with these settings.")
    assert planner.model.form.pins == ()
    ask(planner.board, do="undo")
    assert scene(planner)["ok"]
    assert scene(planner)["message"] == "Undone: runs per week."


def test_a_bar_that_is_pulled_while_nothing_can_be_planned_is_noted_in_words(planner: Planner) -> None:
    later = "RunPlan plans it as soon as your settings allow a plan."
    move(find(planner, "rp-field-run-days"), 7)
    before = scene(planner)
    assert before["noted"] == {}
    ask(planner.board, do="week", week=6, value=41)
    told = scene(planner)
    assert told["warning"] == f"Noted: week 6 will have 41 km. {later}"
    assert told["noted"] == {"6": 41}
    assert told["v"] == before["v"] + 1
    assert told["blocked"] == before["blocked"]
    ask(planner.board, do="week", week=6, value=None)
    assert scene(planner)["warning"] == f"Noted: week 6 goes back to the planned distance. {later}"
    ask(planner.board, do="week", week=7, value=50)
    move(find(planner, "rp-field-run-days"), 5)
    told = scene(planner)
    assert (told["warning"], told["noted"], told["ok"]) == ("", {}, 1)
    assert told["weeks"][6]["km"] == 50


def test_a_bar_is_read_in_the_unit_of_the_plan_that_is_shown(planner: Planner) -> None:
    move(find(planner, "rp-field-run-days"), 7)
    move(find(planner, "rp-field-units"), 1, "index")
    assert scene(planner)["units"] == "km"
    ask(planner.board, do="week", week=6, value=41)
    assert planner.model.form.weekly_km == ((6, 41.0),)
    assert scene(planner)["warning"].startswith("Noted: week 6 will have 41 km.")


def test_a_callback_that_raises_is_shown_on_screen(planner: Planner, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> None:
        raise RuntimeError("no <b>ink</b>")

    monkeypatch.setattr(planner.requests, "_do_details", broken)
    ask(planner.board, do="details", id="w05-long")
    assert scene(planner)["error"] == ("Something went wrong while answering the board: RuntimeError: no <b>ink</b>")
    move(find(planner, "rp-field-run-days"), 5)
    assert scene(planner)["error"] == ""


def test_a_control_that_raises_is_shown_on_screen(planner: Planner, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError("no ink")

    monkeypatch.setattr(planner.model.files, "save", broken)
    press(find(planner, "rp-save"))
    assert scene(planner)["error"] == "Something went wrong while saving the plan: RuntimeError: no ink"


def test_a_session_that_is_gone_is_not_weighed_and_long_values_are_not_repeated(
    planner: Planner, sent: list[dict[str, Any]]
) -> None:
    ask(planner.board, do="weigh", id="w99-long")
    assert answers(sent) == []
    assert scene(planner)["warning"] == ""
    for request in ({"do": "x" * 10**5}, {"do": "move", "id": "w05-long", "day": "y" * 10**5}):
        ask(planner.board, **request)
        assert 0 < len(scene(planner)["warning"]) < 120


def test_an_exercise_that_is_liked_is_no_longer_avoided(planner: Planner) -> None:
    def add(field: str) -> None:
        control = find(planner, f"rp-add-{field}")
        move(control, [word for _, word in control.options].index("pallof_press"), "index")

    add("avoid")
    assert planner.block.avoid == ("pallof_press",)
    add("prefer")
    assert (planner.block.avoid, planner.block.prefer) == ((), ("pallof_press",))


def test_hip_and_core_before_runs_can_be_asked_for_and_what_trials_found_stands_beside_it(planner: Planner) -> None:
    control = find(planner, "rp-add-prefer")
    move(control, [word for _, word in control.options].index("hip_and_core"), "index")
    assert planner.block.prefer == ("hip_and_core",)
    assert "hip and core" in " ".join(planner.plan.sessions["note"])
    assert any("led by a physiotherapist" in hint.value for hint in with_class(planner, "rp-hint"))


def test_a_control_that_cannot_be_shown_says_so_beside_the_new_plan(
    planner: Planner, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> None:
        raise RuntimeError("no ink")

    monkeypatch.setattr(planner.controls.fields, "refresh", broken)
    move(find(planner, "rp-field-run-days"), 5)
    assert scene(planner)["error"] == "Something went wrong while showing the controls: RuntimeError: no ink"
    assert sum(session[2] != "race" for session in scene(planner)["weeks"][0]["s"] if session[8] < 0) == 5


def test_a_scene_that_cannot_be_made_says_so(planner: Planner, monkeypatch: pytest.MonkeyPatch) -> None:
    real = planner_module.scene

    def broken(model: Any, seen: Any, *rest: Any) -> str:
        if seen is not None:
            raise RuntimeError("no ink")
        return real(model, seen, *rest)

    monkeypatch.setattr(planner_module, "scene", broken)
    move(find(planner, "rp-field-run-days"), 5)
    assert scene(planner)["error"] == "Something went wrong while drawing the plan: RuntimeError: no ink"
    monkeypatch.undo()
    move(find(planner, "rp-field-run-days"), 4)
    assert scene(planner)["error"] == ""
    assert scene(planner)["weeks"]


def test_names_from_files_travel_as_they_are_and_stay_text(block: rp.Block, sent: list[dict[str, Any]]) -> None:
    evil = '</script><script>alert("x")</script> 🏃 ' + "long " * 40
    catalog = rp.load_catalog()
    exercises = catalog.exercises
    exercises["name"] = evil
    exercises["how_to"] = evil
    shown = Planner(block, dataclasses.replace(catalog, exercises=exercises))
    assert json.loads(shown.board.about)["exercises"][0]["name"] == evil
    ask(shown.board, do="details", id="w05-strength-1")
    assert answers(sent)[-1]["parts"][0]["rows"][0]["name"] == evil
    # The board makes nodes from values; markup is nowhere read from them.
    assert "innerHTML" not in shown.board._esm
    assert "insertAdjacentHTML" not in shown.board._esm


def test_every_field_of_the_block_has_its_control(planner: Planner) -> None:
    fields = set(rp.Block(start="2027-01-04", weeks=4).to_dict()) - {"runs"}
    others = {"weekly_km": "rp-right", "dates_off": "rp-entries", "pins": "rp-right"}  # two are set on the board
    others |= {"avoid": "rp-add-avoid", "prefer": "rp-add-prefer"}
    for field in fields:
        assert find(planner, others.get(field, f"rp-field-{field.replace('_', '-')}"))


def test_sliders_show_what_is_wished_from_outside(planner: Planner) -> None:
    planner.model.wish(strength_minutes=45, equipment=("barbell",), days_off=("Wed", "Fri"), units="mi")
    assert find(planner, "rp-field-strength-minutes").value == 45
    kit = find(planner, "rp-field-equipment")
    assert [word for word, button in kit.buttons.items() if button.value] == ["barbell"]
    assert find(planner, "rp-field-weekly-km-now").description == "Current week, mi"
    assert find(planner, "rp-field-weekly-km-now").value == 19  # 30 km are 18.6 miles
    assert planner.block.weekly_km_now == 30


def test_chips_offer_the_kit_that_the_catalog_needs_and_keep_what_else_is_wished(
    planner: Planner, sent: list[dict[str, Any]]
) -> None:
    kit = find(planner, "rp-field-equipment")
    assert list(kit.buttons) == list(schema.EQUIPMENT[:-3])
    planner.model.wish(equipment=("machine", "barbell"))
    move(kit.buttons["box"], True)
    assert set(planner.block.equipment) == {"machine", "barbell", "box"}
    others = Planner(planner.block, rp.load_catalog(SAMPLE), state=None)
    assert list(find(others, "rp-field-equipment").buttons) == list(schema.EQUIPMENT)


def test_a_date_off_is_added_and_removed(planner: Planner) -> None:
    planner.model.wish(dates_off=())
    row = next(box for box in _all(planner) if getattr(box, "description", "") == "Dates off")
    add = next(box for box in _all(planner) if getattr(box, "description", "") == "Add")
    press(add)
    assert scene(planner)["warning"] == "Choose a date first, then add it."
    move(row, {"year": 2027, "month": 0, "date": 14})
    press(add)
    assert [str(day) for day in planner.block.dates_off] == ["2027-01-14"]
    entry = next(box for box in _all(planner) if getattr(box, "description", "") == "× Thu 14 Jan")
    press(entry)
    assert planner.block.dates_off == ()


def test_saving_and_loading_by_the_buttons(planner: Planner, tmp_path: Any) -> None:
    move(find(planner, "rp-path"), str(tmp_path / "plan.csv"))
    press(find(planner, "rp-save"))
    assert scene(planner)["message"].startswith("Saved plan.csv and plan.block.json")
    assert rp.read_plan(tmp_path / "plan.csv").sessions.equals(planner.plan.sessions)
    move(find(planner, "rp-field-run-days"), 5)
    press(find(planner, "rp-load"))
    assert planner.block.run_days == 4
    assert find(planner, "rp-field-run-days").value == 4


def test_a_file_that_was_edited_is_saved_over_by_a_button_of_its_own(planner: Planner, tmp_path: Any) -> None:
    path = tmp_path / "plan.csv"
    path.write_text("my own table\n", encoding="utf-8")
    move(find(planner, "rp-path"), str(path))
    press(find(planner, "rp-save"))
    told = scene(planner)
    assert told["warning"].endswith("or replace the file.")
    assert told["offers"] == [["overwrite", "Replace plan.csv"]]
    ask(planner.board, do="overwrite")
    told = scene(planner)
    assert told["message"].startswith("Saved plan.csv")
    assert told["offers"] == []
    assert rp.read_plan(path).sessions.equals(planner.plan.sessions)


def test_sessions_go_by_their_names(planner: Planner) -> None:
    planner.model.wish(pins=(("w03-strength-1", "Fri"),))
    entries = [one.description for one in _all(planner) if getattr(one, "description", "").startswith("× Week")]
    assert entries == ["× Week 3, general strength, Fri"]
    planner.model.messages.warn("w03-strength-1 was deleted.")
    assert scene(planner)["warning"] == "Week 3, general strength, Fri was deleted."


@pytest.mark.parametrize("name", ["w01-long.csv", "my w01-long copy.csv"])
def test_a_file_that_is_named_like_a_session_keeps_its_name(planner: Planner, tmp_path: Path, name: str) -> None:
    folder = tmp_path / "w02-long"
    folder.mkdir()
    path = folder / name
    move(find(planner, "rp-path"), str(path))
    press(find(planner, "rp-save"))
    block = f"{path.stem}.block.json"
    assert scene(planner)["message"] == f"Saved {name} and {block} in {folder.resolve()}."
    path.write_text(path.read_text("utf-8").replace("w03-strength-1", "w03-strength-9"), encoding="utf-8")
    press(find(planner, "rp-load"))
    told = scene(planner)["message"] + scene(planner)["warning"]
    assert name in told
    assert "week 1" not in told.lower()
    path.unlink()
    press(find(planner, "rp-load"))
    assert name in scene(planner)["warning"]
    move(find(planner, "rp-path"), "w01-long.txt")
    press(find(planner, "rp-save"))
    assert scene(planner)["warning"].startswith("w01-long.txt ")


def test_what_is_no_block_is_refused() -> None:
    with pytest.raises(rp.BlockError) as refused:
        Planner({"weeks": 12})  # type: ignore[arg-type]
    assert str(refused.value) == "Planner needs a Block, not dict: write Planner(Block(start=..., weeks=...))."


def test_a_block_that_cannot_be_planned_opens_with_its_offer(sent: list[dict[str, Any]]) -> None:
    shown = Planner(rp.Block(start="2027-01-04", weeks=8, run_days=7, days_off=("Tue",)))
    assert "do not fit together" in scene(shown)["blocked"]
    assert scene(shown)["below"] == "There is no plan to show yet."
    assert "weeks" not in scene(shown)
    ask(shown.board, do="relax")
    assert len(shown.plan.weeks) == 8


@pytest.mark.parametrize(
    "changes", [{"weeks": 52}, {"weeks": 4}, {"strength_sessions": 0, "weeks": 8}, {"strength_minutes": 10, "weeks": 8}]
)
def test_every_kind_of_block_has_a_scene(sent: list[dict[str, Any]], changes: dict[str, Any]) -> None:
    shown = Planner(rp.Block(**({"start": "2027-01-04", "units": "mi", "week_start": "Sun"} | changes)))
    told = scene(shown)
    assert told["error"] == ""
    assert len(told["weeks"]) == changes["weeks"]
    for session_id in shown.plan.sessions["session_id"].head(6):
        ask(shown.board, do="details", id=session_id)
    ask(shown.board, do="words")
    assert scene(shown)["error"] == scene(shown)["warning"] == ""
    assert len(answers(sent)) == 7


def test_a_folded_section_says_what_is_wished_in_it(planner: Planner) -> None:
    heads = [one for one in _all(planner) if "rp-fold" in getattr(one, "_dom_classes", ())]
    assert [one.description for one in heads] == [
        "Goal",
        "What happened? · 0",
        "What you did",
        "Runs",
        "Paces",
        "Strength",
        "Days",
        "Kit",
    ]
    for number, text in ((0, "Goal · marathon, 16 weeks"), (6, "Days · Tue off"), (7, "Kit · 3 things")):
        move(heads[number], False)
        assert heads[number].description == text
    runs, paces = heads[3], heads[4]
    move(runs, False)
    assert runs.description == "Runs · 4 per week, to 55 km"
    planner.model.wish(run_days=5)
    assert runs.description == "Runs · 5 per week, to 55 km"
    move(paces, False)
    assert paces.description == "Paces · easy 6:30 /km"
    planner.model.wish(recent_races=(("10k", 3150),))
    assert paces.description == "Paces · from 10 km in 52:30"


def _all(root: Any) -> list[Any]:
    found, waiting = [], [root]
    while waiting:
        widget = waiting.pop(0)
        found.append(widget)
        waiting += getattr(widget, "children", ())
    return found
