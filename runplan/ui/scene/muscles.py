"""The muscles week by week: sets, targets and running's relative load, as the heat map and the body map show them."""

from __future__ import annotations

from typing import Any

import numpy as np

from runplan.insight.coverage import TRUNK
from runplan.insight.running_load import HIGHEST_LOAD
from runplan.schema import MUSCLES, TRUNK_MUSCLES
from runplan.ui.scene.seen import Seen

__all__ = ["LOAD_STEPS", "muscles"]

_TRUNK_PLACES = [MUSCLES.index(muscle) for muscle in TRUNK_MUSCLES]
LOAD_STEPS = 4
"""Running's load is shown in this many steps of the highest: it is ordinal, and finer steps would claim more."""


def muscles(seen: Seen) -> dict[str, Any]:
    """Sets, targets and loads.

    Parameters
    ----------
    seen : Seen

    Returns
    -------
    dict
        sets: weeks x 21 (the twenty, and the trunk as one) [sets/week]; of: which row of `targets` is each week's;
        targets: rows of 21 [sets/week]; load: weeks x 21, steps of four; mean: sets, target and load of the mean week.
    """
    sets, target, load = seen.muscles
    rows, done, asked, _ = seen.facts.against_target
    trunk = rows.index(TRUNK)
    sets = np.column_stack([sets, done[:, trunk]])
    target = np.column_stack([target, asked[:, trunk]])
    load = np.column_stack([load, load[:, _TRUNK_PLACES].mean(axis=1)])
    kinds: dict[tuple[float, ...], int] = {}
    of = [kinds.setdefault(tuple(row), len(kinds)) for row in target.tolist()]
    mean_load = load.mean(axis=0)
    top = float(mean_load.max()) or 1.0
    return {
        "sets": _short(sets),
        "of": of,
        "targets": [_short(np.array(row)) for row in kinds],
        "load": np.rint(load * LOAD_STEPS / HIGHEST_LOAD).astype(int).tolist(),
        "mean": {
            "sets": _short(sets.mean(axis=0)),
            "target": _short(target.mean(axis=0)),
            "load": np.rint(mean_load * LOAD_STEPS / top).astype(int).tolist(),
        },
    }


def _short(values: Any) -> Any:
    """Two decimals, and no decimal where it is whole: the message is read by machines, but sent each time."""
    if isinstance(values, np.ndarray) and values.ndim > 1:
        return [_short(row) for row in values]
    return [int(value) if value == int(value) else round(value, 2) for value in values.tolist()]
