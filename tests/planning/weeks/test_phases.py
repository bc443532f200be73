"""Phases of running and of strength, against what a coach would count by hand from the rules' sentences."""

from __future__ import annotations

import datetime as dt
from itertools import groupby
from typing import Any

import pytest

from runplan import Block
from runplan.planning.weeks import plan_weeks
from runplan.planning.weeks.outline import Week

START = dt.date(2027, 1, 4)
LEVELS = ("beginner", "intermediate", "advanced")


def weeks_of(**wishes: Any) -> tuple[Week, ...]:
    """The weeks of a runner who owns whatever heavy work takes."""
    return plan_weeks(Block(start=START, **wishes), lambda phase, jumps: True)


def before_a_race(weeks: int, goal: str, **wishes: Any) -> tuple[Week, ...]:
    """Weeks up to a race on the last Sunday."""
    return weeks_of(race_date=START + dt.timedelta(days=7 * weeks - 1), goal=goal, **wishes)


def in_a_row(weeks: tuple[Week, ...], field: str) -> list[tuple[str, int]]:
    return [(name, len(list(group))) for name, group in groupby(getattr(week, field) for week in weeks)]


@pytest.mark.parametrize(
    ("weeks", "goal", "phases"),
    [
        # The peak is a fifth of the weeks before the taper, one at least and three at most; two fifths are the base.
        pytest.param(6, "5k", [("base", 2), ("build", 2), ("peak", 1), ("race", 1)], id="five before the taper"),
        pytest.param(12, "10k", [("base", 4), ("build", 5), ("peak", 2), ("race", 1)], id="eleven"),
        pytest.param(13, "half", [("base", 4), ("build", 5), ("peak", 2), ("taper", 1), ("race", 1)], id="a half"),
        pytest.param(
            24, "marathon", [("base", 8), ("build", 10), ("peak", 3), ("taper", 2), ("race", 1)], id="twenty-one"
        ),
        # Of a year the last 20 weeks lead to the race: 17 of them before the taper, seven of these still base.
        pytest.param(
            52, "marathon", [("base", 39), ("build", 7), ("peak", 3), ("taper", 2), ("race", 1)], id="a whole year"
        ),
    ],
)
def test_the_peak_is_one_to_three_weeks_however_long_the_block(
    weeks: int, goal: str, phases: list[tuple[str, int]]
) -> None:
    assert in_a_row(before_a_race(weeks, goal), "phase") == phases


@pytest.mark.parametrize(("weeks", "base"), [(4, 2), (9, 4), (52, 21)])  # two fifths: 1.6, 3.6 and 20.8
def test_a_block_without_a_race_has_no_peak_and_no_taper(weeks: int, base: int) -> None:
    assert in_a_row(weeks_of(weeks=weeks), "phase") == [("base", base), ("build", weeks - base)]


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize(("goal", "taper"), [("5k", 1), ("10k", 1), ("half", 2), ("marathon", 3)])
def test_ten_weeks_of_strength_work_come_before_the_keep_phase_where_the_taper_leaves_them(
    goal: str, taper: int, level: str
) -> None:
    for weeks in range(4, 53):
        found = before_a_race(weeks, goal, level=level)
        building = sum(week.strength_phase != "keep" for week in found)
        assert building >= min(10, weeks - taper), weeks
        assert all(week.strength_phase == "keep" for week in found[building:])
        # the taper at the latest, and the peak where ten weeks are behind by then
        peak = sum(week.phase == "peak" for week in found)
        assert building == max(min(10, weeks - taper), weeks - taper - peak), weeks


@pytest.mark.parametrize("level", LEVELS)
def test_a_power_phase_lasts_two_weeks_at_least_and_five_at_most(level: str) -> None:
    power = set()
    for weeks in range(4, 53):
        for found in (weeks_of(weeks=weeks, level=level), before_a_race(weeks, "10k", level=level)):
            phases = in_a_row(found, "strength_phase")
            power |= {length for name, length in phases if name == "power"}
            assert phases[0][0] == "technique"
            assert phases[1][0] == "strength"
            assert phases[0][1] <= {"beginner": 4, "intermediate": 3, "advanced": 2}[level]
    assert (min(power), max(power)) == (2, 5)


def test_jumps_begin_after_a_beginners_twelve_weeks_of_strength_work_and_not_a_week_later() -> None:
    # Eighteen weeks to a marathon: fifteen rise, three of them the peak, so strength is kept from week 13.
    found = before_a_race(18, "marathon", level="beginner")
    assert [week.week for week in found if week.strength_phase == "keep"] == [13, 14, 15, 16, 17, 18]
    assert [week.week for week in found if week.jumps] == [13, 14, 15, 16, 17, 18]
    # A week wholly off is no week of strength work: the thirteenth then has eleven behind it.
    away = [START + dt.timedelta(days=7 + day) for day in range(7)]
    found = before_a_race(18, "marathon", level="beginner", dates_off=away)
    assert [week.week for week in found if week.jumps] == [14, 15, 16, 17, 18]


def test_a_beginners_power_phase_begins_after_twelve_weeks_of_strength_work() -> None:
    for weeks in range(4, 53):
        for week in weeks_of(weeks=weeks, level="beginner"):
            assert week.strength_phase != "power" or week.week > 12, weeks
    sixteen = [week.strength_phase for week in weeks_of(weeks=16, level="beginner")]
    assert sixteen == ["technique"] * 4 + ["strength"] * 8 + ["power"] * 4


def test_runners_past_the_beginning_jump_in_power_and_keep_phases_only() -> None:
    for level in ("intermediate", "advanced"):
        for week in before_a_race(30, "10k", level=level):
            assert week.jumps == (week.strength_phase in ("power", "keep"))


@pytest.mark.parametrize(
    ("level", "sessions", "types"),
    [
        pytest.param("beginner", 1, ("heavy",), id="a beginner's one session"),
        pytest.param("beginner", 2, ("heavy", "general"), id="a beginner's two"),
        pytest.param("beginner", 3, ("heavy", "general", "core"), id="a beginner's three"),
        pytest.param("beginner", 4, ("heavy", "general", "general", "core"), id="a beginner's four"),
        pytest.param("intermediate", 1, ("heavy",), id="one session"),
        pytest.param("intermediate", 2, ("heavy", "heavy"), id="two"),
        pytest.param("advanced", 3, ("heavy", "heavy", "core"), id="three"),
        pytest.param("advanced", 4, ("heavy", "heavy", "general", "core"), id="four"),
    ],
)
def test_a_beginner_lifts_heavy_once_a_week_and_others_twice(level: str, sessions: int, types: tuple[str, ...]) -> None:
    for week in weeks_of(weeks=20, level=level, strength_sessions=sessions):
        calm = week.strength_phase == "technique"
        assert week.strength == tuple("general" if one == "heavy" and calm else one for one in types), week.week


@pytest.mark.parametrize(("minutes", "types"), [(19, ("routine", "routine")), (20, ("heavy", "general"))])
def test_twenty_minutes_are_enough_for_more_than_the_short_routine(minutes: int, types: tuple[str, ...]) -> None:
    assert weeks_of(weeks=8, strength_minutes=minutes)[-1].strength == types


@pytest.mark.parametrize("sessions", [1, 2, 4])
def test_near_the_race_one_session_keeps_the_strength_and_the_race_week_has_core_work(sessions: int) -> None:
    found = before_a_race(16, "half", level="intermediate", strength_sessions=sessions)
    kept = [week for week in found if week.strength_phase == "keep"]
    assert [week.strength for week in kept] == [("heavy",)] * (len(kept) - 1) + [("core",)]
    assert {week.sets_target for week in kept} == {2.0}  # one session aims at half of the four sets
    assert {week.sets_target for week in found if week not in kept} == {4.0 if sessions > 1 else 2.0}
