"""A peak that is further over the kilometres now than published plans go."""

from __future__ import annotations

from runplan.catalog.rules import RULES, number
from runplan.insight.findings.rises import steep_peak
from runplan.insight.plan_facts import ROUNDING_KM, Finding, PlanFacts
from runplan.units import format_distance, format_number, from_km, to_km


def published_peak(facts: PlanFacts) -> list[Finding]:
    """A peak beyond those of published plans that start with as many kilometres a week.

    Published plans that start with fewer rise further; what is too much for those is `peak_rise`, which says enough
    where it speaks. Run plans of the runner's own are not judged by it.
    """
    block, rule = facts.plan.block, "peak_published"
    now, peak = block.weekly_km_now, block.weekly_km_peak
    most = now * (1 + number(rule) / 100)
    if block.runs is not None or now < number("peak_published_km") or peak <= most + ROUNDING_KM or steep_peak(facts):
        return []
    near = to_km(int(from_km(most, block.units)), block.units)
    message = (
        f"Your peak of {format_distance(peak, block.units)} is {format_number(peak / now, 2)} times your "
        f"{format_distance(now, block.units)} a week now; published plans that start with "
        f"{format_distance(number('peak_published_km'), block.units, digits=0)} reach 1.5 times that. If you have not "
        f"run so much before, a peak of {format_distance(near, block.units)} is nearer to them."
    )
    return [Finding("info", rule, None, "", message, RULES[rule].source_id, peak / now)]
