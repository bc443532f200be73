"""Random plans to export: wished for, or around a run plan of the runner's own; and plans full of unruly text."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Any

from hypothesis import assume
from hypothesis import strategies as st

import runplan as rp
from runplan import schema
from runplan.errors import PlanImpossible
from runplan.plan.block import Block
from runplan.plan.tables import PlanTables
from tests.builders.blocks import blocks
from tests.builders.two_weeks import a_block, exercises_frame, sessions_frame, weeks_frame

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
RUNS = ("easy", "long", "tempo", "intervals", "hills", "race")
OTHERS = ("walk", "cross", "strength")
UNRULY = st.one_of(
    st.text(max_size=40),
    st.text(alphabet=st.sampled_from("'\"=+-@#\t\r\n ,;:5x\u2028\u00a0\uff1d\x00\x85\ud800\udc00é😀"), max_size=12),
    st.sampled_from(
        [
            "<script>alert(1)</script>",
            '=HYPERLINK("http://x","y")',
            "😀👩‍🚀" * 40,
            "ü" * 300,
            'say "go", then\nrun',
            "- 10m 90%",
            "5x",
            "# no comment",
            "\ud83d",
            "../../etc/passwd",
            "CON",
            "",
        ]
    ),
)


@cache
def catalog() -> rp.Catalog:
    return rp.load_catalog()


@st.composite
def own_blocks(draw: st.DrawFn) -> Block:
    """Blocks with a run plan of the runner's own: two runs a day, walks, lengths in km or minutes."""
    count = draw(st.integers(4, 7))
    rows: list[dict[str, Any]] = [
        {"week": week, "weekday": draw(st.sampled_from(WEEKDAYS)), "type": "easy", "km": 5.0} for week in (1, count)
    ]
    for week in range(1, count + 1):
        for weekday in draw(st.lists(st.sampled_from(WEEKDAYS), max_size=6)):
            sizes = draw(
                st.sampled_from(({"km": 8.0}, {"minutes": 40}, {"km": 12.5, "minutes": 75}, {"minutes": 33.5}))
            )
            kind = draw(st.sampled_from(RUNS + OTHERS))
            on_day = sum(row["week"] == week and row["weekday"] == weekday for row in rows)
            if on_day < 2:
                text = draw(st.one_of(st.just(""), UNRULY))
                rows.append({"week": week, "weekday": weekday, "type": kind, "text": text, **sizes})
    return Block(
        start=draw(st.dates(dt.date(2026, 1, 1), dt.date(2028, 12, 31))),
        runs=rows,
        strength_sessions=draw(st.integers(0, 3)),
        strength_minutes=draw(st.sampled_from((10, 25, 45))),
        easy_pace_s_per_km=draw(st.integers(240, 600)),
        week_start=draw(st.sampled_from(("Mon", "Sun"))),
        units=draw(st.sampled_from(("km", "mi"))),
    )


@st.composite
def plans(draw: st.DrawFn) -> PlanTables:
    """Plans over the whole input space; wishes that collide are relaxed as the refusal says."""
    block = draw(st.one_of(blocks(), blocks(), own_blocks()))
    try:
        return rp.build_plan(block, catalog())
    except PlanImpossible as impossible:
        assume(impossible.relaxed is not None)
        return rp.build_plan(impossible.relaxed, catalog())


@st.composite
def unruly_plans(draw: st.DrawFn) -> PlanTables:
    """A small plan whose texts are anything: as a person may write them in the plan's file or in a catalog."""
    sessions: list[tuple[Any, ...]] = [
        (
            "w01-easy-1",
            1,
            "2027-01-07",
            "am",
            "run",
            "easy",
            draw(UNRULY),
            6.5,
            43,
            3.0,
            False,
            draw(UNRULY),
            "6.5 km easy",
        ),
        ("w01-quality-1", 1, "2027-01-08", "am", "run", "tempo", draw(UNRULY), 8.0, 48, 7.0, False, "", draw(UNRULY)),
        (
            "w01-strength-1",
            1,
            "2027-01-08",
            "pm",
            "strength",
            "general",
            draw(UNRULY),
            None,
            24,
            6.0,
            False,
            draw(UNRULY),
            "",
        ),
        ("w02-strength-1", 2, "2027-01-14", "pm", "strength", "core", draw(UNRULY), None, None, None, False, "", ""),
        ("w03-easy-1", 3, "2027-01-21", "am", "run", "easy", "Easy", 7.0, 46, 3.0, False, draw(UNRULY), ""),
        ("w04-long", 4, "2027-01-31", "am", "run", "long", draw(UNRULY), 30.0, 195, 4.0, False, "", ""),
    ]
    exercises = [
        ("w01-strength-1", 1, "warm_up", "unknown", draw(UNRULY), 1, 8, None, False, 0, None, draw(UNRULY), ""),
        (
            "w01-strength-1",
            2,
            "strength",
            "split_squat",
            draw(UNRULY),
            3,
            10,
            None,
            True,
            60,
            6.5,
            draw(UNRULY),
            draw(UNRULY),
        ),
        ("w01-strength-1", 3, "strength", "side_plank", draw(UNRULY), 2, None, 30, True, 45, 7.0, "", ""),
    ]
    return plan_of(sessions, exercises)


def plan_of(sessions: list[tuple[Any, ...]], exercises: list[tuple[Any, ...]], **changes: Any) -> PlanTables:
    """A plan of four weeks made of rows as in tests/builders/two_weeks.py."""
    return PlanTables(
        block=a_block(**changes),
        catalog=catalog(),
        weeks=weeks_frame(),
        sessions=sessions_frame(sessions),
        exercises=exercises_frame(exercises),
        remarks=schema.empty_frame(schema.FINDINGS),
        plan_id="0123456789abcdef",
    )
