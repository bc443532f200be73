"""The browser of exercises, without a web browser."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

import runplan as rp
from runplan import schema
from runplan.ui.browsers.exercise_browser import ExerciseBrowser
from tests.builders.blocks import EXERCISE_IDS
from tests.ui.conftest import move

SAMPLE = Path(__file__).parents[2] / "catalog" / "sample_exercises.json"


def test_filters_narrow_the_list_and_the_first_that_is_left_is_shown(sent: list[dict[str, Any]]) -> None:
    browser = ExerciseBrowser()
    assert browser.said.value == f'<p class="rp-quiet">{len(EXERCISE_IDS)} of {len(EXERCISE_IDS)} exercises</p>'
    browser.muscle.value = "soleus"
    browser.kit.value = "-"
    expected = rp.load_catalog().filter(muscle="soleus", equipment=())
    assert sorted(one for _, one in browser.found.options) == sorted(expected.index)
    assert [name for name, _ in browser.found.options] == sorted(expected["name"])
    assert browser.found.options[0][0] in browser.sheet.value


def test_plane_and_words_of_the_name_filter_too(sent: list[dict[str, Any]]) -> None:
    browser = ExerciseBrowser()
    browser.plane.value = "frontal"
    browser.words.value = "  PLANK "
    found = [one for _, one in browser.found.options]
    assert "copenhagen_plank" in found
    assert "front_plank" not in found
    browser.words.value = "no such thing"
    assert browser.sheet.value == "<p>No exercise matches all filters.</p>"
    assert browser.near.children == ()


def test_neighbours_and_swaps_are_buttons_that_lead_to_them(sent: list[dict[str, Any]]) -> None:
    browser = ExerciseBrowser()
    browser.show("goblet_squat")
    lines = {line.children[0].value: line.children[1:] for line in browser.near.children}
    assert [title.split(">")[1].split("<")[0] for title in lines] == ["Easier", "Harder", "Instead, without the kit"]
    harder = next(buttons for title, buttons in lines.items() if "Harder" in title)
    names = ["Back squat", "Rear-foot-elevated split squat", "Front squat", "Front-rack squat"]
    assert [button.description for button in harder] == names
    harder[0].click()
    assert browser.found.value == "back_squat"
    assert "Back squat" in browser.sheet.value


def test_an_exercise_that_the_filters_hide_is_shown_all_the_same(sent: list[dict[str, Any]]) -> None:
    browser = ExerciseBrowser()
    browser.pattern.value = "jump"
    browser.show("side_plank")
    assert browser.found.value == "side_plank"
    assert browser.pattern.value == ""
    assert len(browser.found.options) == len(EXERCISE_IDS)


def test_a_card_draws_the_roles_on_the_body_and_says_them(sent: list[dict[str, Any]]) -> None:
    browser = ExerciseBrowser()
    browser.show("one_leg_rdl_to_row")
    card = browser.sheet.value
    assert 'role="img" aria-label="Body map, front and back. does the work: ' in card
    assert card.count("rp-role-prime_mover") > 4
    assert "holds steady" in card
    assert "Fill a backpack with books" in card
    browser.show("calf_raise_loaded")
    assert "%" not in browser.roles.value.split("</table>")[0]  # functional anatomy has no figures


@pytest.mark.parametrize(
    ("name", "counts"),
    [("side_plank", {"(1 set)"}), ("clamshell", {"(0.5 set)", "(0.25 set)"}), ("lunge_elbow_to_instep", set())],
)
def test_a_role_says_what_a_set_counts_for_it(sent: list[dict[str, Any]], name: str, counts: set[str]) -> None:
    browser = ExerciseBrowser()
    browser.show(name)
    assert set(re.findall(r"\([\d.]+ set\)", browser.roles.value)) == counts


def test_names_are_text_in_card_and_buttons(sent: list[dict[str, Any]], tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text(
        "exercise_id,name,section,pattern,planes,equipment,level,each_side,mode,seconds_per_rep,setup_s,dose,load_class,"
        "how_to,harder,muscles\n"
        "evil,<script>alert(1)</script> \N{ROCKET},strength,squat,sagittal,dumbbell,beginner,no,reps,3,5,"
        "compound_both,heavy,"
        "<img src=x onerror=alert(1)>,goblet_squat,quadriceps:prime_mover\n",
        encoding="utf-8",
    )
    browser = ExerciseBrowser(rp.load_catalog(path))
    browser.show("evil")
    assert "<script>" not in browser.sheet.value
    assert "<img" not in browser.sheet.value
    assert "&lt;script&gt;" in browser.sheet.value


def test_a_chosen_exercise_shows_its_muscles_with_their_basis(sent: list[dict[str, Any]]) -> None:
    browser = ExerciseBrowser()
    names = [one for _, one in browser.found.options]
    move(browser.found, names.index("one_leg_rdl_to_row"), "index")
    assert "Gluteus medius" in browser.roles.value
    assert "Diamant 2021, Int J Exerc Sci 14(1):187-201: 77.6 % MVIC (mean concentric)" in browser.roles.value
    assert "functional anatomy" in browser.roles.value


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
    assert browser.sheet.value == "<p>No exercise matches all filters.</p>"


def test_a_callback_that_raises_is_shown(sent: list[dict[str, Any]]) -> None:
    browser = ExerciseBrowser()
    browser.catalog = None  # type: ignore[assignment]
    browser.muscle.value = "soleus"
    assert "Something went wrong while filtering: AttributeError" in browser.said.value
