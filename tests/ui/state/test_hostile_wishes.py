"""A wish that makes no sense is refused like any other: a sentence, the last plan stays, and the board is drawn."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from traitlets import TraitError

import runplan as rp
from runplan.ui.board.payload import Seen, scene
from runplan.ui.state.form import FIELDS
from runplan.ui.state.planner_model import PlannerModel

BLOCK = rp.Block(start="2027-01-04", weeks=4, weekly_km={2: 20.0})
RACE = rp.Block(start="2027-01-04", race_date="2027-01-31", goal="10k")
RUNS = rp.Block(
    start="2027-01-04", runs=[{"week": week, "weekday": "Sun", "type": "long", "km": 9.0} for week in range(1, 5)]
)
NUMBERS = (0, -1, 10**30, -(10**30), 0.0, -0.5, 1e-320, 1e308, math.nan, math.inf, -math.inf, True)
ODD = st.one_of(
    st.sampled_from((*NUMBERS, None, "", "moon", "\x1b[2J", b"x", (), {}, object())),
    st.lists(
        st.sampled_from((*NUMBERS, None, "Mon", "moon", (1, 2), (1, "x"), ((1,), [2]), (2, math.nan))), max_size=3
    ).map(tuple),
)


BLOCKS = {"weeks": BLOCK, "race": RACE, "runs": RUNS}


def drawn(model: PlannerModel) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(scene(model, Seen(model.plan), None, None))
    return told


@settings(max_examples=150)
@given(st.sampled_from(tuple(BLOCKS)), st.sampled_from(FIELDS), ODD, st.booleans())
def test_no_wish_breaks_the_planner(kind: str, field: str, value: Any, through_wish: bool) -> None:
    model = PlannerModel(BLOCKS[kind])
    before, kept = model.plan, model.form.wishes()
    try:
        if through_wish:
            model.wish(**{field: value})
        else:
            setattr(model.form, field, value)
    except TraitError:  # of another type than the trait's: it is not set at all
        assert model.form.wishes() == kept
        assert model.plan is before
        assert drawn(model)["weeks"]
        return
    assert model.messages.error == ""
    told = drawn(model)
    assert told["weeks"]
    if not model.matches:
        assert model.plan is before
        assert len(model.blockers) == 1
        assert model.blockers[0].endswith(".")
        assert "because of a bug of its own" not in model.blockers[0]
        assert told["blocked"]
    model.undo()
    assert model.matches
    assert drawn(model)["blocked"] == ""


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        (0.0, "weekly_km_now=0 is out of range: give a number from 1 to 250."),
        (-3.0, "weekly_km_now=-3 is out of range: give a number from 1 to 250."),
        (math.inf, "weekly_km_now=inf is not a number: give one from 1 to 250."),
        (math.nan, "weekly_km_now=nan is not a number: give one from 1 to 250."),
    ],
)
def test_no_kilometres_at_all_are_refused_and_what_follows_is_planned(value: float, sentence: str) -> None:
    model = PlannerModel(BLOCK)
    before = model.plan
    model.form.weekly_km_now = value
    assert model.plan is before
    assert model.blockers == (sentence,)
    model.form.weekly_km_now = 30.0
    assert model.matches
    assert model.plan.block == BLOCK.replace(weekly_km_now=30.0)
