"""The events of a block: what is taken, what is refused in one sentence, and that each comes back as it was."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runplan import Block, BlockError, Event
from runplan.plan.block import plan_id_of
from runplan.plan.events import EVENT_KINDS, events_text
from tests.builders.events import any_events

ILL = "Event('ill', '2027-02-01', '2027-02-06')"
REFUSED: tuple[tuple[str, dict[str, Any], str], ...] = (
    ("events_as_a_number", {"events": 3}, f"events=3 is not a list: give a list such as [{ILL}]."),
    ("no_event", {"events": ["ill", 3]}, f"events contains 'ill', which is not an event: write it as {ILL}."),
    (
        "a_text_that_is_no_event",
        {"events": "ill in February"},
        "events='ill in February' cannot be read: write it as 'ill 2027-02-01 2027-02-06'.",
    ),
    (
        "another_race_moved",
        {"goal": "half", "race_date": "2027-02-28", "events": "moved_race 2027-03-07 2027-03-14"},
        "events move the race of 2027-03-07, but the block's race is on 2027-02-28: "
        "make the event and the block agree.",
    ),
    (
        "a_race_moved_without_one",
        {"events": "moved_race 2027-03-07 2027-03-14"},
        "events move the race of 2027-03-07, but the block has no race: make the event and the block agree.",
    ),
)
REFUSED_EVENTS: tuple[tuple[tuple[Any, ...], dict[str, Any], str], ...] = (
    (
        ("sick", "2027-02-01"),
        {},
        "events: kind='sick' is not known: give one of ill, injured, away, travel, tired, moved_race, extra_race.",
    ),
    (
        ("ill", "2027-02-06", "2027-02-01"),
        {},
        "events: ill ends on 2027-02-01, before it begins on 2027-02-06: give the earlier day first.",
    ),
    (("ill", "2027-02-01", "2027-12-01"), {}, "events: ill has 304 days: give 120 at most, or plan a new block."),
    (("ill", "soon"), {}, "events: ill, first='soon' is not a date: write it as 2027-01-04."),
    (("ill", "2027-02-01"), {"equipment": ["chair"]}, "events: ill has no equipment: only travel has one."),
    (
        ("extra_race", "2027-02-01", "2027-02-02"),
        {"distance": 10},
        "events: extra_race takes one day: give the first day only.",
    ),
    (
        ("extra_race", "2027-02-01"),
        {"distance": "far"},
        "events: extra_race, distance='far' is not known: give 5k, 10k, half, marathon or kilometres (1-100).",
    ),
)


def block(**fields: Any) -> Block:
    return Block(**({"start": "2027-01-04", "weeks": 8} | fields))


@pytest.mark.parametrize(("values", "details", "sentence"), REFUSED_EVENTS)
def test_an_event_that_cannot_be_is_refused(values: tuple[Any, ...], details: dict[str, Any], sentence: str) -> None:
    with pytest.raises(BlockError) as refusal:
        Event(*values, **details)
    assert str(refusal.value) == sentence


@pytest.mark.parametrize(("fields", "sentence"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_events_that_cannot_be_are_refused(fields: dict[str, Any], sentence: str) -> None:
    values = fields if "race_date" in fields else {"weeks": 8} | fields
    with pytest.raises(BlockError) as refusal:
        Block(**({"start": "2027-01-04"} | values))
    assert str(refusal.value) == sentence


@given(any_events(dt.date(2027, 1, 4), 8))
def test_events_come_back_from_plain_values_and_from_what_is_typed(events: tuple[Event, ...]) -> None:
    wished = block(events=events)
    assert Block.from_dict(wished.to_dict()) == wished
    assert block(events=events_text(events)) == wished
    assert block(events=reversed(events)) == wished
    assert {event.kind for event in wished.events} <= set(EVENT_KINDS)


def test_a_block_without_events_is_written_as_before() -> None:
    assert "events" not in block().to_dict()
    assert plan_id_of(block()) == plan_id_of(block(events=()))


@given(st.integers(-20, 20))
def test_a_race_that_moves_takes_the_block_along_and_goes_back_with_its_event(days: int) -> None:
    race = dt.date(2027, 4, 25)
    wished = Block(start="2027-01-04", race_date=race, goal="half")
    to = race + dt.timedelta(days=days)
    moved = wished.replace(events=[Event("moved_race", race, to=to)])
    assert moved.race_date == to
    assert moved.number_of_weeks == (to - dt.date(2027, 1, 4)).days // 7 + 1
    assert Block.from_dict(moved.to_dict()) == moved
    assert moved.replace(events=()) == wished
