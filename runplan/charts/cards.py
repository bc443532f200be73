"""The sessions of a calendar as small or large cards."""

from __future__ import annotations

import datetime as dt
import math
import textwrap
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import FancyBboxPatch

from runplan.charts.drawing import inches, records
from runplan.charts.signs import draw_sign, sign_of
from runplan.charts.style import GREY, LIGHT, SMALL, TEXT, text_width
from runplan.units import as_date, format_distance, format_number, from_km

DAYS = 7
COLUMNS = DAYS + 1.75
"""Width of a calendar in days: seven of them, and the totals."""

_TITLE_LETTERS = 12  # of a line in a card
_LINE = 0.125  # between two lines of a card [inch]


@dataclass(frozen=True)
class Card:
    """One session, ready to be drawn."""

    sign: str
    day: int
    row: int
    is_run: bool
    title: str
    km: str
    amount: str
    minutes: str
    pinned: bool


def cards_of(sessions: pd.DataFrame, weeks: pd.DataFrame, units: str) -> Iterator[Card]:
    """A card for each session, with its place by week (row) and day."""
    row_of = {int(week): row for row, (week,) in enumerate(records(weeks, "week"))}
    start_of = {int(week): date_of(start) for week, start in records(weeks, "week", "start")}
    names = ("week", "date", "kind", "type", "title", "km", "minutes", "pinned")
    for week, date, kind, session_type, title, km, minutes, pinned in records(sessions, *names):
        is_run = kind == "run"
        lasts = "" if math.isnan(minutes) else f"{int(minutes)} min"
        yield Card(
            sign=sign_of(session_type),
            day=(date_of(date) - start_of[int(week)]).days,
            row=row_of[int(week)],
            is_run=is_run,
            title=title,
            km=format_distance(km, units) if is_run else "",
            amount=format_number(from_km(km, units)) if is_run else lasts.replace(" min", "'"),
            minutes=lasts,
            pinned=pinned,
        )


def date_of(value: object) -> dt.date:
    """A date that is there; tables of a plan have no absent ones."""
    day = as_date(value)
    assert day is not None
    return day


def draw_small(ax: Axes, cards: list[Card], *, two_lines: bool) -> None:
    """A sign and its amount: run above strength, or beside it where rows are low."""
    width, height = inches(ax)
    day_width = width / COLUMNS
    size = 7.0 if two_lines else min(6.0, 72.0 * height / max((card.row for card in cards), default=1) * 0.42)
    points: defaultdict[str, list[tuple[float, float]]] = defaultdict(list)
    for card in cards:
        if two_lines:
            x, y = card.day + 0.13, card.row + (0.3 if card.is_run else 0.7)
            text = card.km if card.is_run else card.minutes
        else:
            x, y = card.day + (0.1 if card.is_run else 0.66), card.row + 0.5
            text = card.amount
        points[card.sign].append((x, y))
        ax.text(x + 0.10 / day_width, y, text, ha="left", va="center_baseline", fontsize=SMALL)
        if card.pinned:
            beside = text_width(text, SMALL) + 0.16 if two_lines or card.is_run else -0.1
            points["pin"].append((x + beside / day_width, y))
    for sign, places in points.items():
        xs, ys = zip(*places, strict=True)
        draw_sign(ax, sign, xs, ys, size=size)


def draw_large(ax: Axes, cards: list[Card]) -> None:
    """A framed card a session: sign, title, then distance and minutes."""
    width, height = inches(ax)
    day_width = width / COLUMNS
    margin = 0.045
    card_height = (height - 3 * margin) / 2
    frame: dict[str, Any] = {"facecolor": "white", "edgecolor": LIGHT, "linewidth": 0.8, "zorder": 2}
    frame |= {"boxstyle": f"round,pad=0,rounding_size={0.05 / day_width}", "mutation_aspect": day_width / height}
    for card in cards:
        top = margin if card.is_run else 2 * margin + card_height
        left = card.day + margin / day_width
        size = 1.0 - 2 * margin / day_width, card_height / height
        ax.add_patch(FancyBboxPatch((left, top / height), *size, **frame))
        draw_sign(ax, card.sign, [left + 0.11 / day_width], [(top + 0.11) / height], size=7.5)
        if card.pinned:
            draw_sign(ax, "pin", [card.day + 1.0 - 0.13 / day_width], [(top + 0.11) / height], size=7.0)
        lines = [(part, "bold", TEXT) for part in textwrap.wrap(card.title, _TITLE_LETTERS)[:2]]
        lines += [(part, "normal", TEXT if part == card.km else GREY) for part in (card.km, card.minutes) if part]
        for number, (text, weight, colour) in enumerate(lines):
            x, y = left + 0.05 / day_width, (top + 0.28 + _LINE * number) / height
            ax.text(x, y, text, va="center_baseline", fontsize=SMALL, fontweight=weight, color=colour, zorder=5)
