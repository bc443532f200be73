"""Actions on strength work: minutes, sessions, sets, equipment, exercises."""

from __future__ import annotations

from collections.abc import Iterator

from runplan.catalog.heavy_work import WEIGHTS
from runplan.insight.actions.action import Action
from runplan.insight.actions.days import sessions
from runplan.insight.findings import muscles, preferred
from runplan.insight.plan_facts import Finding, PlanFacts
from runplan.plan.block import Block
from runplan.plan.defaults import default_sets
from runplan.plan.fields import FIELDS
from runplan.schema import EQUIPMENT_NAMES
from runplan.words import inside

_ROUND_MINUTES = 10  # minutes are offered in such steps
_MOST_KIT = 3


def no_strength(_: PlanFacts, __: Finding) -> Iterator[Action]:
    """Strength work, where there is none."""
    yield from sessions((2, 1))


def more_sets(facts: PlanFacts, finding: Finding) -> Iterator[Action]:
    """Muscles with too few sets: what was avoided, more minutes, another session, more kit."""
    block = facts.plan.block
    names = facts.plan.catalog.exercises["name"]
    for name in muscles.avoided_help(facts):
        label = f"Allow {inside(str(names[name]))} again"
        yield Action(label, {"avoid": tuple(avoided for avoided in block.avoid if avoided != name)})
    yield from _more_minutes(block)
    if block.strength_sessions < FIELDS["strength_sessions"].high:
        yield from sessions((block.strength_sessions + 1,))
    for word in muscles.helpful_kit(facts)[:_MOST_KIT]:
        yield _kit(block, word)


def _more_minutes(block: Block) -> Iterator[Action]:
    for minutes in range(_ROUND_MINUTES, FIELDS["strength_minutes"].high + 1, _ROUND_MINUTES):
        if max(block.strength_minutes, 2 * _ROUND_MINUTES - 1) < minutes <= block.strength_minutes + 2 * _ROUND_MINUTES:
            yield Action(f"Use {minutes} minutes", {"strength_minutes": minutes})


def _kit(block: Block, word: str) -> Action:
    return Action(f"Add {inside(EQUIPMENT_NAMES[word])} to what you have", {"equipment": (*block.equipment, word)})


def for_trunk(facts: PlanFacts, _: Finding) -> Iterator[Action]:
    """An exercise for a trunk muscle without sets."""
    best = muscles.best_for_trunk(facts)
    if best:
        name = inside(str(facts.plan.catalog.exercises["name"][best]))
        yield Action(f"Prefer {name}", {"prefer": (*facts.plan.block.prefer, best)})


def for_preferred(facts: PlanFacts, _: Finding) -> Iterator[Action]:
    """Preferred exercises without a session: the equipment for one, more minutes, or one less."""
    block, names = facts.plan.block, facts.plan.catalog.exercises["name"]
    left = preferred.unused(facts)
    for exercise_id in left:
        kit = [need[0] for need in preferred.needed(facts, exercise_id)]
        if len(kit) == 1:
            yield _kit(block, kit[0])
    if block.strength_sessions:
        yield from _more_minutes(block)
    for exercise_id in left[:1]:
        label = f"Remove {inside(str(names[exercise_id]))} from the exercises you like"
        yield Action(label, {"prefer": tuple(name for name in block.prefer if name != exercise_id)})


def spare_minutes(facts: PlanFacts, _: Finding) -> Iterator[Action]:
    """Minutes that no session takes: more sets, a weight, or fewer minutes."""
    block = facts.plan.block
    if not block.fills_minutes:
        sets = default_sets(block.strength_minutes, block.strength_sessions)
        if sets > block.sets_per_muscle:
            yield Action(f"Use {sets} weekly sets per muscle", {"sets_per_muscle": sets})
    elif WEIGHTS.isdisjoint(block.equipment):
        yield _kit(block, "backpack")
    longest = max(session.duration_min for session in facts.strength)
    if longest >= FIELDS["strength_minutes"].low:
        yield Action(f"Use {longest} minutes", {"strength_minutes": longest})
