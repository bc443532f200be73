"""A run plan of the runner's own: its runs stand as they are, and strength obeys every rule around them.

The checks repeat the rules in their own arithmetic, from the plan's tables and the rows that were given alone.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import runplan as rp
from runplan import schema
from runplan.errors import BlockError, PlanImpossible, RunplanError

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
DAY = dt.timedelta(days=1)
MONDAY = dt.date(2027, 1, 4)
HARD = {"long", "tempo", "intervals", "hills", "race"}


def row(week: int, weekday: str, type_: str = "easy", km: float | None = 5.0, **more: Any) -> dict[str, Any]:
    return {"week": week, "weekday": weekday, "type": type_, "km": km, "race": type_ == "race"} | more


def weeks_like(count: int, *days: tuple[str, str, float]) -> list[dict[str, Any]]:
    return [row(week, weekday, type_, km) for week in range(1, count + 1) for weekday, type_, km in days]


PLAIN = weeks_like(8, ("Tue", "tempo", 8.0), ("Thu", "easy", 6.0), ("Sun", "long", 14.0))


@st.composite
def run_plans(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Any weeks: none to ten runs each, two on a day among them, races, walks, cells that were not read."""
    rows = []
    for week in range(1, draw(st.integers(4, 9)) + 1):
        for _ in range(draw(st.integers(0, 9))):
            type_ = draw(st.sampled_from(("easy", "easy", "easy", *schema.GIVEN_TYPES, "")))
            amount = draw(st.sampled_from(("km", "minutes", "both", "none")))
            race = type_ == "race"
            rows.append(
                row(
                    week,
                    draw(st.sampled_from(DAYS)),
                    type_,
                    draw(st.integers(1, 420)) / 10 if amount in ("km", "both") or race else None,
                    minutes=draw(st.integers(1, 240)) if amount in ("minutes", "both") else None,
                    text=draw(st.sampled_from(("", "5-6 mi easy", "=1+1", "a" * 600))),
                    reading="read" if type_ else "not read",
                )
            )
    rows.append(row(draw(st.integers(4, 9)), "Wed"))
    return rows


@st.composite
def given_blocks(draw: st.DrawFn) -> rp.Block:
    return rp.Block(
        start=MONDAY,
        runs=draw(run_plans()),
        goal=draw(st.sampled_from(schema.GOALS)),
        days_off=draw(st.lists(st.sampled_from(DAYS), max_size=3)),
        dates_off=[MONDAY + number * DAY for number in draw(st.lists(st.integers(0, 40), max_size=4))],
        rest_days=draw(st.integers(0, 3)),
        strength_sessions=draw(st.integers(0, 4)),
        strength_minutes=draw(st.sampled_from((12, 30, 45))),
        equipment=draw(st.sampled_from(((), ("dumbbell", "mini_band"), ("barbell", "bench", "foam_roller")))),
        level=draw(st.sampled_from(schema.LEVELS)),
        school=draw(st.sampled_from(schema.SCHOOLS)),
        doubles=draw(st.booleans()),
        week_start=draw(st.sampled_from(("Mon", "Sun"))),
    )


def ends_on_sundays(block: rp.Block) -> bool:
    """Whether every Sunday row comes after all other rows of its week, and one has such a row before it."""
    places: dict[int, tuple[list[int], list[int]]] = {}
    for number, one in enumerate(block.runs or ()):
        places.setdefault(one.week, ([], []))[one.weekday == "Sun"].append(number)
    both = [(others, sundays) for others, sundays in places.values() if others and sundays]
    return bool(both) and all(max(others) < min(sundays) for others, sundays in both)


def placed(block: rp.Block, one: Any) -> dt.date:
    """The date of a row, by hand: the week's first day, and the next day of that name."""
    first = MONDAY if block.week_start == "Mon" else MONDAY - DAY
    if block.week_start == "Sun" and one.weekday == "Sun" and ends_on_sundays(block):
        return MONDAY + 7 * DAY * (one.week - 1) + 6 * DAY
    start = first + 7 * DAY * (one.week - 1)
    return next(start + number * DAY for number in range(7) if DAYS[(start + number * DAY).weekday()] == one.weekday)


def type_of(block: rp.Block, row: Any) -> str:
    """The type that a row becomes: a race of up to ten miles in a week before or after the goal race is a workout."""
    first = MONDAY if block.week_start == "Mon" else MONDAY - DAY
    assert row.type != "race" or block.race_date is not None
    if (
        row.type != "race"
        or row.km > 16.1
        or (block.race_date - first).days // 7 == (placed(block, row) - first).days // 7
    ):
        return str(row.type)
    return "intervals" if row.km <= 10 else "tempo"


@pytest.mark.parametrize("start", [MONDAY, MONDAY + 2 * DAY])
def test_a_plan_from_monday_to_sunday_keeps_its_dates_where_weeks_begin_on_sundays(start: dt.date) -> None:
    rows = [*PLAIN, *weeks_like(1, ("Sat", "easy", 4.0), ("Sun", "race", 21.1))]
    rows[-2]["week"] = rows[-1]["week"] = 9
    plans = [rp.build_plan(rp.Block(start=start, runs=rows, week_start=day)) for day in ("Mon", "Sun")]
    dates = [plan.sessions.loc[(plan.sessions["kind"] == "run").to_numpy(), "date"].tolist() for plan in plans]
    assert dates[0] == dates[1]
    assert dates[0][-1] == pd.Timestamp(MONDAY + 62 * DAY)
    assert plans[1].block.race_date == MONDAY + 62 * DAY


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(given_blocks())
def test_given_runs_stand_where_they_were_and_strength_obeys_every_rule(block: rp.Block) -> None:
    plan = rp.build_plan(block)
    sessions = plan.sessions
    runs, strength = (sessions[sessions["kind"] == kind] for kind in ("run", "strength"))

    # Every run is there once, on its day, as long as it was given, and nothing else is.
    wished = Counter(
        (placed(block, one), type_of(block, one)) for one in block.runs or () if one.type in schema.RUN_TYPES
    )
    assert Counter(zip(runs["date"].dt.date, runs["type"], strict=True)) == wished
    given_km = sorted(
        (placed(block, one), one.km) for one in block.runs or () if one.type in schema.RUN_TYPES and one.km
    )
    have = Counter(zip(runs["date"].dt.date, runs["km"], strict=True))
    assert not Counter(given_km) - have
    assert (runs["km"] > 0).all()
    assert (runs["minutes"] > 0).all()
    assert not runs["pinned"].any()
    assert sessions["session_id"].is_unique

    races = [date.date() for date in runs.loc[runs["type"] == "race", "date"]]
    on_day = Counter(runs["date"].dt.date)
    hard = set(runs.loc[runs["type"].isin(HARD), "date"].dt.date)
    first = MONDAY if block.week_start == "Mon" else MONDAY - DAY
    week_of = {date: (date - first).days // 7 for date in (first + number * DAY for number in range(9 * 7 + 7))}
    heavy = sorted(strength.loc[strength["type"] == "heavy", "date"].dt.date)
    for date, type_, minutes in zip(strength["date"].dt.date, strength["type"], strength["minutes"], strict=True):
        assert DAYS[date.weekday()] not in block.days_off
        assert date not in block.dates_off
        assert on_day[date] < 2
        assert block.doubles or not on_day[date]
        assert minutes <= block.strength_minutes
        for race in races:
            assert not 0 <= (race - date).days <= 2
            assert not (week_of[race] == week_of[date] and (race < date or type_ not in ("core", "routine")))
            assert type_ != "heavy" or not 0 <= (race - date).days <= 7
    assert strength["date"].is_unique
    nights = 2 if block.school == "two_nights" else 1
    for date in heavy:
        assert not any(date + number * DAY in hard for number in range(1, nights + 1))
        assert date + DAY not in heavy
        banned = {"hard_days": set(), "easy_days": HARD, "two_nights": {"long"}}[block.school]
        assert not set(runs.loc[runs["date"].dt.date == date, "type"]) & banned
    for week in range(block.number_of_weeks):
        not_racing = runs[runs["type"] != "race"]
        run_days = {date for date in not_racing["date"].dt.date if week_of[date] == week}
        strength_days = {date for date in strength["date"].dt.date if week_of[date] == week}
        assert len(strength_days) <= block.strength_sessions
        assert len(run_days | strength_days) <= max(7 - block.rest_days, len(run_days))

    # What the runs break by themselves is told, and is no error.
    found = plan.findings()
    assert not (found["severity"] == "error").any()
    assert rp.Block.from_dict(block.to_dict()) == block
    assert plan.weeks["run_km"].sum() == pytest.approx(runs["km"].sum(), abs=0.05 * len(plan.weeks) + 1e-6)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(given_blocks())
def test_a_plan_around_given_runs_comes_back_from_its_file(tmp_path_factory: Any, block: rp.Block) -> None:
    plan = rp.build_plan(block)
    path = tmp_path_factory.mktemp("plan") / "plan.csv"
    plan.to_csv(path)
    back = rp.read_plan(path)
    pd.testing.assert_frame_equal(back.sessions, plan.sessions)
    pd.testing.assert_frame_equal(back.weeks, plan.weeks)
    assert back.block == block
    assert back.plan_id == plan.plan_id


def test_the_running_fields_tell_what_the_runs_are() -> None:
    block = rp.Block(start=MONDAY, runs=[*PLAIN, row(9, "Sun", "race", 21.1)], run_days=7, weekly_km_now=200, weeks=40)
    assert (block.weeks, block.goal, block.race_date) == (9, "half", dt.date(2027, 3, 7))
    assert (block.weekly_km_now, block.weekly_km_peak, block.run_days) == (28.0, 28.0, 3)
    assert (block.long_run_day, block.quality_runs, block.weekly_km) == ("Sun", 1, ())


def test_what_was_not_given_comes_back_when_the_runs_are_let_go() -> None:
    wished = rp.Block(start=MONDAY, runs=PLAIN).replace(runs=None)
    assert len(rp.build_plan(wished).weeks) == 8


def test_a_plan_with_dates_needs_no_start_and_a_week_without_them_follows() -> None:
    rows = [row(3, "Mon", date="2027-02-01"), row(4, "Wed"), row(6, "Sun", "long", 12.0)]
    block = rp.Block(runs=rows)
    assert block.start == dt.date(2027, 2, 1)
    dates = rp.build_plan(block).sessions.query("kind == 'run'")["date"].dt.date.tolist()
    assert dates == [dt.date(2027, 2, 1), dt.date(2027, 2, 10), dt.date(2027, 2, 28)]


def test_a_start_in_the_middle_leaves_out_what_was_before_and_says_so() -> None:
    rows = [row(1 + number // 7, DAYS[number % 7], date=MONDAY + number * DAY) for number in range(0, 70, 2)]
    plan = rp.build_plan(rp.Block(start="2027-01-25", runs=rows))
    assert plan.sessions["date"].min().date() >= dt.date(2027, 1, 25)
    told = plan.findings().query("rule == 'given_runs'")["message"].tolist()
    assert any(text.startswith("11 runs of your run plan are before the block's first week") for text in told)


def test_two_runs_of_a_day_are_morning_and_evening_and_hold_no_strength() -> None:
    plan = rp.build_plan(rp.Block(start=MONDAY, runs=[*PLAIN, row(3, "Thu", "easy", 4.0)], strength_sessions=4))
    thursday = plan.sessions[plan.sessions["date"] == "2027-01-21"]
    assert thursday["kind"].tolist() == ["run", "run"]
    assert thursday["slot"].tolist() == ["am", "pm"]
    told = plan.findings().query("rule == 'one_session_a_slot'")
    assert told["severity"].tolist() == ["warning"]


def test_runs_of_a_day_keep_the_order_of_the_runners_plan(tmp_path: Path) -> None:
    types = ("tempo", "easy", "long", "easy")
    runs = [*PLAIN, *[row(3, "Sat", type_, 4.0 + place) for place, type_ in enumerate(types)]]
    plan = rp.build_plan(rp.Block(start=MONDAY, runs=runs))
    saturday = plan.sessions[plan.sessions["date"] == "2027-01-23"]
    assert list(zip(saturday["type"], saturday["slot"], saturday["km"], strict=True)) == [
        ("tempo", "am", 4.0),
        ("easy", "pm", 5.0),
        ("long", "pm", 6.0),
        ("easy", "pm", 7.0),
    ]
    plan.to_csv(tmp_path / "plan.csv")
    pd.testing.assert_frame_equal(rp.read_plan(tmp_path / "plan.csv").sessions, plan.sessions)


def test_a_week_of_two_easy_runs_a_day_can_be_saved(tmp_path: Path) -> None:
    runs = [row(week, weekday, km=km) for week in range(1, 5) for weekday in DAYS for km in (10.0, 6.0)]
    plan = rp.build_plan(rp.Block(start=MONDAY, runs=runs, strength_sessions=0))
    assert (plan.sessions["session_id"] == "w03-easy-14").any()
    plan.to_csv(tmp_path / "plan.csv")
    pd.testing.assert_frame_equal(rp.read_plan(tmp_path / "plan.csv").sessions, plan.sessions)


def test_miles_stay_the_miles_that_the_runner_wrote() -> None:
    runs = [row(week, weekday, km=5 * 1.609344) for week in range(1, 5) for weekday in ("Tue", "Thu", "Sat", "Sun")]
    plan = rp.build_plan(rp.Block(start=MONDAY, runs=runs, units="mi"))
    miles = plan.sessions.loc[plan.sessions["kind"] == "run", "km"] / 1.609344
    assert miles.round(3).eq(5.0).all()
    assert (plan.weeks["run_km"] / 1.609344).round(2).eq(20.0).all()


@pytest.mark.parametrize("text", ["half \ud83d", "\ude00\ud83d", "paired \ud83d\ude00", "\udcff"])
def test_any_text_of_a_run_can_be_saved(text: str, tmp_path: Path) -> None:
    plan = rp.build_plan(rp.Block(start=MONDAY, runs=[*PLAIN, row(3, "Sat", text=text)]))
    plan.to_csv(tmp_path / "plan.csv")
    pd.testing.assert_frame_equal(rp.read_plan(tmp_path / "plan.csv").sessions, plan.sessions)
    assert plan.block.runs is not None
    assert plan.block.runs[-1].text == text.replace("\ud83d\ude00", "\U0001f600").encode(
        "utf-16-le", "surrogatepass"
    ).decode("utf-16-le", "replace")


def test_hard_days_in_a_row_are_told_and_not_parted() -> None:
    rows = weeks_like(6, ("Fri", "tempo", 8.0), ("Sat", "long", 15.0), ("Tue", "easy", 5.0))
    plan = rp.build_plan(rp.Block(start=MONDAY, runs=rows))
    assert set(plan.sessions.query("type == 'long'")["weekday"]) == {"Sat"}
    assert (plan.findings()["rule"] == "hard_days_in_a_row").any()


def test_what_is_no_run_is_told_and_its_days_are_free() -> None:
    rows = [
        *PLAIN,
        row(2, "Mon", "cross", None, minutes=40),
        row(3, "Wed", "", None, text="see coach", reading="not read"),
    ]
    told = rp.build_plan(rp.Block(start=MONDAY, runs=rows)).findings().query("rule == 'given_runs'")
    assert told["severity"].tolist() == ["warning", "warning"]
    assert told["message"].tolist() == [
        "1 entry in your run plan could not be read and is not in this plan: week 3 Wednesday, 'see coach'.",
        "Your run plan also has cross-training (week 2). These are not in this plan, and their days count as free.",
    ]


def test_minutes_become_kilometres_by_the_easy_pace_and_the_other_way_round() -> None:
    rows = [*PLAIN, row(1, "Fri", "easy", None, minutes=65)]
    sessions = rp.build_plan(rp.Block(start=MONDAY, runs=rows, easy_pace_s_per_km=390)).sessions
    friday = sessions[(sessions["week"] == 1) & (sessions["weekday"] == "Fri") & (sessions["kind"] == "run")]
    assert (friday["km"].tolist(), friday["minutes"].tolist()) == ([10.0], [65])
    thursday = sessions[(sessions["week"] == 1) & (sessions["weekday"] == "Thu") & (sessions["kind"] == "run")]
    assert thursday["minutes"].tolist() == [39]


@given(
    times=st.integers(2, 12),
    metres=st.sampled_from((200, 400, 1000, 1600)),
    rest=st.integers(1, 5),
    easy=st.integers(0, 4),
    other_km=st.sampled_from((0.0, 0.0, 3.0)),
)
def test_jogs_by_time_beside_parts_by_distance_are_in_the_time_of_the_run(
    times: int, metres: int, rest: int, easy: int, other_km: float
) -> None:
    # Where the kilometres are more than those of the parts, the file's own total has the jogs in it.
    km = times * metres / 1000 + 2 * easy + other_km
    length = f"{metres} m" if metres < 1000 else f"{metres / 1000:g} km"
    around = [f"{easy} km easy"] * bool(easy)
    minutes = {}
    for jogs in ("", f" / {rest} min jog"):
        steps = "; ".join([*around, f"{times} x {length} @10k{jogs}", *around])
        given_run = row(2, "Wed", "intervals", km, steps=steps)
        plan = rp.build_plan(rp.Block(start=MONDAY, runs=[*PLAIN, given_run]))
        wednesday = plan.sessions.query("week == 2 and weekday == 'Wed' and kind == 'run'")
        minutes[jogs] = int(wednesday["minutes"].iloc[0])
        assert wednesday["km"].tolist() == [pytest.approx(km)]
    plain, with_jogs = minutes.values()
    assert with_jogs - plain == (0 if other_km else times * rest)


def test_a_run_without_length_stands_as_the_shortest_and_says_so() -> None:
    plan = rp.build_plan(rp.Block(start=MONDAY, runs=[*PLAIN, row(2, "Sat", "easy", None, text="easy jog")]))
    saturday = plan.sessions[(plan.sessions["week"] == 2) & (plan.sessions["weekday"] == "Sat")]
    assert "no length given" in saturday.loc[saturday["kind"] == "run", "note"].iloc[0]
    assert any("a run without a distance or time" in text for text in plan.findings()["message"])


def test_pins_of_strength_hold_and_pins_of_given_runs_do_not() -> None:
    block = rp.Block(start=MONDAY, runs=PLAIN, pins={"w03-strength-1": "Wed", "w02-long": "Mon"})
    plan = rp.build_plan(block)
    where = dict(zip(plan.sessions["session_id"], plan.sessions["weekday"], strict=True))
    assert (where["w03-strength-1"], where["w02-long"]) == ("Wed", "Sun")
    told = plan.findings().query("rule == 'orphan_pin'")["message"].tolist()
    assert told == ["The pin on w02-long has no effect: RunPlan does not move the runs of your own plan."]
    assert plan.sessions.loc[plan.sessions["pinned"], "session_id"].tolist() == ["w03-strength-1"]


def test_a_pin_on_a_day_of_two_runs_is_refused_by_its_name() -> None:
    runs = [*PLAIN, row(3, "Thu", "easy", 4.0)]
    with pytest.raises(PlanImpossible) as refused:
        rp.build_plan(rp.Block(start=MONDAY, runs=runs, pins={"w03-strength-1": "Thu"}))
    assert refused.value.wishes == ("strength_sessions", "pins")  # without the session the pin would be idle
    assert refused.value.relaxed is not None
    rp.build_plan(refused.value.relaxed)


def test_strength_may_be_dragged_and_given_runs_may_not() -> None:
    plan = rp.build_plan(rp.Block(start=MONDAY, runs=PLAIN))
    assert plan.explain("w03-strength-1")["allowed"].sum() > 1
    long_run = plan.explain("w03-long")
    assert long_run["allowed"].tolist() == [False] * 6 + [True]
    assert set(long_run["sentence"][:6].str.partition(": ")[2]) == {
        "not possible. RunPlan does not move the runs of your own plan."
    }


@pytest.mark.parametrize(
    ("runs", "sentence"),
    [
        ("run.csv", "runs='run.csv' is not a run plan: give what read_runs returns."),
        ([], "runs has no run: give a plan with at least one, or leave runs out."),
        ([row(1, "Mon", "walk")], "runs has no run: give a plan with at least one, or leave runs out."),
        ([{"week": 1}], "runs, row 1 has neither a date nor a week and a weekday: give one of them."),
        ([row(1, "Mon", km=-1.0)], "runs, row 1: km=-1.0 is out of range: give a number from 0 to 300."),
        ([row(1, "Monday")], "runs, row 1: weekday='Monday' is not one of Mon, Tue, Wed, Thu, Fri, Sat, Sun."),
        ([row(0, "Mon")], "runs, row 1: week=0 is not a week: give a whole number from 1."),
        (
            [row(1, "Mon", pace=3)],
            "runs, row 1 has an unknown column 'pace': use week, weekday, date, type, km, minutes, text, ",
        ),
        ([row(1, "Mon")], "The run plan makes a block of 1 week from its start: a block has 4 to 52"),
        ([row(60, "Mon")], "The run plan makes a block of 60 weeks from its start: a block has 4 to 52"),
        (
            [row(6, "Mon", "race", None)],
            "The run plan's race (Mon) has no distance: set goal to 5k, 10k, half, marathon.",
        ),
        ([row(6, "Mon")] * 2001, "runs has 2001 rows: give a run plan of at most 2000."),
    ],
)
def test_a_run_plan_that_cannot_be_one_is_refused_in_one_sentence(runs: Any, sentence: str) -> None:
    with pytest.raises(BlockError) as refused:
        rp.Block(start=MONDAY, runs=runs)
    assert str(refused.value).startswith(sentence)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.dictionaries(
            st.sampled_from(("week", "weekday", "date", "type", "km", "minutes", "text", "reading", "race", "more")),
            st.one_of(st.none(), st.integers(-5, 2000), st.floats(), st.text(max_size=5), st.sampled_from(DAYS)),
        ),
        max_size=4,
    )
)
def test_any_rows_give_a_block_or_one_sentence(rows: list[dict[str, Any]]) -> None:
    try:
        block = rp.Block(start=MONDAY, runs=rows)
    except RunplanError as error:
        said = str(error)
    else:
        said = ""
        rp.build_plan(block)
    assert "\n" not in said


def test_a_sunday_before_other_days_of_its_week_begins_the_week_wherever_a_later_one_stands() -> None:
    rows = [(1, "Mon"), (1, "Sun"), (1, "Mon"), (1, "Sun"), *((week, "Mon") for week in range(2, 6))]
    table = pd.DataFrame([{"week": week, "weekday": day, "type": "easy", "km": 5.0} for week, day in rows])
    block = rp.Block(start=MONDAY - DAY, runs=table, week_start="Sun", strength_sessions=0)
    runs = rp.build_plan(block).sessions
    first_week = [date.date() for date in runs.loc[runs["week"] == 1, "date"]]
    assert first_week == [MONDAY - DAY, MONDAY - DAY, MONDAY, MONDAY]
