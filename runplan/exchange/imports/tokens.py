"""A cell's text as numbers, words and signs; and the numbers as distances and durations.

Each token is looked at once, from left to right, so a cell of any text takes time in proportion to its length.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from runplan.exchange.imports.lexicon import (
    IGNORED_BEFORE,
    KM_UNITS,
    MINUTE_UNITS,
    PACE_WORDS,
    PART_WORDS,
    UNIT_NAMES,
)
from runplan.units import KM_PER_MILE

__all__ = ["Amount", "Token", "amounts", "tokens", "unit_in_brackets"]

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
_SPELLED = re.compile(r"\b(?:s ?& ?c)\b|\b(?:x-?train(?:ing)?|cross-train(?:ing)?)\b", re.IGNORECASE)
_DEEPEST = 20
_LONGEST_NUMBER = 9  # digits; longer ones are no distance


@dataclass(frozen=True)
class Token:
    """A number, a clock time, a word (in small letters) or a sign."""

    kind: str
    text: str


@dataclass
class Amount:
    """A distance, a duration, or a number without a unit.

    Attributes
    ----------
    kind : str
        km, min or bare.
    value : float
        In km or minutes, or as it stands; the upper end of a range.
    low : float or None
        The lower end of a range.
    times : float
        How often, as in 8 x 400 m.
    part : bool
        Whether it tells of a part of what stands before it: in brackets, or after "with".
    is_pace : bool
        Whether it names a pace: @5k, 10k pace.
    text : str
        As it stands.
    words : list of str
        The words before it (since the last sign that parts) and after it (up to the next).
    """

    kind: str
    value: float
    low: float | None
    times: float
    part: bool
    is_pace: bool
    text: str
    before: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)
    bare_metres: bool = False


def tokens(text: str) -> list[Token]:
    """The tokens of a text.

    >>> [token.text for token in tokens("6–8 mi 10k-pace")]
    ['6', '-', '8', 'mi', '10', 'k', '-', 'pace']
    """
    text = text.translate(_SAME)
    for sign, digits in _FRACTIONS.items():
        if sign in text:
            text = re.sub(rf"(?<=\d) ?{sign}", f".{digits}", text).replace(sign, f"0.{digits}")
    text = _WRITTEN.sub(lambda found: f"{int(found[1] or 0) + int(found[2]) / int(found[3]):g}", text)
    text = _SPELLED.sub(lambda found: "strength" if "&" in found[0] else "cross", text)
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


def _clock(text: str) -> tuple[float, bool]:
    """Minutes of h:mm:ss, mm:ss or h:mm, and whether that is our guess."""
    parts = [int(part) for part in text.split(":")]
    if len(parts) == 3:
        return parts[0] * 60 + parts[1] + parts[2] / 60, False
    return (parts[0] + parts[1] / 60, True) if parts[0] >= 10 else (parts[0] * 60.0 + parts[1], True)


class _Reader:
    """One walk along the tokens."""

    def __init__(self, found: list[Token], unit: str) -> None:
        self._tokens = found
        self._unit = unit
        self._place = 0
        self.amounts: list[Amount] = []
        self._groups: list[tuple[float, bool]] = [(1.0, False)]
        self._times: float | None = None  # of the next amount or group
        self._last_times = 1.0
        self._part = False
        self._words: list[str] = []
        self._open: Amount | None = None  # the amount whose words follow

    def _text(self, offset: int = 0) -> str:
        place = self._place + offset
        return self._tokens[place].text if 0 <= place < len(self._tokens) else ""

    def _kind(self, offset: int = 0) -> str:
        place = self._place + offset
        return self._tokens[place].kind if 0 <= place < len(self._tokens) else ""

    def read(self) -> list[Amount]:
        while self._place < len(self._tokens):
            kind, text = self._kind(), self._text()
            if kind == "number":
                self._number()
            elif kind == "clock":
                self._clock_time()
            elif kind == "word":
                self._word(text)
            else:
                self._sign(text)
        return self.amounts

    def _word(self, text: str) -> None:
        if text in PART_WORDS and self.amounts:
            self._part = True
        if text == "then":
            self._end_part()
        else:
            self._words.append(text)
            if self._open is not None:
                self._open.after.append(text)
        self._place += 1

    def _sign(self, text: str) -> None:
        if text == "(":
            times, part = self._groups[-1]
            if self._times is not None:
                self._groups.append((times * self._times, part))
                self._last_times = self._times
            else:
                self._groups.append((times, True))
            self._times = None
            self._words, self._open = [], None
            if len(self._groups) > _DEEPEST:
                self._place = len(self._tokens)
                self.amounts.clear()
        elif text == ")" and len(self._groups) > 1:
            self._groups.pop()
        elif text in ",;+&":
            self._end_part()
        elif text == "/":
            self._words, self._open = [], None
        elif text == ":" and self.amounts:
            self._part = True
        self._place += 1

    def _end_part(self) -> None:
        self._words, self._open = [], None
        self._last_times = 1.0

    def _clock_time(self) -> None:
        minutes, _ = _clock(self._text())
        text, before = self._text(), self._text(-1)
        self._place += 1
        pace = before == "@" or (before == "at" and len(text) < 6) or self._next_is_pace()
        self._add("min", minutes, None, text, is_pace=pace)
        while self._text() in MINUTE_UNITS and self._kind() == "word":
            self._place += 1

    def _number(self) -> None:
        begin = self._place
        before = self._text(-1)
        high = number(self._text())
        self._place += 1
        low: float | None = None
        if self._text() in ("-", "to", "or") and self._kind(1) == "number":
            other = number(self._text(1))
            if high is not None and other is not None:
                low, high = min(high, other), max(high, other)
            self._place += 2
        if high is None or self._text() == "%" or before in IGNORED_BEFORE or before == "#":
            return
        if self._multiplies():
            self._times = high
            self._place += 1
            return
        hyphen = 1 if self._text() == "-" and (self._text(1) in KM_UNITS or self._text(1) in MINUTE_UNITS) else 0
        unit = self._text(hyphen)
        written_k = unit == "k"
        kind, value, lower, metres = "bare", high, low, False
        if unit in KM_UNITS:
            kind, factor = "km", KM_UNITS[unit]
        elif unit == "m" and high >= 100:
            kind, factor = "km", 0.001
        elif unit == "m" and self._unit == "mi":
            kind, factor = "km", KM_PER_MILE
        elif unit in MINUTE_UNITS and not self._is_quote(unit, hyphen):
            kind, factor = "min", MINUTE_UNITS[unit]
        elif self._times is not None and 100 <= high <= 5000 and unit != "m":
            kind, factor, metres, hyphen, unit = "km", 0.001, True, -1, ""
        elif self._unit in ("km", "mi", "min") and unit != "m":
            kind, hyphen, unit = ("min" if self._unit == "min" else "km"), -1, ""
            factor = KM_PER_MILE if self._unit == "mi" else 1.0
        else:
            factor, hyphen = 1.0, (hyphen if unit == "m" else -1)
        value, lower = value * factor, None if lower is None else lower * factor
        self._place += hyphen + 1
        if kind in ("km", "min") and unit and self._text() in ("-", "to") and self._kind(1) == "number":
            second = number(self._text(1))
            if self._text(2) == unit and second is not None:  # 6 mi - 8 mi
                lower, value = min(value, second * factor), max(value, second * factor)
                self._place += 3
        if kind == "min":
            value = self._rest_of_time(value, factor)
        text = " ".join(token.text for token in self._tokens[begin : self._place])
        followed = self._next_is_pace() and (written_k or self._text() == "/")
        is_pace = before == "@" or (before == "at" and (written_k or kind == "bare")) or followed
        self._add(kind, value, lower, text, is_pace=is_pace)
        self.amounts[-1].bare_metres = metres

    def _is_quote(self, unit: str, hyphen: int) -> bool:
        return unit in ("'", '"') and hyphen == 1

    def _multiplies(self) -> bool:
        return self._text() in ("x", "times") and (self._kind(1) in ("number", "clock") or self._text(1) == "(")

    def _rest_of_time(self, value: float, factor: float) -> float:
        """1 h 30 min, 1h30, 5 min 30 s: what follows at once in a smaller unit is added."""
        if self._kind() != "number":
            return value
        more = number(self._text())
        if more is None or more >= 60:
            return value
        unit = self._text(1)
        if unit in MINUTE_UNITS and MINUTE_UNITS[unit] < factor:
            self._place += 2
            return value + more * MINUTE_UNITS[unit]
        if factor > 1 and unit not in KM_UNITS and unit != "x":
            self._place += 1
            return value + more
        return value

    def _next_is_pace(self) -> bool:
        """Whether what follows makes the number before it a pace: "-pace", "race pace", "/km"."""
        offset = 1 if self._text() == "-" else 0
        if self._text(offset) in ("race", "goal"):
            offset += 1
        if self._text(offset) in PACE_WORDS:
            return True
        while self._text(offset) in MINUTE_UNITS:
            offset += 1
        return self._text(offset) in ("/", "per") and self._text(offset + 1) in ("km", "mi", "mile", "k")

    def _add(self, kind: str, value: float, low: float | None, text: str, *, is_pace: bool) -> None:
        times, part = self._groups[-1]
        if self._times is not None:
            times *= self._times
            self._last_times = self._times
        elif self._text(-1) != "" and self._after_slash():
            times *= self._last_times
        self._times = None
        one = Amount(kind, value, low, times, part or self._part, is_pace, text, before=list(self._words))
        if not is_pace:
            self._open = one
        self.amounts.append(one)

    def _after_slash(self) -> bool:
        """Whether a slash stands right before the amount that was just read, as in 5 x 1 km / 400 m jog."""
        for place in range(self._place - 1, max(-1, self._place - 8), -1):
            token = self._tokens[place]
            if token.text == "/":
                return self._tokens[place - 1].text != "w" if place else False
            if token.kind == "sign" and token.text not in "-'\"":
                return False
        return False


def amounts(found: list[Token], unit: str) -> list[Amount]:
    """The distances, durations and bare numbers among the tokens.

    Parameters
    ----------
    found : list of Token
    unit : str
        The unit of numbers that state none: km, mi, min or "".
    """
    return _Reader(found, unit).read()
