"""Why a session is where it is, in a plan that events changed: the event is named, and days cost what they did."""

from __future__ import annotations

import datetime as dt
from functools import cache

import pytest

from runplan import Block, Plan, RunplanError, build_plan

BLOCK = Block(start="2027-01-04", race_date="2027-04-25", goal="half", weekly_km_now=30, equipment=("dumbbell",))
EVENTS = (
    "ill 2027-02-01 2027-02-03",
    "ill 2027-02-01 2027-02-14",
    "injured 2027-02-16",
    "away 2027-02-14",
    "away 2027-03-05 2027-03-07",
    "travel 2027-02-22 2027-02-28 nothing",
    "tired 2027-03-01 2027-03-07",
    "extra_race 2027-03-14 10k B",
    "extra_race 2027-03-14 5k C",
)


@cache
def changed(events: str) -> Plan:
    return build_plan(BLOCK.replace(events=events))


@pytest.mark.parametrize("events", EVENTS)
def test_each_change_is_told_where_the_session_is_explained(events: str) -> None:
    plan = changed(events)
    assert len(plan.changes)
    for row in plan.changes.to_dict("records"):
        name = row["session_id"]
        if row["change"] == "dropped":
            with pytest.raises(RunplanError) as refusal:
                plan.explain(name)
            sentence = f"{name} is no longer in the plan ({row['before']}): RunPlan left it out. {row['reason']}"
            assert str(refusal.value) == sentence
            continue
        frame = plan.explain(name)
        (sentence,) = frame.loc[frame["here"], "sentence"]
        assert row["reason"] in sentence
        assert row["before"] in sentence
        assert row["after"] in sentence or row["change"] == "added"


@pytest.mark.parametrize("events", EVENTS)
def test_days_without_training_are_named_and_the_others_cost_what_they_did(events: str) -> None:
    plan, before = changed(events), build_plan(BLOCK)
    closed = {
        event.first + dt.timedelta(days=number)
        for event in plan.block.events
        if event.kind in ("ill", "injured", "away")
        for number in range(event.days)
    }
    weeks = set(plan.changes["week"]) | {(event.first - BLOCK.first_day).days // 7 + 1 for event in plan.block.events}
    there = {session.session_id: session for session in before.session_records}
    for session in plan.session_records:
        if session.week not in weeks or session.session_id not in there or session.type == "race":
            continue
        frame, then = plan.explain(session.session_id), before.explain(session.session_id)
        is_moved = session.date != there[session.session_id].date
        for row, old in zip(frame.to_dict("records"), then.to_dict("records"), strict=True):
            if row["date"].date() in closed:
                assert not row["allowed"]
                assert row["sentence"].endswith(
                    f"not possible. This day is part of an event ({plan.block.events[0].text})."
                )
            elif not is_moved:
                assert (row["allowed"], row["moves"]) == (old["allowed"], old["moves"])
                assert str(row["cost"]) == str(old["cost"])


def test_a_race_that_an_event_brings_stays_on_its_day() -> None:
    plan = changed("extra_race 2027-03-14 10k B")
    frame = plan.explain("w10-race-1")
    assert list(frame.loc[~frame["here"], "sentence"].str.partition(": ")[2].unique()) == [
        "the race is on Sunday 14 March 2027."
    ]
    hard = changed("extra_race 2027-03-14 5k C")
    frame = hard.explain("w10-quality-2")
    assert not frame.loc[~frame["here"], "allowed"].any()
    assert frame["sentence"].str.contains("An event sets the day of this session").sum() == 6
