"""One look for all charts: colours, sizes, and a context that never changes matplotlib's own settings for good."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure

from runplan import words

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.colors import Colormap

__all__ = [
    "A4_TEXT_WIDTH",
    "COLOURS",
    "COVERAGE_SCALE",
    "GREY",
    "GROUP_NAMES",
    "GROUP_ORDER",
    "LIGHT",
    "PALE",
    "PHASE_NAMES",
    "SHORT_NAMES",
    "SMALL",
    "STRENGTH_PHASE_NAMES",
    "TARGET_COLOUR",
    "TEXT",
    "fitting",
    "footnote",
    "inches",
    "key",
    "new_axes",
    "records",
    "style",
    "text_width",
]

A4_TEXT_WIDTH = 7.1
"""Width of a chart that fills the text of an A4 page, upright [inch]."""

TEXT = "#222222"
GREY = "#6B6B6B"
LIGHT = "#D9D9D9"
PALE = "#F1F1F1"
SMALL = 7.0
"""Smallest type in print [pt]."""

# Okabe-Ito hues; every kind has a sign of its own besides (signs.py).
COLOURS = {
    "easy": "#56B4E9",
    "long": "#0072B2",
    "quality": "#D55E00",
    "race": "#000000",
    "strength": "#CC79A7",
    "core": "#009E73",
}
_COVERAGE_STEPS = ("#F5F8F7", "#BFDED8", "#6FB3AE", "#2B8286", "#0B4F57")
COVERAGE_SCALE: Colormap = LinearSegmentedColormap.from_list("runplan_coverage", _COVERAGE_STEPS)
"""From nothing (pale ground) to target (deep green-blue), steadily darker, so that it holds in greyscale."""
TARGET_COLOUR = _COVERAGE_STEPS[-1]

GROUP_ORDER = ("hip", "thigh", "lower_leg", "trunk", "upper")
GROUP_NAMES = {
    "hip": "Hip",
    "thigh": "Thigh",
    "lower_leg": "Lower leg",
    "trunk": "Trunk",
    "upper": "Upper body",
}
PHASE_NAMES = {**words.PHASE_NAMES, "race": "Race"}
STRENGTH_PHASE_NAMES = words.STRENGTH_PHASE_NAMES
SHORT_NAMES = {
    "Technique": "Tech.",
    "Strength": "Str.",
    "Power": "Pow.",
    "Build": "Bld.",
    "Taper": "Tap.",
}

_SETTINGS: dict[Any, Any] = {
    "font.size": 8.0,
    "text.color": TEXT,
    "axes.labelcolor": TEXT,
    "axes.edgecolor": LIGHT,
    "axes.linewidth": 0.6,
    "axes.titlesize": 10.0,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.spines.left": False,
    "axes.facecolor": "white",
    "figure.facecolor": "white",
    "savefig.facecolor": "white",
    "xtick.color": GREY,
    "ytick.color": TEXT,
    "xtick.labelsize": 7.5,
    "ytick.labelsize": 8.0,
    "xtick.major.size": 0.0,
    "ytick.major.size": 0.0,
    "hatch.linewidth": 0.7,
    "legend.frameon": False,
    "svg.fonttype": "none",
}


_FONTS = ("Arial", "Helvetica", "Liberation Sans", "DejaVu Sans")


@cache
def _font() -> str:
    """The first of our fonts that this machine has; the last one comes with matplotlib."""
    known = set(font_manager.get_font_names())
    return next(name for name in _FONTS if name in known or name == _FONTS[-1])


@contextmanager
def style() -> Iterator[None]:
    """The charts' look, for the length of a `with` block; matplotlib's settings are as they were afterwards."""
    # A generic family would be looked up when the figure is drawn, outside of this block; a name stays.
    with mpl.rc_context({**_SETTINGS, "font.family": [_font()]}):
        yield


def new_axes(ax: Axes | None, width: float, height: float, margins: tuple[float, float, float, float]) -> Axes:
    """The axes given, or those of a new figure that belongs to no window.

    Parameters
    ----------
    ax : Axes or None
    width, height : float
        Size of a new figure [inch].
    margins : tuple of float
        Left, right, bottom, top of the axes in a new figure [inch].
    """
    if ax is not None:
        _dress(ax)
        return ax
    figure = Figure(figsize=(width, height), dpi=150)
    FigureCanvasAgg(figure)
    left, right, bottom, top = margins
    return figure.add_axes(
        (left / width, bottom / height, (width - left - right) / width, (height - bottom - top) / height)
    )


def _dress(ax: Axes) -> None:
    """The look on axes that were made outside of the style."""
    for side, spine in ax.spines.items():
        spine.set_visible(side == "bottom")
        spine.set_color(LIGHT)
        spine.set_linewidth(_SETTINGS["axes.linewidth"])
    ax.set_title("", loc="left", fontfamily=_font())
    for axis, colour in (("x", GREY), ("y", TEXT)):
        size = _SETTINGS[f"{axis}tick.labelsize"]
        ax.tick_params(axis=axis, length=0, labelsize=size, labelcolor=colour, labelfontfamily=_font())  # type: ignore[arg-type]


def text_width(text: str, size: float) -> float:
    """Width of a line of text, near enough to decide whether it fits [inch]."""
    return len(text) * size * 0.58 / 72.0


def fitting(text: str, width: float, size: float) -> str:
    """The text, its short form, or nothing: what fits into the width [inch]."""
    return next((name for name in (text, SHORT_NAMES.get(text, text)) if text_width(name, size) <= width), "")


def inches(ax: Axes) -> tuple[float, float]:
    """Width and height of the axes [inch]."""
    figure = ax.get_figure(root=True)
    assert figure is not None
    box = ax.get_position(original=False)
    return float(box.width * figure.get_figwidth()), float(box.height * figure.get_figheight())


def footnote(ax: Axes, text: str, below: float) -> None:
    """A small grey sentence under a chart, `below` points [pt] under its axes."""
    ax.annotate(
        text,
        (0, 0),
        (0, -below),
        xycoords="axes fraction",
        textcoords="offset points",
        ha="left",
        va="top",
        fontsize=SMALL,
        color=GREY,
    )


def key(ax: Axes, entries: Sequence[Artist], names: Sequence[str], **place: Any) -> None:
    """What the marks of a chart stand for, in one row without a frame; `place` as for Axes.legend."""
    ax.legend(
        entries,
        names,
        fontsize=SMALL + 0.5,
        handleheight=0.8,
        columnspacing=1.4,
        borderpad=0.0,
        borderaxespad=0.0,
        **place,
    )


def records(frame: pd.DataFrame, *names: str) -> Iterator[tuple[Any, ...]]:
    """The named columns, row by row; an absent count comes as NaN."""
    columns = [frame[name].astype(float) if frame[name].dtype == "Int64" else frame[name] for name in names]
    return zip(*(column.tolist() for column in columns), strict=True)
