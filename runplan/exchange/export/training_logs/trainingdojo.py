"""The plan as a CSV for TrainingDojo, which hands it on to TrainingPeaks or intervals.icu.

The columns, the sports Run, Strength and Day Off, and the units of a distance are as the tool's own guides name them.
What we could read of them shows no value of `day`. We write the number of the day, 1 for the block's first: that is how
another reader of these columns takes it, with the day of the start asked for on import. Which words `subtype` and
`phase` may hold could not be verified; ours are the types and phases of the plan.

What the format does not hold: dates, morning or evening (a day's sessions are in their order), ids, so that a plan
imported again is doubled, pins, and a run's steps and a session's exercises other than as text in one line. The column
for training stress is empty: RunPlan does not compute it.
"""

from __future__ import annotations

from runplan.exchange.csv_text import plain_distance
from runplan.exchange.export.text import csv_line, description_line
from runplan.insight.lift_text import LiftText
from runplan.insight.run_text import RunText, run_text
from runplan.plan.records import Session
from runplan.plan.tables import PlanTables
from runplan.units import format_number

COLUMNS = (
    *("day", "sport", "subtype", "title", "duration_minutes", "tss", "description", "phase"),
    *("planned_distance", "planned_distance_unit"),
)
_UNIT_NAMES = {"km": "kilometer", "mi": "mile"}


def trainingdojo_bytes(plan: PlanTables) -> bytes:
    """A CSV with a row a session, and a Day Off for each day of the block that has none."""
    block = plan.block
    of_day: dict[int, list[Session]] = {}
    for session in plan.session_records:
        of_day.setdefault((session.date - block.first_day).days + 1, []).append(session)
    phases = {week.week: week.phase for week in plan.week_records}
    lines, runs, lifts = [csv_line(COLUMNS)], run_text(block), LiftText(plan)
    for day in range(1, 7 * block.number_of_weeks + 1):
        phase = phases.get((day - 1) // 7 + 1, "").title()
        rows = [_row(day, session, phase, runs, lifts) for session in of_day.get(day, [])]
        lines += map(csv_line, rows or [(str(day), "Day Off", "", "Rest day", "0", "", "", phase, "", "")])
    return "".join(lines).encode()


def _row(day: int, session: Session, phase: str, runs: RunText, lifts: LiftText) -> tuple[str, ...]:
    distance = plain_distance(session.km, runs.units)
    return (
        str(day),
        "Run" if session.kind == "run" else "Strength",
        session.type.title(),
        session.title,
        format_number(session.minutes),
        "",
        description_line(session, runs, lifts),
        phase,
        distance,
        _UNIT_NAMES[runs.units] if distance else "",
    )
