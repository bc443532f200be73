"""What the phone page sends back: the sessions of a plan with their status, effort and sets."""

from __future__ import annotations

import json
from typing import Any

from runplan.exchange.activities.draft import LogDraft, ReadOptions
from runplan.exchange.activities.lifting import MOST_KG, MOST_REPS, MOST_SECONDS
from runplan.exchange.activities.limits import plain, refusal
from runplan.exchange.activities.values import read_moment
from runplan.plan.block import SESSION_ID
from runplan.plan.log import PHONE, Activity, LoggedSet

FORMAT, VERSION = "runplan log", 1
STATUSES = ("done", "partly", "missed")
_MOST = 5_000  # sessions, and sets of one
_LEFT = 10  # repetitions left at no effort


def read_phone(text: str, name: str, options: ReadOptions, draft: LogDraft) -> None:
    """Take the sessions of a phone's log.

    Raises
    ------
    PlanFileError
        If it is no log of the phone page, or one of a newer version.
    """
    try:
        log = json.loads(text)
    except (ValueError, RecursionError):
        raise refusal(name, "is incomplete JSON: send it from the phone again.") from None
    if not isinstance(log, dict) or log.get("format") != FORMAT or not isinstance(log.get("sessions"), list):
        raise refusal(name, "is JSON, but not a log from the phone page: give the file that the page sent.")
    if log.get("version") != VERSION:
        raise refusal(name, f"is a log of version {plain(str(log.get('version')), 20)}: read it with a newer RunPlan.")
    plan_id = plain(log["plan_id"], 40) if isinstance(log.get("plan_id"), str) else ""
    for number, session in enumerate(log["sessions"][:_MOST], 1):
        where = f"{name}, session {number}"
        session_id = session.get("session_id") if isinstance(session, dict) else None
        if not isinstance(session_id, str) or SESSION_ID.fullmatch(session_id) is None:
            draft.leave(where, plain(str(session_id), 40), "It does not name a session in a plan.")
            continue
        moment = read_moment(str(session.get("date", "")))
        status = session.get("status")
        if moment is None or status not in STATUSES:
            draft.leave(where, session_id, "It has no date, or its status is none of done, partly and missed.")
            continue
        kind = "strength" if "strength" in session_id else "run"
        note = session.get("note")
        activity = Activity(
            moment.date(),
            None,
            kind,
            _number(session.get("km"), 1000),
            _number(session.get("minutes"), 10_000),
            session_id,
            PHONE,
            rpe=_number(session.get("rpe"), 10),
            note=note if isinstance(note, str) else "",
            session_id=session_id,
            status=status,
            plan_id=plan_id,
        )
        draft.take(where, activity)
        sets = session.get("sets")
        for number, done in enumerate(sets[:_MOST] if isinstance(sets, list) else (), 1):
            _take_set(f"{where}, set {number}", done, activity, options, draft)


def _take_set(where: str, done: Any, activity: Activity, options: ReadOptions, draft: LogDraft) -> None:
    exercise = done.get("exercise_id") if isinstance(done, dict) else None
    if not isinstance(exercise, str) or not exercise:
        draft.leave(where, activity.session_id, "It does not name an exercise.", activity.date)
        return
    number, reps = _number(done.get("set"), 1000), _number(done.get("reps"), MOST_REPS)
    rpe, reserve = _number(done.get("rpe"), 10), _number(done.get("reserve"), _LEFT, least=0)
    logged = LoggedSet(
        activity.date,
        exercise if exercise in options.exercise_names.values() else "",
        plain(exercise, 120),
        int(number or 1),
        kg=_number(done.get("kg"), MOST_KG),
        reps=None if reps is None else int(reps),
        seconds=_number(done.get("seconds"), MOST_SECONDS),
        rpe=rpe,
        reserve=int(reserve) if reserve is not None else int(_LEFT - rpe) if rpe is not None else None,
        source=PHONE,
        session_id=activity.session_id,
        plan_id=activity.plan_id,
    )
    if not logged.reps and not logged.seconds:
        draft.leave(where, exercise, "It has neither repetitions nor seconds.", activity.date)
        return
    draft.lifted.append(logged)


def _number(value: Any, most: float, least: float = 1e-9) -> float | None:
    """A number within bounds, or None."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not least <= value <= most:
        return None
    return float(value)
