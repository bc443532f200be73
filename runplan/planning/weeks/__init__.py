"""The weeks of a block: its runs, from wishes or from an imported run plan, and the strength work beside them.

The strength phases, whether jumps are allowed and the type of each strength session are decided before any layout.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from runplan.catalog.rules import number
from runplan.plan.block import Block
from runplan.planning.weeks.imported import imported_weeks
from runplan.planning.weeks.mileage import wished_weeks
from runplan.planning.weeks.outline import Week

__all__ = ["plan_weeks", "unfillable"]


def plan_weeks(block: Block, heavy_possible: Callable[[str, bool], bool]) -> tuple[Week, ...]:
    """All weeks of a block; `heavy_possible` says whether a strength phase, with jumps or not, can hold heavy work."""
    of_runs = wished_weeks(block) if block.runs is None else imported_weeks(block)
    weeks: list[Week] = []
    trained = 0  # weeks with strength work so far
    for week, phase in zip(of_runs, _strength_phases(block, [week.phase for week in of_runs]), strict=True):
        jumps = _jumps_allowed(block, phase, trained)
        heavy = week.heavy_days > 0 and not week.sharpening and heavy_possible(phase, jumps)
        types = _strength_types(block, week, phase, heavy=heavy)
        trained += bool(types)
        weeks.append(
            week._replace(
                strength_phase=phase,
                strength=types,
                sets_target=block.sets_per_muscle / (1 if len(types) > 1 else 2),
                jumps=jumps,
            )
        )
    return tuple(weeks)


def unfillable(block: Block, weeks: Sequence[Week]) -> str:
    """Why the runs of these weeks have no day whatever the layout: a clause, or nothing."""
    for week in weeks if block.runs is None else ():
        if week.runs == 0 and week.race_day < 0 and week.run_km > 0:
            return f"week {week.week} has kilometres but no day to run on"
        if week.runs == 0 and dict(block.weekly_km).get(week.week, 0) > 0:
            return f"week {week.week} has kilometres besides the race but no day to run on"
    return ""


def _strength_phases(block: Block, phases: Sequence[str]) -> list[str]:
    """The strength phase of each week.

    At least ten weeks come before the keep phase where the weeks before the taper allow it
    (Eihara 2022); beginners' power weeks begin after twelve weeks of strength work (Dicharry).
    """
    count = len(phases)
    rising = next((week for week, phase in enumerate(phases) if phase in ("taper", "race")), count)
    peak = phases.count("peak")
    minimum = int(number("strength_weeks_minimum"))
    keep_from = count + 1
    if block.race_date is not None:
        keep_from = min(rising + 1, max(rising - peak + 1, minimum + 1))
    building = keep_from - 1
    labels = ["technique"] * min(int(number(f"technique_weeks_{block.level}")), max(1, building // 3))
    while len(labels) < building:
        left = building - len(labels)
        longest = int(number("strength_cycle"))
        cycle = left if left < longest + longest // 3 else longest
        power = cycle // 3
        first_power = len(labels) + cycle - power
        if block.level == "beginner":
            power -= max(0, min(power, int(number("jumps_beginner")) - first_power))
        if power < 2:
            power = 0
        labels += ["strength"] * (cycle - power) + ["power"] * power
    return (labels + ["keep"] * (count - building))[:count]


def _jumps_allowed(block: Block, strength_phase: str, trained: int) -> bool:
    """Whether jumps are allowed after so many weeks of strength work."""
    late_enough = block.level != "beginner" or trained >= number("jumps_beginner")
    return late_enough and strength_phase in ("power", "keep")


def _strength_types(block: Block, week: Week, phase: str, *, heavy: bool) -> tuple[str, ...]:
    """The type that each strength session of a week wants to be, before layout."""
    wanted = block.strength_sessions
    if phase == "keep" and wanted:
        wanted = int(number("strength_weeks_keep"))
    if week.strength_room is not None:
        wanted = max(0, min(wanted, week.strength_room))
    if block.strength_minutes < 20:
        return ("routine",) * wanted
    if week.sharpening:
        return ("core",) * wanted
    first = "heavy" if heavy and phase != "technique" else "general"
    second = first if block.level != "beginner" else "general"
    return {0: (), 1: (first,), 2: (first, second), 3: (first, second, "core"), 4: (first, second, "general", "core")}[
        wanted
    ]
