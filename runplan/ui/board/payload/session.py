"""One session in full: what to do, and why it stands on its day. Sent when a card is opened."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pandas as pd

from runplan.catalog.rules import number
from runplan.insight.coverage import BELOW
from runplan.insight.explain import explain
from runplan.insight.lift_text import LiftText, left_text
from runplan.insight.run_text import run_text
from runplan.insight.substitutes import without
from runplan.schema import STATUSES
from runplan.ui.board.payload.noted import noted_lines
from runplan.ui.board.payload.plan_json import exercise_places, main_shares, week_remark
from runplan.ui.browsers.html import rows_of
from runplan.ui.field_text import named_sessions
from runplan.ui.state.life.marks import may_mark
from runplan.units import (
    counted,
    format_clock,
    format_distance,
    format_long_date,
    format_minutes,
    format_number,
)
from runplan.words import PHASE_NAMES, SECTION_NAMES, WEEKDAY_NAMES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from runplan.insight.analysis import Seen
    from runplan.plan.matching import SessionMatch
    from runplan.plan.records import Exercise, Session

_EFFORT = (
    "Effort 7: stop when you could still do about 3 more. Effort 8: stop when you could still do about 2 more. "
    "If a set feels easier than its effort, use more weight or a harder exercise."
)


def details(
    seen: Seen, session_id: str, today: dt.date | None = None, noted: SessionMatch | None = None
) -> dict[str, Any]:
    """A session with its exercises or steps, what was noted of it, and every other day of its week.

    Up to today it can be marked, and afterwards where a log has marked it.
    """
    plan = seen.plan
    session = plan.session_of(session_id)
    if session is None:
        return {"id": session_id, "gone": True}
    week = plan.week_records[session.week - 1]
    run = session.is_run
    facts = [format_long_date(session.date), "morning" if session.slot == "am" else "evening"]
    if run:
        facts += [format_distance(session.distance_km, plan.block.units), f"about {format_minutes(session.minutes)} h"]
    else:
        facts.append(f"{session.duration_min} min")
    facts.append(f"effort {format_number(session.rpe)} of 10 overall")
    facts += ["pinned by you"] if session.pinned else []
    about = [f"Week {session.week}", PHASE_NAMES.get(week.phase, week.phase)]
    about += ["step-back week"] if week.step_back else []
    about += [week_remark(week.note)] if week_remark(week.note) else []
    return {
        "id": session_id,
        "title": session.title,
        "type": session.type,
        "facts": facts,
        "about": about,
        "note": session.note,
        "steps": _steps(seen, session),
        "parts": [] if run else _parts(seen, session),
        "more": "" if run else _about_strength(seen, session),
        "pinned": int(session.pinned),
        "did": STATUSES.index(session.status),
        "noted": [] if noted is None else noted_lines(plan, noted),
        "marks": int(today is not None and may_mark(session, today)),
        "later": ""
        if today is None or may_mark(session, today)
        else f"You can mark this session from {format_long_date(session.date)} on.",
        "race": int(session.type == "race"),
        "why": alternatives(seen, session_id),
    }


def _steps(seen: Seen, session: Session) -> list[list[str]]:
    """The steps of a run, each with its pace; where a pace comes first with its speed, heart rates and how it feels."""
    runs = run_text(seen.plan.block, "×")
    rows: list[list[str]] = []
    bands = set()
    for what, band in runs.steps(session):
        facts = () if band is None or band in bands else (runs.speed(band), runs.heart_rate(band), band.feel)
        rows.append([what, "" if band is None else runs.pace(band), " · ".join(fact for fact in facts if fact)])
        bands.add(band)
    return rows


def alternatives(seen: Seen, session_id: str) -> list[dict[str, Any]]:
    """Every day of a session's week with what it would cost: `Plan.explain` as the board reads it."""
    rows = []
    for place, row in enumerate(rows_of(explain(seen.plan, session_id))):
        cost = None if pd.isna(row.cost) else int(row.cost)
        rows.append(
            {
                "place": place,
                "day": row.weekday,
                "here": int(row.here),
                "allowed": int(row.allowed),
                "cost": cost,
                "dear": int(cost is not None and cost >= number("long_run_day")),
                "said": _rest_of(row.sentence, WEEKDAY_NAMES[row.weekday], cost),
                "moves": named_sessions(row.moves, seen.plan) if row.moves else "",
            }
        )
    return rows


def _rest_of(sentence: str, day: str, cost: int | None) -> str:
    """The sentence without the weekday and the points that stand beside it already."""
    points = "" if cost is None else f"is {counted(cost, 'point')} worse: "
    for start in (f"{day}: ", f"{day} {points}", f"{day} is ", f"{day} "):
        if sentence.startswith(start):
            rest = sentence[len(start) :]
            return rest[:1].upper() + rest[1:]
    return sentence


def _parts(seen: Seen, session: Session) -> list[dict[str, Any]]:
    """The exercises, part by part; how each is done is known to the board already."""
    plan = seen.plan
    places, lifts = exercise_places(plan.catalog), LiftText(plan, "×")
    parts: list[dict[str, Any]] = []
    for row in session.exercises:
        name = SECTION_NAMES.get(row.section, row.section)
        if not parts or parts[-1]["name"] != name:
            parts.append({"name": name, "rows": []})
        parts[-1]["rows"].append(
            {
                "ex": places.get(row.exercise_id, -1),
                "name": row.exercise,
                "dose": _dose(row),
                "load": lifts.load(row),
                "side": int(row.each_side),
                "rest": format_clock(row.rest_s) if row.rest_s and (row.sets or 0) >= 2 else "",
                "effort": format_number(row.effort or 0.0),
                "left": left_text(row),
                "note": lifts.note(row),
                "pair": row.superset,
                "with": _partners(row, session.exercises),
                "without": without(plan.catalog, plan.block.equipment, row.exercise_id),
            }
        )
    return parts


def _partners(row: Exercise, rows: Sequence[Exercise]) -> str:
    """What is done in turn with an exercise."""
    others = [one.exercise for one in rows if row.superset and one.superset == row.superset and one.order != row.order]
    return f"in turn with {' and '.join(others)}" if others else ""


def _dose(row: Exercise) -> str:
    amount = str(row.reps) if row.reps is not None else "" if row.seconds is None else f"{row.seconds} s"
    return f"{row.sets or 0} × {amount}" if amount else str(row.sets or 0)


def _about_strength(seen: Seen, session: Session) -> str:
    """What effort means, and why a session is shorter than the time given."""
    given, minutes = seen.plan.block.strength_minutes, session.duration_min
    # Rounding and whole sets leave a minute or two; more than that is asked about.
    if minutes > given - 3:
        return _EFFORT
    met = main_shares(seen.facts.counted).get(session.week, 0.0) >= BELOW
    return f"{_EFFORT} It takes {minutes} of your {given} minutes" + (
        ": that is enough to reach the week’s targets for the main muscles." if met else "."
    )
