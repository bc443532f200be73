"""The steps of a run of the runner's own plan, where its text states repeats: watches then count them.

In: a text such as `8 x 400 @5k / 400 jog`, and the type and the kilometres that the run has. Out: the same in the
shorthand of planning/runs.py, or nothing. Only a text of which every word is understood is taken, a jog only where one
is stated, and never more than the run's kilometres.
"""

from __future__ import annotations

import re

_KM_PER = {"km": 1.0, "k": 1.0, "mi": 1.609344, "mile": 1.609344, "miles": 1.609344, "m": 0.001, "": 0.001}
_PACE = {"intervals": "@5k", "tempo": "@tempo", "hills": "uphill"}
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
_MOST_METRES = 5000  # of a number without a unit, as it is imported
_NEAR = 0.05  # [km]


def given_steps(text: str, kind: str, km: float | None) -> str:
    """The steps, or "".

    Examples
    --------
    >>> given_steps("8 x 400 @5k / 400 jog", "intervals", 6.4)
    '8 x 400 m @5k / 400 m jog'
    >>> given_steps("10 km with 4 x 1 km", "intervals", 10.0)
    '3 km easy; 4 x 1 km @5k; 3 km easy'
    >>> given_steps("4 x 800 @ 10k pace", "intervals", 3.2)
    ''
    """
    pattern = _TEXTS.get(kind)
    match = (
        None if pattern is None or not km else pattern.fullmatch(" ".join(text.translate(_SIGNS).split()).strip(" .!"))
    )
    if match is None or km is None:
        return ""
    _, first, first_unit, times, far, unit, jog, jog_unit, last, last_unit = match.groups()
    metres = [_metres(*pair) for pair in ((first, first_unit), (far, unit), (jog, jog_unit), (last, last_unit))]
    if any(one is None for one in metres) or not int(times) or not metres[1]:
        return ""
    before, each, between, after = (one or 0 for one in metres)
    left = km * 1000 - before - after - int(times) * (each + between)
    if left < -_NEAR * 1000:
        return ""
    if not before and not after and left >= 200:  # the run is longer than its repeats
        before = round(left / 2, -2) if left >= 2000 else round(left, -2)
        after = round(left - before, -2)
    main = f"{_shown(each)} {_PACE[kind]}"
    main = f"{times} x {main}" if int(times) > 1 or between else main
    main += f" / {_shown(between)} jog" if between else ""
    parts = [f"{_shown(before)} easy" if before else "", main, f"{_shown(after)} easy" if after else ""]
    return "; ".join(part for part in parts if part)


def _metres(number: str | None, unit: str | None) -> float | None:
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


def _shown(metres: float) -> str:
    if metres < 1000:
        return f"{metres:.0f} m"
    return f"{metres / 1000:g} km"
