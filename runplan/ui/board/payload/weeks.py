"""The weeks and their sessions, as the board and the equaliser show them."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import Any

from runplan.insight.analysis import Seen
from runplan.plan.block import RACE_KM
from runplan.ui.board.payload.judged import main_shares
from runplan.ui.board.payload.static import exercise_places
from runplan.units import format_day, format_minutes, format_number, from_km
from runplan.words import PHASE_NAMES, STRENGTH_PHASE_AIMS

_WEEK = dt.timedelta(days=7)


def weeks(seen: Seen, today: dt.date | None) -> dict[str, Any]:
    """All weeks, each with its sessions."""
    plan = seen.plan
    block = plan.block
    lists, list_of, sets = _lists(seen)
    titles: dict[str, int] = {}
    members: dict[int, list[list[Any]]] = {}
    minutes: dict[int, int] = {}
    first_day = block.first_day
    for session in seen.facts.sessions:
        week, day = divmod((session.date - first_day).days, 7)
        duration = session.duration_min
        much = format_number(from_km(session.distance_km, block.units)) if session.is_run else str(duration)
        exercises = -1 if session.is_run else list_of.get(session.session_id, -1)
        members.setdefault(week + 1, []).append(
            [
                *(session.session_id, day, session.type, much, duration, session.rpe, int(session.pinned)),
                *(titles.setdefault(session.title, len(titles)), exercises),
            ]
        )
        minutes[week + 1] = minutes.get(week + 1, 0) + duration
    shares = main_shares(seen.facts.counted)
    own, off = dict(block.weekly_km), frozenset(block.dates_off)
    rows = []
    for fact, curve in zip(seen.facts.weeks, seen.curve_km, strict=True):
        number, start = fact.week, fact.start
        end = start + _WEEK
        race = sum(session.distance_km for session in fact.sessions if session.type == "race")
        # Without weeks of one's own the curve is the table; with them it has the race that is planned.
        in_curve = RACE_KM.get(block.goal, 0.0) if own and race else race
        rows.append(
            {
                "n": number,
                **_named(start, fact.phase, fact.strength_phase, fact.note),
                "back": int(fact.step_back),
                "race": race,
                "off": [place for place, date in enumerate(fact.dates) if date in off] if off else [],
                "now": int(today is not None and start <= today < end),
                "km": round(fact.run_km - race, 1),
                "curve": round(curve - in_curve, 1),
                "own": int(number in own),
                "spike": seen.spikes.get(number, ""),
                "much": format_number(from_km(fact.run_km, block.units)),
                "min": minutes.get(number, 0),
                "time": format_minutes(minutes.get(number, 0)),
                "share": round(shares[number], 3) if number in shares else None,
                "sets": sets.get(number, 0),
                "s": members.get(number, []),
            }
        )
    return {"weeks": rows, "titles": list(titles), "lists": lists}


@lru_cache(maxsize=1024)
def _named(start: dt.date, phase: str, part: str, note: str) -> dict[str, str]:
    """What a week is called; it is the same in most plans of a block."""
    return {
        "start": start.isoformat(),
        "day": format_day(start).split(" ", 1)[1],
        "phase": phase,
        "said": f"{PHASE_NAMES.get(phase, phase)}; strength: {STRENGTH_PHASE_AIMS.get(part, part)}",
        "part": part,
        "note": week_remark(note),
    }


def _lists(seen: Seen) -> tuple[list[list[list[int]]], dict[str, int], dict[int, int]]:
    """Exercises and sets of each strength session, the same list once; which is whose; and the counted sets a week."""
    places = exercise_places(seen.plan.catalog)
    week_of = {session.session_id: session.week for session in seen.facts.strength}
    counted: dict[int, int] = {}
    known: dict[tuple[tuple[str, int, bool], ...], int] = {}
    list_of: dict[str, int] = {}
    for session_id, exercises in seen.facts.exercise_sets.items():
        list_of[session_id] = known.setdefault(tuple(exercises), len(known))
        week = week_of.get(session_id, 0)
        counted[week] = counted.get(week, 0) + sum(sets for _, sets, counts in exercises if counts)
    lists = [[[places.get(exercise_id, -1), sets] for exercise_id, sets, _ in one] for one in known]
    return lists, list_of, counted


def week_remark(note: str) -> str:
    """What is special about a week, besides its phase and its being a step-back week."""
    return "; ".join(part for part in note.split("; ") if part not in ("", "Step-back week", "Race week"))
