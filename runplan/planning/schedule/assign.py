"""Between sessions and layouts: what each week asks of a layout, and which session gets which of its days.

In: a Block and its weeks. Out: the constraints of each week's layout; and from its day-states, a day for each session.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from runplan.plan.block import SESSION_ID, Block
from runplan.planning.schedule.costs import (
    EASY,
    GENERAL,
    HEAVY,
    LIGHT,
    LONG,
    NONE,
    QUALITY,
    RACE,
    RUN_OF,
    STATE_OF,
    STRENGTH_OF,
)
from runplan.planning.schedule.week_layouts import WeekConstraints
from runplan.planning.weeks.outline import ALL_DAYS, Week

RUN_KINDS = {"easy": EASY, "quality": QUALITY, "long": LONG}
STRENGTH_KINDS = {"heavy": HEAVY, "general": GENERAL, "core": LIGHT, "routine": LIGHT}


class Assignment(NamedTuple):
    """The days of one week's sessions: session id to index of the day, and the type of each strength session."""

    days: dict[str, int]
    strength: tuple[str, ...]


def _session_ids(week: Week) -> dict[str, int]:
    """Ids of the week's movable sessions, with their kind."""
    prefix = f"w{week.week:02d}-"
    if week.imported is not None:
        return _strength_ids(week)
    racing = week.race_day >= 0
    has_long = not racing and week.runs > 0 and week.long_km > 0
    easy = week.runs - week.quality - has_long
    ids = {prefix + "long": LONG} if has_long else {}
    ids |= {f"{prefix}quality-{number + 1}": QUALITY for number in range(week.quality)}
    ids |= {f"{prefix}easy-{number + 1}": EASY for number in range(easy)}
    return ids | _strength_ids(week)


def _strength_ids(week: Week) -> dict[str, int]:
    return {
        f"w{week.week:02d}-strength-{number + 1}": STRENGTH_KINDS[kind] for number, kind in enumerate(week.strength)
    }


def _fixed(week: Week) -> tuple[int, ...]:
    """The bits of easy, quality, long and race days of given runs; of two runs on a day the harder one counts."""
    if week.imported is None:
        return ()
    hardest = [NONE] * 7
    for day, run in week.imported:
        hardest[day] = max(hardest[day], STATE_OF[run.type])
    return tuple(
        sum((state == kind) << day for day, state in enumerate(hardest)) for kind in (EASY, QUALITY, LONG, RACE)
    )


def _runs_beside_races(week: Week) -> int:
    """On how many days of races another run stands too, of runs that are given: such a day is no day of rest."""
    runs = week.imported or ()
    races = {day for day, run in runs if run.type == "race"}
    return len(races & {day for day, run in runs if run.type != "race"})


def orphan_pins(block: Block, weeks: Sequence[Week]) -> tuple[str, ...]:
    """Pins that name a session which the plan does not have."""
    session_ids = {session_id for week in weeks for session_id in _session_ids(week)}
    return tuple(session_id for session_id, _ in block.pins if session_id not in session_ids)


def constraints_of(
    block: Block, weeks: Sequence[Week], previous: Mapping[int, tuple[int, ...]] | None = None
) -> tuple[WeekConstraints, ...]:
    """What each week asks of its layout."""
    names = block.week_days
    long_run_day = names.index(block.long_run_day)
    pins: dict[int, list[tuple[str, int]]] = {}
    for session_id, weekday in block.pins:
        match = SESSION_ID.fullmatch(session_id)
        assert match is not None
        pins.setdefault(int(match["week"]), []).append((session_id, names.index(weekday)))
    week_constraints = []
    for week in weeks:
        ids = _session_ids(week)
        kinds = list(ids.values())
        pinned = [(ids[session_id], day) for session_id, day in pins.get(week.week, []) if session_id in ids]
        plain = not week.irregular and not pinned
        week_constraints.append(
            WeekConstraints(
                easy=kinds.count(EASY),
                quality=kinds.count(QUALITY),
                long=kinds.count(LONG),
                race_day=week.race_day,
                heavy=kinds.count(HEAVY),
                general=kinds.count(GENERAL),
                light=kinds.count(LIGHT),
                free_days=week.free_days,
                strength_days=week.strength_days,
                heavy_days=week.heavy_days,
                long_days=1 << long_run_day if plain else week.long_days if not pinned else ALL_DAYS,
                long_run_day=long_run_day,
                quality_days=week.quality_days if not pinned else ALL_DAYS,
                rest_days=block.rest_days + _runs_beside_races(week),
                doubles=block.doubles,
                school=block.school,
                run_pins=tuple(sorted((kind, day) for kind, day in pinned if kind in RUN_KINDS.values())),
                strength_pins=tuple(sorted((kind, day) for kind, day in pinned if kind in STRENGTH_KINDS.values())),
                previous=() if previous is None else previous.get(week.week, ()),
                fixed=_fixed(week),
            )
        )
    return tuple(week_constraints)


def kind_bits(states: Sequence[int]) -> tuple[int, ...]:
    """The bits of a week's easy, quality, long and strength days."""
    bits = [0, 0, 0, 0]
    for day, state in enumerate(states):
        for column, kind in enumerate((EASY, QUALITY, LONG)):
            bits[column] |= (RUN_OF[state] == kind) << day
        bits[3] |= (STRENGTH_OF[state] > 0) << day
    return tuple(bits)


def assign_days(week: Week, states: Sequence[int], pins: Mapping[str, int]) -> Assignment:
    """A day for each session of a week: pinned ones theirs, the rest in order of their numbers."""
    ids = _session_ids(week)
    days = {session_id: pins[session_id] for session_id in ids if session_id in pins}
    if week.imported is not None:
        days |= {run.session_id: day for day, run in week.imported}
    taken_runs = {day for session_id, day in days.items() if ids.get(session_id) in RUN_KINDS.values()}
    taken_strength = {day for session_id, day in days.items() if ids.get(session_id) in STRENGTH_KINDS.values()}
    for kind in RUN_KINDS.values() if week.imported is None else ():
        left = [day for day in range(7) if RUN_OF[states[day]] == kind and day not in taken_runs]
        waiting = [session_id for session_id in ids if ids[session_id] == kind and session_id not in days]
        days.update(zip(waiting, left, strict=True))
    open_days = {
        kind: [day for day in range(7) if STRENGTH_OF[states[day]] == kind and day not in taken_strength]
        for kind in (LIGHT, GENERAL, HEAVY)
    }
    waiting_for = {
        kind: [session_id for session_id in ids if ids[session_id] == kind and session_id not in days]
        for kind in (LIGHT, GENERAL, HEAVY)
    }
    demoted = len(waiting_for[HEAVY]) - len(open_days[HEAVY])
    first = sorted(open_days[HEAVY] + open_days[GENERAL][:demoted])
    days.update(zip(waiting_for[HEAVY], first, strict=True))
    days.update(zip(waiting_for[GENERAL], open_days[GENERAL][demoted:], strict=True))
    days.update(zip(waiting_for[LIGHT], open_days[LIGHT], strict=True))
    if week.race_day >= 0 and week.imported is None:
        days[f"w{week.week:02d}-race"] = week.race_day
    strength = tuple(
        "general"
        if kind == "heavy" and STRENGTH_OF[states[days[f"w{week.week:02d}-strength-{number + 1}"]]] != HEAVY
        else kind
        for number, kind in enumerate(week.strength)
    )
    return Assignment(days, strength)
