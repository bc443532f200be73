"""What a record of another source does not say of an exercise, inferred by the tables of data/inference.csv."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from runplan.catalog.files.consistency import PATTERN_OF
from runplan.catalog.sources import infer_tables as words
from runplan.catalog.sources.free_exercise_db import Record
from runplan.schema import COUNTED_SECTIONS, LEG_PATTERNS

_HOLDS = frozenset(("foam_roll", "warm_up"))  # their doses are timed
_OTHER_SIGNS = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Guess:
    """A record in our words."""

    values: dict[str, Any]  # columns of exercises.csv
    roles: tuple[tuple[str, str], ...]  # muscle and role
    inferred: str  # what was inferred, and from what
    left_out: str  # what of the record was not taken


def reason_to_leave_out(record: Record) -> str:
    """Why a record cannot be planned with, or nothing."""
    if record.category == "cardio":
        return "cardio has no sets"
    if not record.primary:
        return "it names no primary muscle"
    if not any(words.MUSCLES[muscle] for muscle in record.primary):
        return f"the {record.primary[0]} is not one of our twenty muscles"
    return ""


def guess(record: Record, exercise_id: str) -> Guess:
    """A record that can be planned with, in our words."""
    name = _OTHER_SIGNS.sub(" ", record.name.lower()).strip()
    section, section_why = _section(record, name)
    pattern, pattern_why = _pattern(record, name, section)
    planes, planes_why = _planes(name, pattern)
    kit, kit_why = _kit(record, name)
    sided, sided_why = _each_side(record, name, pattern)
    mode = _mode(record, name, section, pattern)
    dose = _dose(record, name, pattern, mode, sided, kit)
    load = words.LOADS.get(dose, "light")
    roles, muscles_why = _roles(record, name, section, pattern)
    values = {
        "exercise_id": exercise_id,
        "name": record.name,
        "section": section,
        "pattern": pattern,
        "planes": planes,
        "benefits": words.BENEFITS[section],
        "equipment": kit,
        "level": words.LEVELS[record.level],
        "each_side": sided,
        "mode": mode,
        "seconds_per_rep": words.REP_SECONDS.get(dose, 3.0) if mode == "reps" else None,
        "setup_s": float(_setup(section, kit)),
        "dose": dose,
        "load_class": load,
        "how_to": record.how_to or record.name,
        "easier": "",
        "harder": "",
    }
    said = (
        f"section {section} from the {section_why}",
        f"pattern {pattern} from the {pattern_why}",
        f"planes {planes.replace(';', ' and ')} from the {planes_why}" if planes else "",
        f"kit {kit} from the {kit_why}" if kit_why else "",
        f"each side from the {sided_why}" if sided else "both sides together",
        f"muscles {muscles_why}" if muscles_why else "",
        "timed" if mode == "seconds" else "counted",
        f"dose {dose}",
        f"load {load}",
    )
    unknown = [muscle for muscle in (*record.primary, *record.secondary) if not words.MUSCLES[muscle]]
    left_out = (*(f"the muscle {muscle}" for muscle in unknown), *record.left_out)
    return Guess(values, roles, "; ".join(filter(None, said)), "; ".join(left_out))


def _section(record: Record, name: str) -> tuple[str, str]:
    if re.search(r"\bsmr\b", name):
        return "foam_roll", "name"
    if record.equipment == "foam roll":
        return "foam_roll", "equipment"
    if words.JUMP_WORDS.search(name) and _region(record) == "legs":
        return "plyometric", "name"
    section = words.SECTIONS[record.category]
    if section == "plyometric" and _region(record) != "legs":
        # Throws and pushes off the hands land on nobody's feet: they are no jumps, and the planner counts jumps.
        return "strength", "muscles"
    return section, "category"


def _region(record: Record) -> str:
    muscle = record.primary[0]
    return next((region for region, muscles in words.REGIONS.items() if muscle in muscles), "upper")


def _pattern(record: Record, name: str, section: str) -> tuple[str, str]:
    if section in PATTERN_OF:
        return PATTERN_OF[section], "section"
    for pattern_words, pattern in words.PATTERN_WORDS[_region(record)]:
        if pattern_words.search(name):
            return pattern, "name"
    for muscles, force, mechanic, pattern in words.PATTERNS:
        fits = force in ("", record.force) and mechanic in ("", record.mechanic)
        if fits and (not muscles or record.primary[0] in muscles):
            given = (("muscles", muscles), ("force", force), ("mechanic", mechanic))
            return pattern, " and ".join(word for word, used in given if used) or "muscles"
    raise AssertionError("the last row of PATTERNS fits every record")


def _planes(name: str, pattern: str) -> tuple[str, str]:
    if pattern not in ("roll", "core_anti_rotation", "core_lateral"):
        for plane_words, plane in words.PLANE_WORDS:
            if plane_words.search(name):
                return plane, "name"
    return words.PLANES.get(pattern, "sagittal"), "pattern"


def _kit(record: Record, name: str) -> tuple[str, str]:
    """What is needed, and from where that is known; nothing where it is the format's own word."""
    own = words.EQUIPMENT[record.equipment]
    named = [kit for kit_words, kit in words.KIT_OF_NAME if kit_words.search(name)] if own != "machine" else []
    if "machine" in named:
        return "machine", "name"
    if named and own == "other" and "weighted" not in name:
        own = ""  # what the name says is the other thing
    needs = list(dict.fromkeys(filter(None, (own, *named))))
    # What may stand for each other is met by the one that is needed anyway.
    alone = {need for need in needs if "|" not in need}
    needs = [need for need in needs if "|" not in need or alone.isdisjoint(need.split("|"))]
    return ";".join(needs), "name" if named else ""


def _each_side(record: Record, name: str, pattern: str) -> tuple[bool, str]:
    if words.EACH_SIDE.search(name):
        return True, "name"
    if pattern != "carry" and words.ALTERNATING.search(record.instructions):
        return True, "instructions"
    return False, ""


def _mode(record: Record, name: str, section: str, pattern: str) -> str:
    if section in _HOLDS or pattern == "carry" or record.force == "static":
        return "seconds"
    timed = words.DYNAMIC if pattern == "jump" else words.TIMED
    return "seconds" if timed.search(name) and "push up" not in name else "reps"


def _dose(record: Record, name: str, pattern: str, mode: str, sided: bool, kit: str) -> str:
    """A class of doses.csv whose mode is the exercise's."""
    if mode == "seconds":
        if pattern in ("roll", "mobility"):
            return f"{'roll' if pattern == 'roll' else 'stretch'}_{'side' if sided else 'both'}"
        if pattern.startswith("core_"):
            return "side_hold" if pattern == "core_lateral" else "plank"
        return {"carry": "carry", "jump": "hops"}.get(pattern, "short_hold")
    if pattern == "jump":
        return "bounds" if re.search(r"\b(?:bound|stride)", name) else "jump"
    if pattern in LEG_PATTERNS:
        return _leg_dose(record, name, pattern, sided, kit)
    if pattern == "hip_flexion":
        return pattern
    if pattern.startswith("core_"):
        return "core_reps"
    if "pull_up_bar" in kit:
        return "pull_up"
    return "posture" if record.mechanic == "isolation" else "upper_compound"


def _leg_dose(record: Record, name: str, pattern: str, sided: bool, kit: str) -> str:
    if pattern == "calf_ankle":
        return "shin" if re.search(r"\b(?:tibialis|reverse|toe)\b", name) else "calf_raise"
    if pattern == "hip_abduction":
        return "band_walk" if re.search(r"\bwalk", name) else "leg_accessory"
    if pattern == "knee_flexion":
        return "hamstring_lowering" if re.search(r"\b(?:ham raise|nordic)\b", name) else "leg_accessory"
    if re.search(r"\bswing", name):
        return "swing"
    # On two legs nothing becomes heavy without a weight; bands and balls are none.
    if record.mechanic == "isolation" or not (sided or words.WEIGHTS & _things(kit)):
        return "leg_accessory"
    return "compound_single" if sided else "compound_both"


def _setup(section: str, kit: str) -> int:
    if section == "warm_up":
        return 0
    if section == "foam_roll":
        return 5
    needed = _things(kit)
    return next(seconds for things, seconds in words.SETUP if not things or not needed.isdisjoint(things))


def _things(kit: str) -> frozenset[str]:
    """What is needed; of things that may stand for each other the first."""
    return frozenset(need.split("|")[0] for need in kit.split(";"))


def _roles(record: Record, name: str, section: str, pattern: str) -> tuple[tuple[tuple[str, str], ...], str]:
    """Muscles with their roles, each muscle once with the first role that it gets; and what the name added."""
    if section not in COUNTED_SECTIONS:
        role = "rolled" if section == "foam_roll" else "stretched"
        for muscle_words, muscles in words.MUSCLE_OF_NAME:
            if muscle_words.search(name):
                return tuple((muscle, role) for muscle in muscles), f"{' and '.join(muscles)} from the name"
        return tuple((muscle, role) for muscle in _ours((*record.primary, *record.secondary))), ""
    prime, why = list(_ours(record.primary)), ""
    own = {"core_lateral": ("obliques",), "core_anti_rotation": ("obliques",), "hip_flexion": ("hip_flexors",)}
    if pattern in own:
        prime = [*own[pattern], *prime]
        why = f"{own[pattern][0]} from the pattern"
    roles = dict.fromkeys(prime, "prime_mover")
    for muscle in _ours(record.secondary):
        roles.setdefault(muscle, "synergist")
    return tuple(roles.items()), why


def _ours(muscles: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ours for muscle in muscles for ours in words.MUSCLES[muscle]))
