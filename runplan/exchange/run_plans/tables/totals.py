"""A week's kilometres as they were read, beside the total that the file gives.

In: the runs by week or day, and the file's own totals. Out: a row for each week, with a sentence on what differs.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from runplan.exchange.run_plans.cells.amounts import amounts_in
from runplan.exchange.run_plans.cells.cell import Session
from runplan.exchange.run_plans.cells.words import ENGLISH
from runplan.units import KM_PER_MILE, counted, format_number

_ROUNDED = 0.05  # what a distance with one decimal can be off, in its own unit


@dataclass(frozen=True)
class WeekTotal:
    """What a file itself gives for a week, by its number or a day of it: a value and its unit, km, mi, min or ""."""

    week: int | None
    start: dt.date | None
    value: float
    unit: str

    @property
    def km(self) -> float | None:
        """The total in km, where it is a distance."""
        return {"km": self.value, "mi": self.value * KM_PER_MILE}.get(self.unit)


def total_of(text: str, unit: str, week: int | None, start: dt.date | None = None) -> WeekTotal | None:
    """The total that a text gives; None where it gives none."""
    amounts = [amount for amount in amounts_in(text, ENGLISH) if amount.times == 1]
    if not amounts:
        return None
    first = next((amount for amount in amounts if amount.kind == "km"), amounts[0])
    if first.kind == "bare":
        return WeekTotal(week, start, first.value, unit if unit in ("km", "mi", "min") else "")
    miles = first.unit == "mi"
    return WeekTotal(week, start, first.value / (KM_PER_MILE if miles else 1.0), "mi" if miles else first.kind)


def agree(read: float, total: float, runs: int, unit: str = "km") -> bool:
    """Whether a sum is the total, up to the rounding of each of its numbers."""
    step = _ROUNDED * (KM_PER_MILE if unit == "mi" else 1.0)
    return abs(read - total) <= step * (runs + 1) + 1e-9


def monday(day: dt.date) -> dt.date:
    """The Monday of a day's week."""
    return day - dt.timedelta(days=day.weekday())


@dataclass
class _Week:
    runs: list[Session] = field(default_factory=list)
    dates: list[dt.date] = field(default_factory=list)
    own: list[WeekTotal] = field(default_factory=list)


def total_rows(
    runs: Sequence[tuple[int | None, dt.date | None, Session]], own: Sequence[WeekTotal]
) -> dict[str, list[Any]]:
    """The columns of schema.RUN_TOTALS."""
    dated = [*((week, date) for week, date, _ in runs), *((total.week, total.start) for total in own)]
    first = min((monday(date) for week, date in dated if week is None and date is not None), default=None)
    weeks: dict[int, _Week] = {}

    def week_of(week: int | None, date: dt.date | None) -> _Week:
        if week is None and date is not None and first is not None:
            week = (monday(date) - first).days // 7 + 1
        return _Week() if week is None else weeks.setdefault(week, _Week())

    for number, date, session in runs:
        week = week_of(number, date)
        week.runs.append(session)
        week.dates += [] if date is None else [monday(date)]
    for total in own:
        week_of(total.week, total.start).own.append(total)
    rows = [{"week": number, **_row(weeks[number])} for number in sorted(weeks)]
    names = ("week", "start", "km", "file_km", "minutes", "file_minutes", "agrees", "note")
    return {name: [row[name] for row in rows] for name in names}


def _row(week: _Week) -> dict[str, Any]:
    km = sum(run.km or 0.0 for run in week.runs)
    running = sum(run.running or 0.0 for run in week.runs)
    whole = sum(run.minutes or 0.0 for run in week.runs)
    row: dict[str, Any] = {
        "start": min(week.dates, default=None),
        "km": round(km, 3),
        "file_km": None,
        "file_minutes": None,
    }
    row |= {"minutes": round(running, 2) or None, "agrees": "", "note": "The file gives no total."}
    own = week.own[0] if week.own else None
    if own is not None and own.km is not None:
        step = KM_PER_MILE if own.unit == "mi" else 1.0
        row |= {"file_km": round(own.km, 3)} | _compared(agree(km, own.km, len(week.runs), own.unit), km / step, own)
        without = sum(run.km is None for run in week.runs)
        if row["agrees"] == "no" and without:
            row["note"] += f" {counted(without, 'run')} of the week {'has' if without == 1 else 'have'} no distance."
    elif own is not None and own.unit == "min":
        # Some count the running alone, some the whole session.
        alone, all_of_it = (agree(read, own.value, len(week.runs)) for read in (running, whole))
        row |= {"file_minutes": own.value} | _compared(alone or all_of_it, running, own)
        if all_of_it and not alone:
            row |= {"minutes": round(whole, 2), "note": "The total counts whole sessions."}
    elif own is not None:
        row["note"] = f"The total {format_number(own.value)} has no unit and was not compared."
    if len(week.own) > 1:
        row["note"] += f" The file gives {len(week.own)} totals for this week; the first was taken."
    return row


def _compared(same: bool, read: float, total: WeekTotal) -> dict[str, str]:
    unit = "min of running" if total.unit == "min" else total.unit
    note = f"{format_number(read)} {unit} were read, and the file says {format_number(total.value)}."
    return {"agrees": "yes" if same else "no", "note": "" if same else note}
