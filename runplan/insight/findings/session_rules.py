"""Hard rules about what a strength session holds: its minutes, its kit, its warm-up."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from runplan.catalog import Catalog
from runplan.catalog.equipment import available
from runplan.catalog.heavy_work import HEAVY_SETS, is_heavy
from runplan.catalog.rules import number
from runplan.errors import RunplanError
from runplan.insight.findings.hard_rules import Break, day_of, hard_rule
from runplan.insight.plan_facts import PlanFacts, jumps_of
from runplan.plan.records import Exercise
from runplan.planning.strength.session_type import has_weight
from runplan.planning.strength.timing import session_minutes
from runplan.schema import COUNTED_SECTIONS, LEVELS
from runplan.words import listed


@hard_rule("our_assumption", "Strength sessions in {weeks} take longer than the time you have.")
def _minutes(facts: PlanFacts) -> Iterator[Break]:
    allowed = facts.plan.block.strength_minutes
    for session in facts.strength:
        # What a person wrote into the file may be more, or less, than what the exercises take.
        minutes = max(session.duration_min, _computed_minutes(facts.plan.catalog, session.exercises))
        if minutes > allowed:
            yield session, f"{day_of(session)} takes {minutes} minutes, but you have {allowed}."


@lru_cache(maxsize=1024)
def _computed_minutes(catalog: Catalog, rows: tuple[Exercise, ...]) -> int:
    try:
        return session_minutes(rows, catalog)
    except RunplanError:  # an exercise that the catalogue does not know: its time is unknown
        return 0


@hard_rule("our_assumption", "Sessions in {weeks} include exercises that need equipment you did not list.")
def _equipment_owned(facts: PlanFacts) -> Iterator[Break]:
    lacking = _lacking(facts.plan.catalog, facts.plan.block.equipment)
    for session in facts.strength:
        for row in session.exercises:
            if row.exercise_id in lacking:
                needed = _needed(lacking[row.exercise_id])
                yield session, f"{row.exercise} in {day_of(session)} needs equipment that you did not list: {needed}."


@lru_cache(maxsize=32)
def _lacking(catalog: Catalog, owned: tuple[str, ...]) -> dict[str, str]:
    """Equipment of each exercise that cannot be done with what is owned."""
    table = catalog.exercises
    return {
        exercise_id: expression
        for exercise_id, expression in zip(table.index, table["equipment"], strict=True)
        if not available(expression, owned)
    }


def _needed(expression: str) -> str:
    """Equipment as a person reads it.

    >>> _needed("barbell;bench|box|chair")
    'barbell, and bench, box or chair'
    """
    needs = [part.strip().replace("_", " ").split("|") for part in expression.split(";")]
    return ", and ".join(listed([one.strip() for one in either], "or") for either in needs)


@hard_rule("article", "Strength sessions in {weeks} do not begin with rolling and a warm-up.")
def _warm_up_first(facts: PlanFacts) -> Iterator[Break]:
    block = facts.plan.block
    wanted = _beginnings(facts.plan.catalog, block.equipment, block.level, block.avoid)
    names = {"foam_roll": "rolling", "warm_up": "a warm-up"}
    for session in facts.strength:
        # An exercise with no sets stands in the file but is not done.
        sections = [row.section for row in session.exercises if row.sets]
        work = next((place for place, name in enumerate(sections) if name in COUNTED_SECTIONS), len(sections))
        missing = [section for section in wanted if section not in sections[:work]]
        if missing:
            yield session, f"{day_of(session)} does not begin with {listed([names[section] for section in missing])}."


@lru_cache(maxsize=32)
def _beginnings(catalog: Catalog, equipment: tuple[str, ...], level: str, avoid: tuple[str, ...]) -> tuple[str, ...]:
    """What a session can begin with: rolling only where a roller is owned and no rolling is avoided."""
    return tuple(
        section
        for section in ("foam_roll", "warm_up")
        if len(catalog.filter(equipment=equipment, level=level, section=section, avoid=avoid))
    )


@hard_rule("our_assumption", "Sessions in {weeks} include exercises that you wanted to avoid.")
def _avoided(facts: PlanFacts) -> Iterator[Break]:
    for session in facts.strength:
        for row in session.exercises:
            if row.exercise_id in facts.plan.block.avoid:
                yield session, f"{day_of(session)} includes {row.exercise}, which you wanted to avoid."


@hard_rule(
    "dicharry",
    "Sessions in {weeks} include jumps; beginners do none in their first three months of strength work.",
)
def _jumps_beginner(facts: PlanFacts) -> Iterator[Break]:
    if facts.plan.block.level != LEVELS[0]:
        return
    weeks = int(number("jumps_beginner"))
    trained = sorted({session.week for session in facts.strength})
    early = set(trained[:weeks])
    jumps = jumps_of(facts.plan.catalog)
    for session in facts.strength:
        for row in session.exercises:
            if row.exercise_id in jumps and session.week in early:
                first = f"beginners do no jumps in their first {weeks} weeks of strength work"
                yield session, f"{day_of(session)} includes {row.exercise}; {first}."


@hard_rule("our_assumption", "Sessions in {weeks} include heavy leg work; it belongs only in heavy sessions.")
def _load_class(facts: PlanFacts) -> Iterator[Break]:
    kinds = _kinds_of_work(facts.plan.catalog)
    for session in facts.strength:
        if session.type == "heavy" or not has_weight(facts.plan.catalog, session.exercises):
            continue
        heavy = [
            row
            for row in session.exercises
            if row.exercise_id in kinds and is_heavy(*kinds[row.exercise_id], row.reps, row.effort or 0)
        ]
        if sum(row.sets or 0 for row in heavy) >= HEAVY_SETS:
            for row in heavy:
                stands = f"{row.exercise} in {day_of(session)}"
                yield session, f"{stands} is heavy work, so it belongs only in heavy sessions."


@lru_cache(maxsize=32)
def _kinds_of_work(catalog: Catalog) -> dict[str, tuple[str, str]]:
    """Pattern and load class of each exercise of a counted section."""
    table = catalog.exercises
    rows = zip(table.index, table["pattern"], table["load_class"], table["section"], strict=True)
    return {name: (pattern, load) for name, pattern, load, section in rows if section in COUNTED_SECTIONS}


SESSION_RULES = (_minutes, _equipment_owned, _warm_up_first, _avoided, _jumps_beginner, _load_class)
