"""Garmin FIT workouts: read back by a second library, gone through as a watch does, and compared with the plan."""

from __future__ import annotations

import datetime as dt
import io
import itertools
import math
import re
import zipfile
from pathlib import Path
from typing import Any

import fitdecode
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import runplan as rp
from runplan.errors import PlanFileError, RunplanError
from runplan.exchange.export.text import one_line
from runplan.exchange.export.watch.fit import cut_utf8, fit_bytes
from runplan.plan.tables import PlanTables
from tests.builders.any_plans import UNRULY, any_plans, unruly_plans
from tests.builders.blocks import MANY_PLANS
from tests.builders.two_weeks import plan_of
from tests.exchange.export.watch.fit_reader import Workout, read_fit, read_zip
from tests.exchange.run_oracle import heart_rates_of, lines_of, paces_of

SAFE_NAME = re.compile(
    r"w\d{2}-(long|race|(quality|easy|strength|long|race)-\d)_\d{4}-\d{2}-\d{2}_[a-z0-9]+(-[a-z0-9]+)*\.fit"
)


def check_run(plan: PlanTables, session: Any, workout: Workout) -> None:
    assert workout.workout["sport"] == "running"
    assert all("exercise_category" not in step for step in workout.steps)
    if session.steps:
        wanted = list(lines_of(session.steps))
        for line, step in zip(wanted, workout.taken, strict=True):
            if line.seconds:
                assert (step["duration_type"], step["duration_time"]) == ("time", line.seconds)
            else:
                assert step["duration_type"] == "distance"
                assert round(step["duration_distance"]) == line.metres
            check_target(plan, line.word, step)
        if not any(line.seconds for line in wanted):
            assert sum(line.metres for line in wanted) == round(session.km * 1000)
        return
    (step,) = workout.taken
    alike = given_runs_like(plan, session)
    if step["duration_type"] == "time":
        assert step["duration_time"] == 60 * session.minutes
        assert any(run.km is None and math.ceil(run.minutes) == session.minutes for run in alike)
    else:
        assert step["duration_distance"] == pytest.approx(session.km * 1000)
        assert any(run.km == session.km for run in alike)
    check_target(plan, {"easy": "easy", "long": "easy", "race": "@race"}.get(session.type, "none"), step)


def given_runs_like(plan: PlanTables, session: Any) -> list[Any]:
    """The rows of the runner's own plan on that day, of that type; a short race on the way is a workout."""
    return [
        one.run
        for one in plan.block.run_places
        if plan.block.first_day + dt.timedelta(days=7 * (one.week - 1) + one.day) == session.date.date()
        and one.run.type in (session.type, "race")
    ]


def check_target(plan: PlanTables, word: str, step: dict[str, Any]) -> None:
    paces, rates = paces_of(word, plan.block), heart_rates_of(word, plan.block)
    if paces is None:
        assert "custom_target_speed_low" not in step
        if rates is None:
            assert step["target_type"] == "open"
            return
        assert (step["target_type"], step["target_hr_zone"]) == ("heart_rate", 0)
        low_and_high = (step["custom_target_heart_rate_low"], step["custom_target_heart_rate_high"])
        assert low_and_high == tuple(rate + 100 for rate in rates)  # up to 100 is per cent of the maximum
        return
    assert step["target_type"] == "speed"
    assert step["target_speed_zone"] == 0
    for name, pace in zip(("custom_target_speed_high", "custom_target_speed_low"), paces, strict=True):
        # The table has tenths of a second, the file thousandths of a metre a second.
        assert 1000 / step[name] == pytest.approx(pace, abs=0.051 + 0.0006 * pace * pace / 1000)


def in_turn(group: list[Any]) -> list[Any]:
    """A row for each set, partners of a superset one after the other."""
    return [row for done in range(max(row.sets for row in group)) for row in group if row.sets > done]


def rest_of(group: list[Any], plan: PlanTables) -> float:
    """Seconds of rest: before each later round the longest rest, less the work of the partners in it."""
    total = 0.0
    for done in range(1, max(row.sets for row in group)):
        still = [row for row in group if row.sets > done]
        longest = max(still, key=lambda row: row.rest_s)
        work = 0.0
        for row in still:
            if row is not longest:
                pace = plan.catalog.exercises.at[row.exercise_id, "seconds_per_rep"]
                once = row.seconds if pd.isna(row.reps) else row.reps * pace
                work += 2 * once + 5 if row.each_side else once
        total += max(0, round(longest.rest_s - work))
    return total


def check_strength(plan: PlanTables, session: Any, workout: Workout) -> None:
    assert (workout.workout["sport"], workout.workout["sub_sport"]) == ("training", "strength_training")
    assert len(workout.steps) <= 50
    rows = plan.exercises[plan.exercises["session_id"] == session.session_id].sort_values("order")
    done = [step for step in workout.taken if "exercise_category" in step]
    rests = sum(step["duration_time"] for step in workout.taken if step.get("wkt_step_name") == "Rest")
    groups = [list(group) for _, group in itertools.groupby(rows.itertuples(), lambda row: row.superset or row.order)]
    assert rests == sum(rest_of(group, plan) for group in groups)
    place = 0
    for row in (row for group in groups for row in in_turn(group)):
        sets = 0
        while sets < 1:
            step = done[place]
            place += 1
            assert step["wkt_step_name"] == row.exercise
            assert step["target_type"] == "open"
            sides = 2 if row.each_side else 1
            if not pd.isna(row.reps):
                assert (step["duration_type"], step["duration_reps"]) == ("reps", row.reps * sides)
                sets += 1
            elif step["notes"].startswith("Change sides"):
                assert step["duration_time"] == 2 * row.seconds + 5
                sets += 1
            else:
                assert step["duration_time"] == row.seconds
                if not step["notes"].startswith("First side"):
                    sets += 1
    assert place == len(done)


@MANY_PLANS
@given(plan=any_plans(UNRULY), data=st.data())
def test_what_a_watch_takes_is_what_the_plan_has(plan: PlanTables, data: st.DataObject) -> None:
    week = data.draw(st.sampled_from(sorted(set(plan.sessions["week"].tolist()))))
    written = fit_bytes(plan, weeks=(week,))
    found = read_zip(written)
    of_week = plan.sessions[plan.sessions["week"] == week]
    assert [name.split("_")[0] for name in found] == of_week["session_id"].tolist()
    for session, (name, workout) in zip(of_week.itertuples(), found.items(), strict=True):
        assert SAFE_NAME.fullmatch(name), name
        assert name.split("_")[1] == f"{session.date:%Y-%m-%d}"
        assert workout.file_id["type"] == "workout"
        assert workout.workout["wkt_name"] == f"W{week:02d} {session.weekday} {session.title}"
        (check_run if session.kind == "run" else check_strength)(plan, session, workout)
    assert fit_bytes(plan, weeks=(week,)) == written


STRENGTH = (
    "w03-strength-1",
    3,
    "2027-01-21",
    "pm",
    "strength",
    "heavy",
    "Heavy strength",
    None,
    30,
    8.0,
    False,
    "",
    "",
)


def an_exercise(order: int, exercise_id: str, **changes: Any) -> tuple[Any, ...]:
    fields: dict[str, Any] = {
        "session_id": "w03-strength-1",
        "order": order,
        "section": "strength",
        "exercise_id": exercise_id,
        "exercise": exercise_id,
        "sets": 1,
        "reps": None,
        "seconds": None,
        "each_side": False,
        "rest_s": 0,
        "effort": None,
        "note": "",
        "superset": "",
    }
    return tuple((fields | changes).values())


def written(exercises: list[tuple[Any, ...]]) -> bytes:
    """The file of one strength session."""
    with zipfile.ZipFile(io.BytesIO(fit_bytes(plan_of([STRENGTH], exercises)))) as archive:
        _, name = archive.namelist()
        assert name == "w03-strength-1_2027-01-21_heavy-strength.fit"
        return archive.read(name)


def shown(steps: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    return [
        (step["wkt_step_name"], step.get("duration_reps", step.get("duration_time")), step["intensity"])
        for step in steps
    ]


def raw_values(data: bytes, number: int) -> list[Any]:
    """The value of a field of each step as it is in the file, by the field's number; None where it is absent."""
    values = []
    with fitdecode.FitReader(io.BytesIO(data)) as reader:
        for frame in reader:
            if isinstance(frame, fitdecode.FitDataMessage) and frame.name == "workout_step":
                raw = [one.raw_value for one in frame.fields if one.def_num == number]
                values.append(None if not raw or raw[0] == 0xFFFF else raw[0])
    return values


def test_exercises_have_the_numbers_that_garmin_gives_them() -> None:
    """Category and name as in Garmin's profile of the FIT format: exercise_category and the names of each category."""
    numbers = {
        "lunge_elbow_to_instep": (31, 8),
        "sumo_squat_to_stand": (28, 73),
        "inverted_hamstring_stretch": (31, 11),
        "one_leg_rdl_to_row": (8, 3),
        "swiss_ball_t_raise": (25, 27),
        "slider_leg_curl": (15, 6),
        "kneeling_side_plank_leg_up": (19, 24),
        "foam_roll_glutes": (31, None),
        "nobody_knows_it": (65534, None),
    }
    data = written([an_exercise(place, one, reps=5) for place, one in enumerate(numbers, start=1)])
    assert list(zip(raw_values(data, 10), raw_values(data, 11), strict=True)) == list(numbers.values())
    assert [step["wkt_step_name"] for step in read_fit(data).steps] == list(numbers)


def test_sets_repeat_with_a_rest_between_them_and_none_after_the_last() -> None:
    found = read_fit(written([an_exercise(1, "split_squat", sets=3, reps=8, each_side=True, rest_s=90, effort=8.0)]))
    one, rest = ("split_squat", 16, "active"), ("Rest", 90.0, "rest")
    assert shown(found.taken) == [one, rest, one, rest, one]
    assert len(found.steps) == 4
    assert found.steps[0]["notes"] == "3 x 8 each side. Effort 8 out of 10."


def test_a_held_position_is_announced_and_has_a_step_a_side() -> None:
    found = read_fit(
        written([an_exercise(1, "air_squat", reps=10), an_exercise(2, "side_plank", seconds=30, each_side=True)])
    )
    setup = int(rp.load_catalog().exercises.loc["side_plank", "setup_s"])
    assert shown(found.taken) == [
        ("air_squat", 10, "active"),
        ("Next: side_plank", 5.0 + setup, "rest"),
        ("side_plank", 30.0, "active"),
        ("Change sides", 5.0, "rest"),
        ("side_plank", 30.0, "active"),
    ]
    assert [step.get("notes") for step in found.taken][2::2] == [
        "First side. 30 s each side.",
        "Second side. 30 s each side.",
    ]


def test_exercises_with_the_same_letter_are_done_in_turn_and_the_partners_work_is_rest() -> None:
    pair = [
        an_exercise(1, "air_squat", sets=3, reps=10, rest_s=90, superset="A"),
        an_exercise(2, "front_plank", sets=2, seconds=40, rest_s=30, superset="A"),
    ]
    one, other = ("air_squat", 10, "active"), ("front_plank", 40.0, "active")
    assert shown(read_fit(written(pair)).taken) == [
        *(one, other, ("Rest", 50.0, "rest")),  # 90 s less the 40 s of the plank
        *(one, other, ("Rest", 90.0, "rest")),  # only the squat comes again: nobody's work is taken off its rest
        one,
    ]


@pytest.mark.parametrize("count", [6, 12, 20, 24, 30])
def test_a_long_session_goes_without_announcements_before_it_goes_without_exercises(count: int) -> None:
    rows = [
        an_exercise(
            place, "side_plank", exercise=f"Plank {place}", sets=1 + place % 2, seconds=30, each_side=True, rest_s=20
        )
        for place in range(1, count + 1)
    ]
    found = read_fit(written(rows))
    done = [step for step in found.taken if "exercise_category" in step]
    assert [*dict.fromkeys(step["wkt_step_name"] for step in done)] == [
        f"Plank {place}" for place in range(1, count + 1)
    ]
    changes = sum(step["notes"].startswith("Change sides after 30 s.") for step in found.taken if "notes" in step)
    held = sum(step["duration_time"] for step in done)
    assert held == sum(60 * (1 + place % 2) for place in range(1, count + 1)) + 5 * changes
    assert (changes > 0) == (count > 6)
    assert len(found.steps) <= 50


def test_the_largest_numbers_that_a_plan_may_hold_can_be_written() -> None:
    million = 1_000_000
    found = read_fit(
        written(
            [
                an_exercise(1, "air_squat", sets=3, reps=million, each_side=True, rest_s=million),
                an_exercise(2, "side_plank", sets=2, seconds=million, each_side=True, rest_s=million),
            ]
        )
    )
    assert found.steps[0]["duration_reps"] == 2 * million
    endless = written([an_exercise(1, "air_squat", sets=million, reps=5, rest_s=30)])
    assert raw_values(endless, 4) == [None, None, million - 1, None]
    row = ("w01-long", 1, "2027-01-10", "am", "run", "long", "Long", None, million, 4.0, False, "", "")
    ((_, run),) = read_zip(fit_bytes(plan_of([row], []))).items()
    assert run.steps[0]["duration_time"] == 4_294_000


def a_run(steps: str, kind: str = "intervals", note: str = "", **wishes: Any) -> list[dict[str, Any]]:
    """The steps of one run, as a watch takes them."""
    row = ("w02-quality-1", 2, "2027-01-12", "am", "run", kind, "A run", 10.5, 62, 8.0, False, note, steps)
    ((_, found),) = read_zip(fit_bytes(plan_of([row], [], **wishes))).items()
    return found.taken


def outline(steps: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    return [
        (
            step["wkt_step_name"],
            step.get("duration_distance", step.get("duration_time")),
            step["duration_type"],
            step["intensity"],
            step["target_type"],
        )
        for step in steps
    ]


RACE = {"recent_races": "10k 52:30"}


def test_intervals_are_a_warm_up_repeats_with_jogs_and_a_cool_down() -> None:
    taken = a_run("2 km easy; 5 x 1 km @5k / 400 m jog; 1.5 km easy", note="Flat.", **RACE)
    assert outline(taken) == [
        ("Easy", 2000.0, "distance", "warmup", "speed"),
        *[
            ("5k pace", 1000.0, "distance", "active", "speed"),
            ("Jog", 400.0, "distance", "recovery", "open"),
        ]
        * 5,
        ("Easy", 1500.0, "distance", "cooldown", "speed"),
    ]
    assert taken[0]["notes"] == "Flat."
    # by Riegel 3150 s x 0.5 ** 1.06 / 5 km, by the same VDOT 3.7 s a km less at the fast end
    assert taken[1]["custom_target_speed_high"] == pytest.approx(1000 / 298.95, abs=0.001)
    assert taken[1]["custom_target_speed_low"] == pytest.approx(1000 / 308.06, abs=0.001)


def test_what_is_run_by_time_ends_by_time_with_its_jogs() -> None:
    steps = "2.5 km easy; 4 x 6 min @threshold / 90 s jog; 3 min jog; 4 x 200 m @repetition / 200 m jog; 1 km easy"
    assert outline(a_run(steps, "tempo", **RACE)) == [
        ("Easy", 2500.0, "distance", "warmup", "speed"),
        *[("Threshold pace", 360.0, "time", "active", "speed"), ("Jog", 90.0, "time", "recovery", "open")] * 4,
        ("Jog", 180.0, "time", "recovery", "open"),
        *[
            ("Repetition pace", 200.0, "distance", "active", "speed"),
            ("Jog", 200.0, "distance", "recovery", "open"),
        ]
        * 4,
        ("Easy", 1000.0, "distance", "cooldown", "speed"),
    ]


def test_strides_at_the_end_of_an_easy_run_have_no_target_and_make_no_warm_up_of_it() -> None:
    taken = a_run("5 km easy; 4 x 20 s strides / 1 min jog", "easy", **RACE)
    assert outline(taken) == [
        ("Easy", 5000.0, "distance", "active", "speed"),
        *[("Strides", 20.0, "time", "active", "open"), ("Jog", 60.0, "time", "recovery", "open")] * 4,
    ]
    assert taken[1]["notes"] == "Quick and relaxed, not a sprint."


def test_without_a_race_or_an_easy_pace_of_ones_own_a_watch_gets_no_pace() -> None:
    steps = "2 km easy; 5 x 3 min @5k / 2 min jog; 1 km easy"
    taken = a_run(steps)
    assert [step["target_type"] for step in taken] == ["open"] * 12
    assert (taken[1]["wkt_step_name"], taken[1]["notes"]) == ("5k effort", "Hard, a word or two.")
    assert a_run(steps, easy_pace_s_per_km=400)[1]["target_type"] == "speed"


def test_heart_rates_are_the_target_where_no_pace_is_known_and_stand_beside_one_that_is() -> None:
    steps = "2 km easy; 3 x 6 min @threshold / 2 min jog; 2 km uphill"
    easy, threshold, *_, uphill = a_run(steps, "tempo", max_heart_rate=190)
    assert [easy["target_type"], threshold["target_type"], uphill["target_type"]] == [
        *("heart_rate", "heart_rate", "open")
    ]
    # 65 and 80 %, 88 and 92 % of 190; a number over 100 is a rate, up to it a share
    assert (easy["custom_target_heart_rate_low"], easy["custom_target_heart_rate_high"]) == (100 + 124, 100 + 152)
    assert threshold["custom_target_heart_rate_low"] == 100 + 167
    with_pace = a_run(steps, "tempo", max_heart_rate=190, **RACE)[1]
    assert (with_pace["target_type"], with_pace["notes"]) == ("speed", "167-175 bpm.")


def test_a_goal_time_is_the_pace_of_the_race_and_of_what_is_run_at_its_pace() -> None:
    wishes = {"goal": "half", "goal_time": "1:45:00", **RACE}
    easy, goal = a_run("2 km easy; 3 km @half", "tempo", **wishes)
    (race,) = a_run("21.1 km @race", "race", **wishes)
    assert (goal["wkt_step_name"], race["wkt_step_name"]) == ("Goal pace", "Race")
    for step in (goal, race):  # 6300 s for 21.0975 km, 1.5 per cent to either side
        assert step["custom_target_speed_high"] == pytest.approx(21097.5 / 6300 / 0.985, abs=0.001)
        assert step["custom_target_speed_low"] == pytest.approx(21097.5 / 6300 / 1.015, abs=0.001)
    assert easy["custom_target_speed_low"] < 3


@pytest.mark.parametrize(
    ("steps", "note"),
    [
        ("as you like", "as you like Effort 7 out of 10 overall."),
        ("2 km easy; then hard", "2 km easy; then hard Effort 7 out of 10 overall."),
        ("0 x 1 km @5k", "0 x 1 km @5k Effort 7 out of 10 overall."),
        ("", "Effort 7 out of 10 overall."),
    ],
)
def test_steps_in_words_of_ones_own_stand_in_the_note_of_one_step(steps: str, note: str) -> None:
    row = ("w02-quality-1", 2, "2027-01-12", "am", "run", "tempo", "Tempo", 8.0, 48, 7.0, False, "", steps)
    ((_, found),) = read_zip(fit_bytes(plan_of([row], []))).items()
    (step,) = found.steps
    assert (step["duration_distance"], step["target_type"], step["notes"]) == (8000.0, "open", note)


@given(plan=unruly_plans())
def test_any_text_stays_text_and_is_cut_at_whole_characters(plan: PlanTables) -> None:
    found = read_zip(fit_bytes(plan))
    assert len(found) == len(plan.sessions)
    for name, workout in found.items():
        assert re.fullmatch(r"[a-z0-9-]+_\d{4}-\d\d-\d\d_[a-z0-9-]+\.fit", name)
        for step in workout.steps:
            for field, most in (("wkt_step_name", 64), ("notes", 200)):
                text = step.get(field, "")
                assert len(text.encode()) <= most
                assert "\ufffd" not in text or "\ufffd" in "".join(map(one_line, texts_of(plan)))
                assert all(ord(character) >= 32 for character in text)
    strength = next(workout for name, workout in found.items() if name.startswith("w01-strength-1"))
    titles = plan.exercises["exercise"].tolist()
    assert strength.steps[0]["wkt_step_name"] == cut_utf8(one_line(titles[0]).strip() or "Exercise", 64)


def texts_of(plan: PlanTables) -> list[str]:
    columns = (("title", "note", "steps"), ("exercise", "note"))
    frames = (plan.sessions, plan.exercises)
    return [
        text for frame, names in zip(frames, columns, strict=True) for name in names for text in frame[name].tolist()
    ]


@given(text=st.text(), most=st.integers(0, 40))
def test_a_cut_text_is_the_longest_beginning_that_fits(text: str, most: int) -> None:
    short = cut_utf8(text, most)
    assert text.startswith(short)
    assert len(short.encode()) <= most
    if short != text:
        assert len((short + text[len(short)]).encode()) > most


def test_the_archive_says_how_its_files_get_onto_a_watch() -> None:
    with zipfile.ZipFile(io.BytesIO(fit_bytes(plan_of([STRENGTH], [])))) as archive:
        first, workout = archive.namelist()
        text = archive.read(first).decode("ascii")
    assert first == "00-how-to-copy-to-a-watch.txt"
    assert workout.endswith(".fit")
    assert text.startswith("How to copy these workouts to a Garmin watch\r\n")
    assert all(len(line) <= 120 for line in text.split("\r\n"))
    for words in ("USB cable", "NewFiles", "Eject the watch", "Training > Workouts", "On a Mac", "not tried them"):
        assert words in text


def test_the_archive_is_the_same_at_any_time_and_tells_its_workouts_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    block = rp.Block(start="2027-01-04", weeks=8, strength_sessions=2)
    data = fit_bytes(rp.build_plan(block))
    monkeypatch.setattr("time.time", lambda: 0.0)
    assert fit_bytes(rp.build_plan(block)) == data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    ids = [(one.file_id["serial_number"], one.file_id["time_created"]) for one in read_zip(data).values()]
    assert len(set(ids)) == len(ids)
    first = next(iter(read_zip(data)))
    assert read_zip(data)[first].file_id["time_created"].date().isoformat() == first.split("_")[1]


@pytest.mark.parametrize("year", [2000, 2130, 2199])
def test_every_year_that_a_block_may_have_can_be_written(year: int) -> None:
    plan = rp.build_plan(rp.Block(start=dt.date(year, 3, 3), weeks=4))
    assert len(read_zip(fit_bytes(plan, weeks=(1,)))) > 0


@pytest.mark.parametrize(
    ("weeks", "message"),
    [
        ((5,), "weeks contains 5: the plan has weeks 1 to 4."),
        ((0, 1), "weeks contains 0: the plan has weeks 1 to 4."),
        ((True,), "weeks contains True: the plan has weeks 1 to 4."),
        (("1",), "weeks contains '1': the plan has weeks 1 to 4."),
        ((), "weeks=() has no weeks: give numbers from 1 to 4, such as (1, 2)."),
        ("1", "weeks='1' has no weeks: give numbers from 1 to 4, such as (1, 2)."),
        (
            (2,),
            "Choose weeks that contain sessions, or leave out `weeks` to write them all: there is no session to write.",
        ),
    ],
)
def test_weeks_that_the_plan_does_not_have_are_refused(weeks: Any, message: str) -> None:
    with pytest.raises(RunplanError) as refused:
        fit_bytes(plan_of([STRENGTH], []), weeks=weeks)
    assert str(refused.value) == message


def test_a_plan_writes_its_workouts_and_refuses_another_ending(tmp_path: Path) -> None:
    plan = rp.build_plan(rp.Block(start="2027-01-04", weeks=4))
    plan.to_fit(tmp_path / "plan.zip", weeks=(1, 2))
    assert {name[:3] for name in read_zip((tmp_path / "plan.zip").read_bytes())} == {"w01", "w02"}
    with pytest.raises(PlanFileError):
        plan.to_fit(tmp_path / "plan.fit")
