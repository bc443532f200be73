"""Quality runs as a coach would set them: how many, how much of them, none twice, and easy running around; by hand.

What a run holds is read from its steps, as a runner reads them.
"""

from __future__ import annotations

import functools
import math
import re
from typing import Any

import pytest

from runplan import Block, build_plan
from runplan.planning.running.step_paces import step_paces
from runplan.planning.weeks.outline import Run, Week
from tests.builders.run_steps import HARD, fast, fast_steps, kilometres_by_pace, parts, planned, quality
from tests.builders.running_weeks import open_block, race_block

GOALS = ("5k", "10k", "half", "marathon")
LEVELS = ("beginner", "intermediate", "advanced")
# The most of a week's kilometres at a pace (Daniels; 10k and half are between his), and the least time of it that is
# worth a run [min].
SHARES = {
    **{"threshold": (0.10, 12), "10k": (0.10, 10), "half": (0.15, 0), "intervals": (0.08, 10), "interval": (0.08, 10)},
    **{"repetition": (0.05, 4), "hills": (0.05, 4)},
}
MOST_KM = {"intervals": 10.0, "interval": 10.0, "hills": 8.0}


@functools.cache
def many() -> list[tuple[Block, list[tuple[Week, tuple[Run, ...]]]]]:
    """Blocks of every goal and level, with one and two quality runs on few and on many kilometres."""
    blocks = [
        race_block(goal, 16, now, 1.5 * now, level=level, quality_runs=count, run_days=runs, easy_pace_s_per_km=pace)
        for goal in GOALS
        for level in LEVELS
        for now, runs, count, pace in ((18, 3, 1, 420), (30, 4, 2, 380), (60, 6, 2, 310))
    ]
    blocks += [open_block(16, 24, 36, level=level, run_days=4, quality_runs=2) for level in LEVELS]
    return [(block, planned(block)) for block in blocks]


def test_a_quality_run_begins_and_ends_with_easy_running() -> None:
    for _, weeks in many():
        for week, runs in weeks:
            for run in quality(runs):
                first, *middle, last = parts(run)
                assert (first.pace, last.pace) == ("easy", "easy"), run.steps
                assert middle, run.steps
                # Ten to fifteen minutes before, a kilometre after; less where a small week has no room.
                assert first.metres >= 1000 or week.run_km < 40, (week.run_km, run.steps)
                assert last.metres >= 100, run.steps


def test_a_week_has_a_quality_run_for_each_fifteen_kilometres_and_one_less_than_runs() -> None:
    counts = set()
    for block, weeks in many():
        for week, runs in weeks:
            if week.sharpening:
                continue
            most = min(block.quality_runs, int(week.run_km // 15), week.runs - 1)
            most = min(most, 1) if week.step_back else most
            assert len(quality(runs)) <= most, week.week
            assert len(quality(runs)) >= min(most, 1), week.week
            counts.add(len(quality(runs)))
    assert counts == {0, 1, 2} or counts == {1, 2}


def test_under_fifteen_kilometres_a_week_has_strides_only() -> None:
    for week, runs in planned(race_block("10k", 10, 8, 12, run_days=3, easy_pace_s_per_km=450)):
        assert not quality(runs) or week.sharpening
    texts = [run.steps for _, runs in planned(race_block("10k", 10, 8, 12, run_days=3)) for run in runs]
    assert any("strides" in text for text in texts)


def test_strides_end_a_run_that_has_a_kilometre_of_easy_running_before_them() -> None:
    # Six strides of 20 s and their jogs are over two of the three kilometres of a fast runner's shortest run.
    for pace in (200, 300, 450):
        for now in (8, 20):
            for _, runs in planned(race_block("5k", 10, now, 1.3 * now, run_days=3, easy_pace_s_per_km=pace)):
                for run in runs:
                    if "strides" in run.steps:
                        assert parts(run)[0].metres >= 900, run.steps


def test_one_run_in_the_week_before_an_early_race_is_that_one_and_no_second() -> None:
    fields = {"long_run_day": "Mon", "quality_runs": 2, "weekly_km": {6: 4}, "units": "mi", "easy_pace_s_per_km": 300}
    block = race_block("5k", 7, 29, 38, "Tue", **fields)
    week, runs = planned(block)[5]
    assert week.sharpening
    assert [(run.type, run.km) for run in runs] == [("long", 4.0)]


@pytest.mark.parametrize("goal", ["5k", "10k", "half", "marathon"])
@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("units", ["km", "mi"])
def test_the_small_session_before_a_race_is_at_a_race_pace_however_small_its_week(
    goal: str, level: str, units: str
) -> None:
    sessions = 0
    for runs in (3, 4, 5, 6):
        for now, pace in ((18, 420), (25, 262), (25, 480), (40, 330)):
            fields = {"level": level, "quality_runs": 2, "run_days": runs, "units": units, "easy_pace_s_per_km": pace}
            for week, planned_runs in planned(race_block(goal, 14, now, 1.4 * now, rest_days=0, **fields)):
                for run in quality(planned_runs) if week.sharpening else ():
                    sessions += 1
                    assert re.search(r"@(5k|10k|half|marathon)", fast_steps(run)), (fields, run.steps)
    assert sessions >= 12


def test_no_work_comes_back_within_a_block() -> None:
    for block, weeks in many():
        texts = [fast_steps(run) for week, runs in weeks for run in quality(runs) if not week.sharpening]
        assert len(texts) == len(set(texts)), (block.goal, block.level, sorted(texts))


def test_fast_running_stays_under_its_share_of_the_week() -> None:
    for block, weeks in many():
        paces = step_paces(block)
        for week, runs in weeks:
            for run in quality(runs) if not week.sharpening else ():
                km = kilometres_by_pace(run, block)
                if len(km) > 1 or not set(km) <= set(SHARES):
                    continue  # of several paces each counts in part: the shares of the single ones are enough
                ((pace, distance),) = km.items()
                share, minutes = SHARES[pace]
                most = min(max(share * week.run_km, 60 * minutes / paces[pace]), MOST_KM.get(pace, math.inf))
                assert distance <= 1.05 * most + 1e-6, (week.run_km, run.steps)


def test_a_piece_at_5k_pace_takes_five_minutes_at_most() -> None:
    for block, weeks in many():
        for _, runs in weeks:
            for run in quality(runs):
                for part in fast(run):
                    if part.pace in ("intervals", "interval"):
                        seconds = part.seconds or part.metres / 1000 * step_paces(block)[part.pace]
                        assert seconds <= 300 + 1e-6, run.steps


def test_only_where_a_repeat_would_take_over_five_minutes_a_timed_one_takes_its_place() -> None:
    # The fourth workout of the build to a 5k, in turn, is 4 x 1 km: at 6:40 easily a kilometre at 5k pace takes over
    # five minutes, at 5:00 it does not.
    of_pace = {}
    for pace in (300, 400):
        block = race_block("5k", 18, 60, 70, run_days=5, level="advanced", quality_runs=2, easy_pace_s_per_km=pace)
        work = {fast_steps(run) for week, runs in planned(block) if week.phase == "build" for run in quality(runs)}
        of_pace[pace] = work & {"4 x 1 km @5k / 400 m jog", "5 x 4 min @5k / 3 min jog"}
    assert of_pace == {300: {"4 x 1 km @5k / 400 m jog"}, 400: {"5 x 4 min @5k / 3 min jog"}}


def test_repeats_on_the_track_are_as_long_as_its_marks() -> None:
    # In miles too: a quarter, a half, three quarters of one are 400, 800 and 1200 m.
    for block, _ in many():
        for units in ("km", "mi"):
            for _, runs in planned(block.replace(units=units)):
                for part in (part for run in quality(runs) for part in fast(run) if part.times > 1 and part.metres):
                    is_marked = part.metres in (200, 300, 400, 600, 800, 1000, 1200, 1600)
                    assert is_marked or (part.metres > 1600 and part.pace in ("10k", "half", "marathon")), part


@pytest.mark.parametrize("level", LEVELS)
def test_10k_pace_leads_in_a_block_to_a_10k_and_above_all_in_its_peak(level: str) -> None:
    for block, weeks in many():
        if block.goal != "10k" or block.level != level:
            continue
        km = {"10k": 0.0, "intervals": 0.0}
        in_peak = dict(km)
        for week, runs in weeks:
            for pace, distance in ((p, d) for run in quality(runs) for p, d in kilometres_by_pace(run, block).items()):
                if pace in km:
                    km[pace] += distance
                    in_peak[pace] += distance * (week.phase == "peak")
        assert km["10k"] > km["intervals"], (block.weekly_km_peak, km)
        assert in_peak["10k"] > 1.5 * in_peak["intervals"], (block.weekly_km_peak, in_peak)


def test_a_step_back_week_has_two_thirds_of_the_repetitions() -> None:
    # A beginner's third workout of the base is 3 x 4 min, and of the build to a 5k 6 x 2 min: 48 km would carry both.
    block = race_block("5k", 12, 60, 60, run_days=5, level="beginner", easy_pace_s_per_km=300)
    lighter = {week.week: fast_steps(run) for week, runs in planned(block) if week.step_back for run in quality(runs)}
    assert lighter == {3: "2 x 4 min @threshold / 2 min jog", 7: "4 x 2 min @5k / 2 min jog"}


@pytest.mark.parametrize("goal", GOALS)
def test_each_race_week_has_one_short_run_at_race_pace_three_to_five_days_before(goal: str) -> None:
    for level in LEVELS:
        block = race_block(goal, 12, 40, 60, run_days=5, level=level, strength_sessions=0)
        sessions = build_plan(block).sessions
        last = sessions[(sessions["week"] == 12) & sessions["type"].isin(HARD)]
        assert len(last) == 1
        assert block.race_date is not None
        assert 3 <= (block.race_date - last["date"].iloc[0].date()).days <= 5
        paces = {"5k": ("@5k",), "10k": ("@10k", "@5k")}.get(goal, (f"@{goal}",))
        assert any(pace in last["steps"].iloc[0] for pace in paces), last["steps"].iloc[0]
        assert last["km"].iloc[0] <= 8.5  # the hand-made blocks have 5.5 to 7.5 km


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("goal", ["10k", "half", "marathon"])
def test_kilometres_at_race_pace_grow_from_the_first_third_to_the_last(goal: str, level: str) -> None:
    block = race_block(goal, 16, 40, 65, run_days=5, level=level, quality_runs=2, easy_pace_s_per_km=360)
    weeks = planned(block)
    by_week = [
        sum(kilometres_by_pace(run, block).get(goal, 0.0) for run in runs if run.type != "race") for _, runs in weeks
    ]
    assert sum(by_week[:5]) < sum(by_week[5:10]) < sum(by_week[10:])


@pytest.mark.parametrize(("level", "share"), [("beginner", 0.20), ("intermediate", 0.25), ("advanced", 0.25)])
def test_marathon_pace_has_its_share_of_the_week_and_half_of_the_long_run_at_most(level: str, share: float) -> None:
    block = race_block("marathon", 18, 50, 90, run_days=6, level=level, quality_runs=2, easy_pace_s_per_km=330)
    days_before, longest = [], 0.0
    for week, runs in planned(block):
        for run in runs:
            km = kilometres_by_pace(run, block).get("marathon", 0.0)
            if run.type not in ("long", *HARD) or not km or week.sharpening:
                continue
            assert km <= 1.05 * share * week.run_km + 1e-6, (week.week, run.steps)
            assert km * step_paces(block)["marathon"] <= 110 * 60 + 1e-6
            if run.type == "long":
                assert km <= 0.5 * run.km + 1e-6, (week.week, run.steps)
                days_before.append(7 * (18 - week.week))
                longest = max(longest, km)
    assert longest >= 8.0
    assert min(days_before) > 12


@pytest.mark.parametrize(("level", "share"), [("beginner", 0.20), ("intermediate", 0.25), ("advanced", 0.25)])
def test_long_runs_of_a_small_marathon_block_have_no_more_marathon_pace_than_their_share(
    level: str, share: float
) -> None:
    longest_share = 0.0
    for peak, pace in ((35, 400), (40, 360), (45, 330), (50, 420)):
        block = race_block("marathon", 16, 0.7 * peak, peak, run_days=4, level=level, easy_pace_s_per_km=pace)
        longs = [(week, run) for week, runs in planned(block) for run in runs if run.type == "long" and fast(run)]
        for number, (week, run) in enumerate(longs):
            km = kilometres_by_pace(run, block)["marathon"]
            assert km <= 1.05 * share * week.run_km + 1e-6, (week.week, run.steps)
            assert km <= (0.5 if number else 1 / 3) * run.km + 1e-6, (week.week, run.steps)  # the last third at first
            longest_share = max(longest_share, km / run.km)
    assert longest_share > 0.3


def test_a_faster_end_leaves_half_of_a_long_run_easy() -> None:
    # 15 minutes at two paces are most of a long run of four kilometres.
    for goal in GOALS:
        for peak, pace in ((16, 420), (25, 330), (45, 300)):
            block = race_block(goal, 24, 0.7 * peak, peak, run_days=4, level="advanced", easy_pace_s_per_km=pace)
            for _, runs in planned(block):
                for run in (run for run in runs if run.type == "long" and fast(run)):
                    assert sum(kilometres_by_pace(run, block).values()) <= 0.5 * run.km + 1e-6, run.steps


def test_between_the_longest_runs_of_a_marathon_block_the_shorter_one_has_marathon_pace() -> None:
    block = race_block("marathon", 16, 30, 55, run_days=4, easy_pace_s_per_km=399)
    longs = {week.week: run for week, runs in planned(block) for run in runs if run.type == "long"}
    assert longs[12].km == 20.0
    assert kilometres_by_pace(longs[12], block)["marathon"] >= 5.0
    assert not fast(longs[13])  # the longest, 27 km, is run easily
    first = min(week for week, run in longs.items() if fast(run))
    assert 6 <= first <= 9  # from the first third of the build on


def test_a_long_run_with_race_pace_takes_the_place_of_one_of_two_quality_runs() -> None:
    block = race_block("marathon", 16, 45, 70, run_days=5, quality_runs=2, level="advanced", easy_pace_s_per_km=340)
    weeks = [(week, runs) for week, runs in planned(block) if not week.step_back and not week.sharpening]
    with_pace = [runs for _, runs in weeks if any(run.type == "long" and fast(run) for run in runs)]
    assert len(with_pace) >= 3
    assert all(len(quality(runs)) == 1 for runs in with_pace)


HAND = [
    # The easy pace, a run's steps, and its seconds by hand; easy and jog are 390 and 1.1 times 390 s/km.
    (390, "8 km easy", 8 * 390),
    (300, "10 km easy", 10 * 300),
    (360, "6.5 km easy", 2340),
]


@pytest.mark.parametrize(("pace", "steps", "seconds"), HAND, ids=[row[1] for row in HAND])
def test_a_runs_minutes_are_counted_from_its_steps_by_hand(pace: int, steps: str, seconds: int) -> None:
    runs = [
        run
        for km in (20, 24, 26, 30, 40)
        for _, week_runs in planned(open_block(12, km, km, easy_pace_s_per_km=pace, quality_runs=0, run_days=3))
        for run in week_runs
        if run.steps == steps
    ]
    assert runs
    assert {run.minutes for run in runs} == {math.ceil(seconds / 60)}


def test_timed_work_takes_its_time_whatever_the_pace() -> None:
    for block, weeks in many():
        for _, runs in weeks:
            for run in runs:
                paces: Any = step_paces(block)
                seconds = 0.0
                for part in parts(run):
                    pace = paces[part.pace] if part.pace in paces else paces["race"]
                    work = part.seconds or part.metres / 1000 * pace
                    jog = part.jog_seconds or part.jog_metres / 1000 * 1.1 * block.easy_pace_s_per_km
                    seconds += part.times * (work + jog)
                assert run.minutes == math.ceil(round(seconds / 60, 6)), run.steps


def test_a_block_of_a_year_has_quality_runs_to_its_end() -> None:
    weeks = planned(open_block(52, 40, 60, run_days=5, quality_runs=2))
    assert all(quality(runs) for week, runs in weeks if week.run_km >= 15)


@pytest.mark.parametrize(
    ("goal", "pace"), [("5k", "@5k"), ("10k", "@10k"), ("half", "@half"), ("marathon", "@marathon")]
)
def test_a_run_is_called_by_the_pace_that_it_has(goal: str, pace: str) -> None:
    block = Block(
        start="2027-01-04", weeks=18, race_date="2027-05-09", goal=goal, weekly_km_now=40, weekly_km_peak=70,
        run_days=5, quality_runs=2, level="advanced", recent_races=(("10k", "46:30"),),
    )  # fmt: skip
    sessions = build_plan(block).sessions
    titles = {"@5k": "5k pace", "@10k": "10k pace", "@half": "half-marathon pace", "@marathon": "marathon pace"}
    races = sessions[sessions["title"] == "Race-pace run"]
    others = sessions[sessions["title"].str.startswith("Run at ")]
    assert len(races) > 0
    assert races["steps"].str.contains(pace).all()
    assert not others["steps"].str.contains(pace).any()
    for title, steps in zip(others["title"], others["steps"], strict=True):
        assert any(title == f"Run at {name}" and target in steps for target, name in titles.items()), (title, steps)
