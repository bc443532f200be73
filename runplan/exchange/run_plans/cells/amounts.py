"""The numbers of a cell as distances and durations: what is a range, a repetition, between them, a part, the total."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from runplan.exchange.languages import ENGLISH, NOTHING, Language
from runplan.exchange.written_numbers import clock, number
from runplan.exchange.written_words import KM_UNITS, MINUTE_UNITS, Context, Token, tokens
from runplan.units import format_number

_DEEPEST = 20
_LONGEST_JOG = 0.81  # [km] between two repeats; what is longer is run once, after them
_STRIDE_S = 20  # [s] of a stride whose length is not told, as in RunPlan's own workouts
STRIDES = "strides"  # in place of the unit of such a one
_REST_S = (30, 240)  # [s] between repeats, where a number in brackets has no unit
_JOINTS = ",;+&/|=\n"
JOINED = ("+", "&", "and", "then", "\n", "=")  # before what is run besides
_NEARLY, _FILLER = ("~", ".", ":"), {"filler"}
_AT = ({"at"}, {"goal"}, {"at", "goal"})
_LEAST_MINUTES = 10  # of a time that is hoped for; fewer are hours
_RACES = frozenset(("race", "half", "marathon", "parkrun"))
_EASED = frozenset(("warm up", "cool down"))
_BOTH_WAYS = _EASED | {"both ways"}
_MAY_RACE = _RACES | {"race or run"}
_PLACES = frozenset(("begins", "middle", "ends"))  # where in a run a part is


@dataclass
class Amount:
    """A distance, a duration, a number without a unit, or a count of repeats whose length is not told."""

    kind: str  # km, min, bare or count
    value: float  # in km or minutes, or as it is written; the upper end of a range
    low: float | None  # its lower end; of strides how many there are at least
    times: float  # how often, as in 8 x 400 m
    join: str  # what parts it from the amount before: a sign, and, then, with
    text: str
    unit: str = ""  # km, mi, m or min where it is stated beside it; "" where it was told for the whole file
    role: str = ""  # "" for a part of the session's length; part of what is before it; between repeats; total; goal
    before: set[str] = field(default_factory=set)  # what the words before it mean, since the last joint
    after: set[str] = field(default_factory=set)  # and those after it, up to the next
    pace: str = ""  # the race whose pace it is run at, or "own"
    group: float = 1.0  # how often the group in brackets is repeated of which it is a part
    span: range = range(0)  # its tokens
    told: bool = False  # whether what was read, or is said of it, has it
    stepped: bool = False  # whether it is one of the steps, with its pace
    rests: bool = False  # whether it is what is done between repeats

    @property
    def near(self) -> set[str]:
        """What the words beside it mean."""
        return self.before | self.after

    @property
    def eased(self) -> bool:
        """Whether it warms up or cools down."""
        return bool(self.near & _EASED)

    @property
    def walks(self) -> bool:
        """Whether it is walked."""
        near = self.after if self.after & {"walk", "run"} else self.before
        return "walk" in near and "run" not in near

    @property
    def repeats(self) -> str:
        """How often it is done, in words."""
        return f"{format_number(self.times)} times {self.text}"

    @property
    def whole(self) -> float:
        """All of its repeats."""
        return self.value * self.times


class _Reader:
    def __init__(self, tokens: Sequence[Token], context: Context) -> None:
        self._tokens, self._context = tokens, context
        self._at = self._begin = 0  # the second where the next amount begins, with how often it is run
        self.amounts: list[Amount] = []
        self.left: list[str] = []  # numbers that are no amount
        self._groups: list[tuple[float, bool]] = [(1.0, False)]  # times, and whether in brackets
        self._times: float | None = None  # of the next amount or group
        self._join = self._role = ""
        self._words: set[str] = set()
        self._open: Amount | None = None  # the amount whose words follow
        means = {meaning for token in tokens for meaning in token.means}
        repeated = any(second.kind == "clock" and first.text == "x" for first, second in pairwise(tokens))
        self._named = bool(means & {"half", "marathon"})  # whether a race is called by its name
        self._short = repeated or bool(means & _EASED and not means & _RACES)  # whether 1:00 is a minute
        self._read()

    def _token(self, offset: int = 0) -> Token:
        at = self._at + offset
        return self._tokens[at] if 0 <= at < len(self._tokens) else Token("", "")

    def _read(self) -> None:
        readers = {"number": self._number, "clock": self._clock_time, "word": self._word, "sign": self._sign}
        readers["count"] = self._count
        while self._at < len(self._tokens):
            token = self._token()
            self._begin = self._begin if self._times is not None else self._at
            self._at += 1
            if token.kind in readers:
                readers[token.kind](token)
            elif token.kind == "pace" and self.amounts:
                self.amounts[-1].pace = token.text or "own"
            elif token.kind == "code":
                self.left.append(token.text)
        _name_whole(self.amounts)
        _find_between(self.amounts)

    def _count(self, token: Token) -> None:
        if "strides" in self._token().means:
            *low, self._times = (float(count) for count in re.findall(r"\d+", token.text))
            self._add("min", _STRIDE_S / 60, min(low, default=None), f"{_STRIDE_S} s", STRIDES)
        else:
            span = range(self._begin, self._at)
            self.amounts.append(Amount("count", 0.0, None, 1.0, self._join, token.text, span=span))

    def _word(self, token: Token) -> None:
        means = token.means
        ahead = self._token(self._token().text in (":", "=")).kind == "number"
        if "total" in means and self._open is not None and not (ahead and len(self.amounts) > 1):
            self._open.role = "total"
        elif "total" in means:
            self._role = "total"
        elif "part" in means and self.amounts:
            self._role, self._join, self._words = "part", "with", set()
        if "then" in means or ("and" in means and self.amounts):
            self._joint("then" if "then" in means else "and")
        else:
            alone = token.unit not in ("", self._context.unit) and self._token(-2).text != "("
            self.left += [token.text] if alone else []
            self._words |= means
            if self._open is not None:  # in race 10 km warm-up 2 km the second is the warm-up
                named = self._open.before & {"half", "marathon", "parkrun"} and self._token().kind != "number"
                self._open.after |= means - (_EASED if self._open.near & _MAY_RACE and not named else NOTHING)

    def _sign(self, token: Token) -> None:
        text = token.text
        if text == "(":
            times, bracketed = self._groups[-1]
            self._groups.append((times * (self._times or 1.0), bracketed or self._times is None))
            self._join = "("
            self._times, self._words, self._open = None, self._words & _BOTH_WAYS if self._open is None else set(), None
            if len(self._groups) > _DEEPEST:
                self._at = len(self._tokens)
                self.amounts.clear()
        elif text == ")" and len(self._groups) > 1:
            self._groups.pop()
        elif text in _JOINTS and not (text == "/" and self._token(-2).text == "w"):
            self._joint(text)
        elif text == ":" and not self.amounts:
            self._words -= _MAY_RACE  # of a title
        elif text == ":" and not self._words & _EASED:  # 10: 2 wu, 6 x 800, 2 cd
            if len(self.amounts) == 1 and self.amounts[0].times == 1 and not self.amounts[0].eased:
                self.amounts[0].role = "total"
            else:
                self._role = "part"

    def _joint(self, sign: str) -> None:
        """The end of what belongs to an amount; after the rests between repeats the run goes on."""
        rests = bool(self.amounts) and "between" in self.amounts[-1].after
        if sign in JOINED and self._token(-2).text == "(" and self._groups[-1] == (1.0, True):
            self._groups[-1] = (1.0, False)  # 6 km tempo (+ 2 km warm-up)
        if sign == "=":
            self._role = "total"
        elif sign in ("then", "\n") or (self._role == "part" and rests and sign not in "/("):
            self._role = ""
        self._words, self._open, self._join = set(), None, sign

    def _clock_time(self, token: Token) -> None:
        unit = self._token().unit
        self._at += unit in MINUTE_UNITS
        rests = self._times is not None or (bool(self.amounts) and self.amounts[-1].times != 1)
        minutes = clock(token.text, short=unit != "h" and (self._short or rests))
        self._add("min", minutes, None, token.text, "min")

    def _number(self, token: Token) -> None:
        """A number, with the unit that follows it; one that multiplies what follows, or is none at all."""
        before, follows = self._token(-2), self._token(1)
        ends = [number(text) for text in token.text.split("~")]
        values = [end for end in ends if end is not None]
        text = token.text.replace("~", " - ")
        if len(values) < len(ends) or values[0] > values[-1] or before.means & {"zone", "heart"} or before.text == "#":
            self.left.append(text)
        elif "times" in self._token().means and (follows.kind in ("number", "clock") or follows.text == "("):
            self._times = max(values)
            self._at += 1
        else:
            hyphen = self._token().text == "-" and self._token(1).unit != ""
            unit_token = self._token(hyphen)
            kind, factor, unit = self._unit_of(max(values), unit_token, hyphen=hyphen)
            if unit and not unit.endswith("*"):
                self._at += 1 + hyphen
                text = f"{text} {'- ' if hyphen else ''}{unit_token.text}"
            far = self._named or any(amount.kind == "km" and amount.times == 1 for amount in self.amounts)
            if far and not unit and before.means & {"goal", "part"} == {"goal"}:  # 10 km race, sub 50
                kind, factor, unit = "min", 60.0 if max(values) < _LEAST_MINUTES else 1.0, "min*"
            low = min(values) * factor if len(values) > 1 else None
            self._add(kind, max(values) * factor, low, text, unit.removesuffix("*"))

    def _unit_of(self, high: float, token: Token, *, hyphen: bool) -> tuple[str, float, str]:
        """Kind and factor of a number, and the unit that the token after it states, or ""; with * where it is meant."""
        if token.unit in KM_UNITS:
            return "km", KM_UNITS[token.unit], {"metre": "m", "yard": "m"}.get(token.unit, token.unit)
        if token.text == "m":  # metres, miles or minutes: only large numbers are surely metres
            if high >= (40 if self._times is not None else 100):
                return "km", 0.001, "m"
            small = {"mi": ("km", KM_UNITS["mi"], "mi"), "min": ("min", 1.0, "m")}
            return small.get(self._context.small_m, ("bare", 1.0, "?"))
        if token.unit in MINUTE_UNITS and not (token.kind == "sign" and hyphen):
            return "min", MINUTE_UNITS[token.unit], "min"
        last = next((amount for amount in self.amounts[::-1] if amount.role != "goal"), None)
        between = last is not None and last.times != 1 and ("between" in token.means or self._join == "/")
        if (self._times is not None or between) and 100 <= high <= 5000:  # 12 x 400, 400 jog
            return "km", 0.001, "m*"
        if self._context.unit in ("km", "mi"):
            return "km", KM_UNITS[self._context.unit], ""
        return ("min", 1.0, "") if self._context.unit == "min" else ("bare", 1.0, "")

    def _add(self, kind: str, value: float, low: float | None, text: str, unit: str) -> None:
        group, bracketed = self._groups[-1]
        role = self._role or ("part" if bracketed else "")
        times, before, span = group * (self._times or 1.0), set(self._words), range(self._begin, self._at)
        if unit not in ("km", "mi", "m") and self._is_goal():
            role = "goal"
        if self._open is not None and not self._open.before:  # in 2 wu 5 x 1 km the first is the warm-up
            before -= self._open.after & _EASED
        self._open = Amount(kind, value, low, times, self._join, text, unit, role, before, span=span)
        self._open.group = group
        self.amounts.append(self._open)
        self._times, self._join, self._role = None, "", "" if self._role == "total" else self._role

    def _is_goal(self) -> bool:
        """Whether the next amount is the time in which each repeat is run, as in 8 x 400 m in 1:45."""
        if not self.amounts or self.amounts[-1].times == 1 or self._times is not None:
            return False
        before = [word for word in self._tokens[: self._begin] if word.text not in _NEARLY and word.means != _FILLER]
        return bool(before) and (before[-1].text == "@" or before[-1].means & {"at", "goal", "part"} in _AT)


def _name_whole(amounts: Sequence[Amount]) -> None:
    """Where the first amount is called a part: of the next, as in the last 3 km of 10 km, or one of all the parts."""
    first = amounts[0] if amounts else None
    if first is None or "part" not in first.before or not first.before & _PLACES:
        return
    for amount in amounts[1:]:
        if amount.before & _PLACES:
            amount.role = ""
        elif "of" in amount.before and (amount.kind, amount.times) == (first.kind, 1) and amount.value > first.value:
            first.role, amount.role = "part", ""
            return


def _find_between(amounts: Sequence[Amount]) -> None:
    """Give what is done between repeats its role, and its number: 5 x 1 km / 400 m jog, 8 x 400 m (90 s)."""
    repeats: Amount | None = None
    whole: Amount | None = None  # a run whose faster minutes are told besides: 8 km fartlek 10 x 1 min
    for amount in amounts:
        amount.role = "" if amount.role == "goal" and "between" in amount.after else amount.role
        if amount.kind == "count" or amount.role == "goal":
            continue
        if whole is not None and amount.kind == "min" and amount.times != 1 and amount.join not in JOINED:
            amount.role = amount.role or "part"
        if amount.kind in ("km", "bare") and amount.times == 1 and not (amount.role or amount.eased or whole):
            whole = amount
        if repeats is not None and amount.group != 1 and (repeats.times == amount.times or amount.join == "/"):
            amount.rests = amount.join == "/" or bool(amount.near & {"easy", "between"})
            amount.role = "between" if amount.rests else amount.role
            amount.times = repeats.times if amount.rests else amount.times
        elif repeats is not None and amount.times == 1 and amount.role != "total":
            rests = "between" in amount.after or ("between" in amount.before and not amount.after)
            alone = amount.join == "(" and (amount.kind != repeats.kind or amount.value <= repeats.value)
            seconds = int(amount.text) if amount.text.isdigit() else 0
            if amount.join == "(" and not amount.unit and repeats.unit == "m" and _REST_S[0] <= seconds <= _REST_S[1]:
                amount.kind, amount.value, alone = "min", seconds / 60, True  # 8 x 400 m (90)
            longest = repeats.value / 2 if amount.join == "(" and "between" in amount.near else 0  # 3 x 5k (1k float)
            short = amount.kind != "km" or amount.value <= max(_LONGEST_JOG, longest)
            bare = amount.kind == "min" and amount.unit and not amount.near and amount is amounts[-1]
            most = min(_REST_S[1] / 60, repeats.value if repeats.kind == "min" else 60)
            pauses = bare and amount.join == "," and amount.value <= most  # 5 x 1 km, 90 s
            follows = alone or pauses or (rests and amount.join in (",", "(", "with", ""))
            if (short and follows) or (amount.join == "/" and not amount.eased):
                again = repeats.group != 1 and any(other.rests for other in amounts)  # 2 x (8 x 30/30) r 3'
                amount.times = repeats.group if again else repeats.times
                amount.role, amount.rests, repeats.pace = repeats.role or "between", True, repeats.pace or amount.pace
                continue
        repeats = amount if amount.times != 1 else None


def amounts_of(tokens: Sequence[Token], context: Context) -> tuple[list[Amount], list[str]]:
    """The distances, durations and bare numbers among the tokens; and the numbers that are none of these."""
    reader = _Reader(tokens, context)
    alone = len(reader.amounts) < 2 and not any(token.means & _RACES for token in tokens)
    return (reader.amounts if alone else _eased_apart(reader.amounts)), reader.left


def _eased_apart(amounts: list[Amount]) -> list[Amount]:
    """The amounts, of which that of warm-up and cool-down, 2 km wu/cd, is two: the first and the last."""
    whole = any(amount.times == 1 and amount.role in ("", "total") and not amount.eased for amount in amounts)
    for amount in amounts:
        if amount.eased and amount.role == "part" and amount.join == "with" and not whole:
            amount.role = ""  # 6 x 800 m with 2 km warm-up
    eased = [amount for amount in amounts if amount.eased]
    if len(eased) != 1 or not eased[0].near >= _EASED:
        return amounts
    beside = eased[0].near - _EASED
    up, down = (replace(eased[0], before=beside | {name}, after=set()) for name in ("warm up", "cool down"))
    return [up, *(amount for amount in amounts if amount is not eased[0]), down]


def amounts_in(text: str, tongue: Language = ENGLISH) -> list[Amount]:
    """The amounts of a cell that holds nothing else, such as a distance or a total."""
    return [amount for amount in amounts_of(tokens(text[:200], tongue), Context())[0] if amount.kind != "count"]
