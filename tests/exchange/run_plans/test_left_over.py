"""Lengths that are left over in a cell, numbers that take the unit of their total, and a legend's letters in small."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runplan.exchange.run_plans.cells.cell import read_cell
from runplan.exchange.run_plans.read import runs_from_bytes
from runplan.exchange.written_words import Context
from tests.exchange.run_plans.cells import read

WORDS = ("", "home", "out", "away", "hence", "over there", "to the station")
RACES = (
    "10 km race with {km} km {word}",
    "Race 10 km, 1 km warm-up, with {km} km {word}",
    "Marathon, then {km} km {word}",
)
TOTALS = ("12 km: {km} km {word}", "12 km: 1 km {word}, {km} km", "60 min: {km} km {word}")


@given(st.sampled_from(RACES + TOTALS), st.integers(2, 9), st.sampled_from(WORDS))
def test_a_length_beside_a_race_or_a_total_is_in_the_length_or_makes_the_cell_a_guess(
    text: str, km: int, word: str
) -> None:
    meaning = read(text.format(km=km, word=word))
    assert meaning.reading == "guessed" or f"{km} km" in meaning.sessions[0].steps, meaning.taken


@pytest.mark.parametrize(
    "text",
    [
        "10 km race (6.2 mi)",
        "Marathon 26.2 mi (42.2 km)",
        "12 km: 12 km",
        "2 km warm-up, 10 km race, 2 km cool-down",
        "10 km race, sub 50",
        "10 km: 2 easy, 6 tempo, 2 easy",
        "12 km easy with 5 km steady",
    ],
)
def test_a_length_that_is_told_twice_or_has_a_meaning_is_no_doubt(text: str) -> None:
    assert read(text).reading == "read", read(text).taken


def test_a_race_with_a_name_is_as_long_as_its_name() -> None:
    runs = [(text, read(text).sessions[0].steps) for text in ("Marathon, then 3 km home", "Half marathon, 2 km home")]
    assert runs == [(runs[0][0], "42.2 km @race; 3 km easy"), (runs[1][0], "21.1 km @race; 2 km easy")]


@given(st.lists(st.integers(5, 30), min_size=3, max_size=3), st.sampled_from(["km", "mi", "min", ""]))
def test_numbers_that_add_up_to_a_total_have_its_unit(parts: list[int], unit: str) -> None:
    first, middle, last = parts
    text = f"{{}} min: {first} easy, {middle} tempo, {last} easy"
    (run,) = read(text.format(sum(parts)), unit=unit).sessions
    assert (run.km, run.minutes) == (None, sum(parts))
    assert run.steps == f"{first} min easy; {middle} min @tempo; {last} min easy"
    if unit != "min":
        assert not read(text.format(sum(parts) + 1), unit=unit).sessions[0].steps


@pytest.mark.parametrize(("letter", "fits"), [("E", True), ("L", True), ("M", False), ("X", False)])
def test_a_small_letter_of_a_legend_is_read_where_it_has_no_other_meaning(letter: str, fits: bool) -> None:
    context = Context(legend=((letter, "long run"),))
    small, large = (read_cell(f"{code}6", "km", context) for code in (letter.lower(), letter))
    assert large.sessions[0].type == "long"
    assert (small == large) is fits


def test_small_letters_are_of_the_legend_of_their_file() -> None:
    days = "Week,Mon,Tue,Wed,Thu,Fri,Sat,Sun\n"
    text = f"E = easy; T = tempo\n{days}" + "".join(f"{week},e6,rest,t5,rest,e6,rest,e12\n" for week in range(1, 5))
    runs = runs_from_bytes(text.encode(), "plan.csv", "km")
    assert [run.type for run in runs.records][:2] == ["easy", "tempo"]
    assert [cell.reading for cell in runs.cells if cell.text == "e6"] == ["read"] * 8
    clash = Context(legend=(("E", "easy"), ("e", "long run")))
    assert [read_cell(text, "km", clash).sessions[0].type for text in ("E6", "e6")] == ["easy", "long"]
