"""The ten minutes go on: what each week's days hold, and that all of them are over in ten minutes."""

from __future__ import annotations

from collections import defaultdict

import pytest

import runplan as rp
from runplan.plan.records import Session

TOOLS = ("foam_roller", "mini_band", "dumbbell", "swiss_ball", "slider")
LEGS = {"one_leg_rdl_to_row", "split_squat", "split_squat_loaded", "goblet_squat"}
CURLS = {"slider_leg_curl"}
CALVES = {
    *("calf_raise_straight_knee", "calf_raise_bent_knee", "calf_raise_loaded", "calf_raise_bent_loaded"),
    *("calf_hold", "pogo_hops"),
}
TRUNK = {"kneeling_side_plank_leg_up", "side_plank", "dead_bug"}


def sessions(*, race: bool = False, tools: tuple[str, ...] = TOOLS) -> dict[int, list[Session]]:
    """The strength sessions of each of twelve weeks."""
    goal = {"race_date": "2027-03-28", "goal": "10k"} if race else {"weeks": 12}
    block = rp.Block(start="2027-01-04", strength_minutes=10, strength_sessions=3, equipment=tools, **goal)
    by_week: dict[int, list[Session]] = defaultdict(list)
    plan = rp.build_plan(block)
    for session in plan.session_records:
        if session.kind == "strength":
            by_week[session.week].append(session)
    return by_week


def names(session: Session) -> set[str]:
    return {row.exercise_id for row in session.exercises}


PLAIN = sessions()


def test_no_day_is_longer_than_ten_minutes_and_none_is_idle() -> None:
    minutes = [session.minutes for week in PLAIN.values() for session in week]
    assert len(minutes) == 36
    assert max(minutes) <= 10


@pytest.mark.parametrize("week", range(1, 13))
def test_every_day_has_its_drills_the_band_walk_and_at_most_two_rolls_after_the_first_weeks(week: int) -> None:
    for session in PLAIN[week]:
        rolls = sum(row.section == "foam_roll" for row in session.exercises)
        assert rolls == 4 if week < 3 else 1 <= rolls <= 2
        assert {"lunge_elbow_to_instep", "sumo_squat_to_stand", "mini_band_walk"} <= names(session)


@pytest.mark.parametrize("week", range(1, 13))
def test_over_any_two_days_there_is_leg_work_a_curl_a_calf_and_the_trunk(week: int) -> None:
    days = PLAIN[week]
    for row, other in ((0, 1), (1, 2), (0, 2)):
        held = names(days[row]) | names(days[other])
        assert held & LEGS
        assert held & CURLS
        assert held & TRUNK
        assert week < 3 or held & CALVES


def test_days_are_alike_for_two_weeks_and_then_three_in_turn() -> None:
    assert len({frozenset(names(session)) for week in (1, 2) for session in PLAIN[week]}) == 1
    assert all(len({frozenset(names(session)) for session in PLAIN[week]}) == 3 for week in range(3, 13))


def test_second_sets_come_in_the_fifth_week_and_weights_in_the_ninth() -> None:
    lighter = {4, 8, 12}
    for week, days in PLAIN.items():
        most = [max(row.sets for row in day.exercises if row.section == "strength") for day in days]
        assert all(sets == 1 if week < 5 or week in lighter else sets > 1 for sets in most), week
        held = set().union(*map(names, days))
        assert bool(held & {"calf_raise_loaded", "split_squat_loaded", "goblet_squat"}) == (week >= 9)


def test_race_week_has_one_calm_day_without_anything_new() -> None:
    days = sessions(race=True)
    before = set().union(*(names(session) for week in range(1, 12) for session in days[week]))
    (last,) = days[12]
    assert names(last) <= before
    assert last.minutes <= 8
    assert {row.sets for row in last.exercises} == {1}


@pytest.mark.parametrize(
    ("missing", "swap"),
    [
        (("swiss_ball",), "prone_y_raise"),
        (("slider",), "swiss_ball_leg_curl"),
        (("slider", "swiss_ball"), "hamstring_walkout"),
        (("dumbbell",), "single_leg_rdl_reach"),
    ],
)
def test_a_missing_tool_has_its_swap(missing: tuple[str, ...], swap: str) -> None:
    days = sessions(tools=tuple(tool for tool in TOOLS if tool not in missing))
    assert swap in set().union(*(names(session) for week in (3, 4) for session in days[week]))
