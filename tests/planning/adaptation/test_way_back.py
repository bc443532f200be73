"""The way back after days without training, and sessions that an event leaves nothing of."""

from __future__ import annotations

import datetime as dt

import pytest

from runplan import Block, Event, Plan, build_plan, load_catalog
from runplan.planning.replan import changes_between

DAY = dt.timedelta(days=1)
TODAY = dt.date(2026, 11, 30)
BLOCK = Block(start="2026-11-02", race_date="2027-01-31", goal="half", weekly_km_now=32, weekly_km_peak=48)
ILL = Event("ill", TODAY, "2026-12-05")
MOVED = Event("moved_race", "2027-01-31", to="2027-02-07")


@pytest.mark.parametrize(("first_days", "days"), [(14, 20), (3, 7), (10, 20), (12, 40)])
def test_an_illness_told_in_two_events_leaves_the_plan_of_one(first_days: int, days: int) -> None:
    block = Block(start="2027-01-04", race_date="2027-07-18", goal="half", weekly_km_now=32, weekly_km_peak=48)
    first = dt.date(2027, 3, 1)
    second, last = first + first_days * DAY, first + (days - 1) * DAY
    whole = build_plan(block.replace(events=[Event("ill", first, last)]))
    in_two = build_plan(block.replace(events=[Event("ill", first, second - DAY), Event("ill", second, last)]))
    assert in_two.sessions.equals(whole.sessions)
    assert f"Back after {days} days without training." in set(in_two.changes["reason"])
    ill = build_plan(block.replace(events=[Event("ill", first, second - DAY)]), previous=build_plan(block), today=first)
    still = build_plan(in_two.block, previous=ill, today=second)
    for now, then in zip(still.week_records, whole.week_records, strict=True):
        assert now.run_km <= then.run_km + 0.5, now.week  # the days that are over may round a week otherwise
    assert f"Back after {days} days without training." in set(still.changes["reason"])


@pytest.mark.parametrize(("units", "weekly_km"), [("km", 32), ("mi", 56)])
def test_a_day_more_of_illness_never_makes_the_way_back_larger(units: str, weekly_km: float) -> None:
    goal = {"start": "2027-01-04", "race_date": "2027-05-02", "goal": "half", "strength_sessions": 0}
    block = Block(**goal, weekly_km_now=weekly_km, weekly_km_peak=1.5 * weekly_km, units=units)
    for first in (dt.date(2027, 1, 25) + weekday * DAY for weekday in range(0, 7, 2)):
        weeks: list[float] = []
        a_day: dict[int, float] = {}  # of the week in which running begins again, by its number [km a day left]
        for days in range(6, 21):
            back = first + days * DAY
            plan = build_plan(block.replace(events=[Event("ill", first, back - DAY)]))
            now = [week.run_km for week in plan.week_records]
            assert all(km <= before + 1.5 for km, before in zip(now, weeks, strict=False)), (first, days, now, weeks)
            weeks = now
            week = plan.week_records[(back - block.first_day).days // 7]
            days_left = 7 - (back - week.start).days
            if week.week in a_day and days_left > 1:
                assert week.run_km / days_left <= 1.05 * a_day[week.week] + 0.3, (first, days)
            if week.start > first:
                a_day[week.week] = week.run_km / days_left


def test_a_journey_without_equipment_that_leaves_nothing_to_do_drops_its_sessions_and_says_why() -> None:
    exercises = load_catalog().exercises
    without_kit = exercises.index[(exercises["equipment"] == "") & (exercises["section"] != "warm_up")]
    for kind, minutes in (("short routine", 10), ("session", 30)):
        block = Block(
            **{"start": "2027-01-04", "weeks": 8, "equipment": ("dumbbell", "bench"), "strength_sessions": 1},
            **{"strength_minutes": minutes, "avoid": tuple(sorted(without_kit))},
        )
        plan = build_plan(block)
        travelling = build_plan(block.replace(events=[Event("travel", "2027-02-15", "2027-02-21", equipment=())]))
        gone = {session.session_id for session in plan.session_records if session.week == 7 and not session.is_run}
        left = {session.session_id for session in travelling.session_records}
        assert gone, kind
        assert {session.session_id for session in plan.session_records} - left == gone, kind
        changes = travelling.changes.set_index("session_id")
        assert set(changes.index) == gone
        assert set(changes["change"]) == {"dropped"}
        assert changes.loc[list(gone), "reason"].str.endswith("you have there, no session is possible.").all()
        assert not travelling.findings().empty


def test_a_race_more_whose_week_has_no_core_work_left_drops_the_session() -> None:
    exercises = load_catalog().exercises
    light = exercises.index[(exercises["load_class"] == "light") & (exercises["section"] != "warm_up")]
    others = exercises.index[exercises["pattern"].str.startswith(("core", "mobility", "calf_ankle"))]
    avoided = tuple(sorted({*light, *others} - set(exercises.index[exercises["section"] == "warm_up"])))
    block = Block(start="2027-01-04", weeks=8, avoid=avoided, weekly_km_now=40, equipment=("dumbbell", "bench"))
    race = Event("extra_race", "2027-02-14", distance="10k", rank="B")
    plan, changed = build_plan(block), build_plan(block.replace(events=[race]))
    assert "core" not in set(changed.sessions["type"])
    assert len(changed.sessions.query("week == 6 and kind == 'strength'")) < len(
        plan.sessions.query("week == 6 and kind == 'strength'")
    )


def from_today(events: list[Event], previous: Plan) -> Plan:
    return build_plan(BLOCK.replace(events=events), previous=previous, today=TODAY)


def test_a_race_that_moves_leaves_the_first_week_back_a_share_of_what_was_run_before_it() -> None:
    ill = from_today([ILL], build_plan(BLOCK))
    moved = from_today([ILL, MOVED], ill)
    run_before, planned_before = (
        plan.week_records[3].run_km for plan in (ill, build_plan(BLOCK.replace(race_date="2027-02-07")))
    )
    assert planned_before > 1.2 * run_before
    assert moved.week_records[5].run_km <= 0.8 * run_before + 0.5
    assert [session for session in moved.session_records if session.week == 5] == [
        session for session in ill.session_records if session.week == 5
    ]


@pytest.mark.parametrize("at_once", [True, False])
def test_a_change_tells_the_cause_that_is_news_and_no_longer_run_is_called_shortened(at_once: bool) -> None:
    plan = build_plan(BLOCK)
    ill = from_today([ILL], plan)
    moved = from_today([ILL, MOVED], plan if at_once else ill)
    rows = changes_between(ill, moved, TODAY) if at_once else moved.change_rows
    assert len(rows) > 20
    for row in rows:
        was, now = ill.session_of(row.session_id), moved.session_of(row.session_id)
        if was is not None and now is not None and now.distance_km > was.distance_km:
            assert row.change not in ("shortened", "eased"), row
            assert row.reason == "The race is now on Sun 7 Feb.", row


@pytest.mark.parametrize("days", [6, 7, 8])
def test_the_week_after_six_days_ill_has_light_strength_whatever_weekday_they_end_on(days: int) -> None:
    plan = build_plan(BLOCK)
    for first in (TODAY + weekday * DAY for weekday in range(7)):
        back = first + days * DAY
        changed = build_plan(BLOCK.replace(events=[Event("ill", first, back - DAY)]))
        week = (back + 3 * DAY - BLOCK.first_day).days // 7 + 1
        for session in changed.session_records:
            if session.week == week and not session.is_run and session.date >= back:
                planned = plan.session_of(session.session_id)
                assert planned is not None
                assert session.type != "heavy", (first, session)
                assert session.duration_min < planned.duration_min or plan.week_records[week - 1].step_back, (
                    first,
                    session,
                )
