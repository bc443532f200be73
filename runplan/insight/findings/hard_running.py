"""What is worth saying about how hard the running is."""

from __future__ import annotations

from collections.abc import Iterable

from runplan.catalog.rules import number
from runplan.insight.intensity import minutes_of_runs
from runplan.insight.plan_facts import Finding, PlanFacts
from runplan.plan.records import Session
from runplan.plan.steps import parse_steps

_FEWEST_WEEKS = 4  # with quality runs; of fewer the share says nothing


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
    about = "about " if _without_steps(quality) else ""
    message = (
        f"Of your training time {about}{faster} % is faster than easy ({split}), and we would want "
        f"{number(rule):g} % at most (our assumption): if you stay tired, run one of the quality runs easily. How much "
        "is best is not known: in a trial, 38 recreational runners did as well with 23 % as with 60 % (Festa 2020)."
    )
    return [Finding("info", rule, None, "", message, "our_assumption", faster)]


def _without_steps(runs: Iterable[Session]) -> bool:
    return any(not parse_steps(run.steps) for run in runs)
