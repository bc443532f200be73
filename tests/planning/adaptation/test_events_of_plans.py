"""Events laid over plans: what was before stays, closed days are empty, the way back is easy, and rules hold after."""

from __future__ import annotations

import datetime as dt
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from runplan import Block, Event, Plan, build_plan
from runplan.errors import BlockError, PlanImpossible
from tests.builders.blocks import MANY_PLANS, possible_blocks
from tests.builders.events import any_events, days_without_training
from tests.checker import _days, _heavy_spacing
from tests.checker_facts import DATA, case_of
from tests.checker_strength import strength_faults

DAY = dt.timedelta(days=1)
SLOW = [HealthCheck.too_slow, HealthCheck.filter_too_much]
HARD = ("tempo", "intervals", "hills", "heavy")
# Days of a gap from which on so many days after it hold nothing hard; by the table of returns.
EASY_DAYS = ((25, 10), (18, 7), (10, 5), (6, 3))


@cache
def without(block: Block) -> Plan | None:
    try:
        return build_plan(block)
    except PlanImpossible:
        return None


@st.composite
def blocks_with_events(draw: st.DrawFn, *, gaps_only: bool = False) -> tuple[Block, tuple[Event, ...]]:
    block = draw(possible_blocks())
    kinds = days_without_training if gaps_only else None
    first, weeks = block.first_day, block.number_of_weeks
    events = (draw(kinds(first, weeks)),) if kinds else draw(any_events(first, weeks))
    race_days = [event.first for event in events if event.kind == "extra_race"]
    races = sorted([*race_days, block.race_date] if block.race_date else race_days)
    assume(all((later - day).days > 2 for day, later in pairwise(races)))
    return block, events


def rows_before(plan: Plan, day: dt.date) -> list[tuple[object, ...]]:
    return [tuple(session) for session in plan.session_records if session.date < day]


@settings(MANY_PLANS, suppress_health_check=SLOW, deadline=None)
@given(blocks_with_events())
def test_what_is_before_an_event_stays_and_rules_hold_after_it(drawn: tuple[Block, tuple[Event, ...]]) -> None:
    block, events = drawn
    plan = without(block)
    assume(plan is not None and events)
    assert plan is not None
    changed = build_plan(block.replace(events=events))
    # What is known beforehand may move a long run within its week, and a race wants room in the week before it too.
    room_days = {"extra_race": 18, "away": 6}
    first = min(event.first - room_days.get(event.kind, 0) * DAY for event in events)
    assert rows_before(changed, first) == rows_before(plan, first)
    closed = [event for event in changed.block.events if event.kind in ("ill", "injured", "away")]
    race_days = {event.first for event in events if event.kind == "extra_race"}
    for session in changed.session_records:
        inside = [event for event in closed if event.first <= session.date <= event.last_day]
        assert not inside or session.date in race_days, (session.session_id, inside)
    case = case_of(changed, DATA)
    before = case_of(plan, DATA)
    for check in (_days, _heavy_spacing):
        assert set(check(case)) <= set(check(before)), check
    assert build_plan(changed.block).sessions.equals(changed.sessions)
    assert build_plan(changed.block.replace(events=())).sessions.equals(plan.sessions)


@settings(MANY_PLANS, suppress_health_check=SLOW, deadline=None)
@given(blocks_with_events(gaps_only=True))
def test_running_comes_back_easily_and_never_over_the_plan(drawn: tuple[Block, tuple[Event, ...]]) -> None:
    block, (event,) = drawn
    plan = without(block)
    assume(plan is not None)
    assert plan is not None
    changed = build_plan(block.replace(events=(event,)))
    easy = next((days for least, days in EASY_DAYS if event.days >= least), event.days)
    after = event.last_day + dt.timedelta(days=1)
    for session in changed.session_records:
        if after <= session.date < after + dt.timedelta(days=easy) and session.is_run and session.type != "race":
            assert session.type not in HARD, session
    # In the first of these days nothing is long either; a short time away that was known beforehand is as planned.
    if event.kind != "away" or event.days >= 6:
        first_days = after + dt.timedelta(days=min(easy, 5))
        assert not [run for run in changed.session_records if run.type == "long" and after <= run.date < first_days]
    weeks = zip(changed.week_records, plan.week_records, strict=True)
    assert all(now.run_km <= then.run_km + 0.01 for now, then in weeks)
    for now, then in zip(changed.week_records, plan.week_records, strict=True):
        assert now.sessions_km == pytest.approx(now.run_km, abs=0.02) or now.run_km == then.run_km


@settings(MANY_PLANS, suppress_health_check=SLOW, deadline=None)
@given(blocks_with_events())
def test_each_change_is_told_once_with_its_reason(drawn: tuple[Block, tuple[Event, ...]]) -> None:
    block, events = drawn
    plan = without(block)
    assume(plan is not None and events)
    assert plan is not None
    changed = build_plan(block.replace(events=events))
    changes = changed.changes.set_index("session_id")
    assert changes.index.is_unique
    assert (changes["reason"] != "").all()

    def shape(plan: Plan) -> dict[str, tuple[object, ...]]:
        return {
            session.session_id: (session.date, session.type, session.km, [row.exercise_id for row in session.exercises])
            for session in plan.session_records
        }

    now, then = shape(changed), shape(plan)
    differ = {session_id for session_id in now.keys() | then.keys() if now.get(session_id) != then.get(session_id)}
    assert differ <= set(changes.index)
    assert {name for name in then if name not in now} == set(changes.index[changes["change"] == "dropped"])


@settings(MANY_PLANS, suppress_health_check=SLOW, deadline=None)
@given(blocks_with_events())
def test_no_two_lighter_weeks_follow_each_other_without_a_word(drawn: tuple[Block, tuple[Event, ...]]) -> None:
    block, events = drawn
    assume(without(block) is not None and events)
    weeks = build_plan(block.replace(events=events)).week_records
    for earlier, (before, week) in enumerate(pairwise(weeks)):
        largest = max((each.run_km for each in weeks[max(0, earlier - 4) : earlier]), default=0.0)
        is_second = week.step_back and "on the way back" in before.note and before.run_km < 0.9 * largest
        assert ("second lighter week in a row" in week.note) == is_second


@settings(MANY_PLANS, suppress_health_check=SLOW, deadline=None)
@given(blocks_with_events())
def test_what_the_note_of_a_week_tells_people_its_remarks_tell_the_rest(drawn: tuple[Block, tuple[Event, ...]]) -> None:
    block, events = drawn
    assume(without(block) is not None and events)
    for week in build_plan(block.replace(events=events)).week_records:
        remarks = {event.kind for event in events if event.text in week.note}
        remarks |= {"way_back"} if "on the way back" in week.note else set()
        remarks |= {"second_light"} if "second lighter week" in week.note else set()
        assert set(week.remarks) == remarks


def test_an_illness_just_before_the_long_run_leaves_an_easy_run_and_the_preview_says_why() -> None:
    block = Block(start="2027-01-04", race_date="2027-06-27", goal="marathon", weekly_km_now=40, weekly_km_peak=70)
    plan = build_plan(block)
    long_run = next(run for run in plan.session_records if run.type == "long" and run.week == 10)
    assert long_run.distance_km > 18
    ill = Event("ill", long_run.date - 5 * DAY, long_run.date - DAY)
    for changed in (
        build_plan(block.replace(events=[ill])),
        build_plan(block.replace(events=[ill]), previous=plan, today=ill.first + 2 * DAY),
        build_plan(block.replace(events=[ill]), previous=plan, today=long_run.date),
    ):
        run = next(run for run in changed.session_records if run.session_id == long_run.session_id)
        assert run.type == "easy"
        assert run.distance_km < 14
        change = changed.changes.set_index("session_id").loc[run.session_id]
        assert "without training." in change["reason"]


def test_a_step_back_week_right_after_the_way_back_says_why_it_stays() -> None:
    block = Block(start="2027-01-04", race_date="2027-04-25", goal="half", weekly_km_now=32, weekly_km_peak=48)
    step_backs = [week for week in build_plan(block).week_records if week.step_back]
    back = step_backs[-1].start - 7 * DAY
    sick = build_plan(block.replace(events=[Event("ill", back - 14 * DAY, back - DAY)]))
    week = sick.week_records[step_backs[-1].week - 1]
    assert week.note.endswith("second lighter week in a row, because step-back weeks are counted back from the race")
    moved = block.replace(race_date="2027-05-02")
    assert "second lighter" not in "".join(week.note for week in build_plan(moved).week_records)


def test_strength_keeps_its_own_rules_with_what_a_journey_has() -> None:
    block = Block(start="2027-01-04", weeks=12, equipment=("dumbbell", "bench"), level="intermediate")
    away = Event("travel", "2027-02-15", "2027-02-21", equipment=("mini_band",))
    plan = build_plan(block.replace(events=[away]))
    there = plan.exercises[plan.exercises["session_id"].str.startswith("w07")]
    kit = plan.catalog.exercises.loc[there["exercise_id"], "equipment"]
    assert all(needs == "" or "mini_band" in needs.split("|") for needs in kit)
    assert any(kit)
    assert set(plan.sessions.query("week == 7 and kind == 'strength'")["type"]) == {"general"}
    assert not list(strength_faults(case_of(build_plan(block), DATA)))


def test_ten_days_ill_in_february_change_nothing_eight_weeks_later() -> None:
    block = Block(start="2027-01-04", race_date="2027-06-27", goal="marathon", weekly_km_now=40, weekly_km_peak=70)
    plan, ill = build_plan(block), Event("ill", "2027-02-08", "2027-02-17")
    changed = build_plan(block.replace(events=[ill]))
    later = dt.date(2027, 2, 17) + dt.timedelta(weeks=8)
    assert [tuple(session) for session in changed.session_records if session.date >= later] == [
        tuple(session) for session in plan.session_records if session.date >= later
    ]


def test_a_long_run_on_a_day_away_moves_to_the_day_before() -> None:
    block = Block(start="2027-01-04", race_date="2027-04-25", goal="half", weekly_km_now=30)
    changes = build_plan(block.replace(events=[Event("away", "2027-02-07")])).changes
    assert changes[["session_id", "change"]].to_numpy().tolist() == [["w05-long", "moved"]]
    assert changes["after"].item().endswith("Sat 6 Feb")


def test_two_races_on_one_day_are_refused() -> None:
    block = Block(start="2027-01-04", race_date="2027-04-25", goal="half")
    with pytest.raises(BlockError) as refusal:
        build_plan(block.replace(events=[Event("extra_race", "2027-04-25", distance="5k")]))
    sentence = "extra_race on 2027-04-25 is 2 days or fewer from the race on 2027-04-25: leave one of them out."
    assert str(refusal.value) == f"events: {sentence}"


def test_what_changes_is_said_in_the_runners_unit() -> None:
    block = Block(start="2027-01-04", weeks=8, weekly_km_now=40, units="mi", strength_sessions=0)
    changes = build_plan(block.replace(events="tired 2027-02-01 2027-02-07")).changes
    assert len(changes)
    assert changes["before"].str.endswith(" mi").all()
    assert changes["after"].str.endswith(" mi").all()


@pytest.mark.parametrize("rank", ["B", "C"])
@pytest.mark.parametrize(
    ("distance", "easy_days", "shares"),
    [
        (
            "marathon",
            9,
            {7: 0.53, 14: 0.75, -7: 0.53},
        ),  # a day for five of its kilometres, and no long run of full size
        ("half", 5, {7: 0.68, 14: 0.9}),
        (16.0, 4, {}),
        ("5k", 2, {}),
    ],
)
def test_the_longer_one_more_race_is_the_more_is_eased_around_it(
    rank: str, distance: str | float, easy_days: int, shares: dict[int, float]
) -> None:
    block = Block(
        **{"start": "2027-01-04", "race_date": "2027-06-27", "goal": "marathon"},
        **{"weekly_km_now": 50, "weekly_km_peak": 80, "quality_runs": 2, "run_days": 6, "level": "advanced"},
    )
    day = dt.date(2027, 4, 11)  # a Sunday
    plan, changed = (
        build_plan(block),
        build_plan(block.replace(events=[Event("extra_race", day, distance=distance, rank=rank)])),
    )
    race = next(run for run in changed.session_records if run.date == day)
    is_raced = rank == "B" or bool(shares)
    assert race.type == "race" if is_raced else race.is_quality
    for session in changed.session_records:
        days_after = (session.date - day).days
        if 0 < days_after <= easy_days or -(3 if is_raced else 1) <= days_after < 0:
            assert not session.is_quality, session
            assert session.type != "heavy" or days_after > 1 or days_after < -7
    long_km = {session.date: session.distance_km for session in plan.session_records if session.type == "long"}
    for session in changed.session_records:
        days_before = (day - session.date).days
        if session.type == "long" and days_before in shares:
            share = shares[days_before]
            assert session.distance_km <= share * long_km[session.date] + 0.01
            assert session.distance_km > share * long_km[session.date] - 0.51
        elif session.type == "long" and 0 < days_before <= 18:
            assert session.distance_km == long_km[session.date]
