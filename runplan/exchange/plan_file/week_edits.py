"""The kilometres of the weeks where a person edited runs: the weeks follow what the file says."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from runplan.units import format_number

_SAME_KM = 0.05  # half of the tenth to which kilometres are planned


class _Kilometres(NamedTuple):
    """What the runs of one week add up to [km]."""

    total: float
    longest: float  # the longest long run; the race in a week that has one


def _kilometres(sessions: pd.DataFrame) -> dict[int, _Kilometres]:
    runs = sessions[sessions["kind"] == "run"].fillna({"km": 0.0})
    found = {}
    for week in runs["week"].unique().tolist():
        mine = runs[runs["week"] == week]
        race, long = (mine.loc[mine["type"] == name, "km"] for name in ("race", "long"))
        chosen = race if len(race) else long
        longest = float(chosen.max()) if len(chosen) else 0.0
        found[week] = _Kilometres(round(float(mine["km"].sum()), 6), longest)
    return found


def follow_sessions(weeks: pd.DataFrame, sessions: pd.DataFrame) -> pd.DataFrame:
    """The weeks with `run_km` and `long_run_km` as the runs have them, where the two differ."""
    found = _kilometres(sessions)
    kept = {"run_km": weeks["run_km"].tolist(), "long_run_km": weeks["long_run_km"].tolist()}
    for place, week in enumerate(weeks["week"].tolist()):
        for column, km in zip(kept, found.get(week, _Kilometres(0.0, 0.0)), strict=True):
            if abs(kept[column][place] - km) >= _SAME_KM:
                kept[column][place] = km
    return weeks.assign(**kept)


def week_edits(planned: pd.DataFrame, sessions: pd.DataFrame) -> list[str]:
    """A sentence for each week whose runs add up to other kilometres than planned."""
    nothing = _Kilometres(0.0, 0.0)
    before, now = _kilometres(planned), _kilometres(sessions)
    races = set(sessions.loc[sessions["type"] == "race", "week"])
    edits = []
    for week in sorted({*before, *now}):
        old, new = before.get(week, nothing), now.get(week, nothing)
        parts = []
        if abs(old.total - new.total) >= _SAME_KM:
            parts.append(f"{format_number(new.total)} km of running instead of {format_number(old.total)}")
        if abs(old.longest - new.longest) >= _SAME_KM:
            name = "race" if week in races else "long run"
            parts.append(f"a {name} of {format_number(new.longest)} km instead of {format_number(old.longest)}")
        if parts:
            edits.append(f"Week {week} now has {' and '.join(parts)}.")
    return edits
