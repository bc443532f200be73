"""Strategies for plans: any that can be had, around odd run plans, edited by hand, full of unruly text."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import assume
from hypothesis import strategies as st

import runplan as rp
from runplan import schema
from runplan.errors import RunplanError
from runplan.plan.block import Block
from runplan.plan.tables import PlanTables
from runplan.planning.infeasible import possible
from tests.builders.blocks import possible_blocks
from tests.builders.two_weeks import plan_of

__all__ = ["UNRULY", "any_plans", "edited_plan", "odd_plans", "own_run_plans", "unruly_plans"]

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONDAY = dt.date(2027, 1, 4)
_SIZES = ({"km": 8.0}, {"minutes": 40}, {"km": 12.5, "minutes": 75}, {"minutes": 33.5}, {"minutes": 200.0})
_ODD_CELLS = {
    "km": ("", "0", "0.04", "5", "42.2", "300"),
    "minutes": ("", "1", "45", "200"),
    "type": ("easy", "long", "race", "tempo", "heavy", "core"),
    "pinned": ("yes", "no"),
    "status": ("", "done", "partly", "missed"),
    "title": ("", "x"),
    "sets": ("", "1", "9"),
    "reps": ("", "3"),
    "seconds": ("", "30"),
    "session_note": ("", "seen"),
    "steps": ("", "3 km easy"),
}

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


PLAIN = st.sampled_from(("", "5 mi, easy; with friends"))


def any_plans(texts: st.SearchStrategy[str] = PLAIN) -> st.SearchStrategy[Any]:
    """Plans of any block, and around run plans of one's own with these texts."""
    return st.one_of(possible_blocks().map(rp.build_plan), own_run_plans(texts))


def own_run_plans(texts: st.SearchStrategy[str] = PLAIN) -> st.SearchStrategy[Any]:
    """Plans around a run plan of the runner's own, of ordinary lengths."""
    return _own_run_blocks(texts).filter(_can_be_planned).map(rp.build_plan)


def _can_be_planned(block: Block) -> bool:
    return possible(block, rp.load_catalog())


@st.composite
def _own_run_blocks(draw: st.DrawFn, texts: st.SearchStrategy[str]) -> Block:
    """Blocks with a run plan of the runner's own: up to three runs a day, walks, lengths in km or minutes."""
    count = draw(st.integers(4, 7))
    rows: list[dict[str, Any]] = [
        {"week": week, "weekday": draw(st.sampled_from(DAYS)), "type": "easy", "km": 5.0} for week in (1, count)
    ]
    for week in range(1, count + 1):
        for weekday in draw(st.lists(st.sampled_from(DAYS), max_size=6)):
            sizes = draw(
                st.sampled_from(
                    ({"km": 8.0}, {"minutes": 40}, {"km": 12.5, "minutes": 75}, {"minutes": 33.5}, {"minutes": 200.0})
                )
            )
            kind = draw(st.sampled_from(schema.GIVEN_TYPES))
            on_day = sum(row["week"] == week and row["weekday"] == weekday for row in rows)
            if on_day < 3:
                text = draw(texts)
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
def _odd_runs(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Weeks of none to nine rows: without kilometres, in minutes only, races without a length, walks, several a day."""
    count = draw(st.one_of(st.integers(4, 7), st.integers(4, 7), st.integers(4, 52)))
    usual = draw(st.integers(0, 5))
    # One way for a whole plan as well as any mixture: what is odd in every row is not drawn row by row.
    lengths = draw(st.sampled_from(((None,), (5.0, 12.0), (None, 0.0, 0.04, 0.1, 5.0, 21.1, 42.2, 300.0))))
    times = draw(st.sampled_from(((None,), (30, 45), (None, 0, 1, 45, 200, 2880))))
    types = draw(st.sampled_from((("easy", "long"), ("walk", "cross", "race"), ("easy", *schema.GIVEN_TYPES, ""))))
    flagged = draw(st.sampled_from((("race",), (), tuple(schema.GIVEN_TYPES))))
    rows: list[dict[str, Any]] = []
    for week in range(1, count + 1):
        for _ in range(draw(st.integers(0, 9)) if count < 9 else usual):
            type_ = draw(st.sampled_from(types))
            rows.append(
                {
                    "week": week,
                    "weekday": draw(st.sampled_from(DAYS)),
                    "type": type_,
                    "km": draw(st.sampled_from(lengths)),
                    "minutes": draw(st.sampled_from(times)),
                    "text": draw(st.sampled_from(("", "City race", "=1+1"))),
                    "reading": "read" if type_ else "not read",
                    "race": type_ in flagged,
                }
            )
    rows.append({"week": count, "weekday": "Wed", "type": draw(st.sampled_from(schema.RUN_TYPES)), "minutes": 30})
    return rows


@st.composite
def _odd_run_blocks(draw: st.DrawFn) -> rp.Block:
    """A block around a run plan of the runner's own, for every goal."""
    wishes: dict[str, Any] = {
        "start": MONDAY,
        "runs": draw(_odd_runs()),
        "goal": draw(st.sampled_from(("general", "general", "general", *schema.GOALS))),
        "days_off": draw(st.lists(st.sampled_from(DAYS), max_size=2)),
        "rest_days": draw(st.integers(0, 2)),
        "strength_sessions": draw(st.integers(0, 4)),
        "week_start": draw(st.sampled_from(("Mon", "Sun"))),
        "units": draw(st.sampled_from(("km", "mi"))),
    }
    try:
        return rp.Block(**wishes)
    except RunplanError:
        assume(False)
        raise


@st.composite
def odd_plans(draw: st.DrawFn) -> rp.Plan:
    """A plan of wishes or around own runs."""
    own = _odd_run_blocks().filter(_can_be_planned)
    return rp.build_plan(draw(st.one_of(own, own, possible_blocks())))


def edited_plan(plan: rp.Plan, folder: Path, draw: Callable[[Any], Any]) -> rp.Plan:
    """The plan after a person changed some cells and rows of its file, as it is read back."""
    rows = list(csv.reader(io.StringIO(plan.csv_text())))
    head, body = rows[0], rows[1:]
    for _ in range(draw(st.integers(1, 6))):
        row = draw(st.integers(0, len(body) - 1))
        name = draw(st.sampled_from(sorted(_ODD_CELLS)))
        mine = [one for one in body if one[head.index("session_id")] == body[row][head.index("session_id")]]
        value = draw(st.sampled_from(_ODD_CELLS[name]))
        for one in mine:  # what is said of a session is said in each of its rows
            one[head.index(name)] = value
    gone = draw(st.sets(st.sampled_from([one[head.index("session_id")] for one in body]), max_size=4))
    body = [one for one in body if one[head.index("session_id")] not in gone]
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([head, *body])
    path = folder / "plan.csv"
    plan.to_csv(path, overwrite_edits=True)
    path.write_text(text.getvalue(), encoding="utf-8")
    try:
        return rp.read_plan(path)
    except RunplanError:
        assume(False)
        raise
    finally:
        path.unlink()


@st.composite
def unruly_plans(draw: st.DrawFn) -> PlanTables:
    """A small plan whose texts are anything: as a person may write them in the plan's file or in a catalogue."""
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
