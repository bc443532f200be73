"""What strength work the weeks ask for: its phases, whether jumps are allowed, and the type of each session.

In: a Block and what a week leaves room for. Out: words of schema.STRENGTH_PHASES and STRENGTH_TYPES, before any layout.
"""

from __future__ import annotations

from runplan.catalog.rules import number
from runplan.plan.block import Block


def strength_phases(block: Block, rising: int, peak: int) -> list[str]:
    """The strength phase of each week.

    At least ten weeks come before the keep phase where the weeks before the taper allow it
    (Eihara 2022); beginners' power weeks begin after twelve weeks of strength work (Dicharry).
    """
    count = block.number_of_weeks
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
    return labels + ["keep"] * (count - building)


def jumps_allowed(block: Block, strength_phase: str, trained: int) -> bool:
    """Whether jumps are allowed after so many weeks of strength work."""
    late_enough = block.level != "beginner" or trained >= number("jumps_beginner")
    return late_enough and strength_phase in ("power", "keep")


def strength_types(block: Block, phase: str, room: int | None, *, heavy: bool, sharpening: bool) -> tuple[str, ...]:
    """The type that each strength session of a week wants to be, before layout."""
    wanted = block.strength_sessions
    if phase == "keep" and wanted:
        wanted = int(number("strength_weeks_keep"))
    if room is not None:
        wanted = max(0, min(wanted, room))
    if block.strength_minutes < 20:
        return ("routine",) * wanted
    if sharpening:
        return ("core",) * wanted
    first = "heavy" if heavy and phase != "technique" else "general"
    second = first if block.level != "beginner" else "general"
    return {0: (), 1: (first,), 2: (first, second), 3: (first, second, "core"), 4: (first, second, "general", "core")}[
        wanted
    ]
