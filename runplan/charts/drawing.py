"""What charts are drawn with: axes of one look, notes and keys, weeks and muscles in their places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from typing import Any

import pandas as pd
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from runplan.charts import style

LOAD_NOTE = (
    "The load only ranks the muscles and weeks of this block. "
    "It is our reading of studies and is never counted as sets."
)


@contextmanager
def chart_axes(
    ax: Axes | None, height: float, margins: tuple[float, float, float, float], *, width: float = style.A4_TEXT_WIDTH
) -> Iterator[Axes]:
    """Axes in the charts' look: those given, or those of a new figure that belongs to no window.

    The sizes are those of a new figure, and its margins at the left, right, bottom and top [inch].
    """
    with style.style():
        if ax is not None:
            _dress(ax)
        else:
            figure = Figure(figsize=(width, height), dpi=150)
            FigureCanvasAgg(figure)
            left, right, bottom, top = margins
            box = (left / width, bottom / height, (width - left - right) / width, (height - bottom - top) / height)
            ax = figure.add_axes(box)
        yield ax


def _dress(ax: Axes) -> None:
    """The look on axes that were made outside of the style."""
    for side, spine in ax.spines.items():
        spine.set_visible(side == "bottom")
        spine.set_color(style.LIGHT)
        spine.set_linewidth(style.SETTINGS["axes.linewidth"])
    ax.set_title("", loc="left", fontfamily=style.font())
    for axis, colour in (("x", style.GREY), ("y", style.TEXT)):
        size = style.SETTINGS[f"{axis}tick.labelsize"]
        ax.tick_params(axis=axis, length=0, labelsize=size, labelcolor=colour, labelfontfamily=style.font())  # type: ignore[arg-type]


def inches(ax: Axes) -> tuple[float, float]:
    """Width and height of the axes [inch]."""
    figure = ax.get_figure(root=True)
    assert figure is not None
    box = ax.get_position(original=False)
    return float(box.width * figure.get_figwidth()), float(box.height * figure.get_figheight())


def note(
    ax: Axes,
    text: str,
    at: tuple[float, float],
    offset: tuple[float, float],
    align: tuple[str, str],
    *,
    size: float = style.SMALL,
    color: str = style.GREY,
    **look: Any,
) -> None:
    """A short text beside a point, also outside of the axes: how far off [pt], and which side of it is there."""
    look |= {"textcoords": "offset points", "annotation_clip": False, "ha": align[0], "va": align[1]}
    ax.annotate(text, at, offset, fontsize=size, color=color, **look)


def footnote(ax: Axes, text: str, below: float) -> None:
    """A small grey sentence under a chart, `below` points [pt] under its axes."""
    note(ax, text, (0, 0), (0, -below), ("left", "top"), xycoords="axes fraction")


def key(ax: Axes, entries: Sequence[Artist], names: Sequence[str], **look: Any) -> None:
    """What the marks of a chart stand for, in one row without a frame; `look` as for Axes.legend."""
    look = {"handleheight": 0.8, "columnspacing": 1.4, "borderpad": 0.0, "borderaxespad": 0.0} | look
    ax.legend(entries, names, fontsize=style.SMALL + 0.5, **look)


def week_ticks(weeks: Iterable[int]) -> list[int]:
    """The weeks that have room for their number under a chart of all of them: each, every second or every fourth."""
    weeks = list(weeks)
    step = 1 if len(weeks) <= 20 else 2 if len(weeks) <= 30 else 4
    return [week for week in weeks if (week - 1) % step == 0]


def week_spans(weeks: Iterable[int], values: Iterable[Any]) -> Iterator[tuple[Any, int, int]]:
    """Weeks in a row that share a value: the value, the first week and the last."""
    for value, same in groupby(zip(weeks, values, strict=True), key=lambda pair: pair[1]):
        span = [int(week) for week, _ in same]
        yield value, span[0], span[-1]


def by_body_part(rows: pd.DataFrame, gap: float) -> tuple[pd.DataFrame, list[float]]:
    """Rows by body part, judged muscles first within each, and where each is drawn; `gap` rows part the body parts."""
    order = 2 * rows["group"].map(style.GROUP_ORDER.index) + ~rows["priority"].astype(bool)
    rows = rows.iloc[order.argsort(kind="stable")].reset_index(drop=True)
    steps = 1.0 + gap * (rows["group"] != rows["group"].shift())
    return rows, [0.0, *steps[1:].cumsum()]


def name_muscles(ax: Axes, heights: Sequence[float], names: Sequence[str], judged: Iterable[bool]) -> None:
    """The muscles' names at the left of their rows; those that are judged are bold."""
    ax.set_yticks(heights, names)
    for label, is_judged in zip(ax.get_yticklabels(), judged, strict=True):
        label.set_fontweight("bold" if is_judged else "normal")
        label.set_color(style.TEXT if is_judged else style.GREY)


def draw_scale(ax: Axes, target: float, height: float, *, seam: float, over: tuple[float, float], hatch: str) -> None:
    """The colours from nothing to the target, drawn up to `target` and on to the end of `over`, which is hatched."""
    for number in range(60):
        box = (number / 60 * target, 0), target / 60 + seam, height
        ax.add_patch(Rectangle(*box, facecolor=style.COVERAGE_SCALE((number + 0.5) / 60)))
    ax.add_patch(Rectangle((target, 0), over[1] - target, height, facecolor=style.TARGET_COLOUR))
    look: dict[str, Any] = {"facecolor": "none", "edgecolor": style.HATCH_COLOUR, "linewidth": 0, "hatch": hatch}
    ax.add_patch(Rectangle((over[0], 0), over[1] - over[0], height, **look))


def without_frame(ax: Axes) -> None:
    """No ticks, no spines: nothing but what is drawn."""
    ax.set_xticks([])
    ax.set_yticks([])
    for spine in ax.spines.values():
        spine.set_visible(False)


def records(frame: pd.DataFrame, *names: str) -> Iterator[tuple[Any, ...]]:
    """The named columns, row by row; an absent count comes as NaN."""
    columns = [frame[name].astype(float) if frame[name].dtype == "Int64" else frame[name] for name in names]
    return zip(*(column.tolist() for column in columns), strict=True)
