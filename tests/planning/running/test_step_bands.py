"""The band of each step: from the table of paces, from a goal time, or words where no pace is known."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from runplan.plan.block import Block
from runplan.planning.running.step_bands import StepBand, step_bands
from runplan.planning.running.step_paces import step_paces
from runplan.words import STEP_NAMES
from tests.builders.blocks import blocks
from tests.exchange.run_oracle import heart_rates_of, paces_of

WORDS = {"easy": "easy", "intervals": "@5k", "hills": "uphill", "strides": "strides", "jog": "jog"}


def bands(**wishes: Any) -> dict[str, StepBand]:
    return dict(step_bands(Block(**({"start": "2027-01-04", "weeks": 8} | wishes))))


@given(blocks())
def test_every_step_has_the_band_of_its_kind_of_running(block: Block) -> None:
    by_target = step_bands(block)
    assert set(by_target) == set(STEP_NAMES)
    for target, band in by_target.items():
        word = WORDS.get(target, f"@{target}")
        paces = paces_of(word, block)
        assert (band.pace is None) == (paces is None)
        if paces is not None:
            assert tuple(band.pace or ()) == pytest.approx(paces, abs=0.051)
        assert band.heart_rate == heart_rates_of(word, block)
        assert band.feel or target in ("jog", "race")


@given(blocks())
def test_the_minutes_of_a_run_count_with_a_pace_within_its_band(block: Block) -> None:
    paces = step_paces(block)
    for target, band in step_bands(block).items():
        # The easy pace is the runner's own, which may lie outside; a finding says so.
        if band.pace is not None and target != "easy":
            assert band.pace.fast <= paces[target] <= band.pace.slow


def test_without_a_race_and_an_easy_pace_of_ones_own_words_stand_for_paces() -> None:
    by_target = bands()
    assert all(band.pace is None for band in by_target.values())
    assert by_target["threshold"].name == "Threshold effort"
    assert bands(easy_pace_s_per_km=360)["threshold"].name == "Threshold pace"


def test_races_slower_than_the_equations_were_made_for_give_words() -> None:
    assert all(band.pace is None for band in bands(recent_races="5k 40:00").values())


@pytest.mark.parametrize(
    ("goal", "target", "seconds", "pace"),
    [
        ("5k", "intervals", 1500, 300.0),
        ("10k", "10k", 3000, 300.0),
        ("half", "half", 6300, 298.61),
        ("marathon", "marathon", 12600, 298.61),
    ],
)
def test_a_goal_time_gives_the_pace_of_its_race_and_no_other(goal: str, target: str, seconds: int, pace: float) -> None:
    by_target, without = bands(goal=goal, goal_time=seconds), bands(goal=goal)
    for name in (target, "race"):
        band = by_target.pop(name).pace
        assert band is not None
        assert tuple(band) == pytest.approx((0.985 * pace, 1.015 * pace), abs=0.01)
    assert by_target == {name: band for name, band in without.items() if name in by_target}
    assert bands(goal=goal, goal_time=seconds)[target].name == "Goal pace"
