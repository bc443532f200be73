"""Numbers and lengths of time as people write them."""

from __future__ import annotations

_LONGEST_NUMBER = 9  # digits; longer ones are no distance


def number(text: str) -> float | None:
    """A number as people write it; None for one that is too long to be a distance."""
    whole, comma, rest = text.partition(",")
    if len(whole.partition(".")[0]) > _LONGEST_NUMBER or len(text) > 3 * _LONGEST_NUMBER:
        return None
    if comma and len(rest) >= 3 and all(len(group) == 3 for group in rest.split(",")):
        return float(whole + rest.replace(",", ""))
    return float(text.replace(",", "."))


def clock(text: str, *, short: bool = False) -> float:
    """Minutes of h:mm:ss; of two parts the first is minutes from 10 on or in short ones, else hours (we assume)."""
    first, second, *third = (int(part) for part in text.split(":"))
    if third:
        return first * 60 + second + third[0] / 60
    return first + second / 60 if short or first >= 10 else first * 60.0 + second
