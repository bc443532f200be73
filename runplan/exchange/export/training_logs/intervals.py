"""The plan as events for the bulk call of intervals.icu: `POST /api/v1/athlete/{id}/events/bulk?upsert=true`.

The fields are those that the service's own guides show. A run with a pace to aim at is described in its workout text,
as its guide to that text has it: lines such as `- Easy 2km 6:07/km-7:18/km Pace` or `- Threshold 6m 5:20/km-5:35/km
Pace`, and `5x` above what is repeated; in a block in miles, lengths from a kilometre on and paces are in miles. Jogs,
strides and hills in it have a length and no pace; no guide that we could read says how the service draws these. Runs
without any pace, and strength, which has no place in that text, are plain text, in which no line begins with a hyphen,
as that would make it a step. The service works out distance and time from the steps; whether an event takes a distance
besides could not be verified, so none is sent.

What the format does not hold: morning or evening (an event has a day), pins, weeks and phases, heart rates, and sets,
repetitions and rests other than as text. No training load is sent, as RunPlan does not compute it.
"""

from __future__ import annotations

import json
import re
from typing import Any

from runplan.exchange.csv_text import plain_number
from runplan.exchange.export.text import describe, one_line
from runplan.insight.lift_text import LiftText
from runplan.insight.run_text import RunText, run_text
from runplan.plan.imported_lengths import timed_runs
from runplan.plan.records import Session
from runplan.plan.steps import Step, parse_steps
from runplan.plan.tables import PlanTables
from runplan.planning.running.step_bands import StepBand
from runplan.units import format_clock, format_number, from_km, from_s_per_km

_CUES = {"10k": "Ten-k", "intervals": "Five-k"}
"""What the service shows at a step, where its name has a figure: that would be read as the step's length."""

_HYPHEN = re.compile(r"^([^\S\n]*)[-\u2010-\u2015\u2212]", re.MULTILINE)


def intervals_bytes(plan: PlanTables) -> bytes:
    """A JSON list with an event a session."""
    sessions = plan.session_records
    timed = timed_runs(plan.block, sessions)
    lifts = LiftText(plan)
    events = [_event(plan, session, lifts, by_time=session.session_id in timed) for session in sessions]
    return (json.dumps(events, ensure_ascii=False, indent=1) + "\n").encode()


def _event(plan: PlanTables, session: Session, lifts: LiftText, *, by_time: bool) -> dict[str, Any]:
    event: dict[str, Any] = {
        "category": "WORKOUT",
        "start_date_local": f"{session.date.isoformat()}T00:00:00",
        "type": "Run" if session.kind == "run" else "WeightTraining",
        "name": one_line(session.title).strip(),
        "description": _description(plan, session, lifts, by_time=by_time),
        "external_id": f"{one_line(plan.plan_id)}-{one_line(session.session_id)}",
    }
    if session.minutes is not None:
        event["moving_time"] = 60 * session.minutes
    return event


def _description(plan: PlanTables, session: Session, lifts: LiftText, *, by_time: bool) -> str:
    runs = run_text(plan.block)
    steps = _workout_text(session, runs, by_time=by_time)
    text = _HYPHEN.sub(r"\1*", describe(session, runs, lifts, with_steps=not steps))
    return f"{steps}\n\n{text}" if steps else text


def _workout_text(session: Session, runs: RunText, *, by_time: bool) -> str:
    """A run in the service's workout text; nothing where it has no pace to aim at."""
    parts = parse_steps(session.steps)
    if session.is_run and not session.steps.strip() and session.type in ("easy", "long"):
        if by_time and session.minutes:
            parts = (Step(1, 0, "easy", seconds=60 * session.minutes),)
        elif session.km:
            parts = (Step(1, round(session.km * 1000), "easy"),)
    if all(runs.bands[part.target].pace is None for part in parts):
        return ""
    groups = []
    digits = 1 if len(parts) == 1 and parts[0].repeat == 1 else 2  # a whole run is so long as its title says
    for part in parts:
        lines = [f"{part.repeat}x"] if part.repeat > 1 else []
        length = _length(part.metres, part.seconds, runs.units, digits)
        lines.append(_step(part.target, runs.bands[part.target], length, runs.units))
        if part.has_recovery:
            length = _length(part.recovery_metres, part.recovery_seconds, runs.units, digits)
            lines.append(_step("jog", runs.bands["jog"], length, runs.units))
        groups.append("\n".join(lines))
    return "\n\n".join(groups)  # an empty line before and after what is repeated


def _step(target: str, band: StepBand, length: str, units: str) -> str:
    cue = _CUES.get(target, band.name.removesuffix(" pace").removesuffix(" effort"))
    if band.pace is None:
        return f"- {cue} {length}"
    fastest, slowest = (f"{format_clock(from_s_per_km(pace, units))}/{units}" for pace in band.pace)
    return f"- {cue} {length} {fastest}-{slowest} Pace"


def _length(metres: int, seconds: int, units: str, digits: int) -> str:
    """A length in the workout text, where m stands for minutes; below a kilometre metres, as on a track.

    >>> _length(400, 0, "mi", 2), _length(1400, 0, "km", 2), _length(12000, 0, "km", 1), _length(12000, 0, "mi", 2)
    ('400mtr', '1.4km', '12km', '7.46mi')
    >>> _length(0, 360, "km", 2), _length(0, 90, "km", 2), _length(0, 20, "km", 2)
    ('6m', '1m30s', '20s')
    """
    if seconds:
        minutes, rest = divmod(seconds, 60)
        return (f"{minutes}m" if minutes else "") + (f"{rest}s" if rest else "")
    if metres < 1000:
        return f"{metres}mtr"
    km = metres / 1000
    return f"{plain_number(km) if units == 'km' else format_number(from_km(km, units), digits)}{units}"
