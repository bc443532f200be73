"""The steps of a run, in the shorthand of `schema.SESSIONS`' steps: `2 km easy; 5 x 1 km @5k / 400 m jog; 2 km easy`.

What a person wrote in the place of the shorthand is not guessed at. A runner's own plan may state repeats in words of
its own, which are read as steps only where every word is understood.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

_WORDS = {
    "easy": "easy",
    "marathon": "@marathon",
    "half": "@half",
    "threshold": "@threshold",
    "10k": "@10k",
    "intervals": "@5k",
    "interval": "@interval",
    "repetition": "@repetition",
    "tempo": "@tempo",
    "hills": "uphill",
    "strides": "strides",
    "jog": "jog",
    "race": "@race",
}
_TARGETS = {word: target for target, word in _WORDS.items()}
_STEP_LENGTH = r"(\d{1,3}(?:\.\d{1,3})?) (km|min|m|s)"
_STEP = re.compile(rf"(?:(\d{{1,3}}) x )?{_STEP_LENGTH} ({'|'.join(_TARGETS)})(?: / {_STEP_LENGTH} jog)?")


class Step(NamedTuple):
    """One part of a run: so many times a distance or a time at a pace, each followed by a jog if there is one."""

    repeat: int
    metres: int  # [m], of each repeat; whole hundreds from a kilometre on; 0 where it is timed
    target: str  # a pace: easy, marathon, half, threshold, 10k, intervals (5 km), interval, repetition, hills, ...
    recovery_metres: int = 0  # [m] of jog after each, 0 without one
    seconds: int = 0  # [s], of each repeat, where it is timed
    recovery_seconds: int = 0  # [s] of jog after each, where that is timed

    def __str__(self) -> str:
        text = f"{_length(self.metres, self.seconds)} {_WORDS[self.target]}"
        if self.repeat > 1 or self.has_recovery:
            text = f"{self.repeat} x {text}"
        return f"{text} / {_length(self.recovery_metres, self.recovery_seconds)} jog" if self.has_recovery else text

    @property
    def has_recovery(self) -> bool:
        """Whether a jog follows each repeat."""
        return bool(self.recovery_metres or self.recovery_seconds)

    @property
    def total_metres(self) -> int:
        """All that is run in it by distance, jogs included [m]."""
        return self.repeat * (self.metres + self.recovery_metres)

    @property
    def total_seconds(self) -> int:
        """All that is run in it by time, jogs included [s]."""
        return self.repeat * (self.seconds + self.recovery_seconds)

    def seconds_at(self, paces: Mapping[str, float]) -> float:
        """How long it takes [s], by paces [s/km] of its target and of a jog."""
        work = self.seconds or self.metres * paces[self.target] / 1000
        return self.repeat * (work + (self.recovery_seconds or self.recovery_metres * paces["jog"] / 1000))

    def work_metres_at(self, paces: Mapping[str, float]) -> float:
        """How far its repeats are, jogs left out [m], by the pace of its target [s/km]."""
        return self.repeat * (self.metres or self.seconds / paces[self.target] * 1000)

    def metres_at(self, paces: Mapping[str, float]) -> float:
        """How far it is, jogs included [m], by paces [s/km] of its target and of a jog."""
        jog = self.recovery_metres or self.recovery_seconds / paces["jog"] * 1000
        return self.work_metres_at(paces) + self.repeat * jog


def steps_text(steps: Iterable[Step]) -> str:
    """Steps in the shorthand; those without a length are left out."""
    return "; ".join(str(step) for step in steps if step.metres or step.seconds)


def whole_metres(length: float) -> int:
    """A length [m] as steps have it: in whole hundreds from a kilometre on.

    >>> whole_metres(812.4), whole_metres(3218.7)
    (812, 3200)
    """
    return round(length) if round(length) < 1000 else round(length) // 100 * 100


def with_strides(steps: list[Step], strides: list[Step], least: int, *, last: bool) -> list[Step]:
    """The steps with strides after them, or before the last one; the easy part before is shorter by their metres.

    It stays as it is where less than `least` metres would be left of it.
    """
    at = len(steps) - last
    easy = next((spot for spot in range(at - 1, -1, -1) if steps[spot].target == "easy" and steps[spot].metres), None)
    left = steps[easy].metres - sum(step.total_metres for step in strides) if easy is not None else 0
    if easy is not None and left >= least:
        steps[easy] = steps[easy]._replace(metres=whole_metres(left))
    return [*steps[:at], *strides, *steps[at:]]


def running_of(whole: float, pattern: Sequence[tuple[float, bool]]) -> float:
    """Minutes of running where a pattern of minutes, running or not, fills a time; its last round may be cut short.

    >>> running_of(20, [(1, True), (1.5, False)])
    8.0
    """
    cycle = sum(minutes for minutes, _ in pattern)
    rounds = int(whole / cycle + 1e-9)
    running = float(rounds * sum(minutes for minutes, runs in pattern if runs))
    left = whole - rounds * cycle
    for minutes, runs in pattern:
        running += min(left, minutes) if runs else 0.0
        left -= min(left, minutes)
    return running


def race_km_of(steps: str, km: float | None) -> float | None:
    """How long a race itself is [km]: what its steps say, or all that is run.

    >>> race_km_of("2 km easy; 10 km @race; 1 km easy", 13.0), race_km_of("", 13.0)
    (10.0, 13.0)
    """
    parts = parse_steps(steps)
    races = [step.metres / 1000 for step in parts if step.target == "race" and len(parts) > 1]
    return min(km, *races) if races and km else km


@lru_cache(maxsize=1024)  # the same steps come back week after week
def parse_steps(text: str) -> tuple[Step, ...]:
    """The steps of a run; none if any of them is not in the shorthand.

    Examples
    --------
    >>> parse_steps("2 km easy; 5 x 1 km @5k / 400 m jog")[1]
    Step(repeat=5, metres=1000, target='intervals', recovery_metres=400, seconds=0, recovery_seconds=0)
    >>> parse_steps("4 x 6 min @threshold / 1 min jog")[0].seconds
    360
    >>> parse_steps("2 km easy; as you like")
    ()
    """
    steps = []
    for part in text.split(";"):
        match = _STEP.fullmatch(part.strip())
        if match is None:
            return ()
        repeat, length, unit, word, jog, jog_unit = match.groups()
        metres, seconds = _metres_or_seconds(length, unit)
        recovery_metres, recovery_seconds = _metres_or_seconds(jog, jog_unit) if jog else (0, 0)
        step = Step(int(repeat or 1), metres, _TARGETS[word], recovery_metres, seconds, recovery_seconds)
        if not step.repeat or not (step.metres or step.seconds):
            return ()
        steps.append(step)
    return tuple(steps)


def _metres_or_seconds(length: str, unit: str) -> tuple[int, int]:
    """A length as metres, or as seconds where it is timed; the other is 0."""
    value = float(length)
    if unit in ("km", "m"):
        return round(value * (1000 if unit == "km" else 1)), 0
    return 0, round(value * (60 if unit == "min" else 1))


def _length(metres: int, seconds: int = 0) -> str:
    if seconds:
        return f"{seconds // 60} min" if seconds % 60 == 0 else f"{seconds} s"
    return f"{metres} m" if metres < 1000 else f"{metres / 1000:g} km"


# --- repeats as people write them -------------------------------------------------------------------------------------

_KM_PER = {"km": 1.0, "k": 1.0, "mi": 1.609344, "mile": 1.609344, "miles": 1.609344, "m": 0.001, "": 0.001}
_PACES = {
    "intervals": r"reps?|repeats?|intervals?|fast|(?:@|at) ?5 ?-?km?(?:[ -]?(?:race )?(?:pace|effort))?|5 ?-?k[ -]pace",
    "tempo": r"(?:@ ?|at )?(?:tempo|threshold|lt)(?: (?:pace|effort))?",
    "hills": r"(?:up)?hills?(?: (?:reps?|repeats?|sprints?))?|uphill",
}
_LENGTH = r"(\d{1,4}(?:[.,]\d{1,2})?) ?(km|k|miles?|mi|m)?"
_JOG = rf"(?:[/,]|w/|with) ?{_LENGTH} ?(?:jogs?|jg|rec|recovery|recoveries)"
_EASY = r"(\d{1,2}(?:[.,]\d)?) ?(km|miles?|mi) ?(?:easy|wu|warm[ -]?up|cd|cool[ -]?down|jog)"
_SIGNS = str.maketrans({"\u00d7": "x", "*": "x", "\u2013": "-", "\u2014": "-"})
_TEXTS = {
    kind: re.compile(
        rf"(?:(\d{{1,2}}(?:[.,]\d)?) ?(?:km|miles?|mi) ?(?:w/|with|incl(?:uding|\.)?) ?)?(?:{_EASY} ?[,;+/] ?)?"
        rf"(\d{{1,2}}) ?x ?{_LENGTH}(?: ?(?:{pace}))?(?: ?{_JOG})?(?: ?[,;+/] ?{_EASY})?",
        re.IGNORECASE,
    )
    for kind, pace in _PACES.items()
}
_MOST_METRES = 5000  # [m], of a number without a unit, as it is imported
_NEAR = 0.05  # [km]


def steps_of_text(text: str, kind: str, km: float | None) -> tuple[Step, ...]:
    """The steps that a runner's own text states for a run of this type, never longer than its kilometres; or none.

    Examples
    --------
    >>> steps_text(steps_of_text("8 x 400 @5k / 400 jog", "intervals", 6.4))
    '8 x 400 m @5k / 400 m jog'
    >>> steps_text(steps_of_text("10 km with 4 x 1 km", "intervals", 10.0))
    '3 km easy; 4 x 1 km @5k; 3 km easy'
    >>> steps_of_text("4 x 800 @ 10k pace", "intervals", 3.2)
    ()
    """
    pattern = _TEXTS.get(kind)
    if pattern is None or not km:
        return ()
    match = pattern.fullmatch(" ".join(text.translate(_SIGNS).split()).strip(" .!"))
    if match is None:
        return ()
    _, first, first_unit, times, far, unit, jog, jog_unit, last, last_unit = match.groups()
    lengths = [_stated_metres(*pair) for pair in ((first, first_unit), (far, unit), (jog, jog_unit), (last, last_unit))]
    before, each, between, after = (length or 0 for length in lengths)
    if None in lengths or not int(times) or not each:
        return ()
    left = km * 1000 - before - after - int(times) * (each + between)
    if left < -_NEAR * 1000:
        return ()
    if not before and not after and left >= 200:  # the run is longer than its repeats
        before = int(round(left / 2, -2) if left >= 2000 else round(left, -2))
        after = int(round(left - before, -2))
    steps = (Step(1, before, "easy"), Step(int(times), each, kind, between), Step(1, after, "easy"))
    return tuple(step for step in steps if step.metres)


def _stated_metres(number: str | None, unit: str | None) -> int | None:
    """Metres that the shorthand can hold, 0 where nothing is stated; None where it cannot hold them."""
    if number is None:
        return 0
    value = float(number.replace(",", "."))
    unit = (unit or "").lower()
    if (not unit and not 100 <= value <= _MOST_METRES) or (unit == "m" and value < 50):
        return None
    metres = value * _KM_PER[unit] * 1000
    if unit in ("mi", "mile", "miles"):
        return int(metres // 100 * 100) if metres >= 1000 else int(metres)
    whole = round(metres)
    return whole if abs(metres - whole) < 1e-6 and (whole < 1000 or whole % 100 == 0) else None
