"""From session to session: each row of the table of what follows, and what never happens whatever is done."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from runplan.plan.lift_fields import RememberedSet
from runplan.plan.weights import Weight
from runplan.planning.loads.lifts import Lift
from runplan.planning.loads.owned import owned_of
from runplan.planning.loads.progress import after, follow, may_rise
from runplan.planning.loads.readings import DoneSession, DoneSet, Dose
from runplan.planning.loads.sentences import sentence
from runplan.planning.loads.state import LiftState, prescribe, start

FIRST = dt.date(2027, 1, 4)
SQUAT = Lift("back_squat", "Back squat", "bar", owned_of("barbell", "bar", 2.5), easier="goblet_squat")
POUNDS = Lift("back_squat", "Back squat", "bar", owned_of("barbell", "bar", "5 lb"))
BELLS = Lift(
    "goblet_squat", "Goblet squat", "one", owned_of("kettlebell", "one", (16.0, 24.0)), 0.85, harder="front_squat"
)
ROW = Lift("one_arm_row", "One-arm row", "one", owned_of("dumbbell", "one", (8.0, 10.0, 12.0, 16.0)), each_side=True)
BRIDGE = Lift("glute_bridge", "Glute bridge", light=True, harder="single_leg_bridge")
ONE_LEG = Lift("single_leg_bridge", "Single-leg bridge", each_side=True, easier="glute_bridge")
FRONT = Lift("front_squat", "Front squat", "two", owned_of("kettlebell", "two", (16.0, 16.0)))
LIFTS = {lift.exercise_id: lift for lift in (SQUAT, BELLS, ROW, BRIDGE, ONE_LEG, FRONT)}
ASKED = Dose(3, 8, 2)
REMEMBERED = RememberedSet(Weight(60.0), 8, 2)


def day(number: int) -> dt.date:
    return FIRST + dt.timedelta(days=number)


def done(number: int, reps: int = 8, reserve: int | None = 2, asked: Dose = ASKED, **rest: Any) -> DoneSession:
    """A session on a day of the block, its sets alike."""
    sets = (*(DoneSet(reps),) * (asked.sets - 1), DoneSet(reps, reserve))
    return DoneSession(day(number), number // 7 + 1, asked, sets, **rest)


def state_after(*sessions: DoneSession, lift: Lift = SQUAT, remembered: RememberedSet | None = REMEMBERED) -> LiftState:
    return follow(lift, sessions, LIFTS.__getitem__, remembered)


def kg(state: LiftState) -> float | None:
    return None if state.weight is None else state.weight.kg


def text(state: LiftState, number: int, asked: Dose = ASKED, hold: str = "") -> str:
    return sentence(prescribe(state, asked, day(number), LIFTS.__getitem__, hold))


def test_two_sessions_as_asked_raise_and_one_does_not() -> None:
    assert kg(state_after(done(0))) == 60
    state = state_after(done(0), done(7))
    assert (kg(state), state.hits) == (62.5, 0)
    assert text(state, 14) == "62.5 kg today: you did all repetitions twice with 2 in reserve."


def test_two_more_left_than_asked_raise_at_once() -> None:
    state = state_after(done(0, reserve=4))
    assert kg(state) == 62.5
    assert text(state, 7) == "62.5 kg today: last time you had 4 in reserve instead of 2."
    more = state_after(done(0, reps=10))
    assert kg(more) == 62.5
    assert text(more, 7) == "62.5 kg today: last time you did more than the 8 in the plan."


def test_one_less_left_starts_the_count_anew() -> None:
    state = state_after(done(0), done(7, reserve=1), done(14))
    assert (kg(state), state.hits) == (60, 1)
    assert text(state_after(done(0, reserve=1)), 7) == ("Same again: 60 kg. You had one less in reserve than planned.")


def test_short_twice_backs_off_by_a_tenth_and_a_session_as_asked_between_clears_it() -> None:
    assert kg(state_after(done(0, reps=7), done(7, reps=7))) == 52.5  # a tenth less is 54, and 52.5 is owned
    assert kg(state_after(done(0, reps=7), done(7), done(14, reps=7))) == 60
    state = state_after(done(0, reps=7))
    assert text(state, 7) == "Same again: 60 kg. Falling short once is no reason to change the load."
    state = state_after(done(0, reps=7), done(7, reps=7))
    assert text(state, 14) == ("52.5 kg today, because you fell short twice. Strength comes back faster than it goes.")


def test_a_failed_set_backs_off_at_once() -> None:
    state = state_after(done(0, reps=5))
    assert kg(state) == 52.5
    assert text(state, 7) == (
        "52.5 kg today, because you ended a set early last time. Strength comes back faster than it goes."
    )


def test_backing_off_goes_down_one_owned_weight_at_least() -> None:
    assert kg(state_after(done(0, reps=4), lift=ROW, remembered=RememberedSet(Weight(10.0), 8, 2))) == 8


def test_with_nothing_lighter_two_repetitions_go_and_then_the_easier_one_comes() -> None:
    fewer = state_after(done(0, reps=4), lift=ONE_LEG, remembered=None)
    assert prescribe(fewer, ASKED, day(7), LIFTS.__getitem__).dose == Dose(3, 6, 2)
    assert (
        text(fewer, 7)
        == "6 repetitions today, because you fell short and have no lighter weight. Strength comes back faster "
        "than it goes."
    )
    back = follow(ONE_LEG, [done(0, reps=4), done(7, reps=6), done(14, reps=6)], LIFTS.__getitem__)
    assert prescribe(back, ASKED, day(21), LIFTS.__getitem__).dose == ASKED
    easier = state_after(done(0, reps=4), done(7, reps=2), lift=ONE_LEG, remembered=None)
    assert easier.exercise_id == "glute_bridge"
    assert text(easier, 14) == (
        "Glute bridge today: you fell short twice in single-leg bridge and have no lighter weight."
    )


@pytest.mark.parametrize("hold", ["step_back", "power", "race", "ill", "tired"])
def test_in_a_held_week_nothing_is_counted_or_raised_but_a_failed_set_backs_off(hold: str) -> None:
    state = state_after(done(0), done(7, reserve=6, hold=hold))
    assert (kg(state), state.hits) == (60, 1)
    assert kg(state_after(done(0), done(7, reps=4, hold=hold))) == 52.5


def test_a_step_back_week_keeps_the_load_and_power_takes_what_its_repetitions_allow() -> None:
    state = state_after(done(0))
    light = prescribe(state, Dose(2, 7, 3), day(7), LIFTS.__getitem__, "step_back")
    assert (light.weight, light.dose) == (Weight(60.0), Dose(2, 7, 3))
    assert sentence(light) == ("Same weight, 60 kg, fewer sets and repetitions. This week is for recovering.")
    fast = prescribe(state, Dose(3, 8, 4), day(7), LIFTS.__getitem__, "power")
    assert fast.weight == Weight(55.0)  # 60 x 40 / 42 is 57.1
    assert sentence(fast) == "55 kg. Lift as fast as you can, and stop the set when you slow down."
    few = prescribe(state, Dose(2, 3, 2), day(7), LIFTS.__getitem__, "race")
    assert few.weight == Weight(60.0)
    assert sentence(few) == ("Same weight, 60 kg, few sets. This week is only for keeping your strength.")


@pytest.mark.parametrize(("days", "expected"), [(13, 60), (14, 52.5), (27, 52.5), (28, 47.5)])
def test_after_two_weeks_without_it_a_tenth_goes_and_after_four_a_fifth(days: int, expected: float) -> None:
    todo = prescribe(state_after(done(0)), ASKED, day(days), LIFTS.__getitem__)
    assert todo.weight == Weight(expected)
    assert todo.state.hits == (0 if days > 13 else 1)
    assert todo.state.finding == {13: 0, 14: 1, 27: 1, 28: 2}[days]


def test_a_gap_is_said_and_the_load_is_found_again_quickly() -> None:
    state = state_after(done(0), done(14, reserve=4))
    assert kg(state) == 55
    assert text(state_after(done(0)), 14) == ("10 % less today, and one phase back for a week, to avoid soreness.")


def test_pain_takes_the_easier_one_and_twice_takes_it_out() -> None:
    once = state_after(done(0, mark="pain"))
    assert once.exercise_id == "goblet_squat"
    assert text(once, 7) == (
        "Goblet squat instead of back squat. Pain that changes how you move or is still there the day after "
        "is a matter for a professional."
    )
    twice = follow(SQUAT, [done(0, mark="pain"), done(7, mark="pain")], LIFTS.__getitem__, REMEMBERED)
    assert text(twice, 14).startswith("Goblet squat is out of the plan until you put it back. Pain that changes")


@pytest.mark.parametrize(
    ("asked", "expected"), [(Dose(3, 6, 2), 62.5), (Dose(4, 5, 2), 62.5), (Dose(3, 10, 3), 55), (Dose(3, 8, 2), 60)]
)
def test_another_step_of_the_phase_rescales_and_keeps_the_count(asked: Dose, expected: float) -> None:
    todo = prescribe(state_after(done(0)), asked, day(7), LIFTS.__getitem__)
    assert (todo.weight, todo.state.hits) == (Weight(expected), 1)


def test_fewer_repetitions_never_lower_a_load_that_is_not_owned() -> None:
    other = replace(SQUAT, owned=owned_of("barbell", "bar", (20.0, 30.0)))
    todo = prescribe(LiftState("back_squat", Weight(24.0), possible=10), Dose(3, 6, 2), day(0), lambda _: other)
    assert todo.weight == Weight(24.0)  # 24 x 40 / 38 is 25.3


def test_of_a_lift_there_is_one_step_up_a_week() -> None:
    state = state_after(done(0, reserve=4), done(3, reserve=4))
    assert kg(state) == 62.5
    assert text(state, 7) == "Same again: 62.5 kg. One step up per week is enough."
    assert kg(state_after(done(0, reserve=4), done(3, reserve=4), done(7))) == 65


def test_loads_that_are_looked_for_rise_at_once_and_by_two_where_much_is_left() -> None:
    asked = Dose(2, 10, 5)
    first = DoneSession(day(0), 1, asked, (DoneSet(10, weight=Weight(30.0)), DoneSet(10, 7, Weight(30.0))))
    assert kg(state_after(first, remembered=None)) == 32.5
    easy = first._replace(sets=(DoneSet(10, weight=Weight(30.0)), DoneSet(10, 10, Weight(30.0))))
    assert kg(state_after(easy, remembered=None)) == 35
    again = [first, first._replace(date=day(3), sets=(DoneSet(10), DoneSet(10, 7)))]
    assert kg(state_after(*again, remembered=None)) == 35  # twice in a week


def test_without_a_note_on_what_was_left_a_load_rises_once_a_fortnight() -> None:
    unnoted = [done(number, reserve=None) for number in (0, 3, 7, 10)]
    assert kg(state_after(*unnoted)) == 62.5
    assert kg(state_after(*unnoted, done(17, reserve=None))) == 65
    noted = [done(number) for number in (0, 3, 7, 10)]
    assert kg(state_after(*noted)) == 65


def test_a_missing_set_raises_nothing_and_is_no_stall() -> None:
    one_missing = done(7)._replace(sets=(DoneSet(8), DoneSet(8, 2)))
    state = state_after(done(0), one_missing)
    assert (state.hits, kg(state)) == (1, 60)
    assert state_after(done(0, reps=7), one_missing).stalls == 1  # as it was


def test_the_next_weight_that_is_too_far_waits_for_repetitions() -> None:
    bell = RememberedSet(Weight(16.0), 8, 2)
    state = state_after(done(0), done(7), lift=BELLS, remembered=bell)
    assert (kg(state), state.reps) == (16, 10)
    assert text(state, 14) == "Stay at 16 kg, 10 repetitions. 24 kg comes when you do 13 with 2 in reserve."
    up = [done(14, 10), done(21, 10), done(28, 12), done(35, 12)]
    state = state_after(done(0), done(7), *up, lift=BELLS, remembered=bell)
    assert (kg(state), state.reps) == (16, 13)
    state = state_after(done(0), done(7), *up, done(42, 13), done(49, 13), lift=BELLS, remembered=bell)
    assert (kg(state), state.reps) == (24, 0)


def test_where_no_count_of_repetitions_carries_the_next_weight_it_gets_slower() -> None:
    only = replace(ROW, owned=owned_of("dumbbell", "one", (8.0, 12.0)))
    sessions, reps = [], 8
    for at in range(8):
        sessions.append(done(7 * at, reps))
        reps += 2 * (at % 2)
    state = follow(only, sessions, lambda _: only, RememberedSet(Weight(8.0), 8, 2))
    assert (kg(state), state.slow, state.reps) == (8, True, 0)
    todo = prescribe(state, ASKED, day(56), lambda _: only)
    assert todo.dose == ASKED
    assert sentence(todo) == (
        "Your heaviest weight is now light for this exercise. From now on, lower it slowly: take three seconds on "
        "the way down."
    )


def test_few_repetitions_wait_for_the_weight() -> None:
    heavy = Dose(4, 5, 2)
    top = replace(SQUAT, owned=owned_of("barbell", "bar", (55.0, 60.0)))
    state = follow(
        top, [done(0, 5, asked=heavy), done(7, 5, asked=heavy)], lambda _: top, RememberedSet(Weight(60.0), 5, 2)
    )
    assert (kg(state), state.reps) == (60, 0)
    assert sentence(prescribe(state, heavy, day(14), lambda _: top)) == (
        "Same again: 60 kg. The load stays the same until the plan has more repetitions."
    )


def test_both_legs_without_a_weight_go_to_twenty_then_slower_then_on() -> None:
    asked = Dose(2, 16, 2)
    sessions = [done(7 * at, 16 + 2 * (at // 2), asked=asked) for at in range(6)]
    state = state_after(*sessions, lift=BRIDGE, remembered=None)
    assert (state.slow, state.exercise_id) == (True, "glute_bridge")
    sessions += [done(42 + 7 * at, 16 + 2 * (at // 2), asked=asked) for at in range(6)]
    state = state_after(*sessions, lift=BRIDGE, remembered=None)
    assert (state.exercise_id, state.reps) == ("single_leg_bridge", 8)
    assert text(state, 84, asked) == (
        "You have completed glute bridge: 20 with 2 in reserve. Next: single-leg bridge, 8 with 3 in reserve."
    )


def test_with_nothing_left_to_go_to_it_is_said() -> None:
    last = replace(ROW, owned=owned_of("dumbbell", "one", (12.0,)), slow=True)
    asked = Dose(3, 15, 2)
    state = LiftState("one_arm_row", Weight(12.0), possible=17, hits=1, slow=True)
    state = after(prescribe(state, asked, day(7), lambda _: last), done(7, 15, asked=asked), lambda _: last)
    assert sentence(prescribe(state, asked, day(14), lambda _: last)) == (
        "Same again: 12 kg. From here on you would need a heavier weight to improve."
    )


def test_a_remembered_set_that_is_old_counts_with_less_and_a_very_old_one_is_found_anew() -> None:
    old, oldest = (prescribe(start(SQUAT, REMEMBERED, days), ASKED, day(0), LIFTS.__getitem__) for days in (57, 183))
    assert old.weight == Weight(52.5)
    assert (oldest.weight, oldest.state.finding) == (None, 2)
    assert sentence(oldest) == (
        "Choose a weight that leaves 2 in reserve at the end of the set. If you could do more, use the next "
        "weight up. Write it down."
    )


def test_a_lift_that_is_not_known_is_calibrated_where_many_are_to_be_left() -> None:
    calibration = (
        "Start with a weight that you are sure of and do the repetitions. If you could have done five or more "
        "extra reps, go one step up for the next set, until you have about as many in reserve as the plan "
        "says. Write down the last weight: that is your starting weight."
    )
    unknown = start(SQUAT)
    assert [text(unknown, 0, Dose(2, 10, reserve)) == calibration for reserve in (5, 4, 3)] == [True, True, False]
    bodyweight = prescribe(start(ONE_LEG), Dose(2, 8, 4), day(0), LIFTS.__getitem__)
    assert sentence(bodyweight) == "Stop when you could still do 4 more, and write down how many you had in reserve."


def test_the_start_is_light_where_five_are_to_be_left() -> None:
    light = prescribe(start(SQUAT, REMEMBERED), Dose(2, 8, 5), day(0), LIFTS.__getitem__)
    assert light.weight is None
    assert sentence(light) == "Light: choose a weight that leaves 5 or more reps in reserve at the end of the set."
    later = state_after(done(0, asked=Dose(3, 8, 5), reserve=5))
    assert text(later, 7) == "Start at 60 kg; after the first set, go by your own count of reps in reserve."


@pytest.mark.parametrize(
    ("level", "raised", "days", "tired", "expected"),
    [
        ("beginner", 1, None, False, True),
        ("beginner", 2, None, False, False),
        ("intermediate", 2, None, False, True),
        ("advanced", 0, 14, False, False),
        ("advanced", 0, 15, False, True),
        ("advanced", 0, -1, False, True),  # after the race
        ("advanced", 0, None, True, False),
    ],
)
def test_when_loads_may_rise(level: str, raised: int, days: int | None, tired: bool, expected: bool) -> None:
    assert may_rise(level, raised, days, is_tired=tired) == expected


def test_where_loads_may_not_rise_the_step_waits() -> None:
    state = state_after(done(0))
    todo = prescribe(state, ASKED, day(7), LIFTS.__getitem__)
    waiting = after(todo, done(7), LIFTS.__getitem__, may_raise=False)
    assert kg(waiting) == 60
    again = after(prescribe(waiting, ASKED, day(14), LIFTS.__getitem__), done(14), LIFTS.__getitem__)
    assert kg(again) == 62.5


# --- whatever is done ------------------------------------------------------------------------------------------------

DOSES = st.builds(Dose, st.integers(1, 4), st.integers(3, 15), st.integers(0, 5))
SESSIONS = st.lists(
    st.tuples(
        st.integers(1, 16),  # days since the one before
        DOSES,
        st.integers(-4, 4),  # repetitions over what was asked
        st.one_of(st.none(), st.integers(0, 8)),
        st.sampled_from(("", "", "", "", "step_back", "power", "race")),
        st.sampled_from(("", "", "", "", "", "hard", "stopped", "pain")),
    ),
    max_size=14,
)


@example(POUNDS, [(1, Dose(1, 3, 5), 0, None, "", "pain")], True)  # out, with the weight that was remembered
@given(st.sampled_from((SQUAT, POUNDS, BELLS, ROW, BRIDGE, ONE_LEG)), SESSIONS, st.booleans())
def test_whatever_is_done_loads_are_owned_rise_once_a_week_and_never_fall_for_a_lower_count(
    lift: Lift, sessions: list[tuple[Any, ...]], knows: bool
) -> None:
    lifts = LIFTS | {lift.exercise_id: lift}
    owned_text = {"back_squat": (40.0, "90 lb"), "goblet_squat": (16.0,), "one_arm_row": (10.0,)}
    weights = owned_text.get(lift.exercise_id, ())
    weight = (
        None if not weights else Weight(float(weights[-1].split()[0]), "lb") if lift is POUNDS else Weight(weights[0])
    )
    state = start(lift, RememberedSet(weight, 8, 2) if knows and weight else None)
    date, raised_weeks = FIRST, []
    for days, asked, over, reserve, hold, mark in sessions:
        date += dt.timedelta(days=days)
        todo = prescribe(state, asked, date, lifts.__getitem__, hold)
        assert sentence(todo).endswith(".")
        assert "None" not in sentence(todo)
        assert todo.weight is None or todo.lift.owned.has(todo.weight)
        if POUNDS is todo.lift and todo.weight is not None:
            assert " kg" not in sentence(todo)
        recent = state.last is not None and (date - state.last).days < 14
        before = state.weight if recent and todo.lift.exercise_id == state.exercise_id else None
        if before is not None and todo.weight is not None:
            assert hold or asked.possible > state.possible or todo.weight.kg >= before.kg - 1e-9
            assert todo.weight.kg <= (1 if hold else 1.1) * before.kg + 1e-9
        used = todo.weight if todo.weight is not None or not todo.lift.hands else todo.lift.owned.above(0)
        reps = max(1, todo.dose.reps + over)
        sets = tuple(DoneSet(reps, reserve, used) for _ in range(todo.dose.sets))
        session = DoneSession(date, (date - FIRST).days // 7 + 1, asked, sets, hold, mark)
        finding = todo.state.finding
        state = after(todo, session, lifts.__getitem__)
        if state.weight is not None and used is not None and state.exercise_id == todo.lift.exercise_id:
            assert state.weight == used or todo.lift.owned.has(state.weight)
            is_out = state.reason.word == "out"  # after pain: nothing is done with what was remembered
            if state.weight.kg > used.kg + 1e-9 and not hold and not is_out:
                assert finding or session.week not in raised_weeks
                steps = (todo.lift.owned.above(used.kg), todo.lift.owned.above(todo.lift.owned.above(used.kg).kg))
                assert state.weight == steps[0] or (finding and state.weight == steps[1])
                raised_weeks.append(session.week)
