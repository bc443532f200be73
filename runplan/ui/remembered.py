"""What a person set in a planner, kept in a file beside the notebook: a reload or a re-run finds it again.

In: the block that the notebook gives, the block that is wished now, and what is looked at. Out: one small JSON file,
replaced in one step. Another block in the notebook's code is another planner and begins afresh.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from runplan.errors import RunplanError
from runplan.exchange.atomic import write_atomically
from runplan.exchange.companion import PLAN_ID
from runplan.planning.block import Block

__all__ = ["FILE", "Kept", "Remembered"]

FILE = "planner.state.json"
_FORMAT, _VERSION = "runplan planner", 1
_MOST = 20
_LARGEST = 10_000_000  # [bytes]; ours has some thousands, and more with run plans of the runner's own


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
    """

    block: Block
    view: dict[str, Any] = field(default_factory=dict)
    file: str = ""
    plan_id: str = ""


class Remembered:
    """One planner's place in the file.

    Parameters
    ----------
    path : pathlib.Path
    given : Block or None
        The block in the notebook's code; None where there is none.
    """

    def __init__(self, path: Path, given: Block | None) -> None:
        self.path = path
        self._key = "proposed" if given is None else _digest(given)

    def read(self) -> Kept | None:
        """What was kept, or None; a file that is damaged or not ours counts as none."""
        entry = self._entries().get(self._key)
        if not isinstance(entry, dict):
            return None
        try:
            block = Block.from_dict(entry["block"])
        except (KeyError, RunplanError, TypeError, ValueError):
            return None
        view, file = entry.get("view"), entry.get("file")
        plan_id = entry.get("plan_id")
        return Kept(
            block,
            view if isinstance(view, dict) else {},
            file if isinstance(file, str) else "",
            plan_id if isinstance(plan_id, str) and PLAN_ID.fullmatch(plan_id) else "",
        )

    def write(self, kept: Kept) -> None:
        """Keep it, with what other planners of this folder keep; the oldest of more than twenty is let go.

        Raises
        ------
        RunplanError
            If a file of that name is there which is not ours; it stays.
        OSError
            If the file cannot be written; what was there before stays whole.
        """
        entries = self._entries()
        if self.path.exists() and not self._is_ours():
            raise RunplanError(
                f"{self.path.name} beside the notebook is not the planner's own file, so nothing is kept for the next "
                "time: rename it."
            )
        entries.pop(self._key, None)
        entries[self._key] = {
            "block": kept.block.to_dict(),
            "view": kept.view,
            "file": kept.file,
            "plan_id": kept.plan_id,
        }
        content = {
            "about": "What the planner keeps between two runs of a notebook; delete it to begin afresh.",
            "format": _FORMAT,
            "version": _VERSION,
            "planners": dict(list(entries.items())[-_MOST:]),
        }
        write_atomically(self.path, (json.dumps(content, indent=1) + "\n").encode("utf-8"))

    def _entries(self) -> dict[str, Any]:
        planners = self._content().get("planners") if self._is_ours() else None
        return planners if isinstance(planners, dict) else {}

    def _is_ours(self) -> bool:
        content = self._content()
        return (content.get("format"), content.get("version")) == (_FORMAT, _VERSION)

    def _content(self) -> dict[str, Any]:
        try:
            if self.path.stat().st_size > _LARGEST:
                return {}
            content = json.loads(self.path.read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError):
            return {}
        return content if isinstance(content, dict) else {}


def _digest(block: Block) -> str:
    text = json.dumps(block.to_dict(), sort_keys=True)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]
