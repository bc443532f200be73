"""What the words of a run plan mean, in seven languages, and a text as tokens: the tables of data/languages at work.

In: a text and its language. Out: numbers, signs, and words with their meanings; paces, heart rates, climbs, times of
the day and numbers of weeks were taken out first, each by its pattern, so that none of their numbers is a distance.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from runplan.schema import WEEKDAYS
from runplan.schema.data_folder import data_dir
from runplan.units import KM_PER_MILE

CODES = ("en", "de", "fr", "es", "it", "nl", "pt")
KM_UNITS = {"km": 1.0, "mi": KM_PER_MILE, "metre": 0.001, "yard": 0.0009144}
MINUTE_UNITS = {"min": 1.0, "h": 60.0, "s": 1 / 60}
NOTHING: frozenset[str] = frozenset()
_WORD = re.compile(r"[^\W\d_]+")
_TOKEN = re.compile(
    r"\x01(?P<aside>[^\x01\x02]*)\x02|(?P<clock>\d{1,3}:\d\d?(?::\d\d)?(?![\d:]))"
    r"|(?P<number>\d{1,3}(?:,\d{3}){1,2}(?![\d,])|\d+(?:[.,]\d+)?(?:~\d+(?:[.,]\d+)?)?)"
    r"|(?P<word>[^\W\d_]+(?:_[^\W\d_]+)*)|(?P<sign>[^\s\w]|\n)"
)
_NAME = re.compile(r"\{([a-z]+)\}")
_SAME = str.maketrans(
    {"\u00a0": " ", "\u202f": " ", "\u2009": " ", "\x01": " ", "\x02": " ", "\t": " ", "_": " ", "\r": "\n", "×": "x"}
    | {"–": "-", "\u2014": "-", "\u2212": "-", "\u2010": "-", "\u2011": "-", "*": "x", "[": "(", "]": ")", "{": "("}
    | {"}": ")", "’": "'", "\u2032": "'", "\u00b4": "'", "\u2033": '"', "\u201c": '"', "\u201d": '"'}
)
_MOST_WORDS = 20_000  # that are looked at to tell a language
_LONGEST_NUMBER = 9  # digits; longer ones are no distance


@dataclass(frozen=True)
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


class Tongues(NamedTuple):
    """The language of a file's headings and weekdays, and that of its other words."""

    heads: Language
    words: Language


@dataclass(frozen=True)
class Token:
    """A number, a clock time, a word or phrase with what it means, a sign, or an aside by its kind."""

    kind: str
    text: str
    means: frozenset[str] = NOTHING

    @property
    def unit(self) -> str:
        """The unit that it names, or ""."""
        ticks = {"'": "min", '"': "s"}
        return ticks.get(self.text) or next((unit for unit in (*KM_UNITS, *MINUTE_UNITS) if unit in self.means), "")


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """A text in small letters without accents."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


@cache
def language(code: str) -> Language:
    """A language, with the words of English that it does not use itself."""
    tables: dict[str, dict[str, frozenset[str]]] = {"day": {}, "month": {}, "word": {}, "heading": {}}
    for row in _table(code):
        table = tables[row["table"]]
        table |= {word: table.get(word, NOTHING) | {row["meaning"]} for word in row["words"].split(";")}
    words, heads = tables["word"], tables["heading"]
    days = {word: min(means, key=WEEKDAYS.index) for word, means in tables["day"].items()}
    months = {word: int(min(means)) for word, means in tables["month"].items()}
    own = frozenset(word for word in {**words, **heads} if len(word) > 2 and word not in KM_UNITS)
    if code != "en":
        words, heads, months = ENGLISH.words | words, ENGLISH.headings | heads, ENGLISH.months | months
    return Language(code, days, months, words, heads, own)


def _table(name: str) -> list[dict[str, str]]:
    with (data_dir() / "languages" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


ENGLISH = language("en")


@dataclass(frozen=True)
class Context:
    """What holds for all cells of a file: its language, and the units of numbers that state none."""

    tongue: str = "en"
    unit: str = ""
    small_m: str = ""

    @property
    def language(self) -> Language:
        """The language of its words."""
        return language(self.tongue)


def day_named(text: str, tongue: Language) -> str:
    """The weekday that a text names and nothing else, or ""."""
    return tongue.days.get(" ".join(folded(text[:30]).replace("-", " ").strip(" .:").split()), "")


def languages_of(texts: Iterable[str]) -> Tongues:
    """The languages of a file's cells.

    Where three cells or more are weekdays of one language, and fewer are weekdays in English, all words are read in it;
    else the language counts that knows most of the words, English of two that know as many.
    """
    words: set[str] = set()
    cells: set[str] = set()
    for text in texts:
        if len(words) < _MOST_WORDS:
            words.update(_WORD.findall(folded(text[:500])))
            cells.add(text[:30])
    days = {code: sum(bool(day_named(cell, language(code))) for cell in cells) for code in CODES}
    own = [code for code in CODES if days[code] == max(days.values()) >= 3]
    best = max(
        own if own and "en" not in own else CODES, key=lambda code: (len(words & language(code).own), code == "en")
    )
    return Tongues(ENGLISH if "en" in own else language(best), language(best))


@cache
def _rules(code: str, stage: str) -> list[tuple[re.Pattern[str], str]]:
    """The patterns of data/languages with the words of a language in them, and what each becomes."""
    rows, tongue = _table("patterns"), language(code)
    pieces = {row["pattern"]: row["becomes"] for row in rows if row["stage"] == "piece"}

    def piece(match: re.Match[str]) -> str:
        return _NAME.sub(piece, pieces[match[1]]) if match[1] in pieces else tongue.any_of(match[1])

    return [
        (re.compile(_NAME.sub(piece, row["pattern"])), re.sub("<(.*)>", " \x01\\1\x02 ", row["becomes"]))
        for row in rows
        if row["stage"] == stage
    ]


@cache
def _phrases(code: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{language(code).any_of('', '(?: |-|[.] ?)')})\b")


def tokens(text: str, tongue: Language) -> list[Token]:
    """The tokens of a text."""
    text = text.translate(_SAME)
    for pattern, becomes in _rules(tongue.code, "letters"):
        text = pattern.sub(becomes, text)
    text = folded(text)
    if any(letter.isdigit() for letter in text):
        for pattern, becomes in _rules(tongue.code, "plain"):
            text = pattern.sub(becomes, text)
    text = _phrases(tongue.code).sub(lambda match: re.sub(r"\W+", "_", match[0]), text)
    read: list[Token] = []
    for match in _TOKEN.finditer(text):
        kind, word = str(match.lastgroup), str(match[str(match.lastgroup)]).replace("_", " ")
        means = tongue.words.get(word, NOTHING) if kind == "word" else NOTHING
        read.append(Token(*word.partition(":")[::2]) if kind == "aside" else Token(kind, word, means))
    return read


def number(text: str) -> float | None:
    """A number as people write it; None for one that is too long to be a distance."""
    whole, comma, rest = text.partition(",")
    if len(whole.partition(".")[0]) > _LONGEST_NUMBER or len(text) > 3 * _LONGEST_NUMBER:
        return None
    if comma and len(rest) >= 3 and all(len(group) == 3 for group in rest.split(",")):
        return float(whole + rest.replace(",", ""))
    return float(text.replace(",", "."))


def clock(text: str, *, short: bool = False) -> float:
    """Minutes of h:mm:ss; of two parts the first is minutes from 10 on or in short ones, else hours (we assume)."""
    first, second, *third = (int(part) for part in text.split(":"))
    if third:
        return first * 60 + second + third[0] / 60
    return first + second / 60 if short or first >= 10 else first * 60.0 + second
