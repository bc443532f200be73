"""Seven languages: what their words mean, by the tables of data/languages, and in which of them a file is written."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import product

from runplan.schema import WEEKDAYS
from runplan.schema.data_folder import data_dir

_BEGINS = re.compile(r"^\W*([^\W\d_]+)(?=\.? ?[:\u2013\u2014-]|\.? \d)")  # Mo: 5 km
_WORD = re.compile(r"[^\W\d_]+")
_MOST_WORDS = 20_000  # that are looked at to tell a language
_NAME = re.compile(r"\{([a-z]+(?: [a-z]+)?)\}")
CODES = ("en", "de", "fr", "es", "it", "nl", "pt")
NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, eq=False)  # there is one of each, so that caches can have it for a key
class Language:
    """One language: for each of its tables, what a word or phrase in folded letters means."""

    code: str
    days: dict[str, str]
    months: dict[str, int]
    words: dict[str, frozenset[str]]
    headings: dict[str, frozenset[str]]
    own: frozenset[str]  # words that the language itself has, of three letters or more, by which it is told

    def any_of(self, meaning: str, between: str = "[ -]?") -> str:
        """A pattern for every word with a meaning, the longest first; for every phrase without one."""
        fits = [word for word, means in self.words.items() if (meaning in means if meaning else " " in word)]
        fits.sort(key=len, reverse=True)
        return "|".join(re.escape(word).replace(r"\ ", between) for word in fits) or "(?!)"


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """A text in small letters without accents.

    >>> folded("Aktivitäts-ID")
    'aktivitats-id'
    """
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


@cache
def table(name: str) -> list[dict[str, str]]:
    """The rows of a table of data/languages."""
    with (data_dir() / "languages" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def language(code: str) -> Language:
    """A language, with the words of English that it does not use itself."""
    tables: dict[str, dict[str, frozenset[str]]] = {"day": {}, "month": {}, "word": {}, "heading": {}}
    for row in table(code):
        own = tables[row["table"]]
        own |= {word: own.get(word, NOTHING) | {row["meaning"]} for word in row["words"].split(";")}
    words, heads = tables["word"], tables["heading"]
    days = {word: min(means, key=WEEKDAYS.index) for word, means in tables["day"].items()}
    months = {word: int(min(means)) for word, means in tables["month"].items()}
    own_words = frozenset(word for word in {**words, **heads} if len(word) > 2 and word not in ("km", "metre", "yard"))
    if code != "en":
        words, heads, months = ENGLISH.words | words, ENGLISH.headings | heads, ENGLISH.months | months
    return Language(code, days, months, words, heads, own_words)


ENGLISH = language("en")


@cache
def every_language() -> Language:
    """English, with the weekdays and months of all languages."""
    days = {word: day for code in CODES for word, day in language(code).days.items()}
    months = {word: month for code in CODES for word, month in language(code).months.items()}
    return replace(ENGLISH, days=days, months=months)


def day_named(text: str, tongue: Language) -> str:
    """The weekday that a text names and nothing else, or ""."""
    return tongue.days.get(" ".join(folded(text[:30]).replace("-", " ").strip(" .:").split()), "")


def days_by_initials(names: Sequence[str]) -> dict[int, str]:
    """The weekdays of seven neighbours among names in folded letters that have one letter or two each, by their places.

    >>> days_by_initials(["week", "m", "t", "w", "t", "f", "s", "s"])[3]
    'Wed'
    """
    for code, begin, shift in product(CODES, range(len(names) - 6), (0, 6)):  # from Monday, or from Sunday on
        week = {begin + at: WEEKDAYS[(at + shift) % 7] for at in range(7)}
        initials = {(name[0], day) for name, day in language(code).days.items()}
        if all(0 < len(names[at]) <= 2 and (names[at][0], day) in initials for at, day in week.items()):
            return week
    return {}


def languages_of(texts: Iterable[str]) -> tuple[Language, Language]:
    """The language of a file's headings and weekdays, and that of its other words.

    Where three cells or more are weekdays of one language, and fewer are weekdays in English, all words are read in it;
    else the language counts that knows most of the words, English of two that know as many.
    """
    words: set[str] = set()
    cells: set[str] = set()
    for text in texts:
        if len(words) < _MOST_WORDS:
            words.update(_WORD.findall(folded(text[:500])))
            names = (text[:30], *_BEGINS.findall(text[:30]))
            cells.update(name for name in names if not name[:1].isdigit())  # 2a is a weekday, and a week's number too
    days = {code: sum(bool(day_named(cell, language(code))) for cell in cells) for code in CODES}
    own = [code for code in CODES if days[code] == max(days.values()) >= 3]
    codes = own if own and "en" not in own else CODES
    best = max(codes, key=lambda code: (len(words & language(code).own), code == "en"))
    return ENGLISH if "en" in own else language(best), language(best)


@cache
def rewriting_rules(tongue: Language, stage: str) -> list[tuple[re.Pattern[str], str]]:
    """The patterns of data/languages with the words of a language in them, and what each becomes."""
    rows = table("patterns")
    pieces = {row["pattern"]: row["becomes"] for row in rows if row["stage"] == "piece"}

    def piece(match: re.Match[str]) -> str:
        return _NAME.sub(piece, pieces[match[1]]) if match[1] in pieces else tongue.any_of(match[1])

    pairs = [(_NAME.sub(piece, row["pattern"]), row["becomes"]) for row in rows if row["stage"] == stage]
    return [(re.compile(pattern), re.sub("<(.*)>", " \x01\\1\x03\x02 ", becomes)) for pattern, becomes in pairs]
