"""A peak that is further over the kilometres now than published plans go."""

from __future__ import annotations

from runplan.catalog.rules import RULES, number
from runplan.insight.findings.rises import steep_peak, whole_units
from runplan.insight.plan_facts import ROUNDING_KM, Finding, PlanFacts
from runplan.plan.block import Block
from runplan.units import format_distance, format_number

_BURFOOT_KM = (20.0, 70.0)


def published_peak(facts: PlanFacts) -> list[Finding]:
    """A peak that rises further from many kilometres a week than published plans do, for those start with fewer.

    What is too much for whoever starts with fewer is `peak_rise`, which says enough where it speaks. Run plans of the
    runner's own are not judged by it.
    """
    block, rule = facts.plan.block, "peak_published"
    now, peak = block.weekly_km_now, block.weekly_km_peak
    most = most_km(block)
    if block.runs is not None or now < number("peak_published_km") or peak <= most + ROUNDING_KM or steep_peak(facts):
        return []
    near = whole_units(most, block.units)
    texts = [format_distance(km, block.units) for km in (peak, now, near)]
    first, last = (format_distance(km, block.units, digits=0) for km in _BURFOOT_KM)
    message = (
        f"Your peak of {texts[0]} is {format_number(peak / now, 2)} times your current {texts[1]} per week; we "
        f"suggest {texts[2]} at most (our assumption). Published plans that rise further, such as "
        f"Burfoot's (from {first} to {last}), start lower."
    )
    return [Finding("info", rule, None, "", message, RULES[rule].source_id, peak / now)]


def most_km(block: Block) -> float:
    """The largest peak that is no further over the kilometres now than published plans go [km/week]."""
    return block.weekly_km_now * (1 + number("peak_published") / 100)
