"""Where a runner stands is counted from the log, said in sentences, and taken by a Block."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import runplan as rp
from runplan.plan.log import Activity, Log, LoggedSet
from tests.builders.done_runs import DoneRun, a_year, km_by_week

START = dt.date(2027, 1, 4)  # a Monday
YEAR = a_year(dt.date(2026, 1, 12), weeks=51)  # to 3 January 2027, the day before


def run_of(run: DoneRun, **changes: Any) -> Activity:
    activity = Activity(run.start.date(), run.start, "run", run.metres / 1000, run.seconds / 60, run.title, "test")
    return activity._replace(race=run.race, **changes)


def a_log(*more: Activity, runs: list[DoneRun] = YEAR, sets: tuple[LoggedSet, ...] = ()) -> Log:
    return Log(tuple(sorted([*map(run_of, runs), *more], key=lambda entry: entry.date)), sets)


def reason(log: Log, field: str, date: dt.date | str = START) -> str:
    reasons = rp.starting_point(log, date).reasons
    (text,) = reasons.loc[reasons["field"] == field, "reason"]
    return str(text)


def strength(day: str, minutes: float | None = 30.0) -> Activity:
    return Activity(dt.date.fromisoformat(day), None, "strength", None, minutes, "Legs", "test")


def test_weekly_kilometres_are_the_mean_of_the_last_four_full_weeks() -> None:
    sums = km_by_week(YEAR)
    last = [sums[START - dt.timedelta(days=7 * number)] for number in (4, 3, 2, 1)]
    start = rp.starting_point(a_log(), START)
    assert start.fields["weekly_km_now"] == pytest.approx(sum(last) / 4, abs=0.051)
    assert "the last 4 full weeks, from 2026-12-07 to 2027-01-03" in reason(a_log(), "weekly_km_now")


def test_a_day_in_the_middle_of_a_week_counts_the_full_weeks_before_it() -> None:
    assert "from 2026-12-07 to 2027-01-03" in reason(a_log(), "weekly_km_now", "2027-01-08")


def test_a_log_of_two_weeks_counts_two() -> None:
    recent = [run for run in YEAR if run.start.date() >= dt.date(2026, 12, 21)]
    start = rp.starting_point(a_log(runs=recent), START)
    assert start.fields["weekly_km_now"] == pytest.approx(sum(run.metres for run in recent) / 2000, abs=0.051)
    assert "the last 2 full weeks" in reason(a_log(runs=recent), "weekly_km_now")


def test_a_log_that_ends_before_the_block_begins_is_counted_to_its_end_and_says_so() -> None:
    early = [run for run in YEAR if run.start.date() <= dt.date(2026, 11, 29)]
    sums = km_by_week(early)
    start = rp.starting_point(a_log(runs=early), START)
    expected = sum(sums[dt.date(2026, 11, 23) - dt.timedelta(days=7 * number)] for number in range(4)) / 4
    assert start.fields["weekly_km_now"] == pytest.approx(expected, abs=0.051)
    assert "no run after 2026-11-29: if you have not run since then, enter a lower weekly distance" in reason(
        a_log(runs=early), "weekly_km_now"
    )


def test_what_is_later_than_the_date_is_not_looked_at() -> None:
    later = run_of(DoneRun(dt.datetime(2027, 1, 4, 8), 60_000.0, 30_000))
    assert rp.starting_point(a_log(later), START).fields == rp.starting_point(a_log(), START).fields


def test_the_longest_run_is_of_thirty_days() -> None:
    older = run_of(DoneRun(dt.datetime(2026, 12, 4, 8), 41_000.0, 15_000))
    newer = run_of(DoneRun(dt.datetime(2026, 12, 5, 8), 31_230.0, 12_000))
    assert rp.starting_point(a_log(older, newer), START).fields["longest_run_km"] == 31.2


def test_days_of_running_and_free_days() -> None:
    fields = rp.starting_point(a_log(strength("2026-12-16")), START).fields
    assert fields["run_days"] == 4
    assert fields["long_run_day"] == "Sun"
    assert fields["days_off"] == ("Mon", "Fri")  # strength on a Wednesday


def test_the_easy_pace_is_the_middle_of_what_was_run() -> None:
    recent = [run for run in YEAR if run.start.date() >= START - dt.timedelta(days=56)]
    paces = [run.seconds / run.metres * 1000 for run in recent]
    pace = rp.starting_point(a_log(), START).fields["easy_pace_s_per_km"]
    slower = sum(run.seconds for run, its in zip(recent, paces, strict=True) if its > pace)
    assert slower == pytest.approx(sum(run.seconds for run in recent) / 2, rel=0.1)


@pytest.mark.parametrize(
    ("km", "minutes", "races"),
    [
        (10.08, 48.2, (("10k", 2892),)),
        (21.3, 110.0, (("half", 6600),)),
        (12.0, 60.0, ((12.0, 3600),)),
        (10.0, 5.0, ()),  # faster than anybody
        (10.0, None, ()),
    ],
)
def test_races_are_found_by_their_mark(km: float, minutes: float | None, races: tuple[Any, ...]) -> None:
    race = Activity(dt.date(2026, 12, 13), None, "run", km, minutes, "City run", "test", race=True)
    assert rp.starting_point(a_log(race), START).fields.get("recent_races", ()) == races


def test_a_race_of_nine_weeks_ago_is_not_recent() -> None:
    race = Activity(dt.date(2026, 11, 8), None, "run", 10.0, 48.0, "City run", "test", race=True)
    assert "recent_races" not in rp.starting_point(a_log(race), START).fields


def test_of_two_races_that_contradict_each_other_the_better_one_stays() -> None:
    slow = Activity(dt.date(2026, 12, 6), None, "run", 5.0, 30.0, "Parkrun", "test", race=True)
    fast = Activity(dt.date(2026, 12, 13), None, "run", 10.0, 45.0, "City run", "test", race=True)
    assert rp.starting_point(a_log(slow, fast), START).fields["recent_races"] == (("10k", 2700),)


def test_strength_work_is_counted_only_where_there_is_some() -> None:
    assert "strength_sessions" not in rp.starting_point(a_log(), START).fields
    days = [START - dt.timedelta(days=number) for number in range(2, 56, 4)]
    fields = rp.starting_point(a_log(*[strength(str(day), 42.0) for day in days]), START).fields
    assert fields["strength_sessions"] == 2  # every fourth day
    assert fields["strength_minutes"] == 40


@pytest.mark.parametrize("day", [START, "2027-01-02"])
def test_strength_work_outside_full_weeks_before_the_block_is_no_habit_and_is_not_denied(day: Any) -> None:
    log = a_log(strength(str(day)), runs=[])
    point = rp.starting_point(log, START if day == START else dt.date(2027, 1, 2))
    assert "strength_sessions" not in point.fields
    reasons = point.reasons.set_index("field")["reason"]
    assert reasons["strength_sessions"].startswith("The log has no full week with strength work before the block")


def a_set(day: str, kg: float, reps: int, reserve: int | None = None, kind: str = "", unit: str = "kg") -> LoggedSet:
    return LoggedSet(
        dt.date.fromisoformat(day), "back_squat", "Squat (Barbell)", 1, kg, reps, reserve=reserve, kind=kind, unit=unit
    )


@pytest.mark.parametrize(
    ("sets", "lift"),
    [
        ([a_set("2026-12-01", 60, 8, 2), a_set("2026-12-20", 57.5, 8, 2)], (57.5, 8, 2)),  # the last day's
        ([a_set("2026-12-20", 50, 8, 2), a_set("2026-12-20", 60, 8, 2)], (60.0, 8, 2)),  # the best of it
        ([a_set("2026-12-20", 90, 8, 2, "warm_up"), a_set("2026-12-20", 60, 8)], (60.0, 8, 0)),
        ([a_set("2026-12-20", 60, 12, 2), a_set("2026-12-10", 55, 10, 6)], (55.0, 10, 4)),  # at most ten
        ([a_set("2026-12-20", 135 * 0.45359237, 8, 2, "", "lb")], ("135 lb", 8, 2)),
        ([a_set("2026-11-01", 60, 8, 2)], None),
    ],
)
def test_the_sets_that_a_runner_remembers(sets: list[LoggedSet], lift: tuple[Any, ...] | None) -> None:
    fields = rp.starting_point(a_log(sets=tuple(sets)), START).fields
    assert fields.get("lifts", {}).get("back_squat") == lift


def test_a_field_of_which_too_little_is_known_is_told_too() -> None:
    start = rp.starting_point(Log(()), START)
    assert start.fields == {}
    assert (start.reasons["value"] == "").all()
    assert start.reasons["reason"].str.endswith(".").all()


def test_what_is_no_log_or_no_date_is_refused() -> None:
    with pytest.raises(rp.RunplanError, match="needs a Log, not list"):
        rp.starting_point([], START)  # type: ignore[arg-type]
    with pytest.raises(rp.RunplanError, match="is not a date"):
        rp.starting_point(a_log(), "soon")


RUNS = st.builds(
    lambda days, km, minutes, race, kind: Activity(
        START - dt.timedelta(days=days), None, kind, km, minutes, "", "test", race=race
    ),
    st.integers(-3, 120),
    st.one_of(st.none(), st.floats(0.01, 900)),
    st.one_of(st.none(), st.floats(0.01, 9000)),
    st.booleans(),
    st.sampled_from(("run", "run", "strength", "other")),
)
SETS = st.builds(
    lambda days, exercise, kg, reps, reserve, unit: LoggedSet(
        START - dt.timedelta(days=days), exercise, "x", 1, kg, reps, reserve=reserve, unit=unit
    ),
    st.integers(-3, 80),
    st.sampled_from(("back_squat", "goblet_squat", "")),
    st.one_of(st.none(), st.floats(0.001, 1000)),
    st.one_of(st.none(), st.integers(1, 900)),
    st.one_of(st.none(), st.integers(-2, 9)),
    st.sampled_from(("kg", "lb")),
)


@given(st.lists(RUNS, max_size=40), st.lists(SETS, max_size=6), st.sampled_from(("km", "mi")))
def test_a_block_takes_the_fields_of_any_log(runs: list[Activity], sets: list[LoggedSet], units: str) -> None:
    log = Log(tuple(sorted(runs, key=lambda entry: entry.date)), tuple(sorted(sets, key=lambda its: its.date)))
    start = rp.starting_point(log, START, units=units)
    block = rp.Block(start=START, weeks=6, **start.fields)
    for field in start.fields:
        (text,) = start.reasons.loc[start.reasons["field"] == field, "value"]
        assert text
    before = [run for run in runs if run.kind == "run" and run.date < START]
    if "weekly_km_now" in start.fields and (START - max(run.date for run in before)).days <= 7:
        recent = [run.km or 0 for run in before if run.date >= START - dt.timedelta(days=28)]
        assert block.weekly_km_now <= sum(recent) + 0.06
