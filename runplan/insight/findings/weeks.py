"""What is worth saying about how the weeks' kilometres rise: it warns with its source and forbids nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from runplan.catalog.rules import number
from runplan.insight.plan_facts import Finding, PlanFacts, join_weeks
from runplan.plan.records import Week
from runplan.planning.weeks.imported import LIGHTER
from runplan.units import format_distance
from runplan.words import percent, percent_range, weeks_named

_ROUNDING_KM = 0.051  # distances of a plan are rounded to 0.1 km
_WEEKS_BEFORE = 4  # a week that returns to what was run within a month is no rise
_PUBLISHED = "the largest weekly rises of 13 published plans are 15 to 67 %"


def week_rises(facts: PlanFacts) -> list[Finding]:
    """Weeks that rise further over those before than any week of 13 published plans over the one before.

    A week is held against the largest of the four before it, so that a week after a holiday, or after a step-back
    week, is none. Before the block the kilometres now stand for them. The race week is not judged.
    """

    def together(rows: Sequence[Finding]) -> str:
        weeks = weeks_named(row.week for row in rows if row.week is not None)
        over = percent_range(row.value for row in rows)
        return f"{weeks.capitalize()} hold {over} more than the four weeks before each; {_PUBLISHED}."

    return join_weeks(large_rises(facts), together)


def large_rises(facts: PlanFacts) -> list[Finding]:
    """What `week_rises` joins, week by week."""
    rule = "week_rise"
    most = number(rule) / 100
    block = facts.plan.block
    before = [block.weekly_km_now]
    found = []
    for week in facts.weeks:
        highest = max(before[-_WEEKS_BEFORE:])
        if highest > 0 and not week.has_race and week.sessions_km > highest * (1 + most) + _ROUNDING_KM:
            over = week.sessions_km / highest - 1
            held = "your kilometres now" if len(before) == 1 else "any of the weeks before"
            message = (
                f"Week {week.week} holds {format_distance(week.sessions_km, block.units)}, {percent(over)} more than "
                f"{held} ({format_distance(highest, block.units)}); {_PUBLISHED}, so this is a large step."
            )
            found.append(Finding("warning", rule, week.week, "", message, "published_plans", over))
        before.append(week.sessions_km)
    return found


def step_backs(facts: PlanFacts) -> list[Finding]:
    """Stretches of weeks that rise without a lighter one among them; weeks that do not rise are not counted."""
    rule = "weeks_without_step_back"
    most = int(number(rule))
    units = facts.plan.block.units
    found = []
    for stretch in _stretches(facts.weeks):
        steps = _steps(stretch)
        if len(steps) <= most:
            continue
        first, last = steps[0], steps[-1]
        between = sum(first.week <= week.week <= last.week for week in stretch)
        weeks = weeks_named(week.week for week in stretch if first.week <= week.week <= last.week)
        climb = f"from {format_distance(first.run_km, units)} to {format_distance(last.run_km, units)}"
        in_steps = f" in {len(steps) - 1} steps" if between > len(steps) else ""
        message = (
            f"{weeks.capitalize()} rise {climb}{in_steps} without a step-back week; most coaches put one in every "
            "third or fourth week, 10 to 50 % shorter, though no trial has tested it."
        )
        severity = "warning" if len(steps) > 2 * most else "info"
        found.append(Finding(severity, rule, first.week, "", message, "step_back_coaches", float(len(steps))))
    return found


def _steps(stretch: Sequence[Week]) -> list[Week]:
    """The weeks that have more kilometres than any before them, and the last week before the first of these."""
    steps: list[Week] = []
    start = highest = stretch[0]
    for week in stretch[1:]:
        if week.sessions_km > highest.sessions_km + _ROUNDING_KM:
            steps.append(week)
            highest = week
        elif not steps:
            start = week
    return [start, *steps]


def _stretches(weeks: Iterable[Week]) -> list[list[Week]]:
    """Weeks between two lighter ones; a race week, and a week without a run, ends a stretch too."""
    stretches: list[list[Week]] = [[]]
    for week in weeks:
        stretch = stretches[-1]
        is_lighter = bool(stretch) and week.sessions_km <= LIGHTER * stretch[-1].sessions_km
        if week.has_race or week.sessions_km <= 0 or is_lighter:
            stretches.append([])
        else:
            stretch.append(week)
    return [stretch for stretch in stretches if stretch]
