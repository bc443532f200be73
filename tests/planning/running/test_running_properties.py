"""What holds of the weeks and runs of every block, however it is drawn."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from runplan import Block
from runplan.planning.running.lengths import lengths_of
from runplan.planning.running.long_runs import least_run_km
from runplan.planning.weeks.outline import Week
from runplan.planning.weeks.runs import plan_runs
from tests.builders.running_weeks import START, long_runs, race_block, running_weeks
from tests.planning.running.rule_oracle import long_choices, phase_choices, scale_of, stretches, week_choices

MILE = 1.609344
DAY = dt.timedelta(days=1)
GOALS = ("5k", "10k", "half", "marathon")
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
RACE_WEEKDAYS = st.sampled_from(WEEKDAYS)


@st.composite
def run_blocks(draw: st.DrawFn, least_now: int = 5, most_runs: int = 7, *, racing: bool | None = None) -> Block:
    """Blocks in km and in miles, with and without a race, from a few kilometres a week to very many."""
    now = draw(st.integers(least_now, 120))
    fields: dict[str, Any] = {
        "start": START,
        "weekly_km_now": now,
        "weekly_km_peak": round(now * draw(st.integers(70, 200)) / 100, 1),
        "run_days": draw(st.integers(3, most_runs)),
        "rest_days": 0,
        "long_run_day": draw(RACE_WEEKDAYS),
        "quality_runs": draw(st.integers(0, 2)),
        "level": draw(st.sampled_from(("beginner", "intermediate", "advanced"))),
        "easy_pace_s_per_km": draw(st.integers(240, 540)),
        "longest_run_km": draw(st.one_of(st.none(), st.integers(0, 30))),
        "units": draw(st.sampled_from(("km", "mi"))),
        "week_start": draw(st.sampled_from(("Mon", "Sun"))),
        "strength_sessions": 0,
    }
    weeks = draw(st.one_of(st.integers(4, 20), st.integers(4, 51)))
    if draw(st.booleans()) if racing is None else racing:
        fields |= {
            "goal": draw(st.sampled_from(GOALS)),
            "race_date": START + (7 * weeks - draw(st.integers(1, 7))) * DAY,
        }
    else:
        fields |= {"weeks": weeks}
    return Block(**fields)


def half_unit(block: Block) -> float:
    return lengths_of(block).unit_km / 2


def by_its_week(week: Week) -> bool:
    """Whether the kilometres of its week decide a long run: it has half of them, or no more than any other run."""
    return week.long_km >= 0.5 * week.run_km - 0.81 or week.long_km <= week.run_km / week.runs + 0.81


def by_day(block: Block) -> dict[dt.date, Week]:
    """The week of each date that has a long run."""
    first_day = block.first_day
    day = block.week_days.index(block.long_run_day)
    return {
        first_day + (7 * (week.week - 1) + day) * DAY: week
        for week in running_weeks(block)
        if week.race_day < 0 and week.long_km
    }


@given(run_blocks())
def test_the_runs_of_a_week_add_up_to_its_kilometres_in_half_units(block: Block) -> None:
    for week in running_weeks(block):
        runs = plan_runs(block, week)
        assert sum(run.km for run in runs) == pytest.approx(week.run_km, abs=1e-9)  # in miles to the metre too
        for run in runs:
            halves = run.km / half_unit(block)
            assert run.type == "race" or halves == pytest.approx(round(halves), abs=0.005), (week.week, run)
            assert run.km > 0


@given(run_blocks())
def test_no_run_is_longer_than_the_long_run(block: Block) -> None:
    for week in running_weeks(block):
        if week.race_day < 0 and week.long_km:
            longest = max(run.km for run in plan_runs(block, week))
            assert longest == pytest.approx(week.long_km, abs=0.0035), week.week


@given(run_blocks())
def test_a_long_run_takes_three_hours_and_half_of_its_week_at_most_unless_few_runs_carry_it(block: Block) -> None:
    for week in running_weeks(block):
        if week.race_day >= 0 or not week.runs or week.long_km <= 15:
            continue
        even = week.run_km / week.runs + half_unit(block)
        hours = week.long_km * block.easy_pace_s_per_km / 3600
        # A lighter week goes by the weeks before it, which few runs may have carried.
        assert hours <= 3 or week.long_km <= even or week.step_back, week.week
        assert week.long_km <= max(0.5 * week.run_km, even) + 0.001, week.week


@given(run_blocks(least_now=30, most_runs=6))
@settings(max_examples=max(20, settings.default.max_examples // 4), suppress_health_check=[HealthCheck.filter_too_much])
def test_one_run_day_more_at_the_same_kilometres_shortens_no_longest_run(block: Block) -> None:
    more = block.replace(run_days=block.run_days + 1)
    weeks = [week for week in running_weeks(block) if week.race_day < 0 and week.runs]
    # Where few runs carry many kilometres, or the others have no room, the number of runs decides.
    assume(all(week.long_km > week.run_km / week.runs + half_unit(block) for week in weeks if week.long_km))
    assume(min(week.run_km for week in weeks) >= 2 * more.run_days * least_run_km(block))
    assert max(long_runs(more)) >= max(long_runs(block)) - half_unit(block)


@given(
    st.sampled_from(GOALS),
    st.integers(40, 110),
    st.integers(4, 6),
    st.sampled_from(("Tue", "Wed", "Thu", "Fri", "Sat")),
    RACE_WEEKDAYS,
)
def test_the_first_day_of_the_week_changes_no_long_run_near_the_race(
    goal: str, peak: int, run_days: int, long_run_day: str, race_day: str
) -> None:
    # A runner whose long run has its full length early, so that growth from week to week decides nothing.
    block = race_block(
        *(goal, 16, peak, peak, race_day),
        run_days=run_days,
        rest_days=0,
        long_run_day=long_run_day,
        longest_run_km=30,
        easy_pace_s_per_km=330,
    )
    assert block.race_date is not None
    from_monday, from_sunday = (by_day(block.replace(week_start=first)) for first in ("Mon", "Sun"))
    for days in range(7, 21):  # in the race week itself nobody runs long
        day = block.race_date - days * DAY
        assert (day in from_monday) == (day in from_sunday), days
        if day not in from_monday:
            continue
        week, other = from_monday[day], from_sunday[day]
        if not by_its_week(week) and not by_its_week(other):  # those seven days are others
            assert other.long_km == pytest.approx(week.long_km, abs=0.5), day


def test_a_race_week_has_no_long_run_not_even_five_days_before_a_5k() -> None:
    block = race_block("5k", 12, 40, 60, run_days=5, long_run_day="Tue", easy_pace_s_per_km=330)
    assert block.race_date is not None
    from_monday, from_sunday = (by_day(block.replace(week_start=first)) for first in ("Mon", "Sun"))
    day = block.race_date - 5 * DAY  # a Tuesday: in the race week, or in the week before it
    assert day not in from_monday
    assert from_sunday.keys() == {*from_monday.keys(), day}


def test_a_week_that_begins_with_its_long_run_holds_it_to_half_of_its_kilometres() -> None:
    block = race_block("marathon", 16, 40, 60, run_days=4, longest_run_km=24, easy_pace_s_per_km=399)
    from_monday, from_sunday = (by_day(block.replace(week_start=first)) for first in ("Mon", "Sun"))
    assert block.race_date is not None
    shorter = 0
    for days in (21, 14, 7):
        day = block.race_date - days * DAY
        # The days after it taper, so half of them may be less than 27, 20 and 14.5 km.
        assert from_sunday[day].long_km <= max(0.5 * from_sunday[day].run_km, from_sunday[day].run_km / 4 + 0.5)
        shorter += from_sunday[day].long_km < from_monday[day].long_km
    assert shorter


@given(run_blocks())
def test_the_long_run_of_a_lighter_week_is_shorter_than_the_one_before(block: Block) -> None:
    weeks = running_weeks(block)
    for before, week in pairwise(weeks):
        if not week.step_back or not week.long_km:
            continue
        even = week.run_km / week.runs + half_unit(block)
        few = week.long_km <= max(even, 3.0, 2 * half_unit(block) * 2)
        assert week.long_km <= 0.93 * before.long_km or few, week.week


@given(run_blocks(racing=True))
@settings(suppress_health_check=[HealthCheck.filter_too_much])
def test_the_last_long_run_of_full_length_is_twelve_or_nineteen_days_before_the_race(block: Block) -> None:
    assert block.race_date is not None
    least = 19 if block.goal == "marathon" else 12
    days = by_day(block)
    far = [week.long_km for day, week in days.items() if (block.race_date - day).days >= least]
    near = [week.long_km for day, week in days.items() if (block.race_date - day).days < least]
    for week in running_weeks(block):
        if week.race_day < 0 and week.long_km:
            assume(week.long_km > week.run_km / week.runs + half_unit(block))
    assert not far or not near or max(near) <= max(far)
    assert all((block.race_date - day).days > (5 if block.goal == "marathon" else 4) for day in days)


# Two weeks and a half before a race, after a month without a run.
FROM_NOTHING = race_block(
    *("half", 4, 19, 13.5, "Thu"), run_days=6, rest_days=0, longest_run_km=0, easy_pace_s_per_km=240
)


@example(FROM_NOTHING)
@given(run_blocks())
def test_every_week_and_long_run_is_what_the_rules_sentences_give(block: Block) -> None:
    weeks, scale = running_weeks(block), scale_of(block)
    race_km = {"5k": 5.0, "10k": 10.0, "half": 21.1, "marathon": 42.2}.get(block.goal, 0.0)
    weekday = next((week.race_day for week in weeks if week.race_day >= 0), -1)
    assert [week.phase for week in weeks] in phase_choices(block, len(weeks), weekday)
    longs = [week.long_km if week.race_day < 0 else 0.0 for week in weeks]
    for part in stretches(block, block.first_day, len(weeks)):
        before = max(longs[max(0, part.first - 5) : part.first - 1], default=None)
        choices = week_choices(part, {}, scale)
        for number, of_week in enumerate(choices, start=1):
            week = weeks[part.first + number - 2]
            km = week.run_km - (race_km if week.race_day >= 0 else 0.0)
            if week.race_day >= 0:  # whole runs are left out of it
                assert km <= max(of_week) + scale.step(km + 0.001) / 2 + 0.001
                continue
            rounded = {size for exact in of_week for size in scale.weeks(exact)}
            assert any(km == pytest.approx(size, abs=0.001) for size in rounded), (week.week, km, rounded)
            size = next(size for size in rounded if km == pytest.approx(size, abs=0.001))
            series = longs[part.first - 1 : part.first + number - 2]
            lengths = long_choices(block, part, number, (size, week.runs), series, before)
            assert any(week.long_km == pytest.approx(length, abs=0.001) for length in lengths), (week.week, lengths)


def test_the_oracle_gives_the_worked_example_by_itself() -> None:
    # The block of 16 weeks to a marathon, 30 to 55 km a week, easy pace 6:39: its weeks and long runs are in prose.
    block = race_block("marathon", 16, 30, 55, run_days=4, easy_pace_s_per_km=399)
    (part,) = stretches(block, START, 16)
    assert (part.last_full, part.step_backs, part.peak_week) == (13, {6, 10}, 9)
    weeks = [30, 34, 37, 41, 44, 35, 48, 51, 55, 44, 52, 55, 54, 41, 30, 15]
    for km, choices in zip(weeks, week_choices(part, {}, scale_of(block)), strict=True):
        assert km in {size for exact in choices for size in scale_of(block).weeks(exact)}
        assert max(choices) - min(choices) < 0.5  # the taper from 55 km, or from the largest week before it
    longs = [12, 13.5, 15, 16.5, 18, 13.5, 19.5, 21, 23, 17, 25, 20, 27, 20, 14.5]
    for week, km in enumerate(weeks[:15], start=1):
        choices = long_choices(block, part, week, (km, 4), longs[: week - 1], None)
        # Of 14.3 km in the last week 14 are as good as 14.5: the half of a week is never passed.
        assert choices == ({14.0, 14.5} if week == 15 else {longs[week - 1]}), week


def test_in_miles_the_runs_of_each_week_add_up_to_the_metre() -> None:
    for goal in GOALS:
        for peak in range(20, 80, 3):
            block = race_block(goal, 8, 0.8 * peak, peak, run_days=5, units="mi")
            for week in running_weeks(block):
                metres = [round(1000 * run.km) for run in plan_runs(block, week)]
                assert sum(metres) == round(1000 * week.run_km), (goal, peak, week.week)
