"""What is said of the longest run before a race: what holds it back, and what would make it longer."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from runplan.api import build_plan
from runplan.insight.findings import findings
from runplan.plan.block import Block
from tests.builders.written_plans import make_plan, run

BOUNDS = ("long_cap_", "long_minutes_", "long_share_", "long_run_share", "long_rise", "least_run_km", "long_reach")
STUDY = (
    ": among 441 marathoners, those with a shorter longest run were 13.4 minutes slower and were not "
    "injured more often (an association)."
)
GROWS = (
    "The longest run is 25 km: long runs grow step by step from 11 km and do not reach 27.5 km before the taper. "
    "The limit is 27.5 km because"
)
SHORT = f"but we suggest 25 km or more{STUDY}"
WEEKS = "(an earlier start or a later race)"


def block_of(goal: str, weeks: int, now: float, peak: float, **wishes: Any) -> Block:
    """A block whose race is on the Sunday of its last week."""
    race = dt.date(2027, 1, 3) + dt.timedelta(days=7 * weeks)
    return Block(start="2027-01-04", race_date=race, goal=goal, weekly_km_now=now, weekly_km_peak=peak, **wishes)


def said_of_the_block(block: Block) -> list[tuple[str, str, str]]:
    """Severity, rule and sentence of what is said of the whole block's longest run."""
    rows = findings(build_plan(block))
    rows = rows[rows["rule"].str.startswith(BOUNDS) & rows["week"].isna()]
    return list(rows[["severity", "rule", "message"]].itertuples(index=False, name=None))


def longest(block: Block) -> float:
    sessions = build_plan(block).sessions
    return float(sessions.loc[sessions["type"] == "long", "km"].max())


A_WEEK_OFF = tuple(f"2027-02-{day:02d}" for day in range(8, 15))


@pytest.mark.parametrize(
    ("block", "km", "rule", "message"),
    [
        # The README's own: 98 % of 55 km are 54 km in week 13, and 25 km in week 11 could grow to 27.5 km.
        pytest.param(
            block_of("marathon", 16, 30, 55),
            27.0,
            "long_run_share",
            "The longest run is 27 km: week 13 has 54 km, and we plan no run longer than half of the week's distance.",
            id="half of its week",
        ),
        # VDOT 37.8, easy 6:39 a kilometre: 27 km in three hours.
        pytest.param(
            block_of("marathon", 16, 30, 55, recent_races="10k 52:30"),
            27.0,
            "long_minutes_marathon",
            "The longest run is 27 km: 3:00 h at your easy pace is the most that we plan before a marathon.",
            id="three hours",
        ),
        pytest.param(
            block_of("marathon", 16, 45, 50, easy_pace_s_per_km=300),
            25.0,
            "long_share_marathon",
            "The longest run is 25 km: we plan no run longer than half of the largest week's distance.",
            id="half of the peak",
        ),
        pytest.param(
            block_of("half", 14, 30, 40, easy_pace_s_per_km=300),
            18.0,  # 45 % of 40 km
            "long_share_half",
            "The longest run is 18 km: we plan no run longer than 45 % of the largest week's distance.",
            id="45 % of the peak",
        ),
        # Seven runs of 28 km: six of 3 km leave 10 km.
        pytest.param(
            block_of("10k", 12, 25, 28, run_days=7, rest_days=0),
            10.0,
            "least_run_km",
            "The longest run is 10 km: the other runs of the largest week need 3 km each.",
            id="room",
        ),
        # 11 12 13.5 15 16.5 | 18 19.5 21 | 23 25: the next, 27.5 km, would come in the taper.
        pytest.param(
            block_of("marathon", 16, 30, 55, longest_run_km=11),
            25.0,
            "long_rise",
            f"{GROWS} we plan no run longer than half of the largest week's distance.",
            id="growth from the runner's own",
        ),
        # Half of the week would be 32 km; 180 minutes at 6:30 a kilometre are 27.7 km.
        pytest.param(
            block_of("marathon", 16, 30, 64, longest_run_km=11),
            25.0,
            "long_rise",
            f"{GROWS} 3:00 h at your easy pace is the most that we plan before a marathon.",
            id="growth that the hours would end",
        ),
        # The same without week 5, from 40 % of 30 km.
        pytest.param(
            block_of("marathon", 16, 30, 55, weekly_km={5: 0}),
            25.0,
            "long_rise",
            "The longest run is 25 km: long runs grow step by step from 12 km (our assumption for your longest "
            "run before the block) and do not reach 27.5 km before the taper. "
            "The limit is 27.5 km because we plan no run longer than half of the largest week's distance.",
            id="growth from what we assume",
        ),
        # After a week without a run 0.8 of 23 km, and 2 km more a week: 18.5 20.5 22.5 | 23 as before, then 25.
        pytest.param(
            block_of("marathon", 16, 42, 60, dates_off=A_WEEK_OFF),
            25.0,
            "long_rise",
            "The longest run is 25 km: after the days off, long runs start shorter again and do not reach 27.5 "
            "km before the taper. The limit is 27.5 km because 3:00 h at your easy pace is the most that we plan "
            "before a marathon.",
            id="a week off",
        ),
        pytest.param(
            block_of("half", 14, 30, 50, longest_run_km=25),
            22.0,
            "long_cap_half",
            "The longest run is 22 km, though you did a run of 25 km in the last 30 days: we plan none longer before a "
            "half marathon.",
            id="less than the runner has run",
        ),
    ],
)
def test_what_holds_the_longest_run_back_is_named(block: Block, km: float, rule: str, message: str) -> None:
    assert longest(block) == km
    assert said_of_the_block(block) == [("info", rule, message)]


@pytest.mark.parametrize(
    "block",
    [
        block_of("half", 14, 30, 50),  # 22 km, all that is wished
        block_of("10k", 12, 30, 40),
        Block(start="2027-01-04", weeks=12, weekly_km_now=30, goal="10k"),  # no race, no goal to reach
    ],
    ids=["a half marathon", "a 10k", "no race"],
)
def test_nothing_is_said_where_the_longest_run_is_what_the_goal_wishes(block: Block) -> None:
    assert said_of_the_block(block) == []


@pytest.mark.parametrize(
    ("block", "message"),
    [
        # Half of the peak is 19.5 km. In the weeks beside the largest, 98 % of 51 km are the first with 50.
        pytest.param(
            block_of("marathon", 16, 30, 39),
            f"The longest run before the marathon is 19.5 km, {SHORT} Raise the peak to 51 km, or expect the "
            "last part of the race to be hard.",
            id="the peak",
        ),
        pytest.param(
            block_of("marathon", 16, 25, 55),
            f"The longest run before the marathon is 23 km, {SHORT} Allow 2 more weeks {WEEKS}, or expect the "
            "last part of the race to be hard.",
            id="weeks",
        ),
        pytest.param(
            block_of("marathon", 14, 28, 42),
            f"The longest run before the marathon is 20.5 km, {SHORT} Raise the peak to 51 km and allow 2 more "
            f"weeks {WEEKS}, or expect the last part of the race to be hard.",
            id="peak and weeks",
        ),
        pytest.param(
            block_of("marathon", 16, 20, 30),
            f"The longest run before the marathon is 15 km, {SHORT} This would take a peak of 50 km, a large "
            "rise from your current 20 km per week: build up in an earlier block first, or expect the last part "
            "of the race to be hard.",
            id="a peak out of reach",
        ),
        pytest.param(
            block_of("10k", 12, 12, 16, run_days=3),
            "The longest run before the 10 km race is 8 km, but we suggest 10 km or more (our assumption). "
            "Raise the peak to 20 km, or choose a 5 km race instead.",
            id="a 10k",
        ),
        pytest.param(
            block_of("half", 4, 30, 36),
            "The longest run before the half marathon is 12 km, but we suggest 12.5 km or more (our "
            f"assumption). Allow 1 more week {WEEKS}, or expect the last part of the race to be hard.",
            id="four weeks",
        ),
    ],
)
def test_a_race_after_too_short_runs_is_warned_of_with_what_would_help(block: Block, message: str) -> None:
    assert said_of_the_block(block) == [("warning", "long_reach", message)]


@pytest.mark.parametrize(
    ("block", "changes"),
    [
        (block_of("marathon", 16, 30, 39), {"weekly_km_peak": 51}),
        (block_of("marathon", 16, 25, 55), {"race_date": "2027-05-09"}),
        (block_of("marathon", 16, 25, 55), {"start": "2026-12-21"}),
        (block_of("marathon", 14, 28, 42), {"weekly_km_peak": 51, "race_date": "2027-04-25"}),
        (block_of("10k", 12, 12, 16, run_days=3), {"weekly_km_peak": 20}),
        (block_of("half", 4, 30, 36), {"race_date": "2027-02-07"}),
    ],
    ids=["the peak", "a later race", "an earlier start", "peak and weeks", "a 10k", "four weeks"],
)
def test_what_is_advised_is_enough_and_less_of_it_is_not(block: Block, changes: dict[str, Any]) -> None:
    week = dt.timedelta(days=7)
    advised = block.replace(**changes)
    less = {
        "weekly_km_peak": [advised.weekly_km_peak - 1],
        "race_date": [advised.race_date - week] if advised.race_date else [],
        "start": [advised.start + week],
    }
    assert "long_reach" not in [rule for _, rule, _ in said_of_the_block(advised)]
    for name in changes:
        for value in less[name]:
            assert "long_reach" in [rule for _, rule, _ in said_of_the_block(advised.replace(**{name: value}))]


def test_a_runner_whose_three_hours_are_shorter_is_told_and_not_asked_for_more() -> None:
    # 8:00 a kilometre: 22.5 km in three hours.
    assert said_of_the_block(block_of("marathon", 16, 30, 55, easy_pace_s_per_km=480)) == [
        (
            "info",
            "long_reach",
            f"The longest run before the marathon is 22.5 km, {SHORT} At your easy pace, 25 km would take more than "
            "3:00 h, the most that we plan before a marathon, so expect the last part of the race to be hard.",
        )
    ]


def test_what_fits_into_the_hours_is_what_the_advice_is_for() -> None:
    # Half of 36 km; 22.5 km are half of 45.
    ((severity, _, message),) = said_of_the_block(block_of("marathon", 16, 30, 36, easy_pace_s_per_km=480))
    assert severity == "warning"
    assert message.endswith(
        "At your easy pace, 25 km would take more than 3:00 h, the most that we plan before a marathon; 22.5 km "
        "would not. Raise the peak to 45 km, or expect the last part of the race to be hard."
    )


def test_the_shortest_run_that_we_want_is_enough() -> None:
    assert longest(block_of("marathon", 16, 45, 50)) == 25.0
    rules = [rule for _, rule, _ in said_of_the_block(block_of("marathon", 16, 45, 50))]
    assert rules == ["long_share_marathon"]


def test_in_miles_lengths_are_whole_and_half_miles() -> None:
    # 13 miles at most of a week of 27; 15.5 miles are just under 25 km.
    ((_, _, message),) = said_of_the_block(block_of("marathon", 16, 32, 43, units="mi"))
    assert message.startswith("The longest run before the marathon is 13 mi, but we suggest 15.5 mi or more: among")
    assert " Raise the peak to 3" in message
    assert message.endswith(" mi, or expect the last part of the race to be hard.")


def test_days_off_that_cost_the_longest_runs_name_a_later_race() -> None:
    # 21 days off: 9 11 13 15 17, and before them 18. Of 26 weeks 14 km before them: 7 9 11 13 14 15.5 17 ... 24 | 26.
    off = [(dt.date(2027, 2, 8) + dt.timedelta(days=day)).isoformat() for day in range(21)]
    block = block_of("marathon", 16, 30, 55, dates_off=off)
    ((severity, _, message),) = said_of_the_block(block)
    assert severity == "warning"
    assert message == (
        f"The longest run before the marathon is 18 km, {SHORT} Allow 10 more weeks {WEEKS}, or expect the last "
        "part of the race to be hard."
    )
    assert longest(block.replace(race_date="2027-07-04")) >= 25.0 > longest(block.replace(race_date="2027-06-27"))


def test_runs_of_the_runner_s_own_are_only_measured_by_the_race() -> None:
    rows = [{"week": week, "weekday": "Sun", "type": "long", "km": 12.0} for week in (1, 2, 3)]
    race = {"week": 4, "weekday": "Sun", "type": "race", "km": 21.1}
    block = Block(start="2027-01-04", runs=[*rows, race], strength_sessions=0)
    assert said_of_the_block(block) == [
        (
            "warning",
            "long_reach",
            "The longest run before the half marathon is 12 km, but we suggest 12.5 km or more (our "
            "assumption). Make it longer step by step, or expect the last part of the race to be hard.",
        )
    ]


def test_any_run_may_be_the_longest_and_the_race_is_none() -> None:
    race = {"race_date": "2027-01-31", "goal": "half", "weekly_km_now": 40}
    plan = make_plan([run(1, "Sun", "easy", 12.5), run(4, "Sun", "race", 21.1)], **race)
    assert "long_reach" not in findings(plan)["rule"].tolist()
    plan = make_plan([run(1, "Sun", "easy", 12.4), run(4, "Sun", "race", 21.1)], **race)
    assert "long_reach" in findings(plan)["rule"].tolist()


def easy_and_long(week: int, easy: float, long: float) -> list[dict[str, Any]]:
    return [run(week, "Tue", "easy", easy), run(week, "Sun", "long", long)]


def test_a_longest_run_that_nothing_of_the_plan_holds_back_is_not_explained() -> None:
    # Half of the week are 15 km, and 16 km before the block could grow to 17.5: a person shortened it.
    race = {"race_date": "2027-01-31", "goal": "half", "weekly_km_now": 40}
    rows = findings(make_plan(easy_and_long(1, 17.0, 13.0), **race))
    assert not rows["message"].str.startswith("The longest run is").any()


def test_of_long_runs_of_one_length_the_last_is_explained() -> None:
    race = {"race_date": "2027-01-31", "goal": "half", "weekly_km_now": 40}
    rows = findings(make_plan([*easy_and_long(1, 17.0, 13.0), *easy_and_long(2, 13.0, 13.0)], **race))
    (message,) = rows.loc[rows["message"].str.startswith("The longest run is"), "message"]
    assert (
        message
        == "The longest run is 13 km: week 2 has 26 km, and we plan no run longer than half of the week's distance."
    )


def test_a_peak_below_the_kilometres_now_is_told() -> None:
    rows = findings(build_plan(block_of("half", 14, 50, 40)))
    assert rows.loc[rows["rule"] == "peak_rise", "message"].tolist() == [
        "Your peak of 40 km is below your current 50 km per week, so your weekly distance falls from the start."
    ]
