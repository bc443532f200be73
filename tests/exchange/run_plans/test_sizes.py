"""How long a session is where its cell names several amounts: sums by hand."""

from __future__ import annotations

import pytest

from runplan.exchange.run_plans.cells.cell import read_cell

MILE = 1.609344


def read(text: str) -> tuple[float | None, float | None, str]:
    """Kilometres and minutes of the one session of a cell, and what is said of it."""
    meaning = read_cell(text)
    (session,) = meaning.sessions
    return session.km, session.minutes, meaning.taken


@pytest.mark.parametrize("minutes", [2, 12, 101])
def test_minutes_in_which_nobody_runs_that_far_are_not_the_whole_run_s(minutes: int) -> None:
    # 5 km in 2 min, in 12 min (the world record is 12:35), and at 20:12 /km.
    assert read(f"5 km in {minutes} min") == (
        5.0,
        None,
        f"Easy run, 5 km ({minutes} min was not read as the duration of the whole run).",
    )


@pytest.mark.parametrize("minutes", [13, 30, 100])
def test_minutes_in_which_somebody_runs_or_walks_that_far_are_the_whole_run_s(minutes: int) -> None:
    assert read(f"5 km in {minutes} min") == (5.0, minutes, f"Easy run, 5 km, {minutes} min.")


def test_kilometres_and_miles_in_one_cell_are_told_in_kilometres() -> None:
    km, minutes, taken = read("5 km + 3 mi")
    assert (km, minutes) == (pytest.approx(5 + 3 * MILE, abs=0.001), None)
    assert taken == "Easy run, 9.8 km (2 distances added up; its parts are in kilometres and in miles)."


def test_miles_alone_are_told_in_miles() -> None:
    km, minutes, taken = read("3 mi + 2 mi")
    assert (km, minutes) == (pytest.approx(5 * MILE, abs=0.001), None)
    assert taken == "Easy run, 5 mi (2 distances added up)."
