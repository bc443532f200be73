"""Muscles that get too few sets, and what could bring them more: only what is true for this plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING

from runplan.catalog.equipment import available
from runplan.catalog.rules import number
from runplan.insight.coverage import JUDGED, TRUNK
from runplan.insight.plan_facts import Finding, PlanFacts
from runplan.plan.fields import FIELDS
from runplan.schema import COUNTED_SECTIONS, LEVELS, MUSCLES, PRIORITY_MUSCLES, TRUNK_MUSCLES
from runplan.units import format_number
from runplan.words import listed

if TYPE_CHECKING:
    from runplan.catalog import Catalog
    from runplan.plan.block import Block

_RULE = "uncovered_muscle"
_OVER = "lifts_over_target"
_LIFTS = (
    "squat",
    "hinge",
    "lunge",
    "knee_flexion",
    "calf_ankle",
)  # patterns of the lifts that are chosen before the targets
_SOURCE = "our_assumption"
_WARN_BELOW = 0.5
_FULL_WEEK_SESSIONS = 2
_UNUSED_MINUTES = 3  # a session that leaves no more than this has no room for another exercise
_MOST_MINUTES = FIELDS["strength_minutes"].high
_MOST_SESSIONS = 4
_ROUTINE_BELOW = 20  # shorter sessions are the article's routine and do not follow the targets

_HELP = {
    "equipment": "more equipment",
    "level": "exercises of a higher level once you are ready for them",
    "avoid": "fewer avoided exercises",
}


def uncovered_muscles(facts: PlanFacts) -> list[Finding]:
    """Judged muscles that stay under target on the average of the weeks with two or more strength sessions."""
    count = {week.week: week.strength_count for week in facts.weeks}
    usual = [week for week, sessions in count.items() if sessions >= _FULL_WEEK_SESSIONS]
    usual = usual or [week for week, sessions in count.items() if sessions]
    if not usual:
        message = "The block has no strength work, so no muscle gets any sets."
        return [Finding("info", _RULE, None, "", message, _SOURCE, about="no_strength")]
    of_plan = facts.counted
    muscles, sets, target, names = of_plan.rows, of_plan.done, of_plan.target, of_plan.names
    in_use = [place for place, week in enumerate(facts.weeks) if week.week in usual]
    thin: list[str] = []
    short: list[str] = []
    lacking: list[str] = []
    missing = 0.0
    for muscle in JUDGED:
        column = muscles.index(muscle)
        done, wished = float(sets[in_use, column].mean()), float(target[in_use, column].mean())
        share = done / wished if wished else 1.0
        if share < number(_RULE) / 100:
            text = f"{names[muscle][0].lower()} ({format_number(done)} of {format_number(wished)})"
            (thin if share < _WARN_BELOW else short).append(text)
            lacking.append(muscle)
            missing += 1 - share
    hidden = "" if TRUNK in lacking else _hidden_by_the_trunk(facts, names)
    if not lacking:
        return [Finding("info", _RULE, None, "", hidden, _SOURCE, about="trunk")] if hidden else []
    parts = [f"less than half of the target sets for {listed(thin)}"] if thin else []
    parts += [f"fewer sets than the target for {listed(short)}"] if short else []
    message = (
        f"In an average week, the plan has {', and '.join(parts)}. {_help(facts, lacking, set(usual))}The "
        f"targets are our assumption.{' ' if hidden else ''}{hidden}"
    )
    return [Finding("warning" if thin else "info", _RULE, None, "", message, _SOURCE, missing)]


def lifts_over_target(facts: PlanFacts) -> list[Finding]:
    """Muscles that get far more than their target from squats, hinges, lunges, hamstring work and calf raises."""
    weeks = {week.week: index for index, week in enumerate(facts.weeks) if week.strength_count >= _FULL_WEEK_SESSIONS}
    if not weeks or facts.plan.block.strength_minutes < _ROUTINE_BELOW:
        return []
    pattern, of_plan = facts.plan.catalog.exercises["pattern"].to_dict(), facts.counted
    sets: Counter[str] = Counter()
    for session in facts.strength:
        for name, count, counts in facts.exercise_sets[session.session_id] if session.week in weeks else ():
            sets[name] += count * (counts and pattern.get(name) in _LIFTS)
    over: list[str] = []
    for muscle in PRIORITY_MUSCLES:
        gain = _gains(facts.plan.catalog, [muscle])
        sets_done = sum(count * gain.get(name, 0.0) for name, count in sets.items()) / len(weeks)
        wished = float(of_plan.target[list(weeks.values()), of_plan.rows.index(muscle)].mean())
        if sets_done > number(_OVER) / 100 * wished:
            over.append(
                f"{of_plan.names[muscle][0].lower()} ({format_number(sets_done)} against {format_number(wished)})"
            )
    if not over:
        return []
    message = (
        "In an average week, squats, hinges, lunges, hamstring work and calf raises alone give more than "
        f"one and a half times the target sets to {listed(over)}. That is fine: you do them for strength, and the "
        "target (our assumption) is meant for the other exercises."
    )
    return [Finding("info", _OVER, None, "", message, _SOURCE)]


def _hidden_by_the_trunk(facts: PlanFacts, names: dict[str, tuple[str, str]]) -> str:
    """A sentence about trunk muscles without any set in the block, while the mean of the four is on target."""
    without = _trunk_without_sets(facts)
    if not without:
        return ""
    message = (
        "The trunk reaches its target as the average of its four muscles, but the block has no sets for "
        f"{listed([names[muscle][0].lower() for muscle in without], 'or')}"
    )
    best = best_for_trunk(facts)
    return (
        f"{message}. To add some, try {facts.plan.catalog.exercises['name'][best]}: add it to the exercises you like."
        if best
        else f"{message}."
    )


def _trunk_without_sets(facts: PlanFacts) -> list[str]:
    return [muscle for muscle in TRUNK_MUSCLES if not facts.counted.sets[:, MUSCLES.index(muscle)].any()]


def best_for_trunk(facts: PlanFacts) -> str:
    """The exercise that would bring most sets to a trunk muscle without any, if it is preferred; empty for none."""
    block, without = facts.plan.block, _trunk_without_sets(facts)
    gain = _gains(facts.plan.catalog, without[:1])
    doable = [name for name, blocks in _hindrances(facts.plan.catalog, block) if not blocks and gain[name]]
    # The short routine is fixed: it does not follow what is preferred.
    if block.strength_minutes < _ROUTINE_BELOW or not doable or set(doable) & set(block.prefer):
        return ""
    return max(doable, key=lambda name: gain[name])


def _help(facts: PlanFacts, lacking: Sequence[str], usual: Collection[int]) -> str:
    """What could bring more sets, with what joins it to the rest of the sentence; nothing where nothing could."""
    block = facts.plan.block
    if block.strength_minutes < _ROUTINE_BELOW:
        return (
            f"Sessions of {_ROUTINE_BELOW} minutes or more could be planned to meet the targets; the short routine is "
            "fixed. "
        )
    unused = [block.strength_minutes - session.duration_min for session in facts.strength if session.week in usual]
    is_full = min(unused) <= _UNUSED_MINUTES
    reachable, opened = _what_opens(facts, lacking, any_use=not is_full)
    ways: list[str] = []
    if is_full and reachable:
        ways += ["more minutes"] if block.strength_minutes < _MOST_MINUTES else []
        ways += ["another session"] if block.strength_sessions < _MOST_SESSIONS else []
    ways += [_HELP[one] for one in _HELP if one in opened]
    if not ways and reachable and block.strength_sessions < _MOST_SESSIONS:
        ways = ["another session"]
    if not ways:
        return ""
    if is_full:
        joined = listed(ways, "or")
        return f"{joined[0].upper()}{joined[1:]} could help. "
    return f"The sessions have minutes left, so more time would not help, but {listed(ways, 'or')} could. "


def _what_opens(facts: PlanFacts, lacking: Sequence[str], *, any_use: bool) -> tuple[bool, set[str]]:
    """Whether an exercise for a lacking muscle can be done now, and which single change opens another.

    In a session with room any further exercise is of use, in a full one only an exercise that does more for the
    muscle than those that can be done now.
    """
    hindrances = list(_hindrances(facts.plan.catalog, facts.plan.block))
    reachable = False
    opened: set[str] = set()
    for muscle in lacking:
        columns = list(TRUNK_MUSCLES) if muscle == TRUNK else [muscle]
        gain = _gains(facts.plan.catalog, columns)
        now = max((gain[name] for name, blocks in hindrances if not blocks), default=0.0)
        reachable = reachable or now > 0
        opened |= {
            blocks[0] for name, blocks in hindrances if len(blocks) == 1 and gain[name] > (0.0 if any_use else now)
        }
    return reachable, opened


def avoided_help(facts: PlanFacts) -> list[str]:
    """The avoided exercises that count and that nothing else stands in the way of, alone."""
    return [name for name, blocks in _hindrances(facts.plan.catalog, facts.plan.block) if blocks == ("avoid",)]


def helpful_kit(facts: PlanFacts) -> list[str]:
    """What is not owned and opens exercises by itself, that which opens most first."""
    block = facts.plan.block
    table = facts.plan.catalog.exercises
    wanted = table[table["section"].isin(COUNTED_SECTIONS)]["equipment"]
    opened = Counter(
        word
        for word in facts.plan.catalog.equipment_words
        if word not in block.equipment
        for needs in wanted
        if available(needs, (*block.equipment, word)) and not available(needs, block.equipment)
    )
    return [word for word, _ in opened.most_common()]


def _gains(catalog: Catalog, muscles: Sequence[str]) -> dict[str, float]:
    """Sets that one set of each exercise brings to some muscles."""
    credit = catalog.credit
    return dict(zip(credit.index, credit[list(muscles)].to_numpy().sum(axis=1).tolist(), strict=True))


def _hindrances(catalog: Catalog, block: Block) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each exercise that counts, jumps aside, with what stands between it and the runner."""
    table = catalog.exercises
    columns = [table[name].to_numpy() for name in ("section", "pattern", "equipment", "level")]
    for name, section, pattern, equipment, level in zip(table.index, *columns, strict=True):
        if section not in COUNTED_SECTIONS or pattern == "jump":
            continue
        blocks = (
            *(() if available(equipment, block.equipment) else ("equipment",)),
            *(("level",) if LEVELS.index(level) > LEVELS.index(block.level) else ()),
            *(("avoid",) if name in block.avoid else ()),
        )
        yield name, blocks
