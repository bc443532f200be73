"""How long the runs of a run plan of the runner's own are, and what follows for the Block's running fields.

In: its records. Out: kilometres and minutes of each, the one by the other where the plan gives one; running fields.
"""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from runplan.catalog.rules import number
from runplan.errors import BlockError
from runplan.plan.fields import FIELDS
from runplan.plan.imported_runs import RACE_KM, DatedRun, ImportedRun
from runplan.plan.records import QUALITY_TYPES, Session
from runplan.plan.steps import parse_steps, race_km_of
from runplan.schema import RUN_TYPES

if TYPE_CHECKING:
    from runplan.plan.block import Block


_ROUNDED_M = 100  # [m], as steps in miles are rounded
_PACE_NAMES = {name: name for name in ("easy", "jog", "tempo", "intervals", "hills")}
_PACE_NAMES |= {"marathon": "race_marathon", "half": "race_half", "10k": "race_10k", "threshold": "tempo"}
_PACE_NAMES |= {"race": "race_10k", "interval": "intervals", "repetition": "intervals", "strides": "intervals"}


class Sized(NamedTuple):
    """How long a run is: what the plan gives, and the other of the two by pace."""

    km: float  # [km]
    minutes: int  # [min], rounded up
    assumed: bool  # whether the plan gives neither, nor its steps
    race_km: float  # [km] of a race itself; else of all of the run


def sized(run: ImportedRun, easy_pace: int, goal: str) -> Sized:
    """Kilometres and minutes of a run.

    Raises
    ------
    BlockError
        If a race has no length and the goal does not tell it.
    """
    if run.type == "race":
        name = f"race_{goal}" if goal in RACE_KM else "race_10k"
    else:
        name = "easy" if run.type == "long" else run.type
    pace = easy_pace * number(f"pace_{name}") / 60  # [min/km]
    km, minutes = run.km, run.minutes
    assumed = not km and not minutes and not run.steps
    if assumed and run.type == "race":
        if goal not in RACE_KM:
            raise BlockError(
                f"The run plan's race ({run.wording[:40] or run.weekday}) has no distance: set goal to "
                f"{', '.join(RACE_KM)}."
            )
        km = RACE_KM[goal]
    elif assumed:
        km = number("least_run_km")
    if not km and minutes:
        km = max(0.1, round(minutes / pace, 1))
    elif not km:
        paces = step_paces_of(easy_pace)
        steps = parse_steps(run.steps)
        km = max(0.1, round(sum(step.metres_at(paces) for step in steps) / 1000, 1))
        minutes = sum(step.seconds_at(paces) for step in steps) / 60
    race_km = race_km_of(run.steps, km) if run.type == "race" else km
    assert race_km is not None
    besides = max(0.0, km - race_km)  # warm-up and cool-down, of which the time of a race has nothing
    running = minutes or race_km * pace + _jogs_besides(run)
    return Sized(km, math.ceil(round(running + besides * easy_pace / 60, 6)), assumed, race_km)


def _jogs_besides(run: ImportedRun) -> float:
    """Minutes of jogs by time that the kilometres of a run leave out: those are of its other parts alone."""
    steps = parse_steps(run.steps)
    is_by_distance = all(step.metres for step in steps)
    if not is_by_distance or abs(sum(step.total_metres for step in steps) - 1000 * (run.km or 0.0)) > _ROUNDED_M:
        return 0.0
    return sum(step.repeat * step.recovery_seconds for step in steps) / 60


def step_paces_of(easy_pace: int) -> dict[str, float]:
    """The pace of each target of a step [s/km] by an easy pace alone."""
    return {target: easy_pace * number(f"pace_{name}") for target, name in _PACE_NAMES.items()}


def timed_runs(block: Block, sessions: Iterable[Session]) -> frozenset[str]:
    """The runs whose length the runner's own plan gives in minutes only: their kilometres are an estimate."""
    timed = set()
    for week, day, run in block.run_places:
        if run.type in RUN_TYPES and run.km is None and (run.minutes is not None or run.steps):
            on_date = block.first_day + dt.timedelta(days=7 * (week - 1) + day)
            length = sized(run, block.easy_pace_s_per_km, block.goal)
            timed.add((on_date, run.type, length.km, length.minutes))
    return frozenset(
        session.session_id for session in sessions if (session.date, session.type, session.km, session.minutes) in timed
    )


def running_fields(dated_runs: Sequence[DatedRun], easy_pace: int, goal: str) -> dict[str, Any]:
    """The Block's running fields as these runs have them, each within what a Block allows."""
    km: defaultdict[int, float] = defaultdict(float)
    days: dict[int, set[int]] = {}
    quality: Counter[int] = Counter()
    longs: Counter[str] = Counter()
    for week, day, run in dated_runs:
        if week < 1 or run.type not in RUN_TYPES:
            continue
        length = sized(run, easy_pace, goal)
        km[week] += length.km - (length.race_km if run.type == "race" else 0.0)
        days.setdefault(week, set()).add(day)
        quality[week] += run.type in QUALITY_TYPES
        if run.type == "long":
            longs[run.weekday] += 1
    run_days = int(_within("run_days", max(len(on_days) for on_days in days.values())))
    with_km = [km[week] for week in sorted(km)] or [1.0]
    return {
        "weekly_km_now": _within("weekly_km_now", with_km[0]),
        "weekly_km_peak": _within("weekly_km_peak", max(with_km)),
        "weekly_km": (),
        "run_days": run_days,
        "long_run_day": longs.most_common(1)[0][0] if longs else "Sun",
        "quality_runs": min(int(_within("quality_runs", max(quality.values()))), run_days - 1),
    }


def _within(field: str, value: float) -> float:
    """A number moved into the field's bounds, to a tenth."""
    return round(float(min(FIELDS[field].high, max(FIELDS[field].low, value))), 1)
