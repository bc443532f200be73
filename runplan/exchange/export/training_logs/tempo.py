"""The plan as a CSV for the training planner of Tempo, an app for runners on iOS.

The columns, the weekdays, the minutes and the comments are as the app's own guide describes them. It shows types such
as Easy and Recovery and does not say which ones there are, so ours are written as words; whether the app treats some of
them in a way of its own could not be verified.

What the format does not hold: dates, morning or evening (a day's sessions are in their order), ids, so that a plan
imported again is a second plan, pins, phases, and a run's steps and a session's exercises other than as text in one
line.
"""

from __future__ import annotations

import datetime as dt

from runplan.exchange.csv_text import plain_distance
from runplan.exchange.export.text import csv_line, description_line, one_line
from runplan.insight.lift_text import LiftText
from runplan.insight.run_text import RunText, run_text
from runplan.plan.records import Session
from runplan.plan.tables import PlanTables
from runplan.units import format_date, format_number

COLUMNS = ("week", "day", "distance", "type", "details", "duration")
_UNIT_NAMES = {"km": "kilometres", "mi": "miles"}


def tempo_bytes(plan: PlanTables) -> bytes:
    """A CSV with a row a session; a second session of a day repeats its week and day."""
    runs, lifts = run_text(plan.block), LiftText(plan)
    monday = plan.block.first_day - dt.timedelta(days=plan.block.first_day.weekday())
    unit = _UNIT_NAMES[runs.units]
    lines = [
        csv_line(COLUMNS),
        f"# Distances are in {unit}: set Tempo to {unit} before you import this file.\n",
        f"# Start the plan on {format_date(monday)}: Tempo counts its weeks from that day.\n",
    ]
    return "".join(lines + [csv_line(_row(session, monday, runs, lifts)) for session in plan.session_records]).encode()


def _row(session: Session, monday: dt.date, runs: RunText, lifts: LiftText) -> tuple[str, ...]:
    week = (session.date - monday).days // 7 + 1
    distance = plain_distance(session.km, runs.units)
    details = f"{one_line(session.title).strip()}. {description_line(session, runs, lifts)}"
    kind = session.type if session.kind == "run" else "strength"
    return str(week), session.weekday, distance, kind.title(), details, format_number(session.minutes)
