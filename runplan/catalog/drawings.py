"""The drawings of the exercises, as data/drawing_paths.json has them: paths of a kind each, from few points."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from html import escape

import numpy as np
import numpy.typing as npt

from runplan.errors import CatalogError
from runplan.schema.data_folder import data_dir

Points = npt.NDArray[np.float64]

SIZE = 1000
"""Width and height of a drawing [units]."""

COLOURS = {
    "ground": "#eff1f1",
    "ghost": "#e3e7e8",
    "ghost-edge": "#b9c2c5",
    "near": "#d3d9db",
    "far": "#adb6ba",
    "edge": "#6f7b80",
    "hair": "#6d787d",
    "shoe": "#8d989d",
    "shoe-far": "#7b868b",
    "main": "#0d6b70",
    "main-far": "#0b565b",
    "help": "#78b7b6",
    "help-far": "#5f9c9d",
    "wood": "#e9e2d6",
    "wood-light": "#f4efe6",
    "wood-edge": "#b3a68f",
    "soft": "#d9a85f",
    "soft-light": "#e9c78f",
    "soft-edge": "#a87a34",
    "iron": "#4c565b",
    "iron-light": "#6b767b",
    "iron-edge": "#ffffff",
    "mark": "#a9b1b4",
    "paper": "#ffffff",
    "arrow": "#b4532a",
}
"""The colours in the light theme. A page may set each as a variable, such as --rp-draw-near, for another theme."""

DARK_COLOURS = {
    "ground": "#1d2428",
    "ghost": "#2b3439",
    "ghost-edge": "#465157",
    "near": "#8b979c",
    "far": "#59656a",
    "edge": "#161c1f",
    "hair": "#39444a",
    "shoe": "#414c52",
    "shoe-far": "#39444a",
    "main": "#33d0c2",
    "main-far": "#239488",
    "help": "#7fb5b1",
    "help-far": "#557f7d",
    "wood": "#4a463f",
    "wood-light": "#5b564d",
    "wood-edge": "#211f1b",
    "soft": "#c9954a",
    "soft-light": "#dfb576",
    "soft-edge": "#8a6628",
    "iron": "#4d5960",
    "iron-light": "#78868e",
    "iron-edge": "#a9b5ba",
    "mark": "#566167",
    "arrow": "#f0926a",
}
"""The same in the dark theme, but for the paper, which is the ground of the page there."""

FILLS = {
    "g": "ground",
    "o": "ghost",
    "w": "wood",
    "W": "wood-light",
    "k": "mark",
    "t": "soft-edge",
    "s": "soft",
    "S": "soft-light",
    "i": "iron",
    "I": "iron-light",
    "f": "far",
    "n": "near",
    "q": "shoe-far",
    "p": "shoe",
    "h": "hair",
    "c": "help-far",
    "b": "help",
    "B": "main-far",
    "m": "main",
}
"""The kinds of areas, with their colours."""

LINES = {
    "e": ("edge", 3.5),
    "v": ("wood-edge", 3.5),
    "u": ("soft-edge", 3.5),
    "j": ("iron-edge", 2.2),
    "r": ("mark", 3),
}
"""The kinds of lines, with their colours and widths [units]."""

ARROW = "a"
_FILE = "drawing_paths.json"
_SEAM = 1.8  # an area's own line, that closes the seam to its neighbour [units]
_ARROW_WIDTH, _HALO = 9.5, 21.0  # of an arrow, and of the paper round it [units]
_BOLD = 2.0  # how much wider lines are in a small drawing
_BOLD_ARROW = 1.55
_CORNER = math.cos(math.radians(42))  # a sharper turn stays a corner
_PATH = re.compile(r"M(-?\d+)( ?-?\d+)l([-\d ]+)(z?)")


@dataclass(frozen=True)
class Curve:
    """A smooth line: a start, then three control points a piece, as Beziers have them."""

    points: Points  # of shape (1 + 3 n, 2) [units]
    closed: bool

    def path(self) -> str:
        """The curve as SVG path data."""
        rounded = np.round(self.points).astype(int)
        start, rest = rounded[0], " ".join(f"{x} {y}" for x, y in rounded[1:])
        return f"M{start[0]} {start[1]}C{rest}" + "Z" * self.closed


@dataclass(frozen=True)
class Stroke:
    """What is painted at once: curves with the colour of their area, or of their line, or both."""

    curves: tuple[Curve, ...]
    fill: str  # a name of COLOURS, or "" for none
    line: str
    width: float  # [units]

    def path(self) -> str:
        """All of its curves as SVG path data."""
        return "".join(curve.path() for curve in self.curves)


@dataclass(frozen=True)
class ExerciseDrawing:
    """One exercise in two poses or more, the muscles it works tinted."""

    exercise_id: str
    shapes: tuple[tuple[str, str], ...]  # kind and path data, the lowest first

    def strokes(self, *, small: bool = False) -> list[Stroke]:
        """What to paint, the lowest first.

        Parameters
        ----------
        small : bool, optional
            Whether the drawing is shown at 60 to 140 pixels: bolder lines.

        Returns
        -------
        list of Stroke
        """
        bold, bold_arrow = (_BOLD, _BOLD_ARROW) if small else (1.0, 1.0)
        painted = []
        for kind, data in self.shapes:
            curves = _curves(data)
            if kind == ARROW:
                painted.append(Stroke(curves, "", "paper", _HALO * bold_arrow))
                painted.append(Stroke(curves, "", "arrow", _ARROW_WIDTH * bold_arrow))
            elif kind in FILLS:
                line = "ghost-edge" if FILLS[kind] == "ghost" else FILLS[kind]
                painted.append(Stroke(curves, FILLS[kind], line, _SEAM * bold))
            else:
                colour, width = LINES[kind]
                painted.append(Stroke(curves, "", colour, width * bold))
        return painted

    def svg(self, title: str = "", *, small: bool = False) -> str:
        """The drawing as an SVG of one size for every place; without a title it is decoration.

        Parameters
        ----------
        title : str, optional
            What a screen reader says.
        small : bool, optional
            Whether it is shown at 60 to 140 pixels.

        Returns
        -------
        str
        """
        says = f'role="img" aria-label="{escape(title)}"' if title else 'aria-hidden="true"'
        paths = "".join(
            f'<path d="{stroke.path()}" fill="{variable(stroke.fill)}" fill-rule="evenodd" '
            f'stroke="{variable(stroke.line)}" stroke-width="{stroke.width:g}"/>'
            for stroke in self.strokes(small=small)
        )
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE} {SIZE}" {says} '
            f'stroke-linecap="round" stroke-linejoin="round">{paths}</svg>'
        )


def variable(colour: str) -> str:
    """A colour as a page takes it: its own variable, else the light theme's value.

    >>> variable("near"), variable("")
    ('var(--rp-draw-near,#d3d9db)', 'none')
    """
    return f"var(--rp-draw-{colour},{COLOURS[colour]})" if colour else "none"


@cache
def load_drawings() -> Mapping[str, ExerciseDrawing]:
    """Read the drawings of the built-in exercises; they are read once and then shared.

    Returns
    -------
    mapping
        From exercise_id to its drawing.

    Raises
    ------
    CatalogError
        If the file is missing or damaged.
    """
    path = data_dir() / _FILE
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return {
            exercise_id: ExerciseDrawing(exercise_id, tuple((_kind(kind), str(data)) for kind, data in row["paths"]))
            for exercise_id, row in content["drawings"].items()
        }
    except FileNotFoundError:
        raise CatalogError(f"{path} is missing; install RunPlan again.") from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        what = f"{error} is missing" if isinstance(error, KeyError) else str(error)
        raise CatalogError(f"{path} is damaged ({what}); install RunPlan again.") from None


def _kind(word: str) -> str:
    if word != ARROW and word not in FILLS and word not in LINES:
        raise ValueError(f"{word!r} is not a kind of path")
    return word


# --- from few points to smooth curves ---------------------------------------------------------------------------------


def _curves(data: str) -> tuple[Curve, ...]:
    """The curves of path data: each a place to begin, steps from point to point, and z where it closes."""
    curves = []
    for x, y, steps, end in _PATH.findall(data):
        numbers = np.array(re.findall(r"-?\d+", f"{x} {y} {steps}"), dtype=np.float64)
        curves.append(_smooth(np.cumsum(numbers.reshape(-1, 2), axis=0), closed=bool(end)))
    return tuple(curves)


def _smooth(points: Points, *, closed: bool) -> Curve:
    """A curve through points, with a corner where they turn sharply.

    At each point the curve runs as its two sides do, the longer one counting more, so that what is straight stays so.
    """
    sides = np.roll(points, -1, axis=0) - points
    lengths = np.hypot(sides[:, 0], sides[:, 1])
    ways = sides / np.maximum(lengths, 1e-9)[:, None]
    before = np.roll(ways, 1, axis=0)
    mean = before * np.roll(lengths, 1)[:, None] ** 2 + ways * lengths[:, None] ** 2
    tangents = mean / np.maximum(np.hypot(mean[:, 0], mean[:, 1]), 1e-9)[:, None]
    sharp = (before * ways).sum(axis=1) < _CORNER
    if not closed:
        sharp[[0, -1]] = True
    last = len(points) if closed else len(points) - 1
    end = np.roll(points, -1, axis=0)[:last]
    arms = lengths[:last, None] / 3
    leave = np.where(sharp[:, None], ways, tangents)[:last]
    arrive = np.where(np.roll(sharp, -1)[:last, None], ways[:last], np.roll(tangents, -1, axis=0)[:last])
    pieces = np.stack([points[:last] + leave * arms, end - arrive * arms, end], axis=1)
    return Curve(np.vstack([points[:1], pieces.reshape(-1, 2)]), closed)
