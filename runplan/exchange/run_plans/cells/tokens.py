"""A cell's text as numbers, words and signs.

Each is looked at once, from left to right, so a cell of any text takes time in proportion to its length.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from runplan.exchange.run_plans.cells.vocabulary import UNIT_NAMES

_TOKEN = re.compile(
    r"(?P<clock>\d{1,3}:\d\d(?::\d\d)?(?![\d:]))|(?P<number>\d{1,3}(?:,\d{3}){1,2}(?![\d,])|\d+(?:[.,]\d+)?)"
    r"|(?P<word>[^\W\d_]+)|(?P<sign>[^\s\w]|_)"
)
_SAME = str.maketrans(
    {"\u00a0": " ", "\u202f": " ", "\u2009": " ", "×": "x", "–": "-", "\u2014": "-", "\u2212": "-", "\u2010": "-"}
    | {"\u2011": "-", "’": "'", "\u2032": "'", "\u2033": '"', "\u201c": '"', "\u201d": '"', "*": "x", "[": "("}
    | {"]": ")", "{": "(", "}": ")"}
)
_FRACTIONS = {"½": "5", "¼": "25", "¾": "75"}
_WRITTEN = re.compile(r"(?<![\d/.,])(?:(\d{1,3})[ -])?([13])/([24])(?![\d/])")
_SPELLED = (
    (re.compile(r"\bs ?& ?c\b", re.IGNORECASE), "strength"),
    (re.compile(r"\b(?:x-?train(?:ing)?|cross-train(?:ing)?)\b", re.IGNORECASE), "cross"),
    (re.compile(r"(?<![\d/.])(?:1/2|½|0\.5)[ -]?(?=marathon\b)", re.IGNORECASE), "half "),
    (re.compile(r"\bvo ?2(?: ?max)?(?![a-z\d])", re.IGNORECASE), " vo "),
    (re.compile(r"\btune[ -]?ups?\b", re.IGNORECASE), "tuneup"),
    (re.compile(r"\btime[ -]trials?\b|\bTT\b"), "timetrial"),
    (re.compile(r"\bw/ ?u(?:p)?\b", re.IGNORECASE), "wu"),
    (re.compile(r"\bc/ ?d\b", re.IGNORECASE), "cd"),
    (re.compile(r"\bmedium[ -]long(?: runs?)?\b", re.IGNORECASE), "mlr"),
)
# The letters of training paces that a school of plans writes right after a number: 2E + 3 x 1T.
_LETTERS = re.compile(r"(?<=\d)( ?)([ETIRL])(?![\w'])")
_LETTER_WORDS = {"E": "easy", "T": "threshold", "I": "interval", "R": "rep", "L": "long"}
_LONGEST_NUMBER = 9  # digits; longer ones are no distance


@dataclass(frozen=True)
class Token:
    """A number, a clock time, a word (in small letters) or a sign."""

    kind: str
    text: str


def tokens(text: str) -> list[Token]:
    """The tokens of a text.

    >>> [token.text for token in tokens("6–8 mi 10k-pace")]
    ['6', '-', '8', 'mi', '10', 'k', '-', 'pace']
    """
    text = text.translate(_SAME)
    for spelled, word in _SPELLED:
        text = spelled.sub(word, text)
    text = _LETTERS.sub(lambda found: f" {_LETTER_WORDS[found[2]]}", text)
    for sign, digits in _FRACTIONS.items():
        if sign in text:
            text = re.sub(rf"(?<=\d) ?{sign}", f".{digits}", text).replace(sign, f"0.{digits}")
    text = _WRITTEN.sub(lambda found: f"{int(found[1] or 0) + int(found[2]) / int(found[3]):g}", text)
    return [Token(str(found.lastgroup), found[0].lower()) for found in _TOKEN.finditer(text)]


def unit_in_brackets(found: list[Token]) -> str:
    """The unit that a cell states for all its numbers, as in "3 run, 1.5 walk (min)"; "" without one."""
    for place in range(len(found) - 2):
        if found[place].text == "(" and found[place + 2].text == ")":
            unit = UNIT_NAMES.get(found[place + 1].text, "")
            if unit in ("km", "mi", "min"):
                return unit
    return ""


def number(text: str) -> float | None:
    """A number as people write it; None for one that is too long to be a distance.

    >>> number("4,8"), number("1,600"), number("4.8"), number("1" * 30)
    (4.8, 1600.0, 4.8, None)
    """
    if len(text) > _LONGEST_NUMBER + 3:
        return None
    whole, comma, rest = text.partition(",")
    if comma and len(rest) >= 3 and all(len(group) == 3 for group in rest.split(",")):
        return float(whole + rest.replace(",", ""))
    return float(text.replace(",", "."))


def clock(text: str) -> float:
    """Minutes of h:mm:ss; of two parts the first is minutes from 10 on, and hours below (our assumption).

    >>> clock("1:30:00"), clock("45:00"), clock("1:30")
    (90.0, 45.0, 90.0)
    """
    first, second, *third = (int(part) for part in text.split(":"))
    if third:
        return first * 60 + second + third[0] / 60
    return first + second / 60 if first >= 10 else first * 60.0 + second
