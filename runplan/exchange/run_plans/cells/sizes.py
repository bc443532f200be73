"""How long a session is: its amounts put together, and what was assumed in doing so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from runplan.exchange.run_plans.cells.amounts import Amount
from runplan.exchange.run_plans.cells.vocabulary import FAMILIES
from runplan.units import counted, format_number

_QUICKEST, _SLOWEST = 2.5, 20.0  # [min/km]; outside, distance and duration are not of the same run


@dataclass
class Size:
    """Distance and duration of a session.

    Attributes
    ----------
    km, minutes : float or None
    running : float or None
        Minutes of running among `minutes`, where it is a session of running and walking.
    said : list of str
        What is to be said about it.
    assumed : bool
        Whether something of it is not in the file.
    bare : list of str
        Numbers that need a unit and have none.
    parts : int
        How many amounts it was put together from.
    unit : str
        km or mi: what its distances are in; "" where it has none.
    """

    km: float | None = None
    minutes: float | None = None
    running: float | None = None
    said: list[str] = field(default_factory=list)
    assumed: bool = False
    bare: list[str] = field(default_factory=list)
    parts: int = 0
    unit: str = ""


def size_of(amounts: Sequence[Amount], alternating: bool = False) -> Size:
    """The whole of a session's amounts."""
    size = Size()
    counts = [one for one in amounts if one.kind == "count"]
    amounts = [one for one in amounts if one.kind != "count"]
    told = [one for one in amounts if not one.is_pace and one.value > 0]
    if not told:
        told = [one for one in amounts if one.is_pace and one.kind == "km" and not one.part and one.value >= 1]
        size.assumed = bool(told)
        size.said += [f"{one.text} was taken for the distance" for one in told]
    main = [one for one in told if not one.part] or told
    far = [one for one in main if one.kind == "km"]
    long = [one for one in main if one.kind == "min"]
    bare = [one for one in main if one.kind == "bare"]
    size.parts = len(far) or len(long)
    if far:
        size.km = sum(one.value * one.times for one in far)
        size.unit = "mi" if all(one.miles for one in far) else "km"
        _tell_sum(size, far, long)
    if long:
        minutes = sum(one.value * one.times for one in long)
        if not far:
            size.minutes = minutes
            _tell_times(size, long, [one for one in told if one.part], alternating)
        elif _fits(size.km or 0.0, minutes, main):
            size.minutes = minutes
        else:
            size.said.append(f"{', '.join(one.text for one in long)} was not taken for the whole run's duration")
            size.assumed = True
    if counts and not main:
        size.said.append(f"{counts[0].text} counts repeats, whose length is not told")
        size.assumed = True
    ranges = [one.text for one in (far or long or bare) if one.low is not None and one.low < one.value]
    if ranges:
        size.said.append(f"the upper end of {', '.join(ranges)}")
    if bare and not far and not long:
        size.bare = [one.text for one in bare]
    elif bare:
        size.said.append(f"{', '.join(one.text for one in bare)} has no unit and was left")
        size.assumed = True
    return size


def _fits(km: float, minutes: float, main: Sequence[Amount]) -> bool:
    """Whether distance and duration can be of one run."""
    once = all(one.times == 1 for one in main)
    return once and len(main) == 2 and _QUICKEST <= minutes / km <= _SLOWEST


def _tell_sum(size: Size, far: Sequence[Amount], long: Sequence[Amount]) -> None:
    repeated = [one for one in far if one.times != 1]
    if any(one.bare_metres for one in far):
        size.said.append(f"{', '.join(one.text for one in far if one.bare_metres)} taken for metres")
        size.assumed = True
    if len(far) > 1:
        size.said.append(f"{counted(len(far), 'distance')} added up")
        size.assumed = True
    elif repeated:
        one = repeated[0]
        size.said.append(f"{format_number(one.times)} times {one.text}, without what is run before, between and after")
        size.assumed = True


def _tell_times(size: Size, long: Sequence[Amount], parts: Sequence[Amount], alternating: bool) -> None:
    walking = [one for one in (*long, *parts) if _is_walk(one)]
    times = [one for one in parts if one.kind == "min"]
    if alternating and len(long) == 1 and len(times) > 1 and walking:
        size.running = _alternating(long[0].value, times)
        size.said.append(f"{format_number(size.running)} min of it running")
        return
    if len(long) > 1:
        size.said.append(f"{counted(len(long), 'duration')} added up")
    if walking and len(walking) < len(long) + len(times):
        size.running = sum(one.value * one.times for one in long if not _is_walk(one))
        size.said.append(f"{format_number(size.running)} min of it running")
    elif not walking:
        size.running = size.minutes
    lone = [one for one in long if one.times != 1]
    # 8 x 1 min run says nothing of the minutes between; 2 x (1 min run, 2 min walk) does.
    if lone and sum(one.times == lone[0].times for one in lone) == 1:
        size.said.append(f"{format_number(lone[0].times)} times {lone[0].text}, without what is between")
        size.assumed = True


def _is_walk(one: Amount) -> bool:
    near = one.after if any(word in FAMILIES["walk"] | FAMILIES["run"] for word in one.after) else one.before
    first = next((word for word in near if word in FAMILIES["walk"] | FAMILIES["run"]), "")
    return first in FAMILIES["walk"]


def _alternating(whole: float, pattern: Sequence[Amount]) -> float:
    """Minutes of running where a pattern of running and walking fills a time.

    Its last round may be cut short.
    """
    cycle = sum(one.value for one in pattern)
    rounds = int(whole / cycle + 1e-9)
    running = rounds * sum(one.value for one in pattern if not _is_walk(one))
    left = whole - rounds * cycle
    for one in pattern:
        taken = min(left, one.value)
        running += 0.0 if _is_walk(one) else taken
        left -= taken
    return running
