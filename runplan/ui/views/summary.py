"""The plan in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runplan.ui.views.parts import escape
from runplan.ui.words import GOAL_NAMES
from runplan.units import format_date, format_distance, format_minutes

if TYPE_CHECKING:
    from runplan.planning.plan import PlanTables

__all__ = ["summary_html"]


def summary_html(plan: PlanTables) -> str:
    """What a plan comes to, in one line.

    Parameters
    ----------
    plan : PlanTables

    Returns
    -------
    str
    """
    block, weeks, sessions = plan.block, plan.weeks, plan.sessions
    if block.race_date is not None:
        lead = f"{GOAL_NAMES[block.goal]} in {len(weeks)} weeks"
        when = f"on {format_date(block.race_date)}"
    else:
        lead = f"{len(weeks)} weeks"
        when = f"from {format_date(block.first_day)}"
    before = weeks[weeks["phase"] != "race"]
    top = before["run_km"].max()
    peak = before["week"].tolist()[before["run_km"].tolist().index(top)]
    strength = sessions[sessions["kind"] == "strength"]
    facts = [
        f"peak {format_distance(top, block.units)} in week {peak}",
        f"{len(strength)} strength sessions, {format_minutes(strength['minutes'].sum())} h",
    ]
    if plan.routines:
        _, routine = max(plan.routines, key=lambda pair: pair[1].cost_of_nothing)
        facts.append(f"muscle targets reached to {routine.reach:.0f} %")
    rest = "".join(f'<span class="rp-fact">{escape(fact)}</span>' for fact in facts)
    return (
        f'<div class="rp-summary"><strong>{escape(lead)}</strong> '
        f'<span class="rp-fact rp-when">{escape(when)}</span>{rest}</div>'
    )
