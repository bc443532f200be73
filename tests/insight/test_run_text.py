"""What is run, in words: in the runner's unit, each band said once."""

from __future__ import annotations

import datetime as dt

import pytest

from runplan.insight.run_text import RunText, run_text
from runplan.plan.block import Block
from runplan.plan.records import Session
from tests.builders.two_weeks import a_block

RACE = {"recent_races": "10k 52:30"}


def a_run(steps: str, kind: str = "tempo") -> Session:
    facts = ("w03-quality-1", 3, dt.date(2027, 1, 19), "Tue", "am", "run", kind, "A run", 10.0, 62, 8.0, False)
    return Session(*facts, "", steps)


@pytest.fixture(scope="module")
def text() -> RunText:
    return run_text(a_block(**RACE, max_heart_rate=190))


@pytest.mark.parametrize(
    ("steps", "line"),
    [
        (
            "1.5 km easy; 4 x 6 min @threshold / 90 s jog; 1.5 km easy",
            "1.5 km easy (6:07–7:18 /km, 124–152 bpm); 4 x 6 min at threshold pace (5:20–5:35 /km, 167–175 bpm), "
            "90 s jog after each; 1.5 km easy",
        ),
        ("6 x 20 s strides / 1 min jog", "6 x 20 s strides (quick and relaxed, not a sprint), 1 min jog after each"),
        ("8 x 200 m uphill / 200 m jog", "8 x 200 m uphill (hard, but not a sprint), 200 m jog after each"),
        ("10.5 km easy", "6:07–7:18 /km, 124–152 bpm"),
        (
            "1 min @5k; 1 min jog; 2 min @10k; 1 x 1 min @5k / 2 min jog",
            "1 min at 5k pace (4:59–5:08 /km); 1 min jog; 2 min at 10k pace (5:10–5:20 /km); "
            "1 min at 5k pace, then 2 min jog",
        ),
        ("as you like; 2 km easy", "as you like; 2 km easy (6:07–7:18 /km, 124–152 bpm)"),
    ],
)
def test_a_run_in_one_line_has_each_band_once(text: RunText, steps: str, line: str) -> None:
    assert text.line(a_run(steps)) == line


@pytest.mark.parametrize(
    ("steps", "lines"),
    [
        ("12.07 km easy", ["7.5 mi easy (9:51–11:45 /mi)"]),
        ("700 m easy; 400 m jog", ["0.4 mi easy (9:51–11:45 /mi)", "0.2 mi jog"]),
        ("5 x 1 km @5k / 400 m jog", ["5 x 1000 m at 5k pace (8:01–8:16 /mi), 400 m jog after each"]),
        ("2 x 2 km @10k / 2 min jog", ["2 x 1.24 mi at 10k pace (8:19–8:35 /mi), 2 min jog after each"]),
    ],
)
def test_miles_are_said_where_they_are_wished_and_short_repeats_stay_in_metres(steps: str, lines: list[str]) -> None:
    assert run_text(a_block(**RACE, units="mi")).lines(a_run(steps)) == lines


def test_a_goal_pace_is_called_so_and_its_race_has_it_too() -> None:
    text = run_text(a_block(**RACE, goal="half", goal_time="1:50:00"))
    assert (
        text.line(a_run("3 x 2 km @half / 2 min jog")) == "3 x 2 km at goal pace (5:08–5:18 /km), 2 min jog after each"
    )
    assert text.line(a_run("21.1 km @race", "race")) == "5:08–5:18 /km"


def test_without_a_pace_a_step_says_its_effort() -> None:
    text = run_text(a_block())
    assert text.line(a_run("3 x 6 min @threshold / 2 min jog")) == (
        "3 x 6 min at threshold effort (you could say one sentence), 2 min jog after each"
    )
    assert run_text(a_block(max_heart_rate=190)).line(a_run("6 km easy")) == "you could chat all the way, 124–152 bpm"


@pytest.mark.parametrize(
    ("kind", "lines"),
    [
        ("easy", ["Easy (6:07–7:18 /km, 124–152 bpm)"]),
        ("long", ["Easy (6:07–7:18 /km, 124–152 bpm)"]),
        ("tempo", ["Tempo pace (5:20–5:35 /km, 167–175 bpm)"]),
        ("race", ["Race"]),
        ("intervals", []),
        ("hills", []),
    ],
)
def test_a_run_whose_steps_are_not_known_has_the_band_of_its_type(text: RunText, kind: str, lines: list[str]) -> None:
    assert text.lines(a_run("", kind)) == lines


def test_what_a_run_is_about_are_its_fast_parts(text: RunText) -> None:
    assert text.short(
        a_run("2 km easy; 15 min @threshold; 3 min jog; 4 x 200 m @repetition / 200 m jog; 1 km easy")
    ) == (
        "15 min at threshold pace (5:20–5:35 /km, 167–175 bpm); "
        "4 x 200 m at repetition pace (4:27–4:37 /km), 200 m jog after each"
    )
    ladder = "2 km easy; 1 min @5k; 1 min jog; 2 min @10k; 2 min jog; 3 min @10k; 2 min jog; 1 min @5k; 1 km easy"
    assert text.short(a_run(ladder)) == "5k pace (4:59–5:08 /km), 10k pace (5:10–5:20 /km)"
    assert text.short(a_run("5 km easy; 4 x 20 s strides / 1 min jog", "easy")).startswith("5 km easy (6:07")


def test_strength_work_has_no_steps(text: RunText) -> None:
    strength = a_run("")._replace(kind="strength", type="heavy")
    assert (text.lines(strength), text.line(strength), text.short(strength)) == ([], "", "")


def test_signs_that_a_terminal_has_not_are_left_out() -> None:
    plain = RunText(Block(start="2027-01-04", weeks=8, **RACE), "*", "-")
    assert plain.line(a_run("4 x 6 min @threshold / 90 s jog")) == (
        "4 * 6 min at threshold pace (5:20-5:35 /km), 90 s jog after each"
    )
    assert plain.speed(plain.bands["threshold"]) == "10.7-11.3 km/h"
