"""Pins and weeks of one's own, each with the week that it was set in: dates that change count anew what applies.

In: what a runner set, and the block's first day now. Out: the pins and weeks that apply, and in words the others.
Nothing is lost on the way: what is outside the block now applies again as soon as its dates are back.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from runplan.plan.fields import MAX_WEEKS, SESSION_ID
from runplan.plan.records import week_of
from runplan.units import counted, format_date
from runplan.words import WEEKDAY_NAMES, listed

if TYPE_CHECKING:
    from runplan.plan.block import Block

MOST_KM = 300.0
MOST_NAMED = 3
_MOST_WEEKS_AWAY, _MARGIN = 10_000, dt.timedelta(days=21)  # so that each week has a date
_KINDS = {
    "long": "long run",
    "quality": "hard session",
    "easy": "easy run",
    "strength": "strength session",
    "race": "race",
}


@dataclass(frozen=True)
class _Entry:
    """What was set for one week: `what` is the session's id without its week, and nothing for kilometres."""

    what: str
    value: str | float
    week: int
    first: dt.date

    def week_from(self, first: dt.date | None) -> int:
        """Its week where the block begins on a day; without entry, the week's number is kept."""
        return self.week if first is None else self.week + round((self.first - first).days / 7)


@dataclass(frozen=True)
class OwnWeeks:
    """All pins and weeks of one's own, also those that do not apply now.

    What applies follows from them and the first day alone. So dates that are changed and changed back, in whatever
    order, leave pins and weeks as they were.
    """

    entries: tuple[_Entry, ...] = ()

    def pins(self, first: dt.date | None) -> tuple[tuple[str, str], ...]:
        """The pins of weeks that a block may have; `first` as `_Entry.week_from` has it."""
        within = self._within(first)
        return tuple(sorted((f"w{week:02d}{entry.what}", str(entry.value)) for week, entry in within if entry.what))

    def km(self, first: dt.date | None) -> tuple[tuple[int, float], ...]:
        """The kilometres of individual weeks that a block may have."""
        return tuple(sorted((week, float(entry.value)) for week, entry in self._within(first) if not entry.what))

    def _within(self, first: dt.date | None) -> list[tuple[int, _Entry]]:
        weeks = [(entry.week_from(first), entry) for entry in self.entries]
        return [(week, entry) for week, entry in weeks if 1 <= week <= MAX_WEEKS]

    def with_pins(
        self, pins: Iterable[tuple[str, str]], first: dt.date | None, home: dt.date, *, waiting: bool = True
    ) -> OwnWeeks:
        """With these pins in place of those that apply; `home` is the block's first day."""
        days = [(SESSION_ID.fullmatch(name), day) for name, day in pins]
        wanted = {(int(match["week"]), match[0][3:]): day for match, day in days if match is not None}
        return self._with(wanted, first, home, pins=True, waiting=waiting)

    def with_km(
        self, weekly_km: Iterable[tuple[int, float]], first: dt.date | None, home: dt.date, *, waiting: bool = True
    ) -> OwnWeeks:
        """With these weeks in place of those that apply, as `with_pins` has it."""
        return self._with({(week, ""): km for week, km in weekly_km}, first, home, pins=False, waiting=waiting)

    def _with(
        self,
        wanted: Mapping[tuple[int, str], str | float],
        first: dt.date | None,
        home: dt.date,
        *,
        pins: bool,
        waiting: bool,
    ) -> OwnWeeks:
        entries = []
        left = dict(wanted)
        for entry in self.entries:
            week = entry.week_from(first)
            if bool(entry.what) != pins:
                entries.append(entry)
            elif not 1 <= week <= MAX_WEEKS:
                entries += [entry] if waiting else []
            elif left.get((week, entry.what)) == entry.value:
                entries.append(entry)
                del left[week, entry.what]
        return OwnWeeks((*entries, *(_Entry(what, value, week, home) for (week, what), value in left.items())))

    def beyond(self, first: dt.date | None, weeks: int) -> OwnWeeks:
        """Those that lie outside a block of so many weeks."""
        return OwnWeeks(tuple(entry for entry in self.entries if not 1 <= entry.week_from(first) <= weeks))

    def beside(self, block: Block) -> OwnWeeks:
        """Those that a block has no place for, counted by its first day: in whatever order they were set, the same."""
        first, pins = first_day_kept(block.first_day, block.goal, block.runs), dict(block.pins)
        outside = self.beyond(first, block.number_of_weeks).settled(first, block.first_day).entries
        waiting = [entry for entry in outside if not entry.what or f"w{entry.week:02d}{entry.what}" not in pins]
        return OwnWeeks(tuple(sorted(waiting, key=lambda entry: (entry.week, entry.what))))

    def joined(self, other: OwnWeeks, first: dt.date | None) -> OwnWeeks:
        """These, and of another those that none of these has the week and the session of."""
        taken = {(entry.what, entry.week_from(first)) for entry in self.entries}
        more = tuple(entry for entry in other.entries if (entry.what, entry.week_from(first)) not in taken)
        return OwnWeeks((*self.entries, *more))

    def to_json(self) -> list[list[Any]]:
        """Plain values, for the file in which a planner is kept."""
        return [[entry.what, entry.value, entry.week, entry.first.isoformat()] for entry in self.entries]

    @classmethod
    def from_json(cls, values: Any) -> OwnWeeks | None:
        """What `to_json` wrote; None for anything else."""
        entries = []
        try:
            for what, value, week, first in values:
                is_km = what == "" and isinstance(value, (int, float)) and 0 <= value <= MOST_KM
                is_pin = SESSION_ID.fullmatch(f"w01{what}") and value in WEEKDAY_NAMES
                if not (is_km or is_pin) or type(week) is not int:
                    return None
                home, days = dt.date.fromisoformat(first), dt.timedelta(days=7 * week)
                if abs(week) > _MOST_WEEKS_AWAY or not dt.date.min + _MARGIN <= home + days <= dt.date.max - _MARGIN:
                    return None
                entries.append(_Entry(what, float(value) if is_km else value, week, home))
        except (OverflowError, TypeError, ValueError):
            return None
        return cls(tuple(entries))

    def settled(self, first: dt.date | None, home: dt.date) -> OwnWeeks:
        """The same, each in the week where it is now: what they are counted by is about to change."""
        return OwnWeeks(tuple(_Entry(entry.what, entry.value, entry.week_from(first), home) for entry in self.entries))

    def outside(self, first: dt.date | None, home: dt.date, weeks: int) -> tuple[str, ...]:
        """What lies outside a block of so many weeks, each in a few words."""
        return self.beyond(first, weeks)._names(first, home)

    def _names(self, first: dt.date | None, home: dt.date) -> tuple[str, ...]:
        ordered = sorted(self.entries, key=lambda entry: (entry.week, entry.what))
        return tuple(_named(entry, home + dt.timedelta(days=7 * (entry.week_from(first) - 1))) for entry in ordered)


def _named(entry: _Entry, begins: dt.date) -> str:
    """A pin or a week of one's own by its dates, for its week has no number in the block."""
    week = f"the week of {format_date(begins)}"
    if not entry.what:
        return f"the distance you set for {week}"
    kind, _, number = entry.what[1:].partition("-")
    name = f"{_KINDS[kind]} {number}" if number else f"the {_KINDS[kind]}"
    return f"the pin of {name} on {WEEKDAY_NAMES[str(entry.value)]} in {week}"


def first_day_kept(first: dt.date, goal: str, runs: Iterable[Any] | None) -> dt.date | None:
    """A block's first day where pins and weeks keep their dates: before a race, and among runs with dates.

    None where they keep the numbers of their weeks.
    """
    by_dates = goal != "general" if runs is None else any(run.date is not None for run in runs)
    return first if by_dates else None


def outside_names(own: Sequence[str], dates_off: Iterable[dt.date], first: dt.date, weeks: int) -> tuple[str, ...]:
    """What is outside the block: pins and weeks, as `OwnWeeks.outside` names them, and dates off."""
    return (*own, *(format_date(day) for day in dates_off if not 1 <= week_of(day, first) <= weeks))


def outside_sentence(names: Sequence[str], first: dt.date, weeks: int) -> str:
    """What has no effect because it is outside the block, and until when; empty where there is nothing.

    >>> outside_sentence(["Thu 24 Dec 2026"], dt.date(2027, 1, 4), 4).partition(";")[0]
    'Thu 24 Dec 2026 is outside the block (Mon 4 Jan 2027 to Sun 31 Jan 2027)'
    """
    if not names:
        return ""
    last = first + dt.timedelta(days=7 * weeks - 1)
    more = len(names) - MOST_NAMED
    text = listed(names if more < 2 else [*names[:MOST_NAMED], counted(more, "other setting")])
    verb, it, has = ("is", "it", "it has") if len(names) == 1 else ("are", "them", "they have")
    return (
        f"{text[:1].upper()}{text[1:]} {verb} outside the block ({format_date(first)} to {format_date(last)}); "
        f"{has} no effect until the block covers {it}."
    )
