"""The signs of the kinds of session: each has a shape of its own, so that greyscale loses nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from runplan.charts.style import COLOURS
from runplan.words import SIGN_NAMES, SIGN_OF_TYPE


def _bar(thickness: float) -> Path:
    half = thickness / 2
    return Path([(-1, -half), (1, -half), (1, half), (-1, half), (-1, -half)], closed=True)


def _chevrons() -> Path:
    one = [(-0.95, -0.7), (-0.25, 0.0), (-0.95, 0.7)]
    other = [(x + 1.0, y) for x, y in one]
    return Path([*one, *other], [Path.MOVETO, Path.LINETO, Path.LINETO] * 2)


def _flag() -> Path:
    pole = [(-0.7, -1.0), (-0.7, 1.0), (-0.5, 1.0), (-0.5, -1.0), (-0.7, -1.0)]
    cloth = [(-0.5, 1.0), (0.9, 0.5), (-0.5, 0.0), (-0.5, 1.0)]
    close = [Path.MOVETO, Path.LINETO, Path.LINETO, Path.LINETO, Path.CLOSEPOLY]
    return Path([*pole, *cloth], [*close, Path.MOVETO, Path.LINETO, Path.LINETO, Path.CLOSEPOLY])


def _pin() -> Path:
    head = Path.unit_circle().transformed(Affine2D().scale(0.5).translate(0.0, 0.45))
    needle = Path([(0.0, -0.05), (0.0, -1.0)], [Path.MOVETO, Path.LINETO])
    return Path.make_compound_path(head, needle)


@dataclass(frozen=True)
class Sign:
    """How one kind of session is drawn."""

    marker: Path | str  # a matplotlib marker
    colour: str
    fill: Literal["full", "left", "none"] = "full"  # matplotlib's fill style of the marker; left is half
    line: float = 0.0  # width of its line at a size of 8 points [pt]
    scale: float = 1.0  # size against the other signs


SIGNS = {
    "easy": Sign(_bar(0.34), COLOURS["easy"]),
    "long": Sign(_bar(0.95), COLOURS["long"], scale=1.15),
    "quality": Sign(_chevrons(), COLOURS["quality"], fill="none", line=1.7),
    "race": Sign(_flag(), COLOURS["race"], scale=1.25),
    "heavy": Sign("s", COLOURS["strength"], line=1.0),
    "general": Sign("s", COLOURS["strength"], fill="left", line=1.0),
    "core": Sign("o", COLOURS["core"], fill="none", line=1.5, scale=0.95),
    "pin": Sign(_pin(), "#222222", line=0.8, scale=0.9),
}


def sign_of(session_type: str) -> str:
    """The key of `SIGNS` for a session's type."""
    return SIGN_OF_TYPE.get(session_type, session_type)


def draw_sign(ax: Axes, key: str, x: Sequence[float], y: Sequence[float], size: float = 8.0) -> Line2D:
    """The sign of a key of `SIGNS` at each point of the axes' data, so large [pt]."""
    sign = SIGNS[key]
    (line,) = ax.plot(
        x,
        y,
        linestyle="none",
        marker=sign.marker,
        fillstyle=sign.fill,
        markersize=size * sign.scale,
        markerfacecolor="none" if sign.fill == "none" else sign.colour,
        markerfacecoloralt="white",
        markeredgecolor=sign.colour,
        markeredgewidth=sign.line * size / 8.0,
        clip_on=False,
        zorder=4,
        label=SIGN_NAMES[key],
        gid=f"sign-{key}",
    )
    return line
