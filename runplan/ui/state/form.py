"""The runner's wishes as traits: one for each field of Block that the screen offers. No widget in here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, get_args, get_type_hints

from traitlets import Any as AnyTrait
from traitlets import Bool, Float, HasTraits, Instance, Int, MetaHasTraits, Tuple, Unicode

from runplan.catalog import rules as evidence
from runplan.errors import BlockError
from runplan.plan import checks
from runplan.plan.block import MAX_WEEKS, Block
from runplan.plan.defaults import default_sets
from runplan.plan.events import without_moved_race
from runplan.plan.imported_runs import ImportedRun
from runplan.plan.own_weeks import OwnWeeks, first_day_kept, outside_names, outside_sentence
from runplan.plan.records import first_day_of, week_of
from runplan.ui.state.messages import Gate
from runplan.units import format_date

_DATED = frozenset(("start", "race_date", "weeks", "goal", "runs", "week_start", "pins", "weekly_km"))
_TYPES = get_type_hints(Block)
FIELDS = tuple(_TYPES)


def this_day() -> dt.date:
    """What counts as today until another day is set."""
    return dt.date.today()


def proposed_block(today: dt.date) -> Block:
    """A block to begin with: twelve weeks from the next Monday, with a chair, which every home has."""
    return Block(start=today + dt.timedelta(days=7 - today.weekday()), weeks=12, equipment=("chair",))


def _trait(field: str, type_: Any) -> Any:
    """The trait of a field of Block: of its type, None where the field may be left out."""
    optional = type(None) in get_args(type_)
    kind = get_args(type_)[0] if optional else type_
    if field == "runs":
        return AnyTrait(None, allow_none=True)  # Block says what is wrong with others
    if kind is dt.date:
        return Instance(dt.date, allow_none=True)
    if field == "weeks":
        return Int()  # it shows how many there are also where the race says so
    of_type = {int: Int, float: Float, str: Unicode, bool: Bool}.get(kind, Tuple)
    return of_type(None, allow_none=True) if optional else of_type()


_Wishes: Any = MetaHasTraits("_Wishes", (HasTraits,), {field: _trait(field, type_) for field, type_ in _TYPES.items()})


class BlockForm(_Wishes):  # type: ignore[misc,unused-ignore]
    """The fields of Block, a trait for each, as the controls show them; they may not (yet) make a block.

    Parameters
    ----------
    block : Block
        What is wished at first.
    """

    # Those that follow others.
    start: Any
    race_date: Any
    weeks: Any
    weekly_km_peak: Any
    weekly_km: Any
    sets_per_muscle: Any
    pins: Any
    goal_time: Any
    events: Any

    own_weeks = Instance(OwnWeeks, ())
    """Pins and weeks of one's own, also those that lie outside the block now."""
    peak_share = Float(0.0)
    """The peak follows the kilometres now by this share; 0 where the runner has set it."""
    after_runs = AnyTrait(None, allow_none=True)
    """What waits until the run plan of the runner's own is let go, as `WaitingSettings` has it; None for nothing."""
    table = AnyTrait(None, allow_none=True)
    """The table of a run plan that the runner works on, as `ImportReport` has it; None for that of the plan."""
    block = AnyTrait(None, allow_none=True)
    """The last block that could be planned."""

    def __init__(self, block: Block) -> None:
        super().__init__()
        self.gate = Gate()
        self.remembered: dict[str, Any] = {}
        self.set_outside: tuple[str, ...] = ()
        self._outside_of: Any = None
        self.today: Callable[[], dt.date] = this_day
        self.begin_with(block, peak_share_of(block))

    def wishes(self) -> dict[str, Any]:
        """The fields of Block as they are wished now.

        The race counts where the goal is a race; `weeks` counts where there is none, else the race's date decides.
        """
        values = {name: getattr(self, name) for name in FIELDS}
        if self.runs is not None:
            return values  # they say when the race is, and how many weeks there are
        if self.goal == "general":
            values["race_date"] = None
            values["events"] = without_moved_race(self.events)
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
        start: Any = self.start
        try:
            first = first_day_of(start, self.week_start)
        except (AttributeError, OverflowError):  # without a start, or with one that is no date of a block
            return MAX_WEEKS
        return max(1, week_of(self.race_date, first))

    def follow(self, before: Mapping[str, Any]) -> None:
        """Set what follows the wishes just changed, until the runner sets it too; `before` has the values of before."""
        if not all(_is_sound(name, getattr(self, name)) for name in ("runs", *_CHECKS)):
            return  # Block says what is wrong
        before = {
            name: value if _is_sound(name, value) else getattr(self.block, name) for name, value in before.items()
        }
        if "race_date" in before and "events" not in before:
            self.events = without_moved_race(self.events)  # the runner has said anew when the race is
        if "goal" in before and "goal_time" not in before:
            self.goal_time = None  # it was the time of another race
        if "weekly_km_peak" in before:
            self.peak_share = 0.0
        elif "weekly_km_now" in before and self.peak_share:
            self.weekly_km_peak = _peak(self.weekly_km_now, self.peak_share)
        if "sets_per_muscle" not in before and before.keys() & {"strength_minutes", "strength_sessions"}:
            asked = [before.get(name, getattr(self, name)) for name in ("strength_minutes", "strength_sessions")]
            if self.sets_per_muscle == default_sets(*asked):
                self.sets_per_muscle = default_sets(self.strength_minutes, self.strength_sessions)
        if self.runs is None and self.race_date is not None and self.block is not None:
            if "weeks" in before and self.goal != "general" and not before.keys() & {"start", "race_date"}:
                self.start = self._start_for(self.weeks, self.race_date)
            elif "goal" in before and self.goal == "general" and "weeks" not in before:
                self.weeks = self.block.number_of_weeks
        if before.keys() & _DATED:
            self._count_own(before)

    def _start_for(self, weeks: int, race: dt.date) -> dt.date:
        """The start that leaves so many weeks to the race, on the weekday that it was on."""
        start: dt.date = self.block.start if self.start is None else self.start
        try:
            days_in = (start - first_day_of(start, self.week_start)).days
            return first_day_of(race, self.week_start) - dt.timedelta(days=7 * (weeks - 1) - days_in)
        except OverflowError:
            return start

    # --- pins and weeks of one's own ----------------------------------------------------------------------------------

    def _count_own(self, before: Mapping[str, Any]) -> None:
        """Bring pins and weeks of one's own in step with the dates, or note which were set."""
        home, first = self._home({}), self._first({})
        if (self._first(before) is None) != (first is None):
            self.own_weeks = self.own_weeks.settled(self._first(before), self._home(before))
        if "pins" in before:
            self.own_weeks = self.own_weeks.with_pins(self.pins, first, home, waiting="runs" not in before)
        else:
            self.pins = self.own_weeks.pins(first)
        if "weekly_km" in before:
            self.own_weeks = self.own_weeks.with_km(self.weekly_km, first, home)
        elif self.runs is None:
            self.weekly_km = self.own_weeks.km(first)

    @property
    def first_day(self) -> dt.date | None:
        """The block's first day where pins and weeks keep their dates; None where they keep the numbers of weeks."""
        return self._first({})

    def _home(self, before: Mapping[str, Any]) -> dt.date:
        """The first day of the block that is wished; of the last one where no start is given, or none that can be."""
        start = before.get("start", self.start)
        try:
            return first_day_of(start, before.get("week_start", self.week_start))
        except (AttributeError, OverflowError):
            return dt.date.min if self.block is None else first_day_of(self.block.start, self.week_start)

    def _first(self, before: Mapping[str, Any]) -> dt.date | None:
        """The same where pins and weeks keep their dates: before a race, and among runs with dates."""
        return first_day_kept(self._home(before), before.get("goal", self.goal), before.get("runs", self.runs))

    def accept(self, block: Block) -> None:
        """Take note of a block that was planned, and of what is set for dates outside it."""
        self.block = block
        if block.runs is not None:
            self.show(block)  # the running fields are what the runs make them
        with self.silently():
            self.weeks = block.number_of_weeks
        self.settle()
        dates = (self.own_weeks, self._first({}), block.dates_off, block.first_day, block.number_of_weeks)
        if dates != self._outside_of:
            self._outside_of = dates
            own = self.own_weeks.outside(self._first({}), block.first_day, block.number_of_weeks)
            self.set_outside = outside_names(own, block.dates_off, block.first_day, block.number_of_weeks)

    @property
    def outside(self) -> str:
        """What was set and has no effect, because it is outside the block shown; empty where there is nothing."""
        return self._sentence(self.set_outside)

    def _sentence(self, names: Sequence[str]) -> str:
        return outside_sentence(names, self.block.first_day, self.block.number_of_weeks) if names else ""

    def outside_note(self, outside: Sequence[str], *, moved: bool) -> str:
        """What lies outside the block since the last change, and that a start which was moved is over by now."""
        told = self._sentence([name for name in self.set_outside if name not in outside])
        block: Block = self.block
        today = self.today()
        if moved and block.race_date is not None and block.start < today <= block.race_date:
            past = f"Choose fewer weeks: the block now starts on {format_date(block.start)}, before today."
            return f"{past} {told}".rstrip()
        return told

    # --- what was before and what comes instead -----------------------------------------------------------------------

    def silently(self) -> AbstractContextManager[None]:
        """Set wishes without planning for each of them."""
        return self.gate.closed()

    def values(self) -> dict[str, Any]:
        """All that undo brings back."""
        return {name: getattr(self, name) for name in (*FIELDS, "own_weeks", "peak_share", "after_runs", "table")}

    def settle(self) -> None:
        """Note the wishes as those before the next change."""
        self.remembered = self.values()

    def restore(self, values: Mapping[str, Any]) -> None:
        """Take wishes over as they were noted once."""
        with self.silently():
            for name, value in values.items():
                setattr(self, name, value)
        self.remembered = dict(values)

    def begin_with(self, block: Block, peak_share: float) -> None:
        """Take a block's fields over as the wishes, and forget what was set before."""
        self.own_weeks, self.peak_share, self.after_runs, self.table = OwnWeeks(), peak_share, None, None
        self.show(block)

    def follow_peak(self, share: float) -> None:
        """Let the peak follow the kilometres now by a share; 0 leaves it where the runner has set it."""
        self.peak_share = share
        self.settle()

    def show(self, block: Block) -> None:
        """Take a block's fields over as the wishes."""
        with self.silently():
            for name in FIELDS:
                setattr(self, name, block.number_of_weeks if name == "weeks" else getattr(block, name))
            own = self.own_weeks.with_pins(block.pins, self._first({}), self._home({}))
            self.own_weeks = own.with_km(block.weekly_km, self._first({}), self._home({}))
        self.settle()

    def show_instead(self, block: Block) -> None:
        """Take over a block that is near the wishes: what they hold and it cannot, stays wished."""
        late = tuple((week, km) for week, km in self.weekly_km if week > self._last_week())
        race = self.race_date if self.runs is None and self.goal == block.goal == "general" else block.race_date
        self.show(block)
        with self.silently():
            self.race_date = race
            if late:
                before = {"weekly_km": self.weekly_km}
                self.weekly_km = tuple(sorted((*self.weekly_km, *late)))
                self._count_own(before)
        self.settle()


def _is_sound(name: str, value: Any) -> bool:
    """Whether a value of a field can be followed."""
    if name == "runs":
        return value is None or (isinstance(value, tuple) and all(isinstance(run, ImportedRun) for run in value))
    try:
        _CHECKS.get(name, lambda _: None)(value)
    except BlockError:
        return False
    return True


_CHECKS: dict[str, Callable[[Any], object]] = {"pins": checks.pins, "weekly_km": checks.weekly_km}


def _begins_after(own: Any, last: int) -> bool:
    """Whether a week of one's own comes after a block's last; what is no such pair is for Block to refuse."""
    return isinstance(own, tuple) and bool(own) and isinstance(own[0], int) and own[0] > last


def _peak(now: float, share: float) -> float:
    """The peak that a share of the kilometres now comes to, as far as Block takes it; never under them."""
    return float(max(now, min(300.0, round(now * share, 1))))


def usual_share(block: Block) -> float:
    """The default peak's share where the block has that peak, and 0 where the runner may have set it."""
    usual = evidence.number("peak_default")
    return usual if block.weekly_km_peak == _peak(block.weekly_km_now, usual) else 0.0


def peak_share_of(block: Block) -> float:
    """The peak as a share of the kilometres now; the default peak has the default's own."""
    return usual_share(block) or float(block.weekly_km_peak / block.weekly_km_now)
