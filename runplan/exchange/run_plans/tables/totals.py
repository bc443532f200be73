"""A week's kilometres as they were read, beside the total that the file gives."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from runplan.exchange.run_plans.cells.amounts import amounts_in
from runplan.exchange.run_plans.cells.cell import Session
from runplan.units import KM_PER_MILE, counted, format_number

_ROUNDED = 0.05  # what a distance with one decimal can be off, in its own unit


@dataclass(frozen=True)
class WeekTotal:
    """What a file itself gives for a week.

    Attributes
    ----------
    week : int or None
    start : datetime.date or None
        A day of the week, where dates are known.
    value : float
        As it stands; the upper end of a range.
    unit : str
        km, mi or min; "" where nothing tells it.
    """

    week: int | None
    start: dt.date | None
    value: float
    unit: str

    @property
    def km(self) -> float | None:
        """The total in km, where it is a distance."""
        return {"km": self.value, "mi": self.value * KM_PER_MILE}.get(self.unit)


def total_of(text: str, unit: str, week: int | None, start: dt.date | None = None) -> WeekTotal | None:
    """The total that a text gives; None where it gives none.

    >>> total_of("24.1 km", "", 1)
    WeekTotal(week=1, start=None, value=24.1, unit='km')
    >>> total_of("15", "mi", 1).unit
    'mi'
    """
    text = text[:200]
    found = [one for one in amounts_in(text) if one.times == 1]
    if not found:
        return None
    first = next((one for one in found if one.kind == "km"), found[0])
    if first.kind == "bare":
        return WeekTotal(week, start, first.value, unit if unit in ("km", "mi", "min") else "")
    if first.kind == "min":
        return WeekTotal(week, start, first.value, "min")
    miles = re.search(r"\d\s*-?\s*(?:mi|mile|miles)\b", text, re.IGNORECASE) is not None
    return WeekTotal(week, start, first.value / (KM_PER_MILE if miles else 1.0), "mi" if miles else "km")


def agree(read: float, total: float, runs: int, unit: str = "km") -> bool:
    """Whether a sum is the total, up to the rounding of each of its numbers.

    >>> agree(24.2, 24.1, 4), agree(39.5, 40.5, 5), agree(38.97, 38.95, 4, "mi")
    (True, False, True)
    """
    step = _ROUNDED * (KM_PER_MILE if unit == "mi" else 1.0)
    return abs(read - total) <= step * (runs + 1) + 1e-9


def monday(day: dt.date) -> dt.date:
    """The Monday of a day's week."""
    return day - dt.timedelta(days=day.weekday())


@dataclass
class _Week:
    km: float = 0.0
    minutes: float = 0.0
    running: float = 0.0
    runs: int = 0
    without_km: int = 0
    start: dt.date | None = None
    own: list[WeekTotal] = field(default_factory=list)


def total_rows(
    runs: Sequence[tuple[int | None, dt.date | None, Session]], own: Sequence[WeekTotal]
) -> dict[str, list[Any]]:
    """The columns of schema.RUN_TOTALS."""
    dates = [date for week, date, _ in runs if week is None and date is not None]
    dates += [one.start for one in own if one.week is None and one.start is not None]
    first = monday(min(dates)) if dates else None

    def number(week: int | None, date: dt.date | None) -> int | None:
        if week is not None or date is None or first is None:
            return week
        return (monday(date) - first).days // 7 + 1

    weeks: dict[int, _Week] = {}
    for week, date, session in runs:
        place = number(week, date)
        if place is None:
            continue
        one = weeks.setdefault(place, _Week())
        one.runs += 1
        one.km += session.km or 0.0
        one.without_km += session.km is None
        one.minutes += session.minutes or 0.0
        one.running += session.running or 0.0
        if date is not None and (one.start is None or monday(date) < one.start):
            one.start = monday(date)
    for total in own:
        place = number(total.week, total.start)
        if place is not None:
            weeks.setdefault(place, _Week()).own.append(total)
    rows = [_row(place, weeks[place]) for place in sorted(weeks)]
    names = ("week", "start", "km", "file_km", "minutes", "file_minutes", "agrees", "note")
    return {name: [row[at] for row in rows] for at, name in enumerate(names)}


def _row(place: int, week: _Week) -> tuple[Any, ...]:
    own = week.own[0] if week.own else None
    minutes = week.running or None
    file_minutes = own.value if own is not None and own.unit == "min" else None
    agrees, note = "", ""
    if own is None:
        note = "The file gives no total."
    elif own.km is not None:
        same = agree(week.km, own.km, week.runs, own.unit)
        step = KM_PER_MILE if own.unit == "mi" else 1.0
        agrees, note = _told(same, week.km / step, own.value, own.unit)
        if not same and week.without_km:
            note += f" {counted(week.without_km, 'run')} of the week {_has(week.without_km)} no distance."
    elif own.unit == "min":
        # Some count the running alone, some the whole session.
        whole = agree(week.minutes, own.value, week.runs)
        same = agree(week.running, own.value, week.runs)
        agrees, note = _told(whole or same, week.running, own.value, "min of running")
        if whole and not same:
            minutes, note = week.minutes, "The total counts whole sessions."
    else:
        note = f"The total {format_number(own.value)} has no unit and was not compared."
    if len(week.own) > 1:
        note += f" The file gives {len(week.own)} totals for this week; the first was taken."
    km = None if own is None else own.km
    return (
        place, week.start, round(week.km, 3), None if km is None else round(km, 3),
        None if minutes is None else round(minutes, 2), file_minutes, agrees, note,
    )  # fmt: skip


def _told(same: bool, read: float, total: float, unit: str) -> tuple[str, str]:
    if same:
        return "yes", ""
    return "no", f"{format_number(read)} {unit} were read, and the file says {format_number(total)}."


def _has(count: int) -> str:
    return "has" if count == 1 else "have"
