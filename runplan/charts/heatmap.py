"""Coverage: weeks across, muscles down, from nothing to target and over it."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from runplan.charts import drawing
from runplan.charts.style import COVERAGE_SCALE, GREY, HATCH_COLOUR, LIGHT, SMALL, TARGET_COLOUR, TEXT, fitting
from runplan.units import format_number
from runplan.words import STRENGTH_PHASE_NAMES

_GAP = 0.35  # rows between two body parts
_HATCH = "////"
_DARK_FROM = 0.55
_FAINT = "#9A9A9A"
_NUMBER_CELL = 0.21  # a cell narrower than this shows no number [inch]
_HEADER = 1.6  # rows above the first for targets and phases


def coverage_heatmap(status: pd.DataFrame, weeks: pd.DataFrame | None = None, *, ax: Axes | None = None) -> Axes:
    """Weekly sets per muscle compared with the target.

    Parameters
    ----------
    status : pandas.DataFrame
        `insight.coverage.coverage_status` of a plan.
    weeks : pandas.DataFrame, optional
        The plan's weeks; adds the strength phases along the top.
    ax : matplotlib.axes.Axes, optional
        Where to draw; by default, a new figure for an A4 page.

    Returns
    -------
    matplotlib.axes.Axes
    """
    numbers = sorted(int(week) for week in status["week"].unique())
    rows, heights = drawing.by_body_part(status.drop_duplicates("muscle"), _GAP)
    place = dict(zip(rows["muscle"], heights, strict=True))
    height = heights[-1] + 1.0
    with drawing.chart_axes(ax, 0.23 * (height + _HEADER) + 1.11, (1.55, 0.1, 0.78, 0.33)) as ax:
        cell_width = drawing.inches(ax)[0] / len(numbers)
        _cells(ax, status, place, show_numbers=cell_width >= _NUMBER_CELL)
        names = rows["name"] + rows["muscle"].map({"trunk": " (mean of 4)"}).fillna("")
        drawing.name_muscles(ax, heights, names.tolist(), rows["priority"])
        ax.tick_params(axis="y", pad=3)
        _targets(ax, status, numbers)
        if weeks is not None:
            _phases(ax, weeks)
        ax.set_xlim(numbers[0] - 0.5, numbers[-1] + 0.5)
        ax.set_ylim(height - 0.45, -_HEADER - (0.9 if weeks is not None else 0.0))
        ax.set_xticks(drawing.week_ticks(numbers))
        ax.spines["bottom"].set_visible(False)
        drawing.note(ax, "week", (0, 0), (-4, -4), ("right", "top"), size=SMALL + 0.5, xycoords="axes fraction")
        ax.set_title("Weekly sets per muscle", pad=8)
        _key(ax)
    return ax


def _cells(ax: Axes, status: pd.DataFrame, place: dict[str, float], *, show_numbers: bool) -> None:
    for week, muscle, sets, part, word in drawing.records(status, "week", "muscle", "sets", "share", "status"):
        share = 0.0 if math.isnan(part) else part
        over = word == "above"
        x, y = float(week), place[muscle]
        shade: dict[str, Any] = {"facecolor": COVERAGE_SCALE(min(share, 1.0)), "edgecolor": "white", "linewidth": 0.8}
        hatch: dict[str, Any] = {"facecolor": "none", "edgecolor": HATCH_COLOUR, "linewidth": 0.0, "hatch": _HATCH}
        for name, look in {"cell": shade, "over": hatch}.items() if over else [("cell", shade)]:
            ax.add_patch(Rectangle((x - 0.5, y - 0.5), 1.0, 1.0, gid=f"{name}-{muscle}-{week}", **look))
        if show_numbers:
            color = "white" if share > _DARK_FROM else TEXT if sets else _FAINT
            label = ax.text(x, y, format_number(sets), ha="center", va="center", fontsize=SMALL, color=color)
            if over:  # the number stays readable on the hatching
                label.set_bbox({"facecolor": TARGET_COLOUR, "edgecolor": "none", "pad": 0.8})


def _targets(ax: Axes, status: pd.DataFrame, numbers: list[int]) -> None:
    """The target of the judged muscles as a tick where it changes, with its number."""
    judged = status[status["priority"].to_numpy()].drop_duplicates("week").set_index("week")["target"]
    y = -1.0
    for target, first, last in drawing.week_spans(numbers, judged[numbers].astype(float)):
        ax.plot([first - 0.42, last + 0.42], [y + 0.3] * 2, color=TEXT, linewidth=1.0, clip_on=False)
        word = "target " if last + 1 - first > 0.09 * len(numbers) else ""
        middle = (first + last) / 2
        ax.text(middle, y + 0.12, word + format_number(target), ha="center", va="bottom", fontsize=SMALL)


def _phases(ax: Axes, weeks: pd.DataFrame) -> None:
    look: dict[str, Any] = {"va": "center", "fontsize": SMALL + 0.5, "fontweight": "bold", "color": GREY}
    for phase, first, last in drawing.week_spans(weeks["week"], weeks["strength_phase"]):
        width = (last + 1 - first) * drawing.inches(ax)[0] / len(weeks)
        name = fitting(STRENGTH_PHASE_NAMES.get(phase, phase), width, SMALL + 0.5)
        ax.text(first - 0.42, -_HEADER - 0.45, name, **look)
        if first > 1:
            ax.plot([first - 0.5] * 2, [-_HEADER - 0.8, -0.5], color=LIGHT, linewidth=0.8, zorder=0)


def _key(ax: Axes) -> None:
    """The scale, drawn small under the chart: nothing, target, and over it hatched."""
    width, height = drawing.inches(ax)
    key = ax.inset_axes((0.0, -0.43 / height, min(2.4 / width, 0.7), 0.11 / height))
    key.set_gid("key")
    drawing.draw_scale(key, 1.0, 1.0, seam=0.004, over=(1.5, 2.0), hatch=_HATCH)
    key.plot([1.0, 1.0], [-0.15, 1.5], color=TEXT, linewidth=1.2, clip_on=False)
    key.set_xlim(0, 2.0)
    key.set_ylim(0, 1)
    drawing.without_frame(key)
    key.set_xticks([0, 1.0, 1.5], ["none", "target", "over 150 %"])
    key.tick_params(axis="x", labelsize=SMALL, pad=2)
    key.get_xticklabels()[0].set_horizontalalignment("left")
    key.get_xticklabels()[2].set_horizontalalignment("left")
    text = (
        "Bold: main muscles, against the full target (the trunk against 60 %). Others: against half of it. "
        "Targets are our assumption."
    )
    ax.text(0.0, -0.73 / height, text, transform=ax.transAxes, fontsize=SMALL, va="bottom", color=GREY)
