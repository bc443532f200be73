"""The checks of what came for the fields of a Block.

A check gives the value in its own type, or raises one sentence on what is wrong with it.
"""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from runplan.errors import BlockError
from runplan.plan.fields import FIELDS, MAX_WEEKS, SESSION_ID
from runplan.schema import WEEKDAYS


def date(name: str, value: Any) -> dt.date:
    """A date from a date or ISO text."""
    if isinstance(value, np.datetime64) and not np.isnat(value):
        value = value.astype("datetime64[D]").item()
    if isinstance(value, dt.datetime) and value == value:  # pandas' NaT is a datetime that equals nothing
        value = value.date()
    if isinstance(value, str):
        try:
            value = dt.date.fromisoformat(value)
        except ValueError:
            raise BlockError(f"{name}={shown(value)} is not a date: write it as 2027-01-04.") from None
    if not isinstance(value, dt.date) or isinstance(value, dt.datetime):
        raise BlockError(f"{name}={shown(value)} is not a date: write it as 2027-01-04.")
    if not 2000 <= value.year <= 2200:
        raise BlockError(f"{name}={value} is out of range: give a date from 2000 to 2200.")
    return value


def flag(name: str, value: Any) -> bool:
    """True or False."""
    if not isinstance(value, (bool, np.bool_)):
        raise BlockError(f"{name}={shown(value)} cannot be read: give True or False.")
    return bool(value)


def preferred(value: Any, avoided: Iterable[str]) -> tuple[str, ...]:
    """Exercise ids that are not avoided too."""
    wanted = ids("prefer", value)
    both = sorted(set(avoided) & set(wanted))
    if both:
        raise BlockError(f"{both[0]!r} is in avoid and in prefer: keep it in one of them.")
    return wanted


def whole(name: str, value: Any, low: int | None = None) -> int:
    """A whole number within the field's bounds; `low` takes the place of the lower one."""
    low, high = FIELDS[name].low if low is None else low, FIELDS[name].high
    if isinstance(value, bool) or not is_number(value) or value != int(value):
        raise BlockError(f"{name}={shown(value)} is not a whole number: give one from {low} to {high}.")
    if not low <= value <= high:
        raise BlockError(f"{name}={shown(value)} is out of range: give a whole number from {low} to {high}.")
    return int(value)


def minutes(value: Any, sessions: int) -> int:
    """Minutes of a strength session; any number of them where there is no session."""
    if sessions == 0:
        return whole("strength_minutes", value, low=0)
    least = FIELDS["strength_minutes"].low
    if is_number(value) and value == int(value) and value < least:
        raise BlockError(
            f"strength_minutes={value} is too short for a warm-up and one exercise each for legs and trunk: "
            f"give {least} or more, or set strength_sessions=0."
        )
    return whole("strength_minutes", value)


def pace(value: Any) -> int:
    """Seconds a kilometre."""
    if isinstance(value, str):
        raise BlockError(
            f"easy_pace_s_per_km={value!r} is not a number of seconds: give seconds per kilometre, such as 390 "
            "for 6:30."
        )
    return whole("easy_pace_s_per_km", value)


def number(name: str, value: Any) -> float:
    """A number within the field's bounds, to a tenth; `name` may go on with an item, as in weekly_km[3]."""
    spec = FIELDS[name.partition("[")[0]]
    low, high = spec.low, spec.high
    if not is_number(value):
        raise BlockError(f"{name}={shown(value)} is not a number: give one from {low} to {high}.")
    if not low <= value <= high:
        raise BlockError(f"{name}={value:g} is out of range: give a number from {low} to {high}.")
    return round(float(value), 1)


def is_number(value: Any) -> bool:
    """Whether a value is a finite number."""
    if isinstance(value, (bool, str)) or value is None:
        return False
    try:
        return abs(float(value)) < float("inf")
    except (TypeError, ValueError, OverflowError):
        return False


def shown(value: Any, most: int = 60) -> str:
    """A value as it was given, cut where it is long."""
    try:
        text = " ".join(repr(value).split())
    except ValueError:  # whole numbers of thousands of digits have no text
        text = "a number too long to show"
    return text if len(text) <= most else f"{text[: most - 3]}..."


def word(name: str, value: Any, allowed: tuple[str, ...]) -> None:
    """Refuse what is not one of the allowed words."""
    if not isinstance(value, str) or value not in allowed:
        near = difflib.get_close_matches(value, allowed, n=1) if isinstance(value, str) else []
        hint = f" Did you mean {near[0]!r}?" if near else ""
        raise BlockError(f"{name}={shown(value)} is not known: give one of {', '.join(allowed)}.{hint}")


def only_fields(given: Iterable[object], names: Sequence[str]) -> None:
    """Raise a BlockError for a field that a Block does not have, with the nearest one that it has."""
    for name in map(str, given):
        if name not in names:
            near = difflib.get_close_matches(name, names, n=1)
            hint = f" Did you mean {near[0]!r}?" if near else f" Fields: {', '.join(names)}."
            raise BlockError(f"Block has no field {name!r}.{hint}")


def as_items(name: str, value: Any, what: str) -> tuple[Any, ...]:
    """The items of a list."""
    if isinstance(value, (str, bytes, Mapping)) or not isinstance(value, Iterable):
        raise BlockError(f"{name}={shown(value)} is not a list: give a list of {what}.")
    return tuple(value)


def words(name: str, value: Any, allowed: tuple[str, ...], what: str) -> tuple[str, ...]:
    """Allowed words, in the order in which they are allowed."""
    items = as_items(name, value, what)
    for item in items:
        word(name, item, allowed)
    return tuple(word for word in allowed if word in items)


def dates(name: str, value: Any) -> tuple[dt.date, ...]:
    """Dates, sorted, each once."""
    return tuple(sorted({date(name, item) for item in as_items(name, value, "dates")}))


def ids(name: str, value: Any) -> tuple[str, ...]:
    """Exercise ids, sorted, each once."""
    items = as_items(name, value, "exercise ids")
    for item in items:
        if not isinstance(item, str) or not item:
            raise BlockError(f"{name} contains {item!r}, which is not an exercise id: see load_catalog().exercises.")
    return tuple(sorted(set(items)))


def as_pairs(name: str, value: Any, example: str) -> list[tuple[Any, Any]]:
    """The pairs of a mapping, no key twice."""
    items = value.items() if isinstance(value, Mapping | pd.Series) else value
    try:
        pairs = [(key, item) for key, item in items]
    except (TypeError, ValueError):
        raise BlockError(f"{name}={shown(value)} is not a mapping: write it as {example}.") from None
    keys = [key for key, _ in pairs]
    twice = [key for index, key in enumerate(keys) if key in keys[:index]]
    if twice:
        raise BlockError(f"{name} names {twice[0]!r} twice: keep one of them.")
    return pairs


def weekly_km(value: Any) -> tuple[tuple[int, float], ...]:
    """Kilometres of individual weeks as sorted pairs."""
    out = []
    for week, km in as_pairs("weekly_km", value, "{3: 42.5}"):
        text = int(week) if isinstance(week, str) and week.isdecimal() and len(week) < 4 else week
        if isinstance(text, bool) or not is_number(text) or not 1 <= text <= MAX_WEEKS or text != int(text):
            raise BlockError(f"weekly_km names week {shown(week)}: give whole weeks from 1 to {MAX_WEEKS}.")
        out.append((int(text), number(f"weekly_km[{int(text)}]", km)))
    weeks = [week for week, _ in out]
    for index, week in enumerate(weeks):
        if week in weeks[:index]:
            raise BlockError(f"weekly_km names week {week} twice: keep one of them.")
    return tuple(sorted(out))


def pins(value: Any) -> tuple[tuple[str, str], ...]:
    """Pins as sorted pairs of session id and weekday."""
    out = []
    for session_id, weekday in as_pairs("pins", value, "{'w03-strength-1': 'Thu'}"):
        match = SESSION_ID.fullmatch(session_id) if isinstance(session_id, str) else None
        if match is None:
            raise BlockError(f"pins names {session_id!r}, which is not a session id such as 'w03-strength-1'.")
        if match["kind"] == "race":
            raise BlockError(f"pins names {session_id!r}: a race cannot be pinned. Change race_date instead.")
        word(f"pins[{session_id!r}]", weekday, WEEKDAYS)
        out.append((session_id, weekday))
    return tuple(sorted(out))
