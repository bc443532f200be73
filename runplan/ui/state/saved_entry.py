"""What is kept of a planner, and how it stands in the file.

In: an entry of the file, whoever wrote it. Out: the plan that it holds, or None.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from runplan.errors import RunplanError
from runplan.exchange.plan_file.sidecar import PLAN_ID
from runplan.plan.block import Block
from runplan.ui.state.notebook_name import NOTEBOOK
from runplan.ui.state.waiting import is_waiting

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
# Kept with what was looked at, for files of 0.1.0 have no places of their own for them.
MOST_SHARE = 300.0  # a peak of 300 km a week over 1 km now
PEAK_SHARE, WAITING, SAVED, OWN, LEFT = "peak_share", "waiting", "saved", "own", "left"
OF_PLAN = (PEAK_SHARE, WAITING, SAVED, OWN, LEFT)


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
    damaged : tuple of str
        What was kept and cannot be read, in words.
    """

    block: Block
    view: dict[str, Any] = field(default_factory=dict)
    file: str = ""
    plan_id: str = ""
    path: str = ""
    writer: str = field(default="", compare=False)
    notebook: str = field(default="", compare=False)
    doubtful: bool = field(default=False, compare=False)
    damaged: tuple[str, ...] = field(default=(), compare=False)

    @property
    def own(self) -> str:
        """The file that the plan was saved to or read from last, whatever name was typed into the box since."""
        own = self.view.get(OWN)
        return own if isinstance(own, str) and own else self.path


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
        tuple(damaged_parts(entry)),
    )


def damaged_parts(entry: dict[str, Any]) -> Iterator[str]:
    """Each part of an entry that is there and cannot be read, in words."""
    view = entry.get("view", {})
    if not isinstance(view, dict):
        yield "what was looked at and set beside the block"
        view = {}
    if not isinstance(entry.get("file", ""), str):
        yield "the file with its edits"
    if not (isinstance(entry.get("path", ""), str) and isinstance(view.get(OWN, ""), str)):
        yield "the name of its file"
    plan_id = entry.get("plan_id", "")
    if plan_id != "" and not (isinstance(plan_id, str) and PLAN_ID.fullmatch(plan_id)):
        yield "the id by which calendars know it"
    if WAITING in view and not is_waiting(view[WAITING]):
        yield "settings that wait outside the block"
    if not is_share(view.get(PEAK_SHARE, 0.0)):
        yield "whether the peak week follows the weekly distance"
    if not isinstance(view.get(SAVED, ""), str):
        yield "the version of its file that was shown"


def is_share(value: Any) -> bool:
    """Whether a value is a share by which a peak follows the kilometres now."""
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= MOST_SHARE


def looked_at(entry: dict[str, Any], view: dict[str, Any]) -> dict[str, Any]:
    """An entry of another window as it is looked at in this one: what is set there stays with it."""
    there = entry.get("view")
    of_plan = {name: there[name] for name in OF_PLAN if name in there} if isinstance(there, dict) else {}
    return {**entry, "view": {name: value for name, value in view.items() if name not in OF_PLAN} | of_plan}


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
