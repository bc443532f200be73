"""Running's relative load as dots beside the sets of strength work: seen together, never added."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from runplan.charts.style import (
    A4_TEXT_WIDTH,
    COLOURS,
    GREY,
    GROUP_ORDER,
    LIGHT,
    SMALL,
    TEXT,
    footnote,
    new_axes,
    style,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["load_beside_sets"]

_SETS_COLOUR = "#2B8286"
_NUMBERS = 1.1  # right edge of the numbers; the bars take the axes from 0 to 1
_DOTS = (1.22, 2.0)
_BAR = 0.62
_GAP = 0.45


def load_beside_sets(rows: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Sets a week as bars with their target as a tick, and running's relative load as dots beside them.

    Parameters
    ----------
    rows : pandas.DataFrame
        `insight.running_load.load_beside_sets` of a plan.
    ax : matplotlib.axes.Axes, optional
        Where to draw; a new figure for an A4 page without it.

    Returns
    -------
    matplotlib.axes.Axes
    """
    rows, heights = _ordered(rows)
    widest = max(float(rows["sets"].max()), float(rows["target"].max()), 1.0)
    bottom = heights[-1] + 0.7
    with style():
        ax = new_axes(ax, A4_TEXT_WIDTH, 0.215 * bottom + 1.15, (1.5, 0.25, 0.62, 0.55))
        ax.barh(heights, rows["sets"] / widest, height=_BAR, color=_SETS_COLOUR, linewidth=0, zorder=2)
        ax.vlines(
            rows["target"] / widest,
            [height - 0.44 for height in heights],
            [height + 0.44 for height in heights],
            color=TEXT,
            linewidth=1.3,
            zorder=3,
            label="target",
        )
        _set_numbers(ax, rows, heights)
        _dots(ax, rows, heights)
        _headings(ax)
        ax.set_yticks(heights, list(rows["name"]))
        for label, priority in zip(ax.get_yticklabels(), rows["priority"], strict=True):
            label.set_fontweight("bold" if priority else "normal")
            label.set_color(TEXT if priority else GREY)
        ax.set_xticks([])
        ax.spines["bottom"].set_visible(False)
        ax.set_xlim(0, 2.06)
        ax.set_ylim(bottom, -0.75)
        ax.set_title("Strength work beside what running asks", pad=24)
    return ax


def _ordered(rows: pd.DataFrame) -> tuple[pd.DataFrame, list[float]]:
    """Rows by body part, judged muscles first within each, and the height of each."""
    order = {group: number for number, group in enumerate(GROUP_ORDER)}
    keys = [(order[group], not priority) for group, priority in zip(rows["group"], rows["priority"], strict=True)]
    places = sorted(range(len(rows)), key=lambda place: (keys[place], place))
    rows = rows.iloc[places].reset_index(drop=True)
    heights, height, last = [], -1.0, rows["group"].iloc[0]
    for group in rows["group"]:
        height += 1.0 + (_GAP if group != last else 0.0)
        last = group
        heights.append(height)
    return rows, heights


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
    dots.set_label("running's relative load")
    dots.set_gid("running-load")


def _headings(ax: Axes) -> None:
    top = -0.85
    start, end = _DOTS
    ax.text(0.0, top, "Sets a week; the line is the target", va="bottom", fontsize=SMALL + 0.5, color=GREY)
    ax.text(start, top, "Running's load, relative", va="bottom", fontsize=SMALL + 0.5, color=GREY)
    ax.annotate("none", (start, 0), (0, -8), xycoords=("data", "axes fraction"), textcoords="offset points",
                ha="left", va="top", fontsize=SMALL, color=GREY)  # fmt: skip
    ax.annotate("the block's highest", (end, 0), (0, -8), xycoords=("data", "axes fraction"),
                textcoords="offset points", ha="right", va="top", fontsize=SMALL, color=GREY)  # fmt: skip
    note = "The load ranks muscles and weeks of this block: our reading of studies, never added to the sets."
    footnote(ax, note, below=26)
