"""All that is promised of a plan that goes on from a day, over blocks, events and days at once."""

from __future__ import annotations

import datetime as dt

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from runplan import Block, BlockError, Event, Plan, build_plan
from runplan.errors import PlanImpossible
from tests.builders.blocks import MANY_PLANS, possible_blocks
from tests.builders.events import any_events
from tests.checker import _days, _heavy_spacing
from tests.checker_facts import DATA, case_of

DAY = dt.timedelta(days=1)
SLOW = [HealthCheck.too_slow, HealthCheck.filter_too_much]
HARD_RUNS = ("tempo", "intervals", "hills")
EASY_DAYS = ((25, 10), (18, 7), (10, 5), (6, 3))  # by the table of returns


def easy_days(event: Event) -> int:
    return next((days for least, days in EASY_DAYS if event.days >= least), event.days)


def days_back(event: Event, days: int) -> set[dt.date]:
    return {event.last_day + number * DAY for number in range(1, days + 1)}


@settings(MANY_PLANS, suppress_health_check=SLOW, deadline=None)
@given(possible_blocks(), st.data())
def test_every_promise_holds_after_today(block: Block, data: st.DataObject) -> None:
    today = block.first_day + dt.timedelta(days=data.draw(st.integers(0, 7 * block.number_of_weeks - 1)))
    events = data.draw(any_events(block.first_day, block.number_of_weeks))
    try:
        plan = build_plan(block)
        assume(events)
        later = build_plan(block.replace(events=events), previous=plan, today=today)
    except (PlanImpossible, BlockError):
        assume(False)
    check(plan, later, today)
    again = build_plan(block.replace(events=events), previous=plan, today=today)
    assert again.csv_text() == later.csv_text()
    if all(event.first >= today for event in events):
        assert build_plan(block, previous=later, today=today).csv_text() == plan.csv_text()


def check(plan: Plan, later: Plan, today: dt.date) -> None:
    """The past is as it was; what follows keeps the rules, the curve, the closed days and the easy ones after them."""
    events = later.block.events
    gone = [event for event in events if event.kind in ("ill", "injured", "away")]
    races = {event.first for event in events if event.kind == "extra_race"}
    past = [session for session in plan.session_records if session.date < today]
    assert [s._replace(status="planned") for s in later.session_records if s.date < today] == past
    for rule in (_days, _heavy_spacing):
        assert set(rule(case_of(later, DATA))) <= set(rule(case_of(plan, DATA))), rule
    race_weeks = {(day - later.block.first_day).days // 7 + 1 for day in races}
    for now, then in zip(later.week_records, plan.week_records, strict=True):
        assert now.run_km <= then.run_km + 0.01 or now.week in race_weeks
    closed = {event.first + number * DAY for event in gone for number in range(event.days)}
    easy = {day for event in gone for day in days_back(event, easy_days(event))}
    no_long = {
        day
        for event in gone
        if event.kind != "away" or event.days >= 6
        for day in days_back(event, min(easy_days(event), 5))
    }
    for session in later.session_records:
        if session.date < today or session.date in races or session.type == "race":
            continue
        assert session.date not in closed
        assert session.type not in HARD_RUNS or session.date not in easy, session
        assert session.type != "long" or session.date not in no_long, session


def test_a_week_that_an_event_emptied_is_as_it_was_when_the_event_is_taken_off() -> None:
    block = Block(
        **{"start": "2024-01-01", "race_date": "2024-01-22", "goal": "marathon", "weekly_km_now": 11.4, "rest_days": 0},
        **{"run_days": 3, "long_run_day": "Mon", "strength_sessions": 0, "pins": (("w01-long", "Thu"),)},
    )
    plan = build_plan(block)
    ill = build_plan(block.replace(events="ill 2024-01-01 2024-01-05"), previous=plan, today=block.first_day)
    assert not any(session.week == 1 for session in ill.session_records)
    assert build_plan(block, previous=ill, today=block.first_day).csv_text() == plan.csv_text()
