"""The plan in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runplan.insight.coverage import coverage_status
from runplan.ui.views.judged import MAIN_MUSCLES, before_race_week, main_shares, others_short
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
        (f"peak {format_distance(top, block.units)} in week {peak}", ""),
        (
            f"{len(strength)} strength sessions, {format_minutes(strength['minutes'].sum())} h",
            f"A session is shorter than the {block.strength_minutes} minutes given where the week’s targets are met in "
            "less."
            if (strength["minutes"] < block.strength_minutes).any()
            else "",
        ),
    ]
    if len(strength):
        facts.append(_muscles(plan))
    rest = "".join(
        f'<span class="rp-fact"{f" title={chr(34)}{escape(about)}{chr(34)}" if about else ""}>{escape(fact)}</span>'
        for fact, about in facts
    )
    return (
        f'<div class="rp-summary"><strong>{escape(lead)}</strong> '
        f'<span class="rp-fact rp-when">{escape(when)}</span>{rest}</div>'
    )


def _muscles(plan: PlanTables) -> tuple[str, str]:
    """What the muscles get before the race week, by the measure of the calendar's last column."""
    status = coverage_status(plan)
    shares = main_shares(status)
    weeks = [shares[week] for week in before_race_week(plan) if week in shares]
    share = int(100 * sum(weeks) / len(weeks) + 1e-9) if weeks else 0
    short, others = others_short(plan, status)
    rest = f"{short} of the {others} other muscles get too few. " if short > 1 else ""
    rest = rest or (f"1 of the {others} other muscles gets too few. " if short else "")
    return (
        f"main muscles get {share} % of their sets",
        f"Main muscles: {MAIN_MUSCLES}. The mean of the weeks before the race week; more than the target counts as the "
        f"target. {rest}The tab Coverage has them all.",
    )
