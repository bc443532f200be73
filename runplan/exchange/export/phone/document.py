"""The plan as one JSON document, which the page's script reads.

In: a plan. Out: days, weeks, sessions, rows of exercises, how each is done, and its drawing; every text that hangs on
the plan is made here, in the runner's unit.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from runplan.exchange.export.phone.changes import ChangeData
from runplan.exchange.export.phone.pictures import pictures
from runplan.exchange.export.phone.sessions import SessionData
from runplan.exchange.export.text import IN_TURN, WARM_UP_FIRST, one_line, pain_advice, plan_title
from runplan.plan.block import plan_id_of
from runplan.plan.matching import done_share
from runplan.plan.records import Session, Week
from runplan.plan.tables import PlanTables
from runplan.plan.weights import KG_PER_LB
from runplan.planning.strength.timing import SIDE_CHANGE_S
from runplan.units import format_day, format_distance, format_long_date, format_minutes
from runplan.words import PHASE_NAMES

VERSION = 1


def document(plan: PlanTables) -> dict[str, Any]:
    """All that the page shows of a plan."""
    sessions = sorted(plan.session_records, key=_in_order)
    data, changes = SessionData(plan), ChangeData(plan)
    days = _days(plan, sessions)
    places = {day: number for number, day in enumerate(days)}
    most_km = max((week.total_km for week in plan.week_records), default=0.0)
    rows = [data.of(session) | changes.of(session) | {"day": places[session.date]} for session in sessions]
    how = plan.catalog.exercises["how_to"]
    return {
        "format": "runplan phone",
        "version": VERSION,
        "plan_id": plan.plan_id or plan_id_of(plan.block),
        "title": plan_title(plan.block),
        "days": [[day.isoformat(), format_day(day), format_long_date(day).rpartition(" ")[0]] for day in days],
        "weeks": [
            _week(week, plan.block.units, most_km) | {"first": places[week.start], "out": changes.left_out(week.week)}
            for week in plan.week_records
        ],
        "sessions": rows,
        "rows": data.rows,
        "how": {name: one_line(str(how[name])) for name in data.exercise_ids if name in how.index},
        "pictures": pictures(data.exercise_ids),
        "partly": done_share("partly"),
        "side_s": SIDE_CHANGE_S,
        "kg_per_lb": KG_PER_LB,
        "warm_up_first": WARM_UP_FIRST,
        "in_turn": IN_TURN,
        "pain": pain_advice(),
    }


def _in_order(session: Session) -> tuple[dt.date, str, bool]:
    return session.date, session.slot, not session.is_run


def _days(plan: PlanTables, sessions: list[Session]) -> list[dt.date]:
    """Every day from the first to the last of the block; a file may have sessions around it."""
    dates = [day for week in plan.week_records for day in week.dates] + [session.date for session in sessions]
    first, last = min(dates), max(dates)
    return [first + dt.timedelta(days=number) for number in range((last - first).days + 1)]


def _week(week: Week, units: str, most_km: float) -> dict[str, Any]:
    remarks = [PHASE_NAMES.get(week.phase, one_line(week.phase))]
    remarks += ["step-back week"] if week.step_back else []
    notes = one_line(week.note).split("; ")
    remarks += [note for note in notes if note not in ("Step-back week", "Race week")]
    return {
        "week": week.week,
        "about": ", ".join(remark for remark in remarks if remark),
        "back": int(week.step_back),
        "race": int(week.has_race),
        "km": format_distance(week.total_km, units),
        "hours": f"{format_minutes(week.total_minutes)} h",
        "share": round(week.total_km / most_km, 3) if most_km else 0.0,
    }
