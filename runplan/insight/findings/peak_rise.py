"""A peak far over the kilometres that are run now, for the weeks that lead to it."""

from __future__ import annotations

from runplan.catalog.rules import number
from runplan.insight.plan_facts import Finding, PlanFacts
from runplan.units import counted, format_distance, format_number, from_km, to_km

_RULE = "peak_rise"
_ROUNDING_KM = 0.051  # distances of a plan are rounded to 0.1 km


def peak_rise(facts: PlanFacts) -> list[Finding]:
    """One warning where the curve's largest week asks for a large rise."""
    times = steep_peak(facts)
    if not times:
        return []
    block = facts.plan.block
    km, steps = _top(facts)
    near = to_km(int(from_km(_most(block.weekly_km_now, steps), block.units)), block.units)
    slower = 1 + _a_week() * steps < 1 + _in_all()
    lead = f"{counted(steps, 'week')} {'leads' if steps == 1 else 'lead'} up to it"
    message = (
        f"Your peak of {format_distance(km, block.units)} is {format_number(times)} times your "
        f"{format_distance(block.weekly_km_now, block.units)} a week now, and {lead}; we would want "
        f"{format_distance(near, block.units)} at most (our assumption): lower the peak"
        f"{', or start earlier' if slower else ''}."
    )
    return [Finding("warning", _RULE, None, "", message, "our_assumption", times)]


def steep_peak(facts: PlanFacts) -> float:
    """How many times the kilometres now the largest week has, where that is a large rise; else 0.

    Weeks whose kilometres the runner set, and run plans of his own, are not judged by it.
    """
    block = facts.plan.block
    if block.runs is not None:
        return 0.0
    km, steps = _top(facts)
    return km / block.weekly_km_now if km > _most(block.weekly_km_now, steps) + _ROUNDING_KM else 0.0


def _top(facts: PlanFacts) -> tuple[float, int]:
    """The kilometres of the curve's largest week, and the weeks that lead up to it."""
    own = dict(facts.plan.block.weekly_km)
    weeks = [week for week in facts.weeks if not week.has_race and week.week not in own]
    if not weeks:
        return 0.0, 0
    top = max(weeks, key=lambda week: week.sessions_km)
    return top.sessions_km, top.week - 1


def _most(now: float, steps: int) -> float:
    """The largest peak that is not warned of; the default peak never is."""
    rise = min(_in_all(), _a_week() * steps)
    return now * max(number("peak_default"), 1 + rise)


def _a_week() -> float:
    return number(_RULE) / 100


def _in_all() -> float:
    return number("peak_rise_most") / 100
