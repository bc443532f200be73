"""Lighter sets before the first lift: what a note says, and that its time is the session's."""

from __future__ import annotations

import itertools
import re

import pytest

import runplan as rp
from runplan.catalog import load_catalog
from runplan.plan.weights import Weight
from runplan.planning.loads.owned import Owned
from runplan.planning.loads.ramp_up import kit_of, ramp_up, ramp_up_seconds, with_weights, without_weights
from runplan.planning.strength.timing import session_seconds
from runplan.schema import LEVELS


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
    assert ramp_up_seconds(f"{words} Lift as fast as you can.") == seconds
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


RAMP = re.compile(r"First, lighter: ((?:[^,]+? x \d+, )*[^,]+? x \d+)\. ?")
SHARES = {  # of the lift's weight, by the repetitions of each lighter set and how many sets there are
    "hand": {8: 50, 4: 75},
    "bar": {8: 0, 5: 60, 3: 80, 1: 90},
    "second": {4: 70},
}


def lighter_sets(note: str) -> list[tuple[str, int]]:
    """What the note says of each lighter set: a weight or words, and the repetitions."""
    match = RAMP.search(note)
    parts = [] if match is None else match[1].split(", ")
    return [(text, int(reps)) for text, reps in (part.rsplit(" x ", 1) for part in parts)]


OWNED = {"dumbbell": (6.0, 8.0, 12.5, 16.0, 18.0), "kettlebell": (8.0, 16.0), "barbell": (20.0, 30.0, 40.0, 50.0, 60.0)}


@pytest.mark.parametrize("heavy", [False, True])
@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("kit", [("dumbbell",), ("kettlebell",), ("barbell",), ("barbell", "dumbbell", "bench")])
def test_a_ramp_up_names_the_nearest_owned_weight_below_each_share(
    kit: tuple[str, ...], level: str, *, heavy: bool
) -> None:
    """For all lifts of a block at once, of which each has a remembered set."""
    plain = rp.Block(start="2027-01-04", weeks=9, equipment=kit, level=level, strength_minutes=45)
    facts = load_catalog().exercises
    named = {row.exercise_id for session in rp.build_plan(plain).session_records for row in session.exercises}
    lifts = {}
    for name in named:
        words = str(facts.at[name, "equipment"]).replace(";", "|").split("|")
        loads = [word for word in ("dumbbell", "kettlebell", "barbell") if word in words and word in kit]
        if loads and facts.at[name, "dose"].startswith("compound"):
            weights = OWNED[loads[0] if facts.at[name, "hands"] != "bar" or len(loads) == 1 else "barbell"]
            lifts[name] = (weights[-1] if heavy else weights[1], 8, 2)
    steps = {word: OWNED[word] for word in kit if word in OWNED}
    plan = rp.build_plan(plain.replace(lifts=lifts, load_steps=steps))
    seen = 0
    for session in plan.session_records:
        for row in session.exercises:
            sets = lighter_sets(row.note)
            if not sets or row.load_kg is None:
                continue
            seen += 1
            owned = next(weights for word, weights in OWNED.items() if word in kit and row.load_kg in weights)
            kinds = "second" if len(sets) == 1 else "bar" if sets[0][1] == 8 and len(sets) > 2 else "hand"
            before = ""
            for text, reps in sets:
                share = SHARES[kinds][reps]
                below = [kg for kg in owned if kg <= row.load_kg * share / 100 + 1e-6 and kg < row.load_kg]
                bar = kinds in ("bar", "second")
                wanted = f"{max(below):g} kg" if below else "without weight"
                if bar and (not below or max(below) == owned[0]):
                    wanted = "the bar alone" if owned[0] < row.load_kg else "without weight"
                assert text == ("the same" if wanted == before else wanted), (row.exercise_id, row.load_kg, row.note)
                before = wanted
        if session.kind == "strength":
            assert session.minutes == -(-session_seconds(session.exercises, load_catalog()) // 60)
    assert seen >= 6


def test_a_ramp_up_with_weights_goes_back_to_shares_of_the_lift() -> None:
    for kit, learning, most in itertools.product(("bar", "hand_weight", "backpack", ""), (False, True), (5, 8)):
        for first in (True, False):
            note = ramp_up(kit, first=first, learning=learning, most_reps=most) + " Lift as fast as you can."
            for kg in (5.0, 20.0, 22.5, 60.0):
                loaded_note = with_weights(note, Weight(kg), Owned(step=2.5, least=20.0), bar=kit == "bar")
                assert without_weights(loaded_note) == note
                assert ramp_up_seconds(loaded_note) == ramp_up_seconds(note)


def test_the_first_lift_of_every_session_has_a_ramp_up() -> None:
    for kit, level in itertools.product(((), ("dumbbell",), ("barbell",)), ("beginner", "advanced")):
        plan = rp.build_plan(rp.Block(start="2027-01-04", weeks=12, equipment=kit, level=level))
        for session in plan.session_records:
            if session.kind == "strength" and session.type != "core":
                notes = [row.note for row in session.exercises if row.section == "strength"]
                assert notes[0].startswith("First, "), session.session_id
