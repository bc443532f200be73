"""Plans of fixed blocks and fixed sessions, by the rule of the findings that they make."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import runplan as rp
from runplan import schema
from runplan.catalog import load_catalog
from runplan.plan.tables import PlanTables
from tests.builders.hard_running_plans import running_plans
from tests.builders.written_plans import exercise, make_plan, run, strength, warmed_up

__all__ = ["MARATHON", "finding_plans"]

Rows = Sequence[dict[str, Any]]
RUN_DAYS = ("Mon", "Wed", "Fri", "Sun")
HALF = {"race_date": "2027-01-31", "goal": "half"}  # the Sunday of week 4
RACED = {"recent_races": "10k 52:30"}
WHOLE_KIT = {"equipment": schema.EQUIPMENT, "level": "advanced"}
MARATHON = rp.Block(
    start="2027-01-04",
    race_date="2027-04-25",
    goal="marathon",
    weekly_km_now=30,
    weekly_km_peak=55,
    strength_minutes=30,
)
WEEK_OFF = tuple(f"2027-02-{day:02d}" for day in range(8, 15))
WITHOUT_ERECTORS = tuple(
    name for name, sets in load_catalog().credit["spinal_erectors"].items() if sets > 0 and name != "bird_dog"
)


def one_and_four_weeks(rows_of: Callable[[int], Rows], **wishes: Any) -> tuple[PlanTables, PlanTables]:
    """A rule's sentence about one week, and its sentence about more than three."""
    return make_plan(rows_of(1), **wishes), make_plan([row for week in (1, 2, 3, 4) for row in rows_of(week)], **wishes)


def holding(strength_type: str, *exercises: dict[str, Any], **wishes: Any) -> tuple[PlanTables, PlanTables]:
    """Strength sessions with these exercises after the warm-up, in one week and in four."""
    plans = []
    for weeks in ((1,), (1, 2, 3, 4)):
        ids = [f"w{week:02d}-strength-1" for week in weeks]
        rows = [
            row
            for session in ids
            for row in warmed_up(session, *(each | {"session_id": session} for each in exercises))
        ]
        plans.append(make_plan([strength(week, "Mon", strength_type) for week in weeks], rows, **wishes))
    return plans[0], plans[1]


def without_warm_up() -> Iterator[PlanTables]:
    """Strength sessions of one exercise, in one week and in four."""
    for weeks in ((1,), (1, 2, 3, 4)):
        rows = [exercise(f"w{week:02d}-strength-1", 1, "side_plank", seconds=20) for week in weeks]
        yield make_plan([strength(week, "Mon", "general") for week in weeks], rows)


def long_runs(*km: float) -> list[dict[str, Any]]:
    """A long run a week."""
    return [run(week, "Sun", "long", distance) for week, distance in enumerate(km, start=1)]


def kilometres(*km: float, sessions: Rows = (), **wishes: Any) -> PlanTables:
    """Weeks of these kilometres in four equal runs."""
    runs = [
        run(week, day, "easy", total / 4, number)
        for week, total in enumerate(km, start=1)
        if total
        for number, day in enumerate(RUN_DAYS, start=1)
    ]
    return make_plan([*runs, *sessions], weeks=max(4, len(km)), **wishes)


def own_runs(*more: dict[str, Any], weeks: Sequence[int] = (1, 2, 3, 4, 5, 6), **wishes: Any) -> rp.Plan:
    """A plan around four easy runs a week of the runner's own, and these rows."""
    rows = [{"week": week, "weekday": day, "type": "easy", "km": 8.0} for week in weeks for day in RUN_DAYS]
    return rp.build_plan(rp.Block(**{"start": "2027-01-04", "runs": [*rows, *more]} | wishes))


def dated(*weeks: int) -> list[dict[str, Any]]:
    """Runs of the runner's own with their dates, two a week."""
    first = dt.date(2027, 1, 4)
    return [
        {"week": week + 1, "date": first + dt.timedelta(days=7 * week + day), "type": "easy", "km": 8.0}
        for week in weeks
        for day in (1, 5)
    ]


def six_runs(week: int) -> list[dict[str, Any]]:
    """A week with one free day."""
    return [run(week, day, "easy", 5.0, number) for number, day in enumerate(schema.WEEKDAYS[:6], start=1)]


def own_weeks_of_six(**wishes: Any) -> PlanTables:
    """A written plan whose runs, six in each week, are the runner's own."""
    runs = [row for week in (1, 2, 3, 4) for row in six_runs(week)]
    given = [{name: row[name] for name in ("week", "weekday", "type", "km")} for row in runs]
    return make_plan(runs, race_date=None, runs=given, **wishes)


def three_runs(goal: str, km: float) -> PlanTables:
    """Three runs a week that carry more than the time for the goal leaves to a long run."""
    race = {} if goal == "general" else {"race_date": "2027-03-28"}
    return rp.build_plan(rp.Block(start="2027-01-04", weeks=12, weekly_km_now=km, run_days=3, goal=goal, **race))


def before_a_race(goal: str, **wishes: Any) -> PlanTables:
    """Twelve weeks before a race."""
    return rp.build_plan(rp.Block(start="2027-01-04", race_date="2027-03-28", goal=goal, **wishes))


def general_instead_of_heavy(weeks: int) -> rp.Plan:
    """A plan in which two quality runs leave no day for all the heavy work."""
    wishes = {"run_days": 5, "quality_runs": 2, "school": "easy_days", "weekly_km_now": 40, "strength_minutes": 40}
    return rp.build_plan(rp.Block(start="2027-01-04", weeks=weeks, **wishes, **WHOLE_KIT))


def read_back_alone() -> rp.Plan:
    """A plan whose file was changed and is read without the file beside it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.csv"
        block = rp.Block(start="2027-01-04", weeks=4, weekly_km_now=30)
        rp.build_plan(block).to_csv(path)
        Path(folder, "plan.block.json").unlink()
        return rp.read_plan(path, block=block)


@cache
def finding_plans() -> dict[str, tuple[PlanTables, ...]]:
    """One plan for each kind of sentence, by rule; a new rule, or another sentence of one, is a plan more."""
    heavy = exercise("", 3, "loaded_lunge", sets=2, reps=5)
    push_up = exercise("", 3, "push_up")
    jump = exercise("", 3, "squat_jump", section="plyometric")
    barbell = exercise("", 3, "back_squat", reps=12)
    built = rp.build_plan(MARATHON)
    three_even = [
        run(1, day, "easy", 30.0, number) | {"minutes": 150} for number, day in enumerate(RUN_DAYS[:3], start=1)
    ]
    no_room = {"weekly_km_now": 100, "run_days": 3, "quality_runs": 0, "days_off": ("Tue", "Thu", "Sat", "Sun")}
    hours = [run(1, "Tue", "easy", 5.0), run(1, "Sun", "long", 20.0) | {"minutes": 181}]
    share = [run(1, day, "easy", 4.0, number) for number, day in enumerate(("Mon", "Wed", "Fri"), start=1)]
    return {
        "days_off": (
            *one_and_four_weeks(lambda week: [run(week, "Mon", "easy", 5.0)], days_off=("Mon",)),
            make_plan([run(1, "Tue", "easy", 5.0)], dates_off=("2027-01-05",)),
            rp.build_plan(MARATHON.replace(days_off=("Mon", "Tue", "Fri"), dates_off=("2027-02-17",))),
            rp.build_plan(MARATHON.replace(dates_off=WEEK_OFF[1:5])),
            rp.build_plan(MARATHON.replace(dates_off=WEEK_OFF)),
        ),
        "days_without_runs": one_and_four_weeks(
            lambda week: [run(week, "Mon", "easy", 5.0)], days_without_runs=("Mon",)
        ),
        "rest_days": (
            *one_and_four_weeks(six_runs, rest_days=2),
            own_weeks_of_six(rest_days=2),
            make_plan([*six_runs(1), run(1, "Sun", "easy", 5.0, 7)], rest_days=0),
        ),
        "one_session_a_slot": one_and_four_weeks(
            lambda week: [run(week, "Mon", "easy", 5.0), run(week, "Mon", "easy", 5.0, 2)]
        ),
        "doubles": one_and_four_weeks(
            lambda week: [run(week, "Mon", "easy", 5.0), strength(week, "Mon", "core")], doubles=False
        ),
        "heavy_before_hard_run": (
            *one_and_four_weeks(lambda week: [strength(week, "Sat", "heavy"), run(week, "Sun", "long", 8.0)]),
            make_plan([strength(1, "Fri", "heavy"), run(1, "Sun", "long", 8.0)], school="two_nights"),
        ),
        "heavy_apart": one_and_four_weeks(
            lambda week: [strength(week, "Mon", "heavy"), strength(week, "Tue", "heavy", 2)]
        ),
        "school_ban": one_and_four_weeks(
            lambda week: [run(week, "Thu", "tempo", 8.0), strength(week, "Thu", "heavy")], school="easy_days"
        ),
        "race_window": (
            make_plan([strength(4, "Sun", "core"), run(4, "Sun", "race", 21.1)], **HALF),
            make_plan([strength(4, "Fri", "core"), run(4, "Sun", "race", 21.1)], **HALF),
            make_plan([strength(3, "Sun", "heavy"), run(4, "Sun", "race", 21.1)], **HALF),
            make_plan([run(4, "Fri", "tempo", 5.0), run(4, "Sun", "race", 21.1)], **HALF),
            make_plan([strength(4, "Mon", "general"), run(4, "Sun", "race", 21.1)], **HALF),
            one_and_four_weeks(lambda week: [strength(week, "Fri", "core"), run(week, "Sun", "race", 10.0)])[1],
        ),
        "after_race": one_and_four_weeks(lambda week: [run(week, "Wed", "race", 10.0), run(week, "Sat", "long", 8.0)]),
        "minutes": (
            *one_and_four_weeks(lambda week: [strength(week, "Mon", "general", minutes=45)], strength_minutes=30),
            make_plan([strength(1, "Tue", "general", minutes=24)], strength_minutes=30),
            make_plan([strength(1, "Tue", "general", minutes=24)], strength_minutes=30, sets_per_muscle=3),
            make_plan([strength(1, "Tue", "general", minutes=24)], strength_minutes=30, equipment=("dumbbell",)),
        ),
        "equipment_owned": holding("heavy", barbell),
        "warm_up_first": tuple(without_warm_up()),
        "avoided": holding("general", push_up, avoid=("push_up",)),
        "jumps_beginner": holding("heavy", jump),
        "load_class": holding("general", heavy, equipment=("foam_roller", "dumbbell")),
        "given_runs": (
            own_runs({"week": 1, "weekday": "Tue", "type": "", "text": "bananas", "reading": "not read"}),
            own_runs({"week": 2, "weekday": "Tue", "type": "walk"}, {"week": 3, "weekday": "Tue", "type": "strength"}),
            own_runs({"week": 2, "weekday": "Sat", "type": "easy", "text": "easy jog"}),
            own_runs(start="2027-01-18", runs=dated(*range(6))),
            own_runs(days_off=("Tue", "Thu", "Sat"), strength_sessions=4, doubles=False),
        ),
        "spike_over_longest": (
            make_plan(long_runs(10.0), weekly_km_now=20),
            make_plan(long_runs(8.0, 12.0), weekly_km_now=20),
            make_plan(long_runs(8.0, 17.0), weekly_km_now=20),
            make_plan(long_runs(9.6, 11.5, 13.8, 16.5), weekly_km_now=20),
            make_plan(long_runs(11.0, 15.0, 21.0, 29.0), weekly_km_now=20),
            make_plan([*long_runs(8.0), run(7, "Sun", "long", 13.0)], weeks=8, weekly_km_now=20),
            make_plan([*long_runs(8.0), run(7, "Tue", "easy", 9.0), run(7, "Sun", "long", 13.0)], weeks=8),
            make_plan([run(1, "Mon", "easy", 14.0), run(4, "Sun", "race", 21.1)], **HALF, weekly_km_now=35),
            make_plan([run(1, "Mon", "easy", 5.0), run(2, "Sun", "race", 21.1)], weekly_km_now=15),
            make_plan([run(1, "Mon", "easy", 5.0), run(8, "Sun", "race", 21.1)], weeks=8, weekly_km_now=30),
            make_plan([run(week, "Mon", "easy", 5.0) for week in (6, 12, 18, 24)], weeks=24, weekly_km_now=30),
        ),
        "week_rise": (
            kilometres(55.0, 30.0, 30.0, 30.0, weekly_km_now=30),
            kilometres(30.0, 30.0, 60.0, 30.0, weekly_km_now=30),
            kilometres(16.0, 28.0, 50.0, 90.0, weekly_km_now=9),
            kilometres(50.0, 70.0, 60.0, 50.0, weekly_km_now=50),
            kilometres(30.0, 35.0, 35.0, 35.0, weekly_km_now=30),
            kilometres(20.0, 24.0, 29.0, 35.0, weekly_km_now=16),
        ),
        "week_gap": (
            kilometres(40.0, 8.0, 40.0, 40.0, weekly_km_now=40),
            kilometres(40.0, 8.0, 6.0, 40.0, weekly_km_now=40),
            kilometres(40.0, 0.0, 40.0, sessions=[strength(2, "Tue", "general")], weekly_km_now=40),
            kilometres(*(40.0, 5.0) * 4, 40.0, weekly_km_now=40),
            own_runs(weeks=(1, 2, 4, 5, 6), strength_sessions=0),
        ),
        "gap_return": (rp.build_plan(MARATHON.replace(dates_off=WEEK_OFF)),),
        "peak_rise": (
            rp.build_plan(MARATHON.replace(weekly_km_now=25)),
            rp.build_plan(MARATHON.replace(start="2027-02-15")),
            rp.build_plan(MARATHON.replace(weekly_km_now=60)),
        ),
        "peak_published": (
            rp.build_plan(MARATHON.replace(weekly_km_now=50, weekly_km_peak=80)),
            rp.build_plan(MARATHON.replace(weekly_km_now=50, weekly_km_peak=80, units="mi")),
        ),
        "weeks_without_step_back": (
            kilometres(*range(30, 36), weekly_km_now=30),
            kilometres(*range(30, 46), weekly_km_now=30),
            kilometres(30.0, 31.0, 31.0, 32.0, 33.0, 34.0, 35.0, weekly_km_now=30),
        ),
        "long_hours": (
            make_plan(hours, weekly_km_now=100),
            rp.build_plan(rp.Block(start="2027-01-04", weeks=8, weekly_km_now=80, run_days=3, easy_pace_s_per_km=480)),
        ),
        "long_minutes_5k": (three_runs("5k", 60), before_a_race("5k", weekly_km_now=60, weekly_km_peak=80)),
        "long_minutes_10k": (
            three_runs("10k", 70),
            make_plan(three_even, goal="10k", race_date="2027-01-31", **no_room),
            before_a_race("10k", weekly_km_now=70, weekly_km_peak=90, easy_pace_s_per_km=420),
        ),
        "long_minutes_half": (
            make_plan([hours[0], hours[1] | {"minutes": 151}], **HALF, weekly_km_now=100),
            before_a_race("half", weekly_km_now=50, weekly_km_peak=60, easy_pace_s_per_km=450),
        ),
        "long_minutes_general": (three_runs("general", 60),),
        "long_minutes_marathon": (rp.build_plan(MARATHON.replace(**RACED)),),
        "long_share_half": (before_a_race("half", weekly_km_now=30, weekly_km_peak=40),),
        "long_share_marathon": (
            rp.build_plan(MARATHON.replace(weekly_km_now=45, weekly_km_peak=50)),
            rp.build_plan(MARATHON.replace(longest_run_km=30)),
        ),
        "long_cap_half": (before_a_race("half", weekly_km_now=40, weekly_km_peak=50, longest_run_km=25),),
        "long_rise": (
            rp.build_plan(MARATHON.replace(longest_run_km=11)),
            rp.build_plan(MARATHON.replace(weekly_km={5: 0})),
            rp.build_plan(MARATHON.replace(weekly_km_now=42, weekly_km_peak=60, dates_off=WEEK_OFF)),
        ),
        "long_reach": (
            rp.build_plan(MARATHON.replace(weekly_km_now=25)),
            rp.build_plan(MARATHON.replace(weekly_km_peak=44)),
            rp.build_plan(MARATHON.replace(start="2027-01-18", weekly_km_now=28, weekly_km_peak=42)),
            rp.build_plan(MARATHON.replace(weekly_km_now=20, weekly_km_peak=44)),
            rp.build_plan(MARATHON.replace(start="2027-03-08", weekly_km_now=20, weekly_km_peak=25)),
            rp.build_plan(MARATHON.replace(easy_pace_s_per_km=480)),
            rp.build_plan(MARATHON.replace(easy_pace_s_per_km=480, weekly_km_peak=36)),
            before_a_race("half", weekly_km_now=15, weekly_km_peak=25),
            before_a_race("10k", weekly_km_now=12, weekly_km_peak=16, run_days=3),
            before_a_race("5k", weekly_km_now=8, weekly_km_peak=8, run_days=3),
            own_runs({"week": 6, "weekday": "Sun", "type": "race", "km": 42.2}, weeks=(1, 2, 3, 4, 5)),
        ),
        **running_plans(),
        "goal_reach": (
            make_plan(long_runs(8.0), goal="marathon", goal_time="3:15:00", **RACED),
            make_plan(long_runs(8.0), goal="half", goal_time="1:40:00", recent_races="5k 25:00, 10k 52:30"),
        ),
        "easy_pace_fit": (
            make_plan(long_runs(8.0), easy_pace_s_per_km=360, **RACED),
            make_plan(long_runs(8.0), easy_pace_s_per_km=480, **RACED),
            make_plan(long_runs(8.0), easy_pace_s_per_km=480, units="mi", recent_races="5k 25:00, 10k 52:30"),
        ),
        "long_run_share": (
            built,
            make_plan([*share, run(1, "Sun", "long", 14.0)], weekly_km_now=40),
            make_plan(
                [
                    run(week, day, run_type, km, number)
                    for week in (1, 2, 3, 4)
                    for number, (day, run_type, km) in enumerate(
                        (("Mon", "easy", 4.0), ("Wed", "easy", 5.0), ("Sun", "long", 9.0 + week)), start=1
                    )
                ],
                weekly_km_now=40,
            ),
        ),
        "least_run_km": (
            rp.build_plan(MARATHON.replace(weekly_km={5: 0})),
            rp.build_plan(MARATHON.replace(weekly_km={5: 5})),
            rp.build_plan(rp.Block(start="2027-01-04", weeks=8, weekly_km_now=5, weekly_km_peak=6, run_days=4)),
            before_a_race("10k", weekly_km_now=25, weekly_km_peak=28, run_days=7, rest_days=0),
        ),
        "hard_days_in_a_row": (
            make_plan([run(1, "Sat", "tempo", 6.0), run(1, "Sun", "long", 8.0)]),
            make_plan([run(3, "Sun", "long", 16.0), run(4, "Mon", "race", 21.1)], race_date="2027-01-25", goal="half"),
            make_plan(
                [run(1, "Wed", "tempo", 6.0), run(1, "Thu", "tempo", 6.0, 2), run(1, "Sat", "long", 8.0)],
                days_off=("Mon", "Tue", "Fri", "Sun"),
                run_days=3,
            ),
            one_and_four_weeks(lambda week: [run(week, "Sat", "tempo", 6.0), run(week, "Sun", "long", 8.0)])[1],
        ),
        "uncovered_muscle": (
            make_plan(long_runs(8.0)),
            make_plan([strength(1, "Mon", "general", minutes=28)], strength_minutes=30, **WHOLE_KIT),
            make_plan([strength(1, "Mon", "general", minutes=20)], strength_minutes=30, level="advanced"),
            make_plan([strength(1, "Mon", "routine", minutes=15)], strength_minutes=15),
            rp.build_plan(rp.Block(start="2027-01-04", weeks=8, sets_per_muscle=9)),
            rp.build_plan(rp.Block(start="2027-01-04", weeks=8, avoid=WITHOUT_ERECTORS, sets_per_muscle=3)),
        ),
        "lifts_over_target": (
            rp.build_plan(rp.Block(start="2027-01-04", weeks=8, equipment=("dumbbell",), level="intermediate")),
        ),
        "block_short": (make_plan([run(4, "Sun", "race", 21.1)], **HALF),),
        "strength_weeks_minimum": (make_plan([strength(week, "Mon", "heavy") for week in (1, 2, 3)]),),
        "strength_weeks_keep": (built,),
        "preferred_unused": (
            rp.build_plan(rp.Block(start="2027-01-04", weeks=8, strength_minutes=15, prefer=("back_squat",))),
            rp.build_plan(rp.Block(start="2027-01-04", weeks=8, prefer=("back_squat", "leg_swing_side", "air_squat"))),
            rp.build_plan(MARATHON.replace(strength_minutes=25, equipment=("dumbbell",), prefer=("sumo_squat",))),
        ),
        "orphan_pin": (
            make_plan(long_runs(8.0), pins={"w01-easy-4": "Tue"}),
            own_runs(pins={"w02-easy-1": "Tue"}),
        ),
        "pain": (built,),
        "event_race_days": tuple(
            rp.build_plan(MARATHON.replace(events=events))
            for events in (
                "ill 2027-04-24 2027-04-26",
                "injured 2027-04-15 2027-04-20",
                "away 2027-04-12 2027-04-23",
                "away 2027-03-06 2027-03-14, extra_race 2027-03-13 10k C",
            )
        ),
        "event_race_weeks": tuple(
            rp.build_plan(MARATHON.replace(events=events))
            for events in ("injured 2027-02-22 2027-03-14", "ill 2027-03-22 2027-04-04")
        ),
        "demoted_heavy": (general_instead_of_heavy(4), general_instead_of_heavy(12)),
        "plan_file": (read_back_alone(),),
    }
