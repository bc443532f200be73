"""One look for all charts: colours, sizes, and a context that never changes matplotlib's own settings for good."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.colors import Colormap, LinearSegmentedColormap

from runplan import words

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
HATCH_COLOUR = "#7FB9B8"  # of what is over the target

GROUP_ORDER = ("hip", "thigh", "lower_leg", "trunk", "upper")
PHASE_NAMES = {**words.PHASE_NAMES, "race": "Race"}
SHORT_NAMES = {"Technique": "Tech.", "Strength": "Str.", "Power": "Pow.", "Build": "Bld.", "Taper": "Tap."}

SETTINGS: dict[Any, Any] = {
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
def font() -> str:
    """The first of our fonts that this machine has; the last one comes with matplotlib."""
    known = set(font_manager.get_font_names())
    return next(name for name in _FONTS if name in known or name == _FONTS[-1])


@contextmanager
def style() -> Iterator[None]:
    """The charts' look, for the length of a `with` block; matplotlib's settings are as they were afterwards."""
    # A generic family would be looked up when the figure is drawn, outside of this block; a name stays.
    with mpl.rc_context({**SETTINGS, "font.family": [font()]}):
        yield


def text_width(text: str, size: float) -> float:
    """Width of a line of text, near enough to decide whether it fits [inch]."""
    return len(text) * size * 0.58 / 72.0


def fitting(text: str, width: float, size: float) -> str:
    """The text, its short form, or nothing: what fits into the width [inch]."""
    return next((name for name in (text, SHORT_NAMES.get(text, text)) if text_width(name, size) <= width), "")
