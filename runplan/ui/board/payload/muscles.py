"""The muscles week by week: sets, targets and running's relative load, as the heat map and the body map show them."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from runplan.insight.analysis import Seen
from runplan.insight.coverage import TRUNK, Counted
from runplan.insight.running_load import HIGHEST_LOAD
from runplan.schema import MUSCLES, TRUNK_MUSCLES

_TRUNK_PLACES = [MUSCLES.index(muscle) for muscle in TRUNK_MUSCLES]
LOAD_STEPS = 4
"""Running's load is shown in this many steps of the highest: it is ordinal, and finer steps would claim more."""


def muscles(seen: Seen) -> dict[str, Any]:
    """Sets, targets and loads."""
    strength = _strength(seen.facts.counted)
    load = seen.facts.load
    load = np.column_stack([load, load[:, _TRUNK_PLACES].mean(axis=1)])
    mean_load = load.mean(axis=0)
    top = float(mean_load.max()) or 1.0
    return {
        "sets": strength.sets,
        "of": strength.of,
        "targets": strength.targets,
        "load": _steps(load, HIGHEST_LOAD),
        "mean": {"sets": strength.mean_sets, "target": strength.mean_target, "load": _steps(mean_load, top)},
    }


class _Strength(NamedTuple):
    """What hangs on the strength work alone."""

    sets: list[list[float]]
    of: list[int]
    targets: list[list[float]]
    mean_sets: list[float]
    mean_target: list[float]


@lru_cache(maxsize=8)
def _strength(counted: Counted) -> _Strength:
    trunk = counted.rows.index(TRUNK)
    sets = np.column_stack([counted.sets, counted.done[:, trunk]])
    target = np.column_stack([counted.asked, counted.target[:, trunk]])
    kinds: dict[tuple[float, ...], int] = {}
    of = [kinds.setdefault(tuple(row), len(kinds)) for row in target.tolist()]
    targets = _short(np.array(list(kinds)))
    return _Strength(_short(sets), of, targets, _short(sets.mean(axis=0)), _short(target.mean(axis=0)))


def _steps(load: npt.NDArray[np.float64], highest: float) -> list[Any]:
    steps: list[Any] = np.rint(load * LOAD_STEPS / highest).astype(int).tolist()
    return steps


def _short(values: Any) -> Any:
    """Two decimals, and no decimal where it is whole: the message is read by machines, but sent each time."""
    if isinstance(values, np.ndarray) and values.ndim > 1:
        return [_short(row) for row in values]
    return [int(value) if value == int(value) else round(value, 2) for value in values.tolist()]
