"""A cell's text as numbers, words with their meanings, signs, and asides: what tells of a run, and not how long it is.

In: a text and its language. Out: tokens; paces, heart rates, climbs, times of the day and numbers of weeks were taken
out first, each by its pattern in data/languages, so that none of their numbers is ever a distance.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache

from runplan.exchange.run_plans.cells.languages import (
    KM_UNITS,
    LONGEST_PHRASE,
    MINUTE_UNITS,
    NOTHING,
    Language,
    folded,
    language,
    meanings_of,
)
from runplan.schema.data_folder import data_dir

_TOKEN = re.compile(
    r"\x01(?P<aside>[^\x01\x02]*)\x02|(?P<clock>\d{1,3}:\d\d?(?::\d\d)?(?![\d:]))"
    r"|(?P<number>\d{1,3}(?:,\d{3}){1,2}(?![\d,])|\d+(?:[.,]\d+)?(?:~\d+(?:[.,]\d+)?)?)|(?P<word>[^\W\d_]+)|(?P<sign>[^\s\w]|_|\n)"
)
_SAME = str.maketrans(
    {"\u00a0": " ", "\u202f": " ", "\u2009": " ", "×": "x", "–": "-", "\u2014": "-", "\u2212": "-", "\u2010": "-"}
    | {"\u2011": "-", "’": "'", "\u2032": "'", "\u2033": '"', "\u201c": '"', "\u201d": '"', "\u00b4": "'", "*": "x"}
    | {"[": "(", "]": ")", "{": "(", "}": ")", "\x01": " ", "\x02": " ", "\t": " ", "\r": "\n"}
)
_NAME = re.compile(r"\{([a-z]+)\}")
_LONGEST_NUMBER = 9  # digits; longer ones are no distance


@dataclass(frozen=True)
class Token:
    """A number, a clock time, a word or phrase with what it means, a sign, or an aside by its kind."""

    kind: str
    text: str
    means: frozenset[str] = NOTHING

    @property
    def unit(self) -> str:
        """The unit that it names, or ""."""
        if self.text in ("'", '"'):
            return "min" if self.text == "'" else "s"
        return next((unit for unit in (*KM_UNITS, *MINUTE_UNITS) if unit in self.means), "")


@cache
def _rules(code: str, stage: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """The patterns of data/languages with the words of a language in them, and what each becomes."""
    with (data_dir() / "languages" / "patterns.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    pieces = {row["pattern"]: row["becomes"] for row in rows if row["stage"] == "piece"}
    tongue = language(code)

    def piece(match: re.Match[str]) -> str:
        return _NAME.sub(piece, pieces[match[1]]) if match[1] in pieces else tongue.any_of(match[1])

    return tuple(
        (re.compile(_NAME.sub(piece, row["pattern"])), re.sub("<(.*)>", " \x01\\1\x02 ", row["becomes"]))
        for row in rows
        if row["stage"] == stage
    )


def tokens(text: str, tongue: Language) -> list[Token]:
    """The tokens of a text.

    >>> from runplan.exchange.run_plans.cells.languages import ENGLISH
    >>> [token.text for token in tokens("6–8 mi 10k-pace reps", ENGLISH)]
    ['6~8', 'mi', '10k', 'reps']
    """
    text = text.translate(_SAME)
    for pattern, becomes in _rules(tongue.code, "letters"):
        text = pattern.sub(becomes, text)
    text = folded(text)
    if any(letter.isdigit() for letter in text):
        for pattern, becomes in _rules(tongue.code, "plain"):
            text = pattern.sub(becomes, text)
    plain = [Token(str(match.lastgroup), str(match[str(match.lastgroup)])) for match in _TOKEN.finditer(text)]
    return list(_with_meanings(plain, tongue))


def _with_meanings(plain: list[Token], tongue: Language) -> list[Token]:
    """The tokens, words joined to the longest phrases that are known."""
    joined: list[Token] = []
    at = 0
    while at < len(plain):
        token = plain[at]
        if token.kind == "aside":
            kind, _, text = token.text.partition(":")
            joined.append(Token(kind, text))
        elif token.kind != "word":
            joined.append(token)
        else:
            ends = _words_from(plain, at)
            means, count = meanings_of([plain[end].text for end in ends], 0, tongue.words)
            joined.append(Token("word", " ".join(plain[end].text for end in ends[:count]), means))
            at = ends[count - 1]
        at += 1
    return joined


def _words_from(plain: list[Token], at: int) -> list[int]:
    """The places of a word and of those that may make a phrase with it; hyphens and points stand between."""
    places = [at]
    while len(places) < LONGEST_PHRASE:
        at += 1
        if at + 1 < len(plain) and plain[at].text in ("-", ".", "&", "'"):
            at += 1
        if at >= len(plain) or plain[at].kind != "word":
            break
        places.append(at)
    return places


def number(text: str) -> float | None:
    """A number as people write it; None for one that is too long to be a distance.

    >>> number("4,8"), number("1,600"), number("4.8"), number("1" * 30)
    (4.8, 1600.0, 4.8, None)
    """
    whole, comma, rest = text.partition(",")
    if len(whole.partition(".")[0]) > _LONGEST_NUMBER or len(text) > 3 * _LONGEST_NUMBER:
        return None
    if comma and len(rest) >= 3 and all(len(group) == 3 for group in rest.split(",")):
        return float(whole + rest.replace(",", ""))
    return float(text.replace(",", "."))


def clock(text: str, *, short: bool = False) -> float:
    """Minutes of h:mm:ss; of two parts the first is minutes from 10 on or in short ones, else hours (our assumption).

    >>> clock("1:30:00"), clock("45:00"), clock("1:30"), clock("1:30", short=True)
    (90.0, 45.0, 90.0, 1.5)
    """
    first, second, *third = (int(part) for part in text.split(":"))
    if third:
        return first * 60 + second + third[0] / 60
    return first + second / 60 if short or first >= 10 else first * 60.0 + second
