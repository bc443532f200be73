"""What a recent race says against a goal time, and against the easy pace."""

from __future__ import annotations

from runplan.catalog.rules import RULES, number
from runplan.insight.plan_facts import Finding, PlanFacts
from runplan.paces.bands import easy_middle, pace_bands, race_times
from runplan.paces.races import Race
from runplan.plan.block import Block
from runplan.plan.defaults import EASY_PACE_S_PER_KM
from runplan.planning.pace_table import block_fitness
from runplan.units import format_clock, format_pace, format_pace_range
from runplan.words import GOAL_NAMES, inside, listed, percent


def goal_reach(facts: PlanFacts) -> list[Finding]:
    """A goal time that is faster than what recent races come to, by more than the rule's share."""
    block, rule = facts.plan.block, "goal_reach"
    if block.goal_time is None or not block.recent_races:
        return []
    times = goal_times(block)
    if times is None:
        return []
    fastest, slowest = times
    under = 1 - block.goal_time / fastest
    if under <= number(rule) / 100:
        return []
    goal = f"{format_clock(block.goal_time)} for the {inside(GOAL_NAMES[block.goal])}"
    message = (
        f"A goal of {goal} is {percent(under)} below the fastest of the times that {_races(block)} to "
        f"({format_clock(fastest)} to {format_clock(slowest)}). Choose a slower goal for this block, or race "
        "again in a few weeks and compare."
    )
    return [Finding("warning", rule, None, "", message, RULES[rule].source_id)]


def goal_times(block: Block) -> tuple[float, float] | None:
    """The fastest and the slowest time over the goal's distance that recent races come to [s], where they do."""
    fitness = block_fitness(block)
    return race_times(fitness, pace_bands(fitness)).get(block.goal)


def easy_pace_fit(facts: PlanFacts) -> list[Finding]:
    """An easy pace outside the band of easy running that recent races come to; too fast is worse than too slow."""
    block, rule = facts.plan.block, "easy_pace_fit"
    if not block.recent_races or block.easy_pace_s_per_km == EASY_PACE_S_PER_KM:
        return []
    fitness = block_fitness(block)
    middle = easy_middle(fitness)
    if middle is None:
        return []
    band = pace_bands(fitness)["easy"]
    pace = block.easy_pace_s_per_km
    if band.fast <= pace <= band.slow:
        return []
    severity, than = ("warning", "faster") if pace < band.fast else ("info", "slower")
    message = (
        f"This plan's easy pace of {format_pace(pace, block.units)} is {than} than {_races(block)} to "
        f"({format_pace_range(*band, block.units)}). Set it to about {format_pace(middle, block.units)}: RunPlan "
        "uses it to work out how long your runs take and the paces on your watch."
    )
    return [Finding(severity, rule, None, "", message, RULES[rule].source_id)]


def _races(block: Block) -> str:
    """The races that are known, with what they do: "your 10 km in 52:30 points"."""
    races = [Race(*race).text(block.units) for race in block.recent_races]
    return f"your {listed(races)} {'points' if len(races) == 1 else 'point'}"
