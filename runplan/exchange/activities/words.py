"""What the words of other tools mean: their headings, their kinds of sport, their names of exercises and of months."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from runplan.exchange import languages
from runplan.schema.data_folder import data_dir

if TYPE_CHECKING:
    from runplan.catalog import Catalog

_LEFT_AWAY = re.compile(r"[^a-z0-9]+")


def folded(text: str) -> str:
    """A text in small letters without accents; what is no letter and no digit is a blank.

    >>> folded("Aktivitäts-ID"), folded("Ø Herzfrequenz"), folded("Weight (kg)")
    ('aktivitats id', 'o herzfrequenz', 'weight kg')
    """
    return _LEFT_AWAY.sub(" ", languages.folded(text).replace("ø", "o")).strip()


@cache
def tools() -> Mapping[str, tuple[dict[str, str], frozenset[str]]]:
    """For each tool: the fields by folded heading, and the fields that none of its files lacks."""
    fields: dict[str, dict[str, str]] = {}
    needed: dict[str, set[str]] = {}
    for tool, field, must, headings in _rows("columns.csv"):
        for heading in headings.split(";"):
            fields.setdefault(tool, {})[folded(heading)] = field
        needed.setdefault(tool, set()).update([field] if must else [])
    return {tool: (headings, frozenset(needed[tool])) for tool, headings in fields.items()}


def kind_of(sport: str) -> str:
    """run, strength or other.

    >>> kind_of("Trail Run"), kind_of("Krafttraining"), kind_of("Ride")
    ('run', 'strength', 'other')
    """
    return _kinds().get(folded(sport), "other")


def exercise_names(catalog: Catalog) -> dict[str, str]:
    """The ids of a catalogue's exercises by their folded ids and names, and by what other tools call them."""
    ids = list(catalog.exercises.index)
    names = {
        folded(name): exercise_id
        for exercise_id, others in _rows("exercises.csv")
        if exercise_id in catalog.exercises.index
        for name in others.split(";")
    }
    names |= {folded(name): name_id for name_id, name in zip(ids, catalog.exercises["name"].tolist(), strict=True)}
    return names | {folded(exercise_id): exercise_id for exercise_id in ids}


def is_called_race(title: str) -> bool:
    """Whether a session is called a race, and not training for one.

    >>> is_called_race("Berlin Marathon"), is_called_race("Marathon training"), is_called_race("Morning run")
    (True, False, False)
    """
    words = f" {folded(title)} "
    says = {meaning: any(f" {word} " in words for word in of) for meaning, of in _title_words().items()}
    return says["race"] and not says["training"]


@cache
def _title_words() -> dict[str, set[str]]:
    meanings: dict[str, set[str]] = {}
    for meaning, words in _rows("words.csv"):
        meanings.setdefault(meaning, set()).update(map(folded, words.split(";")))
    return meanings


@cache
def _kinds() -> dict[str, str]:
    return {folded(word): kind for kind, words in _rows("sports.csv") for word in words.split(";")}


def _rows(name: str) -> list[list[str]]:
    """The rows of a table of data/logs, without its header."""
    with (data_dir() / "logs" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))[1:]
