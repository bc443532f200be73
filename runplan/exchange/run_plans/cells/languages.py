"""What the words of a run plan mean, in seven languages: the tables of data/languages as lookups.

A file has one language for its weekdays, months, headings and workout words; what English says is understood beside it
where the language itself does not use the word otherwise.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from runplan.schema import WEEKDAYS
from runplan.schema.data_folder import data_dir
from runplan.units import KM_PER_MILE

CODES = ("en", "de", "fr", "es", "it", "nl", "pt")
KM_UNITS = {"km": 1.0, "mi": KM_PER_MILE, "metre": 0.001, "yard": 0.0009144}
MINUTE_UNITS = {"min": 1.0, "h": 60.0, "s": 1 / 60}
FAMILIES = frozenset(
    ("rest", "run", "easy", "long", "tempo", "intervals", "hills", "race", "walk", "cross", "strength")
)
LONGEST_PHRASE = 4  # words
NOTHING: frozenset[str] = frozenset()
_WORD = re.compile(r"[^\W\d_]+")
_MOST_WORDS = 20_000  # that are looked at to tell a language


@dataclass(frozen=True)
class Language:
    """One language: for each of its tables, what a word or phrase in folded letters means."""

    code: str
    days: Mapping[str, str]
    months: Mapping[str, int]
    words: Mapping[str, frozenset[str]]
    headings: Mapping[str, frozenset[str]]
    own: frozenset[str]  # words that the language itself has, of three letters or more, by which it is told

    def any_of(self, meaning: str) -> str:
        """A pattern for every word with a meaning, the longest first."""
        words = sorted((word for word, means in self.words.items() if meaning in means), key=len, reverse=True)
        return "|".join(re.escape(word).replace(r"\ ", "[ -]?") for word in words) or "(?!)"


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """A text in small letters without accents.

    >>> folded("Mié. SÁBADO"), folded("Hügel")
    ('mie. sabado', 'hugel')
    """
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


@cache
def language(code: str) -> Language:
    """A language, with the words of English that it does not use itself."""
    tables: dict[str, dict[str, set[str]]] = {"day": {}, "month": {}, "word": {}, "heading": {}}
    with (data_dir() / "languages" / f"{code}.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for word in row["words"].split(";"):
                tables[row["table"]].setdefault(word, set()).add(row["meaning"])
    own = {table: {word: frozenset(means) for word, means in words.items()} for table, words in tables.items()}
    days = {word: min(means, key=WEEKDAYS.index) for word, means in own["day"].items()}
    months = {word: int(min(means)) for word, means in own["month"].items()}
    telling = frozenset(word for word in {**own["word"], **own["heading"]} if len(word) > 2 and word not in KM_UNITS)
    if code == "en":
        return Language(code, days, months, own["word"], own["heading"], telling)
    english = language("en")
    return Language(
        code,
        days,
        {**english.months, **months},
        {**english.words, **own["word"]},
        {**english.headings, **own["heading"]},
        telling,
    )


ENGLISH = language("en")


def meanings_of(words: list[str], at: int, table: Mapping[str, Collection[str]]) -> tuple[frozenset[str], int]:
    """What the longest phrase that begins at a word means, and how many words it has; nothing and 1 for no phrase.

    >>> meanings_of(["cross", "train", "easy"], 0, ENGLISH.words) == (frozenset({"cross"}), 2)
    True
    """
    for count in range(min(LONGEST_PHRASE, len(words) - at), 0, -1):
        means = table.get(" ".join(words[at : at + count]))
        if means is not None:
            return frozenset(means), count
    return NOTHING, 1


def day_named(text: str, tongue: Language) -> str:
    """The weekday that a text names and nothing else, or "".

    >>> day_named("Mi.", language("de")), day_named("Wednesday", ENGLISH), day_named("5 km", ENGLISH)
    ('Wed', 'Wed', '')
    """
    return tongue.days.get(" ".join(folded(text[:30]).replace("-", " ").strip(" .:").split()), "")


class Tongues(NamedTuple):
    """The language of a file's headings and weekdays, and that of its other words."""

    heads: Language
    words: Language


def languages_of(texts: Iterable[str]) -> Tongues:
    """The languages of a file's cells.

    Where three cells or more are weekdays of one language, and fewer are weekdays in English, all words are read in it;
    else the language counts that knows most of the words, English of two that know as many.

    >>> [languages_of(texts).words.code for texts in (["lun", "mar", "mer", "8 km footing"], ["Mon", "8 km easy"])]
    ['fr', 'en']
    """
    words: set[str] = set()
    cells: set[str] = set()
    for text in texts:
        if len(words) < _MOST_WORDS:
            words.update(_WORD.findall(folded(text[:500])))
            cells.add(text[:30])
    days = {code: sum(bool(day_named(cell, language(code))) for cell in cells) for code in CODES}
    most = max(days.values())
    own = [code for code in CODES if days[code] == most >= 3]
    candidates = own if own and "en" not in own else CODES
    best = max(candidates, key=lambda code: (len(words & language(code).own), code == "en"))
    return Tongues(ENGLISH if "en" in own else language(best), language(best))
