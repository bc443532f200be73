"""What is typed beside a slider: a whole number or a pace, or one sentence on what to type. No widget in here.

In: the text as it was typed, and what the slider allows. Out: the value that it means. What a slider shows is always
read as what it shows.
"""

from __future__ import annotations

import re

from runplan.errors import RunplanError
from runplan.plan.fields import FIELDS
from runplan.units import format_pace, from_s_per_km

FASTEST_S, SLOWEST_S = FIELDS["easy_pace_s_per_km"].low, FIELDS["easy_pace_s_per_km"].high
"""The easy paces that Block takes [s/km]."""

_NUMBER = re.compile(r"(\d{1,6})\s*(km|mi)?", re.ASCII)
_PACE = re.compile(
    r"(?:(\d{1,2})[:'\u2032\u2019](\d\d)[\"\u2033\u201d]?|(\d{3,4})\s*s?)\s*(?:(?:min)?\s*/\s*(km|mi))?", re.ASCII
)
_UNCLEAR = re.compile(r"\d{1,2}[.,]\d{1,2}", re.ASCII)


def whole_number(text: str, low: int, high: int, unit: str = "") -> int:
    """A whole number from `low` to `high`, with or without its unit.

    Raises
    ------
    RunplanError
        One sentence on what to type.

    >>> whole_number(" 61 ", 1, 300), whole_number("38 mi", 1, 186, "mi")
    (61, 38)
    """
    found = _NUMBER.fullmatch(text.strip())
    if found is None or found[2] not in (None, unit or None) or not low <= int(found[1]) <= high:
        raise RunplanError(f"type a whole number from {low} to {high}{f' ({unit})' if unit else ''}.")
    return int(found[1])


def pace(text: str, units: str) -> int:
    """A pace as minutes and seconds, or as seconds, in the unit that the runner reads [s/km].

    Raises
    ------
    RunplanError
        One sentence on what to type.

    >>> pace("5:45", "km"), pace("345", "km"), pace("9:15 /mi", "mi")
    (345, 345, 345)
    """
    typed = " ".join(text.split())
    fastest, slowest = format_pace(FASTEST_S, units).split(" ")[0], format_pace(SLOWEST_S, units)
    allowed = f"type a pace from {fastest} to {slowest}, such as {format_pace(345, units).split(' ')[0]}."
    if _UNCLEAR.fullmatch(typed):
        raise RunplanError(f"{typed} may be minutes and seconds or a decimal number: {allowed}")
    found = _PACE.fullmatch(typed)
    if found is None or found[4] not in (None, units) or int(found[2] or 0) >= 60:
        raise RunplanError(allowed)
    seconds = int(found[3]) if found[3] else 60 * int(found[1]) + int(found[2])
    value = round(seconds / from_s_per_km(1, units))
    if not FASTEST_S <= value <= SLOWEST_S:
        raise RunplanError(allowed)
    return value
