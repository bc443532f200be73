"""Exercises as free-exercise-db writes them, a JSON list of objects: read and checked, nothing inferred."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from runplan.catalog.files.read import text_of
from runplan.errors import CatalogError
from runplan.words import listed

LARGEST_MB = 20
MOST_RECORDS = 5000
LONGEST_NAME = 100  # longer ones do not fit beside a session on any screen
LONGEST_HOW_TO = 1000

FORCES = ("push", "pull", "static")
LEVELS = ("beginner", "intermediate", "expert")
MECHANICS = ("compound", "isolation")
EQUIPMENT = (
    *("body only", "barbell", "dumbbell", "kettlebells", "bands", "cable", "machine", "e-z curl bar"),
    *("exercise ball", "medicine ball", "foam roll", "other"),
)
MUSCLES = (
    *("abdominals", "abductors", "adductors", "biceps", "calves", "chest", "forearms", "glutes", "hamstrings"),
    *("lats", "lower back", "middle back", "neck", "quadriceps", "shoulders", "traps", "triceps"),
)
CATEGORIES = (
    *("strength", "stretching", "plyometrics", "powerlifting", "olympic weightlifting", "strongman", "cardio"),
)
_FIELDS = {
    *("id", "name", "force", "level", "mechanic", "equipment", "category"),
    *("primaryMuscles", "secondaryMuscles", "instructions", "images"),
}

_ID = re.compile(r"[0-9A-Za-z_-]{1,100}")
_ID_ADVICE = "write 1 to 100 letters, digits, '_' and '-', such as Barbell_Squat"
_FORMAT = "give a JSON list with one object per exercise, as in free-exercise-db"
# What no text on a screen or in a file should hold: control characters, signs that turn the direction of writing, and
# halves of characters, which cannot be written as UTF-8.
_UNWRITABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]+")
_KINDS = {dict: "an object", list: "a list", type(None): "null", bool: "true or false"}


@dataclass(frozen=True)
class Record:
    """One exercise in the words of free-exercise-db; absent words are ""."""

    number: int  # its place in the file, from 1
    id: str
    name: str
    force: str
    level: str
    mechanic: str
    equipment: str
    category: str
    primary: tuple[str, ...]  # muscles, each once
    secondary: tuple[str, ...]
    how_to: str  # the instructions joined, cut at `LONGEST_HOW_TO` characters
    instructions: str  # the same in small letters and before it is cut, to look for words in
    left_out: tuple[str, ...]  # what was not taken of it


def looks_like_json(path: Path) -> bool:
    """Whether a file is meant as JSON: by its name's end, or because it begins as JSON does and no table would."""
    if path.suffix.lower() == ".json":
        return True
    try:
        with path.open("rb") as file:
            begin = file.read(64)
    except OSError:
        return False
    return begin.removeprefix(b"\xef\xbb\xbf").lstrip().startswith((b"[", b"{"))


def read_records(path: Path) -> list[Record]:
    """Read a file of free-exercise-db.

    Raises
    ------
    CatalogError
        If it is not that format: with file, record, field, value and what is allowed.
    """
    file = path.name
    content = _parsed(file, text_of(path, "Save it as UTF-8.", LARGEST_MB))
    if not isinstance(content, list):
        raise CatalogError(f"{file} contains {_shown(content)}, not a list of exercises; {_FORMAT}.")
    if not content:
        raise CatalogError(f"{file} contains an empty list; {_FORMAT}.")
    if len(content) > MOST_RECORDS:
        raise CatalogError(
            f"{file} has {len(content)} records, and RunPlan reads at most {MOST_RECORDS}; remove some of them."
        )
    records = [_record(file, number, one) for number, one in enumerate(content, start=1)]
    first: dict[str, int] = {}
    for record in records:
        before = first.setdefault(record.id, record.number)
        if before != record.number:
            advice = f"record {before} already has it, and each may occur only once"
            raise _fault(_place(file, record.number, record.name), "id", record.id, advice)
    return records


def _parsed(file: str, text: str) -> Any:
    if not text.strip():
        raise CatalogError(f"{file} is empty; {_FORMAT}.")
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise CatalogError(f"{file} is not valid JSON ({where}); {_FORMAT}.") from None
    except (RecursionError, ValueError):  # lists in lists without end, and numbers of thousands of digits
        raise CatalogError(f"{file} is JSON, but not a list of exercises; {_FORMAT}.") from None


def _record(file: str, number: int, content: Any) -> Record:
    if not isinstance(content, dict):
        raise CatalogError(f"{file}, record {number}: {_shown(content)} is not an exercise; {_FORMAT}.")
    place = _place(file, number, content.get("id"), content.get("name"))
    identity = _words_of(place, content, "id", _ID_ADVICE)
    if not _ID.fullmatch(identity):
        raise _fault(place, "id", identity, _ID_ADVICE)
    written = _words_of(place, content, "name", "write the name of the exercise")
    name = _clean(written[: 4 * LONGEST_NAME])
    if not name:
        raise _fault(place, "name", written, "write the name of the exercise")
    left_out = []
    if len(name) > LONGEST_NAME:
        name = f"{name[: LONGEST_NAME - 1].rstrip()}…"
        left_out.append(f"the name after {LONGEST_NAME} characters")
    how_to = _clean(" ".join(_list_of_text(place, content, "instructions"))[: 10 * LONGEST_HOW_TO])
    pictures = len(_list_of_text(place, content, "images"))
    if len(how_to) > LONGEST_HOW_TO:
        left_out.append(f"the instructions after {LONGEST_HOW_TO} characters")
    if pictures:
        left_out.append(f"{pictures} picture{'' if pictures == 1 else 's'}")
    others = sorted(_clean(str(field))[:40] for field in content.keys() - _FIELDS)
    if others:
        left_out.append(
            f"fields that the format does not have: {', '.join(others[:5])}{' …' if len(others) > 5 else ''}"
        )
    return Record(
        number,
        identity,
        name,
        _word(place, content, "force", FORCES, required=False),
        _word(place, content, "level", LEVELS),
        _word(place, content, "mechanic", MECHANICS, required=False),
        _word(place, content, "equipment", EQUIPMENT, required=False),
        _word(place, content, "category", CATEGORIES),
        _muscles(place, content, "primaryMuscles", required=True),
        _muscles(place, content, "secondaryMuscles"),
        _shortened(how_to),
        how_to.lower(),
        tuple(left_out),
    )


def _value(place: str, content: Mapping[str, Any], field: str, advice: str) -> Any:
    if field not in content:
        raise CatalogError(f"{place}, {field}: it is missing; {advice}.")
    return content[field]


def _words_of(place: str, content: Mapping[str, Any], field: str, advice: str) -> str:
    value = _value(place, content, field, advice)
    if not isinstance(value, str):
        raise _fault(place, field, value, advice)
    return value


def _word(place: str, content: Mapping[str, Any], field: str, allowed: Sequence[str], *, required: bool = True) -> str:
    """One of the allowed words; "" for null or nothing, where that may be."""
    if content.get(field) is None and not required:
        return ""
    advice = f"write {listed(allowed, 'or')}" if required else f"write {', '.join(allowed)} or null"
    value = _words_of(place, content, field, advice)
    if value not in allowed:
        raise _fault(place, field, value, advice)
    return value


def _muscles(place: str, content: Mapping[str, Any], field: str, *, required: bool = False) -> tuple[str, ...]:
    advice = f"write a list of {', '.join(MUSCLES)}"
    if required:
        _value(place, content, field, advice)
    names = _list_of_text(place, content, field, advice)
    for name in names:
        if name not in MUSCLES:
            raise _fault(place, field, name, advice)
    return tuple(dict.fromkeys(names))


def _list_of_text(
    place: str, content: Mapping[str, Any], field: str, advice: str = "write a list of texts"
) -> list[str]:
    value = content.get(field, [])
    if not isinstance(value, list):
        raise _fault(place, field, value, advice)
    for one in value:
        if not isinstance(one, str):
            raise _fault(place, field, one, advice)
    return value


def _clean(text: str) -> str:
    """A text on one line, without what cannot be shown or written."""
    return " ".join(_UNWRITABLE.sub(" ", text).split())


def _shortened(text: str) -> str:
    """The text, cut behind the last sentence that fits, or behind the last word."""
    if len(text) <= LONGEST_HOW_TO:
        return text
    head = text[: LONGEST_HOW_TO - 2]
    end = head.rfind(". ")
    return f"{head[: end + 1]} …" if end > LONGEST_HOW_TO // 2 else f"{head.rpartition(' ')[0] or head} …"


def _place(file: str, number: int, *names: Any) -> str:
    """Where a record stands, with the first of its names that can be said."""
    said = next((_clean(name)[:60] for name in names if isinstance(name, str) and _clean(name[:400])), "")
    return f"{file}, record {number} ({said})" if said else f"{file}, record {number}"


def _fault(place: str, field: str, value: Any, advice: str) -> CatalogError:
    return CatalogError(f"{place}, {field}: {_shown(value)} is not allowed; {advice}.")


def _shown(value: Any) -> str:
    """A value in a sentence: texts and numbers as they are, shortened, and of all others what they are."""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return _KINDS.get(type(value), "something else")
    text = repr(value[:60] if isinstance(value, str) else value)
    return text if len(text) <= 80 else f"{text[:77]}..."
