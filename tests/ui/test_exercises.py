"""The browser of exercises, without a web browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import runplan as rp
from runplan import schema
from runplan.ui.exercises import ExerciseBrowser
from tests.ui.conftest import move

SAMPLE = Path(__file__).parents[1] / "catalog" / "sample_exercises.json"


def test_filters_narrow_the_list_and_the_first_that_is_left_is_shown(sent: list[dict[str, Any]]) -> None:
    browser = ExerciseBrowser()
    assert browser.said.value == '<p class="rp-quiet">198 of 198 exercises</p>'
    browser.muscle.value = "soleus"
    browser.kit.value = "-"
    expected = rp.load_catalog().filter(muscle="soleus", equipment=())
    assert [one for _, one in browser.found.options] == list(expected.index)
    assert expected["name"].iloc[0] in browser.sheet.value


def test_a_chosen_exercise_shows_its_muscles_with_their_basis(sent: list[dict[str, Any]]) -> None:
    browser = ExerciseBrowser()
    names = [one for _, one in browser.found.options]
    move(browser.found, names.index("one_leg_rdl_to_row"), "index")
    assert "Gluteus medius" in browser.sheet.value
    assert "Diamant 2021" in browser.sheet.value
    assert "functional anatomy" in browser.sheet.value


def test_kit_is_offered_where_some_exercise_needs_it(sent: list[dict[str, Any]]) -> None:
    built_in = [one for _, one in ExerciseBrowser().kit.options]
    assert built_in == ["", "-", *schema.EQUIPMENT[:-3]]
    browser = ExerciseBrowser(rp.load_catalog(SAMPLE))
    assert [name for name, _ in browser.kit.options][-3:] == ["Machine", "Medicine ball", "Other things"]
    browser.kit.value = "machine"
    browser.section.value = "strength"
    assert "fedb_seat_leg_press" in [one for _, one in browser.found.options]


def test_filters_that_leave_nothing_say_so(sent: list[dict[str, Any]]) -> None:
    browser = ExerciseBrowser()
    browser.section.value = "foam_roll"
    browser.pattern.value = "jump"
    assert browser.sheet.value == "<p>No exercise passes all filters.</p>"


def test_a_callback_that_raises_is_shown(sent: list[dict[str, Any]]) -> None:
    browser = ExerciseBrowser()
    browser.catalog = None  # type: ignore[assignment]
    browser.muscle.value = "soleus"
    assert "Something went wrong while filtering: AttributeError" in browser.said.value
