"""Hypothesis strategies for plans of every odd kind that can be had: own run plans, and plan files edited by hand."""

from __future__ import annotations

import csv
import datetime as dt
import io
from pathlib import Path
from typing import Any

from hypothesis import assume
from hypothesis import strategies as st

import runplan as rp
from runplan import schema
from runplan.errors import PlanImpossible, RunplanError
from tests.builders.blocks import blocks

__all__ = ["edited_plans", "odd_plans", "own_runs", "own_runs_blocks"]

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONDAY = dt.date(2027, 1, 4)
_ODD_CELLS = {
    "km": ("", "0", "0.04", "5", "42.2", "300"),
    "minutes": ("", "1", "45", "200"),
    "type": ("easy", "long", "race", "tempo", "heavy", "core"),
    "pinned": ("yes", "no"),
    "title": ("", "x"),
    "sets": ("", "1", "9"),
    "reps": ("", "3"),
    "seconds": ("", "30"),
    "session_note": ("", "seen"),
    "steps": ("", "3 km easy"),
}


@st.composite
def own_runs(draw: st.DrawFn) -> list[dict[str, Any]]:
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
def own_runs_blocks(draw: st.DrawFn) -> rp.Block:
    """A block around a run plan of the runner's own, for every goal."""
    wishes: dict[str, Any] = {
        "start": MONDAY,
        "runs": draw(own_runs()),
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
    block = draw(st.one_of(own_runs_blocks(), own_runs_blocks(), blocks()))
    try:
        return rp.build_plan(block)
    except PlanImpossible:
        assume(False)
        raise


@st.composite
def edited_plans(draw: st.DrawFn, folder: Path) -> rp.Plan:
    """A plan whose file a person has changed in some cells and rows, as it is read back."""
    plan = draw(odd_plans())
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
