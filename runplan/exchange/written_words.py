"""What the words of a run plan mean, in seven languages, and a text as tokens: the tables of data/languages at work.

In: a text and its language. Out: numbers, signs, and words with their meanings; paces, heart rates, climbs, times of
the day and numbers of weeks were taken out first, each by its pattern, so that none of their numbers is a distance.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, partial

from runplan.exchange.languages import ENGLISH, NOTHING, Language, folded, rewriting_rules
from runplan.units import KM_PER_MILE

KM_UNITS = {"km": 1.0, "mi": KM_PER_MILE, "metre": 0.001, "yard": 0.0009144}
MINUTE_UNITS = {"min": 1.0, "h": 60.0, "s": 1 / 60}
_TOKEN = re.compile(
    r"\x01(?P<aside>[^\x01\x02]*)\x02|(?P<clock>\d{1,3}:\d\d?(?::\d\d)?(?![\d:]))"
    r"|(?P<number>\d{1,3}(?:,\d{3}){1,2}(?![\d,])|\d+(?:[.,]\d+)?(?:~\d+(?:[.,]\d+)?)?)"
    r"|(?P<word>[^\W\d_]+(?:_[^\W\d_]+)*)|(?P<sign>[^\s\w]|\n)"
)
_FIRST_ASIDE = 0xE000  # of the letters for private use, which stand for the texts of asides


@dataclass(frozen=True)
class Token:
    """A number, a clock time, a word or phrase with what it means, a sign, or an aside by its kind."""

    kind: str
    text: str
    means: frozenset[str] = NOTHING
    written: str = ""  # an aside as it is in the text

    @property
    def unit(self) -> str:
        """The unit that it names, or ""."""
        ticks = {"'": "min", '"': "s"}
        return ticks.get(self.text) or next((unit for unit in (*KM_UNITS, *MINUTE_UNITS) if unit in self.means), "")


@dataclass(frozen=True)
class Context:
    """What holds for all cells of a file: its language, and the units of numbers that state none."""

    tongue: Language = ENGLISH
    unit: str = ""
    small_m: str = ""
    legend: tuple[tuple[str, str], ...] = ()  # letters, and the words that the file says they mean
    coded: bool = False  # whether several letters stand for kinds of runs
    recovers: bool = False  # whether recovery is told by a word, so that R is a day of rest
    minutes: float | None = None  # of the first session, where a column beside the text has them


@cache
def _phrases(tongue: Language) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{tongue.any_of('', '(?: |-|[.] ?)')})\b")


def tokens(text: str, tongue: Language) -> list[Token]:
    """The tokens of a text."""
    for pattern, becomes in rewriting_rules(tongue, "letters"):
        text = pattern.sub(becomes, text)
    text, asides = folded(text), list[str]()
    if any(letter.isdigit() for letter in text):
        for pattern, becomes in rewriting_rules(tongue, "plain"):
            text = pattern.sub(partial(_taken_out, becomes, asides), text)
    text = _phrases(tongue).sub(lambda match: re.sub(r"\W+", "_", match[0]), text)
    read: list[Token] = []
    for match in _TOKEN.finditer(text):
        kind, word = str(match.lastgroup), str(match[str(match.lastgroup)]).replace("_", " ")
        means = tongue.words.get(word, NOTHING) if kind == "word" else NOTHING
        if kind == "aside":
            kind, _, word = word[:-1].partition(":")
        read.append(Token(kind, word, means, asides[ord(match["aside"][-1]) - _FIRST_ASIDE] if match["aside"] else ""))
    return read


def _taken_out(becomes: str, asides: list[str], match: re.Match[str]) -> str:
    """What a match becomes; of an aside its own text is kept apart, so that no further pattern sees its numbers."""
    before, mark, _ = becomes.partition(" \x01")
    if not mark:
        return match.expand(becomes)
    asides.append(match[0].removeprefix(match.expand(before)).strip())
    return match.expand(becomes).replace("\x03", chr(_FIRST_ASIDE + len(asides) - 1))
