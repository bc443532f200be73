"""What is worth saying about days without a run that the block knows of: how training comes back after them."""

from __future__ import annotations

from runplan.insight.plan_facts import Finding, PlanFacts
from runplan.planning.running.gaps import Gap, gaps_of
from runplan.units import counted, format_distance
from runplan.words import percent

_ABOVE = 1.1  # of what a week after a gap has: the runner's own changes may make it so much larger


def gap_returns(facts: PlanFacts) -> list[Finding]:
    """For each gap after which training comes back in steps, how large its first week and its last are."""
    return [_gap_return(facts, gap) for gap in gaps_of(facts.plan.block) if _comes_back(facts, gap)]


def eased_back(facts: PlanFacts) -> frozenset[int]:
    """The weeks after a gap that are no larger than the way back has them."""
    return frozenset(gap.back for gap in gaps_of(facts.plan.block) if _comes_back(facts, gap))


def _comes_back(facts: PlanFacts, gap: Gap) -> bool:
    if gap.week_share == 1 or gap.back > len(facts.weeks):
        return False
    before, back = facts.weeks[gap.before - 1], facts.weeks[gap.back - 1]
    return 0 < back.sessions_km <= _ABOVE * gap.week_share * before.sessions_km and not back.has_race


def _gap_return(facts: PlanFacts, gap: Gap) -> Finding:
    units = facts.plan.block.units
    before, back = facts.weeks[gap.before - 1], facts.weeks[gap.back - 1]
    share = percent(back.sessions_km / before.sessions_km)
    message = (
        f"After {gap.days} days without a run training comes back in steps: week {gap.back} has "
        f"{format_distance(back.sessions_km, units)}, {share} of week {gap.before}, and no quality run for "
        f"{counted(gap.easy_days, 'day')}"
    )
    last = facts.weeks[min(gap.last_week_back, len(facts.weeks)) - 1]
    if last.week > back.week and not last.has_race and last.sessions_km > back.sessions_km:
        message += f"; week {last.week} is at {format_distance(last.sessions_km, units)}"
    message += ". What was missed is not made up for."
    return Finding("info", "gap_return", gap.back, "", message, "our_assumption", back.sessions_km)
