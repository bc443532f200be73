"""Examples of weeks and long runs that were worked out by hand, week by week, before any of the code."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import Any

import pytest

from runplan import Block, build_plan
from runplan.planning.running.lengths import lengths_of
from runplan.planning.running.long_runs import longest_wished
from runplan.planning.running.roles import parts_of
from tests.builders.running_weeks import START, kilometres, long_runs, open_block, race_block, running_weeks

MILE = 1.609344
BEGINNER = {"run_days": 4, "easy_pace_s_per_km": 399}


def series(text: str) -> list[float]:
    """Numbers that were written one after another; a bar stands beside a step-back week and says nothing here."""
    return [float(word) for word in text.replace("|", " ").split()]


def longest(block: Block) -> tuple[float, str]:
    """The longest run wished, and what bounds it."""
    wished = longest_wished(block, parts_of(block)[-1])
    return wished.km, wished.bound


EXAMPLES = [
    pytest.param(
        race_block("marathon", 16, 30, 55, **BEGINNER),
        "30 34 37 41 44 | 35 | 48 51 55 | 44 | 52 55 54 | 41 30 15",
        # A tenth more of the longest of four weeks until the three hours; 20 km where marathon pace is run.
        "12 13.5 15 16.5 18 | 13.5 | 19.5 21 23 | 17 | 25 20 27 | 20 14.5",
        id="a beginner's marathon",
    ),
    pytest.param(
        race_block("half", 14, 30, 50, run_days=4, easy_pace_s_per_km=381),
        "30 33 37 40 32 43 47 50 40 48 50 49 35 20",
        "12 13.5 15 16.5 12.5 18 19.5 21 15.5 22 17.5 20 15",
        id="a half marathon",
    ),
    pytest.param(
        race_block("5k", 10, 25, 40, run_days=4, easy_pace_s_per_km=367),
        "25 29 33 36 29 38 40 39 36 20",
        "10 10.5 11.5 12 9 13 13 13 10.5",
        id="a 5k",
    ),
    pytest.param(
        race_block("10k", 12, 12, 24, run_days=3, easy_pace_s_per_km=443),
        "12 14.5 11.5 17 19 22 17.5 23 24 24 20 12",
        "5 6 4.5 7 8 9 6.5 10 11 12 9.5",
        id="a 10k that doubles the week",
    ),
    pytest.param(
        race_block("marathon", 18, 60, 100, run_days=6, longest_run_km=20, easy_pace_s_per_km=309),
        "60 66 71 57 77 83 89 71 94 100 98 78 95 100 98 75 55 27",
        "20 21.5 23.5 17.5 25 27 28.5 21.5 30.5 32 32 24 32 25.5 32 24 17",
        id="an advanced runner's marathon",
    ),
    pytest.param(
        open_block(12, 20, 30, run_days=3, easy_pace_s_per_km=414),
        "20 22 23 18.5 25 27 28 23 29 30 29 24",
        "8 8.5 9.5 7 10 10.5 11.5 8.5 12 12 12 9",
        id="no race",
    ),
    pytest.param(
        race_block("10k", 10, 8, 10, run_days=3, easy_pace_s_per_km=450),
        "8 8.5 9 9.5 7.5 9.5 10 10 8.5 5",
        # The least run is 2.5 km, twenty minutes: half of ten kilometres is the longest. Beside 3.5 km of 7.5, and 4 of
        # 8.5, two others would be shorter than that: of two runs the long one has half at least.
        "3 3.5 4 4.5 4 4.5 5 5 4.5",
        id="a 10k on eight kilometres a week",
    ),
    pytest.param(
        race_block("marathon", 18, 80, 110, run_days=7, rest_days=0, longest_run_km=24, easy_pace_s_per_km=300),
        # 110 x 0.55 is 60.5: a week from twenty on is whole.
        "80 84 89 71 93 97 101 81 106 110 108 86 105 110 108 83 61 30",
        "24 25 26.5 20 27.5 28.5 29.5 22 31 32 32 24 32 25.5 32 24 17",
        id="a marathon on 110 kilometres a week",
    ),
    pytest.param(race_block("10k", 4, 30, 36, run_days=4), "30 36 31 18", "10.5 13 10.5", id="four weeks to a 10k"),
    pytest.param(
        race_block("half", 4, 30, 36, run_days=4), "30 36 25 14.5", "12 11 8", id="four weeks to a half marathon"
    ),
    pytest.param(
        race_block("5k", 12, 60, 80, run_days=7, rest_days=0, easy_pace_s_per_km=300),
        "60 64 51 68 72 76 61 76 80 78 72 40",
        "14 14.5 11 15.5 16 17 12.5 17.5 17.5 17.5 14",
        id="a 5k on seven runs",
    ),
    pytest.param(
        race_block("5k", 12, 60, 80, run_days=5, easy_pace_s_per_km=300),
        "60 64 51 68 72 76 61 76 80 78 72 40",
        # As with seven, but for the last: a fifth of 72 km is 14.4.
        "14 14.5 11 15.5 16 17 12.5 17.5 17.5 17.5 14.5",
        id="a 5k on five runs",
    ),
    pytest.param(
        race_block("marathon", 52, 30, 70, run_days=5, easy_pace_s_per_km=360),
        # 32 weeks to 54 km, as without a race, then 20 from nine tenths of that.
        "30 32 33 27 35 36 38 30 40 41 43 34 44 46 48 38 49 51 52 42 51 54 53 42 51 54 53 42 51 54 53 42 "
        "49 51 54 56 58 47 61 63 65 52 68 70 69 55 67 70 69 53 39 19",
        "12 12 12.5 9.5 12.5 13 13 9.5 13.5 13.5 14 10.5 14 14.5 14.5 11 15 15 15.5 11.5 15.5 15.5 15.5 11.5 "
        "15.5 15.5 15.5 11.5 15.5 15.5 15.5 11.5 "
        "15.5 17 18.5 20 22 16.5 23.5 25 27 20 28.5 30 30 22.5 30 24 30 22.5 16",
        id="a year to a marathon",
    ),
    pytest.param(
        race_block("10k", 12, 30, 30, run_days=4),
        "30 30 24 30 30 30 24 29 30 29 26 15",
        # The week stays, the long run still grows from 0.8 x 12 km.
        "9.5 10 7.5 10.5 11 11.5 8.5 12 12 12 9.5",
        id="a peak that is run already",
    ),
]


@pytest.mark.parametrize(("block", "weeks", "longs"), EXAMPLES)
def test_weeks_and_long_runs_are_those_of_the_example(block: Block, weeks: str, longs: str) -> None:
    assert kilometres(block) == series(weeks)
    planned = [km for km in long_runs(block) if km]
    assert planned == series(longs)


@pytest.mark.parametrize(
    ("race_day", "weeks", "longs"),
    [
        # A Monday leaves no day for the two kilometres of its week.
        ("Mon", "54 43 32 17 0", "25 18.5 13 0"),
        ("Tue", "54 45 33 19 4", "25 18.5 13 0"),
        ("Wed", "54 47 35 21 6.5", "25 18.5 13 0"),
        ("Thu", "54 49 37 24 8.5", "25 18.5 13 0"),
        ("Fri", "55 50 38 26 10.5", "20 25 13 0"),
        ("Sat", "55 52 40 28 12.5", "20 26 19.5 14"),
        ("Sun", "55 54 41 30 15", "20 27 20 14.5"),
    ],
)
def test_the_last_weeks_are_counted_from_the_race_on_whatever_weekday_it_is(
    race_day: str, weeks: str, longs: str
) -> None:
    block = race_block("marathon", 16, 30, 55, race_day, **BEGINNER)
    assert kilometres(block)[-5:] == series(weeks)
    assert long_runs(block)[-4:] == series(longs)
    # The last long run of full length is 19 to 25 days before the race, whichever day that is.
    ends = [(START + dt.timedelta(days=7 * week + 6), km) for week, km in enumerate(long_runs(block))]
    full = max(day for day, km in ends if km >= 24.5)
    assert block.race_date is not None
    assert 19 <= (block.race_date - full).days <= 25


@pytest.mark.parametrize("run_days", [3, 4, 5, 6, 7])
@pytest.mark.parametrize(
    ("goal", "km", "bound"),
    [("marathon", 27.0, "hours"), ("half", 22.0, "goal"), ("10k", 15.5, "goal"), ("5k", 15.5, "hours")],
)
def test_the_longest_run_wished_is_the_same_with_three_to_seven_runs(
    goal: str, km: float, bound: str, run_days: int
) -> None:
    block = race_block(goal, 16, 30, 55, run_days=run_days, rest_days=0, easy_pace_s_per_km=399)
    assert longest(block) == (km, bound)


@pytest.mark.parametrize(
    ("goal", "peak", "fields", "wished"),
    [
        pytest.param("marathon", 60, {"easy_pace_s_per_km": 432}, (25.0, "hours"), id="a marathon at 7:12"),
        pytest.param("marathon", 100, {"easy_pace_s_per_km": 300}, (32.0, "goal"), id="a fast marathon"),
        pytest.param("marathon", 48, {"easy_pace_s_per_km": 300}, (24.0, "share"), id="a marathon under 50 km a week"),
        pytest.param("half", 40, {"easy_pace_s_per_km": 300}, (18.0, "share"), id="45 % before a half marathon"),
        pytest.param("half", 60, {"easy_pace_s_per_km": 450}, (20.0, "hours"), id="150 minutes before a half marathon"),
        pytest.param("10k", 24, {"easy_pace_s_per_km": 390}, (12.0, "goal"), id="half of a small week before a 10k"),
        # The line is at 0.33 for 40 km and at 0.22 for 80.
        pytest.param("10k", 40, {"easy_pace_s_per_km": 300}, (13.0, "goal"), id="a third of 40 km"),
        pytest.param("10k", 60, {"easy_pace_s_per_km": 300}, (16.5, "goal"), id="0.275 of 60 km"),
        pytest.param("10k", 120, {"easy_pace_s_per_km": 300}, (24.0, "hours"), id="120 minutes before a 10k"),
        pytest.param("5k", 120, {"easy_pace_s_per_km": 300}, (21.0, "hours"), id="105 minutes before a 5k"),
        pytest.param("5k", 16, {"run_days": 3, "easy_pace_s_per_km": 300}, (8.0, "goal"), id="8 km before a 5k"),
        pytest.param("5k", 12, {"run_days": 3, "easy_pace_s_per_km": 300}, (6.0, "goal"), id="half of 12 km"),
        pytest.param("10k", 14, {"run_days": 4, "easy_pace_s_per_km": 300}, (5.0, "room"), id="room for three others"),
    ],
)
def test_the_longest_run_wished_is_the_least_of_goal_time_share_and_room(
    goal: str, peak: float, fields: dict[str, Any], wished: tuple[float, str]
) -> None:
    assert longest(race_block(goal, 16, peak / 2, peak, **fields)) == wished


def test_the_longest_run_wished_never_falls_as_the_week_grows() -> None:
    for goal in ("5k", "10k", "half", "marathon"):
        wished = [longest(race_block(goal, 16, 30, peak, easy_pace_s_per_km=330))[0] for peak in range(20, 160)]
        assert wished == sorted(wished), goal
    general = [longest(open_block(16, 30, peak, easy_pace_s_per_km=330))[0] for peak in range(20, 160)]
    assert general == sorted(general)


def test_growth_has_no_fixed_point_in_kilometres_or_miles() -> None:
    in_km, in_miles = (lengths_of(open_block(8, 30, 40, units=units)) for units in ("km", "mi"))
    steps = [4.0]
    while steps[-1] < 30:
        steps.append(in_km.longer(steps[-1]))
    assert steps[:9] == [4, 5, 6, 7, 8, 9, 10, 11, 12]
    assert steps[9:13] == [13.5, 15, 16.5, 18]
    tenths = [16.0]
    while tenths[-1] < 31:
        tenths.append(in_km.longer(tenths[-1]))
    assert tenths == [16, 17.5, 19, 20.5, 22.5, 24.5, 26.5, 29, 31.5]
    miles = [2.5]
    while miles[-1] < 19:
        miles.append(round(in_miles.longer(miles[-1] * MILE) / MILE, 6))
    # Half a mile to seven and a half, a mile to ten, then a tenth down to half miles.
    assert miles == [
        *(2.5 + 0.5 * step for step in range(11)),
        8.5,
        9.5,
        10.5,
        11.5,
        12.5,
        13.5,
        14.5,
        15.5,
        17,
        18.5,
        20,
    ]


@pytest.mark.parametrize(("first", "wished", "steps"), [(12.0, 27.0, 9), (12.0, 32.0, 11)])
def test_so_many_up_weeks_lead_from_one_length_to_another(first: float, wished: float, steps: int) -> None:
    lengths, km = lengths_of(open_block(8, 30, 40)), first
    for _ in range(steps - 1):
        km = lengths.longer(km)
    assert km < wished <= lengths.longer(km)


def test_a_block_whose_peak_is_less_than_today_falls_in_a_line_and_keeps_its_lighter_weeks() -> None:
    # L is 10 and P 8: six up weeks to there, four kilometres less each; week 8 follows a lighter one and has 95 %.
    block = race_block("10k", 12, 50, 30, run_days=4)
    assert kilometres(block) == series("50 46 | 37 | 42 38 34 | 27 | 29 30 29 26 15")
    assert [week.week for week in running_weeks(block) if week.step_back] == [3, 7]


def test_a_longer_run_than_wished_lately_begins_the_series_at_four_fifths_and_raises_nothing() -> None:
    # Three hours at 6:39 are 27 km: 0.8 x 27 is 21.6.
    block = race_block("marathon", 16, 50, 60, longest_run_km=40, **BEGINNER)
    assert longest(block)[0] == 27.0
    assert long_runs(block)[0] == 21.5
    assert max(long_runs(block)) == 27.0


@pytest.mark.parametrize(
    ("now", "first"),
    # 40 % to 40 km a week; 16 km and a fifth of what is over them above.
    [(20, 8.0), (30, 12.0), (40, 16.0), (60, 20.0), (80, 24.0)],
)
def test_without_a_number_of_ones_own_the_long_run_begins_with_a_share_of_the_week(now: float, first: float) -> None:
    assert long_runs(race_block("marathon", 18, now, 110, run_days=6, easy_pace_s_per_km=300))[0] == first


def test_after_a_month_without_a_run_the_first_long_run_is_three_tenths_of_the_week() -> None:
    assert long_runs(race_block("10k", 12, 20, 30, run_days=4, longest_run_km=0))[:3] == [6.0, 7.0, 5.0]


def test_a_marathon_on_few_kilometres_has_half_of_its_peak_as_the_longest_run() -> None:
    assert longest(race_block("marathon", 18, 30, 44, run_days=4, easy_pace_s_per_km=330)) == (22.0, "share")


def test_weeks_in_miles_are_whole_from_twenty_on_and_runs_are_half_miles() -> None:
    # 20 miles to 36 in weeks 1 to 9, step-backs in weeks 6 and 10: the example of 16 weeks.
    block = race_block("marathon", 16, 20 * MILE, 36 * MILE, units="mi", run_days=4, easy_pace_s_per_km=300)
    miles = [round(km / MILE, 2) for km in kilometres(block)]
    # A step is 16/7 miles: 20 22.3 24.6 26.9 29.1, 0.8 of that, 31.4 33.7 36; then 0.8, 0.95, 1 and 0.98 of 36.
    assert miles == [20, 22, 25, 27, 29, 23, 31, 34, 36, 29, 34, 36, 35, 27, 20, 9.5]
    longs = [round(km / MILE, 2) for km in long_runs(block)]
    # 12.8 km of 32 are 8 miles; half of 36 miles is the most.
    assert longs == [8, 9, 10, 11, 12, 9, 13, 14, 15, 11, 16.5, 13, 17.5, 13, 9.5]


def test_a_week_set_by_hand_stands_in_either_part_of_a_long_block_and_moves_no_other() -> None:
    year = {"run_days": 5, "easy_pace_s_per_km": 360}
    by_hand = kilometres(race_block("marathon", 52, 30, 70, weekly_km={8: 41.3, 40: 33}, **year))
    assert by_hand[6:9] == [38, 41.3, 40]
    assert by_hand[38:41] == [61, 33, 65]


@pytest.mark.parametrize(("weeks", "parts"), [(24, 1), (25, 2), (52, 2)])
def test_more_than_24_weeks_to_a_race_are_two_parts(weeks: int, parts: int) -> None:
    assert len(parts_of(race_block("half", weeks, 30, 50))) == parts
    assert len(parts_of(open_block(weeks, 30, 50))) == 1


def test_a_lighter_week_after_a_short_long_run_is_shorter_still() -> None:
    # Three quarters of the 16.5 km of week 4 are 12.5, but nine tenths of the 10 km before it are 9.
    block = race_block("marathon", 16, 30, 55, weekly_km={5: 20}, **BEGINNER)
    assert long_runs(block)[3:6] == [16.5, 10.0, 9.0]


def test_a_lighter_week_made_smaller_by_hand_has_half_of_it_for_the_long_run() -> None:
    # Three quarters of 18 km would be more than the twelve kilometres of the week.
    block = race_block("marathon", 16, 30, 55, weekly_km={6: 12}, **BEGINNER)
    assert long_runs(block)[4:6] == [18.0, 6.0]


def test_a_short_long_run_is_no_shorter_than_three_kilometres_in_a_lighter_week() -> None:
    # Twenty minutes are 1.5 km, so four runs share 8 km. Three quarters of 3.5 km would be 2.5.
    block = race_block("10k", 12, 8, 9, run_days=4, easy_pace_s_per_km=800)
    assert long_runs(block)[:3] == [3.0, 3.5, 3.0]
    assert running_weeks(block)[2].step_back


def test_a_week_too_small_for_its_run_days_has_a_long_run_all_the_same() -> None:
    block = race_block("10k", 10, 8, 10, run_days=6, easy_pace_s_per_km=450)
    assert min(long_runs(block)) >= 2.5


def test_four_usable_days_have_four_sevenths_of_the_week_and_three_runs() -> None:
    away = [START + dt.timedelta(days=7 + day) for day in (1, 3, 5)]
    block = open_block(6, 40, 40, run_days=4, dates_off=away)
    week = running_weeks(block)[1]
    assert (week.run_km, week.runs) == (23.0, 3)


def test_runs_that_have_no_day_leave_their_kilometres_out() -> None:
    # Six days are usable in all, which costs nothing; but three of them are days off, and three are left for four runs.
    block = open_block(6, 40, 40, run_days=4, days_off=("Mon", "Tue", "Wed"), dates_off=[START + dt.timedelta(days=10)])
    week = running_weeks(block)[1]
    assert (week.run_km, week.runs) == (30.0, 3)


def test_with_five_usable_days_a_runner_of_every_day_has_one_of_them_off() -> None:
    away = [START + dt.timedelta(days=7 + day) for day in (1, 3)]
    week = running_weeks(open_block(6, 40, 40, run_days=7, rest_days=0, dates_off=away))[1]
    assert (week.run_km, week.runs) == (34.0, 4)


@pytest.mark.parametrize(
    ("away", "km", "runs"),
    # Of 40 km: all from six usable days on, six sevenths with five, then a seventh a day; one run less than days from
    # four on.
    [(1, 40.0, 4), (2, 34.0, 3), (3, 23.0, 3), (4, 17.0, 2), (5, 11.5, 2), (6, 5.5, 1), (7, 0.0, 0)],
)
def test_dates_off_take_their_part_of_a_week(away: int, km: float, runs: int) -> None:
    dates = [START + dt.timedelta(days=7 + day) for day in range(away)]
    week = running_weeks(open_block(6, 40, 40, run_days=4, dates_off=dates))[1]
    assert (week.run_km, week.runs) == (km, runs)


def test_step_backs_stand_three_full_weeks_before_the_taper_in_every_block() -> None:
    for weeks in range(8, 25):
        for goal, before in (("marathon", 3), ("half", 2), ("10k", 2), ("5k", 2)):
            flagged = [week.week for week in running_weeks(race_block(goal, weeks, 30, 50)) if week.step_back]
            last_full = weeks - before
            assert flagged == sorted(range(last_full - 3, 2, -4)), (goal, weeks)
            assert all(after - earlier == 4 for earlier, after in pairwise(flagged))


@pytest.mark.parametrize("away", [(3, 4, 5, 6), (4, 5, 6)], ids=["from Thursday", "from Friday"])
def test_no_second_long_run_stands_within_five_days_of_the_last(away: tuple[int, ...]) -> None:
    dates = [START + dt.timedelta(days=7 + day) for day in away]
    sessions = build_plan(open_block(6, 40, 40, run_days=4, dates_off=dates, strength_sessions=0)).sessions
    longs = sorted(sessions.loc[sessions["type"] == "long", "date"])
    assert all((after - before).days > 5 for before, after in pairwise(longs))


@pytest.mark.parametrize("away", [(0,), (1,), (2,), (3,), (1, 5), (2, 3), (6,), (3, 4, 5, 6)])
def test_beside_dates_off_two_days_separate_a_quality_run_from_the_long_runs(away: tuple[int, ...]) -> None:
    dates = [START + dt.timedelta(days=7 + day) for day in away]
    sessions = build_plan(open_block(6, 40, 40, run_days=4, dates_off=dates, strength_sessions=0)).sessions
    longs = sessions.loc[sessions["type"] == "long", "date"]
    fast = sessions.loc[sessions["type"].isin(["tempo", "intervals", "hills"]) & (sessions["week"] == 2), "date"]
    assert all(abs((date - long_run).days) > 2 for date in fast for long_run in longs)
    # On Wednesday and Thursday two days lie between it and either Sunday, and a day off is followed by an easy one.
    assert len(fast) == (0 if away in ((2,), (2, 3)) else 1), away
    assert (sessions["week"][sessions["type"].isin(["tempo", "intervals", "hills"])] == 4).any()


def weeks_off(first: int, days: int) -> list[dt.date]:
    """So many dates off from a week's Monday on."""
    return [START + dt.timedelta(days=7 * (first - 1) + day) for day in range(days)]


def test_three_weeks_without_a_run_are_come_back_from_in_steps() -> None:
    block = race_block("marathon", 16, 30, 55, run_days=4, easy_pace_s_per_km=399, dates_off=weeks_off(6, 21))
    weeks = running_weeks(block)
    assert [week.run_km for week in weeks][5:13] == [0, 0, 0, 22, 31, 39, 48, 53]
    assert [week.long_km for week in weeks][5:13] == [0, 0, 0, 9, 11, 13, 15, 17]
    assert weeks[8].quality == 0  # no quality run for seven days
    assert not any(week.step_back for week in weeks[5:13])


def test_days_off_in_the_first_week_are_come_back_from_by_what_was_run_before_the_block() -> None:
    # Six days off after a run on Monday, 30 km a week and 12 km long before them: 0.8 of either, and in the week after
    # that a tenth over the 30 km at most, and two kilometres more; then a lighter week, and 12 km again.
    weeks = running_weeks(open_block(8, 30, 45, run_days=4, dates_off=weeks_off(1, 7)[1:]))
    assert [week.run_km for week in weeks][1:3] == [24, 33]
    assert [week.long_km for week in weeks][1:5] == [9.5, 11.5, 8.5, 12]


def test_a_long_run_comes_back_to_the_longest_before_a_gap_and_passes_it_only_from_there() -> None:
    # 9.5 km before nine days off, then half of 13 km, two kilometres more, and 9.5 km where two more would be 10.5.
    block = open_block(12, 20, 30, run_days=4, easy_pace_s_per_km=360, dates_off=weeks_off(5, 9))
    assert [week.long_km for week in running_weeks(block)][:10] == [8, 8.5, 9.5, 7, 0, 6.5, 8.5, 9.5, 10.5, 11.5]


@pytest.mark.parametrize(
    ("days", "share", "long_share", "without_quality"),
    [(7, 0.8, 0.8, 3), (14, 0.65, 0.65, 6), (21, 0.5, 0.5, 7), (28, 0.5, 0.4, 10)],
)
def test_the_longer_a_gap_the_smaller_the_week_after_it(
    days: int, share: float, long_share: float, without_quality: int
) -> None:
    block = open_block(20, 40, 40, run_days=4, quality_runs=1, dates_off=weeks_off(7, days), longest_run_km=13)
    weeks = running_weeks(block)
    back = 6 + days // 7
    before = weeks[5].run_km
    assert weeks[back].run_km == pytest.approx(share * before, abs=0.5)
    longest = max(week.long_km for week in weeks[2:6])
    assert weeks[back].long_km == pytest.approx(min(long_share * longest, weeks[back].run_km / 2), abs=0.5)
    sessions = build_plan(block).sessions
    end = START + dt.timedelta(days=7 * back)
    fast = sessions.loc[sessions["type"].isin(["tempo", "intervals", "hills"]) & (sessions["date"] >= str(end)), "date"]
    assert (min(fast).date() - end).days >= without_quality


def test_five_days_off_change_no_week_after_them() -> None:
    # From Monday to Friday: less of that week, and the next as planned.
    block = race_block("half", 14, 30, 50, run_days=4)
    plain = [week.run_km for week in running_weeks(block)]
    away = [
        week.run_km for week in running_weeks(race_block("half", 14, 30, 50, run_days=4, dates_off=weeks_off(6, 5)))
    ]
    assert away[:5] + away[6:] == plain[:5] + plain[6:]
    assert away[5] < plain[5]


def test_a_week_that_dates_off_take_the_long_run_from_has_runs_as_long_as_usual() -> None:
    # From Saturday on somebody is away for nine days: three runs are left of a week of 42 km on Tuesday to Thursday.
    dates = [dt.date(2027, 2, 13) + dt.timedelta(days=day) for day in range(9)]
    block = race_block("half", 12, 30, 45, run_days=4, days_off=("Mon", "Fri"), dates_off=dates)
    week, before = running_weeks(block)[5], running_weeks(block)[4]
    assert (week.runs, week.long_km) == (3, 0.0)
    assert week.run_km / week.runs <= (before.run_km - before.long_km) / (before.runs - 1) * 1.2
