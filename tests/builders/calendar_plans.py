"""Plans for the tests of calendars: any plan that there can be, and the hours that its sessions have by hand."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import strategies as st

from runplan import PlanImpossible, build_plan
from runplan.plan.block import Block
from tests.builders.blocks import blocks

__all__ = ["any_plans", "block_with_doubles", "hours_of", "own_run_plans"]


def planned(block: Block) -> Any:
    """The block's plan, or that of the nearest block that has one."""
    try:
        return build_plan(block)
    except PlanImpossible as error:
        return None if error.relaxed is None else build_plan(error.relaxed)


def any_plans() -> st.SearchStrategy[Any]:
    """Plans of any block, and of run plans of one's own."""
    return st.one_of(blocks(), blocks(), own_run_plans()).map(planned).filter(lambda plan: plan is not None)


@st.composite
def own_run_plans(draw: st.DrawFn) -> Block:
    """A run plan with up to three runs a day."""
    rows = []
    for week in range(1, draw(st.integers(4, 6)) + 1):
        days = draw(st.lists(st.sampled_from(("Tue", "Wed", "Sat", "Sun")), min_size=1, max_size=6))
        rows += [
            {
                "week": week,
                "weekday": day,
                "type": draw(st.sampled_from(("easy", "long", "tempo", "intervals"))),
                "km": draw(st.sampled_from((3.0, 8.5, 21.1))),
                "minutes": draw(st.sampled_from((None, 30.0, 200.0))),
                "text": draw(st.sampled_from(("", "5 mi, easy; with friends"))),
            }
            for day in days
        ]
    return Block(
        start="2027-03-01",
        runs=rows,
        strength_sessions=draw(st.integers(0, 2)),
        units=draw(st.sampled_from(("km", "mi"))),
    )


def block_with_doubles() -> Block:
    """Two runs on every Tuesday, of one hour and of half an hour."""
    rows = []
    for week in range(1, 5):
        for day, minutes in (("Tue", 60.0), ("Tue", 30.0), ("Sun", 90.0)):
            rows.append({"week": week, "weekday": day, "type": "easy", "km": minutes / 6, "minutes": minutes})
    return Block(start="2027-03-01", runs=rows, strength_sessions=1)


def hours_of(plan: Any, am: int = 7 * 60, pm: int = 18 * 60) -> dict[str, tuple[dt.datetime, ...]]:
    """Begin and end of each session, counted in minutes of its day; the slots' times are given so too."""
    days: dict[dt.datetime, dict[str, list[tuple[str, int]]]] = {}
    columns = (plan.sessions[name].tolist() for name in ("date", "slot", "session_id", "minutes"))
    for date, slot, session_id, minutes in zip(*columns, strict=True):
        days.setdefault(date.to_pydatetime(), {"am": [], "pm": []})[slot].append((session_id, minutes))
    found = {}
    for date, slots in days.items():
        free = 0
        for slot, begin in (("am", am), ("pm", pm)):
            for session_id, minutes in slots[slot]:
                start = max(begin, free) if free < 24 * 60 else begin
                free = max(free, start + minutes)
                found[session_id] = tuple(date + dt.timedelta(minutes=one) for one in (start, start + minutes))
    return found
