"""The kilometres of the weeks where a person edited runs: the weeks follow what the file says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from runplan.plan.records import Session, Week
from runplan.units import format_number

_SAME_KM = 0.05  # half of the tenth to which kilometres are planned


class _Kilometres(NamedTuple):
    """What the runs of one week add up to [km]."""

    total: float = 0.0
    longest: float = 0.0  # the longest long run; the race in a week that has one
    name: str = "long run"


def _kilometres(sessions: Sequence[Session]) -> dict[int, _Kilometres]:
    kilometres = {}
    for week in {session.week for session in sessions if session.is_run}:
        runs = [session for session in sessions if session.is_run and session.week == week]
        races, longs = ([run.distance_km for run in runs if run.type == name] for name in ("race", "long"))
        total = round(sum(run.distance_km for run in runs), 6)
        kilometres[week] = _Kilometres(total, max(races or longs, default=0.0), "race" if races else "long run")
    return kilometres


def follow_sessions(weeks: Sequence[Week], sessions: Sequence[Session]) -> list[Week]:
    """The weeks with `run_km` and `long_run_km` as the runs have them, where the two differ."""
    kilometres = _kilometres(sessions)
    followed = []
    for week in weeks:
        of_runs = kilometres.get(week.week, _Kilometres())
        run_km = of_runs.total if abs(week.run_km - of_runs.total) >= _SAME_KM else week.run_km
        long_run_km = of_runs.longest if abs(week.long_run_km - of_runs.longest) >= _SAME_KM else week.long_run_km
        followed.append(week._replace(run_km=run_km, long_run_km=long_run_km))
    return followed


def week_edits(planned: Sequence[Session], sessions: Sequence[Session]) -> list[str]:
    """A sentence for each week whose runs add up to other kilometres than planned."""
    before, now = _kilometres(planned), _kilometres(sessions)
    edits = []
    for week in sorted({*before, *now}):
        old, new = before.get(week, _Kilometres()), now.get(week, _Kilometres())
        parts = []
        if abs(old.total - new.total) >= _SAME_KM:
            parts.append(f"{format_number(new.total)} km of running instead of {format_number(old.total)}")
        if abs(old.longest - new.longest) >= _SAME_KM:
            parts.append(f"a {new.name} of {format_number(new.longest)} km instead of {format_number(old.longest)}")
        if parts:
            edits.append(f"Week {week} now has {' and '.join(parts)}.")
    return edits
