"""Values that are typed: taken as they are shown, or answered in words."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import runplan as rp
from runplan.errors import RunplanError
from runplan.ui import Planner
from runplan.ui.controls.sliders import Slider, Steps
from runplan.ui.state.typed_values import pace, whole_number
from runplan.units import format_pace
from tests.ui.conftest import ask, find, press, scene

SLIDERS = (
    "weeks",
    "weekly_km_now",
    "weekly_km_peak",
    "run_days",
    "quality_runs",
    "easy_pace_s_per_km",
    "strength_sessions",
    "strength_minutes",
    "sets_per_muscle",
    "rest_days",
)


@pytest.fixture
def planner(block: rp.Block) -> Planner:
    return Planner(block, state=None)


def _slider(planner: Planner, field: str) -> Any:
    return find(planner, f"rp-field-{field.replace('_', '-')}")


def _shown(widget: Any) -> str:
    """What the browser writes beside a slider."""
    return str(widget.label if isinstance(widget, Steps) else widget.value)


def test_every_slider_takes_text(planner: Planner) -> None:
    waiting, fields = [planner], set()
    while waiting:
        widget = waiting.pop()
        if isinstance(widget, (Slider, Steps)):
            fields |= {one[9:].replace("-", "_") for one in widget._dom_classes if one.startswith("rp-field-")}
        waiting += getattr(widget, "children", ())
    assert fields == set(SLIDERS)


@pytest.mark.parametrize("units", ["km", "mi"])
@pytest.mark.parametrize("field", SLIDERS)
def test_what_a_slider_shows_is_taken_as_what_it_is(planner: Planner, field: str, units: str) -> None:
    planner.model.wish(units=units, weekly_km_now=30.4, weekly_km_peak=55.3, easy_pace_s_per_km=343)
    before = planner.model.form.wishes()
    ask(planner.board, do="typed", field=field, text=_shown(_slider(planner, field)))
    assert planner.model.messages.warning == ""
    assert planner.model.form.wishes() == before


@given(st.integers(180, 900), st.sampled_from(("km", "mi")))
def test_every_pace_is_read_as_it_is_shown(seconds: int, units: str) -> None:
    assert pace(format_pace(seconds, units), units) == seconds


@pytest.mark.parametrize("seconds", [180, 343, 345, 900])
@pytest.mark.parametrize("units", ["km", "mi"])
def test_the_easy_pace_shows_the_pace_that_is_planned(planner: Planner, seconds: int, units: str) -> None:
    planner.model.wish(units=units, easy_pace_s_per_km=seconds)
    assert _shown(_slider(planner, "easy_pace_s_per_km")) == format_pace(seconds, units)
    planner.model.wish(easy_pace_s_per_km=360)
    assert len(_slider(planner, "easy_pace_s_per_km").options) == 145


@pytest.mark.parametrize(
    ("text", "units", "seconds"),
    [
        ("5:45", "km", 345),
        ("345", "km", 345),
        ("345 s", "km", 345),
        ("05:45 /km", "km", 345),
        ("5'45\"", "km", 345),
        ("5:45 min/km", "km", 345),
        ("5:43", "km", 343),
        ("5.45", "km", 345),
        ("5,45 /km", "km", 345),
        ("9.15", "mi", 345),
        ("9:15", "mi", 345),
        ("555", "mi", 345),
        ("10:28 /mi", "mi", 390),
    ],
)
def test_a_pace_is_typed_as_runners_write_it(planner: Planner, text: str, units: str, seconds: int) -> None:
    planner.model.wish(units=units)
    ask(planner.board, do="typed", field="easy_pace_s_per_km", text=text)
    assert planner.model.messages.warning == ""
    assert planner.block.easy_pace_s_per_km == seconds


_TYPE = "Easy pace: type a pace from 3:00 to 15:00 /km, such as 5:45. It is still 6:30 /km."
_UNCLEAR = (
    "Easy pace: {} may be minutes and seconds or a decimal number: type a pace from 3:00 to 15:00 /km, such as 5:45. "
    "It is still 6:30 /km."
)


@pytest.mark.parametrize(
    ("field", "text", "sentence"),
    [
        ("easy_pace_s_per_km", "abc", _TYPE),
        ("easy_pace_s_per_km", "", _TYPE),
        ("easy_pace_s_per_km", "6", _TYPE),
        ("easy_pace_s_per_km", "5:75", _TYPE),
        ("easy_pace_s_per_km", "5:4", _TYPE),
        ("easy_pace_s_per_km", "2:59", _TYPE),
        ("easy_pace_s_per_km", "15:01", _TYPE),
        ("easy_pace_s_per_km", "9:15 /mi", _TYPE),
        ("easy_pace_s_per_km", "5.75", _UNCLEAR.format("5.75")),
        ("easy_pace_s_per_km", "5,5", _UNCLEAR.format("5,5")),
        ("weeks", "abc", "Weeks: type a whole number from 4 to 52. It is still 16."),
        ("weeks", "3", "Weeks: type a whole number from 4 to 52. It is still 16."),
        ("weeks", "-8", "Weeks: type a whole number from 4 to 52. It is still 16."),
        ("weeks", "12.5", "Weeks: type a whole number from 4 to 52. It is still 16."),
        ("weeks", "9" * 40, "Weeks: type a whole number from 4 to 52. It is still 16."),
        ("weekly_km_peak", "900", "Peak week: type a whole number from 1 to 300 (km). It is still 55 km."),
        ("weekly_km_peak", "40 mi", "Peak week: type a whole number from 1 to 300 (km). It is still 55 km."),
    ],
)
def test_what_cannot_be_read_is_answered_in_words(planner: Planner, field: str, text: str, sentence: str) -> None:
    before = planner.block
    ask(planner.board, do="typed", field=field, text=text)
    assert scene(planner)["warning"] == sentence
    assert planner.block == before


def test_miles_are_typed_as_miles(planner: Planner) -> None:
    planner.model.wish(units="mi")
    ask(planner.board, do="typed", field="weekly_km_peak", text="40 mi")
    assert planner.block.weekly_km_peak == 64.4
    ask(planner.board, do="typed", field="weekly_km_peak", text="64 km")
    assert planner.model.messages.warning == "Peak week: type a whole number from 1 to 186 (mi). It is still 40 mi."


@given(st.text(max_size=12))
def test_any_text_is_a_value_or_a_sentence(text: str) -> None:
    for read, low, high in ((lambda: whole_number(text, 4, 52), 4, 52), (lambda: pace(text, "mi"), 180, 900)):
        try:
            value, sentence = read(), "."
        except RunplanError as refused:
            value, sentence = low, str(refused)
        assert low <= value <= high
        assert sentence.endswith(".")


@pytest.mark.parametrize("name", ["", "   "])
def test_an_empty_file_name_is_answered_in_words(planner: Planner, name: str) -> None:
    find(planner, "rp-path").value = name
    for button in ("rp-save", "rp-load"):
        planner.model.messages.hush()
        press(find(planner, button))
        assert planner.model.messages.warning == "Type a file name, such as plan.csv."
    find(planner, "rp-runs-path").value = name
    press(find(planner, "rp-bring-runs"))
    asked = "Choose the file with your run plan, or type its name, such as my_runs.csv."
    assert planner.model.messages.warning == asked


def test_a_file_that_is_only_a_word_is_answered_in_words(planner: Planner) -> None:
    find(planner, "rp-runs-path").value = "abc"
    press(find(planner, "rp-bring-runs"))
    assert planner.model.messages.warning == "abc is not there: give a run plan as CSV, .xlsx, .ods or .ics."
    find(planner, "rp-path").value = "abc"
    press(find(planner, "rp-load"))
    assert planner.model.messages.warning == "abc.csv is not there: give the plan's CSV file."
    press(find(planner, "rp-save"))
    assert planner.model.messages.message.startswith("Saved abc.csv and abc.block.json in ")


def test_a_start_that_is_cleared_is_asked_for(planner: Planner) -> None:
    find(planner, "rp-field-start").value = None
    assert scene(planner)["blocked"].startswith("Start is missing: give the date on which the block starts.")
