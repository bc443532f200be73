"""Planned and done, a week a column: kilometres as bars, the longest run as a line and a dot, sets as numbers below."""

from __future__ import annotations

import math

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from runplan.charts import drawing
from runplan.charts.style import COLOURS, GREY, SMALL, TEXT
from runplan.units import format_number, from_km

_PLANNED, _PLANNED_EDGE = "#FFFFFF", "#6FAFD4"
_BAR, _DONE_BAR = 0.78, 0.56
_HEADROOM = 1.14
_ALL_NUMBERS = 24  # more weeks than this show every second or fourth number


def planned_and_done(frame: pd.DataFrame, *, units: str = "km", ax: Axes | None = None) -> Axes:
    """Planned and done kilometres, longest runs and sets, week by week.

    Parameters
    ----------
    frame : pandas.DataFrame
        The result of `Plan.against`; future weeks have no values for what was done.
    units : {'km', 'mi'}
        The unit for distances.
    ax : matplotlib.axes.Axes, optional
        Where to draw; by default, a new figure for an A4 page.

    Returns
    -------
    matplotlib.axes.Axes
    """
    week = [int(number) for number in frame["week"]]
    planned, done, planned_long, done_long = (
        [from_km(float(km), units) for km in frame[name]]
        for name in ("planned_km", "done_km", "planned_long_km", "done_long_km")
    )
    top = max([1.0, *planned, *(km for km in done if not math.isnan(km))])
    with drawing.chart_axes(ax, 2.8, (0.55, 0.12, 0.86, 0.34)) as ax:
        outlines = ax.bar(week, planned, width=_BAR, color=_PLANNED, edgecolor=_PLANNED_EDGE, linewidth=0.8, zorder=2)
        outlines.set_label("planned")
        heights = [0.0 if math.isnan(km) else km for km in done]
        ax.bar(week, heights, width=_DONE_BAR, color=COLOURS["easy"], linewidth=0, zorder=3).set_label("done")
        left, right = ([number + side * _BAR / 2 for number in week] for side in (-1, 1))
        ax.hlines(planned_long, left, right, color=TEXT, linewidth=1.3, zorder=4, label="longest run planned")
        dots = ax.scatter(week, done_long, s=22, color=COLOURS["long"], edgecolors="white", linewidths=0.7, zorder=5)
        dots.set_label("longest run done")
        shown_weeks = set(week if len(week) <= _ALL_NUMBERS else drawing.week_ticks(week))
        _numbers(ax, shown_weeks, week, planned, done)
        _sets(ax, shown_weeks, frame)
        ax.set_xlim(week[0] - 0.6, week[-1] + 0.6)
        ax.set_ylim(0, top * _HEADROOM)
        ax.set_yticks([])
        ax.set_xticks(drawing.week_ticks(week))
        ax.set_title(f"Planned and done: {'miles' if units == 'mi' else 'kilometres'} per week", pad=8)
        _key(ax)
    return ax


def _numbers(ax: Axes, shown_weeks: set[int], week: list[int], planned: list[float], done: list[float]) -> None:
    """What was done, over the bars; where it is still to come what is planned, in grey."""
    for number, asked, got in zip(week, planned, done, strict=True):
        if number in shown_weeks:
            is_to_come = math.isnan(got)
            height, text = (asked, format_number(asked)) if is_to_come else (max(asked, got), format_number(got))
            colour = GREY if is_to_come else TEXT
            drawing.note(ax, text, (number, height), (0, 1.5), ("center", "bottom"), size=SMALL + 0.5, color=colour)


def _sets(ax: Axes, shown_weeks: set[int], frame: pd.DataFrame) -> None:
    """Sets done of those planned, under the weeks; where they are still to come those planned alone."""
    drawing.note(ax, "week", (0, 0), (-4, -5), ("right", "top"), xycoords="axes fraction")
    drawing.note(ax, "sets", (0, 0), (-4, -17), ("right", "top"), xycoords="axes fraction")
    for number, asked, got in drawing.records(frame, "week", "planned_sets", "done_sets"):
        if number in shown_weeks:
            text = f"{asked:.0f}" if math.isnan(got) else f"{got:.0f}/{asked:.0f}"
            colour = GREY if math.isnan(got) else TEXT
            at_bottom = ("data", "axes fraction")
            drawing.note(ax, text, (number, 0), (0, -17), ("center", "top"), color=colour, xycoords=at_bottom)


def _key(ax: Axes) -> None:
    entries = [
        Patch(facecolor=_PLANNED, edgecolor=_PLANNED_EDGE),
        Patch(facecolor=COLOURS["easy"]),
        Line2D([], [], color=TEXT, linewidth=1.3),
        Line2D([], [], color=COLOURS["long"], marker="o", linestyle="", markersize=4.5),
    ]
    names = ["planned", "done", "longest run planned", "longest run done"]
    below = (0.0, -0.48 / drawing.inches(ax)[1])
    drawing.key(ax, entries, names, loc="upper left", bbox_to_anchor=below, ncols=4, handlelength=1.4)
    drawing.footnote(ax, "Sets: done/planned. Grey numbers are planned and still to come.", below=50)
