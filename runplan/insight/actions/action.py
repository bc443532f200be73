"""An action on a finding: what its button says, and what it changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from runplan.plan.block import Block
from runplan.units import counted


def per_week(count: int, name: str) -> str:
    """What a button says that plans so many of a thing per week."""
    return f"Plan {counted(count, name)} per week" if count else f"Plan no {name}s"


@dataclass(frozen=True)
class Action:
    """What is done about a finding.

    Attributes
    ----------
    label : str
        What the button says.
    changes : dict
        Fields of Block; none for a plan that is made anew without the edits of its file.
    """

    label: str
    changes: dict[str, Any]

    def on(self, block: Block) -> Block:
        """A block after the action."""
        weeks = {"weeks": None} if "race_date" in self.changes else {}
        return block.replace(**self.changes, **weeks)
