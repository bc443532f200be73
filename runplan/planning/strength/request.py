"""From a week to the question that its routine answers.

In: a Block, a Week and the types of its strength sessions. Out: a RoutineAsk, which holds all that matters for the
choice of exercises and nothing else, so that weeks that ask the same get the same routine.
"""

from __future__ import annotations

from runplan.plan.block import Block
from runplan.planning.strength import RoutineAsk
from runplan.planning.weeks.outline import Week


def routine_ask(
    block: Block, week: Week, types: tuple[str, ...], known: tuple[tuple[str, ...], ...] = ()
) -> RoutineAsk:
    """What the strength sessions of a week ask for."""
    return RoutineAsk(
        strength_phase=week.strength_phase,
        session_types=types,
        minutes=block.strength_minutes,
        sets_target=week.sets_target,
        equipment=block.equipment,
        level=block.level,
        avoid=block.avoid,
        prefer=block.prefer,
        jumps=week.jumps,
        known=known,
    )
