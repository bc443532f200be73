"""What is typed beside a slider or into a field: the value that it means, or one sentence on what to type instead.

In: the text as it was typed, and what is allowed. Out: a value of Block. What a control shows is always read as what it
shows. No widget in here.
"""

from __future__ import annotations

import dataclasses
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from runplan.errors import BlockError, RunplanError
from runplan.paces.races import read_clock, split_races
from runplan.plan import lift_fields
from runplan.plan import race_fields as races
from runplan.plan.block import Block
from runplan.plan.fields import FIELDS
from runplan.plan.imported_runs import RACE_KM
from runplan.ui.state.error_text import in_words
from runplan.units import format_clock, format_distance, format_number, format_pace, from_km, from_s_per_km, to_km

FASTEST_S, SLOWEST_S = FIELDS["easy_pace_s_per_km"].low, FIELDS["easy_pace_s_per_km"].high
"""The easy paces that Block takes [s/km]."""

_NUMBER = re.compile(r"(\d{1,6})\s*(km|mi|bpm)?", re.ASCII)
_DISTANCE = re.compile(r"(\d{1,3}(?:[.,]\d{1,2})?)\s*(km|mi)?", re.ASCII)
_PACE = re.compile(
    r"(?:(\d{1,2})[:.,'\u2032\u2019](\d\d)[\"\u2033\u201d]?|(\d{3,4})\s*s?)\s*(?:(?:min)?\s*/\s*(km|mi))?", re.ASCII
)
_UNCLEAR = re.compile(r"\d{1,2}[.,]\d{1,2}", re.ASCII)


def whole_number(text: str, low: int, high: int, unit: str = "") -> int:
    """A whole number from `low` to `high`, with or without its unit.

    Raises
    ------
    RunplanError
        One sentence on what to type.

    >>> whole_number(" 61 ", 1, 300), whole_number("38 mi", 1, 186, "mi")
    (61, 38)
    """
    found = _NUMBER.fullmatch(text.strip())
    if found is None or found[2] not in (None, unit or None) or not low <= int(found[1]) <= high:
        raise RunplanError(f"type a whole number from {low} to {high}{f' ({unit})' if unit else ''}.")
    return int(found[1])


def pace(text: str, units: str) -> int:
    """A pace as minutes and seconds, or as seconds, in the unit that the runner reads [s/km].

    Raises
    ------
    RunplanError
        One sentence on what to type.

    >>> pace("5:45", "km"), pace("5.45", "km"), pace("345", "km"), pace("9:15 /mi", "mi")
    (345, 345, 345, 345)
    """
    typed = " ".join(text.split())
    fastest, slowest = format_pace(FASTEST_S, units).split(" ")[0], format_pace(SLOWEST_S, units)
    allowed = f"type a pace from {fastest} to {slowest}, such as {format_pace(345, units).split(' ')[0]}."
    found = _PACE.fullmatch(typed)
    if found is None or found[4] not in (None, units) or int(found[2] or 0) >= 60:
        unclear = f"{typed} may be minutes and seconds or a decimal number: " if _UNCLEAR.fullmatch(typed) else ""
        raise RunplanError(f"{unclear}{allowed}")
    seconds = int(found[3]) if found[3] else 60 * int(found[1]) + int(found[2])
    value = round(seconds / from_s_per_km(1, units))
    if not FASTEST_S <= value <= SLOWEST_S:
        raise RunplanError(allowed)
    return value


def read_field(field: str, text: str, wishes: Mapping[str, Any]) -> Any:
    """The value that was typed into a field which may stay empty, if it can stand beside the other wishes.

    Raises
    ------
    RunplanError
        One sentence on what to type.

    >>> read_field("recent_races", "10k 52:30", {}), read_field("max_heart_rate", "188 bpm", {})
    ((('10k', 3150),), 188)
    >>> read_field("longest_run_km", "10 mi", {}), read_field("goal_time", " ", {})
    (16.1, None)
    """
    text = " ".join(text.split())
    if not text:
        return _EMPTY[field]
    try:
        value = _READERS.get(FIELDS[field].unit, _whole)(field, text, wishes)
        if _is_block(wishes):
            Block(**{**wishes, field: value})
    except BlockError as refused:
        raise RunplanError(_at_field(field, str(refused))) from None
    return value


def show_field(field: str, value: Any, units: str) -> str:
    """The text in a field that holds this value; empty where nothing is known.

    >>> show_field("recent_races", (("10k", 3150), (12.5, 4200)), "km"), show_field("longest_run_km", 18.0, "mi")
    ('10k 52:30, 12.5 km 1:10:00', '11.2 mi')
    """
    if value is None:
        return ""
    if field == "recent_races":
        lengths = [far if isinstance(far, str) else f"{format_number(far, 4)} km" for far, _ in value]
        return ", ".join(f"{far} {format_clock(time)}" for far, (_, time) in zip(lengths, value, strict=True))
    if field == "goal_time":
        return format_clock(value)
    if field == "load_steps":
        return lift_fields.load_steps_text(value)
    return format_distance(value, units) if FIELDS[field].unit == "km" else str(value)


def race_distance(text: str, units: str) -> str | float:
    """The distance of a race as a word, or in kilometres.

    Raises
    ------
    RunplanError
        One sentence on what to type.

    >>> race_distance("10K", "km"), race_distance("half marathon", "km"), race_distance("12.5", "km")
    ('10k', 'half', 12.5)
    >>> race_distance("10", "mi")
    16.09344
    """
    typed = " ".join(text.lower().split()).removesuffix(" marathon")
    length = _DISTANCE.fullmatch(typed)
    if typed in RACE_KM:
        return typed
    km = 0.0 if length is None else to_km(float(length[1].replace(",", ".")), length[2] or units)
    if not 1 <= km <= 100:
        raise RunplanError(f"Type a distance such as 10k, half or 15 {units}.")
    return km


_TYPE_A_SET = "Type weight x repetitions @ repetitions in reserve, such as 60x8@2 or 135 lb x 5 @ 1."


def read_lift(exercise_id: str, text: str, wishes: Mapping[str, Any]) -> Any:
    """The remembered sets with the one that was typed for an exercise; without it where nothing was typed.

    Raises
    ------
    RunplanError
        One sentence on what to type.

    >>> read_lift("back_squat", "60 kg x 8 @ 2", {"lifts": (("one_arm_row", ("35 lb", 10, 3)),)})
    (('back_squat', (60.0, 8, 2)), ('one_arm_row', ('35 lb', 10, 3)))
    """
    sets = {name: value for name, value in wishes.get("lifts", ()) if name != exercise_id}
    if text.strip():
        try:
            sets |= dict(lift_fields.lifts({exercise_id: text}))
        except BlockError as refused:
            reason = str(refused).removeprefix(f"lifts[{exercise_id!r}]")
            raise RunplanError(_TYPE_A_SET if "cannot be read" in reason else f"It{reason}") from None
    return tuple(sorted(sets.items()))


def _weights(field: str, text: str, _: Mapping[str, Any]) -> Any:
    try:
        return lift_fields.load_steps(text)
    except BlockError:
        raise RunplanError(f"Type the weights you own, such as {FIELDS[field].example}.") from None


def _is_block(wishes: Mapping[str, Any]) -> bool:
    try:
        Block(**wishes)
    except BlockError:
        return False
    return True


def _at_field(field: str, sentence: str) -> str:
    """A refusal of Block as it is said at its field."""
    sentence = sentence.removeprefix(f"{field}: ")
    return in_words(sentence.replace(f"{field} has ", "you typed ", 1) if sentence.startswith(field) else sentence)


def _races(field: str, text: str, _: Mapping[str, Any]) -> Any:
    pairs = split_races(text)
    if not pairs or not all(far for far, _ in pairs):
        raise RunplanError(f"Type a distance and a time, such as {FIELDS[field].example}.")
    return races.recent_races(text)


def _clock(field: str, text: str, _: Mapping[str, Any]) -> Any:
    seconds = read_clock(text)
    if seconds is None:
        raise RunplanError(f"Type a time, such as {FIELDS[field].example}.")
    return seconds


def _distance(field: str, text: str, wishes: Mapping[str, Any]) -> Any:
    units, now = wishes.get("units", "km"), wishes.get(field)
    distance, spec = _DISTANCE.fullmatch(text), FIELDS[field]
    km = -1.0 if distance is None else round(to_km(float(distance[1].replace(",", ".")), distance[2] or units), 1)
    if not spec.low <= km <= spec.high:
        most = int(from_km(spec.high, units))
        raise RunplanError(f"Type a distance from {spec.low} to {most} {units}, such as {spec.example}.")
    return now if now is not None and format_distance(km, units) == format_distance(now, units) else km


def _whole(field: str, text: str, _: Mapping[str, Any]) -> Any:
    spec = FIELDS[field]
    try:
        return whole_number(text, spec.low, spec.high, "bpm" if spec.unit == "beats/min" else "")
    except RunplanError as refused:
        raise RunplanError(in_words(str(refused))) from None


_EMPTY = {field.name: field.default for field in dataclasses.fields(Block)}
# By the unit of the field; others are whole numbers.
_READERS = {"race time": _races, "time": _clock, "km": _distance, "weights": _weights}


# --- the name of a plan's file ---------------------------------------------------------------------------------------

NO_NAME = "Type a file name, such as plan.csv."


def no_such_name(broken: Exception) -> str:
    """Why the name of a file that was typed cannot be used."""
    why = broken.strerror if isinstance(broken, OSError) and broken.strerror else str(broken).rstrip(".")
    return f"Type another file name, such as plan.csv: this one cannot be used ({why})."


def names_of(path: str) -> tuple[str, ...]:
    """How a plan's files are called in sentences: the table as it was typed and by its name, and the block's file."""
    file = Path(path.strip())
    return path.strip(), file.name, f"{file.stem}.block.json"


def with_suffix(path: str) -> str:
    """The name of a plan's file as a person typed it, with .csv where it has no ending.

    >>> with_suffix(" plans/anna "), with_suffix("anna.csv"), with_suffix("anna.txt")
    ('plans/anna.csv', 'anna.csv', 'anna.txt')
    """
    typed = path.strip()
    name = Path(typed).name
    bare = bool(name) and name not in (".", "..", "~") and "." not in name and not typed.endswith(("/", "\\"))
    return f"{typed}.csv" if bare else typed


def name_of(path: str) -> str:
    """How sentences call a plan's file: by its name, with its folder where that is not the notebook's."""
    typed = path.strip()
    is_here = os.path.realpath(Path(typed).expanduser().parent) == os.path.realpath(Path())
    return Path(typed).name if is_here else typed
