"""What happens during a block: days ill, injured or away, a journey, a tired week, a race moved, one more race.

In: events as a runner tells them. Out: frozen, validated values that a Block holds. Each is a layer: without it the
plan is the one that it was.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from runplan.errors import BlockError
from runplan.plan import checks
from runplan.plan.imported_runs import RACE_KM
from runplan.schema import EQUIPMENT
from runplan.units import format_day, format_number
from runplan.words import listed

__all__ = ["EVENT_KINDS", "Event", "events", "events_text"]

EVENT_KINDS = ("ill", "injured", "away", "travel", "tired", "moved_race", "extra_race")
"""The kinds of events, as they are written."""
WITHOUT_TRAINING = ("ill", "injured", "away")
"""The kinds of events on whose days there is no session."""
EXTRA_RACE_RANKS = ("B", "C")
"""B: a race that a short taper leads to; C: one that is run as a hard workout."""
EVENT_NAMES = {
    "ill": "Ill",
    "injured": "Injured",
    "away": "Away",
    "travel": "Travelling",
    "tired": "Tired",
    "moved_race": "Race moved",
    "extra_race": "One more race",
}
"""What the kinds of events are called on screen."""
MOST_DAYS = 120
"""The most days that one event has."""
_OF_KIND = {"equipment": "travel", "to": "moved_race", "distance": "extra_race", "rank": "extra_race"}
_EXAMPLE = "Event('ill', '2027-02-01', '2027-02-06')"
_EXAMPLE_TEXT = "ill 2027-02-01 2027-02-06"
_NO_KIT = "nothing"
_DATE = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True)
class Event:
    """Something that happens on some days of a block.

    Parameters
    ----------
    kind : {'ill', 'injured', 'away', 'travel', 'tired', 'moved_race', 'extra_race'}
        `ill`, `injured` and `away` are days without training; `travel` means days with other equipment; `tired`
        means easier days; `moved_race` is the old day of the race; `extra_race` is another race.
    first, last : datetime.date or str
        The first and the last day; by default, the event lasts one day. At most 120 days.
    equipment : sequence of str
        For `travel`: the equipment you have there, () for none.
    to : datetime.date or str
        For `moved_race`: the new day of the race.
    distance : str or float
        For `extra_race`: 5k, 10k, half, marathon or kilometres (1-100).
    rank : {'C', 'B'}
        For `extra_race`: you run C as a hard workout; B has a short taper, as does every race of more than ten miles.

    Raises
    ------
    BlockError
        One sentence that names the event, the problem and what is allowed.
    """

    kind: str
    first: dt.date
    last: dt.date | None = None
    equipment: tuple[str, ...] | None = None
    to: dt.date | None = None
    distance: str | float | None = None
    rank: str | None = None

    def __post_init__(self) -> None:
        given: Any = self  # what came may be of any type until it has been looked at
        checks.word("events: kind", given.kind, EVENT_KINDS)
        name = f"events: {self.kind}"
        first = checks.date(f"{name}, first", given.first)
        last = first if given.last is None else checks.date(f"{name}, last", given.last)
        if last < first:
            raise BlockError(f"{name} ends on {last}, before it begins on {first}: give the earlier day first.")
        if (last - first).days >= MOST_DAYS:
            raise BlockError(
                f"{name} has {(last - first).days + 1} days: give {MOST_DAYS} at most, or plan a new block."
            )
        for detail, kind in _OF_KIND.items():
            if getattr(self, detail) is not None and kind != self.kind:
                raise BlockError(f"{name} has no {detail}: only {kind} has one.")
        object.__setattr__(self, "first", first)
        object.__setattr__(self, "last", last)
        for detail, value in self._details(name, given).items():
            object.__setattr__(self, detail, value)

    def _details(self, name: str, given: Any) -> dict[str, Any]:
        """What the event's own kind has, checked."""
        if self.kind == "travel":
            return {"equipment": checks.words(f"{name}, equipment", given.equipment or (), EQUIPMENT, "equipment")}
        if self.kind in ("moved_race", "extra_race") and self.last != self.first:
            raise BlockError(f"{name} takes one day: give the first day only.")
        if self.kind == "moved_race":
            if given.to is None:
                raise BlockError(f"{name} needs the new day: Event('moved_race', '{self.first}', to='{self.first}').")
            return {"to": checks.date(f"{name}, to", given.to)}
        if self.kind == "extra_race":
            rank = "C" if given.rank is None else given.rank
            checks.word(f"{name}, rank", rank, EXTRA_RACE_RANKS)
            return {"distance": _distance(name, given.distance), "rank": rank}
        return {}

    @property
    def last_day(self) -> dt.date:
        """The last day; for an event of one day, the first."""
        assert self.last is not None
        return self.last

    @property
    def days(self) -> int:
        """The number of days."""
        return (self.last_day - self.first).days + 1

    def closes(self, day: dt.date) -> bool:
        """Whether the event has days without training."""
        return self.kind in WITHOUT_TRAINING and self.first <= day <= self.last_day

    @property
    def race_km(self) -> float:
        """The distance of the extra race [km]."""
        assert self.distance is not None
        return RACE_KM[self.distance] if isinstance(self.distance, str) else self.distance

    @property
    def text(self) -> str:
        """The event as text for a list.

        >>> Event("ill", "2027-02-01", "2027-02-06").text
        'Ill, Mon 1 Feb to Sat 6 Feb'
        >>> Event("travel", "2027-02-22", "2027-02-28", equipment=("mini_band",)).text
        'Travelling with mini band, Mon 22 Feb to Sun 28 Feb'
        >>> Event("extra_race", "2027-03-14", distance=10, rank="B").text
        'One more race, 10 km (B), Sun 14 Mar'
        """
        name = EVENT_NAMES[self.kind]
        if self.kind == "travel":
            kit = listed([word.replace("_", " ") for word in self.equipment or ()])
            name += f" with {kit}" if kit else " without equipment"
        elif self.kind == "extra_race":
            length = self.distance if isinstance(self.distance, str) else f"{format_number(self.race_km)} km"
            name += f", {length} ({self.rank})"
        elif self.kind == "moved_race":
            name += f" to {format_day(self.to)}, from"
            return f"{name} {format_day(self.first)}"
        days = format_day(self.first)
        return f"{name}, {days}" if self.days == 1 else f"{name}, {days} to {format_day(self.last)}"

    @property
    def words(self) -> str:
        """The event as you type it.

        >>> Event("travel", "2027-02-22", "2027-02-28", equipment=("mini_band", "chair")).words
        'travel 2027-02-22 2027-02-28 mini_band+chair'
        >>> Event("extra_race", "2027-03-14", distance="10k", rank="B").words
        'extra_race 2027-03-14 10k B'
        """
        days = [self.first] if self.days == 1 else [self.first, self.last]
        kit = None if self.equipment is None else "+".join(self.equipment) or _NO_KIT
        length = f"{self.distance:g}" if isinstance(self.distance, float) else self.distance
        words = (self.kind, *days, kit, self.to, length, self.rank)
        return " ".join(str(word) for word in words if word is not None)

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON, without the fields that this kind of event does not have."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {
            name: value.isoformat()
            if isinstance(value, dt.date)
            else list(value)
            if isinstance(value, tuple)
            else value
            for name, value in values.items()
            if value is not None
        }


def events(value: Any) -> tuple[Event, ...]:
    """Events by their first day, each once; mappings of `Event.to_dict` and what `Event.words` gives are taken too.

    Raises
    ------
    BlockError
        If an item is no event, or two of them cannot both be.
    """
    if isinstance(value, str):
        value = [_typed(text) for text in value.split(",") if text.strip()]
    if isinstance(value, (bytes, Mapping)) or not isinstance(value, Iterable):
        raise BlockError(f"events={checks.shown(value)} is not a list: give a list such as [{_EXAMPLE}].")
    given = {_event(item) for item in value}
    ordered = tuple(sorted(given, key=lambda event: (event.first, EVENT_KINDS.index(event.kind), str(event))))
    moved = [event for event in ordered if event.kind == "moved_race"]
    if len(moved) > 1:
        raise BlockError("events move the race twice: keep only the last one.")
    return ordered


def events_text(happened: Iterable[Event]) -> str:
    """Events as they are typed, with commas between them."""
    return ", ".join(event.words for event in happened)


def _typed(text: str) -> Event:
    """The event of a text such as ``ill 2027-02-01 2027-02-06``."""
    kind, *words = text.split()
    days = [word for word in words if _DATE.fullmatch(word)]
    rest = [word for word in words if word not in days]
    fields_: dict[str, Any] = {}
    if kind == "travel":
        kit = [word for part in rest for word in part.split("+")]
        fields_["equipment"], rest = () if kit == [_NO_KIT] else kit, []
    elif kind == "moved_race" and len(days) == 2:
        fields_["to"] = days.pop()
    elif kind == "extra_race":
        fields_["rank"] = rest.pop().upper() if rest and rest[-1].upper() in EXTRA_RACE_RANKS else None
        length = rest.pop() if rest else ""
        is_km = length.replace(".", "", 1).isdecimal()
        fields_["distance"] = float(length) if is_km else length
    if rest or not 1 <= len(days) <= 2:
        raise BlockError(f"events={checks.shown(text.strip())} cannot be read: write it as {_EXAMPLE_TEXT!r}.")
    return Event(kind, checks.date("events", days[0]), checks.date("events", days[-1]), **fields_)


def race_after(happened: Sequence[Event], race_date: dt.date | None) -> dt.date | None:
    """The day of the race once an event has moved it.

    Raises
    ------
    BlockError
        If an event moves a race that is on another day, or that there is none of.
    """
    moved = next((event for event in happened if event.kind == "moved_race"), None)
    if moved is None or race_date == moved.to:
        return race_date
    if race_date != moved.first:
        has = "the block has no race" if race_date is None else f"the block's race is on {race_date}"
        raise BlockError(f"events move the race of {moved.first}, but {has}: make the event and the block agree.")
    return moved.to


def race_before(happened: Sequence[Event], remaining: Sequence[Event]) -> dict[str, dt.date]:
    """The field of a block that goes back once an event that moved the race is not among those kept."""
    moved = next((event for event in happened if event.kind == "moved_race" and event not in remaining), None)
    return {} if moved is None else {"race_date": moved.first}


def without_moved_race(happened: Iterable[Any]) -> tuple[Any, ...]:
    """All but the event that moved the race; what is no event stays, for Block to refuse."""
    return tuple(event for event in happened if not (isinstance(event, Event) and event.kind == "moved_race"))


def _event(item: Any) -> Event:
    if isinstance(item, Event):
        return item
    names = [field.name for field in fields(Event)]
    if not isinstance(item, Mapping) or not {"kind", "first"} <= set(item) or not set(item) <= set(names):
        raise BlockError(f"events contains {checks.shown(item)}, which is not an event: write it as {_EXAMPLE}.")
    return Event(**item)


def _distance(name: str, value: Any) -> str | float:
    """The distance of a race, as a word or in kilometres."""
    if isinstance(value, str) and value in RACE_KM:
        return value
    if not checks.is_number(value) or not 1 <= value <= 100:
        words = ", ".join(RACE_KM)
        raise BlockError(f"{name}, distance={checks.shown(value)} is not known: give {words} or kilometres (1-100).")
    return round(float(value), 3)
