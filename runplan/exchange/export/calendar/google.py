"""A plan as the CSV that Google Calendar imports, a row a session.

It holds each session's day, begin and length, its title with kilometres or minutes, and as text its effort, steps,
exercises and notes, in the block's unit. What the format does not hold:

- identities: what is imported twice is there twice, and a plan that changed is not followed; `to_ics` can;
- a timezone: Google takes the times for those of the calendar that imports them;
- kind and type, kilometres, effort, steps and exercises as fields of their own;
- exercise ids, and which sessions are pinned;
- line breaks in titles and in the names and notes of exercises: they become spaces, as control characters do;
- a title that a spreadsheet would run as a formula: it gets an apostrophe in front, which Google shows;
- the weeks, the block, and findings: `to_csv` keeps the whole plan.
"""

from __future__ import annotations

import datetime as dt

from runplan.exchange.csv_text import csv_cell, neutralise
from runplan.exchange.export.calendar.times import session_times
from runplan.exchange.export.text import describe, event_title
from runplan.insight.lift_text import LiftText
from runplan.insight.run_text import run_text
from runplan.plan.tables import PlanTables

HEADER = "Subject,Start Date,Start Time,End Date,End Time,All Day Event,Description,Location,Private"


def google_bytes(plan: PlanTables, *, am: str | None = None, pm: str | None = None) -> bytes:
    """The bytes of a plan's CSV for Google Calendar.

    Raises
    ------
    RunplanError
        If a time cannot be read.
    """
    runs, lifts = run_text(plan.block), LiftText(plan)
    sessions = plan.session_records
    times = session_times(sessions, am=am, pm=pm)
    lines = [HEADER]
    for session in sessions:
        start, end = times[session.session_id]
        cells = (
            event_title(session, runs.units),
            *_when(start),
            *_when(end),
            "False",
            describe(session, runs, lifts),
            "",
            "False",
        )
        # Google shows the apostrophe that keeps a spreadsheet from running a cell. Only a title that the runner wrote
        # can need one, and a sign too many in a calendar is better than a formula run by who looks into the file.
        lines.append(",".join(csv_cell(neutralise(cell)) for cell in cells))
    return ("\n".join(lines) + "\n").encode()


def _when(time: dt.datetime) -> tuple[str, str]:
    """Date and time as Google has them: 05/30/2020 and 10:00 AM."""
    half = "AM" if time.hour < 12 else "PM"  # %p would follow the machine's language
    date = f"{time.month:02d}/{time.day:02d}/{time.year:04d}"
    return date, f"{(time.hour - 1) % 12 + 1}:{time.minute:02d} {half}"
