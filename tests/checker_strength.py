"""The independent checker's part for strength sessions: how many, what is in them, how long they take."""

from __future__ import annotations

import csv
import datetime as dt
import math
import re
from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from tests.checker_facts import DATA, Case, Row

__all__ = ["as_heavy", "strength_faults"]

# Jumps may stand before or after the strength exercises: coaches do both, and no rule decides.
ORDER = {"foam_roll": 0, "warm_up": 1, "activation": 2, "strength": 3, "plyometric": 3}
COUNTED = ("activation", "strength", "plyometric")
LEGS = ("hinge", "squat", "lunge", "hip_abduction", "hip_adduction", "knee_flexion")
WEIGHTS = {"barbell", "trap_bar", "dumbbell", "kettlebell", "backpack"}
JUMPS = ("jump", "bounds")


def _ramp_up(words: str) -> re.Pattern[str]:
    """What a note says that has these lighter sets: a share of the lift's weight, or a weight in its place."""
    parts = re.split(r"\{\d+:([^}]*)\}", words)
    weight = "|the bar alone|without weight|the same|[0-9.]+ (?:kg|lb)"
    return re.compile("".join(f"(?:{part}{weight})" if at % 2 else re.escape(part) for at, part in enumerate(parts)))


with (DATA / "ramp_ups.csv").open(encoding="utf-8", newline="") as _file:
    RAMP_UPS = [(_ramp_up(row["words"]), int(row["seconds"])) for row in csv.DictReader(_file)]
LEVELS = ("beginner", "intermediate", "advanced")


def strength_faults(case: Case) -> Iterator[str]:
    """Everything that is wrong with the strength sessions."""
    yield from _numbers(case)
    known = {row["session_id"] for row in case.sessions if row["kind"] == "strength"}
    for session_id in case.exercises:
        if session_id not in known:
            yield f"The exercises of {session_id} belong to no strength session."
    for row in case.sessions:
        if row["kind"] != "strength":
            continue
        label = f"Week {row['week']}, {row['session_id']}"
        rows = case.exercises.get(row["session_id"], [])
        strange = [exercise["exercise_id"] for exercise in rows if exercise["exercise_id"] not in case.facts]
        if strange:
            yield f"{label}: the catalogue has no exercise {', '.join(strange)}."
            continue
        faults = (*_contents(case, rows), *_order(case, rows), *_supersets(rows), *_load(case, row, rows))
        for fault in (*faults, *_minutes(case, row, rows)):
            yield f"{label}: {fault}"
    yield from _beginners(case)


def _numbers(case: Case) -> Iterator[str]:
    """As many sessions as wished, one from two weeks before the race, one of core work in its week; the target."""
    block = case.block
    for week in case.weeks:
        number = week["week"]
        rows = case.strength(number)
        if week["strength_sessions"] != len(rows):
            yield f"Week {number} says {week['strength_sessions']} strength sessions and has {len(rows)}."
        last = week["start"] + dt.timedelta(days=6)
        near = block.race_date is not None and (block.race_date - last).days < 14
        due = min(1, block.strength_sessions) if near else block.strength_sessions
        room = case.room(number)
        if room.short:
            days = room.days if block.doubles else room.days - len(case.runs(number)) + (number == case.race_week)
            due = max(0, min(due, room.strength_days, days))
        if len(rows) != due and not (number == case.race_week and not rows):
            yield f"Week {number} has {len(rows)} strength sessions where {due} are due."
        for row in rows:
            label = f"Week {number}, {row['session_id']}"
            if case.sharpens(number) and row["type"] not in ("core", "routine"):
                yield f"{label}: a {row['type']} session is in race week."
            if block.strength_minutes < 20 and row["type"] != "routine":
                yield f"{label}: a {row['type']} session in {block.strength_minutes} minutes, which allow the routine."
            if row["type"] == "routine" and block.strength_minutes >= 20:
                yield f"{label}: the routine stands where {block.strength_minutes} minutes allow more."
        want = block.sets_per_muscle / (1 if len(rows) > 1 else 2)
        if not any(abs(week["sets_target"] - share * want) <= 0.005 + 1e-9 for share in _shares(case, week)):
            yield f"Week {number} has a target of {week['sets_target']} sets, and all of it are {want}."


def _shares(case: Case, week: Row) -> tuple[float, ...]:
    """Of the target: half at first, 70 % in lighter weeks, three quarters where strength is kept but now and then."""
    number, phase = week["week"], week["strength_phase"]
    if number == case.race_week:
        return (0.75,)
    if week["step_back"]:
        return (0.7, 0.5) if number == 1 else (0.7,)
    if phase == "keep":
        return (0.75, 0.7, 1.0)
    if number == 1:
        return (0.5, 1.0)  # all of it where there is one week to learn in
    first = case.weeks[number - 2]["strength_phase"] != phase
    return (1.0, 0.7) if first and phase == "strength" else (1.0,)


def _available(expression: str, owned: tuple[str, ...]) -> bool:
    groups = [group.split("|") for group in expression.split(";") if group]
    return all(any(word.strip() in (*owned, "floor", "wall") for word in group) for group in groups)


def _usable(case: Case, fact: Row) -> bool:
    block = case.block
    return (
        fact["exercise_id"] not in block.avoid
        and LEVELS.index(fact["level"]) <= LEVELS.index(block.level)
        and _available(fact["equipment"], tuple(block.equipment))
    )


def _contents(case: Case, rows: list[Row]) -> Iterator[str]:
    """Equipment, level and avoidances are kept; each row agrees with the catalogue."""
    block = case.block
    seen: set[str] = set()
    for row in rows:
        name = row["exercise_id"]
        fact = case.facts[name]
        if not _available(fact["equipment"], tuple(block.equipment)):
            yield f"{name} needs {fact['equipment']}, and the runner has {', '.join(block.equipment) or 'nothing'}."
        if LEVELS.index(fact["level"]) > LEVELS.index(block.level):
            yield f"{name} is {fact['level']}, and the runner is {block.level}."
        if name in block.avoid:
            yield f"{name} is to be avoided."
        if row["section"] != fact["section"] or row["exercise"] != fact["name"]:
            yield f"{name} is called {row['exercise']!r} in {row['section']}, not as in the catalogue."
        if row["each_side"] != (fact["each_side"] == "yes"):
            yield f"{name} is {'' if row['each_side'] else 'not '}done on each side, not as in the catalogue."
        counted, timed = row["reps"] is not None, row["seconds"] is not None
        if (counted, timed) != (fact["mode"] == "reps", fact["mode"] == "seconds"):
            yield f"{name} has {row['reps']} repetitions and {row['seconds']} seconds, and its mode is {fact['mode']}."
        if row["sets"] < 1 or (row["reps"] or row["seconds"] or 0) < 1 or row["rest_s"] < 0:
            yield f"{name} has {row['sets']} sets of {row['reps'] or row['seconds']} with {row['rest_s']} s of rest."
        if not 0 <= row["effort"] <= 10:
            yield f"{name} has the effort {row['effort']}, which is outside 0-10."
        if name in seen:
            yield f"{name} stands twice in the session."
        seen.add(name)


def _order(case: Case, rows: list[Row]) -> Iterator[str]:
    """Rolling, warm-up, activation, then strength and jumps; rolling and warm-up are never skipped."""
    if [row["order"] for row in rows] != list(range(1, len(rows) + 1)):
        yield f"its exercises are numbered {[row['order'] for row in rows]}."
    ranks = [ORDER[row["section"]] for row in rows]
    if ranks != sorted(ranks):
        yield f"its sections stand in the order {', '.join(dict.fromkeys(row['section'] for row in rows))}."
    sections = {row["section"] for row in rows}
    usable = {fact["section"] for fact in case.facts.values() if _usable(case, fact)}
    if "foam_roll" in usable and (not rows or rows[0]["section"] != "foam_roll"):
        yield "it does not begin with rolling, and a roller is there."
    if "warm_up" in usable and "warm_up" not in sections:
        yield "it has no warm-up."
    if usable.intersection(COUNTED) and not sections.intersection(COUNTED):
        yield "it has nothing but rolling and warm-up."


def _supersets(rows: list[Row]) -> Iterator[str]:
    """Letters from A on, each for two strength exercises that stand one after the other."""
    letters = [row["superset"] for row in rows]
    names = list(dict.fromkeys(letter for letter in letters if letter))
    if names != list("ABCDEFGH")[: len(names)]:
        yield f"its supersets are called {', '.join(names)}."
    for name in names:
        places = [at for at, letter in enumerate(letters) if letter == name]
        if len(places) != 2 or places[1] != places[0] + 1:
            yield f"superset {name} stands at {', '.join(str(at + 1) for at in places)}, not at two in a row."
        if not 0 <= rows[places[0]]["sets"] - rows[places[-1]]["sets"] <= 1:  # a lift may end alone
            yield f"superset {name} has {' and '.join(str(rows[at]['sets']) for at in places)} sets."
        sections = {rows[at]["section"] for at in places}
        if sections != {"strength"}:
            yield f"superset {name} holds {', '.join(sorted(sections))}."


def _is_heavy(case: Case, row: Row) -> bool:
    """Loaded leg work that could be done ten times at most, and lowering by the hamstrings at RPE 7 and more."""
    fact = case.facts[row["exercise_id"]]
    if fact["load_class"] != "heavy" or fact["pattern"] not in LEGS:
        return False
    if fact["pattern"] == "knee_flexion":
        return bool(row["effort"] >= 7)
    return row["reps"] is not None and bool(row["reps"] + 10 - row["effort"] <= 10)


def _has_weight(fact: Row) -> bool:
    """Whether a squat, hinge or lunge is done with a weight in kilograms."""
    needs = [set(need.split("|")) for need in fact["equipment"].split(";") if need]
    held = fact.get("hands", "") not in ("", "none") or any(need <= WEIGHTS for need in needs)
    return fact["pattern"] in ("squat", "hinge", "lunge") and held


def _load(case: Case, session: Row, rows: list[Row]) -> Iterator[str]:
    """A session with a weight for the legs is heavy if two of its sets are; core work and the routine hold none."""
    weight = any(_has_weight(case.facts[row["exercise_id"]]) for row in rows)
    heavy = [row["exercise_id"] for row in rows if _is_heavy(case, row)]
    sets = sum(row["sets"] for row in rows if _is_heavy(case, row))
    if session["type"] == "heavy" and sets < 2:
        yield "it is called heavy and holds no hard leg work."
    if session["type"] == "heavy" and not weight:
        yield "it is called heavy and has no weight for the legs."
    if session["type"] == "general" and sets >= 2 and weight:
        yield f"it is called general and holds heavy work: {', '.join(heavy)}."
    if session["type"] in ("core", "routine"):
        if heavy:
            yield f"it is called {session['type']} and holds heavy work: {', '.join(heavy)}."
        if any(case.facts[row["exercise_id"]]["dose"] in JUMPS for row in rows):
            yield f"it is called {session['type']} and holds a jump."
    for row in rows:
        if row["section"] == "strength" and row["reserve"] is not None and row["effort"] != 10 - row["reserve"]:
            yield f"{row['exercise_id']} has the effort {row['effort']} with {row['reserve']} in reserve."


def as_heavy(case: Case, session: Row) -> bool:
    """Whether a session wants a day as a heavy one does: it is one, or has jumps."""
    rows = case.exercises.get(session["session_id"], [])
    jumps = any(case.facts.get(row["exercise_id"], {}).get("dose") in JUMPS for row in rows)
    return bool(session["type"] == "heavy" or jumps)


def _work(case: Case, row: Row) -> Fraction:
    """Seconds of one set, both sides with the change between them."""
    fact = case.facts[row["exercise_id"]]
    once = Fraction(row["seconds"] or 0)
    if row["reps"] is not None:
        once = row["reps"] * Fraction(fact["seconds_per_rep"] or 0)
    return 2 * once + 5 if row["each_side"] else once


def _minutes(case: Case, session: Row, rows: list[Row]) -> Iterator[str]:
    """The minutes are the sum of set-up, ramp-up, work, side changes, rests and ways, rounded up, within the wish."""
    groups: dict[Any, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row["superset"] or row["order"]].append(row)
    total = Fraction(0)
    for group in groups.values():
        for row in group:
            total += Fraction(case.facts[row["exercise_id"]]["setup_s"]) + row["sets"] * _work(case, row) + 5
        if len(group) == 1:
            total += (group[0]["sets"] - 1) * group[0]["rest_s"]
            continue
        for done in range(1, max(row["sets"] for row in group)):
            turn = [row for row in group if row["sets"] > done]
            rest = max(turn, key=lambda row: row["rest_s"])
            work = sum((_work(case, row) for row in turn if row is not rest), Fraction(0))
            total += max(Fraction(0), rest["rest_s"] - work)
    total += sum(seconds for row in rows for words, seconds in RAMP_UPS if words.search(row["note"]))
    minutes = math.ceil(total / 60)
    if session["minutes"] != minutes:
        yield f"it says {session['minutes']} minutes and takes {float(total):.0f} s, which is {minutes}."
    if minutes > case.block.strength_minutes:
        yield f"it takes {minutes} minutes where {case.block.strength_minutes} are wished."


def _beginners(case: Case) -> Iterator[str]:
    """Beginners jump only after twelve weeks of strength work."""
    if case.block.level != "beginner":
        return
    trained = 0
    for week in case.weeks:
        rows = case.strength(week["week"])
        for session in rows:
            for row in case.exercises.get(session["session_id"], []):
                fact = case.facts.get(row["exercise_id"])
                if trained < 12 and fact is not None and fact["dose"] in JUMPS:
                    yield (
                        f"Week {week['week']}, {session['session_id']}: {row['exercise_id']} is a jump after "
                        f"{trained} weeks of strength work, and a beginner waits for twelve."
                    )
        trained += bool(rows)
