"""The numbers of a cell as distances and durations: what is a range, a repetition, a part of the whole, or a pace."""

from __future__ import annotations

from dataclasses import dataclass, field

from runplan.exchange.run_plans.cells.tokens import Token, clock, number
from runplan.exchange.run_plans.cells.vocabulary import (
    BETWEEN,
    COUNTED,
    IGNORED_BEFORE,
    KM_UNITS,
    MINUTE_UNITS,
    PACE_WORDS,
    PART_WORDS,
    REPEATS,
)
from runplan.units import KM_PER_MILE

_DEEPEST = 20
_LONGEST_JOG = 0.81  # [km] between two repeats; what is longer is run once, after them


@dataclass
class Amount:
    """A distance, a duration, or a number without a unit.

    Attributes
    ----------
    kind : str
        km, min or bare; count for a number of repeats whose length is not told.
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
    miles : bool
        Whether it is a distance in miles.
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
    miles: bool = False


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
        self._repeated = 1.0  # how often the last repeats were
        self._ended = -1  # the place after the last amount
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
            # 3 x 1 km w/ 1 min rests + 2 km: after the rests the run goes on.
            self._part &= text != "+" or not self.amounts or not BETWEEN & set(self.amounts[-1].after)
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
        minutes = clock(self._text())
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
        if self._times_before(begin, high):
            return
        if self._counts(before):
            self._add("count", high, None, self._written(begin), is_pace=False)
            return
        hyphen = 1 if self._text() == "-" and (self._text(1) in KM_UNITS or self._text(1) in MINUTE_UNITS) else 0
        unit = self._text(hyphen)
        kind, factor, used = self._unit_of(high, unit, hyphen)
        self._place += hyphen + 1 if used else 0
        value, low = high * factor, None if low is None else low * factor
        if kind != "bare" and used and self._text() in ("-", "to") and self._kind(1) == "number":
            second = number(self._text(1))
            if self._text(2) == unit and second is not None:  # 6 mi - 8 mi
                low, value = min(value, second * factor), max(value, second * factor)
                self._place += 3
        if kind == "min":
            value = self._rest_of_time(value, factor)
        text = self._written(begin)
        written_k = unit == "k"
        followed = self._next_is_pace() and (written_k or self._text() == "/")
        is_pace = before == "@" or (before == "at" and (written_k or kind == "bare")) or followed
        metres = kind == "km" and factor == 0.001 and not used
        self._add(kind, value, low, text, is_pace=is_pace)
        self.amounts[-1].bare_metres = metres
        self.amounts[-1].miles = kind == "km" and factor == KM_PER_MILE

    def _written(self, begin: int) -> str:
        return " ".join(token.text for token in self._tokens[begin : self._place])

    def _unit_of(self, high: float, unit: str, hyphen: int) -> tuple[str, float, bool]:
        """Kind and factor of a number, and whether the word after it is its unit."""
        if unit in KM_UNITS:
            return "km", KM_UNITS[unit], True
        if unit == "m":  # metres, miles or minutes: only large numbers are surely metres
            if high >= 100:
                return "km", 0.001, True
            return ("km", KM_PER_MILE, True) if self._unit == "mi" else ("bare", 1.0, True)
        if unit in MINUTE_UNITS and not (unit in ("'", '"') and hyphen):
            return "min", MINUTE_UNITS[unit], True
        between = self._repeated != 1 and unit in BETWEEN  # 12 x 400, 400 jog
        if (self._times is not None or between) and 100 <= high <= 5000:
            return "km", 0.001, False
        if self._unit == "min":
            return "min", 1.0, False
        if self._unit in ("km", "mi"):
            return "km", KM_PER_MILE if self._unit == "mi" else 1.0, False
        return "bare", 1.0, False

    def _multiplies(self) -> bool:
        return self._text() in ("x", "times") and (self._kind(1) in ("number", "clock") or self._text(1) == "(")

    def _counts(self, before: str) -> bool:
        """Whether the number counts repeats whose length is not told: 6 x hills, hills 6x, 6 hill repeats."""
        if self._times is not None:
            return False
        after, next_ = self._text(), self._text(1)
        if after in ("x", "times"):
            return next_ not in {*KM_UNITS, *MINUTE_UNITS}
        if before in ("x", "times"):
            return after not in {*KM_UNITS, *MINUTE_UNITS, "m"}
        return after in COUNTED | REPEATS or (after == "hill" and next_ in REPEATS)

    def _times_before(self, begin: int, times: float) -> bool:
        """800 m x 4: a number that multiplies the amount before it."""
        last = self.amounts[-1] if self.amounts else None
        follows = self._tokens[begin - 1].text in ("x", "times") and self._times is None and self._ended == begin - 1
        if last is None or not follows or last.times != 1 or last.kind not in ("km", "min"):
            return False
        if self._text() in {*KM_UNITS, *MINUTE_UNITS, "m"}:
            return False
        last.times = self._last_times = self._repeated = times
        return True

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
            self._last_times = self._repeated = self._times
        elif self._text(-1) != "" and self._after_slash():
            times *= self._last_times
        elif kind == "km" and value <= _LONGEST_JOG and self._text() in BETWEEN:
            times *= self._repeated
        self._times = None
        self._ended = self._place
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
    """The distances, durations and bare numbers among the tokens."""
    return _Reader(found, unit).read()
