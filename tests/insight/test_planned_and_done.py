"""A plan held against a log: each session's status, each week's sums, and what the muscles lost."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import runplan as rp
from runplan.errors import LogAhead
from runplan.plan.log import Activity, Log, LoggedSet
from tests.builders.written_plans import exercise, make_plan, run, strength

MONDAY = dt.date(2027, 1, 4)


def day(offset: int) -> dt.date:
    return MONDAY + dt.timedelta(days=offset)


def ran(offset: int, km: float | None, minutes: float | None = None) -> Activity:
    return Activity(day(offset), None, "run", km, minutes, "", "test")


def lifted(offset: int, minutes: float | None = None, kind: str = "strength") -> Activity:
    return Activity(day(offset), None, kind, None, minutes, "", "test")


def log_of(*activities: Activity, sets: tuple[LoggedSet, ...] = ()) -> Log:
    return Log(tuple(sorted(activities, key=lambda entry: entry.date)), sets)


@cache
def plan() -> rp.Plan:
    """Two runs, a long run and a strength session in week 1; the same runs in week 2."""
    tables = make_plan(
        [
            run(1, "Tue", "easy", 8.0),
            strength(1, "Wed", "general"),
            run(1, "Thu", "tempo", 10.0),
            run(1, "Sun", "long", 16.0),
            run(2, "Tue", "easy", 8.0),
            run(2, "Sun", "long", 18.0),
        ],
        [
            exercise("w01-strength-1", 1, "glute_bridge", 3),
            exercise("w01-strength-1", 2, "side_plank", 2, seconds=30),
        ],
    )
    return rp.Plan(**tables.parts())


def statuses(log: Log, **more: object) -> dict[str, str]:
    sessions = plan().with_log(log, **more).sessions  # type: ignore[arg-type]
    return {
        session_id: status
        for session_id, status in zip(sessions["session_id"], sessions["status"], strict=True)
        if status != "planned"
    }


def week(log: Log, number: int = 1, **more: object) -> dict[str, object]:
    frame = plan().against(log, **more)  # type: ignore[arg-type]
    return dict(frame[frame["week"] == number].iloc[0])


WHOLE = (ran(1, 8.1), lifted(2, 30), ran(3, 9.6), ran(6, 16.4))


def test_a_week_that_was_done_as_planned() -> None:
    assert set(statuses(log_of(*WHOLE)).values()) == {"done"}
    row = week(log_of(*WHOLE))
    assert row["done_km"] == pytest.approx(8.1 + 9.6 + 16.4)
    assert (row["planned_km"], row["planned_long_km"], row["done_long_km"]) == (34.0, 16.0, 16.4)
    assert (row["planned_sets"], row["done_sets"], row["done"], row["missed"], row["extra"]) == (5, 5, 4, 0, 0)


def test_what_is_still_to_come_is_planned_and_not_judged() -> None:
    log = log_of(ran(1, 8.0))
    assert statuses(log) == {"w01-easy-1": "done"}
    assert week(log, 2)["done_km"] != week(log, 2)["done_km"]  # absent


def test_days_before_today_of_which_nothing_is_known_are_missed() -> None:
    assert statuses(log_of(ran(1, 8.0)), today=day(4)) == {
        "w01-easy-1": "done",
        "w01-strength-1": "missed",
        "w01-quality-1": "missed",
    }


@pytest.mark.parametrize(
    ("activities", "status"),
    [
        ((ran(6, 13.0),), "done"),
        ((ran(6, 12.5),), "partly"),
        ((ran(6, 3.0), ran(6, 10.0), ran(6, 2.5)), "done"),  # recorded in three parts
        ((ran(6, None, 90.0),), "done"),  # 30 minutes are planned in this plan
        ((ran(6, None, 20.0),), "partly"),
        ((ran(6, None),), "done"),
        ((ran(5, 15.5),), "done"),  # the day before
        ((ran(5, 5.0),), "missed"),  # another run, not this entry
        ((ran(7, 16.0),), "missed"),  # of the next week
        ((), "missed"),
    ],
)
def test_what_became_of_the_long_run(activities: tuple[Activity, ...], status: str) -> None:
    log = log_of(ran(1, 8.0), lifted(2), ran(3, 10.0), *activities)
    assert statuses(log, today=day(8))["w01-long"] == status


def test_two_runs_of_one_day_are_told_apart_by_their_length() -> None:
    two = make_plan([run(1, "Tue", "easy", 5.0), run(1, "Tue", "tempo", 12.0, 1)])
    done = rp.Plan(**two.parts()).with_log(log_of(ran(1, 12.5), ran(1, 2.0)))
    assert dict(zip(done.sessions["session_id"], done.sessions["status"], strict=True)) == {
        "w01-easy-1": "partly",
        "w01-quality-1": "done",
    }


def test_a_moved_and_an_added_session_are_counted() -> None:
    row = week(log_of(ran(2, 8.3), lifted(2), ran(3, 10.0), ran(4, 4.0), ran(6, 16.0)))
    assert (row["moved"], row["extra"], row["missed"]) == (1, 1, 0)
    assert row["done_km"] == pytest.approx(38.3)


def test_a_ride_is_no_run() -> None:
    ride = Activity(day(1), None, "other", 8.0, 30.0, "", "test")
    assert statuses(log_of(ride), today=day(2)) == {"w01-easy-1": "missed"}


def test_sets_that_are_noted_count() -> None:
    def noted(exercise_id: str, kind: str = "work") -> LoggedSet:
        return LoggedSet(day(2), exercise_id, exercise_id, 1, 16.0, 10, kind=kind)

    sets = (noted("glute_bridge", "warm_up"), noted("glute_bridge"), noted("side_plank"), noted("goblet_squat"))
    log = log_of(ran(1, 8.0), lifted(2, 30), sets=sets)
    assert statuses(log)["w01-strength-1"] == "partly"  # three of five
    assert week(log)["done_sets"] == 3


def test_the_runner_can_say_otherwise() -> None:
    log = log_of(*WHOLE)
    marks = {"w01-easy-1": "missed", "w02-easy-1": "dropped", "w01-long": "partly"}
    assert {name: statuses(log, marks=marks)[name] for name in marks} == marks
    row = week(log, marks=marks)
    assert (row["missed"], row["partly"], row["extra"]) == (1, 1, 1)
    with pytest.raises(rp.RunplanError, match="marks names 'w09-easy-1'"):
        plan().against(log, marks={"w09-easy-1": "done"})
    with pytest.raises(rp.RunplanError, match="='half' is not known"):
        plan().against(log, marks={"w01-long": "half"})
    with pytest.raises(rp.RunplanError, match="not list"):
        plan().against([])  # type: ignore[arg-type]


def test_what_a_file_says_of_a_session_counts() -> None:
    easy = Activity(day(1), None, "run", None, None, "", "phone", session_id="w01-easy-1", status="done")
    long_run = Activity(day(6), None, "run", None, None, "", "phone", session_id="w01-long", status="missed")
    assert statuses(log_of(easy, long_run)) == {
        "w01-easy-1": "done",
        "w01-strength-1": "missed",
        "w01-quality-1": "missed",
        "w01-long": "missed",
    }
    assert week(log_of(easy))["done_km"] == 8.0  # as planned, where nothing was measured


@pytest.mark.filterwarnings("ignore::runplan.errors.LogMismatch")
@pytest.mark.parametrize("status", ["dropped", "missed"])
@pytest.mark.parametrize("today", [9, 14])
def test_what_a_person_typed_of_a_session_outlives_a_log_and_other_wishes(
    tmp_path: Path, status: str, today: int
) -> None:
    named = "w02-strength-1"
    typed = real_plan().with_log(log_of(), today=MONDAY, marks={named: status})
    typed.to_csv(tmp_path / "plan.csv")
    by_hand, log = rp.read_plan(tmp_path / "plan.csv"), log_of(ran(1, 8.0), lifted(9, 30))
    for held in (
        by_hand.with_log(log, today=day(today)),
        rp.build_plan(by_hand.block, previous=by_hand, log=log, today=day(today)),
        real_plan().with_log(rp.read_log(tmp_path / "plan.csv"), today=day(today)),
    ):
        session = held.session_of(named)
        assert session is not None
        assert session.status == status


def test_what_is_dropped_stays_so_where_other_wishes_plan_its_week_anew() -> None:
    dropped = real_plan().with_log(log_of(), today=MONDAY, marks={"w03-strength-1": "dropped"})
    block = real_plan().block.replace(strength_minutes=20)
    later = rp.build_plan(block, previous=dropped, today=day(2)).session_of("w03-strength-1")
    assert later is not None
    assert later.status == "dropped"
    assert (later.minutes or 0) <= 20


FAR = [dt.timedelta(days=3), dt.timedelta(days=75), dt.timedelta(days=365), dt.timedelta(days=36500)]


@pytest.mark.parametrize("later", FAR, ids=lambda later: f"{later.days}d")
def test_a_date_that_is_still_to_come_is_named_and_counts_for_nothing(later: dt.timedelta) -> None:
    log, typed_wrong = log_of(*WHOLE), log_of(*WHOLE, ran(6 + later.days, 18.0))
    with pytest.warns(LogAhead) as named:
        marked = plan().with_log(typed_wrong, today=day(7))
    first = day(6) + later
    assert [str(warning.message) for warning in named] == [
        f"1 session in the log is later than 2027-01-11 (the first on {first}), so is not counted. Check the dates."
    ]
    assert marked.sessions.equals(plan().with_log(log, today=day(7)).sessions)


def test_without_a_day_a_date_long_after_the_plan_is_the_one_that_is_wrong() -> None:
    log, typed_wrong = log_of(*WHOLE), log_of(*WHOLE, ran(371, 16.0))
    with pytest.warns(LogAhead, match="1 session in the log is later than 2027-01-11"):
        assert plan().with_log(typed_wrong).sessions.equals(plan().with_log(log).sessions)
    # A runner who runs on after the plan is no such case: the plan is over.
    runs_on = log_of(*WHOLE, *(ran(20 + number, 8.0) for number in range(0, 200, 3)))
    assert plan().with_log(runs_on).sessions["status"].tolist() == ["done"] * 4 + ["missed"] * 2


def test_what_the_muscles_lost() -> None:
    frame = plan().lost(log_of(ran(1, 8.0)), today=day(3)).set_index("muscle")
    assert frame["done"].sum() == 0
    whole = plan().coverage().loc[1]
    assert frame["lost"].to_dict() == pytest.approx(whole.to_dict())
    half = plan().lost(log_of(), today=day(3), marks={"w01-strength-1": "partly"}).set_index("muscle")
    credit = plan().catalog.credit
    expected = credit.loc["glute_bridge"] * 1 + credit.loc["side_plank"] * 1  # half of three and of two, rounded down
    assert half["done"].to_dict() == pytest.approx(expected[list(half.index)].to_dict())
    assert (plan().lost(log_of(*WHOLE))["lost"] == 0).all()


def test_the_status_travels_in_the_plans_file(tmp_path: Path) -> None:
    done = plan().with_log(log_of(ran(1, 8.0)), today=day(3))
    done.to_csv(tmp_path / "plan.csv")
    back = rp.read_plan(tmp_path / "plan.csv")
    assert back.edits == ()
    assert back.sessions["status"].tolist() == done.sessions["status"].tolist()
    log = rp.read_log(tmp_path / "plan.csv")
    assert plan().with_log(log).sessions["status"].tolist()[:2] == ["done", "missed"]


ACTIVITIES = st.lists(
    st.builds(
        Activity,
        st.integers(-3, 29).map(day),
        st.none(),
        st.sampled_from(("run", "run", "strength", "other")),
        st.one_of(st.none(), st.floats(0.5, 45)),
        st.one_of(st.none(), st.floats(3, 300)),
        st.just(""),
        st.just("test"),
        plan_id=st.just(""),
    ),
    max_size=25,
)


@cache
def real_plan() -> rp.Plan:
    return rp.build_plan(rp.Block(start=MONDAY, weeks=4, equipment=("dumbbell", "mini_band")))


@pytest.mark.filterwarnings("ignore::runplan.errors.LogMismatch")
@given(ACTIVITIES, st.integers(0, 30))
def test_every_kilometre_counts_once_and_the_past_is_judged(activities: list[Activity], today: int) -> None:
    activities = [entry for entry in activities if entry.date <= day(today + 1)]
    log = log_of(*activities)
    done = real_plan().with_log(log, today=day(today))
    frame = real_plan().against(log, today=day(today))
    for number, row in enumerate(frame.to_dict("records")):
        first, after = day(7 * number), day(7 * number + 7)
        runs = [entry.km or 0.0 for entry in activities if entry.kind == "run" and first <= entry.date < after]
        if first < day(today):
            unmeasured = row["done_km"] - sum(runs)  # runs that were done, and whose length nobody measured
            assert unmeasured >= -1e-6
            if all(entry.km for entry in activities if entry.kind == "run"):
                assert unmeasured == pytest.approx(0, abs=1e-6)
        assert row["done"] + row["partly"] + row["missed"] <= row["sessions"]
    for session in done.session_records:
        assert session.date >= day(today) or session.status != "planned"
        assert session.planned_date == session.date
    before = [session._replace(status="planned") for session in done.session_records]
    assert before == list(real_plan().session_records)


@given(st.floats(0.8, 1.2), st.integers(0, 3))
def test_a_log_made_of_the_plan_is_the_plan_done(stretch: float, weeks: int) -> None:
    sessions = [session for session in real_plan().session_records if session.week <= weeks]
    activities = [
        Activity(entry.date, None, entry.kind, entry.km and entry.km * stretch, entry.minutes, "", "test")
        for entry in sessions
    ]
    done = real_plan().with_log(log_of(*activities))
    names = {entry.session_id for entry in done.session_records if entry.status == "done"}
    assert names == {entry.session_id for entry in sessions}
    assert (real_plan().lost(log_of(*activities))["lost"] == 0).all()
