"""Running's relative load as dots beside the sets of strength work: seen together, never added."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from runplan.charts import drawing
from runplan.charts.style import COLOURS, GREY, LIGHT, SMALL, TEXT

_SETS_COLOUR = "#2B8286"
_NUMBERS = 1.1  # right edge of the numbers; the bars take the axes from 0 to 1
_DOTS = (1.22, 2.0)
_BAR = 0.62
_GAP = 0.45


def load_beside_sets(rows: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Weekly sets as bars with a tick for the target, and the relative load of running as dots.

    Parameters
    ----------
    rows : pandas.DataFrame
        `insight.running_load.load_beside_sets` of a plan.
    ax : matplotlib.axes.Axes, optional
        Where to draw; by default, a new figure for an A4 page.

    Returns
    -------
    matplotlib.axes.Axes
    """
    rows, heights = drawing.by_body_part(rows, _GAP)
    widest = max(float(rows["sets"].max()), float(rows["target"].max()), 1.0)
    bottom = heights[-1] + 0.7
    with drawing.chart_axes(ax, 0.215 * bottom + 1.15, (1.5, 0.25, 0.62, 0.55)) as ax:
        ax.barh(heights, rows["sets"] / widest, height=_BAR, color=_SETS_COLOUR, linewidth=0, zorder=2)
        low, high = ([height + side for height in heights] for side in (-0.44, 0.44))
        ax.vlines(rows["target"] / widest, low, high, color=TEXT, linewidth=1.3, zorder=3, label="target")
        _set_numbers(ax, rows, heights)
        _dots(ax, rows, heights)
        _headings(ax)
        drawing.name_muscles(ax, heights, list(rows["name"]), rows["priority"])
        ax.set_xticks([])
        ax.spines["bottom"].set_visible(False)
        ax.set_xlim(0, 2.06)
        ax.set_ylim(bottom, -0.75)
        ax.set_title("Strength work and the load from running", pad=24)
    return ax


def _set_numbers(ax: Axes, rows: pd.DataFrame, heights: list[float]) -> None:
    """The sets as a column of their own: beside the bars they would stand in the way of the targets."""
    for sets, height in zip(rows["sets"], heights, strict=True):
        ax.text(_NUMBERS, height, f"{float(sets):.1f}", va="center_baseline", ha="right", fontsize=SMALL + 0.5)


def _dots(ax: Axes, rows: pd.DataFrame, heights: list[float]) -> None:
    start, end = _DOTS
    places = start + (end - start) * rows["load"].to_numpy(dtype=float) / 100.0
    ax.hlines(heights, start, end, color=LIGHT, linewidth=0.7, zorder=1)
    dots = ax.scatter(
        places, heights, s=34, color=COLOURS["long"], edgecolors="white", linewidths=0.7, zorder=3, clip_on=False
    )
    dots.set_label("relative load from running")
    dots.set_gid("running-load")


def _headings(ax: Axes) -> None:
    top = -0.85
    start, end = _DOTS
    ax.text(0.0, top, "Sets per week; the line is the target", va="bottom", fontsize=SMALL + 0.5, color=GREY)
    ax.text(start, top, "Relative load from running", va="bottom", fontsize=SMALL + 0.5, color=GREY)
    for x, text, side in ((start, "none", "left"), (end, "highest in the block", "right")):
        drawing.note(ax, text, (x, 0), (0, -8), (side, "top"), xycoords=("data", "axes fraction"))
    drawing.footnote(ax, drawing.LOAD_NOTE, below=26)
