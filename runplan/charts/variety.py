"""Planes of motion and benefits: sets of strength work, and minutes of rolling and stretching beside them."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch

from runplan.charts import drawing
from runplan.charts.style import GREY, LIGHT, TEXT
from runplan.units import format_number

_SETS_COLOUR = "#2B8286"
_MINUTES_COLOUR = "#F0BE94"
_HEIGHT = 0.78  # of a row's own height
_GAP = 0.7
_NAMES = {
    "sagittal": "Sagittal\nforwards and back",
    "frontal": "Frontal\nside to side",
    "transverse": "Transverse\nturning",
    "mobility": "Mobility",
    "flexibility": "Flexibility",
    "range_of_motion": "Range of motion",
    "strength": "Strength",
    "posture": "Posture",
}


def planes_and_benefits(planes: pd.DataFrame, benefits: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """The planes of motion and the benefits of the strength sessions, week by week.

    Parameters
    ----------
    planes, benefits : pandas.DataFrame
        `insight.variety.planes` and `insight.variety.benefits` of a plan.
    ax : matplotlib.axes.Axes, optional
        Where to draw; by default, a new figure for an A4 page.

    Returns
    -------
    matplotlib.axes.Axes
    """
    rows = [(name, frame) for name, frame in planes.groupby("plane", sort=False)]
    others = [(name, frame) for name, frame in benefits.groupby("benefit", sort=False)]
    bases = [float(number + 1) for number in range(len(rows))]
    bases += [bases[-1] + _GAP + number + 1 for number in range(len(others))]
    rows += others
    most_sets = max(*(float(frame["sets"].max()) for _, frame in rows), 1.0)
    most_minutes = float(benefits["minutes"].max())
    weeks = sorted(int(week) for week in planes["week"].unique())
    with drawing.chart_axes(ax, 0.44 * bases[-1] + 1.12, (1.25, 0.85, 0.6, 0.52)) as ax:
        for (name, frame), base in zip(rows, bases, strict=True):
            _row(ax, str(name), frame, base, most_sets, most_minutes if "benefit" in frame else 0.0)
        ax.set_yticks([base - _HEIGHT / 2 for base in bases], [_NAMES.get(str(name), str(name)) for name, _ in rows])
        ax.tick_params(axis="y", pad=2)
        ax.set_xlim(weeks[0] - 0.55, weeks[-1] + 0.55)
        ax.set_ylim(bases[-1] + 0.12, -0.05)
        ax.set_xticks(drawing.week_ticks(weeks))
        ax.spines["bottom"].set_visible(False)
        ax.set_title("Planes of motion and benefits", pad=22)
        _key(ax, with_minutes=most_minutes > 0)
    return ax


def _row(ax: Axes, name: str, frame: pd.DataFrame, base: float, most_sets: float, most_minutes: float) -> None:
    """One row of bars on its own base line; rows hang upwards from it, for the axes count downwards."""
    week = frame["week"].to_numpy(dtype=float)
    sets = frame["sets"].to_numpy(dtype=float)
    minutes = frame["minutes"].to_numpy(dtype=float)
    # Rolling has no plane of motion, so minutes stand with the benefits alone.
    with_minutes = most_minutes > 0 and bool(minutes.any())
    width = 0.37 if with_minutes else 0.74
    ax.plot([week[0] - 0.5, week[-1] + 0.5], [base, base], color=LIGHT, linewidth=0.7, zorder=1)
    amounts = [("sets", "sets", sets, most_sets, _SETS_COLOUR, TEXT)]
    amounts += [("minutes", "min", minutes, most_minutes, _MINUTES_COLOUR, GREY)] * with_minutes
    for number, (word, unit, values, most, colour, text_colour) in enumerate(amounts):
        x = week + ((number - 0.5) * width if with_minutes else 0.0)
        heights = -_HEIGHT * values / most
        bars = ax.bar(x, heights, width=width, bottom=base, color=colour, linewidth=0, zorder=2)
        bars.set_label(f"{word}, {name}")
        value = values.max(initial=0.0)
        text = f"up to {format_number(value, 0)} {unit}" if value else f"no {unit}"
        at, offset = (1.0, base - _HEIGHT / 2), (4, (4.5 - 9.0 * number) if with_minutes else 0)
        right = ("axes fraction", "data")
        drawing.note(ax, text, at, offset, ("left", "center"), color=text_colour, xycoords=right)


def _key(ax: Axes, *, with_minutes: bool) -> None:
    above = (0.0, 1.0 + 0.05 / drawing.inches(ax)[1])
    entries = [Patch(facecolor=_SETS_COLOUR)] + [Patch(facecolor=_MINUTES_COLOUR)] * with_minutes
    names = ["sets of strength work", "minutes of rolling and stretching"][: len(entries)]
    look = {"ncols": 2, "handlelength": 1.0, "labelcolor": GREY}
    drawing.key(ax, entries, names, loc="lower left", bbox_to_anchor=above, **look)
    drawing.footnote(
        ax,
        "Work in two planes or for two benefits counts for both, so the rows add up to more than the total.",
        below=20,
    )
