"""What is said of the long runs of the runner's own plan: two near each other, and one as long in a lighter week."""

from __future__ import annotations

import pytest

import runplan as rp
from runplan.insight.findings import findings
from tests.builders.hard_running_plans import easy_runs, own_plan, weekly_long_runs

Rows = list[tuple[int, str, str, float]]


def heard(rule: str, plan: rp.Plan) -> list[tuple[str, int, str]]:
    """Severity, week and sentence of what is said by a rule."""
    rows = findings(plan)
    rows = rows[(rows["rule"] == rule).to_numpy()]
    return list(rows[["severity", "week", "message"]].itertuples(index=False, name=None))


# --- two long runs near each other ------------------------------------------------------------------------------------


def second_on(weekday: str) -> list[tuple[str, int, str]]:
    """What is said where the long run of week 2 is on Sunday 17 January and another one on this day of week 3."""
    rows = [*easy_runs(6), (1, "Sun", "long", 12.0), (2, "Sun", "long", 14.0), (3, weekday, "long", 10.0)]
    return heard("long_runs_near", own_plan(*rows))


def test_two_long_runs_four_days_apart_are_told_with_their_days() -> None:
    assert second_on("Thu") == [
        (
            "info",
            3,
            "Week 3: your plan has long runs of 14 km on Sun 17 Jan and 10 km on Thu 21 Jan. We suggest at least 5 "
            "days between them (our assumption): make the shorter one an easy run.",
        )
    ]


@pytest.mark.parametrize(
    ("weekday", "is_heard"), [("Mon", False), ("Tue", True), ("Wed", True), ("Thu", True), ("Fri", False)]
)
def test_from_two_to_four_days_apart_are_told(weekday: str, is_heard: bool) -> None:
    assert bool(second_on(weekday)) == is_heard


def test_of_two_days_in_a_row_the_finding_on_hard_days_speaks() -> None:
    rows = [*easy_runs(6), (2, "Sun", "long", 14.0), (3, "Mon", "long", 10.0)]
    assert any("on consecutive days" in text for _, _, text in heard("hard_days_in_a_row", own_plan(*rows)))


def test_the_days_are_counted_within_a_week_too_and_lengths_are_in_the_runner_s_unit() -> None:
    plan = own_plan(*easy_runs(6), (2, "Wed", "long", 10.0), (2, "Sun", "long", 14.0), units="mi")
    ((_, week, sentence),) = heard("long_runs_near", plan)
    assert week == 2
    assert "6.2 mi on Wed 13 Jan and 8.7 mi on Sun 17 Jan" in sentence


def test_more_than_three_weeks_are_told_in_one_sentence() -> None:
    rows = [*weekly_long_runs(12, 12, 12, 12), *((week, "Thu", "long", 10.0) for week in (1, 2, 3, 4))]
    assert heard("long_runs_near", own_plan(*rows)) == [
        (
            "info",
            1,
            "In weeks 1 to 4 two long runs in your plan are at most 4 days apart. We suggest at least 5 days "
            "between them (our assumption): make the shorter ones easy runs.",
        )
    ]


# --- a lighter week with a long run as long as before -----------------------------------------------------------------

FULL_WEEKS: Rows = [(week, "Thu", "easy", 8.0) for week in (1, 2, 3, 5, 6)]  # week 4 is 8 km lighter


def lighter(*km: float, **wishes: str) -> list[tuple[str, int, str]]:
    """What is said of six weeks with these long runs, the fourth of them a step-back week."""
    plan = own_plan(*easy_runs(6), *FULL_WEEKS, *weekly_long_runs(*km), **wishes)
    assert plan.weeks["step_back"].tolist() == [False, False, False, True, False, False]
    return heard("step_back_long_last", plan)


def test_a_step_back_week_whose_long_run_is_as_long_as_before_is_told() -> None:
    # 8 + 8 + 13 km in week 3, 8 + 13 km in week 4; 90 % of 13 km are 11.7 km, 11.5 in half kilometres.
    assert lighter(12, 13, 13, 13, 14, 14) == [
        (
            "info",
            4,
            "Week 4 is a step-back week, 21 km after 29 km, but its long run of 13 km is as long as week 3's. "
            "Shorten it too, to 11.5 km at most (our assumption).",
        )
    ]


def test_a_long_run_that_is_longer_in_a_step_back_week_is_told_as_that() -> None:
    ((_, _, sentence),) = lighter(12, 13, 13, 14, 14, 14)
    assert "its long run of 14 km is longer than week 3's" in sentence


@pytest.mark.parametrize("km", [12.9, 12.0, 9.0])
def test_a_step_back_week_with_a_shorter_long_run_is_fine(km: float) -> None:
    assert lighter(12, 13, 13, km, 14, 14) == []


def test_lengths_are_in_miles_where_the_runner_reads_miles() -> None:
    ((_, _, sentence),) = lighter(12, 13, 13, 13, 14, 14, units="mi")
    # 11.7 km are 7.27 miles.
    assert "13 mi after 18 mi, but its long run of 8.1 mi is as long as week 3's" in sentence
    assert "to 7 mi at most" in sentence


def test_weeks_that_are_no_step_back_and_planned_ones_are_not_judged() -> None:
    even = own_plan(*easy_runs(6), *weekly_long_runs(12, 12, 12, 12, 12, 12))
    assert heard("step_back_long_last", even) == []
    planned = rp.build_plan(rp.Block(start="2027-01-04", weeks=12, weekly_km_now=30, weekly_km_peak=50))
    assert planned.weeks["step_back"].any()
    for rule in ("step_back_long_last", "long_runs_near"):
        assert heard(rule, planned) == []


# --- a race that no run reaches ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("race", "longest", "sentence"),
    [
        (
            10.0,
            9.0,
            "The longest run before the 10 km race is 9 km, but we suggest 10 km or more (our assumption). Make "
            "it longer step by step, or choose a 5 km race instead.",
        ),
        (
            5.0,
            4.5,
            "The longest run before the 5 km race is 4.5 km, but we suggest 5 km or more (our assumption). Make "
            "it longer step by step, or expect the last part of the race to be hard.",
        ),
    ],
    ids=["10k", "5k"],
)
def test_an_own_plan_whose_longest_run_is_short_of_the_race_is_warned_of(
    race: float, longest: float, sentence: str
) -> None:
    runs = [(week, day, "easy", longest - 1) for week in (1, 2, 3, 4, 5) for day in ("Tue", "Thu")]
    long_runs = weekly_long_runs(*(longest,) * 4)
    rows = [*runs, *long_runs, (6, "Sun", "race", race)]
    assert heard_of_the_block(own_plan(*rows, (5, "Sun", "long", longest))) == [("warning", sentence)]
    assert heard_of_the_block(own_plan(*rows, (5, "Sun", "long", race))) == []


def heard_of_the_block(plan: rp.Plan) -> list[tuple[str, str]]:
    """Severity and sentence of what is said of the longest run."""
    return [(severity, sentence) for severity, _, sentence in heard("long_reach", plan)]
