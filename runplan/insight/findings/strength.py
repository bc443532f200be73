"""What is worth saying about a block's strength work and wishes: nothing here forbids."""

from __future__ import annotations

from runplan.catalog.heavy_work import WEIGHTS
from runplan.catalog.rules import RULES, number
from runplan.insight.plan_facts import Finding, PlanFacts
from runplan.words import GOAL_NAMES, weeks_named

_SPARE_MINUTES = 6


def strength_weeks(facts: PlanFacts) -> list[Finding]:
    """A block with fewer weeks of heavy strength work than the trials that gained most (Eihara 2022)."""
    rule = "strength_weeks_minimum"
    least = int(number(rule))
    weeks = len({session.week for session in facts.strength if session.type == "heavy"})
    if weeks == 0 or weeks >= least:
        return []
    message = (
        f"The block has {weeks} week{'s' if weeks > 1 else ''} of heavy strength work. Start earlier or carry on "
        "after the block if you can: in a review of trials, 10 to 14 weeks were associated with a larger gain in "
        "running economy than 6 to 8, though the ranges overlap."
    )
    return [Finding("info", rule, None, "", message, "eihara2022")]


def kept_with_less(facts: PlanFacts) -> list[Finding]:
    """Fewer strength sessions than wished where what was built is kept: this is meant (Rønnestad 2011)."""
    weeks = facts.weeks_kept_with_less
    if not weeks:
        return []
    message = (
        f"{weeks_named(weeks).capitalize()} {'has' if len(weeks) == 1 else 'have'} fewer strength sessions than "
        f"the {facts.plan.block.strength_sessions} you asked for: in the last two weeks before a race, fewer are "
        "enough to keep your strength. In a small study of soccer players, one session per week maintained strength "
        "for 12 weeks."
    )
    return [Finding("info", "strength_weeks_keep", weeks[0], "", message, "ronnestad2011")]


def spare_minutes(facts: PlanFacts) -> list[Finding]:
    """Minutes that no session takes: because the weekly sets are reached with fewer, or for want of weights."""
    block = facts.plan.block
    taken = [one.duration_min for one in facts.strength if one.type in ("heavy", "general")]
    if not taken or max(taken) > block.strength_minutes - _SPARE_MINUTES:
        return []
    if not block.fills_minutes:
        why = (
            "that is enough for your weekly sets. To use the spare minutes, raise “Weekly sets per muscle” above "
            f"{block.sets_per_muscle}."
        )
    elif WEIGHTS.isdisjoint(block.equipment):
        why = (
            "without weights, more sets add little. To use the spare minutes, add a weight; a filled backpack will do."
        )
    else:
        why = "more sets would add little."
    message = f"Strength sessions take at most {max(taken)} of your {block.strength_minutes} minutes: {why}"
    return [Finding("info", "minutes", None, "", message, "our_assumption")]


def block_length(facts: PlanFacts) -> list[Finding]:
    """A race that comes too soon to build up to."""
    block = facts.plan.block
    weeks = len(facts.weeks)
    if block.race_date is None:
        return []
    fewest = int(number(f"block_short_{block.goal}"))
    if weeks >= fewest:
        return []
    message = (
        f"Your {GOAL_NAMES[block.goal]} is {weeks} weeks away. You would need {fewest} or more to build up and "
        "taper, so rely on your current fitness or choose a later race."
    )
    return [Finding("warning", "block_short", None, "", message, "our_assumption")]


def orphan_pins(facts: PlanFacts) -> list[Finding]:
    """Pins that move nothing: of sessions that the plan does not have, and of runs that the runner brings."""
    session_ids = {session.session_id for session in facts.sessions}
    rows = []
    for session_id, _ in facts.plan.block.pins:
        own = facts.plan.block.runs is not None and "-strength-" not in session_id
        if own or session_id not in session_ids:
            why = "RunPlan does not move the runs of your own plan" if own else "the plan has no such session"
            message = f"The pin on {session_id} has no effect: {why}."
            rows.append(Finding("warning", "orphan_pin", int(session_id[1:3]), session_id, message, "our_assumption"))
    return rows


def pain(facts: PlanFacts) -> list[Finding]:
    """The one line that every plan carries."""
    return [Finding("info", "pain", None, "", RULES["pain"].sentence, "our_assumption")]
