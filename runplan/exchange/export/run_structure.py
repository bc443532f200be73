"""The structure of a run, read from the shorthand of `schema.SESSIONS`' steps, and how fast each part is run.

In: `2 km easy; 5 x 1 km @5k / 400 m jog; 2 km easy`, as planning/runs.py writes it. Out: its parts, for watches and
training logs that show a run step by step. What a person wrote in its place is not guessed at.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from runplan.catalog.rules import number

PACE_BANDS = {"easy": 0.08, "jog": 0.08, "tempo": 0.04, "intervals": 0.04}
"""How far a runner may be from a pace before a watch speaks up, as a share of it: our assumption. At 6:30 a kilometre
easy running may be 31 s faster or slower, at 5:08 an interval 12 s: a band below that is within a watch's own error.
Hills and races have no band: the slope, or the day, sets the pace."""

_PACES = {"easy": "easy", "@tempo": "tempo", "@5k": "intervals", "uphill": "hills", "@race": "race"}
_LENGTH = r"(\d{1,3}(?:\.\d)?) (km|m)"
_PART = re.compile(rf"(?:(\d{{1,3}}) x )?{_LENGTH} ({'|'.join(_PACES)})(?: / {_LENGTH} jog)?")


class RunPart(NamedTuple):
    """One part of a run: so many times a distance at a pace, each followed by a jog where there is one."""

    times: int
    metres: int  # [m]
    pace: str  # easy, tempo, intervals, hills, race
    jog_metres: int  # [m], 0 without a jog


@lru_cache(maxsize=1024)  # the same steps come back week after week
def run_parts(steps: str) -> tuple[RunPart, ...]:
    """The parts of a run; none where any of them is not in the plan's shorthand.

    Examples
    --------
    >>> [tuple(part) for part in run_parts("2 km easy; 5 x 1 km @5k / 400 m jog")]
    [(1, 2000, 'easy', 0), (5, 1000, 'intervals', 400)]
    >>> run_parts("2 km easy; as you like")
    ()
    """
    found = []
    for text in steps.split(";"):
        match = _PART.fullmatch(text.strip())
        if match is None:
            return ()
        times, length, unit, pace, jog, jog_unit = match.groups()
        part = RunPart(int(times or 1), _metres(length, unit), _PACES[pace], _metres(jog, jog_unit) if jog else 0)
        if not part.times or not part.metres:
            return ()
        found.append(part)
    return tuple(found)


def _metres(length: str, unit: str) -> int:
    return round(float(length) * (1000 if unit == "km" else 1))


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
