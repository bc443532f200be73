"""The numbers of a cell: repeats of repeats, hours with minutes, and bare numbers that are metres."""

from __future__ import annotations

import pytest

from runplan.exchange.run_plans.cells.cell import read_cell


@pytest.mark.parametrize(
    ("text", "km"),
    [
        ("2 x (3 x (1 km, 400 m))", 8.4),  # six times 1.4 km
        ("2 x (3 x (2 x 400 m))", 4.8),  # twelve times 0.4 km
        ("2 x (3 x (400 m / 200 m jog))", 3.6),  # six times 0.4 km and 0.2 km
        ("2 x (1 km, 400 m)", 2.8),
    ],
)
def test_repeats_within_repeats_are_multiplied(text: str, km: float) -> None:
    (session,) = read_cell(text).sessions
    assert session.km == pytest.approx(km, abs=1e-9)


def test_minutes_within_repeats_of_repeats_are_multiplied_too() -> None:
    (session,) = read_cell("2 x (3 x (2 min run, 1 min walk))").sessions
    assert (session.minutes, session.running) == (18, 12)


def test_after_an_hour_stand_its_minutes_up_to_59() -> None:
    assert read_cell("1h59 long").taken == "Long run, 119 min."
    assert read_cell("1h60 long").taken == "Long run, 60 min (60 has no unit and was left)."


@pytest.mark.parametrize(("number", "km"), [(100, 0.3), (400, 1.2), (5000, 15.0)])
def test_a_bare_number_from_100_to_5000_that_is_repeated_is_metres(number: int, km: float) -> None:
    meaning = read_cell(f"3 x {number}")
    assert [session.km for session in meaning.sessions] == [pytest.approx(km)]
    assert meaning.bare == ()


@pytest.mark.parametrize("number", [99, 5001])
def test_a_bare_number_that_is_repeated_and_is_shorter_or_longer_is_asked_about(number: int) -> None:
    meaning = read_cell(f"3 x {number}")
    assert [session.km for session in meaning.sessions] == [None]
    assert meaning.bare == (str(number),)


@pytest.mark.parametrize(
    ("text", "km"),
    [
        ("4 x 1 km, 800 m jog", 7.2),  # four times both
        ("4 x 1 km, 400 m jog", 5.6),
        ("4 x 1 km, 2 km jog", 6.0),  # the jog once
    ],
)
def test_a_short_jog_after_repeats_is_run_between_them_and_a_long_one_once_after_them(text: str, km: float) -> None:
    (session,) = read_cell(text).sessions
    assert session.km == pytest.approx(km, abs=1e-9)
