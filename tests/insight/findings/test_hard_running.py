"""What is said of a plan whose running is hard."""

from __future__ import annotations

from typing import Any

import pytest

from runplan.api import build_plan
from runplan.insight.findings import findings
from runplan.insight.intensity import minutes_of_runs
from runplan.plan.block import Block
from tests.builders.hard_running_plans import hard_weeks
from tests.builders.written_plans import make_plan, run

TEN = {"race_date": "2027-01-31", "goal": "10k"}  # the Sunday of week 4


def heard(sessions: list[dict[str, Any]], **wishes: Any) -> list[tuple[str, str]]:
    """Severity and sentence of what is said of the share of hard running."""
    rows = findings(make_plan(sessions, **wishes))
    rows = rows[(rows["rule"] == "hard_share").to_numpy()]
    return list(zip(rows["severity"], rows["message"], strict=True))


def test_more_than_a_fifth_faster_than_easy_is_told_with_what_the_trial_found() -> None:
    # A week has 90 minutes; 12 are at threshold pace and 10 at 5k pace: 24.4 %.
    assert heard(hard_weeks(4)) == [
        (
            "info",
            "24 % of your training time is faster than easy (13 % moderate and 11 % hard); we suggest 20 % at "
            "most (our assumption). If you keep feeling tired, make one of the hard sessions an easy run. Nobody knows "
            "how much is best: in a trial, 38 recreational runners did as well with 23 % as with 60 % (Festa "
            "2020).",
        )
    ]


@pytest.mark.parametrize(
    ("easy_minutes", "is_heard"),
    [(55, True), (56, True), (57, False), (60, False)],  # 22 of 105, 106, 107 and 110: 21.0, 20.8, 20.6 and 20.0 %
)
def test_a_plan_of_which_the_board_says_80_per_cent_easy_is_not_told(easy_minutes: int, is_heard: bool) -> None:
    sessions = hard_weeks(4, easy_minutes)
    assert bool(heard(sessions)) == is_heard
    assert str(minutes_of_runs(make_plan(sessions))).startswith("79 % easy" if is_heard else "80 % easy")


def test_three_weeks_with_quality_runs_are_too_few_to_speak() -> None:
    assert heard(hard_weeks(3)) == []


def test_the_race_that_the_block_leads_up_to_is_not_counted_and_others_are() -> None:
    race = run(4, "Sun", "race", 10.0) | {"minutes": 55}
    assert heard([*hard_weeks(4, 60), race], **TEN) == []
    before = race | {"week": 3, "session_id": "w03-race"}
    ((_, sentence),) = heard([*hard_weeks(4, 60), before], **TEN)
    # 143 of 495 minutes: 48 moderate, 40 of the intervals and the 55 of the race hard.
    assert "29 % of your training time is faster than easy (10 % moderate and 19 % hard)" in sentence


def test_a_share_of_runs_whose_steps_are_not_known_is_about_so_much() -> None:
    ((_, sentence),) = heard(hard_weeks(4, 0, ""))
    assert sentence.startswith("About 25 % of your training time is faster than easy (all of it hard); ")
    ((_, of_steps),) = heard(hard_weeks(4))
    assert "about" not in of_steps


@pytest.mark.parametrize(("goal", "weeks"), [("5k", 10), ("10k", 12), ("half", 14), ("marathon", 16)])
def test_planned_blocks_with_two_quality_runs_stay_under_a_fifth(goal: str, weeks: int) -> None:
    block = Block(start="2027-01-04", weeks=weeks, goal=goal, weekly_km_now=30, weekly_km_peak=50, quality_runs=2)
    assert "hard_share" not in set(findings(build_plan(block))["rule"])
