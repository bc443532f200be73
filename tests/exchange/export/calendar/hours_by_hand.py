"""The hours that the sessions of a plan have, counted by hand, and a block with two runs on one day."""

from __future__ import annotations

import datetime as dt
from typing import Any

from runplan.plan.block import Block


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
    hours = {}
    for date, slots in days.items():
        free = 0
        for slot, begin in (("am", am), ("pm", pm)):
            for session_id, minutes in slots[slot]:
                start = max(begin, free) if free < 24 * 60 else begin
                free = max(free, start + minutes)
                hours[session_id] = tuple(date + dt.timedelta(minutes=minute) for minute in (start, start + minutes))
    return hours
