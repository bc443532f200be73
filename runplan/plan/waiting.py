"""What is set beside a plan and has no place in its block: pins and weeks outside it, a race without a race goal.

It is no part of `Block`, for blocks that are equal have the same plan, findings and ids, and what waits changes none of
them. It goes with the plan, as the plan's id does, and stands beside the block in the plan's companion file. A file
without it has nothing that waits.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from runplan.errors import RunplanError
from runplan.plan.block import Block
from runplan.plan.own_weeks import OwnWeeks

WAITS = "settings outside the block"
_AFTER_RUNS, _BLOCK = "after_runs", "block"


@dataclass(frozen=True)
class WaitingSettings:
    """Settings that have no effect until the block has a place for them.

    Attributes
    ----------
    own_weeks : OwnWeeks
        Pins, and kilometres set for individual weeks.
    race_date : datetime.date or None
        The race date of a plan that has no race goal.
    after_runs : WaitingSettings or None
        All settings from before the runner's own run plan was imported; they wait until it is removed.
    block : Block or None
        The block of those settings; files of earlier versions have none.
    damaged : bool
        Whether some of the settings could not be read.
    """

    own_weeks: OwnWeeks = field(default_factory=OwnWeeks)
    race_date: dt.date | None = None
    after_runs: WaitingSettings | None = None
    block: Block | None = None
    damaged: bool = field(default=False, compare=False)

    def __bool__(self) -> bool:
        """Whether anything waits."""
        return bool(self.own_weeks.entries or self.race_date or self.after_runs or self.block)

    def beside(self, block: Block) -> WaitingSettings:
        """What of it a block has no place for."""
        if self.after_runs and block.runs is None:  # the run plan could not be planned
            return self.after_runs.beside(block)
        has_race = block.goal != "general" or block.runs is not None or block.race_date is not None
        return WaitingSettings(self.own_weeks.beside(block), None if has_race else self.race_date, self.after_runs)

    def damage(self, file: str) -> str:
        """Say that something of it could not be read in a file; nothing where all was."""
        what = f"Part of {file} cannot be read, so some {WAITS} may be missing."
        return what if self.damaged else ""

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        race = None if self.race_date is None else self.race_date.isoformat()
        after_runs = {_AFTER_RUNS: self.after_runs.to_json()} if self.after_runs else {}
        block = {_BLOCK: self.block.to_dict()} if self.block else {}
        return {"own_weeks": self.own_weeks.to_json(), "race_date": race} | after_runs | block

    @classmethod
    def from_json(cls, values: Any) -> WaitingSettings:
        """What `to_json` wrote, as far as it can be read; it is damaged where that is not all."""
        table = values if isinstance(values, dict) else {}
        weeks, race = table.get("own_weeks"), table.get("race_date")
        own_weeks = OwnWeeks.from_json(weeks) if isinstance(weeks, list) else None
        race_date, after_runs, block = None, None, None
        damaged = own_weeks is None or "race_date" not in table
        try:
            race_date = None if race is None else dt.date.fromisoformat(race)
        except (TypeError, ValueError):
            damaged = True
        if _AFTER_RUNS in table:
            inner = table[_AFTER_RUNS]
            is_plain = isinstance(inner, dict) and _AFTER_RUNS not in inner
            after_runs = cls.from_json(inner if is_plain else None)
            damaged = damaged or after_runs.damaged
        if _BLOCK in table:
            try:
                block = Block.from_dict(table[_BLOCK])
            except (RunplanError, ArithmeticError, AttributeError, TypeError, ValueError):
                damaged = True
        return cls(own_weeks or OwnWeeks(), race_date, after_runs or None, block, damaged)


NOTHING_WAITS = WaitingSettings()
