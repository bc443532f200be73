"""What is worth saying about how hard the running is."""

from __future__ import annotations

import re
from collections.abc import Iterable

from runplan.catalog.rules import number
from runplan.insight.intensity import minutes_of_runs
from runplan.insight.plan_facts import Finding, PlanFacts
from runplan.plan.block import Block
from runplan.plan.records import Session, week_of
from runplan.plan.steps import parse_steps
from runplan.planning.running.step_paces import race_target
from runplan.units import format_distance
from runplan.words import GOAL_NAMES, STEP_NAMES, inside

_FEWEST_WEEKS = 4  # with quality runs; of fewer the share says nothing
_FAST_WORDS = re.compile(
    r"(?<!easy )(?:pace|effort)|fast|strong|tempo|race|progress|finish|marathon|goal|@|\b(?:mp|hmp?|5 ?k|10 ?k)\b",
    re.IGNORECASE,
)


def hard_share(facts: PlanFacts) -> list[Finding]:
    """More of the training time faster than easy than the rule's share; the race is left out.

    No trial says how much is too much, so it is information.
    """
    rule = "hard_share"
    zones = minutes_of_runs(facts.plan).percents()
    quality = [run for run in facts.runs if run.is_quality]
    faster = 100 - zones.get("easy", 100)
    if faster <= number(rule) or len({run.week for run in quality}) < _FEWEST_WEEKS:
        return []
    parts = [f"{zones[zone]} % {zone}" for zone in ("moderate", "hard") if zones[zone]]
    split = " and ".join(parts) if len(parts) > 1 else f"all of it {parts[0].split()[-1]}"
    about = "About " if _without_steps(quality) else ""
    message = (
        f"{about}{faster} % of your training time is faster than easy ({split}); we suggest {number(rule):g} % at "
        "most (our assumption). If you keep feeling tired, make one of the hard sessions an easy run. Nobody knows "
        "how much is best: in a trial, 38 recreational runners did as well with 23 % as with 60 % (Festa 2020)."
    )
    return [Finding("info", rule, None, "", message, "our_assumption", faster)]


def _without_steps(runs: Iterable[Session]) -> bool:
    return any(not parse_steps(run.steps) for run in runs)


def race_pace(facts: PlanFacts) -> list[Finding]:
    """A race block whose runs before the race week have no work at the pace of the race.

    A run that may have some, as its steps are not known, keeps it silent.
    """
    block, rule = facts.plan.block, "race_pace_work"
    if block.race_date is None or block.goal not in GOAL_NAMES:
        return []
    target = race_target(block.goal)
    targets = {target, "interval"} if target == "intervals" else {target}  # 5k and interval pace are near each other
    race_week = week_of(block.race_date, block.first_day)
    if any(run.week < race_week and _may_have(run, targets) for run in facts.runs):
        return []
    message = (
        f"No run before race week includes {inside(STEP_NAMES[target])}, so you would hardly know how it feels "
        f"(our assumption). {_way_to_race_pace(facts, block)}"
    )
    return [Finding("info", rule, None, "", message, "our_assumption")]


def _may_have(run: Session, targets: set[str]) -> bool:
    """Whether a run has work at one of these paces, or its steps are not known and it may have."""
    steps = parse_steps(run.steps)
    if steps:
        return any(step.target in targets for step in steps)
    return bool(run.steps) or run.is_quality or (run.type != "race" and bool(_FAST_WORDS.search(run.note)))


def _way_to_race_pace(facts: PlanFacts, block: Block) -> str:
    if block.runs is not None:
        return "Run the end of a long run at that pace, or the repeats of another run."
    if not block.quality_runs:
        return "Plan one hard session per week to practise it."
    least = number("quality_from_km")
    if max((week.sessions_km for week in facts.weeks if not week.has_race), default=0.0) < least:
        return f"RunPlan plans hard sessions only in weeks of {format_distance(least, block.units)} or more."
    return "A longer block or a greater weekly distance may leave room for it."
