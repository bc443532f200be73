"""Exercises that a runner prefers and that the plan does not have, each with its reason."""

from __future__ import annotations

from collections.abc import Iterator

from runplan.catalog.equipment import missing
from runplan.catalog.rules import number
from runplan.insight.plan_facts import Finding, PlanFacts
from runplan.planning.adaptation.layers import without_events
from runplan.planning.build import catalog_weeks
from runplan.planning.strength.left_out import why_left_out
from runplan.planning.strength.progression import choose_routines
from runplan.schema import EQUIPMENT_NAMES
from runplan.words import inside, listed

_SENTENCES = {
    "none": "the plan has no strength sessions",
    "equipment": "missing equipment: {equipment}",
    "level": "{its_level} level, and yours is {level}",
    "warm_up": "rolls and drills are chosen to suit the exercises after them",
    "routine": "strength sessions under {routine} minutes are a fixed routine",
    "jumps": "jumps and hops follow a fixed progression for your level and equipment",
    "others": "in {minutes} minutes, other exercises bring you closer to your weekly sets",
    "form": "{other} is an easier or harder form of it, and a session never has both",
    "pattern": "sessions already have this movement twice: {others}",
    "time": "{minutes}-minute sessions have no time left after the main lifts",
    "core": "core sessions have core exercises only",
    "phase": "not planned at your level in the phases of this block",
    "new": "sessions this close to a race include nothing new",
    "gone": "the sessions with it were changed or dropped",
}
_HELP = {
    "equipment": "more equipment",
    "level": "a higher level once you are ready for it",
    "routine": "sessions of {routine} minutes or more",
    "others": "more minutes",
    "time": "more minutes",
}


def preferred_unused(facts: PlanFacts) -> list[Finding]:
    """Preferred exercises that no session has."""
    names = facts.plan.catalog.exercises["name"]
    reasons: dict[str, list[str]] = {}
    helps: dict[str, None] = {}
    count = 0
    for exercise_id, sentence, words in _left_out(facts):
        reasons.setdefault(sentence, []).append(inside(str(names[exercise_id])))
        if len(words) == 1 or "time" in words:  # of several obstacles, the end of one does not help
            helps |= dict.fromkeys(_HELP[word] for word in words if word in _HELP)
        count += 1
    if not count:
        return []
    sentences = "; ".join(f"{listed(exercises)} ({sentence})" for sentence, exercises in reasons.items())
    start = "An exercise that you like is" if count == 1 else "Some exercises that you like are"
    help_text = listed([text.format(routine=int(number("routine_minutes"))) for text in helps], "or")
    could = f" {help_text[0].upper()}{help_text[1:]} could help." if helps else ""
    message = f"{start} not in the plan: {sentences}.{could}"
    return [Finding("info", "preferred_unused", None, "", message, "our_assumption", count)]


def unused(facts: PlanFacts) -> list[str]:
    """The preferred exercises that no session has."""
    done = {row.exercise_id for session in facts.strength for row in session.exercises if row.sets}
    exercise_ids = facts.plan.catalog.exercises.index
    return [name for name in facts.plan.block.prefer if name in exercise_ids and name not in done]


def needed(facts: PlanFacts, exercise_id: str) -> list[tuple[str, ...]]:
    """What an exercise needs and the runner does not have: the words of which one each is enough."""
    equipment = str(facts.plan.catalog.exercises.at[exercise_id, "equipment"])
    return [tuple(need.split("|")) for need in missing(equipment, facts.plan.block.equipment)]


def _left_out(facts: PlanFacts) -> Iterator[tuple[str, str, list[str]]]:
    """Each unused exercise with the sentence about it and the words of its reasons."""
    left = unused(facts)
    if not left:
        return
    catalog, block = facts.plan.catalog, without_events(facts.plan.block)
    table = catalog.exercises
    routines = [each for each in choose_routines(block, catalog, catalog_weeks(block, catalog)).by_week if each]
    chosen = {row.exercise_id for routine in routines for session in routine.sessions for row in session}
    requests = [routine.request for routine in routines]
    for exercise_id in left:
        reasons = [("gone", ())] if exercise_id in chosen else why_left_out(catalog, exercise_id, requests)
        needs = [listed([inside(EQUIPMENT_NAMES[word]) for word in need], "or") for need in needed(facts, exercise_id)]
        clauses = []
        for reason, others in reasons:
            names = [inside(str(table.at[name, "name"])) for name in others]
            sentence = _SENTENCES[reason].format(
                equipment=listed(needs),
                its_level=table.at[exercise_id, "level"],
                level=block.level,
                routine=int(number("routine_minutes")),
                minutes=block.strength_minutes,
                other="".join(names[:1]),
                others=listed(names),
            )
            clauses.append(sentence)
        yield exercise_id, "; ".join(clauses), [reason for reason, _ in reasons]
