"""Hard rules about what a strength session holds: its minutes, its kit, its warm-up."""

from __future__ import annotations

from collections.abc import Iterator

from runplan.catalog.equipment import available
from runplan.catalog.evidence import number
from runplan.errors import RunplanError
from runplan.insight.facts import ExerciseRow, PlanFacts
from runplan.insight.hard_rules import HardRule, day_of
from runplan.insight.words import listed
from runplan.planning.minutes import session_minutes
from runplan.schema import COUNTED_SECTIONS, LEVELS

__all__ = ["SESSION_RULES"]


def _minutes(facts: PlanFacts) -> Iterator[tuple[int, str, str]]:
    allowed = facts.plan.block.strength_minutes
    known: dict[tuple[ExerciseRow, ...], int] = {}
    for session in facts.strength:
        rows = facts.exercises.get(session.session_id, ())
        if rows not in known:
            known[rows] = _computed_minutes(facts, rows)
        # What a person wrote into the file may be more, or less, than what the exercises take.
        minutes = max(session.minutes, known[rows])
        if minutes > allowed:
            yield (
                session.week,
                session.session_id,
                f"Week {session.week}: {day_of(session)} takes {minutes} minutes, and you have {allowed}.",
            )


def _computed_minutes(facts: PlanFacts, rows: tuple[ExerciseRow, ...]) -> int:
    try:
        return session_minutes(rows, facts.plan.catalog)
    except RunplanError:  # an exercise that the catalog does not know: its time is unknown
        return 0


def _equipment_owned(facts: PlanFacts) -> Iterator[tuple[int, str, str]]:
    catalog, owned = facts.plan.catalog.exercises, facts.plan.block.equipment
    lacking = {
        exercise_id: expression
        for exercise_id, expression in zip(catalog.index, catalog["equipment"], strict=True)
        if not available(expression, owned)
    }
    for session in facts.strength:
        for row in facts.exercises.get(session.session_id, ()):
            if row.exercise_id in lacking:
                yield (
                    session.week,
                    session.session_id,
                    f"Week {session.week}: {row.exercise} in {day_of(session)} needs "
                    f"{_needed(lacking[row.exercise_id])}, which you did not list.",
                )


def _needed(expression: str) -> str:
    """Equipment as a person reads it: `barbell;bench|box` is "barbell and bench or box"."""
    return listed([part.strip().replace("|", " or ").replace("_", " ") for part in expression.split(";")])


def _warm_up_first(facts: PlanFacts) -> Iterator[tuple[int, str, str]]:
    block, catalog = facts.plan.block, facts.plan.catalog

    def possible(section: str) -> bool:
        found = catalog.filter(equipment=block.equipment, level=block.level, section=section, avoid=block.avoid)
        return len(found) > 0

    wanted = [section for section in ("foam_roll", "warm_up") if possible(section)]
    names = {"foam_roll": "rolling", "warm_up": "a warm-up"}
    for session in facts.strength:
        sections = [row.section for row in facts.exercises.get(session.session_id, ())]
        work = next((place for place, name in enumerate(sections) if name in COUNTED_SECTIONS), len(sections))
        missing = [section for section in wanted if section not in sections[:work]]
        if missing:
            yield (
                session.week,
                session.session_id,
                f"Week {session.week}: {day_of(session)} does not begin with "
                f"{listed([names[section] for section in missing])}.",
            )


def _avoided(facts: PlanFacts) -> Iterator[tuple[int, str, str]]:
    for session in facts.strength:
        for row in facts.exercises.get(session.session_id, ()):
            if row.exercise_id in facts.plan.block.avoid:
                yield (
                    session.week,
                    session.session_id,
                    f"Week {session.week}: {day_of(session)} holds {row.exercise}, which you wanted to avoid.",
                )


def _jumps_beginner(facts: PlanFacts) -> Iterator[tuple[int, str, str]]:
    if facts.plan.block.level != LEVELS[0]:
        return
    weeks = int(number("jumps_beginner"))
    trained = sorted({session.week for session in facts.strength})
    early = set(trained[:weeks])
    for session in facts.strength:
        for row in facts.exercises.get(session.session_id, ()):
            if row.section == "plyometric" and session.week in early:
                yield (
                    session.week,
                    session.session_id,
                    f"Week {session.week}: {day_of(session)} holds {row.exercise}; beginners leave jumps out of their "
                    f"first {weeks} weeks of strength work.",
                )


SESSION_RULES = (
    HardRule(
        "minutes", "our_assumption", _minutes, "Strength sessions in {weeks} take longer than the minutes you have."
    ),
    HardRule(
        "equipment_owned",
        "our_assumption",
        _equipment_owned,
        "Sessions in {weeks} hold exercises that need equipment you did not list.",
    ),
    HardRule(
        "warm_up_first",
        "article",
        _warm_up_first,
        "Strength sessions in {weeks} do not begin with rolling and a warm-up.",
    ),
    HardRule(
        "avoided", "our_assumption", _avoided, "Sessions in {weeks} hold exercises that you wanted to avoid."
    ),
    HardRule(
        "jumps_beginner",
        "dicharry",
        _jumps_beginner,
        "Sessions in {weeks} hold jumps; beginners leave them out of their first three months of strength work.",
    ),
)
