"""The checker is tested on small hand-made plans: sound ones pass, and each broken rule is said."""

from __future__ import annotations

import ast
import datetime as dt
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.builders.checker_plans import (
    DAYS,
    EXERCISES,
    RULES,
    START,
    built,
    exercise,
    general_rows,
    race_rows,
    session,
)
from tests.checker import violations


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small catalog of seven exercises."""
    (tmp_path / "exercises.csv").write_text(EXERCISES, encoding="utf-8")
    (tmp_path / "rules.csv").write_text(RULES, encoding="utf-8")
    return tmp_path


def change(rows: dict[str, Any], session_id: str, /, **changes: Any) -> None:
    """Overwrite cells of a session; a new day brings its date along."""
    for row in rows["sessions"]:
        if row["session_id"] == session_id:
            if "day" in changes:
                day = changes.pop("day")
                row["date"] += dt.timedelta(days=DAYS.index(day) - DAYS.index(row["weekday"]))
                row["weekday"] = day
            row.update(changes)


def alter(rows: dict[str, Any], session_id: str, name: str, /, **changes: Any) -> None:
    """Overwrite cells of an exercise."""
    for row in rows["exercises"]:
        if (row["session_id"], row["exercise_id"]) == (session_id, name):
            row.update(changes)


def wish(rows: dict[str, Any], **changes: Any) -> None:
    """Overwrite fields of the block."""
    rows["block"] = SimpleNamespace(**(vars(rows["block"]) | changes))


def drop(rows: dict[str, Any], session_id: str, name: str | None = None) -> None:
    """Take out a session, or an exercise of it (the others are numbered anew)."""
    if name is None:
        rows["sessions"] = [row for row in rows["sessions"] if row["session_id"] != session_id]
    rows["exercises"] = [
        row
        for row in rows["exercises"]
        if row["session_id"] != session_id or (name is not None and row["exercise_id"] != name)
    ]
    for order, row in enumerate((row for row in rows["exercises"] if row["session_id"] == session_id), start=1):
        row["order"] = order


Break = Callable[[dict[str, Any]], None]
ORACLE = "planning/running/rule_oracle.py"


def week_cell(week: int, **changes: Any) -> Break:
    return lambda rows: rows["weeks"][week - 1].update(changes)


def cell(session_id: str, /, **changes: Any) -> Break:
    return lambda rows: change(rows, session_id, **changes)


def dose(session_id: str, name: str, /, **changes: Any) -> Break:
    return lambda rows: alter(rows, session_id, name, **changes)


def wished(**changes: Any) -> Break:
    return lambda rows: wish(rows, **changes)


def without(session_id: str, name: str | None = None) -> Break:
    return lambda rows: drop(rows, session_id, name)


def both(*breaks: Break) -> Break:
    def run(rows: dict[str, Any]) -> None:
        for one in breaks:
            one(rows)

    return run


def heavy_on(session_id: str, day: str) -> Break:
    """The second session becomes heavy on another day."""
    return both(cell(session_id, type="heavy", minutes=9, day=day), dose(session_id, "squat", reps=6))


def in_front(session_id: str, name: str) -> Break:
    """Put an exercise before the others."""

    def run(rows: dict[str, Any]) -> None:
        own = [row for row in rows["exercises"] if row["session_id"] == session_id]
        own.sort(key=lambda row: row["exercise_id"] != name)
        for order, row in enumerate(own, start=1):
            row["order"] = order
        rows["exercises"] = [row for row in rows["exercises"] if row["session_id"] != session_id] + own

    return run


def twice(session_id: str) -> Break:
    return lambda rows: rows["sessions"].append(next(r for r in rows["sessions"] if r["session_id"] == session_id) | {})


def add(*rows_to_add: dict[str, Any]) -> Break:
    return lambda rows: rows["sessions"].extend(rows_to_add)


def hops(session_id: str) -> Break:
    return lambda rows: rows["exercises"].append(exercise(session_id, 6, "hops", "plyometric", reps=10))


ROWS = {"general": general_rows, "race": race_rows}
BROKEN: tuple[tuple[str, str, Break, str], ...] = (
    # weeks
    (
        "too_few_weeks",
        "general",
        wished(weeks=6),
        "The block has 6 weeks, but the weeks table is numbered [1, 2, 3, 4, 5].",
    ),
    (
        "a_week_starts_late",
        "general",
        week_cell(2, start=START + dt.timedelta(days=8)),
        "Week 2 starts on 2027-01-12, not on 2027-01-11.",
    ),
    ("quality_miscounted", "general", week_cell(2, quality_runs=2), "Week 2 says 2 hard sessions and has 1."),
    ("too_much_quality", "general", wished(quality_runs=0), "Week 1 has 1 hard sessions where 0 are allowed."),
    (
        "quality_in_a_small_week",
        "general",
        both(week_cell(1, run_km=14.0), cell("w01-easy-1", km=1.0), cell("w01-easy-2", km=1.0)),
        "Week 1 has 1 hard sessions where 0 are allowed.",
    ),
    (
        "long_run_misstated",
        "general",
        week_cell(1, long_run_km=9.0),
        "Week 1 says a long run of 9.0 km and has 8.0 km.",
    ),
    ("race_week_unnamed", "race", week_cell(4, phase="taper"), "Week 4 is called taper, not race."),
    ("race_without_a_race", "general", week_cell(5, phase="race"), "Week 5 is called race, not build."),
    ("phase_too_long", "general", week_cell(3, phase="base"), "Week 3 is called base, not build."),
    ("phase_unknown", "general", week_cell(1, phase="rest"), "Week 1 is called rest, not base."),
    (
        "strength_phase_goes_back",
        "general",
        week_cell(1, strength_phase="strength"),
        "Week 2 goes back to the strength_phase technique.",
    ),
    (
        "strength_phase_unknown",
        "general",
        week_cell(1, strength_phase="rest"),
        "Week 1 has the strength_phase 'rest', which is none of technique, strength, power, keep.",
    ),
    (
        "keep_far_from_the_race",
        "general",
        week_cell(5, strength_phase="keep"),
        "Week 5 keeps strength in the phase build, which is not near the race.",
    ),
    # kilometres
    (
        "rise_not_linear",
        "general",
        wished(weekly_km_peak=40.0),  # the middle of the way to week 3
        "Week 2 has 25.0 km where its curve and the wishes give 30.00 km.",
    ),
    (
        "waves_left_out",
        "general",
        week_cell(4, run_km=30.0),
        "Week 4 has 30.0 km where its curve and the wishes give 29.40 km.",
    ),
    (
        "week_not_rounded",
        "general",
        week_cell(4, run_km=29.4),
        "Week 4 has 29.4 km, which are neither whole nor half.",
    ),
    (
        "step_back_hidden",
        "general",
        week_cell(5, step_back=False),
        "Week 5 is a step-back week, and the table says otherwise.",
    ),
    (
        "step_back_invented",
        "general",
        week_cell(3, step_back=True),
        "Week 3 is no step-back week, and the table says otherwise.",
    ),
    (
        "own_kilometres_ignored",
        "general",
        wished(weekly_km=((3, 12.0),)),
        "Week 3 has 30.0 km where its curve and the wishes give 12.00 km.",
    ),
    (
        "own_kilometres_of_the_race_week_hold_besides_the_race",
        "race",
        wished(weekly_km=((4, 23.0),)),
        "Week 4 has 18.0 km where its curve and the wishes give 28.00 km.",
    ),
    (
        "taper_of_another_goal",
        "race",
        wished(goal="10k"),  # 30 x (6 x 0.85 + 0.5) / 7
        "Week 3 has 25.0 km where its curve and the wishes give 24.00 km.",
    ),
    (
        "date_off_left_out",
        "general",
        wished(dates_off=(dt.date(2027, 1, 19), dt.date(2027, 1, 20), dt.date(2027, 1, 21))),  # 30 x 4 / 7
        "Week 3 has 30.0 km where its curve and the wishes give 17.14 km.",
    ),
    # identities
    ("session_twice", "general", twice("w01-long"), "The session w01-long stands 2 times in the table."),
    (
        "id_of_another_week",
        "general",
        cell("w02-easy-1", session_id="w03-easy-9"),
        "Week 2, w03-easy-9: the id does not tell a run of type easy in week 2.",
    ),
    (
        "id_of_another_kind",
        "general",
        cell("w02-easy-1", session_id="w02-quality-2"),
        "Week 2, w02-quality-2: the id does not tell a run of type easy in week 2.",
    ),
    (
        "strength_in_the_morning",
        "general",
        cell("w01-strength-1", slot="am"),
        "Week 1, w01-strength-1: a strength is planned for the am.",
    ),
    (
        "type_unknown",
        "general",
        cell("w01-strength-2", type="light"),
        "Week 1, w01-strength-2: the type 'light' is no type of strength session.",
    ),
    (
        "strength_has_km",
        "general",
        cell("w01-strength-2", km=3.0),
        "Week 1, w01-strength-2: a strength session has 3.0 km.",
    ),
    ("no_title", "general", cell("w01-long", title=""), "Week 1, w01-long: it has no title or no minutes."),
    (
        "effort_of_eleven",
        "general",
        cell("w01-long", effort=11.0),
        "Week 1, w01-long: the effort 11.0 is outside 0-10.",
    ),
    # days
    (
        "date_in_the_next_week",
        "general",
        cell("w01-long", date=START + dt.timedelta(days=13)),
        "Week 1, w01-long: 2027-01-17 is outside its week, which starts on 2027-01-04.",
    ),
    ("wrong_weekday", "general", cell("w01-long", weekday="Sat"), "Week 1, w01-long: 2027-01-10 is a Sun, not a Sat."),
    ("day_off", "general", wished(days_off=("Tue",)), "Week 1, w01-easy-1: it stands on Tue, a day off."),
    (
        "day_without_runs",
        "general",
        wished(days_without_runs=("Tue",)),
        "Week 1, w01-easy-1: it is a run on Tue, a day without runs.",
    ),
    (
        "date_off",
        "general",
        wished(dates_off=(dt.date(2027, 1, 10),)),
        "Week 1, w01-long: it stands on 2027-01-10, a date off.",
    ),
    (
        "two_runs_a_day",
        "general",
        cell("w02-easy-1", day="Wed"),
        "Week 2: w02-easy-1 and w02-quality-1 and w02-strength-1 share 2027-01-13, more than one of a kind.",
    ),
    (
        "doubles_not_wished",
        "general",
        wished(doubles=False),
        "Week 1: w01-quality-1 and w01-strength-1 share 2027-01-06, and doubles are not wished.",
    ),
    ("too_few_rest_days", "general", wished(rest_days=3), "Week 1 has 2 days with nothing where 3 are wished."),
    # runs
    ("runs_do_not_add_up", "general", cell("w01-long", km=9.0), "Week 1 has 20.0 km and its runs add up to 21.00 km."),
    ("a_run_is_missing", "general", wished(run_days=5), "Week 1 has 4 runs besides a race where 5 are due."),
    ("two_long_runs", "general", cell("w01-easy-1", type="long"), "Week 1 has more than one long run."),
    ("run_of_nothing", "general", cell("w01-easy-1", km=0.0), "Week 1, w01-easy-1: a run of 0.0 km."),
    (
        "step_unreadable",
        "general",
        cell("w01-long", steps="8 kilometres"),
        "Week 1, w01-long: the step '8 kilometres' cannot be read.",
    ),
    (
        "jogs_not_counted",
        "general",
        cell("w01-long", steps="2 km easy; 6 x 900 m @5k / 100 m jog"),
        None,
    ),
    (
        "timed_steps_are_a_band",  # 40 minutes are 5.4 to 20.5 km between 1.15 and 0.3 times the easy pace
        "general",
        cell("w01-long", steps="10 min easy; 30 min @marathon"),
        None,
    ),
    (
        "timed_steps_too_short",
        "general",
        cell("w01-long", km=11.0, steps="20 min easy"),
        "Week 1, w01-long: the steps add up to 2.68 to 10.26 km, and the run has 11.0 km.",
    ),
    (
        "steps_do_not_add_up",
        "general",
        cell("w01-long", steps="2 km easy; 6 x 1 km @5k / 100 m jog"),
        "Week 1, w01-long: the steps add up to 8.60 km, and the run has 8.0 km.",
    ),
    (
        "long_run_grows_too_fast",
        "general",
        cell("w02-long", km=10.0),
        "Week 2 has a long run of 10 km where 9 km are due.",
    ),
    (
        "long_run_over_its_time",  # 120 minutes at 18 minutes a km, and a quarter of the week is more
        "general",
        wished(easy_pace_s_per_km=1080),
        "Week 3 has a long run of 10 km where 7.5 km are due.",
    ),
    (
        "long_run_missing",
        "general",
        cell("w01-long", type="easy"),
        "Week 1 has a long run of 0 km where 8 km are due.",
    ),
    (
        "long_run_not_the_longest",
        "general",
        cell("w01-easy-1", km=8.5),
        "Week 1, w01-easy-1: 8.5 km are longer than the long run (8.0 km).",
    ),
    (
        "easy_run_nearly_as_long",
        "general",
        cell("w01-easy-1", km=7.8),
        "Week 1, w01-easy-1: 7.8 km are over its share of the long run (8.0 km).",
    ),
    (
        "easy_run_too_short",
        "general",
        cell("w01-easy-1", km=2.0),
        "Week 1, w01-easy-1: 2.0 km are less than the least run (3 km).",
    ),
    (
        "run_not_rounded",
        "general",
        cell("w01-easy-1", km=4.2),
        "Week 1, w01-easy-1: 4.2 km are neither whole nor half.",
    ),
    # race
    ("race_missing", "race", without("w04-race"), "Week 4 has 0 races where one is due."),
    (
        "race_on_another_day",
        "race",
        cell("w04-race", day="Fri"),
        "Week 4, w04-race: the race stands on 2027-01-29, not on 2027-01-30.",
    ),
    ("race_too_short", "race", cell("w04-race", km=4.0), "Week 4, w04-race: the race has 4.0 km, not 5.0."),
    ("race_unasked", "race", wished(race_date=None), "Week 4, w04-race: the block has no race."),
    (
        "strength_after_the_race",
        "race",
        cell("w04-strength-1", day="Sun"),
        "Week 4, w04-strength-1: a core session stands after the race.",
    ),
    (
        "quality_in_the_race_week",
        "race",
        cell("w04-easy-3", type="tempo"),
        "Week 4, w04-easy-3: a tempo run stands 2 days before the race, not three to five.",
    ),
    (
        "long_run_in_the_race_week",
        "race",
        cell("w04-easy-1", type="long"),
        "Week 4, w04-easy-1: a long run is in race week.",
    ),
    (
        "strength_two_days_before",
        "race",
        cell("w04-strength-1", day="Thu"),
        "Week 4, w04-strength-1: strength stands 2 days before the race.",
    ),
    (
        "strength_two_days_before_across_weeks",
        "race",
        both(wished(race_date=dt.date(2027, 1, 25)), cell("w03-strength-1", day="Sat")),
        "Week 3, w03-strength-1: strength stands 2 days before the race.",
    ),
    (
        "heavy_in_the_race_week",
        "race",
        cell("w04-strength-1", type="heavy"),
        "Week 4, w04-strength-1: a heavy session is in race week or the 7 days before the race.",
    ),
    (
        "heavy_seven_days_before_the_race",
        "race",
        both(wished(race_date=dt.date(2027, 1, 27)), heavy_on("w03-strength-1", "Wed")),
        "Week 3, w03-strength-1: a heavy session is in race week or the 7 days before the race.",
    ),
    # heavy
    (
        "heavy_before_the_long_run",
        "general",
        heavy_on("w01-strength-2", "Sat"),
        "Week 1, w01-strength-2: heavy work 1 days before w01-long (long).",
    ),
    (
        "heavy_before_quality_across_weeks",
        "general",
        both(heavy_on("w01-strength-2", "Sun"), cell("w02-quality-1", day="Mon")),
        "Week 1, w01-strength-2: heavy work 1 days before w02-quality-1 (tempo).",
    ),
    (
        "two_nights_reach_further",
        "general",
        both(wished(school="two_nights"), heavy_on("w01-strength-2", "Fri")),
        "Week 1, w01-strength-2: heavy work 2 days before w01-long (long).",
    ),
    (
        "heavy_on_two_days_running",
        "general",
        heavy_on("w01-strength-2", "Thu"),
        "Week 1, w01-strength-1: another heavy session stands on the next day.",
    ),
    (
        "easy_days_keep_heavy_off_quality",
        "general",
        wished(school="easy_days"),
        "Week 1, w01-strength-1: heavy work on the day of w01-quality-1, which easy_days forbids.",
    ),
    (
        "two_nights_keep_heavy_off_the_long_run",
        "general",
        both(wished(school="two_nights"), heavy_on("w01-strength-2", "Sun")),
        "Week 1, w01-strength-2: heavy work on the day of w01-long, which two_nights forbids.",
    ),
    # pins
    (
        "pin_ignored",
        "general",
        wished(pins=(("w01-easy-2", "Sat"),)),
        "Week 1, w01-easy-2: it stands on Thu and is pinned to Sat.",
    ),
    ("pin_not_marked", "general", cell("w01-easy-2", pinned=False), "Week 1, w01-easy-2: it is not marked as pinned."),
    ("pin_invented", "general", cell("w01-long", pinned=True), "Week 1, w01-long: it is marked as pinned."),
    (
        "long_run_moved",
        "general",
        cell("w02-long", day="Sat"),
        "Week 2, w02-long: the long run stands on Sat, not on Sun.",
    ),
    # strength
    ("strength_miscounted", "general", week_cell(1, strength_sessions=3), "Week 1 says 3 strength sessions and has 2."),
    ("strength_missing", "general", wished(strength_sessions=3), "Week 1 has 2 strength sessions where 3 are due."),
    (
        "two_sessions_where_one_keeps",
        "race",
        add(session(3, "strength-2", "Fri", "strength", "general", minutes=10)),
        "Week 3 has 2 strength sessions where 1 are due.",
    ),
    (
        "general_in_the_race_week",
        "race",
        cell("w04-strength-1", type="general"),
        "Week 4, w04-strength-1: a general session is in race week.",
    ),
    (
        "short_session_that_is_no_routine",
        "general",
        wished(strength_minutes=15),
        "Week 1, w01-strength-2: a general session in 15 minutes, which allow the routine.",
    ),
    (
        "routine_in_a_long_session",
        "general",
        cell("w01-strength-2", type="routine"),
        "Week 1, w01-strength-2: the routine stands where 30 minutes allow more.",
    ),
    (
        "target_not_halved",
        "race",
        week_cell(4, sets_target=4.0),
        "Week 4 has a target of 4.0 sets, and all of it are 2.0.",
    ),
    (
        "target_of_another_number",
        "general",
        wished(sets_per_muscle=3),
        "Week 1 has a target of 4.0 sets, and all of it are 3.0.",
    ),
    (
        "exercises_of_no_session",
        "general",
        dose("w01-strength-2", "plank", session_id="w09-strength-1"),
        "The exercises of w09-strength-1 belong to no strength session.",
    ),
    (
        "exercise_unknown",
        "general",
        dose("w01-strength-2", "plank", exercise_id="planche"),
        "Week 1, w01-strength-2: the catalogue has no exercise planche.",
    ),
    (
        "equipment_missing",
        "general",
        wished(equipment=("foam_roller", "mini_band")),
        "Week 1, w01-strength-1: squat needs dumbbell|kettlebell, and the runner has foam_roller, mini_band.",
    ),
    (
        "equipment_of_two_parts",
        "general",
        both(
            wished(equipment=("mini_band", "dumbbell", "box")),
            dose("w01-strength-1", "plank", exercise_id="press"),
        ),
        "Week 1, w01-strength-1: press needs barbell;bench|box, and the runner has mini_band, dumbbell, box.",
    ),
    (
        "level_too_high",
        "general",
        dose("w01-strength-1", "plank", exercise_id="press"),
        "Week 1, w01-strength-1: press is advanced, and the runner is beginner.",
    ),
    ("avoided", "general", wished(avoid=("plank",)), "Week 1, w01-strength-1: plank is to be avoided."),
    (
        "section_misnamed",
        "general",
        dose("w01-strength-1", "band_walk", section="strength"),
        "Week 1, w01-strength-1: band_walk is called 'Band walk' in strength, not as in the catalogue.",
    ),
    (
        "sides_forgotten",
        "general",
        dose("w01-strength-1", "lunge_warm", each_side=False),
        "Week 1, w01-strength-1: lunge_warm is not done on each side, not as in the catalogue.",
    ),
    (
        "counted_and_timed",
        "general",
        dose("w01-strength-1", "plank", reps=5),
        "Week 1, w01-strength-1: plank has 5 repetitions and 40 seconds, and its mode is seconds.",
    ),
    (
        "no_sets",
        "general",
        dose("w01-strength-1", "plank", sets=0),
        "Week 1, w01-strength-1: plank has 0 sets of 40 with 60 s of rest.",
    ),
    (
        "numbers_jump",
        "general",
        dose("w01-strength-1", "plank", order=7),
        "Week 1, w01-strength-1: its exercises are numbered [1, 2, 3, 4, 7].",
    ),
    (
        "strength_before_the_walk",
        "general",
        in_front("w01-strength-1", "squat"),
        "Week 1, w01-strength-1: its sections stand in the order strength, foam_roll, warm_up, activation.",
    ),
    (
        "no_rolling",
        "general",
        without("w01-strength-1", "roll_calves"),
        "Week 1, w01-strength-1: it does not begin with rolling, and a roller is there.",
    ),
    ("no_warm_up", "general", without("w01-strength-1", "lunge_warm"), "Week 1, w01-strength-1: it has no warm-up."),
    (
        "no_work",
        "general",
        both(*(without("w01-strength-2", name) for name in ("band_walk", "squat", "plank"))),
        "Week 1, w01-strength-2: it has nothing but rolling and warm-up.",
    ),
    (
        "few_repetitions_in_a_general_session",
        "general",
        dose("w01-strength-2", "squat", reps=6),
        "Week 1, w01-strength-2: it is called general and holds heavy work: squat.",
    ),
    (
        "high_effort_in_a_general_session",
        "general",
        dose("w01-strength-2", "squat", reps=8, effort=8.0),
        "Week 1, w01-strength-2: it is called general and holds heavy work: squat.",
    ),
    (
        "nothing_heavy_in_a_heavy_session",
        "general",
        dose("w01-strength-1", "squat", reps=9),
        "Week 1, w01-strength-1: it is called heavy and holds no hard leg work.",
    ),
    (
        "jump_in_core_work",
        "general",
        both(cell("w01-strength-2", type="core"), hops("w01-strength-2")),
        "Week 1, w01-strength-2: it is called core and holds a jump.",
    ),
    (
        "a_superset_of_one",
        "general",
        dose("w01-strength-2", "squat", superset="A"),
        "Week 1, w01-strength-2: superset A stands at 4, not at two in a row.",
    ),
    (
        "a_superset_that_begins_at_b",
        "general",
        dose("w01-strength-2", "squat", superset="B"),
        "Week 1, w01-strength-2: its supersets are called B.",
    ),
    (
        "a_warm_up_in_a_superset",
        "general",
        dose("w01-strength-2", "lunge_warm", superset="A"),
        "Week 1, w01-strength-2: superset A holds warm_up.",
    ),
    (
        "minutes_guessed",
        "general",
        cell("w01-strength-1", minutes=8),
        "Week 1, w01-strength-1: it says 8 minutes and takes 500 s, which is 9.",
    ),
    (
        "minutes_over_the_wish",
        "general",
        wished(strength_minutes=9),
        "Week 1, w01-strength-2: it takes 10 minutes where 9 are wished.",
    ),
    (
        "beginner_jumps_early",
        "general",
        hops("w05-strength-1"),
        "Week 5, w05-strength-1: hops is a jump after 4 weeks of strength work, and a beginner waits for twelve.",
    ),
)


@pytest.mark.parametrize("name", ROWS)
def test_a_sound_plan_has_no_violation(name: str, folder: Path) -> None:
    assert violations(built(ROWS[name]()), folder) == []


@pytest.mark.parametrize(("name", "breaking", "sentence"), [row[1:] for row in BROKEN], ids=[row[0] for row in BROKEN])
def test_a_broken_rule_is_said(name: str, breaking: Break, sentence: str | None, folder: Path) -> None:
    rows = ROWS[name]()
    breaking(rows)
    found = violations(built(rows), folder)
    if sentence is None:
        assert found == []
    else:
        assert sentence in found


def test_supersets_take_the_partners_work_as_rest(folder: Path) -> None:
    rows = general_rows()
    # Squats of 12 take 36 s and planks 40 s a set, both in three sets with 60 s of rest: the two later rounds leave
    # 20 or 24 s of the rest each. 75 + 46 + 35 + (15 + 108 + 5) + (5 + 120 + 5) + 2 x 24 or 20 s: 8 minutes either way.
    alter(rows, "w01-strength-2", "squat", superset="A")
    alter(rows, "w01-strength-2", "plank", superset="A", sets=3)
    change(rows, "w01-strength-2", minutes=8)
    assert violations(built(rows), folder) == []


@pytest.mark.parametrize(
    ("table", "spoil", "sentence"),
    [
        ("weeks", lambda frame: frame.drop(columns="note"), "The weeks table has the columns "),
        ("sessions", lambda frame: frame.set_index(frame.index + 1), "The sessions table has no plain RangeIndex."),
        (
            "exercises",
            lambda frame: frame.astype({"sets": "int64"}),
            "The column sets of exercises has the dtype int64, not Int64.",
        ),
        (
            "sessions",
            lambda frame: frame.assign(effort=float("nan")),
            "The column effort of sessions has an absent value.",
        ),
    ],
    ids=["column_missing", "index_shifted", "dtype_plain", "value_absent"],
)
def test_a_table_out_of_shape_is_said(table: str, spoil: Any, sentence: str, folder: Path) -> None:
    plan = built(general_rows())
    setattr(plan, table, spoil(getattr(plan, table)))
    found = violations(plan, folder)
    assert [said[: len(sentence)] for said in found] == [sentence]


def test_every_sentence_of_the_checker_is_provoked_here_by_at_least_as_many_cases() -> None:
    here = Path(__file__).parent
    yields = 0
    for name in ("checker.py", "checker_runs.py", "checker_strength.py", ORACLE):
        tree = ast.parse((here / name).read_text(encoding="utf-8"))
        yields += sum(isinstance(node, ast.Yield) for node in ast.walk(tree))
    assert len(BROKEN) >= yields


def test_the_checker_imports_nothing_from_the_planner() -> None:
    here = Path(__file__).parent
    for name in ("checker.py", "checker_facts.py", "checker_runs.py", "checker_strength.py", ORACLE):
        for node in ast.walk(ast.parse((here / name).read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                assert not any(alias.name.startswith("runplan") for alias in node.names)
            if isinstance(node, ast.ImportFrom):
                assert not (node.module or "").startswith("runplan")
