"""One of a thing is never said as many: all that a planner says of blocks whose counts are small."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import runplan as rp
from runplan.errors import RunplanError
from runplan.insight.compare import differences
from runplan.ui.board.payload import Seen, details, lists, scene
from runplan.ui.board.payload.muscle_text import muscle_words
from runplan.ui.state.error_text import difference, in_words
from runplan.ui.state.planner_model import PlannerModel

THINGS = "weeks|days|runs|sessions|sets|minutes|points|pins|dates|steps|muscles|exercises|nights|repetitions|rounds"
ONE_SAID_AS_MANY = re.compile(
    # "week 1 runs" and "weeks 1 and 2" count nothing.
    rf"(?<![\w.,:/–-])(?<!week )(?<!weeks )(?<!and )(?<!to )1 (?:[a-z]+ ){{0,2}}?(?:{THINGS})\b"
)


@st.composite
def small_blocks(draw: st.DrawFn) -> rp.Block:
    """Blocks of a few weeks in which most counts are one."""
    one_or = st.sampled_from
    count = draw(st.integers(4, 6))
    start = dt.date(2027, 1, 4)
    off = draw(st.lists(st.integers(0, 7 * count - 8), max_size=1))
    end: dict[str, Any] = {"weeks": count}
    if draw(st.booleans()):
        end = {"race_date": start + dt.timedelta(days=7 * count - 1), "goal": draw(one_or(("5k", "marathon")))}
    return rp.Block(
        start=start,
        run_days=draw(one_or((3, 4))),
        quality_runs=draw(one_or((0, 1, 1))),
        rest_days=draw(one_or((0, 1, 1))),
        strength_sessions=draw(one_or((0, 1, 1, 2))),
        strength_minutes=draw(one_or((10, 20, 40))),
        sets_per_muscle=draw(one_or((1, 1, 2))),
        weekly_km_now=draw(one_or((10, 30))),
        weekly_km=draw(one_or(({}, {2: 1}, {3: 60}))),
        dates_off=tuple(start + dt.timedelta(days=day) for day in off),
        equipment=draw(one_or(((), ("dumbbell",)))),
        **end,
    )


def said(value: Any) -> list[str]:
    """All texts in plain values."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for one in value.values() for text in said(one)]
    if isinstance(value, (list, tuple)):
        return [text for one in value for text in said(one)]
    return []


@given(small_blocks(), small_blocks(), st.integers(0, 10_000))
def test_one_of_a_thing_is_never_said_as_many(block: rp.Block, other: rp.Block, place: int) -> None:
    texts: list[str] = []
    try:
        plans = [rp.build_plan(one) for one in (block, other)]
    except RunplanError as refused:
        texts.append(in_words(str(refused)))
    else:
        before, after = (Seen(plan) for plan in plans)
        model = PlannerModel(other)
        shown = scene(model, after, None, None)
        ids = after.plan.sessions["session_id"].tolist()
        texts += said([json.loads(shown), lists(after), muscle_words(after.plan)])
        texts += said(details(after, ids[place % len(ids)]))
        texts += said([list(row) for row in differences(before.measures, after.measures)])
    wishes = {field.name: getattr(block, field.name) for field in dataclasses.fields(rp.Block)}
    texts.append(difference(wishes, other))
    assert [text for text in texts if ONE_SAID_AS_MANY.search(text)] == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("The race makes a block of 1 weeks.", True),
        ("1 rest days per week", True),
        ("calves below target in 1 weeks instead of 3", True),
        ("1 rest day per week", False),
        ("11 weeks, 0.1 sets, week 1 runs", False),
        ("In weeks 1 and 2 sessions stand too near.", False),
    ],
)
def test_the_pattern_knows_one_from_many(text: str, wrong: bool) -> None:
    assert bool(ONE_SAID_AS_MANY.search(text)) == wrong


@pytest.mark.parametrize(
    ("race", "text"),
    [
        (
            "2027-01-06",
            "The race on Wed 6 Jan 2027 makes a block of 1 week from the start on Mon 4 Jan 2027: give a start 4 to 52 "
            "weeks before the race.",
        ),
        (
            "2027-01-03",
            "The race on Sun 3 Jan 2027 is before the start on Mon 4 Jan 2027: give a race after the start.",
        ),
    ],
)
def test_a_race_that_cannot_be_is_refused_in_a_sentence_with_its_day(race: str, text: str) -> None:
    with pytest.raises(rp.BlockError) as refused:
        rp.Block(start="2027-01-04", race_date=race, goal="5k")
    assert in_words(str(refused.value)) == text


def test_what_cannot_stand_together_is_told_with_one_and_with_many() -> None:
    sentence = "strength_sessions=1 and rest_days=1 (rest_days) collide. A plan is possible with long_run_day='Sat'."
    assert in_words(sentence) == (
        "1 strength session and 1 rest day per week collide. A plan is possible with long run on Saturday."
    )
