"""Sentences beside the muscles: what is not covered, and how near the block comes to the best possible."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from runplan.insight.coverage import BELOW, coverage_status
from runplan.words import inside, listed, weeks_named

if TYPE_CHECKING:
    import pandas as pd

    from runplan.plan.tables import PlanTables

_MISSED = 0.5
_SPAN = re.compile(r"(\d+)-(\d+)")  # as the labels of routines have it; a sentence says "to"


def muscle_words(plan: PlanTables) -> dict[str, Any]:
    """What stands beside the muscles; the bound that it names takes some time, so it is made when it is looked at."""
    status = coverage_status(plan)
    covered = (uncovered_sentence(plan, status), others_sentence(plan, status))
    return {"covered": [one for one in covered if one], "reach": reach_sentences(plan)}


def uncovered_sentence(plan: PlanTables, status: pd.DataFrame | None = None) -> str:
    """Which of the muscles that are judged against the whole target miss it, in words."""
    status = coverage_status(plan) if status is None else status
    if not (plan.sessions["kind"] == "strength").any():
        return "The plan has no strength sessions, so no muscle gets any sets."
    judged = status[status["priority"] & (status["target"] > 0)]
    short = judged[judged["share"] < BELOW - 1e-9]
    race = plan.weeks.loc[plan.weeks["phase"] == "race", "week"]
    light = " Race week has only light work." if short["week"].isin(race).any() else ""
    short = short[~short["week"].isin(race)]
    if short.empty:
        when = "before race week." if light else "in every week."
        return f"Every muscle that matters most to a runner, and the trunk, reaches its target {when}{light}"
    by_weeks: dict[str, list[str]] = {}
    for name, rows in short.groupby("name", sort=False):
        weeks = weeks_named(int(week) for week in rows["week"])
        by_weeks.setdefault(weeks, []).append(inside(str(name)))
    said = "; in ".join(f"{weeks}: {listed(names)}" for weeks, names in by_weeks.items())
    deep = short[short["share"] < _MISSED].groupby("name", sort=False).size()
    everywhere = [inside(str(name)) for name, count in deep.items() if count == len(plan.weeks) - len(race)]
    text = f"Below target in {said}."
    return text + (f" Below half of the target in every week: {listed(everywhere)}." if everywhere else "") + light


def others_sentence(plan: PlanTables, status: pd.DataFrame | None = None) -> str:
    """Which of the other muscles, whose target is half as high, get too few sets; empty where none does."""
    status = coverage_status(plan) if status is None else status
    judged = plan.weeks.loc[plan.weeks["phase"] != "race", "week"]
    others = status[~status["priority"] & (status["target"] > 0) & status["week"].isin(judged)]
    if others.empty or not (plan.sessions["kind"] == "strength").any():
        return ""
    shares = others["share"].clip(upper=1.0).groupby(others["name"], sort=False).mean()
    groups = (
        ("no sets for", shares <= 0),
        ("less than half of the target for", (shares > 0) & (shares < _MISSED - 1e-9)),
        ("too few for", (shares >= _MISSED - 1e-9) & (shares < BELOW - 1e-9)),
    )
    said = [
        f"{words} {listed([inside(str(name)) for name in shares.index[hit]])}" for words, hit in groups if hit.any()
    ]
    return f"Other muscles, with half the target: {'; '.join(said)}." if said else ""


def reach_sentences(plan: PlanTables) -> list[str]:
    """How near each part of the block comes to its targets, and the most that any plan could."""
    said = []
    for label, routine in plan.routines:
        part = _SPAN.sub(r"\1 to \2", label)
        start = f"{part[:1].upper()}{part[1:]}: reaches {_floor(routine.reach)} %"
        if set(routine.request.session_types) == {"routine"}:
            said.append(
                f"{start}. The routine of less than 20 minutes is fixed; other exercises in the same time could "
                f"reach at most {_ceil(routine.bound())} %."
            )
        else:
            said.append(
                f"{start}. In straight sets, no plan with this time and equipment can exceed "
                f"{_ceil(routine.bound())} %."
            )
    if said:
        return said
    if (plan.sessions["kind"] == "strength").any():
        return ["Change any setting to see how near the plan is to the best possible: this one was read from a file."]
    return ["The plan has no strength sessions."]


def _floor(value: float) -> str:
    return f"{int(value * 10) / 10:.1f}".removesuffix(".0")


def _ceil(value: float) -> str:
    return f"{-int(-value * 10 // 1) / 10:.1f}".removesuffix(".0")
