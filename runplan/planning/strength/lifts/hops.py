"""Low hops in the gaps of the warm-up: a few more each week, fewer in lighter weeks.

In: a level, which week of hops it is and the week's step. Out: exercises with sets and seconds by data/hops.csv; all of
it is our assumption, along the steps of Engeroff 2023 but below them.
"""

from __future__ import annotations

import csv
from functools import cache
from typing import NamedTuple

from runplan.catalog.files.read import data_dir
from runplan.planning.weeks.wave import KEEP_STEP, LIGHTER, RACE_STEP

_LEAST_SETS = 2
_RACE = "race"


class Hops(NamedTuple):
    """One kind of hops of a session."""

    exercise_id: str
    sets: int
    seconds: int  # [s]
    gap_s: int  # from one set to the next, filled with drills [s]


def hops_of(level: str, week: int, step: str) -> tuple[Hops, ...]:
    """The hops of each session of a week.

    Parameters
    ----------
    level : str
    week : int
        1 for the first week with hops; 0 for none.
    step : str
        The week's step: a lighter week has two thirds of the sets, one that keeps has half.
    """
    if week < 1:
        return ()
    rows = _rows()[level]
    full = rows[_RACE] if step == RACE_STEP else rows[str(min(week, len(rows) - 1))]
    if step[0] == KEEP_STEP:
        return tuple(hop._replace(sets=max(_LEAST_SETS, -(-hop.sets // 2))) for hop in full)
    if step.endswith(LIGHTER):
        return tuple(hop._replace(sets=max(_LEAST_SETS, round(2 * hop.sets / 3))) for hop in full)
    return full


@cache
def longest_hops(level: str) -> tuple[Hops, ...]:
    """The most hops that a session of a level has."""
    return max(_rows()[level].values(), key=lambda hops: sum(hop.sets * hop.seconds for hop in hops))


@cache
def hop_ids(level: str) -> frozenset[str]:
    """The hops that some week of a level has."""
    return frozenset(hop.exercise_id for hops in _rows()[level].values() for hop in hops)


@cache
def _rows() -> dict[str, dict[str, tuple[Hops, ...]]]:
    rows: dict[str, dict[str, tuple[Hops, ...]]] = {}
    with (data_dir() / "hops.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            timing = int(row["seconds"]), int(row["gap_s"])
            hops = [Hops(row["exercise_id"], int(row["sets"]), *timing)]
            if row["second_id"]:
                hops.append(Hops(row["second_id"], int(row["second_sets"]), *timing))
            rows.setdefault(row["level"], {})[row["week"]] = tuple(hops)
    return rows
