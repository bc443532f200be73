"""Coverage: weeks across, muscles down, from nothing to target and over it."""

from __future__ import annotations

import math
from itertools import groupby
from typing import TYPE_CHECKING

import pandas as pd
from matplotlib.patches import Rectangle

from runplan.charts.style import (
    A4_TEXT_WIDTH,
    COVERAGE_SCALE,
    GREY,
    GROUP_ORDER,
    LIGHT,
    SMALL,
    STRENGTH_PHASE_NAMES,
    TARGET_COLOUR,
    TEXT,
    fitting,
    inches,
    new_axes,
    records,
    style,
)
from runplan.units import format_number

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["coverage_heatmap"]

_GAP = 0.35  # rows between two body parts
_HATCH = "////"
_DARK_FROM = 0.55
_FAINT = "#9A9A9A"
_NUMBER_CELL = 0.21  # a cell narrower than this shows no number [inch]
_HEADER = 1.6  # rows above the first for targets and phases
_WEEK_STEPS = ((20, 1), (30, 2), (60, 4))


def coverage_heatmap(status: pd.DataFrame, weeks: pd.DataFrame | None = None, *, ax: Axes | None = None) -> Axes:
    """Sets a week for each muscle against its target.

    Parameters
    ----------
    status : pandas.DataFrame
        `insight.coverage.coverage_status` of a plan.
    weeks : pandas.DataFrame, optional
        The plan's weeks; adds the strength phases along the top.
    ax : matplotlib.axes.Axes, optional
        Where to draw; a new figure for an A4 page without it.

    Returns
    -------
    matplotlib.axes.Axes
    """
    numbers = sorted(int(week) for week in status["week"].unique())
    place = _places(status)
    height = max(place.values()) + 1.0
    with style():
        ax = new_axes(ax, A4_TEXT_WIDTH, 0.23 * (height + _HEADER) + 1.11, (1.55, 0.1, 0.78, 0.33))
        cell_width = inches(ax)[0] / len(numbers)
        _cells(ax, status, place, show_numbers=cell_width >= _NUMBER_CELL)
        _row_labels(ax, status, place)
        _targets(ax, status, numbers)
        if weeks is not None:
            _phases(ax, weeks)
        ax.set_xlim(numbers[0] - 0.5, numbers[-1] + 0.5)
        ax.set_ylim(height - 0.45, -_HEADER - (0.9 if weeks is not None else 0.0))
        step = next(step for most, step in _WEEK_STEPS if len(numbers) <= most)
        ax.set_xticks([week for week in numbers if (week - 1) % step == 0])
        ax.spines["bottom"].set_visible(False)
        _week_word(ax)
        ax.set_title("Sets a week and muscle", pad=8)
        _key(ax)
    return ax


def _places(status: pd.DataFrame) -> dict[str, float]:
    """The height of each muscle's row, by body part, judged muscles first within each."""
    rows = status.drop_duplicates("muscle")
    place: dict[str, float] = {}
    height = 0.0
    for group in GROUP_ORDER:
        members = rows[(rows["group"] == group).to_numpy()]
        for muscle in members.sort_values("priority", ascending=False, kind="stable")["muscle"]:
            place[muscle] = height
            height += 1.0
        height += _GAP if len(members) else 0.0
    return place


def _cells(ax: Axes, status: pd.DataFrame, place: dict[str, float], *, show_numbers: bool) -> None:
    for week, muscle, sets, part, word in records(status, "week", "muscle", "sets", "share", "status"):
        share = 0.0 if math.isnan(part) else part
        over = word == "above"
        x, y = float(week), place[muscle]
        cell = Rectangle(
            (x - 0.5, y - 0.5),
            1.0,
            1.0,
            facecolor=COVERAGE_SCALE(min(share, 1.0)),
            edgecolor="white",
            linewidth=0.8,
        )
        cell.set_gid(f"cell-{muscle}-{week}")
        ax.add_patch(cell)
        if over:
            hatch = Rectangle(
                (x - 0.5, y - 0.5), 1.0, 1.0, facecolor="none", edgecolor="#7FB9B8", linewidth=0.0, hatch=_HATCH
            )
            hatch.set_gid(f"over-{muscle}-{week}")
            ax.add_patch(hatch)
        if show_numbers:
            label = ax.text(
                x,
                y,
                format_number(sets),
                ha="center",
                va="center",
                fontsize=SMALL,
                color="white" if share > _DARK_FROM else TEXT if sets else _FAINT,
            )
            if over:  # the number stays readable on the hatching
                label.set_bbox({"facecolor": TARGET_COLOUR, "edgecolor": "none", "pad": 0.8})


def _row_labels(ax: Axes, status: pd.DataFrame, place: dict[str, float]) -> None:
    rows = status.drop_duplicates("muscle")
    told = {muscle: (name, judged) for muscle, name, judged in records(rows, "muscle", "name", "priority")}
    names = [told[muscle][0] + (" (mean of 4)" if muscle == "trunk" else "") for muscle in place]
    ax.set_yticks(list(place.values()), names)
    for muscle, label in zip(place, ax.get_yticklabels(), strict=True):
        label.set_fontweight("bold" if told[muscle][1] else "normal")
        label.set_color(TEXT if told[muscle][1] else GREY)
    ax.tick_params(axis="y", pad=3)


def _targets(ax: Axes, status: pd.DataFrame, numbers: list[int]) -> None:
    """The target of the judged muscles as a tick where it changes, with its number."""
    judged = status[status["priority"].to_numpy()].drop_duplicates("week").set_index("week")["target"]
    y = -1.0
    for target, same in groupby(numbers, key=lambda week: float(judged[week])):
        span = list(same)
        ax.plot([span[0] - 0.42, span[-1] + 0.42], [y + 0.3] * 2, color=TEXT, linewidth=1.0, clip_on=False)
        text = format_number(target)
        ax.text(
            (span[0] + span[-1]) / 2,
            y + 0.12,
            f"target {text}" if len(span) > 0.09 * len(numbers) else text,
            ha="center",
            va="bottom",
            fontsize=SMALL,
        )


def _phases(ax: Axes, weeks: pd.DataFrame) -> None:
    rows = zip(weeks["week"].astype(int), weeks["strength_phase"], strict=True)
    for phase, same in groupby(rows, key=lambda row: row[1]):
        span = [week for week, _ in same]
        width = len(span) * inches(ax)[0] / len(weeks)
        ax.text(
            span[0] - 0.42,
            -_HEADER - 0.45,
            fitting(STRENGTH_PHASE_NAMES.get(phase, phase), width, SMALL + 0.5),
            ha="left",
            va="center",
            fontsize=SMALL + 0.5,
            fontweight="bold",
            color=GREY,
        )
        if span[0] > 1:
            ax.plot([span[0] - 0.5] * 2, [-_HEADER - 0.8, -0.5], color=LIGHT, linewidth=0.8, zorder=0)


def _week_word(ax: Axes) -> None:
    ax.annotate("week", (0, 0), (-4, -4), xycoords="axes fraction", textcoords="offset points", ha="right", va="top",
                fontsize=SMALL + 0.5, color=GREY)  # fmt: skip


def _key(ax: Axes) -> None:
    """The scale, drawn small under the chart: nothing, target, and over it hatched."""
    width, height = inches(ax)
    key = ax.inset_axes((0.0, -0.43 / height, min(2.4 / width, 0.7), 0.11 / height))
    key.set_gid("key")
    for number in range(60):
        key.add_patch(
            Rectangle((number / 60 * 1.0, 0), 1 / 60 + 0.004, 1, facecolor=COVERAGE_SCALE((number + 0.5) / 60))
        )
    key.add_patch(Rectangle((1.0, 0), 0.5, 1, facecolor=TARGET_COLOUR))
    key.add_patch(Rectangle((1.5, 0), 0.5, 1, facecolor=TARGET_COLOUR))
    key.add_patch(Rectangle((1.5, 0), 0.5, 1, facecolor="none", edgecolor="#7FB9B8", linewidth=0, hatch=_HATCH))
    key.plot([1.0, 1.0], [-0.15, 1.5], color=TEXT, linewidth=1.2, clip_on=False)
    key.set_xlim(0, 2.0)
    key.set_ylim(0, 1)
    key.set_yticks([])
    key.set_xticks([0, 1.0, 1.5], ["none", "target", "over 150 %"])
    key.tick_params(axis="x", labelsize=SMALL, pad=2)
    key.get_xticklabels()[0].set_horizontalalignment("left")
    key.get_xticklabels()[2].set_horizontalalignment("left")
    for spine in key.spines.values():
        spine.set_visible(False)
    ax.text(
        0.0,
        -0.73 / height,
        "Bold: judged against the whole target. Others: against half of it. Targets are our assumption.",
        transform=ax.transAxes,
        ha="left",
        va="bottom",
        fontsize=SMALL,
        color=GREY,
    )
