"""Fields to type into: what is read is planned, what is not stays in the field with one sentence."""

from __future__ import annotations

import html
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import runplan as rp
from runplan.errors import RunplanError
from runplan.paces.races import DISTANCES_M
from runplan.ui import Planner
from runplan.ui.state.typed_values import read_field, show_field
from tests.ui.conftest import ask, find, move, scene

RACE = {"start": "2027-01-04", "weeks": 16, "goal": "marathon"}


@pytest.fixture
def planner(sent: list[dict[str, Any]], block: rp.Block) -> Planner:
    return Planner(block, state=None)


def text_of(planner: Planner, field: str) -> Any:
    return find(planner, f"rp-field-{field.replace('_', '-')}")


def type_in(planner: Planner, field: str, text: str) -> None:
    move(text_of(planner, field), text)


def answer(planner: Planner, field: str) -> str:
    """What stands at a field; empty where nothing does."""
    waiting = [planner]
    while waiting:
        widget = waiting.pop()
        children = getattr(widget, "children", ())
        if text_of(planner, field) in children:
            return html.unescape(str(children[1].value)).removeprefix('<p role="alert">').removesuffix("</p>")
        waiting += children
    raise AssertionError(f"No field {field}.")


@pytest.mark.parametrize(
    ("field", "text", "value", "text_then"),
    [
        ("recent_races", "10 km in 52:30", (("10k", 3150),), "10k 52:30"),
        ("recent_races", "half 1:55:00, 5k 25:00", (("5k", 1500), ("half", 6900)), "5k 25:00, half 1:55:00"),
        ("recent_races", "12,5 km 1:10:00", ((12.5, 4200),), "12.5 km 1:10:00"),
        ("goal_time", "3:45:00", 13500, "3:45:00"),
        ("longest_run_km", "18", 18.0, "18 km"),
        ("longest_run_km", "18,5 km", 18.5, "18.5 km"),
        ("longest_run_km", "10 mi", 16.1, "16.1 km"),
        ("max_heart_rate", "188 bpm", 188, "188"),
        ("threshold_heart_rate", " 171 ", 171, "171"),
    ],
)
def test_what_is_typed_is_planned_and_undo_empties_the_field(
    planner: Planner, block: rp.Block, field: str, text: str, value: Any, text_then: str
) -> None:
    type_in(planner, field, text)
    assert planner.block == block.replace(**{field: value})
    assert (text_of(planner, field).value, answer(planner, field)) == (text_then, "")
    ask(planner.board, do="undo")
    assert planner.block == block
    assert text_of(planner, field).value == ""
    ask(planner.board, do="redo")
    assert text_of(planner, field).value == text_then
    type_in(planner, field, " ")
    assert planner.block == block
    assert text_of(planner, field).value == ""


SLOW_MARATHON = "14:03:54"  # 42.195 km at 20 minutes a kilometre


@pytest.mark.parametrize(
    ("field", "text", "sentence"),
    [
        ("recent_races", "soon", "Type a distance and a time, such as 10k 52:30."),
        ("recent_races", "10k 52", "Type a distance and a time, such as 10k 52:30."),
        ("recent_races", "52:30", "Type a distance and a time, such as 10k 52:30."),
        (
            "recent_races",
            "parkrun 25:00",
            "You typed the distance 'parkrun': give one of 1500m, mile, 3k, 5k, 10k, 15k, 10mi, half, "
            "marathon, or kilometres from 1 to 100.",
        ),
        (
            "recent_races",
            "10k 1:75:00",
            "You typed the time '1:75:00': write it as 52:30 or 1:45:30, or give whole seconds.",
        ),
        ("recent_races", "5k 25:00, 10k 52:30, half 2:00:00", "You typed 3 races: give the last two at most."),
        ("recent_races", "5k 1:40:01", "5 km in 1:40:01 is out of range: give a time from 12:01 to 1:40:00."),
        (
            "recent_races",
            "5k 27:00, 10k 52:30",
            "The 10 km in 52:30 has a faster pace than the 5 km in 27:00. Check both, or leave the slower one out.",
        ),
        ("goal_time", "fast", "Type a time, such as 3:45:00."),
        ("goal_time", "345", "Type a time, such as 3:45:00."),
        ("longest_run_km", "18 miles or so", "Type a distance from 0 to 100 km, such as 18."),
        ("longest_run_km", "101", "Type a distance from 0 to 100 km, such as 18."),
        ("max_heart_rate", "119", "Type a whole number from 120 to 230 (bpm)."),
        ("threshold_heart_rate", "fit", "Type a whole number from 90 to 220 (bpm)."),
    ],
)
def test_what_cannot_be_read_stays_in_the_field_with_one_sentence(
    planner: Planner, block: rp.Block, field: str, text: str, sentence: str
) -> None:
    type_in(planner, field, text)
    assert (text_of(planner, field).value, answer(planner, field)) == (text, sentence)
    assert planner.block == block
    assert scene(planner)["undo"] == scene(planner)["warning"] == scene(planner)["blocked"] == ""
    planner.model.wish(run_days=5)
    assert (text_of(planner, field).value, answer(planner, field)) == (text, sentence)
    type_in(planner, field, "")
    assert answer(planner, field) == ""


def test_a_time_in_hours_without_seconds_is_asked_about(planner: Planner) -> None:
    type_in(planner, "goal_time", "3:45")
    sentence = answer(planner, "goal_time")
    assert sentence.startswith("Marathon in 3:45 is out of range: give a time from ")
    assert sentence.endswith(f" to {SLOW_MARATHON}. Did you mean 3:45:00?")


def test_what_was_refused_goes_when_another_value_is_wished(planner: Planner) -> None:
    type_in(planner, "max_heart_rate", "188")
    type_in(planner, "max_heart_rate", "two hundred")
    ask(planner.board, do="undo")
    assert (text_of(planner, "max_heart_rate").value, answer(planner, "max_heart_rate")) == ("", "")


def test_two_texts_of_one_field_are_two_changes(planner: Planner) -> None:
    type_in(planner, "max_heart_rate", "188")
    type_in(planner, "max_heart_rate", "186")
    assert scene(planner)["undo"] == "maximum heart rate"
    ask(planner.board, do="undo")
    assert text_of(planner, "max_heart_rate").value == "188"


def test_a_threshold_over_the_maximum_is_answered_at_its_field_and_the_plan_stays(planner: Planner) -> None:
    type_in(planner, "max_heart_rate", "170")
    type_in(planner, "threshold_heart_rate", "170")
    assert answer(planner, "threshold_heart_rate") == (
        "Threshold heart rate 170 is not below maximum heart rate 170: give a lower value, or leave one of them out."
    )
    assert (planner.block.max_heart_rate, planner.block.threshold_heart_rate) == (170, None)
    assert planner.model.matches


def test_a_goal_time_is_typed_for_a_race_alone(planner: Planner) -> None:
    type_in(planner, "goal_time", "3:45:00")
    assert not text_of(planner, "goal_time").disabled
    planner.model.wish(goal="general")
    assert text_of(planner, "goal_time").disabled
    assert text_of(planner, "goal_time").value == ""
    type_in(planner, "goal_time", "3:45:00")
    assert answer(planner, "goal_time").startswith("Goal time 3:45:00 needs a race: ")
    planner.model.wish(goal="half")
    assert (text_of(planner, "goal_time").value, answer(planner, "goal_time")) == ("", "")


def test_a_field_that_was_typed_is_found_again(opens: Any, block: rp.Block) -> None:
    first = opens("spring.ipynb", block)
    for field, text in (("recent_races", "10k 52:30"), ("goal_time", "3:59:00"), ("longest_run_km", "18")):
        type_in(first, field, text)
    first.memory._keeping.finish()
    again = opens("spring.ipynb", block)
    assert again.block == first.block
    assert [text_of(again, field).value for field in ("recent_races", "goal_time", "longest_run_km")] == [
        "10k 52:30",
        "3:59:00",
        "18 km",
    ]


def test_a_block_in_the_code_fills_the_fields(sent: list[dict[str, Any]], block: rp.Block) -> None:
    planner = Planner(block.replace(recent_races="10k 52:30", threshold_heart_rate=171), state=None)
    assert (text_of(planner, "recent_races").value, text_of(planner, "threshold_heart_rate").value) == (
        "10k 52:30",
        "171",
    )


def test_a_longest_run_is_shown_and_typed_in_miles_where_those_are_read(planner: Planner) -> None:
    type_in(planner, "longest_run_km", "18.3")
    planner.model.wish(units="mi")
    field = text_of(planner, "longest_run_km")
    assert (field.value, field.placeholder) == ("11.4 mi", "18 mi")
    type_in(planner, "longest_run_km", "11.4")  # what is shown is what is wished
    assert planner.block.longest_run_km == 18.3
    type_in(planner, "longest_run_km", "10")
    assert planner.block.longest_run_km == 16.1
    type_in(planner, "longest_run_km", "63")
    assert answer(planner, "longest_run_km") == "Type a distance from 0 to 62 mi, such as 18."


DISTANCES = st.one_of(st.sampled_from(tuple(DISTANCES_M)), st.integers(10_000, 1_000_000).map(lambda far: far / 10_000))
RACES = st.tuples(DISTANCES, st.integers(60, 36_000))


@given(st.lists(RACES, min_size=1, max_size=2), st.sampled_from(("km", "mi")))
def test_every_race_is_read_as_it_is_shown(pairs: list[tuple[str | float, int]], units: str) -> None:
    try:
        races = rp.Block(**RACE, recent_races=pairs).recent_races
    except rp.BlockError:
        return
    assert read_field("recent_races", show_field("recent_races", races, units), RACE) == races


@given(
    st.sampled_from(("recent_races", "goal_time", "longest_run_km", "max_heart_rate", "threshold_heart_rate")),
    st.one_of(st.text(max_size=12), st.from_regex(r"[0-9k:., mi]{1,12}", fullmatch=True)),
    st.sampled_from(("km", "mi")),
)
def test_any_text_is_a_value_of_a_block_or_one_sentence(field: str, text: str, units: str) -> None:
    wishes, sentence = {**RACE, "units": units}, ""
    try:
        value = read_field(field, text, wishes)
    except RunplanError as refused:
        sentence = str(refused)
    if sentence:
        assert sentence.endswith((".", "?"))
        assert field not in sentence
    else:
        assert getattr(rp.Block(**wishes, **{field: value}), field) == value
