"""The runner's wishes as traits: one for each field of Block that the screen offers. No widget in here."""

from __future__ import annotations

import dataclasses
import datetime as dt
from contextlib import AbstractContextManager
from typing import Any

from traitlets import Any as AnyTrait
from traitlets import Bool, Float, HasTraits, Instance, Int, Tuple, Unicode

from runplan.catalog.evidence import number
from runplan.planning.block import MAX_WEEKS, Block, default_sets
from runplan.planning.block_weeks import first_day_of, recounted_km, recounted_pins, week_of
from runplan.ui.guard import Gate
from runplan.ui.words import FIELD_NAMES

__all__ = ["FIELDS", "Wishes", "proposed_block"]

FIELDS = tuple(field.name for field in dataclasses.fields(Block) if field.name in FIELD_NAMES)


def proposed_block(today: dt.date) -> Block:
    """A block to begin with: twelve weeks from the next Monday.

    Parameters
    ----------
    today : datetime.date
    """
    return Block(start=today + dt.timedelta(days=7 - today.weekday()), weeks=12)


class Wishes(HasTraits):  # type: ignore[misc,unused-ignore]
    """The fields of Block, as the controls show them; they may not (yet) make a block.

    Parameters
    ----------
    block : Block
        What is wished at first.
    """

    start = Instance(dt.date, allow_none=True)
    race_date = Instance(dt.date, allow_none=True)
    weeks = Int(12)
    goal = Unicode("general")
    weekly_km_now = Float(20.0)
    weekly_km_peak = Float(26.0)
    weekly_km = Tuple()
    easy_pace_s_per_km = Int(390)
    run_days = Int(4)
    long_run_day = Unicode("Sun")
    quality_runs = Int(1)
    runs = AnyTrait(None, allow_none=True)
    days_off = Tuple()
    dates_off = Tuple()
    rest_days = Int(1)
    strength_sessions = Int(2)
    strength_minutes = Int(30)
    sets_per_muscle = Int(4)
    equipment = Tuple()
    level = Unicode("beginner")
    avoid = Tuple()
    prefer = Tuple()
    school = Unicode("hard_days")
    doubles = Bool(True)
    pins = Tuple()
    week_start = Unicode("Mon")
    units = Unicode("km")

    block = AnyTrait(None, allow_none=True)
    """The last block that could be planned."""

    def __init__(self, block: Block) -> None:
        super().__init__()
        self._gate = Gate()
        self._kept: dict[str, Any] = {}
        self._show(block)

    def wishes(self) -> dict[str, Any]:
        """The fields of Block as they are wished now.

        The race counts where the goal is a race; `weeks` counts where there is none, else the race's date decides.
        """
        values = {name: getattr(self, name) for name in FIELDS}
        if self.runs is not None:
            return values  # they say when the race is, and how many weeks there are
        if self.goal == "general":
            values["race_date"] = None
        if values["race_date"] is not None:
            values["weeks"] = None
        # A week of one's own that a shorter block does not have waits for a longer one, as a pin does.
        last = self._last_week()
        values["weekly_km"] = tuple(one for one in self.weekly_km if not _begins_after(one, last))
        return values

    def _last_week(self) -> int:
        """The number of weeks that the wishes come to, as far as they say so."""
        if self.goal == "general" or self.race_date is None:
            return int(self.weeks)
        if self.start is None:
            return MAX_WEEKS
        try:
            first = first_day_of(self.start, self.week_start)
        except OverflowError:
            return MAX_WEEKS
        return max(1, week_of(self.race_date, first))

    def _derive(self, name: str, old: Any, new: Any) -> None:
        """Wishes that follow another one until the runner sets them, as `Block.replace` has it."""
        if name == "weekly_km_now" and self.weekly_km_peak == _default_peak(old):
            self.weekly_km_peak = _default_peak(new)
        elif name == "strength_minutes" and self.sets_per_muscle == default_sets(old):
            self.sets_per_muscle = default_sets(new)
        elif self.runs is not None:
            return
        elif name == "start" and self.goal != "general" and self.race_date is not None and self.block is not None:
            self._keep_dates(new)
        elif name == "weeks" and self.goal != "general" and self.race_date is not None and self.block is not None:
            # "My marathon is in 16 weeks": the race keeps its weekday, in the last week from the start.
            self.race_date = self._race_in(new, self.race_date)
        elif name == "goal" and new == "general" and self.race_date is not None and self.block is not None:
            self.weeks = self.block.number_of_weeks

    def _keep_dates(self, start: dt.date | None) -> None:
        """Leave pins and weeks of one's own on their dates where the race stays and the weeks are counted anew.

        They are counted from the last block that could be planned: a date is typed in parts, and what is typed on the
        way may begin after all of them.
        """
        block: Block = self.block
        try:
            by = (block.first_day - first_day_of(start or block.start, self.week_start)).days // 7
        except OverflowError:
            return
        self.pins, self.weekly_km = recounted_pins(block.pins, by), recounted_km(block.weekly_km, by)

    def _race_in(self, weeks: int, race: dt.date) -> dt.date:
        """The race's date where the block has so many weeks; a start at the end of time leaves it."""
        start: dt.date = self.block.start if self.start is None else self.start
        try:
            first = first_day_of(start, self.week_start)
            return first + dt.timedelta(days=7 * (weeks - 1) + (race - first).days % 7)
        except OverflowError:
            return race

    def _silently(self) -> AbstractContextManager[None]:
        """Set wishes without planning for each of them."""
        return self._gate.closed()

    def _values(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in FIELDS}

    def _show(self, block: Block) -> None:
        """Take a block's fields over as the wishes."""
        with self._silently():
            for name in FIELDS:
                value = getattr(block, name)
                setattr(self, name, block.number_of_weeks if name == "weeks" else value)
        self._kept = self._values()


def _begins_after(own: Any, last: int) -> bool:
    """Whether a week of one's own comes after a block's last; what is no such pair is for Block to refuse."""
    return isinstance(own, tuple) and bool(own) and isinstance(own[0], int) and own[0] > last


def _default_peak(now: float) -> float:
    """The peak that Block gives these kilometres, or any number that is no wish of a Block."""
    return min(300.0, round(now * number("peak_default"), 1))
