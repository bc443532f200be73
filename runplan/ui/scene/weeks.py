"""The weeks and their sessions, as the board and the equaliser show them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from runplan import schema
from runplan.planning.block import RACE_KM
from runplan.ui.scene.about import exercise_places
from runplan.ui.scene.seen import Seen
from runplan.ui.words import PHASE_NAMES, STRENGTH_PHASE_NAMES
from runplan.units import format_day, format_minutes, format_number, from_km

__all__ = ["week_remark", "weeks"]


def weeks(seen: Seen, today: dt.date | None) -> dict[str, Any]:
    """All weeks, each with its sessions.

    Parameters
    ----------
    seen : Seen
    today : datetime.date or None
        Marks the current week, where it is in the block.

    Returns
    -------
    dict
        weeks: one dict a week; titles, lists: what sessions name by number, a list being [exercise, sets] pairs.
    """
    plan = seen.plan
    block = plan.block
    lists, list_of, sets = _lists(seen)
    titles: dict[str, int] = {}
    members: dict[int, list[list[Any]]] = {}
    minutes: dict[int, int] = {}
    first_day = block.first_day
    table = plan.sessions
    extras = zip(table["session_id"].tolist(), table["effort"].tolist(), table["pinned"].tolist(), strict=True)
    extra = {session_id: (effort, int(pinned)) for session_id, effort, pinned in extras}
    for one in seen.facts.sessions:
        week, day = divmod((one.day - first_day).days, 7)
        run = one.kind == "run"
        much = format_number(from_km(one.km, block.units)) if run else str(one.minutes)
        members.setdefault(week + 1, []).append(
            [
                *(one.session_id, day, one.type, much, one.minutes, *extra[one.session_id]),
                *(titles.setdefault(one.title, len(titles)), -1 if run else list_of.get(one.session_id, -1)),
            ]
        )
        minutes[week + 1] = minutes.get(week + 1, 0) + one.minutes
    shares = seen.shares
    own, off = dict(block.weekly_km), frozenset(block.dates_off)
    rows = []
    table = plan.weeks
    columns = [table[name].tolist() for name in ("phase", "strength_phase", "run_km", "step_back", "note")]
    for fact, curve, phase, part, run_km, step_back, note in zip(
        seen.facts.weeks, seen.curve_km, *columns, strict=True
    ):
        number, start, dates = fact.week, fact.start, fact.days
        race = RACE_KM.get(block.goal, 0.0) if block.race_date is not None and block.race_date in dates else 0.0
        rows.append(
            {
                "n": number,
                "start": start.isoformat(),
                "day": format_day(start).split(" ", 1)[1],
                "phase": phase,
                "said": f"{PHASE_NAMES.get(phase, phase)}; strength: {STRENGTH_PHASE_NAMES.get(part, part)}",
                "part": part,
                "back": int(step_back),
                "race": race,
                "note": week_remark(note),
                "off": [place for place, date in enumerate(dates) if date in off] if off else [],
                "now": int(today in dates),
                "km": round(run_km - race, 1),
                "curve": round(curve - race, 1),
                "own": int(number in own),
                "spike": seen.spikes.get(number, ""),
                "much": format_number(from_km(run_km, block.units)),
                "min": minutes.get(number, 0),
                "time": format_minutes(minutes.get(number, 0)),
                "share": round(shares[number], 3) if number in shares else None,
                "sets": sets.get(number, 0),
                "s": members.get(number, []),
            }
        )
    return {"weeks": rows, "titles": list(titles), "lists": lists}


def _lists(seen: Seen) -> tuple[list[list[list[int]]], dict[str, int], dict[int, int]]:
    """Exercises and sets of each strength session, the same list once; which is whose; and the counted sets a week."""
    plan = seen.plan
    places = exercise_places(plan.catalog)
    counted: dict[int, int] = {}
    week_of = {session.session_id: session.week for session in seen.facts.strength}
    known: dict[tuple[tuple[int, int], ...], int] = {}
    list_of: dict[str, int] = {}
    pairs: dict[str, list[tuple[int, int]]] = {}
    table = plan.exercises
    for session_id, exercise_id, sets, section in zip(
        table["session_id"].to_numpy(),
        table["exercise_id"].to_numpy(),
        table["sets"].to_numpy(dtype="int64", na_value=0).tolist(),
        table["section"].to_numpy(),
        strict=True,
    ):
        pairs.setdefault(session_id, []).append((places.get(exercise_id, -1), sets))
        if section in schema.COUNTED_SECTIONS:
            week = week_of.get(session_id, 0)
            counted[week] = counted.get(week, 0) + sets
    for session_id, one in pairs.items():
        list_of[session_id] = known.setdefault(tuple(one), len(known))
    return [[[place, sets] for place, sets in one] for one in known], list_of, counted


def week_remark(note: str) -> str:
    """What is special about a week, besides its phase and its being a step-back week."""
    return "; ".join(part for part in note.split("; ") if part not in ("", "Step-back week", "Race week"))
