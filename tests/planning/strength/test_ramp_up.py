"""Lighter sets before the first lift: what a note says, and that its time is the session's."""

from __future__ import annotations

import itertools

import pytest

import runplan as rp
from runplan.catalog import load_catalog
from runplan.planning.strength.ramp_up import kit_of, ramp_up, ramp_up_seconds
from runplan.planning.strength.timing import session_seconds


@pytest.mark.parametrize(
    ("equipment", "hands", "owned", "kit"),
    [
        ("barbell|dumbbell", "two", ("barbell", "dumbbell"), "hand_weight"),
        ("barbell|dumbbell", "bar", ("barbell", "dumbbell"), "bar"),
        ("barbell|trap_bar", "bar", ("trap_bar",), "bar"),
        ("kettlebell|dumbbell", "one", ("kettlebell",), "hand_weight"),
        ("dumbbell|backpack", "one", ("backpack",), "backpack"),
        ("bench;dumbbell", "two", ("bench", "dumbbell"), "hand_weight"),
        ("", "", ("dumbbell",), ""),
        ("slider", "", ("slider",), ""),
    ],
)
def test_the_kit_of_a_lift_is_what_loads_it(equipment: str, hands: str, owned: tuple[str, ...], kit: str) -> None:
    assert kit_of(equipment, hands, owned) == kit


@pytest.mark.parametrize(
    ("kit", "first", "learning", "most_reps", "seconds"),
    [
        ("bar", True, False, 8, 215),
        ("bar", True, False, 6, 215),
        ("bar", True, False, 5, 275),  # 85 % of the maximum and more: one more lighter set, a minute longer
        ("hand_weight", True, False, 8, 75),
        ("backpack", True, False, 8, 40),
        ("", True, False, 12, 30),
        ("bar", True, True, 15, 30),
        ("bar", False, False, 8, 60),
        ("bar", False, True, 15, 0),
        ("hand_weight", False, False, 8, 0),
        ("", False, False, 12, 0),
    ],
)
def test_a_ramp_up_takes_the_seconds_that_its_words_have(
    kit: str, first: bool, learning: bool, most_reps: int, seconds: int
) -> None:
    words = ramp_up(kit, first=first, learning=learning, most_reps=most_reps)
    assert ramp_up_seconds(words) == seconds
    assert ramp_up_seconds(f"{words} Up as fast as you can.") == seconds
    assert bool(words) == bool(seconds)


def test_the_time_of_a_session_has_that_of_its_ramp_ups() -> None:
    plan = rp.build_plan(rp.Block(start="2027-01-04", weeks=12, equipment=("barbell",), level="advanced"))
    catalog = load_catalog()
    longer = 0
    for session in plan.session_records:
        if session.kind != "strength" or session.type == "core":
            continue
        bare = [row._replace(note="") for row in session.exercises]
        ramps = [row.note for row in session.exercises if row.note.startswith("First, ")]
        assert 1 <= len(ramps) <= 2
        seconds = session_seconds(bare, catalog) + sum(map(ramp_up_seconds, ramps))
        assert seconds == session_seconds(session.exercises, catalog)
        assert session.minutes == -(-seconds // 60)
        longer += len(ramps) == 2
    assert longer  # a second lift on the bar has its own


def test_the_first_lift_of_every_session_has_a_ramp_up() -> None:
    for kit, level in itertools.product(((), ("dumbbell",), ("barbell",)), ("beginner", "advanced")):
        plan = rp.build_plan(rp.Block(start="2027-01-04", weeks=12, equipment=kit, level=level))
        for session in plan.session_records:
            if session.kind == "strength" and session.type != "core":
                notes = [row.note for row in session.exercises if row.section == "strength"]
                assert notes[0].startswith("First, "), session.session_id
