"""A plan as the board shows it: its line, its weeks and sessions, and the muscles week by week."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import numpy.typing as npt

from runplan.insight.analysis import Seen
from runplan.insight.coverage import BELOW, HIGHEST_LOAD, JUDGED, TRUNK, Counted
from runplan.insight.run_text import run_text
from runplan.plan.block import RACE_KM
from runplan.plan.events import EVENT_NAMES, WITHOUT_TRAINING, Event
from runplan.plan.matching import done_km
from runplan.plan.records import Week
from runplan.schema import MUSCLES, STATUSES, TRUNK_MUSCLES, WAY_BACK
from runplan.ui.field_text import GOAL_NAMES
from runplan.units import counted, format_date, format_day, format_distance, format_minutes, format_number, from_km
from runplan.words import PHASE_NAMES, STRENGTH_PHASE_AIMS, inside, weeks_named

if TYPE_CHECKING:
    from runplan.catalog import Catalog

MAIN_MUSCLES = "calves, buttocks, hamstrings, quadriceps, adductors, and the trunk as one"
_ROUNDING = 1e-9


@lru_cache(maxsize=8)
def main_shares(of_plan: Counted) -> dict[int, float]:
    """Mean share of the week's target in the main muscles, each counted to its target at most, by week."""
    shares, asked = _shares(of_plan, [of_plan.rows.index(muscle) for muscle in JUDGED])
    return {
        number: float(share[wanted].mean())
        for number, (share, wanted) in enumerate(zip(shares, asked, strict=True), start=1)
        if wanted.any()
    }


@lru_cache(maxsize=8)
def others_short(of_plan: Counted) -> tuple[int, int]:
    """How many of the other muscles stay under their target in the mean of the weeks, and how many there are."""
    others = [place for place, muscle in enumerate(of_plan.rows) if muscle not in JUDGED]
    shares, asked = _shares(of_plan, others)
    asked &= of_plan.judged[:, None]
    means = [share[wanted].mean() for share, wanted in zip(shares.T, asked.T, strict=True) if wanted.any()]
    return sum(bool(mean < BELOW - _ROUNDING) for mean in means), len(means)


def _shares(of_plan: Counted, rows: list[int]) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.bool_]]:
    """What some rows get of their target, week x row, counted to the target at most; and where there is a target."""
    done, target = of_plan.done[:, rows], of_plan.target[:, rows]
    asked = target > 0
    return np.minimum(1.0, np.divide(done, target, out=np.ones_like(done), where=asked)), asked


def summary(seen: Seen) -> dict[str, Any]:
    """What a plan comes to, in one line."""
    plan = seen.plan
    block, weeks = plan.block, seen.facts.weeks
    if block.race_date is not None:
        lead = f"{GOAL_NAMES[block.goal]} in {len(weeks)} weeks"
        when = f"on {format_date(block.race_date)}"
    else:
        lead = f"{len(weeks)} weeks"
        when = f"from {format_date(block.first_day)}"
    km = [0.0 if week.phase == "race" else week.run_km for week in weeks]
    top = max(km)
    strength = seen.facts.strength
    minutes = sum(session.duration_min for session in strength)
    about = f"{format_minutes(minutes)} h in total."
    if any(session.duration_min < block.strength_minutes for session in strength):
        given = f"your {block.strength_minutes} minutes"
        about += f" A session is shorter than {given} if it reaches the week’s targets in less time."
    about += _fewer(seen)
    facts = [
        [f"peak {format_distance(top, block.units)} in week {km.index(top) + 1}", ""],
        [counted(len(strength), "strength session"), about if strength else ""],
    ]
    if strength:
        facts.append(_muscle_share(seen))
    return {"lead": lead, "when": when, "facts": facts}


def _fewer(seen: Seen) -> str:
    """Which weeks have fewer strength sessions than wished, and that this is meant."""
    wished = seen.plan.block.strength_sessions
    fewer = seen.facts.weeks_kept_with_less
    if not fewer:
        return ""
    verb = "holds" if len(fewer) == 1 else "hold"
    return f" {weeks_named(fewer).capitalize()} {verb} fewer than {wished}: that is enough to keep what you have built."


def _muscle_share(seen: Seen) -> list[str]:
    """What the muscles get before the race week, by the measure of the board's last column."""
    of_plan = seen.facts.counted
    shares = main_shares(of_plan)
    weeks = [shares[week] for week, judged in enumerate(of_plan.judged, start=1) if judged and week in shares]
    share = int(100 * sum(weeks) / len(weeks) + 1e-9) if weeks else 0
    short, others = others_short(of_plan)
    rest = f"{short} of the {others} other muscles get too few. " if short > 1 else ""
    rest = rest or (f"1 of the {others} other muscles gets too few. " if short else "")
    return [
        f"main muscles {share} %",
        f"How much of their target sets the main muscles get: {MAIN_MUSCLES}. This is the average of the weeks "
        f"before race week; more than the target counts as the target. {rest}See Muscles for all of them.",
    ]


_TRUNK_PLACES = [MUSCLES.index(muscle) for muscle in TRUNK_MUSCLES]
LOAD_STEPS = 4
"""Running's load is shown in this many steps of the highest: it is ordinal, and finer steps would claim more."""


def muscles(seen: Seen) -> dict[str, Any]:
    """Sets, targets and loads."""
    strength = _strength(seen.facts.counted)
    load = seen.facts.load
    load = np.column_stack([load, load[:, _TRUNK_PLACES].mean(axis=1)])
    mean_load = load.mean(axis=0)
    top = float(mean_load.max()) or 1.0
    return {
        "sets": strength.sets,
        "of": strength.of,
        "targets": strength.targets,
        "load": _steps(load, HIGHEST_LOAD),
        "mean": {"sets": strength.mean_sets, "target": strength.mean_target, "load": _steps(mean_load, top)},
    }


class _Strength(NamedTuple):
    """What hangs on the strength work alone."""

    sets: list[list[float]]
    of: list[int]
    targets: list[list[float]]
    mean_sets: list[float]
    mean_target: list[float]


@lru_cache(maxsize=8)
def _strength(counted: Counted) -> _Strength:
    trunk = counted.rows.index(TRUNK)
    sets = np.column_stack([counted.sets, counted.done[:, trunk]])
    target = np.column_stack([counted.asked, counted.target[:, trunk]])
    kinds: dict[tuple[float, ...], int] = {}
    of = [kinds.setdefault(tuple(row), len(kinds)) for row in target.tolist()]
    targets = _short(np.array(list(kinds)))
    return _Strength(_short(sets), of, targets, _short(sets.mean(axis=0)), _short(target.mean(axis=0)))


def _steps(load: npt.NDArray[np.float64], highest: float) -> list[Any]:
    steps: list[Any] = np.rint(load * LOAD_STEPS / highest).astype(int).tolist()
    return steps


def _short(values: Any) -> Any:
    """Two decimals, and no decimal where it is whole: the message is read by machines, but sent each time."""
    if isinstance(values, np.ndarray) and values.ndim > 1:
        return [_short(row) for row in values]
    return [int(value) if value == int(value) else round(value, 2) for value in values.tolist()]


_WEEK = dt.timedelta(days=7)
_HEADS = {"extra_race": "Extra race"}  # names that are shorter in the head of a week
_BESIDE = {"extra_race": "Race", "travel": "Travel"}  # and beside another name
_HEAD_LETTERS = 13  # so many have room in the head of a week
_ON_DAYS = (*WITHOUT_TRAINING, "travel", "tired")
"""The kinds of events whose days carry their name."""


def weeks(seen: Seen, today: dt.date | None) -> dict[str, Any]:
    """All weeks, each with its sessions."""
    plan = seen.plan
    block = plan.block
    lists, list_of, sets = _lists(seen)
    titles: dict[str, int] = {}
    runs, paces = run_text(block, "×"), {"": 0}
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
                paces.setdefault(runs.short(session) if session.is_run else "", len(paces)),
                STATUSES.index(session.status),
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
                "now": (today - start).days + 1 if today is not None and start <= today < end else 0,
                **_happened(block.events, fact),
                **_done(fact, block.units, today),
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
    return {"weeks": rows, "titles": list(titles), "paces": list(paces), "lists": lists}


def _happened(events: Sequence[Event], week: Week) -> dict[str, Any]:
    """What events make of a week: a few words for its head, and a word on each of their days."""
    start = week.start
    of_week = [event for event in events if event.first < start + _WEEK and event.last_day >= start]
    label = _head([event.kind for event in of_week if event.kind in week.remarks], back=WAY_BACK in week.remarks)
    days = {
        day: EVENT_NAMES[event.kind].lower()
        for event in of_week
        if event.kind in _ON_DAYS
        for day in range(max(0, (event.first - start).days), min(7, (event.last_day - start).days + 1))
    }
    return {"happened": label, "out": list(days.items())} if label or days else {}


def _head(kinds: Sequence[str], *, back: bool) -> str:
    """What events make of a week, in as many letters as its head has room for.

    >>> [_head(kinds, back=False) for kinds in ((), ("travel",), ("ill", "tired"), ("ill", "ill"), ("ill",) * 3)]
    ['', 'Travelling', 'Ill, tired', 'Ill twice', '3 events']
    >>> [_head(kinds, back=True) for kinds in ((), ("ill",), ("injured",), ("ill", "tired"))]
    ['Easing back', 'Ill, back', 'Injured, back', '2 events, back']
    """
    if not kinds:
        return "Easing back" if back else ""
    if len(kinds) == 1 and not back:
        return _HEADS.get(kinds[0], EVENT_NAMES[kinds[0]])
    names = [_BESIDE.get(kind, EVENT_NAMES[kind]) for kind in kinds]
    head = (
        f"{names[0]} twice"
        if len(names) == 2 and len(set(names)) == 1
        else ", ".join([names[0], *map(inside, names[1:])])
    )
    tail = ", back" if back else ""
    is_told_apart = len(names) == 2 or len(set(names)) == len(names)
    fits = is_told_apart and len(head + tail) <= _HEAD_LETTERS
    return (head if fits else counted(len(kinds), "event")) + tail


def _done(week: Week, units: str, today: dt.date | None) -> dict[str, str]:
    """How far was run of a week that has begun, where something of it is marked."""
    kilometres = done_km(week.sessions) if today is not None and week.start <= today else None
    return {} if kilometres is None else {"done": format_number(from_km(kilometres, units))}


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


@lru_cache(maxsize=8)
def exercise_places(catalog: Catalog) -> dict[str, int]:
    """The number by which the board knows an exercise."""
    return {str(exercise_id): place for place, exercise_id in enumerate(catalog.exercises.index)}


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
