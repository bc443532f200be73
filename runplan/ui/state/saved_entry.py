"""What is kept of a planner, and how it stands in the file.

In: an entry of the file, whoever wrote it. Out: the plan that it holds, or None.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from dataclasses import dataclass, field
from typing import Any

from runplan.errors import RunplanError
from runplan.exchange.plan_file.sidecar import PLAN_ID
from runplan.plan.block import Block
from runplan.ui.state.notebook_name import NOTEBOOK

# The fields of Block in 0.1.0, whose entries are found by them. Fields that come later are not added.
_FIELDS = frozenset(
    [
        "start",
        "race_date",
        "weeks",
        "goal",
        "weekly_km_now",
        "weekly_km_peak",
        "weekly_km",
        "easy_pace_s_per_km",
        "run_days",
        "long_run_day",
        "quality_runs",
        "runs",
        "days_off",
        "dates_off",
        "rest_days",
        "strength_sessions",
        "strength_minutes",
        "sets_per_muscle",
        "equipment",
        "level",
        "avoid",
        "prefer",
        "school",
        "doubles",
        "pins",
        "week_start",
        "units",
    ]
)
PLAN_FIELDS = ("block", "file", "plan_id")  # what makes the plan; the rest is how it is looked at


@dataclass(frozen=True)
class Kept:
    """What was kept of a planner.

    Attributes
    ----------
    block : Block
        As it was wished.
    view : dict
        What was looked at.
    file : str
        The plan file that is shown as a person edited it; empty where the plan is the block's own.
    plan_id : str
        What tells the plan from others in a calendar.
    path : str
        The name in the box of the plan's file.
    writer : str
        Which planner wrote it: a window of its own has another.
    notebook : str
        The notebook for which it was kept, where that had another name; else empty.
    doubtful : bool
        Whether the notebook may be another one than the one for which it was kept, and nobody has said so yet.
    """

    block: Block
    view: dict[str, Any] = field(default_factory=dict)
    file: str = ""
    plan_id: str = ""
    path: str = ""
    writer: str = field(default="", compare=False)
    notebook: str = field(default="", compare=False)
    doubtful: bool = field(default=False, compare=False)


def kept_in(entry: Any) -> Kept | None:
    """An entry as the planner takes it, or None where it makes no block."""
    if not isinstance(entry, dict):
        return None
    try:
        block = Block.from_dict(entry["block"])
    except (KeyError, RunplanError, TypeError, ValueError):
        return None
    view, plan_id = entry.get("view"), _text(entry, "plan_id")
    return Kept(
        block,
        view if isinstance(view, dict) else {},
        _text(entry, "file"),
        plan_id if PLAN_ID.fullmatch(plan_id) else "",
        _text(entry, "path"),
        _text(entry, "writer"),
        _text(entry, "kept_for").removeprefix(NOTEBOOK),
        entry.get("doubtful") is True,
    )


def _text(entry: dict[str, Any], name: str) -> str:
    value = entry.get(name)
    return value if isinstance(value, str) else ""


def plan_in(entry: Any) -> dict[str, Any]:
    """What makes the plan, as this version writes it."""
    plan = {name: entry.get(name) if isinstance(entry, dict) else None for name in PLAN_FIELDS}
    kept = kept_in(entry)
    return plan if kept is None else plan | {"block": json.loads(json.dumps(kept.block.to_dict()))}


def block_digest(block: Block) -> str:
    """What tells blocks apart: the same as in 0.1.0 where a block has nothing that came later."""
    defaults = {one.name: one.default for one in dataclasses.fields(Block)}
    values = block.to_dict()
    values = {name: values[name] for name in values if name in _FIELDS or getattr(block, name) != defaults[name]}
    text = json.dumps(values, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]
