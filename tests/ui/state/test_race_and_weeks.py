"""Dates that a runner sets: only its own control moves the race, and what dates push out comes back with them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import runplan as rp
from runplan.ui.state import file_requests
from runplan.ui.state.error_text import difference
from runplan.ui.state.planner_model import PlannerModel

RACE = dt.date(2027, 4, 25)


@pytest.fixture
def model(block: rp.Block) -> PlannerModel:
    made = PlannerModel(block)
    made.today = lambda: dt.date(2026, 11, 1)
    return made


# A plan is of no account here: planning is left out, so that hundreds of changes take no time.
def _unplanned(block: rp.Block) -> PlannerModel:
    made = PlannerModel(block)
    made.replan = lambda **_: None  # type: ignore[method-assign]
    return made


def _a_block(**changes: Any) -> rp.Block:
    values: dict[str, Any] = {
        "start": "2027-01-04",
        "race_date": RACE,
        "goal": "marathon",
        "pins": {"w02-long": "Sat", "w05-strength-1": "Fri", "w15-easy-1": "Mon"},
        "weekly_km": {3: 33, 7: 21, 16: 8},
    }
    return rp.Block(**(values | changes))


_DATES = st.dates(dt.date(2026, 6, 1), dt.date(2028, 12, 31))
_CHANGES = st.one_of(
    st.tuples(st.just("start"), _DATES | st.sampled_from((dt.date.min, dt.date.max, None))),
    st.tuples(st.just("race_date"), _DATES | st.none()),
    st.tuples(st.just("week_start"), st.sampled_from(("Mon", "Sun"))),
    st.tuples(st.just("weeks"), st.integers(4, 52)),
)


@given(st.lists(_CHANGES, max_size=8), st.booleans())
@settings(deadline=None)
def test_dates_that_end_where_they_began_leave_pins_and_own_weeks_as_they_were(
    changes: list[tuple[str, Any]], racing: bool
) -> None:
    block = _a_block() if racing else _a_block(goal="general", race_date=None, weeks=16)
    model = _unplanned(block)
    for name, value in changes:
        model.wish(**{name: value})
    for name in ("week_start", "race_date", "weeks", "start"):
        model.wish(**{name: 16 if name == "weeks" else getattr(block, name)})
    assert (model.form.pins, model.form.weekly_km) == (block.pins, block.weekly_km)
    assert model.form.start == block.start


_CONTROLS = st.one_of(
    st.tuples(st.just("start"), _DATES | st.none()),
    st.tuples(st.just("week_start"), st.sampled_from(("Mon", "Sun"))),
    st.tuples(st.just("weeks"), st.integers(4, 52)),
    st.tuples(st.just("goal"), st.sampled_from(("general", "5k", "10k", "half", "marathon"))),
    st.tuples(st.just("weekly_km_now"), st.integers(1, 250).map(float)),
    st.tuples(st.just("weekly_km_peak"), st.integers(1, 300).map(float)),
    st.tuples(st.just("run_days"), st.integers(3, 7)),
    st.tuples(st.just("days_off"), st.lists(st.sampled_from(("Mon", "Tue", "Wed", "Sat", "Sun")), unique=True)),
    st.tuples(st.just("dates_off"), st.lists(_DATES, max_size=2)),
    st.tuples(st.just("strength_minutes"), st.integers(10, 60)),
)


@given(st.lists(_CONTROLS, max_size=5))
@settings(max_examples=25, deadline=None)
def test_no_control_but_its_own_moves_the_race(changes: list[tuple[str, Any]]) -> None:
    model = PlannerModel(_a_block(pins={}, weekly_km={}))
    for name, value in changes:
        model.wish(**{name: tuple(value) if isinstance(value, list) else value})
        assert model.form.race_date == RACE
        assert not model.matches or model.block.race_date in (RACE, None)
        assert model.messages.error == ""


@pytest.mark.parametrize("weeks", [4, 11, 16, 17, 40, 52])
@pytest.mark.parametrize("start", ["2027-01-04", "2027-01-07", "2027-01-10"])
@pytest.mark.parametrize("week_start", ["Mon", "Sun"])
def test_the_weeks_of_a_race_move_the_start_by_whole_weeks(weeks: int, start: str, week_start: str) -> None:
    model = PlannerModel(_a_block(start=start, week_start=week_start, pins={}, weekly_km={}))
    before = model.form.start
    model.form.weeks = weeks
    assert model.block.number_of_weeks == weeks
    assert model.form.start.weekday() == before.weekday()
    assert model.form.race_date == RACE


def test_pins_keep_their_dates_where_the_number_of_weeks_moves_the_start(model: PlannerModel) -> None:
    model.move("w05-strength-1", "Fri")
    model.set_week(7, 33)
    model.form.weeks = 18
    assert (model.form.pins, model.form.weekly_km) == ((("w07-strength-1", "Fri"),), ((9, 33.0),))
    model.form.weeks = 16
    assert (model.form.pins, model.form.weekly_km) == ((("w05-strength-1", "Fri"),), ((7, 33.0),))


def test_a_start_that_pushes_a_pin_out_says_so_and_brings_it_back(model: PlannerModel) -> None:
    model.move("w02-long", "Sat")
    model.set_week(3, 33)
    model.form.start = dt.date(2027, 2, 8)
    sentence = (
        "The pin of the long run on Saturday in the week of Mon 11 Jan 2027 and the distance you set for the "
        "week of Mon 18 Jan 2027 are outside the block (Mon 8 Feb 2027 to Sun 25 Apr 2027); they have no "
        "effect until the block covers them."
    )
    assert model.messages.message == sentence
    assert model.form.outside == sentence
    assert model.form.pins == ()
    model.form.start = dt.date(2027, 1, 4)
    assert (model.messages.message, model.form.outside) == ("", "")
    assert model.form.pins == (("w02-long", "Sat"),)
    assert model.block.weekly_km == ((3, 33.0),)


def test_a_start_typed_in_parts_that_ends_later_still_tells_what_it_pushed_out(model: PlannerModel) -> None:
    model.move("w02-long", "Sat")
    model.form.start = dt.date(2, 2, 8)
    model.form.start = dt.date(2027, 2, 8)
    assert model.messages.message == (
        "The pin of the long run on Saturday in the week of Mon 11 Jan 2027 is outside the block (Mon 8 Feb "
        "2027 to Sun 25 Apr 2027); it has no effect until the block covers it."
    )


def test_a_pin_far_away_is_no_fault_of_the_block(model: PlannerModel) -> None:
    model.move("w05-strength-1", "Fri")
    model.form.start = dt.date(2023, 1, 2)
    assert "session id" not in " ".join(model.blockers)
    model.form.start = dt.date(2027, 1, 4)
    assert model.matches
    assert model.form.pins == (("w05-strength-1", "Fri"),)


def test_undo_brings_back_what_a_start_pushed_out(model: PlannerModel) -> None:
    model.move("w02-long", "Sat")
    model.form.start = dt.date(2027, 2, 8)
    model.undo()
    assert model.form.pins == (("w02-long", "Sat"),)
    model.redo()
    assert model.form.pins == ()
    model.form.start = dt.date(2027, 1, 4)
    assert model.form.pins == (("w02-long", "Sat"),)


def test_a_pin_taken_out_does_not_come_back_with_the_dates(model: PlannerModel) -> None:
    model.move("w02-long", "Sat")
    model.move("w12-long", "Sat")
    model.form.start = dt.date(2027, 2, 8)
    model.unpin("w07-long")
    model.form.start = dt.date(2027, 1, 4)
    assert model.form.pins == (("w02-long", "Sat"),)


def test_a_loaded_plan_brings_no_pin_of_the_plan_before(model: PlannerModel, tmp_path: Any) -> None:
    rp.build_plan(model.block.replace(run_days=5)).to_csv(tmp_path / "other.csv")
    model.move("w02-long", "Sat")
    model.form.start = dt.date(2027, 2, 8)
    file_requests.load(model, str(tmp_path / "other.csv"))
    assert model.form.pins == ()
    model.form.start = dt.date(2026, 12, 28)
    assert model.form.pins == ()


def test_a_start_before_today_is_told_and_planned(model: PlannerModel) -> None:
    model.form.today = lambda: dt.date(2027, 1, 2)
    model.form.weeks = 18
    assert model.matches
    assert model.messages.message == "Choose fewer weeks: the block now starts on Mon 21 Dec 2026, before today."
    model.form.weeks = 16
    assert model.messages.message == ""


def test_a_start_out_of_range_is_refused_in_a_sentence_and_the_race_stays() -> None:
    model = PlannerModel(rp.Block(start="2000-01-03", race_date="2000-04-23", goal="marathon"))
    model.form.weeks = 52
    assert model.blockers == ("start=1999-04-26 is out of range: give a date from 2000 to 2200.",)
    assert model.form.race_date == dt.date(2000, 4, 23)


def test_dates_off_outside_the_block_are_told_when_they_are_added(model: PlannerModel) -> None:
    model.wish(dates_off=(dt.date(2026, 12, 24),))
    assert model.messages.message == (
        "Thu 24 Dec 2026 is outside the block (Mon 4 Jan 2027 to Sun 25 Apr 2027); it has no effect until "
        "the block covers it."
    )
    model.wish(dates_off=(dt.date(2026, 12, 24), dt.date(2027, 2, 1)))
    assert model.messages.message == ""
    model.form.weeks = 18
    assert model.form.outside == ""


def test_the_offer_of_a_general_block_keeps_the_race_for_later(model: PlannerModel) -> None:
    model.form.goal = "general"
    model.form.run_days = 7
    model.use_relaxed()
    assert model.matches
    model.form.goal = "marathon"
    assert model.block.race_date == RACE


def test_an_offer_that_gives_up_the_race_says_so(model: PlannerModel) -> None:
    wishes = model.form.wishes()
    without = model.block.replace(goal="general", race_date=None, weeks=16)
    assert difference(wishes, without) == "no race date; goal: No race, general fitness"
    later = model.block.replace(race_date=dt.date(2027, 5, 2), weeks=None)
    assert difference(wishes, later) == "the race moved to Sun 2 May 2027"
