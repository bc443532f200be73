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


def all_heavy(week: Week, *, sore: bool) -> tuple[bool, ...]:
    """Every session with main lifts is heavy from the strength phase on."""
    return (week.strength_phase != "technique",) * week.strength.count("general")


def weeks_of(**wishes: Any) -> tuple[Week, ...]:
    """The weeks of a runner whose main lifts are heavy once they are learnt."""
    return plan_weeks(Block(start=START, **wishes), all_heavy)


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
@pytest.mark.parametrize(("goal", "taper", "least"), [("5k", 1, 2), ("10k", 1, 2), ("half", 2, 3), ("marathon", 3, 4)])
def test_strength_is_kept_for_the_weeks_of_the_race_one_more_where_ten_come_before(
    goal: str, taper: int, least: int, level: str
) -> None:
    for weeks in range(4, 53):
        found = before_a_race(weeks, goal, level=level)
        building = sum(week.strength_phase != "keep" for week in found)
        assert all(week.strength_phase == "keep" for week in found[building:])
        kept = least + (weeks - least - 1 >= 10)
        # the whole taper keeps, no week before the peak does, and the first week of any block is there to learn
        peak = sum(week.phase == "peak" for week in found)
        assert building == max(1, min(weeks - taper, max(weeks - taper - peak, weeks - kept))), weeks


@pytest.mark.parametrize(
    ("weeks", "goal", "kept"),
    [(6, "5k", 2), (12, "10k", 2), (13, "10k", 3), (13, "half", 3), (16, "half", 4), (18, "marathon", 5)],
)
def test_weeks_that_keep_are_as_many_as_a_coach_counts(weeks: int, goal: str, kept: int) -> None:
    assert sum(week.strength_phase == "keep" for week in before_a_race(weeks, goal)) == kept


@pytest.mark.parametrize(
    ("weeks", "level", "technique"),
    [
        # Two fifths of the weeks that build, and the level's at most; of twelve before a 10k ten build, of eight six.
        (12, "beginner", 4),
        (8, "beginner", 2),
        (8, "intermediate", 2),
        (12, "intermediate", 3),
        (12, "advanced", 2),
        (4, "beginner", 1),
    ],
)
def test_learning_takes_two_fifths_of_the_weeks_that_build_at_most(weeks: int, level: str, technique: int) -> None:
    found = before_a_race(weeks, "10k", level=level)
    assert sum(week.strength_phase == "technique" for week in found) == technique


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
    # Of twenty weeks twelve come before the power phase of a cycle of sixteen behind four of technique.
    found = weeks_of(weeks=20, level="beginner")
    power = [week.week for week in found if week.strength_phase == "power"]
    assert power[0] > 12
    assert [week.week for week in found if week.jumps] == power
    # A week wholly off is no week of strength work.
    away = [START + dt.timedelta(days=7 * week + day) for week in range(1, power[0] - 11) for day in range(7)]
    found = weeks_of(weeks=20, level="beginner", dates_off=away)
    trained = [week.week for week in found if week.strength]
    assert [week.week for week in found if week.jumps] == [week for week in power if week in trained[12:]]
    assert [week.week for week in found if week.jumps] != power


def test_a_beginners_power_phase_begins_after_twelve_weeks_of_strength_work() -> None:
    for weeks in range(4, 53):
        for week in weeks_of(weeks=weeks, level="beginner"):
            assert week.strength_phase != "power" or week.week > 12, weeks
    sixteen = [week.strength_phase for week in weeks_of(weeks=16, level="beginner")]
    assert sixteen == ["technique"] * 4 + ["strength"] * 8 + ["power"] * 4


def test_runners_past_the_beginning_jump_in_power_phases_only() -> None:
    for level in ("intermediate", "advanced"):
        for week in before_a_race(30, "10k", level=level):
            assert week.jumps == (week.strength_phase == "power")


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize(
    ("sessions", "types"),
    [
        (1, ("heavy",)),
        (2, ("heavy", "heavy")),
        (3, ("heavy", "heavy", "heavy")),
        (4, ("heavy", "heavy", "heavy", "core")),
    ],
)
def test_up_to_three_sessions_have_main_lifts_and_a_fourth_is_for_the_core(
    level: str, sessions: int, types: tuple[str, ...]
) -> None:
    for week in weeks_of(weeks=20, level=level, strength_sessions=sessions):
        calm = week.strength_phase == "technique"
        assert week.strength == tuple("general" if one == "heavy" and calm else one for one in types), week.week


def test_sessions_are_heavy_only_where_their_lifts_are_and_the_week_has_a_day_for_it() -> None:
    assert {week.strength for week in plan_weeks(Block(start=START, weeks=12))} == {("general", "general")}

    def first_only(week: Week, *, sore: bool) -> tuple[bool, ...]:
        return (True, False)

    found = plan_weeks(Block(start=START, weeks=12), first_only)
    assert {week.strength for week in found} == {("heavy", "general")}


def test_hard_work_without_weights_makes_sore_in_the_first_four_weeks_of_the_strength_phase() -> None:
    asked = []

    def remember(week: Week, *, sore: bool) -> tuple[bool, ...]:
        asked.append((week.strength_phase, sore))
        return (False, False)

    plan_weeks(Block(start=START, weeks=12, level="intermediate"), remember)
    assert [sore for phase, sore in asked if phase == "strength"] == [True] * 4 + [False] * (
        sum(phase == "strength" for phase, _ in asked) - 4
    )
    assert not any(sore for phase, sore in asked if phase != "strength")


@pytest.mark.parametrize(("minutes", "types"), [(19, ("routine", "routine")), (20, ("heavy", "heavy"))])
def test_twenty_minutes_are_enough_for_more_than_the_short_routine(minutes: int, types: tuple[str, ...]) -> None:
    assert weeks_of(weeks=8, strength_minutes=minutes)[-1].strength == types


@pytest.mark.parametrize("sessions", [1, 2, 4])
def test_all_sessions_stay_until_two_weeks_before_the_race_and_its_week_has_core_work(sessions: int) -> None:
    found = before_a_race(16, "half", level="intermediate", strength_sessions=sessions)
    assert [len(week.strength) for week in found] == [sessions] * 14 + [1, 1]
    assert found[-2].strength == ("heavy",)
    assert found[-1].strength == ("core",)


SHARES = {"T1": 0.5, "K": 0.75, "R": 0.75}
"""Of the weekly target; other steps aim at all of it, and a lighter one at 70 % at most."""


@pytest.mark.parametrize("sessions", [1, 2])
@pytest.mark.parametrize("level", LEVELS)
def test_the_target_is_lower_at_first_in_lighter_weeks_and_near_the_race(level: str, sessions: int) -> None:
    found = before_a_race(20, "half", level=level, strength_sessions=sessions, sets_per_muscle=4)
    for week in found:
        share = min(SHARES.get(week.step.removesuffix("-"), 1.0), 0.7 if week.step.endswith("-") else 1.0)
        assert week.sets_target == pytest.approx(4 * share / (1 if len(week.strength) > 1 else 2), abs=0.005)
    assert {week.step for week in found} >= {"T1", "B", "C", "K", "R"}
