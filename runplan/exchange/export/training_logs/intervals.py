"""The plan as events for the bulk call of intervals.icu: `POST /api/v1/athlete/{id}/events/bulk?upsert=true`.

The fields are those that the service's own guides show. An easy, long, tempo or interval run is described in its
workout text, as its guide to that text has it: lines such as `- Easy 2km 5:59/km-7:01/km Pace`, and `5x` above what is
repeated; in a block in miles, lengths from a kilometre on and paces are in miles. Hills and races have no pace to aim
at, and strength has no place in that text: these are plain text, in which no line begins with a hyphen, as that would
make it a step. The service works out distance and time from the steps; whether an event takes a distance besides could
not be verified, so none is sent.

What the format does not hold: morning or evening (an event has a day), pins, weeks and phases, and sets, repetitions
and rests other than as text. No training load is sent, as RunPlan does not compute it. The range of paces is our
assumption.
"""

from __future__ import annotations

import json
import re
from typing import Any

from runplan.exchange.csv_text import plain_number
from runplan.exchange.export.text import describe, one_line
from runplan.plan.imported_runs import timed_runs
from runplan.plan.records import Session
from runplan.plan.steps import Step, pace_range, parse_steps
from runplan.plan.tables import PlanTables
from runplan.units import format_clock, format_number, from_km, from_s_per_km

_CUES = {"easy": "Easy", "tempo": "Tempo", "intervals": "Fast", "jog": "Jog"}
"""What the service shows at a step: a cue must not hold a figure, which would be read as the step's length."""

_HYPHEN = re.compile(r"^([^\S\n]*)[-\u2010-\u2015\u2212]", re.MULTILINE)


def intervals_bytes(plan: PlanTables) -> bytes:
    """A JSON list with an event a session."""
    sessions = plan.session_records
    timed = timed_runs(plan.block, sessions)
    events = [_event(plan, session, by_time=session.session_id in timed) for session in sessions]
    return (json.dumps(events, ensure_ascii=False, indent=1) + "\n").encode()


def _event(plan: PlanTables, session: Session, *, by_time: bool) -> dict[str, Any]:
    event: dict[str, Any] = {
        "category": "WORKOUT",
        "start_date_local": f"{session.date.isoformat()}T00:00:00",
        "type": "Run" if session.kind == "run" else "WeightTraining",
        "name": one_line(session.title).strip(),
        "description": _description(plan, session, by_time=by_time),
        "external_id": f"{one_line(plan.plan_id)}-{one_line(session.session_id)}",
    }
    if session.minutes is not None:
        event["moving_time"] = 60 * session.minutes
    return event


def _description(plan: PlanTables, session: Session, *, by_time: bool) -> str:
    steps = _workout_text(session, plan.block.easy_pace_s_per_km, plan.block.units, by_time=by_time)
    described = session._replace(steps="") if steps and parse_steps(session.steps) else session
    text = _HYPHEN.sub(r"\1*", describe(described, plan.block.units))
    return f"{steps}\n\n{text}" if steps else text


def _workout_text(session: Session, easy_pace: int, units: str, *, by_time: bool) -> str:
    """A run in the service's workout text; nothing where it has no pace to aim at."""
    parts = parse_steps(session.steps)
    if session.kind != "run" or any(pace_range(part.target, easy_pace) is None for part in parts):
        return ""
    if not parts:
        if session.type not in ("easy", "long"):
            return ""
        if by_time and session.minutes:
            return _step("easy", f"{session.minutes}m", easy_pace, units)
        if not session.km:
            return ""
        parts = (Step(1, round(session.km * 1000), "easy"),)
    groups = []
    digits = 1 if len(parts) == 1 and parts[0].repeat == 1 else 2  # a whole run is so long as its title says
    for part in parts:
        lines = [f"{part.repeat}x"] if part.repeat > 1 else []
        lines.append(_step(part.target, _length(part.metres, units, digits), easy_pace, units))
        if part.recovery_metres:
            lines.append(_step("jog", _length(part.recovery_metres, units, digits), easy_pace, units))
        groups.append("\n".join(lines))
    return "\n\n".join(groups)  # an empty line before and after what is repeated


def _step(pace: str, length: str, easy_pace: int, units: str) -> str:
    target = pace_range(pace, easy_pace)
    assert target is not None
    fastest, slowest = (f"{format_clock(from_s_per_km(pace_s_per_km, units))}/{units}" for pace_s_per_km in target)
    return f"- {_CUES[pace]} {length} {fastest}-{slowest} Pace"


def _length(metres: int, units: str, digits: int) -> str:
    """A length in the workout text, where m stands for minutes; below a kilometre metres, as on a track.

    >>> _length(400, "mi", 2), _length(1400, "km", 2), _length(12000, "km", 1), _length(12000, "mi", 2)
    ('400mtr', '1.4km', '12km', '7.46mi')
    """
    if metres < 1000:
        return f"{metres}mtr"
    km = metres / 1000
    return f"{plain_number(km) if units == 'km' else format_number(from_km(km, units), digits)}{units}"
