"""A goal time out of reach, and an easy pace that a recent race does not bear out."""

from __future__ import annotations

from typing import Any

import pytest

from runplan.insight.findings import findings
from tests.builders.written_plans import make_plan, run
from tests.pace_checker import METRES, NUMBERS, fitness, pace_of_share, race_range

TEN = ("10k", 3150)
RUN = (METRES["10k"], 3150.0)


def heard(rule: str, **wishes: Any) -> list[str]:
    """The severities of what is said by a rule."""
    rows = findings(make_plan([run(1, "Sun", "long", 8.0)], **wishes))
    return list(rows.loc[(rows["rule"] == rule).to_numpy(), "severity"])


def test_a_goal_more_than_five_per_cent_under_what_a_race_points_to_is_warned_of() -> None:
    fastest = race_range(RUN, "half")[0] * METRES["half"] / 1000
    edge = fastest * (1 - NUMBERS["goal_reach"] / 100)
    for seconds, severities in ((int(edge) - 1, ["warning"]), (int(edge) + 2, []), (int(fastest) + 300, [])):
        assert heard("goal_reach", goal="half", goal_time=seconds, recent_races=[TEN]) == severities


@pytest.mark.parametrize(
    "wishes",
    [
        {"goal_time": 4800},  # no race is known
        {"goal_time": 4800, "easy_pace_s_per_km": 400},  # an easy pace is only a guess
        {"recent_races": [TEN]},  # no goal time
        {"goal_time": 6000, "recent_races": [("10k", 4500)]},  # below what the equations were made for
    ],
    ids=str,
)
def test_a_goal_is_only_measured_by_a_race(wishes: dict[str, Any]) -> None:
    assert heard("goal_reach", goal="half", **wishes) == []


def test_an_easy_pace_outside_the_band_of_a_race_is_told_and_too_fast_is_warned_of() -> None:
    value = fitness(*RUN)
    fast, slow = (pace_of_share(value, NUMBERS[f"zone_easy_{end}"]) for end in ("fast", "slow"))
    paces = {int(fast): ["warning"], int(fast) + 1: [], int(slow): [], int(slow) + 1: ["info"]}
    for pace, severities in paces.items():
        assert heard("easy_pace_fit", easy_pace_s_per_km=pace, recent_races=[TEN]) == severities, pace


def test_the_default_easy_pace_is_not_measured_for_a_race_gives_the_pace_of_the_runs() -> None:
    assert heard("easy_pace_fit", recent_races=[("5k", 1200)]) == []
    assert heard("easy_pace_fit", easy_pace_s_per_km=391, recent_races=[("5k", 1200)]) == ["info"]


def test_without_a_race_the_easy_pace_stands() -> None:
    assert heard("easy_pace_fit", easy_pace_s_per_km=200) == []
    assert heard("easy_pace_fit", easy_pace_s_per_km=300, recent_races=[("10k", 4500)]) == []
