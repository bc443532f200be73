"""The body map: a standing figure, front and back, each muscle filled by its share of the weekly target."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from runplan.catalog.bodymap import BodyMap, Label, View, load_bodymap
from runplan.charts import drawing
from runplan.charts.style import A4_TEXT_WIDTH, COLOURS, COVERAGE_SCALE, GREY, HATCH_COLOUR, SMALL, TEXT, text_width
from runplan.insight.coverage import OVER
from runplan.units import counted, format_number

LOAD_STEPS = (1.0, 100 / 3, 200 / 3)
"""Running's relative load from which its dot is small, middle and large [0 to 100]; our choice, for showing only."""

_BODY, _EDGE, _HINT, _LINE = "#E6E8E6", "#A9AFAF", "#D6D9D7", "#A9AFAF"
_HATCH = "/////"
_DOT_SIZES = (11.0, 28.0, 56.0)  # area of the dot [pt^2]
_END_SIZE = 5.0  # of a leader's end where running does not load the muscle [pt^2]
_PAGE_SCALE = 0.52  # of a chart as wide as the page [pt a unit]
_WIDE = 0.62  # half of the key's scale up to the target [inch]
_BESIDE_FROM = 4.2  # narrower axes have the two parts of the key under each other [inch]
_ROW = 26  # the height of one part of the key [pt]
_SIDE, _TOP = 0.05, 0.36  # margins of a figure of our own [inch]
_NOTE_BELOW = 40  # the footnote under the axes [pt]
_NARROW = 0.86  # running text is narrower than the widest words that text_width allows for
_NOTE_LINE = 8.5  # a line of it [pt]
_NOTES_ON_NAMES = (
    "Bold: main muscles, compared with the full target (the trunk, an average of four, with 60 % of it).",
    "Others: against half of it.",
)
_NOTES = (
    "Targets are our assumption.",
    "Dashed: deep muscles, drawn over those that cover them.",
    drawing.LOAD_NOTE,
)
_TWO_LINES_FROM = 0.48  # a smaller scale leaves no room for the numbers under the names [pt a unit]
_ROUNDING = 1e-9


def body_map(frame: pd.DataFrame, *, ax: Axes | None = None, labels: bool = True) -> Axes:
    """Coverage and the load of running on a picture of the body.

    Parameters
    ----------
    frame : pandas.DataFrame
        `insight.body.body_frame` of a plan.
    ax : matplotlib.axes.Axes, optional
        Where to draw; by default, a new figure for an A4 page.
    labels : bool, optional
        Whether to write the muscles' names next to the figures, with thin leader lines.

    Returns
    -------
    matplotlib.axes.Axes
    """
    geometry = load_bodymap()
    left, top, width, height = geometry.view_box if labels else geometry.figure
    scale = (A4_TEXT_WIDTH - 2 * _SIDE) / geometry.view_box[2]
    notes = _notes(width * scale, labels=labels)
    bottom = (_NOTE_BELOW + _NOTE_LINE * len(notes)) / 72 + 0.05
    margins = (_SIDE, _SIDE, bottom, _TOP)
    with drawing.chart_axes(ax, height * scale + bottom + _TOP, margins, width=width * scale + 2 * _SIDE) as ax:
        ax.set_xlim(left, left + width)
        ax.set_ylim(top + height, top)
        ax.set_aspect("equal")
        ax.apply_aspect()
        ax.patch.set_visible(False)
        drawing.without_frame(ax)
        shares = {
            muscle: 0.0 if math.isnan(share) else share for muscle, share in drawing.records(frame, "muscle", "share")
        }
        for name, view in zip(("front", "back"), geometry.views, strict=True):
            _body(ax, view)
            _muscles(ax, name, view, shares)
        if labels:
            _names(ax, frame, geometry)
        _dots(ax, frame, geometry, ends=labels)
        _key(ax)
        notes = _notes(drawing.inches(ax)[0], labels=labels)
        drawing.footnote(ax, "\n".join(notes), below=_NOTE_BELOW + (_ROW if _is_narrow(ax) else 0))
        ax.set_title("Sets per week, compared with the target", pad=6)
    return ax


def _path(text: str) -> Path:
    """An SVG path of absolute M, C and Z as matplotlib has it."""
    closed = text.endswith("Z")
    numbers = [float(word) for word in text.split() if word not in ("M", "C", "Z")]
    points = np.array(numbers).reshape(-1, 2)
    codes = [Path.MOVETO] + [Path.CURVE4] * (len(points) - 1)
    if closed:
        points, codes = np.vstack([points, points[:1]]), [*codes, Path.CLOSEPOLY]
    return Path(points, codes)


def _patch(ax: Axes, path: Path, gid: str, **look: Any) -> None:
    ax.add_patch(PathPatch(path, gid=gid, **({"linewidth": 0.0} | look)))


def _body(ax: Axes, view: View) -> None:
    for path in view.outline:
        _patch(ax, _path(path), "outline", facecolor=_BODY, edgecolor=_EDGE, linewidth=0.6)
    for path in view.hints:
        _patch(ax, _path(path), "hint", facecolor=_HINT)
    for path in view.lines:
        _patch(ax, _path(path), "line", facecolor="none", edgecolor=_LINE, linewidth=0.5, capstyle="round")


def _muscles(ax: Axes, name: str, view: View, shares: dict[str, float]) -> None:
    """The fills; the deep muscles last, as windows through what covers them."""
    for region in sorted(view.regions, key=lambda region: region.overlay):
        share = shares[region.muscle]
        path, gid = _path(region.path), f"{name}-{region.part}-{region.side}"
        look: dict[str, Any] = {"facecolor": COVERAGE_SCALE(min(share, 1.0))}
        if region.overlay:
            look |= {"edgecolor": "white", "linewidth": 1.8, "joinstyle": "round"}
        _patch(ax, path, f"region-{gid}", **look)
        if share > OVER + _ROUNDING:
            _patch(ax, path, f"over-{gid}", facecolor="none", edgecolor=HATCH_COLOUR, hatch=_HATCH)
        if region.overlay:
            _patch(ax, path, f"deep-{gid}", facecolor="none", edgecolor=TEXT, linewidth=0.8, linestyle=(0, (2.6, 1.8)))
    fibres = Path.make_compound_path(*(_path(fibre.path) for fibre in view.fibres))
    _patch(ax, fibres, f"fibres-{name}", facecolor="none", edgecolor="white", linewidth=0.3, alpha=0.4)


def _names(ax: Axes, frame: pd.DataFrame, geometry: BodyMap) -> None:
    rows = {row[0]: row[1:] for row in drawing.records(frame, "muscle", "name", "priority", "sets", "target")}
    two_lines = 72 * drawing.inches(ax)[0] / geometry.view_box[2] >= _TWO_LINES_FROM
    for view in geometry.views:
        for label in view.labels:
            name, judged, sets, target = rows[label.muscle]
            x, y = label.text
            _leader(ax, label)
            side: Any = "right" if label.anchor == "end" else "left"
            look = {"fontsize": SMALL + 0.5, "fontweight": "bold" if judged else "normal", "color": TEXT, "ha": side}
            look |= {"va": "bottom" if two_lines else "center", "gid": f"name-{label.muscle}"}
            ax.text(x, y + (1 if two_lines else 0), name, **look)
            if two_lines:
                numbers = f"{format_number(sets)} of {counted(format_number(target), 'set')}"
                ax.text(x, y + 1, numbers, ha=side, va="top", fontsize=SMALL, color=GREY)


def _leader(ax: Axes, label: Label) -> None:
    """A thin line from name to muscle; its pale edge keeps it visible on dark fills."""
    gap = 5 if label.anchor == "end" else -5
    xs, ys = (label.text[0] + gap, label.at[0]), (label.text[1], label.at[1])
    ax.plot(xs, ys, color="white", linewidth=1.5, alpha=0.7, solid_capstyle="butt", zorder=2)
    (line,) = ax.plot(xs, ys, color=TEXT, linewidth=0.5, solid_capstyle="butt", zorder=2)
    line.set_gid(f"leader-{label.muscle}")


def _dot_size(load: float) -> float:
    return ([0.0, *_DOT_SIZES])[sum(load >= step for step in LOAD_STEPS)]


def _smaller(ax: Axes) -> float:
    """By how much dots shrink on axes that are smaller than a page [share of their area]."""
    units = abs(ax.get_xlim()[1] - ax.get_xlim()[0])
    return float(min(1.0, (72 * drawing.inches(ax)[0] / units / _PAGE_SCALE) ** 2))


def _dots(ax: Axes, frame: pd.DataFrame, geometry: BodyMap, *, ends: bool) -> None:
    """Running's load as dots where the leaders end: three sizes, a colour and a ring that no fill has."""
    loads = dict(drawing.records(frame, "muscle", "load"))
    smaller = _smaller(ax)
    for view in geometry.views:
        for label in view.labels:
            size = _dot_size(loads[label.muscle]) * smaller
            look: dict[str, Any] = {"s": size, "color": COLOURS["long"], "gid": f"load-{label.muscle}"}
            if not size:
                look = {"s": _END_SIZE, "color": TEXT, "gid": f"end-{label.muscle}"}
            if size or ends:
                ax.scatter(*label.at, edgecolors="white", linewidths=0.8 if size else 0.4, zorder=3, **look)


def _key(ax: Axes) -> None:
    """Under the figures: the scale of the fills, and the dots' sizes beside it or, on narrow axes, under it."""
    width, height = drawing.inches(ax)
    key = ax.inset_axes((0.0, -1.08 / height, 1.0, 1.0 / height))
    key.set_gid("key")
    key.set_xlim(0, width)  # inches, from the lower edge of the scale
    key.set_ylim(-0.83, 0.17)
    key.patch.set_visible(False)
    drawing.without_frame(key)
    drawing.draw_scale(key, 2 * _WIDE, 0.11, seam=0.002, over=(2 * _WIDE, 3 * _WIDE), hatch=_HATCH)
    key.plot([2 * _WIDE] * 2, [-0.02, 0.16], color=TEXT, linewidth=1.2)
    for x, word, place in ((0, "none", "left"), (2 * _WIDE, "target", "center"), (2.4 * _WIDE, "over 150 %", "left")):
        key.text(x, -0.04, word, ha=place, va="top", fontsize=SMALL)
    narrow = _is_narrow(ax)
    left, y = (0.0, -0.3) if narrow else (max(0.5 * width, 3 * _WIDE + 0.35), 0.055)
    key.text(left, y, "Running’s load", va="center", fontsize=SMALL)
    for number, (size, word) in enumerate(zip(_DOT_SIZES, ("low", "middle", "high"), strict=True)):
        x = left + 1.0 + 0.4 * number
        key.scatter(x, y, s=size * _smaller(ax), color=COLOURS["long"], edgecolors="white", linewidths=0.8)
        key.text(x, y - 0.095, word, ha="center", va="top", fontsize=SMALL)


def _is_narrow(ax: Axes) -> bool:
    return drawing.inches(ax)[0] < _BESIDE_FROM


def _notes(width: float, *, labels: bool) -> list[str]:
    """The footnote's sentences in lines that fit into the width [inch]."""
    lines = [""]
    for word in " ".join((*_NOTES_ON_NAMES, *_NOTES) if labels else _NOTES).split():
        longer = f"{lines[-1]} {word}".strip()
        if text_width(longer, SMALL * _NARROW) <= width or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
