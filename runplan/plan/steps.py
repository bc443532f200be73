"""The steps of a run, in the shorthand of `schema.SESSIONS`' steps: `2 km easy; 5 x 1 km @5k / 400 m jog; 2 km easy`.

What a person wrote in the place of the shorthand is not guessed at. A runner's own plan may state repeats in words of
its own, which are read as steps only where every word is understood.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from runplan.catalog.rules import number

PACE_BANDS = {"easy": 0.08, "jog": 0.08, "tempo": 0.04, "intervals": 0.04}
"""How far a runner may be from a pace before a watch speaks up, as a share of it: our assumption. At 6:30 a kilometre
easy running may be 31 s faster or slower, at 5:08 an interval 12 s: a band below that is within a watch's own error.
Hills and races have no band: the slope, or the day, sets the pace."""


_WORDS = {"easy": "easy", "tempo": "@tempo", "intervals": "@5k", "hills": "uphill", "race": "@race"}
_TARGETS = {word: target for target, word in _WORDS.items()}
_STEP_LENGTH = r"(\d{1,3}(?:\.\d)?) (km|m)"
_STEP = re.compile(rf"(?:(\d{{1,3}}) x )?{_STEP_LENGTH} ({'|'.join(_TARGETS)})(?: / {_STEP_LENGTH} jog)?")


class Step(NamedTuple):
    """One part of a run: so many times a distance at a pace, each followed by a jog if there is one."""

    repeat: int
    metres: int  # [m], of each repeat; whole hundreds from a kilometre on
    target: str  # easy, tempo, intervals, hills, race
    recovery_metres: int = 0  # [m] of jog after each, 0 without one

    def __str__(self) -> str:
        text = f"{_length(self.metres)} {_WORDS[self.target]}"
        if self.repeat > 1 or self.recovery_metres:
            text = f"{self.repeat} x {text}"
        return f"{text} / {_length(self.recovery_metres)} jog" if self.recovery_metres else text

    @property
    def total_metres(self) -> int:
        """All that is run in it, jogs included [m]."""
        return self.repeat * (self.metres + self.recovery_metres)


def steps_text(steps: Iterable[Step]) -> str:
    """Steps in the shorthand; those without a length are left out."""
    return "; ".join(str(step) for step in steps if step.metres)


@lru_cache(maxsize=1024)  # the same steps come back week after week
def parse_steps(text: str) -> tuple[Step, ...]:
    """The steps of a run; none if any of them is not in the shorthand.

    Examples
    --------
    >>> parse_steps("2 km easy; 5 x 1 km @5k / 400 m jog")[1]
    Step(repeat=5, metres=1000, target='intervals', recovery_metres=400)
    >>> parse_steps("2 km easy; as you like")
    ()
    """
    steps = []
    for part in text.split(";"):
        match = _STEP.fullmatch(part.strip())
        if match is None:
            return ()
        repeat, length, unit, word, jog, jog_unit = match.groups()
        recovery = _whole_metres(jog, jog_unit) if jog else 0
        step = Step(int(repeat or 1), _whole_metres(length, unit), _TARGETS[word], recovery)
        if not step.repeat or not step.metres:
            return ()
        steps.append(step)
    return tuple(steps)


def _whole_metres(length: str, unit: str) -> int:
    return round(float(length) * (1000 if unit == "km" else 1))


def _length(metres: int) -> str:
    return f"{metres} m" if metres < 1000 else f"{metres / 1000:g} km"


def pace_range(pace: str, easy_pace_s_per_km: int) -> tuple[float, float] | None:
    """The fastest and the slowest pace of a part [s/km]; None where no pace is asked for.

    Examples
    --------
    >>> pace_range("easy", 400), pace_range("race", 400)
    ((368.0, 432.0), None)
    """
    if pace not in PACE_BANDS:
        return None
    middle, band = easy_pace_s_per_km * number(f"pace_{pace}"), PACE_BANDS[pace]
    return round(middle * (1 - band), 3), round(middle * (1 + band), 3)


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
