"""What a change won and lost: expected words are written by hand for plans whose difference is known."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from hypothesis import assume, given, reject
from hypothesis import strategies as st

import runplan as rp
from runplan.insight.compare import compare, differences, measures
from tests.builders.blocks import MANY_PLANS, possible_blocks
from tests.builders.written_plans import exercise, make_plan, run, strength, tiny_catalog

BEFORE = [
    run(1, "Tue", "easy", km=5.0) | {"minutes": 30},
    strength(1, "Mon", "general", minutes=30),
    run(2, "Tue", "easy", km=5.0) | {"minutes": 30},
    strength(2, "Mon", "general", minutes=30),
]
SQUATS = [exercise("w01-strength-1", 1, "squat", sets=4), exercise("w02-strength-1", 1, "squat", sets=4)]


def plan_of(sessions, rows):
    return make_plan(sessions, rows, catalog=tiny_catalog())


def rows_of(before, after):
    return [tuple(row) for row in compare(before, after).itertuples(index=False)]


def test_a_plan_compared_with_itself_has_no_row():
    plan = plan_of(BEFORE, SQUATS)
    assert rows_of(plan, plan) == []


def test_a_muscle_that_loses_its_sets_is_lost_and_back_again_won():
    full, less = plan_of(BEFORE, SQUATS), plan_of(BEFORE, SQUATS[:1])
    assert ("lost", "muscle", "quadriceps below target in week 2") in rows_of(full, less)
    assert rows_of(less, full) == [
        ("won", "muscle", "quadriceps below target in 2 weeks instead of 3"),
        ("other", "minutes", "strength 2 sets per week (+1)"),
    ]


def test_minutes_and_kilometres_are_told_with_their_sign():
    longer = [run(1, "Tue", "easy", km=9.0) | {"minutes": 58}, *BEFORE[1:]]
    rows = rows_of(plan_of(BEFORE, SQUATS), plan_of(longer, SQUATS))
    # 60 and 88 minutes in a block of four weeks.
    assert ("other", "minutes", "running 0:22 h per week (+7 min)") in rows
    assert ("other", "week", "week 1: 9 km instead of 5 km") in rows
    back = rows_of(plan_of(longer, SQUATS), plan_of(BEFORE, SQUATS))
    assert ("other", "minutes", "running 0:15 h per week (\u22127 min)") in back
    assert ("other", "week", "week 1: 5 km instead of 9 km") in back


def test_the_largest_week_and_the_longest_run_are_told_where_they_change():
    block = rp.Block(start="2027-01-04", weeks=12, goal="half", race_date="2027-03-28", weekly_km_peak=46)
    rows = rows_of(rp.build_plan(block), rp.build_plan(block.replace(weekly_km_peak=36)))
    (sentence,) = [message for _, topic, message in rows if topic == "longest"]
    assert sentence.startswith("largest week 36 km instead of 46 km, longest run ")
    assert not [row for row in rows_of(rp.build_plan(block), rp.build_plan(block)) if row[1] == "longest"]


def test_half_the_strength_work_is_told_in_minutes_and_sets():
    before = plan_of(BEFORE, [one | {"sets": 8} for one in SQUATS])
    rows = rows_of(before, plan_of(BEFORE[:3], SQUATS[:1]))
    # 60 minutes and 16 sets in a block of four weeks, then 30 and 4.
    assert ("other", "minutes", "strength 0:08 h per week (\u22127 min), 1 set per week (\u22123)") in rows


def test_a_race_that_moves_is_told_before_all_else():
    block = rp.Block(start="2027-01-04", race_date="2027-04-25", goal="marathon", weekly_km_peak=55)
    before, after = rp.build_plan(block), rp.build_plan(block.replace(race_date="2027-05-09", strength_sessions=0))
    rows = rows_of(before, after)
    assert rows[0] == ("other", "race", "race on Sun 9 May instead of Sun 25 Apr")
    assert [row for row in rows if row[0] == "lost"]
    assert not [row for row in rows_of(before, rp.build_plan(block.replace(run_days=5))) if row[1] == "race"]


def test_kilometres_of_several_weeks_are_told_in_all():
    longer = [one | {"km": 9.0} if one["kind"] == "run" else one for one in BEFORE]
    rows = rows_of(plan_of(BEFORE, SQUATS), plan_of(longer, SQUATS))
    assert ("other", "distance", "8 km more in total") in rows
    assert not [row for row in rows if row[1] == "week"]


def test_a_week_that_grows_alone_is_told_beside_the_week_before_it():
    longer = [*BEFORE[:2], run(2, "Tue", "easy", km=8.0) | {"minutes": 52}, BEFORE[3]]
    rows = rows_of(plan_of(BEFORE, SQUATS), plan_of(longer, SQUATS))
    assert ("other", "week", "week 2: 8 km instead of 5 km, 60 % more than week 1") in rows
    assert not [row for row in rows if row[1] == "distance"]


def test_a_spike_that_appears_is_lost_and_one_that_goes_is_won():
    far = [*BEFORE[:2], run(2, "Tue", "easy", km=30.0) | {"minutes": 195}, BEFORE[3]]
    calm, wild = plan_of(BEFORE, SQUATS), plan_of(far, SQUATS)
    assert ("lost", "spike", "a large step in week 2") in rows_of(calm, wild)
    assert ("won", "spike", "week 2 no longer has a large step") in rows_of(wild, calm)


@pytest.mark.parametrize(("longest", "rows"), [(10.0, []), (16.0, [("lost", "spike", "a large step in week 2")])])
def test_a_step_of_a_kilometre_or_two_from_short_runs_is_no_large_one(longest, rows):
    # 20 % longer than the longest run of the month: from 16 km on that is warned of.
    level, step = (
        plan_of([run(1, "Tue", "easy", km=longest), run(2, "Tue", "easy", km=km)], [])
        for km in (longest, 1.2 * longest)
    )
    assert [row for row in rows_of(level, step) if row[1] == "spike"] == rows


def test_a_session_on_another_day_and_one_that_is_heavy_no_more_are_told():
    moved = [run(1, "Wed", "easy", km=5.0) | {"minutes": 30}, *BEFORE[1:]]
    assert ("other", "days", "1 session on another day") in rows_of(plan_of(BEFORE, SQUATS), plan_of(moved, SQUATS))
    heavy = [BEFORE[0], strength(1, "Mon", "heavy", minutes=30), *BEFORE[2:]]
    assert ("lost", "type", "1 fewer heavy session") in rows_of(plan_of(heavy, SQUATS), plan_of(BEFORE, SQUATS))
    assert ("won", "type", "1 more heavy session") in rows_of(plan_of(BEFORE, SQUATS), plan_of(heavy, SQUATS))


@pytest.mark.parametrize(("then", "now"), [(0, 1), (1, 0), (0, 2), (2, 1)])
def test_fewer_hard_sessions_are_told_as_fewer_hard_runs(then, now):
    block = rp.Block(start="2027-01-04", weeks=6, weekly_km_now=40, run_days=5)
    before, after = (rp.build_plan(block.replace(quality_runs=quality)) for quality in (then, now))
    counts = [int(plan.sessions["type"].isin(["tempo", "intervals", "hills"]).sum()) for plan in (before, after)]
    change = counts[1] - counts[0]
    assert (change > 0) == (now > then)
    hard_runs = f"{abs(change)} {'more' if change > 0 else 'fewer'} hard run{'s' * (abs(change) != 1)}"
    assert [row for row in rows_of(before, after) if "hard" in row[2]] == [("other", "type", hard_runs)]
    assert not [row for row in rows_of(before, rp.build_plan(block.replace(weeks=9))) if "hard" in row[2]]


def test_heavy_sessions_that_come_and_go_are_told_once_by_what_is_left():
    def week(number, *kinds):
        return [strength(number, day, kind, minutes=30) for day, kind in zip(("Mon", "Thu", "Sat"), kinds, strict=True)]

    before = plan_of(week(1, "heavy", "general", "general"), SQUATS[:1])
    swapped = plan_of(week(1, "general", "heavy", "general"), SQUATS[:1])
    more = plan_of(week(1, "general", "heavy", "heavy"), SQUATS[:1])
    types = [[row[2] for row in rows_of(*pair) if row[1] == "type"] for pair in ((before, swapped), (before, more))]
    assert types == [[], ["1 more heavy session"]]


def test_heavy_sessions_of_a_longer_block_are_told_with_its_weeks():
    wishes = {"strength_sessions": 2, "strength_minutes": 40, "level": "advanced", "equipment": ("dumbbell",)}
    block = rp.Block(start="2027-01-04", weeks=16, **wishes)
    short, long_ = (rp.build_plan(block.replace(weeks=weeks)) for weeks in (16, 21))
    then, now = (int((plan.sessions["type"] == "heavy").sum()) for plan in (short, long_))
    assert then < now
    types = [row for row in rows_of(short, long_) if row[1] == "type"]
    assert types == [("other", "type", f"{now} heavy sessions in 21 weeks instead of {then} in 16")]


def test_a_large_step_that_wanders_is_told_once():
    def far(week):
        runs = [run(one, "Tue", "easy", km=30.0 if one == week else 5.0) | {"minutes": 30} for one in (1, 2, 3, 4)]
        return plan_of(runs, [])

    told = [row for row in rows_of(far(2), far(3)) if row[1] == "spike"]
    assert told == [("other", "spike", "a large step in week 3 instead of week 2")]


def test_what_is_lost_comes_first():
    before, after = plan_of(BEFORE, SQUATS), plan_of([*BEFORE[:2]], SQUATS[:1])
    changes = [row[0] for row in rows_of(before, after)]
    assert changes == sorted(changes, key=["lost", "won", "other"].index)


@MANY_PLANS
@given(possible_blocks(), possible_blocks())
def test_each_kind_of_change_is_won_or_lost_but_not_both_and_the_other_way_round_on_the_way_back(one, other):
    first, second = rp.build_plan(one), rp.build_plan(other)
    there, back = (
        differences(*pair) for pair in ((measures(first), measures(second)), (measures(second), measures(first)))
    )
    for rows in (there, back):
        topics = [topic for _, topic, _ in rows if topic not in ("muscle", "minutes", "type")]
        assert len(topics) == len(set(topics))
    for topic in ("muscle", "spike", "type"):
        lost = any(row[0] == "lost" and row[1] == topic for row in there)
        won = any(row[0] == "won" and row[1] == topic for row in back)
        if topic != "muscle" or len(first.weeks) == len(second.weeks):
            assert lost == won, (topic, there, back)


@MANY_PLANS
@given(possible_blocks(), st.integers(4, 30), st.booleans(), st.booleans())
def test_where_only_the_number_of_weeks_changed_no_muscle_is_better_or_worse(block, weeks, by_event, from_start):
    days, race = dt.timedelta(days=7 * (weeks - block.number_of_weeks)), block.race_date
    assume(days)
    try:
        if race is None:
            other = block.replace(weeks=weeks)
        elif by_event:
            moved = rp.Event("moved_race", race, to=race + days)
            other = block.replace(events=[*block.events, moved], race_date=race + days, weeks=None)
        elif from_start:
            other = block.replace(start=block.start - days, weeks=None)
        else:
            other = block.replace(race_date=race + days, weeks=None)
        plans = [measures(rp.build_plan(of)) for of in (block, other)]
    except rp.RunplanError:
        reject()
    assume(plans[0].weeks != plans[1].weeks)
    for before, after in (plans, plans[::-1]):
        rows = differences(before, after)
        assert [row for row in rows if row[1] == "muscle"] == []
        assert {topic for change, topic, _ in rows if change != "other"} <= {"spike", "peak"}


@pytest.mark.parametrize(
    ("under", "rows"),
    [
        ((1, 2, 3, 4), []),
        ((1, 2, 3), [("won", "muscle", "quadriceps below target in 3 of 5 weeks instead of 4 of 4")]),
        ((1, 2, 3, 4, 5), []),
    ],
)
def test_weeks_of_other_settings_are_compared_by_their_share_where_their_count_differs(under, rows):
    # Other minutes, and one week more: four weeks of five are not better than four of four.
    before, after = plan_of(BEFORE, []), plan_of(BEFORE, [])
    then = dataclasses.replace(measures(before), under={"quadriceps": (1, 2, 3, 4)}, asked=(20,), weeks=4)
    now = dataclasses.replace(measures(after), under={"quadriceps": under}, asked=(30,), weeks=5)
    assert [row for row in differences(then, now) if row[1] == "muscle"] == rows


@pytest.mark.parametrize("before", [None, 5, "plan"])
def test_a_plan_is_compared_with_a_plan_only(before):
    plan = rp.build_plan(rp.Block(start="2027-01-04", weeks=4))
    with pytest.raises(rp.RunplanError) as refused:
        plan.compare(before)
    assert str(refused.value) == f"compare needs a Plan, not {type(before).__name__}: write read_plan(path)."
