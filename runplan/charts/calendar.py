"""The block as a calendar: a week a row, a day a column, each session with its sign; white space is rest."""

from __future__ import annotations

import datetime as dt
import math
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from runplan.charts import drawing
from runplan.charts.cards import COLUMNS, DAYS, Card, cards_of, date_of, draw_large, draw_small
from runplan.charts.signs import SIGNS, draw_sign
from runplan.charts.style import GREY, LIGHT, PALE, PHASE_NAMES, SMALL, TEXT, text_width
from runplan.units import format_day, format_minutes, format_number, from_km
from runplan.words import SIGN_NAMES

_ROW = 0.46  # height of a week's row where there is room [inch]
_TWO_LINES = 0.36  # a row at least this high shows run and strength above each other [inch]
_WEEK_HEIGHT = 1.66  # height of the row where one week is shown [inch]
_A4_ROWS = 9.3  # what an upright A4 page leaves for the rows [inch]
_MARGINS = (0.92, 0.1, 0.5, 0.62)


def week_calendar(
    sessions: pd.DataFrame,
    weeks: pd.DataFrame,
    *,
    week: int | None = None,
    units: str = "km",
    ax: Axes | None = None,
) -> Axes:
    """Sessions by week and day, with the week's kilometres and hours on the right.

    Parameters
    ----------
    sessions, weeks : pandas.DataFrame
        The plan's sessions and weeks.
    week : int, optional
        Show only this week, with more about each session.
    units : {'km', 'mi'}
        The unit for distances.
    ax : matplotlib.axes.Axes, optional
        Where to draw; by default, a new figure for an A4 page.

    Returns
    -------
    matplotlib.axes.Axes
    """
    if week is not None:
        weeks = weeks[(weeks["week"] == week).to_numpy()]
        sessions = sessions[(sessions["week"] == week).to_numpy()]
    count = len(weeks)
    row_height = _WEEK_HEIGHT if week is not None else min(_ROW, _A4_ROWS / max(count, 1))
    with drawing.chart_axes(ax, count * row_height + _MARGINS[2] + _MARGINS[3], _MARGINS) as ax:
        ax.set_xlim(0, COLUMNS)
        ax.set_ylim(count, 0)
        drawing.without_frame(ax)
        cards = list(cards_of(sessions, weeks, units))
        _rows(ax, weeks)
        _totals(ax, sessions, weeks, units)
        if week is not None:
            draw_large(ax, cards)
        else:
            draw_small(ax, cards, two_lines=drawing.inches(ax)[1] / max(count, 1) >= _TWO_LINES)
        _day_names(ax, weeks, with_dates=week is not None)
        _key(ax, cards)
        ax.set_title(f"Week {week}" if week is not None else "The block, week by week", pad=24, x=0.0)
    return ax


def _rows(ax: Axes, weeks: pd.DataFrame) -> None:
    """Week numbers and dates at the left, a pale band for lighter weeks, a light rule below each row."""
    high = drawing.inches(ax)[1] / max(len(weeks), 1) >= _TWO_LINES
    last_phase = ""
    columns = ("week", "start", "phase", "step_back")
    for row, (number, start, phase, is_lighter) in enumerate(drawing.records(weeks, *columns)):
        if is_lighter:
            gid = f"step-back-{int(number)}"
            ax.add_patch(Rectangle((0, row), COLUMNS, 1.0, facecolor=PALE, linewidth=0, zorder=0, gid=gid))
        ax.plot([0, COLUMNS], [row + 1] * 2, color=LIGHT, linewidth=0.6, zorder=1, clip_on=False)
        y = row + (0.3 if high else 0.5)
        if len(weeks) > 1:
            _left(ax, f"{int(number)}", -46, y, size=SMALL + 1.5, fontweight="bold", color=TEXT)
            _left(ax, format_day(start)[4:], -6, y, size=SMALL + 0.5)
        if high:
            name = PHASE_NAMES.get(phase, phase)
            text = f"{name}, step back" if is_lighter else name
            _left(ax, text, -6, row + (0.7 if len(weeks) > 1 else 0.3))
        elif phase != last_phase and row:
            ax.plot([0, COLUMNS], [row] * 2, color=GREY, linewidth=0.8, zorder=1, clip_on=False)
        last_phase = phase


def _left(ax: Axes, text: str, offset: float, y: float, **look: Any) -> None:
    drawing.note(ax, text, (0, y), (offset, 0), ("right", "center_baseline"), **look)


def _totals(ax: Axes, sessions: pd.DataFrame, weeks: pd.DataFrame, units: str) -> None:
    """Kilometres (with a thin bar, where rows are high enough for it) and hours of each week."""
    most = max(float(weeks["run_km"].max()), 1.0)
    minutes: dict[int, float] = {}
    for week, lasts in drawing.records(sessions, "week", "minutes"):
        minutes[int(week)] = minutes.get(int(week), 0.0) + (0.0 if math.isnan(lasts) else lasts)
    row_height = drawing.inches(ax)[1] / max(len(weeks), 1)
    with_bar = row_height >= _TWO_LINES and len(weeks) > 1
    start, width = DAYS + 0.12, COLUMNS - DAYS - 0.14
    ends = (start + 0.62 * width, start + width)
    for row, (week, run_km) in enumerate(drawing.records(weeks, "week", "run_km")):
        y = row + (0.3 if row_height >= _TWO_LINES else 0.5)
        hours = format_minutes(int(minutes.get(int(week), 0)))
        for text, x, weight, colour in (
            (format_number(from_km(run_km, units)), ends[0], "bold", TEXT),
            (hours, ends[1], "normal", GREY),
        ):
            ax.text(x, y, text, ha="right", va="center_baseline", fontsize=SMALL + 1.0, fontweight=weight, color=colour)
        if with_bar:
            size = width * run_km / most, 0.045 / row_height
            ax.add_patch(Rectangle((start, row + 0.66), *size, facecolor=GREY, linewidth=0, gid=f"total-{int(week)}"))
    for text, x in zip((units, "h:min"), ends, strict=True):
        drawing.note(ax, text, (x, 0), (0, 4), ("right", "bottom"), size=SMALL + 0.5)


def _day_names(ax: Axes, weeks: pd.DataFrame, *, with_dates: bool) -> None:
    first = date_of(weeks["start"].iloc[0])
    for day in range(DAYS):
        name = format_day(first + dt.timedelta(days=day))
        text = name if with_dates else name[:3]
        drawing.note(ax, text, (day + 0.06, 0), (0, 4), ("left", "bottom"), size=SMALL + 0.5)
    ax.plot([0, COLUMNS], [0, 0], color=GREY, linewidth=0.8, clip_on=False)
    if not with_dates:
        ax.vlines(range(1, DAYS + 1), 0, len(weeks), color="#E6E6E6", linewidth=0.8, zorder=0.5)


def _key(ax: Axes, cards: list[Card]) -> None:
    """The signs that this chart uses, with their names, in lines under it."""
    used = [sign for sign in SIGNS if any(card.sign == sign or (sign == "pin" and card.pinned) for card in cards)]
    width, height = drawing.inches(ax)
    rows = ax.get_ylim()[0]
    x, line = 0.1 / width * COLUMNS, 0
    for sign in used:
        name = SIGN_NAMES[sign]
        needed = (0.87 * text_width(name, SMALL + 0.5) + 0.38) / width * COLUMNS
        if x + needed > COLUMNS and line == 0:
            x, line = 0.1 / width * COLUMNS, 1
        y = rows + (0.17 + 0.16 * line) / height * rows
        draw_sign(ax, sign, [x], [y], size=6.5)
        ax.text(x + 0.1 / width * COLUMNS, y, name, ha="left", va="center_baseline", fontsize=SMALL + 0.5, color=GREY)
        x += needed
