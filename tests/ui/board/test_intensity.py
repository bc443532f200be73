"""How hard the running is, in the one line beneath the runs by type."""

from __future__ import annotations

from typing import Any

import pytest

import runplan as rp
from runplan.insight.analysis import Seen
from runplan.insight.intensity import weekly_intensity
from runplan.ui.board.payload import lists
from tests.builders.written_plans import make_plan, run, strength

EASY_AND_FAST = [
    run(1, "Tue", "easy", 8.0) | {"minutes": 52, "steps": "8 km easy"},
    run(1, "Thu", "tempo", 8.0) | {"minutes": 48, "steps": "20 min easy; 12 min @threshold; 10 min easy; 6 min @5k"},
]


def line(plan: Any) -> list[str]:
    texts: list[str] = lists(Seen(plan))["intensity"]
    return texts


def test_the_shares_of_the_minutes_are_in_one_line_with_what_they_mean() -> None:
    assert line(make_plan(EASY_AND_FAST)) == [
        "82 % easy, 12 % moderate, 6 % hard",
        "of the minutes. Moderate is marathon to threshold pace; hard is anything faster, plus hills and strides.",
    ]


def test_of_a_race_block_it_says_that_the_race_is_left_out() -> None:
    race = run(4, "Sun", "race", 21.1) | {"minutes": 110, "steps": "21.1 km race"}
    shares, about = line(make_plan([*EASY_AND_FAST, race], race_date="2027-01-31", goal="half"))
    assert shares == "82 % easy, 12 % moderate, 6 % hard"
    assert about.startswith("of the minutes, not counting the race. ")


@pytest.mark.parametrize("sessions", [[], [strength(1, "Mon", "heavy")]], ids=["nothing", "strength"])
def test_without_a_run_nothing_is_said(sessions: list[dict[str, Any]]) -> None:
    assert line(make_plan(sessions)) == ["", ""]


def test_the_line_is_the_sum_of_the_weeks() -> None:
    plan = rp.build_plan(rp.Block(start="2027-01-04", weeks=8, weekly_km_now=35, quality_runs=2))
    minutes = weekly_intensity(plan)[["easy", "moderate", "hard"]].sum()
    shares = {part.split(" % ")[1]: int(part.split(" % ")[0]) for part in line(plan)[0].split(", ")}
    assert set(shares) == {"easy", "moderate", "hard"}
    for zone, share in shares.items():
        assert share == pytest.approx(100 * minutes[zone] / minutes.sum(), abs=1)
