"""How hard the running is: the easy, moderate and hard time of each week, and the share that is easy above it."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch

from runplan.charts import drawing
from runplan.charts.style import COLOURS, TEXT
from runplan.units import format_minutes

_LOOKS: dict[str, dict[str, Any]] = {
    "easy": {"facecolor": "#A8D4EE"},
    "moderate": {"facecolor": "#FBE3D3", "edgecolor": COLOURS["quality"], "hatch": "//////"},
    "hard": {"facecolor": COLOURS["quality"]},
}
_NAMES = {"easy": "easy", "moderate": "moderate: marathon to threshold pace", "hard": "hard: faster, hills, strides"}
_BAR = 0.78
_ALL_NUMBERS = 20  # more weeks than this show only some numbers
_STRIP = (1.2, 1.5)  # where the line of the easy share lies, as shares of the highest bar
_TOP = 1.67
_LEAST_SHARE = 0.7  # the line begins here, or at the lowest share


def weekly_intensity(weeks: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Weekly running time, stacked by intensity, with the easy share above it.

    Parameters
    ----------
    weeks : pandas.DataFrame
        `insight.intensity.weekly_intensity` of a plan.
    ax : matplotlib.axes.Axes, optional
        Where to draw; by default, a new figure for an A4 page.

    Returns
    -------
    matplotlib.axes.Axes
    """
    week = [int(number) for number in weeks["week"]]
    zones = {zone: [float(minutes) for minutes in weeks[zone]] for zone in _LOOKS}
    total = [sum(parts) for parts in zip(*zones.values(), strict=True)]
    top = max([*total, 1.0])
    with drawing.chart_axes(ax, 2.95, (0.2, 0.12, 0.55, 0.5)) as ax:
        bottom = [0.0] * len(week)
        for zone, minutes in zones.items():
            bars = ax.bar(week, minutes, width=_BAR, bottom=bottom, linewidth=0, zorder=2, **_LOOKS[zone])
            bars.set_label(zone)
            bottom = [below + more for below, more in zip(bottom, minutes, strict=True)]
        _times(ax, week, total)
        _easy_shares(ax, week, zones["easy"], total, top)
        ax.set_xlim(week[0] - 0.6, week[-1] + 0.6)
        ax.set_ylim(0, top * _TOP)
        ax.set_yticks([])
        ticks = drawing.week_ticks(week)
        ax.set_xticks(ticks, [f"week {number}" if number == 1 else str(number) for number in ticks])
        ax.set_title("How hard the running is", pad=17)
        _key(ax, zones)
    return ax


def _numbered(week: list[int], most: int) -> list[int]:
    """The weeks that have room for a number: all, or one that is chosen and the first and the last away from it."""
    if len(week) <= _ALL_NUMBERS:
        return week
    apart = len(week) / _ALL_NUMBERS
    return sorted({most} | {end for end in (week[0], week[-1]) if abs(end - most) > apart})


def _times(ax: Axes, week: list[int], total: list[float]) -> None:
    """The week's time on its bar."""
    numbered = _numbered(week, week[total.index(max(total))])
    for number, minutes in zip(week, total, strict=True):
        if number in numbered and minutes > 0:
            text = format_minutes(round(minutes))
            drawing.note(ax, text, (number, minutes), (0, 1.5), ("center", "bottom"), color=TEXT)


def _easy_shares(ax: Axes, week: list[int], easy: list[float], total: list[float], top: float) -> None:
    """The line of the easy share over the bars, with its numbers; weeks without a run are left out."""
    shares = {number: part / whole for number, part, whole in zip(week, easy, total, strict=True) if whole > 0}
    if not shares:
        return
    low, high = (top * height for height in _STRIP)
    least = min(_LEAST_SHARE, *shares.values())
    places = [low + (high - low) * (share - least) / (1 - least) for share in shares.values()]
    look: dict[str, Any] = {"color": COLOURS["long"], "linewidth": 1.2, "marker": "o", "markersize": 3, "zorder": 3}
    (line,) = ax.plot(list(shares), places, **look)
    line.set_label("share that is easy")
    lowest = min(shares, key=lambda number: shares[number])
    for number in _numbered(
        list(shares), lowest
    ):  # in one row, where they are read like a table and never lie on the line
        text = f"{round(100 * shares[number])} %"
        drawing.note(ax, text, (number, high), (0, 6), ("center", "bottom"), color=COLOURS["long"])
    corner = (0.0, 1.0)
    drawing.note(ax, "Line: share that is easy", corner, (0, 4), ("left", "bottom"), xycoords="axes fraction")


def _key(ax: Axes, zones: dict[str, list[float]]) -> None:
    """What the parts of the bars mean, in one line under the weeks; only the parts that there are."""
    zones_drawn = [zone for zone, minutes in zones.items() if any(minutes)]
    entries = [Patch(linewidth=0, **_LOOKS[zone]) for zone in zones_drawn]
    below = (0.0, -0.28 / drawing.inches(ax)[1])
    names = [_NAMES[zone] for zone in zones_drawn]
    drawing.key(ax, entries, names, loc="upper left", bbox_to_anchor=below, ncols=3, handlelength=1.2)
