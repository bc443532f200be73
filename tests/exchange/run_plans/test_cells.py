"""What a cell of a run plan says: types, kilometres and minutes counted by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runplan.exchange.run_plans.cells.cell import read_cell
from runplan.schema import GIVEN_TYPES, READINGS

MILE = 1.609344
# text, unit given, type, km, minutes, reading
ONE = [
    ("3 mi run", "", "easy", 3 * MILE, None, "read"),
    ("5-6 mi easy", "", "easy", 6 * MILE, None, "read"),
    ("5 mi – 6 mi easy", "", "easy", 6 * MILE, None, "read"),
    ("3 or 4 miles", "", "easy", 4 * MILE, None, "read"),
    ("30 min cross", "", "cross", None, 30, "read"),
    ("30-40 min jog", "", "easy", None, 40, "read"),
    ("XT or strength", "", "cross", None, None, "guessed"),
    ("6-8 mi 10k-pace reps", "", "intervals", 8 * MILE, None, "read"),
    ("Rest or easy run", "", "easy", None, None, "guessed"),
    ("7 mi HMP tempo", "", "tempo", 7 * MILE, None, "read"),
    ("4.0 mi pace", "", "tempo", 4 * MILE, None, "read"),
    ("easy pace 8 km", "", "easy", 8, None, "read"),
    ("Half Marathon (13.1 mi)", "", "race", 13.1 * MILE, None, "read"),
    ("Half Marathon", "", "race", 21.1, None, "read"),
    ("Marathon!", "", "race", 42.2, None, "read"),
    ("Half marathon pace 8 km", "", "tempo", 8, None, "read"),
    ("10-K Race", "", "race", 10, None, "read"),
    ("RACE", "", "race", None, None, "read"),
    ("Pre-race shakeout 2 mi", "", "easy", 2 * MILE, None, "read"),
    ("6.5km(3km@MP)", "", "tempo", 6.5, None, "read"),
    ("4,8 km", "", "easy", 4.8, None, "read"),
    ("3½ mi", "", "easy", 3.5 * MILE, None, "read"),
    ("3 1/2 mi", "", "easy", 3.5 * MILE, None, "read"),
    ("Brisk walk 5 min, then 8 x 1 min run", "", "easy", None, 13, "guessed"),
    ("2 x (90 s run, 90 s walk, 3 min run, 3 min walk)", "", "easy", None, 18, "read"),
    ("3 run, 1.5 walk, 5 run, 2.5 walk, 3 run, 1.5 walk, 5 run (min)", "", "easy", None, 21.5, "read"),
    ("20 min alternating 60 s run / 90 s walk", "", "easy", None, 20, "read"),
    ("20 run", "min", "easy", None, 20, "read"),
    ("20", "mi", "easy", 20 * MILE, None, "read"),
    ("4 x 800", "", "intervals", 3.2, None, "guessed"),
    ("8 x 400 m @5k", "", "intervals", 3.2, None, "guessed"),
    ("2 km easy; 5 x 1 km @5k / 400 m jog; 2 km easy", "", "intervals", 11, None, "read"),
    ("6 x 60 s hills", "", "hills", None, 6, "guessed"),
    ("Easy 5k @ 5:30/km", "", "easy", 5, None, "read"),
    ("10 km in 55 min", "", "easy", 10, 55, "read"),
    ("1h30 long", "", "long", None, 90, "read"),
    ("Long run, 1:30:00", "", "long", None, 90, "read"),
    ("1 h 30 min long", "", "long", None, 90, "read"),
    ("3 m run", "mi", "easy", 3 * MILE, None, "read"),
    ("Bike intervals 45 min", "", "cross", None, 45, "read"),
    ("Rest day - 20 min walk", "", "walk", None, 20, "read"),
    ("S&C", "", "strength", None, None, "read"),
    ("5 km with Ana", "", "easy", 5, None, "guessed"),
    ("10 mi, last 3 at MP", "", "tempo", 10 * MILE, None, "read"),
]


@pytest.mark.parametrize(("text", "unit", "kind", "km", "minutes", "reading"), ONE, ids=[row[0] for row in ONE])
def test_a_cell_is_read_as_a_coach_would(
    text: str, unit: str, kind: str, km: float | None, minutes: float | None, reading: str
) -> None:
    meaning = read_cell(text, unit)
    (session,) = meaning.sessions
    assert (session.type, meaning.reading, meaning.bare) == (kind, reading, ())
    assert session.km == (None if km is None else pytest.approx(km, abs=0.001))
    assert session.minutes == minutes
    assert session.race == (kind == "race")


@pytest.mark.parametrize("text", ["Rest", "off", "OFF!", "Rest day", "-", "0", "0 km", "rest."])
def test_a_day_of_rest_has_no_session(text: str) -> None:
    assert read_cell(text).sessions == ()
    assert read_cell(text).taken == "Rest."


def test_a_run_and_strength_on_one_day_are_two_sessions() -> None:
    assert [(one.type, one.km) for one in read_cell("5 km easy + strength").sessions] == [
        ("easy", 5),
        ("strength", None),
    ]


@pytest.mark.parametrize(
    ("text", "running"),
    [
        ("20 min alternating 60 s run / 90 s walk", 8),
        ("20 min alternating 90 s run / 2 min walk", 9),
        ("2 x (90 s run, 90 s walk, 3 min run, 3 min walk)", 9),
        ("25 min run", 25),
    ],
)
def test_the_minutes_of_running_are_told_apart_from_those_of_walking(text: str, running: float) -> None:
    assert read_cell(text).sessions[0].running == running


@pytest.mark.parametrize("text", ["5", "20 run", "3 m run", "5, 3 and 2 easy", "4 x 4"])
def test_a_number_without_a_unit_is_never_given_one(text: str) -> None:
    meaning = read_cell(text)
    assert meaning.bare
    assert all(session.km is None and session.minutes is None for session in meaning.sessions)


@pytest.mark.parametrize("text", ["hello", "x" * 501, "5 " * 150, "999 km", "(" * 400, "9" * 400, "4000 min run"])
def test_what_cannot_be_read_is_kept_without_a_type(text: str) -> None:
    meaning = read_cell(text, "km")
    assert meaning.reading == "not read"
    assert [session.type for session in meaning.sessions] == [""]
    assert meaning.taken.startswith("Could not be read: ")


def test_the_upper_end_of_a_range_and_the_first_choice_are_said() -> None:
    assert read_cell("5-6 mi easy").taken == "Easy run, 6 mi (the upper end of 5 - 6 mi)."
    assert read_cell("XT or strength").taken == "Cross-training (the first of the choices)."


WORDS = st.sampled_from(
    [
        "3",
        "5-6",
        "4.8",
        "4,8",
        "800",
        "mi",
        "km",
        "m",
        "min",
        "s",
        "h",
        "x",
        "(",
        ")",
        ",",
        ";",
        "+",
        "/",
        "@",
        "or",
        "and",
        "then",
        "with",
        "run",
        "easy",
        "walk",
        "rest",
        "tempo",
        "MP",
        "10k",
        "race",
        "half",
        "marathon",
        "hills",
        "long",
        "strength",
        "XT",
        "alternating",
        "1:30",
        "90",
        "pace",
        "–",
        "½",
        "0",
        "'",
        '"',
        ":",
        "&",
        "%",
        "of",
        "blob",
    ]
)


@given(st.lists(WORDS, max_size=40).map(" ".join) | st.text(max_size=80), st.sampled_from(["", "km", "mi", "min"]))
def test_any_text_is_read_within_the_schema(text: str, unit: str) -> None:
    meaning = read_cell(text, unit)
    assert meaning.reading in READINGS
    assert meaning.taken.endswith(".")
    assert len(meaning.sessions) <= 3
    for one in meaning.sessions:
        assert one.type in ("", *GIVEN_TYPES)
        assert (one.type == "") == (meaning.reading == "not read")
        assert one.km is None or 0 <= one.km <= 300
        assert one.minutes is None or 0 <= one.minutes <= 2880
    assert not meaning.bare or unit not in ("km", "min") or "m" in text
